use chrono::NaiveDate;
use proptest::prelude::*;
use rules::{Exact, Money, RuleSet};

use super::{
    Grade, Purse, Subject, Use,
    award::{Available, Award, Entitled, Land, in_full, within},
    declaration::{Declaration, DeclarationCommand, DeclarationState, RewardError, SubmissionFacts, check_signatories, missing_to_submit},
    ranking::{Ceilings, Scored, ceilings, place},
    rule::RewardRules,
};
use crate::domain::{code::Coded, irrigation::District, ruleset};

fn loaded() -> RuleSet {
    ruleset::load(None).unwrap()
}

fn rules() -> RewardRules {
    RewardRules::at(&loaded(), "2025-12-31".parse().unwrap()).unwrap()
}

fn mu(text: &str) -> Exact {
    Exact::parse(text, 4).unwrap()
}

fn yuan(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn scored(code: &str, score_e2: i32, grade: Option<Grade>) -> Scored {
    Scored {
        code: code.to_owned(),
        score_e2,
        grade,
        reason: (grade == Some(Grade::Fail)).then(|| "理由".to_owned()),
    }
}

#[test]
fn the_rules_are_in_force_as_long_as_the_document() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    for (on, is_in_force) in [
        ("2023-10-10", false),
        ("2023-10-11", true),
        ("2028-10-10", true),
        ("2028-10-11", false),
    ] {
        assert_eq!(RewardRules::at(&loaded(), day(on)).is_ok(), is_in_force, "{on}");
    }
}

#[test]
fn places_are_n_times_the_share_each_rounded_half_up_on_its_own() {
    let most = |count| ceilings(&rules(), Subject::Village, count);
    for (count, excellent, good) in [
        (0, 0, 0),
        (1, 0, 0),
        (2, 0, 1),
        (3, 1, 1),
        (4, 1, 2),
        (5, 1, 2),
        (7, 1, 3),
        (8, 2, 3),
        (12, 2, 5),
        (13, 3, 5),
        (15, 3, 6),
    ] {
        assert_eq!(most(count), Ceilings { excellent, good }, "{count}");
    }
    assert_eq!(ceilings(&rules(), Subject::District, 3), Ceilings { excellent: 1, good: 1 });
}

#[test]
fn the_ranking_awards_up_to_the_ceilings_and_equal_scores_get_the_same() {
    let place = |items| place(&rules(), Subject::District, items).unwrap();
    let grades = |items| place(items).into_iter().map(|one| (one.rank, one.grade)).collect::<Vec<_>>();
    assert_eq!(
        grades(vec![scored("a", 7000, None), scored("b", 9100, None), scored("c", 8000, None)]),
        [(1, Grade::Excellent), (2, Grade::Good), (3, Grade::Pass)]
    );
    // Two for one place: both fall to the next grade, which has no two places either.
    assert_eq!(
        grades(vec![scored("a", 9000, None), scored("b", 9000, None), scored("c", 8000, None)]),
        [(1, Grade::Pass), (1, Grade::Pass), (3, Grade::Pass)]
    );
    // Fewer may be awarded; the free place does not move.
    assert_eq!(
        grades(vec![
            scored("a", 9000, Some(Grade::Good)),
            scored("b", 8000, Some(Grade::Pass)),
            scored("c", 100, Some(Grade::Fail))
        ]),
        [(1, Grade::Good), (2, Grade::Pass), (3, Grade::Fail)]
    );
}

#[test]
fn more_than_the_ceiling_a_grade_against_the_rank_and_a_fail_without_reason_are_refused_with_the_article() {
    let refused = |items| place(&rules(), Subject::District, items).unwrap_err();
    let two = Some(Grade::Excellent);
    let over = refused(vec![scored("a", 9000, two), scored("b", 8000, two), scored("c", 7000, None)]);
    assert_eq!(over.code, "grade_ceiling_exceeded");
    assert_eq!(over.citation.unwrap().article, "附件8 第五条");
    // The place of excellent that nobody took does not become a second place of good.
    let good = Some(Grade::Good);
    let moved = refused(vec![scored("a", 9000, good), scored("b", 8000, good), scored("c", 7000, None)]);
    assert_eq!(moved.code, "grade_ceiling_exceeded");
    let against = refused(vec![
        scored("a", 9000, Some(Grade::Pass)),
        scored("b", 8000, two),
        scored("c", 7000, Some(Grade::Pass)),
    ]);
    assert_eq!(against.code, "grade_against_rank");
    let tie = refused(vec![
        scored("a", 9000, two),
        scored("b", 9000, Some(Grade::Good)),
        scored("c", 7000, Some(Grade::Pass)),
    ]);
    assert_eq!(tie.code, "grade_against_rank");
    let mut fail = scored("a", 9000, Some(Grade::Fail));
    fail.reason = None;
    assert_eq!(refused(vec![fail]).code, "reason_missing");
}

