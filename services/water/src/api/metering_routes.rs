//! Routes of flow assessment and of water owed to users, and their part of the OpenAPI document.

use platform::http::{access::Access, route::Routes};

use super::{
    flow_assessment,
    role::{READERS, SUPPLY_OPERATOR, WATER_CLERK, WATER_HEAD},
    shortage,
};

const READ: Access = Access::Roles(READERS);
const WORK: Access = Access::Roles(&[WATER_CLERK, WATER_HEAD]);
const DECIDE: Access = Access::Roles(&[WATER_HEAD]);
const KEEP: Access = Access::Roles(&[WATER_CLERK, SUPPLY_OPERATOR]);

/// The routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    Routes::default()
        .get("/v1/flow-assessments", READ, flow_assessment::list_flow_assessments)
        .post("/v1/flow-assessments", WORK, flow_assessment::create_flow_assessment)
        .get("/v1/flow-assessments/{assessment_id}", READ, flow_assessment::show_flow_assessment)
        .post(
            "/v1/flow-assessments/{assessment_id}/approval",
            DECIDE,
            flow_assessment::approve_flow_assessment,
        )
        .post(
            "/v1/flow-assessments/{assessment_id}/return",
            DECIDE,
            flow_assessment::return_flow_assessment,
        )
        .post(
            "/v1/flow-assessments/{assessment_id}/ending",
            WORK,
            flow_assessment::end_flow_assessment,
        )
        .post(
            "/v1/flow-assessments/{assessment_id}/usages",
            KEEP,
            flow_assessment::create_assessed_usage,
        )
        .get("/v1/assessed-usages", READ, flow_assessment::list_assessed_usages)
        .get("/v1/water-shortages", READ, shortage::list_water_shortages)
        .post("/v1/water-shortages", KEEP, shortage::create_water_shortage)
        .get("/v1/water-shortages/{shortage_id}", READ, shortage::show_water_shortage)
        .post(
            "/v1/water-shortages/{shortage_id}/settlements",
            KEEP,
            shortage::create_shortage_settlement,
        )
}

/// Their part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        flow_assessment::list_flow_assessments,
        flow_assessment::create_flow_assessment,
        flow_assessment::show_flow_assessment,
        flow_assessment::approve_flow_assessment,
        flow_assessment::return_flow_assessment,
        flow_assessment::end_flow_assessment,
        flow_assessment::create_assessed_usage,
        flow_assessment::list_assessed_usages,
        shortage::list_water_shortages,
        shortage::create_water_shortage,
        shortage::show_water_shortage,
        shortage::create_shortage_settlement,
    ),
    components(schemas(platform::http::problem::ProblemBody))
)]
pub struct ApiDoc;
