//! The audit trail: append-only, hash-chained, written in the transaction of the change it tells of.
//!
//! Who acted, in which role and from where comes from the request ([`RequestContext`]). How long the chain must be stands
//! in `audit_head`, which only the database's own function moves. Whoever owns the database can still rewrite the whole
//! chain together with its end: against that helps a head that was noted elsewhere ([`verify`] takes it).

mod entry;
mod judge;
mod list;
mod redact;
mod verify;

use chrono::{DateTime, SubsecRound, Utc};
use diesel::prelude::*;
use diesel::{
    QueryableByName,
    sql_types::{BigInt, Text},
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use uuid::Uuid;

pub use entry::EntryRow;
pub use judge::{Finding, FindingKind};
pub use list::{Filter, SORTING, find, list};
pub use verify::{Head, Report, verify, verify_since};

use crate::{
    context::{Caller, RequestContext},
    database::Pg,
    schema::audit_entries,
};

/// What happened to one thing.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// Who: a token's subject, or `system:<job>`.
    pub actor: &'a str,
    /// What was done, e.g. `bill.pay`.
    pub action: &'a str,
    /// Kind of thing, e.g. `bill`.
    pub entity: &'a str,
    /// Its id.
    pub entity_id: String,
    /// State before, if there was one.
    pub before: Option<Value>,
    /// State after, if there is one. A `reason` in it becomes the entry's.
    pub after: Option<Value>,
}

#[derive(QueryableByName)]
struct End {
    #[diesel(sql_type = BigInt)]
    seq: i64,
    #[diesel(sql_type = Text)]
    hash: String,
}

/// Appends one entry. Call it last in a transaction: it locks the end of the chain until the commit. Secrets and
/// personal numbers in the states are masked.
pub async fn append(conn: &mut Pg, change: Change<'_>, now: DateTime<Utc>) -> QueryResult<()> {
    let caller = RequestContext::current().caller;
    append_by(conn, change, caller.as_deref(), now).await
}

/// The same as [`append`] where the request does not say who acts: at a log-in.
pub async fn append_by(conn: &mut Pg, change: Change<'_>, caller: Option<&Caller>, now: DateTime<Utc>) -> QueryResult<()> {
    let end = lock_end(conn).await?;
    let row = entry(&end, change, &RequestContext::current(), caller, now);
    diesel::insert_into(audit_entries::table).values(&row).execute(conn).await?;
    Ok(())
}

async fn lock_end(conn: &mut Pg) -> QueryResult<End> {
    diesel::sql_query("SELECT seq, hash FROM lock_audit_head()").get_result(conn).await
}

/// The entry that follows the end of the chain.
fn entry(end: &End, change: Change<'_>, context: &RequestContext, caller: Option<&Caller>, now: DateTime<Utc>) -> EntryRow {
    let after = change.after.map(redact::redact);
    let reason = after.as_ref().and_then(|state| state.get("reason")).and_then(Value::as_str);
    let mut row = EntryRow {
        seq: end.seq + 1,
        id: Uuid::now_v7(),
        occurred_at: now.trunc_subsecs(6),
        actor: change.actor.to_owned(),
        action: change.action.to_owned(),
        entity: change.entity.to_owned(),
        entity_id: change.entity_id,
        before: change.before.map(redact::redact),
        reason: reason.map(str::to_owned),
        after,
        request_id: context.request_id.clone(),
        previous_hash: end.hash.clone(),
        hash: String::new(),
        unit: caller.map(|caller| caller.unit.clone()),
        roles: caller.map(|caller| caller.roles.clone()),
        address: context.client.as_ref().map(|client| client.address.clone()),
        agent: context.client.as_ref().map(|client| client.agent.clone()),
    };
    row.hash = row.expected_hash();
    row
}
