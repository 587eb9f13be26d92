//! Tests of the emergency service: rules by themselves, and the service through its real router on a real database.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod api;
mod construction_grade;
mod contract;
mod incident_report;
mod plan_faults;
mod plans;
mod rule_change;
mod scope_walk;
mod service;
mod supply_grade;
