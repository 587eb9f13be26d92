//! Extraordinary adjustments of plans (新政办发〔2023〕24号 附件2 第六条). An emergency response asks for one with
//! [`request_adjustment`] and ends its own with [`lift_adjustments_of_incident`].

use chrono::NaiveDate;
use platform::{
    database::Pg,
    todo::{self, Todo},
};
use rules::{Citation, Exact, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::{
    api::role::WATER_HEAD,
    domain::{
        adjustment::{Adjustment, AdjustmentCommand, AdjustmentError, AdjustmentState, CountyApproval},
        code::Coded,
        user::Category,
    },
    store::{
        corrupt, decode,
        plan_adjustment::{self, AdjustmentRow, PERCENTAGE_DECIMALS},
    },
};

/// An adjustment that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAdjustment {
    /// Whose plans.
    pub category: Category,
    /// 1 = 100 %; below zero takes away.
    pub percentage: Exact,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Why.
    pub reason: String,
    /// Reference of the incident whose response asks for it.
    pub incident: Option<String>,
    /// Number and day of the county government's approval, where it is there already.
    pub approval: Option<(String, NaiveDate)>,
    /// Made up for the demonstration county.
    pub demonstration: bool,
}

/// What the rules say of adjustments on the day of the act.
fn citation(rules: &RuleSet, act: &Act) -> Result<Citation, UseCaseError> {
    Ok(rules.source("surcharge.extraordinary_adjustment", act.today)?.citation)
}

impl From<AdjustmentError> for UseCaseError {
    fn from(error: AdjustmentError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        match error {
            AdjustmentError::WrongState { .. } => Conflict::new(code, detail).into(),
            AdjustmentError::SecondPersonNeeded(citation) => Self::NotThisPerson { code, detail, citation },
            AdjustmentError::Refused(refusal) => refusal.into(),
        }
    }
}

fn to_domain(row: &AdjustmentRow) -> Result<Adjustment, UseCaseError> {
    let approval = match (&row.approval_number, row.approved_on, &row.submitted_by) {
        (Some(number), Some(on), Some(recorded_by)) => Some(CountyApproval {
            number: number.clone(),
            on,
            recorded_by: recorded_by.clone(),
        }),
        _ => None,
    };
    Ok(Adjustment {
        category: decode(&row.category)?,
        percentage: row.percentage(),
        from: row.valid_from,
        to: row.valid_to,
        approval,
        drafted_by: row.drafted_by.clone(),
        decided_by: row.decided_by.clone(),
        lifted_on: row.lifted_on,
        state: decode(&row.state)?,
    })
}

/// Records an adjustment: with the approval's number it waits for the second person, without it it has no effect.
pub async fn request_adjustment(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewAdjustment) -> Result<AdjustmentRow, UseCaseError> {
    let citation = citation(rules, act)?;
    let drafted = Adjustment {
        category: new.category,
        percentage: new.percentage.clone(),
        from: new.from,
        to: new.to,
        approval: None,
        drafted_by: act.actor.clone(),
        decided_by: None,
        lifted_on: None,
        state: AdjustmentState::Recorded,
    };
    drafted.check(&citation)?;
    let drafted = match new.approval {
        Some((number, on)) => drafted.apply(&citation, AdjustmentCommand::RecordApproval(approval_of(act, number, on)?))?,
        None => drafted,
    };
    let percentage = new.percentage.to_scaled(PERCENTAGE_DECIMALS);
    let percentage = percentage.and_then(|percentage| i32::try_from(percentage).ok());
    let mut row = AdjustmentRow {
        id: Uuid::now_v7(),
        category: new.category.code().to_owned(),
        percentage_e4: percentage.ok_or_else(|| corrupt("a percentage has too many decimals"))?,
        valid_from: new.from,
        valid_to: new.to,
        reason: new.reason,
        incident: new.incident,
        approval_number: None,
        approved_on: None,
        state: drafted.state.code().to_owned(),
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        submitted_by: None,
        decided_by: None,
        decided_at: None,
        comment: None,
        lifted_on: None,
        lifted_by: None,
        lift_reason: None,
        demonstration: new.demonstration,
        version: 1,
    };
    note_approval(&mut row, drafted.approval);
    plan_adjustment::insert(conn, &row).await?;
    remind(conn, act, &row).await?;
    act.audit(
        conn,
        "plan_adjustment.record",
        "plan_adjustment",
        row.id,
        None::<&AdjustmentRow>,
        Some(&row),
    )
    .await?;
    Ok(row)
}

