//! The quota library, and plans computed from quota × declared output (新政办发〔2023〕24号 附件1 第五、六条, 附件2).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use platform::database::Pg;
use rules::{Exact, Refusal, RuleSet, Trace};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
    plan::{PlanRecord, find_plan, redraft_plan},
};
use crate::{
    domain::{
        code::Coded,
        period::Period,
        plan::PlanBasis,
        quantity::{PRICE_DECIMALS, VOLUME_DECIMALS, litres},
        quota::{DeclaredOutput, Quota, QuotaLevel, volumes_of_quota},
    },
    store::{
        corrupt,
        quota::{self, QuotaBasisRow, QuotaRow},
    },
};

/// Decimals of a declared output.
pub const OUTPUT_DECIMALS: u32 = 4;

/// A quota to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewQuota {
    /// Product.
    pub product: String,
    /// What the value is per.
    pub unit: String,
    /// m³ per unit of product, above zero, to 4 decimals.
    pub value: Exact,
    /// Level.
    pub level: QuotaLevel,
    /// Number of the standard.
    pub standard: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// A quota that may be recorded, or why not. Whether it overlaps is for the caller and the database to say.
pub fn prepare_quota(act: &Act, new: NewQuota) -> Result<QuotaRow, UseCaseError> {
    if let Some(to) = new.to.filter(|to| *to < new.from) {
        let detail = format!("失效日 {to} 早于生效日 {}：请核对日期", new.from);
        return Err(Refusal::new("span_reversed", detail).at("/effective_to").into());
    }
    Ok(QuotaRow {
        id: Uuid::now_v7(),
        product: new.product,
        unit: new.unit,
        value_e4: new
            .value
            .to_scaled(PRICE_DECIMALS)
            .ok_or_else(|| corrupt("a quota has too many decimals or digits"))?,
        level: new.level.code().to_owned(),
        standard: new.standard,
        effective_from: new.from,
        effective_to: new.to,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        version: 1,
    })
}

/// Records a quota.
pub async fn record_quota(conn: &mut Pg, act: &Act, new: NewQuota) -> Result<QuotaRow, UseCaseError> {
    let row = prepare_quota(act, new)?;
    quota::insert(conn, &row).await?;
    act.audit(conn, "quota.record", "quota", row.id, None::<&QuotaRow>, Some(&row))
        .await?;
    Ok(row)
}

/// Ends a quota that has no last day yet; another may begin the day after.
pub async fn end_quota(conn: &mut Pg, act: &Act, id: Uuid, version: i32, to: NaiveDate) -> Result<QuotaRow, UseCaseError> {
    let before = quota::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这项定额"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    if let Some(day) = before.effective_to {
        return Err(Conflict::new("quota_ended", format!("这项定额已定于 {day} 失效，不能更改")).into());
    }
    if to < before.effective_from {
        let detail = format!("失效日 {to} 早于生效日 {}：请核对日期", before.effective_from);
        return Err(Refusal::new("span_reversed", detail).at("/effective_to").into());
    }
    let after = QuotaRow {
        effective_to: Some(to),
        version: before.version + 1,
        ..before.clone()
    };
    quota::update(conn, &after).await?;
    act.audit(conn, "quota.end", "quota", id, Some(&before), Some(&after)).await?;
    Ok(after)
}

/// What a drafted plan is to be computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewQuotaBasis {
    /// Quota.
    pub quota_id: Uuid,
    /// Declared output per measuring period.
    pub outputs: BTreeMap<Period, Exact>,
    /// What a unit takes at present, m³.
    pub present_use: Option<Exact>,
}

/// What a plan rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotaBasisRecord {
    /// As stored.
    pub row: QuotaBasisRow,
    /// The quota.
    pub quota: QuotaRow,
    /// How the volumes follow.
    pub trace: Trace,
    /// Whether the plan still has these volumes: a draft may have been rewritten since.
    pub is_current: bool,
}

