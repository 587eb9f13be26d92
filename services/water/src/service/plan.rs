//! Water-use plans (新政办发〔2023〕24号 附件1 第五、六、十条): drafted, submitted, approved by somebody else, in force.

use std::collections::BTreeSet;

use platform::{case, database::Pg};
use rules::RuleSet;
use uuid::Uuid;

use super::{
    Act,
    commitment::require_within_commitments,
    error::{Conflict, UseCaseError},
    plan_case::{self, follow, open_case},
};
use crate::{
    domain::{
        code::Coded,
        period::{Period, PeriodKind},
        plan::{Plan, PlanBasis, PlanCommand, PlanRules, PlanState, Reduction, ReductionGroundCode},
    },
    store::{
        billing::candidate,
        corrupt, decode,
        plan::{self, PlanRow, Volumes},
        unsigned, water_user,
    },
};

/// The first plan of a user's year, to be drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// User.
    pub user_id: Uuid,
    /// Calendar year.
    pub year: i32,
    /// What it rests on.
    pub basis: PlanBasis,
    /// The quota and the declared output, or the document of the figure.
    pub basis_detail: String,
    /// Volume per period, m³.
    pub volumes: Volumes,
}

/// A cut of the plan in force, to be drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReduction {
    /// One of the four grounds.
    pub ground: ReductionGroundCode,
    /// What shows it.
    pub evidence: String,
    /// First period that is cut.
    pub from: Period,
    /// New volumes of the periods that are cut, m³.
    pub volumes: Volumes,
}

/// A plan with its volumes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PlanRecord {
    /// The revision.
    #[serde(flatten)]
    pub row: PlanRow,
    /// Volume per period, m³.
    pub volumes: Volumes,
}

fn not_found() -> UseCaseError {
    UseCaseError::NotFound("这个用水计划")
}

impl PlanRecord {
    fn to_domain(&self) -> Result<Plan, UseCaseError> {
        let row = &self.row;
        let reduction = match (&row.ground, &row.evidence) {
            (Some(ground), Some(evidence)) => Some(Reduction {
                ground: decode(ground)?,
                evidence: evidence.clone(),
                from: self
                    .volumes
                    .keys()
                    .next()
                    .copied()
                    .ok_or_else(|| corrupt("a plan has no volumes"))?,
            }),
            _ => None,
        };
        Ok(Plan {
            id: row.id,
            user: row.user_id,
            year: row.year,
            version: unsigned(row.revision)?,
            basis: decode(&row.basis)?,
            volumes: self.volumes.clone(),
            reduction,
            drafted_by: row.drafted_by.clone(),
            approved_by: row.approved_by.clone(),
            state: decode(&row.state)?,
        })
    }
}

/// A revision with its volumes, if in scope.
pub async fn find_plan(conn: &mut Pg, id: Uuid) -> Result<PlanRecord, UseCaseError> {
    let row = plan::find(conn, id).await?.ok_or_else(not_found)?;
    with_volumes(conn, row).await
}

