//! Waterings. Append-only; a correction is a new one that names the one it replaces.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    dsl::{not, sql},
    prelude::*,
    sql_types::{Bool, Text},
};
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Mark, Paging, SortColumn, SortKind, Sorting},
    },
};
use serde::Serialize;
use uuid::Uuid;

use super::party::PartyRow;
use crate::store::{
    INSERT_ROWS, containing,
    schema::{
        irrigation_parties,
        waterings::{self, dsl},
    },
};

/// Whether another watering has taken a watering's place.
const REPLACED: &str = "EXISTS (SELECT FROM waterings AS later WHERE later.replaces = waterings.id)";
/// Whether a bill charges a watering.
const BILLED: &str = "EXISTS (SELECT FROM irrigation_bill_waterings WHERE watering_id = waterings.id AND NOT cancelled)";

/// A watering. Volume in litres, area in 1/10000 mu.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = waterings)]
pub struct WateringRow {
    /// Identity.
    pub id: Uuid,
    /// Whose water.
    pub party_id: Uuid,
    /// Crop class.
    pub crop: String,
    /// Day.
    pub watered_on: NaiveDate,
    /// Volume.
    pub volume_milli: i64,
    /// Area watered.
    pub area_e4: i64,
    /// How it was measured.
    pub method: String,
    /// The watering that it replaces.
    pub replaces: Option<Uuid>,
    /// Why.
    pub reason: Option<String>,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// What has become of a watering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Whether another has replaced it.
    pub is_replaced: bool,
    /// Whether a bill charges it.
    pub is_billed: bool,
}

/// How a list of waterings can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("watered_on", "waterings.watered_on", SortKind::Day),
        SortColumn::new("volume", "waterings.volume_milli", SortKind::Whole),
        SortColumn::new("party_code", "irrigation_parties.code", SortKind::Text),
    ],
    unique: SortColumn::new("id", "waterings.id", SortKind::Id),
    default: "-watered_on",
};

/// Which waterings are wanted; absent: all.
#[derive(Debug, Clone, Default)]
pub struct WateringFilter {
    /// Party.
    pub party_id: Option<Uuid>,
    /// District code.
    pub district: Option<&'static str>,
    /// Crop class.
    pub crop: Option<&'static str>,
    /// First and last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Whose code or name contains this.
    pub text: Option<String>,
}

/// Stores waterings; the database refuses what is on record, and a correction of what has been billed.
pub async fn insert(conn: &mut Pg, rows: &[WateringRow]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERT_ROWS) {
        diesel::insert_into(waterings::table).values(chunk).execute(conn).await?;
    }
    Ok(())
}

/// One, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<WateringRow>> {
    let found = dsl::waterings.find(id).select(WateringRow::as_select());
    found.first(conn).await.optional()
}

/// Holds a party's water until the transaction ends: whoever records, corrects or bills it waits.
pub async fn hold_party(conn: &mut Pg, party_id: Uuid) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext('irrigation_party:' || $1))")
        .bind::<Text, _>(party_id.to_string())
        .execute(conn)
        .await
        .map(drop)
}

/// The water of a party to a day of the year that no bill charges, by day.
pub async fn unbilled(conn: &mut Pg, party_id: Uuid, from: NaiveDate, through: NaiveDate) -> QueryResult<Vec<WateringRow>> {
    dsl::waterings
        .filter(dsl::party_id.eq(party_id).and(dsl::watered_on.between(from, through)))
        .filter(dsl::volume_milli.gt(0))
        .filter(not(sql::<Bool>(REPLACED)))
        .filter(not(sql::<Bool>(BILLED)))
        .order((dsl::watered_on, dsl::id))
        .select(WateringRow::as_select())
        .load(conn)
        .await
}

/// A page of waterings with their parties and what has become of them.
pub async fn list(conn: &mut Pg, filter: &WateringFilter, paging: &Paging) -> QueryResult<Page<(WateringRow, PartyRow, Standing)>> {
    let mut query = dsl::waterings.inner_join(irrigation_parties::table).into_boxed();
    if let Some(party_id) = filter.party_id {
        query = query.filter(dsl::party_id.eq(party_id));
    }
    if let Some(district) = filter.district {
        query = query.filter(irrigation_parties::district.eq(district));
    }
    if let Some(crop) = filter.crop {
        query = query.filter(dsl::crop.eq(crop));
    }
    if let Some((first, last)) = filter.days {
        query = query.filter(dsl::watered_on.between(first, last));
    }
    if let Some(text) = &filter.text {
        let pattern = containing(text);
        query = query.filter(
            irrigation_parties::code
                .ilike(pattern.clone())
                .or(irrigation_parties::name.ilike(pattern)),
        );
    }
    let (replaced, billed) = (sql::<Bool>(REPLACED), sql::<Bool>(BILLED));
    let rows: Vec<(WateringRow, PartyRow, bool, bool, Mark)> = query
        .select((WateringRow::as_select(), PartyRow::as_select(), replaced, billed, paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .load(conn)
        .await?;
    let rows = rows.into_iter().map(|(row, party, is_replaced, is_billed, mark)| {
        let standing = Standing { is_replaced, is_billed };
        ((row, party, standing), mark)
    });
    Ok(paging.page(rows.collect()))
}
