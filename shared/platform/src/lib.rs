//! What every service needs and no department owns.
//!
//! Reading order: [`settings`] and [`command`] (how a service starts), [`database`] (pool, data scope, transactions,
//! migrations), [`outbox`], [`inbox`], [`audit`] and [`idempotency`] (rows that commit together with a change),
//! [`broker`] (RabbitMQ: topology, relay, consumer), [`http`] (routes with access rules, errors, extractors, health),
//! [`blob`] (files in a folder or on S3), [`attachment`] (files that people add), [`sheet`] (files of rows), [`case`]
//! (what one drafts and another decides), [`job`] (what runs by itself leaves its last run), [`peer`] (REST to another
//! department), [`operations`] (what operators see), [`rule_book`] (the rules, for anybody to read), [`rule`] (how they are
//! changed at run time), [`todo`] (what waits for whom), [`outgoing`] (messages to people), [`notice`] (public notices),
//! [`telemetry`].
//!
//! Invariants: no department's rule is in here; nothing is published that was not committed; no row is read without
//! a data scope.

pub mod attachment;
pub mod audit;
pub mod blob;
pub mod broker;
pub mod case;
pub mod clock;
pub mod command;
pub mod context;
pub mod database;
#[cfg(feature = "export")]
pub mod export;
pub mod http;
pub mod idempotency;
pub mod inbox;
pub mod job;
pub mod list;
pub mod mask;
pub mod notice;
pub mod operations;
pub mod outbox;
pub mod outgoing;
pub mod peer;
pub mod rule;
pub mod rule_book;
pub mod schema;
pub mod service;
pub mod settings;
#[cfg(feature = "sheet")]
pub mod sheet;
pub mod telemetry;
#[cfg(feature = "test-support")]
pub mod test_support;
pub mod todo;
pub mod version;

/// Requests make many small allocations on several threads; the C library's allocator takes a tenth of their time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub use context::RequestContext;
pub use database::{Database, Scope, Transaction};
pub use http::problem::Problem;
