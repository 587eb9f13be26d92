//! The owners' vote: the worked examples, every edge, and what holds for any roll.

use chrono::NaiveDate;
use housing::domain::{
    ballot::{Choice, Roll, UnitInput},
    ruleset,
    vote::{VoteResult, count_vote},
    vote_rule::Matter,
};
use rules::{RuleSet, Trace};

static RULES: std::sync::LazyLock<RuleSet> = std::sync::LazyLock::new(|| ruleset::load(None).unwrap());

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn unit(id: &str, area: &str, owner: &str, ballot: Choice) -> UnitInput {
    UnitInput {
        id: id.to_owned(),
        area: area.to_owned(),
        owner: owner.to_owned(),
        ballot,
    }
}

pub fn count(matter: Matter, units: &[UnitInput]) -> VoteResult {
    count_vote(&RULES, matter, &Roll::parse(units).unwrap(), day("2024-01-08")).unwrap()
}

/// Owners of one unit of 100 m² each: so many agree, disagree, give an invalid ballot, give none.
fn owners(agree: usize, disagree: usize, invalid: usize, none: usize) -> Vec<UnitInput> {
    let choices = [
        (Choice::Agree, agree),
        (Choice::Disagree, disagree),
        (Choice::Invalid, invalid),
        (Choice::None, none),
    ];
    let ballots = choices.into_iter().flat_map(|(choice, times)| std::iter::repeat_n(choice, times));
    ballots
        .enumerate()
        .map(|(index, choice)| unit(&format!("u{index}"), "100.00", &format!("o{index}"), choice))
        .collect()
}

/// Participation and consent as the API writes them.
fn short(result: &VoteResult) -> (String, i64, bool, String, i64, bool, bool) {
    let (participation, consent) = (result.participation, result.consent);
    (
        participation.area.to_string(),
        participation.owners,
        participation.met,
        consent.area.to_string(),
        consent.owners,
        consent.met,
        result.passed,
    )
}

/// What is still needed: participation area and owners, consent area and owners.
fn needed(result: &VoteResult) -> Option<(String, i64, String, i64)> {
    result.still_needed.map(|needed| {
        (
            needed.participation.area.to_string(),
            needed.participation.owners,
            needed.consent.area.to_string(),
            needed.consent.owners,
        )
    })
}

#[test]
fn seven_of_ten_take_part_and_four_agree_so_it_passes() {
    let result = count(Matter::UseOfFund, &owners(4, 3, 0, 3));
    assert_eq!(short(&result), ("700.00".into(), 7, true, "400.00".into(), 4, true, true));
    assert_eq!(
        (result.participation.total_area.to_string(), result.participation.total_owners),
        ("1000.00".into(), 10)
    );
    assert_eq!(needed(&result), None);
}

#[test]
fn three_agreeing_of_six_of_ten_fail_twice() {
    let result = count(Matter::UseOfFund, &owners(3, 3, 0, 4));
    assert_eq!(short(&result), ("600.00".into(), 6, false, "300.00".into(), 3, false, false));
    // Two thirds of 1000 is 666.67 rounded up, of 10 owners 7; more than half of 600 is 300.01, of 6 owners 4.
    assert_eq!(needed(&result), Some(("66.67".into(), 1, "0.01".into(), 1)));
}

#[test]
fn only_units_with_a_ballot_count_by_area() {
    let units = [
        unit("1", "100", "x", Choice::Agree),
        unit("2", "100", "x", Choice::None),
        unit("3", "100", "y", Choice::Agree),
        unit("4", "100", "z", Choice::None),
    ];
    let result = count(Matter::UseOfFund, &units);
    assert_eq!(short(&result), ("200.00".into(), 2, false, "200.00".into(), 2, true, false));
    assert_eq!(
        result.participation.total_owners, 3,
        "by owners 2 of 3 is enough, by area 200 of 400 is not"
    );
    assert_eq!(needed(&result), Some(("66.67".into(), 0, "0.00".into(), 0)));
}

