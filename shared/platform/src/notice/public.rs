//! What anybody may read, and object to, without a login.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use rules::Fields;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    api_attachment::NoticeFile,
    attachment_store,
    board::Board,
    desk::Act,
    objection::{self, NewObjection},
    rule::Counting,
    store::{self, NoticeFilter, NoticeRow, ObjectionRow, ProofRow},
};
use crate::{
    Problem,
    attachment::AttachmentRow,
    database::{Database, Scope},
    http::{
        extract::{Json, Path, Query},
        page::{self, Page},
        problem::{CitationBody, ProblemBody},
    },
};

/// Who does what nobody is logged in for.
pub(super) const PUBLIC: &str = "public";
/// Most characters of a name.
const NAME_LENGTH: usize = 50;
/// Most characters of an objection.
const TEXT_LENGTH: usize = 2_000;

/// State of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum NoticeState {
    /// Not public yet.
    Draft,
    /// Its period runs.
    Posted,
    /// An objection has stopped its clock.
    Stopped,
    /// Its period has run out.
    Ended,
    /// Taken back.
    Withdrawn,
}

impl NoticeState {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Posted => "posted",
            Self::Stopped => "stopped",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What people call a state, by its code.
    pub(super) fn label_of(code: &str) -> &'static str {
        match code {
            "draft" => "起草中",
            "posted" => "公示中",
            "stopped" => "因异议停止计时",
            "ended" => "公示期满",
            _ => "已撤回",
        }
    }
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeQuery {
    /// Only those of this kind.
    pub(super) kind: Option<String>,
    /// Only those in this state.
    #[param(inline)]
    pub(super) state: Option<NoticeState>,
    /// At most so many, 1 to 200; 50 when left out.
    pub(super) limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub(super) cursor: Option<String>,
}

impl NoticeQuery {
    pub(super) fn filter(&self) -> NoticeFilter {
        NoticeFilter {
            state: self.state.map(|state| state.code().to_owned()),
            kind: self.kind.clone(),
        }
    }
}

/// A published notice in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct NoticeItem {
    /// Identity.
    pub(super) id: Uuid,
    /// Number.
    pub(super) number: Option<String>,
    /// Code of the kind.
    pub(super) kind: String,
    /// Name of the kind.
    pub(super) kind_title: String,
    /// Title.
    pub(super) title: String,
    /// Whom it concerns.
    pub(super) audience: String,
    /// Unit whose business it is.
    pub(super) unit: String,
    /// `draft`, `posted`, `stopped`, `ended` or `withdrawn`.
    #[schema(value_type = NoticeState)]
    pub(super) state: String,
    /// Day of the posting.
    pub(super) posted_on: Option<NaiveDate>,
    /// Last day of the period, unless it stands.
    pub(super) last_day: Option<NaiveDate>,
    /// Days that are left, today included where it counts; while it runs or stands.
    pub(super) days_left: Option<u32>,
    /// Objections so far.
    pub(super) objections: i32,
    /// Invented, for the demonstration.
    pub(super) demonstration: bool,
    /// Version, for `If-Match`.
    pub(super) version: i32,
}

impl NoticeItem {
    pub(super) fn of(board: &Board, row: NoticeRow, today: NaiveDate) -> Result<Self, Problem> {
        let (state, days_left) = board.as_of(&row, today)?;
        // A kind may have been given up since: its code says what it was.
        let kind_title = board.rule(&row, today).map_or_else(|_| row.kind.clone(), |rule| rule.title);
        Ok(Self {
            id: row.id,
            number: row.number,
            kind: row.kind,
            kind_title,
            title: row.title,
            audience: row.audience,
            unit: row.unit,
            state,
            posted_on: row.posted_on,
            last_day: row.last_day,
            days_left,
            objections: row.objections,
            demonstration: row.demonstration,
            version: row.version,
        })
    }
}

/// An objection as it is published: without who made it, and in the clerk's words.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct PublicObjection {
    /// Number within the notice.
    number: i32,
    /// When it came.
    received_at: DateTime<Utc>,
    /// It came after the period and stopped nothing.
    late: bool,
    /// What it is about; once it is answered.
    subject: Option<String>,
    /// `accepted`, `partly_accepted` or `rejected`.
    outcome: Option<String>,
    /// The answer.
    answer: Option<String>,
    /// When it was answered.
    answered_at: Option<DateTime<Utc>>,
}

impl From<ObjectionRow> for PublicObjection {
    fn from(row: ObjectionRow) -> Self {
        Self {
            number: row.number,
            received_at: row.received_at,
            late: row.late,
            subject: row.subject,
            outcome: row.outcome,
            answer: row.answer,
            answered_at: row.answered_at,
        }
    }
}

/// A published notice.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct NoticeView {
    /// What the list shows.
    #[serde(flatten)]
    item: NoticeItem,
    /// Text.
    body: String,
    /// Length of the period.
    days: u32,
    /// Which days count: `natural_days` or `working_days`.
    #[schema(value_type = String, example = "working_days")]
    counting: Counting,
    /// The article that the period rests on.
    citation: Option<CitationBody>,
    /// Why it is read so, where the text leaves a choice.
    interpretation: Option<String>,
    /// Moment of the posting.
    posted_at: Option<DateTime<Utc>>,
    /// SHA-256 of what was posted, which has stayed as it was: over kind, title, audience, text, and name and SHA-256 of each
    /// file, each in UTF-8 after its length as eight bytes, the largest first.
    content_sha256: Option<String>,
    /// Day on which its clock was stopped, while it stands.
    stopped_on: Option<NaiveDate>,
    /// Why it was taken back.
    withdrawn_reason: Option<String>,
    /// Objections by number.
    published_objections: Vec<PublicObjection>,
    /// Where it hung.
    proofs: Vec<ProofRow>,
    /// Files.
    attachments: Vec<NoticeFile>,
}

