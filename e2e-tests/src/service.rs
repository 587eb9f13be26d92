//! One of the five binaries: what it is told, and its life as a process.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result, bail};
use testkit::{DatabaseUrls, ServiceProcess};

use crate::settings::{Ports, StackOptions, key_file, make_private_folder};

/// How long a service may take to be ready.
pub const READY_WITHIN: Duration = Duration::from_mins(1);
const ONE_SHOT_WITHIN: Duration = Duration::from_mins(10);

/// A binary of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Program {
    /// The edge.
    Gateway,
    /// Water resources.
    Water,
    /// Emergency management.
    Emergency,
    /// Finance.
    Finance,
    /// Housing.
    Housing,
}

/// All five, in the order they are started.
pub const SERVICES: [Program; 5] = Program::ALL;

impl Program {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Gateway, Self::Water, Self::Emergency, Self::Finance, Self::Housing];

    /// Name of the binary, the database and the login role.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gateway => "gateway",
            Self::Water => "water",
            Self::Emergency => "emergency",
            Self::Finance => "finance",
            Self::Housing => "housing",
        }
    }

    /// Chinese name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Gateway => "网关",
            Self::Water => "水利",
            Self::Emergency => "应急管理",
            Self::Finance => "财政",
            Self::Housing => "住建",
        }
    }
}

/// What a service needs to know of the stack around it.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    /// How the stack is started.
    pub options: &'a StackOptions,
    /// The service's database.
    pub database: &'a DatabaseUrls,
    /// The broker.
    pub amqp_url: &'a str,
}

/// The settings of a service as environment variables.
pub fn environment(program: Program, around: &Surroundings<'_>) -> Result<Vec<(String, String)>> {
    let ports = around.options.ports;
    let key = key_file(&around.options.dir, program)?;
    let mut settings = vec![
        ("SERVER__BIND".to_owned(), format!("127.0.0.1:{}", ports.of(program))),
        ("SERVER__PUBLIC_URL".to_owned(), ports.url(Program::Gateway)),
        ("DATABASE__URL".to_owned(), around.database.app_url.clone()),
        ("DATABASE__MIGRATION_URL".to_owned(), around.database.owner_url.clone()),
        ("IDENTITY__KEY_FILE".to_owned(), key.display().to_string()),
    ];
    let files = around.options.dir.join("files").join(program.name());
    make_private_folder(&files)?;
    settings.push(("STORAGE__URL".to_owned(), format!("file://{}", files.display())));
    if program == Program::Gateway {
        let pages = around.options.checkout.join("services/gateway/web/dist");
        settings.push(("SERVICE__PAGES__FOLDER".to_owned(), pages.display().to_string()));
        settings.push((
            "SERVICE__PAGES__DEMONSTRATION".to_owned(),
            around.options.demonstration.is_some().to_string(),
        ));
        for department in &Program::ALL[1..] {
            settings.push((
                format!("UPSTREAMS__{}__URL", department.name().to_uppercase()),
                ports.url(*department),
            ));
        }
    } else {
        settings.push(("BROKER__URL".to_owned(), around.amqp_url.to_owned()));
        settings.push(("BROKER__RETRY_DELAY_SECONDS".to_owned(), "1".to_owned()));
        settings.extend(trust("GATEWAY", "gateway", &ports.url(Program::Gateway)));
    }
    match program {
        Program::Water => {
            settings.extend(trust("FINANCE", "finance", &ports.url(Program::Finance)));
            settings.push((
                "SERVICE__DEMONSTRATION".to_owned(),
                around.options.demonstration.is_some().to_string(),
            ));
        }
        Program::Finance => settings.push(("PEERS__WATER__URL".to_owned(), ports.url(Program::Water))),
        _ => {}
    }
    Ok(settings
        .into_iter()
        .map(|(key, value)| (format!("JIANGZHOU__{key}"), value))
        .collect())
}

/// The settings by which a service takes an issuer's tokens.
fn trust(key: &str, name: &str, url: &str) -> [(String, String); 3] {
    let setting = |what: &str| format!("AUTH__ISSUERS__{key}__{what}");
    [
        (setting("ISSUER"), format!("https://jiangzhou/{name}")),
        (setting("JWKS_URL"), format!("{url}/.well-known/jwks.json")),
        (setting("AUDIENCE"), "jiangzhou".to_owned()),
    ]
}

/// Starts a service.
pub fn spawn(program: Program, options: &StackOptions, environment: &[(String, String)]) -> Result<ServiceProcess> {
    ServiceProcess::spawn(
        options.binaries.join(program.name()),
        ["serve"],
        environment.iter().map(|(key, value)| (key.as_str(), value.as_str())),
        log_file(options, program),
    )
}

/// Starts a command of a service that ends by itself.
pub fn spawn_once(
    program: Program,
    options: &StackOptions,
    environment: &[(String, String)],
    arguments: &[&str],
) -> Result<ServiceProcess> {
    ServiceProcess::spawn(
        options.binaries.join(program.name()),
        arguments.iter().copied(),
        environment.iter().map(|(key, value)| (key.as_str(), value.as_str())),
        log_file(options, program),
    )
}

/// Runs a command of a service to its end; a failure shows what it printed.
pub async fn run_once(program: Program, options: &StackOptions, environment: &[(String, String)], arguments: &[&str]) -> Result<()> {
    let mut process = spawn_once(program, options, environment, arguments)?;
    let status = process
        .wait(ONE_SHOT_WITHIN)
        .await
        .with_context(|| format!("{} {} did not end", program.name(), arguments.join(" ")))?;
    if !status.success() {
        let log = process.log();
        let tail: Vec<&str> = log.lines().rev().take(15).collect();
        bail!(
            "{} {} failed:\n{}",
            program.name(),
            arguments.join(" "),
            tail.into_iter().rev().collect::<Vec<_>>().join("\n")
        );
    }
    Ok(())
}

/// Waits until a service reports itself ready.
pub async fn wait_ready(process: &mut ServiceProcess, ports: Ports, program: Program) -> Result<()> {
    process.wait_ready(&format!("{}/readyz", ports.url(program)), READY_WITHIN).await
}

fn log_file(options: &StackOptions, program: Program) -> impl AsRef<Path> + use<> {
    options.dir.join("logs").join(format!("{}.log", program.name()))
}
