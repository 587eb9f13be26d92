//! How much water a district may share out in a year, and the decisions that have cut it.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    domain::{code::Coded, irrigation::District},
    store::schema::{irrigation_right_cuts, irrigation_years},
};

/// A district's water of a year, litres.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = irrigation_years)]
pub struct YearRow {
    /// District.
    pub district: String,
    /// Calendar year.
    pub year: i32,
    /// Permit.
    pub permit_milli: i64,
    /// What may be shared out.
    pub ceiling_milli: i64,
}

/// A decision that a district's right of a year is cut.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = irrigation_right_cuts)]
pub struct CutRow {
    /// Identity.
    pub id: Uuid,
    /// District.
    pub district: String,
    /// Calendar year whose right is cut.
    pub year: i32,
    /// Number of the decision.
    pub decision_number: String,
    /// Its day.
    pub decided_on: NaiveDate,
    /// Why.
    pub ground: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Makes sure that the year is there, and holds it until the transaction ends: rights of the district and year wait here.
pub async fn hold(conn: &mut Pg, new: &YearRow) -> QueryResult<YearRow> {
    diesel::insert_into(irrigation_years::table)
        .values(new)
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    irrigation_years::table
        .find((&new.district, new.year))
        .select(YearRow::as_select())
        .for_update()
        .first(conn)
        .await
}

/// A district's year, where something has been shared out or cut.
pub async fn find(conn: &mut Pg, district: District, year: i32) -> QueryResult<Option<YearRow>> {
    let found = irrigation_years::table.find((district.code(), year)).select(YearRow::as_select());
    found.first(conn).await.optional()
}

/// The last year with rights, of any district.
pub async fn last(conn: &mut Pg) -> QueryResult<Option<i32>> {
    irrigation_years::table
        .select(diesel::dsl::max(irrigation_years::year))
        .first(conn)
        .await
}

/// Lowers what may be shared out.
pub async fn lower(conn: &mut Pg, row: &YearRow) -> QueryResult<()> {
    diesel::update(irrigation_years::table.find((&row.district, row.year)))
        .set(irrigation_years::ceiling_milli.eq(row.ceiling_milli))
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a cut.
pub async fn insert_cut(conn: &mut Pg, row: &CutRow) -> QueryResult<()> {
    diesel::insert_into(irrigation_right_cuts::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The cut of a district and year.
pub async fn find_cut(conn: &mut Pg, district: District, year: i32) -> QueryResult<Option<CutRow>> {
    let of = irrigation_right_cuts::district
        .eq(district.code())
        .and(irrigation_right_cuts::year.eq(year));
    irrigation_right_cuts::table
        .filter(of)
        .select(CutRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// Cuts, the latest first, before a position.
pub async fn cuts(conn: &mut Pg, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<CutRow>> {
    let mut query = irrigation_right_cuts::table
        .order(irrigation_right_cuts::id.desc())
        .limit(limit)
        .select(CutRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(irrigation_right_cuts::id.lt(before));
    }
    query.load(conn).await
}
