//! Messages that could not be handled: read with the reason, opened, put back.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use contracts::CATALOGUE;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Problem,
    audit::{self, Change},
    database::{Database, Pg, Scope},
    http::{
        access::Principal,
        extract::{Path, Query},
        page::Page,
        sort::Ask,
    },
    inbox::{self, DeadLetter},
    list::{Cell, Column, List, Reader, moment, optional, text},
    schema::outbox_messages,
};

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct DeadLetterQuery {
    /// Leave out those that were replayed; the default.
    waiting: Option<bool>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// Messages that could not be handled, with the reason; without what they say, which may concern people.
#[utoipa::path(get, path = "/v1/operations/dead-letters", tag = "operations", params(DeadLetterQuery), responses((status = 200, body = Page<DeadLetter>)))]
pub(super) async fn list_dead_letters(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<DeadLetterQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&Scope::Nothing).await?;
    let page = DeadLetters.page(&mut conn, &DeadLetters.reader(&principal), &query, &ask).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// The list of messages that could not be handled.
pub(super) struct DeadLetters;

impl List for DeadLetters {
    type Query = DeadLetterQuery;
    type Item = DeadLetter;
    const NAME: &'static str = "dead-letters";
    const TITLE: &'static str = "死信";
    const COLUMNS: &'static [Column<DeadLetter>] = &[
        Column::new("搁置时间", 20, |letter| moment(letter.parked_at)),
        Column::new("消息类型", 50, |letter| text(&letter.kind)),
        Column::new("消息编号", 38, |letter| text(&letter.message_id)),
        Column::new("原因", 60, |letter| text(&letter.reason)),
        Column::new("尝试次数", 10, |letter| Cell::Whole(letter.attempts.into())),
        Column::new("重新投递时间", 20, |letter| moment(letter.replayed_at)),
        Column::new("重新投递人", 18, |letter| optional(letter.replayed_by.as_deref())),
    ];

    /// No message is a row of a unit.
    fn scope(&self, _: &Reader) -> Scope {
        Scope::Nothing
    }

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &DeadLetterQuery, ask: &Ask) -> Result<Page<DeadLetter>, Problem> {
        let (after, limit) = ask.behind::<(DateTime<Utc>, Uuid)>()?;
        let letters = inbox::dead_letters(conn, query.waiting.unwrap_or(true), after, limit).await?;
        Ok(ask.page_of(letters, |letter| (letter.parked_at, letter.id)))
    }
}

/// A dead letter with the message as it came.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct OpenedLetter {
    #[serde(flatten)]
    letter: DeadLetter,
    /// The message as it came.
    body: String,
}

/// One dead letter with the message as it came. Who opened it stands in the audit log: it may concern people.
#[utoipa::path(
    get,
    path = "/v1/operations/dead-letters/{dead_letter_id}",
    tag = "operations",
    params(("dead_letter_id" = Uuid, Path)),
    responses((status = 200, body = OpenedLetter), (status = 404, body = crate::http::problem::ProblemBody))
)]
pub(super) async fn show_dead_letter(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut tx = database.begin(&Scope::Nothing).await?;
    let (letter, body) = inbox::lock_dead_letter(&mut tx, id).await?.ok_or_else(no_such_letter)?;
    audit::append(
        &mut tx,
        Change {
            actor: &principal.subject,
            action: "dead_letter.open",
            entity: "dead_letter",
            entity_id: id.to_string(),
            before: None,
            after: None,
        },
        Utc::now(),
    )
    .await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(OpenedLetter { letter, body }))
}

fn no_such_letter() -> Problem {
    Problem::not_found("没有这条死信")
}

/// Puts a dead letter back into the queue; the inbox still absorbs it if it had its effect meanwhile.
#[utoipa::path(
    post,
    path = "/v1/operations/dead-letters/{dead_letter_id}/replay",
    tag = "operations",
    params(("dead_letter_id" = Uuid, Path)),
    responses((status = 200, body = DeadLetter), (status = 409, body = crate::http::problem::ProblemBody))
)]
pub(super) async fn replay_dead_letter(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let now = Utc::now();
    let mut tx = database.begin(&Scope::Nothing).await?;
    let (letter, body) = inbox::lock_dead_letter(&mut tx, id).await?.ok_or_else(no_such_letter)?;
    if let Some(at) = letter.replayed_at {
        return Err(Problem::conflict(
            "already_replayed",
            format!("这条消息已于 {} 重新投递过", at.to_rfc3339()),
        ));
    }
    // What no queue would take must not wait in the outbox for ever.
    let is_known = CATALOGUE.iter().any(|message| message.kind == letter.kind);
    let envelope: Value = serde_json::from_str(&body)
        .ok()
        .filter(|_| is_known && !body.contains("\\u0000"))
        .ok_or_else(|| Problem::conflict("not_replayable", "这条消息不是可读的信封，不能重新投递：请联系发送方更正后重发"))?;
    // Sent through the outbox with its own id, so that it is neither lost nor doubled.
    diesel::insert_into(outbox_messages::table)
        .values((
            outbox_messages::id.eq(Uuid::now_v7()),
            outbox_messages::kind.eq(&letter.kind),
            outbox_messages::subject.eq(envelope["subject"].as_str().unwrap_or_default()),
            outbox_messages::envelope.eq(&envelope),
        ))
        .execute(&mut tx)
        .await?;
    inbox::mark_replayed(&mut tx, id, &principal.subject, now).await?;
    audit::append(
        &mut tx,
        Change {
            actor: &principal.subject,
            action: "dead_letter.replay",
            entity: "dead_letter",
            entity_id: id.to_string(),
            before: Some(json!({ "replayed_at": null })),
            after: Some(json!({ "replayed_at": now, "message_id": letter.message_id })),
        },
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(DeadLetter {
        replayed_at: Some(now),
        replayed_by: Some(principal.subject),
        ..letter
    }))
}
