//! Every route says who may call it, and is documented; nobody sees a row out of their scope.

use std::collections::BTreeSet;

use finance::api;
use platform::{
    http::access::{Access, Role},
    test_support::{TestPerson, send},
};
use uuid::Uuid;

use crate::support;

/// Paths that are no business of the department's document.
const COMMON: [&str; 4] = ["/healthz", "/readyz", "/metrics", "/.well-known/jwks.json"];

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
    assert_eq!(
        api::routes()
            .declared()
            .iter()
            .map(|route| (route.method.to_string(), route.path))
            .collect::<BTreeSet<_>>()
            .len(),
        api::routes().declared().len()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_that_is_not_public_refuses_nobody_and_the_wrong_role() {
    const STRANGER: Role = Role {
        code: "water_clerk",
        title: "水利局工作人员",
    };
    let finance = support::start().await;
    let stranger = TestPerson::with("stranger", &[STRANGER]);
    let mut guarded = 0;
    for route in api::routes().declared() {
        if matches!(route.access, Access::Public | Access::Infrastructure) {
            continue;
        }
        guarded += 1;
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
        assert_eq!(send(finance.request(method, &path)).await.status, 401, "{method} {path}");
        assert!(matches!(route.access, Access::Roles(_)), "{method} {path}: anybody with an account");
        let refused = send(finance.request_as(&stranger, method, &path)).await;
        assert_eq!(refused.status, 403, "{method} {path}");
        assert!(!refused.body["who_may"].as_array().unwrap().is_empty(), "{method} {path}");
    }
    assert!(guarded > 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_reads_and_does_nothing_else() {
    let finance = support::start().await;
    assert_eq!(finance.get(&support::auditor(), "/v1/funds").await.status, 200);
    let refused = finance
        .post(
            &support::auditor(),
            "/v1/reconciliations/water-surcharge",
            &serde_json::json!({ "date": "2026-01-01" }),
        )
        .await;
    assert_eq!(refused.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_sees_only_the_funds_that_it_keeps() {
    let finance = support::start().await;
    let payment = Uuid::now_v7();
    finance.receive(&support::collected(payment, "420.00", "2026-03-31")).await.unwrap();
    let ronglin = support::clerk().of_units(&["ronglin"]);
    let bureau = support::clerk().of_units(&["finance_bureau"]);
    let nowhere = support::clerk().of_units(&["longxing"]);

    let keys = |answer: platform::test_support::Answer| {
        answer.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fund| fund["key"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(finance.get(&ronglin, "/v1/funds").await), ["revolving"]);
    assert_eq!(
        keys(finance.get(&bureau, "/v1/funds").await),
        [
            "agri_subsidy",
            "emergency",
            "maintenance_custody",
            "service_reward",
            "water_surcharge"
        ]
    );
    assert!(keys(finance.get(&nowhere, "/v1/funds").await).is_empty());

    for path in [
        "/v1/funds/water_surcharge/trial-balance",
        "/v1/funds/water_surcharge/statement?from=2026-01-01&to=2026-12-31",
        "/v1/funds/water_surcharge/statement/export?from=2026-01-01&to=2026-12-31&format=csv",
        "/v1/journal-entries/SZ-2026-000001",
    ] {
        assert_eq!(finance.get(&bureau, path).await.status, 200, "{path}");
        let refused = finance.get(&ronglin, path).await;
        assert_eq!((refused.status, refused.body["code"].as_str()), (404, Some("not_found")), "{path}");
    }
    for path in ["/v1/journal-entries", "/v1/surcharge-incomes"] {
        assert_eq!(
            finance.get(&bureau, path).await.body["items"].as_array().unwrap().len(),
            1,
            "{path}"
        );
        assert!(
            finance.get(&ronglin, path).await.body["items"].as_array().unwrap().is_empty(),
            "{path}"
        );
    }
}
