//! Use cases of notices. Each takes the open transaction, holds the notice, asks the pure part, stores, keeps the to-dos,
//! and appends to the audit trail last. Objections are in `objection`, files in `attachment`.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    attachment_store,
    board::Board,
    rule::{Poster, ProofRule},
    standing::Command,
    store::{self, NoticeRow, ProofRow},
};
use crate::{
    Problem,
    attachment::AttachmentRow,
    audit::{self, Change},
    clock::local_date,
    database::Pg,
    todo::{self, Audience, Todo},
};

/// Who does something, and when.
pub(super) struct Act<'a> {
    pub actor: &'a str,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

impl<'a> Act<'a> {
    pub fn now(actor: &'a str) -> Self {
        let now = Utc::now();
        Self {
            actor,
            now: now.trunc_subsecs(6),
            today: local_date(now),
        }
    }
}

/// What a draft says.
pub(super) struct Draft {
    pub kind: String,
    pub title: String,
    pub body: String,
    pub audience: String,
    pub unit: String,
}

pub(super) fn no_such_notice() -> Problem {
    Problem::not_found("没有这份公示，或它不在您的数据范围内")
}

pub(super) async fn record<B: Serialize, A: Serialize>(
    conn: &mut Pg,
    act: &Act<'_>,
    action: &str,
    id: Uuid,
    before: Option<&B>,
    after: Option<&A>,
) -> Result<(), Problem> {
    let value = |state: serde_json::Result<Value>| state.map_err(Problem::internal);
    let change = Change {
        actor: act.actor,
        action,
        entity: "notice",
        entity_id: id.to_string(),
        before: before.map(|state| value(serde_json::to_value(state))).transpose()?,
        after: after.map(|state| value(serde_json::to_value(state))).transpose()?,
    };
    Ok(audit::append(conn, change, act.now).await?)
}

pub(super) async fn hold(conn: &mut Pg, id: Uuid, version: i32) -> Result<NoticeRow, Problem> {
    let row = store::lock(conn, id).await?.ok_or_else(no_such_notice)?;
    if row.version != version {
        return Err(Problem::stale_version(row.version));
    }
    Ok(row)
}

/// A draft; what was posted is not changed any more.
pub(super) async fn hold_draft(conn: &mut Pg, id: Uuid, version: Option<i32>) -> Result<NoticeRow, Problem> {
    let row = match version {
        Some(version) => hold(conn, id, version).await?,
        None => store::lock(conn, id).await?.ok_or_else(no_such_notice)?,
    };
    if row.state != "draft" {
        let detail = "公示已经发布，内容不能再改：内容有误的请撤回，另行起草后重新公示，公示期重新起算";
        return Err(Problem::conflict("notice_wrong_state", detail));
    }
    Ok(row)
}

pub(super) fn link(board: &Board, id: Uuid) -> String {
    format!("/work/notices/{}/{id}", board.department.name())
}

pub(super) fn key(id: Uuid, what: &str) -> String {
    format!("notice:{id}:{what}")
}