impl NoticeView {
    pub(super) fn of(
        board: &Board,
        row: NoticeRow,
        today: NaiveDate,
        objections: Vec<ObjectionRow>,
        proofs: Vec<ProofRow>,
        attachments: Vec<AttachmentRow>,
    ) -> Result<Self, Problem> {
        let rule = board.rule(&row, today)?;
        let citation = row.document.clone().zip(row.article.clone());
        Ok(Self {
            body: row.body.clone(),
            days: rule.days.get(),
            counting: rule.counting,
            citation: citation.map(|(document, article)| CitationBody { document, article }),
            interpretation: row.interpretation.clone(),
            posted_at: row.posted_at,
            content_sha256: row.content_sha256.clone(),
            stopped_on: row.clock_since.filter(|_| row.state == "stopped"),
            withdrawn_reason: row.withdrawn_reason.clone(),
            published_objections: objections.into_iter().map(PublicObjection::from).collect(),
            proofs,
            attachments: attachments.into_iter().map(NoticeFile::from).collect(),
            item: NoticeItem::of(board, row, today)?,
        })
    }
}

/// Published notices, the newest first.
#[utoipa::path(get, path = "/v1/notices", tag = "notices", params(NoticeQuery), responses((status = 200, body = Page<NoticeItem>), (status = 400, body = ProblemBody)))]
pub(super) async fn list_notices(
    database: web::Data<Database>,
    board: web::Data<Board>,
    Query(query): Query<NoticeQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<(NaiveDate, Uuid)>(query.cursor.as_deref())?;
    let today = Act::now(PUBLIC).today;
    let mut conn = database.connection(&Scope::Nothing).await?;
    let rows = store::list_public(&mut conn, &query.filter(), before, limit + 1).await?;
    let page = Page::of(rows, limit, |row| (row.posted_on, row.id));
    Ok(HttpResponse::Ok().json(page.try_map(|row| NoticeItem::of(&board, row, today))?))
}

/// One published notice with its objections and their answers.
#[utoipa::path(
    get,
    path = "/v1/notices/{notice_id}",
    tag = "notices",
    params(("notice_id" = Uuid, Path)),
    responses((status = 200, body = NoticeView), (status = 404, body = ProblemBody))
)]
pub(super) async fn show_notice(
    database: web::Data<Database>,
    board: web::Data<Board>,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&Scope::Nothing).await?;
    let row = store::find(&mut conn, id)
        .await?
        .ok_or_else(|| Problem::not_found("没有这份公示"))?;
    let objections = store::objections_of(&mut conn, id).await?;
    let proofs = store::proofs_of(&mut conn, id).await?;
    let attachments = attachment_store::kept_of(&mut conn, &[id]).await?;
    drop(conn);
    let today = Act::now(PUBLIC).today;
    Ok(HttpResponse::Ok().json(NoticeView::of(&board, row, today, objections, proofs, attachments)?))
}

/// An objection. The same `id` again is the same objection: whoever does not know whether it arrived sends it again.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectionRequest {
    /// Made by the sender.
    id: Uuid,
    /// Name; never published.
    name: String,
    /// Telephone number; never published.
    phone: String,
    /// What is objected to and why; not published in these words.
    text: String,
}

/// That an objection has arrived.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ObjectionReceipt {
    /// Number of the notice.
    notice_number: Option<String>,
    /// Number of the objection within it.
    number: i32,
    /// When it came.
    received_at: DateTime<Utc>,
    /// It came after the period: it is answered, and stops nothing.
    late: bool,
    /// State of the notice now.
    #[schema(value_type = NoticeState)]
    state: String,
}

/// Objects to a notice. Needs no login; an address may do so a few times a minute.
#[utoipa::path(
    post,
    path = "/v1/notices/{notice_id}/objections",
    tag = "notices",
    params(("notice_id" = Uuid, Path)),
    request_body = ObjectionRequest,
    responses(
        (status = 201, body = ObjectionReceipt),
        (status = 400, body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 429, body = ProblemBody)
    )
)]
pub(super) async fn create_objection(
    http: HttpRequest,
    database: web::Data<Database>,
    board: web::Data<Board>,
    Path(notice): Path<Uuid>,
    Json(request): Json<ObjectionRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let name = fields.text("/name", &request.name, NAME_LENGTH);
    let phone = fields.text("/phone", &request.phone, 20);
    let text = fields.text("/text", &request.text, TEXT_LENGTH);
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if !phone.is_empty() && (digits < 7 || !phone.chars().all(|letter| letter.is_ascii_digit() || letter == '-')) {
        fields.fault("/phone", "not_a_phone", "应为电话号码，只有数字和 -，例如 13800001234".to_owned());
    }
    fields.finish()?;
    board.limit.check(&http)?;
    let new = NewObjection {
        id: request.id,
        name,
        phone,
        text,
    };
    // Nobody has a data scope here: the service does it in their name, to this one notice.
    let mut tx = database.begin(&Scope::All).await?;
    let (row, objection) = objection::object(&mut tx, &board, &Act::now(PUBLIC), notice, new).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(ObjectionReceipt {
        notice_number: row.number,
        number: objection.number,
        received_at: objection.received_at,
        late: objection.late,
        state: row.state,
    }))
}
