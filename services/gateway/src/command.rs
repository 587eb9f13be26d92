//! The command line: `gateway [--config FILE] serve | migrate | audit-verify | seed-accounts | unlock`.

use std::path::PathBuf;

use chrono::Utc;
use clap::{Parser, Subcommand};
use platform::{
    Database, Problem,
    audit::{self, Head},
    database::{DatabaseError, migration},
    settings::SettingsError,
    telemetry,
};

use crate::{
    app::{self, StartError},
    config::Config,
    service::{
        seed_accounts::{SeedError, seed_accounts},
        unlock_account::unlock_by_operator,
    },
};

#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    /// Settings file (TOML); the environment (`JIANGZHOU__SECTION__KEY`) wins over it.
    #[arg(long, env = "JIANGZHOU_CONFIG", global = true)]
    config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests until SIGTERM.
    Serve,
    /// Bring the database to this version's schema, as its owner.
    Migrate,
    /// Recompute the audit log's hash chain, and say what was changed, removed or inserted.
    AuditVerify {
        /// An end of the log that was printed earlier, `<seq>:<hash>`: the log must still hold it.
        #[arg(long, value_name = "SEQ:HASH")]
        noted: Option<Head>,
    },
    /// Add the units, roles and accounts of a file that are not there yet, with generated passwords.
    SeedAccounts {
        /// Units, roles and accounts (TOML), without passwords.
        #[arg(long)]
        file: PathBuf,
        /// Where names and passwords are written (JSON), readable by the owner only.
        #[arg(long)]
        out: PathBuf,
    },
    /// End the lockout of an account, also of the only administrator's.
    Unlock {
        /// Log-in name.
        #[arg(long)]
        username: String,
    },
}

/// Why the command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// Settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The gateway does not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The server ended badly.
    #[error("网络")]
    Io(#[from] std::io::Error),
    /// The database.
    #[error("数据库")]
    Database(#[from] DatabaseError),
    /// Migrations.
    #[error("数据库迁移")]
    Migration(#[from] migration::MigrationError),
    /// Seeding.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// What was asked for is refused.
    #[error("{0}")]
    Refused(Problem),
    /// The audit chain is broken.
    #[error("操作日志核对未通过：{0}")]
    AuditBroken(String),
}

/// Reads the command line and the settings, and does what is asked.
pub async fn execute() -> Result<(), CommandError> {
    let arguments = Arguments::parse();
    let config = Config::load(arguments.config.as_deref())?;
    telemetry::start("gateway", &config.telemetry);
    match arguments.command {
        Command::Serve => app::build(&config)?.run().await?,
        Command::Migrate => {
            let done = migration::migrate(&config.database, app::migrations()).await?;
            tracing::info!(service = "gateway", migrations = ?done, "the database is current");
        }
        Command::AuditVerify { noted } => {
            let report = audit::verify_since(&Database::new(&config.database)?, noted.as_ref()).await?;
            println!("{}", report.intact_or_findings().map_err(CommandError::AuditBroken)?);
        }
        Command::SeedAccounts { file, out } => {
            let database = Database::new(&config.database)?;
            let outcome = seed_accounts(
                &database,
                &app::hasher(&config)?,
                &config.service.password_policy(),
                &file,
                &out,
                Utc::now(),
            )
            .await?;
            tracing::info!(added = outcome.added.len(), out = %out.display(), "the first accounts are there");
            if !outcome.without_password.is_empty() {
                let names = outcome.without_password.join("、");
                tracing::warn!("{} 里没有这些已有账号的密码：{names}；请由账号管理员重置", out.display());
            }
        }
        Command::Unlock { username } => {
            let account = unlock_by_operator(&Database::new(&config.database)?, &username, Utc::now())
                .await
                .map_err(CommandError::Refused)?;
            println!("账号「{}」的登录锁定已解除", account.username);
        }
    }
    Ok(())
}