fn approval_of(act: &Act, number: String, on: NaiveDate) -> Result<CountyApproval, UseCaseError> {
    if on > act.today {
        let detail = format!("批准日期 {on} 在今天（{}）之后：请核对", act.today);
        return Err(rules::Refusal::new("approval_in_future", detail).at("/approved_on").into());
    }
    Ok(CountyApproval {
        number,
        on,
        recorded_by: act.actor.clone(),
    })
}

fn note_approval(row: &mut AdjustmentRow, approval: Option<CountyApproval>) {
    (row.approval_number, row.approved_on, row.submitted_by) = match approval {
        Some(approval) => (Some(approval.number), Some(approval.on), Some(approval.recorded_by)),
        None => (None, None, None),
    };
}

/// What somebody does with an adjustment, as the API takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdjustmentStep {
    /// The county government's approval is there.
    RecordApproval {
        /// Number.
        number: String,
        /// Day.
        on: NaiveDate,
    },
    /// Put it in force.
    Confirm,
    /// Send it back.
    Return {
        /// Why.
        comment: String,
    },
    /// Give it up.
    Withdraw,
    /// End it before its last day.
    Lift {
        /// First day on which it holds no more.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
}

/// Moves an adjustment on.
pub async fn move_adjustment(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    step: AdjustmentStep,
) -> Result<AdjustmentRow, UseCaseError> {
    let before = plan_adjustment::lock(conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这项计划调整"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    move_locked(conn, rules, act, before, step).await
}

async fn move_locked(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    before: AdjustmentRow,
    step: AdjustmentStep,
) -> Result<AdjustmentRow, UseCaseError> {
    let mut after = before.clone();
    let by = || act.actor.clone();
    let (action, command) = match step {
        AdjustmentStep::RecordApproval { number, on } => (
            "plan_adjustment.record_approval",
            AdjustmentCommand::RecordApproval(approval_of(act, number, on)?),
        ),
        AdjustmentStep::Confirm => {
            (after.decided_by, after.decided_at) = (Some(by()), Some(act.now));
            ("plan_adjustment.confirm", AdjustmentCommand::Confirm { by: by() })
        }
        AdjustmentStep::Return { comment } => {
            after.comment = Some(comment.clone());
            ("plan_adjustment.return", AdjustmentCommand::Return { by: by(), comment })
        }
        AdjustmentStep::Withdraw => ("plan_adjustment.withdraw", AdjustmentCommand::Withdraw),
        AdjustmentStep::Lift { on, reason } => {
            (after.lifted_by, after.lift_reason) = (Some(by()), Some(reason.clone()));
            ("plan_adjustment.lift", AdjustmentCommand::Lift { on, reason })
        }
    };
    let moved = to_domain(&before)?.apply(&citation(rules, act)?, command)?;
    moved.state.code().clone_into(&mut after.state);
    after.lifted_on = moved.lifted_on;
    note_approval(&mut after, moved.approval);
    after.version += 1;
    plan_adjustment::update(conn, &after).await?;
    remind(conn, act, &after).await?;
    act.audit(conn, action, "plan_adjustment", after.id, Some(&before), Some(&after))
        .await?;
    Ok(after)
}

/// Ends the adjustments of an incident, when its response ends: those that still run on that day are lifted on it, the others
/// have ended by themselves. Answers those that were lifted.
pub async fn lift_adjustments_of_incident(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    incident: &str,
    on: NaiveDate,
    reason: &str,
) -> Result<Vec<AdjustmentRow>, UseCaseError> {
    let mut lifted = Vec::new();
    for row in plan_adjustment::lock_in_force_of_incident(conn, incident).await? {
        if row.valid_to < on {
            continue;
        }
        let step = AdjustmentStep::Lift {
            on: on.max(row.valid_from),
            reason: reason.to_owned(),
        };
        lifted.push(move_locked(conn, rules, act, row, step).await?);
    }
    Ok(lifted)
}

/// The head has to look at what waits for the second person.
async fn remind(conn: &mut Pg, act: &Act, row: &AdjustmentRow) -> Result<(), UseCaseError> {
    let key = format!("plan_adjustment:{}:confirm", row.id);
    if row.state != AdjustmentState::Submitted.code() {
        return Ok(todo::close(conn, &key, act.now).await?);
    }
    let category: Category = decode(&row.category)?;
    let todo = Todo {
        key,
        kind: "plan_adjustment.confirm",
        title: format!("复核计划调整（{}，{} 至 {}）", category.label(), row.valid_from, row.valid_to),
        link: format!("/work/water/adjustments?open={}", row.id),
        audience: WATER_HEAD.into(),
        unit: None,
        due_on: Some(row.valid_from),
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}
