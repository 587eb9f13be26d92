//! The money of a year, and payment requests to finance (flow S2).

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
        trace::StepBody,
    },
    mask,
    notice::Board,
    rule::Rules,
};
use rules::{Fields, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    super::{answer, export::answer_page, input, step::Step},
    RewardReasonRequest, RewardStepRequest,
    declaration::{RewardDeclarationView, view as declaration_view},
    year, yuan,
};
use crate::{
    domain::{
        reward::award::{Available, Award},
        town::Town,
    },
    service::{
        Act,
        error::UseCaseError,
        reward::payment::{
            PaymentRecord, Reckoning, approve_payment, draft_payment, find_payment, reckon_year, record_budget, withdraw_payment,
        },
    },
    store::reward::{
        declaration::DeclarationRow,
        payment::{self, BudgetRow, LineRow},
    },
};

/// The money of a year.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardBudgetRequest {
    /// Year.
    year: i32,
    /// For subsidies, yuan.
    #[schema(example = "300000.00")]
    subsidy: String,
    /// For rewards, yuan.
    reward: String,
    /// Document that fixes it.
    document: String,
}

/// The money of a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardBudgetView {
    /// Year.
    year: i32,
    /// For subsidies, yuan.
    subsidy: String,
    /// For rewards, yuan.
    reward: String,
    /// Document.
    document: String,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
}

fn budget_view(row: BudgetRow) -> Result<RewardBudgetView, UseCaseError> {
    Ok(RewardBudgetView {
        year: row.year,
        subsidy: yuan(row.subsidy_fen)?,
        reward: yuan(row.reward_fen)?,
        document: row.document,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
    })
}

/// Records the money of a year, or what it is now.
#[utoipa::path(
    post, path = "/v1/reward/budgets", tag = "reward", params(("Idempotency-Key" = String, Header)), request_body = RewardBudgetRequest,
    responses((status = 201, body = RewardBudgetView), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn create_reward_budget(
    database: web::Data<Database>,
    principal: Principal,
    request: Idempotent<RewardBudgetRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let body = &request.body;
    let of = year(&mut fields, body.year);
    let available = Available {
        subsidy: fields.money("/subsidy", &body.subsidy, Sign::NonNegative),
        reward: fields.money("/reward", &body.reward, Sign::NonNegative),
    };
    let document = fields.text("/document", &body.document, input::NAME_LENGTH);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        budget_view(record_budget(tx, &act, of, available, document).await?)
    })
    .await
}

/// The money of all years, the latest first.
#[utoipa::path(get, path = "/v1/reward/budgets", tag = "reward", responses((status = 200, body = Page<RewardBudgetView>)))]
pub async fn list_reward_budgets(database: web::Data<Database>, principal: Principal) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let rows = payment::budgets(&mut conn).await?;
    let items = rows.into_iter().map(budget_view).collect::<Result<Vec<_>, _>>()?;
    Ok(HttpResponse::Ok().json(Page::whole(items)))
}

/// What a village would get.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardReckonedView {
    /// Its declaration.
    declaration: RewardDeclarationView,
    /// Subsidy, yuan.
    subsidy: String,
    /// Reward, yuan.
    reward: String,
    /// Why the subsidy is nothing or less than in full.
    subsidy_reason: Option<String>,
    /// The same for the reward.
    reward_reason: Option<String>,
}

/// A year reckoned.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardReckoningView {
    /// Year.
    year: i32,
    /// Money.
    budget: Option<RewardBudgetView>,
    /// Subsidies asked for already, yuan.
    requested_subsidy: String,
    /// Rewards asked for already.
    requested_reward: String,
    /// Approved and not asked for; within the money.
    due: Vec<RewardReckonedView>,
    /// On their way; in full.
    under_way: Vec<RewardReckonedView>,
    /// Assessments that are missing.
    unassessed: Vec<String>,
    /// Whether the money does not suffice for all: grain comes first.
    is_short: bool,
}

fn reckoned(rows: Vec<(DeclarationRow, Award)>) -> Vec<RewardReckonedView> {
    rows.into_iter()
        .map(|(row, award)| {
            let name = row.village.clone();
            RewardReckonedView {
                declaration: declaration_view(row, name),
                subsidy: award.subsidy.to_string(),
                reward: award.reward.to_string(),
                subsidy_reason: award.subsidy_reason,
                reward_reason: award.reward_reason,
            }
        })
        .collect()
}

