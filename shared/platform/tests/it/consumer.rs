//! From the broker to the effect: once, whatever fails in between.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use contracts::{Department, Envelope, Message, finance::IncomeBookedV1, water::SurchargeCollectedV1};
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use futures_util::future::BoxFuture;
use platform::{
    Database, Transaction,
    broker::{Consumer, Failure, Handle, Received, decode},
    outbox,
    settings::{BrokerSettings, DatabaseSettings},
};
use secrecy::SecretString;
use serde_json::{Value, json};
use testkit::{ChaosProxy, TestVhost};
use uuid::Uuid;

use crate::{
    broker::{Outsider, Running, relay, settings, vhost},
    support::{Fixture, eventually, payment, send},
};

/// Books payments, or fails as their ids ask for.
#[derive(Default)]
pub struct Clerk {
    /// When each payment was tried.
    pub tries: Mutex<HashMap<String, Vec<Instant>>>,
}

impl Clerk {
    fn note(&self, payment_id: &str) -> usize {
        let mut tries = self.tries.lock().unwrap();
        let tries = tries.entry(payment_id.to_owned()).or_default();
        tries.push(Instant::now());
        tries.len()
    }

    async fn book(&self, tx: &mut Transaction, message: &Received) -> Result<(), Failure> {
        let payment: SurchargeCollectedV1 = decode(message)?;
        let id = payment.payment_id;
        let tries = self.note(&id);
        diesel::sql_query("INSERT INTO effects (payment_id) VALUES ($1)")
            .bind::<Text, _>(&id)
            .execute(tx)
            .await?;
        match id.split(' ').collect::<Vec<_>>()[..] {
            ["succeeds-at", wanted] if tries < wanted.parse::<usize>().unwrap() => Err(Failure::Transient(format!("try {tries} failed"))),
            ["impossible"] => Err(Failure::Permanent("there is no such fund".to_owned())),
            ["verbose"] => Err(Failure::Permanent("长".repeat(200_000))),
            ["panics"] => panic!("a fault of the test"),
            ["passed-on"] => {
                let booked = IncomeBookedV1 {
                    payment_id: id,
                    bill_id: payment.bill_id,
                    fund: "water_surcharge".to_owned(),
                    entry_id: Uuid::nil().to_string(),
                    entry_number: "1".to_owned(),
                    amount: payment.surcharge_amount,
                    booked_on: payment.paid_on,
                };
                outbox::append(tx, "entry-1", &booked, chrono::Utc::now()).await?;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Handle for Clerk {
    fn handle<'a>(&'a self, tx: &'a mut Transaction, message: &'a Received) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(self.book(tx, message))
    }
}

/// The finance department's consumer.
fn consume(database: &Database, settings: BrokerSettings, clerk: &Arc<Clerk>) -> Running {
    let consumer = Consumer::new(
        Department::Finance,
        database.clone(),
        settings,
        Arc::clone(clerk) as Arc<dyn Handle>,
    );
    Running::start(|cancel| consumer.run(cancel))
}

async fn effects(fixture: &Fixture, payment_id: &str) -> i64 {
    fixture
        .number(&format!("SELECT count(*) FROM effects WHERE payment_id = '{payment_id}'"))
        .await
}

async fn effect(fixture: &Fixture, payment_id: &str) {
    eventually(payment_id, async || (effects(fixture, payment_id).await > 0).then_some(())).await;
    assert_eq!(effects(fixture, payment_id).await, 1, "{payment_id}");
}

async fn letters(fixture: &Fixture) -> i64 {
    fixture.number("SELECT count(*) FROM dead_letters").await
}

async fn letter(fixture: &Fixture, condition: &str) {
    let query = format!("SELECT count(*) FROM dead_letters WHERE {condition}");
    eventually(condition, async || (fixture.number(&query).await == 1).then_some(())).await;
}

/// An envelope as another sender may write it.
fn envelope(id: &str, data: &Value) -> Vec<u8> {
    let envelope = Envelope {
        specversion: "1.0".to_owned(),
        id: id.to_owned(),
        source: "/jiangzhou/water".to_owned(),
        kind: SurchargeCollectedV1::TYPE.to_owned(),
        subject: "bill-1".to_owned(),
        time: "2026-10-12T09:30:00+08:00".to_owned(),
        datacontenttype: "application/json".to_owned(),
        correlationid: "case-1".to_owned(),
        traceparent: Some("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".to_owned()),
        data,
    };
    serde_json::to_vec(&envelope).unwrap()
}

fn payment_envelope(id: Uuid, payment_id: &str) -> Vec<u8> {
    envelope(&id.to_string(), &serde_json::to_value(payment(payment_id)).unwrap())
}

struct Stage {
    fixture: Fixture,
    clerk: Arc<Clerk>,
    _consumer: Running,
    outsider: Outsider,
    vhost: TestVhost,
}

async fn consumer_is_there(outsider: &Outsider) {
    eventually("the consumer is there", async || {
        let consumers = (
            outsider.consumers_of("finance.inbox").await,
            outsider.consumers_of("finance.dead").await,
        );
        (consumers == (Some(1), Some(1))).then_some(())
    })
    .await;
}

async fn stage_with(tweak: impl FnOnce(&mut BrokerSettings)) -> Stage {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    let clerk = Arc::default();
    let mut settings = settings(&vhost.amqp_url);
    tweak(&mut settings);
    let consumer = consume(&fixture.database, settings, &clerk);
    let outsider = Outsider::connect(&vhost.amqp_url).await;
    consumer_is_there(&outsider).await;
    Stage {
        fixture,
        clerk,
        _consumer: consumer,
        outsider,
        vhost,
    }
}

async fn stage() -> Stage {
    stage_with(|_| {}).await
}

/// Nothing is left in any queue.
async fn assert_empty(vhost: &TestVhost) {
    eventually("all queues are empty", async || {
        vhost
            .list_queues()
            .await
            .unwrap()
            .iter()
            .all(|queue| queue.messages == 0)
            .then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_comes_again_has_one_effect() {
    let stage = stage().await;
    let id = Uuid::now_v7();
    for _ in 0..5 {
        stage.outsider.put(Department::Finance, &payment_envelope(id, "one")).await;
    }
    stage
        .outsider
        .put(Department::Finance, &payment_envelope(Uuid::now_v7(), "two"))
        .await;
    effect(&stage.fixture, "two").await;
    assert_eq!(effects(&stage.fixture, "one").await, 1);
    assert_empty(&stage.vhost).await;
    assert_eq!(letters(&stage.fixture).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_crashed_before_marking_and_two_consumers_still_make_one_effect() {
    let stage = stage().await;
    let (fixture, vhost) = (&stage.fixture, &stage.vhost);
    let _second = consume(&fixture.database, settings(&vhost.amqp_url), &stage.clerk);
    let _relay = relay(&fixture.database, &vhost.amqp_url);
    for number in 0..20 {
        send(&fixture.database, &format!("payment-{number}")).await;
    }
    let superuser = fixture.superuser().await;
    for round in 1..=3 {
        let sent = "SELECT count(*) FROM outbox_messages WHERE published_at IS NOT NULL";
        eventually("all are sent", async || (fixture.number(sent).await == 20).then_some(())).await;
        if round < 3 {
            superuser
                .batch_execute("UPDATE outbox_messages SET published_at = NULL, attempts = 0")
                .await
                .unwrap();
        }
    }
    eventually("all have come", async || {
        (fixture.number("SELECT count(*) FROM effects").await == 20).then_some(())
    })
    .await;
    assert_empty(vhost).await;
    assert_eq!(fixture.number("SELECT count(*) FROM effects").await, 20);
    assert_eq!(fixture.number("SELECT count(*) FROM inbox_messages").await, 20);
    assert_eq!(letters(fixture).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passing_failure_is_tried_again_after_a_while_and_leaves_no_trace() {
    let stage = stage_with(|settings| settings.retry_delay_seconds = 1).await;
    stage
        .outsider
        .put(Department::Finance, &payment_envelope(Uuid::now_v7(), "succeeds-at 3"))
        .await;
    effect(&stage.fixture, "succeeds-at 3").await;
    let tries = stage.clerk.tries.lock().unwrap()["succeeds-at 3"].clone();
    assert_eq!(tries.len(), 3);
    for pair in tries.windows(2) {
        assert!(pair[1] - pair[0] >= Duration::from_millis(990), "{:?}", pair[1] - pair[0]);
    }
    assert_empty(&stage.vhost).await;
    assert_eq!(letters(&stage.fixture).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_never_be_handled_is_parked_with_its_reason() {
    let stage = stage_with(|settings| settings.max_attempts = 3).await;
    let id = Uuid::now_v7();
    stage.outsider.put(Department::Finance, &payment_envelope(id, "impossible")).await;
    letter(
        &stage.fixture,
        &format!(
            "message_id = '{id}' AND kind = '{}' AND reason = 'there is no such fund' AND attempts = 1",
            SurchargeCollectedV1::TYPE
        ),
    )
    .await;
    for (body, condition) in [
        (
            b"not JSON \xff\x00".to_vec(),
            "message_id = '' AND kind = '' AND body LIKE 'not JSON%' AND reason LIKE 'not a CloudEvents envelope%'",
        ),
        (b"".to_vec(), "body = ''"),
        (b"{\"id\":1}".to_vec(), "body = '{\"id\":1}'"),
        (
            envelope("no uuid", &json!({})),
            "message_id = 'no uuid' AND reason LIKE 'the message id is no UUID%'",
        ),
        (
            envelope(&Uuid::now_v7().to_string(), &json!({ "amount": 1 })),
            "reason LIKE 'payload of cn.jiangzhou.water.surcharge.collected.v1 is not readable%'",
        ),
        (
            payment_envelope(Uuid::now_v7(), "succeeds-at 99"),
            "reason = 'try 3 failed' AND attempts = 3",
        ),
        (
            payment_envelope(Uuid::now_v7(), "verbose"),
            "length(reason) = 2000 AND reason LIKE '长长%'",
        ),
        (payment_envelope(Uuid::now_v7(), "panics"), "reason LIKE 'the handler panicked%'"),
    ] {
        stage.outsider.put(Department::Finance, &body).await;
        letter(&stage.fixture, condition).await;
    }
    assert_eq!(letters(&stage.fixture).await, 9);
    assert_eq!(stage.fixture.number("SELECT count(*) FROM effects").await, 0);
    // The consumer still works.
    stage
        .outsider
        .put(Department::Finance, &payment_envelope(Uuid::now_v7(), "good"))
        .await;
    effect(&stage.fixture, "good").await;
    assert_empty(&stage.vhost).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_of_the_database_loses_nothing_and_uses_up_no_try() {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    let (mut proxy, url) = ChaosProxy::before_url(&fixture.db.app_url).await.unwrap();
    let database = Database::new(&DatabaseSettings {
        url: SecretString::from(url),
        ..fixture.settings()
    })
    .unwrap();
    let clerk = Arc::default();
    // A try that counted would park the message.
    let once = BrokerSettings {
        max_attempts: 1,
        ..settings(&vhost.amqp_url)
    };
    let consumer = consume(&database, once.clone(), &clerk);
    let _relay = relay(&fixture.database, &vhost.amqp_url);
    send(&fixture.database, "before").await;
    effect(&fixture, "before").await;

    proxy.cut().await;
    let outsider = Outsider::connect(&vhost.amqp_url).await;
    outsider.put(Department::Finance, b"a letter to be parked").await;
    for number in 0..60 {
        send(&fixture.database, &format!("payment-{number}")).await;
    }
    eventually("all are with the broker", async || {
        let unsent = "SELECT count(*) FROM outbox_messages WHERE published_at IS NULL";
        (fixture.number(unsent).await == 0).then_some(())
    })
    .await;
    // A consumer that is stopped meanwhile gives back what it had.
    consumer.stop().await;
    let _consumer = consume(&database, once, &clerk);
    proxy.heal().await.unwrap();
    for number in 0..60 {
        effect(&fixture, &format!("payment-{number}")).await;
    }
    letter(&fixture, "body = 'a letter to be parked'").await;
    assert_empty(&vhost).await;
    assert_eq!(letters(&fixture).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_handler_sends_continues_the_trace_and_the_case() {
    let stage = stage().await;
    let id = Uuid::now_v7();
    stage.outsider.put(Department::Finance, &payment_envelope(id, "passed-on")).await;
    effect(&stage.fixture, "passed-on").await;
    let client = crate::support::connect(&stage.fixture.db.admin_url).await;
    let sent: String = client
        .query_one("SELECT envelope::text FROM outbox_messages", &[])
        .await
        .unwrap()
        .get(0);
    let sent: Envelope<IncomeBookedV1> = serde_json::from_str(&sent).unwrap();
    assert_eq!(sent.correlationid, "case-1");
    let traceparent = sent.traceparent.unwrap();
    assert!(
        traceparent.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-") && !traceparent.contains("00f067aa0ba902b7"),
        "{traceparent}"
    );
    assert_ne!(sent.id, id.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_that_is_deleted_under_the_consumer_comes_back() {
    let stage = stage().await;
    for queue in ["finance.inbox", "finance.dead", "finance.retry"] {
        stage
            .outsider
            .channel
            .queue_delete(queue.into(), lapin::options::QueueDeleteOptions::default())
            .await
            .unwrap();
    }
    consumer_is_there(&stage.outsider).await;
    stage
        .outsider
        .put(Department::Finance, &payment_envelope(Uuid::now_v7(), "succeeds-at 2"))
        .await;
    effect(&stage.fixture, "succeeds-at 2").await;
}
