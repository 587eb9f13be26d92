//! Every route says who may call it, and is documented.

use std::collections::BTreeSet;

use platform::{
    http::access::{Access, Role},
    test_support::{TestPerson, send},
};
use water::api;

use crate::support;

/// Paths that every service has and the department does not document.
const COMMON: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

#[test]
fn the_openapi_document_has_exactly_the_declared_routes() {
    let is_own = |path: &str| !COMMON.contains(&path) && !path.starts_with("/v1/operations/");
    let declared: BTreeSet<_> = api::routes()
        .declared()
        .iter()
        .filter(|route| is_own(route.path))
        .map(|route| format!("{} {}", route.method.as_str().to_lowercase(), route.path))
        .collect();
    let document = serde_json::to_value(api::openapi()).unwrap();
    let documented: BTreeSet<_> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| methods.as_object().unwrap().keys().map(move |method| format!("{method} {path}")))
        .collect();
    assert_eq!(documented, declared);
}

#[test]
fn the_documented_path_parameters_are_those_of_the_path() {
    let mut document = api::openapi();
    document.merge(<platform::operations::ApiDoc as utoipa::OpenApi>::openapi());
    let document = serde_json::to_value(document).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let in_path: BTreeSet<_> = path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        for (method, operation) in methods.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let documented: BTreeSet<_> = parameters
                .iter()
                .filter(|found| found["in"] == "path")
                .map(|found| found["name"].as_str().unwrap())
                .collect();
            assert_eq!(documented, in_path, "{method} {path}");
        }
    }
}

#[test]
fn no_route_is_declared_twice() {
    let declared = api::routes().declared();
    let unique: BTreeSet<_> = declared.iter().map(|route| (route.method.to_string(), route.path)).collect();
    assert_eq!(unique.len(), declared.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_that_is_not_public_refuses_nobody_and_the_wrong_role() {
    const STRANGER: Role = Role {
        code: "housing_clerk",
        title: "住建局工作人员",
    };
    let water = support::start().await;
    let stranger = TestPerson::with("stranger", &[STRANGER]);
    for route in api::routes().declared() {
        if matches!(route.access, Access::Public | Access::Infrastructure) {
            continue;
        }
        let path = route
            .path
            .split('/')
            .map(|part| {
                if part.starts_with('{') {
                    "018f0000-0000-7000-8000-000000000000"
                } else {
                    part
                }
            })
            .collect::<Vec<_>>()
            .join("/");
        let method = route.method.as_str();
        let nobody = send(water.request(method, &path)).await;
        assert_eq!(nobody.status, 401, "{method} {path}");
        assert_ne!(route.access, Access::Authenticated, "{method} {path}: anybody with an account");
        let refused = send(water.request_as(&stranger, method, &path)).await;
        assert_eq!(refused.status, 403, "{method} {path}");
        if matches!(route.access, Access::Roles(_)) {
            assert!(!refused.body["who_may"].as_array().unwrap().is_empty(), "{method} {path}");
        }
    }
}
