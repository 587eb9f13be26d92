//! The public calculators, exactly as the fixed shapes say.

use serde_json::{Value, json};

use crate::{
    register::{refusal, with},
    support::{Water, head, start},
};

fn question() -> Value {
    json!({
        "category": "non_resident", "supply": "public_network", "industry_class": "ordinary", "base_price": "4.20",
        "plan_volume": "1000", "usage": "1500", "period_days": 30, "days_late": 0, "days_early": 0,
    })
}

fn every_step_is_cited(trace: &Value) {
    let steps = trace.as_array().unwrap();
    assert!(!steps.is_empty());
    for step in steps {
        assert!(
            !step["citation"]["document"].as_str().unwrap().is_empty() && !step["citation"]["article"].as_str().unwrap().is_empty(),
            "{step}"
        );
        assert!(
            !step["rule"]["key"].as_str().unwrap().is_empty() && step["rule"]["version"].is_u64(),
            "{step}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worked_examples_of_the_surcharge_come_out_to_the_fen() {
    let water = start().await;
    let ordinary = water.post_public("/v1/calculators/surcharge", &question()).await;
    assert_eq!(ordinary.status, 200, "{}", ordinary.body);
    every_step_is_cited(&ordinary.body["trace"]);
    let mut figures = ordinary.body.clone();
    figures.as_object_mut().unwrap().remove("trace");
    assert_eq!(
        figures,
        json!({
            "adjusted_base": "1000.000", "overage": "500.000",
            "bands": [
                {"band": 1, "volume": "200.000", "rate": "0.50", "amount": "420.00"},
                {"band": 2, "volume": "200.000", "rate": "1.00", "amount": "840.00"},
                {"band": 3, "volume": "100.000", "rate": "1.50", "amount": "630.00"},
            ],
            "basic_charge": "6300.00", "surcharge": "1890.00", "total": "8190.00",
        })
    );
    let restricted = water
        .post_public(
            "/v1/calculators/surcharge",
            &with(question(), json!({"industry_class": "restricted"})),
        )
        .await;
    assert_eq!(restricted.body["surcharge"], "2100.00");
    assert_eq!(restricted.body["bands"][0]["amount"], "504.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_not_right_is_answered_with_a_problem() {
    let water = start().await;
    let ask = async |changes: Value| {
        let answer = water.post_public("/v1/calculators/surcharge", &with(question(), changes)).await;
        let (status, code, pointer) = refusal(&answer);
        (status, code.to_owned(), pointer.to_owned())
    };
    let expected = |status: u16, code: &str, pointer: &str| (status, code.to_owned(), pointer.to_owned());
    assert_eq!(ask(json!({"usage": 1500})).await, expected(400, "invalid_input", "/usage"));
    assert_eq!(ask(json!({"usage": "-1"})).await, expected(400, "invalid_input", "/usage"));
    assert_eq!(ask(json!({"usage": "1e3"})).await, expected(400, "invalid_input", "/usage"));
    assert_eq!(
        ask(json!({"plan_volume": "0"})).await,
        expected(400, "invalid_input", "/plan_volume")
    );
    assert_eq!(
        ask(json!({"base_price": "4.20001"})).await,
        expected(400, "invalid_input", "/base_price")
    );
    assert_eq!(ask(json!({"period_days": 0})).await, expected(400, "invalid_input", "/period_days"));
    assert_eq!(ask(json!({"colour": "blue"})).await, expected(400, "invalid_input", "/colour"));
    assert_eq!(
        ask(json!({"category": "factory"})).await,
        expected(400, "invalid_input", "/category")
    );
    assert_eq!(
        ask(json!({"category": "resident"})).await,
        expected(422, "not_in_scope", "/category")
    );
    assert_eq!(
        ask(json!({"supply": "self_supplied"})).await,
        expected(422, "not_in_scope", "/supply")
    );
    assert_eq!(
        ask(json!({"days_early": 30})).await,
        expected(422, "adjusted_base_not_positive", "/days_early")
    );
    let refused = water
        .post_public("/v1/calculators/surcharge", &with(question(), json!({"supply": "self_supplied"})))
        .await;
    assert_eq!(refused.headers["content-type"], "application/problem+json");
    assert!(
        refused.body["citation"]["article"].as_str().unwrap().starts_with("附件4"),
        "{}",
        refused.body
    );
}

fn irrigation(changes: Value) -> Value {
    let body =
        json!({"district": "gujiao", "year": 2024, "approved": true, "lines": [{"crop": "economic", "area_mu": "10", "volume": "3500"}]});
    with(body, changes)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worked_example_of_irrigation_comes_out_to_the_fen() {
    let water = start().await;
    let answer = water.post_public("/v1/calculators/irrigation", &irrigation(json!({}))).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    every_step_is_cited(&answer.body["trace"]);
    assert_eq!(answer.body["total"], "1802.50");
    assert_eq!(
        answer.body["lines"],
        json!([{
            "crop": "economic", "quota_volume": "2100.000", "amount": "1802.50",
            "bands": [
                {"band": 1, "volume": "2100.000", "price": "0.48", "amount": "1008.00"},
                {"band": 2, "volume": "1050.000", "price": "0.55", "amount": "577.50"},
                {"band": 3, "volume": "350.000", "price": "0.62", "amount": "217.00"},
            ],
        }])
    );
}

async fn total(water: &Water, body: Value) -> Value {
    let answer = water.post_public("/v1/calculators/irrigation", &body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body["total"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_assumption_the_calculator_takes_what_is_on_record() {
    let water = start().await;
    let mut unsaid = irrigation(json!({}));
    unsaid.as_object_mut().unwrap().remove("approved");
    // Not approved: the current price, 0.25, in all bands.
    assert_eq!(total(&water, unsaid.clone()).await, "875.00");
    let approval = json!({"district": "gujiao", "year": 2024, "number": "新发改价〔2024〕1号", "approved_on": "2024-01-01"});
    assert_eq!(water.post(&head(), "/v1/irrigation/approvals", &approval).await.status, 201);
    assert_eq!(total(&water, unsaid.clone()).await, "1802.50");
    assert_eq!(total(&water, irrigation(json!({"approved": false}))).await, "875.00");
    // One given within the year is never applied backwards: the question has to say which water is meant.
    let approval = json!({"district": "muzan", "year": 2024, "number": "新发改价〔2024〕2号", "approved_on": "2024-12-30"});
    assert_eq!(water.post(&head(), "/v1/irrigation/approvals", &approval).await.status, 201);
    let unclear = water
        .post_public("/v1/calculators/irrigation", &with(unsaid.clone(), json!({"district": "muzan"})))
        .await;
    assert_eq!(refusal(&unclear), (422, "approval_within_year", "/approved"));
    assert!(unclear.body["detail"].as_str().unwrap().contains("2024-12-30"), "{}", unclear.body);
    let before = irrigation(json!({"district": "muzan", "approved": false}));
    assert_eq!(total(&water, before).await, "875.00");
    assert_eq!(total(&water, with(unsaid, json!({"district": "wanan"}))).await, "875.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_without_a_schedule_is_named() {
    let water = start().await;
    for year in [2022, 2026] {
        let answer = water
            .post_public("/v1/calculators/irrigation", &irrigation(json!({"year": year})))
            .await;
        assert_eq!(refusal(&answer), (422, "price_schedule_missing", "/year"));
        assert!(
            answer.body["detail"].as_str().unwrap().contains(&format!("{year}年")),
            "{}",
            answer.body
        );
    }
    for (changes, pointer) in [
        (json!({"lines": []}), "/lines"),
        (json!({"district": "xyz"}), "/district"),
        (
            json!({"lines": [{"crop": "grain", "area_mu": "1", "volume": "1"}, {"crop": "grain", "area_mu": "1", "volume": "1"}]}),
            "/lines/1/crop",
        ),
        (
            json!({"lines": [{"crop": "grain", "area_mu": "0", "volume": "1"}]}),
            "/lines/0/area_mu",
        ),
    ] {
        let answer = water.post_public("/v1/calculators/irrigation", &irrigation(changes)).await;
        assert_eq!(refusal(&answer), (400, "invalid_input", pointer));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_lines_gets_a_short_answer() {
    let water = start().await;
    let lines: Vec<Value> = (0..10_000).map(|_| json!({"crop": "x", "area_mu": "y", "volume": "z"})).collect();
    let answer = water
        .post_public("/v1/calculators/irrigation", &irrigation(json!({"lines": lines})))
        .await;
    assert_eq!(refusal(&answer), (400, "invalid_input", "/lines"));
    assert_eq!(answer.body["errors"].as_array().unwrap().len(), 1);
    assert!(answer.body.to_string().len() < 1_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_consistency_report_lists_the_three_cells_that_differ() {
    let water = start().await;
    let report = water.get_public("/v1/irrigation/price-consistency").await;
    assert_eq!(report.status, 200);
    assert_eq!(report.body["checked"], 36);
    let cells: Vec<_> = report.body["discrepancies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| {
            (
                cell["district"].as_str().unwrap(),
                cell["year"].as_i64().unwrap(),
                cell["band"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(cells, [("muzan", 2023, 3), ("muzan", 2024, 3), ("wanan", 2025, 2)]);
}