proptest! {
    /// What the ranking itself awards is never refused: within the ceilings, by rank.
    #[test]
    fn whatever_the_scores_the_ranking_keeps_its_own_rules(scores in prop::collection::vec(0_i32..=50, 0..40)) {
        let items = scores.iter().enumerate().map(|(index, score)| scored(&format!("v{index:02}"), score * 200, None)).collect();
        let placed = place(&rules(), Subject::Village, items).unwrap();
        let most = ceilings(&rules(), Subject::Village, scores.len());
        prop_assert!(placed.iter().filter(|one| one.grade == Grade::Excellent).count() <= most.excellent);
        prop_assert!(placed.iter().filter(|one| one.grade == Grade::Good).count() <= most.good);
        prop_assert!(placed.windows(2).all(|pair| pair[0].grade <= pair[1].grade && pair[0].rank <= pair[1].rank));
    }

    /// However short the money is, no more is paid than there is, and no economic crop while grain is short.
    #[test]
    fn short_money_is_never_exceeded_and_grain_comes_first(
        areas in prop::collection::vec((0_i64..5_000_000, 0_i64..5_000_000), 1..12),
        subsidy in 0_i64..40_000_000, reward in 0_i64..2_000_000,
    ) {
        let rules = rules();
        let full: Vec<Award> = areas.iter().enumerate().map(|(index, (grain, economic))| {
            let (grain, economic) = (Exact::scaled(*grain, 4), Exact::scaled(*economic, 4));
            in_full(&rules, &entitled(&format!("v{index}"), Some(Grade::Excellent), &grain, &economic)).unwrap()
        }).collect();
        let available = Available { subsidy: Money::from_fen(subsidy).unwrap(), reward: Money::from_fen(reward).unwrap() };
        let paid = within(&rules, full.clone(), available).unwrap();
        let sum = |of: fn(&Award) -> Money, awards: &[Award]| Money::checked_sum(awards.iter().map(of)).unwrap();
        prop_assert!(sum(|one| one.subsidy, &paid) <= available.subsidy);
        prop_assert!(sum(|one| one.reward, &paid) <= available.reward);
        if sum(|one| one.grain, &paid) < sum(|one| one.grain, &full) {
            prop_assert_eq!(sum(|one| one.economic, &paid), Money::ZERO);
        }
        // Nobody loses more than a fen to rounding where the money suffices for the class.
        if available.subsidy >= sum(|one| one.subsidy, &full) && available.reward >= sum(|one| one.reward, &full) {
            prop_assert_eq!(paid, full);
        }
    }
}

fn entitled(village: &str, grade: Option<Grade>, grain: &Exact, economic: &Exact) -> Entitled {
    let planted = grain + economic;
    Entitled {
        village: village.to_owned(),
        district: Some(District::Gujiao),
        district_grade: grade,
        village_grade: Grade::Excellent,
        land: Land {
            effective: planted.clone(),
            reform: planted,
            grain: grain.clone(),
            economic: economic.clone(),
            other: Exact::zero(),
        },
    }
}

#[test]
fn every_grade_gets_what_the_article_says_per_mu() {
    let rules = rules();
    for (grade, subsidy, article) in [
        (Grade::Excellent, "1450.00", "附件8 第五条（一）"),
        (Grade::Good, "1140.00", "附件8 第五条（二）"),
        (Grade::Pass, "0.00", "附件8 第五条（三）"),
        (Grade::Fail, "0.00", "附件8 第五条（四）"),
    ] {
        let award = in_full(&rules, &entitled("v", Some(grade), &mu("260"), &mu("50"))).unwrap();
        assert_eq!(
            (award.subsidy, award.subsidy_article.as_str()),
            (yuan(subsidy), article),
            "{grade:?}"
        );
        assert_eq!(award.subsidy_reason.is_some(), subsidy == "0.00", "{grade:?}");
        // The reward does not ask for the district.
        assert_eq!(award.reward, yuan("310.00"));
    }
    for (grade, reward) in [
        (Grade::Excellent, "310.00"),
        (Grade::Good, "155.00"),
        (Grade::Pass, "0.00"),
        (Grade::Fail, "0.00"),
    ] {
        let mut of = entitled("v", None, &mu("260"), &mu("50"));
        of.village_grade = grade;
        let award = in_full(&rules, &of).unwrap();
        assert_eq!((award.reward, award.subsidy), (yuan(reward), Money::ZERO));
    }
}

