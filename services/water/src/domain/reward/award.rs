//! What villages get for a year, exact and with every step: subsidy by the grade of the district (附件8 第五条), reward by
//! the grade of the village (第六条); when the money is short, grain comes first (第二条、第五条).

use rules::{Exact, Money, Refusal, Source, Trace};

use super::{
    Grade,
    rule::{CountedLand, RewardRules},
};
use crate::domain::{
    code::Coded,
    irrigation::{Crop, District},
};

/// Land of a village, mu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Land {
    /// Effectively irrigated (第三条).
    pub effective: Exact,
    /// Of it, reformed (第二条).
    pub reform: Exact,
    /// Of that, planted with grain.
    pub grain: Exact,
    /// With economic crops.
    pub economic: Exact,
    /// With other crops.
    pub other: Exact,
}

impl Land {
    /// Land counts once a year: planted ≤ reformed ≤ effectively irrigated.
    pub fn check(&self, rules: &RewardRules) -> Result<(), Refusal> {
        let CountedLand::Once = rules.counted_land.value;
        let refuse = |detail: String, pointer: &str| {
            let citation = rules.counted_land.source.citation.clone();
            Err(Refusal::new("area_beyond", detail).citing(citation).at(pointer))
        };
        if self.reform > self.effective {
            let detail = format!("改革面积 {} 亩超出有效灌溉面积 {} 亩", self.reform, self.effective);
            return refuse(detail, "/reform_area");
        }
        let planted = &(&self.grain + &self.economic) + &self.other;
        if planted > self.reform {
            let detail = format!(
                "各类作物种植面积合计 {planted} 亩，超出改革面积 {} 亩：同一块地一年只计一次",
                self.reform
            );
            return refuse(detail, "/grain_area");
        }
        Ok(())
    }

    fn planted(&self, crop: Crop) -> &Exact {
        match crop {
            Crop::Grain => &self.grain,
            Crop::Economic => &self.economic,
            Crop::Other => &self.other,
        }
    }
}

/// A village with what its money depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entitled {
    /// Code of the village.
    pub village: String,
    /// Surface-water district of its land.
    pub district: Option<District>,
    /// Grade of the district.
    pub district_grade: Option<Grade>,
    /// Grade of the village.
    pub village_grade: Grade,
    /// Land.
    pub land: Land,
}

/// The money of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Available {
    /// For subsidies.
    pub subsidy: Money,
    /// For rewards.
    pub reward: Money,
}

/// What a village gets.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Award {
    /// Code of the village.
    pub village: String,
    /// Subsidy for grain.
    pub grain: Money,
    /// Subsidy for economic crops.
    pub economic: Money,
    /// Both.
    pub subsidy: Money,
    /// Reward.
    pub reward: Money,
    /// Article of the subsidy.
    pub subsidy_article: String,
    /// Article of the reward.
    pub reward_article: String,
    /// Why the subsidy is nothing or less than in full.
    pub subsidy_reason: Option<String>,
    /// The same for the reward.
    pub reward_reason: Option<String>,
    /// The steps.
    pub trace: Trace,
}

/// The full amounts, as if there were money enough; each printed amount rounded once, half up.
pub fn in_full(rules: &RewardRules, of: &Entitled) -> Result<Award, Refusal> {
    let mut trace = Trace::new();
    let (grade, subsidy_article, subsidy_reason) = subsidy_ground(rules, of);
    let mut amounts = Vec::with_capacity(2);
    for crop in [Crop::Grain, Crop::Economic, Crop::Other] {
        let (area, source) = (of.land.planted(crop), &rules.subsidy.source);
        let per_mu = grade.map_or_else(Exact::zero, |grade| rules.subsidy.value.of(grade).of(crop).clone());
        let amount = amount_of(
            &mut trace,
            (&format!("subsidy.{}", crop.code()), crop.label()),
            area,
            &per_mu,
            source,
        )?;
        amounts.push(amount);
    }
    let per_mu = rules.reward.value.of(of.village_grade);
    let reward = amount_of(
        &mut trace,
        ("reward", &format!("节水奖励（{}）", of.village_grade.label())),
        &of.land.reform,
        per_mu,
        &rules.reward.source,
    )?;
    let subsidy = Money::checked_sum(amounts.iter().copied()).ok_or_else(out_of_range)?;
    trace.step(
        "subsidy",
        "精准补贴 = 各类作物补贴之和",
        [("grade", grade.map_or("无", Grade::label).to_owned())],
        subsidy,
        &rules.subsidy.source,
    );
    let nothing_planted = "改革面积内没有种植粮食或经济作物：不予补贴".to_owned();
    Ok(Award {
        village: of.village.clone(),
        grain: amounts.first().copied().unwrap_or(Money::ZERO),
        economic: amounts.get(1).copied().unwrap_or(Money::ZERO),
        subsidy,
        reward,
        subsidy_article,
        reward_article: rules.reward.source.citation.article.clone(),
        subsidy_reason: (!subsidy.is_positive()).then(|| subsidy_reason.unwrap_or(nothing_planted)),
        reward_reason: (!reward.is_positive()).then(|| "没有评为优秀村或良好村：不奖励".to_owned()),
        trace,
    })
}

