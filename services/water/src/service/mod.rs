//! Use cases: each takes the open transaction, loads and locks rows, asks the domain, stores, and appends to the
//! audit trail last. Nothing here commits but jobs and the demonstration loader.

pub mod balance_test;
pub mod base_price;
pub mod billing;
pub mod commitment;
pub mod correction_order;
pub mod due_meter;
pub mod error;
pub mod evaluation;
pub mod file_import;
pub mod flow_assessment;
pub mod inspection;
pub mod irrigation;
pub mod meter;
pub mod meter_seal;
pub mod plan;
pub mod plan_adjustment;
pub mod plan_case;
pub mod plan_due;
pub mod project;
pub mod project_case;
pub mod quota;
pub mod reading;
pub mod reclaimed;
pub mod reclaimed_scheme;
pub mod reclaimed_supply;
pub mod reward;
pub mod rule_use;
pub mod shortage;
pub mod todo;
pub mod violation_report;
pub mod water_user;

use chrono::{DateTime, FixedOffset, NaiveDate, SubsecRound, Utc};
use diesel::QueryResult;
use platform::{
    audit::{self, Change},
    database::Pg,
    http::access::Principal,
};
use serde::Serialize;
use serde_json::Value;

/// Seconds by which the county's clocks (Asia/Shanghai) are ahead of UTC.
const COUNTY_OFFSET_SECONDS: i32 = 8 * 3600;

/// Who does something, and when.
#[derive(Debug, Clone)]
pub struct Act {
    /// A token's subject, or `system:<job>`.
    pub actor: String,
    /// Code of the person's unit.
    pub unit: String,
    /// The moment.
    pub now: DateTime<Utc>,
    /// The county's calendar day.
    pub today: NaiveDate,
}

impl Act {
    /// What a person does now.
    pub fn now(principal: &Principal) -> Self {
        Self::at(&principal.subject, &principal.unit, Utc::now())
    }

    /// What a job does now.
    pub fn job(name: &str) -> Self {
        Self::at(&format!("system:{name}"), "", Utc::now())
    }

    /// What somebody does at a moment.
    pub fn at(actor: &str, unit: &str, now: DateTime<Utc>) -> Self {
        Self {
            actor: actor.to_owned(),
            unit: unit.to_owned(),
            // As exact as the database keeps it, so that an answer shows what the next one will.
            now: now.trunc_subsecs(6),
            today: county_day(now),
        }
    }

    /// Appends one entry to the audit trail: call it last.
    pub async fn audit<B: Serialize, A: Serialize>(
        &self,
        conn: &mut Pg,
        action: &str,
        entity: &str,
        id: impl ToString,
        before: Option<&B>,
        after: Option<&A>,
    ) -> QueryResult<()> {
        let change = Change {
            actor: &self.actor,
            action,
            entity,
            entity_id: id.to_string(),
            before: before.map(snapshot).transpose()?,
            after: after.map(snapshot).transpose()?,
        };
        audit::append(conn, change, self.now).await
    }
}

/// The calendar day in the county.
pub fn county_day(now: DateTime<Utc>) -> NaiveDate {
    FixedOffset::east_opt(COUNTY_OFFSET_SECONDS).map_or_else(|| now.date_naive(), |offset| now.with_timezone(&offset).date_naive())
}

/// A moment on the county's clock, for people.
fn county_time(moment: DateTime<Utc>) -> String {
    FixedOffset::east_opt(COUNTY_OFFSET_SECONDS).map_or_else(
        || moment.to_rfc3339(),
        |offset| moment.with_timezone(&offset).format("%Y-%m-%d %H:%M").to_string(),
    )
}

fn snapshot<T: Serialize>(state: &T) -> QueryResult<Value> {
    serde_json::to_value(state).map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))
}
