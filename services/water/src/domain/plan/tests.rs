use super::*;
use crate::domain::ruleset;

const DRAFTER: &str = "drafter";
const APPROVER: &str = "approver";

fn rules() -> PlanRules {
    PlanRules::at(&ruleset::load(None).unwrap(), "2025-01-01".parse().unwrap()).unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn volumes(list: &[(&str, i64)]) -> BTreeMap<Period, Exact> {
    list.iter().map(|(text, volume)| (period(text), Exact::from(*volume))).collect()
}

fn plan(state: PlanState) -> Plan {
    Plan {
        id: Uuid::from_u128(10),
        user: Uuid::from_u128(11),
        year: 2025,
        version: 1,
        basis: PlanBasis::Quota,
        volumes: volumes(&[("2025Q1", 900), ("2025Q2", 1_000), ("2025Q3", 1_100), ("2025Q4", 1_000)]),
        reduction: None,
        drafted_by: DRAFTER.to_owned(),
        approved_by: None,
        state,
    }
}

fn commands() -> [(PlanCommand, PlanState, PlanState); 6] {
    let reason = "缺产量证明".to_owned();
    let by_plan = Uuid::from_u128(12);
    let reject = PlanCommand::Reject {
        by: APPROVER.to_owned(),
        reason: reason.clone(),
    };
    [
        (PlanCommand::Submit, PlanState::Draft, PlanState::Submitted),
        (PlanCommand::Return { reason }, PlanState::Submitted, PlanState::Draft),
        (reject, PlanState::Submitted, PlanState::Rejected),
        (
            PlanCommand::Approve { by: APPROVER.to_owned() },
            PlanState::Submitted,
            PlanState::Approved,
        ),
        (PlanCommand::PutInForce, PlanState::Approved, PlanState::InForce),
        (PlanCommand::Supersede { by_plan }, PlanState::InForce, PlanState::Superseded),
    ]
}

#[test]
fn a_plan_is_withdrawn_until_it_is_decided_on() {
    for state in PlanState::ALL {
        let answer = plan(*state).apply(&rules(), PlanCommand::Withdraw);
        if matches!(state, PlanState::Draft | PlanState::Submitted) {
            assert_eq!(answer.unwrap().0.state, PlanState::Withdrawn, "{state:?}");
        } else {
            assert_eq!(answer.unwrap_err().code(), "plan_wrong_state", "{state:?}");
        }
    }
}

#[test]
fn every_command_moves_a_plan_from_its_one_state_only() {
    for (command, from, to) in commands() {
        for state in PlanState::ALL {
            let answer = plan(*state).apply(&rules(), command.clone());
            if *state == from {
                let (moved, events) = answer.unwrap();
                assert_eq!((moved.state, events.len()), (to, 1), "{command:?}");
            } else {
                let error = answer.unwrap_err();
                assert_eq!(error.code(), "plan_wrong_state", "{command:?} in {state:?}");
                assert!(
                    error.to_string().contains(state.label()) && error.to_string().contains(from.label()),
                    "{error}"
                );
            }
        }
    }
}

#[test]
fn the_drafter_cannot_approve() {
    let error = plan(PlanState::Submitted)
        .apply(&rules(), PlanCommand::Approve { by: DRAFTER.to_owned() })
        .unwrap_err();
    assert_eq!(error.code(), "approver_is_drafter");
    let (approved, _) = plan(PlanState::Submitted)
        .apply(&rules(), PlanCommand::Approve { by: APPROVER.to_owned() })
        .unwrap();
    assert_eq!(approved.approved_by.as_deref(), Some(APPROVER));
}

#[test]
fn a_return_says_why() {
    let error = plan(PlanState::Submitted)
        .apply(&rules(), PlanCommand::Return { reason: " ".to_owned() })
        .unwrap_err();
    assert_eq!(error, PlanError::ReasonMissing);
}

#[test]
fn volumes_are_positive_and_of_one_kind_and_year() {
    let check = |volumes| {
        Plan {
            volumes,
            ..plan(PlanState::Draft)
        }
        .check(&rules())
        .map_err(|refusal| refusal.code)
    };
    assert_eq!(check(volumes(&[("2025Q1", 1), ("2025Q3", 1)])), Ok(()));
    assert_eq!(check(volumes(&[("2025-01", 1), ("2025-12", 1)])), Ok(()));
    assert_eq!(check(volumes(&[])), Err("plan_empty"));
    assert_eq!(check(volumes(&[("2025Q1", 1), ("2025-12", 1)])), Err("period_not_of_plan"));
    assert_eq!(check(volumes(&[("2025Q1", 1), ("2026Q1", 1)])), Err("period_not_of_plan"));
    assert_eq!(check(volumes(&[("2025Q1", 1), ("2025Q2", 0)])), Err("plan_not_positive"));
}

#[test]
fn only_a_plan_in_force_gives_volumes() {
    for state in PlanState::ALL {
        let volume = plan(*state).volume_of(period("2025Q2")).cloned();
        assert_eq!(volume.is_some(), *state == PlanState::InForce, "{state:?}");
    }
    assert_eq!(plan(PlanState::InForce).volume_of(period("2024Q2")), None);
}

fn reduce(plan: &Plan, from: &str, evidence: &str, list: &[(&str, i64)]) -> Result<Plan, Refusal> {
    let reduction = Reduction {
        ground: ReductionGroundCode::NoWaterBalanceTest,
        evidence: evidence.to_owned(),
        from: period(from),
    };
    plan.reduce(&rules(), Uuid::from_u128(20), APPROVER.to_owned(), reduction, &volumes(list))
}

#[test]
fn a_reduction_makes_a_new_draft_from_its_period_on() {
    let reduced = reduce(
        &plan(PlanState::InForce),
        "2025Q3",
        "检查记录2025-07",
        &[("2025Q3", 800), ("2025Q4", 700)],
    )
    .unwrap();
    assert_eq!(
        (
            reduced.version,
            reduced.state,
            reduced.drafted_by.as_str(),
            reduced.approved_by.as_deref()
        ),
        (2, PlanState::Draft, APPROVER, None)
    );
    assert_eq!(
        reduced.volumes,
        volumes(&[("2025Q1", 900), ("2025Q2", 1_000), ("2025Q3", 800), ("2025Q4", 700)])
    );
    assert!(reduced.check(&rules()).is_ok());
}

#[test]
fn a_reduction_lowers_volumes_and_rests_on_a_ground_with_evidence() {
    let code = |answer: Result<Plan, Refusal>| {
        let refusal = answer.unwrap_err();
        assert_eq!(refusal.citation.unwrap().article, "附件1 第十条（四）");
        refusal.code
    };
    let good = plan(PlanState::InForce);
    assert_eq!(code(reduce(&good, "2025Q3", " ", &[("2025Q3", 800)])), "evidence_missing");
    assert_eq!(code(reduce(&good, "2025Q3", "记录", &[])), "plan_empty");
    assert_eq!(code(reduce(&good, "2025Q3", "记录", &[("2025Q2", 800)])), "period_not_of_plan");
    assert_eq!(code(reduce(&good, "2025Q3", "记录", &[("2026Q1", 800)])), "period_not_of_plan");
    assert_eq!(code(reduce(&good, "2025Q3", "记录", &[("2025Q3", 1_100)])), "not_a_reduction");
    assert_eq!(code(reduce(&good, "2025Q3", "记录", &[("2025Q3", 0)])), "not_a_reduction");
    assert!(reduce(&good, "2025Q3", "记录", &[("2025Q3", 1_099)]).is_ok());
    assert_eq!(
        code(reduce(&plan(PlanState::Approved), "2025Q3", "记录", &[("2025Q3", 800)])),
        "plan_wrong_state"
    );
}

#[test]
fn the_four_grounds_are_those_of_the_article() {
    let grounds = rules().reduction_grounds;
    assert_eq!(
        grounds.value.all().iter().map(|ground| ground.code).collect::<Vec<_>>(),
        ReductionGroundCode::ALL
    );
    assert_eq!(grounds.source.citation.article, "附件1 第十条");
}
