//! What villages declare, their water managers, and what the county found on the spot.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::AREA_SCALE;
use crate::{
    domain::{
        code::Coded,
        reward::{
            award::Land,
            declaration::{Declaration, DeclarationState},
        },
    },
    store::{
        decode,
        schema::{reward_declarations, reward_sample_checks, reward_villages, reward_water_managers},
    },
};

/// A declaration.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reward_declarations, treat_none_as_null = true)]
pub struct DeclarationRow {
    /// Identity.
    pub id: Uuid,
    /// Year.
    pub year: i32,
    /// Code of the village.
    pub village: String,
    /// Town.
    pub town: String,
    /// Surface-water district.
    pub district: Option<String>,
    /// [`DeclarationState`].
    pub state: String,
    /// Effectively irrigated area, 1/10000 mu.
    pub effective_e4: i64,
    /// Reformed area.
    pub reform_e4: i64,
    /// Grain.
    pub grain_e4: i64,
    /// Economic crops.
    pub economic_e4: i64,
    /// Other crops.
    pub other_e4: i64,
    /// Notice of the data.
    pub notice_id: Option<Uuid>,
    /// Who signed as handler, …
    pub handler: Option<String>,
    /// … and as head, …
    pub head: Option<String>,
    /// … when it was sealed, …
    pub sealed_on: Option<NaiveDate>,
    /// … and the attachment that shows it.
    pub sealed_form: Option<Uuid>,
    /// Attachments that show the notice.
    pub photos: Vec<Uuid>,
    /// Working days that the notice had hung when it was submitted.
    pub working_days: Option<i32>,
    /// Who entered the data last.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who submitted it.
    pub submitted_by: Option<String>,
    /// When.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The town's summary that it is in.
    pub summary_id: Option<Uuid>,
    /// Who filed it for the town.
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// Who approved it for the county.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// Why it was sent back last.
    pub comment: Option<String>,
    /// Version.
    pub version: i32,
}

impl DeclarationRow {
    /// As the domain sees it.
    pub fn to_domain(&self) -> QueryResult<Declaration> {
        Ok(Declaration {
            state: decode(&self.state)?,
            drafted_by: self.drafted_by.clone(),
            reviewed_by: self.reviewed_by.clone(),
            approved_by: self.approved_by.clone(),
        })
    }

    /// Its land, mu.
    pub fn land(&self) -> Land {
        let mu = |value: i64| Exact::scaled(value, AREA_SCALE);
        Land {
            effective: mu(self.effective_e4),
            reform: mu(self.reform_e4),
            grain: mu(self.grain_e4),
            economic: mu(self.economic_e4),
            other: mu(self.other_e4),
        }
    }
}

/// A water manager of a village.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = reward_water_managers)]
pub struct ManagerRow {
    /// Declaration.
    pub declaration_id: Uuid,
    /// From 1.
    pub seq: i32,
    /// Name.
    pub name: String,
    /// What they look after.
    pub duty: String,
}

