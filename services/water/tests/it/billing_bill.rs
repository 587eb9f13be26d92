//! Lists of bills, the notice, and what falls overdue.

use chrono::{Days, Utc};
use serde_json::{Value, json};
use water::{
    domain::ruleset,
    service::{Act, billing::mark_overdue::mark_overdue},
};

use crate::billing_county::{County, PERIOD, RURAL, User, clerk, day, head, path_of, payment_of};

fn codes(page: &Value) -> Vec<&str> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bill| bill["user_code"].as_str().unwrap())
        .collect()
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
