//! Meters that fall due for replacement or verification (新政办发〔2023〕24号 附件3 第十条; JJG 162).

use chrono::{Days, Months, NaiveDate};
use platform::database::Pg;
use rules::Fields;

use super::error::UseCaseError;
use crate::{
    domain::meter::{Due, DueState, MeteringRules},
    store::meter::{self, DueClass, MeterRow},
};

/// Rows read at a time.
const CHUNK: i64 = 500;
/// Months differ by at most so many days, so that the database's choice leaves none out.
const SLACK_DAYS: u64 = 4;

/// A meter that is due, overdue or was never verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueMeter {
    /// The meter.
    pub meter: MeterRow,
    /// What is due, and when.
    pub due: Due,
    /// How near it is.
    pub state: DueState,
}

/// At most `limit` meters due within `within` days (one of the windows of the rules), overdue, or never verified, by number after a
/// number.
pub async fn list_due_meters(
    conn: &mut Pg,
    rules: &MeteringRules,
    today: NaiveDate,
    within: u32,
    after: Option<String>,
    limit: usize,
) -> Result<Vec<DueMeter>, UseCaseError> {
    let windows = &rules.due_windows.value;
    if !windows.contains(&within) {
        let allowed = windows.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
        let mut fields = Fields::new();
        fields.fault(
            "/within",
            "unknown_value",
            format!("没有 {within} 天的到期提醒，可选：{allowed} 天"),
        );
        fields.finish()?;
    }
    let classes = due_classes(rules, today, within);
    let (mut found, mut after) = (Vec::new(), after);
    loop {
        let rows = meter::perhaps_due(conn, &classes, after.as_deref(), CHUNK).await?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = Some(last.number.clone());
        let meters = meter::to_domain_many(conn, &rows).await?;
        for (row, meter) in rows.into_iter().zip(meters) {
            let state = meter.due_state(rules, today);
            let wanted = match state {
                DueState::Unverified | DueState::Overdue { .. } => true,
                DueState::DueWithin { window } => window <= within,
                DueState::InTime => false,
            };
            if wanted {
                let due = meter.due(rules);
                found.push(DueMeter { meter: row, due, state });
            }
            if found.len() >= limit {
                return Ok(found);
            }
        }
    }
}

/// Per class of calibres the latest day of verification from which the due day lies within the window.
fn due_classes(rules: &MeteringRules, today: NaiveDate, within: u32) -> Vec<DueClass> {
    let horizon = today
        .checked_add_days(Days::new(u64::from(within) + SLACK_DAYS))
        .unwrap_or(NaiveDate::MAX);
    let bound = |dn: u32| i32::try_from(dn).unwrap_or(i32::MAX);
    let mut above_dn = 0;
    let mut classes = Vec::new();
    for cycle in rules.cycles.value.all() {
        let verified_by = horizon
            .checked_sub_months(Months::new(cycle.years.saturating_mul(12)))
            .unwrap_or(NaiveDate::MIN);
        classes.push(DueClass {
            above_dn,
            to_dn: cycle.to_dn.map(bound),
            verified_by,
        });
        above_dn = cycle.to_dn.map_or(above_dn, bound);
    }
    classes
}
