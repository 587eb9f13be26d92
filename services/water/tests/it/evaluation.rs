//! Water-saving evaluation (24号 附件6), filed commitments, and what other departments are told (S7).

use diesel_async::SimpleAsyncConnection;
use platform::{
    Scope,
    test_support::{Answer, TestPerson, send},
};
use serde_json::{Value, json};
use water::api::role;

use crate::{
    export::{column, export},
    register::{actions_on, create_user, move_plan, plan_body, put, refusal, user_body, with},
    support::{Water, clerk, head, operator_of, start, town_clerk_of},
};

/// Reviews at the administrative approval department.
pub fn reviewer() -> TestPerson {
    TestPerson::with("reviewer", &[role::APPROVAL_REVIEWER])
}

pub fn facts() -> Value {
    json!({
        "name": "示例饮料厂", "applicant": "示例饮料公司", "report_kind": "feasibility", "report_name": "示例饮料厂可行性研究报告",
        "town": "longxing", "source": "城市公共管网", "annual_volume": "5000",
    })
}

/// A project with a high consumption on the public network.
pub fn body(last: &str) -> Value {
    json!({"kind": "network_project", "project_code": format!("2611-140825-89-01-{last}"), "facts": facts()})
}

fn plan_of_kind(kind: &str) -> Value {
    let facts = with(facts(), json!({"name": "示例水利规划", "report_kind": "plan_report"}));
    json!({"kind": kind, "facts": facts})
}

pub async fn register(water: &Water, body: &Value) -> Value {
    let answer = water.post(&clerk(), "/v1/evaluations", body).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body
}

fn path_of(evaluation: &Value, step: &str) -> String {
    format!("/v1/evaluations/{}{step}", evaluation["id"].as_str().unwrap())
}

async fn step(water: &Water, person: &TestPerson, evaluation: &Value, step: &str, body: &Value) -> Answer {
    let version = evaluation["version"].as_i64().unwrap();
    water
        .post_if_match(person, &path_of(evaluation, &format!("/{step}")), version, body)
        .await
}

async fn set(water: &Water, person: &TestPerson, evaluation: &Value, step: &str, body: &Value) -> Answer {
    let version = evaluation["version"].as_i64().unwrap();
    put(water, person, &path_of(evaluation, step), version, body).await
}

