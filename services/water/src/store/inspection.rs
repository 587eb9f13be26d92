//! Inspections at users'.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use super::schema::{
    inspections::{self, dsl},
    water_users,
};

/// An inspection.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = inspections, treat_none_as_null = true)]
pub struct InspectionRow {
    /// Identity.
    pub id: Uuid,
    /// User.
    pub user_id: Uuid,
    /// Day.
    pub inspected_on: NaiveDate,
    /// Who inspected.
    pub inspectors: String,
    /// Number of the certificate that was shown.
    pub certificate_number: String,
    /// [`crate::domain::inspection::InspectionMeasure`].
    pub measures: Vec<String>,
    /// What was found.
    pub findings: String,
    /// What has to be stopped or done.
    pub order_text: Option<String>,
    /// By when.
    pub deadline: Option<NaiveDate>,
    /// The report that led to it.
    pub report_id: Option<Uuid>,
    /// What came of it.
    pub result: Option<String>,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Who closed it.
    pub closed_by: Option<String>,
    /// For `If-Match`.
    pub version: i32,
}

/// A row with code and name of its user.
pub type InspectionOfUser = (InspectionRow, String, String);

/// Stores an inspection.
pub async fn insert(conn: &mut Pg, row: &InspectionRow) -> QueryResult<()> {
    diesel::insert_into(inspections::table).values(row).execute(conn).await.map(drop)
}

/// Stores its outcome.
pub async fn update(conn: &mut Pg, row: &InspectionRow) -> QueryResult<()> {
    diesel::update(dsl::inspections.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// One inspection, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<InspectionRow>> {
    let found = dsl::inspections.find(id).select(InspectionRow::as_select());
    found.for_update().first(conn).await.optional()
}

/// Inspections, the newest first, before a position; `is_open`: only those without, or only those with an outcome.
pub async fn list(
    conn: &mut Pg,
    user_code: Option<&str>,
    is_open: Option<bool>,
    before: Option<Uuid>,
    limit: i64,
) -> QueryResult<Vec<InspectionOfUser>> {
    let mut query = inspections::table
        .inner_join(water_users::table)
        .order(dsl::id.desc())
        .limit(limit)
        .select((InspectionRow::as_select(), water_users::code, water_users::name))
        .into_boxed();
    if let Some(user_code) = user_code {
        query = query.filter(water_users::code.eq(user_code));
    }
    query = match is_open {
        Some(true) => query.filter(dsl::closed_on.is_null()),
        Some(false) => query.filter(dsl::closed_on.is_not_null()),
        None => query,
    };
    if let Some(before) = before {
        query = query.filter(dsl::id.lt(before));
    }
    query.load(conn).await
}
