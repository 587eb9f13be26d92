//! Messages received: each has its effect once, however often it comes; what can't be handled is parked and visible.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    database::Pg,
    schema::{dead_letters, inbox_messages},
};

/// Records a message in the transaction of its effect. False when it was recorded before: nothing is to be done.
pub async fn record(conn: &mut Pg, id: Uuid, kind: &str) -> QueryResult<bool> {
    let inserted = diesel::insert_into(inbox_messages::table)
        .values((inbox_messages::id.eq(id), inbox_messages::kind.eq(kind)))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(inserted == 1)
}

/// A message that could not be handled.
#[derive(Debug, Clone, Queryable, Selectable, Serialize, utoipa::ToSchema)]
#[diesel(table_name = dead_letters)]
pub struct DeadLetter {
    /// Id of this record.
    pub id: Uuid,
    /// Id of the message; empty when it could not be read.
    pub message_id: String,
    /// Message type; empty when it could not be read.
    pub kind: String,
    /// Why it was parked.
    pub reason: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was parked.
    pub parked_at: DateTime<Utc>,
    /// When it was put back into the queue, if it was.
    pub replayed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub replayed_by: Option<String>,
}

/// A letter to park.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = dead_letters)]
pub struct NewDeadLetter {
    /// Id of this record: taken from the delivery, so that parking twice stores once.
    pub id: Uuid,
    /// Id of the message, or empty.
    pub message_id: String,
    /// Message type, or empty.
    pub kind: String,
    /// The message as it came.
    pub body: String,
    /// Why.
    pub reason: String,
    /// How often it was tried.
    pub attempts: i32,
}

/// Parks a message. One that was parked before, put back and parked again waits again.
pub async fn park(conn: &mut Pg, letter: &NewDeadLetter) -> QueryResult<()> {
    use diesel::query_dsl::methods::FilterDsl as _;
    diesel::insert_into(dead_letters::table)
        .values(letter)
        .on_conflict(dead_letters::id)
        .do_update()
        .set((
            dead_letters::reason.eq(excluded(dead_letters::reason)),
            dead_letters::attempts.eq(excluded(dead_letters::attempts)),
            dead_letters::parked_at.eq(diesel::dsl::now),
            dead_letters::replayed_at.eq(None::<DateTime<Utc>>),
            dead_letters::replayed_by.eq(None::<String>),
        ))
        .filter(dead_letters::replayed_at.is_not_null())
        .execute(conn)
        .await
        .map(drop)
}

/// Parked messages, oldest first; `waiting` leaves out those that were replayed.
pub async fn dead_letters(conn: &mut Pg, waiting: bool, after: Option<(DateTime<Utc>, Uuid)>, limit: i64) -> QueryResult<Vec<DeadLetter>> {
    let mut query = dead_letters::table
        .select(DeadLetter::as_select())
        .order((dead_letters::parked_at, dead_letters::id))
        .limit(limit)
        .into_boxed();
    if waiting {
        query = query.filter(dead_letters::replayed_at.is_null());
    }
    if let Some((at, id)) = after {
        query = query.filter(
            dead_letters::parked_at
                .gt(at)
                .or(dead_letters::parked_at.eq(at).and(dead_letters::id.gt(id))),
        );
    }
    query.load(conn).await
}

/// One parked message with its body, locked against a second replay.
pub async fn lock_dead_letter(conn: &mut Pg, id: Uuid) -> QueryResult<Option<(DeadLetter, String)>> {
    dead_letters::table
        .find(id)
        .select((DeadLetter::as_select(), dead_letters::body))
        .for_no_key_update()
        .first(conn)
        .await
        .optional()
}

/// Notes who put a message back into the queue.
pub async fn mark_replayed(conn: &mut Pg, id: Uuid, by: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(dead_letters::table.find(id))
        .set((dead_letters::replayed_at.eq(now), dead_letters::replayed_by.eq(by)))
        .execute(conn)
        .await
        .map(drop)
}

/// How many parked messages wait for somebody.
pub async fn waiting_dead_letters(conn: &mut Pg) -> QueryResult<i64> {
    dead_letters::table
        .filter(dead_letters::replayed_at.is_null())
        .count()
        .get_result(conn)
        .await
}

/// When the last message was handled, if any was.
pub async fn last_received_at(conn: &mut Pg) -> QueryResult<Option<DateTime<Utc>>> {
    inbox_messages::table
        .select(diesel::dsl::max(inbox_messages::processed_at))
        .first(conn)
        .await
}
