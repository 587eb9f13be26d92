//! Messages of the finance service.

use serde::{Deserialize, Serialize};

use crate::{department::Department, message::Message};

/// A surcharge was booked as income of its segregated fund (flow S1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncomeBookedV1 {
    /// Payment that was booked.
    pub payment_id: String,
    /// Bill of the payment.
    pub bill_id: String,
    /// Fund, e.g. `water_surcharge`.
    pub fund: String,
    /// Journal entry id.
    pub entry_id: String,
    /// Journal entry number as printed.
    pub entry_number: String,
    /// Amount booked, yuan.
    pub amount: String,
    /// Day of the entry.
    pub booked_on: String,
}

impl Message for IncomeBookedV1 {
    const TYPE: &'static str = "cn.jiangzhou.finance.income.booked.v1";
    const PRODUCER: Department = Department::Finance;
    const CONSUMERS: &'static [Department] = &[Department::Water];
}

/// A booked surcharge was reversed by a new entry that refers to the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncomeReversedV1 {
    /// Payment whose booking was reversed.
    pub payment_id: String,
    /// Bill that was cancelled.
    pub bill_id: String,
    /// Credit bill.
    pub credit_bill_id: String,
    /// Fund, e.g. `water_surcharge`.
    pub fund: String,
    /// Reversing journal entry id.
    pub entry_id: String,
    /// Reversing journal entry number as printed.
    pub entry_number: String,
    /// Number of the entry that was reversed.
    pub reversed_entry_number: String,
    /// Amount reversed, yuan.
    pub amount: String,
    /// Day of the reversing entry.
    pub reversed_on: String,
}

impl Message for IncomeReversedV1 {
    const TYPE: &'static str = "cn.jiangzhou.finance.income.reversed.v1";
    const PRODUCER: Department = Department::Finance;
    const CONSUMERS: &'static [Department] = &[Department::Water];
}

/// A department asks finance to pay (flow S2, `finance.md` section 3). The request's id makes it one request however often it
/// comes. The type names the department that is asked: any department may ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentRequestedV1 {
    /// Request.
    pub request_id: String,
    /// Its number as printed, e.g. `奖补拨付〔2025〕1号`.
    pub number: String,
    /// Who asks, e.g. `water`.
    pub requester: String,
    /// Fund that it is to be paid from, e.g. `agri_subsidy`.
    pub fund: String,
    /// What for, e.g. `subsidy_and_reward`.
    pub purpose: String,
    /// Year that it is paid for.
    pub year: i32,
    /// Sum of the lines, yuan.
    pub total: String,
    /// The decision that it rests on, in words.
    pub decision: String,
    /// Day of the request.
    pub requested_on: String,
    /// Who drafted it, and who approved it: two people.
    pub drafted_by: String,
    /// Who approved it.
    pub approved_by: String,
    /// One line per payee.
    pub lines: Vec<PaymentLineV1>,
}

/// What one payee is to get. A line of 0.00 is a decision that nothing is paid: nobody has forgotten it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentLineV1 {
    /// Line.
    pub line_id: String,
    /// Code of the payee's unit.
    pub payee: String,
    /// Its name.
    pub payee_name: String,
    /// Account; absent where nothing is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<PayeeAccountV1>,
    /// Sum of the items, yuan.
    pub amount: String,
    /// What it is made of.
    pub items: Vec<PaymentItemV1>,
}

/// Account of a payee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PayeeAccountV1 {
    /// Holder.
    pub name: String,
    /// Bank.
    pub bank: String,
    /// Number.
    pub number: String,
}

/// A part of a line with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentItemV1 {
    /// `subsidy` or `reward`: the money is bound to it.
    pub purpose: String,
    /// Yuan.
    pub amount: String,
    /// Document.
    pub document: String,
    /// Article.
    pub article: String,
    /// Why it is this much, where it is 0.00 or less than the full amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Message for PaymentRequestedV1 {
    const TYPE: &'static str = "cn.jiangzhou.finance.payment.requested.v1";
    const PRODUCER: Department = Department::Water;
    const CONSUMERS: &'static [Department] = &[Department::Finance];
}

/// Finance takes a payment request on: fund, appropriation and accounts are in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentAcceptedV1 {
    /// Request.
    pub request_id: String,
    /// Who asked.
    pub requester: String,
    /// Finance's own number.
    pub number: String,
    /// Day.
    pub accepted_on: String,
}

impl Message for PaymentAcceptedV1 {
    const TYPE: &'static str = "cn.jiangzhou.finance.payment.accepted.v1";
    const PRODUCER: Department = Department::Finance;
    const CONSUMERS: &'static [Department] = &[Department::Water];
}

/// Finance refuses a payment request as a whole; nothing is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentRejectedV1 {
    /// Request.
    pub request_id: String,
    /// Who asked.
    pub requester: String,
    /// Why, and what would be right.
    pub reason: String,
    /// Day.
    pub rejected_on: String,
}

impl Message for PaymentRejectedV1 {
    const TYPE: &'static str = "cn.jiangzhou.finance.payment.rejected.v1";
    const PRODUCER: Department = Department::Finance;
    const CONSUMERS: &'static [Department] = &[Department::Water];
}

/// One line of a payment request was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentPaidV1 {
    /// Request.
    pub request_id: String,
    /// Line.
    pub line_id: String,
    /// Who asked.
    pub requester: String,
    /// Amount paid, yuan.
    pub amount: String,
    /// Reference of the bank.
    pub bank_reference: String,
    /// Day.
    pub paid_on: String,
}

impl Message for PaymentPaidV1 {
    const TYPE: &'static str = "cn.jiangzhou.finance.payment.paid.v1";
    const PRODUCER: Department = Department::Finance;
    const CONSUMERS: &'static [Department] = &[Department::Water];
}

/// The bank did not carry out one line of a payment request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaymentFailedV1 {
    /// Request.
    pub request_id: String,
    /// Line.
    pub line_id: String,
    /// Who asked.
    pub requester: String,
    /// Why, and what would be right.
    pub reason: String,
    /// Day.
    pub failed_on: String,
}

impl Message for PaymentFailedV1 {
    const TYPE: &'static str = "cn.jiangzhou.finance.payment.failed.v1";
    const PRODUCER: Department = Department::Finance;
    const CONSUMERS: &'static [Department] = &[Department::Water];
}
