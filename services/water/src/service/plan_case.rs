//! Plans as cases: the plan decides where it stands, its case follows in the same transaction.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use chrono::NaiveDate;
use platform::{
    Problem,
    case::{self, Actor, By, CaseFault, CaseKind, CaseRow, Command, FieldChange, NewCase, Policy, Request, Told},
    database::Pg,
    rule::LiveRules,
};
use rules::RuleSet;
use uuid::Uuid;

use super::{
    Act,
    error::UseCaseError,
    plan::{self, PlanRecord},
};
use crate::{
    api::role::{WATER_CLERK, WATER_HEAD},
    domain::{
        plan::{PlanCommand, PlanRules},
        quantity::Volume,
    },
    store::{
        self,
        plan::PlanRow,
        water_user::{self, WaterUserRow},
    },
};

/// Code of the kind of case.
pub const KIND: &str = "plan_approval";
/// Kind of the thing that these cases are about.
pub const ENTITY: &str = "plan";

/// How a plan's case goes.
pub fn policy(rules: &PlanRules) -> Result<Policy, UseCaseError> {
    let days = rules.case_days.value;
    Ok(Policy {
        kind: KIND,
        title: "用水计划核准",
        drafters: &[WATER_CLERK],
        deciders: &[WATER_HEAD],
        needs_acceptance: false,
        may_reject: true,
        has_statement: false,
        attachments_needed: 0,
        decide_within: days.decide,
        correct_within: days.correct,
        calendar: case::calendar()?,
    })
}

/// Opens the case of a draft that has just been stored.
pub(super) async fn open_case(conn: &mut Pg, plan_rules: &PlanRules, act: &Act, record: &PlanRecord) -> Result<(), UseCaseError> {
    let user = water_user::find(conn, record.row.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    case::open(conn, &policy(plan_rules)?, &by(act), case_of(&record.row, &user)).await?;
    Ok(())
}

/// The same for the drafts of a file, all at once; the import's audit entry names the plans.
pub(super) async fn open_cases(conn: &mut Pg, plan_rules: &PlanRules, act: &Act, records: &[PlanRecord]) -> Result<(), UseCaseError> {
    let ids: Vec<Uuid> = records.iter().map(|record| record.row.user_id).collect();
    let users = water_user::of_ids(conn, &ids).await?;
    let users: HashMap<Uuid, _> = users.into_iter().map(|user| (user.id, user)).collect();
    let new = records
        .iter()
        .map(|record| users.get(&record.row.user_id).map(|user| case_of(&record.row, user)));
    let new: Option<Vec<_>> = new.collect();
    let new = new.ok_or(UseCaseError::NotFound("这个用水户"))?;
    case::open_many(conn, &policy(plan_rules)?, &by(act), new).await?;
    Ok(())
}

fn case_of(row: &PlanRow, user: &WaterUserRow) -> NewCase<'static> {
    NewCase {
        entity: ENTITY,
        entity_id: row.id.to_string(),
        title: format!("{} {}年用水计划（第{}版）", user.name, row.year, row.revision),
        link: format!("/work/water/plans?open={}", row.id),
        units: units_of(user),
    }
}

/// In whose data scopes the cases of a user's plans are: in those of the user.
fn units_of(user: &WaterUserRow) -> Vec<String> {
    user.supplier.iter().chain([&user.town]).cloned().collect()
}

/// The user has come to another supply company or town: the cases of all plans follow.
pub(super) async fn move_cases(conn: &mut Pg, act: &Act, user: &WaterUserRow) -> Result<(), UseCaseError> {
    let plans = store::plan::of_users(conn, &[user.id]).await?;
    let ids: Vec<String> = plans.iter().map(|plan| plan.id.to_string()).collect();
    case::move_to_units(conn, ENTITY, &ids, &units_of(user), act.now).await?;
    Ok(())
}

/// The plan has moved: its case follows.
pub(super) async fn follow(
    conn: &mut Pg,
    plan_rules: &PlanRules,
    act: &Act,
    plan_id: Uuid,
    command: Command,
    changes: Vec<FieldChange>,
) -> Result<(), UseCaseError> {
    let told = Told {
        changes,
        ..Told::default()
    };
    let thing = (ENTITY, plan_id.to_string());
    case::follow(conn, &policy(plan_rules)?, (thing.0, &thing.1), &by(act), command, told).await?;
    Ok(())
}

