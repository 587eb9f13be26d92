//! Requests and answers: ids, problems, access, limits.

use platform::test_support::{Answer, TestPerson, TestService, send};
use serde_json::{Value, json};

use crate::{
    desk::{CLERK, Desk, REVIEWER, clerk, start, start_with},
    support::Fixture,
};

/// Every problem has the same shape, and the id of its request.
fn assert_problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status, answer.body["code"].as_str()), (status, Some(code)), "{answer:?}");
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert_eq!(answer.body["status"], status);
    assert_eq!(answer.body["type"], format!("urn:jiangzhou:problem:{code}"));
    assert_eq!(
        answer.body["request_id"].as_str(),
        answer.headers.get("x-request-id").map(String::as_str)
    );
    assert!(!answer.body["title"].as_str().unwrap().is_empty() && !answer.body["detail"].as_str().unwrap().is_empty());
}

async fn running() -> (Fixture, TestService) {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    (fixture, service)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_keeps_the_ids_that_it_comes_with() {
    let (_fixture, service) = running().await;
    let request = service
        .request("GET", "/v1/context")
        .header("x-request-id", "request-1")
        .header("x-correlation-id", "case-1");
    let answer = send(request.header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")).await;
    assert_eq!(answer.headers["x-request-id"], "request-1");
    assert_eq!(
        answer.body,
        json!({ "request_id": "request-1", "correlation_id": "case-1", "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736" })
    );

    let fresh = service.get_public("/v1/context").await;
    assert_eq!(
        fresh.body["request_id"].as_str(),
        fresh.headers.get("x-request-id").map(String::as_str)
    );
    assert_eq!(fresh.body["correlation_id"], fresh.body["request_id"]);
    // What could break a log line is not taken over.
    for id in ["", "a b", "a\"b", &"x".repeat(65)] {
        let answer = send(service.request("GET", "/v1/context").header("x-request-id", id)).await;
        assert_ne!(answer.body["request_id"], id);
        assert_eq!(answer.body["request_id"].as_str().unwrap().len(), 36);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_refused_as_a_problem() {
    let (_fixture, service) = running().await;
    assert_problem(&service.get_public("/v1/nothing").await, 404, "no_such_path");
    assert_problem(&service.get_public("/").await, 404, "no_such_path");
    let answer = send(service.request("DELETE", "/v1/meters")).await;
    assert_problem(&answer, 405, "method_not_allowed");
    assert_eq!(answer.headers["allow"], "GET, HEAD, POST");
    let head = service.request("HEAD", "/healthz").send().await.unwrap();
    assert_eq!(head.status(), 200);
    assert!(head.bytes().await.unwrap().is_empty());
    assert_problem(&send(service.request("BREW", "/v1/meters")).await, 405, "method_not_allowed");
    let metrics = reqwest::get(format!("{}/metrics", service.url))
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(metrics.contains(r#"method="other""#) && !metrics.contains("BREW"), "{metrics}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_of_ours_does_not_show_its_cause() {
    let (_fixture, service) = running().await;
    let answer = service.get_public("/v1/failure").await;
    assert_problem(&answer, 500, "internal");
    assert!(!answer.body.to_string().contains("hunter2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_is_told_who_may() {
    let (_fixture, service) = running().await;
    for token in [None, Some("Bearer"), Some("Bearer nonsense"), Some("Basic emhhbmc6eA=="), Some("")] {
        let request = service.request("GET", "/v1/meters");
        let request = match token {
            Some(token) => request.header("authorization", token),
            None => request,
        };
        let answer = send(request).await;
        assert_problem(&answer, 401, "unauthorized");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
    }
    let stranger = TestPerson::with("wang", &[]);
    assert_eq!(service.get(&stranger, "/v1/me").await.status, 200);
    let answer = service.get(&stranger, "/v1/meters").await;
    assert_problem(&answer, 403, "forbidden");
    assert_eq!(answer.body["who_may"], json!([CLERK.title, REVIEWER.title]));
    // The scheme's name may be written in any way.
    let token = format!("bearer {}", service.issuer.token(&clerk()));
    assert_eq!(
        send(service.request("GET", "/v1/meters").header("authorization", token))
            .await
            .status,
        200
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_route_for_services_is_closed_to_people_and_to_other_services() {
    let (_fixture, service) = running().await;
    let get = async |token: String| send(service.request("GET", "/v1/services").bearer_auth(token)).await;
    let answer = get(service.issuer.service_token("water")).await;
    assert_eq!((answer.status, &answer.body["subject"]), (200, &json!("water")));
    let answer = get(service.issuer.service_token("housing")).await;
    assert_problem(&answer, 403, "forbidden");
    assert_eq!(answer.body["who_may"], json!(["water 服务"]));
    assert_problem(
        &get(service.issuer.token(&TestPerson::with("water", &[CLERK]))).await,
        403,
        "forbidden",
    );
    // And a service is no clerk.
    let token = service.issuer.service_token("water");
    assert_problem(
        &send(service.request("GET", "/v1/meters").bearer_auth(token)).await,
        403,
        "forbidden",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn people_see_their_own_units_only() {
    let (_fixture, service) = running().await;
    for (unit, name) in [("longxing", "one"), ("sanquan", "two")] {
        assert_eq!(
            service
                .post(&clerk(), "/v1/meters", &json!({ "unit": unit, "name": name }))
                .await
                .status,
            201
        );
    }
    let of_longxing = clerk().of_units(&["longxing"]);
    let names = async |person: &TestPerson, query: &str| {
        let answer = service.get(person, &format!("/v1/meters{query}")).await;
        answer
            .body
            .as_array()
            .unwrap()
            .iter()
            .map(|meter| meter["name"].clone())
            .collect::<Vec<Value>>()
    };
    assert_eq!(names(&clerk(), "").await, ["one", "two"]);
    assert_eq!(names(&of_longxing, "").await, ["one"]);
    assert_eq!(names(&of_longxing, "?name=two").await, [""; 0]);
    let answer = service
        .post(&of_longxing, "/v1/meters", &json!({ "unit": "sanquan", "name": "three" }))
        .await;
    assert_problem(&answer, 403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_cannot_be_read_is_refused_with_the_reason() {
    let fixture = Fixture::new().await;
    let service = start_with(&fixture, Desk::default(), None, |config| config.server.body_limit_bytes = 1_000).await;
    let put = async |content_type: &str, body: &str| {
        let request = service.request_as(&clerk(), "PUT", "/v1/meters/1").header("if-match", "\"7\"");
        send(request.header("content-type", content_type).body(body.to_owned())).await
    };
    let good = r#"{"unit":"longxing","name":"one"}"#;
    assert_eq!(put("application/json; charset=utf-8", good).await.status, 200);
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
        assert_problem(&put(content_type, good).await, 415, "not_json");
    }
    let large = json!({ "unit": "longxing", "name": "x".repeat(1_000) }).to_string();
    assert_problem(&put("application/json", &large).await, 413, "body_too_large");
    assert_problem(&put("application/json", &good[..20]).await, 400, "malformed_json");
    assert_problem(
        &put("application/json", r#"{"unit":"a\u0000","name":"one"}"#).await,
        400,
        "invalid_input",
    );
    let answer = put("application/json", r#"{"unit":"longxing","name":"one","price":1}"#).await;
    assert_problem(&answer, 400, "invalid_input");
    assert_eq!(
        (&answer.body["errors"][0]["pointer"], &answer.body["errors"][0]["code"]),
        (&json!("/price"), &json!("unknown_field"))
    );
    assert_problem(&service.get(&clerk(), "/v1/meters?nome=one").await, 400, "invalid_query");
    assert_problem(&service.get(&clerk(), "/v1/meters?name=%00").await, 400, "invalid_query");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_names_the_version_that_it_rests_on() {
    let (_fixture, service) = running().await;
    let put = async |path: &str, version: Option<&str>| {
        let request = service
            .request_as(&clerk(), "PUT", path)
            .json(&json!({ "unit": "longxing", "name": "one" }));
        send(match version {
            Some(version) => request.header("if-match", version),
            None => request,
        })
        .await
    };
    assert_eq!(put("/v1/meters/1", Some("\"7\"")).await.status, 200);
    assert_eq!(put("/v1/meters/1", Some("7")).await.status, 200);
    assert_problem(&put("/v1/meters/1", None).await, 400, "if_match_required");
    assert_problem(&put("/v1/meters/1", Some("latest")).await, 400, "if_match_required");
    assert_problem(&put("/v1/meters/1", Some("\"6\"")).await, 412, "stale_version");
    assert_problem(&put("/v1/meters/one", Some("\"7\"")).await, 404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_public_requests_are_told_when_to_come_back() {
    let fixture = Fixture::new().await;
    let few = |config: &mut crate::desk::DeskConfig| config.server.public_requests_per_second = 1;
    let service = start_with(&fixture, Desk::default(), None, few).await;
    let ask = async |caller: &str| send(service.request("GET", "/v1/context").header("x-forwarded-for", caller)).await;
    // A burst of twice the rate; more than a second's worth cannot come back while these few are asked.
    let mut answers = Vec::new();
    for _ in 0..8 {
        answers.push(ask("198.51.100.1").await);
    }
    assert_eq!((answers[0].status, answers[1].status), (200, 200));
    let refused = answers.iter().find(|answer| answer.status == 429).expect("one was refused");
    assert_problem(refused, 429, "too_many_requests");
    let wait: u64 = refused.headers["retry-after"].parse().unwrap();
    assert!((1..=2).contains(&wait), "{wait}");
    // Others are not in it, nor is who is logged in, nor are the probes.
    assert_eq!(ask("198.51.100.2").await.status, 200);
    for _ in 0..8 {
        assert_eq!(service.get(&clerk(), "/v1/meters").await.status, 200);
        assert_eq!(service.get_public("/healthz").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_stranger_says_of_the_caller_is_not_believed() {
    let fixture = Fixture::new().await;
    let few = |config: &mut crate::desk::DeskConfig| {
        config.server.public_requests_per_second = 1;
        config.server.trusted_proxies = vec!["192.0.2.0/24".parse().unwrap()];
    };
    let service = start_with(&fixture, Desk::default(), None, few).await;
    let mut statuses = Vec::new();
    for caller in 0..8 {
        let request = service
            .request("GET", "/v1/context")
            .header("x-forwarded-for", format!("198.51.100.{caller}"));
        statuses.push(send(request).await.status);
    }
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_says_who_may_call_it_and_the_operators_routes_are_closed() {
    let (_fixture, service) = running().await;
    for declared in crate::desk::routes().declared() {
        if !declared.path.starts_with("/v1/operations") {
            continue;
        }
        let path = declared.path.replace("{dead_letter_id}", "0192f0c1-7b00-7000-8000-000000000001");
        let request = || service.request(declared.method.as_str(), &path);
        assert_problem(&send(request()).await, 401, "unauthorized");
        assert_problem(&send(request().bearer_auth(service.issuer.token(&clerk()))).await, 403, "forbidden");
    }
    let openapi = service.get_public("/openapi.json").await;
    assert!(openapi.body["paths"]["/v1/operations/outbox"].is_object());
}
