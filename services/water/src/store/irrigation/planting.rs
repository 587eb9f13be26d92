//! What a party has planted in a year.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    domain::irrigation::PerCrop,
    store::{
        INSERT_ROWS,
        irrigation::areas,
        schema::irrigation_plantings::{self, dsl},
    },
};

/// What has been planted, 1/10000 mu.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = irrigation_plantings)]
pub struct PlantingRow {
    /// Identity.
    pub id: Uuid,
    /// Whose fields.
    pub party_id: Uuid,
    /// Calendar year.
    pub year: i32,
    /// Grain.
    pub grain_e4: i64,
    /// Economic crops.
    pub economic_e4: i64,
    /// Other crops.
    pub other_e4: i64,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// For `If-Match`.
    pub version: i32,
}

impl PlantingRow {
    /// Mu per crop.
    pub fn areas(&self) -> PerCrop<Exact> {
        areas(self.grain_e4, self.economic_e4, self.other_e4)
    }
}

/// Stores plantings.
pub async fn insert(conn: &mut Pg, rows: &[PlantingRow]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERT_ROWS) {
        diesel::insert_into(irrigation_plantings::table).values(chunk).execute(conn).await?;
    }
    Ok(())
}

/// Corrects one; the database refuses it once bills rest on it.
pub async fn update(conn: &mut Pg, row: &PlantingRow) -> QueryResult<()> {
    diesel::update(dsl::irrigation_plantings.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<PlantingRow>> {
    let found = dsl::irrigation_plantings.find(id).select(PlantingRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// What a party has planted in a year.
pub async fn of_year(conn: &mut Pg, party_id: Uuid, year: i32) -> QueryResult<Option<PlantingRow>> {
    let of = dsl::party_id.eq(party_id).and(dsl::year.eq(year));
    let found = dsl::irrigation_plantings.filter(of).select(PlantingRow::as_select());
    found.first(conn).await.optional()
}

/// All years of a party, the latest first.
pub async fn of_party(conn: &mut Pg, party_id: Uuid) -> QueryResult<Vec<PlantingRow>> {
    dsl::irrigation_plantings
        .filter(dsl::party_id.eq(party_id))
        .order(dsl::year.desc())
        .select(PlantingRow::as_select())
        .load(conn)
        .await
}
