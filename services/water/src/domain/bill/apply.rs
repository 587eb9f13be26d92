//! The transitions of a bill.

use super::{
    Bill, BillCommand, BillError, BillEvent, BillRules, BillState, BillStatus, Citation, Days, Money, NaiveDate, Payment, PaymentRule,
    Reversal, Uuid,
};

impl BillState {
    /// The state without what belongs to it.
    pub fn status(&self) -> BillStatus {
        match self {
            Self::Issued => BillStatus::Issued,
            Self::Notified { .. } => BillStatus::Notified,
            Self::Overdue { .. } => BillStatus::Overdue,
            Self::Paid { .. } => BillStatus::Paid,
            Self::Settled { .. } => BillStatus::Settled,
            Self::Cancelled { .. } => BillStatus::Cancelled,
        }
    }
}

impl Bill {
    /// The state of a new bill: issued, or settled at once where nothing is due.
    pub fn initial_state(total: Money) -> BillState {
        if total == Money::ZERO {
            BillState::Settled {
                payment: None,
                entry_number: None,
            }
        } else {
            BillState::Issued
        }
    }

    /// Basic charge and surcharge. Bills are made from results whose total is in range.
    pub fn total(&self) -> Money {
        self.basic_charge.checked_add(self.surcharge).unwrap_or(self.basic_charge)
    }

    /// Moves the bill on. The answer has the bill in its new state and what happened, in order.
    pub fn apply(self, rules: &BillRules, command: BillCommand) -> Result<(Self, Vec<BillEvent>), BillError> {
        match command {
            BillCommand::Notify { on } => self.notify(rules, on),
            BillCommand::MarkOverdue { on } => self.mark_overdue(on),
            BillCommand::RegisterPayment { payment, today } => self.register_payment(rules, payment, today),
            BillCommand::Settle { entry_number } => self.settle(entry_number),
            BillCommand::Cancel { credit_bill, reason } => self.cancel(credit_bill, reason),
            BillCommand::SettleReversal { entry_number } => self.settle_reversal(entry_number),
        }
    }

    fn into_state(self, state: BillState, events: Vec<BillEvent>) -> (Self, Vec<BillEvent>) {
        (Self { state, ..self }, events)
    }

    fn wrong_state<T>(&self, action: &'static str, missing: &'static str) -> Result<T, BillError> {
        let status = self.state.status();
        Err(BillError::WrongState { status, action, missing })
    }

    fn not_before_issue(&self, what: &'static str, day: NaiveDate) -> Result<(), BillError> {
        let issued_on = self.issued_on;
        if day < issued_on {
            Err(BillError::BeforeIssue { what, day, issued_on })
        } else {
            Ok(())
        }
    }

    fn notify(self, rules: &BillRules, on: NaiveDate) -> Result<(Self, Vec<BillEvent>), BillError> {
        if self.state != BillState::Issued {
            return self.wrong_state("通知", "只有刚出账的账单需要通知");
        }
        self.not_before_issue("通知日", on)?;
        let due_on = on
            .checked_add_days(Days::new(u64::from(rules.due_days.value)))
            .unwrap_or(NaiveDate::MAX);
        Ok(self.into_state(BillState::Notified { due_on }, vec![BillEvent::Notified { due_on }]))
    }

    fn mark_overdue(self, on: NaiveDate) -> Result<(Self, Vec<BillEvent>), BillError> {
        let BillState::Notified { due_on } = self.state else {
            return self.wrong_state("转为逾期", "须先通知用水户，并且尚未缴款");
        };
        if self.total() == Money::ZERO {
            return Err(BillError::NothingDue);
        }
        if on <= due_on {
            return Err(BillError::NotOverdue { due_on, on });
        }
        Ok(self.into_state(BillState::Overdue { due_on }, vec![BillEvent::BecameOverdue]))
    }

