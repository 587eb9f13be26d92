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
    database::{Database, Scope, migration},
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
    /// Whether everything below is well.
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

    async fn check(&self) -> ReadyView {
        let database = self.database_answers().await;
        let migrations = database && self.is_migrated().await;
        let mut checks = vec![
            CheckView { name: "database", ok: database },
            CheckView { name: "migrations", ok: migrations },
        ];
        checks.extend(self.links.iter().map(|(name, link)| CheckView { name, ok: link.is_up() }));
        checks.push(CheckView {
            name: "draining",
            ok: !self.draining.load(Ordering::Relaxed),
        });
        ReadyView {
            ready: checks.iter().all(|check| check.ok),
            checks,
        }
    }

    async fn database_answers(&self) -> bool {
        use diesel_async::RunQueryDsl;
        let Ok(mut conn) = self.database.connection(&Scope::Nothing).await else { return false };
        diesel::sql_query("SELECT 1").execute(&mut conn).await.is_ok()
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
    if view.ready { HttpResponse::Ok().json(view) } else { HttpResponse::ServiceUnavailable().json(view) }
}
