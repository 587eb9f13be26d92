//! Grading of construction accidents: every edge of 新政办发〔2023〕28号 附件4 and 附件5.

use chrono::NaiveDate;
use emergency::domain::{
    assessment::Assessment,
    construction_grade::{ConstructionFigures, ConstructionInput, grade_construction},
    ruleset::{self, EmergencyRules},
};
use proptest::prelude::*;

static RULES: std::sync::LazyLock<EmergencyRules> = std::sync::LazyLock::new(|| ruleset::load(None).unwrap());

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn input(deaths: i64, serious_injuries: i64, direct_loss: &str) -> ConstructionInput {
    ConstructionInput {
        deaths,
        serious_injuries,
        direct_loss: direct_loss.to_owned(),
        at_risk_trapped_missing: 0,
        beyond_county_capacity: false,
    }
}

fn at_risk(people: i64, beyond_county_capacity: bool) -> ConstructionInput {
    ConstructionInput {
        at_risk_trapped_missing: people,
        beyond_county_capacity,
        ..input(0, 0, "0.00")
    }
}

fn grade(input: &ConstructionInput) -> Assessment {
    grade_construction(&RULES, &ConstructionFigures::parse(input).unwrap(), day("2024-01-08")).unwrap()
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

const NOTHING: (&str, &str, &str) = ("not_graded", "null", "null");
const ORDINARY: (&str, &str, &str) = ("ordinary", "III", "office_head");
const LARGER: (&str, &str, &str) = ("larger", "II", "commander");
const MAJOR: (&str, &str, &str) = ("major", "I", "chief_commander");
const PARTICULARLY: (&str, &str, &str) = ("particularly_major", "I", "chief_commander");

fn assert_grade(
    request: &ConstructionInput,
    (grade_code, level, starter): (&'static str, &'static str, &'static str),
    criterion: &'static str,
) {
    let decided = if grade_code == "not_graded" { vec![] } else { vec![criterion] };
    assert_eq!(short(&grade(request)), (grade_code, level, starter, decided), "{request:?}");
}

#[test]
fn every_edge_of_the_deaths_belongs_to_the_higher_grade() {
    for (deaths, wanted) in [
        (0, NOTHING),
        (1, ORDINARY),
        (2, ORDINARY),
        (3, LARGER),
        (4, LARGER),
        (9, LARGER),
        (10, MAJOR),
        (11, MAJOR),
        (29, MAJOR),
        (30, PARTICULARLY),
        (31, PARTICULARLY),
    ] {
        assert_grade(&input(deaths, 0, "0.00"), wanted, "deaths");
    }
}

#[test]
fn every_edge_of_the_injuries_belongs_to_the_higher_grade() {
    for (injuries, wanted) in [
        (0, NOTHING),
        (1, ORDINARY),
        (9, ORDINARY),
        (10, LARGER),
        (11, LARGER),
        (49, LARGER),
        (50, MAJOR),
        (51, MAJOR),
        (99, MAJOR),
        (100, PARTICULARLY),
        (101, PARTICULARLY),
    ] {
        assert_grade(&input(0, injuries, "0.00"), wanted, "serious_injuries");
    }
}

#[test]
fn every_edge_of_the_loss_belongs_to_the_higher_grade_to_the_fen() {
    for (loss, wanted) in [
        ("0.00", NOTHING),
        ("0.01", ORDINARY),
        ("9999999.99", ORDINARY),
        ("10000000.00", LARGER),
        ("10000000.01", LARGER),
        ("49999999.99", LARGER),
        ("50000000.00", MAJOR),
        ("50000000.01", MAJOR),
        ("99999999.99", MAJOR),
        ("100000000.00", PARTICULARLY),
        ("100000000.01", PARTICULARLY),
        ("999999999999999.99", PARTICULARLY),
    ] {
        assert_grade(&input(0, 0, loss), wanted, "direct_loss");
    }
}

#[test]
fn the_highest_of_the_three_counts_and_ties_name_all() {
    assert_eq!(
        short(&grade(&input(3, 60, "20000000.00"))),
        ("major", "I", "chief_commander", vec!["serious_injuries"])
    );
    assert_eq!(
        short(&grade(&input(3, 10, "10000000.00"))),
        ("larger", "II", "commander", vec!["deaths", "serious_injuries", "direct_loss"])
    );
    assert_eq!(
        short(&grade(&input(1, 0, "0.01"))),
        ("ordinary", "III", "office_head", vec!["deaths", "direct_loss"])
    );
}

#[test]
fn people_at_risk_raise_the_level_and_never_the_grade() {
    for (people, level, starter) in [
        (0, "null", "null"),
        (1, "III", "office_head"),
        (2, "III", "office_head"),
        (3, "II", "commander"),
        (4, "II", "commander"),
        (9, "II", "commander"),
        (10, "I", "chief_commander"),
        (11, "I", "chief_commander"),
    ] {
        assert_eq!(
            short(&grade(&at_risk(people, false))),
            ("not_graded", level, starter, vec![]),
            "{people} at risk"
        );
    }
    let mut request = input(1, 0, "0.00");
    request.at_risk_trapped_missing = 10;
    assert_eq!(
        short(&grade(&request)),
        ("ordinary", "I", "chief_commander", vec!["deaths"]),
        "the grade is still decided by the deaths"
    );
}

#[test]
fn beyond_the_county_capacity_is_level_two_and_never_lowers_level_one() {
    assert_eq!(short(&grade(&at_risk(0, true))), ("not_graded", "II", "commander", vec![]));
    assert_eq!(short(&grade(&at_risk(2, true))), ("not_graded", "II", "commander", vec![]));
    assert_eq!(short(&grade(&at_risk(10, true))), ("not_graded", "I", "chief_commander", vec![]));
    let mut request = input(10, 0, "0.00");
    request.beyond_county_capacity = true;
    assert_eq!(short(&grade(&request)).1, "I");
}

#[test]
fn a_grade_from_nothing_but_a_printed_upper_bound_is_marked_as_our_reading() {
    let found = grade(&input(0, 0, "0.00"));
    let steps: Vec<(&str, &str, bool)> = found
        .trace
        .steps()
        .iter()
        .map(|step| (step.step.as_str(), step.value.as_str(), step.interpretation))
        .collect();
    assert_eq!(
        steps,
        [
            ("bounds", "下限计入，上限不计入", false),
            ("lowest", "大于0", true),
            ("deaths", "未达到", false),
            ("serious_injuries", "未达到", false),
            ("direct_loss", "未达到", false),
            ("grade", "不定级", false),
            ("response_by_grade", "无", false),
            ("response_bounds", "下限计入，上限不计入", false),
            ("response_lowest", "大于0", true),
            ("response_at_risk_trapped_missing", "未达到", false),
            ("response_beyond_county_capacity", "无", false),
            ("response_level", "无", false),
        ]
    );
}

#[test]
fn the_trace_shows_the_loss_in_yuan_and_cites_the_annex() {
    let found = grade(&input(0, 0, "50000000.00"));
    let step = found.trace.steps().iter().find(|step| step.step == "direct_loss").unwrap();
    assert_eq!(step.inputs["direct_loss"], "50000000.00");
    assert_eq!(
        (
            step.citation.document.as_str(),
            step.citation.article.as_str(),
            step.rule.key.as_str()
        ),
        ("新政办发〔2023〕28号", "附件5", "construction.grading.direct_loss")
    );
    let starter = found.trace.steps().last().unwrap();
    assert_eq!((starter.citation.article.as_str(), starter.interpretation), ("5.3.4", false));
}

#[test]
fn figures_that_cannot_be_are_refused_with_their_field() {
    let refused = |request: ConstructionInput| {
        let errors = ConstructionFigures::parse(&request).unwrap_err().errors;
        errors.into_iter().map(|error| (error.pointer, error.code)).collect::<Vec<_>>()
    };
    let one = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
    assert_eq!(refused(input(-1, 0, "0.00")), one("/deaths", "must_not_be_negative"));
    assert_eq!(refused(input(0, -1, "0.00")), one("/serious_injuries", "must_not_be_negative"));
    assert_eq!(refused(at_risk(-1, false)), one("/at_risk_trapped_missing", "must_not_be_negative"));
    assert_eq!(refused(input(0, 0, "-0.01")), one("/direct_loss", "must_not_be_negative"));
    assert_eq!(refused(input(0, 0, "1")), one("/direct_loss", "money_needs_two_decimals"));
    assert_eq!(refused(input(0, 0, "1.0")), one("/direct_loss", "money_needs_two_decimals"));
    assert_eq!(refused(input(0, 0, "1.001")), one("/direct_loss", "too_many_decimals"));
    assert_eq!(refused(input(0, 0, "1e8")), one("/direct_loss", "not_a_decimal"));
    assert_eq!(refused(input(-1, -1, "x")).len(), 3, "a person learns all faults at once");
}

#[test]
fn the_plan_applies_from_its_first_day_and_has_no_last_one() {
    let figures = ConstructionFigures::parse(&input(1, 0, "0.00")).unwrap();
    let refusal = grade_construction(&RULES, &figures, day("2023-10-31")).unwrap_err();
    assert_eq!(refusal.code, "regulation_not_in_force");
    assert!(refusal.detail.contains("新政办发〔2023〕28号"), "{}", refusal.detail);
    for on in ["2023-11-01", "2023-11-02", "2040-01-01"] {
        assert!(grade_construction(&RULES, &figures, day(on)).is_ok(), "{on}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_figures_are_graded_as_the_annex_says(deaths in 0_i64..40, injuries in 0_i64..120, ten_thousands in 0_i64..12_000, fen in -1_i64..=1, people in 0_i64..14, beyond: bool) {
        let loss_fen = (ten_thousands * 1_000_000 + fen).max(0);
        let request = ConstructionInput {
            deaths,
            serious_injuries: injuries,
            direct_loss: format!("{}.{:02}", loss_fen / 100, loss_fen % 100),
            at_risk_trapped_missing: people,
            beyond_county_capacity: beyond,
        };
        let rank = |value: i64, lines: [i64; 4]| lines.iter().filter(|line| value >= **line).count();
        let ranks = [
            ("deaths", rank(deaths, [1, 3, 10, 30])),
            ("serious_injuries", rank(injuries, [1, 10, 50, 100])),
            ("direct_loss", rank(loss_fen, [1, 1_000_000_000, 5_000_000_000, 10_000_000_000])),
        ];
        let top = ranks.iter().map(|(_, rank)| *rank).max().unwrap();
        let grade_code = ["not_graded", "ordinary", "larger", "major", "particularly_major"][top];
        let decided: Vec<&str> = ranks.iter().filter(|(_, rank)| top > 0 && *rank == top).map(|(name, _)| *name).collect();
        let height = [0, 1, 2, 3, 3][top].max(rank(people, [1, 3, 10, i64::MAX])).max(if beyond { 2 } else { 0 });
        let (level, starter) = [("null", "null"), ("III", "office_head"), ("II", "commander"), ("I", "chief_commander")][height];
        let found = grade(&request);
        prop_assert_eq!(short(&found), (grade_code, level, starter, decided));
        for step in found.trace.steps() {
            prop_assert!(!step.citation.document.is_empty() && !step.citation.article.is_empty());
        }
    }
}
