//! Incident reports, as they were received.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde_json::Value;
use uuid::Uuid;

diesel::table! {
    #[expect(missing_docs, reason = "tables and columns are explained in the migrations")]
    incident_reports (incident_id) {
        incident_id -> Uuid,
        number -> Text,
        system_name -> Text,
        manager -> Text,
        town -> Text,
        kind -> Text,
        detail -> Text,
        occurred_at -> Timestamptz,
        stopped_at -> Timestamptz,
        users_told -> Integer,
        users_untold -> Integer,
        source -> Text,
        plan -> Nullable<Text>,
        grade -> Nullable<Text>,
        payload -> Jsonb,
        received_at -> Timestamptz,
    }
}

/// A report as it was received.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = incident_reports)]
pub struct ReportRow {
    /// The incident, as water knows it; one report each.
    pub incident_id: Uuid,
    /// Its number at the water bureau.
    pub number: String,
    /// The reclaimed-water system.
    pub system_name: String,
    /// Its managing unit.
    pub manager: String,
    /// Code of the town.
    pub town: String,
    /// `limit_exceeded` or `other`.
    pub kind: String,
    /// In words.
    pub detail: String,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// When the supply was stopped.
    pub stopped_at: DateTime<Utc>,
    /// How many users a message went to.
    pub users_told: i32,
    /// How many are told in person.
    pub users_untold: i32,
    /// The department that reported it.
    pub source: String,
    /// The plan somebody assigned; none.
    pub plan: Option<String>,
    /// The grade by that plan; none.
    pub grade: Option<String>,
    /// The message as it came.
    pub payload: Value,
    /// When.
    pub received_at: DateTime<Utc>,
}

/// What was received of an incident.
pub async fn payload_of(conn: &mut Pg, incident: Uuid) -> QueryResult<Option<Value>> {
    incident_reports::table
        .find(incident)
        .select(incident_reports::payload)
        .first(conn)
        .await
        .optional()
}

/// Stores a report.
pub async fn insert(conn: &mut Pg, row: &ReportRow) -> QueryResult<()> {
    diesel::insert_into(incident_reports::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Reports in scope, the newest first, before a position.
pub async fn list(conn: &mut Pg, before: Option<(DateTime<Utc>, Uuid)>, limit: i64) -> QueryResult<Vec<ReportRow>> {
    use incident_reports::{incident_id, received_at};
    let mut query = incident_reports::table
        .order((received_at.desc(), incident_id.desc()))
        .limit(limit)
        .select(ReportRow::as_select())
        .into_boxed();
    if let Some((moment, id)) = before {
        query = query.filter(received_at.lt(moment).or(received_at.eq(moment).and(incident_id.lt(id))));
    }
    query.load(conn).await
}
