//! The command line that every service has.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// `<service> [--config FILE] serve | migrate | relay | audit-verify`.
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

/// What a service can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Answer requests and messages until SIGTERM.
    Serve,
    /// Bring the database to this version's schema, as its owner.
    Migrate,
    /// Only publish the outbox.
    Relay,
    /// Recompute the audit log's hash chain and compare.
    AuditVerify,
}
