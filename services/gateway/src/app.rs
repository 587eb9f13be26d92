//! How the gateway is put together.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use actix_web::{
    App, HttpServer,
    middleware::from_fn,
    web::{self, PayloadConfig},
};
use chrono::{TimeDelta, Utc};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use platform::{
    Database,
    blob::{BlobError, BlobStore},
    database::DatabaseError,
    export::Exports,
    http::{
        health::Readiness,
        limit::AddressLimit,
        request,
        route::Routes,
        server::{HttpApp, KEEP_ALIVE},
        token::{Signer, SignerError, TokenVerifier, TokenVerifierError},
    },
    operations::{Probe, audit_log::WholeLog},
};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use utoipa::OpenApi;

use crate::{
    api::{self, login::LoginLimit, well_known::PublicUrl},
    config::Config,
    front_end::{FrontEnd, FrontEndError},
    oidc::{IssuersError, OidcIssuers},
    overview::Overview,
    proxy::{self, UpstreamError, Upstreams},
    security,
    service::{Identity, freshness::Freshness, hasher::Hasher, issue_token::Issuer, sweep},
    staleness,
    web::{Docs, routes as page_routes, show_page_or_problem},
};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// The gateway's own migrations.
pub fn migrations() -> EmbeddedMigrations {
    MIGRATIONS
}

/// Every route of the gateway.
pub fn routes() -> Routes {
    api::routes().merge(proxy::routes()).merge(page_routes())
}

