//! Working days by the State Council's yearly holiday notices. Years without a notice are unknown, and asking is an error.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

use crate::{
    citation::Citation,
    input::Refusal,
    load::{LoadError, RuleFile},
};

/// Working days that the steps of a case may take, as rule files have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseDays {
    /// To decide on what was submitted.
    pub decide: u32,
    /// To correct what was sent back.
    pub correct: u32,
}

/// The published calendar, compiled in.
const PUBLISHED: &str = include_str!("../data/calendar.toml");

/// Holidays and make-up working days of the known years.
#[derive(Debug, Clone)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
}

#[derive(Debug, Clone)]
struct Year {
    citation: Citation,
    holidays: BTreeSet<NaiveDate>,
    working_weekends: BTreeSet<NaiveDate>,
}

/// The calendar has no notice for a day's year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("工作日历没有 {year} 年的放假安排（已有 {first} 至 {last} 年）：请先录入国务院办公厅当年的通知")]
pub struct UnknownYear {
    /// The year asked for.
    pub year: i32,
    /// First known year.
    pub first: i32,
    /// Last known year.
    pub last: i32,
}

impl From<UnknownYear> for Refusal {
    fn from(error: UnknownYear) -> Self {
        Refusal::new("calendar_year_unknown", error.to_string())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCalendar {
    year: Vec<RawYear>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYear {
    year: i32,
    document: String,
    article: String,
    /// Pairs of first and last day, inclusive.
    holidays: Vec<(NaiveDate, NaiveDate)>,
    working_weekends: Vec<NaiveDate>,
}

impl Calendar {
    /// The calendar that comes with the platform: the notices for 2023 to 2026.
    pub fn published() -> Result<Self, LoadError> {
        Self::load(&RuleFile::new("calendar.toml", PUBLISHED))
    }

    /// Reads a calendar file; refuses a year twice, a gap between years, a reversed range, a make-up day that is
    /// no weekend, and a make-up day within a holiday.
    pub fn load(file: &RuleFile) -> Result<Self, LoadError> {
        let line_of = |offset: usize| file.text.get(..offset).map_or(0, |before| before.matches('\n').count() + 1);
        let fault = |line: usize, message: String| LoadError {
            file: file.name.clone(),
            line,
            message,
        };
        let raw: RawCalendar = toml::from_str(&file.text)
            .map_err(|error| fault(error.span().map_or(0, |span| line_of(span.start)), error.message().to_owned()))?;
        let mut years = BTreeMap::new();
        for entry in raw.year {
            let line = file
                .text
                .lines()
                .position(|text| text.replace(' ', "") == format!("year={}", entry.year))
                .map_or(0, |index| index + 1);
            let number = entry.year;
            let year = Year::try_from(entry).map_err(|message| fault(line, message))?;
            if years.insert(number, year).is_some() {
                return Err(fault(line, format!("{number} 年写了两次")));
            }
            if years.len() > 1 && !years.contains_key(&(number - 1)) {
                return Err(fault(line, format!("{number} 年之前缺少 {} 年", number - 1)));
            }
        }
        if years.is_empty() {
            return Err(fault(0, "日历里没有任何年份".to_owned()));
        }
        Ok(Self { years })
    }

    /// Whether people work on a day.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, UnknownYear> {
        let year = self.year(day)?;
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(if is_weekend {
            year.working_weekends.contains(&day)
        } else {
            !year.holidays.contains(&day)
        })
    }

    /// The n-th working day before a day (the day itself not counted).
    pub fn working_day_before(&self, day: NaiveDate, n: u32) -> Result<NaiveDate, UnknownYear> {
        self.walk(day, n, |day| day - Days::new(1))
    }

    /// The n-th working day after a day (the day itself not counted).
    pub fn working_day_after(&self, day: NaiveDate, n: u32) -> Result<NaiveDate, UnknownYear> {
        self.walk(day, n, |day| day + Days::new(1))
    }

    /// The notice that a day's status rests on.
    pub fn citation(&self, day: NaiveDate) -> Result<&Citation, UnknownYear> {
        self.year(day).map(|year| &year.citation)
    }

    /// The known years.
    pub fn years(&self) -> RangeInclusive<i32> {
        let first = self.years.keys().next().copied().unwrap_or_default();
        let last = self.years.keys().next_back().copied().unwrap_or_default();
        first..=last
    }

    fn walk(&self, day: NaiveDate, n: u32, step: impl Fn(NaiveDate) -> NaiveDate) -> Result<NaiveDate, UnknownYear> {
        let mut current = day;
        let mut left = n;
        while left > 0 {
            current = step(current);
            if self.is_working_day(current)? {
                left -= 1;
            }
        }
        Ok(current)
    }

    fn year(&self, day: NaiveDate) -> Result<&Year, UnknownYear> {
        self.years.get(&day.year()).ok_or_else(|| {
            let known = self.years();
            UnknownYear {
                year: day.year(),
                first: *known.start(),
                last: *known.end(),
            }
        })
    }
}

impl TryFrom<RawYear> for Year {
    type Error = String;

    fn try_from(raw: RawYear) -> Result<Self, String> {
        if raw.document.trim().is_empty() || raw.article.trim().is_empty() {
            return Err(format!("{} 年缺少出处", raw.year));
        }
        let out_of_year = |day: &NaiveDate| day.year() != raw.year;
        let days = raw
            .holidays
            .iter()
            .flat_map(|(first, last)| [first, last])
            .chain(&raw.working_weekends);
        if let Some(day) = days.copied().find(out_of_year) {
            return Err(format!("{} 年的日历里写了 {day}，不在这一年", raw.year));
        }
        let mut holidays = BTreeSet::new();
        for (first, last) in raw.holidays {
            if last < first {
                return Err(format!("假期 {first} 至 {last} 的首尾颠倒"));
            }
            holidays.extend(first.iter_days().take_while(|day| *day <= last));
        }
        let mut working_weekends = BTreeSet::new();
        for day in raw.working_weekends {
            if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
                return Err(format!("调休上班日 {day} 不是周末"));
            }
            if holidays.contains(&day) {
                return Err(format!("{day} 既是假期又是调休上班日"));
            }
            working_weekends.insert(day);
        }
        Ok(Self {
            citation: Citation::new(raw.document, raw.article),
            holidays,
            working_weekends,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn make_up_days_are_worked_and_holidays_are_not() {
        let calendar = Calendar::published().unwrap();
        for worked in [
            "2023-01-28",
            "2023-10-07",
            "2024-02-04",
            "2024-02-09",
            "2024-02-18",
            "2024-09-14",
            "2025-01-26",
            "2025-10-11",
            "2026-01-04",
            "2026-02-14",
            "2026-10-10",
        ] {
            assert!(calendar.is_working_day(day(worked)).unwrap(), "{worked}");
        }
        for free in [
            "2023-01-27",
            "2023-09-29",
            "2024-02-10",
            "2024-06-10",
            "2025-02-04",
            "2025-06-02",
            "2026-01-01",
            "2026-02-23",
            "2026-09-25",
            "2026-11-22",
        ] {
            assert!(!calendar.is_working_day(day(free)).unwrap(), "{free}");
        }
    }

    #[test]
    fn ten_working_days_are_counted_across_the_spring_festival() {
        let calendar = Calendar::published().unwrap();
        assert_eq!(calendar.working_day_before(day("2024-02-20"), 10).unwrap(), day("2024-02-01"));
        assert_eq!(calendar.working_day_after(day("2024-02-08"), 3).unwrap(), day("2024-02-19"));
    }

    #[test]
    fn a_year_without_a_notice_is_an_error() {
        let calendar = Calendar::published().unwrap();
        assert_eq!(calendar.is_working_day(day("2022-12-31")).unwrap_err().year, 2022);
        assert_eq!(calendar.working_day_after(day("2026-12-31"), 1).unwrap_err().year, 2027);
        assert_eq!(calendar.working_day_before(day("2027-01-01"), 1).unwrap(), day("2026-12-31"));
    }

    #[test]
    fn a_day_of_another_year_is_refused() {
        let text = PUBLISHED.replace("[\"2024-02-10\", \"2024-02-17\"]", "[\"2025-02-10\", \"2025-02-17\"]");
        assert_ne!(text, PUBLISHED);
        let error = Calendar::load(&RuleFile::new("calendar.toml", text)).unwrap_err();
        assert!(error.to_string().contains("2025-02-10"), "{error}");
    }

    #[test]
    fn a_faulty_calendar_names_its_line() {
        let text = PUBLISHED.replace("\"2024-02-04\"", "\"2024-02-05\"");
        let error = Calendar::load(&RuleFile::new("calendar.toml", text)).unwrap_err();
        assert!(error.line > 1 && error.message.contains("2024-02-05"), "{error}");
    }
}
