//! The county's file, and the users that it and its seed describe.

use chrono::NaiveDate;
use rules::Exact;
use serde::Deserialize;

use super::draw::Draw;
use crate::domain::{
    period::Period,
    town::Town,
    user::{Category, IndustryClass, Supply, UseClass},
};

/// The county to be loaded.
pub struct County {
    /// Base prices, for every supplier.
    pub prices: Vec<Price>,
    /// Supply companies.
    pub suppliers: Vec<String>,
    /// Quarters with readings.
    pub periods: Vec<Period>,
    /// Day on which the meters were installed.
    pub installed_on: NaiveDate,
    /// The users, in the order of their codes.
    pub users: Vec<DemoUser>,
}

/// A user with everything that is recorded of him.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoUser {
    pub name: String,
    #[serde(default = "non_resident")]
    pub category: Category,
    #[serde(default = "public_network")]
    pub supply: Supply,
    #[serde(default = "ordinary")]
    pub industry_class: IndustryClass,
    /// Notice behind a restricted or eliminated class.
    #[serde(default)]
    pub notice: Option<String>,
    #[serde(default = "industry")]
    pub use_class: UseClass,
    #[serde(default = "longxing")]
    pub town: Town,
    #[serde(default)]
    pub supplier: Option<String>,
    /// Plan of each quarter, m³; none for a user without a plan.
    #[serde(default)]
    pub plan: Option<Exact>,
    /// Use of each quarter, m³; a quarter that is missing at the end was not read.
    #[serde(rename = "use")]
    pub usage: Vec<Exact>,
    /// Days by which the last reading is late; below zero early.
    #[serde(default)]
    pub read_late: i64,
    #[serde(default)]
    pub certificate_until: Option<NaiveDate>,
    #[serde(default = "six_digits")]
    pub digits: u32,
    /// What the meter showed at installation, m³.
    #[serde(default = "Exact::zero")]
    pub opening: Exact,
    #[serde(default)]
    pub meter_change: Option<MeterChange>,
}

/// A meter changed within the last quarter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeterChange {
    pub on: NaiveDate,
    /// Use of the quarter that went through the old meter, m³.
    pub old_meter_use: Exact,
}

/// A base price.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    pub category: Category,
    pub price: Exact,
    pub effective_from: NaiveDate,
    pub document: String,
    pub article: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountyFile {
    seed: u64,
    periods: Vec<Period>,
    installed_on: NaiveDate,
    certificate_until: NaiveDate,
    price: Vec<Price>,
    generated: Generated,
    case: Vec<DemoUser>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Generated {
    count: usize,
    suppliers: Vec<String>,
    towns: Vec<Town>,
    stems: Vec<String>,
    plan: (u64, u64),
    use_percent: (u64, u64),
    trade: Vec<Trade>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trade {
    suffix: String,
    use_class: UseClass,
    category: Category,
}

fn non_resident() -> Category {
    Category::NonResident
}

fn public_network() -> Supply {
    Supply::PublicNetwork
}

fn ordinary() -> IndustryClass {
    IndustryClass::Ordinary
}

fn industry() -> UseClass {
    UseClass::Industry
}

fn longxing() -> Town {
    Town::Longxing
}

fn six_digits() -> u32 {
    6
}

/// Reads the file and draws the users that it leaves to the seed.
pub fn parse(text: &str) -> Result<County, String> {
    let file: CountyFile = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut draw = Draw::new(file.seed);
    let mut users = file.case;
    for _ in 0..file.generated.count {
        users.push(generate(&file.generated, file.periods.len(), &mut draw)?);
    }
    for user in &mut users {
        user.certificate_until.get_or_insert(file.certificate_until);
        if user.supply == Supply::PublicNetwork && user.supplier.is_none() {
            user.supplier = file.generated.suppliers.first().cloned();
        }
    }
    Ok(County {
        prices: file.price,
        suppliers: file.generated.suppliers,
        periods: file.periods,
        installed_on: file.installed_on,
        users,
    })
}

fn generate(from: &Generated, periods: usize, draw: &mut Draw) -> Result<DemoUser, String> {
    let empty = || "generated 下的列表不能为空".to_owned();
    let trade = draw.one_of(&from.trade).ok_or_else(empty)?;
    let stem = draw.one_of(&from.stems).ok_or_else(empty)?;
    let plan = draw.between(from.plan.0, from.plan.1);
    let usage = (0..periods)
        .map(|_| {
            let percent = draw.between(from.use_percent.0, from.use_percent.1);
            let litres = draw.between(0, 999);
            Exact::scaled(plan * percent * 10 + litres, 3)
        })
        .collect();
    Ok(DemoUser {
        name: format!("{stem}{}", trade.suffix),
        category: trade.category,
        supply: Supply::PublicNetwork,
        industry_class: IndustryClass::Ordinary,
        notice: None,
        use_class: trade.use_class,
        town: *draw.one_of(&from.towns).ok_or_else(empty)?,
        supplier: draw.one_of(&from.suppliers).cloned(),
        plan: Some(Exact::scaled(plan, 0)),
        usage,
        read_late: 0,
        certificate_until: None,
        digits: 6,
        opening: Exact::scaled(draw.between(0, 5_000), 0),
        meter_change: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../demo/county.toml");

    #[test]
    fn the_county_has_sixty_users_in_scope_and_is_the_same_every_time() {
        let county = parse(FILE).unwrap();
        let in_scope = |user: &&DemoUser| user.category != Category::Resident && user.supply == Supply::PublicNetwork;
        assert_eq!(county.users.iter().filter(in_scope).count(), 60);
        let again = parse(FILE).unwrap();
        assert_eq!(format!("{:?}", county.users), format!("{:?}", again.users));
    }
}
