//! Villages that declare.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;

use crate::store::schema::reward_villages::{self, dsl};

/// A village.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reward_villages, treat_none_as_null = true)]
pub struct VillageRow {
    /// Code of its unit.
    pub code: String,
    /// Name.
    pub name: String,
    /// Town.
    pub town: String,
    /// Surface-water district of its reformed land.
    pub district: Option<String>,
    /// Account: holder, …
    pub account_name: Option<String>,
    /// … bank, …
    pub account_bank: Option<String>,
    /// … and number.
    pub account_number: Option<String>,
    /// Whether it belongs to the demonstration.
    pub demonstration: bool,
    /// Version.
    pub version: i32,
    /// Who recorded it last.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Stores a new village.
pub async fn insert(conn: &mut Pg, row: &VillageRow) -> QueryResult<()> {
    diesel::insert_into(reward_villages::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a changed village.
pub async fn update(conn: &mut Pg, row: &VillageRow) -> QueryResult<()> {
    diesel::update(dsl::reward_villages.find(&row.code))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Marks a village as invented.
pub async fn mark_demonstration(conn: &mut Pg, code: &str) -> QueryResult<()> {
    diesel::update(dsl::reward_villages.find(code))
        .set(dsl::demonstration.eq(true))
        .execute(conn)
        .await
        .map(drop)
}

/// A village, if in scope.
pub async fn find(conn: &mut Pg, code: &str) -> QueryResult<Option<VillageRow>> {
    dsl::reward_villages
        .find(code)
        .select(VillageRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The same, locked.
pub async fn lock(conn: &mut Pg, code: &str) -> QueryResult<Option<VillageRow>> {
    let found = dsl::reward_villages.find(code).select(VillageRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// All villages of a town.
pub async fn of_town(conn: &mut Pg, town: &str) -> QueryResult<Vec<VillageRow>> {
    dsl::reward_villages
        .filter(dsl::town.eq(town))
        .order(dsl::code)
        .select(VillageRow::as_select())
        .load(conn)
        .await
}

/// Villages by code, after a position.
pub async fn list(conn: &mut Pg, town: Option<&str>, after: Option<String>, limit: i64) -> QueryResult<Vec<VillageRow>> {
    let mut query = dsl::reward_villages
        .order(dsl::code)
        .limit(limit)
        .select(VillageRow::as_select())
        .into_boxed();
    if let Some(town) = town {
        query = query.filter(dsl::town.eq(town.to_owned()));
    }
    if let Some(after) = after {
        query = query.filter(dsl::code.gt(after));
    }
    query.load(conn).await
}
