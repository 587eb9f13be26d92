//! Use cases: draft, redraft, submit, approve, return, withdraw. Each works in the caller's transaction, which sees all
//! rows, and checks the whole rule set with the change upon it: what would not load is never submitted nor approved.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use rules::{Amendment, Change, FieldError, Refusal, RuleSet};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    desk::RuleDesk,
    live::Ruled,
    maker_checker::{ChangeCommand, ChangeRefused, ChangeState},
    store::{self, ChangeRow, StepRow},
};
use crate::{
    Problem,
    audit::{self, Change as AuditChange},
    clock::local_date,
    database::Pg,
    http::access::Principal,
    todo::{self, Audience, Todo},
};

/// Who does it, and when.
#[derive(Debug, Clone)]
pub struct Doer<'a> {
    principal: &'a Principal,
    may_decide: bool,
    now: DateTime<Utc>,
}

impl<'a> Doer<'a> {
    /// A person, now.
    pub fn now(desk: &RuleDesk, principal: &'a Principal) -> Self {
        Self {
            principal,
            may_decide: desk.keepers.decides(principal),
            now: Utc::now().trunc_subsecs(6),
        }
    }

    fn today(&self) -> NaiveDate {
        local_date(self.now)
    }
}

/// The section of a request in which a change stands; pointers begin with it.
pub fn section(change: &Change) -> &'static str {
    match change {
        Change::Version(_) => "new_version",
        Change::Observation(_) => "observation",
        Change::Regulation(_) => "regulation",
    }
}

fn kind(change: &Change) -> &'static str {
    match change {
        Change::Version(_) => "version",
        Change::Observation(_) => "observation",
        Change::Regulation(_) => "regulation",
    }
}

/// Drafts a change. One change of a thing at a time.
pub async fn draft(conn: &mut Pg, desk: &RuleDesk, doer: &Doer<'_>, change: Change, reason: String) -> Result<ChangeRow, Problem> {
    let checked = check(conn, desk, doer, &change).await?;
    if let Some(open) = store::open_of(conn, change.subject()).await? {
        return Err(already_open(&open));
    }
    let row = ChangeRow {
        id: Uuid::now_v7(),
        kind: kind(&change).to_owned(),
        subject: change.subject().to_owned(),
        content: content_of(&change)?,
        first_day: change.first_day(checked.before.rule_set()),
        reason,
        state: ChangeState::Draft.code().to_owned(),
        drafted_by: doer.principal.subject.clone(),
        drafted_by_name: doer.principal.name.clone(),
        drafted_at: doer.now,
        submitted_at: None,
        decided_by: None,
        decided_by_name: None,
        decided_at: None,
        comment: None,
        revision: None,
        version: 1,
    };
    store::insert(conn, &row).await.map_err(|error| match &error {
        diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, info)
            if info.constraint_name() == Some("rule_changes_open") =>
        {
            Problem::conflict("rule_change_open", "同时有人为同一项规则起草了变更：请刷新后再看")
        }
        _ => error.into(),
    })?;
    note(conn, desk, doer, "draft", None, &row, None, Some(row.content.clone())).await?;
    Ok(row)
}

/// Rewrites a draft or a returned change; what it is about stays.
pub async fn redraft(
    conn: &mut Pg,
    desk: &RuleDesk,
    doer: &Doer<'_>,
    id: Uuid,
    version: i32,
    change: Change,
    reason: String,
) -> Result<ChangeRow, Problem> {
    let mut row = held(conn, id, version).await?;
    let before = row.clone();
    step(&row, doer, &ChangeCommand::Redraft)?;
    if change.subject() != row.subject || kind(&change) != row.kind {
        return Err(Problem::conflict(
            "rule_change_subject_fixed",
            format!("这项变更是对「{}」的：要改别的规则，请另起草一项", row.subject),
        ));
    }
    let checked = check(conn, desk, doer, &change).await?;
    row.content = content_of(&change)?;
    row.first_day = change.first_day(checked.before.rule_set());
    row.reason = reason;
    row.version += 1;
    store::update(conn, &row).await?;
    note(conn, desk, doer, "redraft", Some(&before), &row, None, Some(row.content.clone())).await?;
    Ok(row)
}

