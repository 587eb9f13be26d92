//! A village's declaration: base data → notice → submission → town → county (附件8 第七条).

use rules::{Citation, Refusal};

use super::rule::RewardRules;
use crate::domain::code::{Coded, coded};

coded! {
    /// Where a declaration stands.
    pub enum DeclarationState {
        /// Base data are being collected (第七条（一）).
        Draft = "draft", "采集数据";
        /// A notice of them has been drafted or hangs (第七条（二）); the data stay as they are.
        OnNotice = "on_notice", "村级公示";
        /// With the town (第七条（三）).
        Submitted = "submitted", "已报镇";
        /// In a summary that the town is drawing up.
        InSummary = "in_summary", "镇审查汇总";
        /// Filed with the county (第七条（四）).
        TownReviewed = "town_reviewed", "县级审查";
        /// Approved: the money is reckoned from it.
        Approved = "approved", "已核定";
        /// Given up.
        Withdrawn = "withdrawn", "已撤回";
    }
}

/// What is to be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeclarationCommand {
    /// Change the data.
    Revise,
    /// Put the data on notice.
    PutOnNotice,
    /// Submit to the town.
    Submit,
    /// Take into the town's summary.
    Summarise,
    /// Take out of it again.
    LeaveSummary,
    /// The town has reviewed it.
    Review {
        /// Who files the summary.
        by: String,
    },
    /// The county has reviewed it.
    Approve {
        /// Who.
        by: String,
    },
    /// Send back to the village.
    Return {
        /// Why.
        reason: String,
    },
    /// Give up.
    Withdraw,
}

/// Why it did not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RewardError {
    /// Not in this state.
    #[error("申报现为「{state}」，不能{action}：须先处于「{needed}」")]
    WrongState {
        /// Where it stands.
        state: &'static str,
        /// What was asked.
        action: &'static str,
        /// Where it would have to stand.
        needed: String,
    },
    /// One person on two sides.
    #[error("{0}")]
    SamePerson(&'static str, Citation),
    /// A return needs a reason.
    #[error("退回必须写明原因")]
    ReasonMissing,
}

/// Who has done what so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// State.
    pub state: DeclarationState,
    /// Whoever entered the data last.
    pub drafted_by: String,
    /// Whoever filed it for the town.
    pub reviewed_by: Option<String>,
    /// Whoever approved it for the county.
    pub approved_by: Option<String>,
}

impl Declaration {
    /// Moves it on.
    pub fn apply(mut self, rules: &RewardRules, command: &DeclarationCommand) -> Result<Self, RewardError> {
        use DeclarationState::{Approved, Draft, InSummary, OnNotice, Submitted, TownReviewed, Withdrawn};
        let citation = || rules.notice_days.source.citation.clone();
        let (from, to, action): (&[DeclarationState], _, _) = match command {
            // What hangs out is not changed behind people's backs: a new notice follows.
            DeclarationCommand::Revise => (&[Draft, OnNotice], Draft, "修改基础数据"),
            DeclarationCommand::PutOnNotice => (&[Draft], OnNotice, "公示"),
            DeclarationCommand::Submit => (&[OnNotice], Submitted, "报镇"),
            DeclarationCommand::Summarise => (&[Submitted], InSummary, "汇总"),
            DeclarationCommand::LeaveSummary => (&[InSummary], Submitted, "移出汇总"),
            DeclarationCommand::Review { .. } => (&[InSummary], TownReviewed, "报县"),
            DeclarationCommand::Approve { .. } => (&[TownReviewed], Approved, "核定"),
            DeclarationCommand::Return { .. } => (&[Submitted, InSummary, TownReviewed], Draft, "退回"),
            DeclarationCommand::Withdraw => (&[Draft, OnNotice, Submitted], Withdrawn, "撤回"),
        };
        if !from.contains(&self.state) {
            return Err(RewardError::WrongState {
                state: self.state.label(),
                action,
                needed: from.iter().map(|state| state.label()).collect::<Vec<_>>().join("」或「"),
            });
        }
        match command {
            DeclarationCommand::Review { by } if *by == self.drafted_by => {
                return Err(RewardError::SamePerson(
                    "采集数据的人不能代表镇审查：请由另一位负责人报县",
                    citation(),
                ));
            }
            DeclarationCommand::Review { by } => self.reviewed_by = Some(by.clone()),
            DeclarationCommand::Approve { by } if *by == self.drafted_by || self.reviewed_by.as_ref() == Some(by) => {
                return Err(RewardError::SamePerson(
                    "采集数据或镇级审查的人不能作县级核定：请由另一位负责人核定",
                    citation(),
                ));
            }
            DeclarationCommand::Approve { by } => self.approved_by = Some(by.clone()),
            DeclarationCommand::Return { reason } if reason.trim().is_empty() => return Err(RewardError::ReasonMissing),
            DeclarationCommand::Return { .. } => self.reviewed_by = None,
            _ => {}
        }
        self.state = to;
        Ok(self)
    }
}

/// What is known when a village wants to submit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubmissionFacts {
    /// State of the notice; none where there is no notice.
    pub notice: Option<String>,
    /// Working days that it has hung, whole ones.
    pub working_days: u32,
    /// Objections without an answer.
    pub open_objections: u32,
    /// Pictures added since it was posted.
    pub photos: usize,
    /// Whether the signed and sealed sheet is there.
    pub has_sealed_form: bool,
}

/// What is still missing before a village can submit, in words: the first is what it is refused for.
pub fn missing_to_submit(rules: &RewardRules, facts: &SubmissionFacts) -> Vec<(&'static str, String)> {
    let mut missing = Vec::new();
    let needed = rules.notice_days.value;
    match facts.notice.as_deref() {
        None => missing.push(("notice_missing", format!("村级公示（不少于{needed}个工作日）"))),
        Some("draft") => missing.push(("notice_not_posted", "公示已起草，尚未由另一位工作人员发布".to_owned())),
        Some("withdrawn") => missing.push(("notice_withdrawn", "公示已撤回：请更正数据后重新公示".to_owned())),
        Some(state) => {
            if facts.open_objections > 0 {
                let what = format!("答复公示期间的异议（还有{}件未答复）", facts.open_objections);
                missing.push(("objection_open", what));
            }
            if facts.working_days < needed || state != "ended" {
                let had = facts.working_days.min(needed);
                missing.push(("notice_too_short", format!("公示满{needed}个工作日（已满{had}个）")));
            }
        }
    }
    if facts.photos == 0 {
        missing.push(("photos_missing", "张榜公示的照片（公示发布后上传的图片）".to_owned()));
    }
    if !facts.has_sealed_form {
        missing.push(("sealed_form_missing", "经办人、负责人签字盖章的申报表（附件）".to_owned()));
    }
    missing
}

/// Two people sign; the same name twice is one (第七条（二）（三）).
pub fn check_signatories(rules: &RewardRules, handler: &str, head: &str) -> Result<(), Refusal> {
    if handler.trim() != head.trim() {
        return Ok(());
    }
    Err(Refusal::new("same_signatory", "经办人和负责人应当是两个人：请分别填写签字人")
        .citing(rules.notice_days.source.citation.clone())
        .at("/head"))
}
