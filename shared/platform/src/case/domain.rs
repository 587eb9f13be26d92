//! The workflow: who may do what with a case, in which state, and what comes of it. Pure: no I/O, no clock.

mod command;
mod error;
mod vocabulary;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rules::Calendar;

pub use command::{Actor, Command, Event, Facts, Holder, Policy};
pub use error::CaseError;
pub use vocabulary::{Action, State};

use crate::http::access::Role;

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
