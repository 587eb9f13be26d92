//! A broker that is killed and comes back.

use std::{sync::Arc, time::Duration};

use contracts::Department;
use platform::broker::{Consumer, Handle};
use testkit::{PrivateRabbit, RabbitOptions, temporary_folder};

use crate::{
    broker::{Outsider, Running, relay, settings},
    consumer::Clerk,
    support::{Fixture, eventually, send},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing() {
    let fixture = Fixture::new().await;
    let folder = temporary_folder().unwrap();
    let mut rabbit = PrivateRabbit::start(RabbitOptions::for_tests(folder.path().join("rabbitmq")))
        .await
        .unwrap();
    let url = rabbit.amqp_url();
    let clerk: Arc<Clerk> = Arc::default();
    let consumer = Consumer::new(
        Department::Finance,
        fixture.database.clone(),
        settings(&url),
        Arc::clone(&clerk) as Arc<dyn Handle>,
    );
    let link = consumer.link();
    let consumer = Running::start(|cancel| consumer.run(cancel));
    let relay = relay(&fixture.database, &url);
    send(&fixture.database, "payment-0").await;
    let effects = "SELECT count(*) FROM effects";
    eventually("the first is booked", async || (fixture.number(effects).await == 1).then_some(())).await;
    rabbit.settle().await.unwrap();

    let mut sent = 1;
    for round in 1..=2 {
        for _ in 0..150 {
            send(&fixture.database, &format!("payment-{sent}")).await;
            sent += 1;
        }
        // In the middle of it, or nearly.
        eventually("some are booked", async || {
            (fixture.number(effects).await > sent - 150).then_some(())
        })
        .await;
        rabbit.kill();
        for _ in 0..20 {
            send(&fixture.database, &format!("payment-{sent}")).await;
            sent += 1;
        }
        eventually("the consumer has noticed", async || (!link.is_up()).then_some(())).await;
        rabbit.start_again().await.unwrap();
        eventually(&format!("all are booked after kill {round}"), async || {
            (fixture.number(effects).await == sent).then_some(())
        })
        .await;
    }
    relay.stop().await;
    consumer.stop().await;
    assert_eq!(fixture.number("SELECT count(DISTINCT payment_id) FROM effects").await, sent);
    assert_eq!(
        fixture
            .number("SELECT count(*) FROM outbox_messages WHERE published_at IS NULL")
            .await,
        0
    );
    assert_eq!(fixture.number("SELECT count(*) FROM dead_letters").await, 0);
    // Duplicates may still lie in the queue: the inbox knows them. Nothing else does.
    let consumer = Consumer::new(
        Department::Finance,
        fixture.database.clone(),
        settings(&url),
        Arc::clone(&clerk) as Arc<dyn Handle>,
    );
    let _consumer = Running::start(|cancel| consumer.run(cancel));
    let outsider = Outsider::connect(&url).await;
    eventually("the queue is empty", async || {
        let queues = rabbit.list_queues().await.unwrap();
        queues.iter().all(|queue| queue.messages == 0).then_some(())
    })
    .await;
    assert!(outsider.take("finance.retry").await.is_none());
    assert_eq!(fixture.number(effects).await, sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_for_a_broker_that_does_not_answer_can_still_be_stopped() {
    let fixture = Fixture::new().await;
    // Listens, and never says a word.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("amqp://guest:guest@{}/x", silent.local_addr().unwrap());
    let relay = relay(&fixture.database, &url);
    let (_connection, _) = silent.accept().await.unwrap();
    tokio::time::timeout(Duration::from_secs(120), relay.stop())
        .await
        .expect("it stops");
}
