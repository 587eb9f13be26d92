//! Messages between departments: what they carry, how they are wrapped, and who sends and receives them.
//!
//! Invariants: this crate depends on serde only; every message type has a golden sample in `samples/` that its
//! producer's and its consumers' tests read; a change that breaks a sample needs a new major version of the message.
//!
//! Amounts are decimal strings of yuan with exactly two decimals, dates `YYYY-MM-DD`, times RFC 3339, ids UUIDs.

pub mod department;
pub mod envelope;
pub mod finance;
pub mod message;
pub mod water;

pub use department::Department;
pub use envelope::Envelope;
pub use message::{CATALOGUE, Message, MessageInfo};
