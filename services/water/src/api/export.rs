//! The lists that can be exported, and what their cells have in common.

use std::sync::Arc;

use platform::{
    case::{self, CaseKinds},
    export::{Cell, Lists, text},
    http::access::Access,
    notice::{self, Board},
    operations, outgoing,
    rule::{self, LiveRules},
};
use rules::RuleSet;

use super::{
    base_price::BasePrices,
    bill_list::Bills,
    billing_run::BillingRuns,
    due_meter::DueMeters,
    file_import::FileImports,
    irrigation_bill::IrrigationBills,
    irrigation_party::IrrigationParties,
    irrigation_right::WaterRights,
    irrigation_routes::IRRIGATION_READERS,
    meter_list::Meters,
    plan_list::Plans,
    project_list::Projects,
    reading_list::Readings,
    register_routes::SEE_IMPORTS,
    role::{self, READERS},
    water_user_list::WaterUsers,
    watering::Waterings,
};
use crate::domain::code::Coded;

/// All lists. Whoever reads one may export it.
pub fn lists(rules: &LiveRules<RuleSet>, cases: Arc<CaseKinds>, board: Arc<Board>) -> Lists {
    let readers = Access::Roles(READERS);
    let irrigation = Access::Roles(IRRIGATION_READERS);
    Lists::new()
        .add(readers, WaterUsers)
        .add(readers, Meters::new(rules.clone()))
        .add(readers, Readings)
        .add(readers, Plans)
        .add(readers, Bills)
        .add(readers, BillingRuns)
        .add(readers, DueMeters::new(rules.clone()))
        .add(readers, BasePrices)
        .add(SEE_IMPORTS, FileImports)
        .add(irrigation, IrrigationParties)
        .add(irrigation, WaterRights)
        .add(irrigation, Waterings)
        .add(irrigation, IrrigationBills)
        .add(readers, Projects::new(rules.clone()))
        .merge(case::lists(role::CASE_ACCESS, cases))
        .merge(notice::lists(role::NOTICE_READERS, board))
        .merge(outgoing::lists(role::MESSAGE_READERS))
        .merge(operations::lists(role::AUDIT_READERS))
        .merge(rule::lists(role::RULE_KEEPERS, rules))
}

/// What a code means, in a cell.
pub(super) fn label<T: Coded>(code: &str) -> Cell {
    T::from_code(code).map_or_else(|| text(code), |value| text(value.label()))
}
