//! Computes a bill again by the rules as of then, from the quantities printed on it, and compares. Nothing is stored.

use platform::{database::Pg, rule::LiveRules};
use rules::{RuleSet, Trace};
use serde_json::Value;

use crate::{
    domain::{
        period::Period,
        surcharge::{self, SurchargeResult, SurchargeTariff},
    },
    service::{error::UseCaseError, rule_use::BillInput},
    store::{
        billing::{bill_adjustment, bill_detail::BillDetailRow},
        corrupt,
    },
};

/// A bill as it comes out by the rules of then.
#[derive(Debug)]
pub struct Recomputed {
    /// The figures.
    pub result: SurchargeResult,
    /// Revision of the rules of then.
    pub revision: i64,
    /// Whether the stored trace ends with the same steps: before them are the readings, which may have been corrected
    /// since, so that the bill's own quantities are taken.
    pub is_trace_equal: bool,
}

/// Computes a stored bill again.
pub async fn recompute_bill(conn: &mut Pg, live: &LiveRules<RuleSet>, bill: &BillDetailRow) -> Result<Recomputed, UseCaseError> {
    let rules = live.as_of(conn, &bill.rules_digest).await?;
    let period: Period = bill.period.parse().map_err(|error| corrupt(format!("{error}")))?;
    let adjustments = bill_adjustment::of_bills(conn, &[bill.id])
        .await?
        .remove(&bill.id)
        .unwrap_or_default();
    let input = BillInput {
        category: &bill.category,
        industry_class: &bill.industry_class,
        usage_milli: bill.usage_milli,
        plan_milli: bill.plan_milli,
        days_late: bill.days_late,
        days_early: bill.days_early,
        base_price_e4: bill.base_price_e4,
        adjustments: &adjustments,
    };
    let tariff = SurchargeTariff::at(&rules, bill.period_to)?;
    let result = surcharge::compute(&tariff, &input.surcharge(period)?)?;
    Ok(Recomputed {
        is_trace_equal: ends_with(bill.trace.as_str(), &result.trace)?,
        result,
        revision: rules.revision(),
    })
}

fn ends_with(stored: &str, computed: &Trace) -> Result<bool, UseCaseError> {
    let broken = |error: serde_json::Error| UseCaseError::from(corrupt(error.to_string()));
    let stored: Vec<Value> = serde_json::from_str(stored).map_err(broken)?;
    let computed: Vec<Value> = serde_json::from_value(serde_json::to_value(computed).map_err(broken)?).map_err(broken)?;
    Ok(stored.ends_with(&computed))
}
