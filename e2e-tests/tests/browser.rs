//! The public page in a real browser: what is up, a calculation with its articles, a refusal at its field, the API browser.

use std::{path::Path, process::ExitCode, sync::Arc, time::Duration};

use anyhow::{Context, Result, ensure};
use fantoccini::{Client as Browser, ClientBuilder, Locator};
use libtest_mimic::{Arguments, Trial};
use serde_json::json;
use stack::{Ports, Program, Stack, StackOptions};
use testkit::ServiceProcess;

const WITHIN: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let Ok(runtime) = tokio::runtime::Runtime::new() else {
        return ExitCode::FAILURE;
    };
    let runtime = Arc::new(runtime);
    let trial = {
        let runtime = Arc::clone(&runtime);
        Trial::test("the_public_page_shows_what_is_up_and_calculates_with_articles", move || {
            runtime.block_on(public_page()).map_err(|error| format!("{error:#}").into())
        })
    };
    libtest_mimic::run(&arguments, vec![trial]).exit_code()
}

async fn public_page() -> Result<()> {
    let folder = testkit::temporary_folder()?;
    let this = std::env::current_exe()?;
    let mut stack = Stack::start(StackOptions {
        dir: folder.path().join("stack"),
        binaries: this.parent().and_then(Path::parent).context("the target folder")?.to_owned(),
        checkout: Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the checkout")?.to_owned(),
        ports: Ports::free()?,
        durable: false,
        demonstration: None,
    })
    .await?;
    let port = testkit::free_port()?;
    let driver = find_driver()?;
    let mut driver = ServiceProcess::spawn(
        driver,
        [format!("--port={port}")],
        [("HOME", folder.path())],
        folder.path().join("driver.log"),
    )?;
    wait_for_driver(&mut driver, port).await?;
    let profile = folder.path().join("profile");
    for (width, height) in [(1440, 1000), (390, 844)] {
        let browser = open(port, &profile.join(width.to_string()), width, height).await?;
        let looked = look(&browser, &mut stack, width).await;
        browser.close().await?;
        looked.with_context(|| format!("at {width} px"))?;
    }
    stack.kill(Program::Housing)?;
    let browser = open(port, &profile.join("down"), 1440, 1000).await?;
    let looked = look_with_housing_down(&browser, &stack).await;
    browser.close().await?;
    looked?;
    driver.terminate(WITHIN).await.ok();
    stack.stop().await
}

async fn look(browser: &Browser, stack: &mut Stack, width: i64) -> Result<()> {
    browser.goto(&stack.url(Program::Gateway)).await?;
    let cards = wait_for_text(browser, "#status-list", |text| text.matches("正常").count() == 5).await?;
    ensure!(cards.contains("县水利局") && cards.contains("县财政局"), "{cards}");
    let overflow = browser.execute("return document.documentElement.scrollWidth", vec![]).await?;
    ensure!(
        overflow.as_i64().is_some_and(|pixels| pixels <= width),
        "the page is {overflow} px wide"
    );

    press_calculate(browser).await?;
    wait_for_text(browser, "#result", |text| text.contains("8190.00") || text.contains("8,190.00")).await?;
    // On a phone the steps are folded; they are there all the same.
    let result = browser
        .execute("return document.querySelector('#result').textContent", vec![])
        .await?;
    ensure!(
        result.as_str().is_some_and(|text| text.contains("新政办发〔2023〕24号")),
        "the result names no article: {result}"
    );

    // A fault is shown at its field, in words.
    let usage = browser.find(Locator::Css("#usage")).await?;
    usage.clear().await?;
    usage.send_keys("1e3").await?;
    press_calculate(browser).await?;
    let error = wait_for_text(browser, "#usage-error", |text| !text.is_empty()).await?;
    ensure!(error.contains("十进制") || error.contains("数"), "{error}");

    browser.goto(&format!("{}/docs/", stack.url(Program::Gateway))).await?;
    wait_for_text(browser, "body", |text| text.contains("县水利局") && text.contains("县财政局")).await?;
    stack.check_running()
}

/// The page scrolls smoothly; a button is pressed where it stands, not where it was.
async fn press_calculate(browser: &Browser) -> Result<()> {
    let scroll = "document.querySelector('#calculate').scrollIntoView({ block: 'center', behavior: 'instant' })";
    browser.execute(scroll, vec![]).await?;
    Ok(browser.find(Locator::Css("#calculate")).await?.click().await?)
}

async fn look_with_housing_down(browser: &Browser, stack: &Stack) -> Result<()> {
    browser.goto(&stack.url(Program::Gateway)).await?;
    let cards = wait_for_text(browser, "#status-list", |text| {
        text.matches("正常").count() == 4 && text.contains("住")
    })
    .await?;
    ensure!(cards.contains("住"), "the service that is down is not named: {cards}");
    Ok(())
}

async fn wait_for_driver(driver: &mut ServiceProcess, port: u16) -> Result<()> {
    let deadline = tokio::time::Instant::now() + WITHIN;
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        driver.check_running()?;
        ensure!(
            tokio::time::Instant::now() < deadline,
            "the driver does not listen: {}",
            driver.log()
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

async fn wait_for_text(browser: &Browser, selector: &str, found: impl Fn(&str) -> bool) -> Result<String> {
    let deadline = tokio::time::Instant::now() + WITHIN;
    loop {
        let text = browser
            .wait()
            .at_most(WITHIN)
            .for_element(Locator::Css(selector))
            .await?
            .text()
            .await?;
        if found(&text) {
            return Ok(text);
        }
        ensure!(tokio::time::Instant::now() < deadline, "{selector} shows: {text}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn open(port: u16, profile: &Path, width: i64, height: i64) -> Result<Browser> {
    let arguments = [
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--no-proxy-server".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--window-size={width},{height}"),
        format!("--user-data-dir={}", profile.display()),
    ];
    // A phone has no window frame: its width is emulated, since a desktop window is at least 500 px wide.
    let mut options = json!({ "args": arguments });
    if width < 500 {
        options["mobileEmulation"] = json!({ "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0 } });
    }
    let mut capabilities = serde_json::Map::new();
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    ClientBuilder::rustls()?
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .context("the browser does not open")
}

fn find_driver() -> Result<std::path::PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join("chromedriver"))
        .find(|file| file.is_file())
        .context("chromedriver is missing: target/debug/local ensure --browser installs it or says how")
}
