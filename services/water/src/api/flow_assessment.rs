//! Flow assessment of users who cannot be metered (新政办发〔2023〕24号 附件3 第十一条（五）).

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
        code::{Coded, parse_code},
        flow_assessment::{AssessmentGround, AssessmentKind, AssessmentState, Formula},
        quantity::{VOLUME_DECIMALS, Volume},
    },
    service::{
        Act,
        error::UseCaseError,
        flow_assessment::{AssessmentStep, NewAssessedUsage, NewAssessment, move_assessment, record_usage, register_assessment},
    },
    store::flow_assessment::{self, AssessedUsageRow, AssessmentFilter, AssessmentOfUser, AssessmentRow, PARAMETER_DECIMALS, UsageOfUser},
};

/// A method to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateFlowAssessmentRequest {
    /// User without a meter.
    user_id: Uuid,
    /// Number of the document that lays the method down.
    #[schema(example = "新水计〔2026〕7号")]
    number: String,
    /// Why the user cannot be metered.
    #[schema(value_type = AssessmentGround, example = "harsh_environment")]
    ground: String,
    /// Spelled out.
    ground_detail: String,
    /// How the volume is found.
    #[schema(value_type = AssessmentKind, example = "flow_time")]
    kind: String,
    /// m³ an hour, to 3 decimals: the flow, or the pump's capacity.
    #[schema(example = "12.5")]
    rate: String,
    /// Hours a day; only for `flow_time`.
    #[serde(default)]
    hours_per_day: Option<String>,
    /// Kilowatts of the pump; only for `pump_electricity`.
    #[serde(default)]
    power: Option<String>,
    /// Who assessed.
    assessed_by: String,
    /// When.
    assessed_on: String,
    /// First day.
    #[schema(example = "2026-07-01")]
    valid_from: String,
    /// Last day; left out while it has no end.
    #[serde(default)]
    valid_to: Option<String>,
}

/// A parameter of a formula, or a fault where it is missing or out of range.
fn parameter(fields: &mut Fields, pointer: &str, text: Option<&str>) -> Exact {
    let Some(text) = text else {
        fields.fault(pointer, "missing", "这种评定方法须填写这个参数");
        return Exact::zero();
    };
    let value = fields.decimal(pointer, text, PARAMETER_DECIMALS, Sign::Positive);
    if value > Exact::from(1_000_000) {
        fields.fault(pointer, "out_of_range", "超出可登记的范围：应不超过1000000");
    }
    value
}

impl CreateFlowAssessmentRequest {
    fn parse(&self) -> Result<NewAssessment, InvalidInput> {
        let mut fields = Fields::new();
        let number = fields.text("/number", &self.number, input::NAME_LENGTH);
        let ground = parse_code::<AssessmentGround>(&mut fields, "/ground", "不能计量的原因", &self.ground);
        let ground_detail = fields.text("/ground_detail", &self.ground_detail, input::TEXT_LENGTH);
        let kind = parse_code::<AssessmentKind>(&mut fields, "/kind", "评定方法", &self.kind);
        let rate = parameter(&mut fields, "/rate", Some(&self.rate));
        let unexpected = match kind {
            Some(AssessmentKind::FlowTime) => self.power.as_ref().map(|_| "/power"),
            Some(AssessmentKind::PumpElectricity) => self.hours_per_day.as_ref().map(|_| "/hours_per_day"),
            None => None,
        };
        if let Some(pointer) = unexpected {
            fields.fault(pointer, "not_expected", "这种评定方法不用这个参数：请不要填写");
        }
        let formula = kind.map(|kind| match kind {
            AssessmentKind::FlowTime => Formula::FlowTime {
                rate,
                hours: parameter(&mut fields, "/hours_per_day", self.hours_per_day.as_deref()),
            },
            AssessmentKind::PumpElectricity => Formula::PumpElectricity {
                rate,
                power: parameter(&mut fields, "/power", self.power.as_deref()),
            },
        });
        let assessed_by = fields.text("/assessed_by", &self.assessed_by, input::NAME_LENGTH);
        let assessed_on = input::day(&mut fields, "/assessed_on", &self.assessed_on);
        let from = input::day(&mut fields, "/valid_from", &self.valid_from);
        let to = self.valid_to.as_deref().map(|text| input::day(&mut fields, "/valid_to", text));
        let parts = ground.zip(formula).zip(assessed_on.zip(from));
        let ((ground, formula), (assessed_on, from)) = input::finish(fields, parts)?;
        Ok(NewAssessment {
            user_id: self.user_id,
            number,
            ground,
            ground_detail,
            formula,
            assessed_by,
            assessed_on,
            from,
            to: to.flatten(),
            demonstration: false,
        })
    }
}

/// What was said when a method was sent back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnFlowAssessmentRequest {
    /// What has to be put right.
    comment: String,
}

