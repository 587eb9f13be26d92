//! One crop's water on top of what the year has charged already (25号 三、五（一）2): each part charges the increment of the
//! cumulative bands. The calculator asks the same with nothing before.

use rules::{Cited, Exact, Money, Refusal, Source, Trace};
use serde::{Deserialize, Serialize};

use super::{
    IrrigationBand, out_of_range,
    rule::{Crop, CropGroup, IrrigationTariff},
};
use crate::domain::{
    code::Coded,
    quantity::{UnitPrice, Volume},
    surcharge::AmountRounding,
};

/// Water of one crop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccumulatedLine {
    /// Crop class.
    pub crop: Crop,
    /// Area, mu.
    pub area_mu: Exact,
    /// Charged in the year before this, m³.
    pub before: Exact,
    /// The water itself, in the order in which the bands fill.
    pub parts: Vec<AccumulatedPart>,
}

/// Water at one schedule of prices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccumulatedPart {
    /// Whether it was delivered from the day of the approval on.
    pub approved: bool,
    /// m³.
    pub volume: Exact,
}

/// What a part costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChargedPart {
    /// Whether the approved prices apply.
    pub approved: bool,
    /// m³.
    pub volume: Volume,
    /// What it adds to the three bands.
    pub bands: [IrrigationBand; 3],
    /// Sum of the bands.
    pub amount: Money,
}

/// What the water of one crop costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChargedLine {
    /// Crop class.
    pub crop: Crop,
    /// Area, mu.
    pub area_mu: Exact,
    /// area × crop quota, m³.
    pub quota_volume: Volume,
    /// Charged in the year before this, m³.
    pub before: Volume,
    /// Charged here, m³.
    pub volume: Volume,
    /// By schedule of prices.
    pub parts: Vec<ChargedPart>,
    /// Sum of the parts.
    pub amount: Money,
}

/// Where the bands of a crop end.
struct Edges {
    quota: Exact,
    second: Exact,
}

impl Edges {
    /// What `volume` on top of `from` adds to each band.
    fn increments(&self, from: &Exact, volume: &Exact) -> [Exact; 3] {
        let to = from + volume;
        let within = |edge: &Exact, end: &Exact| end.clone().min(edge.clone());
        let first = &within(&self.quota, &to) - &within(&self.quota, from);
        let to_second = &within(&self.second, &to) - &within(&self.second, from);
        let second = &to_second - &first;
        let third = volume - &to_second;
        [first, second, third]
    }
}

/// Names of the steps of a line, and of its parts where there are several.
struct Names {
    index: usize,
    crop: Crop,
    part: Option<usize>,
}

impl Names {
    fn step(&self, name: &str) -> String {
        match self.part {
            None | Some(0) => format!("line_{}_{name}", self.index + 1),
            Some(part) => format!("line_{}_part_{}_{name}", self.index + 1, part + 1),
        }
    }

    fn label(&self, text: &str) -> String {
        format!("{}：{text}", self.crop.label())
    }
}

