//! Reports of violations: anybody sends one and follows it up by its number; the bureau verifies and handles it (新政办发〔2023〕24号
//! 附件1 第四条).

use chrono::NaiveDate;
use platform::{
    context::RequestContext,
    database::Pg,
    todo::{self, Todo},
};
use rules::Refusal;
use serde_json::json;
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::{
    api::role::WATER_CLERK,
    domain::{
        code::Coded,
        town::Town,
        violation_report::{ReportCommand, ReportError, ReportFinding, ReportState, ReportedAct, follow_up_number},
    },
    store::{
        decode,
        violation_report::{self, ReportRow, ReporterRow},
        water_user,
    },
};

/// A report as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// Made by the sender: the same again is the same report.
    pub id: Uuid,
    /// What is reported.
    pub act: ReportedAct,
    /// Town.
    pub town: Town,
    /// Where.
    pub place: String,
    /// In the sender's words.
    pub description: String,
    /// When it was seen.
    pub occurred_on: Option<NaiveDate>,
    /// Name, where the sender gives one.
    pub name: Option<String>,
    /// Telephone number, where the sender gives one.
    pub phone: Option<String>,
    /// Made up for the demonstration county.
    pub demonstration: bool,
}

impl From<ReportError> for UseCaseError {
    fn from(error: ReportError) -> Self {
        let detail = error.to_string();
        match error {
            ReportError::WrongState { .. } => Conflict::new("report_wrong_state", detail).into(),
            ReportError::Refused(refusal) => refusal.into(),
        }
    }
}

/// Takes a report. Sent again it has its first number; the sender's contact is kept apart, and the audit trail tells neither it nor
/// where the report came from.
pub async fn receive_report(conn: &mut Pg, act: &Act, new: NewReport) -> Result<ReportRow, UseCaseError> {
    if let Some(known) = violation_report::find(conn, new.id).await? {
        if known.description == new.description && known.place == new.place {
            return Ok(known);
        }
        let detail = "这个编号已用于另一件举报：请刷新页面后重新填写";
        return Err(Conflict::new("report_id_reused", detail).into());
    }
    if let Some(day) = new.occurred_on.filter(|day| *day > act.today) {
        let detail = format!("发现日期 {day} 在今天（{}）之后：请核对日期", act.today);
        return Err(Refusal::new("occurrence_in_future", detail).at("/occurred_on").into());
    }
    // A made-up county is the same everywhere.
    let random = if new.demonstration { new.id } else { Uuid::new_v4() };
    let row = ReportRow {
        id: new.id,
        number: follow_up_number(act.today, random.as_bytes()),
        act: new.act.code().to_owned(),
        town: new.town.code().to_owned(),
        place: new.place,
        description: new.description,
        occurred_on: new.occurred_on,
        received_at: act.now,
        state: ReportState::Received.code().to_owned(),
        finding: None,
        finding_note: None,
        verified_by: None,
        verified_at: None,
        result: None,
        handled_by: None,
        handled_at: None,
        user_id: None,
        demonstration: new.demonstration,
        version: 1,
    };
    let reporter = (new.name.is_some() || new.phone.is_some()).then_some(ReporterRow {
        report_id: new.id,
        name: new.name,
        phone: new.phone,
    });
    violation_report::insert(conn, &row, reporter.as_ref()).await?;
    remind(conn, act, &row).await?;
    let told = json!({ "act": row.act, "town": row.town, "state": row.state });
    let unseen = RequestContext {
        client: None,
        ..RequestContext::current()
    };
    let noted = act.audit(
        conn,
        "violation_report.receive",
        "violation_report",
        row.id,
        None::<&ReportRow>,
        Some(&told),
    );
    unseen.scope(noted).await?;
    Ok(row)
}

/// Notes what was found, or what came of it.
pub async fn move_report(
    conn: &mut Pg,
    act: &Act,
    id: Uuid,
    version: i32,
    command: ReportCommand,
    user_id: Option<Uuid>,
) -> Result<ReportRow, UseCaseError> {
    let before = violation_report::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这件举报"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    if let Some(user) = user_id {
        water_user::find(conn, user).await?.ok_or(UseCaseError::NotFound("这个用水户"))?;
    }
    let next = decode::<ReportState>(&before.state)?.apply(&command)?;
    let mut after = before.clone();
    next.code().clone_into(&mut after.state);
    after.user_id = user_id.or(before.user_id);
    after.version += 1;
    let action = match command {
        ReportCommand::Verify { finding, note } => {
            after.finding = Some(finding.code().to_owned());
            after.finding_note = Some(note);
            (after.verified_by, after.verified_at) = (Some(act.actor.clone()), Some(act.now));
            "violation_report.verify"
        }
        ReportCommand::Handle { result } => {
            after.result = Some(result);
            (after.handled_by, after.handled_at) = (Some(act.actor.clone()), Some(act.now));
            "violation_report.handle"
        }
    };
    violation_report::update(conn, &after).await?;
    remind(conn, act, &after).await?;
    // What people wrote is not for the audit trail.
    let told = |row: &ReportRow| json!({ "state": row.state, "finding": row.finding, "result": row.result, "user_id": row.user_id });
    act.audit(conn, action, "violation_report", id, Some(&told(&before)), Some(&told(&after)))
        .await?;
    Ok(after)
}

/// How to reach whoever reported; who asked stands in the audit trail.
pub async fn disclose_reporter(conn: &mut Pg, act: &Act, id: Uuid) -> Result<ReporterRow, UseCaseError> {
    violation_report::find(conn, id).await?.ok_or(UseCaseError::NotFound("这件举报"))?;
    let reporter = violation_report::reporters_of(conn, &[id]).await?.remove(&id);
    let reporter = reporter.ok_or_else(|| Conflict::new("no_contact", "举报人没有留下联系方式"))?;
    act.audit(
        conn,
        "violation_report.disclose_reporter",
        "violation_report",
        id,
        None::<&ReportRow>,
        None::<&ReportRow>,
    )
    .await?;
    Ok(reporter)
}

/// The clerks have to look into what has come, and to deal with what was found.
async fn remind(conn: &mut Pg, act: &Act, row: &ReportRow) -> Result<(), UseCaseError> {
    let key = format!("violation_report:{}:handle", row.id);
    let reported: ReportedAct = decode(&row.act)?;
    let town: Town = decode(&row.town)?;
    let (what, kind) = match decode::<ReportState>(&row.state)? {
        ReportState::Received => ("核实", "violation_report.verify"),
        ReportState::Verified => ("处理", "violation_report.handle"),
        ReportState::Handled => return Ok(todo::close(conn, &key, act.now).await?),
    };
    let is_true = row.finding.as_deref() != Some(ReportFinding::Unsubstantiated.code());
    let hint = if is_true { "" } else { "，查证不属实" };
    let todo = Todo {
        key,
        kind,
        title: format!("{what}举报 {}（{}，{}{hint}）", row.number, town.label(), reported.label()),
        link: format!("/work/water/supervision?open={}", row.id),
        audience: WATER_CLERK.into(),
        unit: Some(row.town.clone()),
        due_on: None,
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}
