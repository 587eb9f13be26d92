//! Keeps the gauges of `/metrics` current.

use chrono::Utc;
use tokio_util::sync::CancellationToken;

use super::OPERATOR;
use crate::{
    database::{Database, DatabaseError, Scope},
    http::metrics,
    inbox, outbox,
    todo::{self, Todo},
};

/// Key of the operators' to-do.
const DEAD_LETTERS: &str = "dead_letters";

/// Keeps the outbox and dead-letter metrics of a service current until cancelled, and the operators' to-do with them.
pub async fn measure(service: &'static str, database: Database, cancel: CancellationToken) {
    const EVERY: std::time::Duration = std::time::Duration::from_secs(10);
    while !cancel.is_cancelled() {
        if let Err(error) = measure_once(service, &database).await {
            tracing::debug!(error = %error, "outbox metrics could not be read");
        }
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
