use chrono::NaiveDate;
use proptest::prelude::*;
use rules::{Exact, InvalidInput, RuleSet};
use serde_json::json;

use super::*;
use crate::domain::ruleset;

fn rule_set() -> RuleSet {
    ruleset::load(None).unwrap()
}

fn exact(text: &str) -> Exact {
    Exact::parse(text, 12).unwrap()
}

fn request(district: &str, year: i64, lines: &[(&str, &str, &str)]) -> IrrigationRequest {
    let lines: Vec<_> = lines
        .iter()
        .map(|(crop, area, volume)| json!({"crop": crop, "area_mu": area, "volume": volume}))
        .collect();
    serde_json::from_value(json!({"district": district, "year": year, "lines": lines})).unwrap()
}

fn result(district: &str, year: i64, lines: &[(&str, &str, &str)], approved: bool) -> Result<IrrigationResult, Refusal> {
    let input = request(district, year, lines).parse().unwrap();
    let tariff = IrrigationTariff::for_year(&rule_set(), input.district, input.year)?;
    compute(&tariff, &input, approved)
}

fn invalid(district: &str, year: i64, lines: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let InvalidInput { errors } = request(district, year, lines).parse().unwrap_err();
    errors.into_iter().map(|error| (error.pointer, error.code)).collect()
}

#[test]
fn the_worked_example_of_gujiao_2024_comes_out_to_the_fen() {
    let answer = serde_json::to_value(result("gujiao", 2024, &[("economic", "10", "3500")], true).unwrap()).unwrap();
    let mut expected = json!({
        "lines": [{"crop": "economic", "quota_volume": "2100.000", "amount": "1802.50", "bands": [
            {"band": 1, "volume": "2100.000", "price": "0.48", "amount": "1008.00"},
            {"band": 2, "volume": "1050.000", "price": "0.55", "amount": "577.50"},
            {"band": 3, "volume": "350.000", "price": "0.62", "amount": "217.00"},
        ]}],
        "total": "1802.50",
    });
    expected["trace"] = answer["trace"].clone();
    assert_eq!(answer, expected);
}

/// 25号 五（二）, cell by cell, as printed.
const PRINTED: [(&str, i64, [&str; 3]); 9] = [
    ("muzan", 2023, ["0.35", "0.40", "0.45"]),
    ("muzan", 2024, ["0.42", "0.48", "0.56"]),
    ("muzan", 2025, ["0.52", "0.60", "0.68"]),
    ("gujiao", 2023, ["0.36", "0.41", "0.47"]),
    ("gujiao", 2024, ["0.48", "0.55", "0.62"]),
    ("gujiao", 2025, ["0.59", "0.68", "0.77"]),
    ("wanan", 2023, ["0.40", "0.46", "0.52"]),
    ("wanan", 2024, ["0.55", "0.63", "0.72"]),
    ("wanan", 2025, ["0.69", "0.80", "0.90"]),
];

fn prices(line: &IrrigationLineResult) -> [String; 3] {
    line.bands.each_ref().map(|band| band.price.to_string())
}

#[test]
fn every_printed_price_is_charged_as_printed() {
    let lines = [("grain", "1", "400"), ("economic", "1", "400"), ("other", "1", "400")];
    for (district, year, printed) in PRINTED {
        let answer = result(district, year, &lines, true).unwrap();
        assert_eq!(prices(&answer.lines[0]), ["0.25", "0.25", "0.25"], "{district} {year}");
        for line in &answer.lines[1..] {
            assert_eq!(prices(line), printed, "{district} {year}");
            for band in &line.bands {
                assert_eq!(
                    Some(band.amount),
                    Money::round_half_up(&(&band.volume.0 * &band.price.0)),
                    "{district} {year}"
                );
            }
        }
    }
}

#[test]
fn until_approved_every_crop_pays_the_current_price_in_all_bands() {
    let lines = [("grain", "1", "400"), ("economic", "1", "400"), ("other", "1", "400")];
    for (district, year, _) in PRINTED {
        let answer = result(district, year, &lines, false).unwrap();
        for line in &answer.lines {
            assert_eq!(prices(line), ["0.25", "0.25", "0.25"], "{district} {year}");
            assert_eq!(line.amount.to_string(), "100.00", "{district} {year}");
        }
        let step = answer.trace.steps().iter().find(|step| step.step == "until_approved").unwrap();
        assert!(step.interpretation);
    }
}

