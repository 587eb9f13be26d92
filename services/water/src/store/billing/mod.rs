//! Rows of billing: runs, bills, payments, credit bills, number counters.

pub mod bill;
pub mod bill_adjustment;
pub mod bill_batch;
pub mod bill_detail;
pub mod candidate;
pub mod collection;
pub mod credit_bill;
pub mod json;
pub mod number;
pub mod payment;
pub mod report;
pub mod run;
pub mod unbilled;

use diesel::QueryResult;
use rules::Money;

use super::corrupt;

/// An amount of the database, which its CHECKs and the rules keep in range.
pub fn money(fen: i64) -> QueryResult<Money> {
    Money::from_fen(fen).ok_or_else(|| corrupt(format!("{fen} fen are out of range")))
}
