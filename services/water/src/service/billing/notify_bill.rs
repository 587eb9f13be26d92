//! The user has been told of a bill: from now on it has a last day to pay.

use platform::database::Pg;
use rules::RuleSet;
use uuid::Uuid;

use super::held_bill::{BillStanding, hold, move_on};
use crate::{
    domain::bill::BillCommand,
    service::{Act, error::UseCaseError},
};

/// Notes that the user was told today.
pub async fn notify_bill(conn: &mut Pg, rules: &RuleSet, id: Uuid, version: i32, act: &Act) -> Result<BillStanding, UseCaseError> {
    let held = hold(conn, id, Some(version)).await?;
    let before = BillStanding::from(&held);
    let (held, _) = move_on(conn, rules, held, BillCommand::Notify { on: act.today }, act).await?;
    let after = BillStanding::from(&held);
    act.audit(conn, "bill.notify", "bill", id, Some(&before), Some(&after)).await?;
    Ok(after)
}
