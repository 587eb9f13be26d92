//! What a kind of case prescribes, who acts, what is asked, and what came of it.

use std::sync::Arc;

use chrono::NaiveDate;
use rules::Calendar;
use serde::{Deserialize, Serialize};

use super::vocabulary::{Action, State};
use crate::http::access::Role;

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

    pub(super) fn has_any(&self, roles: &[Role]) -> bool {
        match self {
            Self::Person(_, own) => roles.iter().any(|role| own.iter().any(|code| code == role.code)),
            Self::Checked(_) | Self::System(_) => true,
        }
    }

    pub(super) fn has(&self, code: &str) -> bool {
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
