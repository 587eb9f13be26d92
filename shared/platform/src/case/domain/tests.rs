use std::sync::Arc;

use proptest::{collection::vec, prelude::*};

use super::*;

const CLERK: Role = Role {
    code: "clerk",
    title: "经办人",
};
const HEAD: Role = Role {
    code: "head",
    title: "负责人",
};

fn policy() -> Policy {
    Policy {
        kind: "test",
        title: "测试事项",
        drafters: &[CLERK],
        deciders: &[HEAD],
        needs_acceptance: false,
        may_reject: true,
        has_statement: false,
        attachments_needed: 0,
        decide_within: 5,
        correct_within: 3,
        calendar: Arc::new(Calendar::published().unwrap()),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn roles(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn held_by(role: &str, person: Option<&str>) -> Holder {
    Holder {
        role: role.to_owned(),
        person: person.map(str::to_owned),
    }
}

fn give_back() -> Command {
    Command::Return {
        reason: "水量偏高".to_owned(),
    }
}

fn approve() -> Command {
    Command::Approve { comment: None }
}

fn revise() -> Command {
    Command::Revise { statement: None }
}

fn step(case: Case, policy: &Policy, who: &str, codes: &[&str], command: Command) -> Result<Case, CaseError> {
    let facts = Facts::default();
    let roles = roles(codes);
    case.apply(policy, Actor::Person(who, &roles), &facts, command)
        .map(|(case, _)| case)
}

#[test]
fn a_case_is_drafted_returned_corrected_and_approved() {
    let policy = policy();
    let draft = Case::open(&policy, Actor::Person("li", &roles(&["clerk"])));
    assert_eq!(draft.holder, held_by("clerk", Some("li")));
    let submitted = step(draft, &policy, "li", &["clerk"], Command::Submit).unwrap();
    assert_eq!((submitted.state, &submitted.holder), (State::Submitted, &held_by("head", None)));
    let returned = step(submitted, &policy, "wang", &["head"], give_back()).unwrap();
    assert_eq!((returned.state, &returned.holder), (State::Returned, &held_by("clerk", Some("li"))));
    let corrected = step(returned, &policy, "li", &["clerk"], revise()).unwrap();
    let again = step(corrected, &policy, "li", &["clerk"], Command::Submit).unwrap();
    let approved = step(again, &policy, "wang", &["head"], approve()).unwrap();
    assert_eq!(approved.state, State::Approved);
    assert_eq!(approved.next(&policy), None);
}

#[test]
fn a_return_needs_its_reason_and_whoever_wrote_a_draft_decides_nothing() {
    let policy = policy();
    let draft = Case::open(&policy, Actor::Person("li", &roles(&["clerk"])));
    let submitted = step(draft, &policy, "zhao", &["clerk"], Command::Submit).unwrap();
    let blank = Command::Return { reason: " ".to_owned() };
    assert_eq!(
        step(submitted.clone(), &policy, "wang", &["head"], blank),
        Err(CaseError::ReasonMissing(Action::Return))
    );
    // Drafted by one, submitted by the other: neither decides, whatever their roles.
    for author in ["li", "zhao"] {
        assert_eq!(
            step(submitted.clone(), &policy, author, &["clerk", "head"], approve()),
            Err(CaseError::DeciderIsDrafter(Action::Approve)),
            "{author}"
        );
    }
    let refused = step(submitted, &policy, "chen", &["clerk"], approve()).unwrap_err();
    assert_eq!(refused.who_may(), ["负责人（起草人除外）"]);
}

#[test]
fn what_one_has_accepted_another_does_not_decide_until_it_is_transferred() {
    let policy = policy();
    let draft = Case::open(&policy, Actor::Checked("li"));
    let submitted = step(draft, &policy, "li", &["clerk"], Command::Submit).unwrap();
    let accepted = step(submitted, &policy, "wang", &["head"], Command::Accept).unwrap();
    assert_eq!(
        step(accepted.clone(), &policy, "sun", &["head"], approve()).unwrap_err().code(),
        "not_this_person"
    );
    let to = |role: &str, person: Option<&str>| Command::Transfer {
        to: held_by(role, person),
        reason: "外出".to_owned(),
    };
    let by_wang = |command| step(accepted.clone(), &policy, "wang", &["head"], command);
    assert_eq!(by_wang(to("clerk", None)).unwrap_err().code(), "no_such_holder");
    assert_eq!(by_wang(to("head", Some("wang"))), Err(CaseError::HeldAlready));
    assert_eq!(by_wang(to("head", Some("li"))).unwrap_err().code(), "approver_is_drafter");
    let given = by_wang(to("head", Some("sun"))).unwrap();
    assert_eq!(
        step(given.clone(), &policy, "wang", &["head"], approve()).unwrap_err().code(),
        "not_this_person"
    );
    assert_eq!(step(given, &policy, "sun", &["head"], approve()).unwrap().state, State::Approved);
}

#[test]
fn where_acceptance_is_needed_nothing_is_decided_without_it() {
    let policy = Policy {
        needs_acceptance: true,
        may_reject: false,
        ..policy()
    };
    let draft = Case::open(&policy, Actor::Checked("li"));
    let submitted = step(draft, &policy, "li", &["clerk"], Command::Submit).unwrap();
    assert_eq!(submitted.next(&policy), Some(Action::Accept));
    assert_eq!(
        step(submitted.clone(), &policy, "wang", &["head"], approve()),
        Err(CaseError::NotAccepted(Action::Approve))
    );
    let accepted = step(submitted, &policy, "wang", &["head"], Command::Accept).unwrap();
    let reject = Command::Reject {
        reason: "不符".to_owned()
    };
    assert_eq!(
        step(accepted.clone(), &policy, "wang", &["head"], reject),
        Err(CaseError::NeverRejected)
    );
    assert!(step(accepted, &policy, "wang", &["head"], approve()).is_ok());
}

#[test]
fn what_is_missing_is_named_and_keeps_a_draft_from_being_submitted() {
    let policy = Policy {
        has_statement: true,
        attachments_needed: 1,
        ..policy()
    };
    let draft = Case::open(&policy, Actor::System("system:job"));
    assert!(draft.authors.is_empty());
    let facts = Facts {
        lacking: vec!["依据".to_owned()],
        ..Facts::default()
    };
    let refused = draft
        .clone()
        .apply(&policy, Actor::Checked("li"), &facts, Command::Submit)
        .unwrap_err();
    assert_eq!(
        refused,
        CaseError::Incomplete(vec![
            "依据".to_owned(),
            "情况说明".to_owned(),
            "附件（至少1份，现有0份）".to_owned()
        ])
    );
    let facts = Facts {
        attachments: 1,
        ..Facts::default()
    };
    let written = Command::Revise {
        statement: Some("漏记一笔".to_owned()),
    };
    let (written, _) = draft.apply(&policy, Actor::Checked("li"), &facts, written).unwrap();
    assert!(written.apply(&policy, Actor::Checked("li"), &facts, Command::Submit).is_ok());
}

#[test]
fn a_case_is_urged_once_a_day_by_whoever_drafted_it() {
    let policy = policy();
    let draft = Case::open(&policy, Actor::Checked("li"));
    let submitted = step(draft, &policy, "li", &["clerk"], Command::Submit).unwrap();
    let urge = |last: Option<&str>, who: &str| {
        let facts = Facts {
            last_urged: last.map(day),
            today: day("2026-03-02"),
            ..Facts::default()
        };
        let roles = roles(&["clerk"]);
        submitted
            .clone()
            .apply(&policy, Actor::Person(who, &roles), &facts, Command::Urge { comment: None })
            .map(|(case, _)| case.urges)
    };
    assert_eq!(urge(None, "li"), Ok(1));
    assert_eq!(urge(Some("2026-03-01"), "li"), Ok(1));
    assert_eq!(urge(Some("2026-03-02"), "li"), Err(CaseError::UrgedToday));
    assert_eq!(urge(None, "chen").unwrap_err().code(), "not_this_person");
}

#[test]
fn the_due_day_counts_working_days_over_the_holidays() {
    let calendar = Calendar::published().unwrap();
    let policy = policy();
    // 2026: 1 to 8 October are free (Wednesday 30 September is worked, Saturday 10 October is made up).
    let due = due_on(&policy, State::Submitted, day("2026-09-29")).unwrap();
    let worked = day("2026-09-29").iter_days().skip(1).take_while(|day| *day <= due);
    assert_eq!(worked.filter(|day| calendar.is_working_day(*day).unwrap()).count(), 5);
    assert!(due > day("2026-10-08") && calendar.is_working_day(due).unwrap());
    assert_eq!(due_on(&policy, State::Returned, day("2026-03-02")), Some(day("2026-03-05")));
    assert_eq!(due_on(&policy, State::Draft, day("2026-03-02")), None);
    // The calendar ends with 2026: unknown is not a guess.
    assert_eq!(due_on(&policy, State::Submitted, day("2026-12-30")), None);
    for (today, late) in [("2026-03-05", 0), ("2026-03-06", 1), ("2026-03-08", 1), ("2026-03-09", 2)] {
        assert_eq!(days_overdue(Some(day("2026-03-05")), &calendar, day(today)), late, "{today}");
    }
    assert_eq!(days_overdue(None, &calendar, day("2026-03-05")), 0);
}

fn command() -> impl Strategy<Value = Command> {
    let holder = (prop::sample::select(vec!["clerk", "head"]), prop::option::of(person())).prop_map(|(role, person)| held_by(role, person));
    prop_oneof![
        prop::option::of("[a-z]{0,3}").prop_map(|statement| Command::Revise { statement }),
        Just(Command::Submit),
        Just(Command::Accept),
        "[a-z]{0,2}".prop_map(|reason| Command::Return { reason }),
        "[a-z]{0,2}".prop_map(|reason| Command::Reject { reason }),
        Just(approve()),
        (holder, "[a-z]{0,2}").prop_map(|(to, reason)| Command::Transfer { to, reason }),
        Just(Command::Withdraw { reason: None }),
        Just(Command::Urge { comment: None }),
    ]
}

fn person() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["li", "wang", "sun", "zhao"])
}

/// The only ways there are.
fn leads_to(from: State, to: State) -> bool {
    use State::{Accepted, Approved, Draft, Rejected, Returned, Submitted, Withdrawn};
    matches!(
        (from, to),
        (Draft | Returned, Submitted | Withdrawn)
            | (Submitted, Accepted)
            | (Submitted | Accepted, Returned | Approved | Rejected | Withdrawn)
    )
}

proptest! {
    #[test]
    fn whatever_people_do_no_state_is_skipped_nobody_decides_their_own_and_closed_stays_closed(
        moves in vec((person(), vec(prop::sample::select(vec!["clerk", "head"]), 0..3), command()), 0..40),
        needs_acceptance: bool,
        may_reject: bool,
    ) {
        let policy = Policy { needs_acceptance, may_reject, ..policy() };
        let mut case = Case::open(&policy, Actor::Checked("li"));
        let mut wrote = BTreeSet::from(["li".to_owned()]);
        let mut was_submitted = false;
        for (who, codes, command) in moves {
            let roles = roles(&codes);
            let by = Actor::Person(who, &roles);
            let facts = Facts::default();
            let action = command.action();
            let may = case.check(&policy, by, &facts, action);
            let before = case.clone();
            let Ok((after, events)) = case.clone().apply(&policy, by, &facts, command) else { continue };
            // What is said to be allowed and what is done agree.
            prop_assert!(may.is_ok());
            prop_assert!(!before.state.is_closed(), "{before:?} opened again by {action:?}");
            prop_assert_eq!(events.len(), 1);
            if before.state != after.state {
                prop_assert!(leads_to(before.state, after.state), "{:?} to {:?}", before.state, after.state);
            }
            match action {
                Action::Revise | Action::Submit => {
                    wrote.insert(who.to_owned());
                    was_submitted = action == Action::Submit;
                }
                Action::Return => was_submitted = false,
                Action::Approve | Action::Reject => {
                    prop_assert!(was_submitted, "decided without a submission");
                    prop_assert!(!wrote.contains(who), "{who} decided on their own");
                    prop_assert!(roles.iter().any(|role| role == "head"));
                    prop_assert!(!needs_acceptance || before.state == State::Accepted);
                }
                _ => {}
            }
            prop_assert!(after.authors.is_superset(&before.authors));
            case = after;
        }
    }
}
