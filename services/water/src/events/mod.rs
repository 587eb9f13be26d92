//! Messages: what finance answers, turned into use cases. What water tells finance is appended to the outbox by the
//! use cases themselves.

use std::sync::Arc;

use contracts::{
    Message,
    finance::{IncomeBookedV1, IncomeReversedV1},
};
use futures_util::future::BoxFuture;
use platform::{
    Transaction,
    broker::{Failure, Handle, Received, decode},
    rule::{LiveRules, RuleFault},
    telemetry,
};
use rules::{Money, RuleSet};
use uuid::Uuid;

use crate::service::{
    Act,
    billing::answer::{Answer, note_booking, note_reversal},
    error::UseCaseError,
};

/// The fund that finance books surcharges in.
const FUND: &str = "water_surcharge";

/// What the service does with the messages it receives.
pub fn handler(rules: &LiveRules<RuleSet>) -> Option<Arc<dyn Handle>> {
    Some(Arc::new(Handler { rules: rules.clone() }))
}

struct Handler {
    rules: LiveRules<RuleSet>,
}

impl Handle for Handler {
    fn handle<'a>(&'a self, tx: &'a mut Transaction, message: &'a Received) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let act = Act::job("finance_answer");
            let rules = self.rules.hold(tx).await.map_err(|fault| failure(fault.into()))?;
            match message.kind.as_str() {
                IncomeBookedV1::TYPE => {
                    let booked: IncomeBookedV1 = decode(message)?;
                    let answer = answer_of(
                        &booked.fund,
                        &booked.payment_id,
                        &booked.bill_id,
                        &booked.amount,
                        booked.entry_number,
                    )?;
                    note_booking(tx, &rules, &answer, &act).await.map_err(failure)
                }
                IncomeReversedV1::TYPE => {
                    let reversed: IncomeReversedV1 = decode(message)?;
                    let credit_bill = id("credit_bill_id", &reversed.credit_bill_id)?;
                    let answer = answer_of(
                        &reversed.fund,
                        &reversed.payment_id,
                        &reversed.bill_id,
                        &reversed.amount,
                        reversed.entry_number,
                    )?;
                    note_reversal(tx, &rules, &answer, credit_bill, &act).await.map_err(failure)
                }
                other => Err(Failure::Permanent(format!("water does not know messages of type {other}"))),
            }
        })
    }
}

fn answer_of(fund: &str, payment: &str, bill: &str, amount: &str, entry_number: String) -> Result<Answer, Failure> {
    if fund != FUND {
        return Err(Failure::Permanent(format!("the fund is {fund}, a surcharge belongs to {FUND}")));
    }
    Ok(Answer {
        payment: id("payment_id", payment)?,
        bill: id("bill_id", bill)?,
        amount: Money::parse(amount).map_err(|error| Failure::Permanent(format!("amount {amount}: {error}")))?,
        entry_number,
    })
}

fn id(field: &str, text: &str) -> Result<Uuid, Failure> {
    Uuid::parse_str(text).map_err(|error| Failure::Permanent(format!("{field} {text}: {error}")))
}

/// The database may work later; what does not fit never will.
fn failure(error: UseCaseError) -> Failure {
    match error {
        UseCaseError::Database(error) | UseCaseError::Rules(RuleFault::Database(error)) => error.into(),
        // This replica cannot follow the rules: another can, or a newer one.
        UseCaseError::Rules(fault) => Failure::Transient(telemetry::chain(&fault)),
        other => Failure::Permanent(telemetry::chain(&other)),
    }
}
