//! Base prices per supply company and category.

use chrono::NaiveDate;
use platform::database::Pg;
use rules::Exact;
use uuid::Uuid;

use super::{Act, error::UseCaseError};
use crate::{
    domain::{code::Coded, quantity::PRICE_DECIMALS, user::Category},
    store::{
        base_price::{self, BasePriceRow},
        corrupt,
    },
};

/// A base price to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBasePrice {
    /// Code of the supply company.
    pub supplier: String,
    /// Category.
    pub category: Category,
    /// Yuan per m³, above zero, to 4 decimals.
    pub price: Exact,
    /// First day.
    pub effective_from: NaiveDate,
    /// Document that fixed it.
    pub document: String,
    /// Article.
    pub article: String,
}

/// Records a base price. Refused where it would change a period with issued bills: those are put right by credit bill.
///
/// The connection must see every bill of the supplier, so that the database can refuse: the caller opens it under the
/// scope of the whole department.
pub async fn record_base_price(conn: &mut Pg, act: &Act, new: NewBasePrice) -> Result<BasePriceRow, UseCaseError> {
    let row = BasePriceRow {
        id: Uuid::now_v7(),
        supplier: new.supplier,
        category: new.category.code().to_owned(),
        price_e4: new
            .price
            .to_scaled(PRICE_DECIMALS)
            .ok_or_else(|| corrupt("a price has too many decimals or digits"))?,
        effective_from: new.effective_from,
        document: new.document,
        article: new.article,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    base_price::insert(conn, &row).await?;
    act.audit(conn, "base_price.record", "base_price", row.id, None::<&BasePriceRow>, Some(&row))
        .await?;
    Ok(row)
}
