use super::*;
use crate::domain::{
    meter::{Meter, Place, Verification, VerificationOutcome},
    reading::{Purpose, Reading},
    ruleset,
    tariff::{MeteredUse, Tariff},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn rules() -> BillingRules {
    BillingRules::for_period(&ruleset::load(None).unwrap(), period("2025Q3")).unwrap()
}

fn reading(purpose: Purpose, read_on: &str, value: i64) -> Reading {
    Reading {
        id: Uuid::nil(),
        purpose,
        read_on: day(read_on),
        value: Exact::from(value),
        rolled_over: false,
    }
}

fn candidate(read_on: &str) -> BillingCandidate {
    let meter = Meter {
        id: Uuid::nil(),
        number: "A-1".to_owned(),
        calibre_dn: 40,
        digits: 5,
        place: Place::SupplyPoint,
        installed_on: day("2025-06-30"),
        verifications: vec![Verification {
            certificate: "晋检水 001".to_owned(),
            on: day("2025-06-01"),
            outcome: VerificationOutcome::Verified,
            valid_until: day("2029-05-31"),
        }],
        sealed_from: None,
        obsolete_from: None,
    };
    BillingCandidate {
        user: Uuid::from_u128(7),
        category: Category::NonResident,
        supply: Supply::PublicNetwork,
        industry_class: IndustryClass::Ordinary,
        plan_volume: Some(Exact::from(1_000)),
        adjustments: Vec::new(),
        base_price: Some(Exact::parse("4.20", 4).unwrap()),
        meters: vec![MeterHistory {
            meter,
            readings: vec![
                reading(Purpose::Installation, "2025-06-30", 100),
                reading(Purpose::Period(period("2025Q3")), read_on, 1_600),
            ],
        }],
        assessed: None,
    }
}

#[test]
fn a_bill_is_what_the_calculator_gives_with_the_readings_before_it() {
    let draft = assemble_bill(&rules(), &candidate("2025-09-30")).unwrap();
    let result = &draft.result;
    assert_eq!(
        (
            result.basic_charge.to_string(),
            result.surcharge.to_string(),
            result.total.to_string()
        ),
        ("6300.00".into(), "1890.00".into(), "8190.00".into())
    );
    assert_eq!(
        (draft.user, draft.period, draft.usage.meters.len()),
        (Uuid::from_u128(7), period("2025Q3"), 1)
    );
    let calculated = surcharge::compute(&rules().surcharge, &draft.input).unwrap();
    let steps = result.trace.steps();
    assert_eq!(
        steps[..4].iter().map(|step| step.step.as_str()).collect::<Vec<_>>(),
        ["meter_usage", "usage", "closed_on", "days_shift"]
    );
    assert_eq!(&steps[4..], calculated.trace.steps());
    assert!(
        steps
            .iter()
            .all(|step| !step.citation.document.is_empty() && !step.citation.article.is_empty())
    );
}

#[test]
fn a_late_reading_raises_the_base() {
    let draft = assemble_bill(&rules(), &candidate("2025-10-23")).unwrap();
    assert_eq!((draft.input.days_late, draft.input.period_days), (23, 92));
    assert_eq!(draft.result.adjusted_base.to_string(), "1250.000");
}

#[test]
fn the_engine_previews_the_same_amounts() {
    let rules = rules();
    let tariff = Tariff::compile(&rules.surcharge).unwrap();
    for read_on in ["2025-09-25", "2025-09-30", "2025-10-09"] {
        let prepared = prepare_bill(&rules, &candidate(read_on)).unwrap();
        let metered = MeteredUse::from_input(&rules.surcharge, &prepared.input).unwrap();
        let charges = tariff.charge(&metered).unwrap();
        let draft = compute_bill(&rules, prepared).unwrap();
        assert_eq!(
            (charges.surcharge_fen, charges.total_fen),
            (draft.result.surcharge.fen(), draft.result.total.fen()),
            "{read_on}"
        );
    }
}

#[test]
fn a_user_who_cannot_be_billed_is_told_why() {
    use UnbillableReason as Reason;
    let good = candidate("2025-09-30");
    let mut unread = good.clone();
    unread.meters[0].readings.pop();
    let mut expired = good.clone();
    expired.meters[0].meter.verifications[0].valid_until = day("2025-09-29");
    for (candidate, reason, article) in [
        (
            BillingCandidate {
                category: Category::Resident,
                ..good.clone()
            },
            Reason::NotInScope,
            Some("附件1 第八条"),
        ),
        (
            BillingCandidate {
                supply: Supply::SelfSupplied,
                ..good.clone()
            },
            Reason::NotInScope,
            Some("附件4 二（一）第二段"),
        ),
        (
            BillingCandidate {
                meters: Vec::new(),
                ..good.clone()
            },
            Reason::NotInScope,
            Some("附件4 二（一）"),
        ),
        (
            BillingCandidate {
                plan_volume: None,
                ..good.clone()
            },
            Reason::NoPlan,
            Some("附件4 二（一）"),
        ),
        (
            BillingCandidate {
                base_price: None,
                ..good.clone()
            },
            Reason::NoBasePrice,
            None,
        ),
        (unread, Reason::NoReading, None),
        (expired, Reason::MeterVerificationExpired, Some("附件3 第十二条（二）")),
        (
            BillingCandidate {
                plan_volume: Some(Exact::zero()),
                ..good
            },
            Reason::AmountNotChargeable,
            None,
        ),
    ] {
        let unbillable = assemble_bill(&rules(), &candidate).unwrap_err();
        assert_eq!(unbillable.reason, reason);
        assert_eq!(
            unbillable.citation.as_ref().map(|citation| citation.article.as_str()),
            article,
            "{reason:?}"
        );
        assert!(!unbillable.detail.is_empty());
    }
}

#[test]
fn a_period_is_billed_by_the_rules_of_its_last_day() {
    let rules = ruleset::load(None).unwrap();
    for (of, in_force) in [
        ("2023Q3", false),
        ("2023-10", true),
        ("2023Q4", true),
        ("2028-09", true),
        ("2028Q3", true),
        ("2028-10", false),
        ("2028Q4", false),
    ] {
        let answer = BillingRules::for_period(&rules, period(of));
        assert_eq!(answer.is_ok(), in_force, "{of}");
        if let Err(refusal) = answer {
            assert_eq!(Unbillable::from(refusal).reason, UnbillableReason::RuleNotInForce);
        }
    }
    assert_eq!(BillRules::at(&rules, day("2025-01-01")).unwrap().due_days.value, 15);
}