#[test]
fn quotas_are_those_of_the_crop() {
    let answer = result(
        "wanan",
        2025,
        &[("other", "2.5", "0"), ("grain", "2.5", "0"), ("economic", "2.5", "0")],
        true,
    )
    .unwrap();
    let quotas: Vec<_> = answer.lines.iter().map(|line| line.quota_volume.to_string()).collect();
    assert_eq!(quotas, ["425.000", "450.000", "525.000"]);
    assert_eq!(answer.total, Money::ZERO);
}

#[test]
fn band_edges_belong_to_the_lower_band() {
    for (volume, expected) in [
        ("2099.999", ["2099.999", "0.000", "0.000"]),
        ("2100", ["2100.000", "0.000", "0.000"]),
        ("2100.001", ["2100.000", "0.001", "0.000"]),
        ("3149.999", ["2100.000", "1049.999", "0.000"]),
        ("3150", ["2100.000", "1050.000", "0.000"]),
        ("3150.001", ["2100.000", "1050.000", "0.001"]),
    ] {
        let answer = result("gujiao", 2024, &[("economic", "10", volume)], true).unwrap();
        assert_eq!(
            answer.lines[0].bands.each_ref().map(|band| band.volume.to_string()),
            expected,
            "{volume}"
        );
    }
}

#[test]
fn a_year_without_a_schedule_names_what_is_missing() {
    for year in [1999, 2022, 2026] {
        let refusal = result("muzan", year, &[("grain", "1", "1")], true).unwrap_err();
        assert_eq!(refusal.code, "price_schedule_missing");
        for word in ["木赞灌区", &year.to_string(), "2023、2024、2025"] {
            assert!(refusal.detail.contains(word), "{}", refusal.detail);
        }
        assert_eq!(refusal.citation.unwrap().document, ruleset::IRRIGATION);
        assert_eq!(refusal.errors[0].pointer, "/year");
        assert_eq!(
            result("muzan", year, &[("grain", "1", "1")], false).unwrap_err().code,
            "price_schedule_missing"
        );
    }
}

#[test]
fn each_schedule_covers_its_calendar_year_to_the_day() {
    let rules = rule_set();
    for district in District::ALL {
        for group in CropGroup::ALL {
            let key = price_key(*district, *group);
            let version = |on: &str| rules.source(&key, on.parse().unwrap()).map(|source| source.rule.version).ok();
            for (on, expected) in [
                ("2022-12-31", None),
                ("2023-01-01", Some(1)),
                ("2023-12-31", Some(1)),
                ("2024-01-01", Some(2)),
                ("2024-12-31", Some(2)),
                ("2025-01-01", Some(3)),
                ("2025-12-31", Some(3)),
                ("2026-01-01", None),
            ] {
                assert_eq!(version(on), expected, "{key} {on}");
            }
        }
    }
}

#[test]
fn wrong_fields_are_listed_with_their_pointers() {
    let pairs = |list: &[(&str, &str)]| {
        list.iter()
            .map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        invalid(
            "fenhe",
            0,
            &[("rice", "0", "-1"), ("grain", "1.00001", "1.0001"), ("grain", "NaN", "1e3")]
        ),
        pairs(&[
            ("/district", "unknown_value"),
            ("/year", "out_of_range"),
            ("/lines/2/crop", "duplicate"),
            ("/lines/0/crop", "unknown_value"),
            ("/lines/0/area_mu", "must_be_positive"),
            ("/lines/0/volume", "must_not_be_negative"),
            ("/lines/1/area_mu", "too_many_decimals"),
            ("/lines/1/volume", "too_many_decimals"),
            ("/lines/2/area_mu", "not_a_decimal"),
            ("/lines/2/volume", "not_a_decimal"),
        ])
    );
    assert_eq!(invalid("muzan", 2024, &[]), pairs(&[("/lines", "empty_list")]));
}

#[test]
fn the_approval_may_be_assumed_denied_or_left_to_the_record() {
    for (text, expected) in [
        (json!({"approved": true}), Some(true)),
        (json!({"approved": false}), Some(false)),
        (json!({}), None),
    ] {
        let mut body = json!({"district": "muzan", "year": 2024, "lines": [{"crop": "grain", "area_mu": "1", "volume": "1"}]});
        body.as_object_mut().unwrap().extend(text.as_object().unwrap().clone());
        let request: IrrigationRequest = serde_json::from_value(body).unwrap();
        assert_eq!(request.parse().unwrap().approved, expected);
    }
}

