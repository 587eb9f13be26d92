//! Why a case did not move, in words and with a stable code.

use super::vocabulary::{Action, State};

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
