//! Receives a department's messages: effect and inbox row commit together, then the ack.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use contracts::{Department, Envelope, Message};
use futures_util::{FutureExt, StreamExt, future::BoxFuture};
use lapin::{
    BasicProperties, Channel, Confirmation, Connection,
    message::Delivery,
    options::{BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, ConfirmSelectOptions},
    types::{AMQPValue, FieldTable},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use uuid::Uuid;

use super::{
    BrokerError, CONFIRM_TIMEOUT, Link, TRACEPARENT, connect, dead_queue, inbox_queue, keep_running, retry_queue, topology, while_connected,
};
use crate::{
    context::{RequestContext, TraceContext},
    database::{Database, DatabaseError, Scope, Transaction},
    http::metrics,
    inbox::{self, NewDeadLetter},
    settings::BrokerSettings,
    telemetry::span,
};

/// Header that counts the tries of a message.
const ATTEMPTS: &str = "x-jiangzhou-attempts";
/// Header that says why a message is in the dead queue.
const REASON: &str = "x-jiangzhou-reason";
/// How many messages are under way at once.
const PREFETCH: u16 = 50;
/// Most characters of a reason; a header must fit into one frame.
const REASON_LENGTH: usize = 2_000;
/// How long the consumer waits before it asks again whether the database is back.
const DATABASE_AGAIN: Duration = Duration::from_secs(1);

/// A message as received; its payload is decoded by the handler.
pub type Received = Envelope<Value>;

/// Why a message had no effect.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It may work later: the message is tried again after a delay, and parked when it never works.
    #[error("{0}")]
    Transient(String),
    /// It will never work: the message is parked now.
    #[error("{0}")]
    Permanent(String),
}

impl From<diesel::result::Error> for Failure {
    fn from(error: diesel::result::Error) -> Self {
        Self::Transient(crate::telemetry::chain(&error))
    }
}

impl From<DatabaseError> for Failure {
    fn from(error: DatabaseError) -> Self {
        Self::Transient(crate::telemetry::chain(&error))
    }
}

/// Decodes the payload of a received message.
pub fn decode<M: Message + DeserializeOwned>(message: &Received) -> Result<M, Failure> {
    serde_json::from_value(message.data.clone())
        .map_err(|error| Failure::Permanent(format!("payload of {} is not readable: {error}", M::TYPE)))
}

/// What a department does with its messages, within the transaction that also records the message.
pub trait Handle: Send + Sync + 'static {
    /// Handles one message. An error rolls everything back.
    fn handle<'a>(&'a self, tx: &'a mut Transaction, message: &'a Received) -> BoxFuture<'a, Result<(), Failure>>;
}

/// The consumer of a department.
#[derive(Clone)]
pub struct Consumer {
    department: Department,
    database: Database,
    settings: BrokerSettings,
    handler: Arc<dyn Handle>,
    link: Link,
}

impl Consumer {
    /// A consumer that gives the department's messages to `handler`.
    pub fn new(department: Department, database: Database, settings: BrokerSettings, handler: Arc<dyn Handle>) -> Self {
        Self {
            department,
            database,
            settings,
            handler,
            link: Link::default(),
        }
    }

    /// The state of its connection.
    pub fn link(&self) -> Link {
        self.link.clone()
    }

    /// Receives until cancelled, through broker restarts.
    pub async fn run(self, cancel: CancellationToken) {
        keep_running("consumer", &cancel, &self.link, || self.receive_until_broken(&cancel)).await;
    }

    async fn receive_until_broken(&self, cancel: &CancellationToken) -> Result<(), BrokerError> {
        let connection = connect(&self.settings, &format!("{}.consumer", self.department.name())).await?;
        while_connected(&connection, Box::pin(self.receive_on(&connection, cancel))).await
    }

    async fn receive_on(&self, connection: &Connection, cancel: &CancellationToken) -> Result<(), BrokerError> {
        let channel = connection.create_channel().await?;
        topology::declare_exchange(&channel).await?;
        topology::declare_queues(&channel, self.department).await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        channel.basic_qos(PREFETCH, BasicQosOptions::default()).await?;
        let mut arrivals = self.consume(&channel, &inbox_queue(self.department)).await?;
        let mut dead = self.consume(&channel, &dead_queue(self.department)).await?;
        self.link.set(true);
        tracing::info!(department = self.department.name(), "consumer connected");
        loop {
            tokio::select! {
                () = cancel.cancelled() => return Ok(()),
                letter = dead.next() => self.park(letter.ok_or(CLOSED)??, cancel).await?,
                arrival = arrivals.next() => self.receive(&channel, arrival.ok_or(CLOSED)??, cancel).await?,
            }
        }
    }

