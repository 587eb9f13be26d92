//! One person's to-dos.

use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_types::{BigInt, Bool, Date, Text},
};
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::SOON_DAYS;
use crate::{
    database::{Database, DatabaseError, Pg, Transaction},
    http::access::Principal,
    schema::{todo_reads, todos},
};

/// How near the last day of a to-do is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueState {
    /// Its last day has passed.
    Overdue,
    /// Its last day is one of the next three, or today.
    Soon,
    /// Its last day is later.
    Later,
    /// It has none.
    Undated,
}

impl DueState {
    /// How near a day is.
    pub fn of(due_on: Option<NaiveDate>, today: NaiveDate) -> Self {
        match due_on {
            None => Self::Undated,
            Some(day) if day < today => Self::Overdue,
            Some(day) if day <= soon(today) => Self::Soon,
            Some(_) => Self::Later,
        }
    }
}

fn soon(today: NaiveDate) -> NaiveDate {
    today + Days::new(SOON_DAYS)
}

/// Where a page of the list ended.
pub type Position = (Option<NaiveDate>, DateTime<Utc>, Uuid);

/// A to-do as it is stored, and whether the person has not seen it.
#[derive(Debug, Queryable)]
pub struct TodoRow {
    /// Identity.
    pub id: Uuid,
    /// Kind.
    pub kind: String,
    /// What is to be done.
    pub title: String,
    /// Where.
    pub link: String,
    /// Unit of the data scope.
    pub unit: Option<String>,
    /// Whether it is for her alone, not for a role.
    pub is_personal: bool,
    /// Last day.
    pub due_on: Option<NaiveDate>,
    /// Since when it waits.
    pub opened_at: DateTime<Utc>,
    /// Whether she has not seen it.
    pub is_unread: bool,
}

/// How many to-dos somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TodoCounts {
    /// All.
    #[diesel(sql_type = BigInt)]
    pub open: i64,
    /// Of them overdue.
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
    /// Of them due today or within three days.
    #[diesel(sql_type = BigInt)]
    pub soon: i64,
    /// Of them not seen yet.
    #[diesel(sql_type = BigInt)]
    pub unread: i64,
}

/// A transaction in which the database shows this person's to-dos.
pub async fn begin(database: &Database, person: &Principal) -> Result<Transaction, DatabaseError> {
    let mut tx = database.begin(&person.scope).await?;
    // What holds a comma is no role's code, and must not be taken for two.
    let roles: Vec<&str> = person
        .roles
        .iter()
        .map(String::as_str)
        .filter(|code| !code.is_empty() && !code.contains(','))
        .collect();
    diesel::sql_query("SELECT set_config('jiangzhou.person', $1, true), set_config('jiangzhou.roles', $2, true)")
        .bind::<Text, _>(&person.subject)
        .bind::<Text, _>(roles.join(","))
        .execute(&mut tx)
        .await?;
    Ok(tx)
}

/// The open ones, the most urgent first, those without a last day at the end.
pub async fn list(
    conn: &mut Pg,
    subject: &str,
    due: Option<DueState>,
    today: NaiveDate,
    after: Option<Position>,
    limit: i64,
) -> QueryResult<Vec<TodoRow>> {
    let seen = todo_reads::table
        .filter(todo_reads::subject.eq(subject))
        .filter(todo_reads::todo_id.eq(todos::id))
        .filter(todo_reads::read_at.ge(todos::opened_at));
    let mut query = todos::table
        .filter(todos::closed_at.is_null())
        .order((todos::due_on.asc().nulls_last(), todos::opened_at, todos::id))
        .limit(limit)
        .select((
            todos::id,
            todos::kind,
            todos::title,
            todos::link,
            todos::unit,
            todos::person.is_not_null(),
            todos::due_on,
            todos::opened_at,
            not(exists(seen)),
        ))
        .into_boxed();
    query = match due {
        None => query,
        Some(DueState::Overdue) => query.filter(todos::due_on.lt(today)),
        Some(DueState::Soon) => query.filter(todos::due_on.between(today, soon(today))),
        Some(DueState::Later) => query.filter(todos::due_on.gt(soon(today))),
        Some(DueState::Undated) => query.filter(todos::due_on.is_null()),
    };
    if let Some((due_on, opened_at, id)) = after {
        let later = todos::opened_at
            .gt(opened_at)
            .or(todos::opened_at.eq(opened_at).and(todos::id.gt(id)));
        query = match due_on {
            Some(day) => query.filter(
                todos::due_on
                    .is_null()
                    .or(todos::due_on.gt(day))
                    .or(todos::due_on.eq(day).and(later)),
            ),
            None => query.filter(todos::due_on.is_null().and(later)),
        };
    }
    query.load(conn).await
}

/// How many.
pub async fn count(conn: &mut Pg, subject: &str, today: NaiveDate) -> QueryResult<TodoCounts> {
    diesel::sql_query(
        "SELECT count(*) AS open,
                count(*) FILTER (WHERE due_on < $2) AS overdue,
                count(*) FILTER (WHERE due_on BETWEEN $2 AND $3) AS soon,
                count(*) FILTER (WHERE NOT EXISTS (
                    SELECT FROM todo_reads WHERE subject = $1 AND todo_id = todos.id AND read_at >= todos.opened_at)) AS unread
           FROM todos WHERE closed_at IS NULL",
    )
    .bind::<Text, _>(subject)
    .bind::<Date, _>(today)
    .bind::<Date, _>(soon(today))
    .get_result(conn)
    .await
}

/// Notes that the person has seen these, or all; those that are not hers are passed over.
pub async fn mark_read(conn: &mut Pg, subject: &str, ids: Option<&[Uuid]>, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::sql_query(
        "INSERT INTO todo_reads (subject, todo_id, read_at)
         SELECT $1, id, $4 FROM todos WHERE closed_at IS NULL AND ($2 OR id = ANY ($3))
         ON CONFLICT (subject, todo_id) DO UPDATE SET read_at = greatest(todo_reads.read_at, excluded.read_at)",
    )
    .bind::<Text, _>(subject)
    .bind::<Bool, _>(ids.is_none())
    .bind::<diesel::sql_types::Array<diesel::sql_types::Uuid>, _>(ids.unwrap_or_default())
    .bind::<diesel::sql_types::Timestamptz, _>(now)
    .execute(conn)
    .await
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_soon_from_today_to_the_third_day_after() {
        let today: NaiveDate = "2026-11-27".parse().unwrap();
        for (day, expected) in [
            ("2026-11-26", DueState::Overdue),
            ("2026-11-27", DueState::Soon),
            ("2026-11-30", DueState::Soon),
            ("2026-12-01", DueState::Later),
        ] {
            assert_eq!(DueState::of(Some(day.parse().unwrap()), today), expected, "{day}");
        }
        assert_eq!(DueState::of(None, today), DueState::Undated);
    }
}
