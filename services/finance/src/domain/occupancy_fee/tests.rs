use chrono::Days;
use proptest::prelude::*;
use rules::RuleFile;

use super::*;
use crate::domain::ruleset::{compiled_in, load};

fn rules() -> RuleSet {
    load(None).unwrap().rules().clone()
}

/// The rules with one text in them replaced.
fn rules_with(from: &str, to: &str) -> RuleSet {
    let mut replaced = 0;
    let files = compiled_in()
        .into_iter()
        .map(|file| {
            replaced += file.text.matches(from).count();
            RuleFile::new(file.name, file.text.replace(from, to))
        })
        .collect();
    assert_eq!(replaced, 1, "{from}");
    load(Some(files)).unwrap().rules().clone()
}

fn fee_of(rules: &RuleSet, principal: &str, paid_out: &str, returned: &str) -> OccupancyFee {
    calculate(rules, &Advance::parse(principal, paid_out, returned).unwrap()).unwrap()
}

fn refused(principal: &str, paid_out: &str, returned: &str) -> Refusal {
    calculate(&rules(), &Advance::parse(principal, paid_out, returned).unwrap()).unwrap_err()
}

fn after(paid_out: &str, days: u64) -> String {
    (paid_out.parse::<NaiveDate>().unwrap() + Days::new(days)).to_string()
}

#[test]
fn the_worked_example_is_exact() {
    let fee = fee_of(&rules(), "3000000.00", "2024-01-08", "2024-01-20");
    assert_eq!((fee.days, fee.overdue), (12, false));
    assert_eq!((fee.lpr_text().as_str(), fee.rate_text().as_str()), ("0.0345", "0.05175"));
    assert_eq!(fee.fee.to_string(), "5175.00");
}

#[test]
fn the_brackets_end_on_the_fifth_and_the_twentieth_day() {
    let rules = rules();
    for (days, rate, amount, overdue) in [
        (0, "0", "0.00", false),
        (1, "0", "0.00", false),
        (5, "0", "0.00", false),
        (6, "0.05175", "2587.50", false),
        (19, "0.05175", "8193.75", false),
        (20, "0.05175", "8625.00", false),
        (21, "0.05175", "9056.25", true),
    ] {
        let fee = fee_of(&rules, "3000000.00", "2024-01-08", &after("2024-01-08", days));
        assert_eq!(
            (fee.days, fee.rate_text().as_str(), fee.fee.to_string().as_str(), fee.overdue),
            (i64::try_from(days).unwrap(), rate, amount, overdue),
            "{days} days"
        );
        assert_eq!(fee.lpr_text(), "0.0345", "the LPR is shown on {days} days as well");
    }
}

#[test]
fn the_lpr_is_that_of_the_payout_day() {
    let rules = rules();
    for (paid_out, lpr) in [
        ("2023-12-18", "0.0345"),
        ("2024-07-21", "0.0345"),
        ("2024-07-22", "0.0335"),
        ("2024-10-20", "0.0335"),
        ("2024-10-21", "0.0310"),
        ("2025-05-19", "0.0310"),
        ("2025-05-20", "0.0300"),
        ("2025-12-31", "0.0300"),
    ] {
        assert_eq!(
            fee_of(&rules, "100.00", paid_out, &after(paid_out, 10)).lpr_text(),
            lpr,
            "{paid_out}"
        );
    }
    assert_eq!(fee_of(&rules, "3000000.00", "2024-07-21", "2024-08-02").fee.to_string(), "5175.00");
    assert_eq!(fee_of(&rules, "3000000.00", "2024-07-22", "2024-08-03").fee.to_string(), "5025.00");
}

#[test]
fn the_series_before_the_regulation_is_recorded_with_its_dates() {
    let rules = rules();
    for (on, lpr) in [
        ("2022-08-22", "0.0365"),
        ("2023-06-19", "0.0365"),
        ("2023-06-20", "0.0355"),
        ("2023-08-20", "0.0355"),
        ("2023-08-21", "0.0345"),
    ] {
        let cited: Cited<Exact> = rules.at("lpr.one_year", on.parse().unwrap()).unwrap();
        assert_eq!(cited.value.to_fixed(4), lpr, "{on}");
    }
    assert!(rules.at::<Exact>("lpr.one_year", "2022-08-21".parse().unwrap()).is_err());
}

