//! Water users.

use platform::test_support::send;
use serde_json::{Value, json};

use crate::{
    register::{actions_on, create_user, created, put, refusal, user_body, with},
    support::{auditor, clerk, operator_of, start},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_user_is_registered_and_read_back() {
    let water = start().await;
    let body = with(user_body("A1"), json!({"credit_code": "91350100M000100Y43"}));
    let answer = water.post(&clerk(), "/v1/water-users", &body).await;
    let id = created(&answer);
    let shown = water.get(&auditor(), &format!("/v1/water-users/{id}")).await;
    assert_eq!(shown.status, 200);
    assert_eq!(shown.body, answer.body);
    assert_eq!(
        (&shown.body["version"], &shown.body["demonstration"], &shown.body["credit_code"]),
        (&json!(1), &json!(false), &json!("91350100M000100Y43"))
    );
    assert_eq!(actions_on(&water, id).await, ["water_user.register"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_field_is_named_at_once() {
    let water = start().await;
    let body = json!({
        "code": "A 1", "name": " ", "credit_code": "91350100M000100Y44", "category": "x", "supply": "x", "industry_class": "x",
        "use_class": "x", "town": "x", "supplier": "城 北", "phone": "abc",
    });
    let answer = water.post(&clerk(), "/v1/water-users", &body).await;
    assert_eq!(answer.status, 400);
    let pointers: Vec<_> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(
        pointers,
        [
            "/code",
            "/name",
            "/credit_code",
            "/category",
            "/supply",
            "/industry_class",
            "/use_class",
            "/town",
            "/supplier",
            "/phone"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stricter_class_rests_on_a_notice() {
    let water = start().await;
    let post = async |changes: Value| {
        let answer = water.post(&clerk(), "/v1/water-users", &with(user_body("A1"), changes)).await;
        (answer.status, answer.body["code"].as_str().unwrap_or_default().to_owned())
    };
    let notice = |day: &str| json!({"department": "县工信局", "notice_number": "2025年第3号", "noticed_on": day});
    let refused = |code: &str| (422, code.to_owned());
    assert_eq!(post(json!({"industry_class": "restricted"})).await, refused("recognition_missing"));
    assert_eq!(
        post(json!({"recognition": notice("2025-03-01")})).await,
        refused("recognition_not_expected")
    );
    assert_eq!(
        post(json!({"industry_class": "restricted", "recognition": notice("2999-03-01")})).await,
        refused("recognition_in_future")
    );
    assert_eq!(post(json!({"supplier": null})).await, refused("supplier_missing"));
    assert_eq!(post(json!({"supply": "self_supplied"})).await, refused("supplier_not_expected"));
    let answer = water
        .post(
            &clerk(),
            "/v1/water-users",
            &with(
                user_body("A1"),
                json!({"industry_class": "eliminated", "recognition": notice("2025-03-01")}),
            ),
        )
        .await;
    created(&answer);
    assert_eq!(answer.body["recognition"], notice("2025-03-01"));
    assert_eq!(
        post(json!({"code": "A2", "supply": "self_supplied", "supplier": null})).await.0,
        201
    );
    assert_eq!(post(json!({})).await, (409, "user_code_taken".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_twice_registers_one_user() {
    let water = start().await;
    let post = async |body: &Value| {
        send(
            water
                .request_as(&clerk(), "POST", "/v1/water-users")
                .header("idempotency-key", "k1")
                .json(body),
        )
        .await
    };
    let first = post(&user_body("A1")).await;
    let second = post(&user_body("A1")).await;
    assert_eq!((first.status, second.status, &first.body["id"]), (201, 201, &second.body["id"]));
    assert_eq!(refusal(&post(&user_body("A2")).await), (422, "idempotency_key_reused", ""));
    let keyless = send(water.request_as(&clerk(), "POST", "/v1/water-users").json(&user_body("A3"))).await;
    assert_eq!(refusal(&keyless), (400, "idempotency_key_required", ""));
    assert_eq!(
        water.get(&clerk(), "/v1/water-users").await.body["items"].as_array().unwrap().len(),
        1
    );
}

fn change(name: &str) -> Value {
    let mut body = with(user_body("A1"), json!({"name": name}));
    body.as_object_mut().unwrap().remove("code");
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_changes_to_one_version_only_the_first_succeeds() {
    let water = start().await;
    let id = create_user(&water, &user_body("A1")).await;
    let path = format!("/v1/water-users/{id}");
    let first = put(&water, &clerk(), &path, 1, &change("甲")).await;
    assert_eq!(
        (first.status, &first.body["name"], &first.body["version"]),
        (200, &json!("甲"), &json!(2))
    );
    let second = put(&water, &clerk(), &path, 1, &change("乙")).await;
    assert_eq!(refusal(&second), (412, "stale_version", ""));
    assert_eq!(water.get(&clerk(), &path).await.body["name"], "甲");
    let without = send(water.request_as(&clerk(), "PUT", &path).json(&change("丙"))).await;
    assert_eq!(refusal(&without), (400, "if_match_required", ""));
    assert_eq!(actions_on(&water, id).await, ["water_user.register", "water_user.change"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_number_is_masked_and_shown_in_full_only_with_an_audit_entry() {
    let water = start().await;
    let id = create_user(&water, &user_body("A1")).await;
    let path = format!("/v1/water-users/{id}");
    assert_eq!(water.get(&clerk(), &path).await.body["phone"], "138****1234");
    assert_eq!(
        water.get(&clerk(), "/v1/water-users").await.body["items"][0]["phone"],
        "138****1234"
    );
    assert_eq!(water.get(&auditor(), &format!("{path}/phone")).await.status, 403);
    assert_eq!(
        water.get(&operator_of("supply_city"), &format!("{path}/phone")).await.body["phone"],
        "13812341234"
    );
    assert_eq!(actions_on(&water, id).await, ["water_user.register", "water_user.disclose_phone"]);
    // Left out, the number stays; empty or null, it goes.
    let mut body = change("甲");
    body.as_object_mut().unwrap().remove("phone");
    assert_eq!(put(&water, &clerk(), &path, 1, &body).await.body["phone"], "138****1234");
    assert_eq!(
        put(&water, &clerk(), &path, 2, &with(body, json!({"phone": ""}))).await.body["phone"],
        Value::Null
    );
    assert_eq!(refusal(&water.get(&clerk(), &format!("{path}/phone")).await), (409, "no_phone", ""));
    let again = with(change("甲"), json!({"phone": "13912345678"}));
    assert_eq!(put(&water, &clerk(), &path, 3, &again).await.body["phone"], "139****5678");
    let cleared = with(change("甲"), json!({"phone": null}));
    assert_eq!(put(&water, &clerk(), &path, 4, &cleared).await.body["phone"], Value::Null);
    let wrong = with(change("甲"), json!({"phone": 13_912_345_678_u64}));
    assert_eq!(
        refusal(&put(&water, &clerk(), &path, 5, &wrong).await),
        (400, "invalid_input", "/phone")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_narrowed_searched_and_paged_in_a_stable_order() {
    let water = start().await;
    for (code, changes) in [
        (
            "B3",
            json!({"name": "新绛饭店", "use_class": "hotel_catering", "category": "special_trade"}),
        ),
        ("B1", json!({"name": "县医院", "use_class": "hospital", "town": "sanquan"})),
        ("B2", json!({"name": "100%果汁厂", "supplier": "supply_north"})),
        ("B4", json!({"name": "自备井户", "supply": "self_supplied", "supplier": null})),
    ] {
        create_user(&water, &with(user_body(code), changes)).await;
    }
    let codes = async |query: &str| {
        let answer = water.get(&clerk(), &format!("/v1/water-users{query}")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|user| user["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(codes("").await, ["B1", "B2", "B3", "B4"]);
    assert_eq!(codes("?category=special_trade").await, ["B3"]);
    assert_eq!(codes("?town=sanquan").await, ["B1"]);
    assert_eq!(codes("?supplier=supply_north").await, ["B2"]);
    assert_eq!(codes("?supply=self_supplied").await, ["B4"]);
    assert_eq!(codes("?use_class=hospital").await, ["B1"]);
    assert_eq!(codes("?industry_class=ordinary&town=sanquan").await, ["B1"]);
    assert_eq!(codes("?industry_class=restricted").await, Vec::<String>::new());
    assert_eq!(codes("?q=b2").await, ["B2"]);
    assert_eq!(codes("?q=%E9%A5%AD%E5%BA%97").await, ["B3"]);
    assert_eq!(codes("?q=%25").await, ["B2"]);
    let first = water.get(&clerk(), "/v1/water-users?limit=3").await;
    let cursor = first.body["next_cursor"].as_str().unwrap();
    assert_eq!(first.body["items"].as_array().unwrap().len(), 3);
    assert_eq!(codes(&format!("?limit=3&cursor={cursor}")).await, ["B4"]);
    for query in ["?category=x", "?town=x", "?limit=201", "?limit=0", "?cursor=x", "?colour=blue"] {
        assert_eq!(water.get(&clerk(), &format!("/v1/water-users{query}")).await.status, 400, "{query}");
    }
}
