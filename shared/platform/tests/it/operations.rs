//! What operators see and do.

use std::sync::Arc;

use contracts::{Department, Envelope, water::SurchargeCollectedV1};
use platform::{
    operations::{AUDITOR, OPERATOR},
    test_support::{TestPerson, TestService},
};
use serde_json::{Value, json};
use testkit::TestVhost;
use uuid::Uuid;

use crate::{
    broker::{Outsider, vhost},
    consumer::Clerk,
    desk::{Desk, DeskConfig, start, start_with},
    support::{Fixture, eventually, payment},
};

fn operator() -> TestPerson {
    TestPerson::with("wang", &[OPERATOR])
}

async fn with_consumer() -> (Fixture, TestVhost, TestService) {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    let with_broker = |config: &mut DeskConfig| {
        config.broker.relay = true;
        config.broker.url = vhost.amqp_url.clone().into();
        config.broker.retry_delay_seconds = 0;
        // The first try parks it, the second succeeds.
        config.broker.max_attempts = 1;
    };
    let service = start_with(&fixture, Desk::default(), Some(Arc::new(Clerk::default())), with_broker).await;
    eventually("ready", async || (service.get_public("/readyz").await.status == 200).then_some(())).await;
    (fixture, vhost, service)
}

async fn waiting_letters(service: &TestService) -> Vec<Value> {
    let answer = service.get(&operator(), "/v1/operations/dead-letters").await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["items"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_letter_can_be_put_back_once_and_then_has_its_effect() {
    let (fixture, vhost, service) = with_consumer().await;
    let outsider = Outsider::connect(&vhost.amqp_url).await;
    let sample = include_str!("../../../contracts/samples/cn.jiangzhou.water.surcharge.collected.v1.json");
    let mut envelope: Envelope<SurchargeCollectedV1> = serde_json::from_str(sample).unwrap();
    envelope.id = Uuid::now_v7().to_string();
    envelope.data = payment("succeeds-at 2");
    outsider.put(Department::Finance, &serde_json::to_vec(&envelope).unwrap()).await;
    let letter = eventually("the letter is parked", async || waiting_letters(&service).await.pop()).await;
    assert_eq!(
        (&letter["message_id"], &letter["reason"], &letter["attempts"]),
        (&json!(envelope.id), &json!("try 1 failed"), &json!(1))
    );

    assert!(letter.get("body").is_none());
    let path = format!("/v1/operations/dead-letters/{}", letter["id"].as_str().unwrap());
    let opened = service.get(&operator(), &path).await;
    assert!(opened.body["body"].as_str().unwrap().contains(&envelope.id), "{opened:?}");
    let opens = "SELECT count(*) FROM audit_entries WHERE action = 'dead_letter.open' AND actor = 'wang'";
    assert_eq!(fixture.number(opens).await, 1);

    let replay = format!("{path}/replay");
    let answer = service.post(&operator(), &replay, &Value::Null).await;
    assert_eq!((answer.status, &answer.body["replayed_by"]), (200, &json!("wang")), "{answer:?}");
    let booked = "SELECT count(*) FROM effects WHERE payment_id = 'succeeds-at 2'";
    eventually("it has its effect", async || (fixture.number(booked).await == 1).then_some(())).await;
    assert!(waiting_letters(&service).await.is_empty());
    let all = service.get(&operator(), "/v1/operations/dead-letters?waiting=false").await;
    assert_eq!(all.body["items"].as_array().unwrap().len(), 1);
    let again = service.post(&operator(), &replay, &Value::Null).await;
    assert_eq!((again.status, &again.body["code"]), (409, &json!("already_replayed")));
    assert_eq!(
        fixture
            .number("SELECT count(*) FROM audit_entries WHERE action = 'dead_letter.replay' AND actor = 'wang'")
            .await,
        1
    );

    // Come a second time from the sender: the inbox knows it.
    outsider.put(Department::Finance, &serde_json::to_vec(&envelope).unwrap()).await;
    eventually("it is taken", async || {
        vhost
            .list_queues()
            .await
            .unwrap()
            .iter()
            .all(|queue| queue.messages == 0)
            .then_some(())
    })
    .await;
    assert_eq!(fixture.number(booked).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_fails_again_waits_again() {
    let (fixture, vhost, service) = with_consumer().await;
    let outsider = Outsider::connect(&vhost.amqp_url).await;
    let sample = include_str!("../../../contracts/samples/cn.jiangzhou.water.surcharge.collected.v1.json");
    let mut envelope: Envelope<SurchargeCollectedV1> = serde_json::from_str(sample).unwrap();
    envelope.data = payment("impossible");
    outsider.put(Department::Finance, &serde_json::to_vec(&envelope).unwrap()).await;
    let letter = eventually("the letter is parked", async || waiting_letters(&service).await.pop()).await;
    let replay = format!("/v1/operations/dead-letters/{}/replay", letter["id"].as_str().unwrap());
    assert_eq!(service.post(&operator(), &replay, &Value::Null).await.status, 200);
    eventually("it is parked again", async || waiting_letters(&service).await.pop()).await;
    assert_eq!(fixture.number("SELECT count(*) FROM effects").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_queue_would_take_is_not_put_back() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let superuser = fixture.superuser().await;
    let letters = "INSERT INTO dead_letters (id, message_id, kind, body, reason, attempts) VALUES
        (gen_random_uuid(), '', '', 'not JSON', 'x', 1),
        (gen_random_uuid(), 'x', 'cn.jiangzhou.water.nobody.wants.v1', '{}', 'x', 1)";
    superuser.batch_execute(letters).await.unwrap();
    let letters = waiting_letters(&service).await;
    assert_eq!(letters.len(), 2);
    for letter in letters {
        let replay = format!("/v1/operations/dead-letters/{}/replay", letter["id"].as_str().unwrap());
        let answer = service.post(&operator(), &replay, &Value::Null).await;
        assert_eq!((answer.status, &answer.body["code"]), (409, &json!("not_replayable")));
    }
    let none = service
        .post(
            &operator(),
            &format!("/v1/operations/dead-letters/{}/replay", Uuid::nil()),
            &Value::Null,
        )
        .await;
    assert_eq!(none.status, 404);
    assert_eq!(fixture.number("SELECT count(*) FROM outbox_messages").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_can_have_the_chain_verified() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let auditor = TestPerson::with("zhao", &[AUDITOR]);
    let mut tx = fixture.database.begin(&platform::Scope::All).await.unwrap();
    crate::audit::append(&mut tx, "bill.pay").await;
    tx.commit().await.unwrap();
    let answer = service.get(&auditor, "/v1/operations/audit/verification").await;
    assert_eq!(
        (answer.status, &answer.body["intact"], &answer.body["entries"]),
        (200, &json!(true), &json!(1))
    );
    fixture
        .superuser()
        .await
        .batch_execute("UPDATE audit_entries SET actor = 'li'")
        .await
        .unwrap();
    let answer = service.get(&auditor, "/v1/operations/audit/verification").await;
    assert_eq!((&answer.body["intact"], &answer.body["broken_at"]), (&json!(false), &json!(1)));
    // The outbox is no business of auditors.
    assert_eq!(service.get(&auditor, "/v1/operations/outbox").await.status, 403);
    assert_eq!(service.get(&operator(), "/v1/operations/outbox").await.body["waiting"], 0);
}
