//! Funds and accounts as the rule files write them.

use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use super::{
    known, money,
    schema::{accounts, allowed_transfers, funds},
};
use crate::domain::{
    fund::{AccountCode, Fund, FundKey, Funds},
    ledger::Balances,
};

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = funds)]
struct FundRow<'a> {
    key: &'a str,
    name: &'a str,
    prefix: &'a str,
    unit: &'a str,
    separates_income_and_spending: bool,
    document: &'a str,
    article: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = accounts)]
struct AccountRow<'a> {
    fund: &'a str,
    code: &'a str,
    name: &'a str,
    kind: &'a str,
    pool: &'a str,
    no_overdraft: bool,
}

#[derive(Insertable)]
#[diesel(table_name = allowed_transfers)]
struct TransferRow<'a> {
    fund: &'a str,
    code: &'a str,
    from_pool: &'a str,
    to_pool: &'a str,
}

/// Brings the tables to what the rule files say. What is printed on entries (prefix, kind, pool) never changes, and no
/// guard of a fund with entries is taken away: the database refuses rule files that would do that.
pub async fn sync(conn: &mut Pg, all: &Funds) -> QueryResult<()> {
    for fund in all.iter() {
        let row = FundRow {
            key: fund.key.as_str(),
            name: &fund.name,
            prefix: &fund.prefix,
            unit: &fund.unit,
            separates_income_and_spending: fund.separates_income_and_spending,
            document: &fund.citation.document,
            article: &fund.citation.article,
        };
        diesel::insert_into(funds::table)
            .values(&row)
            .on_conflict(funds::key)
            .do_update()
            .set(&row)
            .execute(conn)
            .await?;
        sync_accounts(conn, fund).await?;
        sync_transfers(conn, fund).await?;
    }
    Ok(())
}

/// Code of the unit that keeps a fund, which is its data scope.
pub async fn unit_of(conn: &mut Pg, fund: &str) -> QueryResult<String> {
    funds::table.find(fund).select(funds::unit).first(conn).await
}

async fn sync_accounts(conn: &mut Pg, fund: &Fund) -> QueryResult<()> {
    let rows: Vec<_> = fund
        .accounts
        .values()
        .map(|account| AccountRow {
            fund: fund.key.as_str(),
            code: account.code.as_str(),
            name: &account.name,
            kind: account.kind.as_str(),
            pool: &account.pool,
            no_overdraft: account.no_overdraft,
        })
        .collect();
    diesel::insert_into(accounts::table)
        .values(&rows)
        .on_conflict((accounts::fund, accounts::code))
        .do_update()
        .set((
            accounts::name.eq(excluded(accounts::name)),
            accounts::kind.eq(excluded(accounts::kind)),
            accounts::pool.eq(excluded(accounts::pool)),
            accounts::no_overdraft.eq(excluded(accounts::no_overdraft)),
        ))
        .execute(conn)
        .await
        .map(drop)
}

async fn sync_transfers(conn: &mut Pg, fund: &Fund) -> QueryResult<()> {
    let rows: Vec<_> = fund
        .transfers
        .iter()
        .map(|transfer| TransferRow {
            fund: fund.key.as_str(),
            code: &transfer.code,
            from_pool: &transfer.from,
            to_pool: &transfer.to,
        })
        .collect();
    let codes: Vec<_> = rows.iter().map(|row| row.code).collect();
    let ended = allowed_transfers::fund
        .eq(fund.key.as_str())
        .and(allowed_transfers::code.ne_all(codes));
    diesel::delete(allowed_transfers::table.filter(ended)).execute(conn).await?;
    if rows.is_empty() {
        return Ok(());
    }
    diesel::insert_into(allowed_transfers::table)
        .values(&rows)
        .on_conflict((allowed_transfers::fund, allowed_transfers::code))
        .do_update()
        .set((
            allowed_transfers::from_pool.eq(excluded(allowed_transfers::from_pool)),
            allowed_transfers::to_pool.eq(excluded(allowed_transfers::to_pool)),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// A fund as it stands in the database, for lists.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = funds)]
pub struct StoredFund {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// First part of its entry numbers.
    pub prefix: String,
    /// Unit that keeps it.
    pub unit: String,
    /// Document that it rests on.
    pub document: String,
    /// Article.
    pub article: String,
}

/// The funds within the data scope, by key, after a position.
pub async fn list(conn: &mut Pg, after: Option<&str>, limit: i64) -> QueryResult<Vec<StoredFund>> {
    let mut query = funds::table
        .select(StoredFund::as_select())
        .order(funds::key)
        .limit(limit)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(funds::key.gt(after.to_owned()));
    }
    query.load(conn).await
}

/// A fund, when it is within the data scope.
pub async fn find(conn: &mut Pg, key: FundKey) -> QueryResult<Option<StoredFund>> {
    funds::table
        .find(key.as_str())
        .select(StoredFund::as_select())
        .first(conn)
        .await
        .optional()
}

/// An account with its balance now.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct StoredAccount {
    /// Fund.
    pub fund: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Pool.
    pub pool: String,
    /// Whether it may not fall below zero.
    pub no_overdraft: bool,
    /// Debits less credits, fen.
    pub balance_fen: i64,
}

/// The accounts of funds, within the data scope, by fund and code.
pub async fn list_accounts(conn: &mut Pg, funds: &[&str]) -> QueryResult<Vec<StoredAccount>> {
    accounts::table
        .filter(accounts::fund.eq_any(funds))
        .select(StoredAccount::as_select())
        .order((accounts::fund, accounts::code))
        .load(conn)
        .await
}

/// Locks accounts of a fund until the end of the transaction, always in the same order, and gives their balances.
pub async fn lock_balances(conn: &mut Pg, fund: FundKey, codes: &[&str]) -> QueryResult<Balances> {
    let rows: Vec<(String, i64)> = accounts::table
        .filter(accounts::fund.eq(fund.as_str()).and(accounts::code.eq_any(codes)))
        .order(accounts::code)
        .select((accounts::code, accounts::balance_fen))
        .for_update()
        .load(conn)
        .await?;
    let mut balances = Vec::with_capacity(rows.len());
    for (code, fen) in rows {
        let known_code = known(AccountCode::try_from(code.clone()).ok(), "account code", &code)?;
        balances.push((known_code, money(fen)?));
    }
    Ok(Balances::new(balances))
}
