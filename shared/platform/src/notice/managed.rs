//! What the department's staff does with notices.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use rules::Fields;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    api_attachment::{attach_to_notice, show_managed_notice_attachment, show_notice_attachment, withdraw_notice_attachment},
    attachment_store,
    board::Board,
    desk::{self, Act, Draft},
    feed,
    managed_list::list_managed_notices,
    managed_objection::{ManagedObjection, answer_objection, show_objector_contact},
    public::{self, NoticeView},
    rule::{Counting, ObjectionEffect, Poster, ProofRule},
    store::{self, NoticeRow, ProofRow},
};
use crate::{
    Problem,
    attachment::{AttachmentLimit, AttachmentView},
    database::{Database, Pg},
    http::{
        access::{Access, Principal, Role},
        extract::{Idempotent, IfMatch, Json, Path},
        problem::{CitationBody, ProblemBody},
        route::Routes,
    },
    idempotency,
};

/// Most characters of a title.
pub(super) const TITLE_LENGTH: usize = 100;
/// Most characters of a notice.
const BODY_LENGTH: usize = 20_000;

/// The routes of a notice board: the public part, and the staff's.
pub fn routes(clerks: &'static [Role], heads: &'static [Role], readers: &'static [Role]) -> Routes {
    let (clerk, head, reader) = (Access::Roles(clerks), Access::Roles(heads), Access::Roles(readers));
    Routes::default()
        .get("/v1/notices", Access::Public, public::list_notices)
        .get("/v1/notices.rss", Access::Public, feed::show_notice_feed)
        .get("/v1/notices/{notice_id}", Access::Public, public::show_notice)
        .post("/v1/notices/{notice_id}/objections", Access::Public, public::create_objection)
        .get(
            "/v1/notices/{notice_id}/attachments/{attachment_id}",
            Access::Public,
            show_notice_attachment,
        )
        .get("/v1/notice-kinds", reader, list_notice_kinds)
        .get("/v1/managed-notices", reader, list_managed_notices)
        .post("/v1/managed-notices", clerk, create_notice)
        .get("/v1/managed-notices/{notice_id}", reader, show_managed_notice)
        .put("/v1/managed-notices/{notice_id}", clerk, update_notice)
        .post("/v1/managed-notices/{notice_id}/attachments", clerk, attach_to_notice)
        .get(
            "/v1/managed-notices/{notice_id}/attachments/{attachment_id}",
            reader,
            show_managed_notice_attachment,
        )
        .post(
            "/v1/managed-notices/{notice_id}/attachments/{attachment_id}/withdrawal",
            clerk,
            withdraw_notice_attachment,
        )
        .post("/v1/managed-notices/{notice_id}/posting", head, post_notice)
        .post("/v1/managed-notices/{notice_id}/withdrawal", head, withdraw_notice)
        .post("/v1/managed-notices/{notice_id}/proofs", clerk, create_notice_proof)
        .post(
            "/v1/managed-notices/{notice_id}/objections/{number}/answer",
            clerk,
            answer_objection,
        )
        .get(
            "/v1/managed-notices/{notice_id}/objections/{number}/contact",
            clerk,
            show_objector_contact,
        )
}

/// A kind of notice as the rules have it today.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct NoticeKindView {
    /// Code.
    code: String,
    /// Name.
    title: String,
    /// Length of the period.
    days: u32,
    /// Which days count: `natural_days` or `working_days`.
    #[schema(value_type = String)]
    counting: Counting,
    /// Who may post: `not_the_drafter` or `anybody` with the right.
    #[schema(value_type = String)]
    poster: Poster,
    /// What an objection does: `stops_the_clock` or `recorded_only`.
    #[schema(value_type = String)]
    objection: ObjectionEffect,
    /// What shows the posting: `platform` or `photograph`.
    #[schema(value_type = String)]
    proof: ProofRule,
    /// Working days within which an objection is answered.
    answer_within: u32,
    /// The article.
    citation: CitationBody,
    /// Why it is read so.
    interpretation: Option<String>,
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct NoticeKinds {
    /// All that have a rule today.
    items: Vec<NoticeKindView>,
    /// Largest attachment of a notice, bytes.
    attachment_limit_bytes: usize,
}

