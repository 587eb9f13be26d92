//! The county housing and construction bureau's service: the owners' vote and the procedure for using the maintenance fund.
//!
//! Reading order: [`domain`] (the rules, pure), [`api`] (routes), [`app`] (how it is put together), [`config`].

pub mod api;
pub mod app;
pub mod config;
pub mod domain;

use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// The department's own migrations; the platform's come first.
pub fn migrations() -> EmbeddedMigrations {
    embed_migrations!("migrations")
}
