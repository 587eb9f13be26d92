//! The water service: `water serve | migrate | relay | audit-verify | load-demonstration`.

use std::process::ExitCode;

use clap::Parser;
use contracts::Department;
use water::command::{Arguments, Command};

#[tokio::main]
async fn main() -> ExitCode {
    platform::tell_version!();
    let Arguments { config, command } = Arguments::parse();
    match command {
        Command::Common(command) => {
            let arguments = platform::command::Arguments { config, command };
            platform::service::run(
                arguments,
                Department::Water,
                water::config::DEFAULTS,
                water::migrations,
                water::app::build,
            )
            .await
        }
        Command::LoadDemonstration { file, present_only } => {
            let outcome = water::demonstration::run(config.as_deref(), &file, present_only).await;
            platform::service::report(Department::Water, outcome)
        }
    }
}
