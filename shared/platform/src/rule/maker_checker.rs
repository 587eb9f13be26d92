//! A draft that a second person approves: states and who may do what. Pure; base prices go the same way.

use serde::{Deserialize, Serialize};

/// Where a change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// Being drafted.
    Draft,
    /// Waits for the second person.
    Submitted,
    /// Sent back with a comment.
    Returned,
    /// Given up.
    Withdrawn,
    /// Decided: in force from its day on.
    Approved,
}

/// What somebody wants to do with a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeCommand {
    /// Rewrite the draft.
    Redraft,
    /// Ask for approval.
    Submit,
    /// Approve.
    Approve,
    /// Send it back.
    Return {
        /// What has to be put right.
        comment: String,
    },
    /// Give it up.
    Withdraw,
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefused {
    /// Not in this state.
    #[error("这项变更目前是「{state}」，不能{wanted}：{right}")]
    WrongState {
        /// Present state.
        state: &'static str,
        /// What was wanted.
        wanted: &'static str,
        /// What would be right.
        right: &'static str,
    },
    /// Whoever has drafted decides nothing about it.
    #[error("这项变更由您起草，须由另一人{0}")]
    DecidedByDrafter(&'static str),
    /// Only whoever drafted it.
    #[error("这项变更由他人起草，只有起草人可以{0}")]
    NotTheDrafter(&'static str),
    /// A return says why.
    #[error("退回时请写明哪里需要更正，好让起草人照着改")]
    CommentMissing,
}

impl ChangeRefused {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "change_wrong_state",
            Self::DecidedByDrafter(_) => "second_person_needed",
            Self::NotTheDrafter(_) => "drafter_only",
            Self::CommentMissing => "comment_missing",
        }
    }
}

impl ChangeState {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
            Self::Approved => "approved",
        }
    }

    /// For people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Submitted => "待核准",
            Self::Returned => "已退回",
            Self::Withdrawn => "已撤回",
            Self::Approved => "已核准",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Draft, Self::Submitted, Self::Returned, Self::Withdrawn, Self::Approved]
            .into_iter()
            .find(|state| state.code() == code)
    }

    /// Where the change stands after a command of `actor`. `may_decide`: whether the person is one who decides changes.
    pub fn apply(self, drafter: &str, actor: &str, may_decide: bool, command: &ChangeCommand) -> Result<Self, ChangeRefused> {
        let is_drafter = drafter == actor;
        let wrong = |wanted, right| {
            Err(ChangeRefused::WrongState {
                state: self.label(),
                wanted,
                right,
            })
        };
        match (command, self) {
            (ChangeCommand::Redraft, Self::Draft | Self::Returned) => {
                if is_drafter {
                    Ok(self)
                } else {
                    Err(ChangeRefused::NotTheDrafter("修改"))
                }
            }
            (ChangeCommand::Redraft, _) => wrong("修改", "只有草稿和被退回的变更可以修改，否则请另起草一项"),
            (ChangeCommand::Submit, Self::Draft | Self::Returned) => {
                if is_drafter {
                    Ok(Self::Submitted)
                } else {
                    Err(ChangeRefused::NotTheDrafter("提交"))
                }
            }
            (ChangeCommand::Submit, _) => wrong("提交", "请刷新后再看"),
            (ChangeCommand::Approve, Self::Submitted) => {
                if is_drafter {
                    Err(ChangeRefused::DecidedByDrafter("核准"))
                } else {
                    Ok(Self::Approved)
                }
            }
            (ChangeCommand::Approve, _) => wrong("核准", "只能核准已提交的变更"),
            (ChangeCommand::Return { comment }, Self::Submitted) => {
                if is_drafter {
                    Err(ChangeRefused::DecidedByDrafter("退回；您可以撤回它"))
                } else if comment.trim().is_empty() {
                    Err(ChangeRefused::CommentMissing)
                } else {
                    Ok(Self::Returned)
                }
            }
            (ChangeCommand::Return { .. }, _) => wrong("退回", "只能退回已提交的变更"),
            (ChangeCommand::Withdraw, Self::Draft | Self::Submitted | Self::Returned) => {
                // Else a draft that somebody left behind would be in the way for ever.
                if is_drafter || may_decide {
                    Ok(Self::Withdrawn)
                } else {
                    Err(ChangeRefused::NotTheDrafter("撤回"))
                }
            }
            (ChangeCommand::Withdraw, _) => wrong("撤回", "已核准的变更只能以新的变更代替"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [ChangeState; 5] = [
        ChangeState::Draft,
        ChangeState::Submitted,
        ChangeState::Returned,
        ChangeState::Withdrawn,
        ChangeState::Approved,
    ];

    fn commands() -> [ChangeCommand; 5] {
        let comment = "出处不对".to_owned();
        [
            ChangeCommand::Redraft,
            ChangeCommand::Submit,
            ChangeCommand::Approve,
            ChangeCommand::Return { comment },
            ChangeCommand::Withdraw,
        ]
    }

    #[test]
    fn nobody_decides_about_their_own_draft() {
        for state in ALL {
            for command in [&commands()[2], &commands()[3]] {
                let decided = state.apply("ann", "ann", true, command);
                let is_second_person = matches!(decided, Err(ChangeRefused::DecidedByDrafter(_)));
                assert_eq!(is_second_person, state == ChangeState::Submitted, "{state:?} {command:?}");
                assert!(decided.is_err());
            }
        }
        assert_eq!(
            ChangeState::Submitted.apply("ann", "bob", true, &ChangeCommand::Approve),
            Ok(ChangeState::Approved)
        );
    }

    #[test]
    fn what_is_decided_stays_decided() {
        for state in [ChangeState::Approved, ChangeState::Withdrawn] {
            for command in commands() {
                for actor in ["ann", "bob"] {
                    let outcome = state.apply("ann", actor, true, &command);
                    assert_eq!(outcome.unwrap_err().code(), "change_wrong_state", "{state:?} {command:?}");
                }
            }
        }
    }

    #[test]
    fn a_draft_is_its_drafters_until_it_is_submitted() {
        for command in [ChangeCommand::Redraft, ChangeCommand::Submit] {
            for state in [ChangeState::Draft, ChangeState::Returned] {
                assert!(state.apply("ann", "ann", false, &command).is_ok());
                assert_eq!(state.apply("ann", "bob", true, &command).unwrap_err().code(), "drafter_only");
            }
        }
        assert_eq!(
            ChangeState::Submitted
                .apply("ann", "ann", false, &ChangeCommand::Redraft)
                .unwrap_err()
                .code(),
            "change_wrong_state"
        );
    }

    #[test]
    fn a_return_says_what_is_wrong() {
        let comment = " \n".to_owned();
        let refused = ChangeState::Submitted.apply("ann", "bob", true, &ChangeCommand::Return { comment });
        assert_eq!(refused.unwrap_err().code(), "comment_missing");
    }

    #[test]
    fn a_draft_left_behind_is_withdrawn_by_whoever_decides_and_by_nobody_else() {
        let withdraw = |actor, may| ChangeState::Draft.apply("ann", actor, may, &ChangeCommand::Withdraw);
        assert_eq!(withdraw("ann", false), Ok(ChangeState::Withdrawn));
        assert_eq!(withdraw("bob", true), Ok(ChangeState::Withdrawn));
        assert_eq!(withdraw("bob", false).unwrap_err().code(), "drafter_only");
    }
}
