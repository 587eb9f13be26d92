//! Flow S5 in emergency: a report is kept, once, and read by whom it concerns.

use contracts::Envelope;
use diesel_async::SimpleAsyncConnection;
use emergency::{api::role, events::EmergencyHandler, migrations};
use platform::{
    Scope,
    broker::{Failure, Handle, Received},
    database::migration,
    settings::DatabaseSettings,
    test_support::{TestPerson, TestService},
};
use serde_json::{Value, json};

use crate::service::Running;

const REPORTED: &str = include_str!("../../../../shared/contracts/samples/cn.jiangzhou.water.reclaimed.incident.v1.json");
const PATH: &str = "/v1/incident-reports";

fn sample(change: impl FnOnce(&mut Value)) -> Received {
    let mut message: Value = serde_json::from_str(REPORTED).unwrap();
    change(&mut message["data"]);
    let _: Envelope<contracts::water::ReclaimedIncidentV1> = serde_json::from_value(message.clone()).unwrap();
    serde_json::from_value(message).unwrap()
}

/// Hands a message to the department's handler, as the consumer does: effect and commit, or nothing.
async fn receive(service: &TestService, message: &Received) -> Result<(), Failure> {
    let mut tx = service.database.begin(&Scope::All).await?;
    EmergencyHandler.handle(&mut tx, message).await?;
    Ok(tx.commit().await?)
}

/// Has the golden sample kept, which is Longxing's; its incident.
pub async fn kept(service: &TestService) -> String {
    let message = sample(|_| {});
    receive(service, &message).await.unwrap();
    message.data["incident_id"].as_str().unwrap().to_owned()
}

fn reader() -> TestPerson {
    TestPerson::with("reader", &[role::OFFICE_HEAD])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_kept_once_however_often_it_comes() {
    let running = Running::start().await;
    assert_eq!(running.get(&reader(), PATH).await.body["items"], json!([]));
    let incident = kept(&running).await;
    kept(&running).await;
    let list = running.get(&reader(), PATH).await;
    let items = list.body["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{}", list.body);
    let one = &items[0];
    assert_eq!(
        [&one["incident_id"], &one["number"], &one["system_name"], &one["town"], &one["kind"]],
        [
            &json!(incident),
            &json!("ZSSG-2026-0001"),
            &json!("县城污水处理厂再生水系统"),
            &json!("longxing"),
            &json!("limit_exceeded")
        ]
    );
    assert_eq!((&one["users_told"], &one["users_untold"]), (&json!(3), &json!(1)));
    assert_eq!(one["occurred_at"], "2026-10-12T01:20:00Z");
    assert_eq!(
        (&one["source"], &one["plan"], &one["grade"]),
        (&json!("water"), &json!(null), &json!(null))
    );
    let mut tx = running.service.database.begin(&Scope::All).await.unwrap();
    let graded =
        "INSERT INTO incident_reports SELECT gen_random_uuid(), number, system_name, manager, town, kind, detail, occurred_at, stopped_at,
        users_told, users_untold, source, NULL, 'II', payload, received_at FROM incident_reports";
    assert!(tx.batch_execute(graded).await.is_err(), "nothing is graded without a person");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_never_be_kept_is_refused_and_nothing_is_kept() {
    let running = Running::start().await;
    for change in [
        (|data: &mut Value| data["incident_id"] = json!("x")) as fn(&mut Value),
        |data| data["occurred_at"] = json!("yesterday"),
        |data| data["kind"] = json!("flood"),
        |data| data["stopped_at"] = json!("2026-10-12T09:19:59+08:00"),
    ] {
        let refused = receive(&running, &sample(change)).await.unwrap_err();
        assert!(matches!(refused, Failure::Permanent(_)), "{refused:?}");
    }
    let unknown = Received {
        kind: "cn.jiangzhou.water.unknown.v1".to_owned(),
        ..sample(|_| {})
    };
    assert!(matches!(receive(&running, &unknown).await, Err(Failure::Permanent(_))));
    assert_eq!(running.get(&reader(), PATH).await.body["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_not_changed_by_another_message_nor_by_sql() {
    let running = Running::start().await;
    kept(&running).await;
    let other = sample(|data| data["detail"] = json!("没有事故"));
    assert!(matches!(receive(&running, &other).await, Err(Failure::Permanent(_))));
    for change in [
        "UPDATE incident_reports SET detail = 'x'",
        "DELETE FROM incident_reports",
        "TRUNCATE incident_reports",
    ] {
        let mut tx = running.service.database.begin(&Scope::All).await.unwrap();
        assert!(tx.batch_execute(change).await.is_err(), "{change}");
    }
    let list = running.get(&reader(), PATH).await;
    assert!(list.body["items"][0]["detail"].as_str().unwrap().contains("浊度"), "{}", list.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_migration_goes_down_and_up_again() {
    let running = Running::start().await;
    let settings = DatabaseSettings {
        url: running.database.app_url.clone().into(),
        migration_url: running.database.owner_url.clone().into(),
        pool_size: 1,
        background_pool_size: 1,
        lock_wait_seconds: 10,
        wait_seconds: 5,
    };
    migration::revert_all(&settings, migrations()).await.unwrap();
    migration::migrate(&settings, migrations()).await.unwrap();
    kept(&running).await;
    assert_eq!(running.get(&reader(), PATH).await.body["items"].as_array().unwrap().len(), 1);
}
