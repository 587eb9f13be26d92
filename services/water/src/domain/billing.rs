//! One user's bill for one measuring period, from readings, plan and base price. The calculator and billing share
//! [`surcharge`]; whole runs can preview with [`super::tariff`] on the same prepared input.

use chrono::NaiveDate;
use rules::{Cited, Declared, Exact, Refusal, RuleSet, Trace};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    flow_assessment::{AssessedUser, AssessmentRules, assessed_usage},
    period::Period,
    surcharge::{self, PlanAdjustment, SurchargeInput, SurchargeResult, SurchargeTariff},
    usage::{MeterHistory, PeriodUsage, Unbillable, UnbillableReason, UsageRules, usage_of_period},
    user::{Category, IndustryClass, Supply},
};

/// The keys that billing reads, beside those of the surcharge and of metering.
pub const DECLARED: &[Declared] = &[
    Declared::of::<String>("surcharge.scope.own_meter"),
    Declared::of::<String>("surcharge.scope.plan"),
    Declared::of::<u32>("bill.due_days"),
    Declared::of::<PaymentRule>("bill.payment"),
];

/// How bills are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentRule {
    /// Each bill at once and in full; collectors withhold nothing.
    InFull,
}

/// All rules of a period's bills: those of its last day.
#[derive(Debug, Clone)]
pub struct BillingRules {
    /// The period.
    pub period: Period,
    /// The surcharge.
    pub surcharge: SurchargeTariff,
    /// Readings to usage.
    pub usage: UsageRules,
    /// Users without a meter whose flow is assessed.
    pub assessment: AssessmentRules,
    /// Why a user without an own meter is not billed.
    pub own_meter: Cited<String>,
    /// Why a user without a plan is not billed.
    pub plan: Cited<String>,
}

impl BillingRules {
    /// The rules in force on the last day of the period; refused when 24号 is not.
    pub fn for_period(rules: &RuleSet, period: Period) -> Result<Self, Refusal> {
        let on = period.last_day();
        Ok(Self {
            period,
            surcharge: SurchargeTariff::at(rules, on)?,
            usage: UsageRules::at(rules, on)?,
            assessment: AssessmentRules::at(rules, on)?,
            own_meter: rules.at("surcharge.scope.own_meter", on)?,
            plan: rules.at("surcharge.scope.plan", on)?,
        })
    }
}

/// The rules of a bill's life on one day.
#[derive(Debug, Clone)]
pub struct BillRules {
    /// Natural days from the notice until a bill is due.
    pub due_days: Cited<u32>,
    /// How bills are paid.
    pub payment: Cited<PaymentRule>,
}

impl BillRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            due_days: rules.at("bill.due_days", on)?,
            payment: rules.at("bill.payment", on)?,
        })
    }
}

/// A user and what is on record for the period.
#[derive(Debug, Clone)]
pub struct BillingCandidate {
    /// User.
    pub user: Uuid,
    /// Nature of the use.
    pub category: Category,
    /// Source of the water.
    pub supply: Supply,
    /// Class of the industry.
    pub industry_class: IndustryClass,
    /// Plan volume of the period from the plan in force, m³.
    pub plan_volume: Option<Exact>,
    /// Extraordinary adjustments of the category that cover days of the period.
    pub adjustments: Vec<PlanAdjustment>,
    /// Base price of the category, yuan per m³.
    pub base_price: Option<Exact>,
    /// Meters whose water is charged to the user.
    pub meters: Vec<MeterHistory>,
    /// The method of flow assessment that holds for the user in the period, where one does.
    pub assessed: Option<AssessedUser>,
}

/// What a bill is made from.
#[derive(Debug, Clone)]
pub struct PreparedBill {
    /// User.
    pub user: Uuid,
    /// Period.
    pub period: Period,
    /// Per meter, and days late or early.
    pub usage: PeriodUsage,
    /// What the surcharge is computed from.
    pub input: SurchargeInput,
    /// Steps so far.
    trace: Trace,
}

/// A bill before it has an identity.
#[derive(Debug, Clone)]
pub struct BillDraft {
    /// User.
    pub user: Uuid,
    /// Period.
    pub period: Period,
    /// Per meter, and days late or early.
    pub usage: PeriodUsage,
    /// What the surcharge was computed from.
    pub input: SurchargeInput,
    /// The charge; its trace begins with the readings.
    pub result: SurchargeResult,
}

/// Gathers what a user's bill is computed from, or says why there can be none: scope, plan, base price, readings, in this order.
pub fn prepare_bill(rules: &BillingRules, candidate: &BillingCandidate) -> Result<PreparedBill, Unbillable> {
    rules.surcharge.check_scope(candidate.category, candidate.supply)?;
    if candidate.meters.is_empty() && candidate.assessed.is_none() {
        return Err(Unbillable {
            reason: UnbillableReason::NotInScope,
            detail: rules.own_meter.value.clone(),
            citation: Some(rules.own_meter.source.citation.clone()),
        });
    }
    let Some(plan_volume) = candidate.plan_volume.clone() else {
        return Err(Unbillable {
            reason: UnbillableReason::NoPlan,
            detail: format!("周期 {}：{}", rules.period, rules.plan.value),
            citation: Some(rules.plan.source.citation.clone()),
        });
    };
    let Some(base_price) = candidate.base_price.clone() else {
        return Err(Unbillable::new(
            UnbillableReason::NoBasePrice,
            format!("周期 {} 没有适用于该用水户的基本水价：请先录入", rules.period),
        ));
    };
    let mut trace = Trace::new();
    let usage = match (
        usage_of_period(&rules.usage, rules.period, &candidate.meters, &mut trace),
        &candidate.assessed,
    ) {
        // Only where no meter counted in the period: who is metered is never assessed.
        (Err(unbillable), Some(assessed)) if unbillable.reason == UnbillableReason::NoMeter => {
            assessed_usage(&rules.assessment, rules.period, assessed, &mut trace)?
        }
        (usage, _) => usage?,
    };
    let input = SurchargeInput {
        category: candidate.category,
        supply: candidate.supply,
        industry_class: candidate.industry_class,
        base_price,
        plan_volume,
        adjustments: candidate.adjustments.clone(),
        usage: usage.volume.clone(),
        period_days: rules.period.days(),
        days_late: usage.days_late,
        days_early: usage.days_early,
    };
    Ok(PreparedBill {
        user: candidate.user,
        period: rules.period,
        usage,
        input,
        trace,
    })
}

/// Computes a prepared bill, with every step from the readings on.
pub fn compute_bill(rules: &BillingRules, prepared: PreparedBill) -> Result<BillDraft, Unbillable> {
    let result = surcharge::compute_after(prepared.trace, &rules.surcharge, &prepared.input)?;
    Ok(BillDraft {
        user: prepared.user,
        period: prepared.period,
        usage: prepared.usage,
        input: prepared.input,
        result,
    })
}

/// [`prepare_bill`] and [`compute_bill`] in one.
pub fn assemble_bill(rules: &BillingRules, candidate: &BillingCandidate) -> Result<BillDraft, Unbillable> {
    compute_bill(rules, prepare_bill(rules, candidate)?)
}

#[cfg(test)]
mod tests;
