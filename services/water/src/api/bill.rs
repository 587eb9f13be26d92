//! Bills: one with its whole calculation, and the notice.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{IfMatch, Path},
        problem::ProblemBody,
        trace::StepBody,
    },
    rule::LiveRules,
};
use rules::{Exact, Money, RuleSet};
use serde::Serialize;
use uuid::Uuid;

use super::{answer::change, credit_bill::CreditBillView, payment::PaymentView};
use crate::{
    domain::{
        adjustment::AdjustmentDirection,
        bill::BillStatus,
        period::Period,
        quantity::{PRICE_DECIMALS, UnitPrice, VOLUME_DECIMALS, Volume},
        town::Town,
        user::{Category, IndustryClass},
    },
    service::{
        Act,
        billing::{held_bill::BillStanding, notify_bill},
    },
    store::{
        billing::{
            bill_adjustment::CitedAdjustmentRow,
            bill_detail::{self, BillDetail},
            json::StoredJson,
            money,
        },
        corrupt,
        plan_adjustment::PERCENTAGE_DECIMALS,
    },
};

pub(super) fn volume(litres: i64) -> Volume {
    Volume(Exact::scaled(litres, VOLUME_DECIMALS))
}

/// One band of the overage.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BandBody {
    /// 1 to 3.
    band: u8,
    /// Volume, m³.
    volume: String,
    /// Share of the base price.
    rate: String,
    /// Amount, yuan.
    amount: String,
}

/// An extraordinary adjustment of the plan that a bill was computed with.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BillAdjustmentView {
    /// The adjustment.
    adjustment_id: Uuid,
    /// Which way the plan was changed.
    direction: AdjustmentDirection,
    /// How far, percent.
    percentage: String,
    /// Days of the period that it covered.
    covered_days: i32,
    /// Number of the county government's approval.
    approval_number: String,
    /// Reference of the incident whose response asked for it.
    incident: Option<String>,
}

impl From<CitedAdjustmentRow> for BillAdjustmentView {
    fn from(row: CitedAdjustmentRow) -> Self {
        let (direction, percentage) = AdjustmentDirection::of(&Exact::scaled(row.percentage_e4, PERCENTAGE_DECIMALS));
        Self {
            adjustment_id: row.adjustment_id,
            direction,
            percentage: percentage.to_exact_text(),
            covered_days: row.covered_days,
            approval_number: row.approval_number,
            incident: row.incident,
        }
    }
}

/// A bill with its whole calculation. Volumes in m³, amounts in yuan.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BillView {
    /// Identity.
    id: Uuid,
    /// Number.
    number: String,
    /// Billing run.
    run_id: Uuid,
    /// User.
    user_id: Uuid,
    /// User's code.
    user_code: String,
    /// User's name.
    user_name: String,
    /// Supply company.
    supplier: String,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Nature of the use.
    #[schema(value_type = Category)]
    category: String,
    /// Class of the industry.
    #[schema(value_type = IndustryClass)]
    industry_class: String,
    /// Measuring period.
    period: String,
    /// Its first day.
    period_from: NaiveDate,
    /// Its last day.
    period_to: NaiveDate,
    /// Metered usage.
    #[schema(value_type = String)]
    usage: Volume,
    /// Plan volume as it was approved.
    #[schema(value_type = String)]
    plan_volume: Volume,
    /// The extraordinary adjustments of it (附件2 第六条), in the order in which they were applied.
    adjustments: Vec<BillAdjustmentView>,
    /// Plan adjusted by the reading date.
    #[schema(value_type = String)]
    adjusted_base: Volume,
    /// Usage beyond the adjusted base.
    #[schema(value_type = String)]
    overage: Volume,
    /// Days by which the reading was late.
    days_late: i32,
    /// Days by which the reading was early.
    days_early: i32,
    /// Base price, yuan per m³.
    #[schema(value_type = String)]
    base_price: UnitPrice,
    /// Basic charge.
    #[schema(value_type = String)]
    basic_charge: Money,
    /// The overage by band.
    #[schema(value_type = Vec<BandBody>)]
    bands: StoredJson,
    /// Surcharge.
    #[schema(value_type = String)]
    surcharge: Money,
    /// Basic charge and surcharge.
    #[schema(value_type = String)]
    total: Money,
    /// The steps of the calculation, from the readings on.
    #[schema(value_type = Vec<StepBody>)]
    trace: StoredJson,
    /// Digest of the rules that were in force.
    rules_digest: String,
    /// `issued`, `notified`, `overdue`, `paid`, `settled` or `cancelled`.
    #[schema(value_type = BillStatus)]
    state: String,
    /// Day it was made.
    issued_on: NaiveDate,
    /// Last day to pay; counted from the notice.
    due_on: Option<NaiveDate>,
    /// When the user was told.
    notified_at: Option<DateTime<Utc>>,
    /// The payment.
    payment: Option<PaymentView>,
    /// Number of finance's journal entry for the surcharge.
    entry_number: Option<String>,
    /// When nothing was left open.
    settled_at: Option<DateTime<Utc>>,
    /// The credit bill that cancelled it.
    credit_bill: Option<CreditBillView>,
    /// Version for `If-Match`.
    version: i32,
}

