//! Rights against use: everybody of a district in a year, with what they hold and what they have used.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Integer, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use crate::{
    domain::{code::Coded, irrigation::District},
    store::corrupt,
};

/// Somebody's right and use, litres.
#[derive(Debug, Clone, QueryableByName)]
pub struct BalanceRow {
    /// Party.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// What it is a part of.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub parent_id: Option<Uuid>,
    /// Kind.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// Code.
    #[diesel(sql_type = Text)]
    pub code: String,
    /// Name.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// The right in force.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub right_milli: Option<i64>,
    /// What was recorded for the party itself.
    #[diesel(sql_type = BigInt)]
    pub used_milli: i64,
}

/// Everybody of a district in scope, by code.
pub async fn of_district(conn: &mut Pg, district: District, year: i32) -> QueryResult<Vec<BalanceRow>> {
    let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(|| corrupt("a year out of range"))?;
    let last = chrono::NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(|| corrupt("a year out of range"))?;
    diesel::sql_query(
        "SELECT party.id, party.parent_id, party.kind, party.code, party.name, held.volume_milli AS right_milli, coalesce(used.litres, 0)::bigint AS used_milli
           FROM irrigation_parties AS party
           LEFT JOIN water_rights AS held ON held.party_id = party.id AND held.year = $2 AND held.state = 'approved' AND held.superseded_by IS NULL
           LEFT JOIN (SELECT party_id, sum(volume_milli) AS litres FROM waterings
                       WHERE watered_on BETWEEN $3 AND $4 AND NOT EXISTS (SELECT FROM waterings AS later WHERE later.replaces = waterings.id)
                       GROUP BY party_id) AS used ON used.party_id = party.id
          WHERE party.district = $1 ORDER BY party.code",
    )
    .bind::<Text, _>(district.code())
    .bind::<Integer, _>(year)
    .bind::<diesel::sql_types::Date, _>(first)
    .bind::<diesel::sql_types::Date, _>(last)
    .load(conn)
    .await
}