    fn register_payment(self, rules: &BillRules, payment: Payment, today: NaiveDate) -> Result<(Self, Vec<BillEvent>), BillError> {
        match &self.state {
            BillState::Issued | BillState::Notified { .. } | BillState::Overdue { .. } => {}
            BillState::Settled { payment: None, .. } => return Err(BillError::NothingDue),
            BillState::Paid { .. } | BillState::Settled { .. } => {
                let status = self.state.status();
                return Err(BillError::AlreadyPaid { status });
            }
            BillState::Cancelled { .. } => return self.wrong_state("登记缴款", "这张账单已由冲销账单冲销"),
        }
        let due = self.total();
        if due == Money::ZERO {
            return Err(BillError::NothingDue);
        }
        if rules.payment.value == PaymentRule::InFull && payment.amount != due {
            let citation: Citation = rules.payment.source.citation.clone();
            return Err(BillError::NotInFull {
                offered: payment.amount,
                due,
                citation,
            });
        }
        self.not_before_issue("缴款日", payment.paid_on)?;
        if payment.paid_on > today {
            let paid_on = payment.paid_on;
            return Err(BillError::PaidInFuture { paid_on, today });
        }
        let paid = BillEvent::Paid { payment: payment.clone() };
        if !self.surcharge.is_positive() {
            let state = BillState::Settled {
                payment: Some(payment),
                entry_number: None,
            };
            return Ok(self.into_state(state, vec![paid]));
        }
        let collected = BillEvent::SurchargeCollected {
            payment: payment.clone(),
            basic_charge: self.basic_charge,
            surcharge: self.surcharge,
        };
        Ok(self.into_state(BillState::Paid { payment }, vec![paid, collected]))
    }

    fn settle(self, entry_number: String) -> Result<(Self, Vec<BillEvent>), BillError> {
        let entry_number = not_blank(&entry_number, "凭证号")?;
        let noted = Some(entry_number.clone());
        let state = match &self.state {
            BillState::Settled { entry_number: None, .. } => return Err(BillError::NothingForTreasury),
            BillState::Paid { payment } => BillState::Settled {
                payment: Some(payment.clone()),
                entry_number: noted,
            },
            BillState::Cancelled {
                credit_bill,
                refund,
                entry_number: None,
                reversal: reversal @ (Reversal::Awaited | Reversal::Booked { .. }),
            } => BillState::Cancelled {
                credit_bill: *credit_bill,
                refund: refund.clone(),
                entry_number: noted,
                reversal: reversal.clone(),
            },
            _ => return self.wrong_state("登记入账凭证", "须先缴款，并且尚未入账"),
        };
        Ok(self.into_state(state, vec![BillEvent::Settled { entry_number }]))
    }

    fn cancel(self, credit_bill: Uuid, reason: String) -> Result<(Self, Vec<BillEvent>), BillError> {
        let (refund, entry_number) = match &self.state {
            BillState::Issued | BillState::Notified { .. } | BillState::Overdue { .. } => (None, None),
            BillState::Paid { payment } => (Some(payment.clone()), None),
            BillState::Settled { payment, entry_number } => (payment.clone(), entry_number.clone()),
            BillState::Cancelled { .. } => return self.wrong_state("冲销", "这张账单已经冲销过"),
        };
        let reason = not_blank(&reason, "冲销原因")?;
        let mut events = vec![BillEvent::Cancelled { credit_bill, reason }];
        let mut reversal = Reversal::NotNeeded;
        if let Some(payment) = refund.clone().filter(|_| self.surcharge.is_positive()) {
            reversal = Reversal::Awaited;
            events.push(BillEvent::SurchargeReversed {
                credit_bill,
                payment,
                surcharge: self.surcharge,
            });
        }
        let state = BillState::Cancelled {
            credit_bill,
            refund,
            entry_number,
            reversal,
        };
        Ok(self.into_state(state, events))
    }

    fn settle_reversal(self, entry_number: String) -> Result<(Self, Vec<BillEvent>), BillError> {
        let BillState::Cancelled {
            credit_bill,
            refund,
            entry_number: booked,
            reversal: Reversal::Awaited,
        } = &self.state
        else {
            return self.wrong_state("登记冲销凭证", "须先冲销一张已缴加价的账单，并且尚未登记冲销凭证");
        };
        let entry_number = not_blank(&entry_number, "凭证号")?;
        let state = BillState::Cancelled {
            credit_bill: *credit_bill,
            refund: refund.clone(),
            entry_number: booked.clone(),
            reversal: Reversal::Booked {
                entry_number: entry_number.clone(),
            },
        };
        Ok(self.into_state(state, vec![BillEvent::ReversalSettled { entry_number }]))
    }
}

fn not_blank(text: &str, what: &'static str) -> Result<String, BillError> {
    let text = text.trim();
    if text.is_empty() {
        Err(BillError::Blank(what))
    } else {
        Ok(text.to_owned())
    }
}
