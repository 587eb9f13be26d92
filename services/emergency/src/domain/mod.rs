//! The rules. No I/O, no clock: dates are arguments.
//!
//! Reading order: [`plan`] (what a plan is), [`ruleset`] (plans are loaded from rule files and checked by [`plan_check`]),
//! [`assessment`] (grade and level from figures), [`supply_grade`] and [`construction_grade`] (the two public calculators).

pub mod action;
pub mod assessment;
pub mod band;
pub mod construction_grade;
pub mod criterion;
pub mod level;
pub mod organisation;
pub mod plan;
pub mod plan_check;
pub mod ruleset;
pub mod supply_grade;
