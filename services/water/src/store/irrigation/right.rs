//! Water rights. PostgreSQL keeps that parts never add up to more than the whole.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Integer, Nullable, Text, Uuid as SqlUuid},
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
use crate::store::schema::{
    irrigation_parties,
    water_rights::{self, dsl},
};

/// A right. Volumes in litres, areas in 1/10000 mu.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = water_rights, treat_none_as_null = true)]
pub struct RightRow {
    /// Identity.
    pub id: Uuid,
    /// Who holds it.
    pub party_id: Uuid,
    /// District.
    pub district: String,
    /// Calendar year.
    pub year: i32,
    /// Volume.
    pub volume_milli: i64,
    /// Confirmed cultivated area.
    pub confirmed_area_e4: i64,
    /// Irrigated area.
    pub irrigated_area_e4: i64,
    /// Grain.
    pub grain_e4: i64,
    /// Economic crops.
    pub economic_e4: i64,
    /// Other crops.
    pub other_e4: i64,
    /// What the provincial quota gives for the crops.
    pub quota_milli: i64,
    /// Use of the last three years, the latest first.
    pub last_use_milli: Vec<i64>,
    /// State of the works.
    pub works: String,
    /// The rules that it was drafted by.
    pub rules_digest: String,
    /// `submitted`, `returned`, `withdrawn` or `approved`.
    pub state: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was said with it.
    pub comment: Option<String>,
    /// The later right that has taken its place.
    pub superseded_by: Option<Uuid>,
    /// For `If-Match`.
    pub version: i32,
}

/// How a list of rights can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("year", "water_rights.year", SortKind::Whole),
        SortColumn::new("party_code", "irrigation_parties.code", SortKind::Text),
        SortColumn::new("volume", "water_rights.volume_milli", SortKind::Whole),
        SortColumn::new("drafted_at", "water_rights.drafted_at", SortKind::Moment),
    ],
    unique: SortColumn::new("id", "water_rights.id", SortKind::Id),
    default: "-id",
};

/// Which rights are wanted; absent: all.
#[derive(Debug, Clone, Default)]
pub struct RightFilter {
    /// Calendar year.
    pub year: Option<i32>,
    /// District code.
    pub district: Option<&'static str>,
    /// Kind of the party.
    pub kind: Option<&'static str>,
    /// Party.
    pub party_id: Option<Uuid>,
    /// State; `superseded` for approved ones whose place another has taken.
    pub state: Option<String>,
}

/// Stores a right; the database refuses one that does not fit.
pub async fn insert(conn: &mut Pg, row: &RightRow) -> QueryResult<()> {
    diesel::insert_into(water_rights::table).values(row).execute(conn).await.map(drop)
}

/// Stores what became of it.
pub async fn update(conn: &mut Pg, row: &RightRow) -> QueryResult<()> {
    diesel::update(dsl::water_rights.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One with its party, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<(RightRow, PartyRow)>> {
    dsl::water_rights
        .inner_join(irrigation_parties::table)
        .filter(dsl::id.eq(id))
        .select((RightRow::as_select(), PartyRow::as_select()))
        .first(conn)
        .await
        .optional()
}

/// One, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<RightRow>> {
    let found = dsl::water_rights.find(id).select(RightRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// The right of a party in a year that is in force.
pub async fn in_force(conn: &mut Pg, party_id: Uuid, year: i32) -> QueryResult<Option<RightRow>> {
    let of = dsl::party_id.eq(party_id).and(dsl::year.eq(year));
    dsl::water_rights
        .filter(of.and(dsl::state.eq("approved")).and(dsl::superseded_by.is_null()))
        .select(RightRow::as_select())
        .first(conn)
        .await
        .optional()
}

#[derive(QueryableByName)]
struct Sum {
    #[diesel(sql_type = BigInt)]
    litres: i64,
}

/// What the parts of a whole add up to in a year, litres: the larger of a party's right and draft. `parent`: none for the
/// district. `without`: a party that is left out.
pub async fn parts(conn: &mut Pg, district: &str, year: i32, parent: Option<Uuid>, without: Option<Uuid>) -> QueryResult<i64> {
    let sum: Sum = diesel::sql_query(
        "SELECT coalesce(sum(largest), 0)::bigint AS litres FROM (
           SELECT max(volume_milli) AS largest FROM water_rights JOIN irrigation_parties ON irrigation_parties.id = water_rights.party_id
            WHERE water_rights.district = $1 AND year = $2 AND parent_id IS NOT DISTINCT FROM $3 AND party_id IS DISTINCT FROM $4
              AND state IN ('submitted', 'approved') AND superseded_by IS NULL
            GROUP BY party_id) AS parts",
    )
    .bind::<Text, _>(district)
    .bind::<Integer, _>(year)
    .bind::<Nullable<SqlUuid>, _>(parent)
    .bind::<Nullable<SqlUuid>, _>(without)
    .get_result(conn)
    .await?;
    Ok(sum.litres)
}

/// A page of rights with their parties.
pub async fn list(conn: &mut Pg, filter: &RightFilter, paging: &Paging) -> QueryResult<Page<(RightRow, PartyRow)>> {
    let mut query = dsl::water_rights.inner_join(irrigation_parties::table).into_boxed();
    if let Some(year) = filter.year {
        query = query.filter(dsl::year.eq(year));
    }
    if let Some(district) = filter.district {
        query = query.filter(dsl::district.eq(district));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(irrigation_parties::kind.eq(kind));
    }
    if let Some(party_id) = filter.party_id {
        query = query.filter(dsl::party_id.eq(party_id));
    }
    match filter.state.as_deref() {
        None => {}
        Some("superseded") => query = query.filter(dsl::superseded_by.is_not_null()),
        Some(state) => query = query.filter(dsl::state.eq(state.to_owned()).and(dsl::superseded_by.is_null())),
    }
    let rows: Vec<(RightRow, PartyRow, Mark)> = query
        .select((RightRow::as_select(), PartyRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .load(conn)
        .await?;
    Ok(paging.page(rows.into_iter().map(|(row, party, mark)| ((row, party), mark)).collect()))
}
