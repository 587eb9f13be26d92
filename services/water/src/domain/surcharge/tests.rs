use chrono::NaiveDate;
use rules::InvalidInput;
use serde_json::json;

use super::*;
use crate::domain::ruleset;

mod property;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn exact(text: &str) -> Exact {
    Exact::parse(text, 12).unwrap()
}

fn tariff() -> &'static SurchargeTariff {
    static TARIFF: std::sync::OnceLock<SurchargeTariff> = std::sync::OnceLock::new();
    TARIFF.get_or_init(|| SurchargeTariff::at(&ruleset::load(None).unwrap(), day("2024-06-30")).unwrap())
}

fn request() -> SurchargeRequest {
    serde_json::from_value(json!({
        "category": "non_resident", "supply": "public_network", "industry_class": "ordinary", "base_price": "4.20",
        "plan_volume": "1000", "usage": "1500", "period_days": 30, "days_late": 0, "days_early": 0
    }))
    .unwrap()
}

fn result(change: impl FnOnce(&mut SurchargeRequest)) -> Result<SurchargeResult, Refusal> {
    let mut request = request();
    change(&mut request);
    compute(tariff(), &request.parse().unwrap())
}

fn invalid(change: impl FnOnce(&mut SurchargeRequest)) -> InvalidInput {
    let mut request = request();
    change(&mut request);
    request.parse().unwrap_err()
}

fn volumes(result: &SurchargeResult) -> [String; 3] {
    result.bands.each_ref().map(|band| band.volume.to_string())
}

fn amounts(result: &SurchargeResult) -> [String; 3] {
    result.bands.each_ref().map(|band| band.amount.to_string())
}

#[test]
fn the_worked_example_of_an_ordinary_industry_comes_out_to_the_fen() {
    let answer = serde_json::to_value(result(|_| {}).unwrap()).unwrap();
    let mut expected = json!({
        "adjusted_base": "1000.000", "overage": "500.000",
        "bands": [
            {"band": 1, "volume": "200.000", "rate": "0.50", "amount": "420.00"},
            {"band": 2, "volume": "200.000", "rate": "1.00", "amount": "840.00"},
            {"band": 3, "volume": "100.000", "rate": "1.50", "amount": "630.00"},
        ],
        "basic_charge": "6300.00", "surcharge": "1890.00", "total": "8190.00",
    });
    expected["trace"] = answer["trace"].clone();
    assert_eq!(answer, expected);
}

#[test]
fn restricted_and_eliminated_industries_pay_the_stricter_rates() {
    for class in ["restricted", "eliminated"] {
        let answer = result(|request| request.industry_class = class.to_owned()).unwrap();
        assert_eq!(amounts(&answer), ["504.00", "924.00", "672.00"]);
        assert_eq!(
            (answer.surcharge.to_string(), answer.total.to_string()),
            ("2100.00".to_owned(), "8400.00".to_owned())
        );
    }
}

#[test]
fn band_edges_belong_to_the_lower_band() {
    for (usage, expected) in [
        ("999.999", ["0.000", "0.000", "0.000"]),
        ("1000", ["0.000", "0.000", "0.000"]),
        ("1000.001", ["0.001", "0.000", "0.000"]),
        ("1199.999", ["199.999", "0.000", "0.000"]),
        ("1200", ["200.000", "0.000", "0.000"]),
        ("1200.001", ["200.000", "0.001", "0.000"]),
        ("1399.999", ["200.000", "199.999", "0.000"]),
        ("1400", ["200.000", "200.000", "0.000"]),
        ("1400.001", ["200.000", "200.000", "0.001"]),
    ] {
        assert_eq!(
            volumes(&result(|request| request.usage = usage.to_owned()).unwrap()),
            expected,
            "{usage}"
        );
    }
}

