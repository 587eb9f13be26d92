//! Grading of water supply emergencies: every edge of 新政办发〔2023〕27号 附件4 and 附件5.

use chrono::NaiveDate;
use emergency::domain::{
    assessment::Assessment,
    ruleset::{self, EmergencyRules},
    supply_grade::{SupplyFigures, SupplyInput, grade_supply},
};
use proptest::prelude::*;
use rules::InvalidInput;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn input(affected_population: i64, affected_area: &str) -> SupplyInput {
    SupplyInput {
        served_population: 1000,
        affected_population,
        supply_area_km2: "10".to_owned(),
        affected_area_km2: affected_area.to_owned(),
        expected_outage_hours: 48,
    }
}

fn grade_with(rules: &EmergencyRules, input: &SupplyInput) -> Assessment {
    grade_supply(rules, &SupplyFigures::parse(input).unwrap(), day("2024-01-08")).unwrap()
}

fn grade(input: &SupplyInput) -> Assessment {
    grade_with(&ruleset::load(None).unwrap(), input)
}

/// Grade, level, starter and deciding criteria, as the API writes them.
fn short(found: &Assessment) -> (&'static str, &'static str, &'static str, Vec<&'static str>) {
    (
        found.grade.map_or("not_graded", |grade| grade.code()),
        found.level.map_or("null", |level| level.code()),
        found.starts_by.map_or("null", |office| office.code()),
        found.decided_by.iter().map(|criterion| criterion.code()).collect(),
    )
}

fn refused(input: &SupplyInput) -> Vec<(String, String)> {
    let InvalidInput { errors } = SupplyFigures::parse(input).unwrap_err();
    errors.into_iter().map(|error| (error.pointer, error.code)).collect()
}

const POPULATION: &str = "affected_population_share";
const AREA: &str = "affected_area_share";

#[test]
fn every_edge_of_the_population_bands_belongs_to_the_higher_grade() {
    for (affected, grade_code, level, starter) in [
        (0, "not_graded", "null", "null"),
        (99, "not_graded", "null", "null"),
        (100, "ordinary", "IV", "office_head"),
        (101, "ordinary", "IV", "office_head"),
        (199, "ordinary", "IV", "office_head"),
        (200, "larger", "III", "office_head"),
        (201, "larger", "III", "office_head"),
        (299, "larger", "III", "office_head"),
        (300, "major", "II", "commander"),
        (301, "major", "II", "commander"),
        (399, "major", "II", "commander"),
        (400, "particularly_major", "I", "chief_commander"),
        (401, "particularly_major", "I", "chief_commander"),
        (1000, "particularly_major", "I", "chief_commander"),
    ] {
        let found = grade(&input(affected, "0"));
        let decided = if grade_code == "not_graded" { vec![] } else { vec![POPULATION] };
        assert_eq!(short(&found), (grade_code, level, starter, decided), "{affected} of 1000");
    }
}

#[test]
fn every_edge_of_the_area_bands_belongs_to_the_higher_grade() {
    for (affected, grade_code, level, starter) in [
        ("1.999999", "not_graded", "null", "null"),
        ("2", "ordinary", "IV", "office_head"),
        ("2.000001", "ordinary", "IV", "office_head"),
        ("2.999999", "ordinary", "IV", "office_head"),
        ("3.0", "larger", "III", "office_head"),
        ("3.000001", "larger", "III", "office_head"),
        ("3.999999", "larger", "III", "office_head"),
        ("4.00", "major", "II", "commander"),
        ("4.000001", "major", "II", "commander"),
        ("4.999999", "major", "II", "commander"),
        ("5", "particularly_major", "I", "chief_commander"),
        ("5.000001", "particularly_major", "I", "chief_commander"),
        ("10", "particularly_major", "I", "chief_commander"),
    ] {
        let found = grade(&input(0, affected));
        let decided = if grade_code == "not_graded" { vec![] } else { vec![AREA] };
        assert_eq!(short(&found), (grade_code, level, starter, decided), "{affected} of 10 km²");
    }
}

#[test]
fn the_higher_of_population_and_area_counts_and_a_tie_names_both() {
    assert_eq!(short(&grade(&input(350, "3.5"))), ("major", "II", "commander", vec![POPULATION]));
    assert_eq!(short(&grade(&input(150, "4.5"))), ("major", "II", "commander", vec![AREA]));
    assert_eq!(
        short(&grade(&input(350, "4.5"))),
        ("major", "II", "commander", vec![POPULATION, AREA])
    );
    assert_eq!(short(&grade(&input(150, "0"))), ("ordinary", "IV", "office_head", vec![POPULATION]));
}

