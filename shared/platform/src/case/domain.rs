//! The workflow: who may do what with a case, in which state, and what comes of it. Pure: no I/O, no clock.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use rules::Calendar;
use serde::{Deserialize, Serialize};

use crate::http::access::Role;

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CaseState)]
pub enum State {
    /// Being drafted.
    Draft,
    /// Waiting for whoever decides.
    Submitted,
    /// Somebody who decides has taken it on.
    Accepted,
    /// Back with the drafter, to be corrected.
    Returned,
    /// Approved. Closed.
    Approved,
    /// Rejected. Closed.
    Rejected,
    /// Given up. Closed.
    Withdrawn,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Submitted,
        Self::Accepted,
        Self::Returned,
        Self::Approved,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// For people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "起草",
            Self::Submitted => "待受理",
            Self::Accepted => "办理中",
            Self::Returned => "退回补正",
            Self::Approved => "已核准",
            Self::Rejected => "不予核准",
            Self::Withdrawn => "已撤回",
        }
    }

    /// The state of a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether nothing can happen any more.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Approved | Self::Rejected | Self::Withdrawn)
    }

    /// Whether it is the drafter's turn.
    pub fn is_drafting(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether it is the turn of whoever decides.
    pub fn is_waiting(self) -> bool {
        matches!(self, Self::Submitted | Self::Accepted)
    }
}

/// What can be done with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CaseAction)]
pub enum Action {
    /// Write what is to be decided on.
    Revise,
    /// Ask for the decision.
    Submit,
    /// Take it on.
    Accept,
    /// Send it back to be corrected.
    Return,
    /// Decide against it.
    Reject,
    /// Decide for it.
    Approve,
    /// Give it to somebody else.
    Transfer,
    /// Give it up.
    Withdraw,
    /// Remind whoever decides.
    Urge,
}

impl Action {
    /// All of them, in the order of a case's life.
    pub const ALL: [Self; 9] = [
        Self::Revise,
        Self::Submit,
        Self::Accept,
        Self::Approve,
        Self::Return,
        Self::Reject,
        Self::Transfer,
        Self::Urge,
        Self::Withdraw,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Revise => "revise",
            Self::Submit => "submit",
            Self::Accept => "accept",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Approve => "approve",
            Self::Transfer => "transfer",
            Self::Withdraw => "withdraw",
            Self::Urge => "urge",
        }
    }

    /// For people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Revise => "修改",
            Self::Submit => "提交",
            Self::Accept => "受理",
            Self::Return => "退回补正",
            Self::Reject => "不予核准",
            Self::Approve => "核准",
            Self::Transfer => "转办",
            Self::Withdraw => "撤回",
            Self::Urge => "催办",
        }
    }

    /// The states in which it can be done.
    pub fn states(self) -> &'static [State] {
        match self {
            Self::Revise | Self::Submit => &[State::Draft, State::Returned],
            Self::Accept => &[State::Submitted],
            Self::Return | Self::Reject | Self::Approve | Self::Urge => &[State::Submitted, State::Accepted],
            Self::Transfer | Self::Withdraw => &[State::Draft, State::Submitted, State::Accepted, State::Returned],
        }
    }

    /// The same in words.
    fn needed(self) -> String {
        let labels: Vec<_> = self.states().iter().map(|state| state.label()).collect();
        labels.join("」或「")
    }

    /// Whether it needs a reason.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Return | Self::Reject | Self::Transfer)
    }

    /// Whether it belongs to whoever decides.
    fn decides(self) -> bool {
        matches!(self, Self::Accept | Self::Return | Self::Reject | Self::Approve)
    }
}

