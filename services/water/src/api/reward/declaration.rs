//! Declarations of villages (附件8 第七条).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem, case,
    database::Pg,
    export::{Column, List, Reader, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Json, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
        trace::StepBody,
    },
    notice::Board,
    rule::Rules,
};
use rules::{Fields, InvalidInput, RuleSet, Trace, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    super::{
        answer,
        export::{answer_page, label},
        input,
        role::WATER_HEAD,
    },
    RewardReasonRequest, RewardSignaturesRequest, RewardStepRequest, mu, year, yuan,
};
use crate::{
    domain::{
        code::parse_code,
        irrigation::District,
        quantity::AREA_DECIMALS,
        reward::{CheckOutcome, award::Land, declaration::DeclarationState, rule::RewardRules},
        town::Town,
    },
    service::{
        Act,
        error::UseCaseError,
        reward::{
            cases::DECLARATION,
            declaration::{
                self as service, BaseData, DeclarationRecord, NewCheck, create_declaration, find_declaration, put_on_notice, record_check,
                return_declaration, revise_declaration, submit_declaration, withdraw_declaration,
            },
            payment::reckon_declaration,
        },
    },
    store::reward::{
        declaration::{self, CheckRow, DeclarationFilter, DeclarationRow},
        payment::{self, LineRow},
        village,
    },
};

/// A water manager.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardManagerRequest {
    /// Name.
    name: String,
    /// What they look after.
    #[schema(example = "二支渠至三支渠")]
    duty: String,
}

/// The base data of a village (第七条（一）). Areas in mu, to 4 decimals; land counts once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardBaseDataRequest {
    /// Effectively irrigated area (第三条).
    #[schema(example = "400")]
    effective_area: String,
    /// Of it, reformed.
    #[schema(example = "320")]
    reform_area: String,
    /// Of that, planted with grain.
    grain_area: String,
    /// With economic crops.
    economic_area: String,
    /// With other crops.
    other_area: String,
    /// Water managers, at least one.
    water_managers: Vec<RewardManagerRequest>,
}

/// Most water managers of a village.
const MOST_MANAGERS: usize = 50;

impl RewardBaseDataRequest {
    fn read(&self, fields: &mut Fields) -> BaseData {
        let mut area = |pointer: &str, text: &str, sign| {
            let area = fields.decimal(pointer, text, AREA_DECIMALS, sign);
            if area.to_scaled(AREA_DECIMALS).is_none_or(|scaled| scaled > 100_000_000_000) {
                fields.fault(pointer, "out_of_range", "面积超出可登记的范围（一千万亩）");
            }
            area
        };
        let land = Land {
            effective: area("/effective_area", &self.effective_area, Sign::Positive),
            reform: area("/reform_area", &self.reform_area, Sign::Positive),
            grain: area("/grain_area", &self.grain_area, Sign::NonNegative),
            economic: area("/economic_area", &self.economic_area, Sign::NonNegative),
            other: area("/other_area", &self.other_area, Sign::NonNegative),
        };
        fields.not_empty("/water_managers", &self.water_managers);
        if self.water_managers.len() > MOST_MANAGERS {
            fields.fault("/water_managers", "too_many", format!("水管员最多{MOST_MANAGERS}名"));
        }
        let managers = self.water_managers.iter().enumerate().map(|(index, manager)| {
            let at = |field: &str| format!("/water_managers/{index}/{field}");
            (
                fields.text(&at("name"), &manager.name, input::CODE_LENGTH),
                fields.text(&at("duty"), &manager.duty, input::NAME_LENGTH),
            )
        });
        BaseData {
            managers: managers.collect(),
            land,
        }
    }
}

/// A declaration to be entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRewardDeclarationRequest {
    /// Year.
    year: i32,
    /// Code of the village.
    village: String,
    /// Effectively irrigated area (第三条).
    effective_area: String,
    /// Of it, reformed.
    reform_area: String,
    /// Of that, planted with grain.
    grain_area: String,
    /// With economic crops.
    economic_area: String,
    /// With other crops.
    other_area: String,
    /// Water managers, at least one.
    water_managers: Vec<RewardManagerRequest>,
}

impl CreateRewardDeclarationRequest {
    fn parse(self) -> Result<(i32, String, BaseData), InvalidInput> {
        let mut fields = Fields::new();
        let of = year(&mut fields, self.year);
        let village = input::code(&mut fields, "/village", &self.village);
        let data = RewardBaseDataRequest {
            effective_area: self.effective_area,
            reform_area: self.reform_area,
            grain_area: self.grain_area,
            economic_area: self.economic_area,
            other_area: self.other_area,
            water_managers: self.water_managers,
        };
        let data = data.read(&mut fields);
        fields.finish()?;
        Ok((of, village, data))
    }
}

