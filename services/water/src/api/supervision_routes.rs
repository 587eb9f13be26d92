//! Routes of what the bureau watches over, and their part of the OpenAPI document: extraordinary adjustments, quotas, water-balance tests,
//! inspections, reports of violations, seals, and orders to replace meters.

use platform::http::{
    access::{Access, Role},
    route::Routes,
};

use super::{
    balance_test, correction_order, file_import, inspection, meter_seal, plan_adjustment, quota,
    role::{AUDITOR, READERS, SUPPLY_OPERATOR, TOWN_CLERK, WATER_CLERK, WATER_HEAD},
    violation_report,
};

const READ: Access = Access::Roles(READERS);
const WORK: Access = Access::Roles(&[WATER_CLERK, WATER_HEAD]);
const KEEP: Access = Access::Roles(&[WATER_CLERK]);
const DECIDE: Access = Access::Roles(&[WATER_HEAD]);
const KEEP_METERS: Access = Access::Roles(&[WATER_CLERK, SUPPLY_OPERATOR]);
/// What people have reported: the bureau, and the towns that it happened in.
pub const REPORT_READERS: &[Role] = &[WATER_CLERK, WATER_HEAD, TOWN_CLERK, AUDITOR];
const SEE_REPORTS: Access = Access::Roles(REPORT_READERS);

/// The routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    Routes::default()
        .get("/v1/plan-adjustments", READ, plan_adjustment::list_plan_adjustments)
        .post("/v1/plan-adjustments", WORK, plan_adjustment::create_plan_adjustment)
        .get("/v1/plan-adjustments/{adjustment_id}", READ, plan_adjustment::show_plan_adjustment)
        .post(
            "/v1/plan-adjustments/{adjustment_id}/county-approval",
            WORK,
            plan_adjustment::record_county_approval,
        )
        .post(
            "/v1/plan-adjustments/{adjustment_id}/approval",
            DECIDE,
            plan_adjustment::approve_plan_adjustment,
        )
        .post(
            "/v1/plan-adjustments/{adjustment_id}/return",
            DECIDE,
            plan_adjustment::return_plan_adjustment,
        )
        .post(
            "/v1/plan-adjustments/{adjustment_id}/withdrawal",
            WORK,
            plan_adjustment::withdraw_plan_adjustment,
        )
        .post(
            "/v1/plan-adjustments/{adjustment_id}/lifting",
            DECIDE,
            plan_adjustment::lift_plan_adjustment,
        )
        .get("/v1/quotas", READ, quota::list_quotas)
        .post("/v1/quotas", WORK, quota::create_quota)
        .get("/v1/crop-quotas", READ, quota::list_crop_quotas)
        .post("/v1/quotas/imports", KEEP, file_import::quota::create_quota_import)
        .get("/v1/quotas/imports/template", KEEP, file_import::quota::show_quota_template)
        .post("/v1/quotas/{quota_id}/ending", WORK, quota::end_quota)
        .get("/v1/plans/{plan_id}/quota-basis", READ, quota::show_quota_basis)
        .post("/v1/plans/{plan_id}/quota-basis", KEEP, quota::put_quota_basis)
        .get("/v1/balance-tests", READ, balance_test::list_balance_tests)
        .post("/v1/balance-tests", WORK, balance_test::create_balance_test)
        .post("/v1/balance-tests/{test_id}/acceptance", WORK, balance_test::accept_balance_test)
        .post("/v1/balance-tests/{test_id}/return", WORK, balance_test::return_balance_test)
        .get("/v1/inspections", READ, inspection::list_inspections)
        .post("/v1/inspections", WORK, inspection::create_inspection)
        .post("/v1/inspections/{inspection_id}/closing", WORK, inspection::close_inspection)
        .get("/v1/violation-acts", Access::Public, violation_report::list_violation_acts)
        .post("/v1/violation-reports", Access::Public, violation_report::create_violation_report)
        .get(
            "/v1/violation-progress/{number}",
            Access::Public,
            violation_report::show_violation_progress,
        )
        .get("/v1/violation-reports", SEE_REPORTS, violation_report::list_violation_reports)
        .get(
            "/v1/violation-reports/{report_id}",
            SEE_REPORTS,
            violation_report::show_violation_report,
        )
        .get(
            "/v1/violation-reports/{report_id}/contact",
            WORK,
            violation_report::show_violation_reporter,
        )
        .post(
            "/v1/violation-reports/{report_id}/verification",
            WORK,
            violation_report::verify_violation_report,
        )
        .post(
            "/v1/violation-reports/{report_id}/handling",
            WORK,
            violation_report::handle_violation_report,
        )
        .get("/v1/meter-seals", READ, meter_seal::list_meter_seals)
        .post("/v1/meters/{meter_id}/seals", KEEP_METERS, meter_seal::create_meter_seal)
        .post(
            "/v1/meters/{meter_id}/seals/{seal_id}/removal",
            KEEP_METERS,
            meter_seal::take_off_meter_seal,
        )
        .get("/v1/meter-dues", READ, correction_order::show_meter_dues)
        .get("/v1/correction-orders", READ, correction_order::list_correction_orders)
        .post("/v1/correction-orders", WORK, correction_order::create_correction_order)
        .get("/v1/correction-orders/{order_id}", READ, correction_order::show_correction_order)
        .post(
            "/v1/correction-orders/{order_id}/approval",
            DECIDE,
            correction_order::approve_correction_order,
        )
        .post(
            "/v1/correction-orders/{order_id}/withdrawal",
            WORK,
            correction_order::withdraw_correction_order,
        )
        .post(
            "/v1/correction-orders/{order_id}/fines",
            WORK,
            correction_order::create_replacement_fine,
        )
        .post(
            "/v1/replacement-fines/{fine_id}/approval",
            DECIDE,
            correction_order::approve_replacement_fine,
        )
        .post(
            "/v1/replacement-fines/{fine_id}/return",
            DECIDE,
            correction_order::return_replacement_fine,
        )
}

