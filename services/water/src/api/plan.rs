//! Water-use plans: draft → submitted → approved → in force → superseded; reductions.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Json, Path},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::{Fields, InvalidInput, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{answer, input, meter_change::EmptyRequest, step::Step};
use crate::{
    domain::{
        code::parse_code,
        period::{Period, PeriodKind},
        plan::{PlanBasis, PlanCommand, PlanState, ReductionGroundCode},
        quantity::{VOLUME_DECIMALS, Volume},
    },
    service::{
        Act,
        error::UseCaseError,
        plan as service,
        plan::{NewPlan, NewReduction, PlanRecord},
    },
    store::{plan::Volumes, water_user},
};

fn read_volumes(fields: &mut Fields, given: &BTreeMap<String, String>) -> Volumes {
    let mut volumes = Volumes::new();
    for (text, volume) in given {
        let pointer = format!("/volumes/{}", text.replace('~', "~0").replace('/', "~1"));
        let volume = fields.decimal(&pointer, volume, VOLUME_DECIMALS, Sign::Positive);
        match text.parse::<Period>() {
            Ok(period) => {
                volumes.insert(period, volume);
            }
            Err(error) => fields.fault(pointer, "not_a_period", error.to_string()),
        }
    }
    volumes
}

/// The first plan of a user's year.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatePlanRequest {
    /// Water user.
    user_id: Uuid,
    /// Calendar year.
    #[schema(example = 2026)]
    year: i64,
    /// `quota` (quota × declared output) or `approved_figure`.
    #[schema(value_type = PlanBasis, example = "approved_figure")]
    basis: String,
    /// Quota and output, or the document of the figure.
    basis_detail: String,
    /// m³ per measuring period, all months or all quarters of the year.
    #[schema(example = json!({"2026Q3": "1000", "2026Q4": "1000"}))]
    volumes: BTreeMap<String, String>,
}

impl CreatePlanRequest {
    fn parse(&self) -> Result<NewPlan, InvalidInput> {
        let mut fields = Fields::new();
        let year = fields.integer("/year", self.year, 1900, 2999);
        let basis = parse_code::<PlanBasis>(&mut fields, "/basis", "计划依据", &self.basis);
        let basis_detail = fields.text("/basis_detail", &self.basis_detail, input::TEXT_LENGTH);
        let volumes = read_volumes(&mut fields, &self.volumes);
        let (basis, year) = input::finish(fields, basis.zip(i32::try_from(year).ok()))?;
        Ok(NewPlan {
            user_id: self.user_id,
            year,
            basis,
            basis_detail,
            volumes,
        })
    }
}

/// What a draft is rewritten to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePlanRequest {
    /// Quota and output, or the document of the figure.
    basis_detail: String,
    /// m³ per measuring period.
    volumes: BTreeMap<String, String>,
}

/// A cut of the plan in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateReductionRequest {
    /// `resource_shortage`, `production_change`, `reclaimed_water_refused` or `no_water_balance_test`.
    #[schema(value_type = ReductionGroundCode, example = "no_water_balance_test")]
    ground: String,
    /// Document or record that shows it.
    evidence: String,
    /// First period that is cut.
    #[schema(example = "2026Q4")]
    from: String,
    /// New volumes of the periods that are cut, m³, each below the present one.
    #[schema(example = json!({"2026Q4": "800"}))]
    volumes: BTreeMap<String, String>,
}

impl CreateReductionRequest {
    fn parse(&self) -> Result<NewReduction, InvalidInput> {
        let mut fields = Fields::new();
        let ground = parse_code::<ReductionGroundCode>(&mut fields, "/ground", "核减情形", &self.ground);
        let evidence = fields.text("/evidence", &self.evidence, input::TEXT_LENGTH);
        let from = self
            .from
            .parse::<Period>()
            .map_err(|error| fields.fault("/from", "not_a_period", error.to_string()))
            .ok();
        let volumes = read_volumes(&mut fields, &self.volumes);
        let (ground, from) = input::finish(fields, ground.zip(from))?;
        Ok(NewReduction {
            ground,
            evidence,
            from,
            volumes,
        })
    }
}

/// Why a plan goes back to its drafter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnPlanRequest {
    /// Why.
    reason: String,
}

/// One revision of a user's plan for a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanView {
    /// Identity.
    pub(super) id: Uuid,
    /// Water user.
    pub(super) user_id: Uuid,
    /// Its code.
    pub(super) user_code: String,
    /// Its name.
    pub(super) user_name: String,
    /// Calendar year.
    pub(super) year: i32,
    /// `month` or `quarter`.
    #[schema(value_type = PeriodKind)]
    pub(super) period_kind: String,
    /// Number of the revision within user and year.
    pub(super) revision: i32,
    /// `draft`, `submitted`, `approved`, `in_force` or `superseded`.
    #[schema(value_type = PlanState)]
    pub(super) state: String,
    /// Basis.
    #[schema(value_type = PlanBasis)]
    pub(super) basis: String,
    /// In words.
    pub(super) basis_detail: String,
    /// Ground of a reduction.
    #[schema(value_type = Option<ReductionGroundCode>)]
    pub(super) ground: Option<String>,
    /// What shows it.
    pub(super) evidence: Option<String>,
    /// m³ per measuring period.
    pub(super) volumes: BTreeMap<String, String>,
    /// Who drafted it.
    pub(super) drafted_by: String,
    /// Who approved it.
    pub(super) approved_by: Option<String>,
    /// When.
    pub(super) approved_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub(super) version: i32,
    /// Drafted at.
    pub(super) created_at: DateTime<Utc>,
}

