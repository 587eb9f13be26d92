//! The whole platform on one machine: private PostgreSQL and RabbitMQ, the five services as processes, a client that
//! acts as people would. `make run`, `make demo`, the journeys and the fault tests are built on it.
//!
//! ```text
//! settings   ports, folders, passwords and keys of one stack
//! service    one of the five binaries: its environment, start, kill
//! stack      everything together: start, stop, first data
//! county     the demonstration county's file, whole and small
//! client     requests through the gateway, as somebody
//! collector  takes the traces that services send
//! demo       the county's first day: bill a quarter, pay, see the entry
//! ```

pub mod client;
mod collector;
pub mod county;
pub mod demo;
pub mod service;
pub mod settings;
mod stack;

pub use client::{Client, Session};
pub use collector::{CollectedSpan, Collector};
pub use service::{Program, SERVICES};
pub use settings::{Ports, StackOptions};
pub use stack::{Stack, forget};
