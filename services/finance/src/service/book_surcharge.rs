//! Books what water collected, and reverses what water cancelled (flow S1).

use chrono::{DateTime, Utc};
use contracts::finance::{IncomeBookedV1, IncomeReversedV1};
use platform::{
    audit::{self, Change},
    broker::Failure,
    database::Pg,
    outbox,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    domain::{
        fund::Fund,
        id::{EntryId, PaymentId},
        ledger::{Entry, PostedEntry},
        ruleset::FinanceRules,
        surcharge_income::{Cancellation, Collection, Command, Event, FUND, IncomeError},
    },
    service::metrics,
    store::{
        journal::{self, PostError},
        surcharge_income,
    },
};

/// Who posts what messages ask for.
const ACTOR: &str = "system:surcharge_income";

/// Why a command had no effect.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] IncomeError),
    /// The rules do not know the fund; the load checks see to it that they do.
    #[error("规则文件没有资金「{FUND}」")]
    UnknownFund,
    /// The database.
    #[error("the booking could not be stored")]
    Store(#[from] diesel::result::Error),
}

impl From<PostError> for BookError {
    fn from(error: PostError) -> Self {
        match error {
            PostError::Refused(refused) => Self::Refused(refused.into()),
            PostError::Store(error) => Self::Store(error),
        }
    }
}

impl From<BookError> for Failure {
    fn from(error: BookError) -> Self {
        match error {
            BookError::Refused(refused) if refused.may_succeed_later() => Self::Transient(format!("{}：{refused}", refused.code())),
            BookError::Refused(refused) => Self::Permanent(format!("{}：{refused}", refused.code())),
            BookError::UnknownFund => Self::Permanent(error.to_string()),
            // Also a booking of the same payment at the same time: the next try sees it.
            BookError::Store(error) => error.into(),
        }
    }
}

/// Carries out a command within a transaction: entry, income row, message to water, audit.
pub async fn book_surcharge(conn: &mut Pg, rules: &FinanceRules, command: Command, now: DateTime<Utc>) -> Result<(), BookError> {
    let fund = rules.funds().get(FUND).ok_or(BookError::UnknownFund)?;
    let payment = match &command {
        Command::Collect(collection) => collection.payment,
        Command::Cancel(cancellation) => cancellation.payment,
    };
    let state = surcharge_income::find_state(conn, fund, payment).await?;
    let events = state.apply(command, fund, rules.booking(), EntryId::from(Uuid::now_v7()))?;
    if events.is_empty() {
        tracing::info!(payment = %payment, "the surcharge of this payment had its effect before");
    }
    for event in events {
        match event {
            Event::Booked { collection, entry } => book(conn, fund, &collection, &entry, now).await?,
            Event::Reversed {
                cancellation,
                entry,
                reversed,
            } => reverse(conn, fund, &cancellation, &entry, &reversed, now).await?,
        }
    }
    Ok(())
}

async fn book(conn: &mut Pg, fund: &Fund, collection: &Collection, entry: &Entry, now: DateTime<Utc>) -> Result<(), BookError> {
    let number = journal::post(conn, fund, entry, ACTOR).await?.to_string();
    surcharge_income::insert(conn, collection, entry.id()).await?;
    let message = IncomeBookedV1 {
        payment_id: collection.payment.to_string(),
        bill_id: collection.bill.to_string(),
        fund: fund.key.to_string(),
        entry_id: entry.id().to_string(),
        entry_number: number.clone(),
        amount: collection.surcharge.to_string(),
        booked_on: entry.booked_on().to_string(),
    };
    outbox::append(conn, &message.bill_id, &message, now).await?;
    let after = json!({ "entry_number": number, "amount": collection.surcharge, "bill_number": collection.bill_number, "booked_on": entry.booked_on() });
    record(conn, "surcharge_income.book", collection.payment, None, after, now).await?;
    metrics::ENTRIES_POSTED.with_label_values(&[fund.key.as_str()]).inc();
    Ok(())
}

async fn reverse(
    conn: &mut Pg,
    fund: &Fund,
    cancellation: &Cancellation,
    entry: &Entry,
    reversed: &PostedEntry,
    now: DateTime<Utc>,
) -> Result<(), BookError> {
    let number = journal::post(conn, fund, entry, ACTOR).await?.to_string();
    surcharge_income::insert_reversal(conn, cancellation, entry.id()).await?;
    let message = IncomeReversedV1 {
        payment_id: cancellation.payment.to_string(),
        bill_id: cancellation.bill.to_string(),
        credit_bill_id: cancellation.credit_bill.to_string(),
        fund: fund.key.to_string(),
        entry_id: entry.id().to_string(),
        entry_number: number.clone(),
        reversed_entry_number: reversed.number.to_string(),
        amount: cancellation.surcharge.to_string(),
        reversed_on: entry.booked_on().to_string(),
    };
    outbox::append(conn, &message.bill_id, &message, now).await?;
    let before = json!({ "entry_number": message.reversed_entry_number, "amount": cancellation.surcharge });
    let after = json!({ "entry_number": number, "credit_bill_number": cancellation.credit_bill_number, "reason": cancellation.reason, "reversed_on": entry.booked_on() });
    record(conn, "surcharge_income.reverse", cancellation.payment, Some(before), after, now).await?;
    metrics::ENTRIES_POSTED.with_label_values(&[fund.key.as_str()]).inc();
    Ok(())
}

async fn record(
    conn: &mut Pg,
    action: &str,
    payment: PaymentId,
    before: Option<Value>,
    after: Value,
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    let change = Change {
        actor: ACTOR,
        action,
        entity: "surcharge_income",
        entity_id: payment.to_string(),
        before,
        after: Some(after),
    };
    audit::append(conn, change, now).await
}
