//! The demonstration county: read from its file, drawn from its seed, and recorded by the same use cases as the API.

mod county;
mod draw;
mod load;

use std::path::{Path, PathBuf};

use platform::{
    Database,
    database::DatabaseError,
    settings::{self, SettingsError},
    telemetry,
};

use crate::{
    config::{Config, DEFAULTS},
    domain::ruleset,
    service::error::UseCaseError,
};

/// Why the county was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemonstrationError {
    /// Settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Rules.
    #[error(transparent)]
    Rules(#[from] rules::LoadError),
    /// The setting does not allow it.
    #[error("没有装载演示数据：设置 service.demonstration 为 false")]
    NotAllowed,
    /// The file.
    #[error("演示数据文件 {0} 无法读取：{1}")]
    File(PathBuf, String),
    /// The database.
    #[error("数据库：{0}")]
    Database(#[from] DatabaseError),
    /// A use case refused a user's data.
    #[error("演示用水户 {0}：{1}")]
    Refused(String, #[source] UseCaseError),
}

/// Loads the county. Users that are there already stay as they are.
pub async fn run(config: Option<&Path>, file: &Path) -> Result<(), DemonstrationError> {
    let config: Config = settings::load(DEFAULTS, config)?;
    telemetry::start(&config.telemetry);
    if !config.service.demonstration {
        return Err(DemonstrationError::NotAllowed);
    }
    let text = std::fs::read_to_string(file).map_err(|error| DemonstrationError::File(file.to_owned(), error.to_string()))?;
    let county = county::parse(&text).map_err(|error| DemonstrationError::File(file.to_owned(), error))?;
    let rules = ruleset::load(config.rules.files()?)?;
    let database = Database::new(&config.database)?;
    let added = load::county(&database, &rules, &county).await?;
    tracing::info!(users = county.users.len(), added, "the demonstration county is loaded");
    Ok(())
}