#[test]
fn other_crops_and_land_without_surface_water_get_no_subsidy_and_the_reason_says_why() {
    let rules = rules();
    let mut of = entitled("v", Some(Grade::Excellent), &mu("0"), &mu("0"));
    of.land.other = mu("100");
    of.land.reform = mu("100");
    of.land.effective = mu("100");
    let award = in_full(&rules, &of).unwrap();
    assert_eq!((award.subsidy, award.reward), (Money::ZERO, yuan("100.00")));
    assert!(award.subsidy_reason.unwrap().contains("没有种植粮食或经济作物"));
    let mut dry = entitled("v", None, &mu("100"), &mu("0"));
    dry.district = None;
    let award = in_full(&rules, &dry).unwrap();
    assert_eq!((award.subsidy, award.reward), (Money::ZERO, yuan("100.00")));
    assert!(award.subsidy_reason.unwrap().contains("不在地表水灌区"));
}

#[test]
fn amounts_are_exact_and_every_step_has_its_article() {
    let award = in_full(&rules(), &entitled("v", Some(Grade::Excellent), &mu("0.0010"), &mu("33.3333"))).unwrap();
    // 0.005 yuan rounds half up; 33.3333 × 3 = 99.9999.
    assert_eq!(
        (award.grain, award.economic, award.subsidy),
        (yuan("0.01"), yuan("100.00"), yuan("100.01"))
    );
    assert!(
        award
            .trace
            .steps()
            .iter()
            .all(|step| step.citation.document == "新政办发〔2023〕24号" && step.citation.article.starts_with("附件8 "))
    );
}

#[test]
fn short_money_goes_to_grain_first_and_cuts_a_class_in_proportion() {
    let rules = rules();
    let full = || {
        [("a", "100", "100"), ("b", "200", "0")]
            .map(|(village, grain, economic)| {
                in_full(&rules, &entitled(village, Some(Grade::Excellent), &mu(grain), &mu(economic))).unwrap()
            })
            .to_vec()
    };
    // Grain 500 + 1000, economic 300; rewards 200 + 200.
    let paid = |subsidy: &str, reward: &str| {
        let available = Available {
            subsidy: yuan(subsidy),
            reward: yuan(reward),
        };
        let awards = within(&rules, full(), available).unwrap();
        awards
            .iter()
            .map(|one| (one.grain.to_string(), one.economic.to_string(), one.reward.to_string()))
            .collect::<Vec<_>>()
    };
    let rows = |one: [&str; 3], other: [&str; 3]| {
        let row = |texts: [&str; 3]| (texts[0].to_owned(), texts[1].to_owned(), texts[2].to_owned());
        vec![row(one), row(other)]
    };
    assert_eq!(
        paid("1800.00", "400.00"),
        rows(["500.00", "300.00", "200.00"], ["1000.00", "0.00", "200.00"])
    );
    assert_eq!(
        paid("1799.99", "400.00"),
        rows(["500.00", "299.99", "200.00"], ["1000.00", "0.00", "200.00"])
    );
    assert_eq!(
        paid("1500.00", "400.00"),
        rows(["500.00", "0.00", "200.00"], ["1000.00", "0.00", "200.00"])
    );
    assert_eq!(
        paid("1499.99", "399.99"),
        rows(["499.99", "0.00", "199.99"], ["999.99", "0.00", "199.99"])
    );
    assert_eq!(paid("0.00", "0.00"), rows(["0.00", "0.00", "0.00"], ["0.00", "0.00", "0.00"]));
}

#[test]
fn land_counts_once_and_only_what_is_reformed_and_effectively_irrigated() {
    let land = |effective: &str, reform: &str, grain: &str| Land {
        effective: mu(effective),
        reform: mu(reform),
        grain: mu(grain),
        economic: mu("20"),
        other: mu("10"),
    };
    let check = |land: Land| land.check(&rules()).map_err(|refusal| refusal.errors[0].pointer.clone());
    assert_eq!(check(land("100", "100", "70")), Ok(()));
    assert_eq!(check(land("100", "100", "70.0001")), Err("/grain_area".to_owned()));
    assert_eq!(check(land("99.9999", "100", "70")), Err("/reform_area".to_owned()));
}

fn declaration(state: DeclarationState) -> Declaration {
    Declaration {
        state,
        drafted_by: "zhang".to_owned(),
        reviewed_by: Some("li".to_owned()),
        approved_by: None,
    }
}

