//! The rules. No I/O, no clock: dates are arguments.
//!
//! Reading order: [`area`] and [`threshold`] (exact quantities and shares), [`ballot`] (what is counted), [`vote_rule`] and
//! [`vote`] (the public calculator), [`notice`] (public notice periods), [`procedure`] (what the county's procedure fixes), [`ruleset`] (rule
//! files, checked at load).

pub mod area;
pub mod ballot;
pub mod notice;
pub mod procedure;
pub mod ruleset;
pub mod threshold;
pub mod vote;
pub mod vote_rule;
