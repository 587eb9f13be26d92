//! Use cases: each takes the open transaction, locks the case, asks the workflow, stores case and step, and appends to
//! the audit trail last.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    By,
    domain::{Action, Actor, Case, CaseError, Command, Event, Facts, Policy, due_on},
    fault::CaseFault,
    store::{self, CaseRow, FieldChange, StepRow},
};
use crate::{
    audit::{self, Change},
    context::RequestContext,
    database::Pg,
    todo::{self, Audience, Todo},
};

/// A case to be opened.
#[derive(Debug, Clone)]
pub struct NewCase<'a> {
    /// Kind of the thing it is about, e.g. `plan`.
    pub entity: &'a str,
    /// The thing's id.
    pub entity_id: String,
    /// Title for people.
    pub title: String,
    /// Path of the thing's page, e.g. `/work/water/plans?open=…`.
    pub link: String,
    /// Units that it belongs to: whoever sees one of them sees it.
    pub units: Vec<String>,
}

/// What the department knows of a step besides the command.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// What the thing itself still lacks before its case can be submitted, in words.
    pub lacking: Vec<String>,
    /// What the step changed, for people.
    pub changes: Vec<FieldChange>,
}

/// Opens a case as a draft. `Exists` when the thing has one that was not given up.
pub async fn open(conn: &mut Pg, policy: &Policy, by: &By<'_>, new: NewCase<'_>) -> Result<CaseRow, CaseFault> {
    let row = draft(policy, by, new);
    store::insert(conn, &row).await?;
    let told = Said {
        action: "open",
        comment: None,
        changes: Vec::new(),
    };
    note(conn, by, None, &row, told).await?;
    Ok(row)
}

/// Opens the cases of things that have just been made, all at once. The audit entry of what made them, which the caller
/// appends, names them.
pub async fn open_many(conn: &mut Pg, policy: &Policy, by: &By<'_>, new: Vec<NewCase<'_>>) -> Result<Vec<Uuid>, CaseFault> {
    let first_step = |row: &CaseRow| StepRow {
        case_id: row.id,
        seq: 1,
        action: "open".to_owned(),
        actor: by.actor.name().to_owned(),
        at: by.now,
        day: by.today,
        comment: None,
        state_before: None,
        state_after: row.state.clone(),
        changes: json!([]),
        request_id: RequestContext::current().request_id,
    };
    let rows: Vec<_> = new.into_iter().map(|new| draft(policy, by, new)).collect();
    let rows: Vec<_> = rows.into_iter().map(|row| (row.clone(), first_step(&row))).collect();
    store::insert_many(conn, &rows).await?;
    Ok(rows.iter().map(|(row, _)| row.id).collect())
}

/// The things have come to other units: their cases, closed ones too, follow them, and the to-dos of the open ones.
pub async fn move_to_units(
    conn: &mut Pg,
    entity: &str,
    entity_ids: &[String],
    units: &[String],
    now: DateTime<Utc>,
) -> Result<(), CaseFault> {
    for row in store::set_units(conn, entity, entity_ids, units).await? {
        if row.closed_at.is_none() {
            remind(conn, &row, now).await?;
        }
    }
    Ok(())
}

fn draft(policy: &Policy, by: &By<'_>, new: NewCase<'_>) -> CaseRow {
    let case = Case::open(policy, by.actor);
    CaseRow {
        id: Uuid::now_v7(),
        kind: policy.kind.to_owned(),
        entity: new.entity.to_owned(),
        entity_id: new.entity_id,
        title: new.title,
        link: new.link,
        units: new.units,
        state: case.state.code().to_owned(),
        statement: None,
        drafter: case.drafter,
        authors: case.authors.into_iter().collect(),
        holder_role: case.holder.role,
        holder_person: case.holder.person,
        opened_at: by.now,
        submitted_at: None,
        due_on: None,
        urges: 0,
        closed_at: None,
        decided_by: None,
        version: 1,
    }
}

/// The latest case about a thing.
pub async fn of_thing(conn: &mut Pg, entity: &str, entity_id: &str) -> Result<Option<CaseRow>, CaseFault> {
    Ok(of_things(conn, entity, &[entity_id.to_owned()]).await?.pop())
}

