//! Each service starts, migrates and answers alone, with only its own database and the broker.

use std::{path::Path, process::ExitCode, sync::Arc};

use anyhow::{Context, Result, ensure};
use libtest_mimic::{Arguments, Trial};
use serde_json::{Value, json};
use stack::{Client, Ports, Program, Stack, StackOptions};

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let Ok(runtime) = tokio::runtime::Runtime::new() else {
        return ExitCode::FAILURE;
    };
    let runtime = Arc::new(runtime);
    let trial = {
        let runtime = Arc::clone(&runtime);
        Trial::test("each_service_starts_migrates_and_answers_alone", move || {
            runtime.block_on(each_alone()).map_err(|error| format!("{error:#}").into())
        })
    };
    let settings = Trial::test("each_service_takes_its_cluster_settings", || {
        cluster_settings().map_err(|error| format!("{error:#}").into())
    });
    libtest_mimic::run(&arguments, vec![settings, trial]).exit_code()
}

/// Without a database a service cannot do its work; that it gets as far as trying shows that it takes its settings.
fn cluster_settings() -> Result<()> {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the checkout")?;
    let this = std::env::current_exe()?;
    let binaries = this.parent().and_then(Path::parent).context("the target folder")?;
    for program in Program::ALL {
        let config = checkout.join("k8s/base").join(program.name()).join("config.toml");
        let output = std::process::Command::new(binaries.join(program.name()))
            .arg("--config")
            .arg(&config)
            .arg("audit-verify")
            .env("JIANGZHOU__DATABASE__URL", "postgres://nobody@127.0.0.1:1/none")
            .env("JIANGZHOU__DATABASE__WAIT_SECONDS", "1")
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(
            !output.status.success() && said.contains("数据库") && !said.contains("设置有误"),
            "{}: {said}",
            config.display()
        );
    }
    Ok(())
}

async fn each_alone() -> Result<()> {
    let folder = testkit::temporary_folder()?;
    let this = std::env::current_exe()?;
    let options = StackOptions {
        dir: folder.path().join("stack"),
        binaries: this.parent().and_then(Path::parent).context("the target folder")?.to_owned(),
        checkout: Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the checkout")?.to_owned(),
        ports: Ports::free()?,
        durable: false,
        demonstration: None,
    };
    // Migrates every database; no service runs yet.
    let mut stack = Stack::prepare(options).await?;
    for program in Program::ALL {
        stack.spawn(program)?;
        stack
            .wait_ready(program)
            .await
            .with_context(|| format!("{} alone", program.name()))?;
        let client = Client::new(&stack.url(program), Path::new("none"))?;
        if let Some((path, body, field, value)) = question(program) {
            let answer = client.send(reqwest::Method::POST, path, Some(&body)).await?;
            ensure!(
                answer.status.is_success() && answer.body.pointer(field) == Some(&value),
                "{path}: {answer:?}"
            );
        }
        let openapi = client.send(reqwest::Method::GET, "/openapi.json", None).await?;
        ensure!(openapi.body["openapi"].is_string(), "{}: no OpenAPI document", program.name());
        let ended = stack.service(program)?.terminate(std::time::Duration::from_secs(30)).await?;
        ensure!(ended.success(), "{} ended with {ended} on SIGTERM", program.name());
    }
    stack.stop().await
}

/// A calculator of the department with the answer of its page's worked example.
fn question(program: Program) -> Option<(&'static str, Value, &'static str, Value)> {
    match program {
        Program::Gateway => None,
        Program::Water => Some((
            "/v1/calculators/surcharge",
            json!({ "category": "non_resident", "supply": "public_network", "industry_class": "ordinary", "base_price": "4.20", "plan_volume": "1000", "usage": "1500", "period_days": 30, "days_late": 0, "days_early": 0 }),
            "/total",
            json!("8190.00"),
        )),
        Program::Emergency => Some((
            "/v1/calculators/construction-grade",
            json!({ "deaths": 3, "serious_injuries": 0, "direct_loss": "0.00", "at_risk_trapped_missing": 0, "beyond_county_capacity": false }),
            "/grade",
            json!("larger"),
        )),
        Program::Finance => Some((
            "/v1/calculators/occupancy-fee",
            json!({ "principal": "3000000.00", "paid_out": "2024-01-08", "returned": "2024-01-20" }),
            "/fee",
            json!("5175.00"),
        )),
        Program::Housing => Some((
            "/v1/calculators/vote",
            json!({ "matter": "use_of_fund", "units": (1..=10).map(|n| json!({ "id": format!("u{n}"), "area": "100.00", "owner": format!("o{n}"), "ballot": if n <= 4 { "agree" } else if n <= 7 { "disagree" } else { "none" } })).collect::<Vec<_>>() }),
            "/passed",
            json!(true),
        )),
    }
}
