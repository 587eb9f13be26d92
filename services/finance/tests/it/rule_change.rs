//! Market series are observed further by two people; what is printed on entries is not changed at run time.

use finance::api::role::{FINANCE_CLERK, FINANCE_HEAD};
use platform::test_support::{Answer, TestPerson};
use serde_json::{Value, json};

use crate::support::{Finance, start};

const LPR: &str = "lpr.one_year";

fn clerk() -> TestPerson {
    TestPerson::with("clerk", &[FINANCE_CLERK])
}

fn head() -> TestPerson {
    TestPerson::with("head", &[FINANCE_HEAD])
}

async fn step(finance: &Finance, person: &TestPerson, change: &Value, step: &str) -> Answer {
    let path = format!("/v1/rule-changes/{}/{step}", change["id"].as_str().unwrap());
    finance
        .post_if_match(person, &path, change["version"].as_i64().unwrap(), &json!({}))
        .await
}

async fn approved(finance: &Finance, body: &Value) -> Value {
    let draft = finance.post(&clerk(), "/v1/rule-changes", body).await;
    assert_eq!(draft.status, 201, "{}", draft.body);
    let submitted = step(finance, &clerk(), &draft.body, "submission").await;
    let approved = step(finance, &head(), &submitted.body, "approval").await;
    assert_eq!(approved.status, 200, "{}", approved.body);
    approved.body
}

async fn fee(finance: &Finance, paid_out: &str, returned: &str) -> Answer {
    let body = json!({ "principal": "3000000.00", "paid_out": paid_out, "returned": returned });
    finance.post_public("/v1/calculators/occupancy-fee", &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_is_observed_further_and_fees_are_calculated_as_far_and_no_further() {
    let finance = start().await;
    let before = fee(&finance, "2026-01-08", "2026-01-20").await;
    assert_eq!((before.status, &before.body["code"]), (422, &json!("beyond_observed_series")));
    let expiring = finance.get(&clerk(), "/v1/rule-expiries?days=0").await;
    let series = expiring.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|expiry| expiry["subject"] == LPR)
        .unwrap()
        .clone();
    assert_eq!((&series["kind"], &series["last_day"]), (&json!("series"), &json!("2025-12-31")));

    let unchanged = json!({ "reason": "一季度各次公布未变", "observation": {
        "key": LPR, "observed_through": "2026-03-31", "document": "全国银行间同业拆借中心公告", "article": "一年期LPR",
    }});
    let change = approved(&finance, &unchanged).await;
    assert_eq!(
        change["differences"],
        json!([{"pointer": "/observed_through", "before": "2025-12-31", "after": "2026-03-31"}])
    );
    let after = fee(&finance, "2026-01-08", "2026-01-20").await;
    assert_eq!((after.status, &after.body["lpr"]), (200, &json!("0.0300")), "{}", after.body);
    assert_eq!(fee(&finance, "2026-04-01", "2026-04-02").await.status, 422);

    // The next publication is another value: the announcement is registered first.
    let number = "全国银行间同业拆借中心2026年4月20日LPR公告";
    let announced = json!({ "reason": "登记公告", "regulation": {
        "number": number, "title": number, "issued": "2026-04-20", "in_force_from": "2026-04-20",
    }});
    approved(&finance, &announced).await;
    let lower = json!({ "reason": "下调", "new_version": {
        "key": LPR, "effective_from": "2026-04-20", "document": number, "article": "一年期LPR", "observed_through": "2026-06-30", "value": "0.0290",
    }});
    approved(&finance, &lower).await;
    for (paid_out, lpr) in [("2026-04-19", "0.0300"), ("2026-04-20", "0.0290")] {
        assert_eq!(fee(&finance, paid_out, "2026-05-08").await.body["lpr"], lpr, "{paid_out}");
    }
    let again = finance.post(&clerk(), "/v1/rule-changes", &lower).await;
    assert_eq!(
        (again.status, &again.body["errors"][0]["pointer"]),
        (422, &json!("/new_version/effective_from"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_printed_on_entries_is_changed_by_rule_files_only_and_an_impact_says_that_nothing_is_on_record() {
    let finance = start().await;
    let booking = json!({ "reason": "x", "new_version": {
        "key": "water_surcharge.booking", "effective_from": "2027-01-01", "document": "新政办发〔2023〕24号", "article": "附件4 二（五）",
        "value": { "debit": "1001", "credit": "4001" },
    }});
    let refused = finance.post(&clerk(), "/v1/rule-changes", &booking).await;
    assert_eq!(
        (refused.status, &refused.body["code"], &refused.body["errors"][0]["pointer"]),
        (422, &json!("rule_fixed"), &json!("/new_version/key"))
    );
    let days = json!({ "reason": "x", "new_version": {
        "key": "occupancy_fee.free_days", "effective_from": "2027-01-01", "document": "新政办发〔2023〕34号", "article": "第十七条", "value": 7,
        "interpretation": "试验",
    }});
    let draft = finance.post(&clerk(), "/v1/rule-changes", &days).await;
    assert_eq!(draft.status, 201, "{}", draft.body);
    let path = format!("/v1/rule-changes/{}/impact", draft.body["id"].as_str().unwrap());
    let impact = finance.post(&head(), &path, &json!({})).await;
    assert_eq!((impact.status, &impact.body["kind"]), (200, &json!("nothing")));
    assert!(impact.body["reason"].as_str().unwrap().contains("occupancy_fee.free_days"));
}
