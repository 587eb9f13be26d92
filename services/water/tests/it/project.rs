//! Construction projects and the three simultaneous (24号 附件5).

use diesel_async::SimpleAsyncConnection;
use platform::{
    Scope,
    test_support::{Answer, TestPerson},
};
use serde_json::{Value, json};
use water::api::role;

use crate::{
    register::{actions_on, put, refusal, with},
    support::{Water, clerk, head, start, town_clerk_of},
};

/// A car park with a car wash of just the size that has to recycle.
pub fn facts() -> Value {
    json!({
        "name": "示例停车楼", "builder": "示例置业公司", "builder_credit_code": "91350100M000100Y43", "town": "longxing", "place": "龙兴路1号",
        "nature": "new", "auxiliary_use": "100", "land_area": "5000.00", "construction_area": "12000", "features": ["tap_pipes"], "greening": "none",
    })
}

/// A project that is to be built.
pub fn project_body(last: &str) -> Value {
    json!({"project_code": format!("2611-140825-89-01-{last}"), "standing": "planned", "facts": facts()})
}

pub async fn register(water: &Water, body: &Value) -> Value {
    let answer = water.post(&clerk(), "/v1/projects", body).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body
}

/// Does something with a project as it was last seen.
pub async fn step(water: &Water, person: &TestPerson, project: &Value, step: &str, body: &Value) -> Answer {
    let path = format!("/v1/projects/{}/{step}", project["id"].as_str().unwrap());
    water.post_if_match(person, &path, project["version"].as_i64().unwrap(), body).await
}

