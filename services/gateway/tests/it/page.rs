//! Pages, and the headers that protect them and everything else.

use contracts::Department;
use platform::test_support::send;

use crate::support::{Edge, outcome, point, upstream::Upstream};

#[tokio::test(flavor = "multi_thread")]
async fn the_start_page_comes_with_everything_it_needs() {
    let edge = Edge::start().await;
    let response = edge.request("GET", "/").send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
    let page = response.text().await.unwrap();
    assert!(page.contains("lang=\"zh-CN\"") && page.contains("绛州政务协同平台"));
    let references: Vec<&str> = page
        .split(['"'])
        .filter(|part| part.starts_with("/assets/") || part.starts_with("/favicon"))
        .collect();
    assert!(references.len() >= 4);
    for path in references {
        let asset = edge.request("GET", path).send().await.unwrap();
        assert_eq!(asset.status(), 200, "{path}");
    }
    // Nothing that the content security policy would stop, nothing from elsewhere.
    for forbidden in ["<style", "style=", "onclick", "onload", "<script>", "http://", "https://", "//cdn"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unchanged_file_is_not_sent_again() {
    let edge = Edge::start().await;
    let first = edge.get("/assets/style.css").await;
    assert_eq!(first.headers["cache-control"], "no-cache");
    let again = edge
        .request("GET", "/assets/style.css")
        .header("if-none-match", &first.headers["etag"])
        .send()
        .await
        .unwrap();
    assert_eq!(again.status(), 304);
    assert_eq!(again.bytes().await.unwrap().len(), 0);
    let changed = edge
        .request("GET", "/assets/style.css")
        .header("if-none-match", "\"other\"")
        .send()
        .await
        .unwrap();
    assert_eq!(changed.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_answers_people_and_programs_each_in_their_way() {
    let edge = Edge::start().await;
    let person = edge
        .request("GET", "/no/such/page")
        .header("accept", "text/html,*/*;q=0.8")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (person.status().as_u16(), person.headers()["content-type"].to_str().unwrap()),
        (404, "text/html; charset=utf-8")
    );
    assert!(person.text().await.unwrap().contains("没有这个页面"));
    let program = send(edge.request("GET", "/no/such/page").header("accept", "application/json")).await;
    assert_eq!(outcome(&program), (404, "no_such_path"));
    let api = send(edge.request("GET", "/api/no/such").header("accept", "text/html")).await;
    assert_eq!(
        (outcome(&api), api.headers["content-type"].as_str()),
        ((404, "no_such_path"), "application/problem+json")
    );
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
        "/assets/status.js",
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