impl TryFrom<BillDetail> for BillView {
    type Error = diesel::result::Error;

    fn try_from((row, payment, credit_bill, adjustments): BillDetail) -> Result<Self, Self::Error> {
        let period: Period = row.period.parse().map_err(|error| corrupt(format!("{error}")))?;
        Ok(Self {
            id: row.id,
            number: row.number,
            run_id: row.run_id,
            user_id: row.user_id,
            user_code: row.user_code,
            user_name: row.user_name,
            supplier: row.supplier,
            town: row.town,
            category: row.category,
            industry_class: row.industry_class,
            period: row.period,
            period_from: period.first_day(),
            period_to: row.period_to,
            usage: volume(row.usage_milli),
            plan_volume: volume(row.plan_milli),
            adjustments: adjustments.into_iter().map(BillAdjustmentView::from).collect(),
            adjusted_base: volume(row.adjusted_base_milli),
            overage: volume(row.overage_milli),
            days_late: row.days_late,
            days_early: row.days_early,
            base_price: UnitPrice(Exact::scaled(row.base_price_e4, PRICE_DECIMALS)),
            basic_charge: money(row.basic_fen)?,
            bands: row.bands,
            surcharge: money(row.surcharge_fen)?,
            total: money(row.total_fen)?,
            trace: row.trace,
            rules_digest: row.rules_digest,
            state: row.state,
            issued_on: row.issued_on,
            due_on: row.due_on,
            notified_at: row.notified_at,
            payment: payment.map(TryInto::try_into).transpose()?,
            entry_number: row.entry_number,
            settled_at: row.settled_at,
            credit_bill: credit_bill.map(TryInto::try_into).transpose()?,
            version: row.version,
        })
    }
}

/// Where a bill stands.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BillStandingView {
    /// Identity.
    id: Uuid,
    /// Number.
    number: String,
    /// State.
    state: BillStatus,
    /// Last day to pay.
    due_on: Option<NaiveDate>,
    /// Version for `If-Match`.
    version: i32,
}

impl From<BillStanding> for BillStandingView {
    fn from(standing: BillStanding) -> Self {
        Self {
            id: standing.id,
            number: standing.number,
            state: standing.state,
            due_on: standing.due_on,
            version: standing.version,
        }
    }
}

/// One bill with bands, trace, payment and credit bill.
#[utoipa::path(
    get,
    path = "/v1/bills/{bill_id}",
    tag = "billing",
    params(("bill_id" = Uuid, Path)),
    responses((status = 200, body = BillView), (status = 404, body = ProblemBody))
)]
pub async fn show_bill(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let found = bill_detail::find(&mut conn, id).await?;
    // Goes back to the pool before the answer is written.
    drop(conn);
    let found = found.ok_or_else(|| Problem::not_found("没有找到账单，或它不在您的数据范围内"))?;
    let view = BillView::try_from(found)?;
    Ok(HttpResponse::Ok()
        .insert_header(("etag", format!("\"{}\"", view.version)))
        .json(view))
}

/// Notes that the user was told of the bill today: the days to pay begin.
#[utoipa::path(
    post,
    path = "/v1/bills/{bill_id}/notify",
    tag = "billing",
    params(("bill_id" = Uuid, Path), ("if-match" = String, Header)),
    responses((status = 200, body = BillStandingView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn notify_bill(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    change(&database, &principal.scope, async |tx| {
        let rules = live.hold(tx).await?;
        Ok(BillStandingView::from(
            notify_bill::notify_bill(tx, &rules, id, version, &act).await?,
        ))
    })
    .await
}
