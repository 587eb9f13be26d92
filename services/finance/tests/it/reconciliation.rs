//! The daily reconciliation, with a stand-in for water's route that answers over real HTTP.

use std::{
    collections::BTreeMap,
    io::Write,
    sync::{Arc, Mutex},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use finance::{config::Config, job::reconcile_daily::reconcile_due, service::reconcile_surcharge::Reconciler};
use platform::{
    clock::local_date,
    http::token::{ServiceIdentity, Signer},
    peer::{Peer, PeerSettings},
    test_support::fresh_key_pem,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{self, Finance, clerk, collected, reversed};

const PATH: &str = "/v1/reconciliations/water-surcharge";

/// What water would answer: pages of two items, per day; nothing while it is down.
#[derive(Clone, Default)]
struct Water {
    days: Arc<Mutex<BTreeMap<String, Vec<Value>>>>,
    down: Arc<Mutex<bool>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Water {
    /// Listens on a port of its own; gives the URL.
    fn start(&self) -> String {
        let water = self.clone();
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(water.clone()))
                .route("/v1/surcharge-collections", web::get().to(answer))
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
        let url = format!("http://{}", server.addrs()[0]);
        tokio::spawn(server.run());
        url
    }

    fn collects(&self, day: &str, payment: Uuid, amount: &str) {
        self.add(day, "collected", payment, amount);
    }

    fn add(&self, day: &str, kind: &str, payment: Uuid, amount: &str) {
        let item = json!({ "payment_id": payment, "kind": kind, "surcharge_amount": amount, "bill_number": "SF" });
        self.days.lock().unwrap().entry(day.to_owned()).or_default().push(item);
    }

    fn set_down(&self, down: bool) {
        *self.down.lock().unwrap() = down;
    }
}

async fn answer(water: web::Data<Water>, request: HttpRequest, query: web::Query<BTreeMap<String, String>>) -> HttpResponse {
    let token = request
        .headers()
        .get("authorization")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    water.asked.lock().unwrap().push(token);
    if *water.down.lock().unwrap() {
        return HttpResponse::ServiceUnavailable().finish();
    }
    let items = water.days.lock().unwrap().get(&query["date"]).cloned().unwrap_or_default();
    let start: usize = query.get("cursor").map_or(0, |cursor| cursor.parse().unwrap());
    let end = (start + 2).min(items.len());
    let next = (end < items.len()).then(|| end.to_string());
    HttpResponse::Ok().json(json!({ "items": items[start..end], "next_cursor": next }))
}

/// The service with its own key, asking this water.
async fn start(water: &Water) -> (Finance, tempfile::NamedTempFile) {
    let mut key = tempfile::NamedTempFile::new().unwrap();
    key.write_all(fresh_key_pem().as_bytes()).unwrap();
    let (url, path) = (water.start(), key.path().to_owned());
    let finance = support::start_with(|config: &mut Config| {
        config.identity.key_file = Some(path);
        config.peers.insert("water".to_owned(), PeerSettings { url });
    })
    .await;
    (finance, key)
}

async fn reconcile(finance: &Finance, day: &str) -> platform::test_support::Answer {
    finance.post(&clerk(), PATH, &json!({ "date": day })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_on_which_both_agree_is_balanced() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    for amount in ["420.00", "840.00", "630.00"] {
        let payment = Uuid::now_v7();
        finance.receive(&collected(payment, amount, "2026-03-31")).await.unwrap();
        water.collects("2026-03-31", payment, amount);
        if amount == "840.00" {
            finance.receive(&reversed(payment, amount, "2026-03-31")).await.unwrap();
            water.add("2026-03-31", "reversed", payment, amount);
        }
    }
    let answer = reconcile(&finance, "2026-03-31").await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(
        (&answer.body["state"], &answer.body["date"]),
        (&json!("balanced"), &json!("2026-03-31"))
    );
    assert_eq!(
        (&answer.body["water"], &answer.body["finance"]),
        (&json!({ "count": 4, "total": "1050.00" }), &answer.body["water"])
    );
    assert_eq!(answer.body["differences"], json!([]));
    // Each page was asked for under the service's own identity.
    let asked = water.asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 2);
    assert!(asked.iter().all(|token| token.starts_with("Bearer ey")), "{asked:?}");
    let nothing = reconcile(&finance, "2026-04-01").await;
    assert_eq!(
        (&nothing.body["state"], &nothing.body["water"]["count"]),
        (&json!("balanced"), &json!(0))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_difference_is_listed_and_kept() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let [lost, unknown, wrong, twice] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    water.collects("2026-03-31", lost, "1.00");
    finance.receive(&collected(unknown, "2.00", "2026-03-31")).await.unwrap();
    finance.receive(&collected(wrong, "3.00", "2026-03-31")).await.unwrap();
    water.collects("2026-03-31", wrong, "3.01");
    finance.receive(&collected(twice, "4.00", "2026-03-31")).await.unwrap();
    water.collects("2026-03-31", twice, "4.00");
    water.collects("2026-03-31", twice, "4.00");
    let body = reconcile(&finance, "2026-03-31").await.body;
    assert_eq!(body["state"], "different");
    let differences: Vec<_> = body["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|difference| {
            (
                difference["payment_id"].as_str().unwrap().to_owned(),
                difference["fault"].clone(),
                difference["water_amount"].clone(),
                difference["finance_amount"].clone(),
            )
        })
        .collect();
    assert_eq!(
        differences,
        [
            (lost.to_string(), json!("missing_at_finance"), json!("1.00"), Value::Null),
            (unknown.to_string(), json!("missing_at_water"), Value::Null, json!("2.00")),
            (wrong.to_string(), json!("amount_differs"), json!("3.01"), json!("3.00")),
            (twice.to_string(), json!("repeated_at_water"), json!("8.00"), json!("4.00")),
        ]
    );
    let id = body["id"].as_str().unwrap();
    let again = finance.get(&support::auditor(), &format!("{PATH}/{id}")).await;
    assert_eq!(again.body, body);
    let listed = finance.get(&clerk(), &format!("{PATH}?state=different")).await.body;
    assert_eq!(listed["items"][0]["id"], id);
    assert!(
        finance.get(&clerk(), &format!("{PATH}?state=balanced")).await.body["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert_eq!(finance.get(&clerk(), &format!("{PATH}/{}", Uuid::nil())).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_water_is_down_the_run_waits_and_then_goes_on() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let payment = Uuid::now_v7();
    finance.receive(&collected(payment, "420.00", "2026-03-31")).await.unwrap();
    water.collects("2026-03-31", payment, "420.00");
    water.set_down(true);
    let refused = reconcile(&finance, "2026-03-31").await;
    assert_eq!((refused.status, refused.body["code"].as_str()), (503, Some("water_unavailable")));
    assert!(refused.body["detail"].as_str().unwrap().contains("待核对"), "{}", refused.body);
    assert!(refused.headers.contains_key("retry-after"));
    let asked = water.asked.lock().unwrap().len();
    assert!((2..=3).contains(&asked), "asked {asked} times");
    let pending = finance.get(&clerk(), &format!("{PATH}?state=pending")).await.body["items"].clone();
    assert_eq!(
        (pending.as_array().unwrap().len(), &pending[0]["attempts"], &pending[0]["water"]),
        (1, &json!(1), &Value::Null)
    );
    reconcile(&finance, "2026-03-31").await;
    water.set_down(false);
    let done = reconcile(&finance, "2026-03-31").await;
    assert_eq!(
        (done.status, &done.body["state"], &done.body["attempts"]),
        (201, &json!("balanced"), &json!(3))
    );
    assert_eq!(done.body["id"], pending[0]["id"], "the same run went on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_has_not_come_is_refused() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let today = local_date(chrono::Utc::now());
    assert_eq!(reconcile(&finance, &today.to_string()).await.status, 201);
    let refused = reconcile(&finance, &today.succ_opt().unwrap().to_string()).await;
    assert_eq!((refused.status, refused.body["code"].as_str()), (422, Some("day_not_over")));
    assert_eq!(reconcile(&finance, "2026-02-30").await.status, 400);
    assert_eq!(finance.count("SELECT count(*) FROM reconciliation_runs").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_identity_of_its_own_the_service_says_so() {
    let finance = support::start().await;
    let refused = reconcile(&finance, "2026-03-31").await;
    assert_eq!((refused.status, refused.body["code"].as_str()), (503, Some("water_not_configured")));
    assert_eq!(finance.count("SELECT count(*) FROM reconciliation_runs").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_day_since_the_last_is_reconciled_by_itself_and_a_pending_one_again() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let identity = ServiceIdentity::new("finance", Signer::from_pem(&fresh_key_pem()).unwrap(), "jiangzhou");
    let peer = Peer::new("县水利局", &PeerSettings { url: water.start() }, identity).unwrap();
    let reconciler = Reconciler::new(finance.service.database.clone(), Some(peer));
    let today = local_date(chrono::Utc::now());
    let day = |ago: u64| today - chrono::Days::new(ago);
    assert_eq!(reconciler.days_due(today).await.unwrap(), [day(1)], "at first only yesterday");
    water.set_down(true);
    reconcile_due(&reconciler).await;
    assert_eq!(reconciler.days_due(today).await.unwrap(), [day(1)], "still due");
    water.set_down(false);
    reconcile_due(&reconciler).await;
    assert!(reconciler.days_due(today).await.unwrap().is_empty());
    assert_eq!(
        finance
            .count("SELECT count(*) FROM reconciliation_runs WHERE state = 'balanced' AND attempts = 2")
            .await,
        1
    );
    // Seen from three days on, the days between are due as well, in order.
    let later = today + chrono::Days::new(3);
    assert_eq!(
        reconciler.days_due(later).await.unwrap(),
        [today, today + chrono::Days::new(1), today + chrono::Days::new(2)]
    );
    // A run of today, before the day is over, does not count as today's.
    reconciler.reconcile(today, "test", chrono::Utc::now()).await.unwrap();
    assert_eq!(reconciler.days_due(today + chrono::Days::new(1)).await.unwrap(), [today]);
}
