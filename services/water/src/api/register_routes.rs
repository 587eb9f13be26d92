//! Routes of the register half, and its part of the OpenAPI document.

use platform::http::{
    access::{Access, Role},
    route::Routes,
};

use super::{
    base_price, calculator, due_meter, file_import, irrigation, meter, meter_change, meter_list, plan, plan_list, reading, reading_list,
    role::{AUDITOR, READERS, SUPPLY_OPERATOR, WATER_BILLING_CLERK, WATER_CLERK, WATER_HEAD},
    water_user, water_user_list,
};

const READ: Access = Access::Roles(READERS);
const KEEP_USERS: Access = Access::Roles(&[WATER_CLERK]);
const KEEP_METERS: Access = Access::Roles(&[WATER_CLERK, SUPPLY_OPERATOR]);
const DECIDE: Access = Access::Roles(&[WATER_HEAD]);
/// Whoever works by prices proposes them; the head fixes what somebody else has proposed.
const PROPOSE: Access = Access::Roles(&[WATER_CLERK, WATER_BILLING_CLERK, WATER_HEAD]);
const SEE_PROPOSALS: Access = Access::Roles(&[WATER_CLERK, WATER_BILLING_CLERK, WATER_HEAD, AUDITOR]);
/// Town clerks see readings, not the companies' files.
/// Who sees what was imported.
pub(super) const SEE_IMPORTS: Access = Access::Roles(&[WATER_CLERK, WATER_BILLING_CLERK, WATER_HEAD, SUPPLY_OPERATOR, AUDITOR]);
/// Whoever has to call a user.
const CALL: &[Role] = &[WATER_CLERK, WATER_BILLING_CLERK, SUPPLY_OPERATOR];

/// The register's routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    Routes::default()
        .post("/v1/calculators/surcharge", Access::Public, calculator::calculate_surcharge)
        .post("/v1/calculators/irrigation", Access::Public, calculator::calculate_irrigation)
        .get(
            "/v1/irrigation/price-consistency",
            Access::Public,
            calculator::check_price_consistency,
        )
        .get("/v1/irrigation/prices", Access::Public, irrigation::list_irrigation_prices)
        .get("/v1/irrigation/districts", Access::Public, irrigation::list_irrigation_districts)
        .get("/v1/irrigation/approvals", Access::Public, irrigation::list_irrigation_approvals)
        .post("/v1/irrigation/approvals", DECIDE, irrigation::create_irrigation_approval)
        .get("/v1/water-users", READ, water_user_list::list_water_users)
        .post("/v1/water-users", KEEP_USERS, water_user::create_water_user)
        .get("/v1/water-users/{user_id}", READ, water_user::show_water_user)
        .put("/v1/water-users/{user_id}", KEEP_USERS, water_user::update_water_user)
        .get("/v1/water-users/{user_id}/phone", Access::Roles(CALL), water_user::show_phone)
        .get("/v1/water-users/{user_id}/meters", READ, meter::list_meters_of_user)
        .post("/v1/water-users/{user_id}/meters", KEEP_METERS, meter::create_meter)
        .get("/v1/meters", READ, meter_list::list_meters)
        .get("/v1/meters/due", READ, due_meter::list_meters_due)
        .get("/v1/meters/{meter_id}", READ, meter::show_meter)
        .post("/v1/meters/{meter_id}/verifications", KEEP_METERS, meter::create_verification)
        .post("/v1/meters/{meter_id}/sealing", KEEP_USERS, meter_change::seal_meter)
        .post("/v1/meters/{meter_id}/unsealing", KEEP_USERS, meter_change::unseal_meter)
        .post("/v1/meters/{meter_id}/obsolescence", KEEP_USERS, meter_change::mark_meter_obsolete)
        .post("/v1/meters/{meter_id}/removal", KEEP_METERS, meter_change::remove_meter)
        .post("/v1/meters/{meter_id}/replacement", KEEP_METERS, meter_change::replace_meter)
        .get("/v1/meters/{meter_id}/readings", READ, reading_list::list_readings_of_meter)
        .post("/v1/meters/{meter_id}/readings", KEEP_METERS, reading::create_reading)
        .get("/v1/readings", READ, reading_list::list_readings)
        .get("/v1/imports", SEE_IMPORTS, file_import::list_file_imports)
        .get("/v1/imports/{import_id}", SEE_IMPORTS, file_import::show_file_import)
        .get("/v1/imports/{import_id}/result", SEE_IMPORTS, file_import::show_file_import_result)
        .post("/v1/readings/imports", KEEP_METERS, file_import::reading::create_reading_import)
        .get(
            "/v1/readings/imports/template",
            KEEP_METERS,
            file_import::reading::show_reading_template,
        )
        .post(
            "/v1/water-users/imports",
            KEEP_USERS,
            file_import::water_user::create_water_user_import,
        )
        .get(
            "/v1/water-users/imports/template",
            KEEP_USERS,
            file_import::water_user::show_water_user_template,
        )
        .post("/v1/plans/imports", KEEP_USERS, file_import::plan::create_plan_import)
        .get("/v1/plans/imports/template", KEEP_USERS, file_import::plan::show_plan_template)
        .get("/v1/readings/{reading_id}", READ, reading::show_reading)
        .get("/v1/base-prices", READ, base_price::list_base_prices)
        .post("/v1/base-prices", PROPOSE, base_price::create_base_price)
        .get("/v1/base-price-proposals", SEE_PROPOSALS, base_price::list_base_price_proposals)
        .post(
            "/v1/base-price-proposals/{proposal_id}/approval",
            DECIDE,
            base_price::approve_base_price,
        )
        .post(
            "/v1/base-price-proposals/{proposal_id}/return",
            DECIDE,
            base_price::return_base_price,
        )
        .post(
            "/v1/base-price-proposals/{proposal_id}/withdrawal",
            PROPOSE,
            base_price::withdraw_base_price,
        )
        .get("/v1/plans", READ, plan_list::list_plans)
        .post("/v1/plans", KEEP_USERS, plan::create_plan)
        .get("/v1/plans/{plan_id}", READ, plan::show_plan)
        .put("/v1/plans/{plan_id}", KEEP_USERS, plan::update_plan)
        .post("/v1/plans/{plan_id}/submission", KEEP_USERS, plan::submit_plan)
        .post("/v1/plans/{plan_id}/approval", DECIDE, plan::approve_plan)
        .post("/v1/plans/{plan_id}/return", DECIDE, plan::return_plan)
        .post("/v1/plans/{plan_id}/reductions", KEEP_USERS, plan::create_reduction)
}

