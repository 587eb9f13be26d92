//! The county's civil date.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// China Standard Time, without daylight saving.
const HOURS_AHEAD_OF_UTC: i64 = 8;

/// The date that people in the county read on the calendar at a moment.
pub fn local_date(now: DateTime<Utc>) -> NaiveDate {
    local_time(now).date()
}

/// Date and time of day that people in the county read at a moment.
pub fn local_time(now: DateTime<Utc>) -> NaiveDateTime {
    (now + TimeDelta::hours(HOURS_AHEAD_OF_UTC)).naive_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_four_in_the_afternoon_utc() {
        for (moment, date) in [
            ("2023-12-31T15:59:59Z", "2023-12-31"),
            ("2023-12-31T16:00:00Z", "2024-01-01"),
            ("2024-02-28T16:00:00Z", "2024-02-29"),
        ] {
            assert_eq!(local_date(moment.parse().unwrap()), date.parse().unwrap(), "{moment}");
        }
    }
}
