//! Billing runs.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};
use serde_json::Value;
use uuid::Uuid;

use crate::store::schema::billing_runs::{self, dsl};

/// Waits for the job to compute it.
pub const PREVIEWING: &str = "previewing";
/// Computed, nothing billed.
pub const PREVIEWED: &str = "previewed";
/// Confirmed; the job bills.
pub const RUNNING: &str = "running";
/// Every user was handled.
pub const COMPLETED: &str = "completed";

/// A billing run.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = billing_runs)]
pub struct RunRow {
    /// Identity.
    pub id: Uuid,
    /// Measuring period.
    pub period: String,
    /// One supplier, or all.
    pub supplier: Option<String>,
    /// [`PREVIEWING`], [`PREVIEWED`], [`RUNNING`] or [`COMPLETED`].
    pub state: String,
    /// The preview's figures.
    pub summary: Value,
    /// Users to be handled.
    pub user_count: i32,
    /// Users billed so far.
    pub billed: i32,
    /// Users who could not be billed, so far.
    pub unbilled: i32,
    /// Code of the last user handled.
    pub progress_code: Option<String>,
    /// Who previewed.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Who confirmed.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When every user was handled.
    pub completed_at: Option<DateTime<Utc>>,
    /// Why it cannot go on at present.
    pub stalled_reason: Option<String>,
    /// When it is tried again.
    pub next_try_at: Option<DateTime<Utc>>,
    /// Version for `If-Match`.
    pub version: i32,
}

/// Which runs are wanted.
#[derive(Debug, Clone, Default)]
pub struct RunFilter {
    /// Of a period.
    pub period: Option<String>,
    /// In a state.
    pub state: Option<String>,
    /// Of a supplier.
    pub supplier: Option<String>,
}

/// Stores a previewed run.
pub async fn insert(conn: &mut Pg, row: &RunRow) -> QueryResult<()> {
    diesel::insert_into(billing_runs::table).values(row).execute(conn).await.map(drop)
}

/// Stores what a preview found.
pub async fn store_preview(conn: &mut Pg, row: &RunRow) -> QueryResult<()> {
    diesel::update(dsl::billing_runs.find(row.id))
        .set((
            dsl::state.eq(&row.state),
            dsl::summary.eq(&row.summary),
            dsl::user_count.eq(row.user_count),
            dsl::stalled_reason.eq(&row.stalled_reason),
            dsl::next_try_at.eq(row.next_try_at),
            dsl::version.eq(row.version),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// One run.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<RunRow>> {
    dsl::billing_runs.find(id).select(RunRow::as_select()).first(conn).await.optional()
}

/// The runs under way, the oldest first.
pub async fn list_running(conn: &mut Pg) -> QueryResult<Vec<RunRow>> {
    let running = dsl::billing_runs.filter(dsl::state.eq(RUNNING));
    running.order(dsl::confirmed_at).select(RunRow::as_select()).load(conn).await
}

/// One run, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<RunRow>> {
    dsl::billing_runs
        .find(id)
        .select(RunRow::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()
}

/// The run in this state that waits longest and that no other process works on, held until the transaction ends. One that
/// could not go on waits until its next try and comes after those that can.
pub async fn lock_next(conn: &mut Pg, state: &str, now: DateTime<Utc>) -> QueryResult<Option<RunRow>> {
    dsl::billing_runs
        .filter(dsl::state.eq(state))
        .filter(dsl::next_try_at.is_null().or(dsl::next_try_at.assume_not_null().le(now)))
        .order((dsl::next_try_at.asc().nulls_first(), dsl::confirmed_at, dsl::id))
        .select(RunRow::as_select())
        .for_update()
        .skip_locked()
        .first(conn)
        .await
        .optional()
}

/// How a list of runs can be sorted. Ids are UUIDs of version 7: they order by time.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("period", "billing_runs.period", SortKind::Text),
        SortColumn::new("state", "billing_runs.state", SortKind::Text),
        SortColumn::new("created_at", "billing_runs.created_at", SortKind::Moment),
    ],
    unique: SortColumn::new("id", "billing_runs.id", SortKind::Id),
    default: "-id",
};

/// A page of runs.
pub async fn list(conn: &mut Pg, filter: &RunFilter, paging: &Paging) -> QueryResult<Page<RunRow>> {
    let mut query = dsl::billing_runs
        .select((RunRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(period) = &filter.period {
        query = query.filter(dsl::period.eq(period));
    }
    if let Some(state) = &filter.state {
        query = query.filter(dsl::state.eq(state));
    }
    if let Some(supplier) = &filter.supplier {
        query = query.filter(dsl::supplier.eq(supplier));
    }
    Ok(paging.page(query.load(conn).await?))
}

/// Stores where a run stands now.
pub async fn update(conn: &mut Pg, row: &RunRow) -> QueryResult<()> {
    diesel::update(dsl::billing_runs.find(row.id))
        .set((
            dsl::state.eq(&row.state),
            dsl::user_count.eq(row.user_count),
            dsl::billed.eq(row.billed),
            dsl::unbilled.eq(row.unbilled),
            dsl::progress_code.eq(&row.progress_code),
            dsl::confirmed_by.eq(&row.confirmed_by),
            dsl::confirmed_at.eq(row.confirmed_at),
            dsl::completed_at.eq(row.completed_at),
            dsl::stalled_reason.eq(&row.stalled_reason),
            dsl::next_try_at.eq(row.next_try_at),
            dsl::version.eq(row.version),
        ))
        .execute(conn)
        .await
        .map(drop)
}
