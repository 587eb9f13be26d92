//! Credit bills: they cancel, give back, and make room for a new bill.

use contracts::water::{SurchargeCollectedV1, SurchargeReversedV1};
use platform::test_support::send;
use serde_json::{Value, json};

use crate::{
    billing_county::{County, User, clerk, head, path_of, payment_of},
    billing_payment::outbox,
};

const REASON: &str = "抄表录入错误，按更正后的读数重新计费";

async fn billed() -> (County, Value) {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    (county, bill)
}

async fn credit(county: &County, bill: &Value, version: i64) -> platform::test_support::Answer {
    county
        .post_if_match(&head(), &path_of(bill, "/credit"), version, &json!({ "reason": REASON }))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_bill_of_an_unpaid_bill_moves_no_money_and_the_user_is_billed_anew() {
    let (county, bill) = billed().await;
    let answer = credit(&county, &bill, 1).await;
    assert_eq!((answer.status, &answer.body["bill_state"]), (201, &json!("cancelled")));
    let credit_bill = &answer.body["credit_bill"];
    assert_eq!(
        (&credit_bill["number"], &credit_bill["total"], &credit_bill["reason"]),
        (&json!("HC-2026Q3-000001"), &json!("8190.00"), &json!(REASON))
    );
    assert_eq!(
        (&credit_bill["payment_id"], &credit_bill["created_by"]),
        (&Value::Null, &json!("head"))
    );
    assert_eq!(county.number("SELECT count(*) FROM outbox_messages").await, 0);
    let cancelled = county.bill_by_id(bill["id"].as_str().unwrap()).await;
    assert_eq!((&cancelled["state"], &cancelled["credit_bill"]), (&json!("cancelled"), credit_bill));
    let run = county.bill().await;
    assert_eq!(run["billed"], 1);
    let anew = county.bill_of("A").await;
    assert_ne!(anew["id"], bill["id"]);
    assert_eq!((&anew["number"], &anew["total"]), (&json!("SF-2026Q3-000002"), &json!("8190.00")));
    county.assert_audit_intact().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_bill_of_a_paid_bill_takes_the_surcharge_back() {
    let (county, bill) = billed().await;
    let paid = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    let answer = credit(&county, &bill, 2).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let messages = outbox::<SurchargeReversedV1>(&county).await;
    assert_eq!(messages.len(), 1);
    let expected = SurchargeReversedV1 {
        payment_id: paid.body["payment"]["id"].as_str().unwrap().to_owned(),
        bill_id: bill["id"].as_str().unwrap().to_owned(),
        credit_bill_id: answer.body["credit_bill"]["id"].as_str().unwrap().to_owned(),
        credit_bill_number: "HC-2026Q3-000001".to_owned(),
        surcharge_amount: "1890.00".to_owned(),
        reason: REASON.to_owned(),
        reversed_on: bill["issued_on"].as_str().unwrap().to_owned(),
    };
    assert_eq!(
        (messages[0].subject.as_str(), &messages[0].data),
        (bill["id"].as_str().unwrap(), &expected)
    );
    assert_eq!(outbox::<SurchargeCollectedV1>(&county).await.len(), 1);
    // The payment stays on record with the cancelled bill, and takes no other bill's place.
    let cancelled = county.bill_by_id(bill["id"].as_str().unwrap()).await;
    assert_eq!(cancelled["payment"]["id"], paid.body["payment"]["id"]);
    assert_eq!(answer.body["credit_bill"]["payment_id"], paid.body["payment"]["id"]);
    county.bill().await;
    let anew = county.bill_of("A").await;
    assert_eq!(
        county.post(&clerk(), &path_of(&anew, "/payments"), &payment_of(&anew)).await.status,
        201
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_bill_without_surcharge_asks_nothing_of_finance() {
    let county = County::start().await;
    county.add(&User::using("A", 1_000_000)).await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    let answer = credit(&county, &bill, 2).await;
    assert_eq!(answer.status, 201);
    assert!(answer.body["credit_bill"]["payment_id"].is_string());
    assert_eq!(county.number("SELECT count(*) FROM outbox_messages").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_is_credited_once_by_the_head_as_it_was_seen() {
    let (county, bill) = billed().await;
    let path = path_of(&bill, "/credit");
    let by_clerk = county.post_if_match(&clerk(), &path, 1, &json!({ "reason": REASON })).await;
    assert_eq!(by_clerk.status, 403);
    let stale = credit(&county, &bill, 2).await;
    assert_eq!((stale.status, &stale.body["code"]), (412, &json!("stale_version")));
    for reason in [json!({ "reason": " " }), json!({}), json!({ "reason": "长".repeat(201) })] {
        assert_eq!(county.post_if_match(&head(), &path, 1, &reason).await.status, 400, "{reason}");
    }
    let ask = || {
        county
            .request_as(&head(), "POST", &path)
            .header("if-match", "\"1\"")
            .header("idempotency-key", "once")
            .json(&json!({ "reason": REASON }))
    };
    let (first, replay) = (send(ask()).await, send(ask()).await);
    assert_eq!((first.status, replay.status, first.body == replay.body), (201, 201, true));
    let again = credit(&county, &bill, 2).await;
    assert_eq!((again.status, &again.body["code"]), (409, &json!("bill_wrong_state")));
    let payment = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    assert_eq!((payment.status, &payment.body["code"]), (409, &json!("bill_wrong_state")));
    assert_eq!(county.number("SELECT count(*) FROM credit_bills").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_payment_and_a_credit_bill_at_once_the_later_sees_the_earlier() {
    let (county, bill) = billed().await;
    let path = path_of(&bill, "/payments");
    let (person, body) = (clerk(), payment_of(&bill));
    let (paid, credited) = tokio::join!(county.post(&person, &path, &body), credit(&county, &bill, 1));
    match (paid.status, credited.status) {
        (201, 412) => assert_eq!(outbox::<SurchargeCollectedV1>(&county).await.len(), 1),
        (409, 201) => assert_eq!(county.number("SELECT count(*) FROM payments").await, 0),
        other => panic!("{other:?}: {} {}", paid.body, credited.body),
    }
    assert!(outbox::<SurchargeReversedV1>(&county).await.is_empty());
}
