//! The quota library (24号 附件2 第二、四、五条), and plans that rest on quota × declared output (附件1 第五、六条).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rules::{Cited, Declared, Exact, Refusal, RuleSet, Trace};
use serde::Deserialize;

use super::{code::coded, period::Period, quantity::VOLUME_DECIMALS};

/// The keys that quotas read.
pub const DECLARED: &[Declared] = &[
    Declared::of::<QuotaBasis>("plan.quota_basis"),
    Declared::of::<Increase>("plan.increase"),
];

/// How a plan follows from a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotaBasis {
    /// Quota × declared output, per measuring period, rounded half up to the litre.
    QuotaTimesOutput,
}

/// When a plan may be raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Increase {
    /// Only where a unit of product takes less than the quota.
    UseBelowQuota,
}

coded! {
    /// Who has issued a quota.
    pub enum QuotaLevel {
        /// The state.
        National = "national", "国家";
        /// The province.
        Provincial = "provincial", "省";
        /// The county.
        County = "county", "县";
    }
}

/// A quota, as far as plans ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// Product.
    pub product: String,
    /// What the value is per.
    pub unit: String,
    /// m³ per unit of product.
    pub value: Exact,
    /// Number of the standard.
    pub standard: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it has no end.
    pub to: Option<NaiveDate>,
}

/// What a plan is computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredOutput {
    /// Units of product per measuring period.
    pub outputs: BTreeMap<Period, Exact>,
    /// What a unit takes at present, m³; needed where the plan rises.
    pub present_use: Option<Exact>,
    /// The user's plan of the year before, m³; none where there was none.
    pub plan_before: Option<Exact>,
}

/// The volumes of a plan that rests on a quota, each a whole number of litres, with every step.
pub fn volumes_of_quota(
    rules: &RuleSet,
    on: NaiveDate,
    quota: &Quota,
    declared: &DeclaredOutput,
) -> Result<(BTreeMap<Period, Exact>, Trace), Refusal> {
    let basis: Cited<QuotaBasis> = rules.at("plan.quota_basis", on)?;
    let increase: Cited<Increase> = rules.at("plan.increase", on)?;
    let QuotaBasis::QuotaTimesOutput = basis.value;
    let mut trace = Trace::new();
    let mut volumes = BTreeMap::new();
    for (period, output) in &declared.outputs {
        let is_in_force = quota.from <= period.first_day() && quota.to.is_none_or(|to| period.first_day() <= to);
        if !is_in_force {
            let detail = format!(
                "定额「{}」（{}）在周期 {period} 开始时没有生效：请另选定额",
                quota.product, quota.standard
            );
            let refusal = Refusal::new("quota_not_in_force", detail).citing(basis.source.citation.clone());
            return Err(refusal.at(format!("/outputs/{period}")));
        }
        let exact = &quota.value * output;
        let volume = Exact::scaled(exact.round_half_up(VOLUME_DECIMALS), VOLUME_DECIMALS);
        let inputs = [
            ("product", quota.product.clone()),
            ("standard", quota.standard.clone()),
            ("quota", quota.value.to_exact_text()),
            ("output", output.to_exact_text()),
        ];
        trace.step(
            "quota_volume",
            format!("周期 {period} 的计划水量 = 定额 × 申报产量，四舍五入到0.001立方米"),
            inputs,
            volume.to_exact_text(),
            &basis.source,
        );
        volumes.insert(*period, volume);
    }
    let total: Exact = volumes.values().cloned().sum();
    if let Some(before) = declared.plan_before.as_ref().filter(|before| total > **before) {
        check_increase(&increase, quota, declared.present_use.as_ref())?;
        let inputs = [
            ("plan_before", before.to_exact_text()),
            ("quota", quota.value.to_exact_text()),
            (
                "present_use",
                declared.present_use.as_ref().map_or_else(String::new, Exact::to_exact_text),
            ),
        ];
        trace.step(
            "increase",
            "计划比上年增加：单位产品用水量低于定额，可以核定",
            inputs,
            total.to_exact_text(),
            &increase.source,
        );
    }
    Ok((volumes, trace))
}

/// An increase only where use per unit of product is below the quota (附件1 第六条).
fn check_increase(rule: &Cited<Increase>, quota: &Quota, present_use: Option<&Exact>) -> Result<(), Refusal> {
    let Increase::UseBelowQuota = rule.value;
    let refuse = |code, detail: String| Err(Refusal::new(code, detail).citing(rule.source.citation.clone()).at("/present_use"));
    match present_use {
        None => refuse(
            "present_use_missing",
            "计划比上年增加，须申报现在的单位产品用水量：低于定额才能增加".to_owned(),
        ),
        Some(used) if *used >= quota.value => refuse(
            "use_not_below_quota",
            format!(
                "单位产品用水量 {} 不低于定额 {}，不能增加计划：先节水达到定额以内",
                used.to_exact_text(),
                quota.value.to_exact_text()
            ),
        ),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ruleset;

    fn exact(text: &str) -> Exact {
        Exact::parse(text, 4).unwrap()
    }

    fn plan(present_use: Option<&str>, plan_before: Option<&str>, from: &str) -> Result<String, &'static str> {
        let quota = Quota {
            product: "啤酒".to_owned(),
            unit: "立方米/千升".to_owned(),
            value: exact("4.5"),
            standard: "示范标准".to_owned(),
            from: from.parse().unwrap(),
            to: None,
        };
        let declared = DeclaredOutput {
            outputs: [
                ("2027Q1".parse().unwrap(), exact("100.3333")),
                ("2027Q2".parse().unwrap(), exact("100")),
            ]
            .into(),
            present_use: present_use.map(exact),
            plan_before: plan_before.map(exact),
        };
        let on = "2026-11-01".parse().unwrap();
        volumes_of_quota(&ruleset::load(None).unwrap(), on, &quota, &declared)
            .map(|(volumes, trace)| {
                assert!(trace.steps().iter().all(|step| step.citation.article.starts_with("附件1 第")));
                volumes.values().cloned().sum::<Exact>().to_exact_text()
            })
            .map_err(|refusal| refusal.code)
    }

    #[test]
    fn a_plan_is_quota_times_output_to_the_litre() {
        // 451.49985 → 451.5; 450.
        assert_eq!(plan(None, None, "2026-01-01"), Ok("901.5".to_owned()));
        assert_eq!(plan(None, None, "2027-01-01"), Ok("901.5".to_owned()));
        assert_eq!(plan(None, None, "2027-01-02"), Err("quota_not_in_force"));
    }

    #[test]
    fn a_plan_rises_only_where_use_per_unit_is_below_the_quota() {
        assert_eq!(plan(None, Some("901.5"), "2026-01-01"), Ok("901.5".to_owned()), "no increase");
        assert_eq!(plan(None, Some("901.499"), "2026-01-01"), Err("present_use_missing"));
        assert_eq!(plan(Some("4.5"), Some("901.499"), "2026-01-01"), Err("use_not_below_quota"));
        assert_eq!(plan(Some("4.5001"), Some("900"), "2026-01-01"), Err("use_not_below_quota"));
        assert_eq!(plan(Some("4.4999"), Some("900"), "2026-01-01"), Ok("901.5".to_owned()));
    }
}
