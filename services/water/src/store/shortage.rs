//! Water that companies owe to users, and how it was settled.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::{
    decode,
    schema::{shortage_settlements, water_shortages, water_users},
};
use crate::domain::{
    quantity::VOLUME_DECIMALS,
    shortage::{Settlement, Shortage},
};

/// A shortage; volume in litres.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = water_shortages, treat_none_as_null = true)]
pub struct ShortageRow {
    /// Identity.
    pub id: Uuid,
    /// Whom it is owed to.
    pub user_id: Uuid,
    /// Who owes it.
    pub supplier: String,
    /// How much.
    pub volume_milli: i64,
    /// First day.
    pub short_from: NaiveDate,
    /// Last day.
    pub short_to: NaiveDate,
    /// Why the water was short.
    pub cause: String,
    /// [`crate::domain::shortage::ShortageState`].
    pub state: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// The day on which the last part was settled.
    pub settled_on: Option<NaiveDate>,
    /// Made up for the demonstration county.
    pub demonstration: bool,
    /// For `If-Match`.
    pub version: i32,
}

/// A part that was settled; volume in litres.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = shortage_settlements)]
pub struct SettlementRow {
    /// Identity.
    pub id: Uuid,
    /// Of which shortage.
    pub shortage_id: Uuid,
    /// [`crate::domain::shortage::SettlementKind`].
    pub kind: String,
    /// How much.
    pub volume_milli: i64,
    /// What was paid for it, fen.
    pub amount_fen: Option<i64>,
    /// Day.
    pub settled_on: NaiveDate,
    /// How.
    pub detail: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// A shortage with code and name of its user, and its parts in order.
pub type ShortageOfUser = (ShortageRow, String, String, Vec<SettlementRow>);

/// What a list is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct ShortageFilter {
    /// Code of the user.
    pub user_code: Option<String>,
    /// Supply company.
    pub supplier: Option<String>,
    /// State.
    pub state: Option<&'static str>,
}

/// As the rules see it.
pub fn to_domain(row: &ShortageRow, parts: &[SettlementRow]) -> QueryResult<Shortage> {
    let settled = parts.iter().map(|part| {
        Ok(Settlement {
            kind: decode(&part.kind)?,
            volume: Exact::scaled(part.volume_milli, VOLUME_DECIMALS),
            on: part.settled_on,
        })
    });
    Ok(Shortage {
        volume: Exact::scaled(row.volume_milli, VOLUME_DECIMALS),
        from: row.short_from,
        settled: settled.collect::<QueryResult<_>>()?,
    })
}

/// Stores a shortage.
pub async fn insert(conn: &mut Pg, row: &ShortageRow) -> QueryResult<()> {
    diesel::insert_into(water_shortages::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores what became of it.
pub async fn update(conn: &mut Pg, row: &ShortageRow) -> QueryResult<()> {
    diesel::update(water_shortages::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a part; the database refuses more than is owed.
pub async fn insert_settlement(conn: &mut Pg, row: &SettlementRow) -> QueryResult<()> {
    diesel::insert_into(shortage_settlements::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One shortage, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ShortageRow>> {
    let found = water_shortages::table.find(id).select(ShortageRow::as_select());
    found.for_no_key_update().first(conn).await.optional()
}

/// The parts of these shortages, in order.
pub async fn settlements_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Vec<SettlementRow>>> {
    let rows: Vec<SettlementRow> = shortage_settlements::table
        .filter(shortage_settlements::shortage_id.eq_any(ids))
        .order(shortage_settlements::id)
        .select(SettlementRow::as_select())
        .load(conn)
        .await?;
    let mut parts: HashMap<Uuid, Vec<SettlementRow>> = HashMap::new();
    for row in rows {
        parts.entry(row.shortage_id).or_default().push(row);
    }
    Ok(parts)
}

/// Shortages, the newest first, before a position.
pub async fn list(conn: &mut Pg, filter: &ShortageFilter, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<ShortageOfUser>> {
    let mut query = water_shortages::table
        .inner_join(water_users::table)
        .order(water_shortages::id.desc())
        .limit(limit)
        .select((ShortageRow::as_select(), water_users::code, water_users::name))
        .into_boxed();
    if let Some(user_code) = &filter.user_code {
        query = query.filter(water_users::code.eq(user_code));
    }
    if let Some(supplier) = &filter.supplier {
        query = query.filter(water_shortages::supplier.eq(supplier));
    }
    if let Some(state) = filter.state {
        query = query.filter(water_shortages::state.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(water_shortages::id.lt(before));
    }
    let rows: Vec<(ShortageRow, String, String)> = query.load(conn).await?;
    let ids: Vec<Uuid> = rows.iter().map(|(row, ..)| row.id).collect();
    let mut parts = settlements_of(conn, &ids).await?;
    let with_parts = rows.into_iter().map(|(row, code, name)| {
        let parts = parts.remove(&row.id).unwrap_or_default();
        (row, code, name, parts)
    });
    Ok(with_parts.collect())
}

/// One shortage with its user and parts.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ShortageOfUser>> {
    let found: Option<(ShortageRow, String, String)> = water_shortages::table
        .inner_join(water_users::table)
        .filter(water_shortages::id.eq(id))
        .select((ShortageRow::as_select(), water_users::code, water_users::name))
        .first(conn)
        .await
        .optional()?;
    let Some((row, code, name)) = found else { return Ok(None) };
    let parts = settlements_of(conn, &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Some((row, code, name, parts)))
}
