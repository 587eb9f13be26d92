//! What water collects as surcharge is income of its segregated fund (新政办发〔2023〕24号 附件4 二（五）; flow S1).

use chrono::NaiveDate;
use contracts::water::{SurchargeCollectedV1, SurchargeReversedV1};
use rules::{Fields, InvalidInput, Money, RuleSet, input::Sign};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    date::parse_date,
    fund::{AccountCode, AccountKind, Fund, FundKey, Funds},
    id::{BillId, CreditBillId, EntryId, PaymentId},
    ledger::{Entry, EntryKind, LedgerError, Line, PostedEntry},
    ruleset::newest,
};

/// The fund that the income belongs to.
pub const FUND: FundKey = FundKey::WaterSurcharge;
const BOOKING: &str = "water_surcharge.booking";
const PURPOSES: &str = "water_surcharge.spending_purposes";
/// Longest text taken from a message.
const MOST_CHARACTERS: usize = 200;

/// The two accounts of a booking.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    /// The special bank account.
    pub debit: AccountCode,
    /// Surcharge income.
    pub credit: AccountCode,
}

impl Booking {
    /// Reads the booking rule: an asset account is debited, an income account credited.
    pub fn read(rules: &RuleSet, funds: &Funds) -> Result<Self, String> {
        let (booking, _): (Self, _) = newest(rules, BOOKING)?;
        for (account, wanted) in [(&booking.debit, AccountKind::Asset), (&booking.credit, AccountKind::Income)] {
            if kind_of(funds, account) != Some(wanted) {
                return Err(format!("规则「{BOOKING}」的科目 {account} 不是资金「{FUND}」的{wanted:?}科目"));
            }
        }
        Ok(booking)
    }
}

/// What the income may be spent on, each with its own account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpendingPurpose {
    /// Stable code.
    pub code: String,
    /// Name for a person.
    pub name: String,
    /// Spending account.
    pub account: AccountCode,
}

impl SpendingPurpose {
    /// Every purpose has a spending account of the fund.
    pub fn check(rules: &RuleSet, funds: &Funds) -> Result<(), String> {
        let (purposes, _): (Vec<Self>, _) = newest(rules, PURPOSES)?;
        match purposes
            .iter()
            .find(|purpose| kind_of(funds, &purpose.account) != Some(AccountKind::Expense))
        {
            Some(purpose) => Err(format!(
                "规则「{PURPOSES}」的用途「{}」没有对应的支出科目 {}",
                purpose.name, purpose.account
            )),
            None => Ok(()),
        }
    }
}

fn kind_of(funds: &Funds, account: &AccountCode) -> Option<AccountKind> {
    funds
        .get(FUND)
        .and_then(|fund| fund.accounts.get(account))
        .map(|account| account.kind)
}

/// A paid bill whose surcharge part is to be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// The payment; booked once.
    pub payment: PaymentId,
    /// Its bill.
    pub bill: BillId,
    /// Bill number as printed.
    pub bill_number: String,
    /// Name of the water user.
    pub water_user: String,
    /// Measuring period.
    pub period: String,
    /// Basic charge, which stays with the supplier.
    pub basic: Money,
    /// Surcharge; above zero.
    pub surcharge: Money,
    /// Unit that took the money.
    pub collector: String,
    /// Day of payment, and of the entry.
    pub paid_on: NaiveDate,
}

/// A credit bill that cancels a paid bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// The payment whose booking is reversed.
    pub payment: PaymentId,
    /// Its bill.
    pub bill: BillId,
    /// The credit bill.
    pub credit_bill: CreditBillId,
    /// Credit bill number as printed.
    pub credit_bill_number: String,
    /// Surcharge; equal to what was booked.
    pub surcharge: Money,
    /// Why, as given by the clerk.
    pub reason: String,
    /// Day of the credit bill, and of the reversing entry.
    pub reversed_on: NaiveDate,
}

