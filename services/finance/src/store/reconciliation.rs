//! Reconciliation runs and what they found.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use super::schema::{reconciliation_differences as differences, reconciliation_runs as runs, surcharge_incomes as incomes};
use crate::domain::{
    id::RunId,
    reconciliation::{Difference, Reconciliation},
};

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
    /// When a later look at the day found the same again.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Water's items.
    pub water_count: Option<i32>,
    /// Water's net amount, fen.
    pub water_fen: Option<i64>,
    /// Finance's items.
    pub finance_count: Option<i32>,
    /// Finance's net amount, fen.
    pub finance_fen: Option<i64>,
    /// Payments on which the sides do not agree.
    pub difference_count: Option<i32>,
}

/// A difference that a run found.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
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

/// Takes back a pending run that nobody else goes on with.
pub async fn withdraw(conn: &mut Pg, id: RunId) -> QueryResult<()> {
    let is_nobodys = runs::state.eq("pending").and(runs::attempts.eq(1));
    diesel::delete(runs::table.find(id.uuid()).filter(is_nobodys))
        .execute(conn)
        .await
        .map(drop)
}

/// Notes why an attempt did not succeed; the run stays pending.
pub async fn note_failure(conn: &mut Pg, id: RunId, reason: &str) -> QueryResult<()> {
    diesel::update(runs::table.find(id.uuid()).filter(runs::state.eq("pending")))
        .set(runs::failure.eq(reason))
        .execute(conn)
        .await
        .map(drop)
}

/// What a completed run says, without who asked for it and when.
#[derive(AsChangeset)]
#[diesel(table_name = runs, treat_none_as_null = true)]
struct Outcome {
    state: &'static str,
    failure: Option<String>,
    completed_at: DateTime<Utc>,
    water_count: i32,
    water_fen: i64,
    finance_count: i32,
    finance_fen: i64,
    difference_count: i32,
}

impl Outcome {
    fn of(result: &Reconciliation, now: DateTime<Utc>) -> Self {
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Self {
            state: if result.agrees() { "balanced" } else { "different" },
            failure: None,
            completed_at: now,
            water_count: count(result.water.count),
            water_fen: result.water.net.fen(),
            finance_count: count(result.finance.count),
            finance_fen: result.finance.net.fen(),
            difference_count: count(result.differences.len()),
        }
    }
}

/// Completes a pending run. False when somebody else has completed it meanwhile.
pub async fn complete(conn: &mut Pg, id: RunId, result: &Reconciliation, now: DateTime<Utc>) -> QueryResult<bool> {
    let completed = diesel::update(runs::table.find(id.uuid()).filter(runs::state.eq("pending")))
        .set(Outcome::of(result, now))
        .execute(conn)
        .await?;
    if completed == 0 {
        return Ok(false);
    }
    let rows = difference_rows(id, result);
    // PostgreSQL takes at most 65,535 parameters in a statement.
    for chunk in rows.chunks(5_000) {
        diesel::insert_into(differences::table).values(chunk).execute(conn).await?;
    }
    Ok(true)
}

/// The differences as rows, in the order in which they are read back.
fn difference_rows(id: RunId, result: &Reconciliation) -> Vec<DifferenceRow> {
    let row = |difference: &Difference| DifferenceRow {
        run_id: id.uuid(),
        payment_id: difference.payment.uuid(),
        kind: difference.kind.as_str().to_owned(),
        fault: difference.fault.as_str().to_owned(),
        water_fen: difference.water.map(rules::Money::fen),
        finance_fen: difference.finance.map(rules::Money::fen),
    };
    result.differences.iter().map(row).collect()
}

/// Notes on the day's newest completed run that it was found again, and gives it. None when there is none, or when it
/// says something else: then the day needs a run of its own.
pub async fn confirm(conn: &mut Pg, day: NaiveDate, result: &Reconciliation, now: DateTime<Utc>) -> QueryResult<Option<RunId>> {
    let Some(newest) = newest_completed(conn, day).await? else {
        return Ok(None);
    };
    let outcome = Outcome::of(result, now);
    let counts = (
        Some(outcome.water_count),
        Some(outcome.water_fen),
        Some(outcome.finance_count),
        Some(outcome.finance_fen),
    );
    let stored = (newest.water_count, newest.water_fen, newest.finance_count, newest.finance_fen);
    let id = RunId::from(newest.id);
    if stored != counts || find_differences(conn, id, None, i64::MAX).await? != difference_rows(id, result) {
        return Ok(None);
    }
    diesel::update(runs::table.find(newest.id))
        .set(runs::confirmed_at.eq(now))
        .execute(conn)
        .await?;
    Ok(Some(id))
}

