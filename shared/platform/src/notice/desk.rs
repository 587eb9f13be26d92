//! Use cases of notices. Each takes the open transaction, holds the notice, asks the pure part, stores, keeps the to-dos,
//! and appends to the audit trail last.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use contracts::Department;
use rules::{Calendar, Cited};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    rule::{KindRule, Poster, ProofRule},
    standing::{Command, Standing, StandingError},
    store::{self, NoticeRow, ObjectionRow, ObjectorRow, ProofRow},
};
use crate::{
    Problem,
    audit::{self, Change},
    clock::local_date,
    context::RequestContext,
    database::{Database, Pg, Scope},
    http::{access::Role, limit::AddressLimit},
    job::JobName,
    service::Job,
    settings::ServerSettings,
    telemetry,
    todo::{self, Audience, Todo},
};

const JOB: JobName = JobName {
    name: "end_notices",
    title: "公示期满办结",
};
/// How often it is looked whether a period has run out.
const EVERY: Duration = Duration::from_mins(5);
/// Notices of one transaction.
const BATCH: i64 = 50;
/// Objections that an address may make in a minute.
const OBJECTIONS_PER_MINUTE: u32 = 6;

/// Whose the board is.
#[derive(Debug, Clone, Copy)]
pub struct Staff {
    /// Drafts, answers objections, records proofs.
    pub clerk: Role,
    /// Posts and takes back.
    pub head: Role,
}

type RuleOfDay = dyn Fn(&str, NaiveDate) -> Result<Cited<KindRule>, Problem> + Send + Sync;

/// The notice board of a department: its kinds with their rules, the calendar, its staff. Cheap to clone.
#[derive(Clone)]
pub struct Board {
    department: Department,
    kinds: &'static [&'static str],
    rule: Arc<RuleOfDay>,
    calendar: Arc<Calendar>,
    staff: Staff,
    public_url: String,
    pub(super) limit: AddressLimit,
}

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

impl From<StandingError> for Problem {
    fn from(error: StandingError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        match error {
            StandingError::WrongState { .. } | StandingError::NotOver => Self::conflict(code, detail),
            StandingError::PosterIsDrafter => Self::new(actix_web::http::StatusCode::FORBIDDEN, code, detail),
            StandingError::Calendar(_) => Self::unprocessable(code, detail),
        }
    }
}

pub(super) fn no_such_notice() -> Problem {
    Problem::not_found("没有这份公示，或它不在您的数据范围内")
}

impl Board {
    /// A board for these kinds (`notice.kind.<code>` in the rules), whose rule of a day `rule` tells.
    pub fn new(
        department: Department,
        settings: &ServerSettings,
        kinds: &'static [&'static str],
        staff: Staff,
        calendar: Calendar,
        rule: impl Fn(&str, NaiveDate) -> Result<Cited<KindRule>, Problem> + Send + Sync + 'static,
    ) -> Self {
        Self {
            department,
            kinds,
            rule: Arc::new(rule),
            calendar: Arc::new(calendar),
            staff,
            public_url: settings.public_address(""),
            limit: AddressLimit::per_minute(settings, OBJECTIONS_PER_MINUTE),
        }
    }

    /// Whose board it is.
    pub(super) fn department(&self) -> Department {
        self.department
    }

    /// Who publishes here, as people say it.
    pub(super) fn publisher(&self) -> &'static str {
        match self.department {
            Department::Water => "水利局",
            Department::Emergency => "应急管理局",
            Department::Finance => "财政局",
            Department::Housing => "住房和城乡建设局",
        }
    }

    /// The address of a page, for readers who are not on the platform.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// The kinds with the rules of a day; those that have none on that day are left out.
    pub(super) fn kinds(&self, today: NaiveDate) -> Vec<(&'static str, Cited<KindRule>)> {
        let of = |kind: &&'static str| Some((*kind, self.rule_of(kind, today).ok()?));
        self.kinds.iter().filter_map(of).collect()
    }

    fn rule_of(&self, kind: &str, day: NaiveDate) -> Result<Cited<KindRule>, Problem> {
        if !self.kinds.contains(&kind) {
            let detail = format!("没有「{kind}」这种公示，可用的：{}", self.kinds.join("、"));
            return Err(Problem::bad_request("unknown_notice_kind", detail));
        }
        (self.rule)(&format!("notice.kind.{kind}"), day)
    }

    /// The rule that a notice goes by: the one fixed when it was posted, or that of the day.
    pub(super) fn rule(&self, row: &NoticeRow, today: NaiveDate) -> Result<KindRule, Problem> {
        match row.fixed_rule()? {
            Some(rule) => Ok(rule),
            None => Ok(self.rule_of(&row.kind, today)?.value),
        }
    }

    pub(super) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    fn standing(&self, row: &NoticeRow, today: NaiveDate) -> Result<Standing, Problem> {
        Ok(row.standing(&self.rule(row, today)?)?)
    }

    /// State and days left as they are today; a period that has run out is over, whether or not that was noted.
    pub(super) fn as_of(&self, row: &NoticeRow, today: NaiveDate) -> Result<(String, Option<u32>), Problem> {
        if row.state == "draft" {
            return Ok((row.state.clone(), None));
        }
        let rule = self.rule(row, today)?;
        let standing = row.standing(&rule)?;
        if standing.is_over(today) {
            return Ok(("ended".to_owned(), None));
        }
        let left = match standing.state {
            super::standing::State::Posted(clock) => {
                Some(clock.days_left(today, rule.counting, &self.calendar).map_err(StandingError::from)?)
            }
            _ => None,
        };
        Ok((row.state.clone(), left))
    }
}

