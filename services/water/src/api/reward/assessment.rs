//! Assessments of a year with ranking and ceilings (附件8 第五条、第六条).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Json, Path, Query},
        page::{self, Page},
        problem::{CitationBody, ProblemBody},
    },
    rule::Rules,
};
use rules::{Exact, Fields, InvalidInput, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    super::{answer, input, step::Step},
    RewardReasonRequest, RewardStepRequest, year,
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        irrigation::District,
        reward::{
            Grade, Subject,
            ranking::{Scored, ceilings},
            rule::RewardRules,
        },
        town::Town,
    },
    service::{
        Act,
        error::UseCaseError,
        reward::assessment::{
            AssessmentRecord, confirm_assessment, find_assessment, propose_assessment, redraft_assessment, return_assessment, subject_of,
        },
    },
    store::reward::{assessment, village},
};

/// A score.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardScoreRequest {
    /// Code of the district or village.
    code: String,
    /// Points, 0 to 100, to 2 decimals.
    #[schema(example = "92.50")]
    score: String,
    /// Grade awarded; what the rank allows when left out.
    #[schema(value_type = Option<Grade>)]
    grade: Option<String>,
    /// Why; a fail needs one.
    reason: Option<String>,
}

fn read_scores(fields: &mut Fields, items: &[RewardScoreRequest]) -> Vec<Scored> {
    fields.not_empty("/items", items);
    fields.unique(items.iter().map(|item| item.code.as_str()), |index| format!("/items/{index}/code"));
    let read = |(index, item): (usize, &RewardScoreRequest)| {
        let at = |field: &str| format!("/items/{index}/{field}");
        let score = fields.decimal(&at("score"), &item.score, 2, Sign::NonNegative);
        if score > Exact::from(100) {
            fields.fault(at("score"), "out_of_range", "得分应在0至100之间");
        }
        let grade = item.grade.as_deref();
        Scored {
            code: fields.text(&at("code"), &item.code, input::CODE_LENGTH),
            score_e2: score.to_scaled(2).and_then(|score| i32::try_from(score).ok()).unwrap_or(0),
            grade: grade.and_then(|code| parse_code::<Grade>(fields, &at("grade"), "档次", code)),
            reason: input::optional_text(fields, &at("reason"), item.reason.as_deref(), input::TEXT_LENGTH),
        }
    };
    items.iter().enumerate().map(read).collect()
}

/// An assessment to be drafted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRewardAssessmentRequest {
    /// Year.
    year: i32,
    /// Town whose villages are assessed; the districts when left out.
    #[schema(value_type = Option<Town>)]
    town: Option<String>,
    /// Every district, or every village of the town.
    items: Vec<RewardScoreRequest>,
}

impl CreateRewardAssessmentRequest {
    fn parse(&self) -> Result<(i32, Option<Town>, Vec<Scored>), InvalidInput> {
        let mut fields = Fields::new();
        let of = year(&mut fields, self.year);
        let town = self
            .town
            .as_deref()
            .and_then(|code| parse_code::<Town>(&mut fields, "/town", "镇", code));
        let items = read_scores(&mut fields, &self.items);
        fields.finish()?;
        Ok((of, town, items))
    }
}

/// New scores of an assessment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRewardAssessmentRequest {
    /// Every district, or every village of the town.
    items: Vec<RewardScoreRequest>,
}

/// A place in the ranking.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardPlaceView {
    /// Code.
    code: String,
    /// Name.
    name: String,
    /// Points.
    score: String,
    /// Rank; equal scores share it.
    rank: i32,
    /// Grade.
    #[schema(value_type = Grade)]
    grade: &'static str,
    /// Why.
    reason: Option<String>,
}

/// What a failed district loses of next year's water right.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardRightCutView {
    /// District.
    #[schema(value_type = District)]
    district: String,
    /// Year whose right is cut.
    year: i32,
    /// Share (1 = 100 %).
    share: String,
    /// Why.
    reason: String,
    /// When the water right itself was cut; absent: the decision stands, the right is not registered yet.
    applied_at: Option<DateTime<Utc>>,
}

/// An assessment.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardAssessmentView {
    /// Identity.
    id: Uuid,
    /// Year.
    year: i32,
    /// `district` or `village`.
    #[schema(value_type = Subject)]
    subject: String,
    /// Town.
    #[schema(value_type = Option<Town>)]
    town: Option<String>,
    /// `proposed`, `returned` or `confirmed`.
    state: String,
    /// Most that may be excellent.
    excellent_places: usize,
    /// Most that may be good.
    good_places: usize,
    /// The article of the ceilings.
    citation: CitationBody,
    /// By rank.
    items: Vec<RewardPlaceView>,
    /// What failed districts lose.
    right_cuts: Vec<RewardRightCutView>,
    /// Who drafted it.
    drafted_by: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// Who decided.
    decided_by: Option<String>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// What was said with the return.
    comment: Option<String>,
    /// Version, for `If-Match`.
    version: i32,
}

