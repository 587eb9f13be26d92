//! Plans as cases: both ways to move one agree, two people never both win, files belong to who may see them.

use platform::test_support::{Answer, TestPerson, send};
use serde_json::{Value, json};
use water::api::role;

use crate::{
    register::{actions_on, create_user, move_plan, plan_body, put, user_body},
    support::{Water, auditor, clerk, head, operator_of, start, town_clerk_of},
};

pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and what belongs to a picture";

async fn draft(water: &Water) -> Value {
    let user = create_user(water, &user_body("A1")).await;
    let answer = water.post(&clerk(), "/v1/plans", &plan_body(user)).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body
}

async fn plan(water: &Water, id: &Value) -> Value {
    water.get(&clerk(), &format!("/v1/plans/{}", id.as_str().unwrap())).await.body
}

/// The case of a plan, as a person sees it.
pub async fn case_of(water: &Water, person: &TestPerson, plan: &Value) -> Value {
    let path = format!("/v1/cases?entity=plan&entity_id={}", plan["id"].as_str().unwrap());
    let found = water.get(person, &path).await.body;
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
    let id = found["items"][0]["id"].as_str().unwrap();
    water.get(person, &format!("/v1/cases/{id}")).await.body
}

async fn act(water: &Water, person: &TestPerson, case: &Value, what: &str, body: Value) -> Answer {
    let path = format!("/v1/cases/{}/{what}", case["id"].as_str().unwrap());
    water.post_if_match(person, &path, case["version"].as_i64().unwrap(), &body).await
}

fn action<'a>(case: &'a Value, name: &str) -> &'a Value {
    let actions = case["actions"].as_array().unwrap();
    actions.iter().find(|action| action["action"] == name).unwrap()
}

fn timeline(case: &Value) -> Vec<&str> {
    let steps = case["timeline"].as_array().unwrap();
    steps.iter().map(|step| step["action"].as_str().unwrap()).collect()
}

