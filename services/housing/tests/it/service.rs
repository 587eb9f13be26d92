//! A running service, and what every service answers.

use std::{ops::Deref, time::Duration};

use housing::{
    api, app,
    config::{Config, DEFAULTS},
    migrations,
};
use platform::{
    operations::OPERATOR,
    test_support::{self, TestPerson, TestService, TestUrls, conformance},
};
use testkit::{DatabaseUrls, TestDatabase};

/// The service on a database of the test's own.
pub struct Running {
    pub service: TestService,
    pub database: TestDatabase,
}

impl Deref for Running {
    type Target = TestService;

    fn deref(&self) -> &TestService {
        &self.service
    }
}

impl Running {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    async fn start_with(tweak: impl FnOnce(&mut Config)) -> Self {
        let migrated = |urls: DatabaseUrls| test_support::migrate(urls.owner_url, urls.app_url, migrations());
        let database = testkit::servers().create_migrated_database("housing", migrated).await.unwrap();
        let urls = TestUrls {
            owner: database.owner_url.clone(),
            login: database.app_url.clone(),
        };
        let service = TestService::start(DEFAULTS, migrations, &urls, tweak, app::build).await;
        Self { service, database }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_behaves_as_every_service() {
    let vhost = testkit::servers().create_test_vhost("housing").await.unwrap();
    let url = vhost.amqp_url.clone();
    let service = Running::start_with(|config| {
        config.broker.url = url.into();
        config.broker.relay = true;
    })
    .await;
    // It is ready once it is connected with the broker.
    let connected = async || {
        while service.get_public("/readyz").await.status != 200 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), connected()).await.unwrap();
    conformance::assert_healthy(&service).await;
    conformance::assert_documented(&api::openapi(), &api::routes());
    assert!(
        conformance::assert_guarded(&service, &api::routes()).await > 0,
        "the operators' routes are guarded"
    );
    conformance::assert_refuses_unknown(&service, "/v1/calculators/vote").await;
    let operator = TestPerson::with("operator", &[OPERATOR]);
    assert_eq!(service.get(&operator, "/v1/operations/outbox").await.status, 200);
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
            "revision": 0,
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
