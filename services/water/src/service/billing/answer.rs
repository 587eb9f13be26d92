//! What finance answers about a surcharge (flow S1): its entry is noted on the bill, or on the credit bill. The same
//! answer again changes nothing; one that does not fit is refused, so that somebody looks at it.

use platform::database::Pg;
use rules::{Money, Refusal, RuleSet};
use uuid::Uuid;

use super::held_bill::{BillStanding, hold, move_on};
use crate::{
    domain::bill::{BillCommand, BillState, Payment, Reversal},
    service::{Act, error::UseCaseError},
    store::billing::{bill::HeldBill, credit_bill},
};

/// Finance has booked a surcharge, or reversed the booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Payment.
    pub payment: Uuid,
    /// Bill.
    pub bill: Uuid,
    /// Amount of the entry.
    pub amount: Money,
    /// Number of the entry.
    pub entry_number: String,
}

/// Notes the entry that booked a surcharge: the bill is settled, or stays cancelled where a credit bill came first.
pub async fn note_booking(conn: &mut Pg, rules: &RuleSet, answer: &Answer, act: &Act) -> Result<(), UseCaseError> {
    let held = hold(conn, answer.bill, None).await?;
    check(&held, answer)?;
    if let BillState::Settled {
        entry_number: Some(noted), ..
    }
    | BillState::Cancelled {
        entry_number: Some(noted), ..
    } = &held.bill.state
    {
        return same_entry(noted, answer);
    }
    let before = BillStanding::from(&held);
    let command = BillCommand::Settle {
        entry_number: answer.entry_number.clone(),
    };
    let (held, _) = move_on(conn, rules, held, command, act).await?;
    act.audit(
        conn,
        "bill.settle",
        "bill",
        answer.bill,
        Some(&before),
        Some(&BillStanding::from(&held)),
    )
    .await?;
    Ok(())
}

/// Notes the entry that reversed a booking on the credit bill.
pub async fn note_reversal(conn: &mut Pg, rules: &RuleSet, answer: &Answer, credit_bill: Uuid, act: &Act) -> Result<(), UseCaseError> {
    let held = hold(conn, answer.bill, None).await?;
    check(&held, answer)?;
    if let BillState::Cancelled {
        credit_bill: of_bill,
        reversal,
        ..
    } = &held.bill.state
    {
        if *of_bill != credit_bill {
            return refuse(
                "wrong_credit_bill",
                format!("账单 {} 由另一张冲销账单（{of_bill}）冲销，不是 {credit_bill}", held.number),
            );
        }
        if let Reversal::Booked { entry_number } = reversal {
            return same_entry(entry_number, answer);
        }
    }
    let before = BillStanding::from(&held);
    let command = BillCommand::SettleReversal {
        entry_number: answer.entry_number.clone(),
    };
    let (held, _) = move_on(conn, rules, held, command, act).await?;
    credit_bill::note_entry(conn, credit_bill, &answer.entry_number, act.now).await?;
    let after = serde_json::json!({ "credit_bill_id": credit_bill, "reversal_entry_number": answer.entry_number, "version": held.version });
    act.audit(conn, "bill.settle_reversal", "bill", answer.bill, Some(&before), Some(&after))
        .await?;
    Ok(())
}

/// The payment is the bill's, the amount its surcharge.
fn check(held: &HeldBill, answer: &Answer) -> Result<(), UseCaseError> {
    let paid = payment_of(&held.bill.state).map(|payment| payment.id);
    if paid != Some(answer.payment) {
        return refuse("wrong_payment", format!("付款 {} 不是账单 {} 的付款", answer.payment, held.number));
    }
    if answer.amount != held.bill.surcharge {
        return refuse(
            "amount_differs",
            format!(
                "财政入账 {} 元，与账单 {} 的累进加价 {} 元不符：请与财政局核对",
                answer.amount, held.number, held.bill.surcharge
            ),
        );
    }
    Ok(())
}

fn payment_of(state: &BillState) -> Option<&Payment> {
    match state {
        BillState::Paid { payment } => Some(payment),
        BillState::Settled { payment, .. } => payment.as_ref(),
        BillState::Cancelled { refund, .. } => refund.as_ref(),
        BillState::Issued | BillState::Notified { .. } | BillState::Overdue { .. } => None,
    }
}

fn same_entry(noted: &str, answer: &Answer) -> Result<(), UseCaseError> {
    if noted == answer.entry_number {
        return Ok(());
    }
    refuse(
        "booked_under_another_entry",
        format!("已登记凭证 {noted}，又收到凭证 {}：请与财政局核对", answer.entry_number),
    )
}

fn refuse(code: &'static str, detail: String) -> Result<(), UseCaseError> {
    Err(Refusal::new(code, detail).into())
}
