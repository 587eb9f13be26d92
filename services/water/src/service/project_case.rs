//! Decisions on projects as cases: acceptances. The thing decides where it stands, its case follows in the same transaction.

use async_trait::async_trait;
use chrono::NaiveDate;
use platform::{
    Problem,
    case::{self, Actor, By, CaseFault, CaseKind, CaseKinds, CaseRow, Command, NewCase, Policy, Request, Told},
    database::Pg,
    rule::LiveRules,
};
use rules::RuleSet;
use uuid::Uuid;

use super::{Act, error::UseCaseError, project};
use crate::{
    api::role::{WATER_CLERK, WATER_HEAD},
    domain::project::{ProjectCommand, ProjectRules},
};

/// A kind of decision.
#[derive(Debug, Clone, Copy)]
pub struct Decision {
    /// Code of the kind of case.
    pub kind: &'static str,
    /// Kind of the thing that it is about.
    pub entity: &'static str,
    title: &'static str,
    page: &'static str,
}

/// The acceptance of a project's water-saving facilities (附件5 第八条).
pub const ACCEPTANCE: Decision = Decision {
    kind: "project_acceptance",
    entity: "project",
    title: "节水设施验收",
    page: "/work/water/projects",
};

fn policy(decision: &Decision, rules: &ProjectRules) -> Result<Policy, UseCaseError> {
    let days = rules.case_days.value;
    Ok(Policy {
        kind: decision.kind,
        title: decision.title,
        drafters: &[WATER_CLERK],
        deciders: &[WATER_HEAD],
        needs_acceptance: false,
        may_reject: false,
        has_statement: false,
        attachments_needed: 0,
        decide_within: days.decide,
        correct_within: days.correct,
        calendar: case::calendar()?,
    })
}

/// The thing has moved: its case follows. It is opened with the first submission. The route has looked after the role.
pub(super) async fn follow(
    conn: &mut Pg,
    rules: &ProjectRules,
    act: &Act,
    decision: &Decision,
    id: Uuid,
    (title, town): (String, &str),
    command: Command,
) -> Result<(), UseCaseError> {
    let by = By {
        actor: Actor::Checked(&act.actor),
        now: act.now,
        today: act.today,
    };
    let (policy, id) = (policy(decision, rules)?, id.to_string());
    if matches!(command, Command::Submit) {
        let present = case::of_thing(conn, decision.entity, &id).await?;
        if present.is_none_or(|row| row.state == case::State::Withdrawn.code()) {
            let new = NewCase {
                entity: decision.entity,
                entity_id: id.clone(),
                title,
                link: format!("{}?open={id}", decision.page),
                units: vec![town.to_owned()],
            };
            case::open(conn, &policy, &by, new).await?;
        }
    }
    case::follow(conn, &policy, (decision.entity, &id), &by, command, Told::default()).await?;
    Ok(())
}

/// The thing has come to another town: its cases follow.
pub(super) async fn move_cases(conn: &mut Pg, act: &Act, entity: &str, id: &str, town: &str) -> Result<(), UseCaseError> {
    case::move_to_units(conn, entity, &[id.to_owned()], &[town.to_owned()], act.now).await?;
    Ok(())
}

/// The kinds of case about projects.
pub fn add_kinds(kinds: CaseKinds, rules: &LiveRules<RuleSet>) -> CaseKinds {
    let decision = ACCEPTANCE;
    let rules = rules.clone();
    kinds.with(decision.kind, ProjectCases { decision, rules })
}

/// A kind of case about projects.
pub struct ProjectCases {
    /// Which.
    pub decision: Decision,
    /// The department's rules.
    pub rules: LiveRules<RuleSet>,
}

#[async_trait]
impl CaseKind for ProjectCases {
    fn policy(&self, on: NaiveDate) -> Result<Policy, Problem> {
        let rules = self.rules.snapshot()?;
        Ok(policy(&self.decision, &ProjectRules::at(&rules, on)?)?)
    }

    async fn perform(&self, conn: &mut Pg, request: Request<'_>) -> Result<CaseRow, Problem> {
        let by = request.by;
        let policy = self.policy(by.today)?;
        let command = request.command.clone();
        // Who holds it and who is reminded is the case's alone.
        if matches!(command, Command::Accept | Command::Transfer { .. } | Command::Urge { .. }) {
            let version = Some(request.version);
            return Ok(case::step(conn, &policy, request.case.id, version, &by, command, Told::default()).await?);
        }
        let id = request.case.entity_id.parse().map_err(Problem::internal)?;
        let act = Act {
            now: by.now,
            today: by.today,
            ..Act::at(by.actor.name(), "", by.now)
        };
        let rules = self.rules.snapshot()?;
        // Before the case, as at the thing's own endpoints: two people who go different ways meet at the thing.
        let locked = project::lock_any(conn, id).await?;
        case::require(conn, &policy, request.case.id, request.version, &by, command.action()).await?;
        let (command, remark) = match command {
            Command::Submit => (ProjectCommand::Request, None),
            Command::Return { reason } => (
                ProjectCommand::Refuse {
                    by: act.actor.clone(),
                    reason,
                },
                None,
            ),
            Command::Approve { comment } => (ProjectCommand::Accept { by: act.actor.clone() }, comment),
            Command::Withdraw { reason } => (ProjectCommand::Withdraw, reason),
            _ => {
                let detail = "登记内容在建设项目页面修改，这里不改";
                return Err(Problem::conflict("case_follows_project", detail));
            }
        };
        project::move_locked(conn, &rules, &act, locked, command, remark).await?;
        let moved = case::of_thing(conn, self.decision.entity, &request.case.entity_id).await?;
        Ok(moved.ok_or(CaseFault::NotFound)?)
    }
}
