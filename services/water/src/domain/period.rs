//! Measuring periods: calendar months and quarters, written `2025-09` and `2025Q3`.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::code::coded;

coded! {
    /// How long a measuring period is.
    pub enum PeriodKind {
        /// A calendar month.
        Month = "month", "月";
        /// A calendar quarter.
        Quarter = "quarter", "季";
    }
}

/// A calendar month or quarter. Periods order by their last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    first_day: NaiveDate,
    last_day: NaiveDate,
}

/// A text that is no measuring period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("「{0}」不是计量周期：月写作 2025-09，季写作 2025Q3")]
pub struct PeriodError(pub String);

impl Period {
    /// A month, from 1 to 12.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::of_months(year, month, 1)
    }

    /// A quarter, from 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        (1..=4)
            .contains(&quarter)
            .then(|| Self::of_months(year, quarter * 3 - 2, 3))
            .flatten()
    }

    /// The period of a kind that a day lies in.
    pub fn containing(day: NaiveDate, kind: PeriodKind) -> Option<Self> {
        match kind {
            PeriodKind::Month => Self::month(day.year(), day.month()),
            PeriodKind::Quarter => Self::quarter(day.year(), day.month0() / 3 + 1),
        }
    }

    fn of_months(year: i32, first_month: u32, months: u32) -> Option<Self> {
        let first_day = NaiveDate::from_ymd_opt(year, first_month, 1).filter(|_| (1900..=2999).contains(&year))?;
        let last_day = first_day.checked_add_months(chrono::Months::new(months))?.pred_opt()?;
        Some(Self { first_day, last_day })
    }

    /// First day.
    pub fn first_day(self) -> NaiveDate {
        self.first_day
    }

    /// Last day.
    pub fn last_day(self) -> NaiveDate {
        self.last_day
    }

    /// Number of days, 28 to 92.
    pub fn days(self) -> u32 {
        u32::try_from((self.last_day - self.first_day).num_days() + 1).unwrap_or_default()
    }

    /// Calendar year.
    pub fn year(self) -> i32 {
        self.first_day.year()
    }

    /// Month or quarter.
    pub fn kind(self) -> PeriodKind {
        if self.first_day.month() == self.last_day.month() {
            PeriodKind::Month
        } else {
            PeriodKind::Quarter
        }
    }

    /// The next period of the same kind; none past the year 2999.
    pub fn next(self) -> Option<Self> {
        Self::containing(self.last_day.succ_opt()?, self.kind())
    }

    /// The previous period of the same kind; none before the year 1900.
    pub fn previous(self) -> Option<Self> {
        Self::containing(self.first_day.pred_opt()?, self.kind())
    }

    /// Days from the last day of the period to a day; negative before it.
    pub fn days_past_end(self, day: NaiveDate) -> i64 {
        (day - self.last_day).num_days()
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.last_day, self.first_day).cmp(&(other.last_day, other.first_day))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year();
        match self.kind() {
            PeriodKind::Month => write!(f, "{year:04}-{:02}", self.first_day.month()),
            PeriodKind::Quarter => write!(f, "{year:04}Q{}", self.first_day.month0() / 3 + 1),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let number = |digits: &str, length: usize| {
            let plain = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse::<u32>().ok()).flatten()
        };
        let year = |digits| number(digits, 4).and_then(|year| i32::try_from(year).ok());
        let period = if let Some((before, after)) = text.split_once('Q') {
            year(before)
                .zip(number(after, 1))
                .and_then(|(year, quarter)| Self::quarter(year, quarter))
        } else if let Some((before, after)) = text.split_once('-') {
            year(before)
                .zip(number(after, 2))
                .and_then(|(year, month)| Self::month(year, month))
        } else {
            None
        };
        period.ok_or_else(|| PeriodError(text.to_owned()))
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn periods_know_their_days() {
        for (text, first, last, days) in [
            ("2025Q3", "2025-07-01", "2025-09-30", 92),
            ("2025Q1", "2025-01-01", "2025-03-31", 90),
            ("2024Q1", "2024-01-01", "2024-03-31", 91),
            ("2024-02", "2024-02-01", "2024-02-29", 29),
            ("2025-02", "2025-02-01", "2025-02-28", 28),
            ("2025-12", "2025-12-01", "2025-12-31", 31),
        ] {
            let period = period(text);
            assert_eq!(period.to_string(), text);
            assert_eq!(
                (
                    period.first_day().to_string().as_str(),
                    period.last_day().to_string().as_str(),
                    period.days()
                ),
                (first, last, days)
            );
            assert_eq!(
                serde_json::from_value::<Period>(serde_json::to_value(period).unwrap()).unwrap(),
                period
            );
        }
    }

    #[test]
    fn periods_follow_each_other_across_years() {
        assert_eq!(period("2025Q4").next(), Some(period("2026Q1")));
        assert_eq!(period("2025-01").previous(), Some(period("2024-12")));
        assert_eq!(period("2999-12").next(), None);
        assert!(period("2024Q4") < period("2025Q1") && period("2025-09") < period("2025-10"));
        assert_eq!(period("2025Q3").days_past_end("2025-10-01".parse().unwrap()), 1);
    }

    #[test]
    fn other_texts_are_no_periods() {
        for text in [
            "",
            "2025",
            "2025Q0",
            "2025Q5",
            "2025-00",
            "2025-13",
            "2025-9",
            "2025q3",
            "25Q3",
            "+025Q3",
            "2025Q+",
            "1899-12",
            "3000Q1",
            "2025-09-01",
        ] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError(text.to_owned())), "{text}");
        }
    }
}