#[test]
fn amounts_beyond_the_range_are_refused_not_wrapped() {
    let most = "999999999999999";
    let refusal = result("wanan", 2025, &[("economic", "1", most), ("other", "1", most)], true).unwrap_err();
    assert_eq!(refusal.code, "out_of_range");
}

#[test]
fn every_step_of_the_trace_is_cited() {
    for approved in [true, false] {
        let answer = result(
            "gujiao",
            2023,
            &[("grain", "3.25", "1000.5"), ("other", "1.5", "700.125")],
            approved,
        )
        .unwrap();
        assert!(answer.trace.steps().len() > 26);
        for step in answer.trace.steps() {
            assert!(
                !step.citation.document.is_empty() && !step.citation.article.is_empty() && !step.label.is_empty(),
                "{}",
                step.step
            );
        }
        let prices = answer.trace.steps().iter().find(|step| step.step == "line_2_prices").unwrap();
        assert!(
            prices.interpretation,
            "the whole-year reading of 2023, or the current price before approval"
        );
        let last = answer.trace.steps().iter().find(|step| step.step == "total").unwrap();
        assert_eq!(last.value, answer.total.to_string());
    }
}

#[test]
fn the_facts_of_the_districts_are_those_of_the_gazette() {
    let rules = rule_set();
    let on: NaiveDate = "2024-01-01".parse().unwrap();
    for (district, permit, design, effective, crops, towns, cost) in [
        (
            District::Muzan,
            "8590000",
            "35000",
            "32200",
            ["32000", "2000", "1000"],
            ["龙兴镇", "三泉镇"],
            "0.52",
        ),
        (
            District::Gujiao,
            "7400000",
            "24000",
            "21600",
            ["20500", "1600", "1900"],
            ["古交镇", "泉掌镇"],
            "0.59",
        ),
        (
            District::Wanan,
            "5200000",
            "25400",
            "19300",
            ["15200", "8900", "1300"],
            ["万安镇", "阳王镇"],
            "0.69",
        ),
    ] {
        let (facts, cost_price) = district_facts(&rules, district, on).unwrap();
        let facts = facts.value;
        assert_eq!(
            (facts.permit_volume, facts.design_area, facts.effective_area),
            (exact(permit), exact(design), exact(effective))
        );
        assert_eq!(
            Crop::ALL.iter().map(|crop| facts.crop_area.of(*crop).clone()).collect::<Vec<_>>(),
            crops.map(exact)
        );
        assert_eq!(facts.towns, towns);
        assert_eq!((facts.name.as_str(), cost_price.value), (district.label(), exact(cost)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn bands_add_up_to_the_volume_and_more_water_never_costs_less(area in 1_i64..1_000_000, volume in 0_i64..100_000_000, more in 1_i64..10_000_000, row in 0_usize..9) {
        let (district, year, _) = PRINTED[row];
        let tariff = IrrigationTariff::for_year(&rule_set(), District::from_code(district).unwrap(), i32::try_from(year).unwrap()).unwrap();
        let charge = |volume: i64| {
            let line = IrrigationLine { crop: Crop::Economic, area_mu: Exact::scaled(area, 4), volume: Exact::scaled(volume, 3) };
            compute(&tariff, &IrrigationInput { district: tariff.district, year: tariff.year, approved: None, lines: vec![line] }, true).unwrap()
        };
        let (less, greater) = (charge(volume), charge(volume + more));
        let sum: Exact = less.lines[0].bands.iter().map(|band| band.volume.0.clone()).sum();
        prop_assert_eq!(sum, Exact::scaled(volume, 3));
        prop_assert!(greater.total >= less.total);
        prop_assert_eq!(Money::checked_sum(less.lines.iter().map(|line| line.amount)), Some(less.total));
    }
}

#[test]
fn an_approval_within_the_year_is_never_taken_for_all_of_it() {
    let tariff = IrrigationTariff::for_year(&ruleset::load(None).unwrap(), District::Gujiao, 2024).unwrap();
    let approved = |on: &str| tariff.approved_all_year(Some(on.parse().unwrap())).map_err(|refusal| refusal.code);
    assert_eq!(tariff.approved_all_year(None), Ok(false));
    assert_eq!(approved("2023-12-31"), Ok(true));
    assert_eq!(approved("2024-01-01"), Ok(true));
    assert_eq!(approved("2024-01-02"), Err("approval_within_year"));
    assert_eq!(approved("2024-12-30"), Err("approval_within_year"));
}
