//! Whose account somebody is who has logged in elsewhere. Links belong to the issuer's URL; its short name is what people call
//! it (and what the version before finds them by).

use chrono::{DateTime, Utc};
use diesel::{dsl, prelude::*};
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use super::schema::{account_links, ended_links, sessions};

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = account_links)]
pub struct AccountLink {
    /// Short name of the issuer when they were linked; its URL once another issuer is called so.
    pub issuer: String,
    /// The person there.
    pub subject: String,
    /// The account here.
    pub username: String,
    /// Who linked them.
    pub linked_by: String,
    /// When.
    pub linked_at: DateTime<Utc>,
    /// The issuer's URL. None where the version before has linked them and nobody knows yet: such a link opens nothing.
    pub issuer_url: Option<String>,
}

/// What [`adopt`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adopted {
    /// Links that have a URL now.
    pub links: usize,
    /// Ended ones.
    pub ended: usize,
    /// Links that said something else than those of the URL, which are gone.
    pub dropped: usize,
}

impl Adopted {
    /// Whether it did anything.
    pub fn is_any(self) -> bool {
        self.links + self.ended + self.dropped > 0
    }
}

/// The link of somebody at an issuer.
pub async fn find(conn: &mut Pg, issuer_url: &str, subject: &str) -> QueryResult<Option<AccountLink>> {
    account_links::table
        .filter(account_links::issuer_url.eq(issuer_url))
        .filter(account_links::subject.eq(subject))
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

/// Notes that an administrator has ended a link.
pub async fn note_end(conn: &mut Pg, link: &AccountLink) -> QueryResult<()> {
    diesel::insert_into(ended_links::table)
        .values((
            ended_links::issuer.eq(&link.issuer),
            ended_links::username.eq(&link.username),
            ended_links::issuer_url.eq(&link.issuer_url),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}

/// Whether an administrator has ever ended the link of this account at this issuer.
pub async fn was_ended(conn: &mut Pg, issuer_url: &str, username: &str) -> QueryResult<bool> {
    let found = ended_links::table
        .filter(ended_links::issuer_url.eq(issuer_url))
        .filter(ended_links::username.eq(username));
    diesel::select(dsl::exists(found)).get_result(conn).await
}

/// Takes an account's link to an issuer away.
pub async fn remove(conn: &mut Pg, username: &str, issuer_url: &str) -> QueryResult<Option<AccountLink>> {
    let found = account_links::table
        .filter(account_links::username.eq(username))
        .filter(account_links::issuer_url.eq(issuer_url));
    diesel::delete(found)
        .returning(AccountLink::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// The same where the settings do not have the issuer (any more): by what it is called instead.
pub async fn remove_former(conn: &mut Pg, username: &str, label: &str) -> QueryResult<Option<AccountLink>> {
    // Once the name is lost, both columns hold the URL.
    let is_called_so = account_links::issuer_url.eq(label).or(account_links::issuer.eq(label));
    let found = account_links::table
        .filter(account_links::username.eq(username))
        .filter(is_called_so);
    diesel::delete(found)
        .returning(AccountLink::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Gives what the version before has written under an issuer's short name to the issuer's URL. Whatever belongs to another
/// issuer that was called so before loses the name first.
pub async fn adopt(conn: &mut Pg, issuer: &str, issuer_url: &str) -> QueryResult<Adopted> {
    give_up_name(conn, issuer, issuer_url).await?;
    let dropped = drop_contradicting(conn, issuer, issuer_url).await?;
    let links = account_links::table
        .filter(account_links::issuer.eq(issuer))
        .filter(account_links::issuer_url.is_null());
    let links = diesel::update(links)
        .set(account_links::issuer_url.eq(issuer_url))
        .execute(conn)
        .await?;
    let ended = ended_links::table
        .filter(ended_links::issuer.eq(issuer))
        .filter(ended_links::issuer_url.is_null());
    let ended = diesel::update(ended)
        .set(ended_links::issuer_url.eq(issuer_url))
        .execute(conn)
        .await?;
    let sessions = sessions::table
        .filter(sessions::issuer.eq(issuer))
        .filter(sessions::issuer_url.is_null());
    diesel::update(sessions)
        .set(sessions::issuer_url.eq(issuer_url))
        .execute(conn)
        .await?;
    Ok(Adopted { links, ended, dropped })
}

async fn give_up_name(conn: &mut Pg, issuer: &str, issuer_url: &str) -> QueryResult<()> {
    let links = account_links::table
        .filter(account_links::issuer.eq(issuer))
        .filter(account_links::issuer_url.ne(issuer_url));
    let to_url = account_links::issuer.eq(account_links::issuer_url.assume_not_null());
    diesel::update(links).set(to_url).execute(conn).await?;
    let ended = ended_links::table
        .filter(ended_links::issuer.eq(issuer))
        .filter(ended_links::issuer_url.ne(issuer_url));
    let to_url = ended_links::issuer.eq(ended_links::issuer_url.assume_not_null());
    diesel::update(ended).set(to_url).execute(conn).await?;
    Ok(())
}

/// Where the issuer has had another short name in between, what was linked then is newer.
async fn drop_contradicting(conn: &mut Pg, issuer: &str, issuer_url: &str) -> QueryResult<usize> {
    let (newer, newer_end) = diesel::alias!(account_links as newer, ended_links as newer_end);
    let is_of_same = newer
        .field(account_links::subject)
        .eq(account_links::subject)
        .or(newer.field(account_links::username).eq(account_links::username));
    let contradicting = newer
        .filter(newer.field(account_links::issuer_url).eq(issuer_url))
        .filter(is_of_same);
    let links = account_links::table
        .filter(account_links::issuer.eq(issuer))
        .filter(account_links::issuer_url.is_null())
        .filter(dsl::exists(contradicting));
    let dropped = diesel::delete(links).execute(conn).await?;
    let contradicting = newer_end
        .filter(newer_end.field(ended_links::issuer_url).eq(issuer_url))
        .filter(newer_end.field(ended_links::username).eq(ended_links::username));
    let ended = ended_links::table
        .filter(ended_links::issuer.eq(issuer))
        .filter(ended_links::issuer_url.is_null())
        .filter(dsl::exists(contradicting));
    diesel::delete(ended).execute(conn).await?;
    Ok(dropped)
}

/// Short names under which there are links whose issuer nobody knows.
pub async fn orphans(conn: &mut Pg) -> QueryResult<Vec<String>> {
    account_links::table
        .filter(account_links::issuer_url.is_null())
        .select(account_links::issuer)
        .distinct()
        .order(account_links::issuer)
        .load(conn)
        .await
}
