//! Funds with their accounts, and the trial balance of each.

use actix_web::{HttpResponse, web};
use chrono::{NaiveDate, Utc};
use platform::{
    Database, Problem,
    clock::local_date,
    database::Pg,
    http::{
        access::Principal,
        extract::{Path, Query},
        page::{self, Page},
        problem::{CitationBody, ProblemBody},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    error::{NotThere, parse_dates},
    own_side, yuan,
};
use crate::{
    domain::fund::FundKey,
    store::{
        fund::{self, StoredAccount, StoredFund},
        statement::{self, AccountTurnover, FIRST_DAY},
    },
};

/// A segregated fund.
#[derive(Debug, Serialize, ToSchema)]
pub struct FundView {
    /// Key.
    #[schema(example = "water_surcharge")]
    key: String,
    /// Name.
    name: String,
    /// First part of its entry numbers.
    #[schema(example = "SZ")]
    prefix: String,
    /// Unit that keeps it.
    unit: String,
    /// What it rests on.
    citation: CitationBody,
    /// Its accounts.
    accounts: Vec<AccountView>,
}

/// An account with its balance now.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountView {
    /// Code.
    #[schema(example = "1001")]
    code: String,
    /// Name.
    name: String,
    /// `asset`, `liability`, `net_assets`, `income` or `expense`.
    kind: String,
    /// Pool within the fund.
    pool: String,
    /// Whether it may not fall below zero.
    no_overdraft: bool,
    /// Balance on the account's own side, yuan.
    #[schema(example = "1890.00")]
    balance: String,
}

/// Position in the list of funds.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FundQuery {
    /// Funds on a page, 1 to 200.
    limit: Option<i64>,
    /// Position given by the page before.
    cursor: Option<String>,
}

fn account_view(account: &StoredAccount) -> AccountView {
    AccountView {
        code: account.code.clone(),
        name: account.name.clone(),
        kind: account.kind.clone(),
        pool: account.pool.clone(),
        no_overdraft: account.no_overdraft,
        balance: yuan(own_side(&account.kind, account.balance_fen)),
    }
}

fn fund_view(fund: StoredFund, accounts: &[StoredAccount]) -> FundView {
    FundView {
        accounts: accounts
            .iter()
            .filter(|account| account.fund == fund.key)
            .map(account_view)
            .collect(),
        key: fund.key,
        name: fund.name,
        prefix: fund.prefix,
        unit: fund.unit,
        citation: CitationBody {
            document: fund.document,
            article: fund.article,
        },
    }
}

/// The segregated funds with their accounts and balances, by key.
#[utoipa::path(
    get,
    path = "/v1/funds",
    tag = "ledger",
    params(FundQuery),
    responses((status = 200, body = Page<FundView>), (status = 400, body = ProblemBody))
)]
pub async fn list_funds(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<FundQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<String>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let funds = fund::list(&mut conn, after.as_deref(), limit + 1).await?;
    let page = Page::of(funds, limit, |fund| fund.key.clone());
    let keys: Vec<_> = page.items.iter().map(|fund| fund.key.as_str()).collect();
    let accounts = fund::list_accounts(&mut conn, &keys).await?;
    Ok(HttpResponse::Ok().json(page.map(|fund| fund_view(fund, &accounts))))
}

/// Day of a trial balance.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrialBalanceQuery {
    /// Up to and including this day; today when absent.
    as_of: Option<String>,
}

/// The balances of every account on a day. Amounts in yuan.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrialBalanceView {
    /// Fund.
    fund: String,
    /// Name of the fund.
    name: String,
    /// Day.
    as_of: NaiveDate,
    /// By account code.
    accounts: Vec<TrialBalanceLine>,
    /// All debit balances.
    debit_total: String,
    /// All credit balances.
    credit_total: String,
    /// Whether debits equal credits, in balances and in turnover. The database lets nothing else happen.
    balanced: bool,
}

/// An account in a trial balance. Amounts in yuan.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrialBalanceLine {
    /// Code.
    code: String,
    /// Name.
    name: String,
    /// Kind.
    kind: String,
    /// Balance if debits prevail, else `0.00`.
    debit: String,
    /// Balance if credits prevail, else `0.00`.
    credit: String,
    /// All debits so far.
    debit_turnover: String,
    /// All credits so far.
    credit_turnover: String,
}

/// The trial balance of a fund.
#[utoipa::path(
    get,
    path = "/v1/funds/{fund}/trial-balance",
    tag = "ledger",
    params(("fund" = String, Path, description = "Key of the fund"), TrialBalanceQuery),
    responses((status = 200, body = TrialBalanceView), (status = 404, body = ProblemBody))
)]
pub async fn show_trial_balance(
    database: web::Data<Database>,
    principal: Principal,
    Path(fund): Path<String>,
    Query(query): Query<TrialBalanceQuery>,
) -> Result<HttpResponse, Problem> {
    let [as_of] = parse_dates([("/as_of", query.as_of.as_deref())])?;
    let as_of = as_of.unwrap_or_else(|| local_date(Utc::now()));
    let mut conn = database.connection(&principal.scope).await?;
    let (key, fund) = require_fund(&mut conn, &fund).await?;
    let rows = statement::turnover(&mut conn, key, FIRST_DAY, as_of, None).await?;
    Ok(HttpResponse::Ok().json(trial_balance(&fund, as_of, &rows)))
}

/// The fund of a path, when it exists within the data scope.
pub(super) async fn require_fund(conn: &mut Pg, name: &str) -> Result<(FundKey, StoredFund), Problem> {
    let key: FundKey = name.parse().map_err(NotThere::from)?;
    match fund::find(conn, key).await? {
        Some(fund) => Ok((key, fund)),
        None => Err(Problem::not_found(format!("没有资金「{name}」，或它不在您的数据范围内"))),
    }
}

fn trial_balance(fund: &StoredFund, as_of: NaiveDate, rows: &[AccountTurnover]) -> TrialBalanceView {
    let debit = |row: &AccountTurnover| row.closing_fen().max(0);
    let credit = |row: &AccountTurnover| (-row.closing_fen()).max(0);
    let accounts = rows.iter().map(|row| TrialBalanceLine {
        code: row.code.clone(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        debit: yuan(debit(row)),
        credit: yuan(credit(row)),
        debit_turnover: yuan(row.debit_fen),
        credit_turnover: yuan(row.credit_fen),
    });
    let (debits, credits): (i64, i64) = (rows.iter().map(debit).sum(), rows.iter().map(credit).sum());
    let turnover_differs = rows.iter().map(|row| row.debit_fen - row.credit_fen).sum::<i64>() != 0;
    TrialBalanceView {
        fund: fund.key.clone(),
        name: fund.name.clone(),
        as_of,
        accounts: accounts.collect(),
        debit_total: yuan(debits),
        credit_total: yuan(credits),
        balanced: debits == credits && !turnover_differs,
    }
}
