use uuid::Uuid;

use super::*;
use crate::domain::{
    meter::{Place, Verification, VerificationOutcome},
    ruleset,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn rules() -> UsageRules {
    UsageRules::at(&ruleset::load(None).unwrap(), day("2025-09-30")).unwrap()
}

fn meter(number: &str, installed_on: &str) -> Meter {
    Meter {
        id: Uuid::nil(),
        number: number.to_owned(),
        calibre_dn: 40,
        digits: 4,
        place: Place::SupplyPoint,
        installed_on: day(installed_on),
        verifications: vec![Verification {
            certificate: "晋检水 001".to_owned(),
            on: day("2024-01-01"),
            outcome: VerificationOutcome::Verified,
            valid_until: day("2027-12-31"),
        }],
        sealed_from: None,
        obsolete_from: None,
    }
}

fn reading(purpose: Purpose, read_on: &str, value: &str) -> Reading {
    Reading {
        id: Uuid::nil(),
        purpose,
        read_on: day(read_on),
        value: Exact::parse(value, 3).unwrap(),
        rolled_over: false,
    }
}

fn closing(of: &str, read_on: &str, value: &str) -> Reading {
    reading(Purpose::Period(period(of)), read_on, value)
}

/// A meter with an installation reading of zero and what follows it.
fn history(number: &str, installed_on: &str, readings: Vec<Reading>) -> MeterHistory {
    let mut all = vec![reading(Purpose::Installation, installed_on, "0")];
    all.extend(readings);
    MeterHistory {
        meter: meter(number, installed_on),
        readings: all,
    }
}

fn usage(of: &str, meters: &[MeterHistory]) -> Result<PeriodUsage, Unbillable> {
    usage_of_period(&rules(), period(of), meters, &mut Trace::new())
}

fn volume(of: &str, meters: &[MeterHistory]) -> Result<String, UnbillableReason> {
    usage(of, meters).map(|usage| usage.volume.to_fixed(3)).map_err(|unbillable| {
        assert!(!unbillable.detail.is_empty());
        unbillable.reason
    })
}

/// Read for two quarters.
fn regular() -> MeterHistory {
    history(
        "A-1",
        "2025-01-02",
        vec![closing("2025Q2", "2025-06-30", "700.5"), closing("2025Q1", "2025-03-31", "300")],
    )
}

#[test]
fn usage_is_the_difference_of_two_readings() {
    assert_eq!(volume("2025Q2", &[regular()]), Ok("400.500".to_owned()));
    assert_eq!(volume("2025Q1", &[regular()]), Ok("300.000".to_owned()));
}

#[test]
fn days_late_and_early_are_counted_from_the_last_day_of_the_period() {
    for (read_on, late, early) in [
        ("2025-06-29", 0, 1),
        ("2025-06-30", 0, 0),
        ("2025-07-01", 1, 0),
        ("2025-07-31", 31, 0),
        ("2025-05-31", 0, 30),
    ] {
        let mut history = regular();
        history.readings[1].read_on = day(read_on);
        let usage = usage("2025Q2", &[history]).unwrap();
        assert_eq!((usage.days_late, usage.days_early), (late, early), "{read_on}");
    }
}

#[test]
fn the_other_reading_of_the_article_counts_the_interval() {
    let mut rules = rules();
    rules.days_shift.value = DaysShift::Interval;
    let mut history = regular();
    history.readings[1].read_on = day("2025-07-05");
    history.readings[2].read_on = day("2025-04-02");
    // 94 days between the readings, 91 in the quarter: the late reading of the quarter before is not counted twice.
    let usage = usage_of_period(&rules, period("2025Q2"), &[history], &mut Trace::new()).unwrap();
    assert_eq!((usage.days_late, usage.days_early), (3, 0));
}

#[test]
fn a_counter_that_rolled_over_is_completed() {
    let mut history = history(
        "A-1",
        "2025-01-02",
        vec![closing("2025Q1", "2025-03-31", "9900"), closing("2025Q2", "2025-06-30", "150.25")],
    );
    assert_eq!(volume("2025Q2", &[history.clone()]), Err(UnbillableReason::ReadingInconsistent));
    history.readings[2].rolled_over = true;
    assert_eq!(volume("2025Q2", &[history]), Ok("250.250".to_owned()));
}

#[test]
fn a_changed_meter_is_charged_from_both_counters() {
    let old = history(
        "A-1",
        "2025-01-02",
        vec![
            closing("2025Q1", "2025-03-31", "300"),
            reading(Purpose::Removal, "2025-05-10", "450"),
        ],
    );
    let mut new = history(
        "B-2",
        "2025-05-10",
        vec![closing("2025Q2", "2025-07-02", "210"), closing("2025Q3", "2025-09-30", "500")],
    );
    new.readings[0].value = Exact::from(10);
    let meters = [old, new];
    let second = usage("2025Q2", &meters).unwrap();
    assert_eq!(
        (second.volume.to_fixed(0).as_str(), second.days_late, second.meters.len()),
        ("350", 2, 2)
    );
    assert_eq!(volume("2025Q3", &meters), Ok("290.000".to_owned()));
    assert_eq!(
        volume("2025Q1", &meters),
        Ok("300.000".to_owned()),
        "the new meter was not there yet"
    );
}

#[test]
fn a_change_between_the_last_day_and_a_late_reading_belongs_to_the_period() {
    let old = history(
        "A-1",
        "2025-01-02",
        vec![
            closing("2025Q1", "2025-03-31", "300"),
            reading(Purpose::Removal, "2025-07-03", "450"),
        ],
    );
    let new = history(
        "B-2",
        "2025-07-03",
        vec![closing("2025Q2", "2025-07-05", "8"), closing("2025Q3", "2025-09-30", "100")],
    );
    let meters = [old, new];
    let second = usage("2025Q2", &meters).unwrap();
    assert_eq!((second.volume.to_fixed(0).as_str(), second.days_late), ("158", 5));
    assert_eq!(volume("2025Q3", &meters), Ok("92.000".to_owned()));
}

#[test]
fn a_user_who_left_is_charged_to_the_removal() {
    let gone = history(
        "A-1",
        "2025-01-02",
        vec![
            closing("2025Q1", "2025-03-31", "300"),
            reading(Purpose::Removal, "2025-05-31", "450"),
        ],
    );
    let last = usage("2025Q2", std::slice::from_ref(&gone)).unwrap();
    assert_eq!((last.volume.to_fixed(0).as_str(), last.days_late, last.days_early), ("150", 0, 30));
    assert_eq!(volume("2025Q3", &[gone]), Err(UnbillableReason::NoMeter));
}

#[test]
fn several_meters_are_added_and_the_last_reading_day_counts() {
    let mut second = regular();
    second.meter.number = "A-2".to_owned();
    second.readings[1].read_on = day("2025-07-04");
    let usage = usage("2025Q2", &[second, regular()]).unwrap();
    assert_eq!((usage.volume.to_fixed(0).as_str(), usage.days_late), ("801", 4));
}

#[test]
fn missing_readings_are_told_apart() {
    assert_eq!(volume("2025Q3", &[regular()]), Err(UnbillableReason::NoReading));
    let skipped = history("A-1", "2025-01-02", vec![closing("2025Q2", "2025-06-30", "700")]);
    assert_eq!(
        volume("2025Q2", &[skipped]),
        Err(UnbillableReason::NoOpeningReading),
        "installed long before the period"
    );
    let gap = history(
        "A-1",
        "2025-01-02",
        vec![closing("2025Q1", "2025-03-31", "300"), closing("2025Q3", "2025-09-30", "900")],
    );
    assert_eq!(volume("2025Q3", &[gap]), Err(UnbillableReason::NoOpeningReading));
    assert_eq!(volume("2025Q3", &[]), Err(UnbillableReason::NoMeter));
    let later = history("A-1", "2025-11-20", Vec::new());
    assert_eq!(
        volume("2025Q3", &[later]),
        Err(UnbillableReason::NoMeter),
        "installed after the period"
    );
    let unread = history("A-1", "2025-09-30", Vec::new());
    assert_eq!(
        volume("2025Q3", &[unread]),
        Err(UnbillableReason::NoReading),
        "installed on its last day"
    );
}

fn missed() -> MeterHistory {
    history(
        "A-1",
        "2025-01-02",
        vec![closing("2025Q1", "2025-03-31", "300"), closing("2025Q3", "2025-09-30", "900")],
    )
}

#[test]
fn a_missed_reading_that_is_supplied_late_makes_both_periods_good() {
    let unbillable = usage("2025Q3", &[missed()]).unwrap_err();
    assert!(unbillable.detail.contains("请补录周期 2025Q2"), "{}", unbillable.detail);
    assert_eq!(unbillable.citation.unwrap().article, "附件3 第十一条（一）");
    let unbillable = usage("2025Q2", &[missed()]).unwrap_err();
    assert_eq!(unbillable.reason, UnbillableReason::NoReading);
    assert!(unbillable.detail.contains("请补录周期 2025Q2"), "{}", unbillable.detail);
    let unread = usage("2025Q4", &[missed()]).unwrap_err();
    assert!(unread.detail.contains("请先抄表"), "{}", unread.detail);
    let mut supplied = missed();
    supplied.readings.push(closing("2025Q2", "2025-06-30", "500"));
    assert_eq!(volume("2025Q2", &[supplied.clone()]), Ok("200.000".to_owned()));
    assert_eq!(volume("2025Q3", &[supplied]), Ok("400.000".to_owned()));
}

#[test]
fn the_other_way_opens_from_the_last_reading_and_says_so() {
    let mut rules = rules();
    rules.metering.missed_reading.value = MissedReading::LastReading;
    let mut trace = Trace::new();
    let both = usage_of_period(&rules, period("2025Q3"), &[missed()], &mut trace).unwrap();
    assert_eq!(both.volume.to_fixed(0), "600");
    let step = trace.steps().iter().find(|step| step.step == "missed_reading").unwrap();
    assert_eq!((step.value.as_str(), step.interpretation), ("2025Q1", true));
    // Where nothing is missing nothing is said.
    let mut trace = Trace::new();
    usage_of_period(&rules, period("2025Q2"), &[regular()], &mut trace).unwrap();
    assert!(trace.steps().iter().all(|step| step.step != "missed_reading"));
}

#[test]
fn one_unread_meter_holds_up_the_whole_bill() {
    let mut unread = regular();
    unread.readings.truncate(1);
    assert_eq!(volume("2025Q2", &[regular(), unread]), Err(UnbillableReason::NoReading));
}

#[test]
fn an_unusable_meter_is_the_reason_rather_than_the_missing_reading() {
    let mut expired = regular();
    expired.meter.verifications[0].valid_until = day("2025-06-29");
    for (of, reason) in [
        ("2025Q1", None),
        ("2025Q2", Some(UnbillableReason::MeterVerificationExpired)),
        ("2025Q3", Some(UnbillableReason::MeterVerificationExpired)),
    ] {
        assert_eq!(volume(of, std::slice::from_ref(&expired)).err(), reason, "{of}");
    }
    let unbillable = usage("2025Q2", &[expired]).unwrap_err();
    assert_eq!(unbillable.citation.unwrap().article, "附件3 第十二条（二）");
    let mut sealed = regular();
    sealed.meter.sealed_from = Some(day("2025-06-30"));
    assert_eq!(volume("2025Q2", &[sealed]), Err(UnbillableReason::MeterSealed));
}

#[test]
fn months_are_billed_like_quarters() {
    let monthly = history(
        "A-1",
        "2025-01-31",
        vec![closing("2025-02", "2025-02-28", "20"), closing("2025-03", "2025-04-01", "55.5")],
    );
    assert_eq!(volume("2025-02", std::slice::from_ref(&monthly)), Ok("20.000".to_owned()));
    let march = usage("2025-03", std::slice::from_ref(&monthly)).unwrap();
    assert_eq!((march.volume.to_fixed(1).as_str(), march.days_late), ("35.5", 1));
    assert_eq!(volume("2025Q1", &[monthly]), Err(UnbillableReason::NoReading));
}

#[test]
fn the_steps_cite_metering_and_the_day_rule() {
    let mut trace = Trace::new();
    usage_of_period(&rules(), period("2025Q2"), &[regular()], &mut trace).unwrap();
    let steps: Vec<_> = trace
        .steps()
        .iter()
        .map(|step| (step.step.as_str(), step.citation.article.as_str(), step.interpretation))
        .collect();
    assert_eq!(
        steps,
        [
            ("meter_usage", "附件3 第十一条（一）", false),
            ("usage", "附件3 第十一条（一）", false),
            ("closed_on", "附件4 二（四）", true),
            ("days_shift", "附件4 二（四）", true),
        ]
    );
    assert_eq!(trace.steps()[0].value, "400.5");
}
