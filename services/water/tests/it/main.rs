//! The service on a real PostgreSQL, through its real router. Run with
//! `cargo run -q -p testkit --bin with-servers -- cargo test -p water`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod base_price;
mod billing_amount;
mod billing_bill;
mod billing_collection;
mod billing_constraint;
mod billing_county;
mod billing_credit;
mod billing_event;
mod billing_payment;
mod billing_plan;
mod billing_preview;
mod billing_resume;
mod billing_run;
mod billing_scope;
mod calculator;
mod contract;
mod demonstration;
mod enforcement;
mod export;
mod export_shared;
mod file_import_reading;
mod file_import_register;
mod irrigation;
mod master_meter;
mod meter;
mod plan;
mod plan_adjustment;
mod plan_case;
mod quota;
mod reading;
mod register;
mod report;
mod rule_change;
mod schema;
mod scope;
mod scope_walk;
mod supervision;
mod supervision_walk;
mod support;
mod todo;
mod water_user;
