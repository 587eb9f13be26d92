//! The life of a bill: issued → notified → paid → settled; overdue; cancelled by a credit bill (24号 附件4 二（五）, flow S1).
//!
//! Paying a bill with a surcharge makes the surcharge owed to the fiscal special account; finance's journal entry
//! settles it. A bill is paid once and in full, also before its notice. Nothing is left to settle where there is no
//! surcharge. A credit bill may come before finance has answered; the answer is then noted on the cancelled bill.

use chrono::{Days, NaiveDate};
use rules::{Citation, Money};
use uuid::Uuid;

use super::{
    billing::{BillRules, PaymentRule},
    code::{Coded, coded},
    period::Period,
};

coded! {
    /// Where a bill stands, for lists and the database.
    pub enum BillStatus {
        /// Made, the user not told yet.
        Issued = "issued", "已出账";
        /// The user has been told.
        Notified = "notified", "已通知";
        /// Past its due day.
        Overdue = "overdue", "逾期";
        /// Paid; a surcharge is on its way to the treasury.
        Paid = "paid", "已缴";
        /// Paid, and the surcharge booked by finance.
        Settled = "settled", "已入账";
        /// Cancelled by a credit bill.
        Cancelled = "cancelled", "已冲销";
    }
}

/// Who took the money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collector {
    /// The water bureau.
    Bureau,
    /// A supply company entrusted with it, which withholds nothing.
    Entrusted {
        /// Code of the company's unit.
        company: String,
    },
}

/// A payment of one bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Identity.
    pub id: Uuid,
    /// Amount received.
    pub amount: Money,
    /// Day of receipt.
    pub paid_on: NaiveDate,
    /// Who took it.
    pub collector: Collector,
}

/// Where a bill stands, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BillState {
    /// Made on this day.
    Issued,
    /// The user was told; due on this day.
    Notified {
        /// Last day to pay.
        due_on: NaiveDate,
    },
    /// Not paid by the due day.
    Overdue {
        /// Last day to pay.
        due_on: NaiveDate,
    },
    /// Paid in full.
    Paid {
        /// The payment.
        payment: Payment,
    },
    /// Nothing is open any more: the surcharge has been booked, or there was none.
    Settled {
        /// The payment; none where nothing was due.
        payment: Option<Payment>,
        /// Number of finance's journal entry; none where there was no surcharge.
        entry_number: Option<String>,
    },
    /// Cancelled.
    Cancelled {
        /// The credit bill.
        credit_bill: Uuid,
        /// The payment that has to be given back, where there was one.
        refund: Option<Payment>,
        /// Number of finance's journal entry for the surcharge, once it is known.
        entry_number: Option<String>,
        /// What finance must do about the surcharge.
        reversal: Reversal,
    },
}

/// Whether finance has to take a surcharge back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reversal {
    /// No surcharge had been collected.
    NotNeeded,
    /// Asked for, not booked yet.
    Awaited,
    /// Booked.
    Booked {
        /// Number of the reversing entry.
        entry_number: String,
    },
}

/// A bill: one user, one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Identity.
    pub id: Uuid,
    /// User.
    pub user: Uuid,
    /// Measuring period.
    pub period: Period,
    /// Day it was made.
    pub issued_on: NaiveDate,
    /// Basic charge.
    pub basic_charge: Money,
    /// Surcharge: belongs to the fiscal special account.
    pub surcharge: Money,
    /// State.
    pub state: BillState,
}

/// What is to be done with a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BillCommand {
    /// Tell the user.
    Notify {
        /// Day of the notice.
        on: NaiveDate,
    },
    /// The due day has passed.
    MarkOverdue {
        /// Today.
        on: NaiveDate,
    },
    /// Money came in.
    RegisterPayment {
        /// The payment.
        payment: Payment,
        /// Today, which bounds the day of payment.
        today: NaiveDate,
    },
    /// Finance has booked the surcharge.
    Settle {
        /// Number of the journal entry.
        entry_number: String,
    },
    /// Cancel by a credit bill.
    Cancel {
        /// The credit bill.
        credit_bill: Uuid,
        /// Why.
        reason: String,
    },
    /// Finance has booked the reversal.
    SettleReversal {
        /// Number of the reversing entry.
        entry_number: String,
    },
}