/// The end of a method.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndFlowAssessmentRequest {
    /// The last day on which it holds.
    #[schema(example = "2026-09-30")]
    ended_on: String,
    /// Why.
    reason: String,
}

/// The usage that a new one corrects.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UsageCorrectionBody {
    /// Which.
    replaces: Uuid,
    /// Why.
    reason: String,
}

/// A usage to be recorded; its volume is computed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAssessedUsageRequest {
    /// Measuring period.
    #[schema(example = "2026Q3")]
    period: String,
    /// Days of use (`flow_time`) or kilowatt-hours (`pump_electricity`), to 3 decimals.
    #[schema(example = "90")]
    quantity: String,
    /// What the quantity rests on: running record, electricity bill.
    basis: String,
    /// The usage that this one corrects.
    #[serde(default)]
    correction: Option<UsageCorrectionBody>,
}

impl CreateAssessedUsageRequest {
    fn parse(&self) -> Result<NewAssessedUsage, InvalidInput> {
        let mut fields = Fields::new();
        let period = input::period(&mut fields, "/period", &self.period);
        let quantity = fields.decimal("/quantity", &self.quantity, PARAMETER_DECIMALS, Sign::NonNegative);
        let basis = fields.text("/basis", &self.basis, input::TEXT_LENGTH);
        let correction = self
            .correction
            .as_ref()
            .map(|body| (body.replaces, fields.text("/correction/reason", &body.reason, input::TEXT_LENGTH)));
        Ok(NewAssessedUsage {
            period: input::finish(fields, period)?,
            quantity,
            basis,
            correction,
        })
    }
}

/// A method.
#[derive(Debug, Serialize, ToSchema)]
pub struct FlowAssessmentView {
    /// Identity.
    id: Uuid,
    /// Number of the document.
    number: String,
    /// User.
    user_id: Uuid,
    /// User's code.
    user_code: String,
    /// User's name.
    user_name: String,
    /// Why the user cannot be metered.
    #[schema(value_type = AssessmentGround)]
    ground: String,
    /// Spelled out.
    ground_detail: String,
    /// How the volume is found.
    #[schema(value_type = AssessmentKind)]
    kind: String,
    /// m³ an hour.
    rate: String,
    /// Hours a day, for `flow_time`.
    hours_per_day: Option<String>,
    /// Kilowatts, for `pump_electricity`.
    power: Option<String>,
    /// Who assessed.
    assessed_by: String,
    /// When.
    assessed_on: NaiveDate,
    /// First day.
    valid_from: NaiveDate,
    /// Last day.
    valid_to: Option<NaiveDate>,
    /// State.
    #[schema(value_type = AssessmentState)]
    state: String,
    /// Who drafted it.
    drafted_by: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// Who decided.
    decided_by: Option<String>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// What was said.
    comment: Option<String>,
    /// The last day on which an ended one holds.
    ended_on: Option<NaiveDate>,
    /// Why it was ended.
    end_reason: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

fn parameter_text(milli: i64) -> String {
    Exact::scaled(milli, PARAMETER_DECIMALS).to_exact_text()
}

fn view((row, user_code, user_name): AssessmentOfUser) -> FlowAssessmentView {
    FlowAssessmentView {
        id: row.id,
        number: row.number,
        user_id: row.user_id,
        user_code,
        user_name,
        ground: row.ground,
        ground_detail: row.ground_detail,
        kind: row.kind,
        rate: parameter_text(row.rate_milli),
        hours_per_day: row.hours_milli.map(|milli| parameter_text(milli.into())),
        power: row.power_milli.map(parameter_text),
        assessed_by: row.assessed_by,
        assessed_on: row.assessed_on,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        state: row.state,
        drafted_by: row.drafted_by,
        drafted_at: row.drafted_at,
        decided_by: row.decided_by,
        decided_at: row.decided_at,
        comment: row.comment,
        ended_on: row.ended_on,
        end_reason: row.end_reason,
        version: row.version,
    }
}

async fn with_user(conn: &mut Pg, row: AssessmentRow) -> Result<FlowAssessmentView, UseCaseError> {
    let found = flow_assessment::find(conn, row.id).await?;
    Ok(view(found.ok_or(UseCaseError::NotFound("这项流量评定方法"))?))
}

/// What a user used in a period by a method.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessedUsageView {
    /// Identity.
    id: Uuid,
    /// Method.
    assessment_id: Uuid,
    /// Number of its document.
    number: String,
    /// User.
    user_id: Uuid,
    /// User's code.
    user_code: String,
    /// User's name.
    user_name: String,
    /// Measuring period.
    period: String,
    /// Days of use or kilowatt-hours.
    quantity: String,
    /// m³, to the litre.
    #[schema(value_type = String)]
    volume: Volume,
    /// What the quantity rests on.
    basis: String,
    /// The usage that it replaces.
    replaces: Option<Uuid>,
    /// Why.
    reason: Option<String>,
    /// Whether a correction has taken its place.
    is_replaced: bool,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
}

