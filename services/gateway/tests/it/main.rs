//! The gateway on a real PostgreSQL, in front of a small but real service. Run with
//! `cargo run -p testkit --bin with-servers -- cargo test -p gateway`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod contract;
mod export;
mod support;

mod account;
mod change;
mod command;
mod import;
mod login;
mod login_log;
mod oidc;
mod operations;
mod overview;
mod page;
mod password;
mod post;
mod proxy;
mod proxy_failure;
mod proxy_slow;
mod routes;
mod saved_query;
mod scope_walk;
mod seed;
mod session;
mod store;
mod token;
mod unit;
