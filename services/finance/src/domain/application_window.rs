//! When a bank may apply for an advance before a loan matures (新政办发〔2023〕34号 第十四条).

use std::num::NonZeroU32;

use chrono::{Datelike, NaiveDate};
use rules::{Calendar, Cited, Fields, InvalidInput, Refusal, RuleRef, RuleSet, Source, Trace};
use serde::Deserialize;

use super::{
    date::parse_date,
    ruleset::{days_between, refuse_date},
};

/// Parameter that says which day's regulation governs.
const VALIDITY: &str = "application_window.rule_date";
const POINTER: &str = "/maturity";

/// How the window's ends are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// From the n-th working day before maturity to the day before maturity, both included.
    WithinInclusive,
}

/// Which day's regulation governs a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleDate {
    /// The day the loan matures.
    Maturity,
}

/// The days on which an application is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationWindow {
    /// First day.
    pub opens: NaiveDate,
    /// Last day: the day before maturity, working day or not.
    pub closes: NaiveDate,
    /// The steps.
    pub trace: Trace,
}

/// Reads the maturity date as people send it.
pub fn parse_maturity(maturity: &str) -> Result<NaiveDate, InvalidInput> {
    let mut fields = Fields::new();
    let date = parse_date(&mut fields, POINTER, maturity);
    fields.finish()?;
    Ok(date.unwrap_or_default())
}

/// Computes the window for a loan that matures on a day.
///
/// Refused: a maturity on which the regulation is not in force; a window that touches a year whose holiday notice
/// is not known.
pub fn calculate(rules: &RuleSet, calendar: &Calendar, maturity: NaiveDate) -> Result<ApplicationWindow, Refusal> {
    let refuse = |error| refuse_date(rules, error, VALIDITY, POINTER);
    let rule_date: Cited<RuleDate> = rules.at(VALIDITY, maturity).map_err(refuse)?;
    let governing = match rule_date.value {
        RuleDate::Maturity => maturity,
    };
    let working_days: Cited<NonZeroU32> = rules.at("application_window.working_days", governing).map_err(refuse)?;
    let reading: Cited<Reading> = rules.at("application_window.reading", governing).map_err(refuse)?;
    let unknown_year = |error: rules::calendar::UnknownYear| Refusal::from(error).citing(working_days.source.citation.clone()).at(POINTER);

    let mut trace = Trace::new();
    trace.step(
        "rule_date",
        "适用办法的日期",
        [("maturity", maturity.to_string())],
        governing,
        &rule_date.source,
    );
    let n = working_days.value.get();
    let (opens, closes) = match reading.value {
        Reading::WithinInclusive => (
            calendar.working_day_before(maturity, n).map_err(unknown_year)?,
            maturity.pred_opt().unwrap_or(maturity),
        ),
    };
    trace.step(
        "working_days",
        "申请须在到期前几个工作日之内",
        [("maturity", maturity.to_string())],
        n,
        &working_days.source,
    );
    cite_calendar(calendar, opens, closes, &mut trace).map_err(unknown_year)?;
    trace.step(
        "opens",
        "最早申请日：到期日之前第几个工作日",
        [("maturity", maturity.to_string()), ("working_days", n.to_string())],
        opens,
        &reading.source,
    );
    trace.step(
        "closes",
        "最晚申请日：到期日的前一日",
        [("maturity", maturity.to_string())],
        closes,
        &reading.source,
    );
    Ok(ApplicationWindow { opens, closes, trace })
}

/// One step per calendar year that the window touches: how many days of it are worked, by that year's notice.
fn cite_calendar(calendar: &Calendar, opens: NaiveDate, closes: NaiveDate, trace: &mut Trace) -> Result<(), rules::calendar::UnknownYear> {
    for year in opens.year()..=closes.year() {
        let first_of_year = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(opens);
        let last_of_year = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(closes);
        let (from, to) = (opens.max(first_of_year), closes.min(last_of_year));
        let mut worked = 0_u32;
        for day in from.iter_days().take_while(|day| *day <= to) {
            worked += u32::from(calendar.is_working_day(day)?);
        }
        let source = Source {
            rule: RuleRef {
                key: format!("calendar.{year}"),
                version: 1,
                effective_from: first_of_year,
            },
            citation: calendar.citation(from)?.clone(),
            interpretation: None,
        };
        trace.step(
            format!("calendar_{year}"),
            format!("窗口在{year}年内的工作日数（节假日和调休按当年通知）"),
            [
                ("from", from.to_string()),
                ("to", to.to_string()),
                ("days", (days_between(from, to) + 1).to_string()),
            ],
            worked,
            &source,
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests;
