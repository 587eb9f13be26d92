//! What is known of an incident, and what is measured against the plans' bands.

use std::cmp::Ordering;

use rules::Exact;
use serde::{Deserialize, Serialize};

/// A figure that a report may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// People served by the city supply.
    ServedPopulation,
    /// Residents without water.
    AffectedPopulation,
    /// Area supplied, km².
    SupplyAreaKm2,
    /// Area without water, km².
    AffectedAreaKm2,
    /// Expected hours until supply is restored.
    ExpectedOutageHours,
    /// People killed.
    Deaths,
    /// People seriously injured, acute industrial poisoning included.
    SeriousInjuries,
    /// Direct economic loss, yuan.
    DirectLoss,
    /// People at risk, trapped or missing.
    AtRiskTrappedMissing,
    /// Whether the accident is beyond the county's capacity.
    BeyondCountyCapacity,
}

impl Figure {
    /// Stable code, the name of the field in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::ServedPopulation => "served_population",
            Self::AffectedPopulation => "affected_population",
            Self::SupplyAreaKm2 => "supply_area_km2",
            Self::AffectedAreaKm2 => "affected_area_km2",
            Self::ExpectedOutageHours => "expected_outage_hours",
            Self::Deaths => "deaths",
            Self::SeriousInjuries => "serious_injuries",
            Self::DirectLoss => "direct_loss",
            Self::AtRiskTrappedMissing => "at_risk_trapped_missing",
            Self::BeyondCountyCapacity => "beyond_county_capacity",
        }
    }

    /// Chinese name with its unit.
    pub fn name(self) -> &'static str {
        match self {
            Self::ServedPopulation => "供水服务人口（人）",
            Self::AffectedPopulation => "受影响居民人口（人）",
            Self::SupplyAreaKm2 => "总供水范围（平方公里）",
            Self::AffectedAreaKm2 => "受影响供水范围（平方公里）",
            Self::ExpectedOutageHours => "预计停水时间（小时）",
            Self::Deaths => "死亡人数",
            Self::SeriousInjuries => "重伤人数（含急性工业中毒）",
            Self::DirectLoss => "直接经济损失（元）",
            Self::AtRiskTrappedMissing => "涉险、被困、失联人数",
            Self::BeyondCountyCapacity => "是否超出县级处置能力",
        }
    }
}

/// What is known of an incident so far. `None` is unknown, which is not zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// People served by the city supply.
    pub served_population: Option<Exact>,
    /// Residents without water.
    pub affected_population: Option<Exact>,
    /// Area supplied, km².
    pub supply_area_km2: Option<Exact>,
    /// Area without water, km².
    pub affected_area_km2: Option<Exact>,
    /// Expected hours until supply is restored.
    pub expected_outage_hours: Option<Exact>,
    /// People killed.
    pub deaths: Option<Exact>,
    /// People seriously injured, acute industrial poisoning included.
    pub serious_injuries: Option<Exact>,
    /// Direct economic loss, yuan.
    pub direct_loss: Option<Exact>,
    /// People at risk, trapped or missing.
    pub at_risk_trapped_missing: Option<Exact>,
    /// Whether the accident is beyond the county's capacity.
    pub beyond_county_capacity: Option<bool>,
}

impl Figures {
    /// The number behind a figure; `None` when it is unknown or not a number.
    pub fn number(&self, figure: Figure) -> Option<&Exact> {
        match figure {
            Figure::ServedPopulation => self.served_population.as_ref(),
            Figure::AffectedPopulation => self.affected_population.as_ref(),
            Figure::SupplyAreaKm2 => self.supply_area_km2.as_ref(),
            Figure::AffectedAreaKm2 => self.affected_area_km2.as_ref(),
            Figure::ExpectedOutageHours => self.expected_outage_hours.as_ref(),
            Figure::Deaths => self.deaths.as_ref(),
            Figure::SeriousInjuries => self.serious_injuries.as_ref(),
            Figure::DirectLoss => self.direct_loss.as_ref(),
            Figure::AtRiskTrappedMissing => self.at_risk_trapped_missing.as_ref(),
            Figure::BeyondCountyCapacity => None,
        }
    }
}

