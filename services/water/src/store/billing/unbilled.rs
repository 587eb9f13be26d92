//! Users that a run could not bill.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use crate::store::schema::billing_run_unbilled::{self, dsl};

/// A user whom a run could not bill, and why.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = billing_run_unbilled)]
pub struct UnbilledRow {
    /// Run.
    pub run_id: Uuid,
    /// User.
    pub user_id: Uuid,
    /// Code at that time.
    pub user_code: String,
    /// Name at that time.
    pub user_name: String,
    /// Reason, see [`crate::domain::usage::UnbillableReason`].
    pub reason: String,
    /// Reason in words.
    pub detail: String,
}

/// Notes the users of a batch; says how many the run did not have yet.
pub async fn insert(conn: &mut Pg, rows: &[UnbilledRow]) -> QueryResult<usize> {
    // Again where a user's code was changed while the run was under way.
    diesel::insert_into(billing_run_unbilled::table)
        .values(rows)
        .on_conflict_do_nothing()
        .execute(conn)
        .await
}

/// Forgets the users whom a run's preview could not bill.
pub async fn clear(conn: &mut Pg, run: Uuid) -> QueryResult<()> {
    diesel::delete(dsl::billing_run_unbilled.filter(dsl::run_id.eq(run)))
        .execute(conn)
        .await
        .map(drop)
}

/// The unbilled of a run in the order of their codes, after a code; one reason or all.
pub async fn list(conn: &mut Pg, run: Uuid, reason: Option<&str>, after: Option<&str>, limit: i64) -> QueryResult<Vec<UnbilledRow>> {
    let mut query = dsl::billing_run_unbilled
        .filter(dsl::run_id.eq(run))
        .order(dsl::user_code)
        .limit(limit)
        .select(UnbilledRow::as_select())
        .into_boxed();
    if let Some(reason) = reason {
        query = query.filter(dsl::reason.eq(reason));
    }
    if let Some(after) = after {
        query = query.filter(dsl::user_code.gt(after));
    }
    query.load(conn).await
}
