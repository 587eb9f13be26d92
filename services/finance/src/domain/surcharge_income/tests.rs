use contracts::Envelope;
use serde::de::DeserializeOwned;

use super::*;
use crate::domain::{
    entry_number::EntryNumber,
    ruleset::{FinanceRules, load},
};

fn sample<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str::<Envelope<T>>(text).unwrap().data
}

fn collected() -> SurchargeCollectedV1 {
    sample(include_str!(
        "../../../../../shared/contracts/samples/cn.jiangzhou.water.surcharge.collected.v1.json"
    ))
}

fn reversed() -> SurchargeReversedV1 {
    sample(include_str!(
        "../../../../../shared/contracts/samples/cn.jiangzhou.water.surcharge.reversed.v1.json"
    ))
}

/// A collection and the cancellation that fits it, both from the golden samples.
fn pair() -> (Collection, Cancellation) {
    let collection = Collection::parse(&collected()).unwrap();
    let mut cancellation = Cancellation::parse(&reversed()).unwrap();
    cancellation.payment = collection.payment;
    cancellation.bill = collection.bill;
    cancellation.surcharge = collection.surcharge;
    cancellation.reversed_on = collection.paid_on;
    (collection, cancellation)
}

fn apply(finance: &FinanceRules, state: &SurchargeIncome, command: Command) -> Result<Vec<Event>, IncomeError> {
    state.apply(
        command,
        finance.funds().get(FUND).unwrap(),
        finance.booking(),
        EntryId::from(Uuid::from_u128(9)),
    )
}

fn booked(finance: &FinanceRules, collection: &Collection) -> SurchargeIncome {
    let events = apply(finance, &SurchargeIncome::Unknown, Command::Collect(collection.clone())).unwrap();
    let [Event::Booked { collection, entry }] = events.as_slice() else {
        panic!("{events:?}")
    };
    SurchargeIncome::Booked {
        collection: collection.clone(),
        entry: PostedEntry {
            entry: entry.clone(),
            number: EntryNumber::new(finance.funds().get(FUND).unwrap(), collection.paid_on, 1),
            reversed_by: None,
        },
    }
}

#[test]
fn a_collection_debits_the_special_account_and_credits_income() {
    let finance = load(None).unwrap();
    let (collection, _) = pair();
    let SurchargeIncome::Booked { entry, .. } = booked(&finance, &collection) else {
        panic!()
    };
    let lines: Vec<_> = entry
        .entry
        .lines()
        .iter()
        .map(|line| (line.account.to_string(), line.amount))
        .collect();
    assert_eq!(
        lines,
        [
            ("1001".to_owned(), collection.surcharge),
            ("4001".to_owned(), collection.surcharge.negated())
        ]
    );
    assert_eq!(
        (entry.entry.fund(), entry.entry.booked_on()),
        (FundKey::WaterSurcharge, collection.paid_on)
    );
    assert!(entry.entry.summary().contains(&collection.bill_number));
}

#[test]
fn only_the_surcharge_part_is_booked() {
    let finance = load(None).unwrap();
    let collection = Collection {
        basic: Money::parse("6300.00").unwrap(),
        surcharge: Money::parse("1890.00").unwrap(),
        ..pair().0
    };
    let SurchargeIncome::Booked { entry, .. } = booked(&finance, &collection) else {
        panic!()
    };
    assert!(entry.entry.lines().iter().all(|line| line.amount.fen().abs() == 189_000));
}

#[test]
fn the_same_message_twice_has_one_effect() {
    let finance = load(None).unwrap();
    let (collection, cancellation) = pair();
    let state = booked(&finance, &collection);
    assert_eq!(apply(&finance, &state, Command::Collect(collection.clone())), Ok(Vec::new()));
    let reversed = SurchargeIncome::Reversed {
        collection: collection.clone(),
        cancellation: cancellation.clone(),
    };
    assert_eq!(apply(&finance, &reversed, Command::Cancel(cancellation)), Ok(Vec::new()));
    assert_eq!(apply(&finance, &reversed, Command::Collect(collection)), Ok(Vec::new()));
}

