//! Use cases: each opens or is given a transaction, asks the domain, stores, and appends outbox and audit entries.

pub mod book_surcharge;
pub mod difference_case;
pub mod keep_payment_request;
pub mod metrics;
pub mod reconcile_surcharge;
pub mod rule_use;
pub mod sync_funds;
