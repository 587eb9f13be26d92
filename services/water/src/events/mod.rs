//! Messages: what finance answers, turned into use cases. What water tells finance is appended to the outbox by the
//! use cases themselves.

use std::sync::Arc;

use chrono::NaiveDate;
use contracts::{
    Message,
    finance::{IncomeBookedV1, IncomeReversedV1, PaymentAcceptedV1, PaymentFailedV1, PaymentPaidV1, PaymentRejectedV1},
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
    reward::answer::{LineAnswer, Noted, RequestAnswer, note_line, note_request},
};

/// Who asks for what these answers are about; answers to other departments are not ours.
const REQUESTER: &str = "water";
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
                PaymentAcceptedV1::TYPE => {
                    let accepted: PaymentAcceptedV1 = decode(message)?;
                    let answer = RequestAnswer::Accepted { number: accepted.number };
                    note(tx, &accepted.requester, &accepted.request_id, answer, &accepted.accepted_on).await
                }
                PaymentRejectedV1::TYPE => {
                    let rejected: PaymentRejectedV1 = decode(message)?;
                    let answer = RequestAnswer::Rejected { reason: rejected.reason };
                    note(tx, &rejected.requester, &rejected.request_id, answer, &rejected.rejected_on).await
                }
                PaymentPaidV1::TYPE => {
                    let paid: PaymentPaidV1 = decode(message)?;
                    let answer = LineAnswer::Paid {
                        amount: money(&paid.amount)?,
                        reference: paid.bank_reference,
                    };
                    note_of_line(tx, &paid.requester, (&paid.request_id, &paid.line_id), answer, &paid.paid_on).await
                }
                PaymentFailedV1::TYPE => {
                    let failed: PaymentFailedV1 = decode(message)?;
                    let answer = LineAnswer::Failed { reason: failed.reason };
                    note_of_line(
                        tx,
                        &failed.requester,
                        (&failed.request_id, &failed.line_id),
                        answer,
                        &failed.failed_on,
                    )
                    .await
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
        amount: money(amount)?,
        entry_number,
    })
}

fn money(amount: &str) -> Result<Money, Failure> {
    Money::parse(amount).map_err(|error| Failure::Permanent(format!("amount {amount}: {error}")))
}

fn day(text: &str) -> Result<NaiveDate, Failure> {
    text.parse().map_err(|error| Failure::Permanent(format!("day {text}: {error}")))
}

/// Who notes the answers about payments.
const PAYMENT_ANSWER: &str = "payment_answer";

async fn note(tx: &mut Transaction, requester: &str, request: &str, answer: RequestAnswer, on: &str) -> Result<(), Failure> {
    if requester != REQUESTER {
        return Ok(());
    }
    let act = Act::job(PAYMENT_ANSWER);
    note_request(tx, id("request_id", request)?, &answer, day(on)?, &act)
        .await
        .map_err(failure)
}

async fn note_of_line(
    tx: &mut Transaction,
    requester: &str,
    (request, line): (&str, &str),
    answer: LineAnswer,
    on: &str,
) -> Result<(), Failure> {
    if requester != REQUESTER {
        return Ok(());
    }
    let ids = (id("request_id", request)?, id("line_id", line)?);
    let noted = note_line(tx, ids, &answer, day(on)?, &Act::job(PAYMENT_ANSWER))
        .await
        .map_err(failure)?;
    match noted {
        Noted::Now => Ok(()),
        Noted::TooEarly => Err(Failure::Transient(format!("拨付申请 {request} 的受理答复还没有到"))),
    }
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
