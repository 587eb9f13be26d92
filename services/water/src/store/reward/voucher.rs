//! What villages did with the money, and what is unaccounted for.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Integer, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use crate::store::schema::reward_vouchers::{self, dsl};

/// A voucher.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = reward_vouchers, treat_none_as_null = true)]
pub struct VoucherRow {
    /// Identity.
    pub id: Uuid,
    /// Line that was paid.
    pub line_id: Uuid,
    /// Town.
    pub town: String,
    /// [`crate::domain::reward::Purse`].
    pub fund: String,
    /// [`crate::domain::reward::Use`].
    pub use_code: String,
    /// Amount, fen.
    pub amount_fen: i64,
    /// Day.
    pub spent_on: NaiveDate,
    /// Number of the paper.
    pub number: String,
    /// Who got it.
    pub payee: String,
    /// Where the paper is kept.
    pub kept_at: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Who cancelled it.
    pub cancelled_by: Option<String>,
    /// When.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Why.
    pub cancelled_reason: Option<String>,
}

/// What a village received, and what its vouchers show.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct AccountRow {
    /// Line.
    #[diesel(sql_type = SqlUuid)]
    pub line_id: Uuid,
    /// Year.
    #[diesel(sql_type = Integer)]
    pub year: i32,
    /// Village.
    #[diesel(sql_type = Text)]
    pub village: String,
    /// Its name.
    #[diesel(sql_type = Text)]
    pub village_name: String,
    /// Town.
    #[diesel(sql_type = Text)]
    pub town: String,
    /// Day of the payment.
    #[diesel(sql_type = Nullable<Date>)]
    pub paid_on: Option<NaiveDate>,
    /// Subsidy received, fen.
    #[diesel(sql_type = BigInt)]
    pub subsidy_fen: i64,
    /// Of it, with vouchers.
    #[diesel(sql_type = BigInt)]
    pub subsidy_accounted: i64,
    /// Reward received, fen.
    #[diesel(sql_type = BigInt)]
    pub reward_fen: i64,
    /// Of it, with vouchers.
    #[diesel(sql_type = BigInt)]
    pub reward_accounted: i64,
}

/// Stores a voucher; the database refuses what goes beyond the money received.
pub async fn insert(conn: &mut Pg, row: &VoucherRow) -> QueryResult<()> {
    diesel::insert_into(reward_vouchers::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores a cancelled voucher.
pub async fn update(conn: &mut Pg, row: &VoucherRow) -> QueryResult<()> {
    diesel::update(dsl::reward_vouchers.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// A voucher, locked.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<VoucherRow>> {
    let found = dsl::reward_vouchers.find(id).select(VoucherRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// Vouchers of a line, or all in scope; the newest first.
pub async fn list(conn: &mut Pg, line: Option<Uuid>, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<VoucherRow>> {
    let mut query = dsl::reward_vouchers
        .order(dsl::id.desc())
        .limit(limit)
        .select(VoucherRow::as_select())
        .into_boxed();
    if let Some(line) = line {
        query = query.filter(dsl::line_id.eq(line));
    }
    if let Some(before) = before {
        query = query.filter(dsl::id.lt(before));
    }
    query.load(conn).await
}

/// What was received and what is accounted for, per paid line of a year, by town and village.
pub async fn accounts(conn: &mut Pg, year: i32) -> QueryResult<Vec<AccountRow>> {
    diesel::sql_query(
        "SELECT l.id AS line_id, r.year, l.village, v.name AS village_name, l.town, l.paid_on, l.subsidy_fen, l.reward_fen,
                coalesce(sum(c.amount_fen) FILTER (WHERE c.fund = 'subsidy'), 0)::bigint AS subsidy_accounted,
                coalesce(sum(c.amount_fen) FILTER (WHERE c.fund = 'reward'), 0)::bigint AS reward_accounted
           FROM reward_payment_lines l
           JOIN reward_declarations r ON r.id = l.declaration_id
           JOIN reward_villages v ON v.code = l.village
           LEFT JOIN reward_vouchers c ON c.line_id = l.id AND c.cancelled_at IS NULL
          WHERE l.state = 'paid' AND r.year = $1
          GROUP BY l.id, r.year, v.name ORDER BY l.town, l.village",
    )
    .bind::<Integer, _>(year)
    .load(conn)
    .await
}