#[test]
fn exactly_two_thirds_take_part_is_enough() {
    // 2 of 3 owners, with 66.66, 66.67 and 66.68 of 100 m²: two thirds lies between the first two.
    for (first, second, absent, met) in [
        ("33.33", "33.33", "33.34", false),
        ("33.33", "33.34", "33.33", true),
        ("33.34", "33.34", "33.32", true),
    ] {
        let units = [
            unit("1", first, "a", Choice::Agree),
            unit("2", second, "b", Choice::Agree),
            unit("3", absent, "c", Choice::None),
        ];
        assert_eq!(
            count(Matter::UseOfFund, &units).participation.met,
            met,
            "{first} and {second} of 100 m²"
        );
    }
    assert!(
        count(Matter::UseOfFund, &owners(2, 0, 0, 1)).participation.met,
        "exactly two thirds of both"
    );
    assert!(!count(Matter::UseOfFund, &owners(199, 0, 0, 101)).participation.met);
    assert!(count(Matter::UseOfFund, &owners(200, 0, 0, 100)).participation.met);
    assert!(count(Matter::UseOfFund, &owners(201, 0, 0, 99)).participation.met);
}

#[test]
fn each_measure_must_be_met_by_itself() {
    let by_area_only = [
        unit("1", "200", "a", Choice::Agree),
        unit("2", "50", "b", Choice::None),
        unit("3", "50", "c", Choice::None),
    ];
    let result = count(Matter::UseOfFund, &by_area_only);
    assert!(!result.participation.met, "two thirds of the area, a third of the owners");
    assert_eq!(needed(&result), Some(("0.00".into(), 1, "0.00".into(), 0)));
    let by_owners_only = [
        unit("1", "200.01", "a", Choice::None),
        unit("2", "50", "b", Choice::Agree),
        unit("3", "50", "c", Choice::Agree),
    ];
    assert!(!count(Matter::UseOfFund, &by_owners_only).participation.met);
    // Consent by area without consent by owners, and the other way round.
    let rich = [
        unit("1", "101", "a", Choice::Agree),
        unit("2", "50", "b", Choice::Disagree),
        unit("3", "50", "c", Choice::Disagree),
    ];
    assert!(!count(Matter::UseOfFund, &rich).consent.met);
    let many = [
        unit("1", "101", "a", Choice::Disagree),
        unit("2", "50", "b", Choice::Agree),
        unit("3", "50", "c", Choice::Agree),
    ];
    assert!(!count(Matter::UseOfFund, &many).consent.met);
}

#[test]
fn use_of_the_fund_needs_more_than_half() {
    assert!(!count(Matter::UseOfFund, &owners(49, 51, 0, 0)).passed);
    assert!(
        !count(Matter::UseOfFund, &owners(50, 50, 0, 0)).passed,
        "exactly half is not more than half"
    );
    assert!(count(Matter::UseOfFund, &owners(51, 49, 0, 0)).passed);
    // By area to the hundredth of a m²: the owners agree 2 to 1.
    for (against, passed) in [("199.99", true), ("200.00", false), ("200.01", false)] {
        let units = [
            unit("1", "100", "a", Choice::Agree),
            unit("2", "100", "b", Choice::Agree),
            unit("3", against, "c", Choice::Disagree),
        ];
        assert_eq!(count(Matter::UseOfFund, &units).passed, passed, "{against} m² against");
    }
}

#[test]
fn the_special_matters_need_three_quarters() {
    for matter in [Matter::RaiseFund, Matter::Rebuild, Matter::ChangeOfUse] {
        assert!(!count(matter, &owners(74, 26, 0, 0)).passed, "{matter:?}");
        assert!(
            count(matter, &owners(75, 25, 0, 0)).passed,
            "{matter:?}: exactly three quarters is enough"
        );
        assert!(count(matter, &owners(76, 24, 0, 0)).passed, "{matter:?}");
        let result = count(matter, &owners(4, 3, 0, 3));
        assert_eq!((result.participation.met, result.consent.met), (true, false), "{matter:?}");
        // Three quarters of 700 is 525, of 7 owners 5.25 rounded up.
        assert_eq!(needed(&result), Some(("0.00".into(), 0, "125.00".into(), 2)), "{matter:?}");
    }
}

