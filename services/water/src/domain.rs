//! The rules of the water department. No I/O, no clock: days, ids and rule sets are arguments.
//!
//! Reading order: [`ruleset`] (which parameters there are), [`surcharge`] (the progressive surcharge with its
//! trace) and [`tariff`] (the same figures without a trace, for whole billing runs), [`irrigation`] and
//! [`price_consistency`]; then what leads to a bill: [`user`], [`plan`], [`meter`], [`reading`], [`usage`],
//! [`flow_assessment`] (users without a meter), [`shortage`] (water owed to a user),
//! [`billing`]; and what happens to it: [`bill`], [`payment_method`]. [`violation`] has the catalogue of forbidden acts and the fine.
//! [`project`] has the three simultaneous of construction projects, [`reward`] subsidy and reward.
//! What the bureau watches over: [`adjustment`] (plans in a drought), [`balance_test`], [`inspection`], [`violation_report`],
//! [`replacement_order`].
//! [`evaluation`] has water-saving evaluations and the commitments that cap plans.
//! [`project`] has the three simultaneous of construction projects, [`reclaimed`] the rules of reclaimed water.

pub mod adjustment;
pub mod balance_test;
pub mod bill;
pub mod billing;
pub mod code;
pub mod credit_code;
pub mod evaluation;
pub mod flow_assessment;
pub mod inspection;
pub mod irrigation;
pub mod meter;
pub mod payment_method;
pub mod period;
pub mod plan;
pub mod price_consistency;
pub mod project;
pub mod quantity;
pub mod quota;
pub mod reading;
pub mod reclaimed;
pub mod replacement_order;
pub mod reward;
pub mod ruleset;
pub mod shortage;
pub mod step;
pub mod surcharge;
pub mod tariff;
pub mod town;
pub mod usage;
pub mod user;
pub mod violation;
pub mod violation_report;
