//! The words of the workflow: where a case stands, and what can be done with it.

use serde::{Deserialize, Serialize};

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
    pub(super) fn needed(self) -> String {
        let labels: Vec<_> = self.states().iter().map(|state| state.label()).collect();
        labels.join("」或「")
    }

    /// Whether it needs a reason.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Return | Self::Reject | Self::Transfer)
    }

    /// Whether it belongs to whoever decides.
    pub(super) fn decides(self) -> bool {
        matches!(self, Self::Accept | Self::Return | Self::Reject | Self::Approve)
    }
}