async fn view(conn: &mut Pg, rules: &RuleSet, record: AssessmentRecord) -> Result<RewardAssessmentView, UseCaseError> {
    let row = record.row;
    let last = super::last_day(row.year)?;
    let subject = subject_of(row.town.as_deref());
    let of_year = RewardRules::at(rules, last.min(crate::service::county_day(Utc::now())))?;
    let places = ceilings(&of_year, subject, record.placed.len());
    let names: std::collections::HashMap<String, String> = match &row.town {
        None => District::ALL
            .iter()
            .map(|district| (district.code().to_owned(), district.label().to_owned()))
            .collect(),
        Some(town) => village::of_town(conn, town)
            .await?
            .into_iter()
            .map(|village| (village.code, village.name))
            .collect(),
    };
    let items = record.placed.into_iter().map(|one| RewardPlaceView {
        name: names.get(&one.code).cloned().unwrap_or_else(|| one.code.clone()),
        code: one.code,
        score: Exact::scaled(one.score_e2, 2).to_fixed(2),
        rank: one.rank,
        grade: one.grade.code(),
        reason: one.reason,
    });
    let cuts = assessment::cuts_of(conn, &[row.id])
        .await?
        .into_iter()
        .map(|cut| RewardRightCutView {
            district: cut.district,
            year: cut.year,
            share: cut.share,
            reason: cut.reason,
            applied_at: cut.applied_at,
        });
    let citation = of_year.shares(subject).2.clone();
    Ok(RewardAssessmentView {
        id: row.id,
        year: row.year,
        subject: row.subject,
        town: row.town,
        state: row.state,
        excellent_places: places.excellent,
        good_places: places.good,
        citation: CitationBody {
            document: citation.document,
            article: citation.article,
        },
        items: items.collect(),
        right_cuts: cuts.collect(),
        drafted_by: row.drafted_by,
        drafted_at: row.drafted_at,
        decided_by: row.decided_by,
        decided_at: row.decided_at,
        comment: row.comment,
        version: row.version,
    })
}

/// Drafts an assessment: of the districts (the county), or of a town's villages (the town).
#[utoipa::path(
    post, path = "/v1/reward/assessments", tag = "reward", params(("Idempotency-Key" = String, Header)), request_body = CreateRewardAssessmentRequest,
    responses((status = 201, body = RewardAssessmentView), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_reward_assessment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateRewardAssessmentRequest>,
) -> Result<HttpResponse, Problem> {
    let (of, town, items) = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = propose_assessment(tx, &rules, &act, of, town, items).await?;
        view(tx, &rules, record).await
    })
    .await
}

/// Rewrites an assessment that is not confirmed.
#[utoipa::path(
    put, path = "/v1/reward/assessments/{assessment_id}", tag = "reward",
    params(("assessment_id" = Uuid, Path), ("If-Match" = String, Header)), request_body = ChangeRewardAssessmentRequest,
    responses((status = 200, body = RewardAssessmentView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn update_reward_assessment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<ChangeRewardAssessmentRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let items = read_scores(&mut fields, &request.items);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        let record = redraft_assessment(tx, &rules, &act, id, version, items).await?;
        view(tx, &rules, record).await
    })
    .await
}

/// One assessment.
#[utoipa::path(
    get, path = "/v1/reward/assessments/{assessment_id}", tag = "reward", params(("assessment_id" = Uuid, Path)),
    responses((status = 200, body = RewardAssessmentView), (status = 404, body = ProblemBody))
)]
pub async fn show_reward_assessment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let record = find_assessment(&mut conn, id).await?;
    Ok(HttpResponse::Ok().json(view(&mut conn, &rules, record).await?))
}

/// Which assessments are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AssessmentQuery {
    /// Year.
    year: Option<i32>,
    /// `district` or `village`.
    #[param(value_type = Option<Subject>, inline)]
    subject: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Assessments in the caller's scope, the newest first; confirmed ones of districts are told to every town.
#[utoipa::path(get, path = "/v1/reward/assessments", tag = "reward", params(AssessmentQuery), responses((status = 200, body = Page<RewardAssessmentView>)))]
pub async fn list_reward_assessments(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Query(query): Query<AssessmentQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<Uuid>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = assessment::list(&mut conn, (query.year, query.subject.as_deref()), after, limit + 1).await?;
    let page = Page::of(rows, limit, |row| row.id);
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    let mut placed = assessment::items_of(&mut conn, &ids).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        let placed = placed.remove(&row.id).unwrap_or_default();
        items.push(view(&mut conn, &rules, AssessmentRecord { row, placed }).await?);
    }
    Ok(HttpResponse::Ok().json(Page {
        items,
        next_cursor: page.next_cursor,
        total: None,
    }))
}

/// Confirms an assessment that somebody else has drafted. A failed district loses part of next year's water right.
#[utoipa::path(
    post, path = "/v1/reward/assessments/{assessment_id}/confirmation", tag = "reward",
    params(("assessment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardStepRequest,
    responses((status = 200, body = RewardAssessmentView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn confirm_reward_assessment(Step { on, .. }: Step<RewardStepRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = confirm_assessment(tx, &on.rules, &on.act, on.id, on.version).await?;
        view(tx, &on.rules, record).await
    })
    .await
}

/// Sends an assessment back to whoever drafted it.
#[utoipa::path(
    post, path = "/v1/reward/assessments/{assessment_id}/return", tag = "reward",
    params(("assessment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardReasonRequest,
    responses((status = 200, body = RewardAssessmentView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn return_reward_assessment(Step { on, body }: Step<RewardReasonRequest>) -> Result<HttpResponse, Problem> {
    let reason = body.parse()?;
    on.answer(async |tx| {
        let record = return_assessment(tx, &on.rules, &on.act, on.id, on.version, reason).await?;
        view(tx, &on.rules, record).await
    })
    .await
}