#[test]
fn late_days_raise_and_early_days_lower_the_base() {
    let base = |late, early| {
        let answer = result(|request| (request.days_late, request.days_early) = (late, early)).unwrap();
        (answer.adjusted_base.to_string(), answer.overage.to_string())
    };
    assert_eq!(base(1, 0), ("1033.333".to_owned(), "466.667".to_owned()));
    assert_eq!(base(0, 1), ("966.667".to_owned(), "533.333".to_owned()));
    assert_eq!(base(3, 0), ("1100.000".to_owned(), "400.000".to_owned()));
    assert_eq!(base(4, 1), ("1100.000".to_owned(), "400.000".to_owned()));
    assert_eq!(base(0, 29), ("33.333".to_owned(), "1466.667".to_owned()));
}

#[test]
fn amounts_come_from_exact_volumes_not_from_printed_ones() {
    // Base 1000 × 29/30 = 966.66…; band 1 holds 193.33… m³ × 3 × 0.5 = 290.00 exactly, not 193.333 × 1.5 = 289.9995.
    let answer = result(|request| (request.base_price, request.days_early) = ("3".to_owned(), 1)).unwrap();
    assert_eq!(volumes(&answer)[0], "193.333");
    assert_eq!(amounts(&answer)[0], "290.00");
    // 0.005 yuan is rounded up, a hair less is not.
    let half = |usage: &str| {
        result(|request| (request.base_price, request.usage) = ("0.01".to_owned(), usage.to_owned()))
            .unwrap()
            .basic_charge
            .to_string()
    };
    assert_eq!(
        (half("0.5"), half("0.499"), half("1.5")),
        ("0.01".to_owned(), "0.00".to_owned(), "0.02".to_owned())
    );
}

#[test]
fn an_early_reading_by_the_whole_period_leaves_no_base() {
    assert!(result(|request| request.days_early = 29).is_ok());
    for early in [30, 31] {
        let refusal = result(|request| request.days_early = early).unwrap_err();
        assert_eq!(refusal.code, "adjusted_base_not_positive");
        assert_eq!(refusal.citation.unwrap().article, "附件4 二（四）");
    }
}

#[test]
fn no_usage_costs_nothing() {
    let answer = result(|request| request.usage = "0".to_owned()).unwrap();
    assert_eq!(
        (answer.overage.to_string(), answer.surcharge, answer.total),
        ("0.000".to_owned(), Money::ZERO, Money::ZERO)
    );
}

#[test]
fn users_out_of_scope_are_told_which_condition_fails_and_where_it_stands() {
    for (category, supply, article, word, pointer) in [
        ("resident", "public_network", "附件1 第八条", "居民", "/category"),
        ("agriculture", "public_network", "附件4 二（一）", "农业", "/category"),
        ("non_resident", "self_supplied", "附件4 二（一）第二段", "水资源费", "/supply"),
        ("special_trade", "self_supplied", "附件4 二（一）第二段", "水资源费", "/supply"),
    ] {
        let refusal = result(|request| (request.category, request.supply) = (category.to_owned(), supply.to_owned())).unwrap_err();
        assert_eq!(refusal.code, "not_in_scope");
        let citation = refusal.citation.unwrap();
        assert_eq!(
            (citation.document.as_str(), citation.article.as_str()),
            (ruleset::WATER_SAVING, article)
        );
        assert!(refusal.detail.contains(word), "{}", refusal.detail);
        assert_eq!(refusal.errors[0].pointer, pointer);
    }
    assert_eq!(
        result(|request| request.category = "special_trade".to_owned())
            .unwrap()
            .surcharge
            .to_string(),
        "1890.00"
    );
}

