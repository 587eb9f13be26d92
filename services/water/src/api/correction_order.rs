//! Orders to replace household meters, their fines, and how many meters are due (新政办发〔2023〕24号 附件3 第十、十三条).

use std::collections::BTreeMap;

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
use rules::{Fields, InvalidInput, Money, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, input, meter_change::EmptyRequest, step::Step};
use crate::{
    domain::{
        code::{Coded, parse_code},
        meter::{DueState, MeteringRules},
        replacement_order::{FineState, OrderProgress, OrderState, progress},
    },
    service::{
        Act,
        correction_order::{
            NewOrder, OrderRecord, decide_fine, draft_fine, draft_order, find_order, move_order, overdue_household_meters, with_parts,
        },
        due_meter::list_due_meters,
    },
    store::{
        billing::money,
        correction_order::{self, FineRow},
    },
};

/// Most meters that are counted.
const MOST_METERS: usize = 200_000;

/// An order to be drafted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateOrderRequest {
    /// Code of the supply company.
    #[schema(example = "supply_city")]
    supplier: String,
    /// Household meters of the company that are past their cycle; left out: all of them.
    #[serde(default)]
    meter_ids: Option<Vec<Uuid>>,
    /// Last day of the time given.
    #[schema(example = "2026-12-31")]
    deadline: String,
    /// Why.
    reason: String,
}

impl CreateOrderRequest {
    fn parse(self) -> Result<NewOrder, InvalidInput> {
        let mut fields = Fields::new();
        let supplier = input::code(&mut fields, "/supplier", &self.supplier);
        let deadline = input::day(&mut fields, "/deadline", &self.deadline);
        let reason = fields.text("/reason", &self.reason, input::TEXT_LENGTH);
        if let Some(ids) = &self.meter_ids {
            fields.not_empty("/meter_ids", ids);
        }
        let deadline = input::finish(fields, deadline)?;
        Ok(NewOrder {
            supplier,
            meters: self.meter_ids,
            deadline,
            reason,
            demonstration: false,
        })
    }
}

/// A fine to be drafted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateFineRequest {
    /// Yuan, 10,000.00 to 30,000.00, both included.
    #[schema(example = "15000.00")]
    amount: String,
    /// Why so much.
    reason: String,
}

/// Sends a fine back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnFineRequest {
    /// Why.
    comment: String,
}

/// A meter of an order.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderedMeterView {
    /// Meter.
    meter_id: Uuid,
    /// Its number.
    number: String,
    /// Code of its user.
    user_code: String,
    /// By when it should have been replaced.
    due_on: NaiveDate,
    /// When it was taken out.
    removed_on: Option<NaiveDate>,
}

/// A fine.
#[derive(Debug, Serialize, ToSchema)]
pub struct FineView {
    /// Identity.
    id: Uuid,
    /// Amount.
    #[schema(value_type = String)]
    amount: Money,
    /// Why so much.
    reason: String,
    /// State.
    #[schema(value_type = FineState)]
    state: String,
    /// Who drafted it.
    drafted_by: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// Who decided.
    decided_by: Option<String>,
    /// On which day.
    decided_on: Option<NaiveDate>,
    /// What was said.
    comment: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

impl TryFrom<FineRow> for FineView {
    type Error = diesel::result::Error;

    fn try_from(row: FineRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            amount: money(row.amount_fen)?,
            reason: row.reason,
            state: row.state,
            drafted_by: row.drafted_by,
            drafted_at: row.drafted_at,
            decided_by: row.decided_by,
            decided_on: row.decided_on,
            comment: row.comment,
            version: row.version,
        })
    }
}

/// An order with its meters as they stand now, and its fines.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderView {
    /// Identity.
    id: Uuid,
    /// Number, once it is issued.
    number: Option<String>,
    /// Code of the supply company.
    supplier: String,
    /// Last day of the time given.
    deadline: NaiveDate,
    /// Why.
    reason: String,
    /// State.
    #[schema(value_type = OrderState)]
    state: String,
    /// How far the company has come; once it is issued.
    progress: Option<OrderProgress>,
    /// Day on which the last meter was replaced, once all were.
    corrected_on: Option<NaiveDate>,
    /// Its meters.
    meters: Vec<OrderedMeterView>,
    /// Its fines, oldest first.
    fines: Vec<FineView>,
    /// Who drafted it.
    drafted_by: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// Who issued it.
    issued_by: Option<String>,
    /// On which day.
    issued_on: Option<NaiveDate>,
    /// Version for `If-Match`.
    version: i32,
}