fn usage_view((row, is_replaced, number, user_code, user_name): UsageOfUser) -> AssessedUsageView {
    AssessedUsageView {
        id: row.id,
        assessment_id: row.assessment_id,
        number,
        user_id: row.user_id,
        user_code,
        user_name,
        period: row.period,
        quantity: parameter_text(row.quantity_milli),
        volume: Volume(Exact::scaled(row.volume_milli, VOLUME_DECIMALS)),
        basis: row.basis,
        replaces: row.replaces,
        reason: row.reason,
        is_replaced,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
    }
}

/// Which methods are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct FlowAssessmentQuery {
    /// Code of the user.
    user_code: Option<String>,
    /// State.
    #[param(value_type = Option<AssessmentState>, inline)]
    state: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list of methods.
pub struct FlowAssessments;

impl List for FlowAssessments {
    type Query = FlowAssessmentQuery;
    type Item = FlowAssessmentView;
    const NAME: &'static str = "flow-assessments";
    const TITLE: &'static str = "流量评定方法";
    const COLUMNS: &'static [Column<FlowAssessmentView>] = &[
        Column::new("文号", 20, |one| text(&one.number)),
        Column::new("用水户编号", 14, |one| text(&one.user_code)),
        Column::new("用水户", 24, |one| text(&one.user_name)),
        Column::new("不能计量的原因", 24, |one| label::<AssessmentGround>(&one.ground)),
        Column::new("原因说明", 30, |one| text(&one.ground_detail)),
        Column::new("方法", 14, |one| label::<AssessmentKind>(&one.kind)),
        Column::new("流量（m³/h）", 12, |one| text(&one.rate)),
        Column::new("每日小时", 10, |one| optional(one.hours_per_day.as_deref())),
        Column::new("功率（kW）", 10, |one| optional(one.power.as_deref())),
        Column::new("评定人", 16, |one| text(&one.assessed_by)),
        Column::new("评定日期", 12, |one| day(Some(one.assessed_on))),
        Column::new("生效日", 12, |one| day(Some(one.valid_from))),
        Column::new("失效日", 12, |one| day(one.ended_on.or(one.valid_to))),
        Column::new("状态", 10, |one| label::<AssessmentState>(&one.state)),
        Column::new("核准人", 16, |one| optional(one.decided_by.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &FlowAssessmentQuery, ask: &Ask) -> Result<Page<FlowAssessmentView>, Problem> {
        let mut fields = Fields::new();
        let state = query.state.as_deref();
        let state = state.and_then(|code| parse_code::<AssessmentState>(&mut fields, "/state", "状态", code));
        fields.finish()?;
        let filter = AssessmentFilter {
            user_code: query.user_code.clone(),
            state: state.map(Coded::code),
            ..AssessmentFilter::default()
        };
        let (before, limit) = ask.behind()?;
        let rows = flow_assessment::list(conn, &filter, before, limit).await?;
        Ok(ask.page_of(rows, |(row, ..)| row.id).map(view))
    }
}

/// Which usages are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AssessedUsageQuery {
    /// Code of the user.
    user_code: Option<String>,
    /// Method.
    assessment_id: Option<Uuid>,
    /// Measuring period.
    period: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list of usages.
pub struct AssessedUsages;

impl List for AssessedUsages {
    type Query = AssessedUsageQuery;
    type Item = AssessedUsageView;
    const NAME: &'static str = "assessed-usages";
    const TITLE: &'static str = "核算水量";
    const COLUMNS: &'static [Column<AssessedUsageView>] = &[
        Column::new("用水户编号", 14, |one| text(&one.user_code)),
        Column::new("用水户", 24, |one| text(&one.user_name)),
        Column::new("评定方法", 20, |one| text(&one.number)),
        Column::new("计量周期", 10, |one| text(&one.period)),
        Column::new("天数或电量", 12, |one| text(&one.quantity)),
        Column::new("水量（m³）", 14, |one| text(one.volume.to_string())),
        Column::new("依据", 30, |one| text(&one.basis)),
        Column::new("更正原因", 24, |one| optional(one.reason.as_deref())),
        Column::new("登记人", 16, |one| text(&one.recorded_by)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &AssessedUsageQuery, ask: &Ask) -> Result<Page<AssessedUsageView>, Problem> {
        let mut fields = Fields::new();
        let period = query.period.as_deref().and_then(|text| input::period(&mut fields, "/period", text));
        fields.finish()?;
        let filter = AssessmentFilter {
            user_code: query.user_code.clone(),
            assessment_id: query.assessment_id,
            period: period.map(|period| period.to_string()),
            state: None,
        };
        let (before, limit) = ask.behind()?;
        let rows = flow_assessment::list_usages(conn, &filter, before, limit).await?;
        Ok(ask.page_of(rows, |(row, ..)| row.id).map(usage_view))
    }
}

/// Methods in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/flow-assessments", tag = "metering", params(FlowAssessmentQuery), responses((status = 200, body = Page<FlowAssessmentView>), (status = 400, body = ProblemBody)))]
pub async fn list_flow_assessments(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<FlowAssessmentQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(
        FlowAssessments,
        &database,
        &principal,
        &query,
        (query.limit, query.cursor.as_deref()),
    )
    .await
}

/// Usages in the caller's scope, the newest first. Those that were replaced stay in the list, and say so.
#[utoipa::path(get, path = "/v1/assessed-usages", tag = "metering", params(AssessedUsageQuery), responses((status = 200, body = Page<AssessedUsageView>), (status = 400, body = ProblemBody)))]
pub async fn list_assessed_usages(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<AssessedUsageQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(
        AssessedUsages,
        &database,
        &principal,
        &query,
        (query.limit, query.cursor.as_deref()),
    )
    .await
}

/// One method.
#[utoipa::path(
    get, path = "/v1/flow-assessments/{assessment_id}", tag = "metering",
    params(("assessment_id" = Uuid, Path)),
    responses((status = 200, body = FlowAssessmentView), (status = 404, body = ProblemBody))
)]
pub async fn show_flow_assessment(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let found = flow_assessment::find(&mut conn, id).await?;
    let found = found.ok_or(UseCaseError::NotFound("这项流量评定方法"))?;
    Ok(HttpResponse::Ok().json(view(found)))
}

