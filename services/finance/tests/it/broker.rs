//! The consumer on a real RabbitMQ: every message twice, a reversal first, poison.

use std::time::Duration;

use finance::config::Config;
use lapin::{BasicProperties, Connection, ConnectionProperties, options::BasicPublishOptions};
use platform::{broker::Received, test_support::TestPerson};
use uuid::Uuid;

use crate::support::{self, Finance, collected, reversed};

/// How long the broker may take for what it is asked.
const WITHIN: Duration = Duration::from_mins(1);

async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let deadline = tokio::time::Instant::now() + WITHIN;
    while !holds().await {
        assert!(tokio::time::Instant::now() < deadline, "{what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn publish(channel: &lapin::Channel, message: &Received) {
    let body = serde_json::to_vec(message).unwrap();
    let sent = channel.basic_publish(
        "jiangzhou.events".into(),
        message.kind.as_str().into(),
        BasicPublishOptions::default(),
        &body,
        BasicProperties::default(),
    );
    sent.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_twice_out_of_order_and_poisonous_leave_the_ledger_exact() {
    let vhost = testkit::servers().create_test_vhost("finance").await.unwrap();
    let url = vhost.amqp_url.clone();
    let finance: Finance = support::start_with(|config: &mut Config| {
        config.broker.url = url.into();
        config.broker.relay = true;
        config.broker.retry_delay_seconds = 1;
    })
    .await;
    until("the service is ready", async || finance.get_public("/readyz").await.status == 200).await;
    let connection = Connection::connect(&vhost.amqp_url, ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();

    let (stands, undone) = (Uuid::now_v7(), Uuid::now_v7());
    let (collection, reversal) = (collected(undone, "840.00", "2026-03-31"), reversed(undone, "840.00", "2026-04-01"));
    let other = collected(stands, "420.00", "2026-03-31");
    let poison = collected(Uuid::now_v7(), "-1.00", "2026-03-31");
    publish(&channel, &reversal).await;
    for _ in 0..2 {
        publish(&channel, &other).await;
        publish(&channel, &poison).await;
    }
    until("the other payment is booked", async || {
        finance.count("SELECT count(*) FROM journal_entries").await == 1
    })
    .await;
    for message in [&collection, &collection, &reversal] {
        publish(&channel, message).await;
    }
    until("the reversal that came first had its effect", async || {
        finance.count("SELECT count(*) FROM surcharge_income_reversals").await == 1
    })
    .await;
    until("poison is parked where operators see it", async || {
        finance.count("SELECT count(*) FROM dead_letters").await == 1
    })
    .await;
    until("finance's messages are with the broker", async || {
        finance
            .count("SELECT count(*) FROM outbox_messages WHERE published_at IS NULL")
            .await
            == 0
    })
    .await;

    let own_are_empty = async || {
        let queues = vhost.list_queues().await.unwrap();
        queues
            .iter()
            .filter(|queue| queue.name.starts_with("finance."))
            .all(|queue| queue.messages == 0)
    };
    until("finance's queues are empty", own_are_empty).await;

    assert_eq!((finance.balance("1001").await, finance.balance("4001").await), (42_000, -42_000));
    assert_eq!(finance.count("SELECT count(*) FROM journal_entries").await, 3);
    assert_eq!(finance.count("SELECT count(*) FROM outbox_messages").await, 3);
    let operator = TestPerson::with("operator", &[platform::operations::OPERATOR]);
    let letters = finance.get(&operator, "/v1/operations/dead-letters").await.body;
    assert!(
        letters["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|letter| letter["reason"].as_str().unwrap().contains("/surcharge_amount")),
        "{letters}"
    );
    connection.close(200, "done".into()).await.unwrap();
}