/// What a village submits (第七条（二）).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitRewardDeclarationRequest {
    /// 经办人.
    handler: String,
    /// 负责人, another person.
    head: String,
    /// Day, after the notice's last.
    sealed_on: String,
    /// The attachment of the case that shows signatures and seal.
    sealed_form: Uuid,
    /// Attachments of the case that show the notice where it hung.
    photos: Vec<Uuid>,
}

/// A look on the spot (第七条（四）).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardSampleCheckRequest {
    /// Day.
    checked_on: String,
    /// Who looked.
    inspectors: String,
    /// `agrees` or `differs`.
    #[schema(value_type = CheckOutcome)]
    outcome: String,
    /// What was found.
    finding: String,
}

/// A look on the spot.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardSampleCheckView {
    /// Identity.
    id: Uuid,
    /// Day.
    checked_on: NaiveDate,
    /// Who looked.
    inspectors: String,
    /// `agrees` or `differs`.
    #[schema(value_type = CheckOutcome)]
    outcome: String,
    /// What was found.
    finding: String,
    /// Who recorded it.
    recorded_by: String,
}

impl From<CheckRow> for RewardSampleCheckView {
    fn from(row: CheckRow) -> Self {
        Self {
            id: row.id,
            checked_on: row.checked_on,
            inspectors: row.inspectors,
            outcome: row.outcome,
            finding: row.finding,
            recorded_by: row.recorded_by,
        }
    }
}

/// A declaration.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardDeclarationView {
    /// Identity.
    id: Uuid,
    /// Year.
    year: i32,
    /// Code of the village.
    village: String,
    /// Its name.
    village_name: String,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Surface-water district.
    #[schema(value_type = Option<District>)]
    district: Option<String>,
    /// State.
    #[schema(value_type = DeclarationState)]
    state: String,
    /// Effectively irrigated area, mu.
    effective_area: String,
    /// Reformed area.
    reform_area: String,
    /// Grain.
    grain_area: String,
    /// Economic crops.
    economic_area: String,
    /// Other crops.
    other_area: String,
    /// Notice of the data.
    notice_id: Option<Uuid>,
    /// Who signed as handler.
    handler: Option<String>,
    /// Who signed as head.
    head: Option<String>,
    /// When it was sealed.
    sealed_on: Option<NaiveDate>,
    /// Working days that the notice had hung when it was submitted.
    working_days: Option<i32>,
    /// Who entered the data last.
    drafted_by: String,
    /// Who submitted it.
    submitted_by: Option<String>,
    /// When.
    submitted_at: Option<DateTime<Utc>>,
    /// The town's summary.
    summary_id: Option<Uuid>,
    /// Who filed it for the town.
    reviewed_by: Option<String>,
    /// Who approved it for the county.
    approved_by: Option<String>,
    /// Why it was sent back last.
    comment: Option<String>,
    /// Version, for `If-Match`.
    version: i32,
}

pub(super) fn view(row: DeclarationRow, village_name: String) -> RewardDeclarationView {
    RewardDeclarationView {
        id: row.id,
        year: row.year,
        village: row.village,
        village_name,
        town: row.town,
        district: row.district,
        state: row.state,
        effective_area: mu(row.effective_e4),
        reform_area: mu(row.reform_e4),
        grain_area: mu(row.grain_e4),
        economic_area: mu(row.economic_e4),
        other_area: mu(row.other_e4),
        notice_id: row.notice_id,
        handler: row.handler,
        head: row.head,
        sealed_on: row.sealed_on,
        working_days: row.working_days,
        drafted_by: row.drafted_by,
        submitted_by: row.submitted_by,
        submitted_at: row.submitted_at,
        summary_id: row.summary_id,
        reviewed_by: row.reviewed_by,
        approved_by: row.approved_by,
        comment: row.comment,
        version: row.version,
    }
}

/// Where a notice stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardNoticeView {
    /// `draft`, `posted`, `stopped`, `ended` or `withdrawn`.
    state: String,
    /// Number.
    number: Option<String>,
    /// Day of the posting.
    posted_on: Option<NaiveDate>,
    /// Last day.
    last_day: Option<NaiveDate>,
    /// Whole working days that it has hung.
    working_days: u32,
    /// Objections without an answer.
    open_objections: u32,
}

