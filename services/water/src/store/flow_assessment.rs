//! Methods of flow assessment, and what users without a meter used by them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    dsl::{not, sql},
    prelude::*,
    sql_types::{Bool, Date, Nullable},
};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::{
    corrupt, decode,
    schema::{assessed_usages, flow_assessments, water_users},
};
use crate::domain::{
    flow_assessment::{AssessedUser, AssessmentKind, Formula, Method},
    period::Period,
    quantity::VOLUME_DECIMALS,
};

/// Decimals of rates, hours, kilowatts and quantities.
pub const PARAMETER_DECIMALS: u32 = 3;

/// Whether a correction has taken a usage's place.
const REPLACED: &str = "EXISTS (SELECT FROM assessed_usages AS later WHERE later.replaces = assessed_usages.id)";
/// The last day on which a method holds.
const LAST_DAY: &str = "coalesce(flow_assessments.ended_on, flow_assessments.valid_to)";

/// A method.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = flow_assessments, treat_none_as_null = true)]
pub struct AssessmentRow {
    /// Identity.
    pub id: Uuid,
    /// Number of the document.
    pub number: String,
    /// User.
    pub user_id: Uuid,
    /// [`crate::domain::flow_assessment::AssessmentGround`].
    pub ground: String,
    /// The ground spelled out.
    pub ground_detail: String,
    /// [`AssessmentKind`].
    pub kind: String,
    /// Litres an hour.
    pub rate_milli: i64,
    /// Thousandths of hours a day.
    pub hours_milli: Option<i32>,
    /// Watts.
    pub power_milli: Option<i64>,
    /// Who assessed it.
    pub assessed_by: String,
    /// When.
    pub assessed_on: NaiveDate,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
    /// [`crate::domain::flow_assessment::AssessmentState`].
    pub state: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was said.
    pub comment: Option<String>,
    /// The last day on which an ended one holds.
    pub ended_on: Option<NaiveDate>,
    /// Who ended it.
    pub ended_by: Option<String>,
    /// Why.
    pub end_reason: Option<String>,
    /// Made up for the demonstration county.
    pub demonstration: bool,
    /// For `If-Match`.
    pub version: i32,
}

impl AssessmentRow {
    /// The formula.
    pub fn formula(&self) -> QueryResult<Formula> {
        let exact = |milli: i64| Exact::scaled(milli, PARAMETER_DECIMALS);
        let missing = || corrupt("a method lacks a parameter");
        let rate = exact(self.rate_milli);
        Ok(match decode::<AssessmentKind>(&self.kind)? {
            AssessmentKind::FlowTime => Formula::FlowTime {
                rate,
                hours: exact(self.hours_milli.ok_or_else(missing)?.into()),
            },
            AssessmentKind::PumpElectricity => Formula::PumpElectricity {
                rate,
                power: exact(self.power_milli.ok_or_else(missing)?),
            },
        })
    }

    /// As its life sees it.
    pub fn to_domain(&self) -> QueryResult<Method> {
        Ok(Method {
            state: decode(&self.state)?,
            drafted_by: self.drafted_by.clone(),
            from: self.valid_from,
            to: self.ended_on.or(self.valid_to),
        })
    }
}

/// What a user used in a period by a method.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = assessed_usages)]
pub struct AssessedUsageRow {
    /// Identity.
    pub id: Uuid,
    /// Method.
    pub assessment_id: Uuid,
    /// User.
    pub user_id: Uuid,
    /// Measuring period.
    pub period: String,
    /// First day.
    pub period_from: NaiveDate,
    /// Last day.
    pub period_to: NaiveDate,
    /// Thousandths of days or kilowatt-hours.
    pub quantity_milli: i64,
    /// Litres.
    pub volume_milli: i64,
    /// What the quantity rests on.
    pub basis: String,
    /// The usage that this one corrects.
    pub replaces: Option<Uuid>,
    /// Why.
    pub reason: Option<String>,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// A method with code and name of its user.
pub type AssessmentOfUser = (AssessmentRow, String, String);

/// A usage, whether a correction has taken its place, and number of its method, code and name of its user.
pub type UsageOfUser = (AssessedUsageRow, bool, String, String, String);

/// What a list is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct AssessmentFilter {
    /// Code of the user.
    pub user_code: Option<String>,
    /// State of the method.
    pub state: Option<&'static str>,
    /// Method.
    pub assessment_id: Option<Uuid>,
    /// Measuring period of a usage.
    pub period: Option<String>,
}

