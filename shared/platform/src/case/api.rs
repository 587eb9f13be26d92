//! `/v1/cases`: one case with its timeline, what is done with it. The list is in [`super::list`], files are in
//! [`super::api_attachment`].

use actix_web::{HttpResponse, http::StatusCode, web};
use rules::Fields;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Actor, By, CaseKinds, Command, Holder, Request,
    api_attachment::{attach_file, show_file, withdraw_file},
    list::list_cases,
    not_found,
    service::{self, comment, require_part},
    store::{self, CaseRow},
    view::{CaseDetailView, CaseView, Detail, case_view, detail_view},
};
use crate::{
    Database, Problem,
    attachment::AttachmentLimit,
    database::Pg,
    http::{
        access::{Access, Principal},
        extract::{Idempotent, IfMatch, Json, Path},
        problem::ProblemBody,
        route::Routes,
    },
    idempotency,
};

/// Most characters of a reason or a comment.
pub(super) const TEXT_LENGTH: usize = 500;
/// Most characters of the drafter's words.
const STATEMENT_LENGTH: usize = 4_000;

/// Who may call the routes; the kinds of case, the workflow and the data scope narrow it.
#[derive(Debug, Clone, Copy)]
pub struct CaseAccess {
    /// Who sees cases.
    pub read: Access,
    /// Who has a part in some kind of case.
    pub act: Access,
}

/// The routes of a department that has cases. It registers its [`CaseKinds`] as `web::Data`, and lets
/// [`crate::attachment::sweep_job`] run.
pub fn routes(access: CaseAccess) -> Routes {
    let CaseAccess { read, act } = access;
    Routes::default()
        .get("/v1/cases", read, list_cases)
        .get("/v1/cases/{case_id}", read, show_case)
        .put("/v1/cases/{case_id}/statement", act, write_statement)
        .post("/v1/cases/{case_id}/submission", act, submit_case)
        .post("/v1/cases/{case_id}/acceptance", act, accept_case)
        .post("/v1/cases/{case_id}/return", act, return_case)
        .post("/v1/cases/{case_id}/rejection", act, reject_case)
        .post("/v1/cases/{case_id}/approval", act, approve_case)
        .post("/v1/cases/{case_id}/transfer", act, transfer_case)
        .post("/v1/cases/{case_id}/withdrawal", act, withdraw_case)
        .post("/v1/cases/{case_id}/urging", act, urge_case)
        .post("/v1/cases/{case_id}/comments", act, comment_case)
        .post("/v1/cases/{case_id}/attachments", act, attach_file)
        .get("/v1/cases/{case_id}/attachments/{attachment_id}", read, show_file)
        .post("/v1/cases/{case_id}/attachments/{attachment_id}/withdrawal", act, withdraw_file)
}

/// The OpenAPI part of these routes.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    super::list::list_cases,
    show_case,
    write_statement,
    submit_case,
    accept_case,
    return_case,
    reject_case,
    approve_case,
    transfer_case,
    withdraw_case,
    urge_case,
    comment_case,
    super::api_attachment::attach_file,
    super::api_attachment::show_file,
    super::api_attachment::withdraw_file
))]
pub struct ApiDoc;

/// 一个事项：经过、附件、现在能办什么、为什么不能、下一步还缺什么。
#[utoipa::path(
    get,
    path = "/v1/cases/{case_id}",
    tag = "cases",
    params(("case_id" = Uuid, Path)),
    responses((status = 200, body = CaseDetailView), (status = 404, body = ProblemBody))
)]
pub async fn show_case(
    database: web::Data<Database>,
    kinds: web::Data<CaseKinds>,
    limit: web::Data<AttachmentLimit>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let by = By::now(Actor::Person(&principal.subject, &principal.roles));
    let mut conn = database.connection(&principal.scope).await?;
    let row = store::find(&mut conn, id).await?.ok_or_else(|| not_found(id))?;
    let kind = kinds.find(&row.kind)?;
    let lacking = kind.lacking(&mut conn, &row).await?;
    let facts = service::facts(&mut conn, &row, &by, lacking).await?;
    let detail = Detail {
        steps: store::steps_of(&mut conn, id).await?,
        attachments: store::attachments_of(&mut conn, id).await?,
        facts,
        attachment_limit_bytes: limit.0,
        row,
    };
    let takes_part = require_part(&kind.policy(by.today)?, by.actor).is_ok();
    Ok(HttpResponse::Ok().json(detail_view(&kinds, &by, takes_part, detail)?))
}