/// What a village would get, in full.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardAwardView {
    /// Subsidy, yuan.
    subsidy: String,
    /// Reward, yuan.
    reward: String,
    /// Why there is no subsidy.
    subsidy_reason: Option<String>,
    /// Why there is no reward.
    reward_reason: Option<String>,
    /// Assessments that are missing: the amounts are what is certain without them.
    unassessed: Vec<String>,
    /// The steps.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
}

/// What a village was asked for or paid.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardDeclarationPaymentView {
    /// Line.
    line_id: Uuid,
    /// Request.
    request_id: Uuid,
    /// Subsidy, yuan.
    subsidy: String,
    /// Reward, yuan.
    reward: String,
    /// `waiting`, `paid`, `failed`, `decided` or `dropped`.
    state: String,
    /// Day of the payment.
    paid_on: Option<NaiveDate>,
    /// Reference of the bank.
    bank_reference: Option<String>,
    /// Why it failed.
    failure: Option<String>,
}

fn payment_view(line: LineRow) -> Result<RewardDeclarationPaymentView, UseCaseError> {
    Ok(RewardDeclarationPaymentView {
        line_id: line.id,
        request_id: line.request_id,
        subsidy: yuan(line.subsidy_fen)?,
        reward: yuan(line.reward_fen)?,
        state: line.state,
        paid_on: line.paid_on,
        bank_reference: line.bank_reference,
        failure: line.failure,
    })
}

/// A declaration with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardDeclarationDetailView {
    /// The declaration.
    #[serde(flatten)]
    declaration: RewardDeclarationView,
    /// Water managers.
    water_managers: Vec<RewardManagerRequest>,
    /// Its case.
    case_id: Option<Uuid>,
    /// Its notice.
    notice: Option<RewardNoticeView>,
    /// What is missing for the next step, in words.
    missing: Vec<String>,
    /// Looks on the spot.
    sample_checks: Vec<RewardSampleCheckView>,
    /// What it would get.
    award: RewardAwardView,
    /// What was asked for or paid, the latest first.
    payments: Vec<RewardDeclarationPaymentView>,
}

/// What the next step waits for, in words.
fn waits_for(state: DeclarationState, payments: &[RewardDeclarationPaymentView]) -> Vec<String> {
    let what = match state {
        DeclarationState::Draft | DeclarationState::OnNotice | DeclarationState::Withdrawn => return Vec::new(),
        DeclarationState::Submitted => "镇审查后列入汇总",
        DeclarationState::InSummary => "镇负责人签字盖章、将汇总报县",
        DeclarationState::TownReviewed => "县级抽查和审查核定",
        DeclarationState::Approved => match payments.first().map(|payment| payment.state.as_str()) {
            None | Some("dropped" | "failed") => "水利局起草并核准拨付申请",
            Some("waiting") => "财政局受理和支付",
            Some(_) => return Vec::new(),
        },
    };
    vec![what.to_owned()]
}

async fn detail(
    conn: &mut Pg,
    rules: &RuleSet,
    board: &Board,
    act: &Act,
    record: DeclarationRecord,
) -> Result<RewardDeclarationDetailView, UseCaseError> {
    let id = record.row.id;
    let name = village::find(conn, &record.row.village)
        .await?
        .map_or_else(|| record.row.village.clone(), |village| village.name);
    let case = case::of_thing(conn, DECLARATION, &id.to_string()).await?;
    let seen = service::look(conn, board, &record.row, act.today).await?;
    let mut missing = service::missing(conn, &RewardRules::at(rules, act.today)?, board, id, act.today).await?;
    let checks = declaration::checks_of(conn, &[id]).await?.remove(&id).unwrap_or_default();
    let (award, unassessed) = reckon_declaration(conn, rules, act, &record.row).await?;
    let lines = payment::lines_of_declaration(conn, id).await?;
    let payments = lines.into_iter().map(payment_view).collect::<Result<Vec<_>, _>>()?;
    missing.extend(waits_for(record.row.to_domain()?.state, &payments));
    let managers = record.managers.into_iter().map(|manager| RewardManagerRequest {
        name: manager.name,
        duty: manager.duty,
    });
    Ok(RewardDeclarationDetailView {
        water_managers: managers.collect(),
        declaration: view(record.row, name),
        case_id: case.map(|case| case.id),
        notice: seen.map(|seen| RewardNoticeView {
            state: seen.state,
            number: seen.number,
            posted_on: seen.posted_on,
            last_day: seen.last_day,
            working_days: seen.working_days,
            open_objections: seen.open_objections,
        }),
        missing,
        sample_checks: checks.into_iter().map(RewardSampleCheckView::from).collect(),
        award: RewardAwardView {
            subsidy: award.subsidy.to_string(),
            reward: award.reward.to_string(),
            subsidy_reason: award.subsidy_reason,
            reward_reason: award.reward_reason,
            unassessed,
            trace: award.trace,
        },
        payments,
    })
}

