//! Status of all services, and their merged API description.

use std::sync::atomic::Ordering;

use contracts::Department;
use serde_json::{Value, json};

use crate::support::{Edge, point, upstream::Upstream};

async fn edge_before(upstream: &Upstream) -> Edge {
    let url = upstream.url.clone();
    Edge::start_with(move |config| {
        point(config, Department::Water, &url);
        config.service.overview.status_seconds = 0;
        config.service.overview.openapi_seconds = 0;
    })
    .await
}

fn service<'a>(status: &'a Value, name: &str) -> &'a Value {
    status["services"]
        .as_array()
        .unwrap()
        .iter()
        .find(|service| service["name"] == name)
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_service_is_up_degraded_or_down() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    let status = edge.get("/api/status").await.body;
    assert_eq!(status["services"].as_array().unwrap().len(), 5);
    assert_eq!(service(&status, "gateway")["state"], "up");
    assert_eq!(service(&status, "water")["state"], "up");
    let down = service(&status, "finance");
    assert_eq!((&down["state"], &down["checks"]), (&json!("down"), &json!([])));
    assert!(down["detail"].as_str().unwrap().contains("没有应答"));

    upstream.control.degraded.store(true, Ordering::SeqCst);
    let status = edge.get("/api/status").await.body;
    let water = service(&status, "water");
    assert_eq!(water["state"], "degraded");
    assert_eq!(water["checks"][1], json!({ "name": "relay", "title": "消息发送", "ok": false }));
    assert!(water["detail"].as_str().unwrap().contains("消息发送"));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_askers_make_one_question() {
    let upstream = Upstream::start();
    let url = upstream.url.clone();
    let edge = Edge::start_with(move |config| {
        point(config, Department::Water, &url);
        config.service.overview.status_seconds = 600;
        config.service.overview.openapi_seconds = 600;
        config.server.workers = 2;
    })
    .await;
    let answers = futures_util::future::join_all((0..20).map(|_| edge.get("/api/status"))).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    assert_eq!(upstream.seen(), ["/readyz"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_merged_description_has_everything_that_can_be_reached() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    let document = edge.get("/openapi.json").await.body;
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.contains_key("/api/water/v1/bills") && paths.contains_key("/api/identity/v1/login") && paths.contains_key("/api/status"));
    assert!(!paths.keys().any(|path| path.contains("metrics")));
    assert_eq!(document["components"]["schemas"]["water_ProblemBody"], json!({ "type": "string" }));
    assert_eq!(document["components"]["schemas"]["ProblemBody"]["type"], "object");
    assert_eq!(document["x-unavailable"], json!(["emergency", "finance", "housing"]));
    assert!(document["info"]["description"].as_str().unwrap().contains("县财政局"));
    let mut references = Vec::new();
    collect_references(&document, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "$ref" => found.push(text.clone()),
                    other => collect_references(other, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gateway_is_ready_when_its_own_database_is() {
    let edge = Edge::start().await;
    assert_eq!(edge.get("/healthz").await.status, 200);
    let ready = edge.get("/readyz").await;
    assert_eq!((ready.status, &ready.body["ready"]), (200, &json!(true)));
    edge.get("/api/identity/v1/me").await;
    let metrics = edge.request("GET", "/metrics").send().await.unwrap().text().await.unwrap();
    assert!(metrics.contains("http_request_duration_seconds_count{method=\"GET\",route=\"/api/identity/v1/me\",status=\"401\"}"));
}
