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
    database::{Database, Scope},
    http::{
        access::Principal,
        extract::{Path, Query},
        page::{self, Page},
    },
    inbox::{self, DeadLetter},
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
    Query(query): Query<DeadLetterQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<(DateTime<Utc>, Uuid)>(query.cursor.as_deref())?;
    let mut conn = database.connection(&Scope::Nothing).await?;
    let letters = inbox::dead_letters(&mut conn, query.waiting.unwrap_or(true), after, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(letters, limit, |letter| (letter.parked_at, letter.id))))
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
