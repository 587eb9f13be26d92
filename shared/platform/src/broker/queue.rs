//! How a department's queues stand, as far as AMQP tells: a passive declare gives the messages that are ready and the
//! consumers. What is under way at a consumer and how old the messages are is not told; `/metrics` of the broker is.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use contracts::Department;
use lapin::{
    Connection, ErrorKind,
    options::QueueDeclareOptions,
    protocol::{AMQPErrorKind, AMQPSoftError},
    types::FieldTable,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::{BrokerError, connect, dead_queue, inbox_queue, retry_queue};
use crate::settings::BrokerSettings;

/// How long an answer is kept, so that any number of lookers makes one question.
const KEPT: Duration = Duration::from_secs(5);
/// How long the broker may take to answer.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// One queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QueueState {
    /// Its name, e.g. `finance.inbox`.
    pub name: String,
    /// Whether it exists; a queue is declared when a sender or its receiver first runs.
    pub exists: bool,
    /// Messages that wait; those that a consumer has in hand are not counted.
    pub ready: u32,
    /// Who receives from it.
    pub consumers: u32,
}

/// A department's queues.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QueueStates {
    /// Inbox, retry and dead queue; empty when the broker does not answer.
    pub queues: Vec<QueueState>,
    /// Why nothing is known, if so.
    pub error: Option<String>,
}

/// Asks the broker, at most every few seconds. Cheap to clone.
#[derive(Clone)]
pub struct QueueWatch {
    department: Department,
    settings: BrokerSettings,
    kept: Arc<Mutex<Option<(Instant, QueueStates)>>>,
}

impl QueueWatch {
    /// Watches the queues of a department.
    pub fn new(department: Department, settings: BrokerSettings) -> Self {
        Self {
            department,
            settings,
            kept: Arc::default(),
        }
    }

    /// How the queues stand.
    pub async fn look(&self) -> QueueStates {
        // Held while asking: whoever comes meanwhile waits for this answer instead of asking too.
        let mut kept = self.kept.lock().await;
        if let Some((at, states)) = kept.as_ref()
            && at.elapsed() < KEPT
        {
            return states.clone();
        }
        let states = match tokio::time::timeout(PATIENCE, self.ask()).await {
            Ok(Ok(queues)) => QueueStates { queues, error: None },
            Ok(Err(error)) => unknown(crate::telemetry::chain(&error)),
            Err(_) => unknown("the broker does not answer".to_owned()),
        };
        *kept = Some((Instant::now(), states.clone()));
        states
    }

    async fn ask(&self) -> Result<Vec<QueueState>, BrokerError> {
        let connection = connect(&self.settings, &format!("{}.watch", self.department.name())).await?;
        let mut queues = Vec::new();
        for name in [
            inbox_queue(self.department),
            retry_queue(self.department),
            dead_queue(self.department),
        ] {
            queues.push(ask_one(&connection, name).await?);
        }
        connection.close(200, "seen".into()).await?;
        Ok(queues)
    }
}

fn unknown(error: String) -> QueueStates {
    QueueStates {
        queues: Vec::new(),
        error: Some(error),
    }
}

/// On a channel of its own: the broker closes the channel on which it was asked for a queue that is not there.
async fn ask_one(connection: &Connection, name: String) -> Result<QueueState, BrokerError> {
    let channel = connection.create_channel().await?;
    let options = QueueDeclareOptions {
        passive: true,
        ..QueueDeclareOptions::default()
    };
    match channel.queue_declare(name.as_str().into(), options, FieldTable::default()).await {
        Ok(queue) => {
            channel.close(200, "seen".into()).await?;
            Ok(QueueState {
                name,
                exists: true,
                ready: queue.message_count(),
                consumers: queue.consumer_count(),
            })
        }
        Err(error) if is_missing(&error) => Ok(QueueState {
            name,
            exists: false,
            ready: 0,
            consumers: 0,
        }),
        Err(error) => Err(error.into()),
    }
}

fn is_missing(error: &lapin::Error) -> bool {
    matches!(error.kind(), ErrorKind::ProtocolError(error) if *error.kind() == AMQPErrorKind::Soft(AMQPSoftError::NOTFOUND))
}
