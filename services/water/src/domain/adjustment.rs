//! Extraordinary adjustments of plans (24号 附件2 第六条): in severe drought or abnormal shortage the plans of a category are
//! changed by a percentage for a span of days, on the county government's approval. Without its number one is on record and
//! has no effect; with it a second person puts it in force; it is lifted on a day and never deleted.

use chrono::NaiveDate;
use rules::{Citation, Exact, Refusal};

use super::{
    code::{Coded, coded},
    period::Period,
    user::Category,
};

coded! {
    /// Where an adjustment stands.
    pub enum AdjustmentState {
        /// On record, without the county government's approval: no effect.
        Recorded = "recorded", "已登记，尚无批准文号";
        /// The approval is on record; waits for the second person.
        Submitted = "submitted", "待复核";
        /// In force for its days.
        InForce = "in_force", "执行中";
        /// Lifted on a day.
        Lifted = "lifted", "已解除";
        /// Given up before it had an effect.
        Withdrawn = "withdrawn", "已撤回";
    }
}

coded! {
    /// Which way a plan is changed.
    pub enum AdjustmentDirection {
        /// Less water.
        Decrease = "decrease", "核减";
        /// More water.
        Increase = "increase", "增加";
    }
}

impl AdjustmentDirection {
    /// A share with its sign.
    pub fn signed(self, share: Exact) -> Exact {
        match self {
            Self::Decrease => -share,
            Self::Increase => share,
        }
    }

    /// Which way a signed share goes, and how far, in percent.
    pub fn of(share: &Exact) -> (Self, Exact) {
        let percent = share * &Exact::from(100);
        if share.is_negative() {
            (Self::Decrease, -percent)
        } else {
            (Self::Increase, percent)
        }
    }
}

/// The county government's approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyApproval {
    /// Number of the document.
    pub number: String,
    /// Its day.
    pub on: NaiveDate,
    /// Who recorded it: account id.
    pub recorded_by: String,
}

/// An adjustment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Whose plans.
    pub category: Category,
    /// 1 = 100 %; -0.2 takes a fifth away.
    pub percentage: Exact,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The approval, once there is one.
    pub approval: Option<CountyApproval>,
    /// Who drafted it: account id.
    pub drafted_by: String,
    /// Who put it in force.
    pub decided_by: Option<String>,
    /// First day on which it holds no more.
    pub lifted_on: Option<NaiveDate>,
    /// State.
    pub state: AdjustmentState,
}

/// What is to be done with an adjustment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdjustmentCommand {
    /// Record the county government's approval.
    RecordApproval(CountyApproval),
    /// Put it in force.
    Confirm {
        /// Who: account id.
        by: String,
    },
    /// Send it back: the approval has to be recorded anew.
    Return {
        /// Who: account id.
        by: String,
        /// Why.
        comment: String,
    },
    /// Give it up.
    Withdraw,
    /// End it before its last day.
    Lift {
        /// First day on which it holds no more.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
}

/// Why an adjustment did not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdjustmentError {
    /// The command does not fit the state.
    #[error("计划调整现为「{}」，不能{action}：{right}", .state.label())]
    WrongState {
        /// Where it stands.
        state: AdjustmentState,
        /// What was asked.
        action: &'static str,
        /// What would be right.
        right: &'static str,
    },
    /// Nobody decides on what is their own.
    #[error("起草人和登记批准文号的人不能复核同一项计划调整：请由另一位负责人复核")]
    SecondPersonNeeded(Citation),
    /// A rule refuses.
    #[error("{}", .0.detail)]
    Refused(Refusal),
}

impl AdjustmentError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "adjustment_wrong_state",
            Self::SecondPersonNeeded(_) => "second_person_needed",
            Self::Refused(refusal) => refusal.code,
        }
    }
}

/// Most that a plan may be raised by; taken away is never all of it.
const MOST: i64 = 1;

impl Adjustment {
    /// Checks a draft: what it takes away leaves something, and its days follow each other. `citation`: 附件2 第六条.
    pub fn check(&self, citation: &Citation) -> Result<(), Refusal> {
        let refuse = |code, detail: String, pointer| Err(Refusal::new(code, detail).citing(citation.clone()).at(pointer));
        if self.percentage.is_zero() || self.percentage <= Exact::from(-MOST) || self.percentage > Exact::from(MOST) {
            let detail = "调整比例应大于 0：核减须少于 100%，增加不超过 100%，例如核减 20%".to_owned();
            return refuse("percentage_out_of_range", detail, "/percentage");
        }
        if self.to < self.from {
            return refuse(
                "span_reversed",
                format!("最后一天 {} 早于第一天 {}：请核对日期", self.to, self.from),
                "/valid_to",
            );
        }
        match &self.approval {
            Some(approval) => self.check_approval(citation, approval),
            None => Ok(()),
        }
    }