#[test]
fn the_same_payment_with_other_facts_is_refused_for_good() {
    let finance = load(None).unwrap();
    let (collection, _) = pair();
    let state = booked(&finance, &collection);
    let other = Collection {
        surcharge: Money::from_fen(collection.surcharge.fen() + 1).unwrap(),
        ..collection
    };
    let error = apply(&finance, &state, Command::Collect(other)).unwrap_err();
    assert_eq!((error.code(), error.may_succeed_later()), ("conflicting_collection", false));
}

#[test]
fn a_cancellation_reverses_the_booking_by_a_new_entry() {
    let finance = load(None).unwrap();
    let (collection, cancellation) = pair();
    let state = booked(&finance, &collection);
    let events = apply(&finance, &state, Command::Cancel(cancellation.clone())).unwrap();
    let [Event::Reversed { entry, reversed, .. }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(entry.kind(), &EntryKind::Reversal { of: reversed.entry.id() });
    let lines: Vec<_> = entry.lines().iter().map(|line| (line.account.to_string(), line.amount)).collect();
    assert_eq!(
        lines,
        [
            ("1001".to_owned(), collection.surcharge.negated()),
            ("4001".to_owned(), collection.surcharge)
        ]
    );
    assert!(entry.summary().contains(&cancellation.credit_bill_number));
}

#[test]
fn a_cancellation_that_comes_first_may_succeed_later() {
    let finance = load(None).unwrap();
    let error = apply(&finance, &SurchargeIncome::Unknown, Command::Cancel(pair().1)).unwrap_err();
    assert_eq!((error.code(), error.may_succeed_later()), ("income_not_booked_yet", true));
}

#[test]
fn a_cancellation_that_does_not_fit_is_refused_for_good() {
    let finance = load(None).unwrap();
    let (collection, cancellation) = pair();
    let state = booked(&finance, &collection);
    let code = |cancellation: Cancellation| {
        let error = apply(&finance, &state, Command::Cancel(cancellation)).unwrap_err();
        assert!(!error.may_succeed_later());
        error.code()
    };
    assert_eq!(
        code(Cancellation {
            surcharge: Money::from_fen(1).unwrap(),
            ..cancellation.clone()
        }),
        "cancellation_differs"
    );
    assert_eq!(
        code(Cancellation {
            bill: BillId::from(Uuid::nil()),
            ..cancellation.clone()
        }),
        "cancellation_differs"
    );
    assert_eq!(
        code(Cancellation {
            reversed_on: collection.paid_on.pred_opt().unwrap(),
            ..cancellation.clone()
        }),
        "reversal_too_early"
    );
    let reversed = SurchargeIncome::Reversed {
        collection,
        cancellation: cancellation.clone(),
    };
    let another = Cancellation {
        credit_bill: CreditBillId::from(Uuid::nil()),
        ..cancellation
    };
    assert_eq!(
        apply(&finance, &reversed, Command::Cancel(another)).unwrap_err().code(),
        "reversed_by_another_credit_bill"
    );
}

#[test]
fn a_malformed_message_names_every_field() {
    let message = SurchargeCollectedV1 {
        payment_id: "x".into(),
        bill_number: " ".into(),
        surcharge_amount: "0.00".into(),
        basic_amount: "-1.00".into(),
        paid_on: "2026-02-30".into(),
        ..collected()
    };
    let pointers: Vec<_> = Collection::parse(&message)
        .unwrap_err()
        .errors
        .into_iter()
        .map(|error| error.pointer)
        .collect();
    assert_eq!(
        pointers,
        ["/payment_id", "/bill_number", "/basic_amount", "/surcharge_amount", "/paid_on"]
    );
    let message = SurchargeReversedV1 {
        credit_bill_id: String::new(),
        surcharge_amount: "1".into(),
        ..reversed()
    };
    let pointers: Vec<_> = Cancellation::parse(&message)
        .unwrap_err()
        .errors
        .into_iter()
        .map(|error| error.pointer)
        .collect();
    assert_eq!(pointers, ["/credit_bill_id", "/surcharge_amount"]);
}
