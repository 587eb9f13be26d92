//! Flow assessment of users who cannot be metered (新政办发〔2023〕24号 附件3 第十一条（五）): methods, laid down by two people, and the
//! usages by them that billing takes.

use chrono::NaiveDate;
use platform::{
    database::Pg,
    todo::{self, Todo},
};
use rules::{Citation, Exact, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::{
    api::role::WATER_HEAD,
    domain::{
        code::Coded,
        flow_assessment::{AssessmentCommand, AssessmentError, AssessmentGround, AssessmentState, Formula},
        period::Period,
        quantity::VOLUME_DECIMALS,
    },
    store::{
        billing::candidate,
        corrupt,
        flow_assessment::{self, AssessedUsageRow, AssessmentRow, PARAMETER_DECIMALS},
        meter, water_user,
    },
};

/// A method to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssessment {
    /// User.
    pub user_id: Uuid,
    /// Number of the document.
    pub number: String,
    /// Why the user cannot be metered.
    pub ground: AssessmentGround,
    /// Spelled out.
    pub ground_detail: String,
    /// The formula.
    pub formula: Formula,
    /// Who assessed.
    pub assessed_by: String,
    /// When.
    pub assessed_on: NaiveDate,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it has no end.
    pub to: Option<NaiveDate>,
    /// Made up for the demonstration county.
    pub demonstration: bool,
}

/// A usage to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssessedUsage {
    /// Measuring period.
    pub period: Period,
    /// Days of use or kilowatt-hours.
    pub quantity: Exact,
    /// What it rests on.
    pub basis: String,
    /// The usage that this one corrects, and why.
    pub correction: Option<(Uuid, String)>,
}

impl From<AssessmentError> for UseCaseError {
    fn from(error: AssessmentError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        match error {
            AssessmentError::WrongState { .. } => Conflict::new(code, detail).into(),
            AssessmentError::SecondPersonNeeded(citation) => Self::NotThisPerson { code, detail, citation },
            AssessmentError::Refused(refusal) => refusal.into(),
        }
    }
}

fn citation(rules: &RuleSet, on: NaiveDate) -> Result<Citation, UseCaseError> {
    Ok(rules.source("metering.flow_assessment", on)?.citation)
}

