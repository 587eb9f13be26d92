//! Lists of bills.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use diesel::QueryResult;
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, number, optional, text},
    http::{access::Principal, extract::Query, page::Page, problem::ProblemBody, sort::Ask},
};
use rules::{Fields, InvalidInput, Money};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{bill::volume, export::label, input};
use crate::{
    domain::{
        bill::BillStatus,
        code::{Coded, parse_code},
        quantity::Volume,
        town::Town,
        user::Category,
    },
    store::billing::{
        bill::{self, BillFilter, BillListRow},
        money,
    },
};

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
    #[schema(value_type = Town)]
    town: String,
    /// Nature of the use.
    #[schema(value_type = Category)]
    category: String,
    /// Measuring period.
    period: String,
    /// Metered usage.
    #[schema(value_type = String)]
    usage: Volume,
    /// Plan volume.
    #[schema(value_type = String)]
    plan_volume: Volume,
    /// Usage beyond the adjusted plan.
    #[schema(value_type = String)]
    overage: Volume,
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
    #[schema(value_type = BillStatus)]
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
            category: row.category,
            period: row.period,
            usage: volume(row.usage_milli),
            plan_volume: volume(row.plan_milli),
            overage: volume(row.overage_milli),
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

/// Which bills are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BillQuery {
    /// Measuring period, `2026Q2` or `2026-06`.
    period: Option<String>,
    /// State.
    #[param(value_type = Option<BillStatus>, inline)]
    state: Option<String>,
    /// Code of a supply company.
    supplier: Option<String>,
    /// Town, as on the bill.
    #[param(value_type = Option<Town>, inline)]
    town: Option<String>,
    /// Nature of the use, as on the bill.
    #[param(value_type = Option<Category>, inline)]
    category: Option<String>,
    /// Code of a user.
    user_code: Option<String>,
    /// Billing run.
    run_id: Option<Uuid>,
    /// Part of the bill's number, or of the user's code or name.
    q: Option<String>,
    /// Only bills beyond the plan, or only those within it.
    over_plan: Option<bool>,
    /// `number` (when left out), `user_code`, `user_name`, `usage`, `overage`, `basic_charge`, `surcharge`, `total`, `issued_on`,
    /// `due_on`; the largest first with `-` in front.
    sort: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

impl BillQuery {
    fn read(&self) -> Result<BillFilter, InvalidInput> {
        fn known<T: Coded>(fields: &mut Fields, pointer: &str, what: &str, text: Option<&str>) -> Option<T> {
            parse_code(fields, pointer, what, text?)
        }
        let mut fields = Fields::new();
        let period = self.period.as_deref().and_then(|text| input::period(&mut fields, "/period", text));
        let filter = BillFilter {
            period: period.map(|period| period.to_string()),
            state: known(&mut fields, "/state", "账单状态", self.state.as_deref()),
            supplier: self.supplier.clone(),
            town: known::<Town>(&mut fields, "/town", "镇", self.town.as_deref()).map(Coded::code),
            category: known::<Category>(&mut fields, "/category", "用水类别", self.category.as_deref()).map(Coded::code),
            user_code: self.user_code.clone(),
            run_id: self.run_id,
            text: self.q.clone().filter(|text| !text.trim().is_empty()),
            over_plan: self.over_plan,
        };
        fields.finish()?;
        Ok(filter)
    }
}

/// Bills in the caller's scope.
#[utoipa::path(get, path = "/v1/bills", tag = "billing", params(BillQuery), responses((status = 200, body = Page<BillListItem>), (status = 400, body = ProblemBody)))]
pub async fn list_bills(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<BillQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(Bills.page(&mut conn, &Bills.reader(&principal), &query, &ask).await?))
}

/// The list of bills.
pub struct Bills;

impl List for Bills {
    type Query = BillQuery;
    type Item = BillListItem;
    const NAME: &'static str = "bills";
    const TITLE: &'static str = "账单";
    const COLUMNS: &'static [Column<BillListItem>] = &[
        Column::new("账单编号", 20, |bill| text(&bill.number)),
        Column::new("用水户编号", 16, |bill| text(&bill.user_code)),
        Column::new("用水户", 28, |bill| text(&bill.user_name)),
        Column::new("供水企业", 16, |bill| text(&bill.supplier)),
        Column::new("镇", 10, |bill| label::<Town>(&bill.town)),
        Column::new("用水类别", 12, |bill| label::<Category>(&bill.category)),
        Column::new("计量周期", 12, |bill| text(&bill.period)),
        Column::new("用水量（m³）", 14, |bill| number(&bill.usage)),
        Column::new("计划水量（m³）", 14, |bill| number(&bill.plan_volume)),
        Column::new("超计划水量（m³）", 16, |bill| number(&bill.overage)),
        Column::new("基本水费（元）", 14, |bill| number(bill.basic_charge)),
        Column::new("加价水费（元）", 14, |bill| number(bill.surcharge)),
        Column::new("合计（元）", 14, |bill| number(bill.total)),
        Column::new("状态", 12, |bill| label::<BillStatus>(&bill.state)),
        Column::new("出账日", 12, |bill| day(bill.issued_on)),
        Column::new("缴款期限", 12, |bill| day(bill.due_on)),
        Column::new("财政入账凭证", 18, |bill| optional(bill.entry_number.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &BillQuery, ask: &Ask) -> Result<Page<BillListItem>, Problem> {
        let filter = query.read()?;
        let paging = bill::SORTING.read(query.sort.as_deref(), ask)?;
        let page = bill::list(conn, &filter, &paging).await?;
        let items = page
            .items
            .into_iter()
            .map(BillListItem::try_from)
            .collect::<QueryResult<Vec<_>>>()?;
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
            total: page.total,
        })
    }
}
