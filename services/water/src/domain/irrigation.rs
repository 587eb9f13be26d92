//! Irrigation charges by crop and band (25号 三、五): one user, one district, one calendar year, with the trace.
//!
//! Per crop: quota volume = area × crop quota; bands, marginal: within the quota, over it by up to 50 % inclusive,
//! beyond. The printed prices are the law; those of economic and other crops apply only once approved.

mod accumulation;
mod request;
pub mod right;
mod rule;
pub mod season;
#[cfg(test)]
mod tests;
pub mod watering;

use rules::{Money, Refusal, Trace};
use serde::Serialize;

use self::accumulation::{AccumulatedLine, AccumulatedPart, charge_line};
pub use self::{
    request::{IrrigationInput, IrrigationLine, IrrigationLineRequest, IrrigationRequest},
    rule::{
        Accumulation, Approval, BandPrices, Crop, CropGroup, DECLARED, District, DistrictFacts, IrrigationRuleDate, IrrigationTariff,
        PerCrop, PerDistrict, Progression, UntilApproved, district_facts, price_key,
    },
};
use super::{
    code::Coded,
    quantity::{UnitPrice, Volume},
    surcharge::Totals,
};

/// One band of a crop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IrrigationBand {
    /// 1 to 3.
    pub band: u8,
    /// Volume in the band; exact inside, printed to 0.001 m³.
    pub volume: Volume,
    /// Price of the band, yuan per m³.
    pub price: UnitPrice,
    /// volume × price, rounded once.
    pub amount: Money,
}

/// One crop's charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IrrigationLineResult {
    /// Crop class.
    pub crop: Crop,
    /// area × crop quota, m³.
    pub quota_volume: Volume,
    /// The three bands.
    pub bands: [IrrigationBand; 3],
    /// Sum of the bands' amounts.
    pub amount: Money,
}

/// What a user owes for a year, with every step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IrrigationResult {
    /// One line per crop, in the order asked.
    pub lines: Vec<IrrigationLineResult>,
    /// Sum of the lines.
    pub total: Money,
    /// The steps, each with its article.
    pub trace: Trace,
}

/// Computes the charge of a year. `approved`: whether the prices of economic and other crops have been approved.
pub fn compute(tariff: &IrrigationTariff, input: &IrrigationInput, approved: bool) -> Result<IrrigationResult, Refusal> {
    let mut trace = Trace::new();
    let when = [("district", tariff.district.label().to_owned()), ("year", tariff.year.to_string())];
    trace.step(
        "rule_date",
        "适用该年最后一天有效的水价表",
        when,
        format!("{}-12-31", tariff.year),
        &tariff.rule_date.source,
    );
    let state = if approved {
        "已批准：执行水价表"
    } else {
        "未批准：执行现行水价"
    };
    trace.step(
        "approval",
        "发改部门是否已批准拟定水价",
        [("approved", approved.to_string())],
        state,
        &tariff.approval.source,
    );
    if !approved {
        let price = UnitPrice(tariff.current_price.value.clone());
        trace.step(
            "until_approved",
            "批准前各作物三档都按现行水价",
            [],
            &price,
            &tariff.until_approved.source,
        );
    }
    let lines = input
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| compute_line(tariff, index, line, approved, &mut trace))
        .collect::<Result<Vec<_>, _>>()?;
    let total = match tariff.totals.value {
        Totals::SumOfPrinted => Money::checked_sum(lines.iter().map(|line| line.amount)).ok_or_else(|| out_of_range("/lines"))?,
    };
    trace.step(
        "total",
        "合计 = 各作物金额之和",
        [("lines", lines.len().to_string())],
        total,
        &tariff.totals.source,
    );
    let volumes = lines
        .iter()
        .map(|line| line.quota_volume.to_string())
        .collect::<Vec<_>>()
        .join("、");
    trace.step(
        "printed_volumes",
        "水量只在印出时四舍五入到0.001立方米",
        [],
        volumes,
        &tariff.volume_rounding.source,
    );
    Ok(IrrigationResult { lines, total, trace })
}

/// A calculator's line is one that nothing came before, in one part.
fn compute_line(
    tariff: &IrrigationTariff,
    index: usize,
    line: &IrrigationLine,
    approved: bool,
    trace: &mut Trace,
) -> Result<IrrigationLineResult, Refusal> {
    let line = AccumulatedLine {
        crop: line.crop,
        area_mu: line.area_mu.clone(),
        before: rules::Exact::zero(),
        parts: vec![AccumulatedPart {
            approved,
            volume: line.volume.clone(),
        }],
    };
    let charged = charge_line(tariff, index, &line, trace)?;
    let crop = charged.crop;
    let part = charged.parts.into_iter().next().ok_or_else(|| out_of_range("/lines"))?;
    Ok(IrrigationLineResult {
        crop,
        quota_volume: charged.quota_volume,
        bands: part.bands,
        amount: charged.amount,
    })
}

fn out_of_range(pointer: &str) -> Refusal {
    Refusal::new("out_of_range", "金额超出可登记的范围（15位整数）：请核对面积和水量").at(pointer)
}
