//! Plans and their volumes per measuring period.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Mark, Paging, SortColumn, SortKind, Sorting},
    },
};
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::{
    INSERT_ROWS, corrupt,
    schema::{bills, plan_volumes, plans, water_users},
};
use crate::domain::{
    code::Coded,
    period::Period,
    plan::PlanState,
    quantity::{VOLUME_DECIMALS, litres},
};

/// One revision of a user's plan for a year.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = plans, treat_none_as_null = true)]
pub struct PlanRow {
    /// Identity.
    pub id: Uuid,
    /// User.
    pub user_id: Uuid,
    /// Calendar year.
    pub year: i32,
    /// [`crate::domain::period::PeriodKind`].
    pub period_kind: String,
    /// Number of the revision within user and year, from 1.
    pub revision: i32,
    /// [`PlanState`].
    pub state: String,
    /// [`crate::domain::plan::PlanBasis`].
    pub basis: String,
    /// Quota and output, or the document of the approved figure, in words.
    pub basis_detail: String,
    /// Ground of a reduction.
    pub ground: Option<String>,
    /// What shows it.
    pub evidence: Option<String>,
    /// Who drafted it.
    pub drafted_by: String,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// Version of this row.
    pub version: i32,
    /// Drafted at.
    pub created_at: DateTime<Utc>,
}

/// Volumes per period, m³.
pub type Volumes = BTreeMap<Period, Exact>;

/// What a list of plans is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct PlanFilter {
    /// User.
    pub user_id: Option<Uuid>,
    /// Code of the user.
    pub user_code: Option<String>,
    /// Calendar year.
    pub year: Option<i32>,
    /// State code.
    pub state: Option<String>,
}

/// Stores a new revision with its volumes.
pub async fn insert(conn: &mut Pg, row: &PlanRow, volumes: &Volumes) -> QueryResult<()> {
    diesel::insert_into(plans::table).values(row).execute(conn).await?;
    insert_volumes(conn, row.id, volumes).await
}

