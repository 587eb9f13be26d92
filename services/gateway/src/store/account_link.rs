//! Whose account somebody is who has logged in elsewhere.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use super::schema::{account_links, ended_links};

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = account_links)]
pub struct AccountLink {
    /// Short name of the issuer.
    pub issuer: String,
    /// The person there.
    pub subject: String,
    /// The account here.
    pub username: String,
    /// Who linked them.
    pub linked_by: String,
    /// When.
    pub linked_at: DateTime<Utc>,
}

/// The link of somebody at an issuer.
pub async fn find(conn: &mut Pg, issuer: &str, subject: &str) -> QueryResult<Option<AccountLink>> {
    account_links::table
        .find((issuer, subject))
        .select(AccountLink::as_select())
        .first(conn)
        .await
        .optional()
}

/// The links of an account, by issuer.
pub async fn list(conn: &mut Pg, username: &str) -> QueryResult<Vec<AccountLink>> {
    account_links::table
        .filter(account_links::username.eq(username))
        .order(account_links::issuer)
        .select(AccountLink::as_select())
        .load(conn)
        .await
}

/// Adds a link; false when that person, or that account at the issuer, has one.
pub async fn insert(conn: &mut Pg, link: &AccountLink) -> QueryResult<bool> {
    let added = diesel::insert_into(account_links::table)
        .values(link)
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(added == 1)
}

/// Notes that an administrator has ended an account's link at an issuer.
pub async fn note_end(conn: &mut Pg, issuer: &str, username: &str) -> QueryResult<()> {
    diesel::insert_into(ended_links::table)
        .values((ended_links::issuer.eq(issuer), ended_links::username.eq(username)))
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}

/// Whether an administrator has ever ended the link of this account at this issuer.
pub async fn was_ended(conn: &mut Pg, issuer: &str, username: &str) -> QueryResult<bool> {
    let found = ended_links::table.find((issuer, username));
    diesel::select(diesel::dsl::exists(found)).get_result(conn).await
}

/// Takes an account's link to an issuer away.
pub async fn remove(conn: &mut Pg, username: &str, issuer: &str) -> QueryResult<Option<AccountLink>> {
    let found = account_links::table
        .filter(account_links::username.eq(username))
        .filter(account_links::issuer.eq(issuer));
    diesel::delete(found)
        .returning(AccountLink::as_returning())
        .get_result(conn)
        .await
        .optional()
}
