//! Messages to be sent, stored in the transaction of the change they tell of.

use chrono::{DateTime, Utc};
use contracts::{Envelope, Message};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use serde_json::Value;
use tracing::Instrument;
use uuid::Uuid;

use crate::{context::RequestContext, database::Pg, schema::outbox_messages, telemetry::span};

/// A message waiting to be published.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = outbox_messages)]
pub struct OutboxRow {
    /// Order of sending.
    pub seq: i64,
    /// Message id.
    pub id: Uuid,
    /// Message type and routing key.
    pub kind: String,
    /// The whole envelope.
    pub envelope: Value,
}

/// What waits in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct OutboxState {
    /// Messages not yet confirmed by the broker.
    pub waiting: i64,
    /// When the oldest of them was stored.
    pub oldest: Option<DateTime<Utc>>,
    /// Why the last try to send it failed, if it did.
    pub last_error: Option<String>,
}

/// Stores a message about the case `subject`; the relay publishes it after the commit.
pub async fn append<M: Message + Serialize>(conn: &mut Pg, subject: &str, data: &M, now: DateTime<Utc>) -> QueryResult<Uuid> {
    let context = RequestContext::current();
    let id = Uuid::now_v7();
    let span = span::append(M::TYPE, &id, &context);
    let trace = span::position(&span).unwrap_or(context.trace);
    let envelope = Envelope {
        specversion: "1.0".to_owned(),
        id: id.to_string(),
        source: format!("/jiangzhou/{}", M::PRODUCER.name()),
        kind: M::TYPE.to_owned(),
        subject: subject.to_owned(),
        time: now.to_rfc3339(),
        datacontenttype: "application/json".to_owned(),
        correlationid: context.correlation_id,
        traceparent: Some(trace.to_string()),
        data,
    };
    let envelope = serde_json::to_value(&envelope).map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))?;
    diesel::insert_into(outbox_messages::table)
        .values((
            outbox_messages::id.eq(id),
            outbox_messages::kind.eq(M::TYPE),
            outbox_messages::subject.eq(subject),
            outbox_messages::envelope.eq(envelope),
        ))
        .execute(conn)
        .instrument(span)
        .await?;
    Ok(id)
}

/// Which unsent messages are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// Those that the broker has not been asked to take.
    Untried,
    /// Those that it did not take. They do not stand in the way of the others.
    Failed,
}

/// Takes the oldest unsent messages; rows that another relay holds are skipped. They stay locked until the
/// transaction ends.
pub async fn take(conn: &mut Pg, pick: Pick, limit: i64) -> QueryResult<Vec<OutboxRow>> {
    let (least, most) = match pick {
        Pick::Untried => (0, 0),
        Pick::Failed => (1, i32::MAX),
    };
    outbox_messages::table
        .filter(outbox_messages::published_at.is_null())
        .filter(outbox_messages::attempts.between(least, most))
        .order((outbox_messages::attempts, outbox_messages::seq))
        .limit(limit)
        .for_update()
        .skip_locked()
        .select(OutboxRow::as_select())
        .load(conn)
        .await
}

/// Notes that the broker has confirmed these messages.
pub async fn mark_published(conn: &mut Pg, seqs: &[i64], now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(outbox_messages::table.filter(outbox_messages::seq.eq_any(seqs)))
        .set((
            outbox_messages::published_at.eq(now),
            outbox_messages::attempts.eq(outbox_messages::attempts + 1),
            outbox_messages::last_error.eq(None::<String>),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Notes why a message could not be sent; it stays in the outbox.
pub async fn mark_failed(conn: &mut Pg, seq: i64, error: &str) -> QueryResult<()> {
    diesel::update(outbox_messages::table.find(seq))
        .set((
            outbox_messages::attempts.eq(outbox_messages::attempts + 1),
            outbox_messages::last_error.eq(error),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Notes at the first unsent messages why none can be sent now. It is no try of any of them.
pub async fn note_failure(conn: &mut Pg, error: &str, limit: i64) -> QueryResult<()> {
    let seqs: Vec<i64> = outbox_messages::table
        .filter(outbox_messages::published_at.is_null())
        .filter(outbox_messages::last_error.is_distinct_from(error))
        .order((outbox_messages::attempts, outbox_messages::seq))
        .limit(limit)
        .for_update()
        .skip_locked()
        .select(outbox_messages::seq)
        .load(conn)
        .await?;
    diesel::update(outbox_messages::table.filter(outbox_messages::seq.eq_any(seqs)))
        .set(outbox_messages::last_error.eq(error))
        .execute(conn)
        .await
        .map(drop)
}

/// Depth and age of the outbox.
pub async fn state(conn: &mut Pg) -> QueryResult<OutboxState> {
    let unsent = outbox_messages::table.filter(outbox_messages::published_at.is_null());
    let waiting = unsent.count().get_result::<i64>(conn).await?;
    let oldest = unsent
        .order(outbox_messages::seq)
        .select((outbox_messages::created_at, outbox_messages::last_error))
        .first::<(DateTime<Utc>, Option<String>)>(conn)
        .await
        .optional()?;
    Ok(OutboxState {
        waiting,
        oldest: oldest.as_ref().map(|(created_at, _)| *created_at),
        last_error: oldest.and_then(|(_, error)| error),
    })
}