#[test]
fn an_owner_with_different_ballots_counts_on_the_larger_side() {
    let others = [unit("a", "100", "p", Choice::Agree), unit("b", "100", "q", Choice::Disagree)];
    let with = |areas: [(&str, Choice); 2]| {
        let mut units = others.to_vec();
        units.extend(
            areas
                .into_iter()
                .enumerate()
                .map(|(index, (area, choice))| unit(&format!("o{index}"), area, "o", choice)),
        );
        let result = count(Matter::UseOfFund, &units);
        (result.participation.owners, result.consent.owners, result.consent.area.to_string())
    };
    assert_eq!(
        with([("60.01", Choice::Agree), ("60.00", Choice::Disagree)]),
        (3, 2, "160.01".into())
    );
    assert_eq!(
        with([("60.00", Choice::Agree), ("60.00", Choice::Disagree)]),
        (3, 1, "160.00".into()),
        "a tie takes part and does not consent"
    );
    assert_eq!(
        with([("59.99", Choice::Agree), ("60.00", Choice::Disagree)]),
        (3, 1, "159.99".into())
    );
    assert_eq!(
        with([("1.00", Choice::Agree), ("99.00", Choice::None)]),
        (3, 2, "101.00".into()),
        "only participating area decides the side"
    );
    assert_eq!(with([("1.00", Choice::Agree), ("99.00", Choice::Invalid)]), (3, 2, "101.00".into()));
}

#[test]
fn invalid_ballots_do_not_take_part() {
    let result = count(Matter::UseOfFund, &owners(6, 0, 1, 3));
    assert_eq!(short(&result), ("600.00".into(), 6, false, "600.00".into(), 6, true, false));
    assert_eq!(
        short(&count(Matter::UseOfFund, &owners(0, 0, 5, 0))),
        ("0.00".into(), 0, false, "0.00".into(), 0, false, false)
    );
}

#[test]
fn without_participants_there_is_no_consent_and_something_is_needed() {
    for (matter, votes) in [(Matter::UseOfFund, owners(0, 0, 0, 3)), (Matter::Rebuild, owners(0, 0, 3, 0))] {
        let result = count(matter, &votes);
        assert_eq!(short(&result), ("0.00".into(), 0, false, "0.00".into(), 0, false, false));
        assert_eq!(needed(&result), Some(("200.00".into(), 2, "0.01".into(), 1)), "{matter:?}");
        let consent = result.trace.steps().iter().find(|step| step.step == "consent").unwrap();
        assert_eq!(
            (consent.value.as_str(), consent.rule.key.as_str()),
            ("not_met", "vote.counting.no_participants")
        );
    }
}

#[test]
fn consent_is_told_though_too_few_take_part() {
    let result = count(Matter::UseOfFund, &owners(2, 1, 0, 7));
    assert_eq!((result.participation.met, result.consent.met, result.passed), (false, true, false));
    assert_eq!(needed(&result), Some(("366.67".into(), 4, "0.00".into(), 0)));
}

fn refused(units: &[UnitInput]) -> Vec<(String, String)> {
    let errors = Roll::parse(units).unwrap_err().errors;
    errors.into_iter().map(|error| (error.pointer, error.code)).collect()
}

