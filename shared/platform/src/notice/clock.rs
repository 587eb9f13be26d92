//! The period of a notice: it runs from the day after the posting, an objection stops it, the answer lets the days left
//! run on from the day after.

use chrono::NaiveDate;
use rules::{Calendar, calendar::UnknownYear};

use super::rule::Counting;

/// A period under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// It runs.
    Running {
        /// The day after which it counts.
        since: NaiveDate,
        /// Days it had left then, at least one.
        left: u32,
        /// Its last day, as far as nothing stops it.
        last_day: NaiveDate,
    },
    /// An objection stands in its way.
    Stopped {
        /// Day of the objection, which does not count any more.
        on: NaiveDate,
        /// Days it has left, at least one.
        left: u32,
    },
}

impl Clock {
    /// A period of `days` that was posted on a day, which itself does not count.
    pub fn start(posted_on: NaiveDate, days: u32, counting: Counting, calendar: &Calendar) -> Result<Self, UnknownYear> {
        let left = days.max(1);
        Ok(Self::Running {
            since: posted_on,
            left,
            last_day: counting.day_after(calendar, posted_on, left)?,
        })
    }

    /// Whether the period is over on a day: its last day has passed.
    pub fn is_over(self, today: NaiveDate) -> bool {
        matches!(self, Self::Running { last_day, .. } if last_day < today)
    }

    /// Stops a running clock on a day within the period. One that stands stays as it is, and so does one that is over.
    pub fn stop(self, on: NaiveDate, counting: Counting, calendar: &Calendar) -> Result<Self, UnknownYear> {
        let Self::Running { since, left, .. } = self else {
            return Ok(self);
        };
        if self.is_over(on) {
            return Ok(self);
        }
        let used = on.pred_opt().map_or(Ok(0), |through| counting.count(calendar, since, through))?;
        Ok(Self::Stopped {
            on: on.max(since),
            left: left - used.min(left - 1),
        })
    }

    /// Lets a stopped clock run on: the day itself does not count any more than that of the objection.
    pub fn resume(self, on: NaiveDate, counting: Counting, calendar: &Calendar) -> Result<Self, UnknownYear> {
        let Self::Stopped { on: stopped_on, left } = self else {
            return Ok(self);
        };
        let since = on.max(stopped_on);
        Ok(Self::Running {
            since,
            left,
            last_day: counting.day_after(calendar, since, left)?,
        })
    }

    /// Days that are left at the beginning of a day, that day included where it counts.
    pub fn days_left(self, today: NaiveDate, counting: Counting, calendar: &Calendar) -> Result<u32, UnknownYear> {
        match self {
            Self::Stopped { left, .. } => Ok(left),
            Self::Running { since, left, .. } => {
                let used = today.pred_opt().map_or(Ok(0), |through| counting.count(calendar, since, through))?;
                Ok(left.saturating_sub(used))
            }
        }
    }

