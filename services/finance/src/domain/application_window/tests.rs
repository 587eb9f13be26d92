use proptest::prelude::*;

use super::*;
use crate::domain::ruleset::{FinanceRules, load};

fn window(finance: &FinanceRules, maturity: &str) -> Result<ApplicationWindow, Refusal> {
    calculate(finance.rules(), finance.calendar(), parse_maturity(maturity).unwrap())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn ten_working_days_are_counted_across_holidays_and_make_up_days() {
    let finance = load(None).unwrap();
    for (maturity, opens, closes) in [
        // The example: across the Spring Festival with its make-up Sundays of 4 and 18 February.
        ("2024-02-20", "2024-02-01", "2024-02-19"),
        // No holiday at all.
        ("2024-03-18", "2024-03-04", "2024-03-17"),
        ("2024-03-19", "2024-03-05", "2024-03-18"),
        // Maturity on a weekend and in the middle of a holiday.
        ("2024-03-17", "2024-03-04", "2024-03-16"),
        ("2024-02-14", "2024-01-30", "2024-02-13"),
        // After Labour Day 2024, with a make-up Sunday before it and a make-up Saturday after it.
        ("2024-05-13", "2024-04-26", "2024-05-12"),
        // National Day 2025, eight days, with 28 September and 11 October worked.
        ("2025-10-13", "2025-09-23", "2025-10-12"),
        // Across the turn of a year.
        ("2025-01-06", "2024-12-20", "2025-01-05"),
        ("2024-01-02", "2023-12-18", "2024-01-01"),
        // Around 29 February, and the 28th made up in 2026.
        ("2024-03-01", "2024-02-18", "2024-02-29"),
        ("2026-03-02", "2026-02-10", "2026-03-01"),
        // The last day that the known calendars reach.
        ("2027-01-01", "2026-12-18", "2026-12-31"),
    ] {
        let window = window(&finance, maturity).unwrap();
        assert_eq!((window.opens, window.closes), (day(opens), day(closes)), "{maturity}");
    }
}

#[test]
fn a_year_without_a_holiday_notice_is_refused() {
    let finance = load(None).unwrap();
    for maturity in ["2027-01-02", "2027-01-10", "2028-12-17"] {
        let refusal = window(&finance, maturity).unwrap_err();
        assert_eq!(refusal.code, "calendar_year_unknown", "{maturity}");
        assert!(refusal.detail.contains("2026"), "{}", refusal.detail);
        assert_eq!(refusal.errors[0].pointer, "/maturity");
    }
}

#[test]
fn a_maturity_outside_the_regulations_validity_is_refused() {
    let finance = load(None).unwrap();
    for maturity in ["2023-12-17", "2022-01-01", "0001-01-01", "2028-12-18"] {
        let refusal = window(&finance, maturity).unwrap_err();
        assert_eq!(refusal.code, "regulation_not_in_force", "{maturity}");
        assert_eq!(refusal.citation.unwrap().article, "第二十六条");
    }
    assert_eq!(window(&finance, "2023-12-18").unwrap().opens, day("2023-12-04"));
}

#[test]
fn a_text_that_is_no_date_is_refused() {
    for text in ["", "2024-02-30", "2024-2-20", "20240220", "2024-02-20T00:00:00+08:00"] {
        let errors = parse_maturity(text).unwrap_err().errors;
        assert_eq!(
            (errors[0].pointer.as_str(), errors[0].code.as_str()),
            ("/maturity", "not_a_date"),
            "{text}"
        );
    }
}

#[test]
fn every_year_that_the_window_touches_is_cited() {
    let finance = load(None).unwrap();
    let window = window(&finance, "2025-01-06").unwrap();
    let steps: Vec<_> = window
        .trace
        .steps()
        .iter()
        .map(|step| {
            (
                step.step.as_str(),
                step.value.as_str(),
                step.citation.document.as_str(),
                step.interpretation,
            )
        })
        .collect();
    assert_eq!(
        steps,
        [
            ("rule_date", "2025-01-06", "新政办发〔2023〕34号", true),
            ("working_days", "10", "新政办发〔2023〕34号", false),
            ("calendar_2024", "8", "国办发明电〔2023〕7号", false),
            ("calendar_2025", "2", "国办发明电〔2024〕12号", false),
            ("opens", "2024-12-20", "新政办发〔2023〕34号", true),
            ("closes", "2025-01-05", "新政办发〔2023〕34号", true),
        ]
    );
}

proptest! {
    #[test]
    fn the_window_holds_exactly_ten_working_days_and_opens_on_one(offset in 0_u64..1_100) {
        let finance = load(None).unwrap();
        let maturity = day("2023-12-18") + chrono::Days::new(offset);
        let window = calculate(finance.rules(), finance.calendar(), maturity).unwrap();
        let worked = window.opens.iter_days().take_while(|day| *day <= window.closes).filter(|day| finance.calendar().is_working_day(*day).unwrap()).count();
        prop_assert_eq!(worked, 10);
        prop_assert!(finance.calendar().is_working_day(window.opens).unwrap());
        prop_assert_eq!(window.closes.succ_opt(), Some(maturity));
    }
}
