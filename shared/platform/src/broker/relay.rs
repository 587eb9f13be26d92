//! Publishes the outbox, with confirms; safe with several replicas.

use std::{
    collections::{BTreeSet, HashMap},
    time::{Duration, Instant},
};

use chrono::Utc;
use contracts::{CATALOGUE, Department};
use futures_util::future::try_join_all;
use lapin::{
    BasicProperties, Channel, Confirmation, Connection,
    options::{BasicPublishOptions, ConfirmSelectOptions},
    types::{AMQPValue, FieldTable},
};
use tokio_util::sync::CancellationToken;

use super::{BrokerError, CONFIRM_TIMEOUT, EXCHANGE, Link, TRACEPARENT, connect, keep_running, topology, while_connected};
use crate::{
    context::TraceContext,
    database::{Database, DatabaseError, Scope},
    outbox::{self, OutboxRow, Pick},
    settings::BrokerSettings,
    telemetry::span,
};

/// How many messages one round takes.
const BATCH: i64 = 200;
/// How long an idle relay waits before it looks again.
const IDLE: Duration = Duration::from_millis(200);
/// How often messages are tried again that the broker did not take.
const FAILED_AGAIN: Duration = Duration::from_secs(5);

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
        keep_running("relay", &cancel, &self.link, async || {
            let outcome = self.publish_until_broken(&cancel).await;
            if let Err(error @ (BrokerError::Broker(_) | BrokerError::Lost(_))) = &outcome {
                self.note_failure(&crate::telemetry::chain(error)).await;
            }
            outcome
        })
        .await;
    }

    async fn publish_until_broken(&self, cancel: &CancellationToken) -> Result<(), BrokerError> {
        let connection = connect(&self.settings, &format!("{}.relay", self.department.name())).await?;
        while_connected(&connection, Box::pin(self.publish_on(&connection, cancel))).await
    }

    async fn publish_on(&self, connection: &Connection, cancel: &CancellationToken) -> Result<(), BrokerError> {
        let channel = connection.create_channel().await?;
        self.declare_receivers(&channel).await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        self.link.set(true);
        tracing::info!(department = self.department.name(), "relay connected");
        let mut failed_again_at = Instant::now();
        while !cancel.is_cancelled() {
            let taken = self.publish_batch(&channel, Pick::Untried).await?;
            if failed_again_at <= Instant::now() {
                self.publish_batch(&channel, Pick::Failed).await?;
                failed_again_at = Instant::now() + FAILED_AGAIN;
            }
            if taken == 0 {
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
            topology::declare_queues(channel, receiver).await?;
        }
        Ok(())
    }

    /// Publishes one batch in order and waits for all confirms; only then are the rows marked. A crash in between
    /// sends again, which the receivers' inboxes absorb. Returns how many messages it took.
    async fn publish_batch(&self, channel: &Channel, pick: Pick) -> Result<usize, BrokerError> {
        let mut tx = self.database.begin(&Scope::All).await?;
        let rows = outbox::take(&mut tx, pick, BATCH).await?;
        if rows.is_empty() {
            tx.rollback().await?;
            return Ok(0);
        }
        if pick == Pick::Failed {
            // No queue took them: whoever deleted it, it is needed.
            self.declare_receivers(channel).await?;
        }
        let refused = match tokio::time::timeout(CONFIRM_TIMEOUT, publish_all(channel, &rows)).await {
            Ok(Ok(refused)) => refused,
            Ok(Err(error)) => {
                tx.rollback().await?;
                return Err(error.into());
            }
            Err(_) => {
                tx.rollback().await?;
                return Err(BrokerError::Lost("the broker did not confirm the messages in time"));
            }
        };
        for (seq, reason) in &refused {
            tracing::warn!(seq, reason, "a message was not taken by the broker and stays in the outbox");
            outbox::mark_failed(&mut tx, *seq, reason).await?;
        }
        let confirmed: Vec<i64> = rows.iter().map(|row| row.seq).filter(|seq| !refused.contains_key(seq)).collect();
        outbox::mark_published(&mut tx, &confirmed, Utc::now()).await?;
        tx.commit().await?;
        Ok(rows.len())
    }

    /// Operators see at the waiting messages why they wait.
    async fn note_failure(&self, error: &str) {
        let noted = async {
            let mut tx = self.database.begin(&Scope::All).await?;
            outbox::note_failure(&mut tx, error, BATCH).await?;
            tx.commit().await
        };
        if let Err(error) = noted.await {
            let error: DatabaseError = error;
            tracing::debug!(error = %crate::telemetry::chain(&error), "the outbox could not be told why it waits");
        }
    }
}

