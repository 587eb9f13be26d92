//! What has to be built inside and outside the network, and what stands against a scheme.

use super::*;
use crate::domain::ruleset;

fn rules() -> SchemeRules {
    SchemeRules::at(&ruleset::load(None).unwrap(), "2026-11-01".parse().unwrap()).unwrap()
}

fn design() -> Design {
    Design {
        works: Works::Building,
        inside_network: false,
        other_system: false,
        measure: Measure::OwnSystem,
        source: Some(Source::Municipal),
        disinfected: true,
        separate_pipes: true,
        labelled: true,
        uses: vec![Use::Toilet],
        designer_certificate: Some("A-1".to_owned()),
    }
}

fn codes(design: &Design) -> Vec<&'static str> {
    rules().objections(design).into_iter().map(|one| one.code).collect()
}

#[test]
fn inside_the_network_one_connects_outside_one_builds_unless_another_system_supplies() {
    let rules = rules();
    for (works, inside, other, article, measures) in [
        (Works::Plant, true, true, "第十一条第一款", vec![Measure::CentralSystem]),
        (Works::Building, true, false, "第十一条第二款", vec![Measure::UserPipes]),
        (Works::Building, true, true, "第十一条第二款", vec![Measure::UserPipes]),
        (Works::Building, false, false, "第十二条第一款", vec![Measure::OwnSystem]),
        (
            Works::Building,
            false,
            true,
            "第十二条第二款",
            vec![Measure::UserPipes, Measure::OwnSystem],
        ),
        (Works::Existing, false, false, "第十三条", Measure::ALL.to_vec()),
    ] {
        let duty = rules.duty(works, inside, other).unwrap();
        assert_eq!(
            (duty.article.as_str(), &duty.measures),
            (article, &measures),
            "{works:?} {inside} {other}"
        );
    }
}

#[test]
fn a_scheme_in_order_has_nothing_against_it() {
    assert_eq!(codes(&design()), Vec::<&str>::new());
}

#[test]
fn what_stands_against_a_scheme_is_named_with_its_article() {
    let other = |change: fn(&mut Design)| {
        let mut design = design();
        change(&mut design);
        rules().objections(&design)
    };
    for (found, code, article) in [
        (
            other(|one| one.measure = Measure::UserPipes),
            "measure_not_as_required",
            "附件7 第十二条第一款",
        ),
        (
            other(|one| one.designer_certificate = None),
            "designer_not_qualified",
            "附件7 第十五条",
        ),
        (
            other(|one| one.source = Some(Source::InfectiousHospital)),
            "source_forbidden",
            "附件7 第十条（二）",
        ),
        (
            other(|one| one.source = Some(Source::Hospital)),
            "use_with_human_contact",
            "附件7 第十条",
        ),
        (other(|one| one.separate_pipes = false), "not_separated", "附件7 第二十三条"),
        (other(|one| one.labelled = false), "not_separated", "附件7 第二十三条"),
    ] {
        assert_eq!(found.len(), 1, "{found:?}");
        let citation = found[0].citation.as_ref().unwrap();
        assert_eq!((found[0].code, citation.article.as_str()), (code, article));
    }
}

#[test]
fn an_opinion_is_given_once_by_a_second_person_and_agrees_only_with_what_is_in_order() {
    let against = rules().objections(&Design {
        labelled: false,
        ..design()
    });
    let decide = |by: &str, agrees, against: &[Objection]| SchemeState::Received.decide("clerk", by, agrees, against.to_vec());
    assert_eq!(decide("head", true, &[]), Ok(SchemeState::Agreed));
    assert_eq!(decide("head", false, &[]), Ok(SchemeState::Disagreed));
    assert_eq!(decide("head", false, &against), Ok(SchemeState::Disagreed));
    assert_eq!(decide("head", true, &against), Err(OpinionError::NotInOrder(against.clone())));
    assert_eq!(decide("clerk", true, &[]), Err(OpinionError::SamePerson));
    for given in [SchemeState::Agreed, SchemeState::Disagreed] {
        assert_eq!(given.decide("clerk", "head", true, Vec::new()), Err(OpinionError::AlreadyGiven));
    }
}