#[test]
fn every_wrong_field_is_listed_with_its_pointer() {
    let mut request = request();
    request.category = "factory".to_owned();
    request.supply = "PUBLIC_NETWORK".to_owned();
    request.industry_class = String::new();
    request.base_price = "4.20001".to_owned();
    request.plan_volume = "0".to_owned();
    request.usage = "-0.001".to_owned();
    request.period_days = 0;
    request.days_late = -1;
    request.days_early = -1;
    let found: Vec<_> = request
        .parse()
        .unwrap_err()
        .errors
        .into_iter()
        .map(|error| (error.pointer, error.code))
        .collect();
    let expected = [
        ("/category", "unknown_value"),
        ("/supply", "unknown_value"),
        ("/industry_class", "unknown_value"),
        ("/base_price", "too_many_decimals"),
        ("/plan_volume", "must_be_positive"),
        ("/usage", "must_not_be_negative"),
        ("/period_days", "out_of_range"),
        ("/days_late", "out_of_range"),
        ("/days_early", "out_of_range"),
    ];
    assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
}

#[test]
fn texts_that_are_no_decimals_are_refused() {
    for text in ["NaN", "1e3", "+1", " 1", "", "1,5", "inf", "１"] {
        assert_eq!(
            invalid(|request| request.usage = text.to_owned()).errors[0].code,
            "not_a_decimal",
            "{text:?}"
        );
    }
    assert_eq!(
        invalid(|request| request.usage = "1.0000".to_owned()).errors[0].code,
        "too_many_decimals"
    );
    assert_eq!(
        invalid(|request| request.base_price = "0".to_owned()).errors[0].code,
        "must_be_positive"
    );
    assert!(serde_json::from_value::<SurchargeRequest>(json!({"category": "non_resident", "colour": "blue"})).is_err());
}

#[test]
fn amounts_beyond_the_range_are_refused_not_wrapped() {
    let refusal =
        result(|request| (request.usage, request.base_price) = ("999999999999999.999".to_owned(), "9999.9999".to_owned())).unwrap_err();
    assert_eq!(refusal.code, "out_of_range");
    let refusal = result(|request| (request.plan_volume, request.days_late) = ("999999999999999.999".to_owned(), 1)).unwrap_err();
    assert_eq!((refusal.code, refusal.errors[0].pointer.as_str()), ("out_of_range", "/plan_volume"));
    let most = result(|request| {
        (request.usage, request.plan_volume, request.base_price) =
            ("999999999999999.999".to_owned(), "999999999999999.999".to_owned(), "1".to_owned());
    });
    assert_eq!(most.unwrap_err().code, "out_of_range", "the rounded amount has sixteen digits");
}

#[test]
fn quantities_that_never_pass_the_parser_are_refused_by_the_computation_too() {
    let good = request().parse().unwrap();
    let zero = Exact::zero;
    for (input, code) in [
        (
            SurchargeInput {
                period_days: 0,
                ..good.clone()
            },
            "period_too_short",
        ),
        (
            SurchargeInput {
                plan_volume: zero(),
                ..good.clone()
            },
            "plan_not_positive",
        ),
        (
            SurchargeInput {
                usage: -Exact::one(),
                ..good.clone()
            },
            "usage_negative",
        ),
        (
            SurchargeInput {
                base_price: zero(),
                ..good
            },
            "base_price_not_positive",
        ),
    ] {
        assert_eq!(compute(tariff(), &input).unwrap_err().code, code);
    }
}

#[test]
fn the_rules_hold_from_the_first_to_the_last_day_of_the_regulation() {
    let rules = ruleset::load(None).unwrap();
    for (on, in_force) in [
        ("2023-10-10", false),
        ("2023-10-11", true),
        ("2023-10-12", true),
        ("2028-10-09", true),
        ("2028-10-10", true),
        ("2028-10-11", false),
    ] {
        let tariff = SurchargeTariff::at(&rules, day(on));
        assert_eq!(tariff.is_ok(), in_force, "{on}");
        if let Err(refusal) = tariff {
            assert_eq!(refusal.code, "regulation_not_in_force");
            assert!(refusal.detail.contains(ruleset::WATER_SAVING), "{}", refusal.detail);
        }
    }
}