/// How cases of a kind go.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Stable code of the kind, e.g. `plan_change`.
    pub kind: &'static str,
    /// The kind for people, e.g. `用水计划核准`.
    pub title: &'static str,
    /// Who drafts, corrects and submits; the first is the role that a draft is held by.
    pub drafters: &'static [Role],
    /// Who decides; the first is the role that a submitted case is held by.
    pub deciders: &'static [Role],
    /// Whether somebody must take a case on before it is decided.
    pub needs_acceptance: bool,
    /// Whether it may be decided against for good; else it is returned until it is right, or given up.
    pub may_reject: bool,
    /// Whether the drafter's words are kept with the case, because its thing has no form of its own for them; they are
    /// needed to submit then.
    pub has_statement: bool,
    /// Attachments that are needed to submit.
    pub attachments_needed: usize,
    /// Whether its steps open to-dos; off where the thing opens its own.
    pub opens_todos: bool,
    /// Working days within which a submitted case is to be decided.
    pub decide_within: u32,
    /// Working days within which a returned case is to be corrected.
    pub correct_within: u32,
    /// Which days are worked.
    pub calendar: Arc<Calendar>,
}

/// Whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Anybody with this role, …
    pub role: String,
    /// … or this person alone.
    pub person: Option<String>,
}

/// Who wants to do something.
#[derive(Debug, Clone, Copy)]
pub enum Actor<'a> {
    /// A person with these roles.
    Person(&'a str, &'a [String]),
    /// A person whose role the department has checked itself, at its own endpoint.
    Checked(&'a str),
    /// A job of the service.
    System(&'a str),
}

impl Actor<'_> {
    /// Account, or `system:<job>`.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(name, _) | Self::Checked(name) | Self::System(name) => name,
        }
    }

    fn has_any(&self, roles: &[Role]) -> bool {
        match self {
            Self::Person(_, own) => roles.iter().any(|role| own.iter().any(|code| code == role.code)),
            Self::Checked(_) | Self::System(_) => true,
        }
    }

    fn has(&self, code: &str) -> bool {
        match self {
            Self::Person(_, own) => own.iter().any(|own| own == code),
            Self::Checked(_) | Self::System(_) => true,
        }
    }
}

/// What is known of a case besides its state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Attachments that have not been withdrawn.
    pub attachments: usize,
    /// What the thing itself still lacks before it can be submitted, in words.
    pub lacking: Vec<String>,
    /// When the actor last urged.
    pub last_urged: Option<NaiveDate>,
    /// Today, in the county.
    pub today: NaiveDate,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The thing was changed; the case's own statement too, if one is given.
    Revise {
        /// The drafter's words.
        statement: Option<String>,
    },
    /// Ask for the decision.
    Submit,
    /// Take it on: it is held by the actor alone from then on.
    Accept,
    /// Send it back.
    Return {
        /// What is to be corrected.
        reason: String,
    },
    /// Decide against it.
    Reject {
        /// Why.
        reason: String,
    },
    /// Decide for it.
    Approve {
        /// A remark.
        comment: Option<String>,
    },
    /// Give it to another.
    Transfer {
        /// To whom.
        to: Holder,
        /// Why.
        reason: String,
    },
    /// Give it up.
    Withdraw {
        /// Why.
        reason: Option<String>,
    },
    /// Remind whoever decides.
    Urge {
        /// A remark.
        comment: Option<String>,
    },
}

impl Command {
    /// What kind of thing it does.
    pub fn action(&self) -> Action {
        match self {
            Self::Revise { .. } => Action::Revise,
            Self::Submit => Action::Submit,
            Self::Accept => Action::Accept,
            Self::Return { .. } => Action::Return,
            Self::Reject { .. } => Action::Reject,
            Self::Approve { .. } => Action::Approve,
            Self::Transfer { .. } => Action::Transfer,
            Self::Withdraw { .. } => Action::Withdraw,
            Self::Urge { .. } => Action::Urge,
        }
    }

    /// What is said with it.
    pub fn comment(&self) -> Option<&str> {
        let text = match self {
            Self::Return { reason } | Self::Reject { reason } | Self::Transfer { reason, .. } => Some(reason),
            Self::Approve { comment } | Self::Urge { comment } => comment.as_ref(),
            Self::Withdraw { reason } => reason.as_ref(),
            Self::Revise { .. } | Self::Submit | Self::Accept => None,
        };
        text.map(|text| text.trim()).filter(|text| !text.is_empty())
    }
}