/// Makes others who would count what is left of a day wait until the end of the transaction.
pub async fn hold_day(conn: &mut Pg, day: NaiveDate) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext('reconciliation'), $1 - date '2000-01-01')")
        .bind::<sql_types::Date, _>(day)
        .execute(conn)
        .await
        .map(drop)
}

/// The day's run that was completed last.
pub async fn newest_completed(conn: &mut Pg, day: NaiveDate) -> QueryResult<Option<RunRow>> {
    runs::table
        .filter(runs::day.eq(day).and(runs::state.ne("pending")))
        .order((runs::completed_at.desc(), runs::id.desc()))
        .select(RunRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// A run.
pub async fn find(conn: &mut Pg, id: RunId) -> QueryResult<Option<RunRow>> {
    runs::table.find(id.uuid()).select(RunRow::as_select()).first(conn).await.optional()
}

/// A run's differences by payment and kind, after a position.
pub async fn find_differences(conn: &mut Pg, id: RunId, after: Option<(Uuid, String)>, limit: i64) -> QueryResult<Vec<DifferenceRow>> {
    let mut query = differences::table
        .filter(differences::run_id.eq(id.uuid()))
        .order((differences::payment_id, differences::kind))
        .limit(limit)
        .select(DifferenceRow::as_select())
        .into_boxed();
    if let Some((payment, kind)) = after {
        query = query.filter(
            differences::payment_id
                .gt(payment)
                .or(differences::payment_id.eq(payment).and(differences::kind.gt(kind))),
        );
    }
    query.load(conn).await
}

/// How many differences of each of these runs are explained: their case, which names day, payment, fault and amounts
/// (`difference_case::key`), was approved.
pub async fn explained_counts(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<HashMap<Uuid, i64>> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = sql_types::Uuid)]
        run_id: Uuid,
        #[diesel(sql_type = sql_types::BigInt)]
        explained: i64,
    }
    let rows: Vec<Count> = diesel::sql_query(
        "SELECT d.run_id, count(*) AS explained
         FROM reconciliation_differences d
         JOIN reconciliation_runs r ON r.id = d.run_id
         JOIN cases c ON c.entity = 'reconciliation_difference' AND c.state = 'approved' AND c.entity_id = concat_ws('/',
             r.day, d.payment_id, d.kind, d.fault, coalesce(d.water_fen::text, '-'), coalesce(d.finance_fen::text, '-'))
         WHERE d.run_id = ANY ($1) GROUP BY d.run_id",
    )
    .bind::<sql_types::Array<sql_types::Uuid>, _>(ids)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.run_id, row.explained)).collect())
}

/// How many differences a run has.
pub async fn count_differences_of(conn: &mut Pg, id: RunId) -> QueryResult<i64> {
    differences::table
        .filter(differences::run_id.eq(id.uuid()))
        .count()
        .get_result(conn)
        .await
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

/// Whether a day has a pending run, and whether it has a completed one.
pub async fn states_of(conn: &mut Pg, day: NaiveDate) -> QueryResult<(bool, bool)> {
    let states: Vec<String> = runs::table
        .filter(runs::day.eq(day))
        .select(runs::state)
        .distinct()
        .load(conn)
        .await?;
    let is_pending = |state: &String| state == "pending";
    Ok((states.iter().any(is_pending), !states.iter().all(is_pending)))
}

/// The first day that the books know of: of a booking or of a run.
pub async fn first_day(conn: &mut Pg) -> QueryResult<Option<NaiveDate>> {
    let booked: Option<NaiveDate> = incomes::table.select(diesel::dsl::min(incomes::paid_on)).first(conn).await?;
    let looked_at: Option<NaiveDate> = runs::table.select(diesel::dsl::min(runs::day)).first(conn).await?;
    Ok(booked.into_iter().chain(looked_at).min())
}

/// Days from `first` on that were looked at, with an outcome, at or after a moment.
pub async fn days_seen_since(conn: &mut Pg, first: NaiveDate, moment: DateTime<Utc>) -> QueryResult<Vec<NaiveDate>> {
    runs::table
        .filter(runs::day.ge(first))
        .filter(runs::completed_at.ge(moment).or(runs::confirmed_at.ge(moment)))
        .select(runs::day)
        .distinct()
        .load(conn)
        .await
}

/// Differences in the newest completed runs of the days from `first` on.
pub async fn count_differences(conn: &mut Pg, first: NaiveDate) -> QueryResult<i64> {
    let newest: Vec<(NaiveDate, Option<i32>)> = runs::table
        .filter(runs::day.ge(first).and(runs::state.ne("pending")))
        .distinct_on(runs::day)
        .order((runs::day, runs::completed_at.desc(), runs::id.desc()))
        .select((runs::day, runs::difference_count))
        .load(conn)
        .await?;
    Ok(newest.iter().filter_map(|(_, count)| *count).map(i64::from).sum())
}
