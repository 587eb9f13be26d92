//! A bill is paid, once and in full, or cancelled by a credit bill (25号 六（四）).

use chrono::NaiveDate;
use platform::database::Pg;
use rules::{Money, RuleSet};
use uuid::Uuid;

use crate::{
    domain::{
        code::Coded,
        irrigation::season::{CollectorKind, IrrigationBillState, Received, check_payment},
        payment_method::PaymentMethod,
    },
    service::{
        Act,
        error::{Conflict, UseCaseError},
    },
    store::{
        billing::{
            money,
            number::{DocumentKind, take_numbers_in},
        },
        decode,
        irrigation::{
            bill::{self, IrrigationBillRow, IrrigationCreditRow, IrrigationPaymentRow},
            watering,
        },
    },
};

/// Money that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIrrigationPayment {
    /// Amount.
    pub amount: Money,
    /// Day of receipt.
    pub paid_on: NaiveDate,
    /// Station or village collector.
    pub collector_kind: CollectorKind,
    /// Name of the station or the collector.
    pub collector: String,
    /// How it came.
    pub method: PaymentMethod,
    /// Number of the receipt.
    pub reference: String,
}

/// Registers the payment of a bill.
pub async fn pay_bill(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    bill_id: Uuid,
    new: NewIrrigationPayment,
) -> Result<(IrrigationBillRow, IrrigationPaymentRow), UseCaseError> {
    let before = bill::lock(conn, bill_id).await?.ok_or(UseCaseError::NotFound("灌溉账单"))?;
    match decode::<IrrigationBillState>(&before.state)? {
        IrrigationBillState::Issued => {}
        IrrigationBillState::Paid => {
            return Err(Conflict::new("bill_already_paid", "这张账单已经缴清，不能重复缴款").into());
        }
        IrrigationBillState::Cancelled => {
            let detail = "这张账单已被冲销，不能缴款：请看是否有新的账单";
            return Err(Conflict::new("bill_wrong_state", detail).into());
        }
    }
    let received = Received {
        amount: new.amount,
        paid_on: new.paid_on,
    };
    check_payment(rules, (money(before.total_fen)?, before.issued_on), received, act.today)?;
    let payment = IrrigationPaymentRow {
        id: Uuid::now_v7(),
        bill_id,
        amount_fen: new.amount.fen(),
        paid_on: new.paid_on,
        collector_kind: new.collector_kind.code().to_owned(),
        collector: new.collector,
        method: new.method.code().to_owned(),
        reference: new.reference,
        registered_by: act.actor.clone(),
        registered_at: act.now,
    };
    bill::insert_payment(conn, &payment).await?;
    let after = move_to(conn, &before, IrrigationBillState::Paid).await?;
    act.audit(
        conn,
        "irrigation_bill.pay",
        "irrigation_bill",
        bill_id,
        Some(&before),
        Some(&(&after, &payment)),
    )
    .await?;
    Ok((after, payment))
}

/// Cancels a bill by a credit bill: its water can be billed anew. The last bill of a year goes first, because it charges
/// what comes on top of the others; what was paid has to be given back.
pub async fn credit_irrigation_bill(
    conn: &mut Pg,
    act: &Act,
    bill_id: Uuid,
    version: i32,
    reason: String,
) -> Result<(IrrigationBillRow, IrrigationCreditRow), UseCaseError> {
    let found = bill::find(conn, bill_id).await?.ok_or(UseCaseError::NotFound("灌溉账单"))?;
    // The party's water is held before its bills, as by whoever bills.
    watering::hold_party(conn, found.0.party_id).await?;
    let before = bill::lock(conn, bill_id).await?.ok_or(UseCaseError::NotFound("灌溉账单"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    if before.state == IrrigationBillState::Cancelled.code() {
        return Err(Conflict::new("bill_wrong_state", "这张账单已被冲销，不能再冲销").into());
    }
    let of_year = bill::of_year(conn, before.party_id, before.year).await?;
    let later = of_year
        .into_iter()
        .map(|(row, _)| row)
        .filter(|row| row.seq > before.seq && row.state != IrrigationBillState::Cancelled.code());
    let later: Vec<String> = later.map(|row| row.number).collect();
    if !later.is_empty() {
        let detail = format!(
            "同一年后面的账单（{}）是在这张之上累计分档的：请从最后一张起依次冲销，再重新出账",
            later.join("、")
        );
        return Err(Conflict::new("later_bills_stand", detail)
            .missing(format!("冲销 {}", later.join("、")))
            .into());
    }
    let number = take_numbers_in(conn, DocumentKind::IrrigationCreditBill, &before.year.to_string(), 1)
        .await?
        .remove(0);
    let payment = bill::payment_of(conn, bill_id).await?;
    let credit = IrrigationCreditRow {
        id: Uuid::now_v7(),
        number,
        bill_id,
        payment_id: payment.map(|payment| payment.id),
        total_fen: before.total_fen,
        reason,
        issued_on: act.today,
        created_by: act.actor.clone(),
        created_at: act.now,
    };
    bill::insert_credit(conn, &credit).await?;
    let after = move_to(conn, &before, IrrigationBillState::Cancelled).await?;
    act.audit(
        conn,
        "irrigation_bill.credit",
        "irrigation_bill",
        bill_id,
        Some(&before),
        Some(&(&after, &credit)),
    )
    .await?;
    Ok((after, credit))
}

async fn move_to(conn: &mut Pg, before: &IrrigationBillRow, state: IrrigationBillState) -> Result<IrrigationBillRow, UseCaseError> {
    let after = IrrigationBillRow {
        state: state.code().to_owned(),
        version: before.version + 1,
        ..before.clone()
    };
    bill::set_state(conn, &after).await?;
    Ok(after)
}