/// What happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The thing, or what is said of it, was changed.
    Revised,
    /// It stands somewhere else now.
    Moved {
        /// Where it stood.
        from: State,
        /// Where it stands.
        to: State,
    },
    /// Somebody else holds it.
    Transferred {
        /// Who held it.
        from: Holder,
        /// Who holds it.
        to: Holder,
    },
    /// Whoever decides was reminded.
    Urged,
}

/// Why a case did not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// The command does not fit the state.
    #[error("事项现为「{}」，不能{}：须处于「{}」", .state.label(), .action.label(), .action.needed())]
    WrongState {
        /// Where it stands.
        state: State,
        /// What was asked.
        action: Action,
    },
    /// Somebody must take it on first.
    #[error("事项还没有受理，不能{}：请先受理", .0.label())]
    NotAccepted(Action),
    /// Cases of this kind are not rejected.
    #[error("这类事项不作「不予核准」：请退回补正，或由起草人撤回")]
    NeverRejected,
    /// This person may not.
    #[error("「{}」由{}办理", .action.label(), .who_may.join("、"))]
    NotThisPerson {
        /// What was asked.
        action: Action,
        /// Who may, in words.
        who_may: Vec<String>,
    },
    /// Whoever has a hand in a draft does not decide on it.
    #[error("起草和提交的人不能{}自己经手的事项：请由另一位有权的人员办理", .0.label())]
    DeciderIsDrafter(Action),
    /// Something is missing.
    #[error("还不能提交，缺少：{}", .0.join("；"))]
    Incomplete(Vec<String>),
    /// A reason is needed.
    #[error("{}必须写明原因", .0.label())]
    ReasonMissing(Action),
    /// Once a day is enough.
    #[error("今天已经催办过：同一事项每人每天催办一次，请明天再催")]
    UrgedToday,
    /// It cannot be given to these.
    #[error("不能转给这个岗位：可转给{}", .0.join("、"))]
    NoSuchHolder(Vec<String>),
    /// It is held by them already.
    #[error("事项已经由其办理，不必转办")]
    HeldAlready,
}

impl CaseError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "case_wrong_state",
            Self::NotAccepted(_) => "case_not_accepted",
            Self::NeverRejected => "case_never_rejected",
            Self::NotThisPerson { .. } => "not_this_person",
            Self::DeciderIsDrafter(_) => "approver_is_drafter",
            Self::Incomplete(_) => "case_incomplete",
            Self::ReasonMissing(_) => "reason_missing",
            Self::UrgedToday => "urged_today",
            Self::NoSuchHolder(_) => "no_such_holder",
            Self::HeldAlready => "held_already",
        }
    }

    /// Who may, where somebody else may.
    pub fn who_may(&self) -> &[String] {
        match self {
            Self::NotThisPerson { who_may, .. } => who_may,
            _ => &[],
        }
    }
}

/// A case as the workflow sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Where it stands.
    pub state: State,
    /// Who wrote it last.
    pub drafter: String,
    /// Everybody who has written or submitted it.
    pub authors: BTreeSet<String>,
    /// Whose turn it is.
    pub holder: Holder,
    /// The drafter's words.
    pub statement: Option<String>,
    /// How often it was urged.
    pub urges: u32,
}

impl Case {
    /// A new draft. What a job opens has no author yet: anybody of the drafters' role writes it.
    pub fn open(policy: &Policy, by: Actor<'_>) -> Self {
        let author = match by {
            Actor::Person(name, _) | Actor::Checked(name) => Some(name.to_owned()),
            Actor::System(_) => None,
        };
        Self {
            state: State::Draft,
            drafter: by.name().to_owned(),
            authors: author.iter().cloned().collect(),
            holder: Holder {
                role: first_code(policy.drafters),
                person: author,
            },
            statement: None,
            urges: 0,
        }
    }

