//! One bill with all that belongs to it.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use super::{
    bill_adjustment::{self, CitedAdjustmentRow},
    credit_bill::{self, CreditBillRow},
    json::StoredJson,
    payment::{self, PaymentRow},
};
use crate::store::schema::bills::{self, dsl};

/// A bill with its calculation.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = bills)]
pub struct BillDetailRow {
    /// Identity.
    pub id: Uuid,
    /// Number.
    pub number: String,
    /// Run.
    pub run_id: Uuid,
    /// User.
    pub user_id: Uuid,
    /// User's code.
    pub user_code: String,
    /// User's name.
    pub user_name: String,
    /// Supply company.
    pub supplier: String,
    /// Town.
    pub town: String,
    /// Nature of the use.
    pub category: String,
    /// Class of the industry.
    pub industry_class: String,
    /// Measuring period.
    pub period: String,
    /// Its last day.
    pub period_to: NaiveDate,
    /// Usage, litres.
    pub usage_milli: i64,
    /// Plan, litres.
    pub plan_milli: i64,
    /// Adjusted base as printed, litres.
    pub adjusted_base_milli: i64,
    /// Overage as printed, litres.
    pub overage_milli: i64,
    /// Days late.
    pub days_late: i32,
    /// Days early.
    pub days_early: i32,
    /// Base price, 1/10000 yuan.
    pub base_price_e4: i64,
    /// Basic charge, fen.
    pub basic_fen: i64,
    /// Surcharge, fen.
    pub surcharge_fen: i64,
    /// Total, fen.
    pub total_fen: i64,
    /// Bands, as stored.
    #[diesel(deserialize_as = StoredJson)]
    pub bands: StoredJson,
    /// Trace, as stored.
    #[diesel(deserialize_as = StoredJson)]
    pub trace: StoredJson,
    /// Digest of the rules.
    pub rules_digest: String,
    /// State.
    pub state: String,
    /// Day it was made.
    pub issued_on: NaiveDate,
    /// Last day to pay.
    pub due_on: Option<NaiveDate>,
    /// When the user was told.
    pub notified_at: Option<DateTime<Utc>>,
    /// Finance's entry.
    pub entry_number: Option<String>,
    /// When it was settled.
    pub settled_at: Option<DateTime<Utc>>,
    /// Version for `If-Match`.
    pub version: i32,
}

/// A bill, its payment, its credit bill, and the extraordinary adjustments that it cites.
pub type BillDetail = (BillDetailRow, Option<PaymentRow>, Option<CreditBillRow>, Vec<CitedAdjustmentRow>);

/// One bill. What a bill in its state cannot have is not asked for.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<BillDetail>> {
    let row = dsl::bills
        .find(id)
        .select(BillDetailRow::as_select())
        .first(conn)
        .await
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let may_be_paid = !matches!(row.state.as_str(), "issued" | "notified" | "overdue");
    let payment = if may_be_paid { payment::of_bill(conn, id).await? } else { None };
    let credit_bill = if row.state == "cancelled" {
        credit_bill::of_bill(conn, id).await?
    } else {
        None
    };
    let adjustments = bill_adjustment::cited_by(conn, id).await?;
    Ok(Some((row, payment, credit_bill, adjustments)))
}