    fn check_approval(&self, citation: &Citation, approval: &CountyApproval) -> Result<(), Refusal> {
        if self.from < approval.on {
            let detail = format!(
                "调整自 {} 起执行，早于县政府批准的日期 {}：批准之前的日子不能调整",
                self.from, approval.on
            );
            return Err(Refusal::new("adjustment_before_approval", detail)
                .citing(citation.clone())
                .at("/approved_on"));
        }
        Ok(())
    }

    /// Moves the adjustment on. `citation`: 附件2 第六条.
    pub fn apply(mut self, citation: &Citation, command: AdjustmentCommand) -> Result<Self, AdjustmentError> {
        match command {
            AdjustmentCommand::RecordApproval(approval) => {
                self.require(
                    &[AdjustmentState::Recorded],
                    "登记批准文号",
                    "批准文号已登记；有误的请先由复核人退回",
                )?;
                self.check_approval(citation, &approval).map_err(AdjustmentError::Refused)?;
                self.approval = Some(approval);
                self.state = AdjustmentState::Submitted;
            }
            AdjustmentCommand::Confirm { by } => {
                if self.state == AdjustmentState::Recorded {
                    let detail = "没有县政府的批准文号，只作登记，不能执行：请先登记批准文号和日期";
                    let refusal = Refusal::new("county_approval_missing", detail).citing(citation.clone());
                    return Err(AdjustmentError::Refused(refusal.at("/approval_number")));
                }
                self.require(&[AdjustmentState::Submitted], "复核", "只有登记了批准文号、待复核的调整可以复核")?;
                self.require_second_person(citation, &by)?;
                self.decided_by = Some(by);
                self.state = AdjustmentState::InForce;
            }
            AdjustmentCommand::Return { by, comment } => {
                self.require(&[AdjustmentState::Submitted], "退回", "只有待复核的调整可以退回")?;
                self.require_second_person(citation, &by)?;
                require_reason(&comment, "/comment")?;
                self.approval = None;
                self.state = AdjustmentState::Recorded;
            }
            AdjustmentCommand::Withdraw => {
                let open = [AdjustmentState::Recorded, AdjustmentState::Submitted];
                self.require(&open, "撤回", "执行中的调整请解除，已办结的不能再动")?;
                self.state = AdjustmentState::Withdrawn;
            }
            AdjustmentCommand::Lift { on, reason } => {
                self.require(&[AdjustmentState::InForce], "解除", "只有执行中的调整可以解除")?;
                require_reason(&reason, "/reason")?;
                if !(self.from..=self.to).contains(&on) {
                    let detail = format!("解除日 {on} 不在调整期间（{} 至 {}）内：请核对日期", self.from, self.to);
                    let refusal = Refusal::new("lifting_out_of_span", detail).citing(citation.clone());
                    return Err(AdjustmentError::Refused(refusal.at("/lifted_on")));
                }
                self.lifted_on = Some(on);
                self.state = AdjustmentState::Lifted;
            }
        }
        Ok(self)
    }

    fn require(&self, allowed: &[AdjustmentState], action: &'static str, right: &'static str) -> Result<(), AdjustmentError> {
        if allowed.contains(&self.state) {
            return Ok(());
        }
        Err(AdjustmentError::WrongState {
            state: self.state,
            action,
            right,
        })
    }

    fn require_second_person(&self, citation: &Citation, by: &str) -> Result<(), AdjustmentError> {
        let is_own = self.drafted_by == by || self.approval.as_ref().is_some_and(|approval| approval.recorded_by == by);
        if is_own {
            return Err(AdjustmentError::SecondPersonNeeded(citation.clone()));
        }
        Ok(())
    }
}

fn require_reason(reason: &str, pointer: &str) -> Result<(), AdjustmentError> {
    if reason.trim().is_empty() {
        let refusal = Refusal::new("reason_missing", "必须写明原因");
        return Err(AdjustmentError::Refused(refusal.at(pointer)));
    }
    Ok(())
}