/// Nothing to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyStep {}

/// A step that may be explained.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemarkStep {
    /// A remark.
    #[serde(default)]
    comment: Option<String>,
}

/// A step that must be explained.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonStep {
    /// Why.
    pub(super) reason: String,
}

/// To whom a case goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferStep {
    /// Code of a role: one of the case's `targets`.
    role: String,
    /// One person's account, where it is for this person alone.
    #[serde(default)]
    person: Option<String>,
    /// Why.
    pub(super) reason: String,
}

/// Something to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentRequest {
    /// The comment.
    comment: String,
}

/// The drafter's words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementRequest {
    /// What is to be said about the thing.
    statement: String,
}

/// At most so many characters; blank is no remark.
fn remark(pointer: &str, text: Option<String>) -> Result<Option<String>, Problem> {
    let Some(text) = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let mut fields = Fields::new();
    let text = fields.text(pointer, &text, TEXT_LENGTH);
    fields.finish()?;
    Ok(Some(text))
}

/// A reason that may be blank here: the workflow says what needs one.
fn reason(text: String) -> Result<String, Problem> {
    Ok(remark("/reason", Some(text))?.unwrap_or_default())
}

/// What every step takes.
struct Desk {
    database: web::Data<Database>,
    kinds: web::Data<CaseKinds>,
    principal: Principal,
    case_id: Uuid,
    version: i32,
}

impl Desk {
    async fn perform(&self, tx: &mut Pg, command: Command) -> Result<CaseView, Problem> {
        let by = By::now(Actor::Person(&self.principal.subject, &self.principal.roles));
        let case = store::find(tx, self.case_id).await?.ok_or_else(|| not_found(self.case_id))?;
        let kind = self.kinds.find(&case.kind)?;
        let request = Request {
            case,
            version: self.version,
            by,
            command,
        };
        let row: CaseRow = kind.perform(tx, request).await?;
        case_view(&self.kinds, row, by.today)
    }

    /// Takes a step once per idempotency key.
    async fn once(self, key: idempotency::RequestKey, command: Command) -> Result<HttpResponse, Problem> {
        let (database, scope) = (self.database.clone(), self.principal.scope.clone());
        idempotency::once(&database, &scope, &key, StatusCode::OK, async |tx| self.perform(tx, command).await).await
    }
}

/// Extracts what every step takes, in one go.
impl actix_web::FromRequest for Desk {
    type Error = Problem;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &actix_web::HttpRequest, payload: &mut actix_web::dev::Payload) -> Self::Future {
        let parts = (
            web::Data::<Database>::extract(request).into_inner(),
            web::Data::<CaseKinds>::extract(request).into_inner(),
            Principal::extract(request).into_inner(),
            Path::<Uuid>::from_request(request, payload).into_inner(),
            IfMatch::extract(request).into_inner(),
        );
        Box::pin(async move {
            let (database, kinds, principal, case_id, version) = parts;
            Ok(Self {
                database: database.map_err(|error| Problem::internal(error.to_string()))?,
                kinds: kinds.map_err(|error| Problem::internal(error.to_string()))?,
                principal: principal?,
                case_id: case_id?.0,
                version: version?.0,
            })
        })
    }
}

