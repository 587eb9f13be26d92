//! Queries that people keep. A session says for whom it works, and sees that person's.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use diesel_async::RunQueryDsl;
use platform::database::{Database, DatabaseError, Pg, Transaction};
use serde_json::Value;
use uuid::Uuid;

use super::schema::saved_queries;
use crate::service::SCOPE;

diesel::define_sql_function! {
    /// Sets a session variable until the transaction ends.
    fn set_config(name: Text, value: Text, is_local: Bool) -> Text;
}

/// A query that somebody keeps.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_queries)]
pub struct SavedQueryRow {
    /// Identity.
    pub id: Uuid,
    /// Whose.
    pub username: String,
    /// The list's name in the front end.
    pub page: String,
    /// What its owner calls it.
    pub name: String,
    /// The parameters of the list's address.
    pub query: Value,
    /// When it was kept.
    pub created_at: DateTime<Utc>,
}

/// Begins a transaction that sees a person's queries.
pub async fn begin(database: &Database, username: &str) -> Result<Transaction, DatabaseError> {
    let mut tx = database.begin(&SCOPE).await?;
    diesel::select(set_config("jiangzhou.subject", username, true))
        .execute(&mut tx)
        .await?;
    Ok(tx)
}

/// The person's queries of a list, by name.
pub async fn list(conn: &mut Pg, page: &str) -> QueryResult<Vec<SavedQueryRow>> {
    saved_queries::table
        .filter(saved_queries::page.eq(page))
        .order(saved_queries::name)
        .select(SavedQueryRow::as_select())
        .load(conn)
        .await
}

/// How many the person keeps.
pub async fn count(conn: &mut Pg) -> QueryResult<i64> {
    saved_queries::table.count().get_result(conn).await
}

/// Keeps a query; one of the same name is replaced.
pub async fn save(conn: &mut Pg, row: &SavedQueryRow) -> QueryResult<SavedQueryRow> {
    diesel::insert_into(saved_queries::table)
        .values(row)
        .on_conflict((saved_queries::username, saved_queries::page, saved_queries::name))
        .do_update()
        .set(saved_queries::query.eq(&row.query))
        .returning(SavedQueryRow::as_returning())
        .get_result(conn)
        .await
}

/// Removes a query; false when the person has none such.
pub async fn delete(conn: &mut Pg, id: Uuid) -> QueryResult<bool> {
    let gone = diesel::delete(saved_queries::table.find(id)).execute(conn).await?;
    Ok(gone == 1)
}
