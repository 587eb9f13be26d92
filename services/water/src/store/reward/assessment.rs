//! Assessments of a year, and what a failed district loses.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    domain::code::Coded,
    domain::reward::{Grade, Subject, ranking::Placed},
    store::{
        decode,
        schema::{reward_assessment_items as items, reward_assessments, reward_right_cuts},
    },
};

/// An assessment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reward_assessments, treat_none_as_null = true)]
pub struct AssessmentRow {
    /// Identity.
    pub id: Uuid,
    /// Year.
    pub year: i32,
    /// [`Subject`].
    pub subject: String,
    /// Town, for villages.
    pub town: Option<String>,
    /// `proposed`, `returned` or `confirmed`.
    pub state: String,
    /// Who drafted it last.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was said.
    pub comment: Option<String>,
    /// Version.
    pub version: i32,
}

/// A line of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = items)]
struct ItemRow {
    assessment_id: Uuid,
    subject_code: String,
    score_e2: i32,
    rank: i32,
    grade: String,
    reason: Option<String>,
}

/// A cut of a water right (附件8 第五条（四）).
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = reward_right_cuts)]
pub struct RightCutRow {
    /// District.
    pub district: String,
    /// Year whose right is cut.
    pub year: i32,
    /// The assessment that decided it.
    pub assessment_id: Uuid,
    /// Share (1 = 100 %).
    pub share: String,
    /// Why the district failed.
    pub reason: String,
    /// Who confirmed it.
    pub decided_by: String,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// When the right was cut.
    pub applied_at: Option<DateTime<Utc>>,
}

/// Stores a new assessment with its items.
pub async fn insert(conn: &mut Pg, row: &AssessmentRow, placed: &[Placed]) -> QueryResult<()> {
    diesel::insert_into(reward_assessments::table).values(row).execute(conn).await?;
    insert_items(conn, row.id, placed).await
}

/// Stores a changed assessment.
pub async fn update(conn: &mut Pg, row: &AssessmentRow) -> QueryResult<()> {
    diesel::update(reward_assessments::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Replaces the items of one that is not confirmed.
pub async fn replace_items(conn: &mut Pg, id: Uuid, placed: &[Placed]) -> QueryResult<()> {
    diesel::delete(items::table.filter(items::assessment_id.eq(id)))
        .execute(conn)
        .await?;
    insert_items(conn, id, placed).await
}

async fn insert_items(conn: &mut Pg, id: Uuid, placed: &[Placed]) -> QueryResult<()> {
    let rows: Vec<ItemRow> = placed
        .iter()
        .map(|one| ItemRow {
            assessment_id: id,
            subject_code: one.code.clone(),
            score_e2: one.score_e2,
            rank: one.rank,
            grade: one.grade.code().to_owned(),
            reason: one.reason.clone(),
        })
        .collect();
    diesel::insert_into(items::table).values(rows).execute(conn).await.map(drop)
}

/// One assessment, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<AssessmentRow>> {
    reward_assessments::table
        .find(id)
        .select(AssessmentRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The same, locked.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<AssessmentRow>> {
    let found = reward_assessments::table.find(id).select(AssessmentRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// Items of these assessments, by rank.
pub async fn items_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Vec<Placed>>> {
    let rows: Vec<ItemRow> = items::table
        .filter(items::assessment_id.eq_any(ids))
        .order((items::rank, items::subject_code))
        .select(ItemRow::as_select())
        .load(conn)
        .await?;
    let mut of: HashMap<Uuid, Vec<Placed>> = HashMap::new();
    for row in rows {
        of.entry(row.assessment_id).or_default().push(Placed {
            code: row.subject_code,
            score_e2: row.score_e2,
            rank: row.rank,
            grade: decode(&row.grade)?,
            reason: row.reason,
        });
    }
    Ok(of)
}

/// Grades that were confirmed for a year; of one town's villages, or of the districts.
pub async fn confirmed(conn: &mut Pg, year: i32, subject: Subject, town: Option<&str>) -> QueryResult<Option<HashMap<String, Grade>>> {
    let mut query = reward_assessments::table
        .filter(
            reward_assessments::year
                .eq(year)
                .and(reward_assessments::subject.eq(subject.code())),
        )
        .filter(reward_assessments::state.eq("confirmed"))
        .select(reward_assessments::id)
        .into_boxed();
    query = match town {
        Some(town) => query.filter(reward_assessments::town.eq(town.to_owned())),
        None => query.filter(reward_assessments::town.is_null()),
    };
    let Some(id) = query.first::<Uuid>(conn).await.optional()? else {
        return Ok(None);
    };
    let placed = items_of(conn, &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Some(placed.into_iter().map(|one| (one.code, one.grade)).collect()))
}

/// Assessments, the latest year first, after a position.
pub async fn list(
    conn: &mut Pg,
    (year, subject): (Option<i32>, Option<&str>),
    after: Option<Uuid>,
    limit: i64,
) -> QueryResult<Vec<AssessmentRow>> {
    let mut query = reward_assessments::table
        .order(reward_assessments::id.desc())
        .limit(limit)
        .select(AssessmentRow::as_select())
        .into_boxed();
    if let Some(year) = year {
        query = query.filter(reward_assessments::year.eq(year));
    }
    if let Some(subject) = subject {
        query = query.filter(reward_assessments::subject.eq(subject.to_owned()));
    }
    if let Some(after) = after {
        query = query.filter(reward_assessments::id.lt(after));
    }
    query.load(conn).await
}

/// Records a cut.
pub async fn insert_cut(conn: &mut Pg, row: &RightCutRow) -> QueryResult<()> {
    diesel::insert_into(reward_right_cuts::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The cuts that an assessment decided.
pub async fn cuts_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<RightCutRow>> {
    reward_right_cuts::table
        .filter(reward_right_cuts::assessment_id.eq_any(ids))
        .order((reward_right_cuts::year, reward_right_cuts::district))
        .select(RightCutRow::as_select())
        .load(conn)
        .await
}
