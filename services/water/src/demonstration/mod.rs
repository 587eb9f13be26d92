//! The demonstration county: loaded from a file, by the use cases and rules of everyday work, the same every time.
//!
//! `county` is the file. `generate` makes the users that it only counts (`volume`, `meter_age`), `reading_series` tells
//! what their meters show. `load` goes through the story: `register` has everybody registered, each `quarter` is read,
//! then each is billed and paid (`payment`);
//! `supervision` adds what the bureau watches over. Everything bears the days of the story, which the use cases take from their caller. A
//! second load changes nothing. Everything it makes is marked: users as `demonstration`, prices by their document.

mod county;
mod evaluation;
mod generate;
mod irrigation;
mod load;
mod meter_age;
mod metering;
mod notice;
mod payment;
mod project;
mod quarter;
mod random;
mod reading_series;
mod reclaimed;
mod register;
mod reward;
mod staff;
mod supervision;
mod volume;

use std::{path::Path, time::Instant};

use ::rules::RuleSet;
use platform::{
    Database,
    blob::BlobStore,
    database::DatabaseError,
    rule::{LiveRules, RuleFault},
    settings::{self, SettingsError},
    telemetry,
};

pub use self::{
    county::{County, User, read_county},
    load::{Loaded, load, load_past, load_present},
    reward::load as load_reward,
};
use crate::{
    app,
    config::{Config, DEFAULTS},
    service::{billing::process_run::BatchError, error::UseCaseError, rule_use::rule_source},
};

/// How often a load is begun.
const TRIES: u32 = 5;

/// Why the demonstration county could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemonstrationError {
    /// Settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Rules.
    #[error(transparent)]
    RuleFiles(#[from] rules::LoadError),
    /// Rules and what was approved at run time.
    #[error(transparent)]
    Rules(#[from] RuleFault),
    /// The file could not be read.
    #[error("无法读取演示数据 {0}")]
    Unreadable(String, #[source] std::io::Error),
    /// The file is not right.
    #[error("演示数据有误：{0}")]
    File(String),
    /// The database.
    #[error("数据库")]
    Database(#[from] DatabaseError),
    /// A use case refused what the file says; names the user or the price.
    #[error("{0} 未能登记")]
    Refused(String, #[source] UseCaseError),
    /// A public notice was refused.
    #[error("公示未能登记")]
    Notice(#[from] platform::Problem),
    /// A billing run broke off; names it.
    #[error("{0} 未能完成")]
    Run(String, #[source] BatchError),
    /// A reading went through that the file says is refused, or was refused for another reason.
    #[error("{user}：读数本应以「{expected}」被拒绝，结果是：{found}")]
    NotAsExpected {
        /// Code of the user.
        user: String,
        /// Code of the refusal.
        expected: String,
        /// What happened.
        found: String,
    },
}

/// Loads everything. People may work meanwhile: what their locks broke off is tried again.
async fn with_retries(database: &Database, rules: &RuleSet, county: &County) -> Result<Loaded, DemonstrationError> {
    for _ in 1..TRIES {
        match load(database, rules, county).await {
            Err(
                DemonstrationError::Database(error)
                | DemonstrationError::Refused(_, UseCaseError::Database(error))
                | DemonstrationError::Run(_, BatchError::Database(error)),
            ) => {
                tracing::warn!(error = %telemetry::chain(&error), "the demonstration county goes on where it was broken off");
            }
            outcome => return outcome,
        }
    }
    load(database, rules, county).await
}

/// The command `load-demonstration`: does nothing unless the setting `service.demonstration` allows it. `present_only`: the
/// past is left to a later load.
pub async fn run(config: Option<&Path>, file: &Path, present_only: bool) -> Result<(), DemonstrationError> {
    let config: Config = settings::load(DEFAULTS, config)?;
    telemetry::start("water", &config.telemetry);
    if !config.service.demonstration {
        println!("未装入演示县：设置 service.demonstration 为 false");
        return Ok(());
    }
    let text = std::fs::read_to_string(file).map_err(|error| DemonstrationError::Unreadable(file.display().to_string(), error))?;
    let started = Instant::now();
    let (database, county) = (Database::new(&config.database)?, read_county(&text)?);
    let live = LiveRules::start(rule_source(config.rules.files()?), &database).await?;
    let board = app::board(&config, &live)?;
    let rules = live.current();
    let loaded = if present_only {
        load_present(&database, &rules, &county).await?
    } else {
        with_retries(&database, &rules, &county).await?
    };
    let notices = platform::notice::demonstrate(&database, &board, notice::NOTICES).await?;
    let villages = load_reward(
        &database,
        &rules,
        &board,
        &BlobStore::new(&config.storage).map_err(platform::Problem::from)?,
    )
    .await?;
    println!(
        "演示县：新装入 {notices} 份公示、{villages} 个村的奖补、{} 户、{} 个基本水价、{} 条读数、{} 张账单、{} 笔缴款（{:.1} 秒）；已有 {} 户未动",
        loaded.users,
        loaded.prices,
        loaded.readings,
        loaded.bills,
        loaded.payments,
        started.elapsed().as_secs_f64(),
        loaded.known_users
    );
    Ok(())
}
