//! Keeps the gauges of `/metrics` current.

use chrono::Utc;
use tokio_util::sync::CancellationToken;

use crate::{
    database::{Database, DatabaseError, Scope},
    http::metrics,
    inbox, outbox,
};

/// Keeps the outbox and dead-letter metrics current until cancelled.
pub async fn measure(database: Database, cancel: CancellationToken) {
    const EVERY: std::time::Duration = std::time::Duration::from_secs(10);
    while !cancel.is_cancelled() {
        if let Err(error) = measure_once(&database).await {
            tracing::debug!(error = %error, "outbox metrics could not be read");
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn measure_once(database: &Database) -> Result<(), DatabaseError> {
    let mut conn = database.connection(&Scope::Nothing).await?;
    let state = outbox::state(&mut conn).await?;
    metrics::OUTBOX_WAITING.set(state.waiting);
    metrics::OUTBOX_AGE_SECONDS.set(state.oldest.map_or(0, |oldest| (Utc::now() - oldest).num_seconds().max(0)));
    metrics::DEAD_LETTERS.set(inbox::waiting_dead_letters(&mut conn).await?);
    Ok(())
}
