//! HTTP: the one table of routes, and a file per resource.

pub mod assessment;
pub mod construction_grade;
pub mod incident_report;
pub mod plan;
pub mod role;
pub mod supply_grade;

use platform::http::{access::Access, route::Routes};
use utoipa::OpenApi;

/// Every route with who may call it.
pub fn routes() -> Routes {
    Routes::new()
        .merge(platform::operations::routes())
        .merge(platform::rule_book::routes())
        .merge(platform::rule::routes_for(role::RULE_KEEPERS))
        .merge(platform::todo::routes())
        .post("/v1/calculators/supply-grade", Access::Public, supply_grade::calculate_supply_grade)
        .post(
            "/v1/calculators/construction-grade",
            Access::Public,
            construction_grade::calculate_construction_grade,
        )
        .get(
            "/v1/incident-reports",
            Access::Roles(role::READERS),
            incident_report::list_incident_reports,
        )
        .get("/v1/plans", Access::Public, plan::list_plans)
        .get("/v1/plans/{plan}", Access::Public, plan::show_plan)
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
    info(title = "应急管理", description = "县应急管理局：预案、事件分级、响应级别和启动权限"),
    paths(
        supply_grade::calculate_supply_grade,
        construction_grade::calculate_construction_grade,
        incident_report::list_incident_reports,
        plan::list_plans,
        plan::show_plan
    )
)]
struct ApiDoc;
