//! The irrigation price rules of 25号, and the facts of its three districts.

use chrono::{Datelike, NaiveDate};
use rules::{Cited, Declared, Exact, Refusal, RuleSet};
use serde::{Deserialize, Serialize};

use crate::domain::{
    code::{Coded, coded},
    surcharge::{AmountRounding, Totals, VolumeRounding},
};

coded! {
    /// A medium irrigation district (25号 一).
    pub enum District {
        /// 木赞.
        Muzan = "muzan", "木赞灌区";
        /// 古交.
        Gujiao = "gujiao", "古交灌区";
        /// 万安.
        Wanan = "wanan", "万安灌区";
    }
}

coded! {
    /// A crop class with its own quota (25号 三).
    pub enum Crop {
        /// Wheat, maize, beans, tubers.
        Grain = "grain", "粮食作物";
        /// Fruit.
        Economic = "economic", "经济作物";
        /// Medicinal herbs, chrysanthemum, vegetables, livestock.
        Other = "other", "其他作物";
    }
}

coded! {
    /// A column group of the price table (25号 五（二）).
    pub enum CropGroup {
        /// Grain: no progression for the present.
        Grain = "grain", "粮食作物";
        /// Economic and other crops: proposed prices.
        EconomicOther = "economic_other", "经济作物及其他作物";
    }
}

/// The keys that irrigation reads.
pub const DECLARED: &[Declared] = &[
    Declared::of::<PerCrop<Exact>>("irrigation.crop_quota"),
    Declared::of::<PerCrop<CropGroup>>("irrigation.crop_groups"),
    Declared::of::<PerCrop<Vec<String>>>("irrigation.crop_names"),
    Declared::of::<Exact>("irrigation.band"),
    Declared::of::<Progression>("irrigation.progression"),
    Declared::of::<Approval>("irrigation.approval"),
    Declared::of::<UntilApproved>("irrigation.until_approved"),
    Declared::of::<Exact>("irrigation.current_price"),
    Declared::of::<IrrigationRuleDate>("irrigation.rule_date"),
    Declared::of::<AmountRounding>("irrigation.rounding.amount"),
    Declared::of::<VolumeRounding>("irrigation.rounding.volume"),
    Declared::of::<Totals>("irrigation.totals"),
    Declared::of::<Accumulation>("irrigation.accumulation"),
    Declared::of::<BandPrices>("irrigation.price.muzan.grain"),
    Declared::of::<BandPrices>("irrigation.price.muzan.economic_other"),
    Declared::of::<BandPrices>("irrigation.price.gujiao.grain"),
    Declared::of::<BandPrices>("irrigation.price.gujiao.economic_other"),
    Declared::of::<BandPrices>("irrigation.price.wanan.grain"),
    Declared::of::<BandPrices>("irrigation.price.wanan.economic_other"),
    Declared::of::<DistrictFacts>("district.muzan"),
    Declared::of::<DistrictFacts>("district.gujiao"),
    Declared::of::<DistrictFacts>("district.wanan"),
    Declared::of::<PerDistrict<Exact>>("district.cost_price"),
];

/// The key of a printed price row.
pub fn price_key(district: District, group: CropGroup) -> String {
    format!("irrigation.price.{}.{}", district.code(), group.code())
}

/// A value per crop class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerCrop<T> {
    /// Grain.
    pub grain: T,
    /// Economic crops.
    pub economic: T,
    /// Other crops.
    pub other: T,
}

impl<T> PerCrop<T> {
    /// A value for each crop.
    pub fn each(mut value: impl FnMut(Crop) -> T) -> Self {
        Self {
            grain: value(Crop::Grain),
            economic: value(Crop::Economic),
            other: value(Crop::Other),
        }
    }

    /// The value of a crop.
    pub fn of(&self, crop: Crop) -> &T {
        match crop {
            Crop::Grain => &self.grain,
            Crop::Economic => &self.economic,
            Crop::Other => &self.other,
        }
    }
}

