//! What finance answers about a payment request (flow S2). The same answer again changes nothing; one that does not fit is
//! refused, so that somebody looks at it.

use chrono::NaiveDate;
use platform::database::Pg;
use rules::{Money, Refusal};
use uuid::Uuid;

use super::super::{Act, error::UseCaseError};
use crate::store::reward::payment::{self, LineRow, RequestRow};

/// What finance says of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestAnswer {
    /// Taken on, under finance's number.
    Accepted {
        /// Number.
        number: String,
    },
    /// Refused as a whole.
    Rejected {
        /// Why.
        reason: String,
    },
}

/// What finance says of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineAnswer {
    /// Paid.
    Paid {
        /// Amount.
        amount: Money,
        /// Reference of the bank.
        reference: String,
    },
    /// Not carried out.
    Failed {
        /// Why.
        reason: String,
    },
}

/// Whether an answer has come before its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// It has its effect.
    Now,
    /// The request has not been accepted yet: it comes again later.
    TooEarly,
}

fn refuse<T>(code: &'static str, detail: String) -> Result<T, UseCaseError> {
    Err(Refusal::new(code, detail).into())
}

async fn lock(conn: &mut Pg, id: Uuid) -> Result<RequestRow, UseCaseError> {
    payment::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这份拨付申请"))
}

/// Notes that finance takes a request on, or refuses it: then its declarations can be asked for again.
pub async fn note_request(conn: &mut Pg, id: Uuid, answer: &RequestAnswer, on: NaiveDate, act: &Act) -> Result<(), UseCaseError> {
    let before = lock(conn, id).await?;
    let (state, number, reason) = match answer {
        RequestAnswer::Accepted { number } => ("accepted", Some(number.clone()), None),
        RequestAnswer::Rejected { reason } => ("rejected", None, Some(reason.clone())),
    };
    if before.state == state {
        if before.finance_number == number && before.reason == reason {
            return Ok(());
        }
        let detail = format!("拨付申请 {} 已登记财政的另一答复：请与财政局核对", before.number);
        return refuse("answered_otherwise", detail);
    }
    if before.state != "requested" {
        let detail = format!(
            "拨付申请 {} 不在等待财政答复（{}），答复不能登记：请与财政局核对",
            before.number, before.state
        );
        return refuse("payment_wrong_state", detail);
    }
    let row = RequestRow {
        state: state.to_owned(),
        finance_number: number,
        reason,
        answered_on: Some(on),
        version: before.version + 1,
        ..before.clone()
    };
    payment::update(conn, &row).await?;
    if state == "rejected" {
        payment::drop_lines(conn, id).await?;
    }
    let action = if state == "rejected" {
        "reward_payment.rejected"
    } else {
        "reward_payment.accepted"
    };
    act.audit(conn, action, "reward_payment", id, Some(&before), Some(&row)).await?;
    Ok(())
}

/// Notes what came of a line.
pub async fn note_line(
    conn: &mut Pg,
    (request, line): (Uuid, Uuid),
    answer: &LineAnswer,
    on: NaiveDate,
    act: &Act,
) -> Result<Noted, UseCaseError> {
    let of = lock(conn, request).await?;
    let before = payment::lock_line(conn, line)
        .await?
        .filter(|line| line.request_id == request)
        .ok_or(UseCaseError::NotFound("这行拨付"))?;
    if of.state == "requested" {
        return Ok(Noted::TooEarly);
    }
    if let LineAnswer::Paid { amount, .. } = answer
        && amount.fen() != before.subsidy_fen + before.reward_fen
    {
        let detail = format!("财政支付 {amount} 元，与{}的申请数不符：请与财政局核对", before.village);
        return refuse("amount_differs", detail);
    }
    let row = match answer {
        LineAnswer::Paid { reference, .. } => LineRow {
            state: "paid".to_owned(),
            bank_reference: Some(reference.clone()),
            paid_on: Some(on),
            ..before.clone()
        },
        LineAnswer::Failed { reason } => LineRow {
            state: "failed".to_owned(),
            failure: Some(reason.clone()),
            ..before.clone()
        },
    };
    if row == before {
        return Ok(Noted::Now);
    }
    if before.state != "waiting" || of.state != "accepted" {
        let detail = format!(
            "{}的这行拨付已经办结（{}），答复不能登记：请与财政局核对",
            before.village, before.state
        );
        return refuse("payment_wrong_state", detail);
    }
    payment::update_line(conn, &row).await?;
    act.audit(
        conn,
        &format!("reward_payment.line_{}", row.state),
        "reward_payment_line",
        line,
        Some(&before),
        Some(&row),
    )
    .await?;
    Ok(Noted::Now)
}
