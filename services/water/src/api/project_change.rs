//! What is done with a construction project (24号 附件5).

use actix_web::{HttpResponse, http::StatusCode, web};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Json, Path},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::RuleSet;
use uuid::Uuid;

use super::{
    answer,
    meter_change::EmptyRequest,
    project::{
        CorrectFindingRequest, CreateProjectRequest, FileDocumentRequest, ProjectFieldsRequest, ProjectView, ReasonRequest,
        RecordEvidenceRequest, RecordFindingRequest, view,
    },
    step::{On, Step},
};
use crate::{
    domain::project::ProjectCommand,
    service::{Act, project as service},
};

/// Registers a project: a planned one at its design, one under way under construction, an existing one with its retrofit.
#[utoipa::path(
    post, path = "/v1/projects", tag = "projects",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateProjectRequest,
    responses((status = 201, body = ProjectView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_project(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateProjectRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = service::register_project(tx, &rules, &act, new).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// One project with its requirements, documents, findings, and what its next step waits for.
#[utoipa::path(
    get, path = "/v1/projects/{project_id}", tag = "projects",
    params(("project_id" = Uuid, Path)),
    responses((status = 200, body = ProjectView), (status = 404, body = ProblemBody))
)]
pub async fn show_project(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let record = service::find_project(&mut conn, id).await?;
    Ok(HttpResponse::Ok().json(view(&rules, Act::now(&principal).today, record)?))
}

/// Changes what is recorded of a project, before it waits for acceptance.
#[utoipa::path(
    put, path = "/v1/projects/{project_id}", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ProjectFieldsRequest,
    responses((status = 200, body = ProjectView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn update_project(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<ProjectFieldsRequest>,
) -> Result<HttpResponse, Problem> {
    let fields = request.parse()?;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        let record = service::change_project(tx, &act, id, version, fields).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// Files a document after its review (A5 第五条).
#[utoipa::path(
    post, path = "/v1/projects/{project_id}/documents", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = FileDocumentRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn file_document(Step { on, body }: Step<FileDocumentRequest>) -> Result<HttpResponse, Problem> {
    let new = body.parse()?;
    on.answer(async |tx| {
        let record = service::file_document(tx, &on.rules, &on.act, on.id, on.version, new).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Records what shows that an applicable requirement is met (A5 第六条).
#[utoipa::path(
    post, path = "/v1/projects/{project_id}/evidence", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = RecordEvidenceRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn record_evidence(Step { on, body }: Step<RecordEvidenceRequest>) -> Result<HttpResponse, Problem> {
    let new = body.parse()?;
    on.answer(async |tx| {
        let record = service::record_evidence(tx, &on.rules, &on.act, on.id, on.version, new).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Begins to build, once the three documents are filed (A5 第四、五条).
#[utoipa::path(
    post, path = "/v1/projects/{project_id}/construction", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn start_construction(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    move_project(on, ProjectCommand::Start).await
}

/// Asks for acceptance; refused while an applicable requirement has no evidence, each named with its article (A5 第六条).
#[utoipa::path(
    post, path = "/v1/projects/{project_id}/acceptance-request", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn request_acceptance(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    move_project(on, ProjectCommand::Request).await
}

/// Takes the request back.
#[utoipa::path(
    post, path = "/v1/projects/{project_id}/acceptance-withdrawal", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn withdraw_acceptance_request(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    move_project(on, ProjectCommand::Withdraw).await
}

/// Accepts what somebody else has asked to have accepted (A5 第八条).
#[utoipa::path(
    post, path = "/v1/projects/{project_id}/acceptance", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn accept_project(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    let by = on.act.actor.clone();
    move_project(on, ProjectCommand::Accept { by }).await
}

/// Does not accept: back to the works.
#[utoipa::path(
    post, path = "/v1/projects/{project_id}/acceptance-refusal", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReasonRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn refuse_project(Step { on, body }: Step<ReasonRequest>) -> Result<HttpResponse, Problem> {
    let (by, reason) = (on.act.actor.clone(), body.reason);
    move_project(on, ProjectCommand::Refuse { by, reason }).await
}

/// Puts an accepted project in use (A5 第四条).
#[utoipa::path(
    post, path = "/v1/projects/{project_id}/use", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn use_project(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    move_project(on, ProjectCommand::Use).await
}

async fn move_project(on: On, command: ProjectCommand) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = service::move_project(tx, &on.rules, &on.act, on.id, on.version, command).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Records facilities that were found stopped or removed, or in use without acceptance (A5 第九、十条).
#[utoipa::path(
    post, path = "/v1/projects/{project_id}/findings", tag = "projects",
    params(("project_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = RecordFindingRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn record_finding(Step { on, body }: Step<RecordFindingRequest>) -> Result<HttpResponse, Problem> {
    let new = body.parse()?;
    on.answer(async |tx| {
        let record = service::record_finding(tx, &on.act, on.id, on.version, new).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Records how a finding was put right.
#[utoipa::path(
    post, path = "/v1/project-findings/{finding_id}/correction", tag = "projects",
    params(("finding_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = CorrectFindingRequest,
    responses((status = 200, body = ProjectView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn correct_finding(Step { on, body }: Step<CorrectFindingRequest>) -> Result<HttpResponse, Problem> {
    let (corrected_on, correction) = body.parse()?;
    on.answer(async |tx| {
        let record = service::correct_finding(tx, &on.act, on.id, on.version, corrected_on, correction).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}
