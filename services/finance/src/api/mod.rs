//! The routes of the finance department, in one table, and their OpenAPI document.

mod calculator;
mod difference_list;
mod error;
mod export;
mod fund;
mod identity;
mod journal_entry;
mod reconciliation;
pub mod role;
mod statement;
mod surcharge_income;

use std::sync::Arc;

use platform::{
    case::{self, CaseKinds},
    export::Lists,
    http::{access::Access, route::Routes},
    notice::{self, Board},
    operations,
    rule::{self, LiveRules},
};
use rules::Exact;
use utoipa::OpenApi;

use role::{READERS, STAFF};

use crate::domain::ruleset::FinanceRules;

/// Every route, with who may call it.
pub fn routes() -> Routes {
    Routes::new()
        .merge(platform::operations::routes_for(role::AUDIT_READERS))
        .merge(platform::rule_book::routes())
        .merge(platform::case::routes(role::CASE_ACCESS))
        .merge(platform::rule::routes_for(role::RULE_KEEPERS))
        .merge(platform::export::routes(role::EXPORTERS))
        .merge(platform::todo::routes())
        .merge(platform::notice::routes(
            &[role::FINANCE_CLERK],
            &[role::FINANCE_HEAD],
            role::NOTICE_READERS,
        ))
        .get("/.well-known/jwks.json", Access::Infrastructure, identity::show_keys)
        .post("/v1/calculators/occupancy-fee", Access::Public, calculator::calculate_occupancy_fee)
        .post(
            "/v1/calculators/application-window",
            Access::Public,
            calculator::calculate_application_window,
        )
        .get("/v1/funds", READERS, fund::list_funds)
        .get("/v1/funds/{fund}/trial-balance", READERS, fund::show_trial_balance)
        .get("/v1/funds/{fund}/statement", READERS, statement::show_statement)
        .get("/v1/funds/{fund}/statement/export", READERS, export::export_statement)
        .get("/v1/journal-entries", READERS, journal_entry::list_entries)
        .get("/v1/journal-entries/{number}", READERS, journal_entry::show_entry)
        .get("/v1/surcharge-incomes", READERS, surcharge_income::list_incomes)
        .post("/v1/reconciliations/water-surcharge", STAFF, reconciliation::reconcile_surcharge)
        .get("/v1/reconciliations/water-surcharge", READERS, reconciliation::list_reconciliations)
        .get(
            "/v1/reconciliations/water-surcharge/{run_id}",
            READERS,
            reconciliation::show_reconciliation,
        )
        .get(
            "/v1/reconciliations/water-surcharge/{run_id}/differences",
            READERS,
            reconciliation::list_differences,
        )
}

#[derive(OpenApi)]
#[openapi(
    info(title = "财政局服务", description = "分账管理的资金账、超定额累进加价收入、企业应急周转金计算"),
    paths(
        calculator::calculate_occupancy_fee,
        calculator::calculate_application_window,
        fund::list_funds,
        fund::show_trial_balance,
        statement::show_statement,
        export::export_statement,
        journal_entry::list_entries,
        journal_entry::show_entry,
        surcharge_income::list_incomes,
        reconciliation::reconcile_surcharge,
        reconciliation::list_reconciliations,
        reconciliation::show_reconciliation,
        reconciliation::list_differences
    )
)]
struct ApiDoc;

/// The lists that can be exported. Whoever reads one may export it.
pub fn lists(rules: &LiveRules<FinanceRules>, cases: Arc<CaseKinds>, board: Arc<Board>) -> Lists {
    Lists::new()
        .add(READERS, journal_entry::Entries)
        .add(READERS, surcharge_income::Incomes)
        .add(READERS, difference_list::Differences)
        .add(READERS, reconciliation::Reconciliations)
        .merge(case::lists(role::CASE_ACCESS, cases))
        .merge(notice::lists(role::NOTICE_READERS, board))
        .merge(operations::lists(role::AUDIT_READERS))
        .merge(rule::lists(role::RULE_KEEPERS, rules))
}

/// The OpenAPI document of these routes.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut document = ApiDoc::openapi();
    document.merge(platform::rule_book::ApiDoc::openapi());
    document.merge(platform::case::ApiDoc::openapi());
    document.merge(platform::rule::ApiDoc::openapi());
    document.merge(platform::export::ApiDoc::openapi());
    document
}

/// Fen as yuan with two decimals.
fn yuan(fen: i64) -> String {
    Exact::scaled(fen, 2).to_fixed(2)
}

/// Debits less credits as the account's own balance: above zero on the side on which it grows.
fn own_side(kind: &str, fen: i64) -> i64 {
    if matches!(kind, "asset" | "expense") { fen } else { -fen }
}