    /// Its last day, unless it stands.
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            Self::Running { last_day, .. } => Some(last_day),
            Self::Stopped { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn calendar() -> Calendar {
        Calendar::published().unwrap()
    }

    fn last(posted: &str, days: u32, counting: Counting) -> NaiveDate {
        Clock::start(day(posted), days, counting, &calendar()).unwrap().last_day().unwrap()
    }

    #[test]
    fn the_day_of_posting_does_not_count() {
        assert_eq!(last("2023-11-01", 5, Counting::NaturalDays), day("2023-11-06"));
        assert_eq!(last("2026-11-23", 3, Counting::WorkingDays), day("2026-11-26"));
        // Over a weekend.
        assert_eq!(last("2026-11-26", 3, Counting::WorkingDays), day("2026-12-01"));
    }

    #[test]
    fn three_working_days_run_over_a_make_up_saturday_and_stand_still_on_holidays() {
        // 2026-02-14 is a Saturday on which people work; 15 to 23 February is the Spring Festival.
        assert_eq!(last("2026-02-11", 3, Counting::WorkingDays), day("2026-02-14"));
        assert_eq!(last("2026-02-12", 3, Counting::WorkingDays), day("2026-02-24"));
        assert_eq!(last("2026-02-12", 3, Counting::NaturalDays), day("2026-02-15"));
        // Sunday 2024-02-04 and Sunday 2024-02-18 are worked.
        assert_eq!(last("2024-02-01", 2, Counting::WorkingDays), day("2024-02-04"));
    }

    #[test]
    fn beyond_the_known_calendar_there_is_no_last_working_day() {
        let last_known = *calendar().years().end();
        let posted = NaiveDate::from_ymd_opt(last_known, 12, 30).unwrap();
        assert!(Clock::start(posted, 3, Counting::WorkingDays, &calendar()).is_err());
        assert!(Clock::start(posted, 3, Counting::NaturalDays, &calendar()).is_ok());
    }

    #[test]
    fn an_objection_on_each_day_of_the_period_leaves_the_days_from_it_on() {
        let clock = Clock::start(day("2023-11-01"), 5, Counting::NaturalDays, &calendar()).unwrap();
        for (on, left) in [
            ("2023-11-01", 5),
            ("2023-11-02", 5),
            ("2023-11-03", 4),
            ("2023-11-05", 2),
            ("2023-11-06", 1),
        ] {
            let stopped = clock.stop(day(on), Counting::NaturalDays, &calendar()).unwrap();
            assert_eq!(stopped, Clock::Stopped { on: day(on), left }, "{on}");
            let answered = day(on) + Days::new(10);
            let resumed = stopped.resume(answered, Counting::NaturalDays, &calendar()).unwrap();
            assert_eq!(resumed.last_day(), Some(answered + Days::new(left.into())), "{on}");
        }
    }

    #[test]
    fn an_objection_after_the_last_day_stops_nothing() {
        let clock = Clock::start(day("2023-11-01"), 5, Counting::NaturalDays, &calendar()).unwrap();
        let late = day("2023-11-07");
        assert!(clock.is_over(late) && !clock.is_over(day("2023-11-06")));
        assert_eq!(clock.stop(late, Counting::NaturalDays, &calendar()).unwrap(), clock);
    }

    #[test]
    fn the_days_left_count_down_to_the_last_one() {
        let clock = Clock::start(day("2026-11-26"), 3, Counting::WorkingDays, &calendar()).unwrap();
        for (on, left) in [
            ("2026-11-26", 3),
            ("2026-11-27", 3),
            ("2026-11-28", 2),
            ("2026-11-30", 2),
            ("2026-12-01", 1),
            ("2026-12-02", 0),
        ] {
            let found = clock.days_left(day(on), Counting::WorkingDays, &calendar()).unwrap();
            assert_eq!(found, left, "{on}");
        }
    }

    fn counting() -> impl Strategy<Value = Counting> {
        prop_oneof![Just(Counting::NaturalDays), Just(Counting::WorkingDays)]
    }

    proptest! {
        /// However often a notice is stopped, people have had all its days, none of them a day on which it stood.
        #[test]
        fn people_have_all_the_days_whatever_stops_the_clock(
            start in 0_u64..200,
            days in 1_u32..12,
            counting in counting(),
            stops in prop::collection::vec((0_u64..20, 0_u64..10), 0..6),
        ) {
            let calendar = calendar();
            let posted = day("2024-01-02") + Days::new(start);
            let mut clock = Clock::start(posted, days, counting, &calendar).unwrap();
            let mut today = posted;
            let mut had = 0;
            for (wait, answer_after) in stops {
                let Clock::Running { since, .. } = clock else { unreachable!() };
                let on = today + Days::new(wait);
                let stopped = clock.stop(on, counting, &calendar).unwrap();
                let Clock::Stopped { left, .. } = stopped else { break };
                had += counting.count(&calendar, since, on - Days::new(1)).unwrap();
                prop_assert_eq!(left + had, days);
                // A second objection changes nothing.
                prop_assert_eq!(stopped.stop(on + Days::new(1), counting, &calendar).unwrap(), stopped);
                today = on + Days::new(answer_after);
                clock = stopped.resume(today, counting, &calendar).unwrap();
            }
            let Clock::Running { since, last_day, .. } = clock else { unreachable!() };
            had += counting.count(&calendar, since, last_day).unwrap();
            prop_assert_eq!(had, days);
            prop_assert!(counting.count(&calendar, last_day - Days::new(1), last_day).unwrap() == 1);
            prop_assert!(!clock.is_over(last_day) && clock.is_over(last_day + Days::new(1)));
        }
    }
}
