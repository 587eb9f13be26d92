//! The towns' summaries.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use crate::store::schema::reward_town_summaries::{self, dsl};

/// A summary.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reward_town_summaries, treat_none_as_null = true)]
pub struct SummaryRow {
    /// Identity.
    pub id: Uuid,
    /// Year.
    pub year: i32,
    /// Town.
    pub town: String,
    /// `draft`, `filed`, `approved` or `withdrawn`.
    pub state: String,
    /// Who signed as handler, …
    pub handler: Option<String>,
    /// … and as head, …
    pub head: Option<String>,
    /// … when it was sealed, …
    pub sealed_on: Option<NaiveDate>,
    /// … and the attachment that shows it.
    pub sealed_form: Option<Uuid>,
    /// Who drew it up.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who filed it.
    pub filed_by: Option<String>,
    /// When.
    pub filed_at: Option<DateTime<Utc>>,
    /// Who approved it for the county.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i32,
}

/// Stores a new summary.
pub async fn insert(conn: &mut Pg, row: &SummaryRow) -> QueryResult<()> {
    diesel::insert_into(reward_town_summaries::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a changed summary.
pub async fn update(conn: &mut Pg, row: &SummaryRow) -> QueryResult<()> {
    diesel::update(dsl::reward_town_summaries.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// A summary, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<SummaryRow>> {
    dsl::reward_town_summaries
        .find(id)
        .select(SummaryRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The same, locked.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<SummaryRow>> {
    let found = dsl::reward_town_summaries.find(id).select(SummaryRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// A page, the newest first.
pub async fn list(conn: &mut Pg, year: Option<i32>, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<SummaryRow>> {
    let mut query = dsl::reward_town_summaries
        .order(dsl::id.desc())
        .limit(limit)
        .select(SummaryRow::as_select())
        .into_boxed();
    if let Some(year) = year {
        query = query.filter(dsl::year.eq(year));
    }
    if let Some(before) = before {
        query = query.filter(dsl::id.lt(before));
    }
    query.load(conn).await
}
