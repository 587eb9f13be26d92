//! `make bench`: measures against baselines in the same run and prints the table of ratios.
//!
//! Subject and baseline are sampled in turn; samples during which the host took 4 % or more of the processors away are
//! thrown away; medians are compared.

mod bare;
mod run;
mod sample;
mod tariff;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use clap::Parser;
use reqwest::StatusCode;
use serde_json::json;
use stack::{Ports, Program, Session, Stack, StackOptions, county::small_county};

use sample::{Load, Row};

const PERIOD: &str = "2026Q3";

/// Measures the platform against baselines in the same run.
#[derive(Parser)]
struct Arguments {
    /// Rounds; each takes one sample of everything.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// Users of the surcharge run; 0 leaves it out.
    #[arg(long, default_value_t = 1_000_000)]
    users: usize,
    /// Python with OpenFisca-Core, for the tariff's baseline.
    #[arg(long)]
    python: Option<PathBuf>,
    /// The built benchmark of the tariff engine.
    #[arg(long)]
    tariff: Option<PathBuf>,
    /// Serve the bare baseline instead: URL of the database and port.
    #[arg(long, num_args = 2, hide = true)]
    serve_bare: Option<Vec<String>>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.serve_bare {
        Some(bare) => bare::serve(&bare[0], &bare[1]),
        None => tokio::runtime::Runtime::new()
            .map_err(Into::into)
            .and_then(|runtime| runtime.block_on(measure(&arguments))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(arguments: &Arguments) -> Result<()> {
    let mut rows = Vec::new();
    if let (Some(python), Some(engine)) = (&arguments.python, &arguments.tariff) {
        rows.push(tariff::measure(python, engine, arguments.rounds)?);
    }
    rows.extend(measure_stack(arguments).await?);
    println!(
        "\n{:<52} {:>14} {:>14} {:>7} {:>7}",
        "what", "subject/s", "baseline/s", "ratio", "wanted"
    );
    for row in &rows {
        println!("{row}");
    }
    Ok(())
}

/// What needs a running platform: the surcharge run first, then the reads of one bill among all of its bills.
async fn measure_stack(arguments: &Arguments) -> Result<Vec<Row>> {
    let folder = testkit::temporary_folder()?;
    let binaries = std::env::current_exe()?
        .parent()
        .context("this program is in no folder")?
        .to_owned();
    let stack = Stack::start(StackOptions {
        dir: folder.path().join("stack"),
        binaries,
        demonstration: Some(small_county(&std::env::current_dir()?, folder.path())?),
        checkout: std::env::current_dir()?,
        ports: Ports::free()?,
        durable: false,
    })
    .await?;
    let session = stack.client()?.log_in("water_billing").await?;
    let mut rows = Vec::new();
    if arguments.users > 0 {
        rows.push(run::measure(&stack, &session, arguments.users).await?);
    }
    rows.extend(measure_reads(&stack, arguments.rounds, folder.path()).await?);
    stack.stop().await?;
    Ok(rows)
}

/// One bill: through the gateway, direct, and as a bare read of the same row.
async fn measure_reads(stack: &Stack, rounds: usize, folder: &Path) -> Result<Vec<Row>> {
    // A run may take longer than a log-in lasts.
    let session = stack.client()?.log_in("water_billing").await?;
    let bill = one_bill(&session).await?;
    let port = testkit::free_port()?;
    let urls = stack.database(Program::Water)?;
    let mut bare = testkit::ServiceProcess::spawn(
        std::env::current_exe()?,
        ["--serve-bare", &urls.owner_url, &port.to_string()],
        [("X", "")],
        folder.join("bare.log"),
    )?;
    bare.wait_ready(&format!("http://127.0.0.1:{port}/bills/{bill}"), std::time::Duration::from_secs(10))
        .await?;
    let token = session.token();
    let loads = [
        Load::new("bare", format!("http://127.0.0.1:{port}/bills/{bill}"), None),
        Load::new("direct", format!("{}/v1/bills/{bill}", stack.url(Program::Water)), Some(token)),
        Load::new(
            "gateway",
            format!("{}/api/water/v1/bills/{bill}", stack.url(Program::Gateway)),
            Some(token),
        ),
    ];
    let medians = sample::interleaved(&loads, rounds).await?;
    bare.terminate(std::time::Duration::from_secs(10)).await.ok();
    Ok(vec![
        Row::new("GET one bill, direct, against a bare read", medians[1], medians[0], 0.7),
        Row::new("GET one bill through the gateway, against direct", medians[2], medians[1], 0.5),
    ])
}

async fn one_bill(session: &Session) -> Result<String> {
    let run = session
        .post("/api/water/v1/billing-runs", &json!({ "period": PERIOD }))
        .await?
        .expect(StatusCode::CREATED)?;
    let path = format!("/api/water/v1/billing-runs/{}", run["id"].as_str().context("a run")?);
    session
        .post_if_match(&format!("{path}/confirm"), &run["version"], &json!({}))
        .await?
        .expect(StatusCode::ACCEPTED)?;
    session
        .wait_for(&path, std::time::Duration::from_mins(1), |run| {
            (run["state"] == "completed").then_some(())
        })
        .await?;
    let bills = session.get(&format!("/api/water/v1/bills?period={PERIOD}&limit=1")).await?;
    Ok(bills["items"][0]["id"].as_str().context("a bill")?.to_owned())
}
