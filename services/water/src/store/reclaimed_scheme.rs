//! Design schemes of reclaimed-water systems, and the opinions on them.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use super::schema::reclaimed_schemes;

/// A scheme with the opinion on it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reclaimed_schemes, treat_none_as_null = true)]
pub struct SchemeRow {
    /// Identity.
    pub id: Uuid,
    /// Number it was recorded under.
    pub number: String,
    /// Code of the project, as in the project register.
    pub project_code: String,
    /// Name of the project.
    pub project_name: String,
    /// Who builds.
    pub builder: String,
    /// Code of the town.
    pub town: String,
    /// [`crate::domain::reclaimed::scheme::Works`].
    pub works: String,
    /// Whether it lies inside the network of a central system.
    pub inside_network: bool,
    /// Whether another system can supply it.
    pub other_system: bool,
    /// [`crate::domain::reclaimed::scheme::Measure`].
    pub measure: String,
    /// [`crate::domain::reclaimed::Source`]; none where the water comes by pipes.
    pub source: Option<String>,
    /// Whether the source is disinfected.
    pub disinfected: bool,
    /// Whether the pipes are apart from drinking water.
    pub separate_pipes: bool,
    /// Whether pipes and outlets are labelled.
    pub labelled: bool,
    /// [`crate::domain::reclaimed::Use`].
    pub uses: Vec<String>,
    /// Who designed it.
    pub designer: String,
    /// Number of the designer's certificate.
    pub designer_certificate: Option<String>,
    /// When the builder submitted it.
    pub submitted_on: NaiveDate,
    /// [`crate::domain::reclaimed::scheme::SchemeState`].
    pub state: String,
    /// Number of the opinion.
    pub opinion_number: Option<String>,
    /// Its day.
    pub opinion_on: Option<NaiveDate>,
    /// Its words.
    pub opinion: Option<String>,
    /// Who recorded the scheme.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Who gave the opinion.
    pub decided_by: Option<String>,
    /// Whether it belongs to the demonstration county.
    pub demonstration: bool,
    /// For `If-Match`.
    pub version: i32,
}

/// Stores a scheme.
pub async fn insert(conn: &mut Pg, row: &SchemeRow) -> QueryResult<()> {
    diesel::insert_into(reclaimed_schemes::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores the opinion.
pub async fn update(conn: &mut Pg, row: &SchemeRow) -> QueryResult<()> {
    diesel::update(reclaimed_schemes::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// A scheme, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<SchemeRow>> {
    reclaimed_schemes::table
        .find(id)
        .select(SchemeRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// A scheme, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<SchemeRow>> {
    reclaimed_schemes::table
        .find(id)
        .select(SchemeRow::as_select())
        .for_update()
        .first(conn)
        .await
        .optional()
}

/// The latest scheme of a project.
pub async fn latest_of(conn: &mut Pg, project_code: &str) -> QueryResult<Option<SchemeRow>> {
    reclaimed_schemes::table
        .filter(reclaimed_schemes::project_code.eq(project_code))
        .order(reclaimed_schemes::id.desc())
        .select(SchemeRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// Schemes, the newest first, before a position.
pub async fn list(
    conn: &mut Pg,
    state: Option<&str>,
    project_code: Option<&str>,
    before: Option<Uuid>,
    limit: i64,
) -> QueryResult<Vec<SchemeRow>> {
    let mut query = reclaimed_schemes::table
        .order(reclaimed_schemes::id.desc())
        .limit(limit)
        .select(SchemeRow::as_select())
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(reclaimed_schemes::state.eq(state));
    }
    if let Some(code) = project_code {
        query = query.filter(reclaimed_schemes::project_code.eq(code));
    }
    if let Some(before) = before {
        query = query.filter(reclaimed_schemes::id.lt(before));
    }
    query.load(conn).await
}
