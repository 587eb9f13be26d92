//! The vote calculator through the real router.

use platform::test_support::{Answer, send};
use serde_json::{Value, json};

use crate::service::Running;

const VOTE: &str = "/v1/calculators/vote";

/// A vote of owners with one unit of 100 m² each; the ballots as letters: a, d, i, n.
fn vote(matter: &str, ballots: &str) -> Value {
    let unit = |(index, letter): (usize, char)| {
        let ballot = match letter {
            'a' => "agree",
            'd' => "disagree",
            'i' => "invalid",
            _ => "none",
        };
        json!({ "id": format!("u{index}"), "area": "100.00", "owner": format!("o{index}"), "ballot": ballot })
    };
    json!({ "matter": matter, "units": ballots.chars().enumerate().map(unit).collect::<Vec<_>>() })
}

/// The answer without its trace, whose every step is checked on the way.
fn without_trace(answer: Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mut body = answer.body;
    let trace = body.as_object_mut().unwrap().remove("trace").unwrap();
    for step in trace.as_array().unwrap() {
        let citation = &step["citation"];
        assert!(
            !citation["document"].as_str().unwrap().is_empty() && !citation["article"].as_str().unwrap().is_empty(),
            "{step}"
        );
        assert!(!step["label"].as_str().unwrap().is_empty(), "{step}");
    }
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worked_examples_come_out_exactly() {
    let service = Running::start().await;
    let several_units = json!({ "matter": "use_of_fund", "units": [
        { "id": "1", "area": "100", "owner": "x", "ballot": "agree" },
        { "id": "2", "area": "100", "owner": "x", "ballot": "none" },
        { "id": "3", "area": "100", "owner": "y", "ballot": "agree" },
        { "id": "4", "area": "100", "owner": "z", "ballot": "none" },
    ]});
    for (body, answer) in [
        (
            vote("use_of_fund", "aaaadddnnn"),
            json!({
                "participation": { "area": "700.00", "total_area": "1000.00", "owners": 7, "total_owners": 10, "met": true },
                "consent": { "area": "400.00", "owners": 4, "met": true },
                "passed": true,
                "still_needed": null,
            }),
        ),
        (
            vote("use_of_fund", "aaadddnnnn"),
            json!({
                "participation": { "area": "600.00", "total_area": "1000.00", "owners": 6, "total_owners": 10, "met": false },
                "consent": { "area": "300.00", "owners": 3, "met": false },
                "passed": false,
                "still_needed": { "participation": { "area": "66.67", "owners": 1 }, "consent": { "area": "0.01", "owners": 1 } },
            }),
        ),
        (
            several_units,
            json!({
                "participation": { "area": "200.00", "total_area": "400.00", "owners": 2, "total_owners": 3, "met": false },
                "consent": { "area": "200.00", "owners": 2, "met": true },
                "passed": false,
                "still_needed": { "participation": { "area": "66.67", "owners": 0 }, "consent": { "area": "0.00", "owners": 0 } },
            }),
        ),
        (
            vote("change_of_use", "aaad"),
            json!({
                "participation": { "area": "400.00", "total_area": "400.00", "owners": 4, "total_owners": 4, "met": true },
                "consent": { "area": "300.00", "owners": 3, "met": true },
                "passed": true,
                "still_needed": null,
            }),
        ),
        (
            vote("raise_fund", "inn"),
            json!({
                "participation": { "area": "0.00", "total_area": "300.00", "owners": 0, "total_owners": 3, "met": false },
                "consent": { "area": "0.00", "owners": 0, "met": false },
                "passed": false,
                "still_needed": { "participation": { "area": "200.00", "owners": 2 }, "consent": { "area": "0.01", "owners": 1 } },
            }),
        ),
    ] {
        assert_eq!(without_trace(service.post_public(VOTE, &body).await), answer, "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trace_says_every_step() {
    let service = Running::start().await;
    let trace = service.post_public(VOTE, &vote("use_of_fund", "aad")).await.body["trace"].clone();
    let find = |name: &str| trace.as_array().unwrap().iter().find(|step| step["step"] == name).unwrap().clone();
    assert_eq!(
        find("consent_by_owners"),
        json!({
            "step": "consent_by_owners",
            "label": "同意的人数占参与表决人数的比例",
            "inputs": { "owners": "2", "participating_owners": "3", "threshold": "> 1/2" },
            "value": "met",
            "rule": { "key": "vote.use_of_fund.consent", "version": 1, "effective_from": "2023-10-23" },
            "citation": { "document": "新政办函〔2023〕11号", "article": "三（三）" },
        })
    );
    let tied = find("tied_owners");
    assert_eq!(
        (&tied["value"], &tied["interpretation"], &tied["rule"]["key"]),
        (&json!("0"), &json!(true), &json!("vote.counting.tie"))
    );
    assert_eq!(find("passed")["value"], "true");
}

async fn assert_refused(service: &Running, body: String, code: &str, field: Option<(&str, &str)>) {
    let request = service
        .request("POST", VOTE)
        .header("content-type", "application/json")
        .body(body.clone());
    let answer = send(request).await;
    assert_eq!(
        (answer.status, answer.body["code"].as_str()),
        (400, Some(code)),
        "{body}: {}",
        answer.body
    );
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    for part in ["type", "title", "detail", "request_id"] {
        assert!(!answer.body[part].as_str().unwrap().is_empty(), "{part}: {}", answer.body);
    }
    assert_eq!(answer.body["status"], 400);
    if let Some((pointer, code)) = field {
        assert_eq!(
            (
                answer.body["errors"][0]["pointer"].as_str(),
                answer.body["errors"][0]["code"].as_str()
            ),
            (Some(pointer), Some(code)),
            "{}",
            answer.body
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_unit_is_a_problem_that_names_its_field() {
    let service = Running::start().await;
    for (field, value, code) in [
        ("area", json!(100), "wrong_type"),
        ("area", json!("0"), "must_be_positive"),
        ("area", json!("0.00"), "must_be_positive"),
        ("area", json!("-100"), "must_be_positive"),
        ("area", json!("100.001"), "too_many_decimals"),
        ("area", json!("1e2"), "not_a_decimal"),
        ("area", json!("NaN"), "not_a_decimal"),
        ("area", json!("+100"), "not_a_decimal"),
        ("area", json!("100."), "not_a_decimal"),
        ("area", json!(""), "not_a_decimal"),
        ("area", json!(null), "wrong_type"),
        ("id", json!(""), "required"),
        ("id", json!("  "), "required"),
        ("id", json!("u0"), "duplicate"),
        ("id", json!(7), "wrong_type"),
        ("owner", json!(" "), "required"),
        ("ballot", json!("maybe"), "unknown_value"),
        ("ballot", json!("Agree"), "unknown_value"),
        ("floor", json!(1), "unknown_field"),
    ] {
        let mut body = vote("use_of_fund", "aad");
        body["units"][1][field] = value;
        assert_refused(
            &service,
            body.to_string(),
            "invalid_input",
            Some((&format!("/units/1/{field}"), code)),
        )
        .await;
    }
    for field in ["id", "area", "owner", "ballot"] {
        let mut body = vote("use_of_fund", "aad");
        body["units"][1].as_object_mut().unwrap().remove(field);
        assert_refused(
            &service,
            body.to_string(),
            "invalid_input",
            Some((&format!("/units/1/{field}"), "missing_field")),
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_no_vote_is_a_problem() {
    let service = Running::start().await;
    assert_refused(
        &service,
        vote("use_of_fund", "").to_string(),
        "invalid_input",
        Some(("/units", "empty_list")),
    )
    .await;
    assert_refused(
        &service,
        vote("repaint", "a").to_string(),
        "invalid_input",
        Some(("/matter", "unknown_value")),
    )
    .await;
    assert_refused(
        &service,
        json!({ "units": [] }).to_string(),
        "invalid_input",
        Some(("/matter", "missing_field")),
    )
    .await;
    assert_refused(
        &service,
        json!({ "matter": "rebuild" }).to_string(),
        "invalid_input",
        Some(("/units", "missing_field")),
    )
    .await;
    let mut body = vote("use_of_fund", "a");
    body["threshold"] = json!("0.5");
    assert_refused(&service, body.to_string(), "invalid_input", Some(("/threshold", "unknown_field"))).await;
    for text in ["", "{", "{\"matter\": \"rebuild\", \"units\": [NaN]}"] {
        assert_refused(&service, text.to_owned(), "malformed_json", None).await;
    }
    assert_refused(&service, "[]".to_owned(), "invalid_input", None).await;
    let answer = send(
        service
            .request("POST", VOTE)
            .header("content-type", "text/plain")
            .body(vote("rebuild", "a").to_string()),
    )
    .await;
    assert_eq!((answer.status, answer.body["code"].as_str()), (415, Some("not_json")));
    let answer = send(
        service
            .request("POST", VOTE)
            .header("content-type", "application/json")
            .body(" ".repeat(2_000_000)),
    )
    .await;
    assert_eq!((answer.status, answer.body["code"].as_str()), (413, Some("body_too_large")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_estate_is_counted_in_one_request() {
    let service = Running::start().await;
    let body = vote("use_of_fund", &"aad".repeat(2_000));
    let answer = without_trace(service.post_public(VOTE, &body).await);
    assert_eq!(
        (
            &answer["participation"]["total_area"],
            &answer["consent"]["owners"],
            &answer["passed"]
        ),
        (&json!("600000.00"), &json!(4000), &json!(true))
    );
}