/// Which year is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReckoningQuery {
    /// Year.
    year: i32,
}

/// Reckons a year: what is due, what is on its way, whether the money suffices. Stores nothing.
#[utoipa::path(get, path = "/v1/reward/reckoning", tag = "reward", params(ReckoningQuery), responses((status = 200, body = RewardReckoningView), (status = 422, body = ProblemBody)))]
pub async fn show_reward_reckoning(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Query(query): Query<ReckoningQuery>,
) -> Result<HttpResponse, Problem> {
    super::last_day(query.year)?;
    let mut conn = database.connection(&principal.scope).await?;
    let of: Reckoning = reckon_year(&mut conn, &rules, &Act::now(&principal), query.year).await?;
    Ok(HttpResponse::Ok().json(RewardReckoningView {
        year: query.year,
        budget: of.budget.map(budget_view).transpose()?,
        requested_subsidy: of.requested.0.to_string(),
        requested_reward: of.requested.1.to_string(),
        due: reckoned(of.due),
        under_way: reckoned(of.under_way),
        unassessed: of.unassessed,
        is_short: of.is_short,
    }))
}

/// A village's line.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardPaymentLineView {
    /// Identity.
    id: Uuid,
    /// Declaration.
    declaration_id: Uuid,
    /// Village.
    village: String,
    /// Its name.
    village_name: String,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Subsidy, yuan.
    subsidy: String,
    /// Article.
    subsidy_article: String,
    /// Why it is nothing or less than in full.
    subsidy_reason: Option<String>,
    /// Reward, yuan.
    reward: String,
    /// Article.
    reward_article: String,
    /// Why it is nothing or less than in full.
    reward_reason: Option<String>,
    /// Number of the account, its middle left out.
    account_number: Option<String>,
    /// `waiting`, `paid`, `failed`, `decided` (nothing is paid, by decision) or `dropped`.
    state: String,
    /// Reference of the bank.
    bank_reference: Option<String>,
    /// Day.
    paid_on: Option<NaiveDate>,
    /// Why it failed.
    failure: Option<String>,
    /// The steps.
    #[schema(value_type = Vec<StepBody>)]
    trace: Value,
}

fn line_view((line, village_name): (LineRow, String)) -> Result<RewardPaymentLineView, UseCaseError> {
    Ok(RewardPaymentLineView {
        id: line.id,
        declaration_id: line.declaration_id,
        village: line.village,
        village_name,
        town: line.town,
        subsidy: yuan(line.subsidy_fen)?,
        subsidy_article: line.subsidy_article,
        subsidy_reason: line.subsidy_reason,
        reward: yuan(line.reward_fen)?,
        reward_article: line.reward_article,
        reward_reason: line.reward_reason,
        account_number: line.account_number.as_deref().map(mask::phone),
        state: line.state,
        bank_reference: line.bank_reference,
        paid_on: line.paid_on,
        failure: line.failure,
        trace: line.trace,
    })
}

/// A payment request.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardPaymentView {
    /// Identity.
    id: Uuid,
    /// Number.
    number: String,
    /// Year.
    year: i32,
    /// `draft`, `requested` (finance has not answered yet), `accepted`, `rejected` or `withdrawn`.
    state: String,
    /// Subsidies, yuan.
    subsidy: String,
    /// Rewards, yuan.
    reward: String,
    /// Who drafted it.
    drafted_by: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// Who approved it.
    approved_by: Option<String>,
    /// When it was sent to finance.
    approved_at: Option<DateTime<Utc>>,
    /// Finance's number.
    finance_number: Option<String>,
    /// When finance answered.
    answered_on: Option<NaiveDate>,
    /// Why it was rejected or given up.
    reason: Option<String>,
    /// Lines, where one request is shown.
    lines: Vec<RewardPaymentLineView>,
    /// Version, for `If-Match`.
    version: i32,
}

fn view(record: PaymentRecord) -> Result<RewardPaymentView, UseCaseError> {
    let row = record.row;
    Ok(RewardPaymentView {
        id: row.id,
        number: row.number,
        year: row.year,
        state: row.state,
        subsidy: yuan(row.subsidy_fen)?,
        reward: yuan(row.reward_fen)?,
        drafted_by: row.drafted_by,
        drafted_at: row.drafted_at,
        approved_by: row.approved_by,
        approved_at: row.approved_at,
        finance_number: row.finance_number,
        answered_on: row.answered_on,
        reason: row.reason,
        lines: record.lines.into_iter().map(line_view).collect::<Result<_, _>>()?,
        version: row.version,
    })
}

