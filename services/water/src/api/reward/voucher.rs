//! Vouchers, and what is unaccounted for (附件8 第九条).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::{Fields, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    super::{answer, input},
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

/// Vouchers in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/reward/vouchers", tag = "reward", params(VoucherQuery), responses((status = 200, body = Page<RewardVoucherView>)))]
pub async fn list_reward_vouchers(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<VoucherQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<Uuid>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let page = Page::of(voucher::list(&mut conn, query.line_id, before, limit + 1).await?, limit, |row| {
        row.id
    });
    Ok(HttpResponse::Ok().json(page.try_map(view)?))
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

/// What every paid village of a year received, has vouchers for, and has not.
#[utoipa::path(get, path = "/v1/reward/unaccounted", tag = "reward", params(UnaccountedQuery), responses((status = 200, body = Page<RewardUnaccountedView>)))]
pub async fn list_reward_unaccounted(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<UnaccountedQuery>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let rows = voucher::accounts(&mut conn, query.year).await?;
    let items = rows.into_iter().map(account).collect::<Result<Vec<_>, _>>()?;
    Ok(HttpResponse::Ok().json(Page::whole(items)))
}
