//! Jobs that export lists. A session says for whom it works, and sees that person's jobs or, as the worker, all.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    database::{Database, DatabaseError, Pg, Scope, Transaction},
    schema::export_jobs::{self, dsl},
};

/// For whom the worker's sessions work.
pub(super) const WORKER: &str = "system:export_lists";
/// Tries before a job is given up: a workbook that ends its writer each time would otherwise end every replica in turn.
const MOST_ATTEMPTS: i32 = 3;

diesel::define_sql_function! {
    /// Sets a session variable until the transaction ends.
    fn set_config(name: Text, value: Text, is_local: Bool) -> Text;
}

/// A job.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = export_jobs)]
pub(super) struct JobRow {
    pub(super) id: Uuid,
    pub(super) subject: String,
    pub(super) roles: Vec<String>,
    pub(super) scope: Value,
    pub(super) list: String,
    pub(super) title: String,
    pub(super) filter: Value,
    pub(super) state: String,
    pub(super) rows: i64,
    pub(super) total: i64,
    pub(super) attempts: i32,
    pub(super) lease_until: Option<DateTime<Utc>>,
    pub(super) bytes: Option<i64>,
    pub(super) error: Option<String>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) finished_at: Option<DateTime<Utc>>,
    pub(super) expires_at: Option<DateTime<Utc>>,
}

/// Begins a transaction for a person, or for the worker.
pub(super) async fn begin(database: &Database, scope: &Scope, subject: &str) -> Result<Transaction, DatabaseError> {
    let mut tx = database.begin(scope).await?;
    diesel::select(set_config("jiangzhou.subject", subject, true))
        .execute(&mut tx)
        .await?;
    Ok(tx)
}

/// The job while this try is the latest and has not been given up.
fn held(
    job: &JobRow,
) -> diesel::dsl::And<
    diesel::dsl::And<diesel::dsl::Eq<dsl::id, Uuid>, diesel::dsl::Eq<dsl::attempts, i32>>,
    diesel::dsl::Eq<dsl::state, &'static str>,
> {
    dsl::id.eq(job.id).and(dsl::attempts.eq(job.attempts)).and(dsl::state.eq("running"))
}

/// Stores a new job.
pub(super) async fn insert(conn: &mut Pg, row: &JobRow) -> QueryResult<()> {
    diesel::insert_into(export_jobs::table).values(row).execute(conn).await.map(drop)
}

/// One job.
pub(super) async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<JobRow>> {
    let job = export_jobs::table.find(id).select(JobRow::as_select());
    job.first(conn).await.optional()
}

