//! Subsidy and reward (24号 附件8): villages, assessments, declarations, payments, vouchers.

pub mod assessment;
pub mod declaration;
pub mod payment;
pub mod summary;
pub mod village;
pub mod voucher;

use diesel::{QueryResult, sql_types::Integer};
use diesel_async::RunQueryDsl;
use platform::database::Pg;

/// Decimals of an area in mu, as stored.
pub const AREA_SCALE: u32 = 4;
/// Namespace of the advisory lock of a year.
const YEAR_LOCK: i32 = 440;

/// Holds the year's money and areas until the transaction ends: sums over villages are taken by one at a time.
pub async fn hold_year(conn: &mut Pg, year: i32) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock($1, $2)")
        .bind::<Integer, _>(YEAR_LOCK)
        .bind::<Integer, _>(year)
        .execute(conn)
        .await
        .map(drop)
}
