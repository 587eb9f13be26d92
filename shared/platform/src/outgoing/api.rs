//! What was told to whom, and the way to try again.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::store::{self, DeliveryFilter, DeliveryRow, DeliveryState};
use crate::{
    Problem,
    audit::{self, Change},
    database::{Database, Pg},
    http::{
        access::{Access, Principal, Role},
        extract::{IfMatch, Path, Query},
        page::Page,
        problem::ProblemBody,
        route::Routes,
        sort::Ask,
    },
    list::{Cell, Column, List, Reader, moment, optional, text},
    mask,
};

/// The routes, for those who see the messages of their data scope and may have one tried again.
pub fn routes(readers: &'static [Role]) -> Routes {
    let access = Access::Roles(readers);
    Routes::default().get("/v1/outgoing-messages", access, list_outgoing_messages).post(
        "/v1/outgoing-messages/{delivery_id}/retry",
        access,
        retry_outgoing_message,
    )
}

/// The list of messages, for the same people to export.
#[cfg(feature = "export")]
pub fn lists(readers: &'static [Role]) -> crate::export::Lists {
    crate::export::Lists::new().add(Access::Roles(readers), Deliveries)
}

/// Their part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list_outgoing_messages, retry_outgoing_message))]
pub struct ApiDoc;

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct DeliveryQuery {
    /// Only those in this state.
    #[param(inline)]
    state: Option<DeliveryState>,
    /// Only those of this kind of message, e.g. `bill.notified`.
    kind: Option<String>,
    /// Only those whose recipient's name contains this.
    name: Option<String>,
    /// `created_at`, `sent_at`, `name`, `attempts`; the largest first with `-` in front. The newest first when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A message to one recipient. Telephone numbers are masked.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct DeliveryView {
    /// Identity, which went along with every try.
    id: Uuid,
    /// Kind of the message, e.g. `bill.notified`.
    kind: String,
    /// Its text.
    text: String,
    /// Page of the thing it tells of.
    link: String,
    /// Unit whose business it is.
    unit: Option<String>,
    /// `phone` or `account`.
    channel: String,
    /// Number (masked) or account.
    address: String,
    /// Name of the recipient.
    name: String,
    /// `queued`, `failed`, `sent`, `given_up` or `withdrawn`.
    #[schema(value_type = DeliveryState)]
    state: String,
    /// Tries since it was queued.
    attempts: i32,
    /// When it is tried next.
    next_try_at: Option<DateTime<Utc>>,
    /// Why the last try failed, or why it is not sent any more.
    last_error: Option<String>,
    /// `webhook`; or `log`, which writes a line and sends nothing.
    adaptor: Option<String>,
    /// The receiving system's number of it.
    reference: Option<String>,
    /// When the receiving system took it.
    sent_at: Option<DateTime<Utc>>,
    /// When it was queued first.
    created_at: DateTime<Utc>,
    /// Version, for `If-Match`.
    version: i32,
}

impl From<DeliveryRow> for DeliveryView {
    fn from(row: DeliveryRow) -> Self {
        let address = if row.channel == "phone" {
            mask::phone(&row.address)
        } else {
            row.address
        };
        Self {
            id: row.id,
            kind: row.kind,
            text: row.text,
            link: row.link,
            unit: row.unit,
            channel: row.channel,
            address,
            name: row.name,
            state: row.state,
            attempts: row.attempts,
            next_try_at: row.next_try_at,
            last_error: row.last_error,
            adaptor: row.adaptor,
            reference: row.reference,
            sent_at: row.sent_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// Messages to people, a row for each recipient, the newest first.
#[utoipa::path(get, path = "/v1/outgoing-messages", tag = "messages", params(DeliveryQuery), responses((status = 200, body = Page<DeliveryView>), (status = 400, body = ProblemBody)))]
async fn list_outgoing_messages(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<DeliveryQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let page = Deliveries.page(&mut conn, &Deliveries.reader(&principal), &query, &ask).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// The list of messages, a row for each recipient.
struct Deliveries;

fn state(delivery: &DeliveryView) -> Cell {
    text(match delivery.state.as_str() {
        "queued" => "等待发送",
        "failed" => "没有发出，将重试",
        "sent" => "已发出",
        "given_up" => "没有发出，不再重试",
        "withdrawn" => "已撤回，不再发送",
        other => other,
    })
}

fn adaptor(delivery: &DeliveryView) -> Cell {
    optional(delivery.adaptor.as_deref().map(|name| match name {
        "log" => "只写日志，没有真正发送",
        "webhook" => "短信网关",
        other => other,
    }))
}

impl List for Deliveries {
    type Query = DeliveryQuery;
    type Item = DeliveryView;
    const NAME: &'static str = "outgoing-messages";
    const TITLE: &'static str = "对外消息";
    const COLUMNS: &'static [Column<DeliveryView>] = &[
        Column::new("收件人", 24, |delivery| text(&delivery.name)),
        Column::new("号码或账号", 18, |delivery| text(&delivery.address)),
        Column::new("事项", 18, |delivery| text(&delivery.kind)),
        Column::new("状态", 16, state),
        Column::new("次数", 10, |delivery| Cell::Whole(delivery.attempts.into())),
        Column::new("提交时间", 20, |delivery| moment(delivery.created_at)),
        Column::new("发出时间", 20, |delivery| moment(delivery.sent_at)),
        Column::new("下次重试", 20, |delivery| moment(delivery.next_try_at)),
        Column::new("原因", 30, |delivery| optional(delivery.last_error.as_deref())),
        Column::new("发送方式", 22, adaptor),
        Column::new("网关编号", 24, |delivery| optional(delivery.reference.as_deref())),
        Column::new("单位", 16, |delivery| optional(delivery.unit.as_deref())),
        Column::new("内容", 60, |delivery| text(&delivery.text)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &DeliveryQuery, ask: &Ask) -> Result<Page<DeliveryView>, Problem> {
        let paging = store::SORTING.read(query.sort.as_deref(), ask)?;
        let filter = DeliveryFilter {
            state: query.state,
            kind: query.kind.clone(),
            name: query.name.clone(),
        };
        Ok(store::list(conn, &filter, &paging).await?.map(DeliveryView::from))
    }
}

/// Has a delivery that failed or was given up tried again at once. The receiving system sees the same id as before.
#[utoipa::path(
    post,
    path = "/v1/outgoing-messages/{delivery_id}/retry",
    tag = "messages",
    params(("delivery_id" = Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = DeliveryView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
async fn retry_outgoing_message(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = Utc::now();
    let mut tx = database.begin(&principal.scope).await?;
    let row = store::lock(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("没有这条消息，或它不在您的数据范围内"))?;
    version.require(row.version)?;
    if row.state != DeliveryState::Failed.code() && row.state != DeliveryState::GivenUp.code() {
        let detail = "只有没有发出的消息可以重发：这条消息已经发出、已经撤回，或正在等待发送";
        return Err(Problem::conflict("message_not_failed", detail));
    }
    store::requeue(&mut tx, &row, now).await?;
    let after = store::lock(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::internal("a held row is gone"))?;
    let change = Change {
        actor: &principal.subject,
        action: "outgoing_message.retry",
        entity: "outgoing_message",
        entity_id: id.to_string(),
        before: Some(json!({ "state": row.state, "attempts": row.attempts, "last_error": row.last_error })),
        after: Some(json!({ "state": after.state, "attempts": after.attempts })),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(DeliveryView::from(after)))
}
