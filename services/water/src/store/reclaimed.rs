//! Reclaimed water: systems and what hangs on them.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::schema::{reclaimed_incidents, reclaimed_stops, reclaimed_systems, reclaimed_tests, reclaimed_users};

/// A system with its managing unit.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reclaimed_systems, treat_none_as_null = true)]
pub struct SystemRow {
    /// Identity.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// [`crate::domain::reclaimed::SystemKind`].
    pub kind: String,
    /// Managing unit.
    pub manager: String,
    /// Its telephone number.
    #[serde(skip)]
    pub manager_phone: Option<String>,
    /// Code of the town.
    pub town: String,
    /// [`crate::domain::reclaimed::Source`].
    pub source: String,
    /// Whether the source is disinfected.
    pub disinfected: bool,
    /// Whether its pipes are apart from drinking water.
    pub separate_pipes: bool,
    /// Whether pipes and outlets are labelled.
    pub labelled: bool,
    /// [`crate::domain::reclaimed::Use`].
    pub uses: Vec<String>,
    /// [`crate::domain::reclaimed::SystemState`].
    pub state: String,
    /// Whether it belongs to the demonstration county.
    pub demonstration: bool,
    /// Who registered it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// For `If-Match`.
    pub version: i32,
}

/// A user of a system.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = reclaimed_users)]
pub struct UserRow {
    /// Identity.
    pub id: Uuid,
    /// System.
    pub system_id: Uuid,
    /// Name.
    pub name: String,
    /// Telephone number.
    #[serde(skip)]
    pub phone: Option<String>,
    /// [`crate::domain::reclaimed::Use`].
    pub uses: Vec<String>,
    /// Since when.
    pub connected_on: NaiveDate,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// A routine test.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = reclaimed_tests)]
pub struct TestRow {
    /// Identity.
    pub id: Uuid,
    /// System.
    pub system_id: Uuid,
    /// Day.
    pub taken_on: NaiveDate,
    /// Number of the report.
    pub report: String,
    /// Indicator → measured value.
    pub results: Value,
    /// What was over the strictest standard, in words.
    pub exceeded: Vec<String>,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reclaimed_incidents, treat_none_as_null = true)]
pub struct IncidentRow {
    /// Identity.
    pub id: Uuid,
    /// System.
    pub system_id: Uuid,
    /// Number.
    pub number: String,
    /// [`crate::domain::reclaimed::IncidentKind`].
    pub kind: String,
    /// The test that showed it.
    pub test_id: Option<Uuid>,
    /// In words.
    pub detail: String,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// When supply was stopped.
    pub stopped_at: DateTime<Utc>,
    /// How many users a message went to.
    pub users_told: i32,
    /// How many have no telephone number on record.
    pub users_untold: i32,
    /// Who recorded it.
    pub recorded_by: String,
    /// When it was repaired.
    pub repaired_on: Option<NaiveDate>,
    /// How.
    pub repair: Option<String>,
    /// When supply went on.
    pub resumed_at: Option<DateTime<Utc>>,
    /// Who let it.
    pub resumed_by: Option<String>,
    /// For `If-Match`.
    pub version: i32,
}

/// A planned stop.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reclaimed_stops, treat_none_as_null = true)]
pub struct StopRow {
    /// Identity.
    pub id: Uuid,
    /// System.
    pub system_id: Uuid,
    /// Its name.
    pub system_name: String,
    /// Code of the town.
    pub town: String,
    /// Where water is missing.
    pub area: String,
    /// Why.
    pub reason: String,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
    /// When users were told.
    pub announced_at: DateTime<Utc>,
    /// Who told them.
    pub announced_by: String,
    /// How many users a message went to.
    pub users_told: i32,
    /// How many have no telephone number on record.
    pub users_untold: i32,
    /// When it was given up.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// By whom.
    pub cancelled_by: Option<String>,
    /// For `If-Match`.
    pub version: i32,
}