/// The kinds of notices that the department posts, with the rule of today.
#[utoipa::path(get, path = "/v1/notice-kinds", tag = "notices", responses((status = 200, body = NoticeKinds)))]
pub(super) async fn list_notice_kinds(
    board: web::Data<Board>,
    limit: web::Data<AttachmentLimit>,
    principal: Principal,
) -> Result<HttpResponse, Problem> {
    let kinds = board.kinds(Act::now(&principal.subject).today);
    let view = |(code, rule): (&str, rules::Cited<super::rule::KindRule>)| NoticeKindView {
        code: code.to_owned(),
        days: rule.value.days.get(),
        counting: rule.value.counting,
        poster: rule.value.poster,
        objection: rule.value.objection,
        proof: rule.value.proof,
        answer_within: rule.value.answer_within.get(),
        title: rule.value.title,
        citation: CitationBody {
            document: rule.source.citation.document,
            article: rule.source.citation.article,
        },
        interpretation: rule.source.interpretation,
    };
    Ok(HttpResponse::Ok().json(NoticeKinds {
        items: kinds.into_iter().map(view).collect(),
        attachment_limit_bytes: limit.0,
    }))
}

/// A notice for those who work on it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ManagedNotice {
    /// As the public sees it, or will.
    #[serde(flatten)]
    notice: NoticeView,
    /// Whoever wrote it last.
    drafted_by: String,
    /// Whoever posted it.
    posted_by: Option<String>,
    /// Whoever took it back.
    withdrawn_by: Option<String>,
    /// Who may post it: `not_the_drafter` or `anybody` with the right.
    #[schema(value_type = String)]
    poster: Poster,
    /// Objections with who made them.
    managed_objections: Vec<ManagedObjection>,
    /// Files, withdrawn ones too.
    managed_attachments: Vec<AttachmentView>,
}

async fn view(conn: &mut Pg, board: &Board, row: NoticeRow, today: NaiveDate) -> Result<ManagedNotice, Problem> {
    let objections = store::objectors_of(conn, row.id).await?;
    let proofs = store::proofs_of(conn, row.id).await?;
    let attachments = attachment_store::all_of(conn, row.id).await?;
    let kept = attachments.iter().filter(|file| file.withdrawn_at.is_none()).cloned().collect();
    let public = objections.iter().map(|(objection, _)| objection.clone()).collect();
    Ok(ManagedNotice {
        drafted_by: row.drafted_by.clone(),
        posted_by: row.posted_by.clone(),
        withdrawn_by: row.withdrawn_by.clone(),
        poster: board.rule(&row, today)?.poster,
        managed_objections: objections.into_iter().map(ManagedObjection::from).collect(),
        managed_attachments: attachments.into_iter().map(AttachmentView::from).collect(),
        notice: NoticeView::of(board, row, today, public, proofs, kept)?,
    })
}

/// One notice with its objections.
#[utoipa::path(
    get,
    path = "/v1/managed-notices/{notice_id}",
    tag = "notices",
    params(("notice_id" = Uuid, Path)),
    responses((status = 200, body = ManagedNotice), (status = 404, body = ProblemBody))
)]
pub(super) async fn show_managed_notice(
    database: web::Data<Database>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut tx = database.begin(&principal.scope).await?;
    // To hold it needs the data scope; to read it would not.
    let row = store::lock(&mut tx, id).await?.ok_or_else(desk::no_such_notice)?;
    let view = view(&mut tx, &board, row, Act::now(&principal.subject).today).await?;
    tx.rollback().await?;
    Ok(HttpResponse::Ok().json(view))
}

/// What a notice says.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeRequest {
    /// Code of the kind.
    kind: String,
    /// Title.
    title: String,
    /// Text.
    body: String,
    /// Whom it concerns, in words.
    #[schema(example = "古交灌区各受益村用水户")]
    audience: String,
    /// Unit whose business it is; one's own when left out.
    unit: Option<String>,
}

impl NoticeRequest {
    fn parse(self, principal: &Principal) -> Result<Draft, Problem> {
        let mut fields = Fields::new();
        let draft = Draft {
            kind: fields.text("/kind", &self.kind, 50),
            title: fields.text("/title", &self.title, TITLE_LENGTH),
            body: fields.text("/body", &self.body, BODY_LENGTH),
            audience: fields.text("/audience", &self.audience, TITLE_LENGTH),
            unit: fields.text("/unit", self.unit.as_deref().unwrap_or(&principal.unit), 50),
        };
        fields.finish()?;
        Ok(draft)
    }
}

