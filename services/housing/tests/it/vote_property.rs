//! What holds for any roll of owners.

use housing::domain::{
    area::Area,
    ballot::{Choice, UnitInput},
    vote_rule::Matter,
};
use proptest::prelude::*;

use crate::vote::{count, unit};

fn choice() -> impl Strategy<Value = Choice> {
    prop_oneof![6 => Just(Choice::Agree), 2 => Just(Choice::Disagree), 1 => Just(Choice::Invalid), 1 => Just(Choice::None)]
}

fn matter() -> impl Strategy<Value = Matter> {
    prop::sample::select(Matter::ALL.to_vec())
}

prop_compose! {
    /// Up to twelve units of few owners, so that owners with several units and ties are common.
    fn roll()(units in prop::collection::vec((1_i64..4, 0_u8..5, choice()), 1..13)) -> Vec<UnitInput> {
        let text = |half: i64| Area::from_hundredths(half * 5_000 + half % 2).unwrap().to_string();
        units.into_iter().enumerate().map(|(index, (half, owner, choice))| unit(&format!("u{index}"), &text(half), &format!("o{owner}"), choice)).collect()
    }
}

fn hundredths(text: &str) -> i128 {
    text.replace('.', "").parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// An oracle of its own: fractions compared as integers, owners counted one by one.
    #[test]
    fn any_roll_is_counted_as_the_texts_say(matter in matter(), units in roll()) {
        let result = count(matter, &units);
        let area = |keep: &dyn Fn(&UnitInput) -> bool| units.iter().filter(|unit| keep(unit)).map(|unit| hundredths(&unit.area)).sum::<i128>();
        let mut names: Vec<&str> = units.iter().map(|unit| unit.owner.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let side = |owner: &str, choice: Choice| area(&|unit| unit.owner == owner && unit.ballot == choice);
        let total = area(&|_| true);
        let (yes, no) = (area(&|unit| unit.ballot == Choice::Agree), area(&|unit| unit.ballot == Choice::Disagree));
        let all = names.len() as i128;
        let taking_part = names.iter().filter(|name| side(name, Choice::Agree) + side(name, Choice::Disagree) > 0).count() as i128;
        let agreeing = names.iter().filter(|name| side(name, Choice::Agree) > side(name, Choice::Disagree)).count() as i128;
        let participation = (yes + no) * 3 >= total * 2 && taking_part * 3 >= all * 2;
        let consent = taking_part > 0 && if matter == Matter::UseOfFund {
            yes * 2 > yes + no && agreeing * 2 > taking_part
        } else {
            yes * 4 >= (yes + no) * 3 && agreeing * 4 >= taking_part * 3
        };
        prop_assert_eq!((result.participation.met, result.consent.met, result.passed), (participation, consent, participation && consent));
        prop_assert_eq!((i128::from(result.participation.owners), i128::from(result.consent.owners), i128::from(result.participation.total_owners)), (taking_part, agreeing, all));
        prop_assert_eq!((hundredths(&result.participation.area.to_string()), hundredths(&result.consent.area.to_string())), (yes + no, yes));
        prop_assert_eq!(result.still_needed.is_none(), result.passed);
        for step in result.trace.steps() {
            prop_assert!(!step.citation.document.is_empty() && !step.citation.article.is_empty());
        }
    }

    #[test]
    fn the_order_of_the_units_does_not_matter(matter in matter(), units in roll(), seed in any::<prop::sample::Index>()) {
        let mut turned = units.clone();
        turned.rotate_left(seed.index(units.len()));
        turned.reverse();
        prop_assert_eq!(count(matter, &units), count(matter, &turned));
    }

    /// One more ballot that agrees never turns a pass into a failure: from a unit that disagreed, or from one without a valid
    /// ballot whose owner disagrees nowhere.
    #[test]
    fn one_more_agreeing_ballot_never_makes_it_fail(matter in matter(), units in roll()) {
        prop_assume!(count(matter, &units).passed);
        for index in 0..units.len() {
            let unit = &units[index];
            let disagrees_elsewhere = units.iter().any(|other| other.owner == unit.owner && other.ballot == Choice::Disagree);
            let may_change = match unit.ballot {
                Choice::Agree => false,
                Choice::Disagree => true,
                Choice::Invalid | Choice::None => !disagrees_elsewhere,
            };
            if may_change {
                let mut more = units.clone();
                more[index].ballot = Choice::Agree;
                prop_assert!(count(matter, &more).passed, "{index}");
            }
        }
    }

    /// What is still needed is the least for each measure: exactly that reaches it, one unit less does not.
    #[test]
    fn what_is_still_needed_is_the_least(matter in matter(), units in roll()) {
        let result = count(matter, &units);
        let Some(needed) = result.still_needed else { return Ok(()) };
        let (participation, consent) = (result.participation, result.consent);
        let reaches_participation = |part: i64, whole: i64| i128::from(part) * 3 >= i128::from(whole) * 2;
        let reaches_consent = |part: i64, whole: i64| match (matter, whole) {
            (_, 0) => part > 0,
            (Matter::UseOfFund, _) => part * 2 > whole,
            _ => part * 4 >= whole * 3,
        };
        for (part, whole, missing) in [
            (participation.area.hundredths(), participation.total_area.hundredths(), needed.participation.area.hundredths()),
            (participation.owners, participation.total_owners, needed.participation.owners),
        ] {
            prop_assert!(reaches_participation(part + missing, whole));
            prop_assert!(missing == 0 || !reaches_participation(part + missing - 1, whole));
        }
        for (part, whole, missing) in [
            (consent.area.hundredths(), participation.area.hundredths(), needed.consent.area.hundredths()),
            (consent.owners, participation.owners, needed.consent.owners),
        ] {
            prop_assert!(reaches_consent(part + missing, whole));
            prop_assert!(missing == 0 || !reaches_consent(part + missing - 1, whole));
        }
    }
}
