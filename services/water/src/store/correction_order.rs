//! Orders to replace household meters, with their meters and fines.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use super::{
    INSERT_ROWS,
    schema::{
        correction_order_meters,
        correction_orders::{self, dsl},
        meters, replacement_fines, water_users,
    },
};

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = correction_orders, treat_none_as_null = true)]
pub struct OrderRow {
    /// Identity.
    pub id: Uuid,
    /// Number, once it is issued.
    pub number: Option<String>,
    /// Code of the supply company.
    pub supplier: String,
    /// Last day of the time given.
    pub deadline: NaiveDate,
    /// Why.
    pub reason: String,
    /// [`crate::domain::replacement_order::OrderState`].
    pub state: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who issued it.
    pub issued_by: Option<String>,
    /// When.
    pub issued_at: Option<DateTime<Utc>>,
    /// On which day.
    pub issued_on: Option<NaiveDate>,
    /// Made up for the demonstration county.
    pub demonstration: bool,
    /// For `If-Match`.
    pub version: i32,
}

/// A meter of an order.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = correction_order_meters)]
pub struct OrderMeterRow {
    /// Order.
    pub order_id: Uuid,
    /// Meter.
    pub meter_id: Uuid,
    /// By when it should have been replaced.
    pub due_on: NaiveDate,
}

/// A meter of an order as it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct OrderedMeter {
    /// Meter.
    pub meter_id: Uuid,
    /// Its number.
    pub number: String,
    /// Code of its user.
    pub user_code: String,
    /// By when it should have been replaced.
    pub due_on: NaiveDate,
    /// When it was taken out.
    pub removed_on: Option<NaiveDate>,
}

/// A fine.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = replacement_fines, treat_none_as_null = true)]
pub struct FineRow {
    /// Identity.
    pub id: Uuid,
    /// Order.
    pub order_id: Uuid,
    /// Amount, fen.
    pub amount_fen: i64,
    /// Why so much.
    pub reason: String,
    /// [`crate::domain::replacement_order::FineState`].
    pub state: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// On which day.
    pub decided_on: Option<NaiveDate>,
    /// What was said.
    pub comment: Option<String>,
    /// For `If-Match`.
    pub version: i32,
}

/// Stores an order with its meters.
pub async fn insert(conn: &mut Pg, row: &OrderRow, of: &[OrderMeterRow]) -> QueryResult<()> {
    diesel::insert_into(correction_orders::table).values(row).execute(conn).await?;
    for chunk in of.chunks(INSERT_ROWS) {
        diesel::insert_into(correction_order_meters::table)
            .values(chunk)
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// Stores what became of it.
pub async fn update(conn: &mut Pg, row: &OrderRow) -> QueryResult<()> {
    diesel::update(dsl::correction_orders.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One order, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<OrderRow>> {
    let found = dsl::correction_orders.find(id).select(OrderRow::as_select());
    found.first(conn).await.optional()
}

/// One order, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<OrderRow>> {
    let found = dsl::correction_orders.find(id).select(OrderRow::as_select());
    found.for_no_key_update().first(conn).await.optional()
}

/// Orders, the newest first, before a position.
pub async fn list(
    conn: &mut Pg,
    supplier: Option<&str>,
    state: Option<&str>,
    before: Option<Uuid>,
    limit: i64,
) -> QueryResult<Vec<OrderRow>> {
    let mut query = dsl::correction_orders
        .order(dsl::id.desc())
        .limit(limit)
        .select(OrderRow::as_select())
        .into_boxed();
    if let Some(supplier) = supplier {
        query = query.filter(dsl::supplier.eq(supplier));
    }
    if let Some(state) = state {
        query = query.filter(dsl::state.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(dsl::id.lt(before));
    }
    query.load(conn).await
}

/// The meters of these orders as they stand now.
pub async fn meters_of(conn: &mut Pg, orders: &[Uuid]) -> QueryResult<HashMap<Uuid, Vec<OrderedMeter>>> {
    let rows: Vec<(Uuid, OrderedMeter)> = correction_order_meters::table
        .inner_join(meters::table.inner_join(water_users::table))
        .filter(correction_order_meters::order_id.eq_any(orders))
        .order((correction_order_meters::order_id, meters::number))
        .select((
            correction_order_meters::order_id,
            (
                meters::id,
                meters::number,
                water_users::code,
                correction_order_meters::due_on,
                meters::removed_on,
            ),
        ))
        .load(conn)
        .await?;
    let mut of: HashMap<Uuid, Vec<OrderedMeter>> = HashMap::new();
    for (order, meter) in rows {
        of.entry(order).or_default().push(meter);
    }
    Ok(of)
}

/// Of these meters those in an order of which nothing has come yet: a meter is ordered once at a time.
pub async fn ordered_already(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<String>> {
    correction_order_meters::table
        .inner_join(correction_orders::table)
        .inner_join(meters::table)
        .filter(correction_order_meters::meter_id.eq_any(ids))
        .filter(correction_orders::state.ne("withdrawn").and(meters::removed_on.is_null()))
        .order(meters::number)
        .select(meters::number)
        .distinct()
        .load(conn)
        .await
}

/// Stores a fine.
pub async fn insert_fine(conn: &mut Pg, row: &FineRow) -> QueryResult<()> {
    diesel::insert_into(replacement_fines::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores what became of a fine.
pub async fn update_fine(conn: &mut Pg, row: &FineRow) -> QueryResult<()> {
    diesel::update(replacement_fines::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One fine, held until the transaction ends.
pub async fn lock_fine(conn: &mut Pg, id: Uuid) -> QueryResult<Option<FineRow>> {
    let found = replacement_fines::table.find(id).select(FineRow::as_select());
    found.for_update().first(conn).await.optional()
}

/// The fines of these orders, oldest first.
pub async fn fines_of(conn: &mut Pg, orders: &[Uuid]) -> QueryResult<HashMap<Uuid, Vec<FineRow>>> {
    let rows: Vec<FineRow> = replacement_fines::table
        .filter(replacement_fines::order_id.eq_any(orders))
        .order(replacement_fines::id)
        .select(FineRow::as_select())
        .load(conn)
        .await?;
    let mut of: HashMap<Uuid, Vec<FineRow>> = HashMap::new();
    for row in rows {
        of.entry(row.order_id).or_default().push(row);
    }
    Ok(of)
}

/// A household meter in use of a supply company.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct HouseholdMeter {
    /// Meter.
    pub meter_id: Uuid,
    /// Category of its user.
    pub category: String,
    /// Supply company of its user.
    pub supplier: Option<String>,
}

/// Category and supply company of the users of these meters.
pub async fn users_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<HouseholdMeter>> {
    meters::table
        .inner_join(water_users::table)
        .filter(meters::id.eq_any(ids))
        .select((meters::id, water_users::category, water_users::supplier))
        .load(conn)
        .await
}
