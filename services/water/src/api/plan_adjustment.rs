//! Extraordinary adjustments of plans (新政办发〔2023〕24号 附件2 第六条).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    idempotency::RequestKey,
    rule::Rules,
};
use rules::{Exact, Fields, InvalidInput, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer,
    export::{answer_page, label},
    input,
    meter_change::EmptyRequest,
};
use crate::{
    domain::{
        adjustment::{AdjustmentDirection, AdjustmentState},
        code::{Coded, parse_code},
        user::Category,
    },
    service::{
        Act,
        error::UseCaseError,
        plan_adjustment::{AdjustmentStep, NewAdjustment, move_adjustment, request_adjustment},
    },
    store::plan_adjustment::{self, AdjustmentFilter, AdjustmentRow},
};

/// Decimals of a percentage.
const PERCENT_DECIMALS: u32 = 2;

/// The county government's approval.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CountyApprovalRequest {
    /// Number of the document.
    #[schema(example = "新政函〔2026〕7号")]
    number: String,
    /// Its day; the adjustment begins on it or later.
    #[schema(example = "2026-07-30")]
    approved_on: String,
}

impl CountyApprovalRequest {
    fn read(&self, fields: &mut Fields, base: &str) -> Option<(String, NaiveDate)> {
        let number = fields.text(&format!("{base}/number"), &self.number, input::NAME_LENGTH);
        let on = input::day(fields, &format!("{base}/approved_on"), &self.approved_on)?;
        Some((number, on))
    }
}

/// An adjustment of the plans of a category.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAdjustmentRequest {
    /// Whose plans.
    #[schema(value_type = Category, example = "non_resident")]
    category: String,
    /// Which way.
    #[schema(value_type = AdjustmentDirection, example = "decrease")]
    direction: String,
    /// How far, percent, to 2 decimals; a decrease takes less than 100.
    #[schema(example = "20")]
    percentage: String,
    /// First day.
    #[schema(example = "2026-08-01")]
    valid_from: String,
    /// Last day.
    #[schema(example = "2026-08-31")]
    valid_to: String,
    /// Severe drought, or why there is not enough water.
    reason: String,
    /// Reference of the incident of an emergency response, where one asks for it.
    #[serde(default)]
    incident: Option<String>,
    /// The county government's approval; without it the adjustment is on record and has no effect.
    #[serde(default)]
    approval: Option<CountyApprovalRequest>,
}

impl CreateAdjustmentRequest {
    fn parse(&self) -> Result<NewAdjustment, InvalidInput> {
        let mut fields = Fields::new();
        let category = parse_code::<Category>(&mut fields, "/category", "用水类别", &self.category);
        let direction = parse_code::<AdjustmentDirection>(&mut fields, "/direction", "调整方向", &self.direction);
        let percent = fields.decimal("/percentage", &self.percentage, PERCENT_DECIMALS, Sign::Positive);
        let from = input::day(&mut fields, "/valid_from", &self.valid_from);
        let to = input::day(&mut fields, "/valid_to", &self.valid_to);
        let reason = fields.text("/reason", &self.reason, input::TEXT_LENGTH);
        let incident = input::optional_text(&mut fields, "/incident", self.incident.as_deref(), input::NAME_LENGTH);
        let approval = self.approval.as_ref().map(|approval| approval.read(&mut fields, "/approval"));
        let ((category, direction), (from, to)) = input::finish(fields, category.zip(direction).zip(from.zip(to)))?;
        Ok(NewAdjustment {
            category,
            percentage: direction.signed((&percent / &Exact::from(100)).unwrap_or_else(Exact::zero)),
            from,
            to,
            reason,
            incident,
            approval: approval.flatten(),
            demonstration: false,
        })
    }
}

/// Sends an adjustment back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnAdjustmentRequest {
    /// What has to be put right.
    comment: String,
}

/// Ends an adjustment before its last day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftAdjustmentRequest {
    /// First day on which it holds no more.
    #[schema(example = "2026-08-20")]
    lifted_on: String,
    /// Why.
    reason: String,
}

