//! What waits for whom. Whoever brings a thing into a state that waits for somebody opens a to-do in the same
//! transaction; whoever takes it out of that state closes it. A person sees what is addressed to her, or to one of her
//! roles, within her data scope; the database sees to that.
//!
//! Open and close before the audit entry, which locks the end of its chain until the commit.

mod api;
mod store;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    QueryResult,
    sql_types::{Array, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

pub use api::{ApiDoc, routes};

use crate::{database::Pg, http::access::Role};

/// Within so many days a to-do counts as due soon.
pub const SOON_DAYS: u64 = 3;

/// For whom a to-do is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Whoever has the role with this code.
    Role(String),
    /// The person with this token subject.
    Person(String),
}

impl From<Role> for Audience {
    fn from(role: Role) -> Self {
        Self::Role(role.code.to_owned())
    }
}

/// Something that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// Unique in the service, e.g. `plan:<id>:approve`.
    pub key: String,
    /// Kind, e.g. `plan.approve`; people filter by it.
    pub kind: &'static str,
    /// What is to be done, in Chinese, without personal numbers.
    pub title: String,
    /// Page of the front end where it is done, e.g. `/work/water/plans?open=<id>`.
    pub link: String,
    /// For whom.
    pub audience: Audience,
    /// Only for those whose data scope holds this unit; none: for all of the audience.
    pub unit: Option<String>,
    /// Last day, where there is one.
    pub due_on: Option<NaiveDate>,
}

/// Opens a to-do. One that is open already is brought up to date; one that was closed is new again, and unread.
pub async fn open(conn: &mut Pg, todo: &Todo, now: DateTime<Utc>) -> QueryResult<()> {
    let (role, person) = match &todo.audience {
        Audience::Role(code) => (Some(code), None),
        Audience::Person(subject) => (None, Some(subject)),
    };
    diesel::sql_query("SELECT open_todo($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .bind::<SqlUuid, _>(Uuid::now_v7())
        .bind::<Text, _>(&todo.key)
        .bind::<Text, _>(todo.kind)
        .bind::<Text, _>(&todo.title)
        .bind::<Text, _>(&todo.link)
        .bind::<Nullable<Text>, _>(role)
        .bind::<Nullable<Text>, _>(person)
        .bind::<Nullable<Text>, _>(todo.unit.as_ref())
        .bind::<Nullable<Date>, _>(todo.due_on)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
        .await
        .map(drop)
}

/// Closes the to-do of a key, if it is open.
pub async fn close(conn: &mut Pg, key: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::sql_query("SELECT close_todo($1, $2)")
        .bind::<Text, _>(key)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
        .await
        .map(drop)
}

/// Makes the open to-dos whose key begins with `prefix` exactly these: for what a job finds by looking, not by a change.
pub async fn keep(conn: &mut Pg, prefix: &str, todos: &[Todo], now: DateTime<Utc>) -> QueryResult<()> {
    for todo in todos {
        open(conn, todo, now).await?;
    }
    let keys: Vec<&str> = todos.iter().map(|todo| todo.key.as_str()).collect();
    diesel::sql_query("SELECT close_other_todos($1, $2, $3)")
        .bind::<Text, _>(prefix)
        .bind::<Array<Text>, _>(keys)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
        .await
        .map(drop)
}
