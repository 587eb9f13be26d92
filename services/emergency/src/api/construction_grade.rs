//! `POST /v1/calculators/construction-grade`.

use actix_web::HttpResponse;
use chrono::Utc;
use platform::{
    Problem,
    clock::local_date,
    http::{extract::Json, problem::ProblemBody},
    rule::Rules,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::assessment::AssessmentView;
use crate::domain::{
    construction_grade::{ConstructionFigures, ConstructionInput, grade_construction},
    ruleset::EmergencyRules,
};

/// Figures of a construction accident. All are needed: unknown is not zero.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "deaths": 1, "serious_injuries": 12, "direct_loss": "3500000.00", "at_risk_trapped_missing": 0, "beyond_county_capacity": false
}))]
pub struct ConstructionGradeRequest {
    /// People killed.
    #[schema(minimum = 0)]
    deaths: i64,
    /// People seriously injured, acute industrial poisoning included.
    #[schema(minimum = 0)]
    serious_injuries: i64,
    /// Direct economic loss, yuan with exactly 2 decimals.
    direct_loss: String,
    /// People at risk, trapped or missing.
    #[schema(minimum = 0)]
    at_risk_trapped_missing: i64,
    /// Whether the accident is beyond the county's capacity.
    beyond_county_capacity: bool,
}

impl From<ConstructionGradeRequest> for ConstructionInput {
    fn from(request: ConstructionGradeRequest) -> Self {
        Self {
            deaths: request.deaths,
            serious_injuries: request.serious_injuries,
            direct_loss: request.direct_loss,
            at_risk_trapped_missing: request.at_risk_trapped_missing,
            beyond_county_capacity: request.beyond_county_capacity,
        }
    }
}

/// Grade and response level of a construction accident (新政办发〔2023〕28号 附件4、附件5), by the plan in force today.
#[utoipa::path(
    post,
    path = "/v1/calculators/construction-grade",
    tag = "calculators",
    request_body = ConstructionGradeRequest,
    responses((status = 200, body = AssessmentView), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn calculate_construction_grade(
    rules: Rules<EmergencyRules>,
    Json(request): Json<ConstructionGradeRequest>,
) -> Result<HttpResponse, Problem> {
    let figures = ConstructionFigures::parse(&request.into())?;
    let found = grade_construction(&rules, &figures, local_date(Utc::now()))?;
    Ok(HttpResponse::Ok().json(AssessmentView::from(found)))
}