/// Why the gateway does not start. The message tells an operator what to mend.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting that is needed is missing.
    #[error("缺少设置 {0}")]
    MissingSetting(&'static str),
    /// The key that signs tokens.
    #[error(transparent)]
    Signer(#[from] SignerError),
    /// The key that verifies them.
    #[error(transparent)]
    Verifier(#[from] TokenVerifierError),
    /// The other issuers through whom people may log in.
    #[error(transparent)]
    Issuers(#[from] IssuersError),
    /// The clients for the departments.
    #[error("HTTP 客户端")]
    Client(#[from] reqwest::Error),
    /// The departments' addresses.
    #[error(transparent)]
    Upstream(#[from] UpstreamError),
    /// The front end's files.
    #[error(transparent)]
    FrontEnd(#[from] FrontEndError),
    /// The database.
    #[error("数据库")]
    Database(#[from] DatabaseError),
    /// Where the files of exports are.
    #[error("文件存储：{0}")]
    Storage(#[from] BlobError),
    /// Hashing does not work.
    #[error("密码散列：{0}")]
    Hash(String),
    /// Our own API description cannot be written.
    #[error("接口说明")]
    OpenApi(#[from] serde_json::Error),
    /// Address in use, and the like.
    #[error("网络")]
    Io(#[from] std::io::Error),
}

/// A gateway that is bound and about to run.
pub struct Gateway {
    http: HttpApp,
    sweeper: JoinHandle<()>,
    exporter: JoinHandle<()>,
    checker: JoinHandle<()>,
    cancel: CancellationToken,
}

/// What hashes passwords, as the settings want it.
pub fn hasher(config: &Config) -> Result<Hasher, StartError> {
    Hasher::new(&config.service.login).map_err(|error| StartError::Hash(error.to_string()))
}

/// Binds HTTP and starts the sweeper and what writes long exports. Needs a tokio runtime.
pub fn build(config: &Config) -> Result<Gateway, StartError> {
    let own_issuer = config.own_issuer().ok_or(StartError::MissingSetting("auth.issuers.gateway"))?;
    let signer = Signer::from_settings(&config.identity)?.ok_or(StartError::MissingSetting("identity.key_file"))?;
    let database = Database::new(&config.database)?;
    let readiness = Readiness::new(database.clone(), config.database.clone(), migrations(), Vec::new());
    let verifier = TokenVerifier::own(own_issuer, &signer)?;
    let identity = Identity {
        database: database.clone(),
        hasher: hasher(config)?,
        issuer: Issuer::new(signer, own_issuer),
        lockout: config.service.lockout_policy(),
        passwords: config.service.password_policy(),
        sessions: config.service.session_policy(),
    };
    // Connections of its own: a rush of log-ins must not keep everybody else waiting.
    let (freshness, checker) = Freshness::start(Database::background(&config.database)?);
    let issuers = OidcIssuers::new(&config.service.oidc, &config.server.public_url)?;
    let exports = Exports::new(api::lists(), BlobStore::new(&config.storage)?, config.export.clone());
    let shared = Shared {
        readiness: readiness.clone(),
        limit: AddressLimit::new(&config.server),
        login_limit: web::Data::new(LoginLimit(AddressLimit::per_minute(
            &config.server,
            config.service.login.per_minute,
        ))),
        verifier,
        freshness,
        identity,
        probe: Probe {
            service: "gateway",
            started_at: Utc::now(),
            queues: None,
        },
        oidc: web::Data::new(issuers.clone()),
        overview: Overview::new(config.service.overview.clone(), api::ApiDoc::openapi),
        public_url: web::Data::new(PublicUrl(config.server.public_url.clone())),
        front_end: web::Data::new(FrontEnd::read(&config.service.pages)?),
        exports: web::Data::new(exports.clone()),
        body_limit: config.server.body_limit_bytes,
    };
    let workers = Workers::new(config)?;
    let server = HttpServer::new(move || {
        let upstreams = workers.next(&shared.limit);
        App::new()
            .configure(|app| shared.register(app))
            .app_data(web::Data::new(upstreams))
            .wrap(from_fn(staleness::refuse_stale_tokens))
            .wrap(from_fn(request::observe))
            .wrap(from_fn(security::protect))
            .configure(|app| routes().configure(app))
            .default_service(web::to(show_page_or_problem))
    })
    .workers(config.server.workers)
    .keep_alive(KEEP_ALIVE)
    .shutdown_timeout(config.server.shutdown_grace_seconds)
    .disable_signals()
    .bind(&config.server.bind)?;
    let address = server.addrs().first().copied();
    let http = HttpApp::of(server.run(), address, readiness, &config.server)?;
    let cancel = CancellationToken::new();
    let retention = TimeDelta::days(config.service.session.retention_days.into());
    Ok(Gateway {
        http,
        exporter: tokio::spawn(exports.job(database.clone())(cancel.clone())),
        sweeper: tokio::spawn(sweep::run(database, issuers, retention, cancel.clone())),
        checker,
        cancel,
    })
}

impl Gateway {
    /// The bound address.
    pub fn address(&self) -> SocketAddr {
        self.http.address()
    }

    /// Stops the gateway when cancelled (tests).
    pub fn stopper(&self) -> CancellationToken {
        self.cancel.clone()
    }

    /// Runs until SIGTERM; returns when requests are finished.
    pub async fn run(self) -> std::io::Result<()> {
        let ended = self.http.run(self.cancel).await;
        self.checker.abort();
        for (job, name) in [(self.sweeper, "the sweeper"), (self.exporter, "what writes exports")] {
            if let Err(error) = job.await {
                tracing::error!(error = %error, "{name} ended badly");
            }
        }
        ended
    }
}

/// What all workers share.
#[derive(Clone)]
struct Shared {
    readiness: Readiness,
    limit: AddressLimit,
    login_limit: web::Data<LoginLimit>,
    verifier: TokenVerifier,
    freshness: Freshness,
    identity: Identity,
    probe: Probe,
    oidc: web::Data<OidcIssuers>,
    overview: Overview,
    public_url: web::Data<PublicUrl>,
    front_end: web::Data<FrontEnd>,
    exports: web::Data<Exports>,
    body_limit: usize,
}

impl Shared {
    fn register(&self, app: &mut web::ServiceConfig) {
        app.app_data(web::Data::new(self.readiness.clone()))
            .app_data(web::Data::new(self.limit.clone()))
            .app_data(self.login_limit.clone())
            .app_data(web::Data::new(self.verifier.clone()))
            .app_data(web::Data::new(self.freshness.clone()))
            .app_data(web::Data::new(self.identity.database.clone()))
            .app_data(web::Data::new(self.probe.clone()))
            .app_data(web::Data::new(WholeLog))
            .app_data(web::Data::new(self.identity.clone()))
            .app_data(web::Data::new(self.overview.clone()))
            .app_data(self.oidc.clone())
            .app_data(self.public_url.clone())
            .app_data(self.front_end.clone())
            .app_data(self.exports.clone())
            .app_data(web::Data::new(Docs::new()))
            .app_data(PayloadConfig::new(self.body_limit));
    }
}

/// The clients for the workers, made before the first worker starts so that a fault stops the start.
#[derive(Clone)]
struct Workers {
    clients: Arc<Vec<reqwest::Client>>,
    given: Arc<AtomicUsize>,
    addresses: Arc<std::collections::BTreeMap<contracts::Department, reqwest::Url>>,
    settings: crate::config::ProxySettings,
}

impl Workers {
    fn new(config: &Config) -> Result<Self, StartError> {
        let settings = config.service.proxy.clone();
        let clients = (0..config.server.workers.max(1))
            .map(|_| proxy::new_client(&settings))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            clients: Arc::new(clients),
            given: Arc::default(),
            addresses: Arc::new(proxy::addresses(config)?),
            settings,
        })
    }

    fn next(&self, limit: &AddressLimit) -> Upstreams {
        let turn = self.given.fetch_add(1, Ordering::Relaxed) % self.clients.len();
        Upstreams::new(self.clients[turn].clone(), &self.addresses, self.settings.clone(), limit.clone())
    }
}
