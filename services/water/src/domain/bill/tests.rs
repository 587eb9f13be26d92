use super::*;
use crate::domain::ruleset;

const CREDIT_BILL: Uuid = Uuid::from_u128(9);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn rules() -> BillRules {
    BillRules::at(&ruleset::load(None).unwrap(), day("2025-10-10")).unwrap()
}

fn bill(surcharge: &str, state: BillState) -> Bill {
    Bill {
        id: Uuid::from_u128(1),
        user: Uuid::from_u128(2),
        period: "2025Q3".parse().unwrap(),
        issued_on: day("2025-10-10"),
        basic_charge: money("6300.00"),
        surcharge: money(surcharge),
        state,
    }
}

fn payment(amount: &str, paid_on: &str) -> Payment {
    Payment {
        id: Uuid::from_u128(3),
        amount: money(amount),
        paid_on: day(paid_on),
        collector: Collector::Entrusted {
            company: "supply_city".to_owned(),
        },
    }
}

fn notified() -> BillState {
    BillState::Notified { due_on: day("2025-10-27") }
}

fn paid() -> BillState {
    BillState::Paid {
        payment: payment("8190.00", "2025-10-20"),
    }
}

fn settled() -> BillState {
    BillState::Settled {
        payment: Some(payment("8190.00", "2025-10-20")),
        entry_number: Some("SF-2025-0001".to_owned()),
    }
}

fn cancelled(entry_number: Option<&str>, reversal: Reversal) -> BillState {
    BillState::Cancelled {
        credit_bill: CREDIT_BILL,
        refund: Some(payment("8190.00", "2025-10-20")),
        entry_number: entry_number.map(str::to_owned),
        reversal,
    }
}

fn reversed() -> Reversal {
    Reversal::Booked {
        entry_number: "SF-2025-0002".to_owned(),
    }
}

fn pay(amount: &str, paid_on: &str) -> BillCommand {
    BillCommand::RegisterPayment {
        payment: payment(amount, paid_on),
        today: day("2025-11-30"),
    }
}

fn settle() -> BillCommand {
    BillCommand::Settle {
        entry_number: "SF-2025-0001".to_owned(),
    }
}

fn cancel() -> BillCommand {
    BillCommand::Cancel {
        credit_bill: CREDIT_BILL,
        reason: "读数更正".to_owned(),
    }
}

fn apply(bill: Bill, command: BillCommand) -> Result<(BillState, Vec<BillEvent>), &'static str> {
    let identity = (bill.id, bill.user, bill.basic_charge, bill.surcharge);
    bill.apply(&rules(), command)
        .map(|(bill, events)| {
            assert_eq!((bill.id, bill.user, bill.basic_charge, bill.surcharge), identity);
            (bill.state, events)
        })
        .map_err(|error| {
            assert!(!error.to_string().is_empty());
            error.code()
        })
}

#[test]
fn a_bill_goes_from_issue_to_the_treasury() {
    let due_on = day("2025-10-27");
    let (state, events) = apply(bill("1890.00", BillState::Issued), BillCommand::Notify { on: day("2025-10-12") }).unwrap();
    assert_eq!((&state, events), (&notified(), vec![BillEvent::Notified { due_on }]));
    let (state, events) = apply(bill("1890.00", state), pay("8190.00", "2025-10-20")).unwrap();
    let payment = payment("8190.00", "2025-10-20");
    let collected = BillEvent::SurchargeCollected {
        payment: payment.clone(),
        basic_charge: money("6300.00"),
        surcharge: money("1890.00"),
    };
    assert_eq!((&state, events), (&paid(), vec![BillEvent::Paid { payment }, collected]));
    let (state, events) = apply(bill("1890.00", state), settle()).unwrap();
    let entry_number = "SF-2025-0001".to_owned();
    assert_eq!((state, events), (settled(), vec![BillEvent::Settled { entry_number }]));
}

#[test]
fn a_bill_without_surcharge_has_nothing_for_the_treasury() {
    let (state, events) = apply(bill("0.00", notified()), pay("6300.00", "2025-10-20")).unwrap();
    assert!(matches!(events.as_slice(), [BillEvent::Paid { .. }]), "{events:?}");
    assert!(
        matches!(
            &state,
            BillState::Settled {
                payment: Some(_),
                entry_number: None
            }
        ),
        "{state:?}"
    );
    assert_eq!(apply(bill("0.00", state.clone()), settle()), Err("nothing_for_treasury"));
    assert_eq!(apply(bill("0.00", state), pay("6300.00", "2025-10-20")), Err("bill_already_paid"));
}