/// A kind of criterion that a plan may use. A plan with only these kinds needs no code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// Affected residents as a share of the served population (27号 附件4、附件5).
    AffectedPopulationShare,
    /// Affected area as a share of the supply area (27号 附件4、附件5).
    AffectedAreaShare,
    /// Deaths (28号 附件5).
    Deaths,
    /// Serious injuries (28号 附件5).
    SeriousInjuries,
    /// Direct loss in yuan (28号 附件5).
    DirectLoss,
    /// People at risk, trapped or missing (28号 附件4).
    AtRiskTrappedMissing,
}

impl Criterion {
    /// All kinds, in the order in which results list them.
    pub const ALL: [Self; 6] = [
        Self::AffectedPopulationShare,
        Self::AffectedAreaShare,
        Self::Deaths,
        Self::SeriousInjuries,
        Self::DirectLoss,
        Self::AtRiskTrappedMissing,
    ];

    /// Stable code: as in `decided_by` and in rule keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::AffectedPopulationShare => "affected_population_share",
            Self::AffectedAreaShare => "affected_area_share",
            Self::Deaths => "deaths",
            Self::SeriousInjuries => "serious_injuries",
            Self::DirectLoss => "direct_loss",
            Self::AtRiskTrappedMissing => "at_risk_trapped_missing",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::AffectedPopulationShare => "受影响居民人口占供水服务人口的比例",
            Self::AffectedAreaShare => "受影响供水范围占总供水范围的比例",
            Self::Deaths => Figure::Deaths.name(),
            Self::SeriousInjuries => Figure::SeriousInjuries.name(),
            Self::DirectLoss => Figure::DirectLoss.name(),
            Self::AtRiskTrappedMissing => Figure::AtRiskTrappedMissing.name(),
        }
    }

    /// The criterion with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|criterion| criterion.code() == code)
    }

    /// What it is measured from.
    pub fn basis(self) -> Basis {
        let share = |part, whole| Basis::Share { part, whole };
        match self {
            Self::AffectedPopulationShare => share(Figure::AffectedPopulation, Figure::ServedPopulation),
            Self::AffectedAreaShare => share(Figure::AffectedAreaKm2, Figure::SupplyAreaKm2),
            Self::Deaths => Basis::Plain(Figure::Deaths),
            Self::SeriousInjuries => Basis::Plain(Figure::SeriousInjuries),
            Self::DirectLoss => Basis::Plain(Figure::DirectLoss),
            Self::AtRiskTrappedMissing => Basis::Plain(Figure::AtRiskTrappedMissing),
        }
    }

    /// What the figures give for this criterion; `None` while one of them is unknown, or a whole is not above zero.
    pub fn measure(self, figures: &Figures) -> Option<Measure> {
        let (part, whole) = match self.basis() {
            Basis::Share { part, whole } => (figures.number(part)?, figures.number(whole)?.clone()),
            Basis::Plain(figure) => (figures.number(figure)?, Exact::one()),
        };
        whole.is_positive().then(|| Measure { part: part.clone(), whole })
    }
}

/// What a criterion is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A part of a whole.
    Share {
        /// The part.
        part: Figure,
        /// The whole.
        whole: Figure,
    },
    /// A figure by itself.
    Plain(Figure),
}

/// A quantity as a part of a whole; a plain figure is a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    part: Exact,
    /// Above zero.
    whole: Exact,
}

impl Measure {
    /// Compares with a bound by cross-multiplication: nothing is divided or rounded.
    pub fn compare(&self, bound: &Exact) -> Ordering {
        self.part.cmp(&(bound * &self.whole))
    }
}