/// Drafts a notice.
#[utoipa::path(
    post,
    path = "/v1/managed-notices",
    tag = "notices",
    params(("Idempotency-Key" = String, Header)),
    request_body = NoticeRequest,
    responses((status = 201, body = ManagedNotice), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody))
)]
pub(super) async fn create_notice(
    database: web::Data<Database>,
    board: web::Data<Board>,
    principal: Principal,
    request: Idempotent<NoticeRequest>,
) -> Result<HttpResponse, Problem> {
    let draft = request.body.parse(&principal)?;
    let act = Act::now(&principal.subject);
    let mut tx = database.begin(&principal.scope).await?;
    if let Some(stored) = idempotency::claim(&mut tx, &request.key).await? {
        return Ok(HttpResponse::build(stored.status).json(stored.body));
    }
    let row = desk::create(&mut tx, &board, &act, draft).await?;
    let view = view(&mut tx, &board, row, act.today).await?;
    let body = serde_json::to_value(&view).map_err(Problem::internal)?;
    idempotency::complete(&mut tx, &request.key, StatusCode::CREATED, &body).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(body))
}

/// Runs a change of one notice in a transaction and answers with it.
pub(super) async fn change(
    database: &Database,
    board: &Board,
    principal: &Principal,
    effect: impl AsyncFnOnce(&mut Pg, &Act<'_>) -> Result<NoticeRow, Problem>,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal.subject);
    let mut tx = database.begin(&principal.scope).await?;
    let row = effect(&mut tx, &act).await?;
    let view = view(&mut tx, board, row, act.today).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(view))
}

/// Rewrites a draft.
#[utoipa::path(
    put,
    path = "/v1/managed-notices/{notice_id}",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = NoticeRequest,
    responses((status = 200, body = ManagedNotice), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub(super) async fn update_notice(
    database: web::Data<Database>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<NoticeRequest>,
) -> Result<HttpResponse, Problem> {
    let draft = request.parse(&principal)?;
    change(&database, &board, &principal, async |tx, act| {
        desk::redraft(tx, &board, act, id, version, draft).await
    })
    .await
}

/// Posts a draft: it is public, and its period begins on the next day that counts.
#[utoipa::path(
    post,
    path = "/v1/managed-notices/{notice_id}/posting",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, body = ManagedNotice),
        (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(super) async fn post_notice(
    database: web::Data<Database>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    change(&database, &board, &principal, async |tx, act| {
        desk::post(tx, &board, act, id, version).await
    })
    .await
}

/// Why a notice is taken back.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WithdrawalRequest {
    /// Why; published in its place.
    reason: String,
}

/// Takes a notice back while its period runs or stands.
#[utoipa::path(
    post,
    path = "/v1/managed-notices/{notice_id}/withdrawal",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = WithdrawalRequest,
    responses((status = 200, body = ManagedNotice), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub(super) async fn withdraw_notice(
    database: web::Data<Database>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<WithdrawalRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let reason = fields.text("/reason", &request.reason, TITLE_LENGTH * 5);
    fields.finish()?;
    change(&database, &board, &principal, async |tx, act| {
        desk::withdraw(tx, &board, act, id, version, reason).await
    })
    .await
}

/// Where a notice hung, and where that is kept.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProofRequest {
    /// Where it hung.
    #[schema(example = "古交村村务公开栏")]
    place: String,
    /// Day on which it was seen there.
    seen_on: String,
    /// Where the photograph is kept.
    #[schema(example = "照片 3 张，档案 2026-GS-12")]
    record: String,
}

/// Records that a notice hung somewhere. What is recorded is not changed.
#[utoipa::path(
    post,
    path = "/v1/managed-notices/{notice_id}/proofs",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = ProofRequest,
    responses((status = 201, body = ProofRow), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub(super) async fn create_notice_proof(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<ProofRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let place = fields.text("/place", &request.body.place, TITLE_LENGTH);
    let seen_on = fields.day("/seen_on", &request.body.seen_on);
    let record = fields.text("/record", &request.body.record, TITLE_LENGTH * 2);
    fields.finish()?;
    let act = Act::now(&principal.subject);
    let mut tx = database.begin(&principal.scope).await?;
    if let Some(stored) = idempotency::claim(&mut tx, &request.key).await? {
        return Ok(HttpResponse::build(stored.status).json(stored.body));
    }
    let proof = desk::add_proof(&mut tx, &act, id, (place, seen_on.unwrap_or(act.today), record)).await?;
    let body = serde_json::to_value(&proof).map_err(Problem::internal)?;
    idempotency::complete(&mut tx, &request.key, StatusCode::CREATED, &body).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(body))
}
