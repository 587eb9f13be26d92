//! The rules of the progressive surcharge as they stand on one day.

use chrono::NaiveDate;
use rules::{Citation, Cited, Declared, Exact, Refusal, RuleSet};
use serde::Deserialize;

use crate::domain::{
    code::Coded,
    user::{Category, IndustryClass, Supply},
};

/// The keys that the surcharge reads.
pub const DECLARED: &[Declared] = &[
    Declared::of::<Scope>("surcharge.scope"),
    Declared::of::<String>("surcharge.scope.resident"),
    Declared::of::<String>("surcharge.scope.agriculture"),
    Declared::of::<String>("surcharge.scope.self_supplied"),
    Declared::of::<BasicCharge>("surcharge.basic_charge"),
    Declared::of::<BandEdges>("surcharge.bands"),
    Declared::of::<BandRates>("surcharge.rates.ordinary"),
    Declared::of::<BandRates>("surcharge.rates.stricter"),
    Declared::of::<Vec<IndustryClass>>("surcharge.stricter_classes"),
    Declared::of::<Vec<ExcludedCharge>>("surcharge.excluded_charges"),
    Declared::of::<BaseAdjustment>("surcharge.base_adjustment"),
    Declared::of::<ExtraordinaryAdjustment>("surcharge.extraordinary_adjustment"),
    Declared::of::<RuleDate>("surcharge.rule_date"),
    Declared::of::<AmountRounding>("surcharge.rounding.amount"),
    Declared::of::<VolumeRounding>("surcharge.rounding.volume"),
    Declared::of::<Totals>("surcharge.totals"),
];

/// Who is charged (24号 附件4 二（一）).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Categories in scope.
    pub categories: Vec<Category>,
    /// Supplies in scope.
    pub supplies: Vec<Supply>,
}

/// Upper edges of the first two bands, as shares of the adjusted base, inclusive and rising.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "[Exact; 2]")]
pub struct BandEdges(pub [Exact; 2]);

impl TryFrom<[Exact; 2]> for BandEdges {
    type Error = &'static str;

    fn try_from(edges: [Exact; 2]) -> Result<Self, Self::Error> {
        if edges[0].is_positive() && edges[0] < edges[1] {
            Ok(Self(edges))
        } else {
            Err("两个分档界限必须大于0并且递增")
        }
    }
}

/// Rates of the three bands, as shares of the base price.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "[Exact; 3]")]
pub struct BandRates(pub [Exact; 3]);

impl TryFrom<[Exact; 3]> for BandRates {
    type Error = &'static str;

    fn try_from(rates: [Exact; 3]) -> Result<Self, Self::Error> {
        let rising = rates[0] <= rates[1] && rates[1] <= rates[2];
        if rates[0].is_positive() && rising {
            Ok(Self(rates))
        } else {
            Err("三档加价比例必须大于0并且不递减")
        }
    }
}

/// How the basic charge is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasicCharge {
    /// All metered usage × the base price of the category.
    UsageTimesBasePrice,
}

/// Charges that the surcharge never applies to (24号 附件4 二（三）末段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExcludedCharge {
    /// Sewage treatment.
    Sewage,
    /// Garbage.
    Garbage,
    /// Secondary pressurisation.
    SecondaryPressurisation,
    /// Any other add-on.
    AddOn,
}

/// How a late or early reading changes the base (24号 附件4 二（四）).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BaseAdjustment {
    /// plan × (1 + (days late − days early) / days in the period).
    ProportionalDays,
}

/// The day whose rules apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleDate {
    /// The last day of the measuring period; for the calculator, today.
    LastDayOfPeriod,
}

/// How a printed amount is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountRounding {
    /// Once, from the exact value, half up to 0.01 yuan.
    HalfUpFen,
}

/// How an extraordinary adjustment changes the plan of a period (24号 附件2 第六条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtraordinaryAdjustment {
    /// Plan × (1 + percentage × covered days / days in the period), before the reading date counts.
    ProportionalCoveredDays,
}

/// How a printed volume is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VolumeRounding {
    /// Half up to 0.001 m³, in print only.
    HalfUpLitre,
}

/// How totals are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Totals {
    /// The sum of the printed amounts.
    SumOfPrinted,
}

/// Which rates apply to a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RateClass {
    /// Ordinary industries.
    Ordinary,
    /// Restricted and eliminated industries.
    Stricter,
}

