//! The catalogue of messages: type, sender, receivers. Brokers' queues are bound from it.

use crate::{department::Department, finance, water};

/// A payload that travels between departments.
pub trait Message {
    /// Message type and routing key.
    const TYPE: &'static str;
    /// Sender.
    const PRODUCER: Department;
    /// Receivers; each has a queue bound to [`Self::TYPE`] before the first message is sent.
    const CONSUMERS: &'static [Department];
}

/// A row of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageInfo {
    /// Message type and routing key.
    pub kind: &'static str,
    /// Sender.
    pub producer: Department,
    /// Receivers.
    pub consumers: &'static [Department],
}

impl MessageInfo {
    const fn of<M: Message>() -> Self {
        Self {
            kind: M::TYPE,
            producer: M::PRODUCER,
            consumers: M::CONSUMERS,
        }
    }
}

/// Every message type of the platform.
pub const CATALOGUE: &[MessageInfo] = &[
    MessageInfo::of::<water::SurchargeCollectedV1>(),
    MessageInfo::of::<water::SurchargeReversedV1>(),
    MessageInfo::of::<water::ReclaimedIncidentV1>(),
    MessageInfo::of::<finance::IncomeBookedV1>(),
    MessageInfo::of::<finance::IncomeReversedV1>(),
    MessageInfo::of::<finance::PaymentRequestedV1>(),
    MessageInfo::of::<finance::PaymentAcceptedV1>(),
    MessageInfo::of::<finance::PaymentRejectedV1>(),
    MessageInfo::of::<finance::PaymentPaidV1>(),
    MessageInfo::of::<finance::PaymentFailedV1>(),
];
