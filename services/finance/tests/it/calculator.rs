//! The public calculators through the real router: fixed shapes, every bad input a problem that a clerk understands.

use serde_json::{Value, json};

use crate::support;

const FEE: &str = "/v1/calculators/occupancy-fee";
const WINDOW: &str = "/v1/calculators/application-window";

fn assert_cited(trace: &Value) {
    let steps = trace.as_array().unwrap();
    assert!(!steps.is_empty());
    for step in steps {
        for (part, field) in [
            ("citation", "document"),
            ("citation", "article"),
            ("rule", "key"),
            ("rule", "effective_from"),
        ] {
            assert!(!step[part][field].as_str().unwrap().is_empty(), "{step}");
        }
        assert!(step["rule"]["version"].is_u64(), "{step}");
        for field in ["step", "label", "value"] {
            assert!(!step[field].as_str().unwrap().is_empty(), "{step}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_occupancy_fee_answers_the_worked_example_without_login() {
    let finance = support::start().await;
    let answer = finance
        .post_public(
            FEE,
            &json!({ "principal": "3000000.00", "paid_out": "2024-01-08", "returned": "2024-01-20" }),
        )
        .await;
    assert_eq!(answer.status, 200);
    let mut body = answer.body;
    assert_cited(&body["trace"]);
    body.as_object_mut().unwrap().remove("trace");
    assert_eq!(
        body,
        json!({ "days": 12, "lpr": "0.0345", "rate": "0.05175", "fee": "5175.00", "overdue": false })
    );

    let free = finance
        .post_public(
            FEE,
            &json!({ "principal": "3000000.00", "paid_out": "2024-10-21", "returned": "2024-10-26" }),
        )
        .await
        .body;
    assert_eq!(
        (&free["days"], &free["lpr"], &free["rate"], &free["fee"]),
        (&json!(5), &json!("0.0310"), &json!("0"), &json!("0.00"))
    );
    let late = finance
        .post_public(
            FEE,
            &json!({ "principal": "3000000.00", "paid_out": "2024-01-08", "returned": "2024-01-29" }),
        )
        .await
        .body;
    assert_eq!(
        (&late["days"], &late["overdue"], &late["fee"]),
        (&json!(21), &json!(true), &json!("9056.25"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_application_window_answers_the_worked_example_without_login() {
    let finance = support::start().await;
    let answer = finance.post_public(WINDOW, &json!({ "maturity": "2024-02-20" })).await;
    assert_eq!(answer.status, 200);
    assert_cited(&answer.body["trace"]);
    assert_eq!(
        (&answer.body["opens"], &answer.body["closes"]),
        (&json!("2024-02-01"), &json!("2024-02-19"))
    );
}

/// A bad request, and the problem it deserves: path, body, status, code, pointer.
type Bad = (&'static str, Value, u16, &'static str, &'static str);

fn fee(principal: Value, paid_out: &str, returned: &str) -> Value {
    json!({ "principal": principal, "paid_out": paid_out, "returned": returned })
}

fn malformed() -> Vec<Bad> {
    let mut unknown = fee(json!("1.00"), "2024-01-08", "2024-01-20");
    unknown["term"] = json!(12);
    let mut missing = unknown.clone();
    missing
        .as_object_mut()
        .unwrap()
        .retain(|field, _| field != "returned" && field != "term");
    let mut bad: Vec<Bad> = vec![
        (FEE, fee(json!("1.00"), "2024-1-8", "2024-01-20"), 400, "invalid_input", "/paid_out"),
        (
            FEE,
            fee(json!("1.00"), "2024-01-20", "2024-01-08"),
            400,
            "invalid_input",
            "/returned",
        ),
        (FEE, unknown, 400, "invalid_input", "/term"),
        (FEE, missing, 400, "invalid_input", "/returned"),
        (WINDOW, json!({ "maturity": "20240220" }), 400, "invalid_input", "/maturity"),
        (WINDOW, json!({}), 400, "invalid_input", "/maturity"),
    ];
    let principals = [
        json!("0.00"),
        json!("-5.00"),
        json!("5"),
        json!("5.001"),
        json!("1e6"),
        json!("NaN"),
        json!(3_000_000),
        json!(null),
    ];
    bad.extend(principals.map(|principal| (FEE, fee(principal, "2024-01-08", "2024-01-20"), 400, "invalid_input", "/principal")));
    bad
}

fn refused_by_a_rule() -> Vec<Bad> {
    vec![
        (
            FEE,
            fee(json!("1.00"), "2023-12-17", "2023-12-30"),
            422,
            "regulation_not_in_force",
            "/paid_out",
        ),
        (
            FEE,
            fee(json!("1.00"), "2028-12-18", "2028-12-30"),
            422,
            "regulation_not_in_force",
            "/paid_out",
        ),
        (
            FEE,
            fee(json!("1.00"), "2026-01-01", "2026-01-02"),
            422,
            "beyond_observed_series",
            "/paid_out",
        ),
        (
            FEE,
            fee(json!("999999999999999.99"), "2024-01-08", "9999-12-31"),
            422,
            "amount_too_large",
            "/principal",
        ),
        (
            WINDOW,
            json!({ "maturity": "2023-12-17" }),
            422,
            "regulation_not_in_force",
            "/maturity",
        ),
        (
            WINDOW,
            json!({ "maturity": "2027-06-01" }),
            422,
            "calendar_year_unknown",
            "/maturity",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_is_a_problem_document_that_says_what_would_be_right() {
    let finance = support::start().await;
    for (path, body, status, code, pointer) in malformed().into_iter().chain(refused_by_a_rule()) {
        let answer = finance.post_public(path, &body).await;
        assert_eq!(answer.status, status, "{body}: {}", answer.body);
        assert_eq!(answer.headers["content-type"], "application/problem+json", "{body}");
        let told = (answer.body["code"].as_str(), answer.body["errors"][0]["pointer"].as_str());
        assert_eq!(told, (Some(code), Some(pointer)), "{body}: {}", answer.body);
        assert!(
            answer.body["detail"].as_str().unwrap().chars().any(|letter| letter >= '\u{4e00}'),
            "{body}"
        );
        assert_eq!(
            status == 422,
            answer.body["citation"]["article"].is_string(),
            "{body}: a rule's refusal cites its article"
        );
    }
}
