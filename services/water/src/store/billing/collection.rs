//! Surcharges collected and reversed, by day.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The collections of a day: payments by their day, reversals by the day of the credit bill.
const OF_DAY: &str = "
    SELECT 'collected' AS kind, p.id AS payment_id, p.bill_id, b.number AS bill_number, p.surcharge_fen, NULL::uuid AS credit_bill_id
    FROM payments p JOIN bills b ON b.id = p.bill_id WHERE p.paid_on = $1 AND p.surcharge_fen > 0
    UNION ALL
    SELECT 'reversed', c.payment_id, c.bill_id, b.number, c.surcharge_fen, c.id
    FROM credit_bills c JOIN bills b ON b.id = c.bill_id WHERE c.issued_on = $1 AND c.surcharge_fen > 0 AND c.payment_id IS NOT NULL";

/// A surcharge that was collected or reversed.
#[derive(Debug, Clone, QueryableByName)]
pub struct CollectionRow {
    /// `collected` or `reversed`.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// Payment.
    #[diesel(sql_type = SqlUuid)]
    pub payment_id: Uuid,
    /// Bill.
    #[diesel(sql_type = SqlUuid)]
    pub bill_id: Uuid,
    /// Bill number.
    #[diesel(sql_type = Text)]
    pub bill_number: String,
    /// Surcharge, fen.
    #[diesel(sql_type = BigInt)]
    pub surcharge_fen: i64,
    /// Credit bill of a reversal.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub credit_bill_id: Option<Uuid>,
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionPosition {
    /// Kind of the last item.
    pub kind: String,
    /// Its payment.
    pub payment_id: Uuid,
}

/// Totals of a day.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct DayTotals {
    /// Collected, fen.
    #[diesel(sql_type = BigInt)]
    pub collected_fen: i64,
    /// Reversed, fen.
    #[diesel(sql_type = BigInt)]
    pub reversed_fen: i64,
}

/// Items of a day, collected before reversed, after a position.
pub async fn list(conn: &mut Pg, date: NaiveDate, after: Option<&CollectionPosition>, limit: i64) -> QueryResult<Vec<CollectionRow>> {
    diesel::sql_query(format!(
        "SELECT * FROM ({OF_DAY}) AS day WHERE $2 IS NULL OR (kind, payment_id) > ($2, $3) ORDER BY kind, payment_id LIMIT $4"
    ))
    .bind::<Date, _>(date)
    .bind::<Nullable<Text>, _>(after.map(|position| position.kind.as_str()))
    .bind::<Nullable<SqlUuid>, _>(after.map(|position| position.payment_id))
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

/// Totals of a day.
pub async fn totals(conn: &mut Pg, date: NaiveDate) -> QueryResult<DayTotals> {
    diesel::sql_query(format!(
        "SELECT coalesce(sum(surcharge_fen) FILTER (WHERE kind = 'collected'), 0)::bigint AS collected_fen,
                coalesce(sum(surcharge_fen) FILTER (WHERE kind = 'reversed'), 0)::bigint AS reversed_fen
         FROM ({OF_DAY}) AS day"
    ))
    .bind::<Date, _>(date)
    .get_result(conn)
    .await
}