impl Collection {
    /// Reads water's message, or says which fields are wrong.
    pub fn parse(message: &SurchargeCollectedV1) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        let collection = Self {
            payment: id(&mut fields, "/payment_id", &message.payment_id).into(),
            bill: id(&mut fields, "/bill_id", &message.bill_id).into(),
            bill_number: fields.text("/bill_number", &message.bill_number, MOST_CHARACTERS),
            water_user: fields.text("/water_user", &message.water_user, MOST_CHARACTERS),
            period: fields.text("/period", &message.period, MOST_CHARACTERS),
            basic: fields.money("/basic_amount", &message.basic_amount, Sign::NonNegative),
            surcharge: fields.money("/surcharge_amount", &message.surcharge_amount, Sign::Positive),
            collector: fields.text("/collector", &message.collector, MOST_CHARACTERS),
            paid_on: parse_date(&mut fields, "/paid_on", &message.paid_on).unwrap_or_default(),
        };
        fields.finish()?;
        Ok(collection)
    }
}

impl Cancellation {
    /// Reads water's message, or says which fields are wrong.
    pub fn parse(message: &SurchargeReversedV1) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        let cancellation = Self {
            payment: id(&mut fields, "/payment_id", &message.payment_id).into(),
            bill: id(&mut fields, "/bill_id", &message.bill_id).into(),
            credit_bill: id(&mut fields, "/credit_bill_id", &message.credit_bill_id).into(),
            credit_bill_number: fields.text("/credit_bill_number", &message.credit_bill_number, MOST_CHARACTERS),
            surcharge: fields.money("/surcharge_amount", &message.surcharge_amount, Sign::Positive),
            reason: fields.text("/reason", &message.reason, MOST_CHARACTERS),
            reversed_on: parse_date(&mut fields, "/reversed_on", &message.reversed_on).unwrap_or_default(),
        };
        fields.finish()?;
        Ok(cancellation)
    }
}

fn id(fields: &mut Fields, pointer: &str, text: &str) -> Uuid {
    Uuid::try_parse(text).unwrap_or_else(|_| {
        fields.fault(pointer, "not_an_id", format!("「{text}」不是标识号（UUID）"));
        Uuid::nil()
    })
}

/// What is known of a payment's surcharge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SurchargeIncome {
    /// Nothing yet.
    Unknown,
    /// Booked by an entry that stands.
    Booked {
        /// What was collected.
        collection: Collection,
        /// Its entry.
        entry: PostedEntry,
    },
    /// Booked and reversed.
    Reversed {
        /// What was collected.
        collection: Collection,
        /// What cancelled it.
        cancellation: Cancellation,
    },
}

/// What a message asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Book a collection.
    Collect(Collection),
    /// Reverse its booking.
    Cancel(Cancellation),
}

/// What is to be posted and told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Income to book.
    Booked {
        /// What was collected.
        collection: Collection,
        /// The entry to post.
        entry: Entry,
    },
    /// Income to reverse.
    Reversed {
        /// What cancels it.
        cancellation: Cancellation,
        /// The reversing entry to post.
        entry: Entry,
        /// The entry that it reverses.
        reversed: PostedEntry,
    },
}

/// Why a message has no effect and cannot have one, or not yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IncomeError {
    /// The cancellation came first.
    #[error("付款 {0} 的加价收入尚未记账，冲销须等收款消息到达")]
    NotBookedYet(PaymentId),
    /// The same payment with other facts.
    #[error("付款 {payment} 已按 {booked} 元入账，又收到内容不同的收款消息（{received} 元）：请与水利局核对")]
    ConflictingCollection {
        /// The payment.
        payment: PaymentId,
        /// Booked surcharge.
        booked: Money,
        /// Surcharge of the new message.
        received: Money,
    },
    /// The cancellation does not fit what was booked.
    #[error("付款 {payment} 的冲销消息与入账不符：账单 {bill}、金额 {received} 元，入账为账单 {booked_bill}、{booked} 元")]
    CancellationDiffers {
        /// The payment.
        payment: PaymentId,
        /// Bill of the message.
        bill: BillId,
        /// Surcharge of the message.
        received: Money,
        /// Booked bill.
        booked_bill: BillId,
        /// Booked surcharge.
        booked: Money,
    },
    /// Another credit bill has reversed it.
    #[error("付款 {payment} 已由贷项账单 {by} 冲销，不能再由贷项账单 {again} 冲销")]
    ReversedByAnother {
        /// The payment.
        payment: PaymentId,
        /// The credit bill that reversed it.
        by: CreditBillId,
        /// The other one.
        again: CreditBillId,
    },
    /// The ledger refuses the entry.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl IncomeError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotBookedYet(_) => "income_not_booked_yet",
            Self::ConflictingCollection { .. } => "conflicting_collection",
            Self::CancellationDiffers { .. } => "cancellation_differs",
            Self::ReversedByAnother { .. } => "reversed_by_another_credit_bill",
            Self::Ledger(error) => error.code(),
        }
    }

    /// Whether the same message may succeed later, when another one has arrived.
    pub fn may_succeed_later(&self) -> bool {
        matches!(self, Self::NotBookedYet(_))
    }
}

