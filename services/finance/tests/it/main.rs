//! Tests of the finance service through its real router, on a real database of each test's own.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails")]

mod access;
mod booking;
mod broker;
mod calculator;
mod concurrency;
mod contract;
mod difference_case;
mod export;
mod ledger_api;
mod ledger_guard;
mod ledger_sql;
mod migration;
mod payment_request;
mod reconciliation;
mod reconciliation_window;
mod rule_change;
mod scope_walk;
mod simulation;
mod support;
