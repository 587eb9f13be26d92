//! A credit bill cancels a bill; the user can then be billed anew. What finance has been told of is taken back.

use contracts::water::SurchargeReversedV1;
use platform::{database::Pg, outbox};
use rules::RuleSet;
use uuid::Uuid;

use super::held_bill::{BillStanding, hold, move_on};
use crate::{
    domain::bill::{BillCommand, BillEvent, BillState},
    service::{Act, error::UseCaseError},
    store::billing::{
        credit_bill::{self, CreditBillRow},
        number::{DocumentKind, take_numbers},
    },
};

/// Issues the credit bill of a bill as it was seen in `version`.
pub async fn credit_bill(
    conn: &mut Pg,
    rules: &RuleSet,
    bill_id: Uuid,
    version: i32,
    reason: &str,
    act: &Act,
) -> Result<(CreditBillRow, BillStanding), UseCaseError> {
    let held = hold(conn, bill_id, Some(version)).await?;
    let before = BillStanding::from(&held);
    let id = Uuid::now_v7();
    let command = BillCommand::Cancel {
        credit_bill: id,
        reason: reason.to_owned(),
    };
    let (held, events) = move_on(conn, rules, held, command, act).await?;
    let number = take_numbers(conn, DocumentKind::CreditBill, held.bill.period, 1).await?.remove(0);
    let refund = match &held.bill.state {
        BillState::Cancelled { refund, .. } => refund.as_ref(),
        _ => None,
    };
    let row = CreditBillRow {
        id,
        number,
        bill_id,
        payment_id: refund.map(|payment| payment.id),
        basic_fen: held.bill.basic_charge.fen(),
        surcharge_fen: held.bill.surcharge.fen(),
        total_fen: held.bill.total().fen(),
        reason: reason.to_owned(),
        issued_on: act.today,
        entry_number: None,
        settled_at: None,
        created_by: act.actor.clone(),
        created_at: act.now,
    };
    credit_bill::insert(conn, &row).await?;
    for event in events {
        if let BillEvent::SurchargeReversed { payment, surcharge, .. } = event {
            let message = SurchargeReversedV1 {
                payment_id: payment.id.to_string(),
                bill_id: bill_id.to_string(),
                credit_bill_id: id.to_string(),
                credit_bill_number: row.number.clone(),
                surcharge_amount: surcharge.to_string(),
                reason: row.reason.clone(),
                reversed_on: row.issued_on.to_string(),
            };
            outbox::append(conn, &message.bill_id, &message, act.now).await?;
        }
    }
    let after = BillStanding::from(&held);
    let facts =
        serde_json::json!({ "credit_bill_id": id, "credit_bill_number": row.number, "reason": row.reason, "payment_id": row.payment_id });
    act.audit(conn, "bill.credit", "bill", bill_id, Some(&before), Some(&(&after, facts)))
        .await?;
    Ok((row, after))
}