pub(super) fn view(record: PlanRecord, user_code: String, user_name: String) -> PlanView {
    let PlanRecord { row, volumes } = record;
    PlanView {
        id: row.id,
        user_id: row.user_id,
        user_code,
        user_name,
        year: row.year,
        period_kind: row.period_kind,
        revision: row.revision,
        state: row.state,
        basis: row.basis,
        basis_detail: row.basis_detail,
        ground: row.ground,
        evidence: row.evidence,
        volumes: volumes
            .into_iter()
            .map(|(period, volume)| (period.to_string(), Volume(volume).to_string()))
            .collect(),
        drafted_by: row.drafted_by,
        approved_by: row.approved_by,
        approved_at: row.approved_at,
        version: row.version,
        created_at: row.created_at,
    }
}

async fn with_user(conn: &mut Pg, record: PlanRecord) -> Result<PlanView, UseCaseError> {
    let user = water_user::find(conn, record.row.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    Ok(view(record, user.code, user.name))
}

/// Drafts the first plan of a user's year (新政办发〔2023〕24号 附件1 第五条).
#[utoipa::path(
    post,
    path = "/v1/plans",
    tag = "plans",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreatePlanRequest,
    responses((status = 201, body = PlanView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_plan(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreatePlanRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = service::draft_plan(tx, &rules, &act, new).await?;
        with_user(tx, record).await
    })
    .await
}

/// One revision.
#[utoipa::path(
    get,
    path = "/v1/plans/{plan_id}",
    tag = "plans",
    params(("plan_id" = Uuid, Path)),
    responses((status = 200, body = PlanView), (status = 404, body = ProblemBody))
)]
pub async fn show_plan(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let record = service::find_plan(&mut conn, id).await?;
    Ok(HttpResponse::Ok().json(with_user(&mut conn, record).await?))
}

/// Rewrites a draft.
#[utoipa::path(
    put,
    path = "/v1/plans/{plan_id}",
    tag = "plans",
    params(("plan_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ChangePlanRequest,
    responses((status = 200, body = PlanView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn update_plan(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<ChangePlanRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let basis_detail = fields.text("/basis_detail", &request.basis_detail, input::TEXT_LENGTH);
    let volumes = read_volumes(&mut fields, &request.volumes);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        let record = service::redraft_plan(tx, &rules, &act, id, version, basis_detail, volumes).await?;
        with_user(tx, record).await
    })
    .await
}

/// Asks for approval.
#[utoipa::path(
    post,
    path = "/v1/plans/{plan_id}/submission",
    tag = "plans",
    params(("plan_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = PlanView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn submit_plan(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = service::move_plan(tx, &on.rules, &on.act, on.id, on.version, PlanCommand::Submit).await?;
        with_user(tx, record).await
    })
    .await
}

/// Approves a plan that somebody else has drafted (附件1 第六条). It comes into force when its year has begun.
#[utoipa::path(
    post,
    path = "/v1/plans/{plan_id}/approval",
    tag = "plans",
    params(("plan_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses(
        (status = 200, body = PlanView),
        (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody)
    )
)]
pub async fn approve_plan(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let by = on.act.actor.clone();
        let record = service::move_plan(tx, &on.rules, &on.act, on.id, on.version, PlanCommand::Approve { by }).await?;
        with_user(tx, record).await
    })
    .await
}

/// Sends a plan back to its drafter.
#[utoipa::path(
    post,
    path = "/v1/plans/{plan_id}/return",
    tag = "plans",
    params(("plan_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReturnPlanRequest,
    responses((status = 200, body = PlanView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn return_plan(Step { on, body }: Step<ReturnPlanRequest>) -> Result<HttpResponse, Problem> {
    let reason = body.reason;
    on.answer(async |tx| {
        let record = service::move_plan(tx, &on.rules, &on.act, on.id, on.version, PlanCommand::Return { reason }).await?;
        with_user(tx, record).await
    })
    .await
}

/// Drafts a cut of the plan in force from a period on, on one of the four grounds (附件1 第十条).
#[utoipa::path(
    post,
    path = "/v1/plans/{plan_id}/reductions",
    tag = "plans",
    params(("plan_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = CreateReductionRequest,
    responses((status = 201, body = PlanView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_reduction(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<CreateReductionRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = service::reduce_plan(tx, &rules, &act, id, version, new).await?;
        with_user(tx, record).await
    })
    .await
}