pub(super) async fn with_volumes(conn: &mut Pg, row: PlanRow) -> Result<PlanRecord, UseCaseError> {
    let volumes = plan::volumes_of(conn, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(PlanRecord { row, volumes })
}

/// A revision with its volumes, locked, at whatever version.
pub(super) async fn lock_any(conn: &mut Pg, id: Uuid) -> Result<PlanRecord, UseCaseError> {
    let row = plan::lock(conn, id).await?.ok_or_else(not_found)?;
    with_volumes(conn, row).await
}

async fn lock_plan(conn: &mut Pg, id: Uuid, version: i32) -> Result<PlanRecord, UseCaseError> {
    let row = plan::lock(conn, id).await?.ok_or_else(not_found)?;
    if row.version != version {
        return Err(UseCaseError::Stale(row.version));
    }
    with_volumes(conn, row).await
}

/// Drafts the first plan of a user's year. Later ones are reductions of the one in force.
pub async fn draft_plan(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewPlan) -> Result<PlanRecord, UseCaseError> {
    let user = water_user::lock(conn, new.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    let revisions = plan::of_user_and_year(conn, user.id, new.year).await?;
    let revision = first_plan_revision(&user.code, &revisions)??;
    let plan_rules = PlanRules::at(rules, act.today)?;
    let record = prepare_draft(&plan_rules, act, new, revision)?;
    plan::insert(conn, &record.row, &record.volumes).await?;
    open_case(conn, &plan_rules, act, &record).await?;
    act.audit(conn, "plan.draft", "plan", record.row.id, None::<&PlanRecord>, Some(&record))
        .await?;
    Ok(record)
}

/// The revision that a first plan of a year gets, given those that there are: some may have been given up. Where one counts
/// there is no second first plan.
pub fn first_plan_revision(user_code: &str, revisions: &[PlanRow]) -> Result<Result<u32, Conflict>, UseCaseError> {
    let mut last = 0;
    for found in revisions {
        last = last.max(unsigned(found.revision)?);
        let state: PlanState = decode(&found.state)?;
        if !state.is_given_up() {
            let detail = format!(
                "用水户 {user_code} 已有{}年的用水计划（第{}版，{}）：未核准的请修改原计划，执行中的请办理核减",
                found.year,
                found.revision,
                state.label()
            );
            return Ok(Err(Conflict::new("plan_exists", detail)));
        }
    }
    Ok(Ok(last + 1))
}

/// A first plan that may be drafted, or why not. Nothing is stored.
pub fn prepare_draft(rules: &PlanRules, act: &Act, new: NewPlan, revision: u32) -> Result<PlanRecord, UseCaseError> {
    let domain = Plan {
        id: Uuid::now_v7(),
        user: new.user_id,
        year: new.year,
        version: revision,
        basis: new.basis,
        volumes: new.volumes,
        reduction: None,
        drafted_by: act.actor.clone(),
        approved_by: None,
        state: PlanState::Draft,
    };
    domain.check(rules)?;
    draft_record(act, domain, new.basis_detail)
}

async fn store_draft(conn: &mut Pg, act: &Act, plan: Plan, basis_detail: String) -> Result<PlanRecord, UseCaseError> {
    let record = draft_record(act, plan, basis_detail)?;
    plan::insert(conn, &record.row, &record.volumes).await?;
    Ok(record)
}

fn draft_record(act: &Act, plan: Plan, basis_detail: String) -> Result<PlanRecord, UseCaseError> {
    let kind = plan.volumes.keys().next().map_or(PeriodKind::Quarter, |period| period.kind());
    let row = PlanRow {
        id: plan.id,
        user_id: plan.user,
        year: plan.year,
        period_kind: kind.code().to_owned(),
        revision: i32::try_from(plan.version).map_err(|_| corrupt("too many revisions"))?,
        state: plan.state.code().to_owned(),
        basis: plan.basis.code().to_owned(),
        basis_detail,
        ground: plan.reduction.as_ref().map(|reduction| reduction.ground.code().to_owned()),
        evidence: plan.reduction.as_ref().map(|reduction| reduction.evidence.trim().to_owned()),
        drafted_by: plan.drafted_by,
        approved_by: None,
        approved_at: None,
        version: 1,
        created_at: act.now,
    };
    Ok(PlanRecord {
        row,
        volumes: plan.volumes,
    })
}

/// Rewrites a draft: the volumes of a first plan, or of a cut (still below those in force).
pub async fn redraft_plan(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    basis_detail: String,
    volumes: Volumes,
) -> Result<PlanRecord, UseCaseError> {
    let before = lock_plan(conn, id, version).await?;
    let draft = before.to_domain()?;
    if draft.state != PlanState::Draft {
        let detail = format!(
            "用水计划现为「{}」，只有起草中的计划可以修改：待核准的请先由核准人退回",
            draft.state.label()
        );
        return Err(Conflict::new("plan_wrong_state", detail).into());
    }
    let plan_rules = PlanRules::at(rules, act.today)?;
    let redrafted = match draft.reduction.clone() {
        Some(reduction) => {
            let present = in_force(conn, &before.row)
                .await?
                .ok_or_else(|| Conflict::new("no_plan_in_force", "没有执行中的计划可以核减"))?;
            let present = present.to_domain()?;
            let cut: Volumes = volumes
                .into_iter()
                .filter(|(period, volume)| present.volumes.get(period) != Some(volume))
                .collect();
            let from = cut.keys().next().copied().unwrap_or(reduction.from);
            refuse_billed(conn, draft.user, cut.keys().copied()).await?;
            present.reduce(&plan_rules, draft.id, act.actor.clone(), Reduction { from, ..reduction }, &cut)?
        }
        None => Plan { volumes, ..draft },
    };
    redrafted.check(&plan_rules)?;
    let kind = redrafted.volumes.keys().next().map_or(PeriodKind::Quarter, |period| period.kind());
    let row = PlanRow {
        basis_detail,
        period_kind: kind.code().to_owned(),
        // Whoever wrote the figures may not approve them.
        drafted_by: act.actor.clone(),
        version: before.row.version + 1,
        ..before.row.clone()
    };
    plan::update(conn, &row).await?;
    plan::replace_volumes(conn, id, &redrafted.volumes).await?;
    let after = PlanRecord {
        row,
        volumes: redrafted.volumes,
    };
    let changes = plan_case::changes(&before, &after);
    follow(conn, &plan_rules, act, id, case::Command::Revise { statement: None }, changes).await?;
    act.audit(conn, "plan.redraft", "plan", id, Some(&before), Some(&after)).await?;
    Ok(after)
}

/// The revision in force of the same user and year, locked.
async fn in_force(conn: &mut Pg, row: &PlanRow) -> Result<Option<PlanRecord>, UseCaseError> {
    let revisions = plan::of_user_and_year(conn, row.user_id, row.year).await?;
    let Some(found) = revisions.into_iter().find(|found| found.state == PlanState::InForce.code()) else {
        return Ok(None);
    };
    let locked = plan::lock(conn, found.id).await?.ok_or_else(not_found)?;
    Ok(Some(with_volumes(conn, locked).await?))
}

/// A plan that bills were made from is not cut backwards.
async fn refuse_billed(conn: &mut Pg, user: Uuid, periods: impl Iterator<Item = Period>) -> Result<(), UseCaseError> {
    let periods: Vec<Period> = periods.collect();
    let bills = plan::bills_of(conn, user, &periods).await?;
    if bills.is_empty() {
        return Ok(());
    }
    let detail = format!(
        "核减涉及的周期已出账单（{}），不能改动这些周期的计划：确须更正的，先以冲销账单冲销",
        bills.join("、")
    );
    Err(Conflict::new("plan_of_billed_period", detail).missing("冲销已出的账单").into())
}

/// Drafts a cut of the plan in force, from a period on (附件1 第十条).
pub async fn reduce_plan(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    new: NewReduction,
) -> Result<PlanRecord, UseCaseError> {
    let present = lock_plan(conn, id, version).await?;
    let domain = present.to_domain()?;
    let revisions = plan::of_user_and_year(conn, present.row.user_id, present.row.year).await?;
    for open in revisions.iter().filter(|found| found.revision > present.row.revision) {
        let state: PlanState = decode(&open.state)?;
        if state.is_given_up() {
            continue;
        }
        let detail = format!("已有第{}版计划（{}）：请先办完再核减", open.revision, state.label());
        return Err(Conflict::new("plan_revision_open", detail).into());
    }
    let reduction = Reduction {
        ground: new.ground,
        evidence: new.evidence,
        from: new.from,
    };
    let plan_rules = PlanRules::at(rules, act.today)?;
    let reduced = domain.reduce(&plan_rules, Uuid::now_v7(), act.actor.clone(), reduction, &new.volumes)?;
    let last = revisions.last().map_or(0, |found| found.revision);
    let reduced = Plan {
        version: unsigned(last)? + 1,
        ..reduced
    };
    refuse_billed(conn, domain.user, new.volumes.keys().copied()).await?;
    let record = store_draft(conn, act, reduced, present.row.basis_detail.clone()).await?;
    open_case(conn, &plan_rules, act, &record).await?;
    act.audit(conn, "plan.reduce", "plan", record.row.id, Some(&present), Some(&record))
        .await?;
    Ok(record)
}

/// Asks for approval, sends back to the drafter, approves, rejects or gives up; the plan's case follows. An approved plan
/// whose year has begun comes into force at once and supersedes the one before.
pub async fn move_plan(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    command: PlanCommand,
) -> Result<PlanRecord, UseCaseError> {
    let before = lock_plan(conn, id, version).await?;
    move_locked(conn, rules, act, before, command, None).await
}

/// The same with a plan that is locked; `remark`: what is said with it, where the command has no place for it.
pub(super) async fn move_locked(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    before: PlanRecord,
    command: PlanCommand,
    remark: Option<String>,
) -> Result<PlanRecord, UseCaseError> {
    let id = before.row.id;
    let action = match &command {
        PlanCommand::Submit => "plan.submit",
        PlanCommand::Return { .. } => "plan.return",
        PlanCommand::Approve { .. } => "plan.approve",
        PlanCommand::Reject { .. } => "plan.reject",
        PlanCommand::Withdraw => "plan.withdraw",
        PlanCommand::PutInForce => "plan.put_in_force",
        PlanCommand::Supersede { .. } => "plan.supersede",
    };
    let reason = match &command {
        PlanCommand::Return { reason } | PlanCommand::Reject { reason, .. } => Some(reason.trim().to_owned()),
        _ => None,
    };
    let plan_rules = PlanRules::at(rules, act.today)?;
    let followed = plan_case::command_of(&command, remark);
    let (moved, _) = before.to_domain()?.apply(&plan_rules, command)?;
    if matches!(moved.state, PlanState::Submitted | PlanState::Approved) {
        require_within_commitments(conn, rules, act, &before).await?;
    }
    let comes_into_force = moved.state == PlanState::Approved && has_begun(&before.row, act);
    if comes_into_force {
        // A run that bills this user is waited for, and the next one waits: what it billed by is seen below. Before the
        // audit trail's lock, which a run takes last.
        let user = water_user::find(conn, before.row.user_id).await?;
        if let Some((supplier, category)) = user.and_then(|user| Some((user.supplier?, user.category))) {
            candidate::hold_price(conn, &supplier, &category).await?;
        }
    }
    let mut row = PlanRow {
        state: moved.state.code().to_owned(),
        approved_by: moved.approved_by,
        version: before.row.version + 1,
        ..before.row.clone()
    };
    if moved.state == PlanState::Approved {
        row.approved_at = Some(act.now);
    }
    plan::update(conn, &row).await?;
    let after = PlanRecord {
        row,
        volumes: before.volumes.clone(),
    };
    if let Some(followed) = followed {
        follow(conn, &plan_rules, act, id, followed, Vec::new()).await?;
    }
    let told = serde_json::json!({ "plan": after, "reason": reason });
    act.audit(conn, action, "plan", id, Some(&before), Some(&told)).await?;
    if comes_into_force {
        return put_in_force(conn, rules, act, after).await;
    }
    Ok(after)
}

fn has_begun(row: &PlanRow, act: &Act) -> bool {
    use chrono::Datelike;
    row.year <= act.today.year()
}

/// Puts an approved, locked revision in force and supersedes the one before. Refused where it would change the plan of a
/// period that was billed after the draft.
pub(super) async fn put_in_force(conn: &mut Pg, rules: &RuleSet, act: &Act, approved: PlanRecord) -> Result<PlanRecord, UseCaseError> {
    let plan_rules = PlanRules::at(rules, act.today)?;
    if let Some(present) = in_force(conn, &approved.row).await? {
        let by_plan = approved.row.id;
        let periods: BTreeSet<Period> = present.volumes.keys().chain(approved.volumes.keys()).copied().collect();
        let differing = periods
            .into_iter()
            .filter(|period| present.volumes.get(period) != approved.volumes.get(period));
        refuse_billed(conn, approved.row.user_id, differing).await?;
        let (superseded, _) = present.to_domain()?.apply(&plan_rules, PlanCommand::Supersede { by_plan })?;
        store_state(conn, act, "plan.supersede", &present, superseded.state).await?;
    }
    let (moved, _) = approved.to_domain()?.apply(&plan_rules, PlanCommand::PutInForce)?;
    store_state(conn, act, "plan.put_in_force", &approved, moved.state).await
}

async fn store_state(conn: &mut Pg, act: &Act, action: &str, before: &PlanRecord, state: PlanState) -> Result<PlanRecord, UseCaseError> {
    let mut after = before.clone();
    state.code().clone_into(&mut after.row.state);
    after.row.version += 1;
    plan::update(conn, &after.row).await?;
    act.audit(conn, action, "plan", after.row.id, Some(before), Some(&after)).await?;
    Ok(after)
}