/// 写情况说明（这类事项没有自己的表单时）。
#[utoipa::path(
    put,
    path = "/v1/cases/{case_id}/statement",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = StatementRequest,
    responses((status = 200, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
async fn write_statement(desk: Desk, Json(request): Json<StatementRequest>) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let statement = fields.text("/statement", &request.statement, STATEMENT_LENGTH);
    fields.finish()?;
    let mut tx = desk.database.begin(&desk.principal.scope).await?;
    let command = Command::Revise {
        statement: Some(statement),
    };
    let view = desk.perform(&mut tx, command).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(view))
}

/// 提交。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/submission",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyStep,
    responses((status = 200, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
async fn submit_case(desk: Desk, request: Idempotent<EmptyStep>) -> Result<HttpResponse, Problem> {
    desk.once(request.key, Command::Submit).await
}

/// 受理：此后由受理人本人办理。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/acceptance",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyStep,
    responses((status = 200, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
async fn accept_case(desk: Desk, request: Idempotent<EmptyStep>) -> Result<HttpResponse, Problem> {
    desk.once(request.key, Command::Accept).await
}

/// 退回补正，写明原因。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/return",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReasonStep,
    responses((status = 200, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
async fn return_case(desk: Desk, request: Idempotent<ReasonStep>) -> Result<HttpResponse, Problem> {
    let reason = reason(request.body.reason)?;
    desk.once(request.key, Command::Return { reason }).await
}

/// 不予核准，写明原因；事项就此办结。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/rejection",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReasonStep,
    responses((status = 200, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
async fn reject_case(desk: Desk, request: Idempotent<ReasonStep>) -> Result<HttpResponse, Problem> {
    let reason = reason(request.body.reason)?;
    desk.once(request.key, Command::Reject { reason }).await
}

/// 核准：起草和提交的人不能核准。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/approval",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = RemarkStep,
    responses((status = 200, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
async fn approve_case(desk: Desk, request: Idempotent<RemarkStep>) -> Result<HttpResponse, Problem> {
    let comment = remark("/comment", request.body.comment)?;
    desk.once(request.key, Command::Approve { comment }).await
}

/// 转办给另一岗位或另一人，写明原因。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/transfer",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = TransferStep,
    responses((status = 200, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
async fn transfer_case(desk: Desk, request: Idempotent<TransferStep>) -> Result<HttpResponse, Problem> {
    let TransferStep { role, person, reason: why } = request.body;
    let to = Holder {
        role,
        person: remark("/person", person)?,
    };
    let reason = reason(why)?;
    desk.once(request.key, Command::Transfer { to, reason }).await
}

/// 撤回：起草人在没有办结之前可以撤回；事项就此办结。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/withdrawal",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = RemarkStep,
    responses((status = 200, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
async fn withdraw_case(desk: Desk, request: Idempotent<RemarkStep>) -> Result<HttpResponse, Problem> {
    let reason = remark("/comment", request.body.comment)?;
    desk.once(request.key, Command::Withdraw { reason }).await
}

/// 催办：同一事项每人每天一次。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/urging",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = RemarkStep,
    responses((status = 200, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
async fn urge_case(desk: Desk, request: Idempotent<RemarkStep>) -> Result<HttpResponse, Problem> {
    let comment = remark("/comment", request.body.comment)?;
    desk.once(request.key, Command::Urge { comment }).await
}

/// 留言，办结以后也可以。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/comments",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CommentRequest,
    responses((status = 201, body = CaseView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody))
)]
async fn comment_case(
    database: web::Data<Database>,
    kinds: web::Data<CaseKinds>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<CommentRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let text = fields.text("/comment", &request.body.comment, TEXT_LENGTH);
    fields.finish()?;
    let by = By::now(Actor::Person(&principal.subject, &principal.roles));
    idempotency::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let row = store::find(tx, id).await?.ok_or_else(|| not_found(id))?;
        let policy = kinds.policy(&row.kind, by.today)?;
        let row = comment(tx, &policy, id, &by, text).await?;
        case_view(&kinds, row, by.today)
    })
    .await
}