/// The register's part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        calculator::calculate_surcharge,
        calculator::calculate_irrigation,
        calculator::check_price_consistency,
        irrigation::list_irrigation_prices,
        irrigation::list_irrigation_districts,
        irrigation::list_irrigation_approvals,
        irrigation::create_irrigation_approval,
        water_user_list::list_water_users,
        water_user::create_water_user,
        water_user::show_water_user,
        water_user::update_water_user,
        water_user::show_phone,
        meter::list_meters_of_user,
        meter::create_meter,
        meter_list::list_meters,
        due_meter::list_meters_due,
        meter::show_meter,
        meter::create_verification,
        meter_change::seal_meter,
        meter_change::unseal_meter,
        meter_change::mark_meter_obsolete,
        meter_change::remove_meter,
        meter_change::replace_meter,
        reading_list::list_readings_of_meter,
        reading::create_reading,
        reading_list::list_readings,
        reading::show_reading,
        file_import::list_file_imports,
        file_import::show_file_import,
        file_import::show_file_import_result,
        file_import::reading::create_reading_import,
        file_import::reading::show_reading_template,
        file_import::water_user::create_water_user_import,
        file_import::water_user::show_water_user_template,
        file_import::plan::create_plan_import,
        file_import::plan::show_plan_template,
        base_price::list_base_prices,
        base_price::create_base_price,
        base_price::list_base_price_proposals,
        base_price::approve_base_price,
        base_price::return_base_price,
        base_price::withdraw_base_price,
        plan_list::list_plans,
        plan::create_plan,
        plan::show_plan,
        plan::update_plan,
        plan::submit_plan,
        plan::approve_plan,
        plan::return_plan,
        plan::create_reduction,
    ),
    components(schemas(platform::http::problem::ProblemBody))
)]
pub struct ApiDoc;
