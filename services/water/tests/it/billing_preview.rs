//! What a preview leaves behind: its figures and whom it could not bill.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::billing_county::{County, PERIOD, User, clerk};

/// Whom a run could not bill, as listed.
pub async fn unbilled_of(county: &County, run: &Value) -> Vec<Value> {
    let path = format!("/v1/billing-runs/{}/unbilled?limit=200", run["id"].as_str().unwrap());
    county.get(&clerk(), &path).await.body["items"].as_array().unwrap().clone()
}

/// Codes and reasons of the listed.
pub fn reasons(unbilled: &[Value]) -> Vec<(&str, &str)> {
    unbilled
        .iter()
        .map(|user| (user["user_code"].as_str().unwrap(), user["reason"].as_str().unwrap()))
        .collect()
}

/// Reads the meters of a user five days after the end of the quarter.
pub async fn supply_reading(county: &County, user: Uuid) {
    county
        .sql(&format!(
            "INSERT INTO readings (id, meter_id, purpose, period, read_on, value_milli, method, recorded_by)
             SELECT gen_random_uuid(), id, 'periodic', '{PERIOD}', '2026-10-05', 1600000, 'manual', 'test' FROM meters WHERE user_id = '{user}'"
        ))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_names_those_it_could_not_bill_and_the_run_looks_anew() {
    let county = County::start().await;
    let unread = county
        .add(&User::example("A").but(|user| user.meters[0].readings.truncate(1)))
        .await;
    county.add(&User::example("B").but(|user| user.plan = None)).await;
    let refused = county
        .post(&clerk(), "/v1/billing-runs", &json!({ "period": PERIOD, "supplier": "nobody" }))
        .await;
    assert_eq!((refused.status, &refused.body["code"]), (422, &json!("no_users_of_supplier")));
    assert_eq!(
        county.number("SELECT count(*) FROM billing_runs").await,
        0,
        "a refused preview leaves nothing"
    );

    let abandoned = county.preview().await;
    let preview = county.preview().await;
    assert_eq!((&preview["unbilled"], &preview["summary"]["unbillable"]), (&json!(0), &json!(2)));
    assert_eq!(
        reasons(&unbilled_of(&county, &preview).await),
        [("A", "no_reading"), ("B", "no_plan")]
    );
    supply_reading(&county, unread).await;
    assert_eq!(county.confirm(&preview).await.status, 202);
    let run = county.completed(&preview).await;
    assert_eq!((&run["billed"], &run["unbilled"]), (&json!(1), &json!(1)));
    assert_eq!(reasons(&unbilled_of(&county, &run).await), [("B", "no_plan")]);
    assert_eq!(
        reasons(&unbilled_of(&county, &abandoned).await),
        [("A", "no_reading"), ("B", "no_plan")],
        "another preview keeps what it found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_of_many_users_is_computed_in_the_background_and_is_the_same() {
    let county = County::start_with(|config| config.service.billing_preview_at_once = 2).await;
    county.add_all(&[User::example("A"), User::example("B")]).await;
    let at_once = county.preview().await;
    assert_eq!(at_once["state"], "previewed");
    county.add(&User::example("C").but(|user| user.plan = None)).await;
    let refused = json!({ "period": PERIOD, "supplier": "nobody" });
    assert_eq!(county.post(&clerk(), "/v1/billing-runs", &refused).await.status, 422);

    let waiting = county.preview().await;
    assert_eq!((&waiting["state"], &waiting["user_count"]), (&json!("previewing"), &json!(3)));
    let computed = county.run_until(&waiting, |run| run["state"] == "previewed").await;
    let figures = |run: &Value| ["billable", "basic", "surcharge", "total", "usage"].map(|name| run["summary"][name].clone());
    assert_eq!(figures(&computed), figures(&at_once));
    assert_eq!(reasons(&unbilled_of(&county, &computed).await), [("C", "no_plan")]);
    assert_eq!(county.confirm(&computed).await.status, 202);
    assert_eq!(county.completed(&computed).await["billed"], 2);
    county.assert_audit_intact().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_still_previewed_is_not_confirmed() {
    let county = County::start_with(|config| {
        config.service.billing_preview_at_once = 0;
        config.service.billing_poll_seconds = 3_600;
    })
    .await;
    county.add(&User::example("A")).await;
    let id = Uuid::now_v7();
    county
        .sql(&format!(
            "INSERT INTO billing_runs (id, period, state, summary, user_count, created_by, stalled_reason, next_try_at, version)
             VALUES ('{id}', '{PERIOD}', 'previewing', '{{}}', 1, 'test', '示范', now() + interval '1 hour', 0)"
        ))
        .await
        .unwrap();
    let refused = county.confirm(&json!({ "id": id, "version": 0 })).await;
    assert_eq!(
        (refused.status, &refused.body["code"]),
        (409, &json!("billing_run_previewing")),
        "{}",
        refused.body
    );
    assert_eq!(refused.body["missing"], json!(["试算完成"]));
}
