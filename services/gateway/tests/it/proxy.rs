//! Requests on their way to a department's service, and answers on their way back.

use std::{sync::atomic::Ordering, time::Duration};

use contracts::Department;
use futures_util::stream;
use platform::test_support::send;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::support::{
    Edge, outcome, point,
    upstream::{Upstream, until},
};

async fn edge_before(upstream: &Upstream) -> Edge {
    let url = upstream.url.clone();
    Edge::start_with(move |config| point(config, Department::Water, &url)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn method_path_query_and_body_arrive_as_they_are() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        let path = "/api/water/v1/bills/%E9%BE%99%E5%85%B4/lines?town=%E9%BE%99&x=a%2Fb&x=../c";
        let answer = send(edge.request(method, path).body(if method == "GET" { "" } else { "{\"a\": 1}" })).await;
        assert_eq!(answer.status, 200, "{method}");
        assert_eq!(answer.body["method"], method);
        assert_eq!(
            answer.body["uri"],
            "/v1/bills/%E9%BE%99%E5%85%B4/lines?town=%E9%BE%99&x=a%2Fb&x=../c"
        );
        assert_eq!(answer.body["body"], if method == "GET" { "" } else { "{\"a\": 1}" }, "{method}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_is_told_to_the_service_and_cannot_be_made_up() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    let request = edge
        .request("GET", "/api/water/v1/x")
        .header("accept", "application/json")
        .header("x-real-ip", "6.6.6.6")
        .header("forwarded", "for=6.6.6.6")
        .header("x-forwarded-for", "6.6.6.6, 203.0.113.9")
        .header("x-forwarded-proto", "https")
        .header("cookie", "a=b")
        .header("connection", "x-hop, keep-alive")
        .header("x-hop", "1")
        .header("te", "trailers")
        .header("x-correlation-id", "case-7")
        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        .bearer_auth("aGVhZA.Ym9keQ.c2ln");
    let answer = send(request).await;
    let headers = &answer.body["headers"];
    // The test's own address is a trusted proxy's, so the last entry of its list is believed; no more than that.
    assert_eq!(headers["x-forwarded-for"], json!(["203.0.113.9"]));
    assert_eq!(headers["x-forwarded-proto"], json!(["https"]));
    assert_eq!(headers["x-forwarded-host"], json!([edge.url.trim_start_matches("http://")]));
    assert_eq!(headers["host"], json!([upstream.url.trim_start_matches("http://")]));
    assert_eq!(headers["authorization"], json!(["Bearer aGVhZA.Ym9keQ.c2ln"]));
    assert_eq!(headers["accept"], json!(["application/json"]));
    assert_eq!(headers["x-correlation-id"], json!(["case-7"]));
    let traceparent = headers["traceparent"][0].as_str().unwrap();
    assert!(
        traceparent.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-") && !traceparent.contains("00f067aa0ba902b7"),
        "{traceparent}"
    );
    for name in ["x-real-ip", "forwarded", "cookie", "x-hop", "te", "connection"] {
        assert_eq!(headers[name], Value::Null, "{name}");
    }
    assert_eq!(headers["x-request-id"], json!([answer.headers["x-request-id"]]));
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_are_made_up_where_none_came() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    let headers = edge.get("/api/water/v1/x").await.body["headers"].clone();
    for name in ["x-request-id", "x-correlation-id", "traceparent"] {
        assert!(headers[name][0].as_str().is_some_and(|value| value.len() > 20), "{name}");
    }
    assert_eq!(headers["x-forwarded-for"], json!(["127.0.0.1"]));
    assert_eq!(headers["x-forwarded-proto"], json!(["http"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_not_trusted_cannot_speak_for_others() {
    let upstream = Upstream::start();
    let url = upstream.url.clone();
    let edge = Edge::start_with(move |config| {
        point(config, Department::Water, &url);
        config.server.trusted_proxies = Vec::new();
    })
    .await;
    let request = edge
        .request("GET", "/api/water/v1/x")
        .header("x-forwarded-for", "6.6.6.6")
        .header("x-forwarded-proto", "https")
        .header("x-forwarded-host", "evil");
    let answer = send(request).await;
    assert_eq!(answer.body["headers"]["x-forwarded-for"], json!(["127.0.0.1"]));
    assert_eq!(answer.body["headers"]["x-forwarded-proto"], json!(["http"]));
    assert_ne!(answer.body["headers"]["x-forwarded-host"], json!(["evil"]));
    assert!(!answer.headers.contains_key("strict-transport-security"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_comes_back_as_it_is_but_for_the_connections_own_headers() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    let answer = edge.get("/api/water/v1/x").await;
    assert_eq!(answer.headers["x-own"], "1");
    assert!(!answer.headers.contains_key("set-cookie"));
    assert_ne!(answer.headers["x-request-id"], "not-this-one");
    let created = edge.post("/api/water/v1/created", &json!({})).await;
    assert_eq!(
        (
            created.status,
            created.headers["location"].as_str(),
            created.headers["etag"].as_str()
        ),
        (201, "/api/water/v1/bills/7", "\"1\"")
    );
    let problem = edge.get("/api/water/v1/problem").await;
    assert_eq!(outcome(&problem), (409, "wrong_state"));
    assert_eq!(problem.headers["content-type"], "application/problem+json");
    assert_eq!(send(edge.request("DELETE", "/api/water/v1/nothing")).await.status, 204);
    let head = edge.request("HEAD", "/api/water/v1/large").send().await.unwrap();
    assert_eq!(
        (head.status().as_u16(), head.headers()["content-length"].to_str().unwrap()),
        (200, "5242880")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_passed_on_while_it_comes() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    let mut response = edge.request("GET", "/api/water/v1/stream").send().await.unwrap();
    assert_eq!(response.chunk().await.unwrap().unwrap(), "first ");
    // Only now does the service send the rest.
    upstream.control.go_on.notify_one();
    assert_eq!(response.chunk().await.unwrap().unwrap(), "second");
    assert!(response.chunk().await.unwrap().is_none());
    let large = edge.request("GET", "/api/water/v1/large").send().await.unwrap();
    assert_eq!(large.headers()["content-length"], "5242880");
    assert_eq!(large.bytes().await.unwrap().len(), 5_242_880);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_passed_on_while_it_comes() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    let (sender, receiver) = tokio::sync::mpsc::channel::<Result<&'static str, std::io::Error>>(1);
    let body = reqwest::Body::wrap_stream(stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    }));
    let answer = tokio::spawn(send(edge.request("POST", "/api/water/v1/sink").body(body)));
    sender.send(Ok("first ")).await.unwrap();
    upstream.control.first_chunk.notified().await;
    sender.send(Ok("second")).await.unwrap();
    drop(sender);
    assert_eq!(answer.await.unwrap().body["length"], 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_upload_arrives_whole_with_its_length() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    let bytes: Vec<u8> = (0..8_000_000_u32).map(|number| u8::try_from(number % 251).unwrap()).collect();
    let hash = hex::encode(Sha256::digest(&bytes));
    let answer = send(edge.request("POST", "/api/water/v1/sink").body(bytes)).await;
    assert_eq!((&answer.body["length"], &answer.body["sha256"]), (&json!(8_000_000), &json!(hash)));
    assert_eq!(answer.body["announced"], "8000000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_beyond_the_limit_is_refused_announced_or_not() {
    let upstream = Upstream::start();
    let url = upstream.url.clone();
    let edge = Edge::start_with(move |config| {
        point(config, Department::Water, &url);
        config.service.proxy.body_limit_bytes = 1_048_576;
    })
    .await;
    let at_limit = send(edge.request("POST", "/api/water/v1/sink").body(vec![0; 1_048_576])).await;
    assert_eq!(at_limit.status, 200);
    let seen = upstream.seen().len();
    // Announced: refused before anything is sent. The connection may be closed under the upload.
    let mut connection = TcpStream::connect(edge.url.trim_start_matches("http://")).await.unwrap();
    connection
        .write_all(b"POST /api/water/v1/sink HTTP/1.1\r\nhost: x\r\ncontent-length: 1048577\r\n\r\n")
        .await
        .unwrap();
    let mut start = [0; 12];
    connection.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 413");
    assert_eq!(upstream.seen().len(), seen);
    // Not announced: refused when the limit is passed.
    let chunks = stream::iter((0..20).map(|_| Ok::<_, std::io::Error>(vec![0_u8; 65_536])));
    let chunked = send(edge.request("POST", "/api/water/v1/sink").body(reqwest::Body::wrap_stream(chunks))).await;
    assert_eq!(outcome(&chunked), (413, "body_too_large"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scheme_of_a_token_is_written_in_any_case() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let header = format!("{scheme} aGVhZA.Ym9keQ.c2ln");
        let answer = send(edge.request("GET", "/api/water/v1/x").header("authorization", &header)).await;
        assert_eq!(answer.body["headers"]["authorization"], json!([header]), "{scheme}");
    }
    // The gateway's own endpoints take it as well.
    let clerk = edge.login("clerk").await;
    let request = edge.request("GET", "/api/identity/v1/me");
    let answer = send(request.header("authorization", format!("bearer {}", clerk.access))).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_plainly_no_token_goes_no_further() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    for bad in ["Basic dXNlcjpwYXNz", "Bearer x", "Bearer a.b.c.d"] {
        let answer = send(edge.request("GET", "/api/water/v1/x").header("authorization", bad)).await;
        assert_eq!(outcome(&answer), (401, "unauthorized"), "{bad}");
    }
    assert!(upstream.seen().is_empty());
}

/// Status of a request whose path is sent exactly as written.
async fn status_of_raw(edge: &Edge, path: &str) -> u16 {
    let mut connection = TcpStream::connect(edge.url.trim_start_matches("http://")).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.unwrap();
    assert!(!String::from_utf8_lossy(&answer).contains("a secret"), "{path}");
    String::from_utf8_lossy(&answer)[9..12].parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_spelling_of_a_path_leads_out_of_v1() {
    let upstream = Upstream::start();
    let edge = edge_before(&upstream).await;
    for path in [
        "/api/water/v1/../metrics",
        "/api/water/v1/%2e%2e/metrics",
        "/api/water/v1/%2E./metrics",
        "/api/water/v1/x/../../metrics",
        "/api/water/v1/..%2fmetrics",
        "/api/water/v1/%2e%2e%2fmetrics",
        "/api/water/v1/..%5cmetrics",
        "/api/water/v1//metrics",
        "/api/water/v1/.",
        "/api/water/v1//127.0.0.1:1/metrics",
        "/api/water/v1/x%00",
        "/api/water/v1/%zz",
        "/api/water/metrics",
        "/api/water/",
        "/api/water",
        "/api/water/readyz",
        "/api/water/openapi.json",
        "/api/water/v2/metrics",
        "/api/water/v1/../../finance/v1/x",
        "/api/%77ater/v1/x",
        "/api/water/%761/x",
        "/api//water/v1/x",
        "//api/water/v1/x",
        "/API/water/v1/x",
        "/api/forestry/v1/x",
    ] {
        let status = status_of_raw(&edge, path).await;
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
    assert!(upstream.seen().is_empty(), "{:?}", upstream.seen());
    // Whereas what only looks odd arrives as it is.
    assert_eq!(status_of_raw(&edge, "/api/water/v1/x/%252e%252e/y").await, 200);
    assert_eq!(status_of_raw(&edge, "/api/water/v1/operations/outbox").await, 200);
    assert_eq!(upstream.seen(), ["/v1/x/%252e%252e/y", "/v1/operations/outbox"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_at_a_time_are_told_to_come_back() {
    let upstream = Upstream::start();
    let url = upstream.url.clone();
    let edge = Edge::start_with(move |config| {
        point(config, Department::Water, &url);
        config.service.proxy.max_in_flight = 2;
    })
    .await;
    let waiting: Vec<_> = (0..2)
        .map(|_| tokio::spawn(send(edge.request("GET", "/api/water/v1/wait"))))
        .collect();
    until("both requests have arrived", || {
        upstream.control.waiting.load(Ordering::SeqCst) == 2
    })
    .await;
    let refused = edge.get("/api/water/v1/x").await;
    assert_eq!(outcome(&refused), (503, "upstream_busy"));
    assert_eq!(refused.headers["retry-after"], "1");
    upstream.control.go_on.notify_one();
    upstream.control.go_on.notify_waiters();
    for request in waiting {
        let answered = tokio::time::timeout(Duration::from_secs(10), request).await;
        assert_eq!(answered.unwrap().unwrap().status, 200);
    }
    assert_eq!(edge.get("/api/water/v1/x").await.status, 200);
}
