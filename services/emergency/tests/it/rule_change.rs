//! The same mechanism as everywhere: a plan changes with its rules, and its own checks stand.

use emergency::api::role::{COMMANDER, OFFICE_HEAD};
use platform::test_support::TestPerson;
use serde_json::json;

use crate::service::Running;

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_changed_by_two_people_and_a_unit_that_is_another_elsewhere_is_refused() {
    let service = Running::start().await;
    let (clerk, head) = (TestPerson::with("clerk", &[OFFICE_HEAD]), TestPerson::with("head", &[COMMANDER]));
    let version = |key: &str, value: serde_json::Value| {
        json!({ "reason": "修订预案", "new_version": {
            "key": key, "effective_from": "2026-11-01", "document": "新政办发〔2023〕27号", "article": "5.3.6", "value": value,
        }})
    };
    let plan = service.get_public("/v1/plans/supply").await;
    assert!(!plan.body.to_string().contains("quality_confirmed"));
    let conditions = json!([
        { "code": "handling_completed", "text": "处置工作已经完成" },
        { "code": "supply_restored", "text": "供水已经恢复" },
        { "code": "quality_confirmed", "text": "水质检测合格" },
    ]);
    let mut change = service
        .post(&clerk, "/v1/rule-changes", &version("supply.end_conditions", conditions))
        .await;
    assert_eq!(change.status, 201, "{}", change.body);
    for (person, step) in [(&clerk, "submission"), (&head, "approval")] {
        let path = format!("/v1/rule-changes/{}/{step}", change.body["id"].as_str().unwrap());
        change = service
            .post_if_match(person, &path, change.body["version"].as_i64().unwrap(), &json!({}))
            .await;
        assert_eq!(change.status, 200, "{}", change.body);
    }
    let plan = service.get_public("/v1/plans/supply").await;
    assert!(plan.body.to_string().contains("quality_confirmed"), "{}", plan.body);

    let units = service.get_public("/v1/rules/supply.units").await;
    let mut units = units.body["versions"][0]["value"].clone();
    let shared = service.get_public("/v1/rules/construction.units").await;
    let shared = shared.body["versions"][0]["value"].as_array().unwrap().clone();
    let both = units
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .find(|unit| shared.iter().any(|other| other["code"] == unit["code"]));
    both.unwrap()["name"] = json!("另一个名称");
    let renamed = service.post(&clerk, "/v1/rule-changes", &version("supply.units", units)).await;
    assert_eq!(
        (renamed.status, &renamed.body["code"]),
        (422, &json!("rules_do_not_fit")),
        "{}",
        renamed.body
    );
}
