//! Irrigation prices, districts and approvals.

use serde_json::{Value, json};

use crate::{
    register::{actions_on, refusal, with},
    support::{clerk, head, start},
};

fn approval() -> Value {
    json!({"district": "muzan", "year": 2025, "number": "新发改价〔2025〕7号", "approved_on": "2025-03-01"})
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_is_recorded_once_and_shown_to_everybody() {
    let water = start().await;
    assert_eq!(water.get_public("/v1/irrigation/approvals").await.body["items"], json!([]));
    let recorded = water.post(&head(), "/v1/irrigation/approvals", &approval()).await;
    assert_eq!(recorded.status, 201, "{}", recorded.body);
    let again = water
        .post(
            &head(),
            "/v1/irrigation/approvals",
            &with(approval(), json!({"number": "别的文号"})),
        )
        .await;
    assert_eq!(refusal(&again), (409, "approval_exists", ""));
    let list = water.get_public("/v1/irrigation/approvals").await;
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(list.body["items"][0]["number"], "新发改价〔2025〕7号");
    assert_eq!(actions_on(&water, "muzan/2025").await, ["irrigation_approval.record"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_that_would_apply_to_no_water_is_refused() {
    let water = start().await;
    let record = async |changes: Value| {
        let answer = water.post(&head(), "/v1/irrigation/approvals", &with(approval(), changes)).await;
        let (status, code, pointer) = refusal(&answer);
        (status, code.to_owned(), pointer.to_owned())
    };
    let expected = |code: &str, pointer: &str| (422, code.to_owned(), pointer.to_owned());
    assert_eq!(record(json!({"year": 2026})).await, expected("price_schedule_missing", "/year"));
    assert_eq!(
        record(json!({"approved_on": "2026-01-01"})).await,
        expected("approval_after_year", "/approved_on")
    );
    assert_eq!(
        record(json!({"approved_on": "2999-01-01"})).await,
        expected("approval_in_future", "/approved_on")
    );
    assert_eq!(record(json!({"approved_on": "2025-12-31"})).await.0, 201);
    assert_eq!(water.post(&clerk(), "/v1/irrigation/approvals", &approval()).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_page_shows_the_printed_table_and_what_is_approved() {
    let water = start().await;
    assert_eq!(water.post(&head(), "/v1/irrigation/approvals", &approval()).await.status, 201);
    let all = water.get_public("/v1/irrigation/prices").await;
    assert_eq!(all.body["items"].as_array().unwrap().len(), 18);
    let page = water.get_public("/v1/irrigation/prices?district=muzan&year=2025").await;
    let rows = page.body["items"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    let economic = rows.iter().find(|row| row["crop_group"] == "economic_other").unwrap();
    assert_eq!(economic["printed"], json!(["0.52", "0.60", "0.68"]));
    assert_eq!(
        (&economic["approved"], &economic["approval_number"], &economic["current_price"]),
        (&json!(true), &json!("新发改价〔2025〕7号"), &json!("0.25"))
    );
    let other = water.get_public("/v1/irrigation/prices?district=gujiao&year=2025").await;
    assert!(other.body["items"].as_array().unwrap().iter().all(|row| row["approved"] == false));
    assert_eq!(water.get_public("/v1/irrigation/prices?district=xyz").await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_districts_have_the_facts_of_the_gazette() {
    let water = start().await;
    let list = water.get_public("/v1/irrigation/districts").await;
    let districts = list.body["items"].as_array().unwrap();
    let facts: Vec<_> = districts
        .iter()
        .map(|found| {
            (
                found["district"].as_str().unwrap(),
                found["permit_volume"].as_str().unwrap(),
                found["cost_price"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        facts,
        [
            ("muzan", "8590000", "0.52"),
            ("gujiao", "7400000", "0.59"),
            ("wanan", "5200000", "0.69")
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rules_can_be_read_by_everybody() {
    let water = start().await;
    let rules = water.get_public("/v1/rules?prefix=surcharge.rates").await;
    assert_eq!(rules.status, 200);
    let rates = &rules.body["items"][0];
    assert_eq!(rates["key"], "surcharge.rates.ordinary");
    assert_eq!(rates["versions"][0]["value"], json!(["0.50", "1.00", "1.50"]));
    assert_eq!(rates["versions"][0]["citation"]["document"], "新政办发〔2023〕24号");
    assert!(water.get_public("/v1/regulations").await.body["items"].as_array().unwrap().len() > 1);
}
