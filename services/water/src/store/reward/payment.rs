//! The money of a year, payment requests and their lines.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{dsl::sql, prelude::*, sql_types::BigInt};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::store::schema::{
    number_counters, reward_budgets, reward_payment_lines as lines, reward_payment_requests as requests, reward_villages,
};

/// The money of a year.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reward_budgets)]
pub struct BudgetRow {
    /// Year.
    pub year: i32,
    /// For subsidies, fen.
    pub subsidy_fen: i64,
    /// For rewards, fen.
    pub reward_fen: i64,
    /// Document that fixes it.
    pub document: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Version.
    pub version: i32,
}

/// A payment request.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = requests, treat_none_as_null = true)]
pub struct RequestRow {
    /// Identity.
    pub id: Uuid,
    /// Number.
    pub number: String,
    /// Year.
    pub year: i32,
    /// `draft`, `requested`, `accepted`, `rejected` or `withdrawn`.
    pub state: String,
    /// Subsidies, fen.
    pub subsidy_fen: i64,
    /// Rewards, fen.
    pub reward_fen: i64,
    /// Money and need of the year when it was drafted.
    pub trace: Value,
    /// Who drafted it.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// Finance's number.
    pub finance_number: Option<String>,
    /// When finance answered.
    pub answered_on: Option<NaiveDate>,
    /// Why it was rejected or given up.
    pub reason: Option<String>,
    /// Version.
    pub version: i32,
}

/// A village's line.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = lines, treat_none_as_null = true)]
pub struct LineRow {
    /// Identity.
    pub id: Uuid,
    /// Request.
    pub request_id: Uuid,
    /// Declaration.
    pub declaration_id: Uuid,
    /// Village.
    pub village: String,
    /// Town.
    pub town: String,
    /// Subsidy, fen.
    pub subsidy_fen: i64,
    /// Reward, fen.
    pub reward_fen: i64,
    /// Article of the subsidy.
    pub subsidy_article: String,
    /// Article of the reward.
    pub reward_article: String,
    /// Why the subsidy is nothing or less than in full.
    pub subsidy_reason: Option<String>,
    /// The same for the reward.
    pub reward_reason: Option<String>,
    /// Account: holder, …
    pub account_name: Option<String>,
    /// … bank, …
    pub account_bank: Option<String>,
    /// … number.
    pub account_number: Option<String>,
    /// `waiting`, `paid`, `failed`, `decided` or `dropped`.
    pub state: String,
    /// Reference of the bank.
    pub bank_reference: Option<String>,
    /// Day.
    pub paid_on: Option<NaiveDate>,
    /// Why it failed.
    pub failure: Option<String>,
    /// The steps.
    #[serde(skip)]
    pub trace: Value,
}

/// Records the money of a year, or what it is now.
pub async fn put_budget(conn: &mut Pg, row: &BudgetRow) -> QueryResult<()> {
    diesel::insert_into(reward_budgets::table)
        .values(row)
        .on_conflict(reward_budgets::year)
        .do_update()
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The money of a year.
pub async fn budget(conn: &mut Pg, year: i32) -> QueryResult<Option<BudgetRow>> {
    reward_budgets::table
        .find(year)
        .select(BudgetRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// All years, the latest first.
pub async fn budgets(conn: &mut Pg) -> QueryResult<Vec<BudgetRow>> {
    reward_budgets::table
        .order(reward_budgets::year.desc())
        .select(BudgetRow::as_select())
        .load(conn)
        .await
}

/// The next number of a year.
pub async fn take_number(conn: &mut Pg, year: i32) -> QueryResult<String> {
    let last: i64 = diesel::insert_into(number_counters::table)
        .values((
            number_counters::kind.eq("JB"),
            number_counters::period.eq(year.to_string()),
            number_counters::last.eq(1),
        ))
        .on_conflict((number_counters::kind, number_counters::period))
        .do_update()
        .set(number_counters::last.eq(number_counters::last + sql::<BigInt>("excluded.last")))
        .returning(number_counters::last)
        .get_result(conn)
        .await?;
    Ok(format!("奖补拨付〔{year}〕{last}号"))
}

/// Stores a request with its lines.
pub async fn insert(conn: &mut Pg, row: &RequestRow, of: &[LineRow]) -> QueryResult<()> {
    diesel::insert_into(requests::table).values(row).execute(conn).await?;
    diesel::insert_into(lines::table).values(of).execute(conn).await.map(drop)
}

/// Stores a changed request.
pub async fn update(conn: &mut Pg, row: &RequestRow) -> QueryResult<()> {
    diesel::update(requests::table.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// Stores a changed line.
pub async fn update_line(conn: &mut Pg, row: &LineRow) -> QueryResult<()> {
    diesel::update(lines::table.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// Nothing comes of the lines of a request.
pub async fn drop_lines(conn: &mut Pg, request: Uuid) -> QueryResult<()> {
    diesel::update(lines::table.filter(lines::request_id.eq(request)))
        .set(lines::state.eq("dropped"))
        .execute(conn)
        .await
        .map(drop)
}

/// A request, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<RequestRow>> {
    requests::table
        .find(id)
        .select(RequestRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The same, locked.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<RequestRow>> {
    let found = requests::table.find(id).select(RequestRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// A page of requests, the newest first.
pub async fn list(conn: &mut Pg, year: Option<i32>, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<RequestRow>> {
    let mut query = requests::table
        .order(requests::id.desc())
        .limit(limit)
        .select(RequestRow::as_select())
        .into_boxed();
    if let Some(year) = year {
        query = query.filter(requests::year.eq(year));
    }
    if let Some(before) = before {
        query = query.filter(requests::id.lt(before));
    }
    query.load(conn).await
}

/// A line, locked.
pub async fn lock_line(conn: &mut Pg, id: Uuid) -> QueryResult<Option<LineRow>> {
    let found = lines::table.find(id).select(LineRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// Lines of a request with the names of the villages.
pub async fn lines_of(conn: &mut Pg, request: Uuid) -> QueryResult<Vec<(LineRow, String)>> {
    lines::table
        .inner_join(reward_villages::table.on(reward_villages::code.eq(lines::village)))
        .filter(lines::request_id.eq(request))
        .order((lines::town, lines::village))
        .select((LineRow::as_select(), reward_villages::name))
        .load(conn)
        .await
}

/// What a village's declaration has been asked for or paid, the latest first.
pub async fn lines_of_declaration(conn: &mut Pg, declaration: Uuid) -> QueryResult<Vec<LineRow>> {
    lines::table
        .filter(lines::declaration_id.eq(declaration))
        .order(lines::id.desc())
        .select(LineRow::as_select())
        .load(conn)
        .await
}

/// Lines of a year that count against its money.
pub async fn lines_of_year(conn: &mut Pg, year: i32) -> QueryResult<Vec<LineRow>> {
    lines::table
        .inner_join(requests::table)
        .filter(requests::year.eq(year))
        .filter(lines::state.eq_any(["waiting", "paid", "decided"]))
        .order(lines::id)
        .select(LineRow::as_select())
        .load(conn)
        .await
}
