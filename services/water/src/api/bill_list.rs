//! Lists of bills.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use diesel::QueryResult;
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::Query,
        page::{self, Page},
        problem::ProblemBody,
    },
};
use rules::{Fields, InvalidInput, Money};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{bill::volume, input};
use crate::{
    domain::{
        bill::BillStatus,
        code::{Coded, parse_code},
        quantity::Volume,
        town::Town,
        user::Category,
    },
    store::billing::{
        bill::{self, BillFilter, BillListRow, BillPosition, BillSort},
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
    /// Order; by number when left out.
    #[param(value_type = Option<BillSort>, inline)]
    sort: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

impl BillQuery {
    fn read(self) -> Result<(BillFilter, BillSort), InvalidInput> {
        fn known<T: Coded>(fields: &mut Fields, pointer: &str, what: &str, text: Option<&str>) -> Option<T> {
            parse_code(fields, pointer, what, text?)
        }
        let mut fields = Fields::new();
        let period = self.period.as_deref().and_then(|text| input::period(&mut fields, "/period", text));
        let filter = BillFilter {
            period: period.map(|period| period.to_string()),
            state: known(&mut fields, "/state", "账单状态", self.state.as_deref()),
            supplier: self.supplier,
            town: known::<Town>(&mut fields, "/town", "镇", self.town.as_deref()).map(Coded::code),
            category: known::<Category>(&mut fields, "/category", "用水类别", self.category.as_deref()).map(Coded::code),
            user_code: self.user_code,
            run_id: self.run_id,
            text: self.q.filter(|text| !text.trim().is_empty()),
            over_plan: self.over_plan,
        };
        let sort = known(&mut fields, "/sort", "排序方式", self.sort.as_deref()).unwrap_or(BillSort::Number);
        fields.finish()?;
        Ok((filter, sort))
    }
}

/// Bills by number, or the largest surcharge or overage first.
#[utoipa::path(get, path = "/v1/bills", tag = "billing", params(BillQuery), responses((status = 200, body = Page<BillListItem>), (status = 400, body = ProblemBody)))]
pub async fn list_bills(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<BillQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<BillPosition>(query.cursor.as_deref())?;
    let (filter, sort) = query.read()?;
    if after.as_ref().is_some_and(|after| after.sort != sort) {
        return Err(Problem::bad_request(
            "invalid_cursor",
            "cursor 属于另一种排序：换了 sort 要从第一页查起",
        ));
    }
    let mut conn = database.connection(&principal.scope).await?;
    let rows = bill::list(&mut conn, &filter, sort, after.as_ref(), limit + 1).await?;
    let page = Page::of(rows, limit, |row| row.position(sort));
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