/// Stores a changed revision; its volumes stay.
pub async fn update(conn: &mut Pg, row: &PlanRow) -> QueryResult<()> {
    diesel::update(plans::table.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// Replaces the volumes of a draft.
pub async fn replace_volumes(conn: &mut Pg, plan_id: Uuid, volumes: &Volumes) -> QueryResult<()> {
    diesel::delete(plan_volumes::table.filter(plan_volumes::plan_id.eq(plan_id)))
        .execute(conn)
        .await?;
    insert_volumes(conn, plan_id, volumes).await
}

async fn insert_volumes(conn: &mut Pg, plan_id: Uuid, volumes: &Volumes) -> QueryResult<()> {
    let rows = volume_rows(plan_id, volumes)?;
    diesel::insert_into(plan_volumes::table).values(rows).execute(conn).await.map(drop)
}

/// A volume as it is stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = plan_volumes)]
struct VolumeRow {
    plan_id: Uuid,
    period: String,
    volume_milli: i64,
}

fn volume_rows(plan_id: Uuid, volumes: &Volumes) -> QueryResult<Vec<VolumeRow>> {
    let rows = volumes.iter().map(|(period, volume)| {
        Ok(VolumeRow {
            plan_id,
            period: period.to_string(),
            volume_milli: litres(volume).ok_or_else(|| corrupt("a plan volume is beyond fifteen digits"))?,
        })
    });
    rows.collect()
}

/// Stores new revisions with their volumes.
pub async fn insert_many(conn: &mut Pg, plans: &[(&PlanRow, &Volumes)]) -> QueryResult<()> {
    for chunk in plans.chunks(INSERT_ROWS) {
        let rows: Vec<&PlanRow> = chunk.iter().map(|(row, _)| *row).collect();
        diesel::insert_into(plans::table).values(rows).execute(conn).await?;
        let volumes = chunk.iter().map(|(row, volumes)| volume_rows(row.id, volumes));
        let volumes = volumes.collect::<QueryResult<Vec<_>>>()?.concat();
        // A year has twelve of them at most.
        diesel::insert_into(plan_volumes::table).values(volumes).execute(conn).await?;
    }
    Ok(())
}

/// All revisions of these users, oldest first within a year.
pub async fn of_users(conn: &mut Pg, user_ids: &[Uuid]) -> QueryResult<Vec<PlanRow>> {
    plans::table
        .filter(plans::user_id.eq_any(user_ids))
        .order((plans::user_id, plans::year, plans::revision))
        .select(PlanRow::as_select())
        .load(conn)
        .await
}

/// One revision, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<PlanRow>> {
    plans::table.find(id).select(PlanRow::as_select()).first(conn).await.optional()
}

/// One revision, locked.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<PlanRow>> {
    plans::table
        .find(id)
        .select(PlanRow::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()
}

/// All revisions of a user and year, in order.
pub async fn of_user_and_year(conn: &mut Pg, user_id: Uuid, year: i32) -> QueryResult<Vec<PlanRow>> {
    plans::table
        .filter(plans::user_id.eq(user_id).and(plans::year.eq(year)))
        .order(plans::revision)
        .select(PlanRow::as_select())
        .load(conn)
        .await
}

/// Approved revisions whose year has begun by `year` and that are not in force yet, oldest first, locked; those that
/// another replica has locked are skipped.
pub async fn lock_due(conn: &mut Pg, year: i32, limit: i64) -> QueryResult<Vec<PlanRow>> {
    plans::table
        .filter(plans::state.eq(PlanState::Approved.code()).and(plans::year.le(year)))
        .order((plans::user_id, plans::year, plans::revision))
        .limit(limit)
        .select(PlanRow::as_select())
        .for_update()
        .skip_locked()
        .load(conn)
        .await
}

/// Volumes of these revisions.
pub async fn volumes_of(conn: &mut Pg, plan_ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Volumes>> {
    let rows: Vec<(Uuid, String, i64)> = plan_volumes::table
        .filter(plan_volumes::plan_id.eq_any(plan_ids))
        .select((plan_volumes::plan_id, plan_volumes::period, plan_volumes::volume_milli))
        .load(conn)
        .await?;
    let mut volumes: HashMap<Uuid, Volumes> = HashMap::new();
    for (plan_id, period, litres) in rows {
        let period = period.parse().map_err(|error| corrupt(format!("{error}")))?;
        volumes
            .entry(plan_id)
            .or_default()
            .insert(period, Exact::scaled(litres, VOLUME_DECIMALS));
    }
    Ok(volumes)
}

/// Volume of a period from the plan in force, m³, per user: for billing. Users without one are absent.
pub async fn volumes_in_force(conn: &mut Pg, period: Period, user_ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Exact>> {
    let rows: Vec<(Uuid, i64)> = plans::table
        .inner_join(plan_volumes::table)
        .filter(plans::user_id.eq_any(user_ids))
        .filter(plans::state.eq(PlanState::InForce.code()).and(plans::year.eq(period.year())))
        .filter(plan_volumes::period.eq(period.to_string()))
        .select((plans::user_id, plan_volumes::volume_milli))
        .load(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(user, litres)| (user, Exact::scaled(litres, VOLUME_DECIMALS)))
        .collect())
}

/// Numbers of the bills that charge a user for one of these periods.
pub async fn bills_of(conn: &mut Pg, user_id: Uuid, periods: &[Period]) -> QueryResult<Vec<String>> {
    let periods: Vec<String> = periods.iter().map(ToString::to_string).collect();
    bills::table
        .filter(
            bills::user_id
                .eq(user_id)
                .and(bills::period.eq_any(periods))
                .and(bills::state.ne("cancelled")),
        )
        .order(bills::number)
        .select(bills::number)
        .load(conn)
        .await
}

/// A plan with code and name of its user.
pub type PlanOfUser = (PlanRow, String, String);

/// How a list of plans can be sorted. Ids are UUIDs of version 7: they order by time.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("year", "plans.year", SortKind::Whole),
        SortColumn::new("user_code", "water_users.code", SortKind::Text),
        SortColumn::new("user_name", "water_users.name", SortKind::Text),
        SortColumn::new("state", "plans.state", SortKind::Text),
        SortColumn::new("created_at", "plans.created_at", SortKind::Moment),
    ],
    unique: SortColumn::new("id", "plans.id", SortKind::Id),
    default: "-year",
};

/// A page of plans.
pub async fn list(conn: &mut Pg, filter: &PlanFilter, paging: &Paging) -> QueryResult<Page<PlanOfUser>> {
    let mut query = plans::table
        .inner_join(water_users::table)
        .select((PlanRow::as_select(), water_users::code, water_users::name, paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(user_id) = filter.user_id {
        query = query.filter(plans::user_id.eq(user_id));
    }
    if let Some(year) = filter.year {
        query = query.filter(plans::year.eq(year));
    }
    if let Some(state) = &filter.state {
        query = query.filter(plans::state.eq(state));
    }
    if let Some(user_code) = &filter.user_code {
        query = query.filter(water_users::code.eq(user_code));
    }
    let rows: Vec<(PlanRow, String, String, Mark)> = query.load(conn).await?;
    let of_user = |(row, code, name, mark)| ((row, code, name), mark);
    Ok(paging.page(rows.into_iter().map(of_user).collect()))
}
