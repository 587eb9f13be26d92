//! Why a thing that one person drafts and another decides did not move: the same for every such thing.

use rules::Citation;

/// Why nothing moved. `action` and `needed` are for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The command does not fit the state.
    #[error("{what}现为「{state}」，不能{action}：须先处于「{needed}」")]
    WrongState {
        /// Stable code.
        code: &'static str,
        /// The thing.
        what: &'static str,
        /// Where it stands.
        state: &'static str,
        /// What was asked.
        action: &'static str,
        /// Where it would have to stand.
        needed: &'static str,
    },
    /// Something is missing.
    #[error("还不能{action}，缺少：{}", .missing.join("；"))]
    Missing {
        /// Stable code.
        code: &'static str,
        /// What was asked.
        action: &'static str,
        /// What is missing, each with its article.
        missing: Vec<String>,
    },
    /// Whoever drafted may not decide.
    #[error("{detail}")]
    SamePerson {
        /// Stable code.
        code: &'static str,
        /// Why, and who may.
        detail: &'static str,
        /// The rule.
        citation: Citation,
    },
    /// A reason has to be given.
    #[error("{0}必须写明原因")]
    ReasonMissing(&'static str),
}
