//! Files that were imported, with the answer that the sender can fetch.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use super::schema::reading_imports;

/// An import, without its answer file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = reading_imports)]
pub struct FileImportRow {
    /// Identity.
    pub id: Uuid,
    /// [`crate::service::file_import::ImportKind`].
    pub kind: String,
    /// Code of the importing person's unit.
    pub unit: String,
    /// [`platform::sheet::FileFormat`].
    pub format: String,
    /// Name of the file.
    pub file_name: String,
    /// [`platform::sheet::ImportMode`].
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
pub async fn insert(conn: &mut Pg, row: &FileImportRow, result: &[u8]) -> QueryResult<()> {
    diesel::insert_into(reading_imports::table)
        .values((row, reading_imports::result.eq(result)))
        .execute(conn)
        .await
        .map(drop)
}

/// One import, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<FileImportRow>> {
    reading_imports::table
        .find(id)
        .select(FileImportRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The answer file of an import in scope, unless it has been forgotten.
pub async fn find_result(conn: &mut Pg, id: Uuid) -> QueryResult<Option<Vec<u8>>> {
    reading_imports::table.find(id).select(reading_imports::result).first(conn).await
}

/// Forgets the answer files of the imports before a moment; answers how many.
pub async fn forget_results(conn: &mut Pg, before: DateTime<Utc>) -> QueryResult<usize> {
    let old = reading_imports::table.filter(reading_imports::created_at.lt(before).and(reading_imports::result.is_not_null()));
    diesel::update(old)
        .set(reading_imports::result.eq(None::<Vec<u8>>))
        .execute(conn)
        .await
}

/// Imports, latest first (ids rise with time), before a position; of one kind, or of all.
pub async fn list(conn: &mut Pg, kind: Option<&str>, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<FileImportRow>> {
    let mut query = reading_imports::table
        .select(FileImportRow::as_select())
        .order(reading_imports::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(reading_imports::kind.eq(kind));
    }
    if let Some(before) = before {
        query = query.filter(reading_imports::id.lt(before));
    }
    query.load(conn).await
}
