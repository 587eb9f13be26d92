use super::*;
use crate::domain::{
    meter::{Place, Verification, VerificationOutcome},
    ruleset,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn exact(text: &str) -> Exact {
    Exact::parse(text, 3).unwrap()
}

fn rules() -> MeteringRules {
    MeteringRules::at(&ruleset::load(None).unwrap(), day("2024-06-30")).unwrap()
}

fn meter() -> Meter {
    Meter {
        id: Uuid::nil(),
        number: "LX-0001".to_owned(),
        calibre_dn: 40,
        digits: 4,
        place: Place::SupplyPoint,
        installed_on: day("2023-12-20"),
        verifications: vec![Verification {
            certificate: "晋检水 001".to_owned(),
            on: day("2023-12-01"),
            outcome: VerificationOutcome::Verified,
            valid_until: day("2024-10-05"),
        }],
        sealed_from: None,
        obsolete_from: None,
    }
}

fn quarter(text: &str) -> Purpose {
    Purpose::Period(text.parse().unwrap())
}

fn reading(id: u128, purpose: Purpose, read_on: &str, value: &str) -> Reading {
    Reading {
        id: Uuid::from_u128(id),
        purpose,
        read_on: day(read_on),
        value: exact(value),
        rolled_over: false,
    }
}

/// Installed, and read for two quarters.
fn readings() -> Vec<Reading> {
    vec![
        reading(3, quarter("2024Q2"), "2024-06-30", "900"),
        reading(1, Purpose::Installation, "2023-12-20", "0"),
        reading(2, quarter("2024Q1"), "2024-03-31", "400"),
    ]
}

fn new(purpose: Purpose, read_on: &str, value: &str) -> NewReading {
    NewReading {
        purpose,
        read_on: day(read_on),
        value: exact(value),
        method: Method::Manual,
        rolled_over: false,
        correction: None,
        supplement: None,
    }
}

fn third(read_on: &str, value: &str) -> NewReading {
    new(quarter("2024Q3"), read_on, value)
}

fn correcting(id: u128, new: NewReading) -> NewReading {
    NewReading {
        correction: Some(Correction {
            replaces: Uuid::from_u128(id),
            reason: "抄错一位".to_owned(),
        }),
        ..new
    }
}

fn check(new: &NewReading) -> Result<(), &'static str> {
    check_with(&meter(), new)
}

fn check_with(meter: &Meter, new: &NewReading) -> Result<(), &'static str> {
    check_reading(&rules(), meter, &readings(), new, day("2024-11-30")).map_err(|refusal| {
        assert!(!refusal.detail.is_empty() && !refusal.errors.is_empty(), "{refusal:?}");
        refusal.code
    })
}

#[test]
fn a_plausible_reading_is_taken() {
    assert_eq!(check(&third("2024-09-30", "1300.5")), Ok(()));
    assert_eq!(
        check(&NewReading {
            method: Method::Remote,
            ..third("2024-09-30", "900")
        }),
        Ok(())
    );
}

#[test]
fn an_estimate_is_refused_with_its_article() {
    let estimate = NewReading {
        method: Method::Estimate,
        ..third("2024-09-30", "1300")
    };
    let refusal = check_reading(&rules(), &meter(), &readings(), &estimate, day("2024-11-30")).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.citation.unwrap().article.as_str()),
        ("estimate_refused", "附件3 第十一条（二）")
    );
}

#[test]
fn a_reading_below_the_last_needs_a_rollover() {
    assert_eq!(check(&third("2024-09-30", "899.999")), Err("reading_lower_than_last"));
    assert_eq!(check(&third("2024-09-30", "900.000")), Ok(()));
    let rolled = |value| NewReading {
        rolled_over: true,
        ..third("2024-09-30", value)
    };
    assert_eq!(check(&rolled("12")), Ok(()));
    assert_eq!(check(&rolled("899.999")), Ok(()));
    assert_eq!(check(&rolled("900")), Err("not_a_rollover"));
}

#[test]
fn a_counter_shows_no_more_than_its_digits() {
    assert_eq!(check(&third("2024-09-30", "9999.999")), Ok(()));
    assert_eq!(check(&third("2024-09-30", "10000")), Err("reading_out_of_range"));
}

