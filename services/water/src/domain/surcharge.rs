//! The progressive surcharge for non-residents (24号 附件4 二): one user, one measuring period, with its trace.
//!
//! An extraordinary adjustment changes the plan first (附件2 第六条); then
//! base = plan × (1 + (days late − days early) / days in the period), kept exact; what usage exceeds it by falls into
//! three bands, marginal, edges inclusive; each printed amount is rounded once. The calculator and billing both call
//! [`compute`]; [`super::tariff`] gives the same figures without a trace.

mod explain;
mod request;
mod rule;
#[cfg(test)]
mod tests;

use rules::{Exact, Money, Refusal, Trace};
use serde::Serialize;

pub use self::{
    request::{PlanAdjustment, SurchargeInput, SurchargeRequest},
    rule::{
        AmountRounding, BandEdges, BandRates, BaseAdjustment, BasicCharge, DECLARED, ExcludedCharge, ExtraordinaryAdjustment, RateClass,
        RuleDate, Scope, SurchargeTariff, Totals, VolumeRounding,
    },
};
use super::quantity::{Rate, Volume, litres};

/// One band of the overage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurchargeBand {
    /// 1 to 3.
    pub band: u8,
    /// Volume in the band; exact inside, printed to 0.001 m³.
    pub volume: Volume,
    /// Rate applied to the base price.
    pub rate: Rate,
    /// volume × base price × rate, rounded once.
    pub amount: Money,
}

/// What a user owes for a measuring period, with every step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurchargeResult {
    /// Plan adjusted by the reading date.
    pub adjusted_base: Volume,
    /// Usage beyond the adjusted base.
    pub overage: Volume,
    /// The overage by band.
    pub bands: [SurchargeBand; 3],
    /// All usage at the base price.
    pub basic_charge: Money,
    /// Sum of the bands' amounts.
    pub surcharge: Money,
    /// Basic charge and surcharge.
    pub total: Money,
    /// The steps, each with its article.
    pub trace: Trace,
}

/// The numbers that a charge is computed from, apart from who is charged.
pub(super) struct Quantities<'a> {
    pub plan_volume: &'a Exact,
    pub usage: &'a Exact,
    pub base_price: &'a Exact,
    pub period_days: i64,
    /// Days late minus days early.
    pub shift_days: i64,
}

/// The charge in numbers: exact volumes and amounts, and the amounts as printed.
pub(super) struct Figures {
    pub adjusted_base: Exact,
    pub overage: Exact,
    pub volumes: [Exact; 3],
    pub exact_amounts: [Exact; 3],
    pub exact_basic_charge: Exact,
    pub amounts: [Money; 3],
    pub basic_charge: Money,
    pub surcharge: Money,
    pub total: Money,
}

/// Computes one user's charge; refuses users out of scope and quantities that cannot be charged.
pub fn compute(tariff: &SurchargeTariff, input: &SurchargeInput) -> Result<SurchargeResult, Refusal> {
    compute_after(Trace::new(), tariff, input)
}

/// As [`compute`], continuing the trace of the steps that led to the input (the readings of a bill).
pub fn compute_after(mut trace: Trace, tariff: &SurchargeTariff, input: &SurchargeInput) -> Result<SurchargeResult, Refusal> {
    tariff.check_scope(input.category, input.supply)?;
    let rates = tariff.rates(tariff.rate_class(input.industry_class));
    let figures = figures_of(tariff, input)?;
    explain::explain(&mut trace, tariff, rates, input, &figures);
    let [first, second, third] = figures.volumes;
    let band = |band: u8, volume: Exact, index: usize| SurchargeBand {
        band,
        volume: Volume(volume),
        rate: Rate(rates.value.0[index].clone()),
        amount: figures.amounts[index],
    };
    Ok(SurchargeResult {
        adjusted_base: Volume(figures.adjusted_base),
        overage: Volume(figures.overage),
        bands: [band(1, first, 0), band(2, second, 1), band(3, third, 2)],
        basic_charge: figures.basic_charge,
        surcharge: figures.surcharge,
        total: figures.total,
        trace,
    })
}

