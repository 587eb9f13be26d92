//! Tables and queries. Functions take the connection and return rows or domain types; the use cases open transactions.
//! Row-level security shows a session only what is in its data scope.

pub mod balance_test;
pub mod base_price;
pub mod base_price_proposal;
pub mod billing;
pub mod correction_order;
pub mod evaluation;
pub mod file_import;
pub mod flow_assessment;
pub mod inspection;
pub mod irrigation;
pub mod irrigation_approval;
pub mod meter;
pub mod meter_seal;
pub mod plan;
pub mod plan_adjustment;
pub mod project;
pub mod quota;
pub mod reading;
pub mod reclaimed;
pub mod reclaimed_scheme;
pub mod reward;
pub mod schema;
pub mod shortage;
pub mod violation_report;
pub mod water_user;

use diesel::{QueryResult, result::Error};

use crate::domain::code::Coded;

/// Rows of one INSERT: well below the 65,535 parameters that PostgreSQL takes.
const INSERT_ROWS: usize = 1_000;

/// A value of a closed list from its code in the database, which a CHECK keeps in the list.
pub fn decode<T: Coded>(code: &str) -> QueryResult<T> {
    T::from_code(code).ok_or_else(|| corrupt(format!("unknown code {code}")))
}

/// A number of the database that has the wrong sign or size for its type.
pub fn unsigned(value: i32) -> QueryResult<u32> {
    u32::try_from(value).map_err(|_| corrupt(format!("{value} is negative")))
}

/// What the database holds cannot be read: a fault of ours.
pub fn corrupt(what: impl Into<String>) -> Error {
    Error::DeserializationError(what.into().into())
}

/// A LIKE pattern for texts that contain `text`, whose own wildcards are taken literally.
fn containing(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_in_a_search_are_taken_literally() {
        assert_eq!(containing("50%_\\"), "%50\\%\\_\\\\%");
    }
}
