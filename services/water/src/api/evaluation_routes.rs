//! Routes of water-saving evaluations, and their part of the OpenAPI document.

use platform::http::{access::Access, route::Routes};

use super::{
    evaluation_change, evaluation_list, evaluation_result,
    role::{APPROVAL_REVIEWER, EVALUATION_READERS, WATER_CLERK, WATER_HEAD},
};

const READ: Access = Access::Roles(EVALUATION_READERS);
const KEEP: Access = Access::Roles(&[WATER_CLERK]);
/// Whoever lifts a ceiling is not whoever keeps the register.
const LIFT: Access = Access::Roles(&[WATER_HEAD]);
const REVIEW: Access = Access::Roles(&[APPROVAL_REVIEWER]);
/// Departments whose approvals ask for the result (S7).
const ASK: Access = Access::Services(&["housing"]);

/// The routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    let one = "/v1/evaluations/{evaluation_id}";
    Routes::default()
        .get("/v1/evaluations", READ, evaluation_list::list_evaluations)
        .post("/v1/evaluations", KEEP, evaluation_change::create_evaluation)
        .get(one, READ, evaluation_change::show_evaluation)
        .put(one, KEEP, evaluation_change::update_evaluation)
        .put("/v1/evaluations/{evaluation_id}/report", KEEP, evaluation_change::write_report)
        .put("/v1/evaluations/{evaluation_id}/user", KEEP, evaluation_change::link_user)
        .post(
            "/v1/evaluations/{evaluation_id}/submission",
            KEEP,
            evaluation_change::submit_evaluation,
        )
        .post(
            "/v1/evaluations/{evaluation_id}/withdrawal",
            KEEP,
            evaluation_change::withdraw_evaluation,
        )
        .post(
            "/v1/evaluations/{evaluation_id}/return",
            REVIEW,
            evaluation_change::return_evaluation,
        )
        .post(
            "/v1/evaluations/{evaluation_id}/verdict",
            REVIEW,
            evaluation_change::decide_evaluation,
        )
        .post(
            "/v1/evaluations/{evaluation_id}/commitments",
            KEEP,
            evaluation_change::file_commitment,
        )
        .post(
            "/v1/evaluation-commitments/{commitment_id}/ending",
            LIFT,
            evaluation_change::end_commitment,
        )
        .get("/v1/evaluation-results", ASK, evaluation_result::show_evaluation_result)
}

/// The part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    evaluation_list::list_evaluations,
    evaluation_change::create_evaluation,
    evaluation_change::show_evaluation,
    evaluation_change::update_evaluation,
    evaluation_change::write_report,
    evaluation_change::link_user,
    evaluation_change::submit_evaluation,
    evaluation_change::withdraw_evaluation,
    evaluation_change::return_evaluation,
    evaluation_change::decide_evaluation,
    evaluation_change::file_commitment,
    evaluation_change::end_commitment,
    evaluation_result::show_evaluation_result,
))]
pub struct ApiDoc;