/// Submits, returns or withdraws.
pub async fn move_on(
    conn: &mut Pg,
    desk: &RuleDesk,
    doer: &Doer<'_>,
    id: Uuid,
    version: i32,
    command: ChangeCommand,
) -> Result<ChangeRow, Problem> {
    let mut row = held(conn, id, version).await?;
    let before = row.clone();
    let state = step(&row, doer, &command)?;
    state.code().clone_into(&mut row.state);
    row.version += 1;
    let mut comment = None;
    let name = match command {
        ChangeCommand::Submit => {
            let change = row.change()?;
            let checked = check(conn, desk, doer, &change).await?;
            row.first_day = change.first_day(checked.before.rule_set());
            row.submitted_at = Some(doer.now);
            undecided(&mut row);
            "submit"
        }
        ChangeCommand::Return { comment: said } => {
            decided(&mut row, doer);
            row.comment = Some(said.clone());
            comment = Some(said);
            "return"
        }
        ChangeCommand::Withdraw => {
            undecided(&mut row);
            "withdraw"
        }
        ChangeCommand::Redraft | ChangeCommand::Approve => return Err(Problem::internal("not a move")),
    };
    store::update(conn, &row).await?;
    note(conn, desk, doer, name, Some(&before), &row, comment, None).await?;
    Ok(row)
}

/// Approves what somebody else has submitted: from its day on it is in force in every replica. Waits for whatever is
/// being calculated by the rules as they are; the caller commits, and catches up.
pub async fn approve(
    conn: &mut Pg,
    desk: &RuleDesk,
    doer: &Doer<'_>,
    id: Uuid,
    version: i32,
    comment: Option<String>,
) -> Result<ChangeRow, Problem> {
    store::hold_alone(conn).await?;
    let mut row = held(conn, id, version).await?;
    let before = row.clone();
    let state = step(&row, doer, &ChangeCommand::Approve)?;
    let checked = check(conn, desk, doer, &row.change()?).await?;
    state.code().clone_into(&mut row.state);
    decided(&mut row, doer);
    row.comment = comment.filter(|comment| !comment.trim().is_empty());
    row.revision = Some(checked.before.rule_set().revision() + 1);
    row.version += 1;
    store::update(conn, &row).await?;
    store::announce(conn, row.revision.unwrap_or_default()).await?;
    note(conn, desk, doer, "approve", Some(&before), &row, row.comment.clone(), None).await?;
    Ok(row)
}

/// The rules without and with a change.
pub struct Checked {
    /// As the database has them.
    pub before: Arc<dyn Ruled>,
    /// With the change.
    pub after: Arc<dyn Ruled>,
}

