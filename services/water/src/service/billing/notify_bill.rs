//! The user is told of a bill: from now on it has a last day to pay.

use diesel::QueryResult;
use platform::{
    database::Pg,
    outgoing::{self, Channel, NewMessage, Recipient},
};
use rules::RuleSet;
use uuid::Uuid;

use super::held_bill::{BillStanding, hold, move_on};
use crate::{
    domain::{
        bill::{BillCommand, BillStatus},
        code::Coded,
    },
    service::{Act, error::UseCaseError},
    store::{billing::bill::HeldBill, water_user},
};

/// Notes that the user was told today, and tells the telephone number on record, if there is one.
pub async fn notify_bill(conn: &mut Pg, rules: &RuleSet, id: Uuid, version: i32, act: &Act) -> Result<BillStanding, UseCaseError> {
    let held = hold(conn, id, Some(version)).await?;
    let before = BillStanding::from(&held);
    let (held, _) = move_on(conn, rules, held, BillCommand::Notify { on: act.today }, act).await?;
    let after = BillStanding::from(&held);
    tell_user(conn, &held, &after, act).await?;
    act.audit(conn, "bill.notify", "bill", id, Some(&before), Some(&after)).await?;
    Ok(after)
}

/// What the user was told of is over: paid, or cancelled.
pub(super) async fn take_back_notice(conn: &mut Pg, bill: Uuid, standing: BillStatus) -> QueryResult<()> {
    outgoing::withdraw(conn, &message_key(bill), &format!("账单{}", standing.label())).await
}

fn message_key(bill: Uuid) -> String {
    format!("bill:{bill}:notified")
}

async fn tell_user(conn: &mut Pg, held: &HeldBill, standing: &BillStanding, act: &Act) -> Result<(), UseCaseError> {
    let user = water_user::find(conn, held.bill.user).await?;
    let (Some(phone), Some(due_on)) = (user.and_then(|user| user.phone), standing.due_on) else {
        return Ok(());
    };
    let message = NewMessage {
        key: message_key(held.bill.id),
        kind: "bill.notified",
        text: format!(
            "{}：{} 水费账单 {} 共 {} 元，请在 {due_on} 前缴清。",
            held.user_name,
            held.bill.period,
            held.number,
            held.bill.total()
        ),
        link: format!("/work/water/bills/{}", held.bill.id),
        unit: Some(held.supplier.clone()),
        recipients: vec![Recipient {
            name: held.user_name.clone(),
            channel: Channel::Phone(phone),
        }],
    };
    outgoing::send(conn, &message, &act.actor, act.now).await?;
    Ok(())
}
