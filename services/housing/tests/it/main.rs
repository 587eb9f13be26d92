//! Tests of the housing service: rules by themselves, and the service through its real router on a real database.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod api;
mod contract;
mod incident_report;
mod procedure;
mod rule_change;
mod scope_walk;
mod service;
mod vote;
mod vote_property;