#[test]
fn a_bill_is_paid_in_full_or_not_at_all() {
    for (amount, answer) in [
        ("8189.99", Err("part_payment_refused")),
        ("8190.00", Ok(())),
        ("8190.01", Err("payment_exceeds_bill")),
        ("6300.00", Err("part_payment_refused")),
    ] {
        assert_eq!(
            apply(bill("1890.00", notified()), pay(amount, "2025-10-20")).map(drop),
            answer,
            "{amount}"
        );
    }
}

#[test]
fn paying_a_bill_twice_is_refused() {
    for (state, code) in [
        (paid(), "bill_already_paid"),
        (settled(), "bill_already_paid"),
        (cancelled(None, Reversal::NotNeeded), "bill_wrong_state"),
    ] {
        assert_eq!(apply(bill("1890.00", state), pay("8190.00", "2025-10-20")), Err(code));
    }
}

#[test]
fn a_bill_can_be_paid_before_its_notice() {
    assert_eq!(
        apply(bill("1890.00", BillState::Issued), pay("8190.00", "2025-10-20")).unwrap().0,
        paid()
    );
}

#[test]
fn the_day_of_payment_lies_between_issue_and_today() {
    for (paid_on, answer) in [
        ("2025-10-09", Err("day_before_issue")),
        ("2025-10-10", Ok(())),
        ("2025-11-30", Ok(())),
        ("2025-12-01", Err("payment_in_future")),
    ] {
        assert_eq!(
            apply(bill("1890.00", notified()), pay("8190.00", paid_on)).map(drop),
            answer,
            "{paid_on}"
        );
    }
    assert_eq!(
        apply(bill("1890.00", BillState::Issued), BillCommand::Notify { on: day("2025-10-09") }),
        Err("day_before_issue")
    );
}

#[test]
fn a_bill_is_overdue_from_the_day_after_it_was_due_and_can_still_be_paid() {
    let overdue = |on| apply(bill("1890.00", notified()), BillCommand::MarkOverdue { on: day(on) });
    assert_eq!(overdue("2025-10-26"), Err("bill_not_overdue"));
    assert_eq!(overdue("2025-10-27"), Err("bill_not_overdue"));
    let (state, events) = overdue("2025-10-28").unwrap();
    assert_eq!(events, [BillEvent::BecameOverdue]);
    assert_eq!(state.status(), BillStatus::Overdue);
    assert_eq!(
        apply(bill("1890.00", state), pay("8190.00", "2025-11-15")).unwrap().0.status(),
        BillStatus::Paid
    );
}

#[test]
fn a_bill_of_nothing_is_neither_paid_nor_overdue() {
    let nothing = Bill {
        basic_charge: Money::ZERO,
        ..bill("0.00", notified())
    };
    assert_eq!(apply(nothing.clone(), pay("0.00", "2025-10-20")), Err("nothing_due"));
    assert_eq!(
        apply(nothing.clone(), BillCommand::MarkOverdue { on: day("2025-12-31") }),
        Err("nothing_due")
    );
    let state = Bill::initial_state(nothing.total());
    assert_eq!(
        state,
        BillState::Settled {
            payment: None,
            entry_number: None
        }
    );
    let settled = Bill { state, ..nothing };
    assert_eq!(apply(settled.clone(), pay("0.00", "2025-10-20")), Err("nothing_due"));
    assert!(matches!(
        apply(settled, cancel()),
        Ok((
            BillState::Cancelled {
                refund: None,
                reversal: Reversal::NotNeeded,
                ..
            },
            _
        ))
    ));
    assert_eq!(Bill::initial_state(money("0.01")), BillState::Issued);
}

#[test]
fn cancelling_before_payment_moves_no_money() {
    for state in [BillState::Issued, notified(), BillState::Overdue { due_on: day("2025-10-27") }] {
        let (state, events) = apply(bill("1890.00", state), cancel()).unwrap();
        assert!(
            matches!(
                state,
                BillState::Cancelled {
                    refund: None,
                    reversal: Reversal::NotNeeded,
                    ..
                }
            ),
            "{state:?}"
        );
        assert!(matches!(events.as_slice(), [BillEvent::Cancelled { .. }]), "{events:?}");
    }
}