fn code(answer: &Answer) -> (u16, &str) {
    (answer.status, answer.body["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_drafted_returned_with_a_comment_corrected_and_approved_as_a_case() {
    let water = start().await;
    let drafted = draft(&water).await;
    let case = case_of(&water, &clerk(), &drafted).await;
    assert_eq!(
        (&case["state"], &case["kind_title"], &case["holder"]["person"]),
        (&json!("draft"), &json!("用水计划核准"), &json!("clerk"))
    );
    assert_eq!(
        (&case["next"]["action"], &case["next"]["who_may"]),
        (&json!("submit"), &json!(["水利局用水管理员"]))
    );
    let refused = act(&water, &head(), &case, "approval", json!({})).await;
    assert_eq!(code(&refused), (409, "case_wrong_state"), "{}", refused.body);
    assert_eq!(act(&water, &clerk(), &case, "submission", json!({})).await.status, 200);

    let case = case_of(&water, &head(), &drafted).await;
    assert_eq!(
        (&case["state"], &case["holder"]["role"], &case["overdue_days"]),
        (&json!("submitted"), &json!("water_head"), &json!(0))
    );
    assert!(
        case["due_on"].is_string() || chrono::Utc::now().date_naive().to_string().as_str() > "2026-12-20",
        "{case}"
    );
    assert_eq!(plan(&water, &drafted["id"]).await["state"], "submitted");
    let blank = act(&water, &head(), &case, "return", json!({"reason": " "})).await;
    assert_eq!(code(&blank), (422, "reason_missing"));
    let returned = act(&water, &head(), &case, "return", json!({"reason": "第三季度水量偏高"})).await;
    assert_eq!((returned.status, &returned.body["state"]), (200, &json!("returned")));

    let present = plan(&water, &drafted["id"]).await;
    assert_eq!(present["state"], "draft");
    let path = format!("/v1/plans/{}", drafted["id"].as_str().unwrap());
    let change =
        json!({"basis_detail": "新水计〔2025〕1号", "volumes": {"2026Q1": "1000", "2026Q2": "1000", "2026Q3": "900", "2026Q4": "1000"}});
    let corrected = put(&water, &clerk(), &path, present["version"].as_i64().unwrap(), &change).await;
    assert_eq!(corrected.status, 200, "{}", corrected.body);
    let case = case_of(&water, &clerk(), &drafted).await;
    let revised = case["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(
        revised["changes"],
        json!([{"field": "volumes/2026Q3", "label": "2026Q3 计划水量（立方米）", "before": "1000.000", "after": "900.000"}])
    );
    // The plan's own endpoint, and the case follows.
    let again = move_plan(&water, &clerk(), &corrected.body, "submission").await;
    assert_eq!(again.status, 200, "{}", again.body);
    let case = case_of(&water, &head(), &drafted).await;
    let approved = act(&water, &head(), &case, "approval", json!({"comment": "同意"})).await;
    assert_eq!(
        (approved.status, &approved.body["state"]),
        (200, &json!("approved")),
        "{}",
        approved.body
    );
    assert_eq!(plan(&water, &drafted["id"]).await["state"], "in_force");

    let case = case_of(&water, &auditor(), &drafted).await;
    assert_eq!(timeline(&case), ["open", "submit", "return", "revise", "submit", "approve"]);
    assert_eq!(
        (
            &case["timeline"][2]["comment"],
            &case["timeline"][2]["actor"],
            &case["timeline"][5]["comment"]
        ),
        (&json!("第三季度水量偏高"), &json!("head"), &json!("同意"))
    );
    assert!(
        case["actions"].as_array().unwrap().iter().all(|action| action["allowed"] == false),
        "{case}"
    );
    assert_eq!(case["next"], Value::Null);
    assert_eq!(
        actions_on(&water, case["id"].as_str().unwrap()).await,
        [
            "case.open",
            "case.submit",
            "case.return",
            "case.revise",
            "case.submit",
            "case.approve"
        ]
    );
    assert_eq!(
        actions_on(&water, drafted["id"].as_str().unwrap()).await,
        [
            "plan.draft",
            "plan.submit",
            "plan.return",
            "plan.redraft",
            "plan.submit",
            "plan.approve",
            "plan.put_in_force"
        ]
    );
    let again = act(&water, &head(), &case, "approval", json!({})).await;
    assert_eq!(again.status, 409, "{}", again.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_says_why_and_who_may() {
    let water = start().await;
    let drafted = draft(&water).await;
    assert_eq!(move_plan(&water, &clerk(), &drafted, "submission").await.status, 200);
    let both = TestPerson::with("clerk", &[role::WATER_CLERK, role::WATER_HEAD]);
    for (person, wanted) in [
        (clerk(), Some("not_this_person")),
        (both.clone(), Some("approver_is_drafter")),
        (auditor(), Some("not_this_person")),
        (head(), None),
    ] {
        let case = case_of(&water, &person, &drafted).await;
        let approval = action(&case, "approve");
        assert_eq!(approval["code"].as_str(), wanted, "{approval}");
        assert_eq!(approval["allowed"], wanted.is_none(), "{approval}");
        assert_eq!(approval["who_may"], json!(["水利局负责人（起草人除外）"]), "{approval}");
        assert_eq!(case["takes_part"], person.subject != "auditor");
    }
    // What is said is what is done.
    let case = case_of(&water, &both, &drafted).await;
    let refused = act(&water, &both, &case, "approval", json!({})).await;
    assert_eq!(code(&refused), (403, "approver_is_drafter"));
    let refused = act(&water, &clerk(), &case, "approval", json!({})).await;
    assert_eq!(code(&refused), (403, "not_this_person"));
    assert_eq!(refused.body["who_may"], json!(["水利局负责人（起草人除外）"]));
    assert_eq!(act(&water, &auditor(), &case, "approval", json!({})).await.status, 403);
    let statement = format!("/v1/cases/{}/statement", case["id"].as_str().unwrap());
    let refused = put(
        &water,
        &clerk(),
        &statement,
        case["version"].as_i64().unwrap(),
        &json!({"statement": "x"}),
    )
    .await;
    assert_eq!(code(&refused), (409, "case_follows_plan"));
    assert_eq!(plan(&water, &drafted["id"]).await["state"], "submitted");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_heads_on_two_ways_and_a_double_click_decide_once() {
    let water = start().await;
    let drafted = draft(&water).await;
    let submitted = move_plan(&water, &clerk(), &drafted, "submission").await.body;
    let case = case_of(&water, &head(), &drafted).await;
    let deputy = TestPerson::with("deputy", &[role::WATER_HEAD]);
    let chief = head();
    let (one, two) = tokio::join!(
        move_plan(&water, &chief, &submitted, "approval"),
        act(&water, &deputy, &case, "return", json!({"reason": "水量偏高"}))
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "{} {}", one.body, two.body);
    let (plan, case) = (plan(&water, &drafted["id"]).await, case_of(&water, &head(), &drafted).await);
    let expected = if one.status == 200 {
        ("in_force", "approved")
    } else {
        ("draft", "returned")
    };
    assert_eq!((plan["state"].as_str().unwrap(), case["state"].as_str().unwrap()), expected);

    // The same button twice, with the key of one click.
    let other = draft_of(&water, "A2").await;
    let case = case_of(&water, &clerk(), &other).await;
    let path = format!("/v1/cases/{}/submission", case["id"].as_str().unwrap());
    let click = || {
        send(
            water
                .request_as(&clerk(), "POST", &path)
                .header("if-match", "\"1\"")
                .header("idempotency-key", "one-click")
                .json(&json!({})),
        )
    };
    let (one, two) = tokio::join!(click(), click());
    assert_eq!((one.status, two.status), (200, 200), "{} {}", one.body, two.body);
    assert_eq!(one.body, two.body);
    assert_eq!(timeline(&case_of(&water, &clerk(), &other).await), ["open", "submit"]);
}

async fn draft_of(water: &Water, code: &str) -> Value {
    let user = create_user(water, &user_body(code)).await;
    water.post(&clerk(), "/v1/plans", &plan_body(user)).await.body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_accepted_transferred_urged_and_withdrawn() {
    let water = start().await;
    let drafted = draft(&water).await;
    assert_eq!(move_plan(&water, &clerk(), &drafted, "submission").await.status, 200);
    let case = case_of(&water, &head(), &drafted).await;
    let accepted = act(&water, &head(), &case, "acceptance", json!({})).await;
    assert_eq!(
        (&accepted.body["state"], &accepted.body["holder"]["person"]),
        (&json!("accepted"), &json!("head"))
    );
    let deputy = TestPerson::with("deputy", &[role::WATER_HEAD]);
    // What one has taken on the other does not decide, at the plan's own endpoint neither.
    let submitted = plan(&water, &drafted["id"]).await;
    let refused = move_plan(&water, &deputy, &submitted, "approval").await;
    assert_eq!(code(&refused), (403, "not_this_person"), "{}", refused.body);
    let to = json!({"role": "water_head", "person": "deputy", "reason": "出差"});
    let nowhere = act(
        &water,
        &head(),
        &accepted.body,
        "transfer",
        json!({"role": "town_clerk", "reason": "出差"}),
    )
    .await;
    assert_eq!(code(&nowhere), (422, "no_such_holder"));
    let given = act(&water, &head(), &accepted.body, "transfer", to).await;
    assert_eq!((given.status, &given.body["holder"]["person"]), (200, &json!("deputy")));
    let waiting = async |person: &TestPerson| {
        let page = water.get(person, "/v1/cases?mine=true").await.body;
        page["items"].as_array().unwrap().len()
    };
    assert_eq!((waiting(&head()).await, waiting(&deputy).await, waiting(&clerk()).await), (0, 1, 0));

    let urged = act(&water, &clerk(), &given.body, "urging", json!({"comment": "月底前要用"})).await;
    assert_eq!((urged.status, &urged.body["urges"]), (200, &json!(1)));
    let twice = act(&water, &clerk(), &urged.body, "urging", json!({})).await;
    assert_eq!(code(&twice), (409, "urged_today"));
    let case = case_of(&water, &clerk(), &drafted).await;
    assert_eq!(action(&case, "urge")["code"], "urged_today");
    let said = water
        .post(
            &deputy,
            &format!("/v1/cases/{}/comments", case["id"].as_str().unwrap()),
            &json!({"comment": "已看"}),
        )
        .await;
    assert_eq!(said.status, 201, "{}", said.body);

    let refused = act(&water, &deputy, &case, "withdrawal", json!({})).await;
    assert_eq!(code(&refused), (403, "not_this_person"), "{}", refused.body);
    let withdrawn = act(&water, &clerk(), &case, "withdrawal", json!({"comment": "用户放弃"})).await;
    assert_eq!(
        (withdrawn.status, &withdrawn.body["state"]),
        (200, &json!("withdrawn")),
        "{}",
        withdrawn.body
    );
    assert_eq!(plan(&water, &drafted["id"]).await["state"], "withdrawn");
    let case = case_of(&water, &clerk(), &drafted).await;
    assert_eq!(
        timeline(&case),
        ["open", "submit", "accept", "transfer", "urge", "comment", "withdraw"]
    );
    // Another is drafted in its place.
    let anew = water
        .post(
            &clerk(),
            "/v1/plans",
            &plan_body(drafted["user_id"].as_str().unwrap().parse().unwrap()),
        )
        .await;
    assert_eq!((anew.status, &anew.body["revision"]), (201, &json!(2)), "{}", anew.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_plan_comes_to_nothing() {
    let water = start().await;
    let drafted = draft(&water).await;
    assert_eq!(move_plan(&water, &clerk(), &drafted, "submission").await.status, 200);
    let case = case_of(&water, &head(), &drafted).await;
    let rejected = act(&water, &head(), &case, "rejection", json!({"reason": "已停产"})).await;
    assert_eq!(
        (rejected.status, &rejected.body["state"]),
        (200, &json!("rejected")),
        "{}",
        rejected.body
    );
    let plan = plan(&water, &drafted["id"]).await;
    assert_eq!(plan["state"], "rejected");
    assert_eq!(move_plan(&water, &clerk(), &plan, "submission").await.status, 409);
}

pub async fn attach(water: &Water, person: &TestPerson, case: &Value, name: &str, bytes: &[u8]) -> Answer {
    let path = format!("/v1/cases/{}/attachments", case["id"].as_str().unwrap());
    let mut body = format!("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--part--\r\n");
    send(
        water
            .request_as(person, "POST", &path)
            .header("idempotency-key", uuid::Uuid::new_v4().to_string())
            .header("content-type", "multipart/form-data; boundary=part")
            .body(body),
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_by_its_content_and_given_back_as_it_was() {
    let water = start().await;
    let drafted = draft(&water).await;
    let case = case_of(&water, &clerk(), &drafted).await;
    let name = "现场一; 照片.png";
    let attached = attach(&water, &clerk(), &case, name, PNG).await;
    assert_eq!(attached.status, 201, "{}", attached.body);
    assert_eq!(
        (
            &attached.body["file_name"],
            &attached.body["media_type"],
            &attached.body["can_preview"]
        ),
        (&json!(name), &json!("image/png"), &json!(true))
    );
    for (name, bytes, wanted) in [
        ("程序.png", b"\x7fELF\x02\x01\x01\0".as_slice(), (415, "file_type_refused")),
        ("照片.pdf", PNG, (415, "file_type_mismatch")),
        ("空.png", b"", (415, "file_empty")),
    ] {
        let refused = attach(&water, &clerk(), &case, name, bytes).await;
        assert_eq!(code(&refused), wanted, "{}", refused.body);
        assert!(refused.body["detail"].as_str().unwrap().contains(name), "{}", refused.body);
    }
    assert_eq!(attach(&water, &auditor(), &case, name, PNG).await.status, 403);
    let path = format!(
        "/v1/cases/{}/attachments/{}",
        case["id"].as_str().unwrap(),
        attached.body["id"].as_str().unwrap()
    );
    for (query, disposition) in [("", "attachment; "), ("?inline=true", "inline; ")] {
        let response = water.request_as(&auditor(), "GET", &format!("{path}{query}")).send().await.unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(
            (header("content-type"), header("x-content-type-options")),
            ("image/png".to_owned(), "nosniff".to_owned())
        );
        let given = header("content-disposition");
        assert!(
            given.starts_with(disposition) && given.contains("UTF-8''") && !given.contains('\n'),
            "{given}"
        );
        assert!(header("content-security-policy").contains("sandbox"));
        assert_eq!(response.bytes().await.unwrap(), PNG);
    }
    // Whoever does not see the user sees neither case nor file.
    for stranger in [operator_of("supply_other"), town_clerk_of("sanquan")] {
        assert_eq!(water.get(&stranger, &path).await.status, 404);
        assert_eq!(water.get(&stranger, path.rsplit_once("/attachments").unwrap().0).await.status, 404);
        assert!(water.get(&stranger, "/v1/cases").await.body["items"].as_array().unwrap().is_empty());
    }
    for seeing in [operator_of("supply_city"), town_clerk_of("longxing")] {
        assert_eq!(water.get(&seeing, "/v1/cases").await.body["items"].as_array().unwrap().len(), 1);
        assert_eq!(water.request_as(&seeing, "GET", &path).send().await.unwrap().status(), 200);
        assert_eq!(attach(&water, &seeing, &case, name, PNG).await.status, 403);
    }
    let withdrawn = water
        .post(&clerk(), &format!("{path}/withdrawal"), &json!({"reason": "传错了"}))
        .await;
    assert_eq!(
        (withdrawn.status, &withdrawn.body["withdrawn_reason"]),
        (200, &json!("传错了")),
        "{}",
        withdrawn.body
    );
    let case = case_of(&water, &clerk(), &drafted).await;
    assert_eq!(
        (timeline(&case), case["attachments"].as_array().unwrap().len()),
        (vec!["open", "attach", "withdraw_attachment"], 1)
    );
    assert_eq!(water.request_as(&auditor(), "GET", &path).send().await.unwrap().status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_are_found_by_state_kind_and_thing_page_by_page() {
    let water = start().await;
    for code in ["A1", "A2", "A3"] {
        draft_of(&water, code).await;
    }
    let list = async |query: &str| water.get(&clerk(), &format!("/v1/cases?{query}")).await;
    let count = async |query: &str| list(query).await.body["items"].as_array().unwrap().len();
    let first = list("limit=2").await.body;
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = list(&format!("limit=2&cursor={cursor}")).await.body;
    assert_eq!(
        (second["items"].as_array().unwrap().len(), &second["next_cursor"]),
        (1, &Value::Null)
    );
    assert_eq!(count("kind=plan_approval&state=draft&open=true&drafter=clerk&mine=true").await, 3);
    for nothing in [
        "kind=other",
        "state=approved",
        "open=false",
        "overdue=true",
        "entity=bill",
        "drafter=head",
    ] {
        assert_eq!(count(nothing).await, 0, "{nothing}");
    }
    assert_eq!(list("state=lost").await.status, 400);
}