/// Their part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        plan_adjustment::list_plan_adjustments,
        plan_adjustment::create_plan_adjustment,
        plan_adjustment::show_plan_adjustment,
        plan_adjustment::record_county_approval,
        plan_adjustment::approve_plan_adjustment,
        plan_adjustment::return_plan_adjustment,
        plan_adjustment::withdraw_plan_adjustment,
        plan_adjustment::lift_plan_adjustment,
        quota::list_quotas,
        quota::create_quota,
        quota::list_crop_quotas,
        file_import::quota::create_quota_import,
        file_import::quota::show_quota_template,
        quota::end_quota,
        quota::show_quota_basis,
        quota::put_quota_basis,
        balance_test::list_balance_tests,
        balance_test::create_balance_test,
        balance_test::accept_balance_test,
        balance_test::return_balance_test,
        inspection::list_inspections,
        inspection::create_inspection,
        inspection::close_inspection,
        violation_report::list_violation_acts,
        violation_report::create_violation_report,
        violation_report::show_violation_progress,
        violation_report::list_violation_reports,
        violation_report::show_violation_report,
        violation_report::show_violation_reporter,
        violation_report::verify_violation_report,
        violation_report::handle_violation_report,
        meter_seal::list_meter_seals,
        meter_seal::create_meter_seal,
        meter_seal::take_off_meter_seal,
        correction_order::show_meter_dues,
        correction_order::list_correction_orders,
        correction_order::create_correction_order,
        correction_order::show_correction_order,
        correction_order::approve_correction_order,
        correction_order::withdraw_correction_order,
        correction_order::create_replacement_fine,
        correction_order::approve_replacement_fine,
        correction_order::return_replacement_fine,
    ),
    components(schemas(platform::http::problem::ProblemBody))
)]
pub struct ApiDoc;