pub fn ok(answer: Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

pub fn document(kind: &str) -> Value {
    let contents: &[&str] = match kind {
        "measures_plan" => &["source", "consumption", "measures", "effect"],
        "design_chapter" => &["metering", "unconventional", "appliances", "process", "reuse"],
        _ => &[],
    };
    json!({"kind": kind, "reviewer": "县住建局", "review_number": format!("审字〔2026〕{kind}"), "reviewed_on": "2026-10-01", "contents": contents})
}

pub fn evidence(item: &str) -> Value {
    json!({"item": item, "document": format!("检字〔2026〕{item}"), "dated_on": "2026-11-01", "description": "现场核对合格"})
}

/// Files all documents and begins to build.
async fn under_construction(water: &Water, last: &str) -> Value {
    let mut project = register(water, &project_body(last)).await;
    for kind in ["measures_plan", "design_chapter", "drawings"] {
        project = ok(step(water, &clerk(), &project, "documents", &document(kind)).await);
    }
    ok(step(water, &clerk(), &project, "construction", &json!({})).await)
}

/// With evidence of all that applies, waiting for acceptance.
async fn waiting(water: &Water, last: &str) -> Value {
    let mut project = under_construction(water, last).await;
    for item in ["meter_place", "wash_recycling", "appliances"] {
        project = ok(step(water, &clerk(), &project, "evidence", &evidence(item)).await);
    }
    ok(step(water, &clerk(), &project, "acceptance-request", &json!({})).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_goes_from_its_design_into_use_gate_by_gate() {
    let water = start().await;
    let project = register(&water, &project_body("000001")).await;
    assert_eq!(
        (&project["stage"], &project["applicable"], &project["shown"]),
        (&json!("design"), &json!(3), &json!(0))
    );
    let early = step(&water, &clerk(), &project, "construction", &json!({})).await;
    assert_eq!(refusal(&early), (409, "project_incomplete", ""));
    assert_eq!(
        early.body["missing"],
        json!([
            "节水措施方案备案（附件5 第五条）",
            "节水设施设计篇章备案（附件5 第五条）",
            "节水设施施工图备案（附件5 第五条）"
        ])
    );
    let accepted = {
        let project = waiting(&water, "000002").await;
        assert_eq!((&project["stage"], &project["missing"]), (&json!("acceptance"), &json!([])));
        ok(step(&water, &head(), &project, "acceptance", &json!({})).await)
    };
    assert_eq!((&accepted["stage"], &accepted["accepted_by"]), (&json!("accepted"), &json!("head")));
    assert!(accepted["acceptance_number"].as_str().unwrap().starts_with("JSYS-"), "{accepted}");
    let used = ok(step(&water, &clerk(), &accepted, "use", &json!({})).await);
    assert_eq!(used["stage"], "in_use");
    let actions = actions_on(&water, used["id"].as_str().unwrap()).await;
    assert_eq!(actions.first().map(String::as_str), Some("project.register"));
    assert_eq!(actions[actions.len() - 2..], ["project.accept", "project.use"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn acceptance_without_the_evidence_of_an_applicable_requirement_is_refused_and_changes_nothing() {
    let water = start().await;
    let mut project = under_construction(&water, "000001").await;
    for item in ["meter_place", "appliances"] {
        project = ok(step(&water, &clerk(), &project, "evidence", &evidence(item)).await);
    }
    let refused = step(&water, &clerk(), &project, "acceptance-request", &json!({})).await;
    assert_eq!(refusal(&refused), (409, "project_incomplete", ""));
    assert_eq!(
        refused.body["missing"],
        json!(["循环用水洗车设备等再生水利用设施的证明（附件5 第六条（六））"])
    );
    let path = format!("/v1/projects/{}", project["id"].as_str().unwrap());
    assert_eq!(water.get(&clerk(), &path).await.body, project, "nothing changed");
    let used = step(&water, &clerk(), &project, "use", &json!({})).await;
    assert_eq!(refusal(&used), (409, "project_wrong_stage", ""));
    assert_eq!(used.body["missing"], json!(["验收合格"]));
    // One litre a day less, and the requirement does not apply.
    let smaller = put(
        &water,
        &clerk(),
        &path,
        project["version"].as_i64().unwrap(),
        &with(facts(), json!({"auxiliary_use": "99.999"})),
    )
    .await;
    assert_eq!((smaller.status, &smaller.body["missing"]), (200, &json!([])));
    let needless = step(&water, &clerk(), &smaller.body, "evidence", &evidence("wash_recycling")).await;
    assert_eq!(refusal(&needless), (422, "item_not_applicable", "/item"));
    assert_eq!(
        step(&water, &clerk(), &smaller.body, "acceptance-request", &json!({})).await.status,
        200
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_acceptance_does_not_accept() {
    let water = start().await;
    let both = TestPerson::with("clerk", &[role::WATER_CLERK, role::WATER_HEAD]);
    let project = waiting(&water, "000001").await;
    let own = step(&water, &both, &project, "acceptance", &json!({})).await;
    assert_eq!(refusal(&own), (403, "acceptor_is_requester", ""));
    assert_eq!(step(&water, &clerk(), &project, "acceptance", &json!({})).await.status, 403);
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let error = tx
        .batch_execute("UPDATE projects SET stage = 'accepted', accepted_by = 'clerk', accepted_on = '2026-11-20', acceptance_number = 'x'")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("projects_second_person"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_accepted_goes_back_to_the_works_and_comes_again() {
    let water = start().await;
    let project = waiting(&water, "000001").await;
    let silent = step(&water, &head(), &project, "acceptance-refusal", &json!({"reason": " "})).await;
    assert_eq!(refusal(&silent), (422, "reason_missing", "/reason"));
    let locked = step(&water, &clerk(), &project, "evidence", &evidence("appliances")).await;
    assert_eq!(refusal(&locked), (409, "project_wrong_stage", ""));
    let refused = ok(step(
        &water,
        &head(),
        &project,
        "acceptance-refusal",
        &json!({"reason": "管材没有合格证"}),
    )
    .await);
    assert_eq!(
        (&refused["stage"], &refused["refused_reason"]),
        (&json!("construction"), &json!("管材没有合格证"))
    );
    let again = ok(step(&water, &clerk(), &refused, "acceptance-request", &json!({})).await);
    let taken_back = ok(step(&water, &clerk(), &again, "acceptance-withdrawal", &json!({})).await);
    assert_eq!(taken_back["stage"], "construction");
    let third = ok(step(&water, &clerk(), &taken_back, "acceptance-request", &json!({})).await);
    assert_eq!(
        ok(step(&water, &head(), &third, "acceptance", &json!({})).await)["stage"],
        "accepted"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acceptance_is_a_case_and_both_doors_lead_to_it() {
    let water = start().await;
    let project = waiting(&water, "000001").await;
    let cases = water.get(&head(), "/v1/cases?kind=project_acceptance").await;
    let case = &cases.body["items"][0];
    assert_eq!(
        (&case["state"], &case["entity_id"]),
        (&json!("submitted"), &project["id"]),
        "{}",
        cases.body
    );
    let path = format!("/v1/cases/{}/approval", case["id"].as_str().unwrap());
    let approved = water
        .post_if_match(&head(), &path, case["version"].as_i64().unwrap(), &json!({"comment": "合格"}))
        .await;
    assert_eq!(
        (approved.status, &approved.body["state"]),
        (200, &json!("approved")),
        "{}",
        approved.body
    );
    let seen = water
        .get(&clerk(), &format!("/v1/projects/{}", project["id"].as_str().unwrap()))
        .await;
    assert_eq!(
        (&seen.body["stage"], &seen.body["accepted_by"]),
        (&json!("accepted"), &json!("head"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn projects_under_way_and_existing_ones_fall_under_it_too() {
    let water = start().await;
    let under_way = register(&water, &with(project_body("000001"), json!({"standing": "under_way"}))).await;
    assert_eq!(under_way["stage"], "construction");
    let order = json!({"by": "2026-06-30", "approver": "县行政审批局", "document": "新审函〔2026〕3号"});
    let none = water
        .post(
            &clerk(),
            "/v1/projects",
            &with(project_body("000002"), json!({"standing": "existing"})),
        )
        .await;
    assert_eq!(refusal(&none), (422, "retrofit_order_mismatch", "/retrofit"));
    let needless = water
        .post(&clerk(), "/v1/projects", &with(project_body("000002"), json!({"retrofit": order})))
        .await;
    assert_eq!(refusal(&needless), (422, "retrofit_order_mismatch", "/retrofit"));
    let mut existing = register(
        &water,
        &with(project_body("000002"), json!({"standing": "existing", "retrofit": order})),
    )
    .await;
    assert_eq!(
        (&existing["stage"], &existing["retrofit_overdue"]),
        (&json!("retrofit"), &json!(true))
    );
    assert_eq!(
        step(&water, &clerk(), &existing, "acceptance-request", &json!({})).await.status,
        409
    );
    for item in ["meter_place", "wash_recycling", "appliances"] {
        existing = ok(step(&water, &clerk(), &existing, "evidence", &evidence(item)).await);
    }
    let asked = ok(step(&water, &clerk(), &existing, "acceptance-request", &json!({})).await);
    assert_eq!(
        asked["stage"], "acceptance",
        "the documents of a design long past are not asked for"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn facilities_that_were_stopped_are_found_and_put_right() {
    let water = start().await;
    let project = waiting(&water, "000001").await;
    let unaccepted = json!({"kind": "used_unaccepted", "found_on": "2026-11-10", "detail": "已对外营业", "correct_by": "2026-12-10"});
    let stopped = json!({"kind": "stopped", "found_on": "2026-11-10", "detail": "循环泵停机", "correct_by": "2026-12-10"});
    assert_eq!(
        refusal(&step(&water, &clerk(), &project, "findings", &stopped).await),
        (409, "finding_not_of_stage", "")
    );
    let found = ok(step(&water, &clerk(), &project, "findings", &unaccepted).await);
    let blocked = step(&water, &head(), &found, "acceptance", &json!({})).await;
    assert_eq!(refusal(&blocked), (409, "project_incomplete", ""), "an open finding is in the way");
    let finding = &found["findings"][0];
    let path = format!("/v1/project-findings/{}/correction", finding["id"].as_str().unwrap());
    let early = json!({"corrected_on": "2026-11-09", "correction": "已停业"});
    assert_eq!(
        refusal(&water.post_if_match(&clerk(), &path, 1, &early).await),
        (422, "corrected_before_finding", "/corrected_on")
    );
    let corrected = ok(water
        .post_if_match(&clerk(), &path, 1, &with(early, json!({"corrected_on": "2026-11-10"})))
        .await);
    assert_eq!(corrected["missing"], json!([]));
    let twice = water
        .post_if_match(&clerk(), &path, 2, &json!({"corrected_on": "2026-11-11", "correction": "x"}))
        .await;
    assert_eq!(refusal(&twice), (409, "finding_corrected", ""));
    let accepted = ok(step(&water, &head(), &corrected, "acceptance", &json!({})).await);
    assert_eq!(step(&water, &clerk(), &accepted, "findings", &stopped).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_that_cannot_be_is_refused() {
    let water = start().await;
    let post = async |changes: Value| {
        let answer = water.post(&clerk(), "/v1/projects", &with(project_body("000009"), changes)).await;
        let (status, code, pointer) = refusal(&answer);
        (status, code.to_owned(), pointer.to_owned())
    };
    for (changes, pointer) in [
        (json!({"project_code": "2611-140825-89-01-1"}), "/project_code"),
        (json!({"standing": "x"}), "/standing"),
        (
            json!({"facts": with(facts(), json!({"builder_credit_code": "91350100M000100Y44"}))}),
            "/facts/builder_credit_code",
        ),
        (json!({"facts": with(facts(), json!({"land_area": "0"}))}), "/facts/land_area"),
        (json!({"facts": with(facts(), json!({"land_area": "1.001"}))}), "/facts/land_area"),
        (
            json!({"facts": with(facts(), json!({"auxiliary_use": "-1"}))}),
            "/facts/auxiliary_use",
        ),
        (
            json!({"facts": with(facts(), json!({"features": ["tap_pipes", "x"]}))}),
            "/facts/features/1",
        ),
    ] {
        assert_eq!(post(changes).await, (400, "invalid_input".to_owned(), pointer.to_owned()));
    }
    assert_eq!(post(json!({})).await.0, 201);
    assert_eq!(post(json!({})).await.1, "project_code_taken");
    let project = register(&water, &project_body("000010")).await;
    let lacking = with(document("measures_plan"), json!({"contents": ["source"]}));
    let refused = step(&water, &clerk(), &project, "documents", &lacking).await;
    assert_eq!(refusal(&refused), (422, "content_missing", "/contents"));
    assert_eq!(refused.body["citation"]["article"], "附件5 第五条");
    let late = with(document("drawings"), json!({"reviewed_on": "2099-01-01"}));
    let refused = step(&water, &clerk(), &project, "documents", &late).await;
    assert_eq!(refusal(&refused), (422, "date_in_future", "/reviewed_on"));
    assert_eq!(
        water
            .get(
                &town_clerk_of("sanquan"),
                &format!("/v1/projects/{}", project["id"].as_str().unwrap())
            )
            .await
            .status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_county_has_projects_in_every_stage() {
    use std::collections::BTreeMap;

    let water = start().await;
    let mut county = water::demonstration::read_county(include_str!("../../demo/county.toml")).unwrap();
    county.generate.users = 12;
    let rules = water::domain::ruleset::load(None).unwrap();
    for _ in 0..2 {
        water::demonstration::load_present(&water.database, &rules, &county).await.unwrap();
        let list = water.get(&clerk(), "/v1/projects?limit=200").await;
        let mut stages: BTreeMap<String, usize> = BTreeMap::new();
        for project in list.body["items"].as_array().unwrap() {
            *stages.entry(project["stage"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        let expected = [
            ("acceptance", 1),
            ("accepted", 1),
            ("construction", 2),
            ("design", 1),
            ("in_use", 2),
            ("retrofit", 1),
        ];
        assert_eq!(stages, expected.map(|(stage, count)| (stage.to_owned(), count)).into());
    }
}
