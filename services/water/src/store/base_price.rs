//! Base prices of supply companies per category. Append-only.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::schema::base_prices;
use crate::domain::{code::Coded, quantity::PRICE_DECIMALS, user::Category};

/// A base price from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = base_prices)]
pub struct BasePriceRow {
    /// Identity.
    pub id: Uuid,
    /// Code of the supply company.
    pub supplier: String,
    /// [`Category`].
    pub category: String,
    /// 1/10000 yuan per m³.
    pub price_e4: i64,
    /// First day.
    pub effective_from: NaiveDate,
    /// Document that fixed it.
    pub document: String,
    /// Article.
    pub article: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// The second person, who fixed it; none where it was loaded.
    pub approved_by: Option<String>,
}

impl BasePriceRow {
    /// Yuan per m³.
    pub fn price(&self) -> Exact {
        Exact::scaled(self.price_e4, PRICE_DECIMALS)
    }
}

/// What a list of base prices is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct BasePriceFilter {
    /// Code of the supply company.
    pub supplier: Option<String>,
    /// Category code.
    pub category: Option<String>,
}

/// Stores a base price; the database refuses one that would change a billed period.
pub async fn insert(conn: &mut Pg, row: &BasePriceRow) -> QueryResult<()> {
    diesel::insert_into(base_prices::table).values(row).execute(conn).await.map(drop)
}

/// The price in force on a day.
pub async fn row_at(conn: &mut Pg, supplier: &str, category: Category, on: NaiveDate) -> QueryResult<Option<BasePriceRow>> {
    base_prices::table
        .filter(
            base_prices::supplier
                .eq(supplier)
                .and(base_prices::category.eq(category.code()))
                .and(base_prices::effective_from.le(on)),
        )
        .order(base_prices::effective_from.desc())
        .select(BasePriceRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The price in force on a day, yuan per m³.
pub async fn price_at(conn: &mut Pg, supplier: &str, category: Category, on: NaiveDate) -> QueryResult<Option<Exact>> {
    Ok(row_at(conn, supplier, category, on).await?.map(|row| row.price()))
}

/// Prices by supplier, category and day, after a position.
pub async fn list(
    conn: &mut Pg,
    filter: &BasePriceFilter,
    after: Option<(String, String, NaiveDate)>,
    limit: i64,
) -> QueryResult<Vec<BasePriceRow>> {
    let mut query = base_prices::table
        .select(BasePriceRow::as_select())
        .order((base_prices::supplier, base_prices::category, base_prices::effective_from))
        .limit(limit)
        .into_boxed();
    if let Some(supplier) = &filter.supplier {
        query = query.filter(base_prices::supplier.eq(supplier));
    }
    if let Some(category) = &filter.category {
        query = query.filter(base_prices::category.eq(category));
    }
    if let Some((supplier, category, from)) = after {
        let same_category_later = base_prices::category.eq(category.clone()).and(base_prices::effective_from.gt(from));
        let same_supplier_later = base_prices::supplier
            .eq(supplier.clone())
            .and(base_prices::category.gt(category).or(same_category_later));
        query = query.filter(base_prices::supplier.gt(supplier).or(same_supplier_later));
    }
    query.load(conn).await
}
