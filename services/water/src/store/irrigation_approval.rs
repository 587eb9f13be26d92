//! Approvals of the proposed irrigation prices by the development and reform bureau. Append-only.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;

use super::schema::irrigation_approvals;
use crate::domain::{code::Coded, irrigation::District};

/// The approval of a district's prices of a year.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = irrigation_approvals)]
pub struct IrrigationApprovalRow {
    /// [`District`].
    pub district: String,
    /// Calendar year.
    pub year: i32,
    /// Number of the approval.
    pub number: String,
    /// Day of it: applies to water delivered from then on.
    pub approved_on: NaiveDate,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Stores an approval.
pub async fn insert(conn: &mut Pg, row: &IrrigationApprovalRow) -> QueryResult<()> {
    diesel::insert_into(irrigation_approvals::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The approval of a district and year, if there is one.
pub async fn find(conn: &mut Pg, district: District, year: i32) -> QueryResult<Option<IrrigationApprovalRow>> {
    irrigation_approvals::table
        .find((district.code(), year))
        .select(IrrigationApprovalRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// All approvals: at most one per district and year of the price schedule.
pub async fn all(conn: &mut Pg) -> QueryResult<Vec<IrrigationApprovalRow>> {
    irrigation_approvals::table
        .order((irrigation_approvals::year, irrigation_approvals::district))
        .select(IrrigationApprovalRow::as_select())
        .load(conn)
        .await
}