/// The exact figures of an input, whatever its size.
pub(super) fn figures_of(tariff: &SurchargeTariff, input: &SurchargeInput) -> Result<Figures, Refusal> {
    let ExtraordinaryAdjustment::ProportionalCoveredDays = tariff.extraordinary_adjustment.value;
    let plan_volume = input.adjusted_plan();
    let quantities = Quantities {
        plan_volume: &plan_volume,
        usage: &input.usage,
        base_price: &input.base_price,
        period_days: i64::from(input.period_days),
        shift_days: i64::from(input.days_late) - i64::from(input.days_early),
    };
    charge(tariff, &tariff.rates(tariff.rate_class(input.industry_class)).value, &quantities)
}

/// The arithmetic of 24号 附件4 二（三）（四）, exact until each printed amount.
pub(super) fn charge(tariff: &SurchargeTariff, rates: &BandRates, quantities: &Quantities<'_>) -> Result<Figures, Refusal> {
    let Quantities {
        plan_volume,
        usage,
        base_price,
        period_days,
        shift_days,
    } = *quantities;
    check_quantities(quantities)?;
    let adjusted_base = match (tariff.base_adjustment.value, Exact::ratio(period_days + shift_days, period_days)) {
        (BaseAdjustment::ProportionalDays, Some(share)) => plan_volume * &share,
        (BaseAdjustment::ProportionalDays, None) => Exact::zero(),
    };
    if !adjusted_base.is_positive() {
        let detail = format!(
            "提前抄表{}天，不少于计量周期的{period_days}天，调整后的计费基数不大于0，无法计算：请核对抄表日期",
            -shift_days
        );
        return Err(Refusal::new("adjusted_base_not_positive", detail)
            .citing(tariff.base_adjustment.source.citation.clone())
            .at("/days_early"));
    }
    let too_large = |what| out_of_range(what, "水量超出可登记的范围（15位整数）");
    litres(&adjusted_base).ok_or_else(|| too_large("/plan_volume"))?;
    litres(usage).ok_or_else(|| too_large("/usage"))?;

    let overage = (usage - &adjusted_base).max(Exact::zero());
    let [first_edge, second_edge] = tariff.bands.value.0.each_ref().map(|edge| edge * &adjusted_base);
    let within = |edge: &Exact| overage.clone().min(edge.clone());
    let (to_first, to_second) = (within(&first_edge), within(&second_edge));
    let volumes = [to_first.clone(), &to_second - &to_first, &overage - &to_second];

    let exact_amounts = [0, 1, 2].map(|band| &(&volumes[band] * base_price) * &rates.0[band]);
    let exact_basic_charge = match tariff.basic_charge.value {
        BasicCharge::UsageTimesBasePrice => usage * base_price,
    };
    let too_much = || out_of_range("/base_price", "金额超出可登记的范围（15位整数）：请核对水价和水量");
    let print = |amount: &Exact| match tariff.amount_rounding.value {
        AmountRounding::HalfUpFen => Money::round_half_up(amount).ok_or_else(too_much),
    };
    let amounts = [print(&exact_amounts[0])?, print(&exact_amounts[1])?, print(&exact_amounts[2])?];
    let basic_charge = print(&exact_basic_charge)?;
    let surcharge = match tariff.totals.value {
        Totals::SumOfPrinted => Money::checked_sum(amounts).ok_or_else(too_much)?,
    };
    Ok(Figures {
        total: basic_charge.checked_add(surcharge).ok_or_else(too_much)?,
        adjusted_base,
        overage,
        volumes,
        exact_amounts,
        exact_basic_charge,
        amounts,
        basic_charge,
        surcharge,
    })
}

fn check_quantities(quantities: &Quantities<'_>) -> Result<(), Refusal> {
    if quantities.period_days < 1 {
        return Err(Refusal::new("period_too_short", format!("计量周期有{}天，至少要有1天", quantities.period_days)).at("/period_days"));
    }
    if !quantities.plan_volume.is_positive() {
        return Err(Refusal::new("plan_not_positive", format!("计划水量 {} 必须大于0", quantities.plan_volume)).at("/plan_volume"));
    }
    if quantities.usage.is_negative() {
        return Err(Refusal::new("usage_negative", format!("用水量 {} 不能小于0", quantities.usage)).at("/usage"));
    }
    if !quantities.base_price.is_positive() {
        return Err(Refusal::new("base_price_not_positive", format!("基本水价 {} 必须大于0", quantities.base_price)).at("/base_price"));
    }
    Ok(())
}

fn out_of_range(pointer: &str, detail: &str) -> Refusal {
    Refusal::new("out_of_range", detail).at(pointer)
}
