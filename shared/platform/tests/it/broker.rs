//! What the tests of relay and consumer share: a virtual host of the test's own, looked into from outside.

use std::future::Future;

use contracts::Department;
use lapin::{
    BasicProperties, Channel, Connection, ConnectionProperties,
    message::BasicGetMessage,
    options::{BasicAckOptions, BasicGetOptions, BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions},
    types::FieldTable,
};
use platform::{
    Database,
    broker::{Relay, inbox_queue},
    settings::BrokerSettings,
};
use secrecy::SecretString;
use serde_json::Value;
use testkit::TestVhost;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub async fn vhost() -> TestVhost {
    testkit::servers().create_test_vhost("platform").await.unwrap()
}

/// Tries again at once; nearly for ever.
pub fn settings(url: &str) -> BrokerSettings {
    BrokerSettings {
        url: SecretString::from(url.to_owned()),
        relay: true,
        retry_delay_seconds: 0,
        max_attempts: 1_000,
    }
}

/// A background task that is told to stop when the test is over.
pub struct Running {
    cancel: CancellationToken,
    task: Option<JoinHandle<()>>,
}

impl Running {
    pub fn start<F: Future<Output = ()> + Send + 'static>(work: impl FnOnce(CancellationToken) -> F) -> Self {
        let cancel = CancellationToken::new();
        let task = Some(tokio::spawn(work(cancel.clone())));
        Self { cancel, task }
    }

    /// Stops it and waits for its end.
    pub async fn stop(mut self) {
        self.cancel.cancel();
        self.task.take().unwrap().await.unwrap();
    }

    /// Ends it as a crash does: wherever it is.
    pub async fn crash(mut self) {
        let task = self.task.take().unwrap();
        task.abort();
        task.await.ok();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// The relay of the water department.
pub fn relay(database: &Database, url: &str) -> Running {
    let relay = Relay::new(Department::Water, database.clone(), settings(url));
    Running::start(|cancel| relay.run(cancel))
}

/// A connection of the test's own.
pub struct Outsider {
    pub channel: Channel,
    connection: Connection,
}

impl Outsider {
    pub async fn connect(url: &str) -> Self {
        let connection = Connection::connect(url, ConnectionProperties::default()).await.unwrap();
        let channel = connection.create_channel().await.unwrap();
        channel.confirm_select(ConfirmSelectOptions::default()).await.unwrap();
        Self { channel, connection }
    }

    /// Puts a message directly into a department's inbox queue.
    pub async fn put(&self, department: Department, body: &[u8]) {
        let properties = BasicProperties::default().with_delivery_mode(2);
        let queue = inbox_queue(department);
        let sent = self
            .channel
            .basic_publish("".into(), queue.as_str().into(), BasicPublishOptions::default(), body, properties);
        assert!(sent.await.unwrap().await.unwrap().is_ack());
    }

    /// How many consume from a queue, if it exists.
    pub async fn consumers_of(&self, queue: &str) -> Option<u32> {
        let channel = self.connection.create_channel().await.unwrap();
        let options = QueueDeclareOptions {
            passive: true,
            ..QueueDeclareOptions::default()
        };
        let queue = channel.queue_declare(queue.into(), options, FieldTable::default()).await.ok()?;
        Some(queue.consumer_count())
    }

    /// The next message of a queue, taken out of it.
    pub async fn take(&self, queue: &str) -> Option<BasicGetMessage> {
        let message = self.channel.basic_get(queue.into(), BasicGetOptions::default()).await.unwrap()?;
        message.ack(BasicAckOptions::default()).await.unwrap();
        Some(message)
    }

    /// The payment ids of all messages of the finance department's inbox queue, taken out of it.
    pub async fn take_payments(&self) -> Vec<String> {
        let mut payments = Vec::new();
        while let Some(message) = self.take(&inbox_queue(Department::Finance)).await {
            let envelope: Value = serde_json::from_slice(&message.data).unwrap();
            payments.push(envelope["data"]["payment_id"].as_str().unwrap().to_owned());
        }
        payments
    }
}
