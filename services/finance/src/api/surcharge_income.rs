//! What water collected as surcharge, as booked.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, number, optional, text},
    http::{access::Principal, extract::Query, page::Page, problem::ProblemBody, sort::Ask},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    error::{parse_dates, require_order},
    yuan,
};
use crate::store::surcharge_income::{self, IncomeFilter, ListedIncome, ReversalRow};

/// Which bookings are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct IncomeQuery {
    /// Paid on or after this day.
    from: Option<String>,
    /// Paid on or before this day.
    to: Option<String>,
    /// Of a payment.
    payment_id: Option<Uuid>,
    /// Of a bill.
    bill_number: Option<String>,
    /// Only reversed bookings, or only those that stand.
    reversed: Option<bool>,
    /// `paid_on`, `bill_number`, `water_user`, `surcharge_amount`, `entry_number`; the largest first with `-` in front. `-paid_on` when left out.
    sort: Option<String>,
    /// Bookings on a page, 1 to 200.
    limit: Option<i64>,
    /// Position given by the page before.
    cursor: Option<String>,
}

/// A booked surcharge. Amounts in yuan.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncomeView {
    /// Payment.
    payment_id: Uuid,
    /// Bill.
    bill_id: Uuid,
    /// Bill number.
    bill_number: String,
    /// Water user.
    water_user: String,
    /// Measuring period.
    #[schema(example = "2026Q3")]
    period: String,
    /// Basic charge, which stays with the supplier.
    basic_amount: String,
    /// Surcharge, booked as income.
    #[schema(example = "1890.00")]
    surcharge_amount: String,
    /// Unit that took the money.
    collector: String,
    /// Day of payment.
    paid_on: NaiveDate,
    /// Entry that booked it.
    entry_number: String,
    /// Its reversal.
    reversal: Option<IncomeReversalView>,
}

/// A reversal of a booked surcharge.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncomeReversalView {
    /// Credit bill.
    credit_bill_id: Uuid,
    /// Credit bill number.
    credit_bill_number: String,
    /// Why.
    reason: String,
    /// Day of the credit bill.
    reversed_on: NaiveDate,
}

impl From<ReversalRow> for IncomeReversalView {
    fn from(row: ReversalRow) -> Self {
        Self {
            credit_bill_id: row.credit_bill_id,
            credit_bill_number: row.credit_bill_number,
            reason: row.reason,
            reversed_on: row.reversed_on,
        }
    }
}

impl From<ListedIncome> for IncomeView {
    fn from(listed: ListedIncome) -> Self {
        let row = listed.income;
        Self {
            payment_id: row.payment_id,
            bill_id: row.bill_id,
            bill_number: row.bill_number,
            water_user: row.water_user,
            period: row.period,
            basic_amount: yuan(row.basic_fen),
            surcharge_amount: yuan(row.surcharge_fen),
            collector: row.collector,
            paid_on: row.paid_on,
            entry_number: listed.entry_number,
            reversal: listed.reversal.map(IncomeReversalView::from),
        }
    }
}

/// Booked surcharges, latest day of payment first.
#[utoipa::path(
    get,
    path = "/v1/surcharge-incomes",
    tag = "surcharge",
    params(IncomeQuery),
    responses((status = 200, body = Page<IncomeView>), (status = 400, body = ProblemBody))
)]
pub async fn list_incomes(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<IncomeQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(Incomes.page(&mut conn, &Incomes.reader(&principal), &query, &ask).await?))
}

/// The list of booked surcharges.
pub struct Incomes;

impl List for Incomes {
    type Query = IncomeQuery;
    type Item = IncomeView;
    const NAME: &'static str = "surcharge-incomes";
    const TITLE: &'static str = "加价收入";
    const COLUMNS: &'static [Column<IncomeView>] = &[
        Column::new("账单编号", 20, |income| text(&income.bill_number)),
        Column::new("用水户", 28, |income| text(&income.water_user)),
        Column::new("计量周期", 12, |income| text(&income.period)),
        Column::new("基本水费（元）", 14, |income| number(&income.basic_amount)),
        Column::new("加价水费（元）", 14, |income| number(&income.surcharge_amount)),
        Column::new("收款单位", 16, |income| text(&income.collector)),
        Column::new("缴款日期", 12, |income| day(income.paid_on)),
        Column::new("凭证号", 18, |income| text(&income.entry_number)),
        Column::new("冲销账单", 20, |income| {
            optional(income.reversal.as_ref().map(|reversal| reversal.credit_bill_number.as_str()))
        }),
        Column::new("冲销日期", 12, |income| {
            day(income.reversal.as_ref().map(|reversal| reversal.reversed_on))
        }),
        Column::new("冲销理由", 24, |income| {
            optional(income.reversal.as_ref().map(|reversal| reversal.reason.as_str()))
        }),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &IncomeQuery, ask: &Ask) -> Result<Page<IncomeView>, Problem> {
        let [from, to] = parse_dates([("/from", query.from.as_deref()), ("/to", query.to.as_deref())])?;
        require_order(from, to)?;
        let paging = surcharge_income::SORTING.read(query.sort.as_deref(), ask)?;
        let filter = IncomeFilter {
            from,
            to,
            payment_id: query.payment_id,
            bill_number: query.bill_number.clone(),
            reversed: query.reversed,
        };
        Ok(surcharge_income::list(conn, &filter, &paging).await?.map(IncomeView::from))
    }
}
