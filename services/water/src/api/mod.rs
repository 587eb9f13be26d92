//! HTTP: the one table of routes in two halves, one file per resource, and the OpenAPI document.

pub mod answer;
pub mod balance_test;
pub mod base_price;
pub mod bill;
pub mod bill_list;
pub mod billing_routes;
pub mod billing_run;
pub mod calculator;
pub mod correction_order;
pub mod credit_bill;
pub mod due_meter;
pub mod error;
pub mod evaluation;
pub mod evaluation_change;
pub mod evaluation_list;
pub mod evaluation_result;
pub mod evaluation_routes;
pub mod export;
pub mod file_import;
pub mod flow_assessment;
pub mod input;
pub mod inspection;
pub mod irrigation;
pub mod irrigation_balance;
pub mod irrigation_bill;
pub mod irrigation_party;
pub mod irrigation_right;
pub mod irrigation_routes;
pub mod meter;
pub mod meter_change;
pub mod meter_list;
pub mod meter_seal;
pub mod metering_routes;
pub mod payment;
pub mod plan;
pub mod plan_adjustment;
pub mod plan_list;
pub mod project;
pub mod project_change;
pub mod project_list;
pub mod project_routes;
pub mod quota;
pub mod reading;
pub mod reading_list;
pub mod reclaimed;
pub mod reclaimed_change;
pub mod reclaimed_list;
pub mod reclaimed_routes;
pub mod reclaimed_scheme;
pub mod recomputation;
pub mod register_routes;
pub mod report;
pub mod reward;
pub mod reward_routes;
pub mod role;
pub mod schema;
pub mod shortage;
pub mod step;
pub mod supervision_routes;
pub mod surcharge_collection;
pub mod violation_report;
pub mod water_user;
pub mod water_user_list;
pub mod watering;

use platform::http::{access::Access, route::Routes};
use utoipa::OpenApi;

/// Every route of the service, each with who may call it.
pub fn routes() -> Routes {
    Routes::new()
        .merge(platform::operations::routes_for(role::AUDIT_READERS))
        .merge(platform::rule_book::routes())
        .merge(platform::case::routes(role::CASE_ACCESS))
        .merge(platform::rule::routes_for(role::RULE_KEEPERS))
        .merge(platform::todo::routes())
        .merge(platform::notice::routes(
            role::NOTICE_CLERKS,
            role::NOTICE_HEADS,
            role::NOTICE_READERS,
        ))
        .merge(platform::outgoing::routes(role::MESSAGE_READERS))
        .merge(register_routes::routes())
        .merge(billing_routes::routes())
        .merge(reward_routes::routes())
        .merge(irrigation_routes::routes())
        .merge(project_routes::routes())
        .merge(supervision_routes::routes())
        .merge(metering_routes::routes())
        .merge(reclaimed_routes::routes())
        .merge(evaluation_routes::routes())
        .merge(platform::export::routes(Access::Roles(role::EXPORTERS)))
}

/// The OpenAPI document of the department; the platform adds the operators' part.
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(info(title = "县水利局服务", description = "用水户、计量、用水计划、累进加价、灌溉水价、账单"))]
    struct Department;

    let mut document = Department::openapi();
    document.merge(platform::rule_book::ApiDoc::openapi());
    document.merge(platform::case::ApiDoc::openapi());
    document.merge(platform::rule::ApiDoc::openapi());
    document.merge(register_routes::ApiDoc::openapi());
    document.merge(billing_routes::ApiDoc::openapi());
    document.merge(reward_routes::ApiDoc::openapi());
    document.merge(irrigation_routes::ApiDoc::openapi());
    document.merge(project_routes::ApiDoc::openapi());
    document.merge(supervision_routes::ApiDoc::openapi());
    document.merge(metering_routes::ApiDoc::openapi());
    document.merge(reclaimed_routes::ApiDoc::openapi());
    document.merge(evaluation_routes::ApiDoc::openapi());
    document.merge(platform::export::ApiDoc::openapi());
    document
}
