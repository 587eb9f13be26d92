//! Payments. Append-only; one per bill.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use super::money;
use crate::{
    domain::bill::{Collector, Payment},
    store::schema::payments,
};

/// A payment.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = payments)]
pub struct PaymentRow {
    /// Identity.
    pub id: Uuid,
    /// Bill.
    pub bill_id: Uuid,
    /// Amount, fen.
    pub amount_fen: i64,
    /// Basic part, fen.
    pub basic_fen: i64,
    /// Surcharge part, fen.
    pub surcharge_fen: i64,
    /// Day of receipt.
    pub paid_on: NaiveDate,
    /// Code of the unit that took the money.
    pub collector: String,
    /// [`crate::domain::payment_method::PaymentMethod`].
    pub method: String,
    /// Number of the receipt or transfer.
    pub reference: String,
    /// Who registered it.
    pub registered_by: String,
    /// When.
    pub registered_at: DateTime<Utc>,
}

impl PaymentRow {
    /// The payment as the rules see it; whoever is not the bill's supply company is the bureau.
    pub fn to_domain(&self, supplier: &str) -> QueryResult<Payment> {
        Ok(Payment {
            id: self.id,
            amount: money(self.amount_fen)?,
            paid_on: self.paid_on,
            collector: if self.collector == supplier {
                Collector::Entrusted {
                    company: self.collector.clone(),
                }
            } else {
                Collector::Bureau
            },
        })
    }
}

/// Stores a payment; a second one of the same bill violates `payments_bill_id_key`.
pub async fn insert(conn: &mut Pg, row: &PaymentRow) -> QueryResult<()> {
    diesel::insert_into(payments::table).values(row).execute(conn).await.map(drop)
}

/// The payment of a bill.
pub async fn of_bill(conn: &mut Pg, bill: Uuid) -> QueryResult<Option<PaymentRow>> {
    payments::table
        .filter(payments::bill_id.eq(bill))
        .select(PaymentRow::as_select())
        .first(conn)
        .await
        .optional()
}
