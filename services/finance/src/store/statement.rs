//! Trial balance and statement of a fund, always computed from the lines themselves.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Nullable, SmallInt, Text},
};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::{Deserialize, Serialize};

use crate::domain::fund::FundKey;

/// No entry is booked before this day; see the migration.
pub const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();

/// An account's turnover up to or within a period. All amounts in fen.
#[derive(Debug, Clone, QueryableByName)]
pub struct AccountTurnover {
    /// Account code.
    #[diesel(sql_type = Text)]
    pub code: String,
    /// Account name.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Account kind.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// Pool.
    #[diesel(sql_type = Text)]
    pub pool: String,
    /// Debits less credits before the period.
    #[diesel(sql_type = BigInt)]
    pub opening_fen: i64,
    /// Debits in the period.
    #[diesel(sql_type = BigInt)]
    pub debit_fen: i64,
    /// Credits in the period, as a positive number.
    #[diesel(sql_type = BigInt)]
    pub credit_fen: i64,
}

impl AccountTurnover {
    /// Debits less credits at the end of the period.
    pub fn closing_fen(&self) -> i64 {
        self.opening_fen + self.debit_fen - self.credit_fen
    }
}

const TURNOVER: &str = "
    SELECT a.code, a.name, a.kind, a.pool,
           coalesce(sum(l.amount_fen) FILTER (WHERE e.booked_on < $2), 0)::bigint AS opening_fen,
           coalesce(sum(l.amount_fen) FILTER (WHERE e.booked_on >= $2 AND l.amount_fen > 0), 0)::bigint AS debit_fen,
           coalesce(-sum(l.amount_fen) FILTER (WHERE e.booked_on >= $2 AND l.amount_fen < 0), 0)::bigint AS credit_fen
    FROM accounts a
    LEFT JOIN (journal_lines l JOIN journal_entries e ON e.id = l.entry_id AND e.booked_on <= $3)
        ON l.fund = a.fund AND l.account = a.code
    WHERE a.fund = $1 AND ($4 IS NULL OR a.code = $4)
    GROUP BY a.code, a.name, a.kind, a.pool
    ORDER BY a.code";

/// The turnover of a fund's accounts from one day to another, both included, and what they held before.
pub async fn turnover(
    conn: &mut Pg,
    fund: FundKey,
    from: NaiveDate,
    to: NaiveDate,
    account: Option<&str>,
) -> QueryResult<Vec<AccountTurnover>> {
    diesel::sql_query(TURNOVER)
        .bind::<Text, _>(fund.as_str())
        .bind::<Date, _>(from)
        .bind::<Date, _>(to)
        .bind::<Nullable<Text>, _>(account)
        .load(conn)
        .await
}

/// One line of a statement.
#[derive(Debug, Clone, QueryableByName)]
pub struct StatementLine {
    /// Accounting day.
    #[diesel(sql_type = Date)]
    pub booked_on: NaiveDate,
    /// Entry number.
    #[diesel(sql_type = Text)]
    pub number: String,
    /// Place within the year.
    #[diesel(sql_type = BigInt)]
    pub sequence: i64,
    /// Line within the entry.
    #[diesel(sql_type = SmallInt)]
    pub line: i16,
    /// What the entry is about.
    #[diesel(sql_type = Text)]
    pub summary: String,
    /// Account code.
    #[diesel(sql_type = Text)]
    pub account: String,
    /// Account name.
    #[diesel(sql_type = Text)]
    pub account_name: String,
    /// Above zero a debit, below zero a credit, fen.
    #[diesel(sql_type = BigInt)]
    pub amount_fen: i64,
}

/// A place in a statement: day, sequence within the year, line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementPosition {
    day: NaiveDate,
    sequence: i64,
    line: i16,
}

impl StatementLine {
    /// Its place.
    pub fn position(&self) -> StatementPosition {
        StatementPosition {
            day: self.booked_on,
            sequence: self.sequence,
            line: self.line,
        }
    }
}

const LINES: &str = "
    SELECT e.booked_on, e.number, e.sequence::bigint AS sequence, l.line, e.summary,
           l.account, a.name AS account_name, l.amount_fen
    FROM journal_entries e
    JOIN journal_lines l ON l.entry_id = e.id
    JOIN accounts a ON a.fund = l.fund AND a.code = l.account
    WHERE e.fund = $1 AND e.booked_on BETWEEN $2 AND $3 AND ($4 IS NULL OR l.account = $4)
      AND (e.booked_on, e.sequence::bigint, l.line) > ($5, $6, $7)
    ORDER BY e.booked_on, e.sequence, l.line
    LIMIT $8";

/// What a statement covers.
#[derive(Debug, Clone)]
pub struct StatementRange {
    /// The fund.
    pub fund: FundKey,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// One account only.
    pub account: Option<String>,
}

/// Lines of a statement in order of day and number, after a position.
pub async fn lines(conn: &mut Pg, range: &StatementRange, after: Option<StatementPosition>, limit: i64) -> QueryResult<Vec<StatementLine>> {
    let after = after.unwrap_or(StatementPosition {
        day: range.from,
        sequence: 0,
        line: 0,
    });
    diesel::sql_query(LINES)
        .bind::<Text, _>(range.fund.as_str())
        .bind::<Date, _>(range.from)
        .bind::<Date, _>(range.to)
        .bind::<Nullable<Text>, _>(range.account.as_deref())
        .bind::<Date, _>(after.day)
        .bind::<BigInt, _>(after.sequence)
        .bind::<SmallInt, _>(after.line)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await
}
