//! Every replica follows: it listens for approvals, and looks by itself in case it has missed one.

use std::{pin::pin, time::Duration};

use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::StreamExt;
use secrecy::ExposeSecret;
use tokio_util::sync::CancellationToken;

use super::{
    live::{LiveRules, RuleFault, Ruled},
    store::CHANNEL,
};
use crate::{
    database::{Database, connect},
    job::JobName,
    service::Job,
    settings::{DatabaseSettings, RuleSettings},
    telemetry,
};

/// The job.
const JOB: JobName = JobName {
    name: "follow_rules",
    title: "规则变更跟进",
};

impl<R: Ruled> LiveRules<R> {
    /// The job that follows what is approved elsewhere.
    pub fn job(&self, database: Database, settings: &DatabaseSettings, rules: &RuleSettings) -> Job {
        let live = self.clone();
        let url = settings.url.expose_secret().to_owned();
        let poll = Duration::from_secs(rules.poll_seconds.max(1));
        Box::new(move |cancel| Box::pin(async move { follow(&live, &database, &url, poll, &cancel).await }))
    }
}

async fn follow<R: Ruled>(live: &LiveRules<R>, database: &Database, url: &str, poll: Duration, cancel: &CancellationToken) {
    while !cancel.is_cancelled() {
        // First the ear, then a look: what is approved in between is heard.
        let ear = listen(url).await;
        if let Err(error) = &ear {
            tracing::warn!(error = %telemetry::chain(error), "approvals of rules are not announced here at present; it is looked for them");
        }
        look(live, database).await;
        tokio::select! {
            () = cancel.cancelled() => return,
            () = attend(live, database, poll, ear.ok()) => {}
        }
    }
}

async fn listen(url: &str) -> diesel::ConnectionResult<AsyncPgConnection> {
    let mut ear = connect(url).await?;
    let listening = ear.batch_execute(&format!("LISTEN {CHANNEL}")).await;
    listening.map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
    Ok(ear)
}

/// Looks whenever something is announced, and after a while anyway; returns when there is nothing to listen to.
async fn attend<R: Ruled>(live: &LiveRules<R>, database: &Database, poll: Duration, ear: Option<AsyncPgConnection>) {
    let Some(mut ear) = ear else {
        tokio::time::sleep(poll).await;
        return;
    };
    loop {
        let is_heard = {
            let mut announced = pin!(ear.notifications_stream());
            tokio::select! {
                heard = announced.next() => matches!(heard, Some(Ok(_))),
                () = tokio::time::sleep(poll) => true,
            }
        };
        // A broken ear says nothing more: this statement finds out.
        if !is_heard || ear.batch_execute("SELECT 1").await.is_err() {
            return;
        }
        look(live, database).await;
    }
}

async fn look<R: Ruled>(live: &LiveRules<R>, database: &Database) {
    let run = JOB.begin();
    match live.read(database).await {
        Ok(false) => {}
        Ok(true) => run.end(database, None).await,
        Err(RuleFault::Database(error)) => {
            tracing::warn!(error = %telemetry::chain(&error), "the approved changes of the rules could not be read; it is tried again");
        }
        Err(fault) => {
            tracing::error!(error = %fault, "this replica cannot follow the rules, and calculates nothing until it can");
            run.end(database, Some(&fault)).await;
        }
    }
}
