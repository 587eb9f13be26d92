//! What finance asks for its daily reconciliation.

use platform::test_support::{Answer, send};
use serde_json::{Value, json};

use crate::billing_county::{County, User, clerk, head, path_of, payment_of};

async fn ask(county: &County, token: &str, query: &str) -> Answer {
    send(
        county
            .request("GET", &format!("/v1/surcharge-collections?{query}"))
            .bearer_auth(token),
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn finance_gets_every_surcharge_of_a_day_with_totals_in_pages() {
    let county = County::start().await;
    county
        .add_all(&[
            User::example("A"),
            User::example("B"),
            User::using("C", 1_000_000),
            User::example("D"),
        ])
        .await;
    county.bill().await;
    let mut payments = Vec::new();
    for code in ["A", "B", "C"] {
        let bill = county.bill_of(code).await;
        let paid = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
        payments.push((bill, paid.body["payment"]["id"].clone()));
    }
    let (b, b_payment) = &payments[1];
    let credited = county
        .post_if_match(&head(), &path_of(b, "/credit"), 2, &json!({ "reason": "更正" }))
        .await;
    // An unpaid bill that is credited had no surcharge to give back.
    let d = county.bill_of("D").await;
    assert_eq!(
        county
            .post_if_match(&head(), &path_of(&d, "/credit"), 1, &json!({ "reason": "更正" }))
            .await
            .status,
        201
    );

    let token = county.issuer.service_token("finance");
    let date = b["issued_on"].as_str().unwrap();
    let day = ask(&county, &token, &format!("date={date}")).await;
    assert_eq!((day.status, &day.body["date"]), (200, &json!(date)));
    assert_eq!(
        (&day.body["collected_total"], &day.body["reversed_total"], &day.body["next_cursor"]),
        (&json!("3780.00"), &json!("1890.00"), &Value::Null)
    );
    let items = day.body["items"].as_array().unwrap();
    let kinds: Vec<_> = items.iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["collected", "collected", "reversed"]);
    let expected = json!({
        "kind": "reversed",
        "payment_id": b_payment,
        "bill_id": b["id"],
        "bill_number": b["number"],
        "surcharge_amount": "1890.00",
        "credit_bill_id": credited.body["credit_bill"]["id"],
    });
    assert_eq!(items[2], expected);

    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = ask(&county, &token, &format!("date={date}&limit=1{cursor}")).await.body;
        assert_eq!(page["collected_total"], "3780.00", "totals are the whole day's");
        paged.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(&paged, items);
    let other = ask(&county, &token, "date=2026-01-01").await.body;
    assert_eq!((&other["items"], &other["collected_total"]), (&json!([]), &json!("0.00")));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_finance_service_may_ask() {
    let county = County::start().await;
    for (token, status) in [
        (county.issuer.service_token("finance"), 200),
        (county.issuer.service_token("housing"), 403),
        (county.issuer.token(&clerk()), 403),
    ] {
        assert_eq!(ask(&county, &token, "date=2026-10-12").await.status, status);
    }
    let token = county.issuer.service_token("finance");
    for query in ["date=12.10.2026", "date=", ""] {
        assert_eq!(ask(&county, &token, query).await.status, 400, "{query}");
    }
}