fn view(record: OrderRecord, today: NaiveDate) -> Result<OrderView, diesel::result::Error> {
    let order = record.to_domain();
    let OrderRecord { row, meters, fines } = record;
    let is_issued = row.state == OrderState::Issued.code();
    Ok(OrderView {
        progress: is_issued.then(|| progress(&order, today)),
        corrected_on: order.corrected_on,
        id: row.id,
        number: row.number,
        supplier: row.supplier,
        deadline: row.deadline,
        reason: row.reason,
        state: row.state,
        meters: meters
            .into_iter()
            .map(|meter| OrderedMeterView {
                meter_id: meter.meter_id,
                number: meter.number,
                user_code: meter.user_code,
                due_on: meter.due_on,
                removed_on: meter.removed_on,
            })
            .collect(),
        fines: fines.into_iter().map(FineView::try_from).collect::<Result<_, _>>()?,
        drafted_by: row.drafted_by,
        drafted_at: row.drafted_at,
        issued_by: row.issued_by,
        issued_on: row.issued_on,
        version: row.version,
    })
}

/// Which orders are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OrderQuery {
    /// Code of the supply company.
    supplier: Option<String>,
    /// State.
    #[param(value_type = Option<OrderState>, inline)]
    state: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Orders to replace household meters, the newest first.
#[utoipa::path(get, path = "/v1/correction-orders", tag = "meters", params(OrderQuery), responses((status = 200, body = Page<OrderView>), (status = 400, body = ProblemBody)))]
pub async fn list_correction_orders(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<OrderQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<Uuid>(query.cursor.as_deref())?;
    let mut fields = Fields::new();
    let state = query.state.as_deref();
    let state = state.and_then(|text| parse_code::<OrderState>(&mut fields, "/state", "状态", text));
    fields.finish()?;
    let today = Act::now(&principal).today;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = correction_order::list(&mut conn, query.supplier.as_deref(), state.map(Coded::code), before, limit + 1).await?;
    let page = Page::of(rows, limit, |row| row.id);
    let records = with_parts(&mut conn, page.items).await?;
    let items = records.into_iter().map(|record| view(record, today));
    Ok(HttpResponse::Ok().json(Page {
        items: items.collect::<Result<Vec<_>, _>>()?,
        next_cursor: page.next_cursor,
        total: page.total,
    }))
}

/// One order.
#[utoipa::path(
    get, path = "/v1/correction-orders/{order_id}", tag = "meters",
    params(("order_id" = Uuid, Path)),
    responses((status = 200, body = OrderView), (status = 404, body = ProblemBody))
)]
pub async fn show_correction_order(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let record = find_order(&mut conn, id).await?;
    Ok(HttpResponse::Ok().json(view(record, Act::now(&principal).today)?))
}

/// Drafts an order to a supply company to replace household meters that are past their cycle.
#[utoipa::path(
    post, path = "/v1/correction-orders", tag = "meters",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateOrderRequest,
    responses((status = 201, body = OrderView), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_correction_order(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateOrderRequest>,
) -> Result<HttpResponse, Problem> {
    let key = request.key;
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &key, StatusCode::CREATED, async |tx| {
        let record = draft_order(tx, &rules, &act, new).await?;
        Ok(view(record, act.today)?)
    })
    .await
}

/// Issues an order that somebody else has drafted.
#[utoipa::path(
    post, path = "/v1/correction-orders/{order_id}/approval", tag = "meters",
    params(("order_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = OrderView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn approve_correction_order(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = move_order(tx, &on.rules, &on.act, on.id, on.version, true).await?;
        Ok(view(record, on.act.today)?)
    })
    .await
}

/// Gives a drafted order up.
#[utoipa::path(
    post, path = "/v1/correction-orders/{order_id}/withdrawal", tag = "meters",
    params(("order_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = OrderView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn withdraw_correction_order(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = move_order(tx, &on.rules, &on.act, on.id, on.version, false).await?;
        Ok(view(record, on.act.today)?)
    })
    .await
}

