//! `/healthz`: the process lives. `/readyz`: it can work: database, migrations, broker.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actix_web::{HttpResponse, Responder, web};
use diesel_migrations::EmbeddedMigrations;
use serde::Serialize;

use crate::{
    broker::Link,
    database::{Database, migration},
    settings::DatabaseSettings,
};

/// What readiness depends on. Cheap to clone.
#[derive(Clone)]
pub struct Readiness {
    database: Database,
    settings: DatabaseSettings,
    migrations: Arc<EmbeddedMigrations>,
    migrated: Arc<AtomicBool>,
    links: Arc<Vec<(&'static str, Link)>>,
    draining: Arc<AtomicBool>,
}

/// The answer of `/readyz`.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ReadyView {
    /// Whether it can work.
    pub ready: bool,
    /// What was checked.
    pub checks: Vec<CheckView>,
}

/// One thing that was checked.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CheckView {
    /// `database`, `migrations`, `relay`, `consumer`, `draining`.
    pub name: &'static str,
    /// Whether it is well.
    pub ok: bool,
}

impl Readiness {
    /// Readiness of a service with its own migrations and the links it keeps to the broker.
    pub fn new(database: Database, settings: DatabaseSettings, migrations: EmbeddedMigrations, links: Vec<(&'static str, Link)>) -> Self {
        Self {
            database,
            settings,
            migrations: Arc::new(migrations),
            migrated: Arc::default(),
            links: Arc::new(links),
            draining: Arc::default(),
        }
    }

    /// From now on the service reports itself not ready.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Checks everything now.
    pub async fn check(&self) -> ReadyView {
        let database = self.database.answers().await;
        let migrations = database && self.is_migrated().await;
        let mut checks = vec![
            CheckView {
                name: "database",
                ok: database,
            },
            CheckView {
                name: "migrations",
                ok: migrations,
            },
        ];
        checks.extend(self.links.iter().map(|(name, link)| CheckView { name, ok: link.is_up() }));
        let draining = self.draining.load(Ordering::Relaxed);
        checks.push(CheckView {
            name: "draining",
            ok: !draining,
        });
        // Once it has had its broker, a service works without: the outbox keeps what is to be sent. An outage of the
        // broker is shown, but must not take the departments away from the counter.
        let links = self.links.iter().all(|(_, link)| link.was_up());
        ReadyView {
            ready: database && migrations && links && !draining,
            checks,
        }
    }

    /// Once current, a schema stays current for this binary.
    async fn is_migrated(&self) -> bool {
        if !self.migrated.load(Ordering::Relaxed) {
            let current = migration::is_current(&self.settings, &self.migrations).await.unwrap_or(false);
            self.migrated.store(current, Ordering::Relaxed);
        }
        self.migrated.load(Ordering::Relaxed)
    }
}

/// `GET /healthz`.
pub async fn show_health() -> impl Responder {
    HttpResponse::Ok().json(serde_json::json!({ "status": "ok" }))
}

/// `GET /readyz`.
pub async fn show_readiness(readiness: web::Data<Readiness>) -> impl Responder {
    let view = readiness.check().await;
    if view.ready {
        HttpResponse::Ok().json(view)
    } else {
        HttpResponse::ServiceUnavailable().json(view)
    }
}
