//! HTTP: one table of routes with their access rules, problems, extractors, health, metrics, the server.

pub mod access;
pub mod extract;
pub mod health;
pub mod limit;
pub mod metrics;
mod object_only;
pub mod page;
pub mod problem;
pub mod request;
pub mod route;
pub mod server;
pub mod sort;
pub mod token;
pub mod trace;
