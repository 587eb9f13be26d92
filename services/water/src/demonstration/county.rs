//! The file of the demonstration county.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use rules::Exact;
use serde::Deserialize;

use super::DemonstrationError;
use crate::domain::{
    period::Period,
    plan::ReductionGroundCode,
    town::Town,
    user::{Category, IndustryClass, Supply, UseClass},
};

/// Quarters with usage.
pub const PERIODS: usize = 8;

/// The demonstration county.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct County {
    /// Seed of everything that is generated.
    pub seed: u64,
    /// The day on which the county is as the file says: nothing happens later.
    pub as_of: NaiveDate,
    /// The last quarter with readings; the awkward cases are in it.
    pub last_period: Period,
    /// The last quarter that is billed; nothing is billed without it.
    #[serde(default)]
    pub billed_through: Option<Period>,
    /// Supply companies.
    pub supplier: Vec<Supplier>,
    /// Base prices.
    pub base_price: Vec<BasePrice>,
    /// What is generated.
    pub generate: Generate,
    /// Users that are spelt out: every awkward case.
    pub user: Vec<User>,
}

/// A supply company.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplier {
    /// Code of its unit.
    pub code: String,
    /// Name, for its files of readings.
    pub name: String,
    /// Towns whose users it supplies.
    pub towns: Vec<Town>,
}

/// A base price.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasePrice {
    /// Code of the supply company.
    pub supplier: String,
    /// Category.
    pub category: Category,
    /// Yuan per m³.
    pub price: Exact,
    /// First day.
    pub effective_from: NaiveDate,
    /// Document, marked as made up.
    pub document: String,
    /// Article.
    pub article: String,
}

/// What is generated from the seed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generate {
    /// Number of users.
    pub users: usize,
    /// How many parts of the users live in each town.
    pub towns: BTreeMap<Town, u64>,
    /// What kinds of users there are.
    pub kind: Vec<Kind>,
}

/// A kind of user.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Words for it in names.
    pub words: Vec<String>,
    /// Category.
    pub category: Category,
    /// Supply.
    #[serde(default = "on_the_network")]
    pub supply: Supply,
    /// Use class.
    pub use_class: UseClass,
    /// How many parts of the users are of this kind.
    pub weight: u64,
    /// Smallest and largest usual volume of a quarter, m³.
    pub volume: [u64; 2],
    /// Thousandths of the usual volume that are used from January, April, July and October on.
    pub season: [u64; 4],
}

/// A user.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Why the user is here.
    pub case: String,
    /// Category.
    pub category: Category,
    /// Supply.
    #[serde(default = "on_the_network")]
    pub supply: Supply,
    /// Industry class.
    #[serde(default = "ordinary")]
    pub industry_class: IndustryClass,
    /// The notice behind it.
    #[serde(default)]
    pub recognition: Option<Notice>,
    /// Use class.
    pub use_class: UseClass,
    /// Town.
    pub town: Town,
    /// Code of the supply company; none for a source of one's own.
    #[serde(default)]
    pub supplier: Option<String>,
    /// Plan of a quarter, m³: none, one for every quarter, or one for each of the year's four.
    #[serde(default)]
    pub plan: Vec<Exact>,
    /// A cut of the plan.
    #[serde(default)]
    pub reduction: Option<Cut>,
    /// The plan of the coming year.
    #[serde(skip)]
    pub next_plan: Option<NextPlan>,
    /// The meter.
    pub meter: MeterEntry,
    /// A meter behind it.
    #[serde(skip)]
    pub sub_meter: Option<SubMeter>,
    /// Usage of the quarters, m³.
    pub usage: [Exact; PERIODS],
    /// What is out of the ordinary in a quarter.
    #[serde(default)]
    pub quarter: BTreeMap<Period, Unusual>,
}

fn on_the_network() -> Supply {
    Supply::PublicNetwork
}

fn ordinary() -> IndustryClass {
    IndustryClass::Ordinary
}

/// A notice of recognition.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Department.
    pub department: String,
    /// Number.
    pub number: String,
    /// Day.
    pub noticed_on: NaiveDate,
}

/// A cut of the plan from a quarter on, to the end of the year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// First quarter.
    pub from: Period,
    /// Thousandths of the plan that stay.
    pub keep_permille: u32,
    /// Ground.
    pub ground: ReductionGroundCode,
    /// Evidence.
    pub evidence: String,
}

/// How far the plan of the coming year has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextPlan {
    /// Drafted.
    Drafted,
    /// Waiting for approval.
    Submitted,
    /// Sent back to the drafter.
    Returned,
    /// Approved.
    Approved,
}

