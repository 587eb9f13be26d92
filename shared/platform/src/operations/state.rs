//! How a service stands: build, migrations, checks, outbox, queues, dead letters, jobs.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    alert::{AlertView, alerts},
    progress::{ProgressSource, ProgressView},
};
use crate::{
    Problem,
    broker::{QueueStates, QueueWatch},
    database::{Database, Pg, Scope, migration},
    http::{health::Readiness, metrics},
    inbox,
    job::{self, JobState},
    outbox::{self, OutboxState},
    version::Version,
};

/// What a running service knows of itself besides its database. Cheap to clone.
#[derive(Clone)]
pub struct Probe {
    /// Its name, e.g. `water`.
    pub service: &'static str,
    /// Since when it runs.
    pub started_at: DateTime<Utc>,
    /// Its queues; none where a service receives and sends nothing.
    pub queues: Option<QueueWatch>,
}

/// How a service stands.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StateView {
    /// Its name.
    pub service: String,
    /// Which build answers.
    pub version: Version,
    /// Since when this process runs.
    pub started_at: DateTime<Utc>,
    /// What it checks of itself, as `/readyz` says it.
    pub checks: Vec<CheckView>,
    /// Migrations that have run, the latest first.
    pub migrations: Vec<MigrationView>,
    /// What waits to be sent.
    pub outbox: OutboxView,
    /// Its queues, as far as the broker tells.
    pub queues: QueueStates,
    /// When it last handled a message.
    pub last_received_at: Option<DateTime<Utc>>,
    /// How long the last message that this process handled was under way since it was written, seconds.
    pub last_lag_seconds: Option<i64>,
    /// Parked messages that wait for somebody.
    pub dead_letters_waiting: i64,
    /// What runs by itself, with the last run of each.
    pub jobs: Vec<JobState>,
    /// Long work under way. A service of the version before does not say it.
    #[serde(default)]
    #[schema(required = true)]
    pub progress: Vec<ProgressView>,
    /// What is wrong, and what to do.
    #[serde(default)]
    #[schema(required = true)]
    pub alerts: Vec<AlertView>,
}

/// One thing that is checked.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CheckView {
    /// `database`, `migrations`, `relay`, `consumer`, `draining`.
    pub name: String,
    /// Whether it is well.
    pub ok: bool,
}

/// A migration that has run.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MigrationView {
    /// Its version.
    pub version: String,
    /// When.
    pub applied_at: DateTime<Utc>,
}

/// What waits in the outbox.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OutboxView {
    /// Messages not yet confirmed by the broker.
    pub waiting: i64,
    /// When the oldest of them was stored.
    pub oldest: Option<DateTime<Utc>>,
    /// Its age, seconds.
    pub oldest_seconds: Option<i64>,
    /// Why the last try to send it failed, if it did.
    pub last_error: Option<String>,
}

impl Probe {
    /// How the service stands now.
    pub async fn state(&self, database: &Database, readiness: &Readiness, progress: Option<ProgressSource>) -> Result<StateView, Problem> {
        let queues = async {
            match &self.queues {
                Some(watch) => watch.look().await,
                None => QueueStates::default(),
            }
        };
        let (ready, queues) = tokio::join!(readiness.check(), queues);
        if ready.checks.iter().any(|check| check.name == "database" && !check.ok) {
            let detail = "服务的数据库没有应答，读不出运行情况";
            return Err(Problem::unavailable("database_unavailable", detail));
        }
        let checks = ready.checks.into_iter().map(|check| CheckView {
            name: check.name.to_owned(),
            ok: check.ok,
        });
        let progress = match progress {
            Some(ProgressSource(find)) => find(&mut *database.connection(&Scope::All).await?).await?,
            None => Vec::new(),
        };
        let mut conn = database.connection(&Scope::Nothing).await?;
        let mut view = StateView {
            service: self.service.to_owned(),
            version: Version::current(),
            started_at: self.started_at,
            checks: checks.collect(),
            migrations: migrations(&mut conn).await?,
            outbox: outbox_view(outbox::state(&mut conn).await?, Utc::now()),
            queues,
            last_received_at: inbox::last_received_at(&mut conn).await?,
            last_lag_seconds: metrics::last_lag(),
            dead_letters_waiting: inbox::waiting_dead_letters(&mut conn).await?,
            jobs: job::states(&mut conn).await?,
            progress,
            alerts: Vec::new(),
        };
        view.alerts = alerts(&view);
        Ok(view)
    }
}

async fn migrations(conn: &mut Pg) -> Result<Vec<MigrationView>, Problem> {
    let applied = migration::applied(conn).await?;
    let view = |(version, applied_at)| MigrationView { version, applied_at };
    Ok(applied.into_iter().map(view).collect())
}

fn outbox_view(state: OutboxState, now: DateTime<Utc>) -> OutboxView {
    OutboxView {
        waiting: state.waiting,
        oldest: state.oldest,
        oldest_seconds: state.oldest.map(|oldest| (now - oldest).num_seconds().max(0)),
        last_error: state.last_error,
    }
}

/// 服务的运行情况：版本、数据库结构、待发消息、队列、死信、后台任务。
#[utoipa::path(get, path = "/v1/operations/state", tag = "operations", security(("bearer" = [])), responses((status = 200, body = StateView)))]
pub async fn show_state(
    database: web::Data<Database>,
    probe: web::Data<Probe>,
    readiness: web::Data<Readiness>,
    progress: Option<web::Data<ProgressSource>>,
) -> Result<HttpResponse, Problem> {
    let progress = progress.map(|source| **source);
    Ok(HttpResponse::Ok().json(probe.state(&database, &readiness, progress).await?))
}

/// What waits in the outbox.
#[utoipa::path(get, path = "/v1/operations/outbox", tag = "operations", security(("bearer" = [])), responses((status = 200, body = OutboxState)))]
pub(super) async fn show_outbox(database: web::Data<Database>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&Scope::Nothing).await?;
    Ok(HttpResponse::Ok().json(outbox::state(&mut conn).await?))
}
