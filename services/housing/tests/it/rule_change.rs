//! The same mechanism as everywhere, with this department's own checks.

use housing::api::role::{HOUSING_CLERK, HOUSING_HEAD};
use platform::test_support::TestPerson;
use serde_json::json;

use crate::service::Running;

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_nobody_could_meet_is_refused_by_the_departments_own_check_and_another_is_approved() {
    let service = Running::start().await;
    let (clerk, head) = (
        TestPerson::with("clerk", &[HOUSING_CLERK]),
        TestPerson::with("head", &[HOUSING_HEAD]),
    );
    let days = |days: u32| {
        json!({ "reason": "延长公示", "new_version": {
            "key": "notice.days", "effective_from": "2027-01-01", "document": "新政办函〔2023〕11号", "article": "三（三）", "value": days,
        }})
    };
    let never = service.post(&clerk, "/v1/rule-changes", &days(0)).await;
    assert_eq!(
        (never.status, &never.body["code"]),
        (422, &json!("rules_do_not_fit")),
        "{}",
        never.body
    );
    assert_eq!(never.body["errors"][0]["pointer"], "/new_version/value");
    let mut change = service.post(&clerk, "/v1/rule-changes", &days(7)).await;
    for (person, step) in [(&clerk, "submission"), (&head, "approval")] {
        let path = format!("/v1/rule-changes/{}/{step}", change.body["id"].as_str().unwrap());
        change = service
            .post_if_match(person, &path, change.body["version"].as_i64().unwrap(), &json!({}))
            .await;
        assert_eq!(change.status, 200, "{}", change.body);
    }
    let rule = service.get_public("/v1/rules/notice.days").await;
    assert_eq!(rule.body["versions"][1]["value"], 7);
    assert_eq!(rule.body["versions"][0]["effective_to"], "2026-12-31");
}