/// Registers a method for a user without a meter; it waits for a second person.
#[utoipa::path(
    post, path = "/v1/flow-assessments", tag = "metering",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateFlowAssessmentRequest,
    responses((status = 201, body = FlowAssessmentView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_flow_assessment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateFlowAssessmentRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let row = register_assessment(tx, &rules, &act, new).await?;
        with_user(tx, row).await
    })
    .await
}

/// Who moves a method, and which.
struct Asked<'a> {
    database: &'a Database,
    rules: &'a RuleSet,
    principal: &'a Principal,
    id: Uuid,
    version: i32,
    key: &'a RequestKey,
}

async fn moved(asked: Asked<'_>, step: AssessmentStep) -> Result<HttpResponse, Problem> {
    let act = Act::now(asked.principal);
    answer::once(asked.database, &asked.principal.scope, asked.key, StatusCode::OK, async |tx| {
        let row = move_assessment(tx, asked.rules, &act, asked.id, asked.version, step).await?;
        with_user(tx, row).await
    })
    .await
}

/// Lays a method down: another person than drafted it. Refused where the user has a meter, or another method on some of its days.
#[utoipa::path(
    post, path = "/v1/flow-assessments/{assessment_id}/approval", tag = "metering",
    params(("assessment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = FlowAssessmentView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn approve_flow_assessment(
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
    moved(asked, AssessmentStep::Approve).await
}

/// Sends a method back: another has to be registered.
#[utoipa::path(
    post, path = "/v1/flow-assessments/{assessment_id}/return", tag = "metering",
    params(("assessment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReturnFlowAssessmentRequest,
    responses((status = 200, body = FlowAssessmentView), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn return_flow_assessment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<ReturnFlowAssessmentRequest>,
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
    moved(asked, AssessmentStep::Return { comment }).await
}

/// Ends a method, for example because a meter can be installed: the day given is the last on which it holds. It stays on record.
#[utoipa::path(
    post, path = "/v1/flow-assessments/{assessment_id}/ending", tag = "metering",
    params(("assessment_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EndFlowAssessmentRequest,
    responses((status = 200, body = FlowAssessmentView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn end_flow_assessment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<EndFlowAssessmentRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let on = input::day(&mut fields, "/ended_on", &request.body.ended_on);
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
    moved(asked, AssessmentStep::End { on, reason }).await
}

/// Records what the user of a method used in a period. The volume is computed by the formula; refused beside a meter, twice for a period,
/// and after the bill.
#[utoipa::path(
    post, path = "/v1/flow-assessments/{assessment_id}/usages", tag = "metering",
    params(("assessment_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CreateAssessedUsageRequest,
    responses((status = 201, body = AssessedUsageView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_assessed_usage(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<CreateAssessedUsageRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let row: AssessedUsageRow = record_usage(tx, &rules, &act, id, new).await?;
        let (method, code, name) = flow_assessment::find(tx, id)
            .await?
            .ok_or(UseCaseError::NotFound("这项流量评定方法"))?;
        Ok(usage_view((row, false, method.number, code, name)))
    })
    .await
}