    /// Whether the actor may do this now, before it is looked at what comes with it.
    pub fn check(&self, policy: &Policy, by: Actor<'_>, facts: &Facts, action: Action) -> Result<(), CaseError> {
        if !action.states().contains(&self.state) {
            return Err(CaseError::WrongState { state: self.state, action });
        }
        if action == Action::Reject && !policy.may_reject {
            return Err(CaseError::NeverRejected);
        }
        if !self.is_for(policy, by, action) {
            let who_may = self.who_may(policy, action);
            return Err(CaseError::NotThisPerson { action, who_may });
        }
        if action.decides() && self.authors.contains(by.name()) {
            return Err(CaseError::DeciderIsDrafter(action));
        }
        if policy.needs_acceptance && self.state == State::Submitted && action.decides() && action != Action::Accept {
            return Err(CaseError::NotAccepted(action));
        }
        match action {
            Action::Submit => match self.missing(policy, facts) {
                missing if missing.is_empty() => Ok(()),
                missing => Err(CaseError::Incomplete(missing)),
            },
            Action::Urge if facts.last_urged == Some(facts.today) => Err(CaseError::UrgedToday),
            _ => Ok(()),
        }
    }

    /// Moves the case on.
    pub fn apply(mut self, policy: &Policy, by: Actor<'_>, facts: &Facts, command: Command) -> Result<(Self, Vec<Event>), CaseError> {
        let action = command.action();
        self.check(policy, by, facts, action)?;
        if action.needs_reason() && command.comment().is_none() {
            return Err(CaseError::ReasonMissing(action));
        }
        let name = by.name().to_owned();
        let event = match command {
            Command::Revise { statement } => {
                if let Some(statement) = statement {
                    self.statement = Some(statement).filter(|text| !text.trim().is_empty());
                }
                self.holder.person = Some(name.clone());
                self.drafter.clone_from(&name);
                self.authors.insert(name);
                Event::Revised
            }
            Command::Submit => {
                self.authors.insert(name);
                self.hold(first_code(policy.deciders), None);
                self.move_to(State::Submitted)
            }
            Command::Accept => {
                self.holder.person = Some(name);
                self.move_to(State::Accepted)
            }
            Command::Return { .. } => {
                let drafter = self.drafter.clone();
                self.hold(first_code(policy.drafters), Some(drafter));
                self.move_to(State::Returned)
            }
            Command::Reject { .. } => self.move_to(State::Rejected),
            Command::Approve { .. } => self.move_to(State::Approved),
            Command::Withdraw { .. } => self.move_to(State::Withdrawn),
            Command::Urge { .. } => {
                self.urges = self.urges.saturating_add(1);
                Event::Urged
            }
            Command::Transfer { to, .. } => self.transfer(policy, to)?,
        };
        Ok((self, vec![event]))
    }

    /// What is missing for the next step, in words; nothing when it is closed.
    pub fn missing(&self, policy: &Policy, facts: &Facts) -> Vec<String> {
        if !self.state.is_drafting() {
            return Vec::new();
        }
        let mut missing = facts.lacking.clone();
        if policy.has_statement && self.statement.is_none() {
            missing.push("情况说明".to_owned());
        }
        if facts.attachments < policy.attachments_needed {
            missing.push(format!("附件（至少{}份，现有{}份）", policy.attachments_needed, facts.attachments));
        }
        missing
    }

    /// What comes next if all goes well.
    pub fn next(&self, policy: &Policy) -> Option<Action> {
        match self.state {
            State::Draft | State::Returned => Some(Action::Submit),
            State::Submitted if policy.needs_acceptance => Some(Action::Accept),
            State::Submitted | State::Accepted => Some(Action::Approve),
            State::Approved | State::Rejected | State::Withdrawn => None,
        }
    }

