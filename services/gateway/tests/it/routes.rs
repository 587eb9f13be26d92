//! Every route says who may call it, is described, and refuses whoever may not.

use std::collections::BTreeSet;

use contracts::Department;
use gateway::{api, app};
use platform::{
    http::{access::Access, route::Declared},
    test_support::send,
};
use serde_json::json;
use utoipa::OpenApi;

use crate::support::{Edge, Tokens};

/// A path of a pattern.
fn example(path: &str) -> String {
    path.replace("{username}", "clerk")
        .replace("{session_id}", "018f0000-0000-7000-8000-000000000000")
        .replace("{export_id}", "018f0000-0000-7000-8000-000000000000")
        .replace("{code}", "longxing")
        .replace("{issuer}", "nowhere")
        .replace("{kind}", "accounts")
        .replace("{seq}", "1")
        .replace("{file:.*}", "index.html")
        .replace("{rest:.*}", "x")
}

async fn status(edge: &Edge, route: &Declared, tokens: Option<&Tokens>) -> u16 {
    let request = edge
        .request(route.method.as_str(), &example(route.path))
        .header("if-match", "\"1\"")
        .json(&json!({}));
    let request = match tokens {
        Some(tokens) => request.bearer_auth(&tokens.access),
        None => request,
    };
    send(request).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_is_refused_on_every_route() {
    let edge = Edge::start().await;
    let clerk = edge.login("clerk").await;
    for route in app::routes().declared() {
        let name = format!("{} {}", route.method, route.path);
        match route.access {
            Access::Authenticated => assert_eq!(status(&edge, &route, None).await, 401, "{name}"),
            Access::Roles(_) => {
                assert_eq!(status(&edge, &route, None).await, 401, "{name}");
                assert_eq!(status(&edge, &route, Some(&clerk)).await, 403, "{name}");
            }
            Access::Services(_) => panic!("{name}: no service calls the gateway"),
            Access::Public | Access::Infrastructure | Access::Delegated => {
                assert!(!matches!(status(&edge, &route, None).await, 401 | 403), "{name}");
            }
        }
    }
}

#[test]
fn what_needs_no_login_is_listed_here() {
    let open: BTreeSet<String> = app::routes()
        .declared()
        .iter()
        .filter(|route| matches!(route.access, Access::Public | Access::Infrastructure))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let expected = [
        "GET /",
        "GET /.well-known/jwks.json",
        "GET /.well-known/openid-configuration",
        "GET /api/identity/v1/oidc",
        "GET /api/status",
        "GET /assets/{file}",
        "GET /docs",
        "GET /docs/{file:.*}",
        "GET /healthz",
        "GET /metrics",
        "GET /openapi.json",
        "GET /readyz",
        "POST /api/identity/v1/login",
        "POST /api/identity/v1/logout",
        "POST /api/identity/v1/oidc/{issuer}/authorization",
        "POST /api/identity/v1/oidc/{issuer}/login",
        "POST /api/identity/v1/refresh",
    ];
    assert_eq!(open.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn only_the_departments_routes_are_decided_elsewhere() {
    for route in app::routes().declared() {
        let is_departments = Department::ALL
            .iter()
            .any(|department| route.path == format!("/api/{}/v1/{{rest:.*}}", department.name()));
        assert_eq!(route.access == Access::Delegated, is_departments, "{} {}", route.method, route.path);
    }
}

#[test]
fn the_api_description_lists_exactly_the_gateways_own_endpoints() {
    let document = serde_json::to_value(api::ApiDoc::openapi()).unwrap();
    let described: BTreeSet<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .unwrap()
                .keys()
                .map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let undescribed = ["/healthz", "/readyz", "/metrics", "/openapi.json"];
    let declared: BTreeSet<String> = api::routes()
        .declared()
        .iter()
        .filter(|route| !undescribed.contains(&route.path))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert_eq!(described, declared);
}

#[test]
fn whatever_needs_a_login_says_so_in_the_description() {
    let document = serde_json::to_value(api::ApiDoc::openapi()).unwrap();
    for route in api::routes().declared() {
        let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        if operation.is_object() {
            let needs_login = matches!(route.access, Access::Authenticated | Access::Roles(_));
            assert_eq!(operation["security"].is_array(), needs_login, "{} {}", route.method, route.path);
        }
    }
}
