//! A running service, and what every service answers.

use std::{collections::BTreeSet, ops::Deref};

use housing::{api, app, config::DEFAULTS, migrations};
use platform::{
    http::access::Access,
    operations::OPERATOR,
    test_support::{TestPerson, TestService, TestUrls, send},
};
use testkit::TestDatabase;

/// The service on a database of the test's own.
pub struct Running {
    service: TestService,
    _database: TestDatabase,
}

impl Deref for Running {
    type Target = TestService;

    fn deref(&self) -> &TestService {
        &self.service
    }
}

impl Running {
    pub async fn start() -> Self {
        let database = testkit::servers().create_test_database("housing").await.unwrap();
        let urls = TestUrls {
            owner: database.owner_url.clone(),
            login: database.app_url.clone(),
        };
        let service = TestService::start(DEFAULTS, migrations, &urls, |_| {}, app::build).await;
        Self {
            service,
            _database: database,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_started_service_is_healthy_and_ready() {
    let service = Running::start().await;
    assert_eq!(service.get_public("/healthz").await.status, 200);
    let ready = service.get_public("/readyz").await;
    assert_eq!((ready.status, &ready.body["ready"]), (200, &true.into()), "{}", ready.body);
    let metrics = service.get_public("/metrics").await;
    assert_eq!(metrics.status, 200);
    assert!(metrics.headers["content-type"].starts_with("text/plain"), "{:?}", metrics.headers);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_openapi_document_lists_exactly_the_routes() {
    let service = Running::start().await;
    let document = service.get_public("/openapi.json").await.body;
    let documented: BTreeSet<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods
                .as_object()
                .unwrap()
                .keys()
                .map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let declared = api::routes()
        .declared()
        .into_iter()
        .filter(|route| route.access != Access::Infrastructure);
    let declared: BTreeSet<String> = declared.map(|route| format!("{} {}", route.method, route.path)).collect();
    assert_eq!(documented, declared);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_route_that_is_not_public_refuses_nobody_and_the_wrong_role() {
    let service = Running::start().await;
    let stranger = TestPerson::with("stranger", &[]);
    let guarded = api::routes()
        .declared()
        .into_iter()
        .filter(|route| !matches!(route.access, Access::Infrastructure | Access::Public));
    let mut checked = 0;
    for route in guarded {
        let path = route.path.replace("{dead_letter_id}", "00000000-0000-7000-8000-000000000000");
        let nobody = send(service.request(route.method.as_str(), &path)).await;
        assert_eq!(
            (nobody.status, &nobody.body["code"]),
            (401, &"unauthorized".into()),
            "{} {path}",
            route.method
        );
        let wrong = send(service.request_as(&stranger, route.method.as_str(), &path)).await;
        assert_eq!(
            (wrong.status, &wrong.body["code"]),
            (403, &"forbidden".into()),
            "{} {path}",
            route.method
        );
        checked += 1;
    }
    assert!(checked > 0, "the operators' routes are guarded");
    let operator = TestPerson::with("operator", &[OPERATOR]);
    assert_eq!(service.get(&operator, "/v1/operations/outbox").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_path_and_a_wrong_method_are_problems() {
    let service = Running::start().await;
    let unknown = service.get_public("/v1/nothing").await;
    assert_eq!((unknown.status, &unknown.body["code"]), (404, &"no_such_path".into()));
    let wrong = service.get_public("/v1/calculators/vote").await;
    assert_eq!((wrong.status, &wrong.body["code"]), (405, &"method_not_allowed".into()));
    for answer in [unknown, wrong] {
        assert_eq!(answer.headers["content-type"], "application/problem+json");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_rule_is_public_with_its_article() {
    let service = Running::start().await;
    let mut keys = Vec::new();
    let mut path = "/v1/rules?limit=20".to_owned();
    loop {
        let page = service.get_public(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        for rule in page.body["items"].as_array().unwrap() {
            for version in rule["versions"].as_array().unwrap() {
                assert!(!version["citation"]["document"].as_str().unwrap().is_empty(), "{rule}");
                assert!(
                    !version["citation"]["article"].as_str().unwrap().is_empty() && !version["value"].is_null(),
                    "{rule}"
                );
            }
            keys.push(rule["key"].as_str().unwrap().to_owned());
        }
        match page.body["next_cursor"].as_str() {
            Some(cursor) => path = format!("/v1/rules?limit=20&cursor={cursor}"),
            None => break,
        }
    }
    let all = housing::domain::ruleset::load(None).unwrap();
    assert_eq!(keys, all.parameters().map(|parameter| parameter.key.clone()).collect::<Vec<_>>());
    let threshold = service.get_public("/v1/rules/vote.use_of_fund.participation").await.body;
    assert_eq!(
        threshold["versions"],
        serde_json::json!([{
            "version": 1,
            "value": { "numerator": 2, "denominator": 3, "bound": "at_least" },
            "effective_from": "2023-10-23",
            "known_from": "2023-10-23",
            "citation": { "document": "新政办函〔2023〕11号", "article": "三（三）" },
        }])
    );
    let tie = service.get_public("/v1/rules/vote.counting.tie").await.body;
    assert!(!tie["versions"][0]["interpretation"].as_str().unwrap().is_empty());
    assert_eq!(service.get_public("/v1/rules/none").await.status, 404);
    let regulations = service.get_public("/v1/regulations?limit=1").await.body;
    assert_eq!(regulations["items"][0]["number"], "中华人民共和国民法典");
    let next = format!("/v1/regulations?limit=1&cursor={}", regulations["next_cursor"].as_str().unwrap());
    assert_eq!(service.get_public(&next).await.body["items"].as_array().unwrap().len(), 1);
}
