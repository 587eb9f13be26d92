//! Bills: lists, one with its whole calculation, and the notice.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{IfMatch, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
        trace::StepBody,
    },
};
use rules::{Exact, Fields, InvalidInput, Money, RuleSet};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{answer::change, credit_bill::CreditBillView, payment::PaymentView};
use crate::{
    domain::{
        bill::BillStatus,
        code::parse_code,
        period::Period,
        quantity::{PRICE_DECIMALS, UnitPrice, VOLUME_DECIMALS, Volume},
    },
    service::{
        Act,
        billing::{held_bill::BillStanding, notify_bill},
    },
    store::{
        billing::{
            bill::{self, BillFilter, BillListRow},
            bill_detail::{self, BillDetail},
            json::StoredJson,
            money,
        },
        corrupt,
    },
};

fn volume(litres: i64) -> Volume {
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
    town: String,
    /// Nature of the use.
    category: String,
    /// Class of the industry.
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
    /// Plan volume.
    #[schema(value_type = String)]
    plan_volume: Volume,
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

    fn try_from((row, payment, credit_bill): BillDetail) -> Result<Self, Self::Error> {
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

/// A bill in a list. Volumes in m³, amounts in yuan.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BillListItem {
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
    town: String,
    /// Measuring period.
    period: String,
    /// Metered usage.
    #[schema(value_type = String)]
    usage: Volume,
    /// Plan volume.
    #[schema(value_type = String)]
    plan_volume: Volume,
    /// Basic charge.
    #[schema(value_type = String)]
    basic_charge: Money,
    /// Surcharge.
    #[schema(value_type = String)]
    surcharge: Money,
    /// Total.
    #[schema(value_type = String)]
    total: Money,
    /// State.
    state: String,
    /// Day it was made.
    issued_on: NaiveDate,
    /// Last day to pay.
    due_on: Option<NaiveDate>,
    /// Finance's entry.
    entry_number: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

impl TryFrom<BillListRow> for BillListItem {
    type Error = diesel::result::Error;

    fn try_from(row: BillListRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            number: row.number,
            run_id: row.run_id,
            user_id: row.user_id,
            user_code: row.user_code,
            user_name: row.user_name,
            supplier: row.supplier,
            town: row.town,
            period: row.period,
            usage: volume(row.usage_milli),
            plan_volume: volume(row.plan_milli),
            basic_charge: money(row.basic_fen)?,
            surcharge: money(row.surcharge_fen)?,
            total: money(row.total_fen)?,
            state: row.state,
            issued_on: row.issued_on,
            due_on: row.due_on,
            entry_number: row.entry_number,
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
    #[schema(value_type = String)]
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

/// Which bills are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BillQuery {
    /// Measuring period.
    period: Option<String>,
    /// `issued`, `notified`, `overdue`, `paid`, `settled` or `cancelled`.
    state: Option<String>,
    /// Code of a supply company.
    supplier: Option<String>,
    /// Code of a user.
    user_code: Option<String>,
    /// Billing run.
    run_id: Option<Uuid>,
    limit: Option<i64>,
    cursor: Option<String>,
}

impl BillQuery {
    fn filter(self) -> Result<BillFilter, InvalidInput> {
        let mut fields = Fields::new();
        let state = self
            .state
            .as_deref()
            .and_then(|state| parse_code::<BillStatus>(&mut fields, "/state", "账单状态", state));
        fields.finish()?;
        Ok(BillFilter {
            period: self.period,
            state,
            supplier: self.supplier,
            user_code: self.user_code,
            run_id: self.run_id,
        })
    }
}

/// Bills in the order of their numbers.
#[utoipa::path(get, path = "/v1/bills", tag = "billing", params(BillQuery), responses((status = 200, body = Page<BillListItem>)))]
pub async fn list_bills(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<BillQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<String>(query.cursor.as_deref())?;
    let filter = query.filter()?;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = bill::list(&mut conn, &filter, after.as_deref(), limit + 1).await?;
    let page = Page::of(rows, limit, |row| row.number.clone());
    let items = page
        .items
        .into_iter()
        .map(BillListItem::try_from)
        .collect::<QueryResult<Vec<_>>>()?;
    Ok(HttpResponse::Ok().json(Page {
        items,
        next_cursor: page.next_cursor,
    }))
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
    rules: web::Data<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    change(&database, &principal.scope, async |tx| {
        Ok(BillStandingView::from(
            notify_bill::notify_bill(tx, &rules, id, version, &act).await?,
        ))
    })
    .await
}
