//! The county finance bureau's service: segregated ledgers, surcharge income, revolving fund calculators.
//!
//! Reading order: [`domain`] (the rules, pure), [`store`] (tables and queries), [`service`] (use cases),
//! [`events`] (messages in), [`api`] (routes), [`job`] (what runs by itself), [`app`] (how it is put together).

pub mod api;
pub mod app;
pub mod config;
pub mod domain;
pub mod events;
pub mod job;
pub mod service;
pub mod store;

use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The department's own migrations; the platform's come first.
pub fn migrations() -> EmbeddedMigrations {
    const OWN: EmbeddedMigrations = embed_migrations!("migrations");
    OWN
}
