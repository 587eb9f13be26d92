//! HTTP: the one table of routes, and a file per resource.

pub mod incident_report;
pub mod role;
pub mod vote;

use platform::http::{access::Access, route::Routes};
use utoipa::OpenApi;

/// Every route with who may call it.
pub fn routes() -> Routes {
    Routes::new()
        .merge(platform::operations::routes())
        .merge(platform::rule_book::routes())
        .merge(platform::rule::routes_for(role::RULE_KEEPERS))
        .merge(platform::todo::routes())
        .merge(platform::notice::routes(
            &[role::HOUSING_CLERK],
            &[role::HOUSING_CLERK, role::HOUSING_HEAD],
            role::NOTICE_READERS,
        ))
        .get(
            "/v1/reclaimed-incident-reports",
            Access::Roles(role::READERS),
            incident_report::list_reclaimed_incident_reports,
        )
        .post("/v1/calculators/vote", Access::Public, vote::calculate_vote)
}

/// The OpenAPI document of these routes.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut document = ApiDoc::openapi();
    document.merge(platform::rule_book::ApiDoc::openapi());
    document.merge(platform::rule::ApiDoc::openapi());
    document
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "住房和城乡建设",
        description = "县住建局、县房产中心：业主共同决定事项的表决，维修资金使用流程"
    ),
    paths(vote::calculate_vote, incident_report::list_reclaimed_incident_reports)
)]
struct ApiDoc;