fn ok(answer: Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

async fn shown(water: &Water, evaluation: &Value) -> Value {
    ok(water.get(&clerk(), &path_of(evaluation, "")).await)
}

const INDICATORS: [&str; 9] = [
    "pipe_leakage",
    "industrial_reuse",
    "cooling_recycling",
    "office_use",
    "canteen_use",
    "saving_appliances",
    "condensate_recovery",
    "tower_makeup",
    "unconventional_use",
];

/// Everything that an evaluation must contain; its indicators just at their standards.
fn report(evaluation: &Value, products: &Value, indicators: &[&str]) -> Value {
    let contents: Vec<Value> = evaluation["contents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|content| json!({"code": content["code"], "summary": "见报告第三章"}))
        .collect();
    let indicators: Vec<Value> = indicators
        .iter()
        .map(|code| json!({"code": code, "value": "10", "standard_value": "10", "standard": "示范评价标准"}))
        .collect();
    json!({"contents": contents, "products": products, "indicators": indicators})
}

fn drinks(value: &str) -> Value {
    json!([{"name": "饮料", "unit": "立方米/吨", "value": value}])
}

async fn record_quota(water: &Water, level: &str, value: &str) {
    let quota = json!({"product": "饮料", "unit": "立方米/吨", "value": value, "level": level, "standard": "示范标准", "effective_from": "2026-01-01"});
    assert_eq!(water.post(&clerk(), "/v1/quotas", &quota).await.status, 201);
}

fn opinion(verdict: &str) -> Value {
    json!({"verdict": verdict, "opinion_number": "新审评〔2026〕7号", "opinion_on": "2026-11-20", "opinion": "对照第五条审查"})
}

/// Written wholly with indicators instead of a quota, and handed in.
async fn submitted(water: &Water, last: &str) -> Value {
    let evaluation = register(water, &body(last)).await;
    let written = set(
        water,
        &clerk(),
        &evaluation,
        "/report",
        &report(&evaluation, &drinks("3"), &INDICATORS),
    )
    .await;
    ok(step(water, &clerk(), &ok(written), "submission", &json!({})).await)
}

async fn ask(water: &Water, token: &str, query: &str) -> Answer {
    send(water.request("GET", &format!("/v1/evaluation-results?{query}")).bearer_auth(token)).await
}

async fn result(water: &Water, query: &str) -> Value {
    ok(ask(water, &water.issuer.service_token("housing"), query).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evaluation_passes_once_nothing_is_missing() {
    let water = start().await;
    let evaluation = register(&water, &body("000001")).await;
    assert!(evaluation["number"].as_str().unwrap().starts_with("JSPJ-"), "{evaluation}");
    assert_eq!((&evaluation["state"], &evaluation["blocks"]), (&json!("draft"), &Value::Null));
    assert_eq!(
        evaluation["missing"].as_array().unwrap().len(),
        8,
        "seven contents, and the products"
    );
    let gaps = ok(step(&water, &clerk(), &evaluation, "submission", &json!({})).await);
    let refused = step(&water, &reviewer(), &gaps, "verdict", &opinion("passed")).await;
    assert_eq!(refusal(&refused), (409, "evaluation_incomplete", ""));
    assert_eq!(refused.body["missing"], gaps["missing"]);
    assert!(
        refused.body["missing"]
            .as_array()
            .unwrap()
            .contains(&json!("用水节水相关政策的符合性（附件6 第三条（三））")),
        "{}",
        refused.body
    );
    assert_eq!(shown(&water, &gaps).await, gaps, "nothing changed");
    let silent = step(&water, &reviewer(), &gaps, "return", &json!({"reason": " "})).await;
    assert_eq!(refusal(&silent), (422, "reason_missing", "/reason"));
    let returned = ok(step(&water, &reviewer(), &gaps, "return", &json!({"reason": "缺少用水指标分析"})).await);
    assert_eq!(
        (&returned["state"], &returned["returned_reason"]),
        (&json!("draft"), &json!("缺少用水指标分析"))
    );
    let written = ok(set(
        &water,
        &clerk(),
        &returned,
        "/report",
        &report(&returned, &drinks("3"), &INDICATORS),
    )
    .await);
    assert_eq!((&written["missing"], &written["indicators_count"]), (&json!([]), &json!(true)));
    let waiting = ok(step(&water, &clerk(), &written, "submission", &json!({})).await);
    let late = with(opinion("passed"), json!({"opinion_on": "2099-01-01"}));
    assert_eq!(
        refusal(&step(&water, &reviewer(), &waiting, "verdict", &late).await),
        (422, "date_in_future", "/opinion_on")
    );
    let passed = ok(step(&water, &reviewer(), &waiting, "verdict", &opinion("passed")).await);
    assert_eq!(
        (&passed["state"], &passed["opinion_number"], &passed["decided_by"]),
        (&json!("passed"), &json!("新审评〔2026〕7号"), &json!("reviewer"))
    );
    let locked = set(&water, &clerk(), &passed, "", &facts()).await;
    assert_eq!(refusal(&locked), (409, "evaluation_wrong_state", ""));
    assert_eq!(
        actions_on(&water, passed["id"].as_str().unwrap()).await,
        [
            "evaluation.register",
            "evaluation.submit",
            "evaluation.return",
            "evaluation.write",
            "evaluation.submit",
            "evaluation.pass"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_the_five_kinds_is_registered_with_its_contents() {
    let water = start().await;
    for (number, (kind, contents, by_quota, blocks)) in (1..).zip([
        ("water_plan", 6, false, Some("水利规划的审批")),
        ("water_project", 6, false, Some("项目规划、项目建议书、可行性研究报告的审查")),
        ("argued_plan", 6, false, Some("规划水资源论证报告书的审查")),
        ("permit_project", 7, true, Some("水资源论证报告的技术审查")),
        ("network_project", 7, true, None),
    ]) {
        let is_plan = kind.ends_with("_plan");
        let request = if is_plan {
            plan_of_kind(kind)
        } else {
            with(body(&format!("{number:06}")), json!({"kind": kind}))
        };
        let made = register(&water, &request).await;
        assert_eq!(made["contents"].as_array().unwrap().len(), contents, "{kind}");
        assert_eq!(made["by_quota"], by_quota, "{kind}");
        assert_eq!(made["blocks"]["label"].as_str(), blocks, "{kind}");
        let other_way = if is_plan {
            with(request, json!({"project_code": "2611-140825-89-01-000099"}))
        } else {
            with(request, json!({"project_code": null}))
        };
        let refused = water.post(&clerk(), "/v1/evaluations", &other_way).await;
        assert_eq!(refusal(&refused), (422, "project_code_mismatch", "/project_code"), "{kind}");
    }
    let list = ok(water.get(&reviewer(), "/v1/evaluations?kind=argued_plan").await);
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let (status, book) = export(&water, &clerk(), &json!({"list": "evaluations", "filter": {"sort": "number"}})).await;
    assert_eq!(status, 200);
    assert_eq!(
        column(&book, "评价对象"),
        [
            "水利规划",
            "水利工程项目",
            "需开展水资源论证的规划",
            "办理取水许可的非水利建设项目",
            "公共管网取水的高耗水建设项目"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_above_its_quota_does_not_pass() {
    let water = start().await;
    record_quota(&water, "national", "4").await;
    record_quota(&water, "provincial", "3.5").await;
    record_quota(&water, "county", "1").await;
    let evaluation = register(&water, &body("000001")).await;
    let other_unit = json!([{"name": "饮料", "unit": "立方米/千升", "value": "3"}]);
    let refused = set(&water, &clerk(), &evaluation, "/report", &report(&evaluation, &other_unit, &[])).await;
    assert_eq!(refusal(&refused), (422, "quota_unit_differs", "/products/0/unit"));
    assert_eq!(refused.body["citation"]["article"], "附件6 第五条");
    let above = ok(set(
        &water,
        &clerk(),
        &evaluation,
        "/report",
        &report(&evaluation, &drinks("3.5001"), &[]),
    )
    .await);
    assert_eq!(
        above["missing"],
        json!(["「饮料」3.5001 立方米/吨超过定额 3.5（示范标准），须降到定额以内（附件6 第五条）"])
    );
    let waiting = ok(step(&water, &clerk(), &above, "submission", &json!({})).await);
    let refused = step(&water, &reviewer(), &waiting, "verdict", &opinion("passed")).await;
    assert_eq!(refusal(&refused), (409, "evaluation_incomplete", ""));
    let back = ok(step(&water, &clerk(), &waiting, "withdrawal", &json!({})).await);
    let at = ok(set(&water, &clerk(), &back, "/report", &report(&back, &drinks("3.5"), &[])).await);
    assert_eq!((&at["missing"], &at["indicators_count"]), (&json!([]), &json!(false)));
    let waiting = ok(step(&water, &clerk(), &at, "submission", &json!({})).await);
    let passed = ok(step(&water, &reviewer(), &waiting, "verdict", &opinion("passed")).await);
    // What the library says later changes nothing of the verdict.
    let quotas = ok(water.get(&clerk(), "/v1/quotas?level=provincial").await);
    let ending = format!("/v1/quotas/{}/ending", quotas["items"][0]["id"].as_str().unwrap());
    ok(water
        .post_if_match(&clerk(), &ending, 1, &json!({"effective_to": "2026-01-01"}))
        .await);
    assert_eq!(shown(&water, &passed).await["products"], passed["products"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_without_a_quota_passes_only_with_every_indicator() {
    let water = start().await;
    let evaluation = register(&water, &body("000001")).await;
    let lacking = ok(set(
        &water,
        &clerk(),
        &evaluation,
        "/report",
        &report(&evaluation, &drinks("3"), &INDICATORS[..8]),
    )
    .await);
    assert_eq!(
        lacking["missing"],
        json!(["「饮料」没有国家、省定额，非常规水源使用率没有填报（附件6 第五条）"])
    );
    let mut below = report(&evaluation, &drinks("3"), &INDICATORS);
    below["indicators"][1]["value"] = json!("9.9999");
    let below = ok(set(&water, &clerk(), &lacking, "/report", &below).await);
    assert_eq!(
        below["missing"],
        json!(["「饮料」没有国家、省定额，工业用水重复利用率为9.9999%，未达到标准10%（附件6 第五条）"])
    );
    let waiting = ok(step(&water, &clerk(), &below, "submission", &json!({})).await);
    let refused = step(&water, &reviewer(), &waiting, "verdict", &opinion("passed")).await;
    assert_eq!(refusal(&refused), (409, "evaluation_incomplete", ""));
    let failed = ok(step(&water, &reviewer(), &waiting, "verdict", &opinion("failed")).await);
    assert_eq!(failed["state"], "failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wrote_an_evaluation_does_not_review_it() {
    let water = start().await;
    let both = TestPerson::with("clerk", &[role::WATER_CLERK, role::APPROVAL_REVIEWER]);
    let waiting = submitted(&water, "000001").await;
    for verdict in ["passed", "failed"] {
        let own = step(&water, &both, &waiting, "verdict", &opinion(verdict)).await;
        assert_eq!(refusal(&own), (403, "reviewer_is_drafter", ""));
    }
    for person in [clerk(), head()] {
        let refused = step(&water, &person, &waiting, "verdict", &opinion("passed")).await;
        assert_eq!(refused.status, 403);
    }
    let strange = step(&water, &reviewer(), &waiting, "verdict", &opinion("submitted")).await;
    assert_eq!(refusal(&strange), (400, "invalid_input", "/verdict"));
    let numberless = with(opinion("passed"), json!({"opinion_number": " "}));
    let refused = step(&water, &reviewer(), &waiting, "verdict", &numberless).await;
    assert_eq!(refusal(&refused), (400, "invalid_input", "/opinion_number"));
    assert_eq!(shown(&water, &waiting).await, waiting);
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx
        .batch_execute(
            "UPDATE evaluations SET state = 'passed', opinion_number = 'x', opinion_on = '2026-11-20', opinion = 'x', decided_by = 'clerk', decided_at = now()",
        )
        .await
        .unwrap_err();
    assert!(error.to_string().contains("evaluations_second_person"), "{error}");
    drop(tx);
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx.batch_execute("DELETE FROM evaluation_contents").await.unwrap_err();
    assert!(error.to_string().contains("in a draft only"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_evaluation_says_what_it_blocks_and_the_project_may_come_again() {
    let water = start().await;
    let first = register(&water, &with(body("000001"), json!({"kind": "permit_project"}))).await;
    let again = water.post(&clerk(), "/v1/evaluations", &body("000001")).await;
    assert_eq!(refusal(&again), (409, "evaluation_open", ""));
    let waiting = ok(step(&water, &clerk(), &first, "submission", &json!({})).await);
    let todos = ok(water.get(&reviewer(), "/v1/todos").await);
    assert_eq!(todos["items"][0]["kind"], "evaluation.review", "{todos}");
    let failed = ok(step(&water, &reviewer(), &waiting, "verdict", &opinion("failed")).await);
    assert_eq!(ok(water.get(&reviewer(), "/v1/todos").await)["items"], json!([]));
    assert_eq!(failed["blocks"]["label"], "水资源论证报告的技术审查");
    let told = result(&water, "project_code=2611-140825-89-01-000001").await;
    assert_eq!(
        (
            &told["verdict"],
            &told["opinion_number"],
            &told["opinion_on"],
            &told["is_under_review"]
        ),
        (&json!("failed"), &json!("新审评〔2026〕7号"), &json!("2026-11-20"), &json!(false))
    );
    assert_eq!(
        told["blocks"],
        json!({"label": "水资源论证报告的技术审查", "citation": {"document": "新政办发〔2023〕24号", "article": "附件6 第六条"}})
    );
    let second = submitted(&water, "000001").await;
    let told = result(&water, "project_code=2611-140825-89-01-000001").await;
    assert_eq!((&told["verdict"], &told["is_under_review"]), (&json!("failed"), &json!(true)));
    let passed = ok(step(&water, &reviewer(), &second, "verdict", &opinion("passed")).await);
    let told = result(&water, "project_code=2611-140825-89-01-000001").await;
    assert_eq!(
        (&told["verdict"], &told["number"], &told["blocks"]),
        (&json!("passed"), &passed["number"], &Value::Null)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn housing_is_told_what_is_known_and_that_something_is_not() {
    let water = start().await;
    let none = result(&water, "project_code=2611-140825-89-01-000404").await;
    assert_eq!(
        (&none["verdict"], &none["reason"], &none["number"]),
        (&json!("unknown"), &json!("没有登记过节水评价"), &Value::Null)
    );
    let plan = register(&water, &plan_of_kind("water_plan")).await;
    let query = format!("number={}", plan["number"].as_str().unwrap());
    let pending = result(&water, &query).await;
    assert_eq!(
        (&pending["verdict"], &pending["reason"], &pending["number"], &pending["kind"]),
        (
            &json!("unknown"),
            &json!("节水评价还没有审查意见"),
            &plan["number"],
            &json!("water_plan")
        )
    );
    let housing = water.issuer.service_token("housing");
    for query in [
        "",
        "project_code=x",
        "project_code=2611-140825-89-01-000404&number=JSPJ-2026-0001",
        "x=1",
    ] {
        assert_eq!(ask(&water, &housing, query).await.status, 400, "{query}");
    }
    for token in [water.issuer.service_token("finance"), water.issuer.token(&clerk())] {
        assert_eq!(ask(&water, &token, &query).await.status, 403);
    }
}

fn promise(volume: &str) -> Value {
    json!({"annual_volume": volume, "first_year": 2026, "document": "节水承诺书2026-3", "signed_on": "2026-01-05"})
}

async fn promised(water: &Water, last: &str, user: &Value, volume: &str) -> Value {
    let evaluation = register(water, &body(last)).await;
    let linked = ok(set(water, &clerk(), &evaluation, "/user", &json!({"user_id": user})).await);
    ok(step(water, &clerk(), &linked, "commitments", &promise(volume)).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_caps_the_plan_of_its_user_to_the_litre() {
    let water = start().await;
    let user = json!(create_user(&water, &user_body("A1")).await);
    let evaluation = promised(&water, "000001", &user, "4000").await;
    assert_eq!(evaluation["promised_volume"], "4000.000");
    let draft = water
        .post(&clerk(), "/v1/plans", &plan_body(serde_json::from_value(user.clone()).unwrap()))
        .await;
    let path = format!("/v1/plans/{}", draft.body["id"].as_str().unwrap());
    let mut plan = draft.body;
    for (last_quarter, is_within) in [("1000.001", false), ("999.999", true), ("1000", true)] {
        let volumes = json!({"2026Q1": "1000", "2026Q2": "1000", "2026Q3": "1000", "2026Q4": last_quarter});
        let change = json!({"basis_detail": "新水计〔2025〕1号", "volumes": volumes});
        plan = ok(put(&water, &clerk(), &path, plan["version"].as_i64().unwrap(), &change).await);
        let sent = move_plan(&water, &clerk(), &plan, "submission").await;
        if is_within {
            assert_eq!(sent.status, 200, "{}", sent.body);
            let back = water
                .post_if_match(
                    &head(),
                    &format!("{path}/return"),
                    sent.body["version"].as_i64().unwrap(),
                    &json!({"reason": "再看"}),
                )
                .await;
            plan = ok(back);
        } else {
            assert_eq!(refusal(&sent), (422, "plan_exceeds_commitment", ""));
            let detail = sent.body["detail"].as_str().unwrap();
            assert!(
                detail.contains("4000.001") && detail.contains("4000.000") && detail.contains("多出 0.001"),
                "{detail}"
            );
            assert_eq!(sent.body["citation"]["article"], "附件6 第四条");
            assert_eq!(ok(water.get(&clerk(), &path).await), plan, "nothing changed");
        }
    }
    // A promise that comes between submission and approval binds the approval.
    let sent = ok(move_plan(&water, &clerk(), &plan, "submission").await);
    assert_eq!(move_plan(&water, &head(), &sent, "approval").await.status, 200);
    let other = json!(create_user(&water, &user_body("A2")).await);
    let draft = water
        .post(&clerk(), "/v1/plans", &plan_body(serde_json::from_value(other.clone()).unwrap()))
        .await;
    let sent = ok(move_plan(&water, &clerk(), &draft.body, "submission").await);
    promised(&water, "000002", &other, "3000").await;
    assert_eq!(
        refusal(&move_plan(&water, &head(), &sent, "approval").await),
        (422, "plan_exceeds_commitment", "")
    );
    // Whoever approves for a supply company alone meets the ceiling too.
    let of_company = TestPerson::with("company-head", &[role::WATER_HEAD]).of_units(&["supply_city"]);
    assert_eq!(
        refusal(&move_plan(&water, &of_company, &sent, "approval").await),
        (422, "plan_exceeds_commitment", "")
    );
    // A second project's promise adds to the first.
    promised(&water, "000003", &other, "1000").await;
    assert_eq!(move_plan(&water, &head(), &sent, "approval").await.status, 200);
    let told = result(&water, "project_code=2611-140825-89-01-000002").await;
    assert_eq!(
        (&told["verdict"], &told["commitment"]["annual_volume"]),
        (&json!("unknown"), &json!("3000.000"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_that_cannot_be_is_refused() {
    let water = start().await;
    let user = json!(create_user(&water, &user_body("A1")).await);
    let evaluation = register(&water, &body("000001")).await;
    for (changes, expected) in [
        (
            json!({"annual_volume": "5000.001"}),
            (422, "promise_exceeds_scale", "/annual_volume"),
        ),
        (json!({"annual_volume": "0"}), (400, "invalid_input", "/annual_volume")),
        (json!({"first_year": 2025}), (422, "promise_backwards", "/first_year")),
        (
            json!({"signed_on": "2099-01-01", "first_year": 2099}),
            (422, "date_in_future", "/signed_on"),
        ),
    ] {
        let refused = step(&water, &clerk(), &evaluation, "commitments", &with(promise("5000"), changes)).await;
        assert_eq!(refusal(&refused), expected);
    }
    let plan = register(&water, &plan_of_kind("argued_plan")).await;
    let refused = step(&water, &clerk(), &plan, "commitments", &promise("5000")).await;
    assert_eq!(refusal(&refused), (422, "commitment_not_of_project", ""));
    let refused = set(&water, &clerk(), &plan, "/user", &json!({"user_id": user})).await;
    assert_eq!(refusal(&refused), (422, "user_not_of_plan", "/user_id"));
    let filed = promised(&water, "000002", &user, "5000").await;
    let twice = step(&water, &clerk(), &filed, "commitments", &promise("4000")).await;
    assert_eq!(refusal(&twice), (409, "commitment_exists", ""));
    let smaller = set(&water, &clerk(), &filed, "", &with(facts(), json!({"annual_volume": "4999.999"}))).await;
    assert_eq!(refusal(&smaller), (422, "promise_exceeds_scale", "/annual_volume"));
    let other = json!(create_user(&water, &user_body("A2")).await);
    let moved = set(&water, &clerk(), &filed, "/user", &json!({"user_id": other})).await;
    assert_eq!(refusal(&moved), (409, "evaluation_keeps_user", ""));
    let failed = submitted(&water, "000003").await;
    let failed = ok(step(&water, &reviewer(), &failed, "verdict", &opinion("failed")).await);
    let refused = step(&water, &clerk(), &failed, "commitments", &promise("5000")).await;
    assert_eq!(refusal(&refused), (409, "evaluation_failed", ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_is_ended_by_another_person_and_never_backwards() {
    let water = start().await;
    let user = json!(create_user(&water, &user_body("A1")).await);
    let filed = promised(&water, "000001", &user, "3000").await;
    let commitment = &filed["commitments"][0];
    let path = format!("/v1/evaluation-commitments/{}/ending", commitment["id"].as_str().unwrap());
    let end = async |person: &TestPerson, last_year: i32| {
        let body = json!({"last_year": last_year, "reason": "项目转产"});
        water.post_if_match(person, &path, 1, &body).await
    };
    let both = TestPerson::with("clerk", &[role::WATER_CLERK, role::WATER_HEAD]);
    assert_eq!(refusal(&end(&both, 2099).await), (403, "ender_is_filer", ""));
    assert_eq!(end(&clerk(), 2099).await.status, 403);
    assert_eq!(
        refusal(&end(&head(), 2024).await),
        (422, "commitment_ended_backwards", "/last_year")
    );
    assert_eq!(shown(&water, &filed).await, filed);
    let ended = ok(end(&head(), 2098).await);
    assert_eq!(
        (&ended["commitments"][0]["last_year"], &ended["commitments"][0]["ended_by"]),
        (&json!(2098), &json!("head"))
    );
    assert_eq!(
        refusal(
            &water
                .post_if_match(&head(), &path, 2, &json!({"last_year": 2099, "reason": "x"}))
                .await
        ),
        (409, "commitment_ended", "")
    );
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx
        .batch_execute("UPDATE evaluation_commitments SET promised_milli = promised_milli * 2")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("stays as it was filed"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_cannot_be_is_refused_and_changes_nothing() {
    let water = start().await;
    let evaluation = register(&water, &body("000001")).await;
    let content = json!({"code": "policy", "summary": "x"});
    let indicator = json!({"code": "pipe_leakage", "value": "9", "standard_value": "10", "standard": "x"});
    for (changes, expected) in [
        (
            json!({"contents": [{"code": "targets", "summary": "x"}]}),
            (422, "content_unknown", "/contents/0/code"),
        ),
        (json!({"contents": [content, content]}), (400, "invalid_input", "/contents/1/code")),
        (
            json!({"contents": [{"code": "policy", "summary": " "}]}),
            (400, "invalid_input", "/contents/0/summary"),
        ),
        (json!({"products": drinks("0")}), (400, "invalid_input", "/products/0/value")),
        (json!({"products": drinks("1.00001")}), (400, "invalid_input", "/products/0/value")),
        (
            json!({"indicators": [with(indicator.clone(), json!({"code": "x"}))]}),
            (400, "invalid_input", "/indicators/0/code"),
        ),
        (
            json!({"indicators": [indicator, indicator]}),
            (400, "invalid_input", "/indicators/1/code"),
        ),
        (json!({"more": []}), (400, "invalid_input", "/more")),
    ] {
        let whole = with(json!({"contents": [], "products": [], "indicators": []}), changes);
        let refused = set(&water, &clerk(), &evaluation, "/report", &whole).await;
        assert_eq!(refusal(&refused), expected, "{whole}");
    }
    assert_eq!(shown(&water, &evaluation).await, evaluation);
    let stale = put(&water, &clerk(), &path_of(&evaluation, ""), 7, &facts()).await;
    assert_eq!(stale.status, 412);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evaluation_is_seen_in_its_town_and_by_whoever_sees_its_user() {
    let water = start().await;
    let user = json!(create_user(&water, &user_body("A1")).await);
    let evaluation = register(&water, &body("000001")).await;
    let path = path_of(&evaluation, "");
    assert_eq!(water.get(&town_clerk_of("longxing"), &path).await.status, 200);
    assert_eq!(water.get(&town_clerk_of("sanquan"), &path).await.status, 404);
    assert_eq!(water.get(&operator_of("supply_city"), &path).await.status, 404);
    ok(set(&water, &clerk(), &evaluation, "/user", &json!({"user_id": user})).await);
    assert_eq!(water.get(&operator_of("supply_city"), &path).await.status, 200);
    assert_eq!(water.get(&operator_of("supply_north"), &path).await.status, 404);
    assert_eq!(water.get(&reviewer(), &path).await.body["user_code"], "A1");
    assert_eq!(water.get(&reviewer(), "/v1/water-users").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_county_has_evaluations_of_every_kind_and_state() {
    use std::collections::BTreeSet;

    let water = start().await;
    let mut county = water::demonstration::read_county(include_str!("../../demo/county.toml")).unwrap();
    county.generate.users = 12;
    let rules = water::domain::ruleset::load(None).unwrap();
    for _ in 0..2 {
        water::demonstration::load_present(&water.database, &rules, &county).await.unwrap();
        let list = ok(water.get(&clerk(), "/v1/evaluations?limit=200").await);
        let items = list["items"].as_array().unwrap();
        let all = |name: &str| {
            items
                .iter()
                .map(|one| one[name].as_str().unwrap().to_owned())
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(items.len(), 9);
        assert_eq!(all("kind").len(), 5);
        assert_eq!(all("state").len(), 4);
        let gaps = |state: &str, gaps: bool| {
            items
                .iter()
                .any(|one| one["state"] == state && one["missing"].as_array().unwrap().is_empty() != gaps)
        };
        assert!(gaps("draft", true) && gaps("submitted", false) && gaps("submitted", true) && gaps("failed", true));
        let capped: Vec<_> = items.iter().filter(|one| one["promised_volume"].is_string()).collect();
        assert_eq!(capped.len(), 1);
        // The promise is just what the plan of the year holds.
        let user = capped[0]["user_id"].as_str().unwrap();
        let plans = ok(water
            .get(&clerk(), &format!("/v1/plans?user_id={user}&year=2026&state=in_force"))
            .await);
        assert_eq!(plans["items"].as_array().unwrap().len(), 1, "{plans}");
    }
}
