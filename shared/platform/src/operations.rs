//! What operators see and do: outbox, dead letters with replay, audit verification.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use contracts::CATALOGUE;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    Problem,
    audit::{self, Change, Verdict},
    database::{Database, Scope},
    http::{
        access::{Access, Principal, Role},
        extract::{Path, Query},
        metrics,
        page::{self, Page},
        route::Routes,
    },
    inbox::{self, DeadLetter},
    outbox::{self, OutboxState},
    schema::outbox_messages,
};

/// Runs the platform: sees queues and dead letters, replays; sees no business data.
pub const OPERATOR: Role = Role {
    code: "operator",
    title: "平台运维人员",
};
/// Checks afterwards: reads, changes nothing.
pub const AUDITOR: Role = Role {
    code: "auditor",
    title: "审计人员",
};

/// The operators' routes, the same in every department.
pub fn routes() -> Routes {
    Routes::default()
        .get("/v1/operations/outbox", Access::Roles(&[OPERATOR]), show_outbox)
        .get("/v1/operations/dead-letters", Access::Roles(&[OPERATOR]), list_dead_letters)
        .get(
            "/v1/operations/dead-letters/{dead_letter_id}",
            Access::Roles(&[OPERATOR]),
            show_dead_letter,
        )
        .post(
            "/v1/operations/dead-letters/{dead_letter_id}/replay",
            Access::Roles(&[OPERATOR]),
            replay_dead_letter,
        )
        .get(
            "/v1/operations/audit/verification",
            Access::Roles(&[OPERATOR, AUDITOR]),
            verify_audit,
        )
}

/// The operators' part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(show_outbox, list_dead_letters, show_dead_letter, replay_dead_letter, verify_audit),
    components(schemas(crate::http::problem::ProblemBody))
)]
pub struct ApiDoc;

/// What waits in the outbox.
#[utoipa::path(get, path = "/v1/operations/outbox", tag = "operations", responses((status = 200, body = OutboxState)))]
async fn show_outbox(database: web::Data<Database>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&Scope::Nothing).await?;
    Ok(HttpResponse::Ok().json(outbox::state(&mut conn).await?))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct DeadLetterQuery {
    /// Leave out those that were replayed; the default.
    waiting: Option<bool>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// Messages that could not be handled, with the reason; without what they say, which may concern people.
#[utoipa::path(get, path = "/v1/operations/dead-letters", tag = "operations", params(DeadLetterQuery), responses((status = 200, body = Page<DeadLetter>)))]
async fn list_dead_letters(database: web::Data<Database>, Query(query): Query<DeadLetterQuery>) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<(DateTime<Utc>, Uuid)>(query.cursor.as_deref())?;
    let mut conn = database.connection(&Scope::Nothing).await?;
    let letters = inbox::dead_letters(&mut conn, query.waiting.unwrap_or(true), after, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(letters, limit, |letter| (letter.parked_at, letter.id))))
}

/// A dead letter with the message as it came.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct OpenedLetter {
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
async fn show_dead_letter(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
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
async fn replay_dead_letter(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
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

/// Recomputes the audit log's hash chain.
#[utoipa::path(get, path = "/v1/operations/audit/verification", tag = "operations", responses((status = 200, description = "Whether the chain is intact, and where not")))]
async fn verify_audit(database: web::Data<Database>) -> Result<HttpResponse, Problem> {
    let body = match audit::verify(&database).await? {
        Verdict::Intact { entries } => json!({ "intact": true, "entries": entries }),
        Verdict::Broken { seq, reason } => json!({ "intact": false, "broken_at": seq, "reason": reason }),
    };
    Ok(HttpResponse::Ok().json(body))
}

/// Keeps the outbox and dead-letter metrics current until cancelled.
pub async fn measure(database: Database, cancel: CancellationToken) {
    const EVERY: std::time::Duration = std::time::Duration::from_secs(10);
    while !cancel.is_cancelled() {
        if let Err(error) = measure_once(&database).await {
            tracing::debug!(error = %error, "outbox metrics could not be read");
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn measure_once(database: &Database) -> Result<(), crate::database::DatabaseError> {
    let mut conn = database.connection(&Scope::Nothing).await?;
    let state = outbox::state(&mut conn).await?;
    metrics::OUTBOX_WAITING.set(state.waiting);
    metrics::OUTBOX_AGE_SECONDS.set(state.oldest.map_or(0, |oldest| (Utc::now() - oldest).num_seconds().max(0)));
    metrics::DEAD_LETTERS.set(inbox::waiting_dead_letters(&mut conn).await?);
    Ok(())
}
