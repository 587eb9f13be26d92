//! Irrigation charges by crop and band (25号 三、五): one user, one district, one calendar year, with the trace.
//!
//! Per crop: quota volume = area × crop quota; bands, marginal: within the quota, over it by up to 50 % inclusive,
//! beyond. The printed prices are the law; those of economic and other crops apply only once approved.

mod request;
mod rule;
#[cfg(test)]
mod tests;

use rules::{Cited, Exact, Money, Refusal, Source, Trace};
use serde::Serialize;

pub use self::{
    request::{IrrigationInput, IrrigationLine, IrrigationLineRequest, IrrigationRequest},
    rule::{
        Approval, BandPrices, Crop, CropGroup, DECLARED, District, DistrictFacts, IrrigationRuleDate, IrrigationTariff, PerCrop,
        PerDistrict, Progression, UntilApproved, district_facts, price_key,
    },
};
use super::{
    code::Coded,
    quantity::{UnitPrice, Volume},
    surcharge::{AmountRounding, Totals},
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

/// Prices of the three bands with what they rest on: the printed row, or the current price until it is approved.
fn prices_of(tariff: &IrrigationTariff, group: CropGroup, approved: bool) -> ([Exact; 3], &Source) {
    if approved {
        let Cited { value, source } = tariff.prices(group);
        (value.0.clone(), source)
    } else {
        let Cited { value, source } = &tariff.current_price;
        ([value.clone(), value.clone(), value.clone()], source)
    }
}

fn compute_line(
    tariff: &IrrigationTariff,
    index: usize,
    line: &IrrigationLine,
    approved: bool,
    trace: &mut Trace,
) -> Result<IrrigationLineResult, Refusal> {
    let step = |name: &str| format!("line_{}_{name}", index + 1);
    let label = |text: &str| format!("{}：{text}", line.crop.label());
    check_line(index, line)?;
    let volume_text = line.volume.to_exact_text();

    let quota_per_mu = tariff.quotas.value.of(line.crop);
    let quota_volume = &line.area_mu * quota_per_mu;
    let quota_text = quota_volume.to_exact_text();
    let inputs = [
        ("area_mu", line.area_mu.to_exact_text()),
        ("quota_per_mu", quota_per_mu.to_exact_text()),
    ];
    trace.step(
        step("quota_volume"),
        label("定额水量 = 面积 × 作物灌溉定额"),
        inputs,
        &quota_text,
        &tariff.quotas.source,
    );

    let group = *tariff.groups.value.of(line.crop);
    trace.step(
        step("crop_group"),
        label("在水价表中的类别"),
        [("crop", line.crop.label().to_owned())],
        group.label(),
        &tariff.groups.source,
    );
    let (prices, price_source) = prices_of(tariff, group, approved);
    let price_texts = prices.each_ref().map(|price| UnitPrice(price.clone()).to_string());
    trace.step(
        step("prices"),
        label("三档水价"),
        [("crop_group", group.label().to_owned())],
        price_texts.join("、"),
        price_source,
    );

    let second_edge = &quota_volume + &(&quota_volume * &tariff.band.value);
    let within = |edge: &Exact| line.volume.clone().min(edge.clone());
    let (to_first, to_second) = (within(&quota_volume), within(&second_edge));
    let volumes = [to_first.clone(), &to_second - &to_first, &line.volume - &to_second];
    let mut bands = Vec::with_capacity(volumes.len());
    for (number, ((volume, price), price_text)) in (1_u8..).zip(volumes.into_iter().zip(prices).zip(price_texts)) {
        let text = volume.to_exact_text();
        let inputs = [("volume", volume_text.clone()), ("quota_volume", quota_text.clone())];
        trace.step(
            step(&format!("band_{number}_volume")),
            label(&format!("第{number}档水量")),
            inputs,
            &text,
            &tariff.band.source,
        );
        let exact = &volume * &price;
        let exact_text = exact.to_exact_text();
        let inputs = [("volume", text), ("price", price_text)];
        trace.step(
            step(&format!("band_{number}_amount")),
            label(&format!("第{number}档金额 = 水量 × 水价")),
            inputs,
            &exact_text,
            price_source,
        );
        let amount = match tariff.amount_rounding.value {
            AmountRounding::HalfUpFen => Money::round_half_up(&exact).ok_or_else(|| out_of_range(&format!("/lines/{index}/volume")))?,
        };
        let inputs = [("amount", exact_text)];
        trace.step(
            step(&format!("band_{number}_amount_printed")),
            label(&format!("第{number}档金额，四舍五入到分")),
            inputs,
            amount,
            &tariff.amount_rounding.source,
        );
        bands.push(IrrigationBand {
            band: number,
            volume: Volume(volume),
            price: UnitPrice(price),
            amount,
        });
    }
    let amounts = || bands.iter().map(|band| band.amount);
    let amount = Money::checked_sum(amounts()).ok_or_else(|| out_of_range(&format!("/lines/{index}/volume")))?;
    let inputs = [("bands", amounts().map(|amount| amount.to_string()).collect::<Vec<_>>().join(" + "))];
    trace.step(step("amount"), label("金额 = 三档金额之和"), inputs, amount, &tariff.totals.source);
    let bands = <[IrrigationBand; 3]>::try_from(bands).map_err(|_| out_of_range("/lines"))?;
    Ok(IrrigationLineResult {
        crop: line.crop,
        quota_volume: Volume(quota_volume),
        bands,
        amount,
    })
}

fn check_line(index: usize, line: &IrrigationLine) -> Result<(), Refusal> {
    if !line.area_mu.is_positive() {
        return Err(Refusal::new("area_not_positive", format!("面积 {} 亩必须大于0", line.area_mu)).at(format!("/lines/{index}/area_mu")));
    }
    if line.volume.is_negative() {
        return Err(Refusal::new("volume_negative", format!("水量 {} 不能小于0", line.volume)).at(format!("/lines/{index}/volume")));
    }
    Ok(())
}

fn out_of_range(pointer: &str) -> Refusal {
    Refusal::new("out_of_range", "金额超出可登记的范围（15位整数）：请核对面积和水量").at(pointer)
}