#[test]
fn the_day_lies_after_the_last_reading_and_not_in_the_future() {
    let at = |read_on, today| {
        check_reading(&rules(), &meter(), &readings(), &third(read_on, "1300"), day(today)).map_err(|refusal| refusal.code)
    };
    assert_eq!(at("2024-09-30", "2024-09-30"), Ok(()));
    assert_eq!(at("2024-09-30", "2024-09-29"), Err("reading_in_future"));
    assert_eq!(check(&new(quarter("2023Q4"), "2023-12-31", "10")), Err("reading_before_last"));
    assert_eq!(
        check(&new(quarter("2023Q4"), "2023-12-19", "10")),
        Err("reading_before_installation")
    );
}

#[test]
fn a_reading_counts_for_a_period_only_near_its_last_day() {
    let mut meter = meter();
    meter.verifications[0].valid_until = day("2029-12-31");
    for (read_on, answer) in [
        ("2024-08-15", Err("reading_outside_window")),
        ("2024-08-16", Ok(())),
        ("2024-11-14", Ok(())),
        ("2024-11-15", Err("reading_outside_window")),
    ] {
        assert_eq!(check_with(&meter, &third(read_on, "1300")), answer, "{read_on}");
    }
    let month = |read_on| check_with(&meter, &new(Purpose::Period("2024-09".parse().unwrap()), read_on, "1300"));
    assert_eq!((month("2024-09-15"), month("2024-09-16")), (Err("reading_outside_window"), Ok(())));
    assert_eq!((month("2024-10-14"), month("2024-10-15")), (Ok(()), Err("reading_outside_window")));
}

#[test]
fn an_unusable_meter_takes_no_readings() {
    assert_eq!(check(&third("2024-10-05", "1300")), Ok(()));
    assert_eq!(check(&third("2024-10-06", "1300")), Err("meter_verification_expired"));
    let good = meter();
    let before = day("2024-09-01");
    for (meter, code) in [
        (
            Meter {
                sealed_from: Some(before),
                ..good.clone()
            },
            "meter_sealed",
        ),
        (
            Meter {
                obsolete_from: Some(before),
                ..good.clone()
            },
            "meter_obsolete",
        ),
        (
            Meter {
                verifications: Vec::new(),
                ..good.clone()
            },
            "meter_not_verified",
        ),
    ] {
        assert_eq!(check_with(&meter, &third("2024-09-30", "1300")), Err(code));
    }
    let mut failed = good;
    failed.verifications[0].outcome = VerificationOutcome::Failed;
    assert_eq!(check_with(&failed, &third("2024-09-30", "1300")), Err("meter_failed"));
}

#[test]
fn a_period_is_read_once_and_changed_by_correction() {
    assert_eq!(check(&new(quarter("2024Q2"), "2024-07-01", "901")), Err("reading_exists"));
    assert_eq!(check(&new(Purpose::Installation, "2024-07-01", "901")), Err("reading_exists"));
    assert_eq!(check(&correcting(3, new(quarter("2024Q2"), "2024-07-01", "901"))), Ok(()));
}

#[test]
fn a_correction_fits_between_the_neighbours_of_what_it_replaces() {
    let first = |value| check(&correcting(2, new(quarter("2024Q1"), "2024-04-01", value)));
    assert_eq!(first("0"), Ok(()));
    assert_eq!(first("900"), Ok(()));
    assert_eq!(first("900.001"), Err("reading_higher_than_next"));
    let opening = |value| check(&correcting(1, new(Purpose::Installation, "2023-12-20", value)));
    assert_eq!((opening("400"), opening("400.001")), (Ok(()), Err("reading_higher_than_next")));
    let lower = NewReading {
        rolled_over: true,
        ..correcting(3, new(quarter("2024Q2"), "2024-06-30", "399"))
    };
    assert_eq!(check(&lower), Ok(()));
}

#[test]
fn a_correction_before_a_rollover_stays_above_it() {
    let mut readings = readings();
    readings.push(Reading {
        rolled_over: true,
        ..reading(4, quarter("2024Q3"), "2024-09-30", "100")
    });
    let at = |value| {
        check_reading(
            &rules(),
            &meter(),
            &readings,
            &correcting(3, new(quarter("2024Q2"), "2024-06-30", value)),
            day("2024-11-30"),
        )
        .map_err(|refusal| refusal.code)
    };
    let mut first = readings.clone();
    first.retain(|reading| reading.id != Uuid::from_u128(2));
    assert_eq!((at("400"), at("9999")), (Ok(()), Ok(())));
    let low = correcting(3, new(quarter("2024Q2"), "2024-06-30", "100"));
    assert_eq!(
        check_reading(&rules(), &meter(), &first, &low, day("2024-11-30")).unwrap_err().code,
        "reading_lower_than_next"
    );
}