#[test]
fn under_48_hours_nothing_is_graded_and_the_trace_says_why() {
    for (hours, grade_code) in [
        (0, "not_graded"),
        (47, "not_graded"),
        (48, "particularly_major"),
        (49, "particularly_major"),
    ] {
        let mut request = input(1000, "10");
        request.expected_outage_hours = hours;
        assert_eq!(short(&grade(&request)).0, grade_code, "{hours} hours");
    }
    let mut request = input(1000, "10");
    request.expected_outage_hours = 47;
    let found = grade(&request);
    assert_eq!((found.level, found.starts_by, found.decided_by.len()), (None, None, 0));
    let reason = &found.trace.steps()[0];
    assert_eq!((reason.step.as_str(), reason.value.as_str()), ("precondition", "不符合"));
    assert!(reason.label.contains("不到48"), "{}", reason.label);
    assert_eq!(
        (reason.citation.document.as_str(), reason.citation.article.as_str()),
        ("新政办发〔2023〕27号", "附件5")
    );
}

#[test]
fn below_every_line_the_trace_says_that_nothing_is_reached() {
    let found = grade(&input(99, "1.9"));
    let steps: Vec<(&str, &str)> = found
        .trace
        .steps()
        .iter()
        .map(|step| (step.step.as_str(), step.value.as_str()))
        .collect();
    assert_eq!(
        steps,
        [
            ("precondition", "符合"),
            ("bounds", "下限计入，上限不计入"),
            (POPULATION, "未达到"),
            (AREA, "未达到"),
            ("grade", "不定级"),
            ("response_precondition", "符合"),
            ("response_bounds", "下限计入，上限不计入"),
            ("response_affected_population_share", "未达到"),
            ("response_affected_area_share", "未达到"),
            ("response_level", "无"),
        ]
    );
}

#[test]
fn shares_are_compared_without_division() {
    // A third is below 0.34 and above 0.33; three tenths of seven people does not exist, so 2 of 7 is below and 3 of 7 above.
    let mut request = input(1, "0");
    request.served_population = 3;
    assert_eq!(short(&grade(&request)).0, "major");
    request.served_population = 7;
    request.affected_population = 2;
    assert_eq!(short(&grade(&request)).0, "larger");
    // Beyond the integers that a binary floating point number can tell apart.
    request.served_population = 9_000_000_000_000_000_010;
    request.affected_population = 3_600_000_000_000_000_003;
    assert_eq!(short(&grade(&request)).0, "major");
    request.affected_population = 3_600_000_000_000_000_004;
    assert_eq!(short(&grade(&request)).0, "particularly_major");
    assert_eq!(grade(&request).trace.steps()[2].inputs["share"], "0.4");
}

#[test]
fn figures_that_cannot_be_are_refused_with_their_field() {
    let change = |edit: fn(&mut SupplyInput)| {
        let mut request = input(100, "1");
        edit(&mut request);
        refused(&request)
    };
    let one = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
    assert_eq!(change(|it| it.served_population = 0), one("/served_population", "must_be_positive"));
    assert_eq!(
        change(|it| it.served_population = -5),
        one("/served_population", "must_be_positive")
    );
    assert_eq!(
        change(|it| it.affected_population = -1),
        one("/affected_population", "must_not_be_negative")
    );
    assert_eq!(
        change(|it| it.affected_population = 1001),
        one("/affected_population", "part_exceeds_whole")
    );
    assert_eq!(
        change(|it| it.expected_outage_hours = -1),
        one("/expected_outage_hours", "must_not_be_negative")
    );
    assert_eq!(
        change(|it| it.supply_area_km2 = "0".into()),
        one("/supply_area_km2", "must_be_positive")
    );
    assert_eq!(
        change(|it| it.supply_area_km2 = "10.0000001".into()),
        one("/supply_area_km2", "too_many_decimals")
    );
    assert_eq!(
        change(|it| it.supply_area_km2 = "1e3".into()),
        one("/supply_area_km2", "not_a_decimal")
    );
    assert_eq!(
        change(|it| it.supply_area_km2 = "NaN".into()),
        one("/supply_area_km2", "not_a_decimal")
    );
    assert_eq!(
        change(|it| it.affected_area_km2 = "-0.1".into()),
        one("/affected_area_km2", "must_not_be_negative")
    );
    assert_eq!(
        change(|it| it.affected_area_km2 = "10.000001".into()),
        one("/affected_area_km2", "part_exceeds_whole")
    );
    assert_eq!(
        change(|it| it.affected_area_km2 = "+1".into()),
        one("/affected_area_km2", "not_a_decimal")
    );
    assert_eq!(
        change(|it| (it.served_population, it.supply_area_km2) = (0, "x".into())).len(),
        2,
        "a person learns all faults at once"
    );
    assert!(SupplyFigures::parse(&input(1000, "10")).is_ok(), "a part may be the whole");
}

