//! The statement of a fund over a period: opening and closing balances, and every line between them.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Path, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
};
use rules::Fields;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    error::{parse_dates, require_order},
    fund::require_fund,
    own_side, yuan,
};
use crate::store::statement::{self, AccountTurnover, StatementLine, StatementPosition, StatementRange};

/// What a statement covers.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatementQuery {
    /// First day.
    from: String,
    /// Last day.
    to: String,
    /// One account only.
    account: Option<String>,
    /// Lines on a page, 1 to 200.
    limit: Option<i64>,
    /// Position given by the page before.
    cursor: Option<String>,
}

/// A statement. Amounts in yuan.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementView {
    /// Fund.
    fund: String,
    /// Name of the fund.
    name: String,
    /// First day.
    from: NaiveDate,
    /// Last day.
    to: NaiveDate,
    /// Opening and closing balances of the whole period, on every page.
    accounts: Vec<StatementAccountView>,
    /// Lines, in order of day and entry number.
    items: Vec<StatementLineView>,
    /// Pass it as `cursor` to get the next page.
    next_cursor: Option<String>,
}

/// An account in a statement. Opening and closing are on the account's own side.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementAccountView {
    /// Code.
    pub(super) code: String,
    /// Name.
    pub(super) name: String,
    /// Balance before the first day.
    #[schema(example = "0.00")]
    pub(super) opening: String,
    /// Debits of the period.
    #[schema(example = "1890.00")]
    pub(super) debit: String,
    /// Credits of the period.
    #[schema(example = "0.00")]
    pub(super) credit: String,
    /// Balance after the last day.
    #[schema(example = "1890.00")]
    pub(super) closing: String,
}

/// A line of a statement.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementLineView {
    /// Accounting day.
    pub(super) booked_on: NaiveDate,
    /// Entry number.
    #[schema(example = "SZ-2026-000001")]
    pub(super) entry_number: String,
    /// Line within the entry.
    pub(super) line: i16,
    /// What the entry is about.
    pub(super) summary: String,
    /// Account code.
    pub(super) account: String,
    /// Account name.
    pub(super) account_name: String,
    /// Debit, or `0.00`.
    pub(super) debit: String,
    /// Credit, or `0.00`.
    pub(super) credit: String,
}

impl From<AccountTurnover> for StatementAccountView {
    fn from(row: AccountTurnover) -> Self {
        Self {
            opening: yuan(own_side(&row.kind, row.opening_fen)),
            debit: yuan(row.debit_fen),
            credit: yuan(row.credit_fen),
            closing: yuan(own_side(&row.kind, row.closing_fen())),
            code: row.code,
            name: row.name,
        }
    }
}

impl From<StatementLine> for StatementLineView {
    fn from(row: StatementLine) -> Self {
        Self {
            booked_on: row.booked_on,
            entry_number: row.number,
            line: row.line,
            summary: row.summary,
            account: row.account,
            account_name: row.account_name,
            debit: yuan(row.amount_fen.max(0)),
            credit: yuan((-row.amount_fen).max(0)),
        }
    }
}

/// The statement of a fund.
#[utoipa::path(
    get,
    path = "/v1/funds/{fund}/statement",
    tag = "ledger",
    params(("fund" = String, Path, description = "Key of the fund"), StatementQuery),
    responses((status = 200, body = StatementView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody))
)]
pub async fn show_statement(
    database: web::Data<Database>,
    principal: Principal,
    Path(fund): Path<String>,
    Query(query): Query<StatementQuery>,
) -> Result<HttpResponse, Problem> {
    let (from, to) = period(&query.from, &query.to)?;
    let limit = page::limit(query.limit)?;
    let after = page::position::<StatementPosition>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let (key, fund) = require_fund(&mut conn, &fund).await?;
    let range = StatementRange {
        fund: key,
        from,
        to,
        account: query.account,
    };
    let accounts = statement::turnover(&mut conn, key, from, to, range.account.as_deref()).await?;
    require_account(&range, &accounts)?;
    let lines = statement::lines(&mut conn, &range, after, limit + 1).await?;
    let page = Page::of(lines, limit, StatementLine::position);
    Ok(HttpResponse::Ok().json(StatementView {
        fund: fund.key,
        name: fund.name,
        from,
        to,
        accounts: accounts.into_iter().map(StatementAccountView::from).collect(),
        items: page.items.into_iter().map(StatementLineView::from).collect(),
        next_cursor: page.next_cursor,
    }))
}

/// First and last day of a period.
pub(super) fn period(from: &str, to: &str) -> Result<(NaiveDate, NaiveDate), Problem> {
    let [from, to] = parse_dates([("/from", Some(from)), ("/to", Some(to))])?;
    require_order(from, to)?;
    Ok((from.unwrap_or_default(), to.unwrap_or_default()))
}

/// Refuses an account that the fund does not have.
pub(super) fn require_account(range: &StatementRange, found: &[AccountTurnover]) -> Result<(), Problem> {
    let mut fields = Fields::new();
    if let Some(account) = &range.account
        && found.is_empty()
    {
        fields.fault(
            "/account",
            "unknown_account",
            format!("资金「{}」没有科目「{account}」", range.fund),
        );
    }
    Ok(fields.finish()?)
}
