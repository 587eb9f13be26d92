//! What people have reported, and how to reach them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use super::schema::{
    violation_reporters,
    violation_reports::{self, dsl},
};

/// A report, without who made it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = violation_reports, treat_none_as_null = true)]
pub struct ReportRow {
    /// Identity; made by the sender.
    pub id: Uuid,
    /// To follow it up by.
    pub number: String,
    /// [`crate::domain::violation_report::ReportedAct`].
    pub act: String,
    /// Town.
    pub town: String,
    /// Where.
    pub place: String,
    /// In the sender's words.
    pub description: String,
    /// When it was seen.
    pub occurred_on: Option<NaiveDate>,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// [`crate::domain::violation_report::ReportState`].
    pub state: String,
    /// [`crate::domain::violation_report::ReportFinding`].
    pub finding: Option<String>,
    /// How it was looked into.
    pub finding_note: Option<String>,
    /// Who looked into it.
    pub verified_by: Option<String>,
    /// When.
    pub verified_at: Option<DateTime<Utc>>,
    /// What came of it; whoever follows it up reads it.
    pub result: Option<String>,
    /// Who dealt with it.
    pub handled_by: Option<String>,
    /// When.
    pub handled_at: Option<DateTime<Utc>>,
    /// The user whom it concerns, once that is known.
    pub user_id: Option<Uuid>,
    /// Made up for the demonstration county.
    pub demonstration: bool,
    /// For `If-Match`.
    pub version: i32,
}

/// How to reach whoever reported.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = violation_reporters)]
pub struct ReporterRow {
    /// Report.
    pub report_id: Uuid,
    /// Name.
    pub name: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
}

/// What a list is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// State.
    pub state: Option<String>,
    /// Act.
    pub act: Option<String>,
    /// Town.
    pub town: Option<String>,
}

/// Stores a report, and how to reach its sender where that is known.
pub async fn insert(conn: &mut Pg, row: &ReportRow, reporter: Option<&ReporterRow>) -> QueryResult<()> {
    diesel::insert_into(violation_reports::table).values(row).execute(conn).await?;
    if let Some(reporter) = reporter {
        diesel::insert_into(violation_reporters::table)
            .values(reporter)
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// Stores what became of it.
pub async fn update(conn: &mut Pg, row: &ReportRow) -> QueryResult<()> {
    diesel::update(dsl::violation_reports.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One report, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ReportRow>> {
    let found = dsl::violation_reports.find(id).select(ReportRow::as_select());
    found.first(conn).await.optional()
}

/// The report of a follow-up number.
pub async fn find_by_number(conn: &mut Pg, number: &str) -> QueryResult<Option<ReportRow>> {
    let found = dsl::violation_reports.filter(dsl::number.eq(number)).select(ReportRow::as_select());
    found.first(conn).await.optional()
}

/// One report, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ReportRow>> {
    let found = dsl::violation_reports.find(id).select(ReportRow::as_select());
    found.for_no_key_update().first(conn).await.optional()
}

/// Reports, the newest first by number of arrival, before a position.
pub async fn list(conn: &mut Pg, filter: &ReportFilter, before: Option<(DateTime<Utc>, Uuid)>, limit: i64) -> QueryResult<Vec<ReportRow>> {
    let mut query = dsl::violation_reports
        .order((dsl::received_at.desc(), dsl::id.desc()))
        .limit(limit)
        .select(ReportRow::as_select())
        .into_boxed();
    if let Some(state) = &filter.state {
        query = query.filter(dsl::state.eq(state));
    }
    if let Some(act) = &filter.act {
        query = query.filter(dsl::act.eq(act));
    }
    if let Some(town) = &filter.town {
        query = query.filter(dsl::town.eq(town));
    }
    if let Some((at, id)) = before {
        query = query.filter(dsl::received_at.lt(at).or(dsl::received_at.eq(at).and(dsl::id.lt(id))));
    }
    query.load(conn).await
}

/// How to reach the senders of these reports; those who said nothing are absent.
pub async fn reporters_of(conn: &mut Pg, reports: &[Uuid]) -> QueryResult<HashMap<Uuid, ReporterRow>> {
    let rows: Vec<ReporterRow> = violation_reporters::table
        .filter(violation_reporters::report_id.eq_any(reports))
        .select(ReporterRow::as_select())
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.report_id, row)).collect())
}
