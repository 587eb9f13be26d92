//! Brings the funds to the rule files' state when the database was not there at the start.

use std::{sync::Arc, time::Duration};

use platform::{Database, job::JobName, service::Job};

use crate::{domain::ruleset::FinanceRules, service::sync_funds::sync_funds};

/// The job.
const JOB: JobName = JobName {
    name: "sync_funds",
    title: "资金账与科目更新",
};
/// How long to wait between tries.
const PAUSE: Duration = Duration::from_secs(2);

/// Tries until it works.
pub fn job(database: Database, rules: Arc<FinanceRules>) -> Job {
    Box::new(move |cancel| {
        Box::pin(async move {
            while !cancel.is_cancelled() {
                let run = JOB.begin();
                let outcome = sync_funds(&database, rules.funds()).await;
                run.end(&database, outcome.as_ref().err().map(|error| error as _)).await;
                match outcome {
                    Ok(()) => return tracing::info!("funds and accounts are as the rule files say"),
                    Err(error) => {
                        tracing::warn!(error = %platform::telemetry::chain(&error), "funds and accounts could not be written yet");
                    }
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(PAUSE) => {}
                }
            }
        })
    })
}