/// A value per district.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerDistrict<T> {
    /// 木赞.
    pub muzan: T,
    /// 古交.
    pub gujiao: T,
    /// 万安.
    pub wanan: T,
}

impl<T> PerDistrict<T> {
    /// The value of a district.
    pub fn of(&self, district: District) -> &T {
        match district {
            District::Muzan => &self.muzan,
            District::Gujiao => &self.gujiao,
            District::Wanan => &self.wanan,
        }
    }
}

/// What bands 2 and 3 add to the base price, as shares of it; for the consistency report only.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progression {
    /// Grain: nothing.
    pub grain: [Exact; 2],
    /// Economic and other crops.
    pub economic_other: [Exact; 2],
}

impl Progression {
    /// The additions of a group.
    pub fn of(&self, group: CropGroup) -> &[Exact; 2] {
        match group {
            CropGroup::Grain => &self.grain,
            CropGroup::EconomicOther => &self.economic_other,
        }
    }
}

/// Whose approval the proposed prices need (25号 五（二）备注3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// The development and reform bureau.
    DevelopmentAndReform,
}

/// What is charged before the approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UntilApproved {
    /// The current price, every crop, all bands.
    CurrentPrice,
}

/// Over what a quota runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accumulation {
    /// Per crop and calendar year: each bill charges the increment of the cumulative bands.
    CalendarYear,
}

/// The day whose rules apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IrrigationRuleDate {
    /// The last day of the calendar year.
    LastDayOfYear,
}

/// Prices of the three bands, yuan per m³, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "[Exact; 3]")]
pub struct BandPrices(pub [Exact; 3]);

impl TryFrom<[Exact; 3]> for BandPrices {
    type Error = &'static str;

    fn try_from(prices: [Exact; 3]) -> Result<Self, Self::Error> {
        if prices.iter().all(Exact::is_positive) {
            Ok(Self(prices))
        } else {
            Err("三档水价都必须大于0")
        }
    }
}

/// What 25号 一、二 say of a district. Areas in mu, volumes in m³.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistrictFacts {
    /// Name.
    pub name: String,
    /// Water that the permit allows per year, m³.
    pub permit_volume: Exact,
    /// Design irrigation area, mu.
    pub design_area: Exact,
    /// Effective irrigation area, mu.
    pub effective_area: Exact,
    /// Area per crop class, mu.
    pub crop_area: PerCrop<Exact>,
    /// Towns that benefit.
    pub towns: Vec<String>,
    /// Villages that benefit, where the gazette counts them.
    #[serde(default)]
    pub villages: Option<u32>,
}

/// The facts of a district and its cost price (yuan per m³) on a day.
pub fn district_facts(rules: &RuleSet, district: District, on: NaiveDate) -> Result<(Cited<DistrictFacts>, Cited<Exact>), Refusal> {
    let facts = rules.at(&format!("district.{}", district.code()), on)?;
    let cost: Cited<PerDistrict<Exact>> = rules.at("district.cost_price", on)?;
    Ok((
        facts,
        Cited {
            value: cost.value.of(district).clone(),
            source: cost.source,
        },
    ))
}

/// The price rules of one district and year.
#[derive(Debug, Clone)]
pub struct IrrigationTariff {
    /// District.
    pub district: District,
    /// Calendar year.
    pub year: i32,
    /// Crop quotas, m³ per mu.
    pub quotas: Cited<PerCrop<Exact>>,
    /// Price group of each crop.
    pub groups: Cited<PerCrop<CropGroup>>,
    /// Width of the second band, as a share of the quota volume.
    pub band: Cited<Exact>,
    /// Printed prices of grain.
    pub grain_prices: Cited<BandPrices>,
    /// Printed prices of economic and other crops.
    pub economic_other_prices: Cited<BandPrices>,
    /// The approval that they need.
    pub approval: Cited<Approval>,
    /// What applies before it.
    pub until_approved: Cited<UntilApproved>,
    /// The current price.
    pub current_price: Cited<Exact>,
    /// The day whose rules apply.
    pub rule_date: Cited<IrrigationRuleDate>,
    /// Over what a quota runs.
    pub accumulation: Cited<Accumulation>,
    /// Rounding of amounts.
    pub amount_rounding: Cited<AmountRounding>,
    /// Rounding of volumes.
    pub volume_rounding: Cited<VolumeRounding>,
    /// Sums.
    pub totals: Cited<Totals>,
}

