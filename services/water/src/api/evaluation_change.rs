//! What is done with a water-saving evaluation (24号 附件6).

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
    evaluation::{
        CreateEvaluationRequest, EndCommitmentRequest, EvaluationFieldsRequest, EvaluationView, FileCommitmentRequest, LinkUserRequest,
        VerdictRequest, WriteReportRequest, view,
    },
    meter_change::EmptyRequest,
    project::ReasonRequest,
    step::Step,
};
use crate::{
    domain::evaluation::EvaluationCommand,
    service::{Act, commitment, evaluation as service},
};

/// Registers an evaluation: a project by its project code, a plan without one (A6 第二、七条).
#[utoipa::path(
    post, path = "/v1/evaluations", tag = "evaluations",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateEvaluationRequest,
    responses((status = 201, body = EvaluationView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_evaluation(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateEvaluationRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = service::register_evaluation(tx, &act, new).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// One evaluation with what it must contain, what it says, and what a pass waits for.
#[utoipa::path(
    get, path = "/v1/evaluations/{evaluation_id}", tag = "evaluations",
    params(("evaluation_id" = Uuid, Path)),
    responses((status = 200, body = EvaluationView), (status = 404, body = ProblemBody))
)]
pub async fn show_evaluation(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let record = service::find_evaluation(&mut conn, id).await?;
    Ok(HttpResponse::Ok().json(view(&rules, Act::now(&principal).today, record)?))
}

/// Changes what is recorded of a draft.
#[utoipa::path(
    put, path = "/v1/evaluations/{evaluation_id}", tag = "evaluations",
    params(("evaluation_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = EvaluationFieldsRequest,
    responses((status = 200, body = EvaluationView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn update_evaluation(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<EvaluationFieldsRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.parse()?;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        let record = service::change_evaluation(tx, &rules, &act, id, version, new).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// Writes what an evaluation says, in place of what it said (A6 第三、五条).
#[utoipa::path(
    put, path = "/v1/evaluations/{evaluation_id}/report", tag = "evaluations",
    params(("evaluation_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = WriteReportRequest,
    responses((status = 200, body = EvaluationView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn write_report(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<WriteReportRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.parse()?;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        let record = service::write_report(tx, &rules, &act, id, version, new).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// Says which water user a project has become; its commitment then caps that user's plans (A6 第四条).
#[utoipa::path(
    put, path = "/v1/evaluations/{evaluation_id}/user", tag = "evaluations",
    params(("evaluation_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = LinkUserRequest,
    responses((status = 200, body = EvaluationView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn link_user(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<LinkUserRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.user_id;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        let record = service::link_user(tx, &act, id, version, new).await?;
        view(&rules, act.today, record)
    })
    .await
}

/// Hands an evaluation to the administrative approval department; gaps do not keep it from that (A6 第五条).
#[utoipa::path(
    post, path = "/v1/evaluations/{evaluation_id}/submission", tag = "evaluations",
    params(("evaluation_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = EvaluationView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn submit_evaluation(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = service::move_evaluation(tx, &on.rules, &on.act, on.id, on.version, EvaluationCommand::Submit).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Takes it back before the verdict.
#[utoipa::path(
    post, path = "/v1/evaluations/{evaluation_id}/withdrawal", tag = "evaluations",
    params(("evaluation_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = EvaluationView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn withdraw_evaluation(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = service::move_evaluation(tx, &on.rules, &on.act, on.id, on.version, EvaluationCommand::Withdraw).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Sends it back to be completed, without a verdict.
#[utoipa::path(
    post, path = "/v1/evaluations/{evaluation_id}/return", tag = "evaluations",
    params(("evaluation_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReasonRequest,
    responses((status = 200, body = EvaluationView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn return_evaluation(Step { on, body }: Step<ReasonRequest>) -> Result<HttpResponse, Problem> {
    let command = EvaluationCommand::Return { reason: body.reason };
    on.answer(async |tx| {
        let record = service::move_evaluation(tx, &on.rules, &on.act, on.id, on.version, command).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Gives the review opinion, by another person than wrote or handed it in. A pass is refused while something is missing, each named
/// with its article (A6 第五条).
#[utoipa::path(
    post, path = "/v1/evaluations/{evaluation_id}/verdict", tag = "evaluations",
    params(("evaluation_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = VerdictRequest,
    responses((status = 200, body = EvaluationView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn decide_evaluation(Step { on, body }: Step<VerdictRequest>) -> Result<HttpResponse, Problem> {
    let opinion = body.parse()?;
    on.answer(async |tx| {
        let record = service::decide_evaluation(tx, &on.rules, &on.act, on.id, on.version, opinion).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Files a commitment: the ceiling of the user's plans from its first year on (A6 第四条).
#[utoipa::path(
    post, path = "/v1/evaluations/{evaluation_id}/commitments", tag = "evaluations",
    params(("evaluation_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = FileCommitmentRequest,
    responses((status = 200, body = EvaluationView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn file_commitment(Step { on, body }: Step<FileCommitmentRequest>) -> Result<HttpResponse, Problem> {
    let new = body.parse()?;
    on.answer(async |tx| {
        let record = commitment::file_commitment(tx, &on.rules, &on.act, on.id, on.version, new).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}

/// Ends a commitment with this year or a later one, by another person than filed it (A6 第四条).
#[utoipa::path(
    post, path = "/v1/evaluation-commitments/{commitment_id}/ending", tag = "evaluations",
    params(("commitment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EndCommitmentRequest,
    responses((status = 200, body = EvaluationView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn end_commitment(Step { on, body }: Step<EndCommitmentRequest>) -> Result<HttpResponse, Problem> {
    let (last_year, reason) = body.parse()?;
    on.answer(async |tx| {
        let record = commitment::end_commitment(tx, &on.rules, &on.act, on.id, on.version, last_year, reason).await?;
        view(&on.rules, on.act.today, record)
    })
    .await
}
