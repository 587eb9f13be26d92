//! RabbitMQ: topology, the outbox relay, the consumer.
//!
//! Every service declares the exchange and the queues of the receivers of its own messages before it publishes, so
//! that nothing is lost when a receiver has never run. A message is published with a confirm and as mandatory: what
//! no queue takes stays in the outbox.

mod consumer;
mod relay;
mod topology;

use std::{
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
pub use relay::Relay;
pub use topology::{EXCHANGE, dead_queue, inbox_queue, retry_queue};

use crate::settings::BrokerSettings;

/// Whether a background task has a working connection; read by `/readyz`.
#[derive(Debug, Clone, Default)]
pub struct Link(Arc<AtomicBool>);

impl Link {
    /// Whether the connection works.
    pub fn is_up(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self, up: bool) {
        self.0.store(up, Ordering::Relaxed);
    }
}

async fn connect(settings: &BrokerSettings, name: &str) -> lapin::Result<Connection> {
    let properties = ConnectionProperties::default().with_connection_name(name.into());
    Connection::connect(settings.url.expose_secret(), properties).await
}

/// Runs `work` again and again until cancelled; after a failure it waits, ever longer up to five seconds.
async fn keep_running<F, Fut>(name: &str, cancel: &CancellationToken, link: &Link, mut work: F)
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<(), BrokerError>>,
{
    const LONGEST: Duration = Duration::from_secs(5);
    let mut pause = Duration::from_millis(200);
    while !cancel.is_cancelled() {
        let was_up = match work().await {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(task = name, error = %crate::telemetry::chain(&error), "the broker link broke; it will be made again");
                link.is_up()
            }
        };
        link.set(false);
        pause = if was_up { Duration::from_millis(200) } else { (pause * 2).min(LONGEST) };
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
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