#[test]
fn the_plan_applies_from_its_first_day_and_has_no_last_one() {
    let rules = ruleset::load(None).unwrap();
    let figures = SupplyFigures::parse(&input(400, "0")).unwrap();
    let refusal = grade_supply(&rules, &figures, day("2023-10-31")).unwrap_err();
    assert_eq!(refusal.code, "regulation_not_in_force");
    assert!(
        refusal.detail.contains("新政办发〔2023〕27号") && refusal.detail.contains("2023-11-01"),
        "{}",
        refusal.detail
    );
    for on in ["2023-11-01", "2023-11-02", "2040-01-01"] {
        assert_eq!(grade_supply(&rules, &figures, day(on)).unwrap().level.unwrap().code(), "I", "{on}");
    }
}

#[test]
fn that_the_chief_commander_starts_level_one_is_marked_as_our_reading() {
    let found = grade(&input(400, "0"));
    let last = found.trace.steps().last().unwrap();
    assert_eq!(
        (last.step.as_str(), last.value.as_str(), last.interpretation),
        ("starts_by", "县应急救援总指挥部总指挥", true)
    );
    assert_eq!(last.citation.article, "5.3.4");
    let found = grade(&input(300, "0"));
    assert!(
        !found.trace.steps().last().unwrap().interpretation,
        "27号 5.3.3 says it of level II"
    );
}

/// An oracle of its own: integers only, written from the annex.
fn oracle(affected: i64, served: i64, thresholds: [i64; 4]) -> usize {
    thresholds
        .iter()
        .filter(|percent| i128::from(affected) * 100 >= i128::from(served) * i128::from(**percent))
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_figures_are_graded_as_integers_say(
        served in 1_i64..5_000, affected_permille in 0_i64..=1_000, area in 1_i64..50_000_000, area_permille in 0_i64..=1_000, nudge in -1_i64..=1, hours in 46_i64..50,
    ) {
        let affected = (served * affected_permille / 1_000 + nudge).clamp(0, served);
        let affected_area = (area * area_permille / 1_000 + nudge).clamp(0, area);
        let km2 = |units: i64| format!("{}.{:06}", units / 1_000_000, units % 1_000_000);
        let request = SupplyInput {
            served_population: served,
            affected_population: affected,
            supply_area_km2: km2(area),
            affected_area_km2: km2(affected_area),
            expected_outage_hours: hours,
        };
        let found = grade_with(&RULES, &request);
        let by_population = oracle(affected, served, [10, 20, 30, 40]);
        let by_area = oracle(affected_area, area, [20, 30, 40, 50]);
        let rank = if hours < 48 { 0 } else { by_population.max(by_area) };
        let (grade, level, starter) = [
            ("not_graded", "null", "null"),
            ("ordinary", "IV", "office_head"),
            ("larger", "III", "office_head"),
            ("major", "II", "commander"),
            ("particularly_major", "I", "chief_commander"),
        ][rank];
        let mut decided = Vec::new();
        if rank > 0 && by_population == rank { decided.push(POPULATION); }
        if rank > 0 && by_area == rank { decided.push(AREA); }
        prop_assert_eq!(short(&found), (grade, level, starter, decided));
        for step in found.trace.steps() {
            prop_assert!(!step.citation.document.is_empty() && !step.citation.article.is_empty());
        }
    }

    #[test]
    fn more_people_without_water_never_lower_the_grade(served in 1_i64..1_000, first in 0_i64..1_000, second in 0_i64..1_000) {
        let at = |affected: i64| {
            let mut request = input(affected.min(served), "0");
            request.served_population = served;
            grade_with(&RULES, &request)
        };
        let (fewer, more) = (at(first.min(second)), at(first.max(second)));
        prop_assert!(fewer.grade <= more.grade && fewer.level <= more.level);
    }
}

static RULES: std::sync::LazyLock<EmergencyRules> = std::sync::LazyLock::new(|| ruleset::load(None).unwrap());
