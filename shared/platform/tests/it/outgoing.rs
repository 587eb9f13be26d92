//! Messages to people over a real HTTP server that fails, hangs, refuses, and answers twice.

use std::{
    io::Write,
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{TimeDelta, Utc};
use platform::{
    Scope,
    outgoing::{self, Adaptor, Channel, NewMessage, Recipient, send_due},
    settings::{OutgoingAdaptor, OutgoingSettings},
    test_support::TestPerson,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::{
    desk::{CLERK, clerk, start},
    support::Fixture,
};

const SECRET: &str = "0123456789abcdef";

/// What the gateway does with the next request.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mood {
    Takes,
    Fails,
    Refuses,
    Hangs,
    AnswersTwice,
}

/// A gateway on a port of its own; it keeps what it was sent.
#[derive(Clone)]
struct Gateway {
    url: String,
    mood: Arc<Mutex<Mood>>,
    seen: Arc<Mutex<Vec<(String, String)>>>,
}

impl Gateway {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gateway = Self {
            url: format!("http://{}/sms", listener.local_addr().unwrap()),
            mood: Arc::new(Mutex::new(Mood::Takes)),
            seen: Arc::default(),
        };
        let listening = gateway.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(listening.clone().serve(stream));
            }
        });
        gateway
    }

    async fn serve(self, mut stream: TcpStream) {
        while let Some((head, body)) = read_request(&mut stream).await {
            let id = serde_json::from_str::<Value>(&body).unwrap()["id"].as_str().unwrap().to_owned();
            let number = {
                let mut seen = self.seen.lock().unwrap();
                seen.push((head, body));
                seen.len()
            };
            let mood = *self.mood.lock().unwrap();
            let taken = json!({ "reference": format!("SMS-{number}-{id}") }).to_string();
            let taken = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{taken}",
                taken.len()
            );
            let answer = match mood {
                Mood::Takes => taken,
                Mood::AnswersTwice => format!("{taken}{taken}"),
                Mood::Fails => "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n".to_owned(),
                Mood::Refuses => "HTTP/1.1 400 Bad\r\ncontent-length: 0\r\n\r\n".to_owned(),
                Mood::Hangs => {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                    return;
                }
            };
            if stream.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
    }

    fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// Ids of the deliveries it was sent, in order.
    fn ids(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter()
            .map(|(_, body)| serde_json::from_str::<Value>(body).unwrap()["id"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// Head and body of the next request of a connection; none when it has ended.
async fn read_request(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| {
                    line.to_lowercase()
                        .strip_prefix("content-length: ")
                        .map(|value| value.parse::<usize>().unwrap())
                })
                .unwrap_or_default();
            if body.len() >= length {
                return Some((head.to_owned(), body.to_owned()));
            }
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&chunk[..read]),
        }
    }
}

/// Settings of a webhook with a short patience and three tries.
fn settings(gateway: &Gateway, secret: &tempfile::NamedTempFile) -> OutgoingSettings {
    OutgoingSettings {
        adaptor: OutgoingAdaptor::Webhook,
        url: Some(gateway.url.clone()),
        secret_file: Some(secret.path().to_owned()),
        timeout_seconds: 2,
        max_attempts: 3,
        retry_delay_seconds: 30,
        poll_seconds: 1,
    }
}

fn secret() -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    writeln!(file, "{SECRET}").unwrap();
    file
}

async fn tell(fixture: &Fixture, key: &str, phones: &[&str]) -> bool {
    let message = NewMessage {
        key: key.to_owned(),
        kind: "bill.notified",
        text: "请缴费".to_owned(),
        link: "/work/water/bills/1".to_owned(),
        unit: Some("north".to_owned()),
        recipients: phones
            .iter()
            .map(|phone| Recipient {
                name: "张三".to_owned(),
                channel: Channel::Phone((*phone).to_owned()),
            })
            .collect(),
    };
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    let told = outgoing::send(&mut tx, &message, "zhang", Utc::now()).await.unwrap();
    tx.commit().await.unwrap();
    told
}