#[test]
fn every_step_of_the_trace_is_cited_and_readings_are_marked() {
    let answer = result(|request| request.days_late = 7).unwrap();
    let steps: Vec<_> = answer.trace.steps().iter().map(|step| step.step.as_str()).collect();
    assert_eq!(
        steps,
        [
            "rule_date",
            "scope",
            "rates",
            "adjusted_base",
            "overage",
            "basic_charge",
            "basic_charge_printed",
            "band_1_volume",
            "band_1_amount",
            "band_1_amount_printed",
            "band_2_volume",
            "band_2_amount",
            "band_2_amount_printed",
            "band_3_volume",
            "band_3_amount",
            "band_3_amount_printed",
            "surcharge",
            "total",
            "printed_volumes",
        ]
    );
    for step in answer.trace.steps() {
        assert_eq!(step.citation.document, ruleset::WATER_SAVING, "{}", step.step);
        assert!(
            !step.citation.article.is_empty() && !step.label.is_empty() && !step.value.is_empty(),
            "{}",
            step.step
        );
        let is_reading =
            step.step.ends_with("_printed") || ["rule_date", "surcharge", "total", "printed_volumes"].contains(&step.step.as_str());
        assert_eq!(step.interpretation, is_reading, "{}", step.step);
    }
    let base = &answer.trace.steps()[3];
    assert_eq!((base.value.as_str(), base.citation.article.as_str()), ("3700/3", "附件4 二（四）"));
    assert_eq!(base.inputs["plan_volume"], "1000");
    assert_eq!(answer.trace.steps()[8].citation.article, "附件4 二（三）1-3");
}

fn cut(percentage: i64, covered_days: u32) -> PlanAdjustment {
    PlanAdjustment {
        id: uuid::Uuid::nil(),
        percentage: Exact::scaled(percentage, 4),
        covered_days,
        approval_number: "新政函〔2026〕7号".to_owned(),
    }
}

fn adjusted(adjustments: Vec<PlanAdjustment>, days_late: u32) -> SurchargeInput {
    SurchargeInput {
        adjustments,
        period_days: 92,
        days_late,
        ..request().parse().unwrap()
    }
}

#[test]
fn an_extraordinary_adjustment_changes_the_plan_before_the_reading_date_does() {
    // 1000 × (1 − 0.2 × 31/92) = 21450/23: over 13050/23, edges 4290/23 and 8580/23.
    let answer = compute(tariff(), &adjusted(vec![cut(-2_000, 31)], 0)).unwrap();
    assert_eq!(answer.adjusted_base.to_string(), "932.609");
    let amounts = answer.bands.each_ref().map(|band| band.amount.to_string());
    // 9009/23, 18018/23, 28161/23.
    assert_eq!(amounts, ["391.70", "783.39", "1224.39"]);
    assert_eq!(answer.total.to_string(), "8699.48");
    let step = answer
        .trace
        .steps()
        .iter()
        .find(|step| step.step == "extraordinary_adjustment")
        .unwrap();
    assert_eq!((step.value.as_str(), step.citation.article.as_str()), ("21450/23", "附件2 第六条"));
    assert_eq!(step.inputs["approval"], "新政函〔2026〕7号");
    // 23 days late of 92: the adjusted plan × 1.25.
    let late = compute(tariff(), &adjusted(vec![cut(-2_000, 31)], 23)).unwrap();
    assert_eq!(late.adjusted_base.to_string(), "1165.761");
}

#[test]
fn adjustments_of_a_period_add_up_by_their_days() {
    let both = compute(tariff(), &adjusted(vec![cut(-2_000, 46), cut(1_000, 46)], 0)).unwrap();
    // 1000 × (1 − 0.1 + 0.05).
    assert_eq!(both.adjusted_base.to_string(), "950.000");
    let steps = both.trace.steps().iter().filter(|step| step.step == "extraordinary_adjustment");
    assert_eq!(steps.map(|step| step.value.as_str()).collect::<Vec<_>>(), ["900", "950"]);
    let whole = compute(tariff(), &adjusted(vec![cut(-9_999, 92)], 0)).unwrap();
    assert_eq!(whole.adjusted_base.to_string(), "0.100");
}
