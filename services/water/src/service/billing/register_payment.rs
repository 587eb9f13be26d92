//! A bill is paid: once, in full, to the bureau or to the entrusted supply company (24号 附件4 二（五）).

use chrono::NaiveDate;
use contracts::water::SurchargeCollectedV1;
use platform::{database::Pg, outbox};
use rules::{Money, Refusal, RuleSet};
use uuid::Uuid;

use super::held_bill::{BillStanding, hold, move_on, rules_of};
use crate::{
    domain::{
        bill::{BillCommand, BillEvent, Collector, Payment},
        code::Coded,
        payment_method::PaymentMethod,
    },
    service::{Act, error::UseCaseError},
    store::billing::{
        bill::HeldBill,
        payment::{self, PaymentRow},
    },
};

/// Money that came in for a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment {
    /// Amount.
    pub amount: Money,
    /// Day of receipt.
    pub paid_on: NaiveDate,
    /// How it came.
    pub method: PaymentMethod,
    /// Code of the unit that took it.
    pub collector: String,
    /// Number of the receipt or transfer.
    pub reference: String,
}

/// Who may take money for whom.
#[derive(Debug, Clone, Copy)]
pub struct CollectorPolicy<'a> {
    /// Code of the bureau's unit.
    pub bureau: &'a str,
    /// The one unit that this person may register for; any when absent.
    pub only: Option<&'a str>,
}

/// Registers the payment of a bill. A surcharge above zero is told to finance in the same transaction (flow S1).
pub async fn register_payment(
    conn: &mut Pg,
    rules: &RuleSet,
    bill_id: Uuid,
    new: &NewPayment,
    policy: CollectorPolicy<'_>,
    act: &Act,
) -> Result<(PaymentRow, BillStanding), UseCaseError> {
    let held = hold(conn, bill_id, None).await?;
    let before = BillStanding::from(&held);
    let collector = collector_of(rules, &held, &new.collector, policy)?;
    let payment = Payment {
        id: Uuid::now_v7(),
        amount: new.amount,
        paid_on: new.paid_on,
        collector,
    };
    let row = PaymentRow {
        id: payment.id,
        bill_id,
        amount_fen: new.amount.fen(),
        basic_fen: held.bill.basic_charge.fen(),
        surcharge_fen: held.bill.surcharge.fen(),
        paid_on: new.paid_on,
        collector: new.collector.clone(),
        method: new.method.code().to_owned(),
        reference: new.reference.clone(),
        registered_by: act.actor.clone(),
        registered_at: act.now,
    };
    let command = BillCommand::RegisterPayment { payment, today: act.today };
    let (held, events) = move_on(conn, rules, held, command, act).await?;
    payment::insert(conn, &row).await?;
    for event in events {
        if let BillEvent::SurchargeCollected {
            payment,
            basic_charge,
            surcharge,
        } = event
        {
            let message = SurchargeCollectedV1 {
                payment_id: payment.id.to_string(),
                bill_id: bill_id.to_string(),
                bill_number: held.number.clone(),
                water_user: held.user_name.clone(),
                period: held.bill.period.to_string(),
                basic_amount: basic_charge.to_string(),
                surcharge_amount: surcharge.to_string(),
                collector: row.collector.clone(),
                paid_on: payment.paid_on.to_string(),
            };
            outbox::append(conn, &message.bill_id, &message, act.now).await?;
        }
    }
    let after = BillStanding::from(&held);
    act.audit(
        conn,
        "bill.pay",
        "bill",
        bill_id,
        Some(&before),
        Some(&(&after, payment_facts(&row))),
    )
    .await?;
    Ok((row, after))
}

fn collector_of(rules: &RuleSet, held: &HeldBill, code: &str, policy: CollectorPolicy<'_>) -> Result<Collector, UseCaseError> {
    if let Some(own) = policy.only.filter(|own| *own != code) {
        return Err(UseCaseError::NotThisPerson {
            code: "collector_not_own_unit",
            detail: format!("您只能登记本单位（{own}）代收的款项，不能登记由「{code}」收取的款项：请由水利局计费员办理"),
            citation: rules_of(rules, &held.bill)?.payment.source.citation,
        });
    }
    if code == policy.bureau {
        Ok(Collector::Bureau)
    } else if code == held.supplier {
        Ok(Collector::Entrusted { company: code.to_owned() })
    } else {
        let detail = format!(
            "「{code}」不能收取这张账单的水费：应为水利局（{}）或受委托的供水企业（{}）",
            policy.bureau, held.supplier
        );
        Err(Refusal::new("unknown_collector", detail).at("/collector").into())
    }
}

fn payment_facts(row: &PaymentRow) -> serde_json::Value {
    serde_json::json!({
        "payment_id": row.id,
        "amount_fen": row.amount_fen,
        "paid_on": row.paid_on,
        "collector": row.collector,
        "method": row.method,
        "reference": row.reference,
    })
}
