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
    /// Whether the days of the window are reconciled by themselves.
    pub daily: bool,
    /// How many days back each day is looked at again, yesterday included; at least 1.
    pub window_days: u32,
    /// How often it is looked whether a day is still to be reconciled.
    pub check_every_seconds: u64,
}
