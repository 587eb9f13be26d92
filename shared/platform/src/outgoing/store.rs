//! Messages and what became of each delivery.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Channel, NewMessage, Recipient,
    adaptor::{Adaptor, Outcome, Parcel},
};
use crate::{
    database::{Database, DatabaseError, Pg, Scope},
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
    schema::{outgoing_deliveries as deliveries, outgoing_messages as messages},
    settings::OutgoingSettings,
};

/// Deliveries that one replica has on their way at once.
const BATCH: i64 = 8;
/// The longest wait between two tries.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);
/// Most characters of a reason.
const REASON_LENGTH: usize = 500;

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits for its first try.
    Queued,
    /// The last try failed; another one follows.
    Failed,
    /// Taken by the receiving system.
    Sent,
    /// Not tried any more, unless somebody says so.
    GivenUp,
    /// What it tells of has passed before it went out.
    Withdrawn,
}

impl DeliveryState {
    /// Code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Failed => "failed",
            Self::Sent => "sent",
            Self::GivenUp => "given_up",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A delivery with its message.
#[derive(Debug, Clone, Queryable)]
pub struct DeliveryRow {
    /// Identity.
    pub id: Uuid,
    /// `phone` or `account`.
    pub channel: String,
    /// Number or subject.
    pub address: String,
    /// Name of the recipient.
    pub name: String,
    /// [`DeliveryState`].
    pub state: String,
    /// Tries so far.
    pub attempts: i32,
    /// When it is tried next.
    pub next_try_at: Option<DateTime<Utc>>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// How it was tried last.
    pub adaptor: Option<String>,
    /// The receiving system's number.
    pub reference: Option<String>,
    /// When it was taken.
    pub sent_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i32,
    /// Kind of the message.
    pub kind: String,
    /// Its text.
    pub text: String,
    /// Page of the thing it tells of.
    pub link: String,
    /// Unit.
    pub unit: Option<String>,
    /// When the message was stored.
    pub created_at: DateTime<Utc>,
    /// Why the message is not sent any more.
    pub withdrawn: Option<String>,
}

macro_rules! columns {
    () => {
        (
            deliveries::id,
            deliveries::channel,
            deliveries::address,
            deliveries::name,
            deliveries::state,
            deliveries::attempts,
            deliveries::next_try_at,
            deliveries::last_error,
            deliveries::adaptor,
            deliveries::reference,
            deliveries::sent_at,
            deliveries::version,
            messages::kind,
            messages::text,
            messages::link,
            messages::unit,
            messages::created_at,
            messages::withdrawn,
        )
    };
}

/// Stores a message; false when its key is there already.
pub(super) async fn insert_message(conn: &mut Pg, id: Uuid, message: &NewMessage, actor: &str, now: DateTime<Utc>) -> QueryResult<bool> {
    let inserted = diesel::insert_into(messages::table)
        .values((
            messages::id.eq(id),
            messages::key.eq(&message.key),
            messages::kind.eq(message.kind),
            messages::text.eq(&message.text),
            messages::link.eq(&message.link),
            messages::unit.eq(&message.unit),
            messages::created_by.eq(actor),
            messages::created_at.eq(now),
        ))
        .on_conflict(messages::key)
        .do_nothing()
        .execute(conn)
        .await?;
    Ok(inserted == 1)
}

/// Queues a delivery to each recipient, to none twice.
pub(super) async fn insert_deliveries(conn: &mut Pg, message: Uuid, recipients: &[Recipient], now: DateTime<Utc>) -> QueryResult<()> {
    let rows: Vec<_> = recipients
        .iter()
        .map(|recipient| {
            let (channel, address) = match &recipient.channel {
                Channel::Phone(number) => ("phone", number),
                Channel::Account(subject) => ("account", subject),
            };
            (
                deliveries::id.eq(Uuid::now_v7()),
                deliveries::message_id.eq(message),
                deliveries::channel.eq(channel),
                deliveries::address.eq(address),
                deliveries::name.eq(&recipient.name),
                deliveries::state.eq(DeliveryState::Queued.code()),
                deliveries::next_try_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(deliveries::table)
        .values(rows)
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}

/// Which deliveries are wanted.
#[derive(Debug, Clone, Default)]
pub struct DeliveryFilter {
    /// In a state.
    pub state: Option<DeliveryState>,
    /// Of a kind of message.
    pub kind: Option<String>,
    /// Whose recipient's name has this in it.
    pub name: Option<String>,
}

/// How a list of deliveries can be sorted. Ids are UUIDs of version 7: they order by time.
pub(super) const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("created_at", "outgoing_messages.created_at", SortKind::Moment),
        SortColumn::new("sent_at", "coalesce(outgoing_deliveries.sent_at, '-infinity')", SortKind::Moment),
        SortColumn::new("name", "outgoing_deliveries.name", SortKind::Text),
        SortColumn::new("attempts", "outgoing_deliveries.attempts", SortKind::Whole),
    ],
    unique: SortColumn::new("id", "outgoing_deliveries.id", SortKind::Id),
    default: "-id",
};

/// A page of deliveries.
pub(super) async fn list(conn: &mut Pg, filter: &DeliveryFilter, paging: &Paging) -> QueryResult<Page<DeliveryRow>> {
    let mut query = deliveries::table
        .inner_join(messages::table)
        .select((columns!(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(deliveries::state.eq(state.code()));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(messages::kind.eq(kind));
    }
    if let Some(name) = &filter.name {
        let pattern = name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(deliveries::name.ilike(format!("%{pattern}%")));
    }
    Ok(paging.page(query.load(conn).await?))
}

/// One delivery, held until the transaction ends.
pub(super) async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<DeliveryRow>> {
    deliveries::table
        .inner_join(messages::table)
        .filter(deliveries::id.eq(id))
        .select(columns!())
        .for_no_key_update()
        .first(conn)
        .await
        .optional()
}

/// Puts a held delivery back into the queue, with all its tries before it.
pub(super) async fn requeue(conn: &mut Pg, row: &DeliveryRow, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(deliveries::table.find(row.id))
        .set((
            deliveries::state.eq(DeliveryState::Queued.code()),
            deliveries::attempts.eq(0),
            deliveries::next_try_at.eq(now),
            deliveries::version.eq(row.version + 1),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Notes that a message is not sent any more, and takes those of its deliveries out of the queue that nobody has on their way.
pub(super) async fn withdraw(conn: &mut Pg, key: &str, reason: &str) -> QueryResult<()> {
    let withdrawn: Option<Uuid> = diesel::update(messages::table.filter(messages::key.eq(key).and(messages::withdrawn.is_null())))
        .set(messages::withdrawn.eq(reason))
        .returning(messages::id)
        .get_result(conn)
        .await
        .optional()?;
    let Some(id) = withdrawn else { return Ok(()) };
    let left: Vec<Uuid> = deliveries::table
        .filter(deliveries::message_id.eq(id).and(deliveries::state.ne(DeliveryState::Sent.code())))
        .select(deliveries::id)
        .for_no_key_update()
        .skip_locked()
        .load(conn)
        .await?;
    for delivery in left {
        store_withdrawn(conn, delivery, reason).await?;
    }
    Ok(())
}

/// How many deliveries were given up, for operators.
pub(super) async fn given_up(conn: &mut Pg) -> QueryResult<i64> {
    deliveries::table
        .filter(deliveries::state.eq(DeliveryState::GivenUp.code()))
        .count()
        .get_result(conn)
        .await
}

/// Tries those that are due and that nobody else has on their way, or drops them where their message was withdrawn; says
/// how many. Each is held until what became of it is
/// stored.
pub async fn send_due(
    database: &Database,
    adaptor: &Adaptor,
    settings: &OutgoingSettings,
    now: DateTime<Utc>,
) -> Result<usize, DatabaseError> {
    let mut tx = database.begin(&Scope::All).await?;
    // The deliveries alone are held: whoever withdraws their message does not wait for the receiving system.
    let held: Vec<Uuid> = deliveries::table
        .filter(deliveries::next_try_at.le(now))
        .order((deliveries::next_try_at, deliveries::id))
        .limit(BATCH)
        .select(deliveries::id)
        .for_no_key_update()
        .skip_locked()
        .load(&mut tx)
        .await?;
    let rows: Vec<DeliveryRow> = deliveries::table
        .inner_join(messages::table)
        .filter(deliveries::id.eq_any(held))
        .order((deliveries::next_try_at, deliveries::id))
        .select(columns!())
        .load(&mut tx)
        .await?;
    let tried = rows.len();
    let (withdrawn, due): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.withdrawn.is_some());
    for row in withdrawn {
        store_withdrawn(&mut tx, row.id, row.withdrawn.as_deref().unwrap_or_default()).await?;
    }
    let outcomes = join_all(due.iter().map(|row| deliver(adaptor, row))).await;
    for (row, outcome) in due.iter().zip(outcomes) {
        store_outcome(&mut tx, row, adaptor.name(), outcome, settings, Utc::now()).await?;
    }
    tx.commit().await?;
    Ok(tried)
}

async fn store_withdrawn(conn: &mut Pg, id: Uuid, reason: &str) -> QueryResult<()> {
    diesel::update(deliveries::table.find(id))
        .set((
            deliveries::state.eq(DeliveryState::Withdrawn.code()),
            deliveries::next_try_at.eq(None::<DateTime<Utc>>),
            deliveries::last_error.eq(reason),
            deliveries::version.eq(deliveries::version + 1),
        ))
        .execute(conn)
        .await
        .map(drop)
}

async fn deliver(adaptor: &Adaptor, row: &DeliveryRow) -> Outcome {
    let address = row.address.clone();
    let channel = if row.channel == "phone" {
        Channel::Phone(address)
    } else {
        Channel::Account(address)
    };
    let parcel = Parcel {
        id: row.id,
        kind: &row.kind,
        channel: &channel,
        name: &row.name,
        text: &row.text,
    };
    adaptor.deliver(&parcel).await
}

async fn store_outcome(
    conn: &mut Pg,
    row: &DeliveryRow,
    adaptor: &str,
    outcome: Outcome,
    settings: &OutgoingSettings,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let attempts = row.attempts + 1;
    let is_last = attempts >= settings.max_attempts;
    let (state, next_try_at, last_error, reference, sent_at) = match outcome {
        Outcome::Sent { reference } => (DeliveryState::Sent, None, None, reference, Some(now)),
        Outcome::Failed(reason) if !is_last => {
            let next = now + pause(settings.retry_delay_seconds, attempts);
            (DeliveryState::Failed, Some(next), Some(reason), None, None)
        }
        Outcome::Failed(reason) | Outcome::Refused(reason) => (DeliveryState::GivenUp, None, Some(reason), None, None),
    };
    let last_error = last_error.map(|reason| reason.replace('\0', "").chars().take(REASON_LENGTH).collect::<String>());
    diesel::update(deliveries::table.find(row.id))
        .set((
            deliveries::state.eq(state.code()),
            deliveries::attempts.eq(attempts),
            deliveries::next_try_at.eq(next_try_at),
            deliveries::last_error.eq(last_error),
            deliveries::adaptor.eq(adaptor),
            deliveries::reference.eq(reference),
            deliveries::sent_at.eq(sent_at),
            deliveries::version.eq(row.version + 1),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// The wait after so many tries: twice as long each time, an hour at most.
fn pause(first_seconds: u32, attempts: i32) -> TimeDelta {
    let doubled = u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or_default();
    let seconds = i64::from(first_seconds).saturating_mul(1 << doubled);
    TimeDelta::try_seconds(seconds).map_or(LONGEST_WAIT, |pause| pause.min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_the_one_before_up_to_an_hour() {
        let seconds: Vec<i64> = [1, 2, 3, 7, 8, 9, 1_000].map(|attempts| pause(30, attempts).num_seconds()).to_vec();
        assert_eq!(seconds, [30, 60, 120, 1_920, 3_600, 3_600, 3_600]);
    }
}