/// The grade that the subsidy goes by, the item of 第五条, and why there is none.
fn subsidy_ground(rules: &RewardRules, of: &Entitled) -> (Option<Grade>, String, Option<String>) {
    let article = &rules.subsidy.source.citation.article;
    let Some(district) = of.district else {
        return (None, article.clone(), Some("不在地表水灌区的有效灌溉面积内：不予补贴".to_owned()));
    };
    let item = |number: &str| format!("{article}（{number}）");
    let name = district.label();
    match of.district_grade {
        Some(Grade::Excellent) => (of.district_grade, item("一"), None),
        Some(Grade::Good) => (of.district_grade, item("二"), None),
        Some(Grade::Pass) => (of.district_grade, item("三"), Some(format!("{name}考核合格：不予补贴"))),
        Some(Grade::Fail) => {
            let percent = (&rules.right_cut.value * &Exact::from(100)).to_text(0, 2);
            let reason = format!("{name}考核不合格：不予补贴，核减下年度{percent}%的水权");
            (of.district_grade, item("四"), Some(reason))
        }
        None => (None, article.clone(), Some(format!("{name}没有考核结果：不予补贴"))),
    }
}

fn amount_of(trace: &mut Trace, (step, label): (&str, &str), area: &Exact, per_mu: &Exact, source: &Source) -> Result<Money, Refusal> {
    let exact = area * per_mu;
    let amount = Money::round_half_up(&exact).ok_or_else(out_of_range)?;
    let inputs = [
        ("area_mu", area.to_exact_text()),
        ("yuan_per_mu", per_mu.to_exact_text()),
        ("exact", exact.to_exact_text()),
    ];
    trace.step(step, format!("{label} = 面积 × 标准，四舍五入到分"), inputs, amount, source);
    Ok(amount)
}

/// What all get when the money may be short. Within a class everybody is cut in the same proportion, parts of a fen left out,
/// so that the sum never exceeds the money.
pub fn within(rules: &RewardRules, mut awards: Vec<Award>, available: Available) -> Result<Vec<Award>, Refusal> {
    let sum = |of: &dyn Fn(&Award) -> Money| Money::checked_sum(awards.iter().map(of)).ok_or_else(out_of_range);
    let (grain, economic, reward) = (sum(&|one| one.grain)?, sum(&|one| one.economic)?, sum(&|one| one.reward)?);
    let for_grain = grain.min(available.subsidy);
    let left = available.subsidy.checked_sub(for_grain).ok_or_else(out_of_range)?;
    let for_economic = economic.min(left);
    let for_reward = reward.min(available.reward);
    for award in &mut awards {
        let full = (award.subsidy, award.reward);
        let source = &rules.shortage.source;
        award.grain = part(
            &mut award.trace,
            ("shortage.grain", "粮食作物补贴"),
            award.grain,
            (for_grain, grain),
            source,
        )?;
        award.economic = part(
            &mut award.trace,
            ("shortage.economic", "经济作物补贴"),
            award.economic,
            (for_economic, economic),
            source,
        )?;
        award.reward = part(
            &mut award.trace,
            ("shortage.reward", "节水奖励"),
            award.reward,
            (for_reward, reward),
            source,
        )?;
        award.subsidy = award.grain.checked_add(award.economic).ok_or_else(out_of_range)?;
        if award.subsidy != full.0 {
            let article = &source.citation.article;
            award.subsidy_reason = Some(format!("本年度补贴资金不足，优先补贴粮食生产区（{article}）：全额 {} 元", full.0));
        }
        if award.reward != full.1 {
            award.reward_reason = Some(format!("本年度奖励资金不足，按同一比例核减：全额 {} 元", full.1));
        }
    }
    Ok(awards)
}

/// amount × there / wanted, down to the fen.
fn part(
    trace: &mut Trace,
    (step, label): (&str, &str),
    amount: Money,
    (there, wanted): (Money, Money),
    source: &Source,
) -> Result<Money, Refusal> {
    if there == wanted || !amount.is_positive() {
        return Ok(amount);
    }
    let fen = i128::from(amount.fen()) * i128::from(there.fen()) / i128::from(wanted.fen());
    let part = i64::try_from(fen).ok().and_then(Money::from_fen).ok_or_else(out_of_range)?;
    let inputs = [
        ("amount", amount.to_string()),
        ("available", there.to_string()),
        ("wanted", wanted.to_string()),
    ];
    trace.step(
        step,
        format!("{label}，资金不足：按可用与应付之比，舍去不足一分的部分"),
        inputs,
        part,
        source,
    );
    Ok(part)
}

fn out_of_range() -> Refusal {
    Refusal::new("out_of_range", "金额超出可登记的范围：请核对面积")
}
