//! The command line that every service has.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::audit::Head;

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
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Answer requests and messages until SIGTERM.
    Serve,
    /// Bring the database to this version's schema, as its owner.
    Migrate,
    /// Only publish the outbox.
    Relay,
    /// Recompute the audit log's hash chain, and say what was changed, removed or inserted.
    AuditVerify {
        /// An end of the log that was printed earlier, `<seq>:<hash>`: the log must still hold it.
        #[arg(long, value_name = "SEQ:HASH")]
        noted: Option<Head>,
    },
}