/// Computes the volumes of a drafted plan from a quota and the declared output, and notes what they rest on.
pub async fn compute_plan(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    plan_id: Uuid,
    version: i32,
    new: NewQuotaBasis,
) -> Result<(PlanRecord, QuotaBasisRecord), UseCaseError> {
    let found = quota::find(conn, new.quota_id).await?.ok_or(UseCaseError::NotFound("这项定额"))?;
    let plan = find_plan(conn, plan_id).await?;
    if plan.row.basis != PlanBasis::Quota.code() {
        let detail = "这份计划的依据是核定水量，不是定额：请另行起草依据为定额的计划";
        return Err(Conflict::new("plan_not_by_quota", detail).into());
    }
    let declared = DeclaredOutput {
        outputs: new.outputs,
        present_use: new.present_use,
        plan_before: quota::plan_of_year(conn, plan.row.user_id, plan.row.year - 1).await?,
    };
    let domain = found.to_domain();
    let (volumes, trace) = volumes_of_quota(rules, act.today, &domain, &declared)?;
    let detail = basis_detail(&domain, &declared.outputs);
    let after = redraft_plan(conn, rules, act, plan_id, version, detail, volumes).await?;
    let outputs: BTreeMap<String, String> = declared
        .outputs
        .iter()
        .map(|(period, output)| (period.to_string(), output.to_exact_text()))
        .collect();
    let row = QuotaBasisRow {
        plan_id,
        quota_id: found.id,
        outputs: serde_json::to_value(outputs).map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))?,
        present_use_e4: declared.present_use.as_ref().and_then(|used| used.to_scaled(PRICE_DECIMALS)),
        plan_before_milli: declared.plan_before.as_ref().and_then(litres),
        computed_by: act.actor.clone(),
        computed_at: act.now,
    };
    quota::put_basis(conn, &row).await?;
    act.audit(conn, "plan.compute_by_quota", "plan", plan_id, None::<&QuotaBasisRow>, Some(&row))
        .await?;
    let record = QuotaBasisRecord {
        row,
        quota: found,
        trace,
        is_current: true,
    };
    Ok((after, record))
}

fn basis_detail(quota: &Quota, outputs: &BTreeMap<Period, Exact>) -> String {
    let total: Exact = outputs.values().cloned().sum();
    format!(
        "{} {} {}（{}）× 申报产量 {}",
        quota.product,
        quota.value.to_exact_text(),
        quota.unit,
        quota.standard,
        total.to_exact_text()
    )
}

/// What a plan rests on, computed again by the rules of the day on which it was computed.
pub async fn quota_basis_of(conn: &mut Pg, rules: &RuleSet, plan_id: Uuid) -> Result<QuotaBasisRecord, UseCaseError> {
    let plan = find_plan(conn, plan_id).await?;
    let row = quota::basis_of(conn, plan_id)
        .await?
        .ok_or(UseCaseError::NotFound("这份计划的定额依据"))?;
    let found = quota::find(conn, row.quota_id).await?.ok_or_else(|| corrupt("a quota is gone"))?;
    let stored: BTreeMap<String, String> = serde_json::from_value(row.outputs.clone()).map_err(|error| corrupt(error.to_string()))?;
    let mut outputs = BTreeMap::new();
    for (period, output) in stored {
        let period: Period = period.parse().map_err(|error| corrupt(format!("{error}")))?;
        let output = Exact::parse(&output, OUTPUT_DECIMALS).map_err(|error| corrupt(error.to_string()))?;
        outputs.insert(period, output);
    }
    let declared = DeclaredOutput {
        outputs,
        present_use: row.present_use_e4.map(|used| Exact::scaled(used, PRICE_DECIMALS)),
        plan_before: row.plan_before_milli.map(|litres| Exact::scaled(litres, VOLUME_DECIMALS)),
    };
    let on = super::county_day(row.computed_at);
    let (volumes, trace) = volumes_of_quota(rules, on, &found.to_domain(), &declared)?;
    Ok(QuotaBasisRecord {
        is_current: volumes == plan.volumes,
        row,
        quota: found,
        trace,
    })
}
