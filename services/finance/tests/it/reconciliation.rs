//! The daily reconciliation, with a stand-in for water's route that answers over real HTTP.

use std::{
    collections::BTreeMap,
    io::Write,
    sync::{Arc, Mutex},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use finance::config::Config;
use platform::{
    clock::local_date,
    peer::PeerSettings,
    test_support::{fresh_key_pem, send},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{self, Finance, clerk, collected, reversed};

const PATH: &str = "/v1/reconciliations/water-surcharge";

/// What water would answer: pages of two items, per day; nothing while it is down.
#[derive(Clone, Default)]
pub struct Water {
    days: Arc<Mutex<BTreeMap<String, Vec<Value>>>>,
    down: Arc<Mutex<bool>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Water {
    /// Listens on a port of its own; gives the URL.
    pub fn start(&self) -> String {
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

    pub fn collects(&self, day: &str, payment: Uuid, amount: &str) {
        self.add(day, "collected", payment, amount);
    }

    fn add(&self, day: &str, kind: &str, payment: Uuid, amount: &str) {
        let item = json!({ "payment_id": payment, "kind": kind, "surcharge_amount": amount, "bill_number": "SF" });
        self.days.lock().unwrap().entry(day.to_owned()).or_default().push(item);
    }

    pub fn set_down(&self, down: bool) {
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
pub async fn start(water: &Water) -> (Finance, tempfile::NamedTempFile) {
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

pub async fn reconcile(finance: &Finance, day: &str) -> platform::test_support::Answer {
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
async fn a_day_with_differences_waits_for_the_accountant_until_it_agrees() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let lost = Uuid::now_v7();
    water.collects("2026-03-31", lost, "1.00");
    let run = reconcile(&finance, "2026-03-31").await.body;
    let todos = async || finance.get(&clerk(), "/v1/todos").await.body["items"].as_array().unwrap().clone();
    let waiting = todos().await;
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert_eq!(
        (&waiting[0]["title"], &waiting[0]["link"]),
        (
            &json!("2026-03-31 与县水利局对账有 1 处差异待说明"),
            &json!(format!("/work/finance/reconciliations?open={}", run["id"].as_str().unwrap()))
        )
    );
    finance.receive(&collected(lost, "1.00", "2026-03-31")).await.unwrap();
    assert_eq!(reconcile(&finance, "2026-03-31").await.body["state"], "balanced");
    assert_eq!(todos().await, Vec::<Value>::new());
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
async fn the_same_request_again_gets_the_same_run() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let ask = async |key: Option<&str>, day: &str| {
        let request = finance.request_as(&clerk(), "POST", PATH).json(&json!({ "date": day }));
        let request = match key {
            Some(key) => request.header("idempotency-key", key),
            None => request,
        };
        send(request).await
    };
    let missing = ask(None, "2026-03-31").await;
    assert_eq!(
        (missing.status, missing.body["code"].as_str()),
        (400, Some("idempotency_key_required"))
    );
    let (one, two) = tokio::join!(ask(Some("k"), "2026-03-31"), ask(Some("k"), "2026-03-31"));
    let again = ask(Some("k"), "2026-03-31").await;
    for answer in [&one, &two, &again] {
        assert_eq!((answer.status, &answer.body), (201, &one.body), "{two:?}");
    }
    assert_eq!(finance.count("SELECT count(*) FROM reconciliation_runs").await, 1);
    let other = ask(Some("k"), "2026-03-30").await;
    assert_eq!((other.status, other.body["code"].as_str()), (422, Some("idempotency_key_reused")));
    // While water is down nothing is kept under the key.
    water.set_down(true);
    assert_eq!(ask(Some("down"), "2026-03-29").await.status, 503);
    water.set_down(false);
    assert_eq!(ask(Some("down"), "2026-03-29").await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_see_the_fund_reconciles_nothing() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    let stranger = clerk().of_units(&["ronglin"]);
    let refused = finance.post(&stranger, PATH, &json!({ "date": "2026-03-31" })).await;
    assert_eq!((refused.status, refused.body["code"].as_str()), (404, Some("not_found")));
    assert!(water.asked.lock().unwrap().is_empty());
    assert_eq!(finance.count("SELECT count(*) FROM reconciliation_runs").await, 0);
    let bureau = clerk().of_units(&["finance_bureau"]);
    let run = finance.post(&bureau, PATH, &json!({ "date": "2026-03-31" })).await;
    assert_eq!((run.status, &run.body["state"]), (201, &json!("balanced")), "{}", run.body);
    let path = format!("{PATH}/{}", run.body["id"].as_str().unwrap());
    for path in [path.clone(), format!("{path}/differences")] {
        assert_eq!(finance.get(&bureau, &path).await.status, 200, "{path}");
        assert_eq!(finance.get(&stranger, &path).await.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_shows_its_first_differences_and_pages_through_all() {
    let water = Water::default();
    let (finance, _key) = start(&water).await;
    for number in 0..203_u128 {
        water.collects("2026-03-31", Uuid::from_u128(number), "1.00");
    }
    let run = reconcile(&finance, "2026-03-31").await.body;
    assert_eq!(
        (run["differences"].as_array().unwrap().len(), &run["difference_count"]),
        (200, &json!(203))
    );
    let path = format!("{PATH}/{}/differences", run["id"].as_str().unwrap());
    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = finance.get(&support::auditor(), &format!("{path}?limit=101{cursor}")).await.body;
        paged.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged.len(), 203);
    assert_eq!(paged[..200], *run["differences"].as_array().unwrap());
    assert_eq!(paged[202]["payment_id"], Uuid::from_u128(202).to_string());
    let nowhere = finance.get(&clerk(), &format!("{PATH}/{}/differences", Uuid::nil())).await;
    assert_eq!(nowhere.status, 404);
}
