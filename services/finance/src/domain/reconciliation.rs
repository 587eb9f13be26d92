//! One day of surcharge, as water has it and as finance has it: totals and every difference.

use std::{collections::BTreeMap, fmt};

use rules::Money;
use serde::{Deserialize, Serialize};

use super::id::PaymentId;

/// Whether money came in or a booking was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A surcharge was collected.
    Collected,
    /// A collected surcharge was reversed by a credit bill.
    Reversed,
}

impl ItemKind {
    /// The name in the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Collected => "collected",
            Self::Reversed => "reversed",
        }
    }
}

impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Collected => "收款",
            Self::Reversed => "冲销",
        })
    }
}

/// One item of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Whether money came in or a booking was undone.
    pub kind: ItemKind,
    /// The payment.
    pub payment: PaymentId,
    /// Its surcharge; above zero for both kinds.
    pub amount: Money,
}

/// A payment on which the two sides do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whether money came in or a booking was undone.
    pub kind: ItemKind,
    /// The payment.
    pub payment: PaymentId,
    /// What is wrong.
    pub fault: Fault,
    /// Water's amount; none when water lacks it. The sum, when water lists it more than once.
    pub water: Option<Money>,
    /// Finance's amount; none when finance lacks it.
    pub finance: Option<Money>,
}

/// What is wrong with a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Water has it, finance has not booked it on that day.
    MissingAtFinance,
    /// Finance has booked it on that day, water does not list it.
    MissingAtWater,
    /// Both have it with different amounts.
    AmountDiffers,
    /// Water lists it more than once.
    RepeatedAtWater,
}

impl Fault {
    /// The name in the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MissingAtFinance => "missing_at_finance",
            Self::MissingAtWater => "missing_at_water",
            Self::AmountDiffers => "amount_differs",
            Self::RepeatedAtWater => "repeated_at_water",
        }
    }
}

/// Number and net amount of one side's items: collected less reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Items.
    pub count: usize,
    /// Collected less reversed.
    pub net: Money,
}

/// The result for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    /// Water's side.
    pub water: Total,
    /// Finance's side.
    pub finance: Total,
    /// Every payment on which they do not agree, in a stable order.
    pub differences: Vec<Difference>,
}

impl Reconciliation {
    /// Whether the two sides agree on every payment.
    pub fn agrees(&self) -> bool {
        self.differences.is_empty()
    }
}

/// The sums of a day are beyond fifteen digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("当日合计超过15位整数，无法核对")]
pub struct TotalTooLarge;

/// Compares a day, payment by payment. Two faults never cancel out, whatever the totals say.
pub fn compare(water: &[Item], finance: &[Item]) -> Result<Reconciliation, TotalTooLarge> {
    let mut sides: BTreeMap<(PaymentId, ItemKind), (Vec<Money>, Vec<Money>)> = BTreeMap::new();
    for item in water {
        sides.entry((item.payment, item.kind)).or_default().0.push(item.amount);
    }
    for item in finance {
        sides.entry((item.payment, item.kind)).or_default().1.push(item.amount);
    }
    let mut differences = Vec::new();
    for ((payment, kind), (water, finance)) in sides {
        let Some(fault) = find_fault(&water, &finance) else { continue };
        differences.push(Difference {
            kind,
            payment,
            fault,
            water: sum(&water)?,
            finance: sum(&finance)?,
        });
    }
    Ok(Reconciliation {
        water: total(water)?,
        finance: total(finance)?,
        differences,
    })
}

/// Finance holds at most one booking per payment and kind; its database sees to that.
fn find_fault(water: &[Money], finance: &[Money]) -> Option<Fault> {
    match (water, finance) {
        ([_, _, ..], _) => Some(Fault::RepeatedAtWater),
        (_, []) => Some(Fault::MissingAtFinance),
        ([], _) => Some(Fault::MissingAtWater),
        ([water], finance) => (finance != [*water]).then_some(Fault::AmountDiffers),
    }
}

fn sum(amounts: &[Money]) -> Result<Option<Money>, TotalTooLarge> {
    if amounts.is_empty() {
        Ok(None)
    } else {
        Money::checked_sum(amounts.iter().copied()).map(Some).ok_or(TotalTooLarge)
    }
}

fn total(items: &[Item]) -> Result<Total, TotalTooLarge> {
    let signed = items.iter().map(|item| match item.kind {
        ItemKind::Collected => item.amount,
        ItemKind::Reversed => item.amount.negated(),
    });
    Ok(Total {
        count: items.len(),
        net: Money::checked_sum(signed).ok_or(TotalTooLarge)?,
    })
}

#[cfg(test)]
mod tests;