async fn record<B: Serialize, A: Serialize>(
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

async fn hold(conn: &mut Pg, id: Uuid, version: i32) -> Result<NoticeRow, Problem> {
    let row = store::lock(conn, id).await?.ok_or_else(no_such_notice)?;
    if row.version != version {
        return Err(Problem::stale_version(row.version));
    }
    Ok(row)
}

fn link(board: &Board, id: Uuid) -> String {
    format!("/work/notices/{}/{id}", board.department.name())
}

fn key(id: Uuid, what: &str) -> String {
    format!("notice:{id}:{what}")
}

/// A draft waits for whoever posts it.
async fn wait_for_posting(conn: &mut Pg, board: &Board, act: &Act<'_>, row: &NoticeRow) -> Result<(), Problem> {
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
    let before = hold(conn, id, version).await?;
    if before.state != "draft" {
        let detail = "公示已经发布，内容不能再改：内容有误的请撤回，另行起草后重新公示，公示期重新起算";
        return Err(Problem::conflict("notice_wrong_state", detail));
    }
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
    let mut row = NoticeRow {
        number: Some(store::take_number(conn, act.today).await?),
        posted_by: Some(act.actor.to_owned()),
        posted_at: Some(act.now),
        posted_on: Some(act.today),
        terms: Some(serde_json::to_value(&rule.value).map_err(Problem::internal)?),
        document: Some(rule.source.citation.document.clone()),
        article: Some(rule.source.citation.article.clone()),
        interpretation: rule.source.interpretation.clone(),
        content_sha256: Some(digest(&before)),
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

/// SHA-256 over what people read, part by part.
fn digest(row: &NoticeRow) -> String {
    let mut hasher = Sha256::new();
    for part in [&row.kind, &row.title, &row.audience, &row.body] {
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
        due_on: board.calendar.working_day_after(local_date(oldest), within).ok(),
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

/// Notes the end of notices whose last day has passed; says of how many.
pub async fn end_over(database: &Database, board: &Board, today: NaiveDate) -> Result<usize, Problem> {
    let act = Act {
        today,
        ..Act::now("system:end_notices")
    };
    let mut ended = 0;
    loop {
        let mut tx = database.begin(&Scope::All).await?;
        let over = store::lock_over(&mut tx, today, BATCH).await?;
        if over.is_empty() {
            return Ok(ended);
        }
        ended += over.len();
        let mut changes = Vec::with_capacity(over.len());
        for before in over {
            let standing = board.standing(&before, today)?.apply(&Command::End, today, board.calendar())?;
            let mut row = NoticeRow {
                ended_at: Some(act.now),
                ..before.clone()
            };
            row.set(standing.state);
            store::update(&mut tx, &row).await?;
            changes.push((before, row));
        }
        for (before, row) in &changes {
            record(&mut tx, &act, "notice.end", row.id, Some(before), Some(row)).await?;
        }
        tx.commit().await?;
    }
}

/// The job: looks at the start and then at intervals.
pub fn job(database: Database, board: Board) -> Job {
    Box::new(move |cancel| {
        Box::pin(async move {
            while !cancel.is_cancelled() {
                let run = JOB.begin();
                let outcome = end_over(&database, &board, local_date(Utc::now())).await;
                run.end(&database, outcome.as_ref().err().map(|error| error as _)).await;
                match outcome {
                    Ok(0) => {}
                    Ok(count) => tracing::info!(count, "public notices have run out"),
                    Err(error) => tracing::warn!(error = %telemetry::chain(&error), "notices could not be ended; it is tried again"),
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(EVERY) => {}
                }
            }
        })
    })
}