/// Days of a measuring period that an adjustment in force, or lifted, covers.
pub fn covered_days(from: NaiveDate, to: NaiveDate, lifted_on: Option<NaiveDate>, period: Period) -> u32 {
    let last = lifted_on
        .and_then(|day| day.pred_opt())
        .map_or(to, |day| day.min(to))
        .min(period.last_day());
    let first = from.max(period.first_day());
    u32::try_from((last - first).num_days() + 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn citation() -> Citation {
        Citation::new("新政办发〔2023〕24号", "附件2 第六条")
    }

    fn approval(on: &str) -> CountyApproval {
        CountyApproval {
            number: "新政函〔2026〕7号".to_owned(),
            on: day(on),
            recorded_by: "clerk".to_owned(),
        }
    }

    fn draft() -> Adjustment {
        Adjustment {
            category: Category::NonResident,
            percentage: Exact::parse("0.2", 4).map(|fifth| -fifth).unwrap(),
            from: day("2026-08-01"),
            to: day("2026-08-31"),
            approval: None,
            drafted_by: "drafter".to_owned(),
            decided_by: None,
            lifted_on: None,
            state: AdjustmentState::Recorded,
        }
    }

    fn confirm(by: &str) -> AdjustmentCommand {
        AdjustmentCommand::Confirm { by: by.to_owned() }
    }

    fn code(outcome: Result<Adjustment, AdjustmentError>) -> &'static str {
        outcome.map_or_else(|error| error.code(), |after| after.state.code())
    }

    #[test]
    fn without_the_countys_approval_it_has_no_effect_and_a_second_person_puts_it_in_force() {
        assert_eq!(code(draft().apply(&citation(), confirm("head"))), "county_approval_missing");
        let submitted = draft()
            .apply(&citation(), AdjustmentCommand::RecordApproval(approval("2026-08-01")))
            .unwrap();
        for own in ["drafter", "clerk"] {
            assert_eq!(
                code(submitted.clone().apply(&citation(), confirm(own))),
                "second_person_needed",
                "{own}"
            );
        }
        let in_force = submitted.clone().apply(&citation(), confirm("head")).unwrap();
        assert_eq!(in_force.state, AdjustmentState::InForce);
        assert_eq!(
            code(in_force.clone().apply(&citation(), AdjustmentCommand::Withdraw)),
            "adjustment_wrong_state"
        );
        let back = |comment: &str| AdjustmentCommand::Return {
            by: "head".to_owned(),
            comment: comment.to_owned(),
        };
        assert_eq!(code(submitted.clone().apply(&citation(), back(" "))), "reason_missing");
        let returned = submitted.apply(&citation(), back("文号不对")).unwrap();
        assert_eq!((returned.state, returned.approval), (AdjustmentState::Recorded, None));
    }

    #[test]
    fn an_approval_does_not_reach_back() {
        for (on, answer) in [
            ("2026-07-31", "submitted"),
            ("2026-08-01", "submitted"),
            ("2026-08-02", "adjustment_before_approval"),
        ] {
            assert_eq!(
                code(draft().apply(&citation(), AdjustmentCommand::RecordApproval(approval(on)))),
                answer,
                "{on}"
            );
        }
    }

    #[test]
    fn the_percentage_leaves_something_and_changes_something() {
        for (percentage, answer) in [
            (-10_000, Err("percentage_out_of_range")),
            (-9_999, Ok(())),
            (0, Err("percentage_out_of_range")),
            (10_000, Ok(())),
            (10_001, Err("percentage_out_of_range")),
        ] {
            let adjustment = Adjustment {
                percentage: Exact::scaled(percentage, 4),
                ..draft()
            };
            assert_eq!(
                adjustment.check(&citation()).map_err(|refusal| refusal.code),
                answer,
                "{percentage}"
            );
        }
        let reversed = Adjustment {
            to: day("2026-07-31"),
            ..draft()
        };
        assert_eq!(reversed.check(&citation()).unwrap_err().code, "span_reversed");
    }

    #[test]
    fn it_is_lifted_on_one_of_its_days_and_only_once() {
        let in_force = Adjustment {
            state: AdjustmentState::InForce,
            ..draft()
        };
        let lift = |on: &str| AdjustmentCommand::Lift {
            on: day(on),
            reason: "供水恢复".to_owned(),
        };
        for (on, answer) in [
            ("2026-07-31", "lifting_out_of_span"),
            ("2026-08-01", "lifted"),
            ("2026-08-31", "lifted"),
            ("2026-09-01", "lifting_out_of_span"),
        ] {
            assert_eq!(code(in_force.clone().apply(&citation(), lift(on))), answer, "{on}");
        }
        let lifted = in_force.apply(&citation(), lift("2026-08-10")).unwrap();
        assert_eq!(code(lifted.apply(&citation(), lift("2026-08-11"))), "adjustment_wrong_state");
    }

    #[test]
    fn the_days_that_are_covered_are_counted_both_ends_included() {
        let quarter: Period = "2026Q3".parse().unwrap();
        let count = |from: &str, to: &str, lifted: Option<&str>| covered_days(day(from), day(to), lifted.map(day), quarter);
        assert_eq!(count("2026-06-01", "2026-06-30", None), 0);
        assert_eq!(count("2026-06-01", "2026-07-01", None), 1);
        assert_eq!(count("2026-06-01", "2026-07-02", None), 2);
        assert_eq!(count("2026-09-30", "2026-10-31", None), 1);
        assert_eq!(count("2026-10-01", "2026-10-31", None), 0);
        assert_eq!(count("2026-01-01", "2026-12-31", None), 92);
        assert_eq!(count("2026-08-01", "2026-08-31", None), 31);
        // Lifted on a day: that day is not covered any more.
        assert_eq!(count("2026-08-01", "2026-08-31", Some("2026-08-01")), 0);
        assert_eq!(count("2026-08-01", "2026-08-31", Some("2026-08-02")), 1);
        assert_eq!(count("2026-08-01", "2026-08-31", Some("2026-08-31")), 30);
    }
}