impl IrrigationTariff {
    /// The rules of a year; a year without a schedule is refused and the missing schedule is named.
    pub fn for_year(rules: &RuleSet, district: District, year: i32) -> Result<Self, Refusal> {
        let on = NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(|| missing_schedule(rules, district, year))?;
        let prices = |group| {
            rules
                .at::<BandPrices>(&price_key(district, group), on)
                .map_err(|_| missing_schedule(rules, district, year))
        };
        Ok(Self {
            district,
            year,
            grain_prices: prices(CropGroup::Grain)?,
            economic_other_prices: prices(CropGroup::EconomicOther)?,
            quotas: rules.at("irrigation.crop_quota", on)?,
            groups: rules.at("irrigation.crop_groups", on)?,
            band: rules.at("irrigation.band", on)?,
            approval: rules.at("irrigation.approval", on)?,
            until_approved: rules.at("irrigation.until_approved", on)?,
            current_price: rules.at("irrigation.current_price", on)?,
            rule_date: rules.at("irrigation.rule_date", on)?,
            accumulation: rules.at("irrigation.accumulation", on)?,
            amount_rounding: rules.at("irrigation.rounding.amount", on)?,
            volume_rounding: rules.at("irrigation.rounding.volume", on)?,
            totals: rules.at("irrigation.totals", on)?,
        })
    }

    /// Whether the proposed prices apply to all water of the year, by the approval on record. One given within the year
    /// applies from its day on and never backwards: what was delivered before and after has to be asked apart.
    pub fn approved_all_year(&self, approved_on: Option<NaiveDate>) -> Result<bool, Refusal> {
        let Some(day) = approved_on else { return Ok(false) };
        if NaiveDate::from_ymd_opt(self.year, 1, 1).is_some_and(|first| day <= first) {
            return Ok(true);
        }
        let detail = format!(
            "{}{}年的水价自 {day} 起才批准，批准只适用于批准之日起的供水，不溯及既往：请把水量分为两次试算，{day} 之前的供水填 approved = false，{day} 起的供水填 approved = true",
            self.district.label(),
            self.year
        );
        Err(Refusal::new("approval_within_year", detail)
            .citing(self.approval.source.citation.clone())
            .at("/approved"))
    }

    /// The printed prices of a group.
    pub fn prices(&self, group: CropGroup) -> &Cited<BandPrices> {
        match group {
            CropGroup::Grain => &self.grain_prices,
            CropGroup::EconomicOther => &self.economic_other_prices,
        }
    }
}

fn missing_schedule(rules: &RuleSet, district: District, year: i32) -> Refusal {
    let versions = rules
        .parameter(&price_key(district, CropGroup::EconomicOther))
        .map(|parameter| parameter.versions.as_slice())
        .unwrap_or_default();
    let years = versions
        .iter()
        .map(|version| version.source.rule.effective_from.year().to_string())
        .collect::<Vec<_>>()
        .join("、");
    let detail = format!(
        "缺少{}{year}年的分类水价表：现有水价表只列出{years}年，水价不会自动沿用到其他年份；须先公布并录入{year}年的水价表",
        district.label()
    );
    let refusal = Refusal::new("price_schedule_missing", detail).at("/year");
    match versions.last() {
        Some(version) => refusal.citing(rules::Citation::new(version.source.citation.document.clone(), "五（二）水价表")),
        None => refusal,
    }
}
