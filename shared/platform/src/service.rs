//! How a department's service is put together, the same for all: settings, database, relay, consumer, jobs, HTTP.

use std::{collections::BTreeMap, future::Future, net::SocketAddr, process::ExitCode, sync::Arc};

use actix_web::web::{self, ServiceConfig};
use clap::Parser;
use contracts::Department;
use diesel_migrations::EmbeddedMigrations;
use futures_util::future::BoxFuture;
use serde::{Deserialize, de::DeserializeOwned};
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::{
    attachment::AttachmentLimit,
    audit,
    blob::{BlobError, BlobStore},
    broker::{Consumer, Handle, QueueWatch, Relay},
    command::{Arguments, Command},
    database::{Database, DatabaseError, migration},
    http::{
        health::Readiness,
        route::Routes,
        server::HttpApp,
        token::{ServiceIdentity, Signer, SignerError, TokenVerifier},
    },
    notice, operations, outgoing,
    peer::PeerSettings,
    rule::RuleFault,
    settings::{
        self, AuthSettings, BrokerSettings, DatabaseSettings, ExportSettings, IdentitySettings, OutgoingSettings, RuleSettings,
        ServerSettings, SettingsError, StorageSettings, TelemetrySettings,
    },
    telemetry, todo,
};

/// Settings of a department's service; what only one department has stands under `service`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config<Own> {
    /// Where it listens.
    pub server: ServerSettings,
    /// Its own database.
    pub database: DatabaseSettings,
    /// RabbitMQ.
    pub broker: BrokerSettings,
    /// Whose tokens it takes.
    pub auth: AuthSettings,
    /// Its identity towards other services.
    pub identity: IdentitySettings,
    /// Where its rules are.
    pub rules: RuleSettings,
    /// Exports of lists.
    pub export: ExportSettings,
    /// Where its files are.
    pub storage: StorageSettings,
    /// How messages to people leave.
    pub outgoing: OutgoingSettings,
    /// Logs.
    pub telemetry: TelemetrySettings,
    /// Departments that it asks by REST, by name.
    #[serde(default)]
    pub peers: BTreeMap<String, PeerSettings>,
    /// What only this department has.
    pub service: Own,
}

/// No settings of its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoOwnSettings {}

