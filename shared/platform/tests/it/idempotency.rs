//! The same request twice has one effect and one answer.

use actix_web::http::StatusCode;
use platform::{
    Scope,
    idempotency::{self, RequestKey, StoredAnswer},
    test_support::{Answer, TestPerson, TestService, send},
};
use serde_json::{Value, json};

use crate::{
    desk::{CLERK, clerk, meters, start},
    support::{Fixture, eventually},
};

async fn create(service: &TestService, person: &TestPerson, key: &str, body: &Value) -> Answer {
    send(
        service
            .request_as(person, "POST", "/v1/meters")
            .header("idempotency-key", key)
            .json(body),
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_gets_the_same_answer_and_has_no_second_effect() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let body = json!({ "unit": "longxing", "name": "one" });
    let first = create(&service, &clerk(), "key-1", &body).await;
    assert_eq!(first.status, 201, "{first:?}");
    let again = create(&service, &clerk(), "key-1", &body).await;
    assert_eq!((again.status, &again.body), (201, &first.body));
    assert_eq!(meters(&fixture).await, 1);

    // Another content under the same key.
    let other = create(&service, &clerk(), "key-1", &json!({ "unit": "longxing", "name": "two" })).await;
    assert_eq!((other.status, other.body["code"].as_str()), (422, Some("idempotency_key_reused")));
    // Another person's key is another key.
    let colleague = TestPerson::with("li", &[CLERK]);
    let other = create(&service, &colleague, "key-1", &json!({ "unit": "longxing", "name": "two" })).await;
    assert_eq!(other.status, 201);
    assert_eq!(meters(&fixture).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_without_a_usable_key_is_refused() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let body = json!({ "unit": "longxing", "name": "one" });
    let request = service.request_as(&clerk(), "POST", "/v1/meters").json(&body);
    let answer = send(request).await;
    assert_eq!(
        (answer.status, answer.body["code"].as_str()),
        (400, Some("idempotency_key_required"))
    );
    for key in ["", "   ", &"k".repeat(129)] {
        assert_eq!(create(&service, &clerk(), key, &body).await.status, 400, "{key}");
    }
    assert_eq!(meters(&fixture).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_failed_releases_its_key() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let body = json!({ "unit": "longxing", "name": "one" });
    assert_eq!(create(&service, &clerk(), "key-1", &body).await.status, 201);
    // The name is taken: the claim of the key is rolled back with the rest.
    let refused = create(&service, &clerk(), "key-2", &body).await;
    assert_eq!((refused.status, refused.body["code"].as_str()), (409, Some("already_exists")));
    fixture.superuser().await.batch_execute("DELETE FROM meters").await.unwrap();
    assert_eq!(create(&service, &clerk(), "key-2", &body).await.status, 201);
    assert_eq!(meters(&fixture).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_with_one_key_have_one_effect_and_one_answer() {
    let fixture = Fixture::new().await;
    let service = start(&fixture).await;
    let (body, person) = (json!({ "unit": "longxing", "name": "one" }), clerk());
    let answers = futures_util::future::join_all((0..12).map(|_| create(&service, &person, "key-1", &body))).await;
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (201, &answers[0].body));
    }
    assert_eq!(meters(&fixture).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_at_once_waits_for_the_first() {
    let fixture = Fixture::new().await;
    let key = RequestKey {
        subject: "zhang".to_owned(),
        operation: "POST /v1/meters".to_owned(),
        key: "key-1".to_owned(),
        body_hash: "hash".to_owned(),
    };
    for first_commits in [false, true] {
        let mut first = fixture.database.begin(&Scope::All).await.unwrap();
        assert_eq!(idempotency::claim(&mut first, &key).await.unwrap(), None);
        let second = {
            let (database, key) = (fixture.database.clone(), key.clone());
            tokio::spawn(async move {
                let mut tx = database.begin(&Scope::All).await.unwrap();
                idempotency::claim(&mut tx, &key).await.unwrap()
            })
        };
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        eventually("the second waits", async || (fixture.number(waiting).await == 1).then_some(())).await;
        assert!(!second.is_finished());
        let answer = StoredAnswer {
            status: StatusCode::CREATED,
            body: json!({ "id": 1 }),
        };
        if first_commits {
            idempotency::complete(&mut first, &key, answer.status, &answer.body).await.unwrap();
            first.commit().await.unwrap();
        } else {
            first.rollback().await.unwrap();
        }
        assert_eq!(second.await.unwrap(), first_commits.then_some(answer));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repetition_of_a_request_under_way_does_not_wait_for_ever() {
    let fixture = Fixture::new().await;
    let impatient = platform::Database::new(&platform::settings::DatabaseSettings {
        lock_wait_seconds: 1,
        ..crate::support::settings(&fixture.db)
    })
    .unwrap();
    let key = RequestKey {
        subject: "wang".to_owned(),
        operation: "POST /v1/meters".to_owned(),
        key: "key-1".to_owned(),
        body_hash: "hash".to_owned(),
    };
    let mut first = fixture.database.begin(&Scope::All).await.unwrap();
    assert_eq!(idempotency::claim(&mut first, &key).await.unwrap(), None);
    let mut second = impatient.begin(&Scope::All).await.unwrap();
    let refused = idempotency::claim(&mut second, &key).await.unwrap_err();
    assert_eq!((refused.status().as_u16(), refused.code()), (503, "try_again"));
}
