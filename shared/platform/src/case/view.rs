//! What `/v1/cases` answers.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    By, CaseKinds,
    domain::{Action, Case, Facts, Policy, State, days_overdue},
    store::{CaseRow, FieldChange, StepRow},
};
use crate::{
    Problem,
    attachment::{AttachmentRow, AttachmentView},
    clock::local_date,
    http::access::Role,
};

/// Whose turn it is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = CaseHolderView)]
pub struct HolderView {
    /// Code of the role.
    pub(super) role: String,
    /// Its title.
    pub(super) role_title: String,
    /// The one person, where it is one person's.
    pub(super) person: Option<String>,
}

/// A case.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CaseView {
    /// Identity.
    pub(super) id: Uuid,
    /// Kind of case, e.g. `plan_change`.
    pub(super) kind: String,
    /// The kind for people.
    pub(super) kind_title: String,
    /// Kind of the thing it is about.
    pub(super) entity: String,
    /// The thing's id.
    pub(super) entity_id: String,
    /// Title for people.
    pub(super) title: String,
    /// Path of the thing's page.
    pub(super) link: String,
    /// `draft`, `submitted`, `accepted`, `returned`, `approved`, `rejected` or `withdrawn`.
    pub(super) state: State,
    /// The drafter's words, for kinds whose thing has no form of its own.
    pub(super) statement: Option<String>,
    /// Who wrote it last.
    pub(super) drafter: String,
    /// Whose turn it is; absent when it is closed.
    pub(super) holder: Option<HolderView>,
    /// When it was opened.
    pub(super) opened_at: DateTime<Utc>,
    /// Days since.
    pub(super) open_days: i64,
    /// When it was first submitted.
    pub(super) submitted_at: Option<DateTime<Utc>>,
    /// Last day for the next step, by working days; absent for drafts and where no holiday notice is known yet.
    pub(super) due_on: Option<NaiveDate>,
    /// Working days by which that day has been missed; 0 when it has not.
    pub(super) overdue_days: i64,
    /// How often it was urged.
    pub(super) urges: i32,
    /// When it was closed.
    pub(super) closed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub(super) decided_by: Option<String>,
    /// Version, for `If-Match`.
    pub(super) version: i32,
}

/// A step of a case's timeline.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseStepView)]
pub struct StepView {
    /// Number, from 1.
    seq: i32,
    /// What was done: `open`, `revise`, `submit`, `accept`, `return`, `reject`, `approve`, `transfer`, `withdraw`, `urge`, `comment`,
    /// `attach` or `withdraw_attachment`.
    action: String,
    /// Who.
    actor: String,
    /// When.
    at: DateTime<Utc>,
    /// What was said.
    comment: Option<String>,
    /// State before; absent when it was opened.
    #[schema(value_type = Option<State>)]
    state_before: Option<String>,
    /// State after.
    #[schema(value_type = State)]
    state_after: String,
    /// What was changed.
    changes: Vec<FieldChange>,
    /// The request, as in the operations log, which has the whole states before and after.
    request_id: String,
}

impl From<StepRow> for StepView {
    fn from(row: StepRow) -> Self {
        Self {
            seq: row.seq,
            action: row.action,
            actor: row.actor,
            at: row.at,
            comment: row.comment,
            state_before: row.state_before,
            state_after: row.state_after,
            // What this service wrote it can read.
            changes: serde_json::from_value(row.changes).unwrap_or_default(),
            request_id: row.request_id,
        }
    }
}

/// Something that can or cannot be done with a case now by whoever asks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseActionView)]
pub struct ActionView {
    /// What.
    action: Action,
    /// Whether it is allowed.
    allowed: bool,
    /// Stable code of the refusal.
    code: Option<String>,
    /// Why not, and what would be right.
    reason: Option<String>,
    /// Who may.
    who_may: Vec<String>,
    /// Whether a reason must be given.
    needs_reason: bool,
}

/// What comes next.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseNextView)]
pub struct NextView {
    /// The next step, if all goes well.
    action: Action,
    /// What is missing for it.
    missing: Vec<String>,
    /// Who may take it.
    who_may: Vec<String>,
}

/// A role that a case can be given to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseTargetView)]
pub struct TargetView {
    /// Code.
    role: String,
    /// Title.
    title: String,
}

