//! The two public calculators of the revolving fund.

use actix_web::HttpResponse;
use platform::{
    Problem,
    http::{extract::Json, problem::ProblemBody, trace::StepBody},
    rule::Rules,
};
use rules::Trace;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{
    application_window,
    occupancy_fee::{self, Advance},
    ruleset::FinanceRules,
};

/// An advance from the revolving fund and its return.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "principal": "3000000.00", "paid_out": "2024-01-08", "returned": "2024-01-20" }))]
pub struct OccupancyFeeRequest {
    /// Principal, yuan with two decimals, above zero.
    principal: String,
    /// Day of the payout.
    paid_out: String,
    /// Day of the return, not before the payout.
    returned: String,
}

/// The occupancy fee.
#[derive(Debug, Serialize, ToSchema)]
pub struct OccupancyFeeView {
    /// Natural days used: return less payout.
    days: i64,
    /// One-year LPR in force on the payout date.
    #[schema(example = "0.0345")]
    lpr: String,
    /// Yearly rate applied, LPR × 1.5; `0` to 5 days.
    #[schema(example = "0.05175")]
    rate: String,
    /// Fee, yuan.
    #[schema(example = "5175.00")]
    fee: String,
    /// Whether the longest term of 20 days was exceeded.
    overdue: bool,
    /// The steps with their articles.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
}

/// Occupancy fee of the revolving fund (新政办发〔2023〕34号 第二十四条).
#[utoipa::path(
    post,
    path = "/v1/calculators/occupancy-fee",
    tag = "calculators",
    request_body = OccupancyFeeRequest,
    responses((status = 200, body = OccupancyFeeView), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn calculate_occupancy_fee(
    rules: Rules<FinanceRules>,
    Json(request): Json<OccupancyFeeRequest>,
) -> Result<HttpResponse, Problem> {
    let advance = Advance::parse(&request.principal, &request.paid_out, &request.returned)?;
    let fee = occupancy_fee::calculate(rules.rules(), &advance)?;
    Ok(HttpResponse::Ok().json(OccupancyFeeView {
        days: fee.days,
        lpr: fee.lpr_text(),
        rate: fee.rate_text(),
        fee: fee.fee.to_string(),
        overdue: fee.overdue,
        trace: fee.trace,
    }))
}

/// A loan that falls due.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "maturity": "2024-02-20" }))]
pub struct ApplicationWindowRequest {
    /// Day on which the loan matures.
    maturity: String,
}

/// The days on which an application is taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationWindowView {
    /// First day: the 10th working day before maturity.
    #[schema(example = "2024-02-01")]
    opens: String,
    /// Last day: the day before maturity.
    #[schema(example = "2024-02-19")]
    closes: String,
    /// The steps with their articles.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
}

/// When a bank may apply for an advance (新政办发〔2023〕34号 第十四条).
#[utoipa::path(
    post,
    path = "/v1/calculators/application-window",
    tag = "calculators",
    request_body = ApplicationWindowRequest,
    responses((status = 200, body = ApplicationWindowView), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn calculate_application_window(
    rules: Rules<FinanceRules>,
    Json(request): Json<ApplicationWindowRequest>,
) -> Result<HttpResponse, Problem> {
    let maturity = application_window::parse_maturity(&request.maturity)?;
    let window = application_window::calculate(rules.rules(), rules.calendar(), maturity)?;
    Ok(HttpResponse::Ok().json(ApplicationWindowView {
        opens: window.opens.to_string(),
        closes: window.closes.to_string(),
        trace: window.trace,
    }))
}