/// An adjustment of the plans of a category.
#[derive(Debug, Serialize, ToSchema)]
pub struct AdjustmentView {
    /// Identity.
    id: Uuid,
    /// Whose plans.
    #[schema(value_type = Category)]
    category: String,
    /// Which way.
    direction: AdjustmentDirection,
    /// How far, percent.
    percentage: String,
    /// First day.
    valid_from: NaiveDate,
    /// Last day.
    valid_to: NaiveDate,
    /// Why.
    reason: String,
    /// Reference of the incident whose response asked for it.
    incident: Option<String>,
    /// Number of the county government's approval.
    approval_number: Option<String>,
    /// Its day.
    approved_on: Option<NaiveDate>,
    /// State.
    #[schema(value_type = AdjustmentState)]
    state: String,
    /// Who drafted it.
    drafted_by: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// Who recorded the approval.
    submitted_by: Option<String>,
    /// Who put it in force.
    decided_by: Option<String>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// What was said when it was sent back.
    comment: Option<String>,
    /// First day on which it holds no more.
    lifted_on: Option<NaiveDate>,
    /// Who lifted it.
    lifted_by: Option<String>,
    /// Why.
    lift_reason: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

impl From<AdjustmentRow> for AdjustmentView {
    fn from(row: AdjustmentRow) -> Self {
        let (direction, percentage) = AdjustmentDirection::of(&row.percentage());
        Self {
            id: row.id,
            category: row.category,
            direction,
            percentage: percentage.to_exact_text(),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            reason: row.reason,
            incident: row.incident,
            approval_number: row.approval_number,
            approved_on: row.approved_on,
            state: row.state,
            drafted_by: row.drafted_by,
            drafted_at: row.drafted_at,
            submitted_by: row.submitted_by,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            comment: row.comment,
            lifted_on: row.lifted_on,
            lifted_by: row.lifted_by,
            lift_reason: row.lift_reason,
            version: row.version,
        }
    }
}

/// Which adjustments are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentQuery {
    /// State.
    #[param(value_type = Option<AdjustmentState>, inline)]
    state: Option<String>,
    /// Category.
    #[param(value_type = Option<Category>, inline)]
    category: Option<String>,
    /// Reference of an incident.
    incident: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list.
pub struct PlanAdjustments;

impl List for PlanAdjustments {
    type Query = AdjustmentQuery;
    type Item = AdjustmentView;
    const NAME: &'static str = "plan-adjustments";
    const TITLE: &'static str = "计划调整";
    const COLUMNS: &'static [Column<AdjustmentView>] = &[
        Column::new("用水类别", 12, |one| label::<Category>(&one.category)),
        Column::new("方向", 8, |one| text(one.direction.label())),
        Column::new("比例（%）", 10, |one| text(&one.percentage)),
        Column::new("第一天", 12, |one| day(Some(one.valid_from))),
        Column::new("最后一天", 12, |one| day(Some(one.valid_to))),
        Column::new("事由", 30, |one| text(&one.reason)),
        Column::new("县政府批准文号", 22, |one| optional(one.approval_number.as_deref())),
        Column::new("批准日期", 12, |one| day(one.approved_on)),
        Column::new("状态", 12, |one| label::<AdjustmentState>(&one.state)),
        Column::new("突发事件", 20, |one| optional(one.incident.as_deref())),
        Column::new("登记人", 16, |one| text(&one.drafted_by)),
        Column::new("复核人", 16, |one| optional(one.decided_by.as_deref())),
        Column::new("解除日", 12, |one| day(one.lifted_on)),
        Column::new("解除原因", 24, |one| optional(one.lift_reason.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &AdjustmentQuery, ask: &Ask) -> Result<Page<AdjustmentView>, Problem> {
        let mut fields = Fields::new();
        let state = query.state.as_deref();
        let state = state.and_then(|text| parse_code::<AdjustmentState>(&mut fields, "/state", "状态", text));
        let category = query.category.as_deref();
        let category = category.and_then(|text| parse_code::<Category>(&mut fields, "/category", "用水类别", text));
        fields.finish()?;
        let filter = AdjustmentFilter {
            state: state.map(|state| state.code().to_owned()),
            category: category.map(|category| category.code().to_owned()),
            incident: query.incident.clone(),
        };
        let (before, limit) = ask.behind()?;
        let rows = plan_adjustment::list(conn, &filter, before, limit).await?;
        Ok(ask.page_of(rows, |row| row.id).map(AdjustmentView::from))
    }
}

/// Adjustments, the newest first. They hold for the whole county, so that no scope narrows them.
#[utoipa::path(get, path = "/v1/plan-adjustments", tag = "plan adjustments", params(AdjustmentQuery), responses((status = 200, body = Page<AdjustmentView>), (status = 400, body = ProblemBody)))]
pub async fn list_plan_adjustments(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<AdjustmentQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(
        PlanAdjustments,
        &database,
        &principal,
        &query,
        (query.limit, query.cursor.as_deref()),
    )
    .await
}

/// One adjustment.
#[utoipa::path(
    get, path = "/v1/plan-adjustments/{adjustment_id}", tag = "plan adjustments",
    params(("adjustment_id" = Uuid, Path)),
    responses((status = 200, body = AdjustmentView), (status = 404, body = ProblemBody))
)]
pub async fn show_plan_adjustment(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = plan_adjustment::find(&mut conn, id).await?;
    let row = row.ok_or(UseCaseError::NotFound("这项计划调整"))?;
    Ok(HttpResponse::Ok().json(AdjustmentView::from(row)))
}

