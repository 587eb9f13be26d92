//! Log-ins, failed ones, lockouts and the ends of sessions, from the audit log.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};

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

/// How the log can be sorted; the numbers go by time.
pub const SORTING: Sorting = Sorting {
    columns: &[SortColumn::new("username", "login_log.username", SortKind::Text)],
    unique: SortColumn::new("seq", "login_log.seq", SortKind::Whole),
    default: "-seq",
};

/// A page of rows.
pub async fn list(conn: &mut Pg, filter: &LoginFilter, paging: &Paging) -> QueryResult<Page<LoginRow>> {
    let mut query = login_log::table
        .select((LoginRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
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
    Ok(paging.page(query.load(conn).await?))
}
