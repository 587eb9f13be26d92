//! The figures of a preview.

use std::collections::BTreeMap;

use rules::Exact;
use serde::{Deserialize, Serialize};

use crate::domain::{code::Coded, quantity::VOLUME_DECIMALS, tariff::Charges, usage::UnbillableReason};

/// What a run would bill. Volumes in m³, amounts in yuan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RunSummary {
    /// Users whom the run concerns.
    pub users: u64,
    /// Those of them who have a bill for the period.
    pub already_billed: u64,
    /// Users who would be billed.
    pub billable: u64,
    /// Users who cannot be billed.
    pub unbillable: u64,
    /// Usage of the billable.
    pub usage: String,
    /// Plan volumes of the billable.
    pub plan_volume: String,
    /// Basic charges.
    pub basic: String,
    /// Surcharges.
    pub surcharge: String,
    /// Basic charges and surcharges.
    pub total: String,
    /// The unbillable by reason.
    pub reasons: Vec<ReasonCount>,
    /// Digest of the rules that it was computed by; a run of before it was kept has none.
    #[serde(default)]
    pub rules_digest: String,
}

/// How many cannot be billed for a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReasonCount {
    /// Code.
    pub reason: String,
    /// The reason, for a person.
    pub label: String,
    /// Users.
    pub users: u64,
}

/// Adds up a preview, user by user.
#[derive(Debug, Default)]
pub struct Tally {
    already_billed: u64,
    billable: u64,
    usage_litres: i128,
    plan_litres: i128,
    basic_fen: i128,
    surcharge_fen: i128,
    reasons: BTreeMap<UnbillableReason, u64>,
}

impl Tally {
    /// Users who have a bill.
    pub fn add_already_billed(&mut self, users: usize) {
        self.already_billed += users as u64;
    }

    /// A user who would be billed.
    pub fn add_billable(&mut self, usage_litres: i64, plan_litres: i64, charges: &Charges) {
        self.billable += 1;
        self.usage_litres += i128::from(usage_litres);
        self.plan_litres += i128::from(plan_litres);
        self.basic_fen += i128::from(charges.basic_charge_fen);
        self.surcharge_fen += i128::from(charges.surcharge_fen);
    }

    /// A user who cannot be billed.
    pub fn add_unbillable(&mut self, reason: UnbillableReason) {
        *self.reasons.entry(reason).or_default() += 1;
    }

    /// The figures as they are shown, computed by the rules of this digest.
    pub fn summary(&self, rules_digest: &str) -> RunSummary {
        let unbillable = self.reasons.values().sum();
        let volume = |litres: i128| Exact::scaled(litres, VOLUME_DECIMALS).to_fixed(VOLUME_DECIMALS);
        let yuan = |fen: i128| Exact::scaled(fen, 2).to_fixed(2);
        RunSummary {
            users: self.already_billed + self.billable + unbillable,
            already_billed: self.already_billed,
            billable: self.billable,
            unbillable,
            usage: volume(self.usage_litres),
            plan_volume: volume(self.plan_litres),
            basic: yuan(self.basic_fen),
            surcharge: yuan(self.surcharge_fen),
            total: yuan(self.basic_fen + self.surcharge_fen),
            reasons: self
                .reasons
                .iter()
                .map(|(reason, users)| ReasonCount {
                    reason: reason.code().to_owned(),
                    label: reason.label().to_owned(),
                    users: *users,
                })
                .collect(),
            rules_digest: rules_digest.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_adds_up_beyond_what_one_bill_can_be() {
        let most = Charges {
            basic_charge_fen: 99_999_999_999_999_999,
            surcharge_fen: 1,
            ..Charges::default()
        };
        let mut tally = Tally::default();
        for _ in 0..1_000 {
            tally.add_billable(1_500, 1_000, &most);
        }
        tally.add_already_billed(2);
        tally.add_unbillable(UnbillableReason::NoPlan);
        tally.add_unbillable(UnbillableReason::NoReading);
        tally.add_unbillable(UnbillableReason::NoPlan);
        let summary = tally.summary("");
        assert_eq!((summary.users, summary.billable, summary.unbillable), (1_005, 1_000, 3));
        assert_eq!((summary.usage.as_str(), summary.plan_volume.as_str()), ("1500.000", "1000.000"));
        assert_eq!(
            (summary.basic.as_str(), summary.surcharge.as_str(), summary.total.as_str()),
            ("999999999999999990.00", "10.00", "1000000000000000000.00")
        );
        let reasons: Vec<_> = summary.reasons.iter().map(|count| (count.reason.as_str(), count.users)).collect();
        assert_eq!(reasons, [("no_reading", 1), ("no_plan", 2)]);
    }
}
