//! Vouchers, and what is unaccounted for (附件8 第九条).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    rule::Rules,
};
use rules::{Fields, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    super::{
        answer,
        export::{answer_page, label},
        input,
    },
    RewardReasonRequest, yuan,
};
use crate::{
    domain::{
        code::parse_code,
        reward::{Purse, Use},
        town::Town,
    },
    service::{
        Act,
        error::UseCaseError,
        reward::voucher::{NewVoucher, cancel_voucher, file_voucher},
    },
    store::reward::voucher::{self, AccountRow, VoucherRow},
};

/// A voucher to be filed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRewardVoucherRequest {
    /// Line that was paid.
    line_id: Uuid,
    /// `subsidy` or `reward`.
    #[schema(value_type = Purse)]
    fund: String,
    /// What for: the money is bound.
    #[schema(value_type = Use)]
    use_code: String,
    /// Yuan.
    #[schema(example = "800.00")]
    amount: String,
    /// Day.
    spent_on: String,
    /// Number of the paper.
    number: String,
    /// Who got it.
    payee: String,
    /// Where the paper is kept.
    kept_at: String,
}

/// A voucher.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardVoucherView {
    /// Identity.
    id: Uuid,
    /// Line.
    line_id: Uuid,
    /// `subsidy` or `reward`.
    #[schema(value_type = Purse)]
    fund: String,
    /// What for.
    #[schema(value_type = Use)]
    use_code: String,
    /// Yuan.
    amount: String,
    /// Day.
    spent_on: NaiveDate,
    /// Number of the paper.
    number: String,
    /// Who got it.
    payee: String,
    /// Where the paper is kept.
    kept_at: String,
    /// Who recorded it.
    recorded_by: String,
    /// When it was cancelled.
    cancelled_at: Option<DateTime<Utc>>,
    /// Why.
    cancelled_reason: Option<String>,
}

fn view(row: VoucherRow) -> Result<RewardVoucherView, UseCaseError> {
    Ok(RewardVoucherView {
        id: row.id,
        line_id: row.line_id,
        fund: row.fund,
        use_code: row.use_code,
        amount: yuan(row.amount_fen)?,
        spent_on: row.spent_on,
        number: row.number,
        payee: row.payee,
        kept_at: row.kept_at,
        recorded_by: row.recorded_by,
        cancelled_at: row.cancelled_at,
        cancelled_reason: row.cancelled_reason,
    })
}

/// Files a voucher: for a bound use, never more than was received.
#[utoipa::path(
    post, path = "/v1/reward/vouchers", tag = "reward", params(("Idempotency-Key" = String, Header)), request_body = CreateRewardVoucherRequest,
    responses((status = 201, body = RewardVoucherView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_reward_voucher(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateRewardVoucherRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let body = &request.body;
    let purse = parse_code::<Purse>(&mut fields, "/fund", "资金", &body.fund);
    let use_code = parse_code::<Use>(&mut fields, "/use_code", "用途", &body.use_code);
    let amount = fields.money("/amount", &body.amount, Sign::Positive);
    let spent_on = fields.day("/spent_on", &body.spent_on);
    let number = fields.text("/number", &body.number, input::CODE_LENGTH);
    let payee = fields.text("/payee", &body.payee, input::NAME_LENGTH);
    let kept_at = fields.text("/kept_at", &body.kept_at, input::NAME_LENGTH);
    let ((purse, use_code), spent_on) = input::finish(fields, purse.zip(use_code).zip(spent_on))?;
    let line_id = body.line_id;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let new = NewVoucher {
            line_id,
            purse,
            use_code,
            amount,
            spent_on,
            number,
            payee,
            kept_at,
        };
        view(file_voucher(tx, &rules, &act, new).await?)
    })
    .await
}

/// Cancels a voucher that was filed wrongly; it stays on record.
#[utoipa::path(
    post, path = "/v1/reward/vouchers/{voucher_id}/cancellation", tag = "reward",
    params(("voucher_id" = Uuid, Path), ("Idempotency-Key" = String, Header)), request_body = RewardReasonRequest,
    responses((status = 200, body = RewardVoucherView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn cancel_reward_voucher(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<RewardReasonRequest>,
) -> Result<HttpResponse, Problem> {
    let reason = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        view(cancel_voucher(tx, &act, id, reason).await?)
    })
    .await
}

/// Which vouchers are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct VoucherQuery {
    /// Line.
    line_id: Option<Uuid>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list.
pub struct RewardVouchers;

