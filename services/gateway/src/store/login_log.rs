//! Log-ins, failed ones, lockouts and the ends of sessions, from the audit log.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use super::schema::login_log;

/// One thing that happened to an account's log-in.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = login_log)]
pub struct LoginRow {
    /// Number of the audit entry.
    pub seq: i64,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// The account concerned; `unknown` where the name that was typed is no account's.
    pub username: String,
    /// What happened.
    pub kind: String,
    /// Who did it.
    pub actor: String,
    /// From where.
    pub address: Option<String>,
    /// What the browser said it was.
    pub agent: Option<String>,
    /// The request in which it happened.
    pub request_id: String,
}

/// Which rows are wanted; what is absent does not matter.
#[derive(Debug, Clone, Default)]
pub struct LoginFilter {
    /// The account concerned.
    pub username: Option<String>,
    /// What happened.
    pub kind: Option<String>,
    /// From where.
    pub address: Option<String>,
    /// From this moment.
    pub from: Option<DateTime<Utc>>,
    /// Up to before this moment.
    pub until: Option<DateTime<Utc>>,
}

/// Rows, the newest first, before a position.
pub async fn list(conn: &mut Pg, filter: &LoginFilter, before: Option<i64>, limit: i64) -> QueryResult<Vec<LoginRow>> {
    let mut query = login_log::table
        .order(login_log::seq.desc())
        .limit(limit)
        .select(LoginRow::as_select())
        .into_boxed();
    if let Some(username) = &filter.username {
        query = query.filter(login_log::username.eq(username));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(login_log::kind.eq(kind));
    }
    if let Some(address) = &filter.address {
        query = query.filter(login_log::address.eq(address));
    }
    if let Some(from) = filter.from {
        query = query.filter(login_log::occurred_at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(login_log::occurred_at.lt(until));
    }
    if let Some(before) = before {
        query = query.filter(login_log::seq.lt(before));
    }
    query.load(conn).await
}
