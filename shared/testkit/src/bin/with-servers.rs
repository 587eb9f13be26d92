//! Runs a command with a private PostgreSQL and RabbitMQ of its own, and leaves nothing of them behind.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use testkit::run::{Run, run_with_servers};

/// Starts a fresh PostgreSQL and RabbitMQ, runs a command that finds them by `JIANGZHOU_TEST_POSTGRES_URL`, `JIANGZHOU_TEST_AMQP_URL` and
/// `JIANGZHOU_TEST_RABBIT_DIR`, stops both, removes their data, and ends with the command's status.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Folder for the servers' data; each run makes one of its own in it and removes it.
    #[arg(long, default_value = ".local/test")]
    dir: PathBuf,
    /// The command and its arguments.
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { dir, command } = Arguments::parse();
    match run_with_servers(Run { dir, command }).await {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("with-servers: {error:#}");
            ExitCode::FAILURE
        }
    }
}
