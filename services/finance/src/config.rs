//! Settings of the finance service.

use serde::Deserialize;

/// Compiled-in defaults.
pub const DEFAULTS: &str = include_str!("../config.default.toml");

/// All settings.
pub type Config = platform::service::Config<OwnSettings>;

/// What only finance has, under `[service]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnSettings {
    /// Reconciliation with water.
    pub reconciliation: ReconciliationSettings,
}

/// The daily reconciliation, under `[service.reconciliation]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReconciliationSettings {
    /// Whether yesterday is reconciled by itself.
    pub daily: bool,
    /// How often it is looked whether a day is still to be reconciled.
    pub check_every_seconds: u64,
}