/// A meter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeterEntry {
    /// Number on it.
    pub number: String,
    /// Calibre DN, mm.
    pub calibre_dn: i32,
    /// Digits of the counter.
    pub digits: i32,
    /// Day of installation, at 0 m³.
    pub installed_on: NaiveDate,
    /// Its verifications: day and last valid day.
    pub verifications: Vec<[NaiveDate; 2]>,
    /// What it showed when the first quarter began, m³.
    pub opening: Exact,
}

/// A meter behind the user's meter, installed with it.
#[derive(Debug, Clone)]
pub struct SubMeter {
    /// Number on it.
    pub number: String,
    /// Thousandths of the user's water that pass it.
    pub permille: u32,
}

/// What is out of the ordinary in a quarter.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unusual {
    /// Day of reading, where it is not the last day of the quarter.
    #[serde(default)]
    pub read_on: Option<NaiveDate>,
    /// The meter was not read.
    #[serde(default)]
    pub unread: bool,
    /// The reading is refused with this code.
    #[serde(default)]
    pub refused: Option<String>,
    /// The meter was changed.
    #[serde(default)]
    pub meter_change: Option<MeterChange>,
    /// The reading was handed in only after the next one, for this reason.
    #[serde(default)]
    pub supplied_late: Option<String>,
    /// The meter was misread; the bill was credited and the reading corrected after the next one.
    #[serde(default)]
    pub misread: Option<Misread>,
}

/// A change of meters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeterChange {
    /// Day.
    pub on: NaiveDate,
    /// Usage of the quarter until then, m³.
    pub used_before: Exact,
    /// Number of the new meter, which is otherwise like the old one and starts at 0 m³.
    pub number: String,
    /// Its verification: day and last valid day.
    pub verification: [NaiveDate; 2],
}

/// A misreading.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Misread {
    /// By how much it was too high, m³.
    pub excess: Exact,
    /// Why it is corrected.
    pub reason: String,
}

impl County {
    /// The quarters with usage, first to last.
    pub fn periods(&self) -> Result<[Period; PERIODS], DemonstrationError> {
        let mut periods = [self.last_period; PERIODS];
        for index in (1..PERIODS).rev() {
            periods[index - 1] = before(periods[index])?;
        }
        Ok(periods)
    }

    /// The quarter whose reading opens the first of them.
    pub fn opening_period(&self) -> Result<Period, DemonstrationError> {
        before(self.periods()?[0])
    }

    /// Whether a quarter is billed.
    pub fn is_billed(&self, period: Period) -> bool {
        self.billed_through.is_some_and(|last| period <= last)
    }
}

impl User {
    /// The plan of a quarter, m³.
    pub fn plan_of(&self, period: Period) -> Option<&Exact> {
        match self.plan.as_slice() {
            [] => None,
            [every] => Some(every),
            of_year => of_year.get(quarter_of_year(period)),
        }
    }
}

/// Index of a quarter in its year, from 0.
pub fn quarter_of_year(period: Period) -> usize {
    period.first_day().month0() as usize / 3
}

fn before(period: Period) -> Result<Period, DemonstrationError> {
    period
        .previous()
        .ok_or_else(|| DemonstrationError::File("last_period 太早".to_owned()))
}

/// Reads the file.
pub fn read_county(text: &str) -> Result<County, DemonstrationError> {
    let county: County = toml::from_str(text).map_err(|error| DemonstrationError::File(error.to_string()))?;
    let wrong = |what: &str| Err(DemonstrationError::File(what.to_owned()));
    let last_reading = county.last_period.last_day().checked_add_days(Days::new(1));
    if last_reading.is_none_or(|day| day > county.as_of) {
        return wrong("as_of 应在 last_period 之后");
    }
    if county.is_billed(county.last_period) {
        return wrong("billed_through 应在 last_period 之前");
    }
    let Generate { towns, kind, .. } = &county.generate;
    if towns.values().sum::<u64>() == 0 || kind.iter().map(|kind| kind.weight).sum::<u64>() == 0 {
        return wrong("generate.towns 和 generate.kind 的份数合计应大于0");
    }
    if kind
        .iter()
        .any(|kind| kind.words.is_empty() || kind.volume[0] == 0 || kind.volume[0] > kind.volume[1])
    {
        return wrong("generate.kind 的 words 不能为空，volume 应为递增的两个正数");
    }
    let is_supplied = |town: &Town| county.supplier.iter().any(|supplier| supplier.towns.contains(town));
    if !towns.keys().all(is_supplied) {
        return wrong("generate.towns 的每个镇都应有供水企业");
    }
    if county.user.iter().any(|user| ![0, 1, 4].contains(&user.plan.len())) {
        return wrong("plan 应没有、有一个，或四个季度各一个");
    }
    Ok(county)
}
