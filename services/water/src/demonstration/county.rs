//! The file of the demonstration county.

use chrono::{Days, NaiveDate};
use rules::Exact;
use serde::Deserialize;

use super::DemonstrationError;
use crate::domain::{
    period::Period,
    plan::ReductionGroundCode,
    town::Town,
    user::{Category, IndustryClass, Supply, UseClass},
};

/// Measuring periods with readings.
pub const PERIODS: usize = 4;

/// The demonstration county.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct County {
    /// Seed of everything that is generated.
    pub seed: u64,
    /// The day on which the county is as the file says: no reading is later.
    pub as_of: NaiveDate,
    /// The last quarter with readings; the awkward cases are in it.
    pub last_period: Period,
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
    /// What kinds of users there are.
    pub kind: Vec<Kind>,
}

/// A kind of user.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Word for it in names.
    pub name: String,
    /// Category.
    pub category: Category,
    /// Use class.
    pub use_class: UseClass,
    /// Smallest and largest plan of a quarter, m³.
    pub plan: [u64; 2],
}

/// A user that is spelt out.
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
    /// Plan of each quarter, m³; none where there is no plan.
    #[serde(default)]
    pub plan: Option<Exact>,
    /// A cut of the plan.
    #[serde(default)]
    pub reduction: Option<Cut>,
    /// The meter.
    pub meter: MeterEntry,
    /// Usage of the four quarters, m³.
    pub usage: [Exact; PERIODS],
    /// What is out of the ordinary in the last quarter.
    #[serde(default)]
    pub last: LastQuarter,
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

/// A cut of the plan from a period on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// First period.
    pub from: Period,
    /// New plan of each quarter, m³.
    pub volume: Exact,
    /// Ground.
    pub ground: ReductionGroundCode,
    /// Evidence.
    pub evidence: String,
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
    /// What it showed when the first of the four quarters began, m³.
    pub opening: Exact,
}

/// What is out of the ordinary in the last quarter.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastQuarter {
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
}

/// A change of meters in the last quarter.
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

impl County {
    /// The quarters with readings, first to last.
    pub fn periods(&self) -> Result<[Period; PERIODS], DemonstrationError> {
        let mut periods = [self.last_period; PERIODS];
        for index in (1..PERIODS).rev() {
            periods[index - 1] = periods[index]
                .previous()
                .ok_or_else(|| DemonstrationError::File("last_period 太早".to_owned()))?;
        }
        Ok(periods)
    }
}

/// Reads the file.
pub fn read_county(text: &str) -> Result<County, DemonstrationError> {
    let county: County = toml::from_str(text).map_err(|error| DemonstrationError::File(error.to_string()))?;
    let last_reading = county.last_period.last_day().checked_add_days(Days::new(1));
    if last_reading.is_none_or(|day| day > county.as_of) {
        return Err(DemonstrationError::File("as_of 应在 last_period 之后".to_owned()));
    }
    if county.supplier.iter().any(|supplier| supplier.towns.is_empty()) || county.supplier.is_empty() || county.generate.kind.is_empty() {
        return Err(DemonstrationError::File("supplier、towns 和 generate.kind 不能为空".to_owned()));
    }
    if county
        .generate
        .kind
        .iter()
        .any(|kind| kind.plan[0] == 0 || kind.plan[0] > kind.plan[1])
    {
        return Err(DemonstrationError::File("generate.kind 的 plan 应为递增的两个正数".to_owned()));
    }
    Ok(county)
}