/// The latest case about each of these things that has one.
pub async fn of_things(conn: &mut Pg, entity: &str, ids: &[String]) -> Result<Vec<CaseRow>, CaseFault> {
    Ok(store::of_things(conn, entity, ids).await?)
}

/// The open cases about things of a kind whose ids begin with `prefix`, locked: whoever steps with several takes all of
/// them before the first audit entry, which locks the end of its chain.
pub async fn lock_open_about(conn: &mut Pg, entity: &str, prefix: &str) -> Result<Vec<CaseRow>, CaseFault> {
    Ok(store::lock_open_about(conn, entity, prefix).await?)
}

/// The open cases about these things, locked: for who steps with several of them.
pub async fn lock_of_things(conn: &mut Pg, entity: &str, ids: &[String]) -> Result<Vec<CaseRow>, CaseFault> {
    Ok(store::lock_of_things(conn, entity, ids).await?)
}

/// Looks, with the case locked, whether a step is allowed: for a thing that moves before its case does.
pub async fn require(conn: &mut Pg, policy: &Policy, case_id: Uuid, version: i32, by: &By<'_>, action: Action) -> Result<(), CaseFault> {
    let row = lock(conn, case_id, Some(version)).await?;
    let facts = facts(conn, &row, by, Vec::new()).await?;
    Ok(row.to_domain()?.check(policy, by.actor, &facts, action)?)
}

/// Takes a step with the case of a thing that has just moved itself.
pub async fn follow(
    conn: &mut Pg,
    policy: &Policy,
    (entity, entity_id): (&str, &str),
    by: &By<'_>,
    command: Command,
    told: Told,
) -> Result<CaseRow, CaseFault> {
    let case = of_thing(conn, entity, entity_id).await?.ok_or(CaseFault::NotFound)?;
    step(conn, policy, case.id, None, by, command, told).await
}

/// Takes a step. `version`: the one that the step rests on, where the department has not looked after that itself.
pub async fn step(
    conn: &mut Pg,
    policy: &Policy,
    case_id: Uuid,
    version: Option<i32>,
    by: &By<'_>,
    command: Command,
    mut told: Told,
) -> Result<CaseRow, CaseFault> {
    let before = lock(conn, case_id, version).await?;
    let action = command.action();
    let lacking = std::mem::take(&mut told.lacking);
    let facts = match action {
        Action::Submit | Action::Urge => facts(conn, &before, by, lacking).await?,
        _ => Facts::default(),
    };
    let comment = command.comment().map(str::to_owned);
    let (case, events) = before.to_domain()?.apply(policy, by.actor, &facts, command)?;
    told.changes.extend(events.iter().filter_map(change_of));
    if before.statement != case.statement {
        told.changes
            .push(field("statement", "情况说明", before.statement.clone(), case.statement.clone()));
    }
    let mut after = before.clone().with(case);
    after.version += 1;
    if before.state != after.state {
        settle(&mut after, policy, by)?;
    }
    store::update(conn, &after).await?;
    remind(conn, &after, by.now).await?;
    let said = Said {
        action: action.code(),
        comment,
        changes: told.changes,
    };
    note(conn, by, Some(&before), &after, said).await?;
    Ok(after)
}

/// Says something about a case, whatever its state.
pub async fn comment(conn: &mut Pg, policy: &Policy, case_id: Uuid, by: &By<'_>, text: String) -> Result<CaseRow, CaseFault> {
    let row = lock(conn, case_id, None).await?;
    require_part(policy, by.actor)?;
    let said = Said {
        action: "comment",
        comment: Some(text),
        changes: Vec::new(),
    };
    note(conn, by, Some(&row), &row, said).await?;
    Ok(row)
}

/// Only whoever drafts or decides such cases has a part in them.
pub(super) fn require_part(policy: &Policy, actor: Actor<'_>) -> Result<(), CaseError> {
    let roles = [policy.drafters, policy.deciders].concat();
    let has_part = match actor {
        Actor::Person(_, own) => roles.iter().any(|role| own.iter().any(|code| code == role.code)),
        Actor::Checked(_) | Actor::System(_) => true,
    };
    if has_part {
        return Ok(());
    }
    Err(CaseError::NotThisPerson {
        action: Action::Revise,
        who_may: roles.iter().map(|role| role.title.to_owned()).collect(),
    })
}

