//! Messages of the water resources service.

use serde::{Deserialize, Serialize};

use crate::{department::Department, message::Message};

/// A bill with a progressive surcharge was paid; its surcharge part belongs to the fiscal special account
/// (新政办发〔2023〕24号 附件4 二（五）; flow S1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurchargeCollectedV1 {
    /// Payment id; finance books each payment once.
    pub payment_id: String,
    /// Bill id.
    pub bill_id: String,
    /// Bill number as printed.
    pub bill_number: String,
    /// Name of the water user.
    pub water_user: String,
    /// Measuring period, e.g. `2026Q3`.
    pub period: String,
    /// Basic charge, yuan.
    pub basic_amount: String,
    /// Surcharge, yuan; above zero.
    pub surcharge_amount: String,
    /// Code of the unit that took the money.
    pub collector: String,
    /// Day of payment.
    pub paid_on: String,
}

impl Message for SurchargeCollectedV1 {
    const TYPE: &'static str = "cn.jiangzhou.water.surcharge.collected.v1";
    const PRODUCER: Department = Department::Water;
    const CONSUMERS: &'static [Department] = &[Department::Finance];
}

/// A credit bill cancelled a paid bill: the surcharge that was booked is to be reversed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurchargeReversedV1 {
    /// Payment whose booking is reversed.
    pub payment_id: String,
    /// Bill that was cancelled.
    pub bill_id: String,
    /// Credit bill id.
    pub credit_bill_id: String,
    /// Credit bill number as printed.
    pub credit_bill_number: String,
    /// Surcharge to reverse, yuan; above zero, equal to the booked amount.
    pub surcharge_amount: String,
    /// Why, as given by the clerk.
    pub reason: String,
    /// Day of the credit bill.
    pub reversed_on: String,
}

impl Message for SurchargeReversedV1 {
    const TYPE: &'static str = "cn.jiangzhou.water.surcharge.reversed.v1";
    const PRODUCER: Department = Department::Water;
    const CONSUMERS: &'static [Department] = &[Department::Finance];
}

/// The quality of reclaimed water is over a limit, or something else has happened: the supply was stopped and the users told.
/// Housing receives it as the statutory report, emergency as an incident report without a plan
/// (新政办发〔2023〕24号 附件7 第二十四条; flow S5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReclaimedIncidentV1 {
    /// Incident id; one message each.
    pub incident_id: String,
    /// Incident number, e.g. `ZSSG-2026-0001`.
    pub incident_number: String,
    /// System id.
    pub system_id: String,
    /// Its name.
    pub system_name: String,
    /// Its managing unit.
    pub manager: String,
    /// Code of the town.
    pub town: String,
    /// `limit_exceeded` or `other`.
    pub kind: String,
    /// What happened, in Chinese.
    pub detail: String,
    /// When it happened.
    pub occurred_at: String,
    /// When the supply was stopped.
    pub stopped_at: String,
    /// How many users a message went to.
    pub users_told: u32,
    /// How many users have no telephone number on record and are told in person.
    pub users_untold: u32,
}

impl Message for ReclaimedIncidentV1 {
    const TYPE: &'static str = "cn.jiangzhou.water.reclaimed.incident.v1";
    const PRODUCER: Department = Department::Water;
    const CONSUMERS: &'static [Department] = &[Department::Housing, Department::Emergency];
}
