//! The front end in a real browser, over the whole platform: the journeys of `services/gateway/web/journeys`.

use std::{path::Path, process::ExitCode, sync::Arc, time::Duration};

use anyhow::{Context, Result, ensure};
use libtest_mimic::{Arguments, Trial};
use stack::{Ports, Program, Stack, StackOptions, county::whole_county};
use testkit::{ServiceProcess, install};

/// All journeys of one part together; each has its own, shorter limit.
const WITHIN: Duration = Duration::from_mins(30);

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let Ok(runtime) = tokio::runtime::Runtime::new() else {
        return ExitCode::FAILURE;
    };
    let runtime = Arc::new(runtime);
    let trial = {
        let runtime = Arc::clone(&runtime);
        Trial::test("people_go_their_ways_in_a_browser", move || {
            runtime.block_on(all_journeys()).map_err(|error| format!("{error:#}").into())
        })
    };
    libtest_mimic::run(&arguments, vec![trial]).exit_code()
}

async fn all_journeys() -> Result<()> {
    let folder = testkit::temporary_folder()?;
    let this = std::env::current_exe()?;
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the checkout")?;
    let mut stack = Stack::start(StackOptions {
        dir: folder.path().join("stack"),
        binaries: this.parent().and_then(Path::parent).context("the target folder")?.to_owned(),
        checkout: checkout.to_owned(),
        ports: Ports::free()?,
        durable: false,
        demonstration: Some(whole_county(checkout)),
    })
    .await?;
    let web = checkout.join("services/gateway/web");
    go(&stack, &web, folder.path(), &["public", "phone", "work"], 1).await?;
    // What these only look at, the ones before have done.
    go(&stack, &web, folder.path(), &["pages"], 2).await?;
    stack.check_running()?;
    stack.kill(Program::Finance)?;
    go(&stack, &web, folder.path(), &["down"], 1).await?;
    stack.stop().await
}

/// Runs the journeys of these parts (`projects` of `playwright.config.ts`) against the stack, so many at once.
async fn go(stack: &Stack, web: &Path, folder: &Path, parts: &[&str], at_once: usize) -> Result<()> {
    let runner = web.join("node_modules/.bin/playwright");
    ensure!(runner.exists(), "{} is missing: `make web` installs it", runner.display());
    let browser = install::find_browser().context("Chromium is missing: target/debug/local ensure --browser installs it or says how")?;
    let text = |path: &Path| path.display().to_string();
    let arguments = [
        "test".to_owned(),
        format!("--config={}", text(&web.join("playwright.config.ts"))),
        format!("--workers={at_once}"),
    ];
    let parts = parts.iter().map(|part| format!("--project={part}"));
    let mut process = ServiceProcess::spawn(
        runner,
        arguments.into_iter().chain(parts),
        [
            ("JIANGZHOU_URL", stack.url(Program::Gateway)),
            ("JIANGZHOU_ACCOUNTS", text(&stack.accounts_file())),
            ("CHROMIUM", text(&browser)),
            ("HOME", text(folder)),
            ("CI", "1".to_owned()),
        ],
        folder.join("journeys.log"),
    )?;
    let status = process.wait(WITHIN).await;
    let log = process.log();
    ensure!(status.with_context(|| log.clone())?.success(), "{log}");
    println!("{log}");
    Ok(())
}
