//! The calculators and plans through the real router.

use platform::test_support::{Answer, send};
use serde_json::{Value, json};

use crate::service::Running;

const SUPPLY: &str = "/v1/calculators/supply-grade";
const CONSTRUCTION: &str = "/v1/calculators/construction-grade";

fn supply() -> Value {
    json!({ "served_population": 1000, "affected_population": 350, "supply_area_km2": "10", "affected_area_km2": "3.5", "expected_outage_hours": 48 })
}

fn construction() -> Value {
    json!({ "deaths": 1, "serious_injuries": 12, "direct_loss": "3500000.00", "at_risk_trapped_missing": 0, "beyond_county_capacity": false })
}

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
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
        assert!(
            !step["label"].as_str().unwrap().is_empty() && step["rule"]["effective_from"] == "2023-11-01",
            "{step}"
        );
    }
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn supply_emergencies_are_graded() {
    let service = Running::start().await;
    for (body, answer) in [
        (
            supply(),
            json!({ "grade": "major", "response_level": "II", "starts_by": "commander", "decided_by": ["affected_population_share"] }),
        ),
        (
            with(supply(), "affected_area_km2", json!("4")),
            json!({ "grade": "major", "response_level": "II", "starts_by": "commander", "decided_by": ["affected_population_share", "affected_area_share"] }),
        ),
        (
            with(supply(), "affected_area_km2", json!("5.000000")),
            json!({ "grade": "particularly_major", "response_level": "I", "starts_by": "chief_commander", "decided_by": ["affected_area_share"] }),
        ),
        (
            with(with(supply(), "affected_population", json!(200)), "affected_area_km2", json!("0")),
            json!({ "grade": "larger", "response_level": "III", "starts_by": "office_head", "decided_by": ["affected_population_share"] }),
        ),
        (
            with(with(supply(), "affected_population", json!(100)), "affected_area_km2", json!("0")),
            json!({ "grade": "ordinary", "response_level": "IV", "starts_by": "office_head", "decided_by": ["affected_population_share"] }),
        ),
        (
            with(supply(), "expected_outage_hours", json!(47)),
            json!({ "grade": "not_graded", "response_level": null, "starts_by": null, "decided_by": [] }),
        ),
    ] {
        assert_eq!(without_trace(service.post_public(SUPPLY, &body).await), answer, "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn construction_accidents_are_graded() {
    let service = Running::start().await;
    let nothing =
        json!({ "deaths": 0, "serious_injuries": 0, "direct_loss": "0.00", "at_risk_trapped_missing": 0, "beyond_county_capacity": false });
    for (body, answer) in [
        (
            construction(),
            json!({ "grade": "larger", "response_level": "II", "starts_by": "commander", "decided_by": ["serious_injuries"] }),
        ),
        (
            with(construction(), "deaths", json!(30)),
            json!({ "grade": "particularly_major", "response_level": "I", "starts_by": "chief_commander", "decided_by": ["deaths"] }),
        ),
        (
            with(nothing.clone(), "direct_loss", json!("0.01")),
            json!({ "grade": "ordinary", "response_level": "III", "starts_by": "office_head", "decided_by": ["direct_loss"] }),
        ),
        (
            nothing.clone(),
            json!({ "grade": "not_graded", "response_level": null, "starts_by": null, "decided_by": [] }),
        ),
        (
            with(nothing.clone(), "at_risk_trapped_missing", json!(10)),
            json!({ "grade": "not_graded", "response_level": "I", "starts_by": "chief_commander", "decided_by": [] }),
        ),
        (
            with(nothing.clone(), "beyond_county_capacity", json!(true)),
            json!({ "grade": "not_graded", "response_level": "II", "starts_by": "commander", "decided_by": [] }),
        ),
    ] {
        assert_eq!(without_trace(service.post_public(CONSTRUCTION, &body).await), answer, "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trace_says_every_step() {
    let service = Running::start().await;
    let body = with(supply(), "expected_outage_hours", json!(47));
    let answer = service.post_public(SUPPLY, &body).await;
    let step = |step: &str, label: &str, inputs: Value, value: &str, key: &str, article: &str| {
        json!({
            "step": step, "label": label, "inputs": inputs, "value": value,
            "rule": { "key": key, "version": 1, "effective_from": "2023-11-01" },
            "citation": { "document": "新政办发〔2023〕27号", "article": article },
        })
    };
    let too_short = "预计停水时间（小时）不到48，不符合前提，不再看其他标准";
    let inputs = json!({ "expected_outage_hours": "47", "at_least": "48" });
    assert_eq!(
        answer.body["trace"],
        json!([
            step(
                "precondition",
                too_short,
                inputs.clone(),
                "不符合",
                "supply.grading.precondition",
                "附件5"
            ),
            step(
                "grade",
                "不符合定级的前提，不定级",
                json!({ "met": "无" }),
                "不定级",
                "supply.grading.combination",
                "附件5"
            ),
            step(
                "response_precondition",
                too_short,
                inputs,
                "不符合",
                "supply.response.precondition",
                "附件4"
            ),
            step(
                "response_level",
                "不符合任何一级的响应条件；指挥部或办公室仍可另行决定启动",
                json!({ "met": "无" }),
                "无",
                "supply.response.combination",
                "附件4"
            ),
        ])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_trace_shows_is_in_words() {
    let service = Running::start().await;
    let accident = with(construction(), "at_risk_trapped_missing", json!(12));
    for (path, body, starts_by) in [
        (SUPPLY, supply(), "县指挥部指挥长"),
        (CONSTRUCTION, accident.clone(), "县应急救援总指挥部总指挥"),
        (
            CONSTRUCTION,
            with(accident, "beyond_county_capacity", json!(true)),
            "县应急救援总指挥部总指挥",
        ),
    ] {
        let answer = service.post_public(path, &body).await;
        let steps = answer.body["trace"].as_array().unwrap();
        assert_eq!(steps.last().unwrap()["value"], starts_by, "{}", answer.body);
        for step in steps {
            let inputs = step["inputs"].as_object().unwrap().values();
            for shown in inputs.chain([&step["value"], &step["label"]]) {
                let shown = shown.as_str().unwrap();
                assert!(
                    !shown.is_empty() && !shown.chars().any(|letter| letter.is_ascii_alphabetic()),
                    "「{shown}」 in {step}"
                );
            }
        }
    }
}

async fn assert_refused(service: &Running, path: &str, body: String, status: u16, code: &str, field: Option<(&str, &str)>) {
    let request = service
        .request("POST", path)
        .header("content-type", "application/json")
        .body(body.clone());
    let answer = send(request).await;
    assert_eq!(
        (answer.status, answer.body["code"].as_str()),
        (status, Some(code)),
        "{body}: {}",
        answer.body
    );
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    for part in ["type", "title", "detail", "request_id"] {
        assert!(!answer.body[part].as_str().unwrap().is_empty(), "{part}: {}", answer.body);
    }
    assert_eq!(answer.body["status"], status);
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
async fn every_bad_supply_figure_is_a_problem_that_names_its_field() {
    let service = Running::start().await;
    for (field, value, code) in [
        ("served_population", json!(0), "must_be_positive"),
        ("served_population", json!(-1), "must_be_positive"),
        ("served_population", json!("1000"), "wrong_type"),
        ("served_population", json!(1000.5), "wrong_type"),
        ("served_population", json!(null), "wrong_type"),
        ("affected_population", json!(-1), "must_not_be_negative"),
        ("affected_population", json!(1001), "part_exceeds_whole"),
        ("affected_population", json!(18_446_744_073_709_551_615_u64), "wrong_type"),
        ("supply_area_km2", json!(10), "wrong_type"),
        ("supply_area_km2", json!("0"), "must_be_positive"),
        ("supply_area_km2", json!("-1"), "must_be_positive"),
        ("supply_area_km2", json!("1e1"), "not_a_decimal"),
        ("supply_area_km2", json!("NaN"), "not_a_decimal"),
        ("supply_area_km2", json!("+10"), "not_a_decimal"),
        ("supply_area_km2", json!(" 10"), "not_a_decimal"),
        ("supply_area_km2", json!("10.0000001"), "too_many_decimals"),
        ("affected_area_km2", json!("-0.5"), "must_not_be_negative"),
        ("affected_area_km2", json!("10.000001"), "part_exceeds_whole"),
        ("expected_outage_hours", json!(-1), "must_not_be_negative"),
        ("expected_outage_hours", json!(48.5), "wrong_type"),
        ("unknown_field", json!(1), "unknown_field"),
    ] {
        let body = with(supply(), field, value).to_string();
        assert_refused(&service, SUPPLY, body, 400, "invalid_input", Some((&format!("/{field}"), code))).await;
    }
    for field in [
        "served_population",
        "affected_population",
        "supply_area_km2",
        "affected_area_km2",
        "expected_outage_hours",
    ] {
        let mut body = supply();
        body.as_object_mut().unwrap().remove(field);
        assert_refused(
            &service,
            SUPPLY,
            body.to_string(),
            400,
            "invalid_input",
            Some((&format!("/{field}"), "missing_field")),
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_construction_figure_is_a_problem_that_names_its_field() {
    let service = Running::start().await;
    for (field, value, code) in [
        ("deaths", json!(-1), "must_not_be_negative"),
        ("deaths", json!(1.0), "wrong_type"),
        ("serious_injuries", json!(-1), "must_not_be_negative"),
        ("serious_injuries", json!("1"), "wrong_type"),
        ("direct_loss", json!(100), "wrong_type"),
        ("direct_loss", json!("100"), "money_needs_two_decimals"),
        ("direct_loss", json!("100.5"), "money_needs_two_decimals"),
        ("direct_loss", json!("100.505"), "too_many_decimals"),
        ("direct_loss", json!("-0.01"), "must_not_be_negative"),
        ("direct_loss", json!("1e8"), "not_a_decimal"),
        ("direct_loss", json!("NaN"), "not_a_decimal"),
        ("at_risk_trapped_missing", json!(-1), "must_not_be_negative"),
        ("beyond_county_capacity", json!("false"), "wrong_type"),
        ("beyond_county_capacity", json!(0), "wrong_type"),
        ("injuries", json!(0), "unknown_field"),
    ] {
        let body = with(construction(), field, value).to_string();
        assert_refused(
            &service,
            CONSTRUCTION,
            body,
            400,
            "invalid_input",
            Some((&format!("/{field}"), code)),
        )
        .await;
    }
    for field in [
        "deaths",
        "serious_injuries",
        "direct_loss",
        "at_risk_trapped_missing",
        "beyond_county_capacity",
    ] {
        let mut body = construction();
        body.as_object_mut().unwrap().remove(field);
        assert_refused(
            &service,
            CONSTRUCTION,
            body.to_string(),
            400,
            "invalid_input",
            Some((&format!("/{field}"), "missing_field")),
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_json_object_is_a_problem() {
    let service = Running::start().await;
    for (path, field) in [(SUPPLY, "served_population"), (CONSTRUCTION, "deaths")] {
        for body in ["", "{", "NaN", &format!("{{\"{field}\": NaN}}"), &format!("{{\"{field}\": 1 1}}")] {
            assert_refused(&service, path, body.to_owned(), 400, "malformed_json", None).await;
        }
        assert_refused(&service, path, "[]".to_owned(), 400, "invalid_input", None).await;
        assert_refused(&service, path, "null".to_owned(), 400, "invalid_input", None).await;
        let answer = send(
            service
                .request("POST", path)
                .header("content-type", "text/plain")
                .body(supply().to_string()),
        )
        .await;
        assert_eq!((answer.status, answer.body["code"].as_str()), (415, Some("not_json")));
        let repeated = send(
            service
                .request("POST", path)
                .header("content-type", "application/json")
                .body(" ".repeat(2_000_000)),
        )
        .await;
        assert_eq!((repeated.status, repeated.body["code"].as_str()), (413, Some("body_too_large")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_faults_are_told_at_once() {
    let service = Running::start().await;
    let body = json!({ "served_population": 0, "affected_population": -1, "supply_area_km2": "x", "affected_area_km2": "-1", "expected_outage_hours": -2 });
    let answer = service.post_public(SUPPLY, &body).await;
    let pointers: Vec<_> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(
        pointers,
        [
            "/served_population",
            "/affected_population",
            "/expected_outage_hours",
            "/supply_area_km2",
            "/affected_area_km2"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plans_can_be_read() {
    let service = Running::start().await;
    let list = service.get_public("/v1/plans").await;
    assert_eq!(list.status, 200);
    let plans = list.body["items"].as_array().unwrap();
    assert_eq!(
        plans.iter().map(|plan| plan["code"].as_str().unwrap()).collect::<Vec<_>>(),
        ["construction", "supply"]
    );
    assert_eq!(plans[0]["levels"], json!(["I", "II", "III"]));
    assert_eq!(
        plans[1]["citation"],
        json!({ "document": "新政办发〔2023〕27号", "article": "1.4" })
    );
    let supply = service.get_public("/v1/plans/supply").await.body;
    let starts: Vec<_> = supply["responses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|response| (response["level"].as_str().unwrap(), response["starts_by"].as_str().unwrap()))
        .collect();
    assert_eq!(
        starts,
        [
            ("I", "chief_commander"),
            ("II", "commander"),
            ("III", "office_head"),
            ("IV", "office_head")
        ]
    );
    assert!(supply["responses"][0]["start_interpretation"].as_str().unwrap().contains("28号"));
    assert_eq!(
        (
            &supply["responses"][0]["includes"],
            supply["responses"][1]["measures"].as_array().unwrap().len()
        ),
        (&json!("II"), 9)
    );
    assert_eq!(
        (
            supply["units"].as_array().unwrap().len(),
            supply["working_groups"].as_array().unwrap().len()
        ),
        (28, 8)
    );
    let construction = service.get_public("/v1/plans/construction").await.body;
    assert_eq!(
        construction["working_groups"][0]["leads"],
        json!(["县住建局主要负责人", "县城市管理综合行政执法队主要负责人（涉及市政公用设施）"])
    );
    let unknown = service.get_public("/v1/plans/gas").await;
    assert_eq!((unknown.status, unknown.body["code"].as_str()), (404, Some("not_found")));
}
