//! Services that are down, slow, or hang up.

use std::sync::atomic::Ordering;

use contracts::Department;
use platform::test_support::send;
use serde_json::json;

use crate::support::{
    Edge, outcome, point,
    upstream::{Upstream, break_off_always, hang_up_always},
};

async fn edge_before(url: &str) -> Edge {
    let url = url.to_owned();
    Edge::start_with(move |config| {
        point(config, Department::Water, &url);
        config.service.proxy.timeout_seconds = 1;
        config.service.proxy.idle_timeout_seconds = 1;
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_that_is_down_is_named_and_the_others_go_on() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream.url).await;
    let answer = edge.get("/api/finance/v1/x").await;
    assert_eq!(outcome(&answer), (503, "upstream_unavailable"));
    assert!(answer.body["detail"].as_str().unwrap().contains("县财政局"));
    assert_eq!(answer.headers["retry-after"], "5");
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert_eq!(edge.get("/api/water/v1/x").await.status, 200);
    let order = edge.post("/api/housing/v1/x", &json!({})).await;
    assert_eq!(outcome(&order), (503, "upstream_unavailable"));
    assert!(order.body["detail"].as_str().unwrap().contains("没有提交"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_that_is_too_slow_is_not_waited_for() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream.url).await;
    let question = edge.get("/api/water/v1/wait").await;
    assert_eq!(outcome(&question), (504, "upstream_timeout"));
    assert!(question.headers.contains_key("retry-after"));
    assert!(question.body["detail"].as_str().unwrap().contains("县水利局"));
    let order = edge.post("/api/water/v1/wait", &json!({})).await;
    assert_eq!(outcome(&order), (504, "upstream_timeout"));
    assert!(order.body["detail"].as_str().unwrap().contains("可能已经生效"));
    assert_eq!(upstream.control.waiting.load(Ordering::SeqCst), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_change_something_is_sent_once() {
    let (url, requests) = hang_up_always().await;
    let edge = edge_before(&url).await;
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        requests.store(0, Ordering::SeqCst);
        let answer = send(edge.request(method, "/api/water/v1/x").body("{}")).await;
        assert_eq!(outcome(&answer), (502, "upstream_broke_off"), "{method}");
        assert_eq!(requests.load(Ordering::SeqCst), 1, "{method}");
    }
    requests.store(0, Ordering::SeqCst);
    assert_eq!(outcome(&edge.get("/api/water/v1/x").await), (502, "upstream_broke_off"));
    assert_eq!(requests.load(Ordering::SeqCst), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_breaks_off_is_not_passed_on_as_whole() {
    let url = break_off_always().await;
    let edge = edge_before(&url).await;
    assert_eq!(outcome(&edge.get("/api/water/v1/x").await), (502, "upstream_broke_off"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_that_comes_back_is_reached_again() {
    // An address of its own: no other test may be given its port meanwhile.
    let first = Upstream::start_at("127.0.0.77:0");
    let address = first.url.trim_start_matches("http://").to_owned();
    let edge = edge_before(&first.url).await;
    assert_eq!(edge.get("/api/water/v1/x").await.status, 200);
    first.stop().await;
    assert_eq!(outcome(&edge.get("/api/water/v1/x").await), (503, "upstream_unavailable"));
    let _second = Upstream::start_at(&address);
    assert_eq!(edge.get("/api/water/v1/x").await.status, 200);
}
