//! Pages, and the headers that protect them and everything else.

use contracts::Department;
use gateway::{config::PageSettings, front_end::FrontEnd};
use platform::test_support::send;

use crate::support::{Edge, outcome, point, upstream::Upstream};

/// What a browser says that it takes when somebody opens an address.
const BROWSER: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_front_end_answers_with_the_page() {
    let edge = Edge::start().await;
    for path in ["/", "/calculators/surcharge", "/work/water/bills/0190"] {
        let response = edge.request("GET", path).header("accept", BROWSER).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        assert_eq!(response.headers()["cache-control"], "no-store");
        let page = response.text().await.unwrap();
        assert!(page.contains("lang=\"zh-CN\"") && page.contains("/assets/main-1.js"), "{page}");
        assert!(
            page.contains("content=\"false\"") && !page.contains("__"),
            "a place was left open: {page}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_styles_carry_a_nonce_that_is_good_for_one_answer() {
    let edge = Edge::start().await;
    let mut nonces = std::collections::BTreeSet::new();
    for _ in 0..3 {
        let response = edge.request("GET", "/").send().await.unwrap();
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert!(policy.contains(&format!("style-src 'self' 'nonce-{nonce}'")) && policy.contains("script-src 'self';"));
        assert!(response.text().await.unwrap().contains(&format!("nonce=\"{nonce}\"")));
        nonces.insert(nonce);
    }
    assert_eq!(nonces.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_says_so_in_the_page() {
    let edge = Edge::start_with(|config| config.service.pages.demonstration = true).await;
    let page = edge.request("GET", "/").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("name=\"demonstration\" content=\"true\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_page_is_kept_for_good_and_comes_gzipped_to_those_who_take_it() {
    let edge = Edge::start().await;
    for (accepted, encoding, content) in [
        ("gzip, deflate, br", Some("gzip"), "gzipped"),
        ("br", None, "export {};"),
        ("gzip;q=0", None, "export {};"),
    ] {
        let response = edge
            .request("GET", "/assets/main-1.js")
            .header("accept-encoding", accepted)
            .send()
            .await
            .unwrap();
        let headers = response.headers().clone();
        assert_eq!(headers["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(headers["vary"], "accept-encoding");
        let sent = headers.get("content-encoding").map(|value| value.to_str().unwrap());
        assert_eq!(sent, encoding, "{accepted}");
        assert_eq!(response.text().await.unwrap(), content, "{accepted}");
    }
    for missing in ["/assets/main-2.js", "/assets/main-1.js.gz", "/assets/..%2findex.html"] {
        let answer = send(edge.request("GET", missing).header("accept", BROWSER)).await;
        assert_eq!(answer.status, 404, "{missing}");
    }
}

#[test]
fn a_folder_without_the_front_end_stops_the_start_by_name() {
    let folder = testkit::temporary_folder().unwrap();
    let read = |demonstration| {
        FrontEnd::read(&PageSettings {
            folder: folder.path().to_owned(),
            demonstration,
        })
    };
    let error = read(false).err().unwrap().to_string();
    assert!(error.contains("index.html") && error.contains("service.pages.folder"), "{error}");
    std::fs::write(folder.path().join("index.html"), "<p>somebody else's page").unwrap();
    let error = read(false).err().unwrap().to_string();
    assert!(error.contains("__CSP_NONCE__"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_get_a_problem_where_nothing_is() {
    let edge = Edge::start().await;
    let program = send(edge.request("GET", "/no/such/page").header("accept", "application/json")).await;
    assert_eq!(outcome(&program), (404, "no_such_path"));
    assert_eq!(outcome(&send(edge.request("GET", "/v1/bills")).await), (404, "no_such_path"));
    for path in ["/api/no/such", "/api", "/.well-known/x"] {
        let answer = send(edge.request("GET", path).header("accept", BROWSER)).await;
        assert_eq!(
            (outcome(&answer), answer.headers["content-type"].as_str()),
            ((404, "no_such_path"), "application/problem+json"),
            "{path}"
        );
    }
    let posted = send(edge.request("POST", "/calculators").header("accept", BROWSER)).await;
    assert_eq!(outcome(&posted), (404, "no_such_path"));
    assert_eq!(
        outcome(&send(edge.request("PATCH", "/api/identity/v1/me")).await),
        (405, "method_not_allowed")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_browser_is_served_from_here() {
    let edge = Edge::start().await;
    let redirect = edge.get("/docs").await;
    assert_eq!((redirect.status, redirect.headers["location"].as_str()), (308, "/docs/"));
    let page = edge.request("GET", "/docs/").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("swagger-ui") && !page.contains("http://") && !page.contains("https://"));
    let initializer = edge
        .request("GET", "/docs/swagger-initializer.js")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(initializer.contains("/openapi.json"));
    for path in ["/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js"] {
        assert_eq!(edge.request("GET", path).send().await.unwrap().status(), 200, "{path}");
    }
    assert_eq!(edge.get("/docs/no-such-file").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_protecting_headers() {
    let upstream = Upstream::start();
    let url = upstream.url.clone();
    let edge = Edge::start_with(move |config| point(config, Department::Water, &url)).await;
    for path in [
        "/",
        "/assets/main-1.js",
        "/docs/",
        "/api/status",
        "/api/identity/v1/me",
        "/api/water/v1/x",
        "/api/finance/v1/x",
        "/nowhere",
        "/api/nowhere",
        "/openapi.json",
        "/healthz",
        "/.well-known/jwks.json",
    ] {
        let headers = edge.get(path).await.headers;
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["x-frame-options"], "DENY", "{path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
        assert!(headers["permissions-policy"].contains("geolocation=()"), "{path}");
        let policy = &headers["content-security-policy"];
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert_eq!(policy.contains("unsafe-inline"), path.starts_with("/docs"), "{path}");
        assert!(
            !policy.contains("unsafe-eval") && !headers.contains_key("access-control-allow-origin"),
            "{path}"
        );
        assert!(
            !headers.contains_key("strict-transport-security") && !headers.contains_key("set-cookie"),
            "{path}"
        );
        assert!(!headers["x-request-id"].is_empty(), "{path}");
    }
    for path in ["/api/status", "/api/identity/v1/me", "/api/water/v1/x"] {
        assert_eq!(edge.get(path).await.headers["cache-control"], "no-store", "{path}");
    }
    let over_tls = send(edge.request("GET", "/").header("x-forwarded-proto", "https")).await;
    assert_eq!(over_tls.headers["strict-transport-security"], "max-age=31536000");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_origins_are_not_let_in() {
    let edge = Edge::start().await;
    let preflight = edge
        .request("OPTIONS", "/api/identity/v1/login")
        .header("origin", "https://evil.example")
        .header("access-control-request-method", "POST");
    let answer = send(preflight).await;
    assert_eq!(answer.status, 405);
    assert!(!answer.headers.contains_key("access-control-allow-origin"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_beyond_the_limit_is_refused() {
    let edge = Edge::start_with(|config| config.server.body_limit_bytes = 1_000).await;
    let answer = edge.try_login("clerk", &"x".repeat(1_000)).await;
    assert_eq!(outcome(&answer), (413, "body_too_large"));
}
