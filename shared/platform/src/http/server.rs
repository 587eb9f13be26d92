//! The HTTP server: binds (port 0 in tests), runs, drains on SIGTERM.

use std::{net::SocketAddr, sync::LazyLock, time::Duration};

use actix_web::{
    App, HttpResponse, HttpServer,
    dev::{Server, ServerHandle},
    http::header::ContentType,
    middleware::from_fn,
    web::{self, Bytes, PayloadConfig, ServiceConfig},
};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::{access::Access, health::Readiness, limit::AddressLimit, problem::Problem, request, route::Routes};
use crate::settings::ServerSettings;

/// How long an idle connection stays open: longer than the gateway keeps one for later use, so that it never sends a
/// request on a connection that is just being closed.
pub const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// A server that listens but does not answer yet.
pub struct HttpApp {
    server: Server,
    address: SocketAddr,
    readiness: Readiness,
    settings: ServerSettings,
}

impl HttpApp {
    /// Binds a service's routes. `state` registers what its handlers take as `web::Data`; what `openapi` makes when it is
    /// first asked for is served under `/openapi.json`.
    pub fn bind(
        settings: &ServerSettings,
        readiness: Readiness,
        openapi: impl FnOnce() -> utoipa::openapi::OpenApi + Send + 'static,
        routes: fn() -> Routes,
        state: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    ) -> std::io::Result<Self> {
        let limit = AddressLimit::new(settings);
        let body_limit = settings.body_limit_bytes;
        let document = web::Data::new(OpenApiDocument::of(openapi));
        let shared = (readiness.clone(), limit);
        let server = HttpServer::new(move || {
            let (readiness, limit) = shared.clone();
            let table = routes().get("/openapi.json", Access::Infrastructure, show_openapi);
            App::new()
                .app_data(web::Data::new(readiness))
                .app_data(web::Data::new(limit))
                .app_data(document.clone())
                .app_data(PayloadConfig::new(body_limit))
                .wrap(from_fn(request::observe))
                .configure(&state)
                .configure(|config| table.configure(config))
        })
        .workers(settings.workers)
        .keep_alive(KEEP_ALIVE)
        .shutdown_timeout(settings.shutdown_grace_seconds)
        .disable_signals()
        .bind(&settings.bind)?;
        let address = server.addrs().first().copied();
        Self::of(server.run(), address, readiness, settings)
    }

    /// A server that was put together elsewhere: the gateway's.
    pub fn of(server: Server, address: Option<SocketAddr>, readiness: Readiness, settings: &ServerSettings) -> std::io::Result<Self> {
        Ok(Self {
            server,
            address: address.ok_or_else(|| std::io::Error::other("the server bound no address"))?,
            readiness,
            settings: settings.clone(),
        })
    }

    /// The bound address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops the server from elsewhere (tests).
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Answers until SIGTERM or SIGINT: then not ready, after the drain delay no new connections, requests in flight
    /// are finished, and `cancel` tells the background tasks.
    pub async fn run(self, cancel: CancellationToken) -> std::io::Result<()> {
        tracing::info!(address = %self.address, "listening");
        let handle = self.server.handle();
        let readiness = self.readiness.clone();
        let delay = Duration::from_secs(self.settings.drain_delay_seconds);
        let stopping = cancel.clone();
        tokio::spawn(async move {
            if let Err(error) = wait_for_stop(&stopping).await {
                tracing::error!(error = %error, "cannot listen for signals");
            }
            readiness.drain();
            tokio::time::sleep(delay).await;
            handle.stop(true).await;
        });
        let ended = self.server.await;
        cancel.cancel();
        ended
    }
}

/// Waits for SIGTERM, SIGINT or the cancellation.
pub async fn wait_for_stop(cancel: &CancellationToken) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        () = cancel.cancelled() => {}
    }
    tracing::info!("stopping");
    Ok(())
}

/// The document as it is sent, or why it cannot be written.
type Written = Result<Bytes, String>;

/// Made when it is first asked for: a service that starts has better things to do.
struct OpenApiDocument(LazyLock<Written, Box<dyn FnOnce() -> Written + Send>>);

impl OpenApiDocument {
    fn of(openapi: impl FnOnce() -> utoipa::openapi::OpenApi + Send + 'static) -> Self {
        let write = || serde_json::to_vec(&openapi()).map(Bytes::from).map_err(|error| error.to_string());
        Self(LazyLock::new(Box::new(write)))
    }
}

async fn show_openapi(document: web::Data<OpenApiDocument>) -> Result<HttpResponse, Problem> {
    let written = document.0.as_ref().map_err(|error| Problem::internal(error.clone()))?;
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(written.clone()))
}