#[test]
fn a_payout_outside_the_regulations_validity_is_refused() {
    for paid_out in ["2023-12-17", "2019-06-01", "0001-01-01", "2028-12-18"] {
        let refusal = refused("100.00", paid_out, &after(paid_out, 6));
        assert_eq!(refusal.code, "regulation_not_in_force", "{paid_out}");
        let citation = refusal.citation.unwrap();
        assert_eq!(
            (citation.document.as_str(), citation.article.as_str()),
            ("新政办发〔2023〕34号", "第二十六条")
        );
        assert_eq!(refusal.errors[0].pointer, "/paid_out");
        assert!(refusal.detail.contains("2023-12-18 至 2028-12-17"), "{}", refusal.detail);
    }
    assert_eq!(
        refused("100.00", "2028-12-17", "2028-12-20").code,
        "beyond_observed_series",
        "the last day itself is in force"
    );
}

#[test]
fn a_payout_beyond_the_observed_lpr_is_refused() {
    for returned in ["2026-01-01", "2026-01-10"] {
        let refusal = refused("100.00", "2026-01-01", returned);
        assert_eq!(refusal.code, "beyond_observed_series");
        assert!(refusal.detail.contains("2025-12-31"), "{}", refusal.detail);
        assert_eq!(refusal.citation.unwrap().document, "全国银行间同业拆借中心2025年5月20日LPR公告");
    }
}

#[test]
fn a_return_after_the_observed_series_and_after_the_regulations_end_is_fine() {
    assert_eq!(
        fee_of(&rules(), "3000000.00", "2025-12-31", "2026-01-12").fee.to_string(),
        "4500.00"
    );
    assert!(fee_of(&rules(), "1.00", "2025-12-31", "2029-01-01").overdue);
}

#[test]
fn half_a_fen_is_rounded_up_and_only_at_the_end() {
    // 0.0345 × 1.5 × 6 / 360 = 0.0008625 per yuan.
    let rules = rules();
    for (principal, fee) in [
        ("400.00", "0.35"),
        ("0.01", "0.00"),
        ("5.79", "0.00"),
        ("5.80", "0.01"),
        ("17.39", "0.01"),
        ("17.40", "0.02"),
    ] {
        assert_eq!(
            fee_of(&rules, principal, "2024-01-08", "2024-01-14").fee.to_string(),
            fee,
            "{principal}"
        );
    }
}

#[test]
fn malformed_input_is_refused_with_every_field_at_once() {
    let codes = |principal: &str, paid_out: &str, returned: &str| {
        let errors = Advance::parse(principal, paid_out, returned).unwrap_err().errors;
        errors.into_iter().map(|error| (error.pointer, error.code)).collect::<Vec<_>>()
    };
    let one = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
    assert_eq!(codes("0.00", "2024-01-08", "2024-01-08"), one("/principal", "must_be_positive"));
    assert_eq!(codes("-1.00", "2024-01-08", "2024-01-08"), one("/principal", "must_be_positive"));
    assert_eq!(
        codes("100", "2024-01-08", "2024-01-08"),
        one("/principal", "money_needs_two_decimals")
    );
    assert_eq!(
        codes("100.0", "2024-01-08", "2024-01-08"),
        one("/principal", "money_needs_two_decimals")
    );
    assert_eq!(codes("100.000", "2024-01-08", "2024-01-08"), one("/principal", "too_many_decimals"));
    for text in ["1e6", "NaN", "+1.00", "", "1,000.00", "1234567890123456.00"] {
        assert_eq!(
            codes(text, "2024-01-08", "2024-01-08"),
            one("/principal", "not_a_decimal"),
            "{text}"
        );
    }
    assert_eq!(codes("1.00", "2024-01-08", "2024-01-07"), one("/returned", "before_paid_out"));
    assert_eq!(codes("1.00", "2024-02-30", "2024-03-07"), one("/paid_out", "not_a_date"));
    assert_eq!(codes("x", "y", "z").len(), 3);
}

#[test]
fn a_fee_beyond_fifteen_digits_is_refused_not_wrapped() {
    assert_eq!(refused("999999999999999.99", "2024-01-08", "9999-12-31").code, "amount_too_large");
}

