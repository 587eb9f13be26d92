//! Sends what waits, and tells operators of what was given up.

use std::time::Duration;

use chrono::Utc;
use tokio_util::sync::CancellationToken;

use super::{
    adaptor::{Adaptor, AdaptorError},
    store,
};
use crate::{
    database::{Database, DatabaseError, Scope},
    job::JobName,
    operations::OPERATOR,
    settings::OutgoingSettings,
    telemetry,
    todo::{self, Todo},
};

const JOB: JobName = JobName {
    name: "send_messages",
    title: "对外消息发送",
};
/// Key of the operators' to-do.
const GIVEN_UP: &str = "outgoing:given_up";

/// What sends messages: where they wait, and how they leave. Cheap to clone.
#[derive(Clone)]
pub struct Sender {
    service: &'static str,
    database: Database,
    adaptor: Adaptor,
    settings: OutgoingSettings,
}

impl Sender {
    /// The sender of a service; fails where the settings name a webhook that cannot be used.
    pub fn new(service: &'static str, database: Database, settings: OutgoingSettings) -> Result<Self, AdaptorError> {
        Ok(Self {
            service,
            database,
            adaptor: Adaptor::new(&settings)?,
            settings,
        })
    }

    /// Sends what is due now; says how many were tried.
    pub async fn send_due(&self) -> Result<usize, DatabaseError> {
        let mut tried = 0;
        loop {
            match store::send_due(&self.database, &self.adaptor, &self.settings, Utc::now()).await? {
                0 => return Ok(tried),
                some => tried += some,
            }
        }
    }

    async fn tell_operators(&self) -> Result<(), DatabaseError> {
        let mut conn = self.database.connection(&Scope::All).await?;
        let count = store::given_up(&mut conn).await?;
        if count == 0 {
            return Ok(todo::close(&mut conn, GIVEN_UP, Utc::now()).await?);
        }
        let todo = Todo {
            key: GIVEN_UP.to_owned(),
            kind: "outgoing.retry",
            title: format!("{count} 条对外消息没有发出"),
            link: format!("/work/messages?service={}&state=given_up", self.service),
            audience: OPERATOR.into(),
            unit: None,
            due_on: None,
        };
        Ok(todo::open(&mut conn, &todo, Utc::now()).await?)
    }
}

/// Sends until cancelled.
pub async fn job(sender: Sender, cancel: CancellationToken) {
    let every = Duration::from_secs(sender.settings.poll_seconds);
    // A look that finds nothing to do is noted once, so that the job is seen from the start.
    let mut is_noted = false;
    while !cancel.is_cancelled() {
        let run = JOB.begin();
        let mut outcome = sender.send_due().await;
        if matches!(outcome, Ok(tried) if tried > 0) || !is_noted {
            outcome = match sender.tell_operators().await {
                Ok(()) => outcome,
                Err(error) => Err(error),
            };
        }
        if !matches!(outcome, Ok(0)) || !is_noted {
            run.end(&sender.database, outcome.as_ref().err().map(|error| error as _)).await;
            is_noted = true;
        }
        if let Err(error) = &outcome {
            tracing::warn!(error = %telemetry::chain(error), "messages could not be sent; it is tried again");
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(every) => {}
        }
    }
}