/// Jobs, the latest first (ids rise with time), before a position.
pub(super) async fn list(conn: &mut Pg, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<JobRow>> {
    let mut query = export_jobs::table
        .order(dsl::id.desc())
        .limit(limit)
        .select(JobRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(dsl::id.lt(before));
    }
    query.load(conn).await
}

/// A person's jobs that are not finished.
pub(super) async fn count_open(conn: &mut Pg) -> QueryResult<i64> {
    let open = export_jobs::table.filter(dsl::state.eq_any(["waiting", "running"]));
    open.count().get_result(conn).await
}

/// What a worker has found.
#[derive(Debug, Default)]
pub(super) struct Claimed {
    /// The job that is its own now.
    pub(super) job: Option<JobRow>,
    /// Jobs that were tried too often; their tries may have left files behind.
    pub(super) given_up: Vec<JobRow>,
}

/// Takes the oldest job that waits, or whose replica has died; nobody else gets it before the lease ends. One that was tried too
/// often is given up.
pub(super) async fn claim(conn: &mut Pg, now: DateTime<Utc>, lease: TimeDelta) -> QueryResult<Claimed> {
    let mut claimed = Claimed::default();
    loop {
        let is_left = dsl::state.eq("running").and(dsl::lease_until.lt(now).assume_not_null());
        let found: Option<JobRow> = export_jobs::table
            .filter(dsl::state.eq("waiting").or(is_left))
            .order(dsl::created_at)
            .select(JobRow::as_select())
            .for_update()
            .skip_locked()
            .first(conn)
            .await
            .optional()?;
        let Some(job) = found else { return Ok(claimed) };
        if job.attempts >= MOST_ATTEMPTS {
            let error = format!("写了{MOST_ATTEMPTS}次都没有写完：请缩小查询范围后重新导出，仍不行请联系运维人员");
            fail(conn, &job, &error, now).await?;
            claimed.given_up.push(job);
            continue;
        }
        let taken = diesel::update(export_jobs::table.find(job.id))
            .set((
                dsl::state.eq("running"),
                dsl::rows.eq(0),
                dsl::attempts.eq(job.attempts + 1),
                dsl::lease_until.eq(now + lease),
            ))
            .returning(JobRow::as_returning());
        claimed.job = Some(taken.get_result(conn).await?);
        return Ok(claimed);
    }
}

/// Notes how far a job is and renews its lease. False when another replica has taken it since.
pub(super) async fn progress(conn: &mut Pg, job: &JobRow, rows: i64, lease_until: DateTime<Utc>) -> QueryResult<bool> {
    let changed = diesel::update(export_jobs::table)
        .filter(held(job))
        .set((dsl::rows.eq(rows), dsl::lease_until.eq(lease_until)))
        .execute(conn)
        .await?;
    Ok(changed == 1)
}

/// Renews the lease of a job. False when another replica has taken it since.
pub(super) async fn renew(conn: &mut Pg, job: &JobRow, lease_until: DateTime<Utc>) -> QueryResult<bool> {
    let renewed = diesel::update(export_jobs::table)
        .filter(held(job))
        .set(dsl::lease_until.eq(lease_until));
    Ok(renewed.execute(conn).await? == 1)
}

/// A finished file.
pub(super) struct Done {
    pub(super) rows: i64,
    pub(super) bytes: i64,
    pub(super) finished_at: DateTime<Utc>,
    pub(super) expires_at: DateTime<Utc>,
}

/// Ends a job with its file. False when another replica has taken it since.
pub(super) async fn finish(conn: &mut Pg, job: &JobRow, done: &Done) -> QueryResult<bool> {
    let changed = diesel::update(export_jobs::table)
        .filter(held(job))
        .set((
            dsl::state.eq("done"),
            dsl::rows.eq(done.rows),
            dsl::total.eq(done.rows),
            dsl::bytes.eq(done.bytes),
            dsl::finished_at.eq(done.finished_at),
            dsl::expires_at.eq(done.expires_at),
            dsl::lease_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await?;
    Ok(changed == 1)
}

/// Ends a job without a file.
pub(super) async fn fail(conn: &mut Pg, job: &JobRow, error: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(export_jobs::table)
        .filter(held(job))
        .set((
            dsl::state.eq("failed"),
            dsl::error.eq(error),
            dsl::finished_at.eq(now),
            dsl::lease_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Lets another replica begin a job anew, at once; the try does not count.
pub(super) async fn give_back(conn: &mut Pg, job: &JobRow) -> QueryResult<()> {
    diesel::update(export_jobs::table)
        .filter(held(job))
        .set((
            dsl::state.eq("waiting"),
            dsl::rows.eq(0),
            dsl::attempts.eq(job.attempts - 1),
            dsl::lease_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Marks the jobs whose files' time is over, and gives them.
pub(super) async fn expire(conn: &mut Pg, now: DateTime<Utc>) -> QueryResult<Vec<JobRow>> {
    let over = export_jobs::table.filter(dsl::state.eq("done").and(dsl::expires_at.lt(now).assume_not_null()));
    let ids: Vec<Uuid> = over.select(dsl::id).for_update().skip_locked().load(conn).await?;
    diesel::update(export_jobs::table.filter(dsl::id.eq_any(ids)))
        .set(dsl::state.eq("expired"))
        .returning(JobRow::as_returning())
        .get_results(conn)
        .await
}

impl JobRow {
    /// Where the file of a try is. Each has its own, so that a replica that is late overwrites nothing.
    pub(super) fn key(&self, attempt: i32) -> String {
        format!("exports/{}-{attempt}.xlsx", self.id)
    }

    /// Where the file is.
    pub(super) fn file_key(&self) -> String {
        self.key(self.attempts)
    }
}
