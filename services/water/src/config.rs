//! Settings of the water service.

use serde::Deserialize;

/// Compiled-in defaults.
pub const DEFAULTS: &str = include_str!("../config.default.toml");

/// All settings.
pub type Config = platform::service::Config<OwnSettings>;

/// What only water has, under `[service]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnSettings {
    /// Whether `load-demonstration` may load the demonstration county; never in production.
    pub demonstration: bool,
    /// Largest file of readings, bytes.
    pub import_limit_bytes: usize,
    /// Most rows of a file of readings.
    pub import_limit_rows: usize,
    /// How long the file of an import with its error column can be fetched, days.
    pub import_keep_days: u32,
    /// How often it is looked whether an approved plan's year has begun.
    pub plan_check_seconds: u64,
    /// Code of the bureau's own unit, which takes payments.
    pub bureau_unit: String,
    /// Most users of a preview that whoever asks waits for; of more it is computed in the background.
    pub billing_preview_at_once: i64,
    /// Users that a billing run handles in one transaction, 1 to 5000.
    pub billing_batch_size: usize,
    /// How often it is looked whether a billing run was confirmed elsewhere, or left behind by a restart.
    pub billing_poll_seconds: u64,
    /// How often it is looked which bills and meters wait for somebody.
    pub todo_seconds: u64,
    /// How often it is looked whether bills have fallen overdue.
    pub overdue_check_seconds: u64,
}
