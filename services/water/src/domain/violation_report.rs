//! Reports of violations by anybody (24号 附件1 第四条): received → verified → handled, with a result. The eight forbidden acts of
//! 附件3 第十二条 are the catalogue; what else wastes or takes water against the rules is reported as such.

use rules::{Declared, Refusal};

use super::{
    code::{Coded, coded},
    violation::ForbiddenActCode,
};

/// The keys that reports read.
pub const DECLARED: &[Declared] = &[Declared::of::<String>("supervision.reports")];

coded! {
    /// What is reported.
    pub enum ReportedAct {
        /// 附件3 第十二条（一）.
        MovedOrDismantled = "moved_or_dismantled", "擅自移动、拆卸水表";
        /// （二）.
        UnverifiedOrExpired = "unverified_or_expired", "使用未检定、过期或不合格的水表";
        /// （三）.
        AccuracyDamaged = "accuracy_damaged", "破坏水表准确度";
        /// （四）.
        DataForged = "data_forged", "伪造计量数据";
        /// （五）.
        StructureAltered = "structure_altered", "改变水表结构和性能";
        /// （六）.
        VerificationSealBroken = "verification_seal_broken", "破坏检定铅（签）封";
        /// （七）.
        ObsoleteOrSubstandard = "obsolete_or_substandard", "使用不合标准或已淘汰的水表";
        /// （八）.
        SealedMeterUsed = "sealed_meter_used", "擅自启用已封存的水表";
        /// Any other unlawful use of water (附件1 第四条).
        Other = "other", "其他违法违规用水";
    }
}

impl ReportedAct {
    /// The forbidden act that is reported; none where it is something else.
    pub fn forbidden(self) -> Option<ForbiddenActCode> {
        Some(match self {
            Self::MovedOrDismantled => ForbiddenActCode::MovedOrDismantled,
            Self::UnverifiedOrExpired => ForbiddenActCode::UnverifiedOrExpired,
            Self::AccuracyDamaged => ForbiddenActCode::AccuracyDamaged,
            Self::DataForged => ForbiddenActCode::DataForged,
            Self::StructureAltered => ForbiddenActCode::StructureAltered,
            Self::VerificationSealBroken => ForbiddenActCode::VerificationSealBroken,
            Self::ObsoleteOrSubstandard => ForbiddenActCode::ObsoleteOrSubstandard,
            Self::SealedMeterUsed => ForbiddenActCode::SealedMeterUsed,
            Self::Other => return None,
        })
    }
}

coded! {
    /// Where a report stands.
    pub enum ReportState {
        /// It has arrived.
        Received = "received", "已收到";
        /// It was looked into.
        Verified = "verified", "已核实";
        /// It was dealt with.
        Handled = "handled", "已处理";
    }
}

coded! {
    /// What was found.
    pub enum ReportFinding {
        /// It is as reported.
        Substantiated = "substantiated", "属实";
        /// It is not.
        Unsubstantiated = "unsubstantiated", "不属实";
    }
}

/// What is to be done with a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportCommand {
    /// Note what was found.
    Verify {
        /// What.
        finding: ReportFinding,
        /// How it was looked into.
        note: String,
    },
    /// Note what came of it; whoever follows it up reads it.
    Handle {
        /// What came of it.
        result: String,
    },
}

/// Why a report did not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The command does not fit the state.
    #[error("举报现为「{}」，不能{action}：{right}", .state.label())]
    WrongState {
        /// Where it stands.
        state: ReportState,
        /// What was asked.
        action: &'static str,
        /// What would be right.
        right: &'static str,
    },
    /// A rule refuses.
    #[error("{}", .0.detail)]
    Refused(Refusal),
}

impl ReportState {
    /// Where the report stands after a command.
    pub fn apply(self, command: &ReportCommand) -> Result<Self, ReportError> {
        let (needed, next, action, right, text, pointer) = match command {
            ReportCommand::Verify { note, .. } => (
                Self::Received,
                Self::Verified,
                "登记核实结果",
                "每件举报只核实一次，核实结果不能更改",
                note,
                "/note",
            ),
            ReportCommand::Handle { result } => (
                Self::Verified,
                Self::Handled,
                "登记处理结果",
                "须先核实，再登记处理结果；处理结果不能更改",
                result,
                "/result",
            ),
        };
        if self != needed {
            return Err(ReportError::WrongState {
                state: self,
                action,
                right,
            });
        }
        if text.trim().is_empty() {
            let refusal = Refusal::new("text_missing", "必须写明怎样核实、怎样处理");
            return Err(ReportError::Refused(refusal.at(pointer)));
        }
        Ok(next)
    }
}

/// Letters of a follow-up number: none that look like another.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// How many: 32¹⁰ numbers for each day, so that nobody finds another's by trying.
const LENGTH: usize = 10;

/// The number that a report is followed up by, from the day and random bytes.
pub fn follow_up_number(day: chrono::NaiveDate, random: &[u8; 16]) -> String {
    let letters: String = random
        .iter()
        .take(LENGTH)
        .map(|byte| char::from(LETTERS[usize::from(*byte % 32)]))
        .collect();
    format!("JB{}-{letters}", day.format("%y%m%d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_verified_once_and_then_handled() {
        let verify = ReportCommand::Verify {
            finding: ReportFinding::Unsubstantiated,
            note: "现场核对".to_owned(),
        };
        let handle = ReportCommand::Handle {
            result: "查证不属实".to_owned(),
        };
        assert!(ReportState::Received.apply(&handle).is_err(), "not verified yet");
        assert_eq!(ReportState::Received.apply(&verify), Ok(ReportState::Verified));
        assert!(ReportState::Verified.apply(&verify).is_err());
        assert_eq!(ReportState::Verified.apply(&handle), Ok(ReportState::Handled));
        assert!(ReportState::Handled.apply(&handle).is_err());
        let blank = ReportCommand::Handle { result: " ".to_owned() };
        assert!(matches!(ReportState::Verified.apply(&blank), Err(ReportError::Refused(_))));
    }

    #[test]
    fn the_catalogue_has_every_forbidden_act_and_one_for_the_rest() {
        let forbidden: std::collections::BTreeSet<_> = ReportedAct::ALL.iter().filter_map(|act| act.forbidden()).collect();
        assert_eq!((forbidden.len(), ReportedAct::ALL.len()), (8, 9));
    }

    #[test]
    fn a_follow_up_number_says_its_day_and_nothing_else() {
        let day = "2026-11-27".parse().unwrap();
        assert_eq!(follow_up_number(day, &[0; 16]), "JB261127-2222222222");
        assert_eq!(follow_up_number(day, &[255; 16]), "JB261127-ZZZZZZZZZZ");
    }
}
