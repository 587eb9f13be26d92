//! Settings of the emergency service.

use platform::service::NoOwnSettings;

/// Compiled-in defaults.
pub const DEFAULTS: &str = include_str!("../config.default.toml");

/// All settings; the department has none of its own.
pub type Config = platform::service::Config<NoOwnSettings>;
