//! Accounts.

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
use rules::Fields;

use super::schema::accounts;
use crate::domain::account::{Account, DataScope};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts)]
struct AccountRow {
    username: String,
    name: String,
    password_hash: String,
    roles: Vec<String>,
    posts: Vec<String>,
    effective_roles: Vec<String>,
    unit: String,
    scope_kind: String,
    scope_units: Vec<String>,
    must_change_password: bool,
    active: bool,
    version: i32,
    token_version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    password_changed_at: DateTime<Utc>,
    last_login_at: Option<DateTime<Utc>>,
}

impl AccountRow {
    fn split(self) -> (Account, String) {
        // The table's checks allow only what parses.
        let scope = DataScope::parse(&self.scope_kind, self.scope_units, &mut Fields::new(), "");
        let account = Account {
            username: self.username,
            name: self.name,
            roles: self.roles,
            posts: self.posts,
            effective_roles: self.effective_roles,
            unit: self.unit,
            scope,
            must_change_password: self.must_change_password,
            active: self.active,
            version: self.version,
            token_version: self.token_version,
            created_at: self.created_at,
            updated_at: self.updated_at,
            last_login_at: self.last_login_at,
        };
        (account, self.password_hash)
    }
}

/// Which accounts a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this unit.
    pub unit: Option<String>,
    /// With this role, given or of a post.
    pub role: Option<String>,
    /// In this post.
    pub post: Option<String>,
    /// Active or not.
    pub active: Option<bool>,
}

/// An account with its password hash, if there is one of that name.
pub async fn find(conn: &mut Pg, username: &str) -> QueryResult<Option<(Account, String)>> {
    let row = accounts::table
        .find(username)
        .select(AccountRow::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(AccountRow::split))
}

/// The same, locked until the end of the transaction.
pub async fn lock(conn: &mut Pg, username: &str) -> QueryResult<Option<(Account, String)>> {
    let row = accounts::table
        .find(username)
        .for_update()
        .select(AccountRow::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(row.map(AccountRow::split))
}

/// How a list of accounts can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("name", "accounts.name", SortKind::Text),
        SortColumn::new("unit", "accounts.unit", SortKind::Text),
        SortColumn::new("last_login_at", "coalesce(accounts.last_login_at, '-infinity')", SortKind::Moment),
        SortColumn::new("created_at", "accounts.created_at", SortKind::Moment),
    ],
    unique: SortColumn::new("username", "accounts.username", SortKind::Text),
    default: "username",
};

/// A page of accounts.
pub async fn list(conn: &mut Pg, filter: &Filter, paging: &Paging) -> QueryResult<Page<Account>> {
    let mut query = accounts::table
        .select((AccountRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(unit) = &filter.unit {
        query = query.filter(accounts::unit.eq(unit.clone()));
    }
    if let Some(role) = &filter.role {
        query = query.filter(accounts::effective_roles.contains(vec![role.clone()]));
    }
    if let Some(post) = &filter.post {
        query = query.filter(accounts::posts.contains(vec![post.clone()]));
    }
    if let Some(active) = filter.active {
        query = query.filter(accounts::active.eq(active));
    }
    let page: Page<AccountRow> = paging.page(query.load(conn).await?);
    Ok(page.map(|row| row.split().0))
}

/// Names of the active accounts with a role, locked, so that two requests do not each take away the last but one.
pub async fn lock_active_with_role(conn: &mut Pg, role: &str) -> QueryResult<Vec<String>> {
    accounts::table
        .filter(accounts::active.and(accounts::effective_roles.contains(vec![role.to_owned()])))
        .order(accounts::username)
        .for_update()
        .select(accounts::username)
        .load(conn)
        .await
}

/// Names of the accounts in a post, locked in their order.
pub async fn lock_with_post(conn: &mut Pg, post: &str) -> QueryResult<Vec<String>> {
    accounts::table
        .filter(accounts::posts.contains(vec![post.to_owned()]))
        .order(accounts::username)
        .for_update()
        .select(accounts::username)
        .load(conn)
        .await
}

/// Adds an account; none when the name is taken, else the account as it is stored.
pub async fn insert(conn: &mut Pg, account: &Account, password_hash: &str) -> QueryResult<Option<Account>> {
    let row = AccountRow {
        username: account.username.clone(),
        name: account.name.clone(),
        password_hash: password_hash.to_owned(),
        roles: account.roles.clone(),
        posts: account.posts.clone(),
        effective_roles: Vec::new(),
        unit: account.unit.clone(),
        scope_kind: account.scope.kind().to_owned(),
        scope_units: account.scope.units().to_vec(),
        must_change_password: account.must_change_password,
        active: account.active,
        version: account.version,
        token_version: account.token_version,
        created_at: account.created_at,
        updated_at: account.updated_at,
        password_changed_at: account.created_at,
        last_login_at: account.last_login_at,
    };
    let added = diesel::insert_into(accounts::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(AccountRow::as_select())
        .get_result(conn)
        .await
        .optional()?;
    Ok(added.map(|row| row.split().0))
}

/// Stores what an administrator changed; the account as it is stored.
pub async fn update(conn: &mut Pg, account: &Account) -> QueryResult<Account> {
    let row: AccountRow = diesel::update(accounts::table.find(&account.username))
        .set((
            accounts::name.eq(&account.name),
            accounts::roles.eq(&account.roles),
            accounts::posts.eq(&account.posts),
            accounts::unit.eq(&account.unit),
            accounts::scope_kind.eq(account.scope.kind()),
            accounts::scope_units.eq(account.scope.units()),
            accounts::active.eq(account.active),
            accounts::version.eq(account.version),
            accounts::updated_at.eq(account.updated_at),
        ))
        .returning(AccountRow::as_select())
        .get_result(conn)
        .await?;
    Ok(row.split().0)
}

/// Stores a new password; `must_change` when somebody else chose it.
pub async fn set_password(conn: &mut Pg, username: &str, password_hash: &str, must_change: bool, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(accounts::table.find(username))
        .set((
            accounts::password_hash.eq(password_hash),
            accounts::must_change_password.eq(must_change),
            accounts::password_changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes a log-in.
pub async fn note_login(conn: &mut Pg, username: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(accounts::table.find(username))
        .set(accounts::last_login_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}