/// Drafts a fine: only once the order's deadline has passed without correction, and only within its range.
#[utoipa::path(
    post, path = "/v1/correction-orders/{order_id}/fines", tag = "meters",
    params(("order_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CreateFineRequest,
    responses((status = 201, body = OrderView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_replacement_fine(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<CreateFineRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let amount = fields.money("/amount", &request.body.amount, Sign::Positive);
    let reason = fields.text("/reason", &request.body.reason, input::TEXT_LENGTH);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let record = draft_fine(tx, &rules, &act, id, amount, reason).await?;
        Ok(view(record, act.today)?)
    })
    .await
}

/// Approves a fine that somebody else has drafted.
#[utoipa::path(
    post, path = "/v1/replacement-fines/{fine_id}/approval", tag = "meters",
    params(("fine_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = OrderView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn approve_replacement_fine(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let record = decide_fine(tx, &on.rules, &on.act, on.id, on.version, None).await?;
        Ok(view(record, on.act.today)?)
    })
    .await
}

/// Sends a fine back with a comment.
#[utoipa::path(
    post, path = "/v1/replacement-fines/{fine_id}/return", tag = "meters",
    params(("fine_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReturnFineRequest,
    responses((status = 200, body = OrderView), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn return_replacement_fine(Step { on, body }: Step<ReturnFineRequest>) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let comment = fields.text("/comment", &body.comment, input::TEXT_LENGTH);
    fields.finish()?;
    on.answer(async |tx| {
        let record = decide_fine(tx, &on.rules, &on.act, on.id, on.version, Some(comment)).await?;
        Ok(view(record, on.act.today)?)
    })
    .await
}

/// How many meters are due within a window.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueWindowView {
    /// Days ahead.
    within: u32,
    /// Meters that fall due within them, those of the shorter windows included.
    meters: usize,
}

/// Household meters of a supply company that are past their cycle.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueSupplierView {
    /// Code of the supply company.
    supplier: String,
    /// How many.
    meters: usize,
}

/// Meters in scope that need something.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeterDuesView {
    /// Never verified.
    unverified: usize,
    /// Past their day.
    overdue: usize,
    /// Due within 30, 60, 90 days.
    due: Vec<DueWindowView>,
    /// Household meters past their replacement cycle, by supply company (附件3 第十条).
    household_overdue: Vec<OverdueSupplierView>,
}

/// How many meters are due, overdue or unverified.
#[utoipa::path(get, path = "/v1/meter-dues", tag = "meters", responses((status = 200, body = MeterDuesView)))]
pub async fn show_meter_dues(database: web::Data<Database>, rules: Rules<RuleSet>, principal: Principal) -> Result<HttpResponse, Problem> {
    let today = Act::now(&principal).today;
    let metering = MeteringRules::at(&rules, today)?;
    let windows = &metering.due_windows.value;
    let mut conn = database.connection(&principal.scope).await?;
    let widest = windows.iter().copied().max().unwrap_or_default();
    let found = list_due_meters(&mut conn, &metering, today, widest, None, MOST_METERS).await?;
    let count = |wanted: &dyn Fn(DueState) -> bool| found.iter().filter(|due| wanted(due.state)).count();
    let due = windows.iter().map(|within| DueWindowView {
        within: *within,
        meters: count(&|state| matches!(state, DueState::DueWithin { window } if window <= *within)),
    });
    let mut suppliers: BTreeMap<String, usize> = BTreeMap::new();
    for (supplier, ..) in overdue_household_meters(&mut conn, &metering, today).await? {
        *suppliers.entry(supplier).or_default() += 1;
    }
    let household_overdue = suppliers
        .into_iter()
        .map(|(supplier, meters)| OverdueSupplierView { supplier, meters });
    Ok(HttpResponse::Ok().json(MeterDuesView {
        unverified: count(&|state| state == DueState::Unverified),
        overdue: count(&|state| matches!(state, DueState::Overdue { .. })),
        due: due.collect(),
        household_overdue: household_overdue.collect(),
    }))
}