#[test]
fn a_declaration_goes_its_way_and_no_other() {
    use DeclarationState::{Approved, Draft, InSummary, OnNotice, Submitted, TownReviewed, Withdrawn};
    let by = |name: &str| name.to_owned();
    let commands = [
        (DeclarationCommand::Revise, vec![Draft, OnNotice], Draft),
        (DeclarationCommand::PutOnNotice, vec![Draft], OnNotice),
        (DeclarationCommand::Submit, vec![OnNotice], Submitted),
        (DeclarationCommand::Summarise, vec![Submitted], InSummary),
        (DeclarationCommand::LeaveSummary, vec![InSummary], Submitted),
        (DeclarationCommand::Review { by: by("li") }, vec![InSummary], TownReviewed),
        (DeclarationCommand::Approve { by: by("wang") }, vec![TownReviewed], Approved),
        (
            DeclarationCommand::Return { reason: by("x") },
            vec![Submitted, InSummary, TownReviewed],
            Draft,
        ),
        (DeclarationCommand::Withdraw, vec![Draft, OnNotice, Submitted], Withdrawn),
    ];
    for (command, from, to) in commands {
        for state in DeclarationState::ALL {
            let moved = declaration(*state).apply(&rules(), &command);
            if from.contains(state) {
                assert_eq!(moved.unwrap().state, to, "{state:?} {command:?}");
            } else {
                assert!(matches!(moved, Err(RewardError::WrongState { .. })), "{state:?} {command:?}");
            }
        }
    }
}

#[test]
fn nobody_reviews_or_approves_what_they_entered_or_reviewed() {
    let refused = |state, command| declaration(state).apply(&rules(), &command).unwrap_err();
    let review = DeclarationCommand::Review { by: "zhang".to_owned() };
    assert!(matches!(
        refused(DeclarationState::InSummary, review),
        RewardError::SamePerson(_, _)
    ));
    for by in ["zhang", "li"] {
        let approve = DeclarationCommand::Approve { by: by.to_owned() };
        assert!(
            matches!(refused(DeclarationState::TownReviewed, approve), RewardError::SamePerson(_, _)),
            "{by}"
        );
    }
    let blank = DeclarationCommand::Return { reason: " ".to_owned() };
    assert_eq!(refused(DeclarationState::Submitted, blank), RewardError::ReasonMissing);
    assert!(check_signatories(&rules(), "王五", "赵六").is_ok());
    assert_eq!(check_signatories(&rules(), "王五", " 王五 ").unwrap_err().code, "same_signatory");
}

#[test]
fn a_village_submits_after_three_whole_working_days_without_an_open_objection_and_with_its_papers() {
    let facts = |state: &str, working_days, open_objections| SubmissionFacts {
        notice: Some(state.to_owned()),
        working_days,
        open_objections,
        photos: 1,
        has_sealed_form: true,
    };
    let codes = |facts: &SubmissionFacts| {
        missing_to_submit(&rules(), facts)
            .into_iter()
            .map(|(code, _)| code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&facts("ended", 3, 0)), Vec::<&str>::new());
    assert_eq!(codes(&facts("ended", 2, 0)), ["notice_too_short"]);
    assert_eq!(codes(&facts("posted", 3, 0)), ["notice_too_short"]);
    assert_eq!(codes(&facts("ended", 3, 1)), ["objection_open"]);
    assert_eq!(codes(&facts("stopped", 2, 1)), ["objection_open", "notice_too_short"]);
    assert_eq!(codes(&facts("draft", 0, 0)), ["notice_not_posted"]);
    assert_eq!(codes(&facts("withdrawn", 1, 0)), ["notice_withdrawn"]);
    assert_eq!(
        codes(&SubmissionFacts::default()),
        ["notice_missing", "photos_missing", "sealed_form_missing"]
    );
}

#[test]
fn each_purse_is_spent_on_its_own_uses_only() {
    for use_code in Use::ALL {
        let is_reward = *use_code == Use::ManagerReward;
        assert_eq!(rules().check_use(Purse::Reward, *use_code).is_ok(), is_reward);
        assert_eq!(rules().check_use(Purse::Subsidy, *use_code).is_ok(), !is_reward);
    }
    let refused = rules().check_use(Purse::Reward, Use::CanalUpkeep).unwrap_err();
    assert_eq!(
        (refused.code, refused.citation.unwrap().article.as_str()),
        ("use_not_allowed", "附件8 第九条")
    );
}