/// Stores a system.
pub async fn insert_system(conn: &mut Pg, row: &SystemRow) -> QueryResult<()> {
    diesel::insert_into(reclaimed_systems::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a changed system.
pub async fn update_system(conn: &mut Pg, row: &SystemRow) -> QueryResult<()> {
    diesel::update(reclaimed_systems::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// A system, if in scope.
pub async fn find_system(conn: &mut Pg, id: Uuid) -> QueryResult<Option<SystemRow>> {
    reclaimed_systems::table
        .find(id)
        .select(SystemRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// A system, held until the transaction ends.
pub async fn lock_system(conn: &mut Pg, id: Uuid) -> QueryResult<Option<SystemRow>> {
    reclaimed_systems::table
        .find(id)
        .select(SystemRow::as_select())
        .for_no_key_update()
        .first(conn)
        .await
        .optional()
}

/// The incident, not held.
pub async fn find_incident(conn: &mut Pg, id: Uuid) -> QueryResult<Option<IncidentRow>> {
    reclaimed_incidents::table
        .find(id)
        .select(IncidentRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The system of a name, if in scope.
pub async fn find_by_name(conn: &mut Pg, name: &str) -> QueryResult<Option<SystemRow>> {
    reclaimed_systems::table
        .filter(reclaimed_systems::name.eq(name))
        .select(SystemRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// Systems, the newest first, before a position.
pub async fn list_systems(conn: &mut Pg, state: Option<&str>, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<SystemRow>> {
    let mut query = reclaimed_systems::table
        .order(reclaimed_systems::id.desc())
        .limit(limit)
        .select(SystemRow::as_select())
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(reclaimed_systems::state.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(reclaimed_systems::id.lt(before));
    }
    query.load(conn).await
}

/// Stores a user.
pub async fn insert_user(conn: &mut Pg, row: &UserRow) -> QueryResult<()> {
    diesel::insert_into(reclaimed_users::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The users of these systems.
pub async fn users_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<UserRow>> {
    reclaimed_users::table
        .filter(reclaimed_users::system_id.eq_any(ids))
        .order(reclaimed_users::id)
        .select(UserRow::as_select())
        .load(conn)
        .await
}

/// Stores a test.
pub async fn insert_test(conn: &mut Pg, row: &TestRow) -> QueryResult<()> {
    diesel::insert_into(reclaimed_tests::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The tests of these systems, the latest first.
pub async fn tests_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<TestRow>> {
    reclaimed_tests::table
        .filter(reclaimed_tests::system_id.eq_any(ids))
        .order((reclaimed_tests::taken_on.desc(), reclaimed_tests::id.desc()))
        .select(TestRow::as_select())
        .load(conn)
        .await
}

/// Stores an incident.
pub async fn insert_incident(conn: &mut Pg, row: &IncidentRow) -> QueryResult<()> {
    diesel::insert_into(reclaimed_incidents::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a changed incident.
pub async fn update_incident(conn: &mut Pg, row: &IncidentRow) -> QueryResult<()> {
    diesel::update(reclaimed_incidents::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// An incident, held until the transaction ends.
pub async fn lock_incident(conn: &mut Pg, id: Uuid) -> QueryResult<Option<IncidentRow>> {
    reclaimed_incidents::table
        .find(id)
        .select(IncidentRow::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()
}

/// The incidents of these systems, the latest first.
pub async fn incidents_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<IncidentRow>> {
    reclaimed_incidents::table
        .filter(reclaimed_incidents::system_id.eq_any(ids))
        .order(reclaimed_incidents::id.desc())
        .select(IncidentRow::as_select())
        .load(conn)
        .await
}

/// Stores a stop.
pub async fn insert_stop(conn: &mut Pg, row: &StopRow) -> QueryResult<()> {
    diesel::insert_into(reclaimed_stops::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a changed stop.
pub async fn update_stop(conn: &mut Pg, row: &StopRow) -> QueryResult<()> {
    diesel::update(reclaimed_stops::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// A stop, held until the transaction ends.
pub async fn lock_stop(conn: &mut Pg, id: Uuid) -> QueryResult<Option<StopRow>> {
    reclaimed_stops::table
        .find(id)
        .select(StopRow::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()
}

/// The stops of these systems, the latest first.
pub async fn stops_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<StopRow>> {
    reclaimed_stops::table
        .filter(reclaimed_stops::system_id.eq_any(ids))
        .order(reclaimed_stops::id.desc())
        .select(StopRow::as_select())
        .load(conn)
        .await
}

/// Stops that are not over and not given up, by their beginning, after a position.
pub async fn coming_stops(
    conn: &mut Pg,
    now: DateTime<Utc>,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> QueryResult<Vec<StopRow>> {
    let mut query = reclaimed_stops::table
        .filter(reclaimed_stops::ends_at.gt(now).and(reclaimed_stops::cancelled_at.is_null()))
        .order((reclaimed_stops::starts_at, reclaimed_stops::id))
        .limit(limit)
        .select(StopRow::as_select())
        .into_boxed();
    if let Some((starts_at, id)) = after {
        query = query.filter(
            reclaimed_stops::starts_at
                .gt(starts_at)
                .or(reclaimed_stops::starts_at.eq(starts_at).and(reclaimed_stops::id.gt(id))),
        );
    }
    query.load(conn).await
}
