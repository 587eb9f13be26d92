//! Water-balance tests that users have filed.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::schema::{
    balance_tests::{self, dsl},
    water_users,
};
use crate::domain::{balance_test::BalanceTest, quantity::VOLUME_DECIMALS};

/// A filed test; volumes in litres.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = balance_tests, treat_none_as_null = true)]
pub struct BalanceTestRow {
    /// Identity.
    pub id: Uuid,
    /// User.
    pub user_id: Uuid,
    /// First day.
    pub tested_from: NaiveDate,
    /// Last day.
    pub tested_to: NaiveDate,
    /// Who tested.
    pub tester: String,
    /// Number of the report.
    pub report_number: String,
    /// Taken in.
    pub intake_milli: i64,
    /// Used up.
    pub consumed_milli: i64,
    /// Let out.
    pub discharged_milli: i64,
    /// Lost.
    pub leaked_milli: i64,
    /// Used again.
    pub reused_milli: i64,
    /// [`crate::domain::balance_test::BalanceTestState`].
    pub state: String,
    /// Who filed it.
    pub filed_by: String,
    /// When.
    pub filed_at: DateTime<Utc>,
    /// Who reviewed it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was said.
    pub comment: Option<String>,
    /// For `If-Match`.
    pub version: i32,
}

impl BalanceTestRow {
    /// As the rules see it.
    pub fn to_domain(&self) -> BalanceTest {
        let volume = |litres: i64| Exact::scaled(litres, VOLUME_DECIMALS);
        BalanceTest {
            from: self.tested_from,
            to: self.tested_to,
            intake: volume(self.intake_milli),
            consumed: volume(self.consumed_milli),
            discharged: volume(self.discharged_milli),
            leaked: volume(self.leaked_milli),
            reused: volume(self.reused_milli),
        }
    }
}

/// A row with code and name of its user.
pub type TestOfUser = (BalanceTestRow, String, String);

/// Stores a test.
pub async fn insert(conn: &mut Pg, row: &BalanceTestRow) -> QueryResult<()> {
    diesel::insert_into(balance_tests::table).values(row).execute(conn).await.map(drop)
}

/// Stores what became of it.
pub async fn update(conn: &mut Pg, row: &BalanceTestRow) -> QueryResult<()> {
    diesel::update(dsl::balance_tests.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One test, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<BalanceTestRow>> {
    let found = dsl::balance_tests.find(id).select(BalanceTestRow::as_select());
    found.for_update().first(conn).await.optional()
}

/// Tests, the newest first, before a position.
pub async fn list(
    conn: &mut Pg,
    user_code: Option<&str>,
    state: Option<&str>,
    before: Option<Uuid>,
    limit: i64,
) -> QueryResult<Vec<TestOfUser>> {
    let mut query = balance_tests::table
        .inner_join(water_users::table)
        .order(dsl::id.desc())
        .limit(limit)
        .select((BalanceTestRow::as_select(), water_users::code, water_users::name))
        .into_boxed();
    if let Some(user_code) = user_code {
        query = query.filter(water_users::code.eq(user_code));
    }
    if let Some(state) = state {
        query = query.filter(dsl::state.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(dsl::id.lt(before));
    }
    query.load(conn).await
}
