//! The platform on real PostgreSQL and RabbitMQ. Run it with
//! `cargo run -p testkit --bin with-servers -- cargo test -p platform`.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod http;
mod support;