#[test]
fn cancelling_a_settled_bill_asks_finance_to_reverse_the_entry() {
    let (state, events) = apply(bill("1890.00", settled()), cancel()).unwrap();
    let asked = BillEvent::SurchargeReversed {
        credit_bill: CREDIT_BILL,
        payment: payment("8190.00", "2025-10-20"),
        surcharge: money("1890.00"),
    };
    assert_eq!(events[1..], [asked]);
    assert_eq!(state, cancelled(Some("SF-2025-0001"), Reversal::Awaited));
    let command = BillCommand::SettleReversal {
        entry_number: "SF-2025-0002".to_owned(),
    };
    let (state, _) = apply(bill("1890.00", state), command.clone()).unwrap();
    assert_eq!(state, cancelled(Some("SF-2025-0001"), reversed()));
    assert_eq!(apply(bill("1890.00", state), command), Err("bill_wrong_state"));
}

#[test]
fn an_entry_that_comes_after_the_credit_bill_is_noted_and_the_bill_stays_cancelled() {
    let (state, events) = apply(bill("1890.00", paid()), cancel()).unwrap();
    assert_eq!((&state, events.len()), (&cancelled(None, Reversal::Awaited), 2));
    for reversal in [Reversal::Awaited, reversed()] {
        let (state, _) = apply(bill("1890.00", cancelled(None, reversal.clone())), settle()).unwrap();
        assert_eq!(state, cancelled(Some("SF-2025-0001"), reversal));
        assert_eq!(apply(bill("1890.00", state), settle()), Err("bill_wrong_state"));
    }
}

#[test]
fn cancelling_a_paid_bill_without_surcharge_asks_nothing_of_finance() {
    let (settled, _) = apply(bill("0.00", notified()), pay("6300.00", "2025-10-20")).unwrap();
    let (state, events) = apply(bill("0.00", settled), cancel()).unwrap();
    assert!(
        matches!(
            state,
            BillState::Cancelled {
                refund: Some(_),
                reversal: Reversal::NotNeeded,
                ..
            }
        ),
        "{state:?}"
    );
    assert_eq!(events.len(), 1);
}

#[test]
fn commands_out_of_turn_are_refused_and_say_what_is_missing() {
    let standing = [
        BillState::Issued,
        notified(),
        BillState::Overdue { due_on: day("2025-10-27") },
        paid(),
        settled(),
        cancelled(None, Reversal::NotNeeded),
    ];
    let commands = [
        (BillCommand::Notify { on: day("2025-10-12") }, vec![BillStatus::Issued]),
        (BillCommand::MarkOverdue { on: day("2025-11-12") }, vec![BillStatus::Notified]),
        (
            pay("8190.00", "2025-10-20"),
            vec![BillStatus::Issued, BillStatus::Notified, BillStatus::Overdue],
        ),
        (settle(), vec![BillStatus::Paid]),
        (
            cancel(),
            vec![
                BillStatus::Issued,
                BillStatus::Notified,
                BillStatus::Overdue,
                BillStatus::Paid,
                BillStatus::Settled,
            ],
        ),
        (
            BillCommand::SettleReversal {
                entry_number: "SF-2025-0002".to_owned(),
            },
            vec![],
        ),
    ];
    for (command, allowed) in &commands {
        for state in &standing {
            let status = state.status();
            let answer = bill("1890.00", state.clone()).apply(&rules(), command.clone());
            match answer {
                Ok(_) => assert!(allowed.contains(&status), "{command:?} in {status:?}"),
                Err(error) => {
                    assert!(!allowed.contains(&status), "{command:?} in {status:?}: {error}");
                    assert!(
                        matches!(error.code(), "bill_wrong_state" | "bill_already_paid") && error.to_string().contains(status.label()),
                        "{error}"
                    );
                }
            }
        }
    }
}

#[test]
fn reasons_and_entry_numbers_are_not_blank() {
    let blank = |command| {
        apply(
            bill(
                "1890.00",
                if matches!(command, BillCommand::Settle { .. }) {
                    paid()
                } else {
                    notified()
                },
            ),
            command,
        )
    };
    assert_eq!(
        blank(BillCommand::Settle {
            entry_number: " ".to_owned()
        }),
        Err("required")
    );
    assert_eq!(
        blank(BillCommand::Cancel {
            credit_bill: CREDIT_BILL,
            reason: String::new()
        }),
        Err("required")
    );
}