/// A draft waits for whoever posts it.
pub(super) async fn wait_for_posting(conn: &mut Pg, board: &Board, act: &Act<'_>, row: &NoticeRow) -> Result<(), Problem> {
    let rule = board.rule(row, act.today)?;
    let audience = match rule.poster {
        Poster::NotTheDrafter => Audience::from(board.staff.head),
        Poster::Anybody => Audience::Person(row.drafted_by.clone()),
    };
    let todo = Todo {
        key: key(row.id, "post"),
        kind: "notice.post",
        title: format!("发布公示《{}》", row.title),
        link: link(board, row.id),
        audience,
        unit: Some(row.unit.clone()),
        due_on: None,
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}

/// Writes a draft.
pub(super) async fn create(conn: &mut Pg, board: &Board, act: &Act<'_>, draft: Draft) -> Result<NoticeRow, Problem> {
    board.rule_of(&draft.kind, act.today)?;
    let row = NoticeRow {
        id: Uuid::now_v7(),
        kind: draft.kind,
        title: draft.title,
        body: draft.body,
        audience: draft.audience,
        unit: draft.unit,
        state: "draft".to_owned(),
        drafted_by: act.actor.to_owned(),
        number: None,
        posted_by: None,
        posted_at: None,
        posted_on: None,
        terms: None,
        document: None,
        article: None,
        interpretation: None,
        content_sha256: None,
        clock_since: None,
        clock_left: None,
        last_day: None,
        ended_at: None,
        withdrawn_by: None,
        withdrawn_reason: None,
        objections: 0,
        demonstration: false,
        version: 1,
        created_at: act.now,
    };
    store::insert(conn, &row).await?;
    wait_for_posting(conn, board, act, &row).await?;
    record(conn, act, "notice.draft", row.id, None::<&NoticeRow>, Some(&row)).await?;
    Ok(row)
}

/// Rewrites a draft. Whoever wrote it last counts as its drafter.
pub(super) async fn redraft(
    conn: &mut Pg,
    board: &Board,
    act: &Act<'_>,
    id: Uuid,
    version: i32,
    draft: Draft,
) -> Result<NoticeRow, Problem> {
    let before = hold_draft(conn, id, Some(version)).await?;
    board.rule_of(&draft.kind, act.today)?;
    let row = NoticeRow {
        kind: draft.kind,
        title: draft.title,
        body: draft.body,
        audience: draft.audience,
        unit: draft.unit,
        drafted_by: act.actor.to_owned(),
        version: before.version + 1,
        ..before.clone()
    };
    store::update(conn, &row).await?;
    wait_for_posting(conn, board, act, &row).await?;
    record(conn, act, "notice.redraft", id, Some(&before), Some(&row)).await?;
    Ok(row)
}

/// Posts a draft: it is public from now on, under a number, and its period begins on the next day that counts.
pub(super) async fn post(conn: &mut Pg, board: &Board, act: &Act<'_>, id: Uuid, version: i32) -> Result<NoticeRow, Problem> {
    let before = hold(conn, id, version).await?;
    let rule = board.rule_of(&before.kind, act.today)?;
    let command = Command::Post { by: act.actor.to_owned() };
    let standing = before.standing(&rule.value)?.apply(&command, act.today, board.calendar())?;
    let files = attachment_store::kept_of(conn, &[id]).await?;
    let mut row = NoticeRow {
        number: Some(store::take_number(conn, act.today).await?),
        posted_by: Some(act.actor.to_owned()),
        posted_at: Some(act.now),
        posted_on: Some(act.today),
        terms: Some(serde_json::to_value(&rule.value).map_err(Problem::internal)?),
        document: Some(rule.source.citation.document.clone()),
        article: Some(rule.source.citation.article.clone()),
        interpretation: rule.source.interpretation.clone(),
        content_sha256: Some(digest(&before, &files)),
        ..before.clone()
    };
    row.set(standing.state);
    store::update(conn, &row).await?;
    todo::close(conn, &key(id, "post"), act.now).await?;
    if rule.value.proof == ProofRule::Photograph {
        let todo = Todo {
            key: key(id, "proof"),
            kind: "notice.proof",
            title: format!("记录公示《{}》的张贴照片", row.title),
            link: link(board, id),
            audience: Audience::Person(row.drafted_by.clone()),
            unit: Some(row.unit.clone()),
            due_on: row.last_day,
        };
        todo::open(conn, &todo, act.now).await?;
    }
    record(conn, act, "notice.post", id, Some(&before), Some(&row)).await?;
    Ok(row)
}

/// SHA-256 over what people read, part by part: the notice, and name and digest of each file.
fn digest(row: &NoticeRow, files: &[AttachmentRow]) -> String {
    let mut hasher = Sha256::new();
    let of_notice = [&row.kind, &row.title, &row.audience, &row.body];
    let of_files = files.iter().flat_map(|file| [&file.file_name, &file.sha256]);
    for part in of_notice.into_iter().chain(of_files) {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hex::encode(hasher.finalize())
}

/// Takes a notice back, with a reason that is published in its place.
pub(super) async fn withdraw(
    conn: &mut Pg,
    board: &Board,
    act: &Act<'_>,
    id: Uuid,
    version: i32,
    reason: String,
) -> Result<NoticeRow, Problem> {
    let before = hold(conn, id, version).await?;
    let standing = board
        .standing(&before, act.today)?
        .apply(&Command::Withdraw, act.today, board.calendar())?;
    let mut row = NoticeRow {
        withdrawn_by: Some(act.actor.to_owned()),
        withdrawn_reason: Some(reason.clone()),
        ..before.clone()
    };
    row.set(standing.state);
    store::update(conn, &row).await?;
    todo::close(conn, &key(id, "proof"), act.now).await?;
    let after = json!({ "notice": row, "reason": reason });
    record(conn, act, "notice.withdraw", id, Some(&before), Some(&after)).await?;
    Ok(row)
}

/// Records that a notice hung somewhere.
pub(super) async fn add_proof(conn: &mut Pg, act: &Act<'_>, id: Uuid, proof: (String, NaiveDate, String)) -> Result<ProofRow, Problem> {
    let notice = store::lock(conn, id).await?.ok_or_else(no_such_notice)?;
    let (place, seen_on, record_of) = proof;
    let Some(posted_on) = notice.posted_on else {
        return Err(Problem::conflict("notice_wrong_state", "公示还没有发布，不能记录张贴情况"));
    };
    if seen_on < posted_on || seen_on > act.today {
        let detail = format!("张贴日期为 {seen_on}，应在发布日 {posted_on} 至今天 {} 之间", act.today);
        return Err(Problem::unprocessable("proof_day", detail));
    }
    let row = ProofRow {
        id: Uuid::now_v7(),
        notice_id: id,
        place,
        seen_on,
        record: record_of,
        recorded_by: act.actor.to_owned(),
        recorded_at: act.now,
    };
    store::insert_proof(conn, &row).await?;
    todo::close(conn, &key(id, "proof"), act.now).await?;
    record(conn, act, "notice.prove", id, None::<&ProofRow>, Some(&row)).await?;
    Ok(row)
}
