//! The county emergency management bureau's service: plans as data, grading, response levels and who decides them.
//!
//! Reading order: [`domain`] (the rules, pure), [`store`] (the reports of the water bureau), [`events`] (messages in), [`api`] (routes), [`app`] (how it is put together), [`config`].

pub mod api;
pub mod app;
pub mod config;
pub mod domain;
pub mod events;
pub mod store;

use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The department's own migrations; the platform's come first.
pub fn migrations() -> EmbeddedMigrations {
    const OWN: EmbeddedMigrations = embed_migrations!("migrations");
    OWN
}
