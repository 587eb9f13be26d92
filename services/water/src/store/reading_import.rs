//! Files of readings that were imported, with the answer that the sender can fetch.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use super::schema::reading_imports;

/// An import, without its answer file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = reading_imports)]
pub struct ReadingImportRow {
    /// Identity.
    pub id: Uuid,
    /// Unit of the person who imported.
    pub unit: String,
    /// `csv` or `xlsx`.
    pub format: String,
    /// Name of the file, where one was sent.
    pub file_name: String,
    /// `all_or_nothing` or `valid_rows`.
    pub mode: String,
    /// Whether nothing was to be stored.
    pub dry_run: bool,
    /// Rows of the file.
    pub row_count: i32,
    /// Rows without a fault.
    pub accepted: i32,
    /// Rows with a fault.
    pub rejected: i32,
    /// Who imported.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Stores an import with its answer file.
pub async fn insert(conn: &mut Pg, row: &ReadingImportRow, result: &[u8]) -> QueryResult<()> {
    diesel::insert_into(reading_imports::table)
        .values((row, reading_imports::result.eq(result)))
        .execute(conn)
        .await
        .map(drop)
}

/// One import, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ReadingImportRow>> {
    reading_imports::table
        .find(id)
        .select(ReadingImportRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The answer file of an import, if in scope.
pub async fn find_result(conn: &mut Pg, id: Uuid) -> QueryResult<Option<(ReadingImportRow, Vec<u8>)>> {
    reading_imports::table
        .find(id)
        .select((ReadingImportRow::as_select(), reading_imports::result))
        .first(conn)
        .await
        .optional()
}

/// Imports, latest first (ids rise with time), before a position.
pub async fn list(conn: &mut Pg, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<ReadingImportRow>> {
    let mut query = reading_imports::table
        .select(ReadingImportRow::as_select())
        .order(reading_imports::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(reading_imports::id.lt(before));
    }
    query.load(conn).await
}