    async fn consume(&self, channel: &Channel, queue: &str) -> lapin::Result<lapin::Consumer> {
        channel
            .basic_consume(queue.into(), "".into(), BasicConsumeOptions::default(), FieldTable::default())
            .await
    }

    /// Handles one message and acknowledges it: after its effect is committed, or after it is safe in another queue.
    async fn receive(&self, channel: &Channel, delivery: Delivery, cancel: &CancellationToken) -> Result<(), BrokerError> {
        let attempts = attempts_of(&delivery).saturating_add(1);
        let outcome = match read(&delivery.data) {
            Ok((id, message)) => self.apply_once_possible(id, &message, sender_of(&delivery, &message), cancel).await,
            Err(failure) => Some(Err(failure)),
        };
        // Not acknowledged, the message is given to the next consumer.
        let Some(outcome) = outcome else { return Ok(()) };
        match outcome {
            Ok(()) => {}
            Err(Failure::Transient(reason)) if attempts < self.settings.max_attempts => {
                tracing::warn!(attempts, reason, "a message could not be handled yet; it will be tried again");
                let delay = Some(Duration::from_secs(self.settings.retry_delay_seconds.into()));
                move_to(channel, &retry_queue(self.department), delay, &delivery, attempts, &reason).await?;
            }
            Err(Failure::Transient(reason) | Failure::Permanent(reason)) => {
                tracing::error!(attempts, reason, "a message cannot be handled and is parked");
                move_to(channel, &dead_queue(self.department), None, &delivery, attempts, &reason).await?;
            }
        }
        delivery.ack(BasicAckOptions::default()).await?;
        Ok(())
    }

    /// While the database is down the message waits here, so that an outage uses up none of its tries. None when
    /// cancelled meanwhile.
    async fn apply_once_possible(
        &self,
        id: Uuid,
        message: &Received,
        sender: Option<TraceContext>,
        cancel: &CancellationToken,
    ) -> Option<Result<(), Failure>> {
        loop {
            let span = span::consume(&message.kind, &message.id, sender.as_ref());
            let trace = span::position(&span).unwrap_or_else(|| sender.map_or_else(TraceContext::root, TraceContext::child));
            let applying = context_of(message, trace).scope(self.apply(id, message)).instrument(span.clone());
            let outcome = AssertUnwindSafe(applying).catch_unwind().await;
            let outcome = outcome.unwrap_or_else(|_| Err(Failure::Permanent("the handler panicked; its log line says where".to_owned())));
            if outcome.is_err() {
                span.record("otel.status_code", "ERROR");
            }
            let Err(Failure::Transient(reason)) = &outcome else {
                return Some(outcome);
            };
            if self.database.answers().await {
                return Some(outcome);
            }
            tracing::warn!(reason, "the database is down; the consumer waits for it");
            if !self.wait_for_database(cancel).await {
                return None;
            }
        }
    }

    /// False when cancelled.
    async fn wait_for_database(&self, cancel: &CancellationToken) -> bool {
        loop {
            tokio::select! {
                () = cancel.cancelled() => return false,
                () = tokio::time::sleep(DATABASE_AGAIN) => {}
            }
            if self.database.answers().await {
                return true;
            }
        }
    }

    async fn apply(&self, id: Uuid, message: &Received) -> Result<(), Failure> {
        let mut tx = self.database.begin(&Scope::All).await?;
        if !inbox::record(&mut tx, id, &message.kind).await? {
            tracing::info!(id = %id, kind = message.kind, "a message came again; it already had its effect");
            return Ok(tx.rollback().await?);
        }
        self.handler
            .handle(&mut tx, message)
            .instrument(span::effect(&message.kind))
            .await?;
        tx.commit().await?;
        if let Ok(written) = DateTime::parse_from_rfc3339(&message.time) {
            metrics::observe_lag(Utc::now() - written.to_utc());
        }
        Ok(())
    }

    /// Stores a dead letter where operators see it. While the database is down the letter stays in the dead queue.
    async fn park(&self, delivery: Delivery, cancel: &CancellationToken) -> Result<(), BrokerError> {
        let envelope = serde_json::from_slice::<Received>(&delivery.data).ok();
        let letter = NewDeadLetter {
            id: letter_id(&delivery),
            message_id: envelope.as_ref().map_or_else(String::new, |message| message.id.clone()),
            kind: envelope.map_or_else(String::new, |message| message.kind),
            body: String::from_utf8_lossy(&delivery.data).replace('\0', "\u{fffd}"),
            reason: header_text(&delivery, REASON)
                .unwrap_or_else(|| "the message was delivered too often without being acknowledged".to_owned()),
            attempts: i32::try_from(attempts_of(&delivery)).unwrap_or(i32::MAX),
        };
        while let Err(error) = self.store_letter(&letter).await {
            tracing::warn!(error = %crate::telemetry::chain(&error), "a dead letter could not be stored yet; it stays in its queue");
            if !self.wait_for_database(cancel).await {
                return Ok(());
            }
        }
        delivery.ack(BasicAckOptions::default()).await?;
        Ok(())
    }

