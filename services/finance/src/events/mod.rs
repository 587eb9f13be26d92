//! Messages that finance receives: what water collects and cancels (flow S1), and what departments ask to be paid (flow S2),
//! which is kept.

use std::sync::Arc;

use chrono::Utc;
use contracts::{
    Message,
    finance::PaymentRequestedV1,
    water::{SurchargeCollectedV1, SurchargeReversedV1},
};
use futures_util::future::BoxFuture;
use platform::{
    broker::{Failure, Handle, Received, decode},
    database::Transaction,
};
use rules::InvalidInput;

use crate::{
    domain::{
        ruleset::FinanceRules,
        surcharge_income::{Cancellation, Collection, Command},
    },
    service::{book_surcharge::book_surcharge, keep_payment_request::keep_payment_request},
};

/// Handles finance's messages.
pub struct FinanceHandler {
    rules: Arc<FinanceRules>,
}

impl FinanceHandler {
    /// A handler that goes by these rules.
    pub fn new(rules: Arc<FinanceRules>) -> Self {
        Self { rules }
    }
}

impl Handle for FinanceHandler {
    fn handle<'a>(&'a self, tx: &'a mut Transaction, message: &'a Received) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            if message.kind == PaymentRequestedV1::TYPE {
                return keep_payment_request(tx, &decode(message)?, Utc::now()).await;
            }
            let command = read(message)?;
            Ok(book_surcharge(tx, &self.rules, command, Utc::now()).await?)
        })
    }
}

/// What a message asks for; what is malformed or unknown never works.
fn read(message: &Received) -> Result<Command, Failure> {
    let malformed = |error: InvalidInput| Failure::Permanent(error.to_string());
    match message.kind.as_str() {
        SurchargeCollectedV1::TYPE => Collection::parse(&decode(message)?).map(Command::Collect).map_err(malformed),
        SurchargeReversedV1::TYPE => Cancellation::parse(&decode(message)?).map(Command::Cancel).map_err(malformed),
        other => Err(Failure::Permanent(format!("财政服务不处理这类消息：{other}"))),
    }
}