/// Stores a method.
pub async fn insert(conn: &mut Pg, row: &AssessmentRow) -> QueryResult<()> {
    diesel::insert_into(flow_assessments::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores what became of it.
pub async fn update(conn: &mut Pg, row: &AssessmentRow) -> QueryResult<()> {
    diesel::update(flow_assessments::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// One method with its user.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<AssessmentOfUser>> {
    flow_assessments::table
        .inner_join(water_users::table)
        .filter(flow_assessments::id.eq(id))
        .select((AssessmentRow::as_select(), water_users::code, water_users::name))
        .first(conn)
        .await
        .optional()
}

/// One method, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<AssessmentRow>> {
    let found = flow_assessments::table.find(id).select(AssessmentRow::as_select());
    found.for_no_key_update().first(conn).await.optional()
}

/// Methods, the newest first, before a position.
pub async fn list(conn: &mut Pg, filter: &AssessmentFilter, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<AssessmentOfUser>> {
    let mut query = flow_assessments::table
        .inner_join(water_users::table)
        .order(flow_assessments::id.desc())
        .limit(limit)
        .select((AssessmentRow::as_select(), water_users::code, water_users::name))
        .into_boxed();
    if let Some(user_code) = &filter.user_code {
        query = query.filter(water_users::code.eq(user_code));
    }
    if let Some(state) = filter.state {
        query = query.filter(flow_assessments::state.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(flow_assessments::id.lt(before));
    }
    query.load(conn).await
}

/// Stores usages; the database refuses them without a method, beside a meter, and after the bill.
pub async fn insert_usages(conn: &mut Pg, rows: &[AssessedUsageRow]) -> QueryResult<()> {
    diesel::insert_into(assessed_usages::table)
        .values(rows)
        .execute(conn)
        .await
        .map(drop)
}

/// The usage of a user's period that no other has replaced.
pub async fn standing_usage(conn: &mut Pg, user_id: Uuid, period: Period) -> QueryResult<Option<AssessedUsageRow>> {
    assessed_usages::table
        .filter(assessed_usages::user_id.eq(user_id))
        .filter(assessed_usages::period.eq(period.to_string()))
        .filter(not(sql::<Bool>(REPLACED)))
        .select(AssessedUsageRow::as_select())
        .first(conn)
        .await
        .optional()
}

/// The last day for which usage by a method is on record.
pub async fn assessed_through(conn: &mut Pg, assessment_id: Uuid) -> QueryResult<Option<NaiveDate>> {
    assessed_usages::table
        .filter(assessed_usages::assessment_id.eq(assessment_id))
        .select(diesel::dsl::max(assessed_usages::period_to))
        .first(conn)
        .await
}

/// Usages, the newest first, before a position.
pub async fn list_usages(conn: &mut Pg, filter: &AssessmentFilter, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<UsageOfUser>> {
    let mut query = assessed_usages::table
        .inner_join(flow_assessments::table.inner_join(water_users::table))
        .order(assessed_usages::id.desc())
        .limit(limit)
        .select((
            AssessedUsageRow::as_select(),
            sql::<Bool>(REPLACED),
            flow_assessments::number,
            water_users::code,
            water_users::name,
        ))
        .into_boxed();
    if let Some(user_code) = &filter.user_code {
        query = query.filter(water_users::code.eq(user_code));
    }
    if let Some(id) = filter.assessment_id {
        query = query.filter(assessed_usages::assessment_id.eq(id));
    }
    if let Some(period) = &filter.period {
        query = query.filter(assessed_usages::period.eq(period));
    }
    if let Some(before) = before {
        query = query.filter(assessed_usages::id.lt(before));
    }
    query.load(conn).await
}

/// The methods of these users that hold on days of a period, with the usage by those that hold on all: for billing. One query, and a
/// second where there is a method.
pub async fn of_users(conn: &mut Pg, period: Period, user_ids: &[Uuid]) -> QueryResult<HashMap<Uuid, AssessedUser>> {
    let last_day = sql::<Nullable<Date>>(LAST_DAY);
    let methods: Vec<AssessmentRow> = flow_assessments::table
        .filter(flow_assessments::user_id.eq_any(user_ids))
        .filter(flow_assessments::state.eq_any(["approved", "ended"]))
        .filter(flow_assessments::valid_from.le(period.last_day()))
        .filter(last_day.clone().is_null().or(last_day.assume_not_null().ge(period.first_day())))
        .select(AssessmentRow::as_select())
        .load(conn)
        .await?;
    // One that was ended before it began holds on no day.
    let holds = |row: &AssessmentRow| row.ended_on.is_none_or(|ended| ended >= row.valid_from);
    let methods: Vec<_> = methods.into_iter().filter(holds).collect();
    if methods.is_empty() {
        return Ok(HashMap::new());
    }
    let of: Vec<Uuid> = methods.iter().map(|row| row.user_id).collect();
    let usages: Vec<AssessedUsageRow> = assessed_usages::table
        .filter(assessed_usages::user_id.eq_any(&of))
        .filter(assessed_usages::period.eq(period.to_string()))
        .filter(not(sql::<Bool>(REPLACED)))
        .select(AssessedUsageRow::as_select())
        .load(conn)
        .await?;
    let mut by_user: HashMap<Uuid, AssessedUsageRow> = usages.into_iter().map(|row| (row.user_id, row)).collect();
    let assessed = methods.into_iter().map(|method| {
        let usage = by_user.remove(&method.user_id).map(|row| {
            let quantity = Exact::scaled(row.quantity_milli, PARAMETER_DECIMALS);
            (quantity, Exact::scaled(row.volume_milli, VOLUME_DECIMALS))
        });
        let last_day = method.ended_on.or(method.valid_to);
        let user = AssessedUser {
            is_whole: method.valid_from <= period.first_day() && last_day.is_none_or(|day| day >= period.last_day()),
            formula: method.formula()?,
            number: method.number,
            usage,
        };
        Ok((method.user_id, user))
    });
    assessed.collect()
}
