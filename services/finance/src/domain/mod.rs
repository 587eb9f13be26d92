//! The rules of the finance department. No I/O, no clock: dates, times and ids are arguments.
//!
//! Reading order: [`ruleset`] (what the texts fix), [`occupancy_fee`] and [`application_window`] (the public
//! calculators), [`fund`] (segregated funds and their accounts), [`ledger`] (double entry), [`surcharge_income`]
//! (flow S1), [`reconciliation`] (water's day against ours).

pub mod application_window;
pub mod date;
pub mod entry_number;
pub mod fund;
pub mod id;
pub mod ledger;
pub mod occupancy_fee;
pub mod reconciliation;
pub mod ruleset;
pub mod surcharge_income;
