//! Reconciliation runs and what they found.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use super::schema::{reconciliation_differences as differences, reconciliation_runs as runs};
use crate::domain::{id::RunId, reconciliation::Reconciliation};

/// A run.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = runs)]
pub struct RunRow {
    /// Id.
    pub id: Uuid,
    /// Day that is reconciled.
    pub day: NaiveDate,
    /// `pending`, `balanced` or `different`.
    pub state: String,
    /// Who asked for it.
    pub requested_by: String,
    /// When.
    pub requested_at: DateTime<Utc>,
    /// How often water was asked.
    pub attempts: i32,
    /// Why the last attempt did not succeed.
    pub failure: Option<String>,
    /// When it was completed.
    pub completed_at: Option<DateTime<Utc>>,
    /// Water's items.
    pub water_count: Option<i32>,
    /// Water's net amount, fen.
    pub water_fen: Option<i64>,
    /// Finance's items.
    pub finance_count: Option<i32>,
    /// Finance's net amount, fen.
    pub finance_fen: Option<i64>,
}

/// A difference that a run found.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = differences)]
pub struct DifferenceRow {
    /// Run.
    pub run_id: Uuid,
    /// Payment.
    pub payment_id: Uuid,
    /// `collected` or `reversed`.
    pub kind: String,
    /// What is wrong.
    pub fault: String,
    /// Water's amount, fen.
    pub water_fen: Option<i64>,
    /// Finance's amount, fen.
    pub finance_fen: Option<i64>,
}

/// The day's pending run, made when there is none: asking again while water is down goes on with the same run.
pub async fn open(conn: &mut Pg, id: RunId, day: NaiveDate, requested_by: &str, now: DateTime<Utc>) -> QueryResult<RunRow> {
    diesel::insert_into(runs::table)
        .values((
            runs::id.eq(id.uuid()),
            runs::day.eq(day),
            runs::state.eq("pending"),
            runs::requested_by.eq(requested_by),
            runs::requested_at.eq(now),
            runs::attempts.eq(1),
        ))
        .on_conflict(runs::day)
        .filter_target(runs::state.eq("pending"))
        .do_update()
        .set(runs::attempts.eq(runs::attempts + 1))
        .returning(RunRow::as_select())
        .get_result(conn)
        .await
}

/// Notes why an attempt did not succeed; the run stays pending.
pub async fn note_failure(conn: &mut Pg, id: RunId, reason: &str) -> QueryResult<()> {
    diesel::update(runs::table.find(id.uuid()).filter(runs::state.eq("pending")))
        .set(runs::failure.eq(reason))
        .execute(conn)
        .await
        .map(drop)
}

/// Completes a pending run. False when somebody else has completed it meanwhile.
pub async fn complete(conn: &mut Pg, id: RunId, result: &Reconciliation, now: DateTime<Utc>) -> QueryResult<bool> {
    let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let completed = diesel::update(runs::table.find(id.uuid()).filter(runs::state.eq("pending")))
        .set((
            runs::state.eq(if result.agrees() { "balanced" } else { "different" }),
            runs::failure.eq(None::<String>),
            runs::completed_at.eq(now),
            runs::water_count.eq(count(result.water.count)),
            runs::water_fen.eq(result.water.net.fen()),
            runs::finance_count.eq(count(result.finance.count)),
            runs::finance_fen.eq(result.finance.net.fen()),
        ))
        .execute(conn)
        .await?;
    if completed == 0 {
        return Ok(false);
    }
    let rows: Vec<_> = result
        .differences
        .iter()
        .map(|difference| DifferenceRow {
            run_id: id.uuid(),
            payment_id: difference.payment.uuid(),
            kind: difference.kind.as_str().to_owned(),
            fault: difference.fault.as_str().to_owned(),
            water_fen: difference.water.map(rules::Money::fen),
            finance_fen: difference.finance.map(rules::Money::fen),
        })
        .collect();
    // PostgreSQL takes at most 65,535 parameters in a statement.
    for chunk in rows.chunks(5_000) {
        diesel::insert_into(differences::table).values(chunk).execute(conn).await?;
    }
    Ok(true)
}

/// A run with its differences.
pub async fn find(conn: &mut Pg, id: RunId) -> QueryResult<Option<(RunRow, Vec<DifferenceRow>)>> {
    let Some(run) = runs::table
        .find(id.uuid())
        .select(RunRow::as_select())
        .first(conn)
        .await
        .optional()?
    else {
        return Ok(None);
    };
    let found = differences::table
        .filter(differences::run_id.eq(id.uuid()))
        .order((differences::payment_id, differences::kind))
        .select(DifferenceRow::as_select())
        .load(conn)
        .await?;
    Ok(Some((run, found)))
}

/// Which runs are wanted.
#[derive(Debug, Clone, Default)]
pub struct RunFilter {
    /// Of this day or later.
    pub from: Option<NaiveDate>,
    /// Of this day or earlier.
    pub to: Option<NaiveDate>,
    /// In this state.
    pub state: Option<String>,
}

/// Runs, latest day first, after a position.
pub async fn list(conn: &mut Pg, filter: &RunFilter, after: Option<(NaiveDate, Uuid)>, limit: i64) -> QueryResult<Vec<RunRow>> {
    let mut query = runs::table
        .select(RunRow::as_select())
        .order((runs::day.desc(), runs::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(from) = filter.from {
        query = query.filter(runs::day.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(runs::day.le(to));
    }
    if let Some(state) = &filter.state {
        query = query.filter(runs::state.eq(state));
    }
    if let Some((day, id)) = after {
        query = query.filter(runs::day.lt(day).or(runs::day.eq(day).and(runs::id.lt(id))));
    }
    query.load(conn).await
}

/// Days with a pending run, oldest first.
pub async fn pending_days(conn: &mut Pg) -> QueryResult<Vec<NaiveDate>> {
    runs::table
        .filter(runs::state.eq("pending"))
        .order(runs::day)
        .select(runs::day)
        .load(conn)
        .await
}

/// The latest day that was reconciled after it had ended; a run of the same day does not know what came later.
pub async fn latest_final_day(conn: &mut Pg, until: NaiveDate) -> QueryResult<Option<NaiveDate>> {
    let after_its_end =
        diesel::dsl::sql::<diesel::sql_types::Bool>("coalesce(completed_at >= (day + 1)::timestamp AT TIME ZONE INTERVAL '+08:00', false)");
    runs::table
        .filter(runs::day.le(until))
        .filter(after_its_end)
        .select(diesel::dsl::max(runs::day))
        .first(conn)
        .await
}