/// Enters the base data of a village for a year.
#[utoipa::path(
    post, path = "/v1/reward/declarations", tag = "reward", params(("Idempotency-Key" = String, Header)), request_body = CreateRewardDeclarationRequest,
    responses((status = 201, body = RewardDeclarationDetailView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_reward_declaration(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    request: Idempotent<CreateRewardDeclarationRequest>,
) -> Result<HttpResponse, Problem> {
    let (of, village, data) = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = create_declaration(tx, &rules, &act, of, &village, data).await?;
        detail(tx, &rules, &board, &act, record).await
    })
    .await
}

/// Changes the base data; what is on notice is taken back first.
#[utoipa::path(
    put, path = "/v1/reward/declarations/{declaration_id}", tag = "reward",
    params(("declaration_id" = Uuid, Path), ("If-Match" = String, Header)), request_body = RewardBaseDataRequest,
    responses((status = 200, body = RewardDeclarationDetailView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn update_reward_declaration(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<RewardBaseDataRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let data = request.read(&mut fields);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        let record = revise_declaration(tx, &rules, &board, &act, (id, version), data).await?;
        detail(tx, &rules, &board, &act, record).await
    })
    .await
}

/// One declaration with its notice, what is missing, what it would get and what was paid.
#[utoipa::path(
    get, path = "/v1/reward/declarations/{declaration_id}", tag = "reward", params(("declaration_id" = Uuid, Path)),
    responses((status = 200, body = RewardDeclarationDetailView), (status = 404, body = ProblemBody))
)]
pub async fn show_reward_declaration(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    // Looking at the notice holds it for a moment: within a transaction that changes nothing.
    let mut tx = database.begin(&principal.scope).await?;
    let record = find_declaration(&mut tx, id).await?;
    let view = detail(&mut tx, &rules, &board, &Act::now(&principal), record).await?;
    tx.rollback().await?;
    Ok(HttpResponse::Ok().json(view))
}

/// Which declarations are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DeclarationQuery {
    /// Year.
    year: Option<i32>,
    /// Town.
    town: Option<String>,
    /// Village.
    village: Option<String>,
    /// State.
    #[param(value_type = Option<DeclarationState>, inline)]
    state: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list.
pub struct RewardDeclarations;

