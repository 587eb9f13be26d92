//! Public notice periods (新政办函〔2023〕11号 三（三）（四）（六）（七）).

use chrono::{Days, NaiveDate};
use rules::{Cited, RuleError, RuleSet, Trace};
use serde::Deserialize;

/// How the days of a notice are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeCounting {
    /// Every day of the week, from the day after publication.
    NaturalDaysFromNextDay,
}

/// A notice period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticePeriod {
    /// First day of the period.
    pub first_day: NaiveDate,
    /// Last day on which an objection stops the case.
    pub last_day: NaiveDate,
    /// First day on which the next step may be entered.
    pub next_step_from: NaiveDate,
    /// Every step with its article.
    pub trace: Trace,
}

impl NoticePeriod {
    /// The period of a notice published on a day, by the rules of that day.
    pub fn of(rules: &RuleSet, published: NaiveDate) -> Result<Self, RuleError> {
        let days: Cited<u32> = rules.at("notice.days", published)?;
        let counting: Cited<NoticeCounting> = rules.at("notice.counting", published)?;
        let NoticeCounting::NaturalDaysFromNextDay = counting.value;
        let first_day = published + Days::new(1);
        let last_day = published + Days::new(u64::from(days.value));
        let next_step_from = last_day + Days::new(1);
        let mut trace = Trace::new();
        trace.step("days", "公示期（天）", [], days.value, &days.source);
        trace.step(
            "first_day",
            "公示期第一天",
            [("published", published.to_string())],
            first_day,
            &counting.source,
        );
        trace.step(
            "last_day",
            "公示期最后一天",
            [("first_day", first_day.to_string()), ("days", days.value.to_string())],
            last_day,
            &counting.source,
        );
        trace.step(
            "next_step_from",
            "可以进入下一步的第一天",
            [("last_day", last_day.to_string())],
            next_step_from,
            &counting.source,
        );
        Ok(Self {
            first_day,
            last_day,
            next_step_from,
            trace,
        })
    }
}