impl List for RewardVouchers {
    type Query = VoucherQuery;
    type Item = RewardVoucherView;
    const NAME: &'static str = "reward-vouchers";
    const TITLE: &'static str = "奖补凭证";
    const COLUMNS: &'static [Column<RewardVoucherView>] = &[
        Column::new("凭证号", 16, |one| text(&one.number)),
        Column::new("资金", 10, |one| label::<Purse>(&one.fund)),
        Column::new("用途", 20, |one| label::<Use>(&one.use_code)),
        Column::new("金额（元）", 14, |one| text(&one.amount)),
        Column::new("日期", 12, |one| day(Some(one.spent_on))),
        Column::new("收款人", 20, |one| text(&one.payee)),
        Column::new("存放处", 20, |one| text(&one.kept_at)),
        Column::new("登记人", 16, |one| text(&one.recorded_by)),
        Column::new("作废原因", 24, |one| optional(one.cancelled_reason.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &VoucherQuery, ask: &Ask) -> Result<Page<RewardVoucherView>, Problem> {
        let (before, limit) = ask.behind()?;
        let rows = voucher::list(conn, query.line_id, before, limit).await?;
        Ok(ask.page_of(rows, |row| row.id).try_map(view)?)
    }
}

/// Vouchers in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/reward/vouchers", tag = "reward", params(VoucherQuery), responses((status = 200, body = Page<RewardVoucherView>)))]
pub async fn list_reward_vouchers(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<VoucherQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(
        RewardVouchers,
        &database,
        &principal,
        &query,
        (query.limit, query.cursor.as_deref()),
    )
    .await
}

/// Which year is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UnaccountedQuery {
    /// Year.
    year: i32,
}

/// What a village received, and what is unaccounted for.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardUnaccountedView {
    /// Line.
    line_id: Uuid,
    /// Year.
    year: i32,
    /// Village.
    village: String,
    /// Its name.
    village_name: String,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Day of the payment.
    paid_on: Option<NaiveDate>,
    /// Subsidy received, yuan.
    subsidy: String,
    /// Of it, with vouchers.
    subsidy_accounted: String,
    /// Of it, without.
    subsidy_unaccounted: String,
    /// Reward received, yuan.
    reward: String,
    /// Of it, with vouchers.
    reward_accounted: String,
    /// Of it, without.
    reward_unaccounted: String,
}

fn account(row: AccountRow) -> Result<RewardUnaccountedView, UseCaseError> {
    Ok(RewardUnaccountedView {
        line_id: row.line_id,
        year: row.year,
        village: row.village,
        village_name: row.village_name,
        town: row.town,
        paid_on: row.paid_on,
        subsidy: yuan(row.subsidy_fen)?,
        subsidy_accounted: yuan(row.subsidy_accounted)?,
        subsidy_unaccounted: yuan(row.subsidy_fen - row.subsidy_accounted)?,
        reward: yuan(row.reward_fen)?,
        reward_accounted: yuan(row.reward_accounted)?,
        reward_unaccounted: yuan(row.reward_fen - row.reward_accounted)?,
    })
}

/// The list of what is unaccounted for; a year has a line for each village, so that it comes whole.
pub struct RewardAccounts;

impl List for RewardAccounts {
    type Query = UnaccountedQuery;
    type Item = RewardUnaccountedView;
    const NAME: &'static str = "reward-unaccounted";
    const TITLE: &'static str = "奖补资金使用";
    const COLUMNS: &'static [Column<RewardUnaccountedView>] = &[
        Column::new("年度", 8, |one| text(one.year.to_string())),
        Column::new("村", 16, |one| text(&one.village_name)),
        Column::new("镇", 10, |one| label::<Town>(&one.town)),
        Column::new("拨付日期", 12, |one| day(one.paid_on)),
        Column::new("补贴收到（元）", 14, |one| text(&one.subsidy)),
        Column::new("补贴有凭证（元）", 14, |one| text(&one.subsidy_accounted)),
        Column::new("补贴未交代（元）", 14, |one| text(&one.subsidy_unaccounted)),
        Column::new("奖励收到（元）", 14, |one| text(&one.reward)),
        Column::new("奖励有凭证（元）", 14, |one| text(&one.reward_accounted)),
        Column::new("奖励未交代（元）", 14, |one| text(&one.reward_unaccounted)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &UnaccountedQuery, ask: &Ask) -> Result<Page<RewardUnaccountedView>, Problem> {
        let rows = voucher::accounts(conn, query.year).await?;
        let mut page = Page::whole(rows.into_iter().map(account).collect::<Result<Vec<_>, _>>()?);
        page.total = ask.wants_total().then(|| i64::try_from(page.items.len()).unwrap_or(i64::MAX));
        Ok(page)
    }
}

/// What every paid village of a year received, has vouchers for, and has not.
#[utoipa::path(get, path = "/v1/reward/unaccounted", tag = "reward", params(UnaccountedQuery), responses((status = 200, body = Page<RewardUnaccountedView>)))]
pub async fn list_reward_unaccounted(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<UnaccountedQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(RewardAccounts, &database, &principal, &query, (None, None)).await
}