impl List for RewardDeclarations {
    type Query = DeclarationQuery;
    type Item = RewardDeclarationView;
    const NAME: &'static str = "reward-declarations";
    const TITLE: &'static str = "村级奖补申报";
    const COLUMNS: &'static [Column<RewardDeclarationView>] = &[
        Column::new("年度", 8, |one| text(one.year.to_string())),
        Column::new("村", 16, |one| text(&one.village_name)),
        Column::new("镇", 10, |one| label::<Town>(&one.town)),
        Column::new("灌区", 10, |one| {
            one.district.as_deref().map_or_else(|| optional(None), label::<District>)
        }),
        Column::new("状态", 14, |one| label::<DeclarationState>(&one.state)),
        Column::new("有效灌溉面积（亩）", 14, |one| text(&one.effective_area)),
        Column::new("改革面积（亩）", 14, |one| text(&one.reform_area)),
        Column::new("粮食（亩）", 12, |one| text(&one.grain_area)),
        Column::new("经济作物（亩）", 12, |one| text(&one.economic_area)),
        Column::new("其他（亩）", 12, |one| text(&one.other_area)),
        Column::new("公示工作日", 10, |one| {
            optional(one.working_days.map(|days| days.to_string()).as_deref())
        }),
        Column::new("经办人", 12, |one| optional(one.handler.as_deref())),
        Column::new("负责人", 12, |one| optional(one.head.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &DeclarationQuery, ask: &Ask) -> Result<Page<RewardDeclarationView>, Problem> {
        let mut fields = Fields::new();
        if let Some(code) = &query.state {
            parse_code::<DeclarationState>(&mut fields, "/state", "申报状态", code);
        }
        fields.finish()?;
        let filter = DeclarationFilter {
            year: query.year,
            town: query.town.clone(),
            state: query.state.clone(),
            village: query.village.clone(),
        };
        let (before, limit) = ask.behind()?;
        let rows = declaration::list(conn, &filter, before, limit).await?;
        Ok(ask.page_of(rows, |(row, _)| row.id).map(|(row, name)| view(row, name)))
    }
}

/// Declarations in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/reward/declarations", tag = "reward", params(DeclarationQuery), responses((status = 200, body = Page<RewardDeclarationView>)))]
pub async fn list_reward_declarations(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<DeclarationQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(
        RewardDeclarations,
        &database,
        &principal,
        &query,
        (query.limit, query.cursor.as_deref()),
    )
    .await
}

/// Drafts the notice of the data; another person posts it.
#[utoipa::path(
    post, path = "/v1/reward/declarations/{declaration_id}/notice", tag = "reward",
    params(("declaration_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardStepRequest,
    responses((status = 200, body = RewardDeclarationDetailView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn put_reward_declaration_on_notice(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<RewardStepRequest>,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let record = put_on_notice(tx, &rules, &board, &act, id, version).await?;
        detail(tx, &rules, &board, &act, record).await
    })
    .await
}

/// Submits to the town, after the notice, signed, sealed, with photographs.
#[utoipa::path(
    post, path = "/v1/reward/declarations/{declaration_id}/submission", tag = "reward",
    params(("declaration_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = SubmitRewardDeclarationRequest,
    responses((status = 200, body = RewardDeclarationDetailView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn submit_reward_declaration(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<SubmitRewardDeclarationRequest>,
) -> Result<HttpResponse, Problem> {
    let body = &request.body;
    let signatures = RewardSignaturesRequest {
        handler: body.handler.clone(),
        head: body.head.clone(),
        sealed_on: body.sealed_on.clone(),
        sealed_form: body.sealed_form,
    };
    let signatures = signatures.parse()?;
    let photos = body.photos.clone();
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let record = submit_declaration(tx, &rules, &board, &act, (id, version), signatures, photos).await?;
        detail(tx, &rules, &board, &act, record).await
    })
    .await
}

/// Sends a declaration back to the village.
#[utoipa::path(
    post, path = "/v1/reward/declarations/{declaration_id}/return", tag = "reward",
    params(("declaration_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardReasonRequest,
    responses((status = 200, body = RewardDeclarationDetailView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn return_reward_declaration(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<RewardReasonRequest>,
) -> Result<HttpResponse, Problem> {
    let reason = request.body.parse()?;
    let act = Act::now(&principal);
    let is_county = principal.has(WATER_HEAD);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let record = return_declaration(tx, &rules, &act, (id, version), is_county, reason).await?;
        detail(tx, &rules, &board, &act, record).await
    })
    .await
}

/// Gives a declaration up.
#[utoipa::path(
    post, path = "/v1/reward/declarations/{declaration_id}/withdrawal", tag = "reward",
    params(("declaration_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardStepRequest,
    responses((status = 200, body = RewardDeclarationDetailView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn withdraw_reward_declaration(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<RewardStepRequest>,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let record = withdraw_declaration(tx, &rules, &act, id, version).await?;
        detail(tx, &rules, &board, &act, record).await
    })
    .await
}

/// Records a look on the spot; what is recorded stays.
#[utoipa::path(
    post, path = "/v1/reward/declarations/{declaration_id}/sample-checks", tag = "reward",
    params(("declaration_id" = Uuid, Path), ("Idempotency-Key" = String, Header)), request_body = RewardSampleCheckRequest,
    responses((status = 201, body = RewardSampleCheckView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_reward_sample_check(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<RewardSampleCheckRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let body = &request.body;
    let checked_on = fields.day("/checked_on", &body.checked_on);
    let inspectors = fields.text("/inspectors", &body.inspectors, input::NAME_LENGTH);
    let outcome = parse_code::<CheckOutcome>(&mut fields, "/outcome", "抽查结果", &body.outcome);
    let finding = fields.text("/finding", &body.finding, input::TEXT_LENGTH);
    let (checked_on, outcome) = input::finish(fields, checked_on.zip(outcome))?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let new = NewCheck {
            checked_on,
            inspectors,
            outcome,
            finding,
        };
        Ok(RewardSampleCheckView::from(record_check(tx, &act, id, new).await?))
    })
    .await
}
