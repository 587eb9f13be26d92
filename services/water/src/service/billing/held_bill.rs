//! What every change of a bill has in common: hold it, compare the version, move it on, store it.

use chrono::NaiveDate;
use platform::database::Pg;
use rules::RuleSet;
use serde::Serialize;
use uuid::Uuid;

use super::notify_bill::take_back_notice;
use crate::{
    domain::{
        bill::{Bill, BillCommand, BillEvent, BillState, BillStatus},
        billing::BillRules,
    },
    service::{Act, error::UseCaseError},
    store::billing::bill::{self, HeldBill},
};

/// Where a bill stands, for the audit trail and for answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BillStanding {
    /// Identity.
    pub id: Uuid,
    /// Number.
    pub number: String,
    /// State.
    pub state: BillStatus,
    /// Last day to pay, where one is running.
    pub due_on: Option<NaiveDate>,
    /// Finance's entry.
    pub entry_number: Option<String>,
    /// Version.
    pub version: i32,
}

impl From<&HeldBill> for BillStanding {
    fn from(held: &HeldBill) -> Self {
        let (due_on, entry_number) = match &held.bill.state {
            BillState::Notified { due_on } | BillState::Overdue { due_on } => (Some(*due_on), None),
            BillState::Settled { entry_number, .. } | BillState::Cancelled { entry_number, .. } => (None, entry_number.clone()),
            BillState::Issued | BillState::Paid { .. } => (None, None),
        };
        Self {
            id: held.bill.id,
            number: held.number.clone(),
            state: held.bill.state.status(),
            due_on,
            entry_number,
            version: held.version,
        }
    }
}

/// Holds a bill until the transaction ends; refuses when `version` is given and is not its version.
pub async fn hold(conn: &mut Pg, id: Uuid, version: Option<i32>) -> Result<HeldBill, UseCaseError> {
    let held = bill::lock(conn, id).await?.ok_or(UseCaseError::NotFound("账单"))?;
    match version {
        Some(version) if version != held.version => Err(UseCaseError::Stale(held.version)),
        _ => Ok(held),
    }
}

/// The rules of a bill's life: those of its period's last day, as for its amounts.
pub fn rules_of(rules: &RuleSet, bill: &Bill) -> Result<BillRules, UseCaseError> {
    Ok(BillRules::at(rules, bill.period.last_day())?)
}

/// Moves a held bill on and stores where it stands now. The bill as it was goes into the audit trail by the caller.
pub async fn move_on(
    conn: &mut Pg,
    rules: &RuleSet,
    held: HeldBill,
    command: BillCommand,
    act: &Act,
) -> Result<(HeldBill, Vec<BillEvent>), UseCaseError> {
    let rules = rules_of(rules, &held.bill)?;
    let (bill, events) = held.bill.apply(&rules, command)?;
    let version = bill::save(conn, held.version, &bill, act.now).await?;
    let standing = bill.state.status();
    if matches!(standing, BillStatus::Paid | BillStatus::Cancelled) {
        take_back_notice(conn, bill.id, standing).await?;
    }
    Ok((HeldBill { bill, version, ..held }, events))
}