    /// Who may do something in the present state, in words.
    pub fn who_may(&self, policy: &Policy, action: Action) -> Vec<String> {
        let titles = |roles: &[Role]| roles.iter().map(|role| role.title.to_owned()).collect::<Vec<_>>();
        match action {
            Action::Revise | Action::Submit => titles(policy.drafters),
            Action::Withdraw | Action::Urge => vec!["起草或提交这个事项的人".to_owned()],
            Action::Transfer => [titles(policy.deciders), vec!["正在办理的人".to_owned()]].concat(),
            Action::Accept | Action::Return | Action::Reject | Action::Approve if self.holder.person.is_some() => {
                vec!["接办人本人".to_owned()]
            }
            Action::Accept | Action::Return | Action::Reject | Action::Approve => {
                let held = policy.deciders.iter().filter(|role| role.code == self.holder.role);
                held.map(|role| format!("{}（起草人除外）", role.title)).collect()
            }
        }
    }

    fn is_for(&self, policy: &Policy, by: Actor<'_>, action: Action) -> bool {
        let is_author = self.authors.contains(by.name());
        let is_held_by = self.holder.person.as_deref().is_none_or(|person| person == by.name());
        match action {
            Action::Revise | Action::Submit => by.has_any(policy.drafters),
            // Nobody else's: the department's job gives up what has become pointless.
            Action::Withdraw => is_author || matches!(by, Actor::System(_)),
            Action::Urge => is_author,
            Action::Transfer => by.has_any(policy.deciders) || (by.has(&self.holder.role) && is_held_by),
            Action::Accept | Action::Return | Action::Reject | Action::Approve => by.has(&self.holder.role) && is_held_by,
        }
    }

    fn transfer(&mut self, policy: &Policy, to: Holder) -> Result<Event, CaseError> {
        let roles = if self.state.is_drafting() {
            policy.drafters
        } else {
            policy.deciders
        };
        if !roles.iter().any(|role| role.code == to.role) {
            return Err(CaseError::NoSuchHolder(roles.iter().map(|role| role.title.to_owned()).collect()));
        }
        if to == self.holder {
            return Err(CaseError::HeldAlready);
        }
        if self.state.is_waiting() && to.person.as_ref().is_some_and(|person| self.authors.contains(person)) {
            return Err(CaseError::DeciderIsDrafter(Action::Approve));
        }
        let from = std::mem::replace(&mut self.holder, to.clone());
        Ok(Event::Transferred { from, to })
    }

    fn hold(&mut self, role: String, person: Option<String>) {
        self.holder = Holder { role, person };
    }

    fn move_to(&mut self, to: State) -> Event {
        let from = std::mem::replace(&mut self.state, to);
        Event::Moved { from, to }
    }
}

fn first_code(roles: &[Role]) -> String {
    roles.first().map(|role| role.code.to_owned()).unwrap_or_default()
}

/// The last day for the next step after a step on `today`; none where nothing is to be done, or where the calendar does
/// not reach: a case does not wait for next year's holiday notice.
pub fn due_on(policy: &Policy, state: State, today: NaiveDate) -> Option<NaiveDate> {
    let days = match state {
        State::Submitted => policy.decide_within,
        State::Returned => policy.correct_within,
        _ => return None,
    };
    policy.calendar.working_day_after(today, days).ok()
}

/// Working days by which a day has been missed; calendar days where the calendar does not reach.
pub fn days_overdue(due_on: Option<NaiveDate>, calendar: &Calendar, today: NaiveDate) -> i64 {
    let Some(due_on) = due_on.filter(|due_on| *due_on < today) else {
        return 0;
    };
    let late = due_on.iter_days().skip(1).take_while(|day| *day <= today);
    let counted = late.map(|day| calendar.is_working_day(day)).collect::<Result<Vec<_>, _>>();
    counted.map_or_else(
        |_| (today - due_on).num_days(),
        |days| i64::try_from(days.into_iter().filter(|is_working| *is_working).count()).unwrap_or(i64::MAX),
    )
}

#[cfg(test)]
mod tests;
