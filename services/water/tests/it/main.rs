//! The service on a real PostgreSQL, through its real router. Run with
//! `cargo run -q -p testkit --bin with-servers -- cargo test -p water`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod support;