/// Whoever has a meter at the supply point is read, never assessed, for none of these days.
async fn require_unmetered(
    conn: &mut Pg,
    citation: &Citation,
    user_id: Uuid,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Result<(), UseCaseError> {
    let Some(number) = meter::charged_between(conn, user_id, from, to).await? else {
        return Ok(());
    };
    let detail = format!("该用水户有结算水表 {number}：应当抄表计量，不能按流量评定方法核算；水表不能用的请检定、更换或先拆除");
    Err(Refusal::new("user_is_metered", detail).citing(citation.clone()).into())
}

/// Registers a method: it waits for the second person.
pub async fn register_assessment(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewAssessment) -> Result<AssessmentRow, UseCaseError> {
    let citation = citation(rules, act.today)?;
    water_user::lock(conn, new.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    new.formula.check(&citation)?;
    let refuse = |code, detail: String, pointer: &str| Err(Refusal::new(code, detail).citing(citation.clone()).at(pointer).into());
    if new.assessed_on > act.today || new.from < new.assessed_on {
        let detail = format!("评定日期 {} 应不晚于今天（{}）和生效日 {}", new.assessed_on, act.today, new.from);
        return refuse("assessed_on_out_of_range", detail, "/assessed_on");
    }
    if new.to.is_some_and(|to| to < new.from) {
        return refuse("span_reversed", "失效日应不早于生效日".to_owned(), "/valid_to");
    }
    require_unmetered(conn, &citation, new.user_id, new.from.max(act.today), None).await?;
    let milli = |value: &Exact| {
        value
            .to_scaled(PARAMETER_DECIMALS)
            .ok_or_else(|| corrupt("a parameter has too many digits"))
    };
    let (rate, hours, power) = match &new.formula {
        Formula::FlowTime { rate, hours } => (
            rate,
            Some(i32::try_from(milli(hours)?).map_err(|_| corrupt("more than a day"))?),
            None,
        ),
        Formula::PumpElectricity { rate, power } => (rate, None, Some(milli(power)?)),
    };
    let row = AssessmentRow {
        id: Uuid::now_v7(),
        number: new.number,
        user_id: new.user_id,
        ground: new.ground.code().to_owned(),
        ground_detail: new.ground_detail,
        kind: new.formula.kind().code().to_owned(),
        rate_milli: milli(rate)?,
        hours_milli: hours,
        power_milli: power,
        assessed_by: new.assessed_by,
        assessed_on: new.assessed_on,
        valid_from: new.from,
        valid_to: new.to,
        state: AssessmentState::Submitted.code().to_owned(),
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        decided_by: None,
        decided_at: None,
        comment: None,
        ended_on: None,
        ended_by: None,
        end_reason: None,
        demonstration: new.demonstration,
        version: 1,
    };
    flow_assessment::insert(conn, &row).await?;
    remind(conn, act, &row).await?;
    act.audit(
        conn,
        "flow_assessment.register",
        "flow_assessment",
        row.id,
        None::<&AssessmentRow>,
        Some(&row),
    )
    .await?;
    Ok(row)
}

/// What somebody does with a method, as the API takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssessmentStep {
    /// Lay it down.
    Approve,
    /// Send it back.
    Return {
        /// Why.
        comment: String,
    },
    /// End it.
    End {
        /// The last day on which it holds.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
}

/// Moves a method on.
pub async fn move_assessment(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    step: AssessmentStep,
) -> Result<AssessmentRow, UseCaseError> {
    let before = flow_assessment::lock(conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这项流量评定方法"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    let citation = citation(rules, act.today)?;
    let mut after = before.clone();
    let decided = |row: &mut AssessmentRow| (row.decided_by, row.decided_at) = (Some(act.actor.clone()), Some(act.now));
    let (action, command) = match step {
        AssessmentStep::Approve => {
            decided(&mut after);
            ("flow_assessment.approve", AssessmentCommand::Approve)
        }
        AssessmentStep::Return { comment } => {
            decided(&mut after);
            after.comment = Some(comment);
            ("flow_assessment.return", AssessmentCommand::Return)
        }
        AssessmentStep::End { on, reason } => {
            (after.ended_on, after.ended_by, after.end_reason) = (Some(on), Some(act.actor.clone()), Some(reason));
            ("flow_assessment.end", AssessmentCommand::End(on))
        }
    };
    let state = before.to_domain()?.apply(&citation, &act.actor, &command)?;
    if command == AssessmentCommand::Approve {
        water_user::lock(conn, before.user_id)
            .await?
            .ok_or(UseCaseError::NotFound("这个用水户"))?;
        require_unmetered(conn, &citation, before.user_id, before.valid_from.max(act.today), None).await?;
    }
    if let (Some(ended_on), Some(through)) = (after.ended_on, flow_assessment::assessed_through(conn, id).await?)
        && ended_on < through
    {
        let detail = format!("至 {through} 的水量已按这项方法核算，不能在此之前终止");
        return Err(Refusal::new("ended_before_usage", detail).citing(citation).at("/ended_on").into());
    }
    state.code().clone_into(&mut after.state);
    after.version += 1;
    flow_assessment::update(conn, &after).await?;
    remind(conn, act, &after).await?;
    act.audit(conn, action, "flow_assessment", id, Some(&before), Some(&after)).await?;
    Ok(after)
}

/// Records what the user of a method used in a period: computed by the formula, once per period, before the bill. A correction names
/// the usage that it replaces.
pub async fn record_usage(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    assessment_id: Uuid,
    new: NewAssessedUsage,
) -> Result<AssessedUsageRow, UseCaseError> {
    let method = flow_assessment::lock(conn, assessment_id)
        .await?
        .ok_or(UseCaseError::NotFound("这项流量评定方法"))?;
    let user = water_user::lock(conn, method.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    let period = new.period;
    let citation = citation(rules, act.today)?;
    method.to_domain()?.require_period(&citation, period)?;
    if period.last_day() > act.today {
        let detail = format!("周期 {period} 到 {} 才结束：结束后再核算", period.last_day());
        return Err(Refusal::new("period_not_over", detail).citing(citation).at("/period").into());
    }
    require_unmetered(conn, &citation, user.id, period.first_day(), Some(period.last_day())).await?;
    let volume = method.formula()?.volume(&citation, period, &new.quantity)?;
    if let Some(supplier) = &user.supplier {
        // No run bills the user meanwhile.
        candidate::hold_price(conn, supplier, &user.category).await?;
    }
    if candidate::billed_of(conn, period, &[user.id]).await?.contains(&user.id) {
        let detail = format!("该用水户周期 {period} 已出账单，不能再登记或更正核算水量：请先以冲销账单冲销");
        return Err(Conflict::new("assessed_usage_billed", detail).into());
    }
    let standing = flow_assessment::standing_usage(conn, user.id, period).await?;
    let (replaces, reason) = new.correction.unzip();
    match (&standing, replaces) {
        (Some(_), None) => {
            let detail = format!("该用水户周期 {period} 的核算水量已登记：有误的请更正，写明原因");
            return Err(Conflict::new("assessed_usage_exists", detail).into());
        }
        (found, Some(replaced)) if found.as_ref().is_none_or(|row| row.id != replaced) => {
            let detail = "被更正的核算水量不存在，或已被更正过：请更正最近有效的那条";
            return Err(Refusal::new("correction_target_missing", detail).at("/correction/replaces").into());
        }
        _ => {}
    }
    let scaled = |value: &Exact, decimals| value.to_scaled(decimals).ok_or_else(|| corrupt("a quantity has too many digits"));
    let row = AssessedUsageRow {
        id: Uuid::now_v7(),
        assessment_id,
        user_id: user.id,
        period: period.to_string(),
        period_from: period.first_day(),
        period_to: period.last_day(),
        quantity_milli: scaled(&new.quantity, PARAMETER_DECIMALS)?,
        volume_milli: scaled(&volume, VOLUME_DECIMALS)?,
        basis: new.basis,
        replaces,
        reason,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    flow_assessment::insert_usages(conn, std::slice::from_ref(&row)).await?;
    let action = if replaces.is_some() {
        "assessed_usage.correct"
    } else {
        "assessed_usage.record"
    };
    act.audit(conn, action, "assessed_usage", row.id, standing.as_ref(), Some(&row))
        .await?;
    Ok(row)
}

/// The head has to look at what waits for the second person.
async fn remind(conn: &mut Pg, act: &Act, row: &AssessmentRow) -> Result<(), UseCaseError> {
    let key = format!("flow_assessment:{}:approve", row.id);
    if row.state != AssessmentState::Submitted.code() {
        return Ok(todo::close(conn, &key, act.now).await?);
    }
    let todo = Todo {
        key,
        kind: "flow_assessment.approve",
        title: format!("核准流量评定方法 {}", row.number),
        link: format!("/work/water/metering?open={}", row.id),
        audience: WATER_HEAD.into(),
        unit: None,
        due_on: Some(row.valid_from),
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}
