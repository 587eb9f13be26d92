//! Seals of meters: put on and taken off, never forgotten.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use super::schema::{
    meter_seals::{self, dsl},
    meters,
};

/// A seal.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = meter_seals, treat_none_as_null = true)]
pub struct SealRow {
    /// Identity.
    pub id: Uuid,
    /// Meter.
    pub meter_id: Uuid,
    /// Number on the seal.
    pub number: String,
    /// Day.
    pub put_on: NaiveDate,
    /// By whom.
    pub put_on_by: String,
    /// Day on which it was taken off.
    pub taken_off: Option<NaiveDate>,
    /// By whom.
    pub taken_off_by: Option<String>,
    /// Why.
    pub taken_off_reason: Option<String>,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded that it was taken off.
    pub removal_recorded_by: Option<String>,
}

/// A seal with the number of its meter.
pub type SealOfMeter = (SealRow, String);

/// Stores a seal.
pub async fn insert(conn: &mut Pg, row: &SealRow) -> QueryResult<()> {
    diesel::insert_into(meter_seals::table).values(row).execute(conn).await.map(drop)
}

/// Stores that it was taken off.
pub async fn update(conn: &mut Pg, row: &SealRow) -> QueryResult<()> {
    diesel::update(dsl::meter_seals.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// The seal that a meter wears.
pub async fn worn_by(conn: &mut Pg, meter: Uuid) -> QueryResult<Option<SealRow>> {
    dsl::meter_seals
        .filter(dsl::meter_id.eq(meter).and(dsl::taken_off.is_null()))
        .select(SealRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// A seal of a meter.
pub async fn find(conn: &mut Pg, meter: Uuid, id: Uuid) -> QueryResult<Option<SealRow>> {
    let found = dsl::meter_seals.filter(dsl::id.eq(id).and(dsl::meter_id.eq(meter)));
    found.select(SealRow::as_select()).first(conn).await.optional()
}

/// The last day on which a seal of a meter was put on or taken off.
pub async fn last_day(conn: &mut Pg, meter: Uuid) -> QueryResult<Option<NaiveDate>> {
    let rows: Vec<(NaiveDate, Option<NaiveDate>)> = dsl::meter_seals
        .filter(dsl::meter_id.eq(meter))
        .select((dsl::put_on, dsl::taken_off))
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|(on, off)| off.unwrap_or(on)).max())
}

/// Seals, the newest first, before a position: of one meter or by number, worn or not.
pub async fn list(
    conn: &mut Pg,
    meter: Option<Uuid>,
    number: Option<&str>,
    is_worn: Option<bool>,
    before: Option<Uuid>,
    limit: i64,
) -> QueryResult<Vec<SealOfMeter>> {
    let mut query = meter_seals::table
        .inner_join(meters::table)
        .order(dsl::id.desc())
        .limit(limit)
        .select((SealRow::as_select(), meters::number))
        .into_boxed();
    if let Some(meter) = meter {
        query = query.filter(dsl::meter_id.eq(meter));
    }
    if let Some(number) = number {
        let pattern = super::containing(number);
        query = query.filter(dsl::number.ilike(pattern.clone()).or(meters::number.ilike(pattern)));
    }
    query = match is_worn {
        Some(true) => query.filter(dsl::taken_off.is_null()),
        Some(false) => query.filter(dsl::taken_off.is_not_null()),
        None => query,
    };
    if let Some(before) = before {
        query = query.filter(dsl::id.lt(before));
    }
    query.load(conn).await
}
