//! The lists that can be exported, and what their cells have in common.

use platform::{
    export::{Cell, Lists, text},
    http::access::Access,
    rule::LiveRules,
};
use rules::RuleSet;

use super::{
    bill_list::Bills, billing_run::BillingRuns, meter_list::Meters, plan_list::Plans, reading_list::Readings, role::READERS,
    water_user_list::WaterUsers,
};
use crate::domain::code::Coded;

/// All lists. Whoever reads one may export it.
pub fn lists(rules: &LiveRules<RuleSet>) -> Lists {
    let readers = Access::Roles(READERS);
    Lists::new()
        .add(readers, WaterUsers)
        .add(readers, Meters::new(rules.clone()))
        .add(readers, Readings)
        .add(readers, Plans)
        .add(readers, Bills)
        .add(readers, BillingRuns)
}

/// What a code means, in a cell.
pub(super) fn label<T: Coded>(code: &str) -> Cell {
    T::from_code(code).map_or_else(|| text(code), |value| text(value.label()))
}
