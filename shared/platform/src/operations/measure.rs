//! Keeps the gauges of `/metrics` current.

use std::time::Duration;

use chrono::Utc;
use tokio_util::sync::CancellationToken;

use super::OPERATOR;
use crate::{
    broker::QueueWatch,
    database::{Database, DatabaseError, Scope},
    http::metrics,
    inbox, job, outbox,
    todo::{self, Todo},
    version::Version,
};

/// Key of the operators' to-do.
const DEAD_LETTERS: &str = "dead_letters";
/// How often; of the queues the broker is asked on a connection of its own, and less often.
const EVERY: Duration = Duration::from_secs(10);
const QUEUES_EVERY: u32 = 3;

/// Keeps the metrics of a service's outbox, dead letters, jobs and queues current until cancelled, and the operators' to-do
/// with them.
pub async fn measure(service: &'static str, database: Database, queues: QueueWatch, cancel: CancellationToken) {
    let Version { package, revision, .. } = Version::current();
    let labels = [package.as_str(), revision.as_deref().unwrap_or_default()];
    metrics::BUILD_INFO.with_label_values(&labels).set(1);
    let mut round: u32 = 0;
    while !cancel.is_cancelled() {
        if let Err(error) = measure_once(service, &database).await {
            tracing::debug!(error = %error, "outbox metrics could not be read");
        }
        if round.is_multiple_of(QUEUES_EVERY) {
            measure_queues(&queues).await;
        }
        round = round.wrapping_add(1);
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn measure_once(service: &str, database: &Database) -> Result<(), DatabaseError> {
    let mut conn = database.connection(&Scope::Nothing).await?;
    let state = outbox::state(&mut conn).await?;
    metrics::OUTBOX_WAITING.set(state.waiting);
    metrics::OUTBOX_AGE_SECONDS.set(state.oldest.map_or(0, |oldest| (Utc::now() - oldest).num_seconds().max(0)));
    for job in job::states(&mut conn).await? {
        let succeeded = job.succeeded_at.map_or(0, |at| at.timestamp());
        metrics::JOB_SUCCEEDED.with_label_values(&[&job.name]).set(succeeded);
        metrics::JOB_FAILING
            .with_label_values(&[&job.name])
            .set(i64::from(job.last_error.is_some()));
    }
    let waiting = inbox::waiting_dead_letters(&mut conn).await?;
    metrics::DEAD_LETTERS.set(waiting);
    if waiting == 0 {
        return Ok(todo::close(&mut conn, DEAD_LETTERS, Utc::now()).await?);
    }
    let todo = Todo {
        key: DEAD_LETTERS.to_owned(),
        kind: "dead_letter.handle",
        title: format!("{waiting} 条死信等待处理"),
        link: format!("/work/letters?service={service}"),
        audience: OPERATOR.into(),
        unit: None,
        due_on: None,
    };
    Ok(todo::open(&mut conn, &todo, Utc::now()).await?)
}

/// What the broker does not tell keeps no old figure.
async fn measure_queues(queues: &QueueWatch) {
    let states = queues.look().await;
    metrics::QUEUE_READY.reset();
    metrics::QUEUE_CONSUMERS.reset();
    for queue in states.queues.iter().filter(|queue| queue.exists) {
        metrics::QUEUE_READY.with_label_values(&[&queue.name]).set(queue.ready.into());
        metrics::QUEUE_CONSUMERS
            .with_label_values(&[&queue.name])
            .set(queue.consumers.into());
    }
}
