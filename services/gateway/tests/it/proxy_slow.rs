//! Bodies that take long: as long as something moves nobody is cut off, whoever stands still is.

use std::time::Duration;

use contracts::Department;
use futures_util::stream;
use platform::test_support::send;
use tokio::{io::AsyncWriteExt, net::TcpStream};

use crate::support::{
    Edge, outcome, point,
    upstream::{Upstream, never_reads},
};

/// A gateway that waits one second for an answer, and one for whatever stands still.
async fn impatient_edge(url: &str) -> Edge {
    let url = url.to_owned();
    Edge::start_with(move |config| {
        point(config, Department::Water, &url);
        config.service.proxy.timeout_seconds = 1;
        config.service.proxy.idle_timeout_seconds = 1;
        config.service.proxy.max_in_flight = 1;
    })
    .await
}

/// A body of so many chunks, each after a pause.
fn slow_body(chunks: usize) -> reqwest::Body {
    reqwest::Body::wrap_stream(stream::unfold(0, move |number| async move {
        tokio::time::sleep(Duration::from_millis(400)).await;
        (number < chunks).then(|| (Ok::<_, std::io::Error>("drop"), number + 1))
    }))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_may_take_longer_than_an_answer_may() {
    let upstream = Upstream::start();
    let edge = impatient_edge(&upstream.url).await;
    let answer = send(edge.request("POST", "/api/water/v1/sink").body(slow_body(5))).await;
    assert_eq!((answer.status, answer.body["length"].as_i64()), (200, Some(20)), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_may_take_longer_than_an_answer_may() {
    let upstream = Upstream::start();
    let edge = impatient_edge(&upstream.url).await;
    let answer = edge.request("GET", "/api/water/v1/drip").send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "dropdropdropdropdrop");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_stands_still_is_given_up() {
    let upstream = Upstream::start();
    let edge = impatient_edge(&upstream.url).await;
    let body = reqwest::Body::wrap_stream(stream::unfold(false, |sent| async move {
        if sent {
            std::future::pending::<()>().await;
        }
        Some((Ok::<_, std::io::Error>("first"), true))
    }));
    let answer = send(edge.request("POST", "/api/water/v1/sink").body(body)).await;
    assert_eq!(outcome(&answer), (408, "request_timeout"));
    assert_eq!(edge.get("/api/water/v1/x").await.status, 200, "its place is free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_takes_nothing_of_an_upload_is_not_waited_for() {
    let edge = impatient_edge(&never_reads().await).await;
    let answer = send(edge.request("POST", "/api/water/v1/sink").body(vec![0_u8; 20_000_000])).await;
    assert_eq!(outcome(&answer), (504, "upstream_timeout"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_stands_still_breaks_off_and_is_not_taken_for_whole() {
    let upstream = Upstream::start();
    let edge = impatient_edge(&upstream.url).await;
    let mut answer = edge.request("GET", "/api/water/v1/stream").send().await.unwrap();
    assert_eq!(answer.chunk().await.unwrap().unwrap(), "first ");
    // The second half never comes.
    assert!(answer.chunk().await.is_err());
    assert_eq!(edge.get("/api/water/v1/x").await.status, 200, "its place is free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_nothing_of_an_answer_gives_up_its_place() {
    let upstream = Upstream::start();
    let edge = impatient_edge(&upstream.url).await;
    let mut connection = TcpStream::connect(edge.url.trim_start_matches("http://")).await.unwrap();
    connection
        .write_all(b"GET /api/water/v1/endless HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    connection.readable().await.unwrap();
    assert_eq!(outcome(&edge.get("/api/water/v1/x").await), (503, "upstream_busy"));
    let deadline = tokio::time::Instant::now() + Duration::from_secs(10);
    while edge.get("/api/water/v1/x").await.status != 200 {
        assert!(tokio::time::Instant::now() < deadline, "its place is still taken");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
