//! Routes of subsidy and reward (24号 附件8), and their part of the OpenAPI document.

use platform::http::{access::Access, route::Routes};

use super::{
    reward::{assessment, declaration, payment, summary, village, voucher},
    role::{REWARD_READERS, TOWN_CLERK, TOWN_HEAD, WATER_CLERK, WATER_HEAD},
};

const READ: Access = Access::Roles(REWARD_READERS);
/// The county's clerk and the town's: each drafts what lies within the data scope.
const DRAFT: Access = Access::Roles(&[WATER_CLERK, TOWN_CLERK]);
const ENTER: Access = Access::Roles(&[TOWN_CLERK]);
const FILE: Access = Access::Roles(&[TOWN_HEAD]);
const RETURN: Access = Access::Roles(&[TOWN_HEAD, WATER_HEAD]);
const CHECK: Access = Access::Roles(&[WATER_CLERK]);
const DECIDE: Access = Access::Roles(&[WATER_HEAD]);

/// The routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    Routes::default()
        .get("/v1/reward/villages", READ, village::list_reward_villages)
        .post("/v1/reward/villages", DRAFT, village::create_reward_village)
        .put("/v1/reward/villages/{code}", DRAFT, village::update_reward_village)
        .get("/v1/reward/assessments", READ, assessment::list_reward_assessments)
        .post("/v1/reward/assessments", DRAFT, assessment::create_reward_assessment)
        .get("/v1/reward/assessments/{assessment_id}", READ, assessment::show_reward_assessment)
        .put(
            "/v1/reward/assessments/{assessment_id}",
            DRAFT,
            assessment::update_reward_assessment,
        )
        .post(
            "/v1/reward/assessments/{assessment_id}/confirmation",
            DECIDE,
            assessment::confirm_reward_assessment,
        )
        .post(
            "/v1/reward/assessments/{assessment_id}/return",
            DECIDE,
            assessment::return_reward_assessment,
        )
        .get("/v1/reward/declarations", READ, declaration::list_reward_declarations)
        .post("/v1/reward/declarations", ENTER, declaration::create_reward_declaration)
        .get(
            "/v1/reward/declarations/{declaration_id}",
            READ,
            declaration::show_reward_declaration,
        )
        .put(
            "/v1/reward/declarations/{declaration_id}",
            ENTER,
            declaration::update_reward_declaration,
        )
        .post(
            "/v1/reward/declarations/{declaration_id}/notice",
            ENTER,
            declaration::put_reward_declaration_on_notice,
        )
        .post(
            "/v1/reward/declarations/{declaration_id}/submission",
            ENTER,
            declaration::submit_reward_declaration,
        )
        .post(
            "/v1/reward/declarations/{declaration_id}/return",
            RETURN,
            declaration::return_reward_declaration,
        )
        .post(
            "/v1/reward/declarations/{declaration_id}/withdrawal",
            ENTER,
            declaration::withdraw_reward_declaration,
        )
        .post(
            "/v1/reward/declarations/{declaration_id}/sample-checks",
            CHECK,
            declaration::create_reward_sample_check,
        )
        .get("/v1/reward/town-summaries", READ, summary::list_reward_summaries)
        .post("/v1/reward/town-summaries", ENTER, summary::create_reward_summary)
        .get("/v1/reward/town-summaries/{summary_id}", READ, summary::show_reward_summary)
        .post("/v1/reward/town-summaries/{summary_id}/filing", FILE, summary::file_reward_summary)
        .post(
            "/v1/reward/town-summaries/{summary_id}/withdrawal",
            ENTER,
            summary::withdraw_reward_summary,
        )
        .post(
            "/v1/reward/town-summaries/{summary_id}/approval",
            DECIDE,
            summary::approve_reward_summary,
        )
        .get("/v1/reward/budgets", READ, payment::list_reward_budgets)
        .post("/v1/reward/budgets", DECIDE, payment::create_reward_budget)
        .get("/v1/reward/reckoning", READ, payment::show_reward_reckoning)
        .get("/v1/reward/payment-requests", READ, payment::list_reward_payments)
        .post("/v1/reward/payment-requests", CHECK, payment::create_reward_payment)
        .get("/v1/reward/payment-requests/{request_id}", READ, payment::show_reward_payment)
        .post(
            "/v1/reward/payment-requests/{request_id}/approval",
            DECIDE,
            payment::approve_reward_payment,
        )
        .post(
            "/v1/reward/payment-requests/{request_id}/withdrawal",
            CHECK,
            payment::withdraw_reward_payment,
        )
        .get("/v1/reward/vouchers", READ, voucher::list_reward_vouchers)
        .post("/v1/reward/vouchers", ENTER, voucher::create_reward_voucher)
        .post(
            "/v1/reward/vouchers/{voucher_id}/cancellation",
            ENTER,
            voucher::cancel_reward_voucher,
        )
        .get("/v1/reward/unaccounted", READ, voucher::list_reward_unaccounted)
}

/// Their part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        village::list_reward_villages,
        village::create_reward_village,
        village::update_reward_village,
        assessment::list_reward_assessments,
        assessment::create_reward_assessment,
        assessment::show_reward_assessment,
        assessment::update_reward_assessment,
        assessment::confirm_reward_assessment,
        assessment::return_reward_assessment,
        declaration::list_reward_declarations,
        declaration::create_reward_declaration,
        declaration::show_reward_declaration,
        declaration::update_reward_declaration,
        declaration::put_reward_declaration_on_notice,
        declaration::submit_reward_declaration,
        declaration::return_reward_declaration,
        declaration::withdraw_reward_declaration,
        declaration::create_reward_sample_check,
        summary::list_reward_summaries,
        summary::create_reward_summary,
        summary::show_reward_summary,
        summary::file_reward_summary,
        summary::withdraw_reward_summary,
        summary::approve_reward_summary,
        payment::list_reward_budgets,
        payment::create_reward_budget,
        payment::show_reward_reckoning,
        payment::list_reward_payments,
        payment::create_reward_payment,
        payment::show_reward_payment,
        payment::approve_reward_payment,
        payment::withdraw_reward_payment,
        voucher::list_reward_vouchers,
        voucher::create_reward_voucher,
        voucher::cancel_reward_voucher,
        voucher::list_reward_unaccounted,
    ),
    components(schemas(platform::http::problem::ProblemBody))
)]
pub struct ApiDoc;