#[test]
fn a_roll_that_cannot_be_is_refused_with_its_fields() {
    let one = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
    assert_eq!(refused(&[]), one("/units", "empty_list"));
    for (area, code) in [
        ("0", "must_be_positive"),
        ("0.00", "must_be_positive"),
        ("-1", "must_be_positive"),
        ("100.001", "too_many_decimals"),
        ("1e2", "not_a_decimal"),
        ("NaN", "not_a_decimal"),
        ("+1", "not_a_decimal"),
        ("", "not_a_decimal"),
        ("1234567890123456", "not_a_decimal"),
    ] {
        assert_eq!(
            refused(&[unit("1", area, "a", Choice::Agree)]),
            one("/units/0/area", code),
            "{area}"
        );
    }
    assert_eq!(refused(&[unit(" ", "1", "a", Choice::Agree)]), one("/units/0/id", "required"));
    assert_eq!(refused(&[unit("1", "1", " ", Choice::Agree)]), one("/units/0/owner", "required"));
    let twice = [
        unit("", "1", "a", Choice::Agree),
        unit("1", "1", "a", Choice::Agree),
        unit(" 1 ", "1", "b", Choice::None),
    ];
    assert_eq!(
        refused(&twice),
        [
            ("/units/0/id".to_owned(), "required".to_owned()),
            ("/units/2/id".to_owned(), "duplicate".to_owned())
        ]
    );
    let too_large = [
        unit("1", "999999999999999.99", "a", Choice::Agree),
        unit("2", "0.01", "a", Choice::Agree),
    ];
    assert_eq!(refused(&too_large), one("/units", "out_of_range"));
    assert!(Roll::parse(&too_large[..1]).is_ok());
}

#[test]
fn the_texts_apply_from_their_first_days() {
    let roll = Roll::parse(&owners(1, 0, 0, 0)).unwrap();
    let on = |matter, text: &str| {
        count_vote(&RULES, matter, &roll, day(text))
            .map(|result| result.passed)
            .map_err(|refusal| refusal.code)
    };
    assert_eq!(on(Matter::UseOfFund, "2023-10-22"), Err("regulation_not_in_force"));
    assert_eq!(
        (on(Matter::UseOfFund, "2023-10-23"), on(Matter::UseOfFund, "2023-10-24")),
        (Ok(true), Ok(true))
    );
    assert_eq!(on(Matter::Rebuild, "2020-12-31"), Err("regulation_not_in_force"));
    assert_eq!(
        (on(Matter::Rebuild, "2021-01-01"), on(Matter::Rebuild, "2021-01-02")),
        (Ok(true), Ok(true))
    );
    // The invalid ballot has a text of its own since the county's procedure.
    let invalid = |text: &str| {
        let result = count_vote(&RULES, Matter::Rebuild, &roll, day(text)).unwrap();
        result
            .trace
            .steps()
            .iter()
            .find(|step| step.step == "invalid_ballots")
            .map(|step| step.citation.document.clone())
            .unwrap()
    };
    assert_eq!(
        (invalid("2023-10-22"), invalid("2023-10-23")),
        ("中华人民共和国民法典".to_owned(), "新政办函〔2023〕11号".to_owned())
    );
}

fn steps(trace: &Trace) -> Vec<&str> {
    trace.steps().iter().map(|step| step.step.as_str()).collect()
}

#[test]
fn the_trace_shows_both_measures_of_both_thresholds_with_their_articles() {
    let result = count(Matter::UseOfFund, &owners(3, 3, 0, 4));
    assert_eq!(
        steps(&result.trace),
        [
            "total_area",
            "total_owners",
            "invalid_ballots",
            "participating_area",
            "participating_owners",
            "participation_by_area",
            "participation_by_owners",
            "consenting_area",
            "tied_owners",
            "consenting_owners",
            "consent_by_area",
            "consent_by_owners",
            "passed",
            "still_needed_participation_area",
            "still_needed_participation_owners",
            "still_needed_consent_area",
            "still_needed_consent_owners",
        ]
    );
    let step = |name: &str| result.trace.steps().iter().find(|step| step.step == name).unwrap();
    let by_area = step("participation_by_area");
    assert_eq!(
        (
            by_area.value.as_str(),
            by_area.inputs["threshold"].as_str(),
            by_area.citation.article.as_str()
        ),
        ("not_met", ">= 2/3", "三（三）")
    );
    assert_eq!(step("consent_by_owners").inputs["threshold"], "> 1/2");
    assert!(step("tied_owners").interpretation && !by_area.interpretation);
    assert_eq!(
        count(Matter::Rebuild, &owners(3, 0, 0, 0)).trace.steps()[5].citation.document,
        "中华人民共和国民法典"
    );
}