/// Sends what is due after so many seconds from now.
async fn send_after(fixture: &Fixture, settings: &OutgoingSettings, seconds: i64) -> usize {
    let adaptor = Adaptor::new(settings).unwrap();
    send_due(&fixture.database, &adaptor, settings, Utc::now() + TimeDelta::seconds(seconds))
        .await
        .unwrap()
}

/// State, attempts and reason of the only delivery.
async fn only(fixture: &Fixture) -> (String, i32, Option<String>) {
    let row = fixture
        .superuser()
        .await
        .query_one("SELECT state, attempts, last_error FROM outgoing_deliveries", &[])
        .await
        .unwrap();
    (row.get(0), row.get(1), row.get(2))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_signed_carries_its_id_and_is_recorded_as_sent() {
    let (fixture, gateway, secret) = (Fixture::new().await, Gateway::start().await, secret());
    let settings = settings(&gateway, &secret);
    assert!(tell(&fixture, "bill:1", &["13812341234"]).await);
    assert!(!tell(&fixture, "bill:1", &["13812341234"]).await, "the same key is told once");
    assert_eq!(send_after(&fixture, &settings, 0).await, 1);
    assert_eq!(only(&fixture).await, ("sent".to_owned(), 1, None));
    assert_eq!(send_after(&fixture, &settings, 3_600).await, 0);

    let (head, body) = gateway.seen.lock().unwrap()[0].clone();
    let header = |name: &str| {
        head.lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")))
            .unwrap_or_else(|| panic!("{head}"))
            .to_owned()
    };
    let told: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&told["to"]["phone"], &told["text"]), (&json!("13812341234"), &json!("请缴费")));
    assert_eq!(header("idempotency-key"), told["id"].as_str().unwrap());
    // The receiver's own computation, by another implementation.
    let input = format!("{}.{body}", header("x-jiangzhou-timestamp"));
    let mut openssl = std::process::Command::new("openssl")
        .args(["dgst", "-sha256", "-hmac", SECRET])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    openssl.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = String::from_utf8(openssl.wait_with_output().unwrap().stdout).unwrap();
    let expected = output.trim().rsplit(' ').next().unwrap().to_owned();
    assert_eq!(header("x-jiangzhou-signature"), format!("sha256={expected}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_fails_or_hangs_is_tried_again_later_under_the_same_id_and_given_up_at_last() {
    let (fixture, gateway, secret) = (Fixture::new().await, Gateway::start().await, secret());
    let settings = settings(&gateway, &secret);
    tell(&fixture, "bill:1", &["13812341234"]).await;
    gateway.is(Mood::Fails);
    assert_eq!(send_after(&fixture, &settings, 0).await, 1);
    assert_eq!(
        only(&fixture).await,
        ("failed".to_owned(), 1, Some("HTTP 503 Service Unavailable".to_owned()))
    );
    // Not before its time.
    assert_eq!(send_after(&fixture, &settings, 20).await, 0);
    gateway.is(Mood::Hangs);
    assert_eq!(send_after(&fixture, &settings, 40).await, 1);
    let (state, attempts, reason) = only(&fixture).await;
    assert_eq!((state.as_str(), attempts), ("failed", 2));
    assert!(!reason.unwrap().contains("/sms"), "the URL is not told");
    assert_eq!(send_after(&fixture, &settings, 100).await, 1);
    assert_eq!(only(&fixture).await.0, "given_up");
    assert_eq!(send_after(&fixture, &settings, 100_000).await, 0);
    let ids = gateway.ids();
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_gateway_refuses_is_given_up_at_once_and_sent_when_somebody_says_so() {
    let (fixture, gateway, secret) = (Fixture::new().await, Gateway::start().await, secret());
    let settings = settings(&gateway, &secret);
    tell(&fixture, "bill:1", &["13812341234"]).await;
    gateway.is(Mood::Refuses);
    send_after(&fixture, &settings, 0).await;
    assert_eq!(
        only(&fixture).await,
        ("given_up".to_owned(), 1, Some("HTTP 400 Bad Request".to_owned()))
    );

    // The service's own sender writes log lines: it sends what is queued again.
    let service = start(&fixture).await;
    let list = service.get(&clerk(), "/v1/outgoing-messages?state=given_up").await.body;
    let item = &list["items"][0];
    assert_eq!((&item["address"], &item["name"]), (&json!("138****1234"), &json!("张三")));
    let path = format!("/v1/outgoing-messages/{}/retry", item["id"].as_str().unwrap());
    let south = TestPerson::with("li", &[CLERK]).of_units(&["south"]);
    assert_eq!(service.get(&south, "/v1/outgoing-messages").await.body["items"], json!([]));
    assert_eq!(service.post_if_match(&south, &path, 2, &json!({})).await.status, 404);
    assert_eq!(service.post_if_match(&clerk(), &path, 1, &json!({})).await.status, 412);
    let again = service
        .post_if_match(&clerk(), &path, item["version"].as_i64().unwrap(), &json!({}))
        .await;
    assert_eq!(
        (again.status, &again.body["state"], &again.body["attempts"]),
        (200, &json!("queued"), &json!(0))
    );
    crate::support::eventually("the message is sent", async || (only(&fixture).await.0 == "sent").then_some(())).await;
    let sent = service.get(&clerk(), "/v1/outgoing-messages").await.body["items"][0].clone();
    assert_eq!(sent["adaptor"], "log");
    let refused = service
        .post_if_match(&clerk(), &path, sent["version"].as_i64().unwrap(), &json!({}))
        .await;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("message_not_failed")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_answer_to_one_request_is_not_taken_for_the_answer_to_the_next() {
    let (fixture, gateway, secret) = (Fixture::new().await, Gateway::start().await, secret());
    let settings = settings(&gateway, &secret);
    let adaptor = Adaptor::new(&settings).unwrap();
    gateway.is(Mood::AnswersTwice);
    tell(&fixture, "bill:1", &["13812341234"]).await;
    send_due(&fixture.database, &adaptor, &settings, Utc::now()).await.unwrap();
    gateway.is(Mood::Refuses);
    tell(&fixture, "bill:2", &["13900000000"]).await;
    send_due(&fixture.database, &adaptor, &settings, Utc::now()).await.unwrap();
    let rows = fixture
        .superuser()
        .await
        .query("SELECT d.id::text, state, reference FROM outgoing_deliveries d ORDER BY d.id", &[])
        .await
        .unwrap();
    let of = |index: usize| (rows[index].get::<_, String>(1), rows[index].get::<_, Option<String>>(2));
    assert_eq!(of(0), ("sent".to_owned(), Some(format!("SMS-1-{}", rows[0].get::<_, String>(0)))));
    assert_eq!(of(1), ("given_up".to_owned(), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_passed_is_not_told_any_more_also_when_it_was_on_its_way() {
    let (fixture, gateway, secret) = (Fixture::new().await, Gateway::start().await, secret());
    let settings = settings(&gateway, &secret);
    let withdraw = async |key: &str| {
        let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
        outgoing::withdraw(&mut tx, key, "账单已缴清").await.unwrap();
        tx.commit().await.unwrap();
    };
    tell(&fixture, "bill:1", &["13812341234"]).await;
    withdraw("bill:1").await;
    withdraw("bill:never-told").await;
    let withdrawn = ("withdrawn".to_owned(), 0, Some("账单已缴清".to_owned()));
    assert_eq!(only(&fixture).await, withdrawn);
    assert_eq!(send_after(&fixture, &settings, 100_000).await, 0);
    // It is not told again under the same key.
    assert!(!tell(&fixture, "bill:1", &["13812341234"]).await);

    fixture
        .superuser()
        .await
        .execute("DELETE FROM outgoing_deliveries", &[])
        .await
        .unwrap();
    gateway.is(Mood::Hangs);
    tell(&fixture, "bill:2", &["13812341234"]).await;
    let sending = {
        let (database, settings) = (fixture.pool(2), settings.clone());
        tokio::spawn(async move {
            let adaptor = Adaptor::new(&settings).unwrap();
            send_due(&database, &adaptor, &settings, Utc::now()).await.unwrap()
        })
    };
    crate::support::eventually("it is on its way", async || (!gateway.ids().is_empty()).then_some(())).await;
    // Whoever withdraws does not wait for the gateway's answer.
    withdraw("bill:2").await;
    assert!(!sending.is_finished());
    assert_eq!(sending.await.unwrap(), 1);
    assert_eq!(only(&fixture).await.0, "failed");
    gateway.is(Mood::Takes);
    assert_eq!(send_after(&fixture, &settings, 100).await, 1);
    assert_eq!((gateway.ids().len(), only(&fixture).await.0), (1, "withdrawn".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_replicas_send_each_message_once() {
    let (fixture, gateway, secret) = (Fixture::new().await, Gateway::start().await, secret());
    let settings = settings(&gateway, &secret);
    for number in 0..20 {
        tell(&fixture, &format!("bill:{number}"), &["13812341234", "13912341234"]).await;
    }
    let replica = || {
        let (database, settings) = (fixture.pool(2), settings.clone());
        tokio::spawn(async move {
            let adaptor = Adaptor::new(&settings).unwrap();
            let mut tried = 0;
            while let some @ 1.. = send_due(&database, &adaptor, &settings, Utc::now()).await.unwrap() {
                tried += some;
            }
            tried
        })
    };
    let (one, two) = tokio::join!(replica(), replica());
    // Who finds nothing free stops early: the rest is sent by whoever looks next.
    let rest = send_after(&fixture, &settings, 0).await;
    assert_eq!(one.unwrap() + two.unwrap() + rest, 40);
    let mut ids = gateway.ids();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), gateway.ids().len()), (40, 40));
    assert_eq!(
        fixture
            .number("SELECT count(*) FROM outgoing_deliveries WHERE state = 'sent'")
            .await,
        40
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_a_change_that_is_rolled_back_is_never_sent() {
    let fixture = Fixture::new().await;
    let message = NewMessage {
        key: "bill:1".to_owned(),
        kind: "bill.notified",
        text: "请缴费".to_owned(),
        link: "/work".to_owned(),
        unit: None,
        recipients: vec![Recipient {
            name: "张三".to_owned(),
            channel: Channel::Account("zhang".to_owned()),
        }],
    };
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    assert!(outgoing::send(&mut tx, &message, "zhang", Utc::now()).await.unwrap());
    tx.rollback().await.unwrap();
    assert_eq!(fixture.number("SELECT count(*) FROM outgoing_deliveries").await, 0);
}

#[test]
fn a_webhook_without_a_good_secret_does_not_start() {
    let mut short = tempfile::NamedTempFile::new().unwrap();
    short.write_all(b"short").unwrap();
    let settings = |url: Option<&str>, secret: Option<&tempfile::NamedTempFile>| OutgoingSettings {
        adaptor: OutgoingAdaptor::Webhook,
        url: url.map(str::to_owned),
        secret_file: secret.map(|file| file.path().to_owned()),
        timeout_seconds: 2,
        max_attempts: 3,
        retry_delay_seconds: 30,
        poll_seconds: 1,
    };
    let good = secret();
    for (url, file, expected) in [
        (None, Some(&good), "outgoing.url"),
        (Some("no url"), Some(&good), "outgoing.url"),
        (Some("https://sms.example/send"), None, "outgoing.secret_file"),
        (Some("https://sms.example/send"), Some(&short), "16"),
    ] {
        let error = Adaptor::new(&settings(url, file)).err().unwrap().to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert!(Adaptor::new(&settings(Some("https://sms.example/send"), Some(&good))).is_ok());
}