/// Everything that a change must satisfy; each refusal points at its field.
async fn check(conn: &mut Pg, desk: &RuleDesk, doer: &Doer<'_>, change: &Change) -> Result<Checked, Problem> {
    let before = desk.live.catch_up(conn).await?;
    let at = |pointer: &str| format!("/{}{pointer}", section(change));
    let refuse = |pointer: &str, code: &'static str, message: String| Err(Problem::from(Refusal::new(code, message).at(at(pointer))));
    if let Change::Version(_) | Change::Observation(_) = change
        && let Some(why) = desk.usage.fixed(change.subject())
    {
        return refuse("/key", "rule_fixed", format!("规则「{}」不能在运行时变更：{why}", change.subject()));
    }
    if let Err(fault) = before.rule_set().amended(change, desk.live.declared()) {
        return Err(
            Problem::unprocessable(fault.code, fault.message.clone()).with_errors(vec![FieldError {
                pointer: at(fault.pointer),
                code: fault.code.to_owned(),
                message: fault.message,
            }]),
        );
    }
    if let Change::Version(new) = change
        && new.replaces.is_some()
    {
        let begun = last_begins(before.rule_set(), &new.key).filter(|from| *from <= doer.today());
        if let Some(from) = begun {
            let message = format!("最后一版已自 {from} 起生效，不能被代替：请以新的版本接在它之后");
            return refuse("/replaces", "version_has_begun", message);
        }
    }
    // Nobody has seen what is not published yet, and once said it cannot be taken back.
    let observed = match change {
        Change::Version(new) => new.observed_through,
        Change::Observation(observation) => Some(observation.observed_through),
        Change::Regulation(_) => None,
    };
    if let Some(through) = observed.filter(|through| *through > doer.today()) {
        let today = doer.today();
        let message = format!("已公布到 {through}，晚于今天（{today}）：还没有到的日子无从公布");
        return refuse("/observed_through", "observed_in_the_future", message);
    }
    // The department's own checks, on the whole.
    let mut amendments = store::amendments(&store::approved(conn).await?)?;
    amendments.push(Amendment {
        revision: before.rule_set().revision() + 1,
        change: change.clone(),
    });
    let after = match desk.live.load(&amendments) {
        Ok(after) => after,
        Err(error) => {
            let pointer = if matches!(change, Change::Version(_)) { "/value" } else { "" };
            return refuse(pointer, "rules_do_not_fit", error.message);
        }
    };
    // What has been billed stays as it was billed.
    let first_day = change.first_day(before.rule_set());
    let keys = keys_of(before.rule_set(), change);
    let used = desk.usage.used_through(conn, &keys).await?.filter(|used| used.through >= first_day);
    if let Some(used) = used {
        let earliest = used.through.succ_opt().unwrap_or(used.through);
        let message = format!(
            "自 {first_day} 起变更会改变已登记的结果（{}，规则用到 {}）：最早可自 {earliest} 起；已出的如有错误，以冲销更正",
            used.by, used.through
        );
        let pointer = match change {
            Change::Version(_) => "/effective_from",
            Change::Observation(_) => "/observed_through",
            Change::Regulation(document) if document.in_force_to.is_some() => "/in_force_to",
            Change::Regulation(_) => "/in_force_from",
        };
        return refuse(pointer, "rule_already_used", message);
    }
    Ok(Checked { before, after })
}

/// Keys whose values a change touches; a series that is observed further touches nothing that was computed, nor does a
/// regulation that is registered.
fn keys_of(rules: &RuleSet, change: &Change) -> Vec<String> {
    match change {
        Change::Version(new) => vec![new.key.clone()],
        Change::Observation(_) => Vec::new(),
        Change::Regulation(document) => rules
            .parameters()
            .filter(|parameter| {
                let mut versions = parameter.versions.iter();
                versions.any(|version| version.source.citation.document == document.number)
            })
            .map(|parameter| parameter.key.clone())
            .collect(),
    }
}

fn last_begins(rules: &RuleSet, key: &str) -> Option<NaiveDate> {
    let last = rules.parameter(key)?.versions.last()?;
    Some(last.source.rule.effective_from)
}

async fn held(conn: &mut Pg, id: Uuid, version: i32) -> Result<ChangeRow, Problem> {
    let row = store::lock(conn, id).await?.ok_or_else(no_such_change)?;
    if row.version != version {
        return Err(Problem::stale_version(row.version));
    }
    Ok(row)
}

/// 404.
pub fn no_such_change() -> Problem {
    Problem::not_found("没有这项规则变更")
}

fn step(row: &ChangeRow, doer: &Doer<'_>, command: &ChangeCommand) -> Result<ChangeState, Problem> {
    let state = ChangeState::from_code(&row.state).ok_or_else(|| Problem::internal("unknown state of a rule change"))?;
    Ok(state.apply(&row.drafted_by, &doer.principal.subject, doer.may_decide, command)?)
}

