//! `POST /v1/calculators/vote`.

use actix_web::HttpResponse;
use chrono::Utc;
use platform::{
    Problem,
    clock::local_date,
    http::{extract::Json, problem::ProblemBody, trace::StepBody},
    rule::Rules,
};
use rules::{RuleSet, Trace};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{
    ballot::{Choice, Roll, UnitInput},
    vote::{Shortfall, VoteResult, count_vote},
    vote_rule::Matter,
};

/// A vote on one item by the owners of all units in scope.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "matter": "use_of_fund",
    "units": [
        { "id": "1-1-101", "area": "98.60", "owner": "o1", "ballot": "agree" },
        { "id": "1-1-102", "area": "112.35", "owner": "o2", "ballot": "disagree" },
        { "id": "1-1-201", "area": "98.60", "owner": "o3", "ballot": "none" }
    ]
}))]
pub struct VoteRequest {
    /// What is voted on.
    matter: MatterRequest,
    /// Every unit in scope, also those without a ballot; at least one.
    #[schema(min_items = 1)]
    units: Vec<UnitRequest>,
}

/// What is voted on.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatterRequest {
    /// 使用维修资金
    UseOfFund,
    /// 筹集维修资金
    RaiseFund,
    /// 改建、重建
    Rebuild,
    /// 改变共有部分用途，含利用共有部分经营
    ChangeOfUse,
}

/// A unit with its ballot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitRequest {
    /// Identifier, unique in the list.
    #[schema(min_length = 1)]
    id: String,
    /// Floor area, m² with at most 2 decimals; above zero.
    area: String,
    /// Identifier of the owner; co-owners are one owner.
    #[schema(min_length = 1)]
    owner: String,
    /// What the ballot says on the item.
    ballot: BallotRequest,
}

/// What a ballot says.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BallotRequest {
    /// 同意
    Agree,
    /// 不同意
    Disagree,
    /// 都选或都不选
    Invalid,
    /// 没有投票
    None,
}

/// The result of a vote.
#[derive(Debug, Serialize, ToSchema)]
pub struct VoteView {
    /// Who takes part.
    pub participation: ParticipationView,
    /// Who agrees.
    pub consent: ConsentView,
    /// Whether both thresholds are reached.
    pub passed: bool,
    /// What is missing; null once passed.
    pub still_needed: Option<StillNeededView>,
    /// Every step with its article.
    #[schema(value_type = Vec<StepBody>)]
    pub trace: Trace,
}

/// Who takes part; areas in m².
#[derive(Debug, Serialize, ToSchema)]
pub struct ParticipationView {
    /// Area of the units with a valid ballot.
    #[schema(example = "700.00")]
    pub area: String,
    /// Area of all units.
    #[schema(example = "1000.00")]
    pub total_area: String,
    /// Owners with a valid ballot.
    pub owners: i64,
    /// All owners.
    pub total_owners: i64,
    /// Whether both measures reach the threshold.
    pub met: bool,
}

/// Who agrees; areas in m².
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentView {
    /// Area of the units that agree.
    #[schema(example = "400.00")]
    pub area: String,
    /// Owners who count as agreeing.
    pub owners: i64,
    /// Whether both measures reach the threshold; told also when participation does not.
    pub met: bool,
}

/// What a vote that has not passed still needs; each measure by itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct StillNeededView {
    /// To reach participation.
    pub participation: ShortfallView,
    /// To reach consent among those who take part now.
    pub consent: ShortfallView,
}

/// What one threshold still lacks; zero where it is reached.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShortfallView {
    /// Least area, m².
    #[schema(example = "0.01")]
    pub area: String,
    /// Least number of owners.
    pub owners: i64,
}

impl From<MatterRequest> for Matter {
    fn from(matter: MatterRequest) -> Self {
        match matter {
            MatterRequest::UseOfFund => Self::UseOfFund,
            MatterRequest::RaiseFund => Self::RaiseFund,
            MatterRequest::Rebuild => Self::Rebuild,
            MatterRequest::ChangeOfUse => Self::ChangeOfUse,
        }
    }
}

impl From<UnitRequest> for UnitInput {
    fn from(unit: UnitRequest) -> Self {
        Self {
            id: unit.id,
            area: unit.area,
            owner: unit.owner,
            ballot: match unit.ballot {
                BallotRequest::Agree => Choice::Agree,
                BallotRequest::Disagree => Choice::Disagree,
                BallotRequest::Invalid => Choice::Invalid,
                BallotRequest::None => Choice::None,
            },
        }
    }
}

impl From<VoteResult> for VoteView {
    fn from(result: VoteResult) -> Self {
        let (participation, consent) = (result.participation, result.consent);
        Self {
            participation: ParticipationView {
                area: participation.area.to_string(),
                total_area: participation.total_area.to_string(),
                owners: participation.owners,
                total_owners: participation.total_owners,
                met: participation.met,
            },
            consent: ConsentView {
                area: consent.area.to_string(),
                owners: consent.owners,
                met: consent.met,
            },
            passed: result.passed,
            still_needed: result.still_needed.map(|needed| StillNeededView {
                participation: needed.participation.into(),
                consent: needed.consent.into(),
            }),
            trace: result.trace,
        }
    }
}

impl From<Shortfall> for ShortfallView {
    fn from(shortfall: Shortfall) -> Self {
        Self {
            area: shortfall.area.to_string(),
            owners: shortfall.owners,
        }
    }
}

/// Whether a vote passes, and what it still needs (新政办函〔2023〕11号 三（三）; 民法典 第二百七十八条), by the rules in force today.
#[utoipa::path(
    post,
    path = "/v1/calculators/vote",
    tag = "calculators",
    request_body = VoteRequest,
    responses((status = 200, body = VoteView), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn calculate_vote(rules: Rules<RuleSet>, Json(request): Json<VoteRequest>) -> Result<HttpResponse, Problem> {
    let units: Vec<UnitInput> = request.units.into_iter().map(UnitInput::from).collect();
    let roll = Roll::parse(&units)?;
    let result = count_vote(&rules, request.matter.into(), &roll, local_date(Utc::now()))?;
    Ok(HttpResponse::Ok().json(VoteView::from(result)))
}