/// Why a service does not start. The message tells an operator what to mend.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// A setting that is needed is missing.
    #[error("缺少设置 {0}")]
    MissingSetting(&'static str),
    /// A rule file, with its line.
    #[error(transparent)]
    Rules(#[from] rules::LoadError),
    /// Rules and what was approved at run time.
    #[error(transparent)]
    ApprovedRules(#[from] RuleFault),
    /// The key of the service's identity.
    #[error(transparent)]
    Signer(#[from] SignerError),
    /// Where its files are.
    #[error("文件存储：{0}")]
    Storage(#[from] BlobError),
    /// The database.
    #[error("数据库：{0}")]
    Database(#[from] DatabaseError),
    /// Migrations.
    #[error("数据库迁移：{0}")]
    Migration(#[from] migration::MigrationError),
    /// HTTP client.
    #[error("HTTP 客户端：{0}")]
    Client(#[from] reqwest::Error),
    /// Address in use, and the like.
    #[error("网络：{0}")]
    Io(#[from] std::io::Error),
    /// What sends messages to people.
    #[error(transparent)]
    Outgoing(#[from] outgoing::AdaptorError),
    /// The audit chain is broken.
    #[error("操作日志核对未通过：{0}")]
    AuditBroken(String),
}

/// A job that runs beside the requests until it is cancelled.
pub type Job = Box<dyn FnOnce(CancellationToken) -> BoxFuture<'static, ()> + Send>;

/// What differs from department to department.
pub struct Blueprint<State> {
    /// The department.
    pub department: Department,
    /// Its own migrations.
    pub migrations: EmbeddedMigrations,
    /// Its routes; the platform adds health, metrics and the operators' routes.
    pub routes: fn() -> Routes,
    /// Its OpenAPI document; the platform adds what all have ([`shared_openapi`]).
    pub openapi: fn() -> utoipa::openapi::OpenApi,
    /// What it does with the messages it receives, if it receives any.
    pub handler: Option<Arc<dyn Handle>>,
    /// Its jobs.
    pub jobs: Vec<Job>,
    /// Registers what its handlers take as `web::Data`, besides [`Database`] and [`BlobStore`].
    pub state: State,
}

/// A service that is bound and about to run.
pub struct Service {
    http: HttpApp,
    tasks: JoinSet<()>,
    cancel: CancellationToken,
}

/// The service's own identity from its key file, if it has one.
pub fn identity(settings: &IdentitySettings, auth: &AuthSettings, department: Department) -> Result<Option<ServiceIdentity>, SignerError> {
    let Some(signer) = Signer::from_settings(settings)? else {
        return Ok(None);
    };
    let audience = auth.issuers.values().next().map_or("jiangzhou", |issuer| issuer.audience.as_str());
    Ok(Some(ServiceIdentity::new(department.name(), signer, audience)))
}

/// What departments' services share: the operators' part and the to-dos, which all have; notices and messages, where
/// they are mounted.
pub fn shared_openapi() -> utoipa::openapi::OpenApi {
    let mut document = <operations::ApiDoc as utoipa::OpenApi>::openapi();
    document.merge(<todo::ApiDoc as utoipa::OpenApi>::openapi());
    document.merge(<notice::ApiDoc as utoipa::OpenApi>::openapi());
    document.merge(<outgoing::ApiDoc as utoipa::OpenApi>::openapi());
    document
}

impl Service {
    /// Binds HTTP and starts relay, consumer and jobs. `database` serves these; requests have connections of their own.
    /// Needs a tokio runtime.
    pub fn start<Own, State>(config: &Config<Own>, database: Database, blueprint: Blueprint<State>) -> Result<Self, StartError>
    where
        State: Fn(&mut ServiceConfig) + Clone + Send + 'static,
    {
        let department = blueprint.department;
        let relay = config
            .broker
            .relay
            .then(|| Relay::new(department, database.clone(), config.broker.clone()));
        let consumer = blueprint
            .handler
            .map(|handler| Consumer::new(department, database.clone(), config.broker.clone(), handler));
        let relay_link = relay.as_ref().map(|relay| ("relay", relay.link()));
        let consumer_link = consumer.as_ref().map(|consumer| ("consumer", consumer.link()));
        let links = relay_link.into_iter().chain(consumer_link).collect();
        let serving = Database::new(&config.database)?;
        let readiness = Readiness::new(serving.clone(), config.database.clone(), blueprint.migrations, links);
        let verifier = TokenVerifier::new(&config.auth)?.at(department);
        let attachment_limit = AttachmentLimit(config.storage.attachment_limit_bytes);
        let blobs = web::Data::new(BlobStore::new(&config.storage)?);
        let own_state = blueprint.state;
        let queues = QueueWatch::new(department, config.broker.clone());
        let probe = operations::Probe {
            service: department.name(),
            started_at: chrono::Utc::now(),
            queues: Some(queues.clone()),
        };
        let state = move |app: &mut ServiceConfig| {
            app.app_data(web::Data::new(serving.clone()));
            app.app_data(web::Data::new(probe.clone()));
            app.app_data(web::Data::new(verifier.clone()));
            app.app_data(blobs.clone());
            app.app_data(web::Data::new(attachment_limit));
            own_state(app);
        };
        let openapi = move || {
            let mut openapi = (blueprint.openapi)();
            let declared = (blueprint.routes)().declared();
            let mut shared = shared_openapi();
            shared.paths.paths.retain(|path, _| declared.iter().any(|route| route.path == path));
            openapi.merge(shared);
            openapi
        };
        let http = HttpApp::bind(&config.server, readiness, openapi, blueprint.routes, state)?;
        // Nothing runs unless everything can.
        let sender = outgoing::Sender::new(department.name(), database.clone(), config.outgoing.clone())?;
        let cancel = CancellationToken::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(operations::measure(department.name(), database, queues, cancel.clone()));
        tasks.spawn(outgoing::job(sender, cancel.clone()));
        relay.map(|relay| tasks.spawn(relay.run(cancel.clone())));
        consumer.map(|consumer| tasks.spawn(consumer.run(cancel.clone())));
        for job in blueprint.jobs {
            tasks.spawn(job(cancel.clone()));
        }
        Ok(Self { http, tasks, cancel })
    }

    /// The bound address.
    pub fn address(&self) -> SocketAddr {
        self.http.address()
    }

    /// Stops the service when cancelled (tests).
    pub fn stopper(&self) -> CancellationToken {
        self.cancel.clone()
    }

    /// Runs until SIGTERM; returns when requests and jobs are finished. A relay, consumer or job that panics ends the
    /// service: better started anew than silently without it.
    pub async fn run(mut self) -> std::io::Result<()> {
        let mut panicked = false;
        let mut http = std::pin::pin!(self.http.run(self.cancel.clone()));
        let ended = loop {
            tokio::select! {
                ended = &mut http => break ended,
                Some(task) = self.tasks.join_next() => panicked |= is_bad(task),
            }
            if panicked {
                self.cancel.cancel();
            }
        };
        while let Some(task) = self.tasks.join_next().await {
            panicked |= is_bad(task);
        }
        ended?;
        if panicked {
            Err(std::io::Error::other("a background task panicked"))
        } else {
            Ok(())
        }
    }
}

fn is_bad(task: Result<(), JoinError>) -> bool {
    if let Err(error) = &task {
        tracing::error!(error = %error, "a background task ended badly");
    }
    task.is_err()
}

/// The `main` of a department's service: reads the command line and the settings, and does what is asked.
pub async fn main<Own, Build, Building>(
    department: Department,
    defaults: &str,
    migrations: fn() -> EmbeddedMigrations,
    build: Build,
) -> ExitCode
where
    Own: DeserializeOwned,
    Build: FnOnce(Config<Own>) -> Building,
    Building: Future<Output = Result<Service, StartError>>,
{
    run(Arguments::parse(), department, defaults, migrations, build).await
}

/// As [`main`], with the command line already read: for a department that has commands of its own besides.
pub async fn run<Own, Build, Building>(
    arguments: Arguments,
    department: Department,
    defaults: &str,
    migrations: fn() -> EmbeddedMigrations,
    build: Build,
) -> ExitCode
where
    Own: DeserializeOwned,
    Build: FnOnce(Config<Own>) -> Building,
    Building: Future<Output = Result<Service, StartError>>,
{
    let outcome = execute(arguments, defaults, department, migrations, build).await;
    telemetry::stop().await;
    report(department, outcome)
}

/// The exit code of a command; a failure is logged and told with all its causes.
pub fn report<E: std::error::Error>(department: Department, outcome: Result<(), E>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(service = department.name(), error = %telemetry::chain(&error), "the service stopped");
            eprintln!("{}：{}", department.name(), telemetry::chain(&error));
            ExitCode::FAILURE
        }
    }
}

async fn execute<Own, Build, Building>(
    arguments: Arguments,
    defaults: &str,
    department: Department,
    migrations: fn() -> EmbeddedMigrations,
    build: Build,
) -> Result<(), StartError>
where
    Own: DeserializeOwned,
    Build: FnOnce(Config<Own>) -> Building,
    Building: Future<Output = Result<Service, StartError>>,
{
    let config: Config<Own> = settings::load(defaults, arguments.config.as_deref())?;
    telemetry::start(department.name(), &config.telemetry);
    match arguments.command {
        Command::Serve => build(config).await?.run().await?,
        Command::Migrate => {
            let done = migration::migrate(&config.database, migrations()).await?;
            tracing::info!(service = department.name(), migrations = ?done, "the database is current");
        }
        Command::Relay => {
            let cancel = CancellationToken::new();
            let relay = Relay::new(department, Database::background(&config.database)?, config.broker);
            let task = tokio::spawn(relay.run(cancel.clone()));
            crate::http::server::wait_for_stop(&cancel).await?;
            cancel.cancel();
            if let Err(error) = task.await {
                tracing::error!(error = %error, "the relay ended badly");
            }
        }
        Command::AuditVerify { noted } => {
            let report = audit::verify_since(&Database::background(&config.database)?, noted.as_ref()).await?;
            println!("{}", report.intact_or_findings().map_err(StartError::AuditBroken)?);
        }
    }
    Ok(())
}