/// Publishes the messages and waits for the confirms; returns the numbers of those not taken, with the reason.
async fn publish_all(channel: &Channel, rows: &[OutboxRow]) -> lapin::Result<HashMap<i64, String>> {
    let mut confirms = Vec::with_capacity(rows.len());
    // Each ends with the confirms.
    let mut spans = Vec::with_capacity(rows.len());
    for row in rows {
        let parent = row.envelope["traceparent"].as_str().and_then(TraceContext::parse);
        let span = span::publish(&row.kind, &row.id, parent.as_ref());
        confirms.push(publish(channel, row, span::position(&span).or(parent)).await?);
        spans.push(span);
    }
    Ok(refused(rows, try_join_all(confirms).await?))
}

/// Which messages the broker did not take, by number, with the reason.
fn refused(rows: &[OutboxRow], confirmations: Vec<Confirmation>) -> HashMap<i64, String> {
    let mut refused = HashMap::new();
    for (row, confirmation) in rows.iter().zip(confirmations) {
        if let Confirmation::Nack(_) | Confirmation::NotRequested = confirmation {
            refused.insert(row.seq, "the broker refused the message".to_owned());
        }
        // A returned message comes with the next confirm, whichever message that is for: it is known by its own id.
        let Some(returned) = confirmation.take_message() else { continue };
        let id = returned.delivery.properties.message_id().as_ref().map_or("", |id| id.as_str());
        if let Some(row) = rows.iter().find(|row| row.id.to_string() == id) {
            refused.insert(row.seq, format!("no queue takes the message: {}", returned.reply_text));
        }
    }
    refused
}

/// `trace` goes along as a header: the envelope stays as it was stored.
async fn publish(channel: &Channel, row: &OutboxRow, trace: Option<TraceContext>) -> lapin::Result<lapin::PublisherConfirm> {
    let mut headers = FieldTable::default();
    if let Some(trace) = trace {
        headers.insert(TRACEPARENT.into(), AMQPValue::LongString(trace.to_string().into()));
    }
    let properties = BasicProperties::default()
        .with_headers(headers)
        .with_content_type(contracts::envelope::CONTENT_TYPE.into())
        .with_delivery_mode(2)
        .with_message_id(row.id.to_string().into())
        .with_type(row.kind.as_str().into());
    let options = BasicPublishOptions {
        mandatory: true,
        ..BasicPublishOptions::default()
    };
    let body = row.envelope.to_string();
    channel
        .basic_publish(EXCHANGE.into(), row.kind.as_str().into(), options, body.as_bytes(), properties)
        .await
}

#[cfg(test)]
mod tests {
    use lapin::message::{BasicReturnMessage, Delivery};
    use serde_json::Value;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_returned_message_is_known_by_its_id_and_not_by_the_confirm_it_comes_with() {
        let rows: Vec<OutboxRow> = (1..=4)
            .map(|seq| OutboxRow {
                seq,
                id: Uuid::now_v7(),
                kind: "kind".to_owned(),
                envelope: Value::Null,
            })
            .collect();
        let mut delivery = Delivery::mock(0, EXCHANGE.into(), "kind".into(), false, Vec::new());
        delivery.properties = BasicProperties::default().with_message_id(rows[2].id.to_string().into());
        let returned = BasicReturnMessage {
            delivery,
            reply_code: 312,
            reply_text: "NO_ROUTE".into(),
        };
        let confirmations = vec![
            Confirmation::Ack(Some(returned)),
            Confirmation::Nack(None),
            Confirmation::Ack(None),
            Confirmation::Ack(None),
        ];
        let refused = refused(&rows, confirmations);
        assert_eq!(refused.keys().copied().collect::<BTreeSet<_>>(), BTreeSet::from([2, 3]));
        assert!(refused[&3].ends_with("NO_ROUTE"));
    }
}
