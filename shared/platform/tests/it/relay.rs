//! From the outbox to the broker: nothing lost, nothing out of order, whatever fails in between.

use contracts::{
    Department, Envelope, Message,
    water::{SurchargeCollectedV1, SurchargeReversedV1},
};
use lapin::{
    options::{QueueBindOptions, QueueDeleteOptions},
    types::{FieldTable, ShortString},
};
use platform::{
    RequestContext, Scope,
    broker::{EXCHANGE, inbox_queue},
    outbox,
};
use testkit::ChaosProxy;

use crate::{
    broker::{Outsider, Running, relay, vhost},
    support::{Fixture, eventually, payment, send},
};

const UNSENT: &str = "SELECT count(*) FROM outbox_messages WHERE published_at IS NULL";

async fn all_sent(fixture: &Fixture) {
    eventually("the outbox is empty", async || (fixture.number(UNSENT).await == 0).then_some(())).await;
}

fn names(range: std::ops::Range<usize>) -> Vec<String> {
    range.map(|number| format!("payment-{number}")).collect()
}

async fn send_all(fixture: &Fixture, payments: &[String]) {
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    for payment_id in payments {
        outbox::append(&mut tx, "bill-1", &payment(payment_id), chrono::Utc::now())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn committed_messages_are_published_in_order_and_uncommitted_ones_never() {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    let payments = names(0..450);
    send_all(&fixture, &payments).await;
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    outbox::append(&mut tx, "bill-1", &payment("never"), chrono::Utc::now())
        .await
        .unwrap();
    tx.rollback().await.unwrap();

    let relay = relay(&fixture.database, &vhost.amqp_url);
    all_sent(&fixture).await;
    // And what comes while it runs.
    let context = RequestContext::fresh();
    let id = context.clone().scope(send(&fixture.database, "late")).await;
    all_sent(&fixture).await;
    relay.stop().await;
    assert_eq!(
        fixture
            .number("SELECT count(*) FROM outbox_messages WHERE attempts = 1 AND last_error IS NULL")
            .await,
        451
    );

    let outsider = Outsider::connect(&vhost.amqp_url).await;
    let mut received = Vec::new();
    let mut last = None;
    while let Some(message) = outsider.take(&inbox_queue(Department::Finance)).await {
        let envelope: Envelope<SurchargeCollectedV1> = serde_json::from_slice(&message.data).unwrap();
        received.push(envelope.data.payment_id.clone());
        last = Some((message, envelope));
    }
    assert_eq!((&received[..450], received[450..].join(" ")), (&payments[..], "late".to_owned()));
    let (message, envelope) = last.unwrap();
    assert_eq!(
        message.properties.content_type().as_ref().map(ShortString::as_str),
        Some("application/cloudevents+json")
    );
    assert_eq!(message.properties.delivery_mode(), &Some(2));
    assert_eq!(
        message.properties.message_id().as_ref().map(ShortString::as_str),
        Some(id.to_string().as_str())
    );
    assert_eq!(
        (envelope.specversion.as_str(), envelope.kind.as_str(), envelope.source.as_str()),
        ("1.0", SurchargeCollectedV1::TYPE, "/jiangzhou/water")
    );
    assert_eq!((envelope.id, envelope.correlationid), (id.to_string(), context.correlation_id));
    assert_eq!(envelope.traceparent, Some(context.trace.to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_broker_is_down_messages_wait_and_say_why() {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    let (mut proxy, url) = ChaosProxy::before_url(&vhost.amqp_url).await.unwrap();
    let _relay = relay(&fixture.database, &url);
    send(&fixture.database, "before").await;
    all_sent(&fixture).await;

    proxy.cut().await;
    for payment_id in ["one", "two"] {
        send(&fixture.database, payment_id).await;
    }
    let explained = format!("{UNSENT} AND last_error LIKE 'the broker failed%' AND attempts = 0");
    eventually("the messages say why they wait", async || {
        (fixture.number(&explained).await == 2).then_some(())
    })
    .await;
    let mut conn = fixture.database.connection(&Scope::Nothing).await.unwrap();
    let state = outbox::state(&mut conn).await.unwrap();
    assert!(
        state.waiting == 2 && state.oldest.is_some() && state.last_error.is_some(),
        "{state:?}"
    );

    proxy.heal().await.unwrap();
    all_sent(&fixture).await;
    assert_eq!(
        fixture
            .number("SELECT count(*) FROM outbox_messages WHERE last_error IS NOT NULL")
            .await,
        0
    );
    let outsider = Outsider::connect(&vhost.amqp_url).await;
    assert_eq!(outsider.take_payments().await, ["before", "one", "two"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_relays_at_once_publish_each_message_once() {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    let payments = names(0..1_000);
    send_all(&fixture, &payments).await;
    let relays: Vec<Running> = (0..2).map(|_| relay(&fixture.database, &vhost.amqp_url)).collect();
    all_sent(&fixture).await;
    for relay in relays {
        relay.stop().await;
    }
    let mut received = Outsider::connect(&vhost.amqp_url).await.take_payments().await;
    received.sort_by_key(|payment| payment["payment-".len()..].parse::<usize>().unwrap());
    assert_eq!(received, payments);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_crashes_anywhere_loses_nothing() {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    let payments = names(0..1_000);
    send_all(&fixture, &payments).await;
    let sent = "SELECT count(*) FROM outbox_messages WHERE published_at IS NOT NULL";
    for enough in [1, 201, 401] {
        let crashing = relay(&fixture.database, &vhost.amqp_url);
        eventually("some are sent", async || (fixture.number(sent).await >= enough).then_some(())).await;
        crashing.crash().await;
    }
    let _relay = relay(&fixture.database, &vhost.amqp_url);
    all_sent(&fixture).await;
    let mut received = Outsider::connect(&vhost.amqp_url).await.take_payments().await;
    received.sort_by_key(|payment| payment["payment-".len()..].parse::<usize>().unwrap());
    received.dedup();
    assert_eq!(received, payments);
}

fn reversal(payment_id: &str) -> SurchargeReversedV1 {
    let sample = include_str!("../../../contracts/samples/cn.jiangzhou.water.surcharge.reversed.v1.json");
    let envelope: Envelope<SurchargeReversedV1> = serde_json::from_str(sample).unwrap();
    SurchargeReversedV1 {
        payment_id: payment_id.to_owned(),
        ..envelope.data
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_messages_that_no_queue_takes_stay_and_they_go_once_one_does() {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    let first = relay(&fixture.database, &vhost.amqp_url);
    send(&fixture.database, "first").await;
    all_sent(&fixture).await;
    let outsider = Outsider::connect(&vhost.amqp_url).await;
    let queue = inbox_queue(Department::Finance);
    assert_eq!(outsider.take_payments().await, ["first"]);
    outsider
        .channel
        .queue_unbind(
            queue.as_str().into(),
            EXCHANGE.into(),
            SurchargeReversedV1::TYPE.into(),
            FieldTable::default(),
        )
        .await
        .unwrap();

    // Both kinds in one batch: the broker returns some and takes the others.
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    for number in 0..100 {
        let now = chrono::Utc::now();
        if number % 3 == 0 {
            outbox::append(&mut tx, "bill-1", &reversal(&format!("reversed-{number}")), now)
                .await
                .unwrap();
        } else {
            outbox::append(&mut tx, "bill-1", &payment(&format!("collected-{number}")), now)
                .await
                .unwrap();
        }
    }
    tx.commit().await.unwrap();
    all_sent(&fixture).await;
    let mut received = outsider.take_payments().await;
    received.sort_by_key(|payment| payment.rsplit('-').next().unwrap().parse::<u32>().unwrap());
    let expected: Vec<_> = (0..100)
        .map(|number| {
            if number % 3 == 0 {
                format!("reversed-{number}")
            } else {
                format!("collected-{number}")
            }
        })
        .collect();
    assert_eq!(received, expected);
    let count = async |condition: &str| {
        fixture
            .number(&format!("SELECT count(*) FROM outbox_messages WHERE {condition}"))
            .await
    };
    assert_eq!(
        count("kind LIKE '%reversed%' AND attempts >= 2").await,
        34,
        "they were tried before the queue was bound anew"
    );
    assert_eq!(
        count("kind LIKE '%collected%' AND attempts = 1").await,
        67,
        "they were taken at once"
    );

    // The whole queue gone.
    outsider
        .channel
        .queue_delete(queue.as_str().into(), QueueDeleteOptions::default())
        .await
        .unwrap();
    send(&fixture.database, "last").await;
    all_sent(&fixture).await;
    assert_eq!(outsider.take_payments().await, ["last"]);
    first.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_that_no_queue_takes_do_not_stand_in_the_way_of_others() {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    // More than a batch of a kind that nobody receives, as an old version may have left them.
    let superuser = fixture.superuser().await;
    let stuck = "INSERT INTO outbox_messages (id, kind, subject, envelope) SELECT gen_random_uuid(), 'cn.jiangzhou.water.nobody.wants.v1', 'x', '{}' FROM generate_series(1, 450)";
    superuser.batch_execute(stuck).await.unwrap();
    let relay = relay(&fixture.database, &vhost.amqp_url);
    for payment_id in ["one", "two"] {
        send(&fixture.database, payment_id).await;
    }
    eventually("the others are sent", async || (fixture.number(UNSENT).await == 450).then_some(())).await;
    let again = "SELECT count(*) FROM outbox_messages WHERE kind LIKE '%nobody%' AND attempts >= 1 AND last_error LIKE 'no queue takes%'";
    eventually("all were tried", async || (fixture.number(again).await == 450).then_some(())).await;
    relay.stop().await;
    assert_eq!(Outsider::connect(&vhost.amqp_url).await.take_payments().await, ["one", "two"]);
    // Bound by hand, they go.
    let outsider = Outsider::connect(&vhost.amqp_url).await;
    let (queue, key) = (inbox_queue(Department::Finance), "cn.jiangzhou.water.nobody.wants.v1");
    outsider
        .channel
        .queue_bind(
            queue.as_str().into(),
            EXCHANGE.into(),
            key.into(),
            QueueBindOptions::default(),
            FieldTable::default(),
        )
        .await
        .unwrap();
    let _relay = crate::broker::relay(&fixture.database, &vhost.amqp_url);
    all_sent(&fixture).await;
}
