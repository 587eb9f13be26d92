//! What waits for whom: opened and closed with the change that brings it about, or by the job that looks for it.

use chrono::{Days, Utc};
use platform::test_support::{TestPerson, TestService};
use rules::RuleSet;
use serde_json::{Value, json};
use water::{
    api::role,
    domain::ruleset,
    service::{Act, billing::mark_overdue::mark_overdue, todo::refresh},
};

use crate::{
    billing_county::{CITY, County, PERIOD, RURAL, User, clerk as billing_clerk, path_of, payment_of, scoped},
    register::{create_meter, create_user, meter_body, move_plan, plan_body, put, user_body, with},
    support::{clerk, head, operator_of, start},
};

/// Kind and title of everything that waits for a person.
async fn waiting(service: &TestService, who: &TestPerson) -> Vec<(String, String)> {
    let answer = service.get(who, "/v1/todos").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let items = answer.body["items"].as_array().unwrap();
    items.iter().map(|item| (text(&item["kind"]), text(&item["title"]))).collect()
}

fn just(kind: &str, title: &str) -> Vec<(String, String)> {
    vec![(kind.to_owned(), title.to_owned())]
}

fn rules() -> RuleSet {
    ruleset::load(None).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_waits_for_the_head_then_for_whoever_has_to_correct_it() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let drafted = water.post(&clerk(), "/v1/plans", &plan_body(user)).await.body;
    assert_eq!(waiting(&water, &clerk()).await, []);
    let submitted = move_plan(&water, &clerk(), &drafted, "submission").await.body;
    let approve = just("case.decide", "核定用水户A1 2026年用水计划（第1版）");
    assert_eq!(waiting(&water, &head()).await, approve);
    assert_eq!(waiting(&water, &clerk()).await, []);
    let todo = water.get(&head(), "/v1/todos").await.body["items"][0].clone();
    assert_eq!(todo["link"], format!("/work/water/plans?open={}", drafted["id"].as_str().unwrap()));
    assert!(todo["due_on"].is_string(), "{todo}");

    let path = format!("/v1/plans/{}/return", drafted["id"].as_str().unwrap());
    let returned = water.post_if_match(&head(), &path, 2, &json!({ "reason": "水量偏高" })).await;
    assert_eq!(returned.status, 200, "{}", returned.body);
    assert_eq!(waiting(&water, &head()).await, []);
    assert_eq!(
        waiting(&water, &clerk()).await,
        just("case.correct", "补正退回的用水户A1 2026年用水计划（第1版）")
    );
    let colleague = TestPerson::with("colleague", &[role::WATER_CLERK]);
    assert_eq!(waiting(&water, &colleague).await, []);

    let again = move_plan(&water, &clerk(), &returned.body, "submission").await.body;
    assert_eq!(
        (waiting(&water, &clerk()).await, waiting(&water, &head()).await),
        (vec![], approve.clone())
    );
    assert_ne!(submitted["version"], again["version"]);

    // Once one head has it, it waits for him alone.
    let other = TestPerson::with("other_head", &[role::WATER_HEAD]);
    assert_eq!(waiting(&water, &other).await, approve);
    let id = water.get(&head(), "/v1/cases").await.body["items"][0]["id"].clone();
    let case_path = format!("/v1/cases/{}", id.as_str().unwrap());
    let version = water.get(&head(), &case_path).await.body["version"].as_i64().unwrap();
    let accepted = water
        .post_if_match(&head(), &format!("{case_path}/acceptance"), version, &json!({}))
        .await;
    assert_eq!(accepted.status, 200, "{}", accepted.body);
    assert_eq!((waiting(&water, &other).await, waiting(&water, &head()).await), (vec![], approve));
    assert_eq!(move_plan(&water, &head(), &again, "approval").await.status, 200);
    assert_eq!(waiting(&water, &head()).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_about_a_user_follows_it_to_another_company() {
    let water = start().await;
    let user = create_user(&water, &user_body("A1")).await;
    let drafted = water.post(&clerk(), "/v1/plans", &plan_body(user)).await.body;
    assert_eq!(move_plan(&water, &clerk(), &drafted, "submission").await.status, 200);
    let head_of = |company: &str| head().of_units(&[company]);
    let approve = just("case.decide", "核定用水户A1 2026年用水计划（第1版）");
    let (city, north) = (head_of("supply_city"), head_of("supply_north"));
    assert_eq!(
        (waiting(&water, &city).await, waiting(&water, &north).await),
        (approve.clone(), vec![])
    );
    let mut moved = with(user_body("A1"), json!({ "supplier": "supply_north", "town": "gujiao" }));
    moved.as_object_mut().unwrap().remove("code");
    assert_eq!(
        put(&water, &clerk(), &format!("/v1/water-users/{user}"), 1, &moved).await.status,
        200
    );
    assert_eq!((waiting(&water, &city).await, waiting(&water, &north).await), (vec![], approve));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_waits_for_its_confirmation_and_the_newest_stands_for_all() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    let first = county.preview().await;
    county.add(&User::example("B")).await;
    let second = county.preview().await;
    assert_eq!(
        waiting(&county, &billing_clerk()).await,
        just("billing_run.confirm", &format!("确认 {PERIOD} 计费批次（2 户）"))
    );
    let item = county.get(&billing_clerk(), "/v1/todos").await.body["items"][0].clone();
    assert_eq!(item["link"], format!("/work/water/runs/{}", second["id"].as_str().unwrap()));
    assert_eq!(county.confirm(&first).await.status, 202);
    county.completed(&first).await;
    let kinds: Vec<String> = waiting(&county, &billing_clerk()).await.into_iter().map(|(kind, _)| kind).collect();
    assert!(!kinds.iter().any(|kind| kind.starts_with("billing_run")), "{kinds:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn bills_wait_for_their_notice_and_overdue_ones_for_the_clerk_of_their_company() {
    let county = County::start().await;
    county
        .add_all(&[
            User::example("A"),
            User::example("B"),
            User::example("C").but(|user| user.supplier = Some(RURAL)),
        ])
        .await;
    county.bill().await;
    let look = async || refresh(&county.service.database, &rules(), &Act::job("test")).await.unwrap();
    let of_city = scoped(role::WATER_BILLING_CLERK, &[CITY]);
    look().await;
    assert_eq!(
        waiting(&county, &of_city).await,
        just("bill.notify", "2 张账单已出账、尚未通知用户")
    );
    assert_eq!(waiting(&county, &billing_clerk()).await.len(), 2);

    // Told, and not paid in time.
    for code in ["A", "B"] {
        let bill = county.bill_of(code).await;
        let told = county
            .post_if_match(&billing_clerk(), &path_of(&bill, "/notify"), 1, &json!({}))
            .await;
        assert_eq!(told.status, 200, "{}", told.body);
    }
    let later = Act::at("system:test", "", Utc::now() + Days::new(16));
    assert_eq!(mark_overdue(&county.service.database, &rules(), &later).await.unwrap(), 2);
    look().await;
    assert_eq!(waiting(&county, &of_city).await, just("bill.collect", "2 张账单逾期未缴，请催缴"));
    for code in ["A", "B"] {
        let bill = county.bill_of(code).await;
        let paid = county
            .post(&billing_clerk(), &path_of(&bill, "/payments"), &payment_of(&bill))
            .await;
        assert_eq!(paid.status, 201, "{}", paid.body);
    }
    look().await;
    assert_eq!(waiting(&county, &of_city).await, []);
    assert_eq!(
        waiting(&county, &billing_clerk()).await,
        just("bill.notify", "1 张账单已出账、尚未通知用户")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn meters_that_fall_due_wait_for_the_company_or_for_the_bureau() {
    let water = start().await;
    let today = water::service::county_day(Utc::now());
    let due_in = |number: &str, days: u64| {
        // DN65: verified every two years.
        let verified = today.checked_sub_months(chrono::Months::new(24)).unwrap() + Days::new(days);
        let until = today + Days::new(days);
        with(
            meter_body(number),
            json!({
                "calibre_dn": 65, "installed_on": verified,
                "verification": { "certificate": number, "verified_on": verified, "outcome": "verified", "valid_until": until },
            }),
        )
    };
    let of_city = create_user(&water, &user_body("A1")).await;
    create_meter(&water, of_city, &due_in("M1", 20)).await;
    create_meter(&water, of_city, &due_in("M2", 200)).await;
    let own_source = with(user_body("A2"), json!({ "supply": "self_supplied", "supplier": null }));
    let own_source = create_user(&water, &own_source).await;
    create_meter(&water, own_source, &with(due_in("M3", 10), json!({ "place": "intake" }))).await;
    refresh(&water.database, &rules(), &Act::job("test")).await.unwrap();
    let title = "1 块水表 30 天内到期、已超期或未检定";
    assert_eq!(waiting(&water, &operator_of(CITY)).await, just("meter.verify", title));
    assert_eq!(waiting(&water, &operator_of(RURAL)).await, []);
    assert_eq!(waiting(&water, &clerk()).await, just("meter.verify", title));
    let items = water.get(&operator_of(CITY), "/v1/todos").await.body;
    assert_eq!(
        (&items["items"][0]["due"], &items["items"][0]["unit"]),
        (&json!("later"), &json!(CITY))
    );
}