impl SurchargeIncome {
    /// What a command leads to. A command that was carried out already leads to no event, so that a message that
    /// comes twice has one effect. `entry_id` names the entry that a new event carries.
    pub fn apply(&self, command: Command, fund: &Fund, booking: &Booking, entry_id: EntryId) -> Result<Vec<Event>, IncomeError> {
        match (self, command) {
            (Self::Unknown, Command::Collect(collection)) => {
                let entry = booking_entry(fund, booking, &collection, entry_id)?;
                Ok(vec![Event::Booked { collection, entry }])
            }
            (Self::Unknown, Command::Cancel(cancellation)) => Err(IncomeError::NotBookedYet(cancellation.payment)),
            (Self::Booked { collection, .. } | Self::Reversed { collection, .. }, Command::Collect(again)) if *collection == again => {
                Ok(Vec::new())
            }
            (Self::Booked { collection, .. } | Self::Reversed { collection, .. }, Command::Collect(again)) => {
                Err(IncomeError::ConflictingCollection {
                    payment: again.payment,
                    booked: collection.surcharge,
                    received: again.surcharge,
                })
            }
            (Self::Booked { collection, entry }, Command::Cancel(cancellation)) => {
                check_cancellation(collection, &cancellation)?;
                let summary = format!(
                    "冲销加价收入：账单 {}，贷项账单 {}，{}",
                    collection.bill_number, cancellation.credit_bill_number, cancellation.reason
                );
                let reversal = entry.reverse(fund, entry_id, cancellation.reversed_on, summary)?;
                Ok(vec![Event::Reversed {
                    cancellation,
                    entry: reversal,
                    reversed: entry.clone(),
                }])
            }
            (Self::Reversed { cancellation, .. }, Command::Cancel(again)) if cancellation.credit_bill == again.credit_bill => {
                Ok(Vec::new())
            }
            (Self::Reversed { cancellation, .. }, Command::Cancel(again)) => Err(IncomeError::ReversedByAnother {
                payment: again.payment,
                by: cancellation.credit_bill,
                again: again.credit_bill,
            }),
        }
    }
}

fn booking_entry(fund: &Fund, booking: &Booking, collection: &Collection, id: EntryId) -> Result<Entry, LedgerError> {
    let summary = format!(
        "{} {} 超定额累进加价，账单 {}",
        collection.water_user, collection.period, collection.bill_number
    );
    let lines = vec![
        Line::debit(booking.debit.clone(), collection.surcharge),
        Line::credit(booking.credit.clone(), collection.surcharge),
    ];
    Entry::new(fund, id, collection.paid_on, summary, EntryKind::Ordinary, lines)
}

fn check_cancellation(collection: &Collection, cancellation: &Cancellation) -> Result<(), IncomeError> {
    if collection.bill == cancellation.bill && collection.surcharge == cancellation.surcharge {
        return Ok(());
    }
    Err(IncomeError::CancellationDiffers {
        payment: cancellation.payment,
        bill: cancellation.bill,
        received: cancellation.surcharge,
        booked_bill: collection.bill,
        booked: collection.surcharge,
    })
}

#[cfg(test)]
mod tests;
