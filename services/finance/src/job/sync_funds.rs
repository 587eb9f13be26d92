//! Brings the funds to the rule files' state when the database was not there at the start.

use std::{sync::Arc, time::Duration};

use platform::{Database, service::Job};

use crate::{domain::ruleset::FinanceRules, service::sync_funds::sync_funds};

/// How long to wait between tries.
const PAUSE: Duration = Duration::from_secs(2);

/// Tries until it works.
pub fn job(database: Database, rules: Arc<FinanceRules>) -> Job {
    Box::new(move |cancel| {
        Box::pin(async move {
            while !cancel.is_cancelled() {
                match sync_funds(&database, rules.funds()).await {
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
