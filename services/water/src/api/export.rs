//! The lists that can be exported, and what their cells have in common.

use std::sync::Arc;

use actix_web::HttpResponse;
use platform::{
    Database, Problem,
    case::{self, CaseKinds},
    export::{Cell, List, Lists, text},
    http::{
        access::{Access, Principal},
        sort::Ask,
    },
    notice::{self, Board},
    operations, outgoing,
    rule::{self, LiveRules},
};
use rules::RuleSet;
use serde::Serialize;

use super::{
    balance_test::BalanceTests,
    base_price::BasePrices,
    bill_list::Bills,
    billing_run::BillingRuns,
    due_meter::DueMeters,
    evaluation_list::Evaluations,
    file_import::FileImports,
    flow_assessment::{AssessedUsages, FlowAssessments},
    inspection::Inspections,
    irrigation_bill::IrrigationBills,
    irrigation_party::IrrigationParties,
    irrigation_right::WaterRights,
    irrigation_routes::IRRIGATION_READERS,
    meter_list::Meters,
    meter_seal::MeterSeals,
    plan_adjustment::PlanAdjustments,
    plan_list::Plans,
    project_list::Projects,
    quota::Quotas,
    reading_list::Readings,
    reclaimed_list::ReclaimedSystems,
    reclaimed_scheme::ReclaimedSchemes,
    register_routes::SEE_IMPORTS,
    reward::{
        declaration::RewardDeclarations,
        payment::RewardPayments,
        voucher::{RewardAccounts, RewardVouchers},
    },
    role::{self, READERS, REWARD_READERS},
    shortage::Shortages,
    supervision_routes::REPORT_READERS,
    violation_report::ViolationReports,
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
        .add(readers, FlowAssessments)
        .add(readers, AssessedUsages)
        .add(readers, Shortages)
        .add(readers, Quotas)
        .add(readers, PlanAdjustments)
        .add(readers, Inspections)
        .add(readers, BalanceTests::new(rules.clone()))
        .add(readers, MeterSeals)
        .add(Access::Roles(REPORT_READERS), ViolationReports)
        .add(Access::Roles(REWARD_READERS), RewardDeclarations)
        .add(Access::Roles(REWARD_READERS), RewardPayments)
        .add(Access::Roles(REWARD_READERS), RewardVouchers)
        .add(Access::Roles(REWARD_READERS), RewardAccounts)
        .add(SEE_IMPORTS, FileImports)
        .add(irrigation, IrrigationParties)
        .add(irrigation, WaterRights)
        .add(irrigation, Waterings)
        .add(irrigation, IrrigationBills)
        .add(readers, Projects::new(rules.clone()))
        .add(Access::Roles(role::EVALUATION_READERS), Evaluations::new(rules.clone()))
        .add(readers, ReclaimedSystems::new(rules.clone()))
        .add(readers, ReclaimedSchemes::new(rules.clone()))
        .merge(case::lists(role::CASE_ACCESS, cases))
        .merge(notice::lists(role::NOTICE_READERS, board))
        .merge(outgoing::lists(role::MESSAGE_READERS))
        .merge(operations::lists(role::AUDIT_READERS))
        .merge(rule::lists(role::RULE_KEEPERS, rules))
}

/// Answers a page of a list that has one order only, in the caller's scope.
pub(super) async fn answer_page<L>(
    list: L,
    database: &Database,
    principal: &Principal,
    query: &L::Query,
    (limit, cursor): (Option<i64>, Option<&str>),
) -> Result<HttpResponse, Problem>
where
    L: List,
    L::Item: Serialize,
{
    let ask = Ask::page(limit, cursor)?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(principal), query, &ask).await?))
}

/// What a code means, in a cell.
pub(super) fn label<T: Coded>(code: &str) -> Cell {
    T::from_code(code).map_or_else(|| text(code), |value| text(value.label()))
}
