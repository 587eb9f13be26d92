//! Exchange and queues, declared alike by every service.

use contracts::{CATALOGUE, Department};
use lapin::{
    Channel, ExchangeKind,
    options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions},
    types::{AMQPValue, FieldTable},
};

/// Topic exchange of all messages between departments.
pub const EXCHANGE: &str = "jiangzhou.events";

/// Where a department's messages arrive.
pub fn inbox_queue(department: Department) -> String {
    format!("{}.inbox", department.name())
}

/// Where a message waits after a passing failure, before it goes back to the inbox queue.
pub fn retry_queue(department: Department) -> String {
    format!("{}.retry", department.name())
}

/// Where messages go that cannot be handled, with the reason; the service parks them in its database.
pub fn dead_queue(department: Department) -> String {
    format!("{}.dead", department.name())
}

/// Declares the exchange.
pub async fn declare_exchange(channel: &Channel) -> lapin::Result<()> {
    let options = ExchangeDeclareOptions {
        durable: true,
        ..ExchangeDeclareOptions::default()
    };
    channel
        .exchange_declare(EXCHANGE.into(), ExchangeKind::Topic, options, FieldTable::default())
        .await
}

/// Declares a department's three quorum queues and binds its inbox to the messages it receives. Nothing here depends
/// on a setting: services that declare a queue differently could not run beside each other.
pub async fn declare_queues(channel: &Channel, department: Department) -> lapin::Result<()> {
    let dead = dead_queue(department);
    let inbox = inbox_queue(department);
    declare(channel, &dead, &[]).await?;
    declare(
        channel,
        &inbox,
        &[
            // A message that keeps killing its consumer is parked by the broker itself.
            ("x-delivery-limit", AMQPValue::LongInt(20)),
            ("x-dead-letter-exchange", text("")),
            ("x-dead-letter-routing-key", text(&dead)),
            ("x-dead-letter-strategy", text("at-least-once")),
            ("x-overflow", text("reject-publish")),
        ],
    )
    .await?;
    declare(
        channel,
        &retry_queue(department),
        &[
            ("x-dead-letter-exchange", text("")),
            ("x-dead-letter-routing-key", text(&inbox)),
            ("x-dead-letter-strategy", text("at-least-once")),
            ("x-overflow", text("reject-publish")),
        ],
    )
    .await?;
    for message in CATALOGUE.iter().filter(|message| message.consumers.contains(&department)) {
        channel
            .queue_bind(
                inbox.as_str().into(),
                EXCHANGE.into(),
                message.kind.into(),
                QueueBindOptions::default(),
                FieldTable::default(),
            )
            .await?;
    }
    Ok(())
}

async fn declare(channel: &Channel, name: &str, arguments: &[(&str, AMQPValue)]) -> lapin::Result<()> {
    let mut table = FieldTable::default();
    table.insert("x-queue-type".into(), text("quorum"));
    for (key, value) in arguments {
        table.insert((*key).into(), value.clone());
    }
    let options = QueueDeclareOptions {
        durable: true,
        ..QueueDeclareOptions::default()
    };
    channel.queue_declare(name.into(), options, table).await.map(drop)
}

fn text(value: &str) -> AMQPValue {
    AMQPValue::LongString(value.into())
}
