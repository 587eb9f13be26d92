//! What every department's service has in common, checked the same way everywhere.

mod common;
mod table;
mod visit;
mod walk;

use std::collections::BTreeSet;

use utoipa::openapi::OpenApi;

use super::{TestPerson, TestService, send};
use crate::http::{
    access::{Access, Role},
    route::{Declared, Routes},
};

pub use common::{EXPORTS, NOTICES, OPEN_NOTICES, OPEN_RULES, OPERATIONS, OthersNotices, last_entry_of, operations_but_todos, todo_of};
pub use table::{assert_tables_guarded, switch_policies_off, unguarded};
pub use visit::Visit;
pub use walk::{ANYBODY, Walk, Walked};

/// What is let off a rule that holds for all others, and why: a table, a policy, a route.
pub type Exemption = (&'static str, &'static str);

/// Stands for any id in a path.
const SOME_ID: &str = "018f0000-0000-7000-8000-000000000000";

/// Routes that answer anybody who is logged in, since they hold only what is that person's own.
const PERSONAL: &[&str] = &["/v1/todos", "/v1/todos/count", "/v1/todos/read"];

/// The service is up, ready, and measured.
pub async fn assert_healthy(service: &TestService) {
    assert_eq!(service.get_public("/healthz").await.status, 200);
    let ready = service.get_public("/readyz").await;
    assert_eq!((ready.status, &ready.body["ready"]), (200, &true.into()), "{}", ready.body);
    let metrics = service.get_public("/metrics").await;
    assert_eq!(metrics.status, 200);
    assert!(metrics.headers["content-type"].starts_with("text/plain"), "{:?}", metrics.headers);
}

/// The document describes exactly the declared routes, each once, with the parameters of its path. What every service has
/// is described elsewhere, and what it serves for machines (`Access::Infrastructure`) not at all.
pub fn assert_documented(document: &OpenApi, routes: &Routes) {
    let shared = crate::service::shared_openapi();
    let declared: Vec<String> = of_people(routes)
        .filter(|route| !shared.paths.paths.contains_key(route.path))
        .map(|route| format!("{} {}", route.method.as_str().to_lowercase(), route.path))
        .collect();
    let unique: BTreeSet<String> = declared.iter().cloned().collect();
    assert_eq!(unique.len(), declared.len(), "a route is declared twice");
    let document = serde_json::to_value(document).unwrap();
    let mut documented = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let in_path: BTreeSet<_> = path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        for (method, operation) in methods.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let described: BTreeSet<_> = parameters
                .iter()
                .filter(|parameter| parameter["in"] == "path")
                .map(|parameter| parameter["name"].as_str().unwrap())
                .collect();
            assert_eq!(described, in_path, "{method} {path}");
            documented.insert(format!("{method} {path}"));
        }
    }
    assert_eq!(documented, unique);
}

/// Every route that is not public refuses whoever is not logged in, and whoever has none of its roles; the refusal says
/// who may. Returns how many routes were asked.
pub async fn assert_guarded(service: &TestService, routes: &Routes) -> usize {
    const STRANGER: Role = Role {
        code: "role_of_nobody",
        title: "无此角色",
    };
    let stranger = TestPerson::with("stranger", &[STRANGER]);
    let guarded: Vec<Declared> = of_people(routes).filter(|route| route.access != Access::Public).collect();
    for route in &guarded {
        let parts = route.path.split('/').map(|part| if part.starts_with('{') { SOME_ID } else { part });
        let path = parts.collect::<Vec<_>>().join("/");
        let method = route.method.as_str();
        let nobody = send(service.request(method, &path)).await;
        assert_eq!(
            (nobody.status, &nobody.body["code"]),
            (401, &"unauthorized".into()),
            "{method} {path}"
        );
        if route.access == Access::Authenticated {
            assert!(PERSONAL.contains(&route.path), "{method} {path}: anybody with an account");
            continue;
        }
        let refused = send(service.request_as(&stranger, method, &path)).await;
        assert_eq!(
            (refused.status, &refused.body["code"]),
            (403, &"forbidden".into()),
            "{method} {path}"
        );
        if matches!(route.access, Access::Roles(_)) {
            assert!(!refused.body["who_may"].as_array().unwrap().is_empty(), "{method} {path}");
        }
    }
    guarded.len()
}

/// These routes and no others are open to anybody, each for a reason.
pub fn assert_open(routes: &Routes, open: &[&[Exemption]]) {
    let open = open.concat();
    assert!(open.iter().all(|(_, reason)| !reason.trim().is_empty()), "{open:?}");
    let expected: BTreeSet<&str> = open.iter().map(|(route, _)| *route).collect();
    let names: Vec<String> = of_people(routes)
        .filter(|route| route.access == Access::Public)
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert_eq!(names.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected);
}

/// An unknown path, and a known one (`post_only`) asked with another method, are problems.
pub async fn assert_refuses_unknown(service: &TestService, post_only: &str) {
    let unknown = service.get_public("/v1/nothing").await;
    assert_eq!((unknown.status, &unknown.body["code"]), (404, &"no_such_path".into()));
    let wrong = service.get_public(post_only).await;
    assert_eq!((wrong.status, &wrong.body["code"]), (405, &"method_not_allowed".into()));
    for answer in [unknown, wrong] {
        assert_eq!(answer.headers["content-type"], "application/problem+json");
    }
}

fn of_people(routes: &Routes) -> impl Iterator<Item = Declared> {
    routes.declared().into_iter().filter(|route| route.access != Access::Infrastructure)
}