/// A request to be drafted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRewardPaymentRequest {
    /// Year whose approved declarations are asked for.
    year: i32,
}

/// Drafts a request for everything of a year that is approved and not asked for.
#[utoipa::path(
    post, path = "/v1/reward/payment-requests", tag = "reward", params(("Idempotency-Key" = String, Header)), request_body = CreateRewardPaymentRequest,
    responses((status = 201, body = RewardPaymentView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_reward_payment(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    board: web::Data<Board>,
    principal: Principal,
    request: Idempotent<CreateRewardPaymentRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let of = year(&mut fields, request.body.year);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        view(draft_payment(tx, &rules, &board, &act, of).await?)
    })
    .await
}

/// One request with its lines.
#[utoipa::path(
    get, path = "/v1/reward/payment-requests/{request_id}", tag = "reward", params(("request_id" = Uuid, Path)),
    responses((status = 200, body = RewardPaymentView), (status = 404, body = ProblemBody))
)]
pub async fn show_reward_payment(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(view(find_payment(&mut conn, id).await?)?))
}

/// Which requests are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PaymentQuery {
    /// Year.
    year: Option<i32>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A state for people.
fn state_name(code: &str) -> &str {
    match code {
        "draft" => "待核准",
        "requested" => "待财政答复",
        "accepted" => "财政已受理",
        "rejected" => "财政已退回",
        "withdrawn" => "已撤回",
        other => other,
    }
}

/// The list.
pub struct RewardPayments;

impl List for RewardPayments {
    type Query = PaymentQuery;
    type Item = RewardPaymentView;
    const NAME: &'static str = "reward-payments";
    const TITLE: &'static str = "奖补拨付申请";
    const COLUMNS: &'static [Column<RewardPaymentView>] = &[
        Column::new("编号", 18, |one| text(&one.number)),
        Column::new("年度", 8, |one| text(one.year.to_string())),
        Column::new("状态", 12, |one| text(state_name(&one.state))),
        Column::new("补贴（元）", 14, |one| text(&one.subsidy)),
        Column::new("奖励（元）", 14, |one| text(&one.reward)),
        Column::new("起草人", 16, |one| text(&one.drafted_by)),
        Column::new("核准人", 16, |one| optional(one.approved_by.as_deref())),
        Column::new("财政编号", 18, |one| optional(one.finance_number.as_deref())),
        Column::new("答复日期", 12, |one| day(one.answered_on)),
        Column::new("原因", 24, |one| optional(one.reason.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &PaymentQuery, ask: &Ask) -> Result<Page<RewardPaymentView>, Problem> {
        let (before, limit) = ask.behind()?;
        let rows = payment::list(conn, query.year, before, limit).await?;
        let page = ask.page_of(rows, |row| row.id);
        Ok(page.try_map(|row| view(PaymentRecord { row, lines: Vec::new() }))?)
    }
}

/// Requests, the newest first, without their lines.
#[utoipa::path(get, path = "/v1/reward/payment-requests", tag = "reward", params(PaymentQuery), responses((status = 200, body = Page<RewardPaymentView>)))]
pub async fn list_reward_payments(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<PaymentQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(
        RewardPayments,
        &database,
        &principal,
        &query,
        (query.limit, query.cursor.as_deref()),
    )
    .await
}

/// Approves a request that somebody else has drafted, and sends it to finance.
#[utoipa::path(
    post, path = "/v1/reward/payment-requests/{request_id}/approval", tag = "reward",
    params(("request_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardStepRequest,
    responses((status = 200, body = RewardPaymentView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn approve_reward_payment(
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
        view(approve_payment(tx, &rules, &board, &act, id, version).await?)
    })
    .await
}

/// Gives a draft up.
#[utoipa::path(
    post, path = "/v1/reward/payment-requests/{request_id}/withdrawal", tag = "reward",
    params(("request_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)), request_body = RewardReasonRequest,
    responses((status = 200, body = RewardPaymentView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn withdraw_reward_payment(Step { on, body }: Step<RewardReasonRequest>) -> Result<HttpResponse, Problem> {
    let reason = body.parse()?;
    on.answer(async |tx| view(withdraw_payment(tx, &on.act, on.id, on.version, reason).await?))
        .await
}
