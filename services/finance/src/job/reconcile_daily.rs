//! Reconciles the days of the window with water each night, and goes on with runs that were left pending.

use std::time::Duration;

use chrono::Utc;
use platform::{clock::local_date, job::JobName, service::Job};
use tokio_util::sync::CancellationToken;

use crate::{
    config::ReconciliationSettings,
    service::reconcile_surcharge::{ReconcileError, Reconciler},
};

/// The job.
const JOB: JobName = JobName {
    name: "reconcile_daily",
    title: "与水利局逐日对账",
};
/// Who asks for these runs.
const ACTOR: &str = "system:reconciliation";

/// The job, or nothing when it is switched off or water cannot be asked.
pub fn job(reconciler: Reconciler, settings: &ReconciliationSettings) -> Option<Job> {
    if !settings.daily {
        return None;
    }
    if !reconciler.is_configured() {
        tracing::warn!("peers.water.url or identity.key_file is not set: nothing is reconciled with water");
        return None;
    }
    let every = Duration::from_secs(settings.check_every_seconds.max(1));
    Some(Box::new(move |cancel| Box::pin(run(reconciler, every, cancel))))
}

async fn run(reconciler: Reconciler, every: Duration, cancel: CancellationToken) {
    while !cancel.is_cancelled() {
        tokio::select! {
            () = cancel.cancelled() => return,
            () = look(&reconciler) => {}
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(every) => {}
        }
    }
}

async fn look(reconciler: &Reconciler) {
    let run = JOB.begin();
    let outcome = reconcile_due(reconciler).await;
    run.end(reconciler.database(), outcome.as_ref().err().map(|error| error as _)).await;
}

/// Looks at every day that is due; a failure is logged and tried again next time.
pub async fn reconcile_due(reconciler: &Reconciler) -> Result<(), ReconcileError> {
    let days = match reconciler.days_due(local_date(Utc::now())).await {
        Ok(days) => days,
        Err(error) => {
            tracing::warn!(error = %platform::telemetry::chain(&error), "the days to reconcile could not be read");
            return Err(error);
        }
    };
    for day in days {
        match reconciler.look_at(day, ACTOR, Utc::now()).await {
            Ok(None) => tracing::debug!(day = %day, "the day is as it was found before"),
            Ok(Some(run)) if run.difference_count == Some(0) => tracing::info!(day = %run.day, "the day agrees with water"),
            Ok(Some(run)) => tracing::warn!(day = %run.day, differences = run.difference_count, "the day differs from water"),
            Err(error) => {
                tracing::warn!(day = %day, error = %platform::telemetry::chain(&error), "the day could not be reconciled yet");
                // Water is asked again at the next look; the remaining days would only wait for the same timeout.
                return Err(error);
            }
        }
    }
    Ok(())
}