/// A case with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseDetailView {
    /// The case.
    #[serde(flatten)]
    case: CaseView,
    /// What was done, the first first.
    timeline: Vec<StepView>,
    /// Files, withdrawn ones too.
    attachments: Vec<AttachmentView>,
    /// What can be done now, and why the rest cannot.
    actions: Vec<ActionView>,
    /// What comes next; absent when it is closed.
    next: Option<NextView>,
    /// Whether whoever asks may comment and attach.
    takes_part: bool,
    /// Whether the drafter's words are kept with the case.
    has_statement: bool,
    /// Roles that it can be given to now.
    targets: Vec<TargetView>,
    /// Largest attachment, bytes.
    attachment_limit_bytes: usize,
}

/// What a case's page shows, as far as it was read.
pub(super) struct Detail {
    pub(super) row: CaseRow,
    pub(super) steps: Vec<StepRow>,
    pub(super) attachments: Vec<AttachmentRow>,
    pub(super) facts: Facts,
    pub(super) attachment_limit_bytes: usize,
}

pub(super) fn case_view(kinds: &CaseKinds, row: CaseRow, today: NaiveDate) -> Result<CaseView, Problem> {
    let policy = kinds.policy(&row.kind, today)?;
    let state = row.to_domain()?.state;
    let title = |code: &str| {
        let mut roles = policy.drafters.iter().chain(policy.deciders);
        roles
            .find(|role| role.code == code)
            .map_or_else(|| code.to_owned(), |role| role.title.to_owned())
    };
    let holder = (!state.is_closed()).then(|| HolderView {
        role_title: title(&row.holder_role),
        role: row.holder_role.clone(),
        person: row.holder_person.clone(),
    });
    let until = row.closed_at.map_or(today, local_date);
    Ok(CaseView {
        id: row.id,
        kind_title: policy.title.to_owned(),
        kind: row.kind,
        entity: row.entity,
        entity_id: row.entity_id,
        title: row.title,
        link: row.link,
        state,
        statement: row.statement,
        drafter: row.drafter,
        holder,
        opened_at: row.opened_at,
        open_days: (until - local_date(row.opened_at)).num_days(),
        submitted_at: row.submitted_at,
        due_on: row.due_on,
        overdue_days: if state.is_closed() {
            0
        } else {
            days_overdue(row.due_on, &policy.calendar, today)
        },
        urges: row.urges,
        closed_at: row.closed_at,
        decided_by: row.decided_by,
        version: row.version,
    })
}

pub(super) fn detail_view(kinds: &CaseKinds, by: &By<'_>, takes_part: bool, detail: Detail) -> Result<CaseDetailView, Problem> {
    let policy = kinds.policy(&detail.row.kind, by.today)?;
    let case = detail.row.to_domain()?;
    let is_open = !case.state.is_closed();
    Ok(CaseDetailView {
        actions: actions(&case, &policy, by, &detail.facts),
        next: next(&case, &policy, &detail.facts),
        targets: if is_open { targets(&case, &policy) } else { Vec::new() },
        case: case_view(kinds, detail.row, by.today)?,
        timeline: detail.steps.into_iter().map(StepView::from).collect(),
        attachments: detail.attachments.into_iter().map(AttachmentView::from).collect(),
        takes_part,
        has_statement: policy.has_statement,
        attachment_limit_bytes: detail.attachment_limit_bytes,
    })
}

fn actions(case: &Case, policy: &Policy, by: &By<'_>, facts: &Facts) -> Vec<ActionView> {
    let view = |action: Action| {
        let refused = case.check(policy, by.actor, facts, action).err();
        ActionView {
            action,
            allowed: refused.is_none(),
            code: refused.as_ref().map(|refused| refused.code().to_owned()),
            reason: refused.as_ref().map(ToString::to_string),
            who_may: if action.states().contains(&case.state) {
                case.who_may(policy, action)
            } else {
                Vec::new()
            },
            needs_reason: action.needs_reason(),
        }
    };
    Action::ALL
        .into_iter()
        .filter(|action| *action != Action::Reject || policy.may_reject)
        .map(view)
        .collect()
}

fn next(case: &Case, policy: &Policy, facts: &Facts) -> Option<NextView> {
    let action = case.next(policy)?;
    Some(NextView {
        action,
        missing: case.missing(policy, facts),
        who_may: case.who_may(policy, action),
    })
}

fn targets(case: &Case, policy: &Policy) -> Vec<TargetView> {
    let roles = if case.state.is_drafting() {
        policy.drafters
    } else {
        policy.deciders
    };
    let view = |role: &Role| TargetView {
        role: role.code.to_owned(),
        title: role.title.to_owned(),
    };
    roles.iter().map(view).collect()
}