/// Records an adjustment of the plans of a category. With the county government's approval it waits for a second person; without
/// it has no effect.
#[utoipa::path(
    post, path = "/v1/plan-adjustments", tag = "plan adjustments",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateAdjustmentRequest,
    responses((status = 201, body = AdjustmentView), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_plan_adjustment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateAdjustmentRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(AdjustmentView::from(request_adjustment(tx, &rules, &act, new).await?))
    })
    .await
}

/// Who moves an adjustment, and which.
struct Asked<'a> {
    database: &'a Database,
    rules: &'a RuleSet,
    principal: &'a Principal,
    id: Uuid,
    version: i32,
    key: &'a RequestKey,
}

async fn moved(asked: Asked<'_>, step: AdjustmentStep) -> Result<HttpResponse, Problem> {
    let act = Act::now(asked.principal);
    answer::once(asked.database, &asked.principal.scope, asked.key, StatusCode::OK, async |tx| {
        let row = move_adjustment(tx, asked.rules, &act, asked.id, asked.version, step).await?;
        Ok(AdjustmentView::from(row))
    })
    .await
}

/// Records the county government's approval: the adjustment then waits for the second person.
#[utoipa::path(
    post, path = "/v1/plan-adjustments/{adjustment_id}/county-approval", tag = "plan adjustments",
    params(("adjustment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = CountyApprovalRequest,
    responses((status = 200, body = AdjustmentView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn record_county_approval(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<CountyApprovalRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let approval = request.body.read(&mut fields, "");
    let (number, on) = input::finish(fields, approval)?;
    let asked = Asked {
        database: &database,
        rules: &rules,
        principal: &principal,
        id,
        version,
        key: &request.key,
    };
    moved(asked, AdjustmentStep::RecordApproval { number, on }).await
}

/// Puts an adjustment in force: by somebody who neither drafted it nor recorded its approval. Refused where another adjustment of
/// the category holds on some of its days, or a period that it would change has been billed.
#[utoipa::path(
    post, path = "/v1/plan-adjustments/{adjustment_id}/approval", tag = "plan adjustments",
    params(("adjustment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = AdjustmentView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn approve_plan_adjustment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<EmptyRequest>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked {
        database: &database,
        rules: &rules,
        principal: &principal,
        id,
        version,
        key: &request.key,
    };
    moved(asked, AdjustmentStep::Confirm).await
}

/// Sends an adjustment back: its approval has to be recorded anew.
#[utoipa::path(
    post, path = "/v1/plan-adjustments/{adjustment_id}/return", tag = "plan adjustments",
    params(("adjustment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReturnAdjustmentRequest,
    responses((status = 200, body = AdjustmentView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn return_plan_adjustment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<ReturnAdjustmentRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let comment = fields.text("/comment", &request.body.comment, input::TEXT_LENGTH);
    fields.finish()?;
    let asked = Asked {
        database: &database,
        rules: &rules,
        principal: &principal,
        id,
        version,
        key: &request.key,
    };
    moved(asked, AdjustmentStep::Return { comment }).await
}

/// Gives an adjustment up that has had no effect yet.
#[utoipa::path(
    post, path = "/v1/plan-adjustments/{adjustment_id}/withdrawal", tag = "plan adjustments",
    params(("adjustment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = AdjustmentView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn withdraw_plan_adjustment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<EmptyRequest>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked {
        database: &database,
        rules: &rules,
        principal: &principal,
        id,
        version,
        key: &request.key,
    };
    moved(asked, AdjustmentStep::Withdraw).await
}

/// Ends an adjustment before its last day: that day is the first on which it holds no more. It stays on record.
#[utoipa::path(
    post, path = "/v1/plan-adjustments/{adjustment_id}/lifting", tag = "plan adjustments",
    params(("adjustment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = LiftAdjustmentRequest,
    responses((status = 200, body = AdjustmentView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn lift_plan_adjustment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<LiftAdjustmentRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let on = input::day(&mut fields, "/lifted_on", &request.body.lifted_on);
    let reason = fields.text("/reason", &request.body.reason, input::TEXT_LENGTH);
    let on = input::finish(fields, on)?;
    let asked = Asked {
        database: &database,
        rules: &rules,
        principal: &principal,
        id,
        version,
        key: &request.key,
    };
    moved(asked, AdjustmentStep::Lift { on, reason }).await
}
