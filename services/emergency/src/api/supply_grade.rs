//! `POST /v1/calculators/supply-grade`.

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
    ruleset::EmergencyRules,
    supply_grade::{SupplyFigures, SupplyInput, grade_supply},
};

/// Figures of a water supply emergency. All are needed: unknown is not zero.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "served_population": 100_000, "affected_population": 32_000, "supply_area_km2": "24.5", "affected_area_km2": "6.125", "expected_outage_hours": 60
}))]
pub struct SupplyGradeRequest {
    /// People served by the city supply; above zero.
    #[schema(minimum = 1)]
    served_population: i64,
    /// Residents without water; at most those served.
    #[schema(minimum = 0)]
    affected_population: i64,
    /// Area supplied, km² with at most 6 decimals; above zero.
    supply_area_km2: String,
    /// Area without water, km² with at most 6 decimals; at most the area supplied.
    affected_area_km2: String,
    /// Expected hours until supply is restored; nothing is graded below 48.
    #[schema(minimum = 0)]
    expected_outage_hours: i64,
}

impl From<SupplyGradeRequest> for SupplyInput {
    fn from(request: SupplyGradeRequest) -> Self {
        Self {
            served_population: request.served_population,
            affected_population: request.affected_population,
            supply_area_km2: request.supply_area_km2,
            affected_area_km2: request.affected_area_km2,
            expected_outage_hours: request.expected_outage_hours,
        }
    }
}

/// Grade and response level of a water supply emergency (新政办发〔2023〕27号 附件4、附件5), by the plan in force today.
#[utoipa::path(
    post,
    path = "/v1/calculators/supply-grade",
    tag = "calculators",
    request_body = SupplyGradeRequest,
    responses((status = 200, body = AssessmentView), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn calculate_supply_grade(
    rules: Rules<EmergencyRules>,
    Json(request): Json<SupplyGradeRequest>,
) -> Result<HttpResponse, Problem> {
    let figures = SupplyFigures::parse(&request.into())?;
    let found = grade_supply(&rules, &figures, local_date(Utc::now()))?;
    Ok(HttpResponse::Ok().json(AssessmentView::from(found)))
}