/// A look on the spot.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = reward_sample_checks)]
pub struct CheckRow {
    /// Identity.
    pub id: Uuid,
    /// Declaration.
    pub declaration_id: Uuid,
    /// Day.
    pub checked_on: NaiveDate,
    /// Who looked.
    pub inspectors: String,
    /// [`crate::domain::reward::CheckOutcome`].
    pub outcome: String,
    /// What was found.
    pub finding: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Which declarations are wanted.
#[derive(Debug, Clone, Default)]
pub struct DeclarationFilter {
    /// Year.
    pub year: Option<i32>,
    /// Town.
    pub town: Option<String>,
    /// State.
    pub state: Option<String>,
    /// Village.
    pub village: Option<String>,
}

/// Stores a new declaration.
pub async fn insert(conn: &mut Pg, row: &DeclarationRow, managers: &[ManagerRow]) -> QueryResult<()> {
    diesel::insert_into(reward_declarations::table).values(row).execute(conn).await?;
    diesel::insert_into(reward_water_managers::table)
        .values(managers)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a changed declaration.
pub async fn update(conn: &mut Pg, row: &DeclarationRow) -> QueryResult<()> {
    diesel::update(reward_declarations::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Replaces the list of water managers.
pub async fn replace_managers(conn: &mut Pg, id: Uuid, managers: &[ManagerRow]) -> QueryResult<()> {
    diesel::delete(reward_water_managers::table.filter(reward_water_managers::declaration_id.eq(id)))
        .execute(conn)
        .await?;
    diesel::insert_into(reward_water_managers::table)
        .values(managers)
        .execute(conn)
        .await
        .map(drop)
}

/// A declaration, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<DeclarationRow>> {
    reward_declarations::table
        .find(id)
        .select(DeclarationRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The same, locked.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<DeclarationRow>> {
    let found = reward_declarations::table.find(id).select(DeclarationRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// Several, locked in the order of their ids.
pub async fn lock_many(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<DeclarationRow>> {
    reward_declarations::table
        .filter(reward_declarations::id.eq_any(ids))
        .order(reward_declarations::id)
        .select(DeclarationRow::as_select())
        .for_update()
        .load(conn)
        .await
}

/// Those in a summary, locked in the order of their ids.
pub async fn lock_of_summary(conn: &mut Pg, summary: Uuid) -> QueryResult<Vec<DeclarationRow>> {
    reward_declarations::table
        .filter(reward_declarations::summary_id.eq(summary))
        .order(reward_declarations::id)
        .select(DeclarationRow::as_select())
        .for_update()
        .load(conn)
        .await
}

/// Those in these summaries with the name of the village.
pub async fn of_summaries(conn: &mut Pg, summaries: &[Uuid]) -> QueryResult<Vec<(DeclarationRow, String)>> {
    reward_declarations::table
        .inner_join(reward_villages::table)
        .filter(reward_declarations::summary_id.eq_any(summaries))
        .order(reward_declarations::village)
        .select((DeclarationRow::as_select(), reward_villages::name))
        .load(conn)
        .await
}

/// All of a year that have not been given up, by id.
pub async fn of_year(conn: &mut Pg, year: i32) -> QueryResult<Vec<DeclarationRow>> {
    reward_declarations::table
        .filter(
            reward_declarations::year
                .eq(year)
                .and(reward_declarations::state.ne(DeclarationState::Withdrawn.code())),
        )
        .order(reward_declarations::id)
        .select(DeclarationRow::as_select())
        .load(conn)
        .await
}

/// A page, the newest first, with the name of the village.
pub async fn list(
    conn: &mut Pg,
    filter: &DeclarationFilter,
    before: Option<Uuid>,
    limit: i64,
) -> QueryResult<Vec<(DeclarationRow, String)>> {
    let mut query = reward_declarations::table
        .inner_join(reward_villages::table)
        .order(reward_declarations::id.desc())
        .limit(limit)
        .select((DeclarationRow::as_select(), reward_villages::name))
        .into_boxed();
    if let Some(year) = filter.year {
        query = query.filter(reward_declarations::year.eq(year));
    }
    if let Some(town) = &filter.town {
        query = query.filter(reward_declarations::town.eq(town.clone()));
    }
    if let Some(state) = &filter.state {
        query = query.filter(reward_declarations::state.eq(state.clone()));
    }
    if let Some(village) = &filter.village {
        query = query.filter(reward_declarations::village.eq(village.clone()));
    }
    if let Some(before) = before {
        query = query.filter(reward_declarations::id.lt(before));
    }
    query.load(conn).await
}

/// Water managers of a declaration.
pub async fn managers_of(conn: &mut Pg, id: Uuid) -> QueryResult<Vec<ManagerRow>> {
    reward_water_managers::table
        .filter(reward_water_managers::declaration_id.eq(id))
        .order(reward_water_managers::seq)
        .select(ManagerRow::as_select())
        .load(conn)
        .await
}

/// Records a look on the spot.
pub async fn insert_check(conn: &mut Pg, row: &CheckRow) -> QueryResult<()> {
    diesel::insert_into(reward_sample_checks::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Looks on the spot, the first first, by declaration.
pub async fn checks_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Vec<CheckRow>>> {
    let rows: Vec<CheckRow> = reward_sample_checks::table
        .filter(reward_sample_checks::declaration_id.eq_any(ids))
        .order((reward_sample_checks::recorded_at, reward_sample_checks::id))
        .select(CheckRow::as_select())
        .load(conn)
        .await?;
    let mut of: HashMap<Uuid, Vec<CheckRow>> = HashMap::new();
    for row in rows {
        of.entry(row.declaration_id).or_default().push(row);
    }
    Ok(of)
}
