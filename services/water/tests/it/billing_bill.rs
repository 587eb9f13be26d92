//! Lists of bills, the notice, and what falls overdue.

use chrono::{Days, Utc};
use platform::test_support::TestPerson;
use serde_json::{Value, json};
use water::{
    api::role,
    domain::ruleset,
    service::{Act, billing::mark_overdue::mark_overdue},
};

use crate::billing_county::{County, PERIOD, RURAL, User, clerk, day, head, path_of, payment_of, scoped};

fn codes(page: &Value) -> Vec<&str> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bill| bill["user_code"].as_str().unwrap())
        .collect()
}

/// Five bills: A and C with the same overage, B with the largest surcharge, D and E within the plan.
async fn five_bills() -> County {
    let county = County::start().await;
    county
        .add_all(&[
            User::example("A"),
            User::using("B", 1_490_000).but(|user| (user.industry_class, user.town) = ("restricted", "gujiao")),
            User::example("C").but(|user| (user.supplier, user.town) = (Some(RURAL), "gujiao")),
            User::using("D", 1_000_000),
            User::using("E", 900_000).but(|user| user.category = "special_trade"),
        ])
        .await;
    county.price("supply_city", "special_trade", 42_000, "2026-01-01").await;
    county.bill().await;
    county
}

async fn listed(county: &County, person: &TestPerson, query: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = county.get(person, &format!("/v1/bills?{query}{cursor}")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        seen.extend(codes(&page.body).into_iter().map(str::to_owned));
        let Some(next) = page.body["next_cursor"].as_str() else {
            return seen;
        };
        cursor = format!("&cursor={next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bills_are_found_by_what_a_clerk_knows_of_them() {
    let county = five_bills().await;
    let number = county.bill_of("D").await["number"].as_str().unwrap().to_owned();
    for (query, expected) in [
        ("town=gujiao", vec!["B", "C"]),
        ("category=special_trade", vec!["E"]),
        ("over_plan=true", vec!["A", "B", "C"]),
        ("over_plan=false", vec!["D", "E"]),
        ("over_plan=true&town=gujiao&supplier=supply_rural", vec!["C"]),
        ("q=用水户b", vec!["B"]),
        ("q=用水户", vec!["A", "B", "C", "D", "E"]),
        ("q=%25", vec![]),
        ("q=%20", vec!["A", "B", "C", "D", "E"]),
        (&format!("q={number}"), vec!["D"]),
    ] {
        assert_eq!(listed(&county, &clerk(), query).await, expected, "{query}");
    }
    let own = scoped(role::TOWN_CLERK, &["gujiao"]);
    assert_eq!(listed(&county, &own, "q=用水户&over_plan=true").await, ["B", "C"]);
    for (query, pointer) in [
        ("town=nowhere", "/town"),
        ("category=x", "/category"),
        ("period=2026", "/period"),
        ("sort=name", "/sort"),
    ] {
        let refused = county.get(&clerk(), &format!("/v1/bills?{query}")).await;
        assert_eq!(
            (refused.status, &refused.body["errors"][0]["pointer"]),
            (400, &json!(pointer)),
            "{query}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bills_are_sorted_and_every_page_goes_on_where_the_last_one_ended() {
    let county = five_bills().await;
    for limit in [1, 2, 3, 200] {
        let list = async |sort: &str| listed(&county, &clerk(), &format!("limit={limit}&sort={sort}")).await;
        assert_eq!(list("number").await, ["A", "B", "C", "D", "E"], "{limit}");
        assert_eq!(list("-number").await, ["E", "D", "C", "B", "A"], "{limit}");
        assert_eq!(list("-surcharge").await, ["B", "C", "A", "E", "D"], "{limit}");
        assert_eq!(list("-overage").await, ["C", "A", "B", "E", "D"], "{limit}");
        assert_eq!(
            listed(
                &county,
                &clerk(),
                &format!("limit={limit}&sort=-overage&over_plan=true&town=gujiao")
            )
            .await,
            ["C", "B"],
            "{limit}"
        );
    }
    let first = county.get(&clerk(), "/v1/bills?limit=1&sort=-surcharge").await.body;
    assert_eq!(
        (&first["items"][0]["overage"], &first["items"][0]["category"]),
        (&json!("490.000"), &json!("non_resident"))
    );
    let cursor = first["next_cursor"].as_str().unwrap();
    let mixed = county.get(&clerk(), &format!("/v1/bills?sort=-overage&cursor={cursor}")).await;
    assert_eq!((mixed.status, &mixed.body["code"]), (400, &json!("invalid_cursor")));
}

#[tokio::test(flavor = "multi_thread")]
async fn bills_are_listed_by_number_filtered_and_paged() {
    let county = County::start().await;
    county
        .add_all(&[
            User::example("A"),
            User::example("B").but(|user| user.supplier = Some(RURAL)),
            User::example("C"),
        ])
        .await;
    let run = county.bill().await;
    let list = async |query: &str| county.get(&clerk(), &format!("/v1/bills?{query}")).await.body;
    assert_eq!(codes(&list("").await), ["A", "B", "C"]);
    let first = list("limit=2").await;
    assert_eq!(codes(&first), ["A", "B"]);
    let second = list(&format!("limit=2&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!((codes(&second), &second["next_cursor"]), (vec!["C"], &Value::Null));
    let item = &first["items"][0];
    assert_eq!(
        (&item["total"], &item["surcharge"], &item["usage"], &item["state"]),
        (&json!("8190.00"), &json!("1890.00"), &json!("1500.000"), &json!("issued"))
    );
    let bill = county.bill_of("C").await;
    county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    for (query, expected) in [
        (format!("period={PERIOD}"), vec!["A", "B", "C"]),
        ("period=2026Q2".to_owned(), vec![]),
        ("state=paid".to_owned(), vec!["C"]),
        ("state=issued".to_owned(), vec!["A", "B"]),
        (format!("supplier={RURAL}"), vec!["B"]),
        ("user_code=A".to_owned(), vec!["A"]),
        (
            format!("run_id={}&state=issued&supplier=supply_city", run["id"].as_str().unwrap()),
            vec!["A"],
        ),
    ] {
        assert_eq!(codes(&list(&query).await), expected, "{query}");
    }
    for (query, code) in [
        ("state=unpaid", "invalid_input"),
        ("limit=201", "invalid_limit"),
        ("cursor=x", "invalid_cursor"),
        ("colour=red", "invalid_query"),
    ] {
        let refused = county.get(&clerk(), &format!("/v1/bills?{query}")).await;
        assert_eq!((refused.status, &refused.body["code"]), (400, &json!(code)), "{query}");
    }
    let nobody = county.get(&clerk(), "/v1/bills/018f0000-0000-7000-8000-000000000000").await;
    assert_eq!((nobody.status, &nobody.body["code"]), (404, &json!("not_found")));
}

#[tokio::test(flavor = "multi_thread")]
async fn from_its_notice_a_bill_has_fifteen_days_to_be_paid() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    assert_eq!((&bill["due_on"], &bill["notified_at"]), (&Value::Null, &Value::Null));
    let stale = county.post_if_match(&clerk(), &path_of(&bill, "/notify"), 3, &json!({})).await;
    assert_eq!((stale.status, &stale.body["code"]), (412, &json!("stale_version")));
    let told = county.post_if_match(&clerk(), &path_of(&bill, "/notify"), 1, &json!({})).await;
    assert_eq!(
        (told.status, &told.body["state"], &told.body["version"]),
        (200, &json!("notified"), &json!(2))
    );
    let due_on = day(bill["issued_on"].as_str().unwrap()) + Days::new(15);
    let bill = county.bill_of("A").await;
    assert_eq!((&bill["due_on"], &bill["version"]), (&json!(due_on), &json!(2)));
    assert!(bill["notified_at"].is_string());
    let again = county.post_if_match(&clerk(), &path_of(&bill, "/notify"), 2, &json!({})).await;
    assert_eq!((again.status, &again.body["code"]), (409, &json!("bill_wrong_state")));
    assert!(!again.body["missing"].as_array().unwrap().is_empty());
    assert_eq!(
        county
            .post_if_match(&head(), &path_of(&bill, "/notify"), 2, &json!({}))
            .await
            .status,
        403
    );
    assert_eq!(
        county
            .number("SELECT count(*) FROM audit_entries WHERE action = 'bill.notify'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_paid_when_due_is_overdue_and_can_still_be_paid() {
    let county = County::start().await;
    county
        .add_all(&[User::example("late"), User::example("paid"), User::example("silent")])
        .await;
    county.bill().await;
    for code in ["late", "paid"] {
        let bill = county.bill_of(code).await;
        assert_eq!(
            county
                .post_if_match(&clerk(), &path_of(&bill, "/notify"), 1, &json!({}))
                .await
                .status,
            200
        );
    }
    let bill = county.bill_of("paid").await;
    assert_eq!(
        county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await.status,
        201
    );
    let rules = ruleset::load(None).unwrap();
    let on_day = |days: u64| Act::at("system:test", "", Utc::now() + Days::new(days));
    assert_eq!(
        mark_overdue(&county.service.database, &rules, &on_day(15)).await.unwrap(),
        0,
        "the last day is in time"
    );
    assert_eq!(mark_overdue(&county.service.database, &rules, &on_day(16)).await.unwrap(), 1);
    assert_eq!(mark_overdue(&county.service.database, &rules, &on_day(17)).await.unwrap(), 0);
    let states = county
        .text("SELECT string_agg(user_code || '=' || state, ' ' ORDER BY user_code) FROM bills")
        .await
        .unwrap();
    assert_eq!(states, "late=overdue paid=paid silent=issued");
    let late = county.bill_of("late").await;
    assert!(late["due_on"].is_string());
    assert_eq!(
        county
            .number("SELECT count(*) FROM audit_entries WHERE action = 'bill.mark_overdue'")
            .await,
        1
    );
    let paid = county.post(&clerk(), &path_of(&late, "/payments"), &payment_of(&late)).await;
    assert_eq!((paid.status, &paid.body["bill_state"]), (201, &json!("paid")));
    county.assert_audit_intact().await;
}
