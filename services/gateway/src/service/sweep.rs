//! Forgets what has long expired: sessions with their tokens, failed log-ins. Before that, links of the version before are
//! adopted ([`super::adopt_links`]).

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use platform::{Database, database::DatabaseError, job::JobName};
use tokio_util::sync::CancellationToken;

use super::{SCOPE, adopt_links::adopt_all};
use crate::{oidc::OidcIssuers, store};

/// The job.
const JOB: JobName = JobName {
    name: "sweep",
    title: "过期会话清理",
};
/// How often.
const EVERY: Duration = Duration::from_hours(1);
/// How long failed log-ins are remembered that led to no lockout.
const FAILURES_KEPT: TimeDelta = TimeDelta::days(1);

/// Sweeps every hour until cancelled.
pub async fn run(database: Database, issuers: OidcIssuers, retention: TimeDelta, cancel: CancellationToken) {
    while !cancel.is_cancelled() {
        let run = JOB.begin();
        let outcome = async {
            adopt_all(&database, &issuers, Utc::now()).await?;
            sweep(&database, retention, Utc::now()).await
        };
        let outcome = outcome.await;
        run.end(&database, outcome.as_ref().err().map(|error| error as _)).await;
        if let Err(error) = outcome {
            tracing::warn!(error = %error, "expired sessions could not be swept; tried again in an hour");
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Removes sessions that ended more than `retention` ago, and failures that no longer count.
pub async fn sweep(database: &Database, retention: TimeDelta, now: DateTime<Utc>) -> Result<(), DatabaseError> {
    let mut conn = database.connection(&SCOPE).await?;
    let sessions = store::session::sweep(&mut conn, now - retention).await?;
    let failures = store::login_failure::sweep(&mut conn, now - FAILURES_KEPT, now).await?;
    store::oidc_login::sweep(&mut conn, now).await?;
    if sessions + failures > 0 {
        tracing::info!(sessions, failures, "expired sessions and failed log-ins were removed");
    }
    Ok(())
}