/// The case, locked, at the version that the person saw.
pub(super) async fn lock(conn: &mut Pg, case_id: Uuid, version: Option<i32>) -> Result<CaseRow, CaseFault> {
    let row = store::lock(conn, case_id).await?.ok_or(CaseFault::NotFound)?;
    if version.is_some_and(|version| version != row.version) {
        return Err(CaseFault::Stale(row.version));
    }
    Ok(row)
}

/// What the workflow wants to know besides the case.
pub(super) async fn facts(conn: &mut Pg, row: &CaseRow, by: &By<'_>, lacking: Vec<String>) -> Result<Facts, CaseFault> {
    Ok(Facts {
        attachments: store::count_attachments(conn, row.id).await?,
        lacking,
        last_urged: store::last_urged(conn, row.id, by.actor.name()).await?,
        today: by.today,
    })
}

/// What a new state brings along: its term, or the end.
fn settle(row: &mut CaseRow, policy: &Policy, by: &By<'_>) -> Result<(), CaseFault> {
    let state = row.to_domain()?.state;
    if state.is_closed() {
        row.closed_at = Some(by.now);
        row.decided_by = Some(by.actor.name().to_owned());
    } else if state != super::State::Accepted {
        row.due_on = due_on(policy, state, by.today);
    }
    if state == super::State::Submitted && row.submitted_at.is_none() {
        row.submitted_at = Some(by.now);
    }
    Ok(())
}

/// The to-do of whoever's turn it is; none for a draft, and none for what is closed.
async fn remind(conn: &mut Pg, row: &CaseRow, now: DateTime<Utc>) -> Result<(), CaseFault> {
    let key = format!("case:{}", row.id);
    let state = row.to_domain()?.state;
    let (kind, what) = match state {
        _ if state.is_waiting() => ("case.decide", "核定"),
        super::State::Returned => ("case.correct", "补正退回的"),
        _ => return Ok(todo::close(conn, &key, now).await?),
    };
    let person = row.holder_person.clone().map(Audience::Person);
    let todo = Todo {
        key,
        kind,
        title: format!("{what}{}", row.title),
        link: row.link.clone(),
        audience: person.unwrap_or_else(|| Audience::Role(row.holder_role.clone())),
        unit: row.units.first().cloned(),
        due_on: row.due_on,
    };
    Ok(todo::open(conn, &todo, now).await?)
}

fn change_of(event: &Event) -> Option<FieldChange> {
    let Event::Transferred { from, to } = event else { return None };
    let words = |holder: &super::Holder| Some(holder.person.clone().unwrap_or_else(|| holder.role.clone()));
    Some(field("holder", "办理人", words(from), words(to)))
}

pub(super) fn field(field: &str, label: &str, before: Option<String>, after: Option<String>) -> FieldChange {
    FieldChange {
        field: field.to_owned(),
        label: label.to_owned(),
        before,
        after,
    }
}

/// What a step says of itself.
pub(super) struct Said<'a> {
    pub(super) action: &'a str,
    pub(super) comment: Option<String>,
    pub(super) changes: Vec<FieldChange>,
}

/// Adds a step to the timeline and an entry to the audit trail.
pub(super) async fn note(conn: &mut Pg, by: &By<'_>, before: Option<&CaseRow>, after: &CaseRow, said: Said<'_>) -> Result<(), CaseFault> {
    let actor = by.actor.name();
    let changes = serde_json::to_value(&said.changes).map_err(serialization)?;
    let step = StepRow {
        case_id: after.id,
        seq: store::next_seq(conn, after.id).await?,
        action: said.action.to_owned(),
        actor: actor.to_owned(),
        at: by.now,
        day: by.today,
        comment: said.comment.clone(),
        state_before: before.map(|row| row.state.clone()),
        state_after: after.state.clone(),
        changes,
        request_id: RequestContext::current().request_id,
    };
    store::insert_step(conn, &step).await?;
    let action = format!("case.{}", said.action);
    let change = Change {
        actor,
        action: &action,
        entity: "case",
        entity_id: after.id.to_string(),
        before: before.map(serde_json::to_value).transpose().map_err(serialization)?,
        after: Some(json!({ "case": after, "reason": said.comment, "changes": said.changes })),
    };
    Ok(audit::append(conn, change, by.now).await?)
}

fn serialization(error: serde_json::Error) -> diesel::result::Error {
    diesel::result::Error::SerializationError(Box::new(error))
}