#[test]
fn every_step_is_cited_and_the_readings_are_marked() {
    let rules = rules();
    for days in [0, 5, 6, 20, 21] {
        let fee = fee_of(&rules, "3000000.00", "2024-01-08", &after("2024-01-08", days));
        let steps = fee.trace.steps();
        assert!(
            steps
                .iter()
                .all(|step| !step.citation.document.is_empty() && !step.citation.article.is_empty())
        );
        let value = |name: &str| steps.iter().find(|step| step.step == name).map(|step| step.value.clone());
        assert_eq!(value("fee"), Some(fee.fee.to_string()));
        assert_eq!(value("rate"), Some(fee.rate_text()));
        assert_eq!(value("lpr"), Some(fee.lpr_text()));
        assert_eq!(value("days"), Some(fee.days.to_string()));
        assert_eq!(value("overdue"), Some(fee.overdue.to_string()));
        assert_eq!(value("days_with_overdue").is_some(), fee.overdue);
        let readings: Vec<_> = steps
            .iter()
            .filter(|step| step.interpretation)
            .map(|step| step.step.as_str())
            .collect();
        let expected: &[&str] = match days {
            0..=5 => &["rule_date", "days", "lpr_date"],
            6..=20 => &["rule_date", "days", "lpr_date", "charged_days", "exact_fee", "fee"],
            _ => &[
                "rule_date",
                "days",
                "lpr_date",
                "days_with_overdue",
                "charged_days",
                "exact_fee",
                "fee",
            ],
        };
        assert_eq!(readings, expected, "{days} days");
    }
}

#[test]
fn another_reading_in_the_rule_file_changes_the_result() {
    let fee = |rules: &RuleSet, returned: &str| fee_of(rules, "3000000.00", "2024-07-15", returned).fee.to_string();
    assert_eq!(fee(&rules(), "2024-07-27"), "5175.00");
    assert_eq!(fee(&rules_with("value = 360", "value = 365"), "2024-07-27"), "5104.11");
    assert_eq!(
        fee(
            &rules_with(
                "value = \"paid_out\"\nfrom = \"2023-12-18\"\ndocument = \"新政办发〔2023〕34号\"\narticle = \"第二十四条\"",
                "value = \"returned\"\nfrom = \"2023-12-18\"\ndocument = \"新政办发〔2023〕34号\"\narticle = \"第二十四条\""
            ),
            "2024-07-27"
        ),
        "5025.00"
    );
    assert_eq!(fee(&rules_with("value = false", "value = true"), "2024-07-27"), "5606.25");
    assert_eq!(
        fee(&rules_with("value = \"all\"", "value = \"beyond_free\""), "2024-07-27"),
        "3018.75"
    );
    assert_eq!(fee(&rules(), "2024-08-14"), "12937.50");
    assert_eq!(
        fee(&rules_with("value = \"same_rate\"", "value = \"not_charged\""), "2024-08-14"),
        "8625.00"
    );
}

prop_compose! {
    fn an_advance()(fen in 1_i64..100_000_000_000, start in 0_u64..745, days in 0_u64..60) -> Advance {
        let paid_out = NaiveDate::from_ymd_opt(2023, 12, 18).unwrap() + Days::new(start.min(744));
        Advance { principal: Money::from_fen(fen).unwrap(), paid_out, returned: paid_out + Days::new(days) }
    }
}

proptest! {
    #[test]
    fn a_longer_use_or_a_larger_principal_never_costs_less(advance in an_advance(), more_days in 0_u64..30, more_fen in 0_i64..1_000_000_000) {
        let rules = rules();
        let fee = calculate(&rules, &advance).unwrap().fee;
        let longer = Advance { returned: advance.returned + Days::new(more_days), ..advance };
        let larger = Advance { principal: Money::from_fen(advance.principal.fen() + more_fen).unwrap(), ..advance };
        prop_assert!(calculate(&rules, &longer).unwrap().fee >= fee);
        prop_assert!(calculate(&rules, &larger).unwrap().fee >= fee);
    }

    #[test]
    fn the_fee_agrees_with_plain_integer_arithmetic(advance in an_advance()) {
        let fee = calculate(&rules(), &advance).unwrap();
        // LPR in hundredths of a percent; × 1.5 / 360 in fen, half up.
        let lpr = i128::from(fee.lpr.to_scaled(4).unwrap());
        let numerator = i128::from(advance.principal.fen()) * lpr * 15 * i128::from(fee.days);
        let denominator = 10_000 * 10 * 360;
        let expected = if fee.days <= 5 { 0 } else { (2 * numerator + denominator) / (2 * denominator) };
        prop_assert_eq!(i128::from(fee.fee.fen()), expected);
        prop_assert_eq!(fee.overdue, fee.days > 20);
    }
}
