//! Routes of water rights, waterings and irrigation bills (25号 六), and their part of the OpenAPI document.

use platform::http::{
    access::{Access, Role},
    route::Routes,
};

use super::{
    irrigation_balance as balance, irrigation_bill as bill, irrigation_party as party, irrigation_right as right,
    role::{AUDITOR, TOWN_CLERK, WATER_BILLING_CLERK, WATER_CLERK, WATER_HEAD},
    watering,
};

/// Whoever may see irrigation in their data scope; supply companies have no part in it.
pub const IRRIGATION_READERS: &[Role] = &[WATER_CLERK, WATER_BILLING_CLERK, WATER_HEAD, TOWN_CLERK, AUDITOR];
const READ: Access = Access::Roles(IRRIGATION_READERS);
const KEEP: Access = Access::Roles(&[WATER_CLERK]);
const DRAFT: Access = Access::Roles(&[WATER_CLERK, WATER_HEAD]);
const DECIDE: Access = Access::Roles(&[WATER_HEAD]);
const BILL: Access = Access::Roles(&[WATER_BILLING_CLERK]);

/// The routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    Routes::default()
        .get("/v1/irrigation/parties", READ, party::list_irrigation_parties)
        .post("/v1/irrigation/parties", KEEP, party::create_irrigation_party)
        .get("/v1/irrigation/parties/{party_id}", READ, party::show_irrigation_party)
        .post("/v1/irrigation/parties/{party_id}/plantings", KEEP, party::create_planting)
        .put("/v1/irrigation/plantings/{planting_id}", KEEP, party::update_planting)
        .get("/v1/irrigation/rights", READ, right::list_water_rights)
        .post("/v1/irrigation/rights", DRAFT, right::create_water_right)
        .get("/v1/irrigation/rights/{right_id}", READ, right::show_water_right)
        .post("/v1/irrigation/rights/{right_id}/approval", DECIDE, right::approve_water_right)
        .post("/v1/irrigation/rights/{right_id}/return", DECIDE, right::return_water_right)
        .post("/v1/irrigation/rights/{right_id}/withdrawal", DRAFT, right::withdraw_water_right)
        .get("/v1/irrigation/right-cuts", READ, right::list_right_cuts)
        .post("/v1/irrigation/right-cuts", DECIDE, right::create_right_cut)
        .get("/v1/irrigation/balance", READ, balance::show_irrigation_balance)
        .get("/v1/irrigation/waterings", READ, watering::list_waterings)
        .post("/v1/irrigation/waterings", KEEP, watering::create_watering)
        .get("/v1/irrigation/bills", READ, bill::list_irrigation_bills)
        .post("/v1/irrigation/bills", BILL, bill::create_irrigation_bills)
        .get("/v1/irrigation/bills/{bill_id}", READ, bill::show_irrigation_bill)
        .post(
            "/v1/irrigation/bills/{bill_id}/recomputation",
            READ,
            bill::recompute_irrigation_bill,
        )
        .post("/v1/irrigation/bills/{bill_id}/payments", BILL, bill::create_irrigation_payment)
        .post("/v1/irrigation/bills/{bill_id}/credit", DECIDE, bill::create_irrigation_credit)
}

/// Their part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    party::list_irrigation_parties,
    party::create_irrigation_party,
    party::show_irrigation_party,
    party::create_planting,
    party::update_planting,
    right::list_water_rights,
    right::create_water_right,
    right::show_water_right,
    right::approve_water_right,
    right::return_water_right,
    right::withdraw_water_right,
    right::list_right_cuts,
    right::create_right_cut,
    balance::show_irrigation_balance,
    watering::list_waterings,
    watering::create_watering,
    bill::list_irrigation_bills,
    bill::create_irrigation_bills,
    bill::show_irrigation_bill,
    bill::recompute_irrigation_bill,
    bill::create_irrigation_payment,
    bill::create_irrigation_credit,
))]
pub struct ApiDoc;
