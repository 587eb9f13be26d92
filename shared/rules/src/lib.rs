//! What the county's rules are made of, for every department.
//!
//! Reading order: [`exact`] and [`money`] (numbers without floats), [`input`] (what people send, refused
//! with reasons), [`document`] and [`ruleset`] (dated parameters with citations), [`load`] (rule files, checked
//! line by line at start), [`amendment`] (what was approved since, upon the files), [`upgrade`] (files of an earlier
//! release under the program of today), [`expiry`] (what ends soon), [`trace`] (the steps of a calculation, each with its article), [`calendar`] (working days), [`notice`] (what is fixed
//! for a kind of public notice).
//!
//! Invariant: this crate does no I/O and reads no clock; dates are arguments.

pub mod amendment;
pub mod calendar;
pub mod citation;
pub mod document;
pub mod exact;
pub mod expiry;
pub mod input;
pub mod load;
pub mod money;
pub mod notice;
pub mod ruleset;
pub mod trace;
pub mod upgrade;

pub use amendment::{Amendment, Change, NewVersion, Observation};
pub use calendar::{Calendar, CaseDays};
pub use citation::Citation;
pub use document::Document;
pub use exact::Exact;
pub use input::{FieldError, Fields, InvalidInput, Refusal};
pub use load::{Declared, Fault, LoadError, RuleFile};
pub use money::Money;
pub use ruleset::{Cited, RuleError, RuleRef, RuleSet, Source};
pub use toml::{Table, Value};
pub use trace::{Step, Trace};