/// What happened to a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BillEvent {
    /// The user was told.
    Notified {
        /// Last day to pay.
        due_on: NaiveDate,
    },
    /// The due day has passed.
    BecameOverdue,
    /// Paid in full.
    Paid {
        /// The payment.
        payment: Payment,
    },
    /// A surcharge above zero was collected: goes to finance (flow S1).
    SurchargeCollected {
        /// The payment.
        payment: Payment,
        /// Basic part, stays with the supplier.
        basic_charge: Money,
        /// Surcharge part, for the fiscal special account.
        surcharge: Money,
    },
    /// Finance has booked it.
    Settled {
        /// Number of the journal entry.
        entry_number: String,
    },
    /// Cancelled by a credit bill.
    Cancelled {
        /// The credit bill.
        credit_bill: Uuid,
        /// Why.
        reason: String,
    },
    /// A collected surcharge has to be reversed, whether or not finance has answered yet: goes to finance.
    SurchargeReversed {
        /// The credit bill.
        credit_bill: Uuid,
        /// The payment that had been collected.
        payment: Payment,
        /// The surcharge to be taken back.
        surcharge: Money,
    },
    /// The reversal was booked.
    ReversalSettled {
        /// Number of the reversing entry.
        entry_number: String,
    },
}

/// Why a bill did not move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BillError {
    /// The command does not fit the state.
    #[error("账单现为「{}」，不能{action}：{missing}", .status.label())]
    WrongState {
        /// Where it stands.
        status: BillStatus,
        /// What was asked.
        action: &'static str,
        /// What is missing for it.
        missing: &'static str,
    },
    /// Paid before.
    #[error("这张账单已经缴清（现为「{}」），不能重复缴款", .status.label())]
    AlreadyPaid {
        /// Where it stands.
        status: BillStatus,
    },
    /// The amount is not the bill's total.
    #[error("缴款 {offered} 元与应缴的账单合计 {due} 元不符：每张账单须一次足额缴清，不收部分款，也不多收")]
    NotInFull {
        /// What came in.
        offered: Money,
        /// What is due.
        due: Money,
        /// The rule.
        citation: Citation,
    },
    /// Nothing is due.
    #[error("账单合计为0元，不需要缴款")]
    NothingDue,
    /// The bill has no surcharge.
    #[error("这张账单没有累进加价，没有应缴财政专户的款项，不能登记入账凭证")]
    NothingForTreasury,
    /// A day before the bill was made.
    #[error("{what} {day} 早于出账日 {issued_on}：请核对日期")]
    BeforeIssue {
        /// Which day.
        what: &'static str,
        /// The day.
        day: NaiveDate,
        /// Day on which the bill was made.
        issued_on: NaiveDate,
    },
    /// A payment in the future.
    #[error("缴款日 {paid_on} 在今天（{today}）之后：请核对日期")]
    PaidInFuture {
        /// Day of payment.
        paid_on: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// The due day has not passed.
    #[error("账单到 {due_on} 才到期，{on} 还没有逾期")]
    NotOverdue {
        /// Last day to pay.
        due_on: NaiveDate,
        /// Today.
        on: NaiveDate,
    },
    /// A credit bill needs a reason, an entry its number.
    #[error("{0}不能为空")]
    Blank(&'static str),
}

impl BillError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "bill_wrong_state",
            Self::AlreadyPaid { .. } => "bill_already_paid",
            Self::NotInFull { offered, due, .. } if offered < due => "part_payment_refused",
            Self::NotInFull { .. } => "payment_exceeds_bill",
            Self::NothingDue => "nothing_due",
            Self::NothingForTreasury => "nothing_for_treasury",
            Self::BeforeIssue { .. } => "day_before_issue",
            Self::PaidInFuture { .. } => "payment_in_future",
            Self::NotOverdue { .. } => "bill_not_overdue",
            Self::Blank(_) => "required",
        }
    }
}

mod apply;
#[cfg(test)]
mod tests;
