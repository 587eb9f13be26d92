//! Credit bills: each cancels one bill.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use crate::store::schema::credit_bills;

/// A credit bill.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = credit_bills)]
pub struct CreditBillRow {
    /// Identity.
    pub id: Uuid,
    /// Number.
    pub number: String,
    /// The bill it cancels.
    pub bill_id: Uuid,
    /// The payment to be given back, where there was one.
    pub payment_id: Option<Uuid>,
    /// Basic charge of the bill, fen.
    pub basic_fen: i64,
    /// Surcharge of the bill, fen.
    pub surcharge_fen: i64,
    /// Total of the bill, fen.
    pub total_fen: i64,
    /// Why.
    pub reason: String,
    /// Day.
    pub issued_on: NaiveDate,
    /// Number of finance's reversing entry.
    pub entry_number: Option<String>,
    /// When it was noted.
    pub settled_at: Option<DateTime<Utc>>,
    /// Who issued it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Stores a credit bill.
pub async fn insert(conn: &mut Pg, row: &CreditBillRow) -> QueryResult<()> {
    diesel::insert_into(credit_bills::table).values(row).execute(conn).await.map(drop)
}

/// The credit bill that cancelled a bill.
pub async fn of_bill(conn: &mut Pg, bill: Uuid) -> QueryResult<Option<CreditBillRow>> {
    credit_bills::table
        .filter(credit_bills::bill_id.eq(bill))
        .select(CreditBillRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// Notes finance's reversing entry.
pub async fn note_entry(conn: &mut Pg, id: Uuid, entry_number: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(credit_bills::table.find(id))
        .set((credit_bills::entry_number.eq(entry_number), credit_bills::settled_at.eq(now)))
        .execute(conn)
        .await
        .map(drop)
}
