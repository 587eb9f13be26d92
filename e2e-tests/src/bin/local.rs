//! The platform on this machine: `local up` runs it until Ctrl-C, `local demo` uses it, `local forget` removes its data.

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use stack::{Client, Ports, Program, SERVICES, Stack, StackOptions, county::whole_county, demo};
use testkit::install::{Need, ensure_packages};
use tokio::signal::unix::{SignalKind, signal};

/// The platform on this machine.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Folder for all its data.
    #[arg(long, default_value = ".local", global = true)]
    dir: PathBuf,
    /// Port of the gateway; the departments take the four above it.
    #[arg(long, default_value_t = Ports::LOCAL, env = "JIANGZHOU_LOCAL_PORT", global = true, value_parser = clap::value_parser!(u16).range(1..=65_531))]
    port: u16,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Starts everything and runs until Ctrl-C.
    Up {
        /// Leave out the demonstration county and its accounts.
        #[arg(long, env = "JIANGZHOU_LOCAL_WITHOUT_DEMONSTRATION")]
        without_demonstration: bool,
    },
    /// Drives a bill from the meter to the treasury, as the people would.
    Demo,
    /// Installs what is missing on this machine where that is possible, and else names it.
    Ensure {
        /// Also what the browser tests need.
        #[arg(long)]
        browser: bool,
    },
    /// Removes all data.
    Forget,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { dir, port, command } = Arguments::parse();
    let ports = Ports::from(port);
    let done = match command {
        Command::Up { without_demonstration } => up(dir, ports, !without_demonstration).await,
        Command::Demo => run_demo(&dir, ports).await,
        Command::Ensure { browser: true } => ensure_packages(Need::ServersAndBrowser).await,
        Command::Ensure { browser: false } => ensure_packages(Need::Servers).await,
        Command::Forget => forget(&dir).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn up(dir: PathBuf, ports: Ports, demonstration: bool) -> Result<()> {
    let started = Instant::now();
    let checkout = env::current_dir()?;
    let binaries = env::current_exe()?.parent().context("this program is in no folder")?.to_owned();
    let options = StackOptions {
        dir: checkout.join(dir),
        binaries,
        demonstration: demonstration.then(|| whole_county(&checkout)),
        checkout,
        ports,
        durable: true,
    };
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut stack = tokio::select! {
        stack = Stack::start(options) => stack?,
        _ = interrupt.recv() => return Ok(()),
        _ = terminate.recv() => return Ok(()),
    };
    greet(&stack, started.elapsed(), demonstration);
    stack.load_past()?;
    let ended = loop {
        tokio::select! {
            _ = interrupt.recv() => break Ok(()),
            _ = terminate.recv() => break Ok(()),
            () = tokio::time::sleep(Duration::from_secs(2)) => if let Err(error) = stack.check_running() { break Err(error) },
        }
    };
    eprintln!("stopping …");
    stack.stop().await?;
    ended
}

fn greet(stack: &Stack, took: Duration, demonstration: bool) {
    println!("\n绛州政务平台已启动（{:.1} 秒）。Jiangzhou is up.\n", took.as_secs_f64());
    println!("  打开 open           {}/", stack.url(Program::Gateway));
    println!("  接口 API browser    {}/docs/", stack.url(Program::Gateway));
    for program in SERVICES {
        println!("  {:<10} {:<8} {}", program.name(), program.title(), stack.url(program));
    }
    if demonstration {
        println!("\n  登录 log in: accounts and passwords are in {}", stack.accounts_file().display());
        if let Ok(client) = stack.client() {
            for account in client.accounts() {
                println!("    {:<24} {:<24} {}", account.username, account.password, account.roles.join(", "));
            }
        }
        println!(
            "\n  curl -X POST {}/api/identity/v1/login -H 'Content-Type: application/json' -d '{{\"username\": \"…\", \"password\": \"…\"}}'",
            stack.url(Program::Gateway)
        );
        println!("  试一遍 try it: make demo");
        println!("  演示县以往各季的账单和缴款接着在后台装入，首次启动约需半分钟。The past quarters' bills are loaded meanwhile.");
    }
    println!("\n  Ctrl-C 停止全部 stops everything; `make clean-local` forgets the data.\n");
}

async fn run_demo(dir: &Path, ports: Ports) -> Result<()> {
    let client = Client::new(&ports.url(Program::Gateway), &dir.join("accounts.json"))?;
    demo::run(&client).await
}

async fn forget(dir: &Path) -> Result<()> {
    let known = ["secrets.json", "keys", "postgres"];
    if dir.exists() && !known.iter().any(|name| dir.join(name).exists()) {
        anyhow::bail!("{} does not look like a stack's folder; nothing was removed", dir.display());
    }
    stack::forget(dir).await
}
