//! Plans: drafted by one, approved by another; reductions.

use chrono::{Datelike, Utc};
use platform::test_support::TestPerson;
use serde_json::{Value, json};
use water::api::role;

use crate::{
    register::{actions_on, create_user, move_plan, plan_body, plan_in_force, put, refusal, user_body, with},
    support::{Water, clerk, head, start},
};

async fn draft(water: &Water) -> Value {
    let user = create_user(water, &user_body("A1")).await;
    let answer = water.post(&clerk(), "/v1/plans", &plan_body(user)).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body
}

async fn plan(water: &Water, id: &Value) -> Value {
    water.get(&clerk(), &format!("/v1/plans/{}", id.as_str().unwrap())).await.body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_comes_into_force_when_another_person_approves_it() {
    let water = start().await;
    let drafted = draft(&water).await;
    assert_eq!(
        (&drafted["state"], &drafted["revision"], &drafted["volumes"]["2026Q3"]),
        (&json!("draft"), &json!(1), &json!("1000.000"))
    );
    let early = move_plan(&water, &head(), &drafted, "approval").await;
    assert_eq!(refusal(&early), (409, "plan_wrong_state", ""));
    let submitted = move_plan(&water, &clerk(), &drafted, "submission").await;
    assert_eq!((submitted.status, &submitted.body["state"]), (200, &json!("submitted")));
    assert_eq!(move_plan(&water, &head(), &drafted, "approval").await.status, 412);
    let approved = move_plan(&water, &head(), &submitted.body, "approval").await;
    assert_eq!(
        (approved.status, &approved.body["state"], &approved.body["approved_by"]),
        (200, &json!("in_force"), &json!("head"))
    );
    assert_eq!(approved.body, plan(&water, &drafted["id"]).await);
    assert_eq!(
        actions_on(&water, drafted["id"].as_str().unwrap()).await,
        ["plan.draft", "plan.submit", "plan.approve", "plan.put_in_force"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_approves_a_plan_of_their_own() {
    let water = start().await;
    let both = TestPerson::with("clerk", &[role::WATER_CLERK, role::WATER_HEAD]);
    let drafted = draft(&water).await;
    let submitted = move_plan(&water, &both, &drafted, "submission").await;
    let refused = move_plan(&water, &both, &submitted.body, "approval").await;
    assert_eq!(refusal(&refused), (403, "approver_is_drafter", ""));
    assert!(refused.body["detail"].as_str().unwrap().contains("另一位"), "{}", refused.body);
    assert_eq!(move_plan(&water, &clerk(), &submitted.body, "approval").await.status, 403);
    assert_eq!(plan(&water, &drafted["id"]).await["state"], "submitted");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_redrafts_a_plan_does_not_approve_it() {
    let water = start().await;
    let drafted = draft(&water).await;
    let both = TestPerson::with("head", &[role::WATER_CLERK, role::WATER_HEAD]);
    let path = format!("/v1/plans/{}", drafted["id"].as_str().unwrap());
    let change = json!({"basis_detail": "新水计〔2025〕2号", "volumes": {"2026Q3": "9000"}});
    let redrafted = put(&water, &both, &path, 1, &change).await;
    assert_eq!((redrafted.status, &redrafted.body["drafted_by"]), (200, &json!("head")));
    let submitted = move_plan(&water, &clerk(), &redrafted.body, "submission").await;
    let refused = move_plan(&water, &both, &submitted.body, "approval").await;
    assert_eq!(refusal(&refused), (403, "approver_is_drafter", ""));
    let deputy = TestPerson::with("deputy", &[role::WATER_HEAD]);
    assert_eq!(move_plan(&water, &deputy, &submitted.body, "approval").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_heads_approving_at_once_approve_once() {
    let water = start().await;
    let submitted = move_plan(&water, &clerk(), &draft(&water).await, "submission").await;
    let (first, second) = (head(), TestPerson::with("deputy", &[role::WATER_HEAD]));
    let (a, b) = tokio::join!(
        move_plan(&water, &first, &submitted.body, "approval"),
        move_plan(&water, &second, &submitted.body, "approval")
    );
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_sent_back_is_redrafted_and_submitted_again() {
    let water = start().await;
    let drafted = draft(&water).await;
    let submitted = move_plan(&water, &clerk(), &drafted, "submission").await;
    let path = format!("/v1/plans/{}", drafted["id"].as_str().unwrap());
    let change = json!({"basis_detail": "新水计〔2025〕2号", "volumes": {"2026Q3": "900", "2026Q4": "900"}});
    assert_eq!(
        refusal(&put(&water, &clerk(), &path, 2, &change).await),
        (409, "plan_wrong_state", "")
    );
    let give_back = async |reason: &str| {
        water
            .post_if_match(&head(), &format!("{path}/return"), 2, &json!({"reason": reason}))
            .await
    };
    assert_eq!(refusal(&give_back(" ").await), (422, "reason_missing", "/reason"));
    assert_eq!(give_back("水量偏高").await.body["state"], "draft");
    let redrafted = put(&water, &clerk(), &path, 3, &change).await;
    assert_eq!(
        (redrafted.status, &redrafted.body["volumes"]),
        (200, &json!({"2026Q3": "900.000", "2026Q4": "900.000"}))
    );
    let bad = json!({"basis_detail": "x", "volumes": {"2026Q3": "900", "2026-12": "900"}});
    assert_eq!(refusal(&put(&water, &clerk(), &path, 4, &bad).await).1, "period_not_of_plan");
    let again = move_plan(&water, &clerk(), &redrafted.body, "submission").await;
    assert_eq!(move_plan(&water, &head(), &again.body, "approval").await.body["state"], "in_force");
    assert_eq!(submitted.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_cannot_be_is_refused() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let post = async |changes: Value| {
        let answer = water.post(&clerk(), "/v1/plans", &with(plan_body(user), changes)).await;
        let (status, code, pointer) = refusal(&answer);
        (status, code.to_owned(), pointer.to_owned())
    };
    let expected = |status: u16, code: &str, pointer: &str| (status, code.to_owned(), pointer.to_owned());
    assert_eq!(post(json!({"volumes": {}})).await, expected(422, "plan_empty", "/volumes"));
    assert_eq!(
        post(json!({"volumes": {"2025Q3": "1"}})).await,
        expected(422, "period_not_of_plan", "/volumes/2025Q3")
    );
    assert_eq!(
        post(json!({"volumes": {"2026Q3": "0"}})).await,
        expected(400, "invalid_input", "/volumes/2026Q3")
    );
    assert_eq!(
        post(json!({"volumes": {"summer": "1"}})).await,
        expected(400, "invalid_input", "/volumes/summer")
    );
    assert_eq!(post(json!({"basis": "guess"})).await, expected(400, "invalid_input", "/basis"));
    assert_eq!(post(json!({"user_id": uuid::Uuid::nil()})).await.0, 404);
    assert_eq!(post(json!({})).await.0, 201);
    assert_eq!(post(json!({})).await, expected(409, "plan_exists", ""));
    assert_eq!(post(json!({"year": 2025, "volumes": {"2025Q4": "1"}})).await.0, 201);
}

fn reduction() -> Value {
    json!({"ground": "no_water_balance_test", "evidence": "检查记录2026-09", "from": "2026Q4", "volumes": {"2026Q4": "800"}})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reduction_on_one_of_the_four_grounds_supersedes_the_plan() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let present = plan_in_force(&water, user).await;
    let path = format!("/v1/plans/{}/reductions", present["id"].as_str().unwrap());
    let reduce = async |changes: Value| {
        let answer = water
            .post_if_match(&clerk(), &path, present["version"].as_i64().unwrap(), &with(reduction(), changes))
            .await;
        let (status, code, pointer) = refusal(&answer);
        (status, code.to_owned(), pointer.to_owned())
    };
    let expected = |status: u16, code: &str, pointer: &str| (status, code.to_owned(), pointer.to_owned());
    assert_eq!(
        reduce(json!({"ground": "dislike"})).await,
        expected(400, "invalid_input", "/ground")
    );
    assert_eq!(reduce(json!({"evidence": ""})).await, expected(400, "invalid_input", "/evidence"));
    assert_eq!(
        reduce(json!({"volumes": {"2026Q4": "1000"}})).await,
        expected(422, "not_a_reduction", "/volumes/2026Q4")
    );
    assert_eq!(
        reduce(json!({"volumes": {"2026Q3": "800"}})).await,
        expected(422, "period_not_of_plan", "/volumes/2026Q3")
    );
    let cut = water
        .post_if_match(&clerk(), &path, present["version"].as_i64().unwrap(), &reduction())
        .await;
    assert_eq!(
        (cut.status, &cut.body["revision"], &cut.body["state"]),
        (201, &json!(2), &json!("draft"))
    );
    assert_eq!(
        cut.body["volumes"],
        json!({"2026Q1": "1000.000", "2026Q2": "1000.000", "2026Q3": "1000.000", "2026Q4": "800.000"})
    );
    assert_eq!(reduce(json!({})).await, expected(409, "plan_revision_open", ""));
    // A draft of a cut stays a cut when it is rewritten.
    let draft_path = format!("/v1/plans/{}", cut.body["id"].as_str().unwrap());
    let raise = json!({"basis_detail": "x", "volumes": {"2026Q1": "1000", "2026Q2": "1000", "2026Q3": "1000", "2026Q4": "1001"}});
    assert_eq!(refusal(&put(&water, &clerk(), &draft_path, 1, &raise).await).1, "not_a_reduction");
    let lower = json!({"basis_detail": "x", "volumes": {"2026Q1": "1000", "2026Q2": "1000", "2026Q3": "1000", "2026Q4": "700"}});
    let redrafted = put(&water, &clerk(), &draft_path, 1, &lower).await;
    assert_eq!((redrafted.status, &redrafted.body["volumes"]["2026Q4"]), (200, &json!("700.000")));
    let submitted = move_plan(&water, &clerk(), &redrafted.body, "submission").await;
    let approved = move_plan(&water, &head(), &submitted.body, "approval").await;
    assert_eq!(approved.body["state"], "in_force");
    assert_eq!(plan(&water, &present["id"]).await["state"], "superseded");
    let states = async |query: &str| {
        let list = water.get(&clerk(), &format!("/v1/plans?{query}")).await;
        list.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|plan| plan["state"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        states(&format!("user_id={user}")).await,
        ["in_force", "superseded"],
        "the newest first"
    );
    assert_eq!(states("state=in_force&year=2026").await, ["in_force"]);
    assert_eq!(states("year=2025").await, Vec::<String>::new());
    assert_eq!(water.get(&clerk(), "/v1/plans?state=x").await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approved_plan_of_next_year_waits_until_its_year_has_begun() {
    let water = start().await;
    let next = Utc::now().year() + 1;
    let user = create_user(&water, &user_body("A1")).await;
    let body = with(plan_body(user), json!({"year": next, "volumes": {format!("{next}Q1"): "1000"}}));
    let drafted = water.post(&clerk(), "/v1/plans", &body).await;
    let submitted = move_plan(&water, &clerk(), &drafted.body, "submission").await;
    let approved = move_plan(&water, &head(), &submitted.body, "approval").await;
    assert_eq!((approved.status, &approved.body["state"]), (200, &json!("approved")));

    let rules = water::domain::ruleset::load(None).unwrap();
    let put_due = async |day: &str| {
        let act = water::service::Act::at("system:test", "", day.parse().unwrap());
        let mut tx = water.database.begin(&platform::Scope::All).await.unwrap();
        let count = water::service::plan_due::put_due_plans_in_force(&mut tx, &rules, &act)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        count
    };
    // Eight hours before midnight in UTC the year has not begun in the county; at 16:00 UTC it has.
    assert_eq!(put_due(&format!("{}-12-31T15:59:59Z", next - 1)).await, 0);
    assert_eq!(put_due(&format!("{}-12-31T16:00:00Z", next - 1)).await, 1);
    assert_eq!(plan(&water, &drafted.body["id"]).await["state"], "in_force");
    assert_eq!(put_due(&format!("{next}-01-01T00:00:00Z")).await, 0);
}
