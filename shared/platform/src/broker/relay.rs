//! Publishes the outbox, with confirms; safe with several replicas.

use std::{collections::BTreeSet, time::Duration};

use chrono::Utc;
use contracts::{CATALOGUE, Department};
use lapin::{
    BasicProperties, Channel, Confirmation,
    options::{BasicPublishOptions, ConfirmSelectOptions},
};
use tokio_util::sync::CancellationToken;

use super::{BrokerError, EXCHANGE, Link, connect, keep_running, topology};
use crate::{
    database::{Database, Scope},
    outbox::{self, OutboxRow},
    settings::BrokerSettings,
};

/// How many messages one round takes.
const BATCH: i64 = 200;
/// How long an idle relay waits before it looks again.
const IDLE: Duration = Duration::from_millis(200);

/// The outbox relay of a department.
#[derive(Clone)]
pub struct Relay {
    department: Department,
    database: Database,
    settings: BrokerSettings,
    link: Link,
}

impl Relay {
    /// A relay for the department's outbox.
    pub fn new(department: Department, database: Database, settings: BrokerSettings) -> Self {
        Self {
            department,
            database,
            settings,
            link: Link::default(),
        }
    }

    /// The state of its connection.
    pub fn link(&self) -> Link {
        self.link.clone()
    }

    /// Publishes until cancelled, through broker restarts.
    pub async fn run(self, cancel: CancellationToken) {
        keep_running("relay", &cancel, &self.link, || self.publish_until_broken(&cancel)).await;
    }

    async fn publish_until_broken(&self, cancel: &CancellationToken) -> Result<(), BrokerError> {
        let connection = connect(&self.settings, &format!("{}.relay", self.department.name())).await?;
        let channel = connection.create_channel().await?;
        self.declare_receivers(&channel).await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        self.link.set(true);
        tracing::info!(department = self.department.name(), "relay connected");
        while !cancel.is_cancelled() {
            let sent = self.publish_batch(&channel).await?;
            if sent == 0 {
                if !connection.status().connected() {
                    return Err(BrokerError::Lost("the relay's connection was closed"));
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(IDLE) => {}
                }
            }
        }
        Ok(())
    }

    /// The queues of everybody who receives from this department exist before the first message is sent.
    async fn declare_receivers(&self, channel: &Channel) -> lapin::Result<()> {
        topology::declare_exchange(channel).await?;
        let receivers: BTreeSet<Department> = CATALOGUE
            .iter()
            .filter(|message| message.producer == self.department)
            .flat_map(|message| message.consumers.iter().copied())
            .collect();
        for receiver in receivers {
            topology::declare_queues(channel, receiver, self.settings.retry_delay_seconds).await?;
        }
        Ok(())
    }

    /// Publishes one batch in order and waits for all confirms; only then are the rows marked. A crash in between
    /// sends again, which the receivers' inboxes absorb. Returns how many the broker has confirmed.
    async fn publish_batch(&self, channel: &Channel) -> Result<usize, BrokerError> {
        let mut tx = self.database.begin(&Scope::All).await?;
        let rows = outbox::take(&mut tx, BATCH).await?;
        if rows.is_empty() {
            tx.rollback().await?;
            return Ok(0);
        }
        let mut waiting = Vec::with_capacity(rows.len());
        for row in &rows {
            waiting.push((row.seq, publish(channel, row).await?));
        }
        let mut confirmed = Vec::with_capacity(rows.len());
        for (seq, confirm) in waiting {
            match confirm.await? {
                Confirmation::Ack(None) => confirmed.push(seq),
                Confirmation::Ack(Some(returned)) => {
                    let reason = format!("no queue takes the message: {}", returned.reply_text);
                    tracing::error!(seq, reason, "a message could not be routed and stays in the outbox");
                    outbox::mark_failed(&mut tx, seq, &reason).await?;
                }
                Confirmation::Nack(_) | Confirmation::NotRequested => outbox::mark_failed(&mut tx, seq, "the broker refused the message").await?,
            }
        }
        outbox::mark_published(&mut tx, &confirmed, Utc::now()).await?;
        tx.commit().await?;
        Ok(confirmed.len())
    }
}

async fn publish(channel: &Channel, row: &OutboxRow) -> lapin::Result<lapin::PublisherConfirm> {
    let properties = BasicProperties::default()
        .with_content_type(contracts::envelope::CONTENT_TYPE.into())
        .with_delivery_mode(2)
        .with_message_id(row.id.to_string().into())
        .with_type(row.kind.as_str().into());
    let options = BasicPublishOptions {
        mandatory: true,
        ..BasicPublishOptions::default()
    };
    let body = row.envelope.to_string();
    channel.basic_publish(EXCHANGE.into(), row.kind.as_str().into(), options, body.as_bytes(), properties).await
}
