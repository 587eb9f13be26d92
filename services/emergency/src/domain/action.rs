//! What is done under a plan: reporting, measures per level, water use orders, warnings.

use std::collections::BTreeMap;

use rules::{Cited, Exact};
use serde::Deserialize;

use super::level::{Grade, Level, Office};

/// What is done under a plan.
#[derive(Debug, Clone)]
pub struct Action {
    /// Reporting chain.
    pub reporting: Cited<Vec<ReportingHop>>,
    /// Measures per level.
    pub measures: BTreeMap<Level, Cited<Measures>>,
    /// Uses of water that may be restricted; supply plan only.
    pub restricted_uses: Option<Cited<Vec<RestrictedUse>>>,
    /// Tiers of use classes that are supplied first; supply plan only.
    pub supply_priority: Option<Cited<Vec<Vec<String>>>>,
    /// Help from the city.
    pub city_support: Option<Cited<CitySupport>>,
    /// What happens when a higher command takes over.
    pub higher_command: Option<Cited<Vec<Order>>>,
    /// Warnings.
    pub warnings: Option<Warnings>,
}

/// A short instruction.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Code, unique within its list.
    pub code: String,
    /// What is to be done, in our own words.
    pub text: String,
    /// Number within the article.
    pub item: Option<u32>,
    /// When, where the text says so.
    pub when: Option<OrderWhen>,
}

/// When an order is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderWhen {
    /// 立即
    AtOnce,
    /// 视情
    AsNeeded,
    /// 必要时
    IfNecessary,
}

/// What is done at a level (5.3.x).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    /// A lower level all of whose measures also apply.
    pub includes: Option<Level>,
    /// The level's own orders.
    pub orders: Vec<Order>,
}

/// One hop of the reporting chain (5.1); every hop is at once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingHop {
    /// Who reports.
    pub from: String,
    /// To whom.
    pub to: Vec<String>,
    /// Set where the hop is open only in urgent cases.
    #[serde(default)]
    pub urgent: bool,
    /// What the reporter does next.
    #[serde(default)]
    pub then: Vec<String>,
}

/// When the county asks the city for help (27号 2.2).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitySupport {
    /// From this grade on.
    pub grade_at_least: Grade,
    /// Whether the incident must also be beyond the county's capacity.
    pub beyond_county_capacity: bool,
    /// Who asks.
    pub requester: String,
    /// Who is asked.
    pub requested: String,
}

/// A use of water that may be restricted (27号 5.3.3第4项).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestrictedUse {
    /// Use class of water users.
    pub use_class: String,
    /// How far.
    pub up_to: Restriction,
}

/// How far a use may be restricted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restriction {
    /// Limited or stopped.
    Stop,
    /// Controlled, up to stopping production.
    ControlUntilStop,
}

/// Warnings (27号 4.2).
#[derive(Debug, Clone)]
pub struct Warnings {
    /// The levels, highest first.
    pub levels: Cited<Vec<WarningLevel>>,
    /// Who issues, changes and lifts a warning of each level.
    pub issuers: Cited<BTreeMap<Level, Office>>,
    /// Who changes a warning between levels of two issuers.
    pub change: Cited<WarningChange>,
    /// What a warning must say.
    pub content: Cited<Vec<String>>,
    /// What is done once a warning is out.
    pub measures: Cited<Vec<Order>>,
}

/// Criteria of a warning level (27号 4.2.1).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarningLevel {
    /// Level.
    pub level: Level,
    /// Colour.
    pub colour: WarningColour,
    /// Possible outage in hours, at least.
    pub outage_hours_at_least: Exact,
    /// Grade of the possible casualties.
    pub casualties: Grade,
    /// Social effect, in our own words.
    pub social_effect: String,
}

/// Colour of a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningColour {
    /// 红色
    Red,
    /// 橙色
    Orange,
    /// 黄色
    Yellow,
    /// 蓝色
    Blue,
}

/// Who changes a warning between levels of two issuers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningChange {
    /// The issuer of the higher of the two levels.
    IssuerOfHigherLevel,
}

/// A kind of incident with its sub-kinds (27号 1.5).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentKind {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Causes under it.
    pub sub_kinds: Vec<IncidentSubKind>,
}

/// A cause under a kind of incident.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentSubKind {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}
