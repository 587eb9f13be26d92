use super::*;
use crate::domain::{code::Coded, ruleset};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rules() -> MeteringRules {
    MeteringRules::at(&ruleset::load(None).unwrap(), day("2024-06-30")).unwrap()
}

fn verification(on: &str, outcome: VerificationOutcome, valid_until: &str) -> Verification {
    Verification {
        certificate: "晋检水 001".to_owned(),
        on: day(on),
        outcome,
        valid_until: day(valid_until),
    }
}

fn meter(calibre_dn: u32) -> Meter {
    Meter {
        id: Uuid::nil(),
        number: "LX-0001".to_owned(),
        calibre_dn,
        digits: 5,
        place: Place::SupplyPoint,
        installed_on: day("2020-03-10"),
        verifications: vec![verification("2020-02-29", VerificationOutcome::Verified, "2024-06-30")],
        sealed_from: None,
        obsolete_from: None,
    }
}

#[test]
fn a_certificate_serves_through_its_last_day() {
    let meter = meter(25);
    for (on, expected) in [
        ("2020-02-28", Err(Unusable::NotVerified)),
        ("2020-02-29", Ok(())),
        ("2024-06-29", Ok(())),
        ("2024-06-30", Ok(())),
        ("2024-07-01", Err(Unusable::Expired)),
    ] {
        assert_eq!(meter.check_usable(day(on)), expected, "{on}");
    }
}

#[test]
fn a_new_verification_does_not_cure_the_days_before_it() {
    let mut meter = meter(25);
    meter
        .verifications
        .push(verification("2024-07-10", VerificationOutcome::Calibrated, "2026-07-09"));
    meter
        .verifications
        .push(verification("2025-01-10", VerificationOutcome::Failed, "2025-01-10"));
    for (on, expected) in [
        ("2024-07-09", Err(Unusable::Expired)),
        ("2024-07-10", Ok(())),
        ("2025-01-09", Ok(())),
        ("2025-01-10", Err(Unusable::Failed)),
    ] {
        assert_eq!(meter.check_usable(day(on)), expected, "{on}");
    }
}

#[test]
fn sealed_and_obsolete_meters_are_refused_from_their_day_on() {
    let mut sealed = meter(25);
    sealed.sealed_from = Some(day("2023-05-01"));
    let mut obsolete = meter(25);
    obsolete.obsolete_from = Some(day("2023-05-01"));
    for (meter, unusable) in [(&sealed, Unusable::Sealed), (&obsolete, Unusable::Obsolete)] {
        assert_eq!(meter.check_usable(day("2023-04-30")), Ok(()));
        assert_eq!(meter.check_usable(day("2023-05-01")), Err(unusable));
    }
}

#[test]
fn each_refusal_names_its_item_of_article_twelve() {
    let (meter, rules) = (meter(25), rules());
    for (unusable, item) in [
        (Unusable::NotVerified, "（二）"),
        (Unusable::Expired, "（二）"),
        (Unusable::Failed, "（二）"),
        (Unusable::Obsolete, "（七）"),
        (Unusable::Sealed, "（八）"),
    ] {
        let refusal = unusable.refusal(&meter, &rules, day("2024-06-30"));
        assert_eq!(
            (refusal.code, refusal.citation.unwrap().article),
            (unusable.code(), format!("附件3 第十二条{item}"))
        );
        assert!(
            refusal.detail.contains("LX-0001") && refusal.detail.contains(unusable.label()),
            "{}",
            refusal.detail
        );
    }
}

#[test]
fn the_cycle_goes_by_calibre() {
    let rules = rules();
    for (calibre, measure, due) in [
        (15, Measure::Replacement, "2026-02-28"),
        (25, Measure::Replacement, "2026-02-28"),
        (26, Measure::Replacement, "2024-02-29"),
        (50, Measure::Replacement, "2024-02-29"),
        (51, Measure::Verification, "2022-02-28"),
        (80, Measure::Verification, "2022-02-28"),
    ] {
        assert_eq!(meter(calibre).due(&rules), Due::On { measure, day: day(due) }, "DN{calibre}");
    }
}

#[test]
fn replacement_counts_from_the_first_verification_and_verification_from_the_last() {
    let rules = rules();
    let again = verification("2022-02-01", VerificationOutcome::Verified, "2024-01-31");
    let (mut small, mut large) = (meter(20), meter(100));
    small.verifications.push(again.clone());
    large.verifications.push(again);
    large
        .verifications
        .push(verification("2023-01-01", VerificationOutcome::Failed, "2023-01-01"));
    assert_eq!(
        small.due(&rules),
        Due::On {
            measure: Measure::Replacement,
            day: day("2026-02-28")
        }
    );
    assert_eq!(
        large.due(&rules),
        Due::On {
            measure: Measure::Verification,
            day: day("2024-02-01")
        }
    );
}

#[test]
fn the_due_list_has_three_windows() {
    let (meter, rules) = (meter(15), rules());
    for (today, expected) in [
        ("2025-11-29", DueState::InTime),
        ("2025-11-30", DueState::DueWithin { window: 90 }),
        ("2025-12-29", DueState::DueWithin { window: 90 }),
        ("2025-12-30", DueState::DueWithin { window: 60 }),
        ("2026-01-28", DueState::DueWithin { window: 60 }),
        ("2026-01-29", DueState::DueWithin { window: 30 }),
        ("2026-02-28", DueState::DueWithin { window: 30 }),
        ("2026-03-01", DueState::Overdue { days: 1 }),
    ] {
        assert_eq!(meter.due_state(&rules, day(today)), expected, "{today}");
    }
    let unverified = Meter {
        verifications: Vec::new(),
        ..meter
    };
    assert_eq!(unverified.due_state(&rules, day("2026-01-01")), DueState::Unverified);
}
