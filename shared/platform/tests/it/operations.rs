//! What operators see and do.

use std::sync::Arc;

use contracts::{Department, Envelope, water::SurchargeCollectedV1};
use platform::{
    job::JobName,
    operations::{AUDITOR, OPERATOR},
    test_support::{TestPerson, TestService},
};
use serde_json::{Value, json};
use testkit::TestVhost;
use uuid::Uuid;

use crate::{
    broker::{Outsider, vhost},
    consumer::Clerk,
    desk::{Desk, DeskConfig, clerk, start, start_with},
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
    let noted = format!("{}:{}", answer.body["head"]["seq"], answer.body["head"]["hash"].as_str().unwrap());
    let path = format!("/v1/operations/audit/verification?noted={noted}");
    assert_eq!(service.get(&auditor, &path).await.body["intact"], true);
    let other = format!("/v1/operations/audit/verification?noted=1:{}", "0".repeat(64));
    assert_eq!(service.get(&auditor, &other).await.body["findings"][0]["kind"], "forked");
    let malformed = service.get(&auditor, "/v1/operations/audit/verification?noted=x").await;
    assert_eq!((malformed.status, &malformed.body["code"]), (400, &json!("invalid_noted_head")));
    fixture
        .superuser()
        .await
        .batch_execute("UPDATE audit_entries SET actor = 'li'")
        .await
        .unwrap();
    let answer = service.get(&auditor, "/v1/operations/audit/verification").await;
    assert_eq!(answer.body["intact"], false);
    assert_eq!(
        answer.body["findings"],
        json!([{ "kind": "changed", "seq": 1, "through": 1, "message": "第 1 条被改动：内容与写入时的校验值不符" }])
    );
    // The outbox is no business of auditors.
    assert_eq!(service.get(&auditor, "/v1/operations/outbox").await.status, 403);
    assert_eq!(service.get(&operator(), "/v1/operations/outbox").await.body["waiting"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_listed_by_what_is_asked_and_opening_an_entry_is_noted() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let auditor = TestPerson::with("zhao", &[AUDITOR]);
    for action in ["bill.pay", "bill.credit", "billing_run.confirm"] {
        let mut tx = fixture.database.begin(&platform::Scope::All).await.unwrap();
        crate::audit::append(&mut tx, action).await;
        tx.commit().await.unwrap();
    }
    let seqs = async |query: &str| {
        let answer = service.get(&auditor, &format!("/v1/operations/audit?{query}")).await;
        assert_eq!(answer.status, 200, "{query}: {answer:?}");
        let items = answer.body["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["seq"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(seqs("").await, [3, 2, 1]);
    assert_eq!(seqs("action=bill.").await, [2, 1]);
    assert_eq!(seqs("action=bill.pay").await, [1]);
    assert_eq!(seqs("actor=zhang&entity=bill&entity_id=42&limit=2").await, [3, 2]);
    for nothing in [
        "actor=li",
        "entity=meter",
        "entity_id=43",
        "request_id=x",
        "action=bill",
        "until=2020-01-01T00:00:00Z",
        "from=2999-01-01T00:00:00Z",
    ] {
        assert_eq!(seqs(nothing).await, [0_i64; 0], "{nothing}");
    }
    let first = service.get(&auditor, "/v1/operations/audit?limit=2").await;
    let cursor = first.body["next_cursor"].as_str().unwrap();
    assert_eq!(seqs(&format!("limit=2&cursor={cursor}")).await, [1]);
    let request_id = first.body["items"][0]["request_id"].as_str().unwrap().to_owned();
    assert_eq!(seqs(&format!("request_id={request_id}")).await, [3]);
    assert!(first.body["items"][0].get("after").is_none());

    let opened = service.get(&auditor, "/v1/operations/audit/1").await;
    assert_eq!((opened.status, &opened.body["after"]), (200, &json!({ "action": "bill.pay" })));
    let noted = service.get(&auditor, "/v1/operations/audit?action=audit_entry.open").await;
    let note = &noted.body["items"][0];
    assert_eq!((&note["actor"], &note["entity_id"]), (&json!("zhao"), &json!("1")));
    assert_eq!((&note["unit"], &note["roles"]), (&json!("bureau"), &json!(["auditor"])));
    assert_eq!(note["address"], "127.0.0.1");
    assert_eq!(service.get(&auditor, "/v1/operations/audit/99").await.status, 404);

    // Operators see that something was done, not what it says of people.
    assert_eq!(service.get(&operator(), "/v1/operations/audit").await.status, 200);
    assert_eq!(service.get(&operator(), "/v1/operations/audit/1").await.status, 403);
    assert_eq!(service.get(&clerk(), "/v1/operations/audit").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_state_tells_queues_jobs_migrations_and_what_waits() {
    let (fixture, vhost, service) = with_consumer().await;
    let job = JobName {
        name: "sweep",
        title: "清理",
    };
    job.begin().end(&fixture.database, None).await;
    job.begin().end(&fixture.database, Some(&std::io::Error::other("no room"))).await;
    // The link to the broker is there before the queue has its consumer.
    let state = eventually("the consumer of the inbox", async || {
        let state = service.get(&operator(), "/v1/operations/state").await;
        assert_eq!(state.status, 200, "{state:?}");
        let queues = state.body["queues"]["queues"].as_array().unwrap().clone();
        let inbox = queues.iter().find(|queue| queue["name"] == "finance.inbox");
        inbox.is_some_and(|queue| queue["consumers"] == 1).then_some(state.body)
    })
    .await;
    assert_eq!((&state["service"], &state["outbox"]["waiting"]), (&json!("finance"), &json!(0)));
    assert_eq!(state["version"]["package"], env!("CARGO_PKG_VERSION"));
    assert!(state["migrations"].as_array().unwrap().len() > 2);
    let sweep_of = |state: &Value| {
        state["jobs"]
            .as_array()
            .unwrap()
            .iter()
            .find(|job| job["name"] == "sweep")
            .unwrap()
            .clone()
    };
    let sweep = sweep_of(&state);
    assert_eq!(
        (&sweep["name"], &sweep["runs"], &sweep["failures"]),
        (&json!("sweep"), &json!(2), &json!(1))
    );
    assert_eq!(sweep["last_error"], "no room");
    assert!(sweep["succeeded_at"].is_string() && sweep["failed_at"].is_string());
    let queues = state["queues"]["queues"].as_array().unwrap();
    let of = |name: &str| queues.iter().find(|queue| queue["name"] == name).unwrap();
    assert_eq!(
        of("finance.inbox"),
        &json!({ "name": "finance.inbox", "exists": true, "ready": 0, "consumers": 1 })
    );
    assert_eq!(of("finance.retry")["consumers"], 0);
    job.begin().end(&fixture.database, None).await;
    let state = service.get(&operator(), "/v1/operations/state").await.body;
    let sweep = sweep_of(&state);
    assert_eq!((&sweep["last_error"], &sweep["runs"]), (&Value::Null, &json!(3)));
    assert!(sweep["failed_at"].is_string());
    drop(vhost);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_broker_the_state_says_so_and_tells_the_rest() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    crate::support::send(&fixture.database, "p-1").await;
    let state = service.get(&operator(), "/v1/operations/state").await;
    assert_eq!((state.status, &state.body["outbox"]["waiting"]), (200, &json!(1)));
    assert!(state.body["outbox"]["oldest_seconds"].as_i64().unwrap() >= 0);
    assert_eq!(state.body["queues"]["queues"], json!([]));
    assert!(!state.body["queues"]["error"].as_str().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_that_nobody_declared_is_said_to_be_missing() {
    let fixture = Fixture::new().await;
    let vhost = vhost().await;
    let service = start_with(&fixture, Desk::default(), None, |config| {
        config.broker.url = vhost.amqp_url.clone().into();
    })
    .await;
    // A broker that is slow to answer is said to be so, and asked again.
    let queues = eventually("the broker's answer", async || {
        let state = service.get(&operator(), "/v1/operations/state").await.body;
        state["queues"]["error"]
            .is_null()
            .then(|| state["queues"]["queues"].as_array().unwrap().clone())
    })
    .await;
    assert!(
        !queues.is_empty() && queues.iter().all(|queue| queue["exists"] == false),
        "{queues:?}"
    );
}

#[test]
fn the_locked_openapi_document_is_what_the_code_says() {
    let document = serde_json::to_value(platform::service::shared_openapi()).unwrap();
    testkit::assert_locked(env!("CARGO_MANIFEST_DIR"), "openapi.json", &document);
}
