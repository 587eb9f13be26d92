//! Tables and queries. Functions take a connection and give domain types; whoever calls opens the transaction.

pub mod fund;
pub mod journal;
pub mod reconciliation;
pub mod schema;
pub mod statement;
pub mod surcharge_income;

use diesel::result::Error;
use rules::Money;

/// An amount read from the database.
pub(crate) fn money(fen: i64) -> Result<Money, Error> {
    Money::from_fen(fen).ok_or_else(|| Error::DeserializationError(format!("{fen} fen are beyond fifteen digits").into()))
}

/// A value that the database constrains and the program must know.
pub(crate) fn known<T>(value: Option<T>, what: &str, text: &str) -> Result<T, Error> {
    value.ok_or_else(|| Error::DeserializationError(format!("unknown {what} {text:?}").into()))
}
