//! Routes of construction projects, and their part of the OpenAPI document.

use platform::http::{access::Access, route::Routes};

use super::{
    project_change, project_list,
    role::{READERS, WATER_CLERK, WATER_HEAD},
};

const READ: Access = Access::Roles(READERS);
const KEEP: Access = Access::Roles(&[WATER_CLERK]);
const DECIDE: Access = Access::Roles(&[WATER_HEAD]);

/// The routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    Routes::default()
        .get("/v1/projects", READ, project_list::list_projects)
        .post("/v1/projects", KEEP, project_change::create_project)
        .get("/v1/projects/{project_id}", READ, project_change::show_project)
        .put("/v1/projects/{project_id}", KEEP, project_change::update_project)
        .post("/v1/projects/{project_id}/documents", KEEP, project_change::file_document)
        .post("/v1/projects/{project_id}/evidence", KEEP, project_change::record_evidence)
        .post("/v1/projects/{project_id}/construction", KEEP, project_change::start_construction)
        .post(
            "/v1/projects/{project_id}/acceptance-request",
            KEEP,
            project_change::request_acceptance,
        )
        .post(
            "/v1/projects/{project_id}/acceptance-withdrawal",
            KEEP,
            project_change::withdraw_acceptance_request,
        )
        .post("/v1/projects/{project_id}/acceptance", DECIDE, project_change::accept_project)
        .post(
            "/v1/projects/{project_id}/acceptance-refusal",
            DECIDE,
            project_change::refuse_project,
        )
        .post("/v1/projects/{project_id}/use", KEEP, project_change::use_project)
        .post("/v1/projects/{project_id}/findings", KEEP, project_change::record_finding)
        .post(
            "/v1/project-findings/{finding_id}/correction",
            KEEP,
            project_change::correct_finding,
        )
}

/// The part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    project_list::list_projects,
    project_change::create_project,
    project_change::show_project,
    project_change::update_project,
    project_change::file_document,
    project_change::record_evidence,
    project_change::start_construction,
    project_change::request_acceptance,
    project_change::withdraw_acceptance_request,
    project_change::accept_project,
    project_change::refuse_project,
    project_change::use_project,
    project_change::record_finding,
    project_change::correct_finding,
))]
pub struct ApiDoc;
