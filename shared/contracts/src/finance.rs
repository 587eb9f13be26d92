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
