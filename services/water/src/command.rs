//! The command line: what every service has, and the demonstration county.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// `water [--config FILE] serve | migrate | relay | audit-verify | load-demonstration --file FILE [--present-only]`.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Arguments {
    /// Settings file (TOML); the environment (`JIANGZHOU__SECTION__KEY`) wins over it.
    #[arg(long, env = "JIANGZHOU_CONFIG", global = true)]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the service can do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// What every service can do.
    #[command(flatten)]
    Common(platform::command::Command),
    /// Load the demonstration county, where the setting `service.demonstration` allows it. A second time changes nothing.
    LoadDemonstration {
        /// The demonstration county, e.g. `services/water/demo/county.toml`.
        #[arg(long)]
        file: PathBuf,
        /// Only what work on the last quarter needs; the plans and bills of the past come with a load without this.
        #[arg(long)]
        present_only: bool,
    },
}