    async fn store_letter(&self, letter: &NewDeadLetter) -> Result<(), DatabaseError> {
        let mut conn = self.database.connection(&Scope::All).await?;
        Ok(inbox::park(&mut conn, letter).await?)
    }
}

/// What it means that the stream of deliveries ends.
const CLOSED: BrokerError = BrokerError::Lost("the consumer's connection was closed, or its queue deleted");

/// Reads the envelope; what is no envelope can never be handled.
fn read(body: &[u8]) -> Result<(Uuid, Received), Failure> {
    let message: Received =
        serde_json::from_slice(body).map_err(|error| Failure::Permanent(format!("not a CloudEvents envelope: {error}")))?;
    let id = Uuid::parse_str(&message.id).map_err(|error| Failure::Permanent(format!("the message id is no UUID: {error}")))?;
    Ok((id, message))
}

/// The sender's place in its trace: the relay's, or of a message that came without that header the envelope's.
fn sender_of(delivery: &Delivery, message: &Received) -> Option<TraceContext> {
    let relay = header_text(delivery, TRACEPARENT).and_then(|header| TraceContext::parse(&header));
    relay.or_else(|| TraceContext::parse(message.traceparent.as_deref()?))
}

/// The work done for a message continues the sender's trace and correlation.
fn context_of(message: &Received, trace: TraceContext) -> RequestContext {
    RequestContext {
        request_id: message.id.clone(),
        correlation_id: message.correlationid.clone(),
        trace,
        client: None,
        caller: None,
    }
}

/// Publishes a copy to another queue and waits for the confirm, so that the message is never in neither.
async fn move_to(
    channel: &Channel,
    queue: &str,
    delay: Option<Duration>,
    delivery: &Delivery,
    attempts: u32,
    reason: &str,
) -> Result<(), BrokerError> {
    let reason: String = reason.chars().take(REASON_LENGTH).collect();
    let mut headers = FieldTable::default();
    headers.insert(ATTEMPTS.into(), AMQPValue::LongInt(i32::try_from(attempts).unwrap_or(i32::MAX)));
    headers.insert(REASON.into(), AMQPValue::LongString(reason.into()));
    if let Some(trace) = header_text(delivery, TRACEPARENT) {
        headers.insert(TRACEPARENT.into(), AMQPValue::LongString(trace.into()));
    }
    let mut properties = BasicProperties::default()
        .with_content_type(contracts::envelope::CONTENT_TYPE.into())
        .with_delivery_mode(2)
        .with_headers(headers);
    if let Some(id) = delivery.properties.message_id() {
        properties = properties.with_message_id(id.clone());
    }
    if let Some(delay) = delay {
        properties = properties.with_expiration(delay.as_millis().to_string().into());
    }
    let options = BasicPublishOptions {
        mandatory: true,
        ..BasicPublishOptions::default()
    };
    let confirming = async {
        channel
            .basic_publish("".into(), queue.into(), options, &delivery.data, properties)
            .await?
            .await
    };
    let confirmation = tokio::time::timeout(CONFIRM_TIMEOUT, confirming).await;
    let confirmation = confirmation.map_err(|_| BrokerError::Lost("the broker did not confirm a message in time"))??;
    if confirmation == Confirmation::Ack(None) {
        Ok(())
    } else {
        Err(BrokerError::Lost("a queue did not take a message that was to be moved"))
    }
}

/// The same for a letter that is delivered twice, another for every message that was sent.
fn letter_id(delivery: &Delivery) -> Uuid {
    let mut hasher = Sha256::new();
    hasher.update(delivery.properties.message_id().as_ref().map_or("", |id| id.as_str()));
    hasher.update([0]);
    hasher.update(&delivery.data);
    let hash = hasher.finalize();
    uuid::Builder::from_custom_bytes(std::array::from_fn(|index| hash[index])).into_uuid()
}

fn attempts_of(delivery: &Delivery) -> u32 {
    let headers = delivery.properties.headers().as_ref();
    match headers.and_then(|table| table.inner().get(ATTEMPTS)) {
        Some(AMQPValue::LongInt(attempts)) => u32::try_from(*attempts).unwrap_or(0),
        _ => 0,
    }
}

fn header_text(delivery: &Delivery, name: &str) -> Option<String> {
    match delivery.properties.headers().as_ref()?.inner().get(name)? {
        AMQPValue::LongString(text) => Some(String::from_utf8_lossy(text.as_bytes()).into_owned()),
        _ => None,
    }
}