/// The route has looked after the role.
fn by(act: &Act) -> By<'_> {
    By {
        actor: Actor::Checked(&act.actor),
        now: act.now,
        today: act.today,
    }
}

/// What a plan's case does when the plan does something; nothing where it is closed by then.
pub(super) fn command_of(command: &PlanCommand, remark: Option<String>) -> Option<Command> {
    match command {
        PlanCommand::Submit => Some(Command::Submit),
        PlanCommand::Return { reason } => Some(Command::Return { reason: reason.clone() }),
        PlanCommand::Approve { .. } => Some(Command::Approve { comment: remark }),
        PlanCommand::Reject { reason, .. } => Some(Command::Reject { reason: reason.clone() }),
        PlanCommand::Withdraw => Some(Command::Withdraw { reason: remark }),
        PlanCommand::PutInForce | PlanCommand::Supersede { .. } => None,
    }
}

/// What a redraft changed, for people.
pub(super) fn changes(before: &PlanRecord, after: &PlanRecord) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut note = |field: String, label: String, old: Option<String>, new: Option<String>| {
        if old != new {
            changes.push(FieldChange {
                field,
                label,
                before: old,
                after: new,
            });
        }
    };
    let detail = |record: &PlanRecord| Some(record.row.basis_detail.clone());
    note("basis_detail".to_owned(), "计划依据".to_owned(), detail(before), detail(after));
    let periods: BTreeSet<_> = before.volumes.keys().chain(after.volumes.keys()).copied().collect();
    for period in periods {
        let volume = |record: &PlanRecord| record.volumes.get(&period).map(|volume| Volume(volume.clone()).to_string());
        note(
            format!("volumes/{period}"),
            format!("{period} 计划水量（立方米）"),
            volume(before),
            volume(after),
        );
    }
    changes
}

/// The kind of case.
pub struct PlanCases {
    /// The department's rules.
    pub rules: LiveRules<RuleSet>,
}

#[async_trait]
impl CaseKind for PlanCases {
    fn policy(&self, on: NaiveDate) -> Result<Policy, Problem> {
        let rules = self.rules.snapshot()?;
        Ok(policy(&PlanRules::at(&rules, on)?)?)
    }

    async fn perform(&self, conn: &mut Pg, request: Request<'_>) -> Result<CaseRow, Problem> {
        let by = request.by;
        let actor = by.actor.name().to_owned();
        let (command, remark) = match request.command.clone() {
            Command::Submit => (PlanCommand::Submit, None),
            Command::Return { reason } => (PlanCommand::Return { reason }, None),
            Command::Approve { comment } => (PlanCommand::Approve { by: actor }, comment),
            Command::Reject { reason } => (PlanCommand::Reject { by: actor, reason }, None),
            Command::Withdraw { reason } => (PlanCommand::Withdraw, reason),
            Command::Revise { .. } => {
                let detail = "用水计划在计划页面修改，修改后自动记入事项经过";
                return Err(Problem::conflict("case_follows_plan", detail));
            }
            // Who holds it and who is reminded is the case's alone.
            Command::Accept | Command::Transfer { .. } | Command::Urge { .. } => {
                let policy = self.policy(by.today)?;
                let moved = case::step(
                    conn,
                    &policy,
                    request.case.id,
                    Some(request.version),
                    &by,
                    request.command,
                    Told::default(),
                );
                return Ok(moved.await?);
            }
        };
        let id = request.case.entity_id.parse().map_err(Problem::internal)?;
        // Before the case, as at the plan's own endpoints: two people who go different ways meet at the plan.
        let plan = plan::lock_any(conn, id).await?;
        self.require_now(conn, &request).await?;
        let act = Act {
            now: by.now,
            today: by.today,
            ..Act::at(by.actor.name(), "", by.now)
        };
        // As at the plan's own endpoints: nothing is decided where the newest rules are not known.
        let rules = self.rules.snapshot()?;
        plan::move_locked(conn, &rules, &act, plan, command, remark).await?;
        let moved = case::of_thing(conn, ENTITY, &request.case.entity_id).await?;
        Ok(moved.ok_or(CaseFault::NotFound)?)
    }
}

impl PlanCases {
    /// The version that the person saw, and the role, which the plan does not look after.
    async fn require_now(&self, conn: &mut Pg, request: &Request<'_>) -> Result<(), Problem> {
        let policy = self.policy(request.by.today)?;
        let action = request.command.action();
        case::require(conn, &policy, request.case.id, request.version, &request.by, action).await?;
        Ok(())
    }
}
