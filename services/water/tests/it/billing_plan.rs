//! Plans of periods that are being billed or have been.

use platform::test_support::Answer;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    billing_county::{CITY, County, PERIOD, User, head},
    billing_resume::blocked_process,
    register::refusal,
    support::clerk,
};

/// A cut of the quarter's plan, drafted and submitted.
async fn submitted_cut(county: &County, user: Uuid) -> Value {
    let plans = county.get(&clerk(), &format!("/v1/plans?user_id={user}")).await.body;
    let present = &plans["items"][0];
    let cut = json!({"ground": "no_water_balance_test", "evidence": "检查记录2026-09", "from": PERIOD, "volumes": {(PERIOD): "800"}});
    let path = format!("/v1/plans/{}/reductions", present["id"].as_str().unwrap());
    let version = present["version"].as_i64().unwrap();
    let draft = county.post_if_match(&clerk(), &path, version, &cut).await;
    assert_eq!(draft.status, 201, "{}", draft.body);
    let path = format!("/v1/plans/{}/submission", draft.body["id"].as_str().unwrap());
    let submitted = county.post_if_match(&clerk(), &path, 1, &json!({})).await;
    assert_eq!(submitted.status, 200, "{}", submitted.body);
    submitted.body
}

async fn approve(county: &County, plan: &Value) -> Answer {
    let path = format!("/v1/plans/{}/approval", plan["id"].as_str().unwrap());
    county
        .post_if_match(&head(), &path, plan["version"].as_i64().unwrap(), &json!({}))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_drafted_before_billing_is_not_approved_after_it() {
    let county = County::start().await;
    let user = county.add(&User::example("A")).await;
    let cut = submitted_cut(&county, user).await;
    county.bill().await;
    let refused = approve(&county, &cut).await;
    assert_eq!(refusal(&refused), (409, "plan_of_billed_period", ""));
    assert_eq!(refused.body["missing"], json!(["冲销已出的账单"]));
    assert_eq!(
        county
            .text("SELECT string_agg(state, ',' ORDER BY revision) FROM plans")
            .await
            .unwrap(),
        "in_force,submitted"
    );
    // Once the bill is cancelled the cut can come into force, and the user is billed by it.
    let bill = county.bill_of("A").await;
    let path = format!("/v1/bills/{}/credit", bill["id"].as_str().unwrap());
    let credited = county
        .post_if_match(&head(), &path, bill["version"].as_i64().unwrap(), &json!({"reason": "核减"}))
        .await;
    assert_eq!(credited.status, 201, "{}", credited.body);
    assert_eq!(approve(&county, &cut).await.body["state"], "in_force");
    county.bill().await;
    assert_eq!(county.bill_of("A").await["plan_volume"], "800.000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_waits_for_a_run_that_bills_its_user() {
    let county = County::start().await;
    let user = county.add(&User::example("A")).await;
    let cut = submitted_cut(&county, user).await;
    // As a run does from the moment at which it reads the plans of its users until it has stored their bills.
    let run = county.superuser().await;
    run.batch_execute(&format!(
        "BEGIN; SELECT pg_advisory_xact_lock(hashtext('base_price:{CITY}:non_resident'))"
    ))
    .await
    .unwrap();
    let (approved, ()) = tokio::join!(approve(&county, &cut), async {
        blocked_process(&county).await;
        assert_eq!(county.number("SELECT count(*) FROM plans WHERE state = 'submitted'").await, 1);
        run.batch_execute("COMMIT").await.unwrap();
    });
    assert_eq!((approved.status, &approved.body["state"]), (200, &json!("in_force")));
}
