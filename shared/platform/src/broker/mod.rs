//! RabbitMQ: topology, the outbox relay, the consumer.
//!
//! Every service declares the exchange and the queues of the receivers of its own messages before it publishes, so
//! that nothing is lost when a receiver has never run. A message is published with a confirm and as mandatory: what
//! no queue takes stays in the outbox.

mod consumer;
mod queue;
mod relay;
mod topology;

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use lapin::{Connection, ConnectionProperties};
use secrecy::ExposeSecret;
use tokio_util::sync::CancellationToken;

pub use consumer::{Consumer, Failure, Handle, Received, decode};
pub use queue::{QueueState, QueueStates, QueueWatch};
pub use relay::Relay;
pub use topology::{EXCHANGE, dead_queue, inbox_queue, retry_queue};

use crate::settings::BrokerSettings;

/// How long the broker may take to answer a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long the broker may take to confirm what was published.
const CONFIRM_TIMEOUT: Duration = Duration::from_secs(30);
/// Header with the sender's place in its trace (W3C Trace Context over AMQP).
const TRACEPARENT: &str = "traceparent";
/// How often a connection is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// How long work under way may take to come to its end after the cancellation.
const GRACE: Duration = Duration::from_secs(5);

/// Whether a background task has a working connection; read by `/readyz`.
#[derive(Debug, Clone, Default)]
pub struct Link(Arc<LinkState>);

#[derive(Debug, Default)]
struct LinkState {
    up: AtomicBool,
    was_up: AtomicBool,
}

impl Link {
    /// Whether the connection works.
    pub fn is_up(&self) -> bool {
        self.0.up.load(Ordering::Relaxed)
    }

    /// Whether the connection has worked since the start: the broker is the right one and has the queues.
    pub fn was_up(&self) -> bool {
        self.0.was_up.load(Ordering::Relaxed)
    }

    fn set(&self, up: bool) {
        self.0.up.store(up, Ordering::Relaxed);
        self.0.was_up.fetch_or(up, Ordering::Relaxed);
    }
}

async fn connect(settings: &BrokerSettings, name: &str) -> Result<Connection, BrokerError> {
    let properties = ConnectionProperties::default().with_connection_name(name.into());
    let connecting = Connection::connect(settings.url.expose_secret(), properties);
    let connected = tokio::time::timeout(CONNECT_TIMEOUT, connecting).await;
    Ok(connected.map_err(|_| BrokerError::Lost("the broker does not answer"))??)
}

/// Does `work` as long as the connection lives. What waits for an answer of a broker that died at that moment may wait
/// for ever; given up here, it has the effect of a crash, which the next round makes good.
async fn while_connected<T>(
    connection: &Connection,
    work: Pin<Box<impl Future<Output = Result<T, BrokerError>>>>,
) -> Result<T, BrokerError> {
    let lost = async {
        while connection.status().connected() {
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::select! {
        outcome = work => outcome,
        () = lost => Err(BrokerError::Lost("the connection to the broker was lost")),
    }
}

/// Runs `work` again and again until cancelled; after a failure it waits, ever longer up to five seconds. Work that
/// hangs does not outlive the cancellation: what it has not committed is rolled back and comes again.
async fn keep_running<F, Fut>(name: &str, cancel: &CancellationToken, link: &Link, mut work: F)
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<(), BrokerError>>,
{
    const LONGEST: Duration = Duration::from_secs(5);
    let mut pause = Duration::from_millis(200);
    while !cancel.is_cancelled() {
        let outcome = tokio::select! {
            outcome = work() => outcome,
            () = async { cancel.cancelled().await; tokio::time::sleep(GRACE).await } => break,
        };
        let was_up = match outcome {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(task = name, error = %crate::telemetry::chain(&error), "the broker link broke; it will be made again");
                link.is_up()
            }
        };
        link.set(false);
        pause = if was_up {
            Duration::from_millis(200)
        } else {
            (pause * 2).min(LONGEST)
        };
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    link.set(false);
}

/// Why a broker task stopped; it starts again by itself.
#[derive(Debug, thiserror::Error)]
pub enum BrokerError {
    /// The broker.
    #[error("the broker failed")]
    Broker(#[from] lapin::Error),
    /// The broker closed the connection or refused a message.
    #[error("{0}")]
    Lost(&'static str),
    /// The database.
    #[error("the database failed while messages were handled")]
    Database(#[from] crate::database::DatabaseError),
}

impl From<diesel::result::Error> for BrokerError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}
