//! Somebody objects, the clerk answers; the clock stands in between where the rule says so.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    board::Board,
    desk::{Act, hold, key, link, record},
    standing::Command,
    store::{self, NoticeRow, ObjectionRow, ObjectorRow},
};
use crate::{
    Problem,
    clock::local_date,
    context::RequestContext,
    database::Pg,
    todo::{self, Todo},
};

/// An objection as it was sent.
pub(super) struct NewObjection {
    pub id: Uuid,
    pub name: String,
    pub phone: String,
    pub text: String,
}

/// An answer.
pub(super) struct Answer {
    pub subject: String,
    pub outcome: &'static str,
    pub answer: String,
}

/// The clerks have to answer what is open, the oldest in time.
async fn wait_for_answers(conn: &mut Pg, board: &Board, act: &Act<'_>, row: &NoticeRow) -> Result<(), Problem> {
    let answer = key(row.id, "answer");
    let objections = store::objections_of(conn, row.id).await?;
    let open = objections.iter().filter(|objection| objection.answered_at.is_none());
    let Some(oldest) = open.clone().map(|objection| objection.received_at).min() else {
        return Ok(todo::close(conn, &answer, act.now).await?);
    };
    let open = open.count();
    let within = board.rule(row, act.today)?.answer_within.get();
    let todo = Todo {
        key: answer,
        kind: "notice.answer",
        title: format!("答复公示《{}》的异议（{open} 件未答复）", row.title),
        link: link(board, row.id),
        audience: board.staff.clerk.into(),
        unit: Some(row.unit.clone()),
        // Beyond the known calendar there is no last day to tell.
        due_on: board.calendar().working_day_after(local_date(oldest), within).ok(),
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}

/// Somebody objects. The same objection sent again has its first answer.
pub(super) async fn object(
    conn: &mut Pg,
    board: &Board,
    act: &Act<'_>,
    notice: Uuid,
    new: NewObjection,
) -> Result<(NoticeRow, ObjectionRow), Problem> {
    let before = store::lock(conn, notice)
        .await?
        .filter(|row| row.state != "draft")
        .ok_or_else(|| Problem::not_found("没有这份公示"))?;
    if let Some((objection, objector)) = store::find_objection(conn, new.id).await? {
        if objection.notice_id == notice && objector.text == new.text && objector.name == new.name {
            return Ok((before, objection));
        }
        let detail = "这个编号已用于另一件异议：请刷新页面后重新填写";
        return Err(Problem::conflict("objection_id_reused", detail));
    }
    let standing = board.standing(&before, act.today)?;
    let late = standing.is_over(act.today);
    let moved = standing.apply(&Command::Object, act.today, board.calendar())?;
    let mut row = NoticeRow {
        objections: before.objections + 1,
        ..before.clone()
    };
    row.set(moved.state);
    let objection = ObjectionRow {
        id: new.id,
        notice_id: notice,
        number: row.objections,
        received_at: act.now,
        late,
        subject: None,
        outcome: None,
        answer: None,
        answered_by: None,
        answered_at: None,
    };
    let objector = ObjectorRow {
        objection_id: new.id,
        name: new.name,
        phone: new.phone,
        text: new.text,
    };
    store::insert_objection(conn, &objection, &objector).await?;
    store::update(conn, &row).await?;
    wait_for_answers(conn, board, act, &row).await?;
    let after = json!({ "objection": objection.number, "late": late, "state": row.state, "last_day": row.last_day });
    let was = json!({ "state": before.state, "last_day": before.last_day });
    // Who objects is kept apart for a reason: the audit log says neither from where nor with which program.
    let unseen = RequestContext {
        client: None,
        ..RequestContext::current()
    };
    let noted = record(conn, act, "notice.object", notice, Some(&was), Some(&after));
    unseen.scope(noted).await?;
    Ok((row, objection))
}

/// Answers an objection; when none is open any more, the clock runs on.
pub(super) async fn answer(
    conn: &mut Pg,
    board: &Board,
    act: &Act<'_>,
    id: Uuid,
    version: i32,
    number: i32,
    given: Answer,
) -> Result<NoticeRow, Problem> {
    let before = hold(conn, id, version).await?;
    let objections = store::objections_of(conn, id).await?;
    let found = objections.iter().find(|objection| objection.number == number);
    let mut objection = found.cloned().ok_or_else(|| Problem::not_found("没有这件异议"))?;
    if objection.answered_at.is_some() {
        return Err(Problem::conflict("objection_answered", "这件异议已经答复，答复已经公布，不能更改"));
    }
    let open = objections.iter().filter(|objection| objection.answered_at.is_none()).count() - 1;
    let command = Command::Answer {
        open: u32::try_from(open).unwrap_or(u32::MAX),
    };
    let moved = board.standing(&before, act.today)?.apply(&command, act.today, board.calendar())?;
    objection.subject = Some(given.subject);
    objection.outcome = Some(given.outcome.to_owned());
    objection.answer = Some(given.answer);
    objection.answered_by = Some(act.actor.to_owned());
    objection.answered_at = Some(act.now);
    let mut row = before.clone();
    row.set(moved.state);
    store::update_objection(conn, &objection).await?;
    store::update(conn, &row).await?;
    wait_for_answers(conn, board, act, &row).await?;
    let was = json!({ "state": before.state, "last_day": before.last_day });
    let after = json!({ "objection": objection, "state": row.state, "last_day": row.last_day });
    record(conn, act, "notice.answer", id, Some(&was), Some(&after)).await?;
    Ok(row)
}

/// Who made an objection, unmasked; who asked stands in the audit trail.
pub(super) async fn disclose(conn: &mut Pg, act: &Act<'_>, id: Uuid, number: i32) -> Result<ObjectorRow, Problem> {
    let objectors = store::objectors_of(conn, id).await?;
    let found = objectors.into_iter().find(|(objection, _)| objection.number == number);
    let (_, objector) = found.ok_or_else(|| Problem::not_found("没有这件异议，或它不在您的数据范围内"))?;
    record(
        conn,
        act,
        "notice.disclose_objector",
        id,
        None::<&Value>,
        Some(&json!({ "objection": number })),
    )
    .await?;
    Ok(objector)
}