#[test]
fn a_correction_names_its_target_and_its_reason() {
    let good = correcting(3, new(quarter("2024Q2"), "2024-06-30", "950"));
    assert_eq!(check(&good), Ok(()));
    assert_eq!(check(&correcting(9, good.clone())), Err("correction_target_missing"));
    assert_eq!(check(&correcting(2, good.clone())), Err("correction_purpose_differs"));
    let unexplained = NewReading {
        correction: Some(Correction {
            replaces: Uuid::from_u128(3),
            reason: " ".to_owned(),
        }),
        ..good
    };
    assert_eq!(check(&unexplained), Err("correction_reason_missing"));
}

#[test]
fn a_removal_closes_the_meter() {
    assert_eq!(check(&new(Purpose::Removal, "2024-08-20", "1100")), Ok(()));
    let mut readings = readings();
    readings.push(reading(4, Purpose::Removal, "2024-08-20", "1100"));
    let late = check_reading(&rules(), &meter(), &readings, &third("2024-09-30", "1300"), day("2024-11-30"));
    assert_eq!(late.unwrap_err().code, "meter_removed");
}

#[test]
fn a_meter_is_read_only_after_its_installation_reading() {
    let refused = check_reading(&rules(), &meter(), &[], &third("2024-09-30", "1300"), day("2024-11-30"));
    assert_eq!(refused.unwrap_err().code, "no_installation_reading");
    assert!(
        check_reading(
            &rules(),
            &meter(),
            &[],
            &new(Purpose::Installation, "2023-12-20", "3.5"),
            day("2024-11-30")
        )
        .is_ok()
    );
    let rolled = NewReading {
        rolled_over: true,
        ..new(Purpose::Installation, "2023-12-20", "3.5")
    };
    assert_eq!(
        check_reading(&rules(), &meter(), &[], &rolled, day("2024-11-30")).unwrap_err().code,
        "not_a_rollover"
    );
}

fn supplement(reason: &str, new: NewReading) -> NewReading {
    NewReading {
        supplement: Some(reason.to_owned()),
        ..new
    }
}

#[test]
fn a_missed_reading_is_supplied_late_between_its_neighbours() {
    // The second quarter was missed: only the third is there.
    let readings = [
        reading(1, Purpose::Installation, "2023-12-20", "0"),
        reading(2, quarter("2024Q1"), "2024-03-31", "400"),
        reading(3, quarter("2024Q3"), "2024-09-30", "900"),
    ];
    let check = |new: &NewReading| {
        check_reading(&rules(), &meter(), &readings, new, day("2024-11-30")).map_err(|refusal| {
            assert!(!refusal.detail.is_empty() && !refusal.errors.is_empty(), "{refusal:?}");
            refusal.code
        })
    };
    let second = |read_on: &str, value: &str| new(quarter("2024Q2"), read_on, value);
    assert_eq!(check(&second("2024-06-30", "700")), Err("reading_before_last"));
    let late = |read_on: &str, value: &str| check(&supplement("抄表本记录", second(read_on, value)));
    assert_eq!(late("2024-06-30", "700"), Ok(()));
    assert_eq!(late("2024-06-30", "400"), Ok(()));
    assert_eq!(late("2024-06-30", "900"), Ok(()));
    assert_eq!(late("2024-06-30", "399.999"), Err("reading_lower_than_last"));
    assert_eq!(late("2024-06-30", "900.001"), Err("reading_higher_than_next"));
    assert_eq!(late("2024-09-20", "700"), Err("reading_outside_window"));
    assert_eq!(
        check(&supplement(" ", second("2024-06-30", "700"))),
        Err("supplement_reason_missing")
    );
    let estimated = NewReading {
        method: Method::Estimate,
        ..supplement("估算", second("2024-06-30", "700"))
    };
    assert_eq!(check(&estimated), Err("estimate_refused"));
    let existing = supplement("抄表本记录", new(quarter("2024Q1"), "2024-03-30", "399"));
    assert_eq!(check(&existing), Err("reading_exists"));
    let latest = supplement("抄表本记录", second("2024-06-30", "700"));
    let refusal = check_reading(&rules(), &meter(), &readings[..2], &latest, day("2024-11-30")).unwrap_err();
    assert_eq!(refusal.code, "supplement_not_needed");
    let corrected = supplement("抄表本记录", correcting(2, new(quarter("2024Q1"), "2024-03-31", "410")));
    assert_eq!(check(&corrected), Err("supplement_not_expected"));
}
