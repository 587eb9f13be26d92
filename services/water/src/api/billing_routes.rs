//! Routes of the billing half, and its part of the OpenAPI document.

use platform::http::{access::Access, route::Routes};

use super::{
    bill, bill_list, billing_run, credit_bill, payment, recomputation, report,
    role::{BILL_READERS, READERS, SUPPLY_OPERATOR, WATER_BILLING_CLERK, WATER_HEAD},
    surcharge_collection,
};

/// The billing routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    Routes::default()
        .post(
            "/v1/billing-runs",
            Access::Roles(&[WATER_BILLING_CLERK]),
            billing_run::preview_billing_run,
        )
        .get("/v1/billing-runs", Access::Roles(READERS), billing_run::list_billing_runs)
        .get("/v1/billing-runs/{run_id}", Access::Roles(READERS), billing_run::show_billing_run)
        .get(
            "/v1/billing-runs/{run_id}/unbilled",
            Access::Roles(READERS),
            billing_run::list_unbilled,
        )
        .post(
            "/v1/billing-runs/{run_id}/confirm",
            Access::Roles(&[WATER_BILLING_CLERK, WATER_HEAD]),
            billing_run::confirm_billing_run,
        )
        .get("/v1/bills", Access::Roles(READERS), bill_list::list_bills)
        .get("/v1/bills/{bill_id}", Access::Roles(BILL_READERS), bill::show_bill)
        .post(
            "/v1/bills/{bill_id}/notify",
            Access::Roles(&[WATER_BILLING_CLERK]),
            bill::notify_bill,
        )
        .post(
            "/v1/bills/{bill_id}/recomputation",
            Access::Roles(BILL_READERS),
            recomputation::recompute_bill,
        )
        .post(
            "/v1/bills/{bill_id}/payments",
            Access::Roles(&[WATER_BILLING_CLERK, SUPPLY_OPERATOR]),
            payment::create_payment,
        )
        .post(
            "/v1/bills/{bill_id}/credit",
            Access::Roles(&[WATER_HEAD]),
            credit_bill::create_credit_bill,
        )
        .get(
            "/v1/surcharge-collections",
            Access::Services(&["finance"]),
            surcharge_collection::list_surcharge_collections,
        )
        .get(
            "/v1/reports/surcharge-collections",
            Access::Roles(READERS),
            surcharge_collection::report_surcharge_collections,
        )
        .get("/v1/reports/periods", Access::Roles(READERS), report::report_periods)
        .get("/v1/reports/water-use", Access::Roles(READERS), report::report_water_use)
        .get(
            "/v1/reports/surcharge-bands",
            Access::Roles(READERS),
            report::report_surcharge_bands,
        )
        .get(
            "/v1/reports/over-plan-ranking",
            Access::Roles(READERS),
            report::report_over_plan_ranking,
        )
        .get("/v1/reports/collection", Access::Roles(READERS), report::report_collection)
}

/// Billing's part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    billing_run::preview_billing_run,
    billing_run::list_billing_runs,
    billing_run::show_billing_run,
    billing_run::list_unbilled,
    billing_run::confirm_billing_run,
    bill_list::list_bills,
    bill::show_bill,
    bill::notify_bill,
    recomputation::recompute_bill,
    payment::create_payment,
    credit_bill::create_credit_bill,
    surcharge_collection::list_surcharge_collections,
    surcharge_collection::report_surcharge_collections,
    report::report_periods,
    report::report_water_use,
    report::report_surcharge_bands,
    report::report_over_plan_ranking,
    report::report_collection,
))]
pub struct ApiDoc;