/// Charges the water of one crop. `index` is the line's place, for the pointers and the steps.
pub fn charge_line(tariff: &IrrigationTariff, index: usize, line: &AccumulatedLine, trace: &mut Trace) -> Result<ChargedLine, Refusal> {
    check_line(index, line)?;
    let mut names = Names {
        index,
        crop: line.crop,
        part: None,
    };
    let quota_per_mu = tariff.quotas.value.of(line.crop);
    let quota = &line.area_mu * quota_per_mu;
    let inputs = [
        ("area_mu", line.area_mu.to_exact_text()),
        ("quota_per_mu", quota_per_mu.to_exact_text()),
    ];
    trace.step(
        names.step("quota_volume"),
        names.label("定额水量 = 面积 × 作物灌溉定额"),
        inputs,
        quota.to_exact_text(),
        &tariff.quotas.source,
    );
    let group = *tariff.groups.value.of(line.crop);
    trace.step(
        names.step("crop_group"),
        names.label("在水价表中的类别"),
        [("crop", line.crop.label().to_owned())],
        group.label(),
        &tariff.groups.source,
    );
    if line.before.is_positive() {
        trace.step(
            names.step("before"),
            names.label("本年以前各张账单已计的水量，分档从这里往上累计"),
            [],
            line.before.to_exact_text(),
            &tariff.accumulation.source,
        );
    }
    let second = &quota + &(&quota * &tariff.band.value);
    let edges = Edges { quota, second };
    let (mut from, mut parts) = (line.before.clone(), Vec::with_capacity(line.parts.len()));
    for (number, part) in line.parts.iter().enumerate() {
        names.part = Some(number);
        parts.push(charge_part(tariff, &names, group, &edges, &from, part, trace)?);
        from = &from + &part.volume;
    }
    names.part = None;
    let amounts = || parts.iter().map(|part| part.amount);
    let amount = Money::checked_sum(amounts()).ok_or_else(|| out_of_range(&format!("/lines/{index}/volume")))?;
    let bands = parts.iter().flat_map(|part| part.bands.iter().map(|band| band.amount.to_string()));
    let inputs = [("bands", bands.collect::<Vec<_>>().join(" + "))];
    let text = if parts.len() == 1 {
        "金额 = 三档金额之和"
    } else {
        "金额 = 批准前后各档金额之和"
    };
    trace.step(names.step("amount"), names.label(text), inputs, amount, &tariff.totals.source);
    Ok(ChargedLine {
        crop: line.crop,
        area_mu: line.area_mu.clone(),
        volume: Volume(&from - &line.before),
        before: Volume(line.before.clone()),
        quota_volume: Volume(edges.quota),
        parts,
        amount,
    })
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

fn charge_part(
    tariff: &IrrigationTariff,
    names: &Names,
    group: CropGroup,
    edges: &Edges,
    from: &Exact,
    part: &AccumulatedPart,
    trace: &mut Trace,
) -> Result<ChargedPart, Refusal> {
    let (prices, price_source) = prices_of(tariff, group, part.approved);
    let price_texts = prices.each_ref().map(|price| UnitPrice(price.clone()).to_string());
    trace.step(
        names.step("prices"),
        names.label("三档水价"),
        [("crop_group", group.label().to_owned())],
        price_texts.join("、"),
        price_source,
    );
    let pointer = || format!("/lines/{}/volume", names.index);
    let (volume_text, quota_text) = (part.volume.to_exact_text(), edges.quota.to_exact_text());
    let mut bands = Vec::with_capacity(prices.len());
    let increments = edges.increments(from, &part.volume);
    for (number, ((volume, price), price_text)) in (1_u8..).zip(increments.into_iter().zip(prices).zip(price_texts)) {
        let text = volume.to_exact_text();
        let (step, label) = (
            names.step(&format!("band_{number}_volume")),
            names.label(&format!("第{number}档水量")),
        );
        let inputs = [("volume", volume_text.clone()), ("quota_volume", quota_text.clone())];
        if from.is_zero() {
            trace.step(step, label, inputs, &text, &tariff.band.source);
        } else {
            let [volume, quota] = inputs;
            trace.step(
                step,
                label,
                [volume, quota, ("before", from.to_exact_text())],
                &text,
                &tariff.band.source,
            );
        }
        let exact = &volume * &price;
        let exact_text = exact.to_exact_text();
        trace.step(
            names.step(&format!("band_{number}_amount")),
            names.label(&format!("第{number}档金额 = 水量 × 水价")),
            [("volume", text), ("price", price_text)],
            &exact_text,
            price_source,
        );
        let amount = match tariff.amount_rounding.value {
            AmountRounding::HalfUpFen => Money::round_half_up(&exact).ok_or_else(|| out_of_range(&pointer()))?,
        };
        trace.step(
            names.step(&format!("band_{number}_amount_printed")),
            names.label(&format!("第{number}档金额，四舍五入到分")),
            [("amount", exact_text)],
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
    let amount = Money::checked_sum(bands.iter().map(|band| band.amount)).ok_or_else(|| out_of_range(&pointer()))?;
    Ok(ChargedPart {
        approved: part.approved,
        volume: Volume(part.volume.clone()),
        bands: <[IrrigationBand; 3]>::try_from(bands).map_err(|_| out_of_range("/lines"))?,
        amount,
    })
}

fn check_line(index: usize, line: &AccumulatedLine) -> Result<(), Refusal> {
    if !line.area_mu.is_positive() {
        return Err(Refusal::new("area_not_positive", format!("面积 {} 亩必须大于0", line.area_mu)).at(format!("/lines/{index}/area_mu")));
    }
    let negative = line
        .parts
        .iter()
        .map(|part| &part.volume)
        .chain([&line.before])
        .find(|volume| volume.is_negative());
    match negative {
        Some(volume) => Err(Refusal::new("volume_negative", format!("水量 {volume} 不能小于0")).at(format!("/lines/{index}/volume"))),
        None => Ok(()),
    }
}
