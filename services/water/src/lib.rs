//! The county water bureau's service: metering, plans, progressive surcharge, irrigation prices, bills.
//!
//! Reading order: [`domain`] (the rules, pure), [`store`] (tables and queries), [`service`] (use cases: transaction,
//! rules, rows, audit), [`events`] (messages in and out), [`api`] (routes, requests and answers), [`app`] (how it is
//! put together), [`demonstration`] (the demonstration county).
//!
//! Two halves share this frame. The register: water users, meters, readings, plans, prices, calculators. Billing:
//! runs, bills, payments, credit bills and what finance answers.

pub mod api;
pub mod app;
pub mod command;
pub mod config;
pub mod demonstration;
pub mod domain;
pub mod events;
pub mod service;
pub mod store;

use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The department's own migrations; the platform's come first.
pub fn migrations() -> EmbeddedMigrations {
    const OWN: EmbeddedMigrations = embed_migrations!("migrations");
    OWN
}
