//! The platform on real PostgreSQL and RabbitMQ. Run it with
//! `cargo run -p testkit --bin with-servers -- cargo test -p platform`.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod audit;
mod blob;
mod broker;
mod case;
mod consumer;
mod database;
mod desk;
mod export;
mod http;
mod idempotency;
mod lifecycle;
mod migration;
mod notice;
mod notice_attachment;
mod operations;
mod outgoing;
mod peer;
mod relay;
mod restart;
mod settings;
mod support;
mod tls;
mod todo;
mod token;
