//! Orders to a supply company to replace household meters that are past their cycle, and the fine where the deadline has passed
//! without that (24号 附件3 第十、十三条). The range of the fine: [`super::violation`].

use chrono::NaiveDate;
use rules::{Citation, Refusal};

use super::{code::coded, violation::CorrectionOrder};

coded! {
    /// Where an order stands.
    pub enum OrderState {
        /// Drafted; waits for the second person.
        Draft = "draft", "待签发";
        /// Issued to the company.
        Issued = "issued", "已责令";
        /// Given up before it was issued.
        Withdrawn = "withdrawn", "已撤回";
    }
}

coded! {
    /// Where a fine stands.
    pub enum FineState {
        /// Drafted; waits for the second person.
        Submitted = "submitted", "待核准";
        /// Decided.
        Approved = "approved", "已处罚";
        /// Sent back.
        Returned = "returned", "已退回";
    }
}

coded! {
    /// How far a company has come with an order.
    pub enum OrderProgress {
        /// The deadline has not passed.
        Running = "running", "期限内";
        /// All meters were replaced within the deadline.
        Corrected = "corrected", "已按期改正";
        /// All meters were replaced, after the deadline.
        CorrectedLate = "corrected_late", "逾期后改正";
        /// The deadline has passed, and meters are left.
        Overdue = "overdue", "逾期未改正";
    }
}

/// Why an order or a fine did not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    /// The command does not fit the state.
    #[error("{0}")]
    WrongState(&'static str),
    /// Nobody decides on what they have drafted.
    #[error("起草人不能签发或核准自己起草的责令、罚款：请由另一位负责人办理")]
    SecondPersonNeeded(Citation),
    /// A rule refuses.
    #[error("{}", .0.detail)]
    Refused(Refusal),
}

impl OrderError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongState(_) => "order_wrong_state",
            Self::SecondPersonNeeded(_) => "second_person_needed",
            Self::Refused(refusal) => refusal.code,
        }
    }
}

impl OrderState {
    /// Issues a draft: by another person, and with at least a day to correct. `citation`: 附件3 第十三条.
    pub fn issue(self, citation: &Citation, drafter: &str, by: &str, deadline: NaiveDate, today: NaiveDate) -> Result<Self, OrderError> {
        if self != Self::Draft {
            return Err(OrderError::WrongState("这份责令已经签发或撤回，不能再签发"));
        }
        if drafter == by {
            return Err(OrderError::SecondPersonNeeded(citation.clone()));
        }
        check_deadline(citation, deadline, today).map_err(OrderError::Refused)?;
        Ok(Self::Issued)
    }

    /// Gives a draft up.
    pub fn withdraw(self) -> Result<Self, OrderError> {
        if self == Self::Draft {
            Ok(Self::Withdrawn)
        } else {
            Err(OrderError::WrongState("这份责令已经签发或撤回，不能再撤回"))
        }
    }
}

/// Refuses a deadline that leaves no day to correct.
pub fn check_deadline(citation: &Citation, deadline: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if deadline > today {
        return Ok(());
    }
    let detail = format!("责令改正的期限 {deadline} 应在今天（{today}）之后");
    Err(Refusal::new("deadline_not_ahead", detail).citing(citation.clone()).at("/deadline"))
}

impl FineState {
    /// Decides on a drafted fine; only another person may.
    pub fn decide(self, citation: &Citation, drafter: &str, by: &str, next: Self) -> Result<Self, OrderError> {
        if self != Self::Submitted {
            return Err(OrderError::WrongState("这项罚款已经办结，不能再核准或退回"));
        }
        if drafter == by {
            return Err(OrderError::SecondPersonNeeded(citation.clone()));
        }
        Ok(next)
    }
}

/// What the meters of an order say: the day on which the last one was replaced, once all were.
pub fn corrected_on(removals: &[Option<NaiveDate>]) -> Option<NaiveDate> {
    removals.iter().copied().collect::<Option<Vec<_>>>()?.into_iter().max()
}

/// How far an order has come on a day.
pub fn progress(order: &CorrectionOrder, today: NaiveDate) -> OrderProgress {
    match order.corrected_on {
        Some(day) if day <= order.deadline => OrderProgress::Corrected,
        Some(_) => OrderProgress::CorrectedLate,
        None if today <= order.deadline => OrderProgress::Running,
        None => OrderProgress::Overdue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_order_is_issued_by_another_person_with_a_day_to_correct() {
        let citation = Citation::new("新政办发〔2023〕24号", "附件3 第十三条");
        let issue = |state: OrderState, by: &str, deadline: &str| {
            state
                .issue(&citation, "clerk", by, day(deadline), day("2026-10-10"))
                .map_err(|error| error.code())
        };
        assert_eq!(issue(OrderState::Draft, "clerk", "2026-10-31"), Err("second_person_needed"));
        assert_eq!(issue(OrderState::Draft, "head", "2026-10-10"), Err("deadline_not_ahead"));
        assert_eq!(issue(OrderState::Draft, "head", "2026-10-11"), Ok(OrderState::Issued));
        assert_eq!(issue(OrderState::Issued, "head", "2026-10-31"), Err("order_wrong_state"));
        assert!(OrderState::Draft.withdraw().is_ok() && OrderState::Issued.withdraw().is_err());
        let decide = |state: FineState, by: &str| {
            state
                .decide(&citation, "clerk", by, FineState::Approved)
                .map_err(|error| error.code())
        };
        assert_eq!(decide(FineState::Submitted, "clerk"), Err("second_person_needed"));
        assert_eq!(decide(FineState::Submitted, "head"), Ok(FineState::Approved));
        assert_eq!(decide(FineState::Returned, "head"), Err("order_wrong_state"));
    }

    #[test]
    fn an_order_is_met_when_the_last_meter_is_replaced() {
        let order = |removals: &[Option<&str>]| CorrectionOrder {
            deadline: day("2026-10-31"),
            corrected_on: corrected_on(&removals.iter().map(|on| on.map(day)).collect::<Vec<_>>()),
        };
        let half = order(&[Some("2026-10-20"), None]);
        assert_eq!(progress(&half, day("2026-10-31")), OrderProgress::Running);
        assert_eq!(progress(&half, day("2026-11-01")), OrderProgress::Overdue);
        let whole = order(&[Some("2026-10-20"), Some("2026-10-31")]);
        assert_eq!(progress(&whole, day("2026-11-01")), OrderProgress::Corrected);
        let late = order(&[Some("2026-10-20"), Some("2026-11-01")]);
        assert_eq!(progress(&late, day("2026-11-02")), OrderProgress::CorrectedLate);
    }
}