impl From<ChangeRefused> for Problem {
    fn from(refused: ChangeRefused) -> Self {
        let (code, detail) = (refused.code(), refused.to_string());
        match refused {
            ChangeRefused::WrongState { .. } => Self::conflict(code, detail),
            ChangeRefused::DecidedByDrafter(_) | ChangeRefused::NotTheDrafter(_) => {
                Self::new(actix_web::http::StatusCode::FORBIDDEN, code, detail)
            }
            ChangeRefused::CommentMissing => Refusal::new(code, detail).at("/comment").into(),
        }
    }
}

fn already_open(open: &ChangeRow) -> Problem {
    let state = ChangeState::from_code(&open.state).map_or("", ChangeState::label);
    Problem::conflict(
        "rule_change_open",
        format!(
            "「{}」已有一项未决的变更（{state}，{} 起草）：两项变更不能交叠，请待它核准或撤回后再起草",
            open.subject, open.drafted_by_name
        ),
    )
}

fn undecided(row: &mut ChangeRow) {
    (row.decided_by, row.decided_by_name, row.decided_at, row.comment) = (None, None, None, None);
}

fn decided(row: &mut ChangeRow, doer: &Doer<'_>) {
    row.decided_by = Some(doer.principal.subject.clone());
    row.decided_by_name = Some(doer.principal.name.clone());
    row.decided_at = Some(doer.now);
}

fn content_of(change: &Change) -> Result<Value, Problem> {
    serde_json::to_value(change).map_err(Problem::internal)
}

/// A submitted change waits for those who decide, a returned one for its drafter.
async fn wait_for_somebody(conn: &mut Pg, desk: &RuleDesk, row: &ChangeRow, now: DateTime<Utc>) -> Result<(), Problem> {
    let service = desk.keepers.service;
    let key = format!("rule_change:{}", row.id);
    let (kind, title, audience) = match ChangeState::from_code(&row.state) {
        Some(ChangeState::Submitted) => {
            let Some(role) = desk.keepers.decide.first() else { return Ok(()) };
            let title = format!("核准规则变更：{}（{} 起）", row.subject, row.first_day);
            ("rule_change.approve", title, Audience::from(*role))
        }
        Some(ChangeState::Returned) => {
            let title = format!("更正被退回的规则变更：{}", row.subject);
            ("rule_change.redraft", title, Audience::Person(row.drafted_by.clone()))
        }
        _ => return Ok(todo::close(conn, &key, now).await?),
    };
    let todo = Todo {
        key,
        kind,
        title,
        link: format!("/work/rules/{service}/changes/{}", row.id),
        audience,
        unit: None,
        due_on: None,
    };
    Ok(todo::open(conn, &todo, now).await?)
}

/// Adds the step and what waits for whom, and the audit entry last.
async fn note(
    conn: &mut Pg,
    desk: &RuleDesk,
    doer: &Doer<'_>,
    step: &str,
    before: Option<&ChangeRow>,
    after: &ChangeRow,
    comment: Option<String>,
    content: Option<Value>,
) -> Result<(), Problem> {
    let row = StepRow {
        change_id: after.id,
        seq: 0,
        step: step.to_owned(),
        by: doer.principal.subject.clone(),
        by_name: doer.principal.name.clone(),
        at: doer.now,
        comment,
        content,
    };
    store::add_step(conn, row).await?;
    wait_for_somebody(conn, desk, after, doer.now).await?;
    let snapshot = |row: &ChangeRow| {
        json!({
            "subject": row.subject, "state": row.state, "content": row.content, "first_day": row.first_day, "reason": row.reason,
            "comment": row.comment, "revision": row.revision,
        })
    };
    let change = AuditChange {
        actor: &doer.principal.subject,
        action: &format!("rule_change.{step}"),
        entity: "rule_change",
        entity_id: after.id.to_string(),
        before: before.map(snapshot),
        after: Some(snapshot(after)),
    };
    Ok(audit::append(conn, change, doer.now).await?)
}