/// All rules of the surcharge on one day (24号 附件4), with what each rests on.
#[derive(Debug, Clone)]
pub struct SurchargeTariff {
    /// The day.
    pub on: NaiveDate,
    /// Who is charged.
    pub scope: Cited<Scope>,
    /// Why residents are not.
    pub resident: Cited<String>,
    /// Why agriculture is not.
    pub agriculture: Cited<String>,
    /// Why self-supplied users are not.
    pub self_supplied: Cited<String>,
    /// Basic charge.
    pub basic_charge: Cited<BasicCharge>,
    /// Band edges.
    pub bands: Cited<BandEdges>,
    /// Rates for ordinary industries.
    pub ordinary_rates: Cited<BandRates>,
    /// Rates for restricted and eliminated industries.
    pub stricter_rates: Cited<BandRates>,
    /// The classes that the stricter rates apply to.
    pub stricter_classes: Cited<Vec<IndustryClass>>,
    /// Adjustment by reading date.
    pub base_adjustment: Cited<BaseAdjustment>,
    /// Extraordinary adjustments, before it.
    pub extraordinary_adjustment: Cited<ExtraordinaryAdjustment>,
    /// The day whose rules apply.
    pub rule_date: Cited<RuleDate>,
    /// Rounding of amounts.
    pub amount_rounding: Cited<AmountRounding>,
    /// Rounding of volumes.
    pub volume_rounding: Cited<VolumeRounding>,
    /// Sums.
    pub totals: Cited<Totals>,
}

impl SurchargeTariff {
    /// The rules in force on a day; refused outside 24号's validity (2023-10-11 to 2028-10-10).
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            on,
            scope: rules.at("surcharge.scope", on)?,
            resident: rules.at("surcharge.scope.resident", on)?,
            agriculture: rules.at("surcharge.scope.agriculture", on)?,
            self_supplied: rules.at("surcharge.scope.self_supplied", on)?,
            basic_charge: rules.at("surcharge.basic_charge", on)?,
            bands: rules.at("surcharge.bands", on)?,
            ordinary_rates: rules.at("surcharge.rates.ordinary", on)?,
            stricter_rates: rules.at("surcharge.rates.stricter", on)?,
            stricter_classes: rules.at("surcharge.stricter_classes", on)?,
            base_adjustment: rules.at("surcharge.base_adjustment", on)?,
            extraordinary_adjustment: rules.at("surcharge.extraordinary_adjustment", on)?,
            rule_date: rules.at("surcharge.rule_date", on)?,
            amount_rounding: rules.at("surcharge.rounding.amount", on)?,
            volume_rounding: rules.at("surcharge.rounding.volume", on)?,
            totals: rules.at("surcharge.totals", on)?,
        })
    }

    /// Which rates an industry class pays.
    pub fn rate_class(&self, class: IndustryClass) -> RateClass {
        if self.stricter_classes.value.contains(&class) {
            RateClass::Stricter
        } else {
            RateClass::Ordinary
        }
    }

    /// The three rates of a class.
    pub fn rates(&self, class: RateClass) -> &Cited<BandRates> {
        match class {
            RateClass::Ordinary => &self.ordinary_rates,
            RateClass::Stricter => &self.stricter_rates,
        }
    }

    /// Refuses users outside 24号 附件4 二（一）, saying which condition fails and where it stands.
    pub fn check_scope(&self, category: Category, supply: Supply) -> Result<(), Refusal> {
        let refuse = |what: String, reason: &str, citation: &Citation, pointer| {
            Err(Refusal::new("not_in_scope", format!("不在累进加价范围内（{what}）：{reason}"))
                .citing(citation.clone())
                .at(pointer))
        };
        if !self.scope.value.categories.contains(&category) {
            let what = format!("用水类别为{}", category.label());
            let reason = match category {
                Category::Resident => &self.resident,
                Category::Agriculture => &self.agriculture,
                Category::NonResident | Category::SpecialTrade => {
                    return refuse(what, "现行规则没有把这一类别列入", &self.scope.source.citation, "/category");
                }
            };
            return refuse(what, &reason.value, &reason.source.citation, "/category");
        }
        if !self.scope.value.supplies.contains(&supply) {
            let what = format!("供水方式为{}", supply.label());
            return refuse(what, &self.self_supplied.value, &self.self_supplied.source.citation, "/supply");
        }
        Ok(())
    }
}
