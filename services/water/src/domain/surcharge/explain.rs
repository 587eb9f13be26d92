//! The steps of the surcharge, each with the rule it rests on.

use rules::{Cited, Trace};

use super::{BandRates, Figures, SurchargeInput, SurchargeTariff};
use crate::domain::{
    code::Coded,
    quantity::{Rate, UnitPrice, Volume},
};

/// Texts that several steps show; made once, since a billing run writes a million traces.
struct Texts {
    base: String,
    overage: String,
    usage: String,
    price: String,
    rates: [String; 3],
    edges: [String; 2],
}

/// Names of the steps of a band: volume, amount, printed amount; and their labels.
const BAND_STEPS: [[(&str, &str); 3]; 3] = [
    [
        ("band_1_volume", "第一档水量"),
        ("band_1_amount", "第一档加价"),
        ("band_1_amount_printed", "第一档加价，四舍五入到分"),
    ],
    [
        ("band_2_volume", "第二档水量"),
        ("band_2_amount", "第二档加价"),
        ("band_2_amount_printed", "第二档加价，四舍五入到分"),
    ],
    [
        ("band_3_volume", "第三档水量"),
        ("band_3_amount", "第三档加价"),
        ("band_3_amount_printed", "第三档加价，四舍五入到分"),
    ],
];

/// Writes all steps, in the order of the calculation.
pub(super) fn explain(trace: &mut Trace, tariff: &SurchargeTariff, rates: &Cited<BandRates>, input: &SurchargeInput, figures: &Figures) {
    let texts = Texts {
        base: figures.adjusted_base.to_exact_text(),
        overage: figures.overage.to_exact_text(),
        usage: input.usage.to_exact_text(),
        price: UnitPrice(input.base_price.clone()).to_string(),
        rates: rates.value.0.each_ref().map(|rate| Rate(rate.clone()).to_string()),
        edges: tariff.bands.value.0.each_ref().map(|edge| Rate(edge.clone()).to_string()),
    };

    trace.step("rule_date", "适用这一天有效的规则", [], tariff.on, &tariff.rule_date.source);
    let who = [
        ("category", input.category.label().to_owned()),
        ("supply", input.supply.label().to_owned()),
    ];
    trace.step("scope", "属于累进加价的实施范围", who, "适用", &tariff.scope.source);
    let class = [("industry_class", input.industry_class.label().to_owned())];
    trace.step("rates", "三档加价比例", class, texts.rates.join("、"), &rates.source);
    explain_adjustments(trace, tariff, input);
    let adjustment = [
        ("plan_volume", input.adjusted_plan().to_exact_text()),
        ("days_late", input.days_late.to_string()),
        ("days_early", input.days_early.to_string()),
        ("period_days", input.period_days.to_string()),
    ];
    trace.step(
        "adjusted_base",
        "计费基数 = 计划水量 ×（1 +（推迟天数 − 提前天数）÷ 周期天数）",
        adjustment,
        &texts.base,
        &tariff.base_adjustment.source,
    );
    let over = [("usage", texts.usage.clone()), ("adjusted_base", texts.base.clone())];
    trace.step(
        "overage",
        "超计划水量 = 用水量 − 计费基数，不小于0",
        over,
        &texts.overage,
        &tariff.bands.source,
    );
    explain_amounts(trace, tariff, rates, &texts, figures);
    explain_totals(trace, tariff, texts, figures);
}

/// Each extraordinary adjustment with the approval it rests on, before the reading date counts (附件2 第六条).
fn explain_adjustments(trace: &mut Trace, tariff: &SurchargeTariff, input: &SurchargeInput) {
    let mut plan = input.plan_volume.clone();
    for adjustment in &input.adjustments {
        let inputs = [
            ("plan_volume", input.plan_volume.to_exact_text()),
            ("percentage", adjustment.percentage.to_exact_text()),
            ("covered_days", adjustment.covered_days.to_string()),
            ("period_days", input.period_days.to_string()),
            ("before", plan.to_exact_text()),
            ("approval", adjustment.approval_number.clone()),
        ];
        plan = &plan + &input.change_by(adjustment);
        trace.step(
            "extraordinary_adjustment",
            "经县政府批准调整后的计划水量 = 调整前 + 计划水量 × 比例 × 覆盖天数 ÷ 周期天数",
            inputs,
            plan.to_exact_text(),
            &tariff.extraordinary_adjustment.source,
        );
    }
}

/// Basic charge and bands: exact, then as printed.
fn explain_amounts(trace: &mut Trace, tariff: &SurchargeTariff, rates: &Cited<BandRates>, texts: &Texts, figures: &Figures) {
    let basic = [("usage", texts.usage.clone()), ("base_price", texts.price.clone())];
    let exact_basic = figures.exact_basic_charge.to_exact_text();
    trace.step(
        "basic_charge",
        "基本水费 = 用水量 × 基本水价",
        basic,
        &exact_basic,
        &tariff.basic_charge.source,
    );
    let rounding = &tariff.amount_rounding.source;
    trace.step(
        "basic_charge_printed",
        "基本水费，四舍五入到分",
        [("basic_charge", exact_basic)],
        figures.basic_charge,
        rounding,
    );

    for (band, names) in BAND_STEPS.iter().enumerate() {
        let [
            (volume_step, volume_label),
            (amount_step, amount_label),
            (printed_step, printed_label),
        ] = *names;
        let volume = figures.volumes[band].to_exact_text();
        let amount = figures.exact_amounts[band].to_exact_text();
        let limits = [
            ("overage", texts.overage.clone()),
            ("adjusted_base", texts.base.clone()),
            (
                "over_share",
                band.checked_sub(1)
                    .map_or_else(|| "0".to_owned(), |below| texts.edges[below].clone()),
            ),
            ("to_share", texts.edges.get(band).map_or_else(|| "以上".to_owned(), String::clone)),
        ];
        trace.step(volume_step, volume_label, limits, &volume, &tariff.bands.source);
        let product = [
            ("volume", volume),
            ("base_price", texts.price.clone()),
            ("rate", texts.rates[band].clone()),
        ];
        trace.step(amount_step, amount_label, product, &amount, &rates.source);
        trace.step(printed_step, printed_label, [("amount", amount)], figures.amounts[band], rounding);
    }
}

/// Sums of printed amounts, and how volumes are printed.
fn explain_totals(trace: &mut Trace, tariff: &SurchargeTariff, texts: Texts, figures: &Figures) {
    let [first, second, third] = figures.amounts.map(|amount| amount.to_string());
    let sum = [("band_1", first), ("band_2", second), ("band_3", third)];
    trace.step(
        "surcharge",
        "累进加价 = 三档加价之和",
        sum,
        figures.surcharge,
        &tariff.totals.source,
    );
    let sum = [
        ("basic_charge", figures.basic_charge.to_string()),
        ("surcharge", figures.surcharge.to_string()),
    ];
    trace.step("total", "合计 = 基本水费 + 累进加价", sum, figures.total, &tariff.totals.source);
    let printed = [("adjusted_base", texts.base), ("overage", texts.overage)];
    let value = format!("{}、{}", Volume(figures.adjusted_base.clone()), Volume(figures.overage.clone()));
    trace.step(
        "printed_volumes",
        "水量只在印出时四舍五入到0.001立方米",
        printed,
        value,
        &tariff.volume_rounding.source,
    );
}
