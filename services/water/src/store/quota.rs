//! The quota library, and what plans were computed from.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    INSERT_ROWS,
    schema::{
        plan_quota_bases, plan_volumes, plans,
        quotas::{self, dsl},
    },
};
use crate::domain::{
    quantity::{PRICE_DECIMALS, VOLUME_DECIMALS},
    quota::Quota,
};

/// A quota.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = quotas, treat_none_as_null = true)]
pub struct QuotaRow {
    /// Identity.
    pub id: Uuid,
    /// Product.
    pub product: String,
    /// What the value is per.
    pub unit: String,
    /// 1/10000 m³ per unit of product.
    pub value_e4: i64,
    /// [`crate::domain::quota::QuotaLevel`].
    pub level: String,
    /// Number of the standard.
    pub standard: String,
    /// First day.
    pub effective_from: NaiveDate,
    /// Last day.
    pub effective_to: Option<NaiveDate>,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// For `If-Match`.
    pub version: i32,
}

impl QuotaRow {
    /// As plans see it.
    pub fn to_domain(&self) -> Quota {
        Quota {
            product: self.product.clone(),
            unit: self.unit.clone(),
            value: Exact::scaled(self.value_e4, PRICE_DECIMALS),
            standard: self.standard.clone(),
            from: self.effective_from,
            to: self.effective_to,
        }
    }
}

/// What a plan was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = plan_quota_bases, treat_none_as_null = true)]
pub struct QuotaBasisRow {
    /// Plan.
    pub plan_id: Uuid,
    /// Quota.
    pub quota_id: Uuid,
    /// Declared output per period, as text.
    pub outputs: Value,
    /// What a unit takes at present, 1/10000 m³.
    pub present_use_e4: Option<i64>,
    /// The plan of the year before, litres, as it was then.
    pub plan_before_milli: Option<i64>,
    /// Who computed it.
    pub computed_by: String,
    /// When.
    pub computed_at: DateTime<Utc>,
}

/// What a list is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct QuotaFilter {
    /// Part of the product.
    pub text: Option<String>,
    /// Level.
    pub level: Option<String>,
    /// In force on a day.
    pub on: Option<NaiveDate>,
}

/// Stores a quota; the database refuses one that overlaps.
pub async fn insert(conn: &mut Pg, row: &QuotaRow) -> QueryResult<()> {
    diesel::insert_into(quotas::table).values(row).execute(conn).await.map(drop)
}

/// Stores quotas.
pub async fn insert_many(conn: &mut Pg, rows: &[QuotaRow]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERT_ROWS) {
        diesel::insert_into(quotas::table).values(chunk).execute(conn).await?;
    }
    Ok(())
}

/// Stores its end.
pub async fn update(conn: &mut Pg, row: &QuotaRow) -> QueryResult<()> {
    diesel::update(dsl::quotas.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// One quota.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<QuotaRow>> {
    let found = dsl::quotas.find(id).select(QuotaRow::as_select());
    found.first(conn).await.optional()
}

/// One quota, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<QuotaRow>> {
    let found = dsl::quotas.find(id).select(QuotaRow::as_select());
    found.for_no_key_update().first(conn).await.optional()
}

/// Quotas of these products.
pub async fn of_products(conn: &mut Pg, products: &[&str]) -> QueryResult<Vec<QuotaRow>> {
    dsl::quotas
        .filter(dsl::product.eq_any(products))
        .order((dsl::product, dsl::level, dsl::effective_from))
        .select(QuotaRow::as_select())
        .load(conn)
        .await
}

/// Quotas by product, level and day, after a position.
pub async fn list(
    conn: &mut Pg,
    filter: &QuotaFilter,
    after: Option<(String, String, NaiveDate)>,
    limit: i64,
) -> QueryResult<Vec<QuotaRow>> {
    let mut query = dsl::quotas
        .order((dsl::product, dsl::level, dsl::effective_from))
        .limit(limit)
        .select(QuotaRow::as_select())
        .into_boxed();
    if let Some(text) = &filter.text {
        query = query.filter(dsl::product.ilike(super::containing(text)));
    }
    if let Some(level) = &filter.level {
        query = query.filter(dsl::level.eq(level));
    }
    if let Some(on) = filter.on {
        query = query.filter(dsl::effective_from.le(on));
        query = query.filter(dsl::effective_to.is_null().or(dsl::effective_to.assume_not_null().ge(on)));
    }
    if let Some((product, level, from)) = after {
        let later = dsl::level.eq(level.clone()).and(dsl::effective_from.gt(from));
        let same = dsl::product.eq(product.clone()).and(dsl::level.gt(level).or(later));
        query = query.filter(dsl::product.gt(product).or(same));
    }
    query.load(conn).await
}

/// Stores what a plan was computed from, in place of what it was computed from before.
pub async fn put_basis(conn: &mut Pg, row: &QuotaBasisRow) -> QueryResult<()> {
    diesel::insert_into(plan_quota_bases::table)
        .values(row)
        .on_conflict(plan_quota_bases::plan_id)
        .do_update()
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// What a plan was computed from.
pub async fn basis_of(conn: &mut Pg, plan: Uuid) -> QueryResult<Option<QuotaBasisRow>> {
    let found = plan_quota_bases::table.find(plan).select(QuotaBasisRow::as_select());
    found.first(conn).await.optional()
}

/// The volume of a user's plan of a year that is, or last was, in force, m³.
pub async fn plan_of_year(conn: &mut Pg, user: Uuid, year: i32) -> QueryResult<Option<Exact>> {
    let rows: Vec<(i32, i64)> = plans::table
        .inner_join(plan_volumes::table)
        .filter(plans::user_id.eq(user).and(plans::year.eq(year)))
        .filter(plans::state.eq_any(["in_force", "superseded"]))
        .select((plans::revision, plan_volumes::volume_milli))
        .load(conn)
        .await?;
    let mut sums: HashMap<i32, i64> = HashMap::new();
    for (revision, litres) in rows {
        *sums.entry(revision).or_default() += litres;
    }
    let last = sums.into_iter().max_by_key(|(revision, _)| *revision);
    Ok(last.map(|(_, litres)| Exact::scaled(litres, VOLUME_DECIMALS)))
}
