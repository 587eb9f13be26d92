//! Who does the county's work, and when: several people, because nobody approves a plan of their own.

use chrono::{NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::service::Act;

/// Hours after midnight UTC at which the county's working day has begun.
const WORKING_HOUR_UTC: i64 = 2;

/// Whoever drafts plans and registers users.
pub fn clerk(day: NaiveDate) -> Act {
    act("system:demonstration_clerk", "", day)
}

/// Whoever approves.
pub fn head(day: NaiveDate) -> Act {
    act("system:demonstration_head", "", day)
}

/// Whoever bills.
pub fn billing(day: NaiveDate) -> Act {
    act("system:demonstration_billing", "", day)
}

/// Whoever reads the meters of a unit.
pub fn reader(unit: &str, day: NaiveDate) -> Act {
    act("system:demonstration_reader", unit, day)
}

/// On a day of the county's story, whatever the clock says: the same rules, the same answers.
pub fn act(actor: &str, unit: &str, day: NaiveDate) -> Act {
    let moment = day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(WORKING_HOUR_UTC);
    // A county that is loaded before its day is no reason for times to come.
    Act {
        today: day,
        ..Act::at(actor, unit, moment.min(Utc::now()))
    }
}
