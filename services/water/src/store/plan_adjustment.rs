//! Extraordinary adjustments of plans.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::schema::plan_adjustments::{self, dsl};
use crate::domain::{adjustment::covered_days, code::Coded, period::Period, surcharge::PlanAdjustment, user::Category};

/// Decimals of a percentage as a share: 1/10000.
pub const PERCENTAGE_DECIMALS: u32 = 4;

/// An adjustment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = plan_adjustments, treat_none_as_null = true)]
pub struct AdjustmentRow {
    /// Identity.
    pub id: Uuid,
    /// Category code.
    pub category: String,
    /// 1/10000.
    pub percentage_e4: i32,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
    /// Why.
    pub reason: String,
    /// The incident of the emergency response that asked for it.
    pub incident: Option<String>,
    /// Number of the county government's approval.
    pub approval_number: Option<String>,
    /// Its day.
    pub approved_on: Option<NaiveDate>,
    /// [`crate::domain::adjustment::AdjustmentState`].
    pub state: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who recorded the approval.
    pub submitted_by: Option<String>,
    /// Who put it in force.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was said when it was sent back.
    pub comment: Option<String>,
    /// First day on which it holds no more.
    pub lifted_on: Option<NaiveDate>,
    /// Who lifted it.
    pub lifted_by: Option<String>,
    /// Why.
    pub lift_reason: Option<String>,
    /// Made up for the demonstration county.
    pub demonstration: bool,
    /// For `If-Match`.
    pub version: i32,
}

impl AdjustmentRow {
    /// The share: 1 = 100 %.
    pub fn percentage(&self) -> Exact {
        Exact::scaled(self.percentage_e4, PERCENTAGE_DECIMALS)
    }
}

/// What a list is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct AdjustmentFilter {
    /// State.
    pub state: Option<String>,
    /// Category code.
    pub category: Option<String>,
    /// Incident.
    pub incident: Option<String>,
}

/// Stores an adjustment.
pub async fn insert(conn: &mut Pg, row: &AdjustmentRow) -> QueryResult<()> {
    diesel::insert_into(plan_adjustments::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores what became of it. The database takes the locks of the category's prices and refuses what would change a billed period.
pub async fn update(conn: &mut Pg, row: &AdjustmentRow) -> QueryResult<()> {
    diesel::update(dsl::plan_adjustments.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One adjustment.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<AdjustmentRow>> {
    let found = dsl::plan_adjustments.find(id).select(AdjustmentRow::as_select());
    found.first(conn).await.optional()
}

/// One adjustment, held until the transaction ends; a run may cite it meanwhile.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<AdjustmentRow>> {
    let found = dsl::plan_adjustments.find(id).select(AdjustmentRow::as_select());
    found.for_no_key_update().first(conn).await.optional()
}

/// Those of an incident that are in force, held until the transaction ends.
pub async fn lock_in_force_of_incident(conn: &mut Pg, incident: &str) -> QueryResult<Vec<AdjustmentRow>> {
    dsl::plan_adjustments
        .filter(dsl::incident.eq(incident).and(dsl::state.eq("in_force")))
        .order(dsl::id)
        .select(AdjustmentRow::as_select())
        .for_no_key_update()
        .load(conn)
        .await
}

/// Adjustments, the newest first, before a position.
pub async fn list(conn: &mut Pg, filter: &AdjustmentFilter, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<AdjustmentRow>> {
    let mut query = dsl::plan_adjustments
        .order(dsl::id.desc())
        .limit(limit)
        .select(AdjustmentRow::as_select())
        .into_boxed();
    if let Some(state) = &filter.state {
        query = query.filter(dsl::state.eq(state));
    }
    if let Some(category) = &filter.category {
        query = query.filter(dsl::category.eq(category));
    }
    if let Some(incident) = &filter.incident {
        query = query.filter(dsl::incident.eq(incident));
    }
    if let Some(before) = before {
        query = query.filter(dsl::id.lt(before));
    }
    query.load(conn).await
}

/// What holds, or held, on days of a period, with its category: for billing.
pub async fn of_period(conn: &mut Pg, period: Period) -> QueryResult<Vec<(Category, PlanAdjustment)>> {
    let rows: Vec<AdjustmentRow> = dsl::plan_adjustments
        .filter(dsl::state.eq_any(["in_force", "lifted"]))
        .filter(dsl::valid_from.le(period.last_day()).and(dsl::valid_to.ge(period.first_day())))
        .order((dsl::valid_from, dsl::id))
        .select(AdjustmentRow::as_select())
        .load(conn)
        .await?;
    let covering = rows.into_iter().filter_map(|row| {
        let covered_days = covered_days(row.valid_from, row.valid_to, row.lifted_on, period);
        (covered_days > 0).then(|| {
            let category = Category::from_code(&row.category)?;
            let adjustment = PlanAdjustment {
                id: row.id,
                percentage: row.percentage(),
                covered_days,
                approval_number: row.approval_number?,
            };
            Some((category, adjustment))
        })?
    });
    Ok(covering.collect())
}
