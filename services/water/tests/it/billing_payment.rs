//! Payments: once, in full, by whoever may take the money; the surcharge is told to finance.

use chrono::{Days, NaiveDate};
use contracts::{Envelope, Message, water::SurchargeCollectedV1};
use platform::test_support::send;
use serde_json::{Value, json};
use water::api::role;

use crate::billing_county::{CITY, County, RURAL, User, clerk, day, path_of, payment_of, scoped};

/// The messages of a type in the outbox.
pub async fn outbox<M: Message + serde::de::DeserializeOwned>(county: &County) -> Vec<Envelope<M>> {
    let rows = county
        .superuser()
        .await
        .query(
            "SELECT envelope::text FROM outbox_messages WHERE kind = $1 ORDER BY seq",
            &[&M::TYPE],
        )
        .await
        .unwrap();
    rows.iter().map(|row| serde_json::from_str(row.get(0)).unwrap()).collect()
}

async fn billed() -> (County, Value) {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    (county, bill)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_tells_finance_of_the_surcharge_once() {
    let (county, bill) = billed().await;
    let answer = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    assert_eq!(
        (answer.status, &answer.body["bill_state"], &answer.body["bill_version"]),
        (201, &json!("paid"), &json!(2))
    );
    let payment = &answer.body["payment"];
    assert_eq!(
        (&payment["amount"], &payment["basic_charge"], &payment["surcharge"]),
        (&json!("8190.00"), &json!("6300.00"), &json!("1890.00"))
    );
    let messages = outbox::<SurchargeCollectedV1>(&county).await;
    assert_eq!(messages.len(), 1);
    let id = bill["id"].as_str().unwrap();
    assert_eq!(
        (messages[0].subject.as_str(), messages[0].source.as_str()),
        (id, "/jiangzhou/water")
    );
    let expected = SurchargeCollectedV1 {
        payment_id: payment["id"].as_str().unwrap().to_owned(),
        bill_id: id.to_owned(),
        bill_number: "SF-2026Q3-000001".to_owned(),
        water_user: "用水户A".to_owned(),
        period: "2026Q3".to_owned(),
        basic_amount: "6300.00".to_owned(),
        surcharge_amount: "1890.00".to_owned(),
        collector: "water_bureau".to_owned(),
        paid_on: bill["issued_on"].as_str().unwrap().to_owned(),
    };
    assert_eq!(messages[0].data, expected);
    let shown = county.bill_of("A").await;
    assert_eq!(
        (&shown["state"], &shown["payment"], &shown["entry_number"]),
        (&json!("paid"), payment, &Value::Null)
    );
    assert_eq!(
        (&shown["payment"]["registered_by"], &shown["payment"]["reference"]),
        (&json!("billing"), &json!("T-1"))
    );
    assert_eq!(
        county.number("SELECT count(*) FROM audit_entries WHERE action = 'bill.pay'").await,
        1
    );
    county.assert_audit_intact().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_message_has_the_shape_of_its_golden_sample() {
    let (county, bill) = billed().await;
    county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    let sample: Value = serde_json::from_str(include_str!(
        "../../../../shared/contracts/samples/cn.jiangzhou.water.surcharge.collected.v1.json"
    ))
    .unwrap();
    let text = county.text("SELECT envelope FROM outbox_messages").await.unwrap();
    let sent: Value = serde_json::from_str(&text).unwrap();
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!((keys(&sent), keys(&sent["data"])), (keys(&sample), keys(&sample["data"])));
    assert_eq!(sent["type"], sample["type"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn paying_a_bill_twice_is_refused() {
    let (county, bill) = billed().await;
    let pay = || {
        county
            .request_as(&clerk(), "POST", &path_of(&bill, "/payments"))
            .header("idempotency-key", "once")
            .json(&payment_of(&bill))
    };
    let first = send(pay()).await;
    let replay = send(pay()).await;
    assert_eq!((first.status, replay.status), (201, 201));
    assert_eq!(first.body, replay.body, "the same key is the same payment");
    let second = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    assert_eq!((second.status, &second.body["code"]), (409, &json!("bill_already_paid")));
    assert_eq!(county.number("SELECT count(*) FROM payments").await, 1);
    assert_eq!(outbox::<SurchargeCollectedV1>(&county).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_payments_at_once_exactly_one_is_taken() {
    let (county, bill) = billed().await;
    let path = path_of(&bill, "/payments");
    let body = payment_of(&bill);
    let person = clerk();
    let tries = (0..8).map(|_| county.post(&person, &path, &body));
    let answers = futures_util::future::join_all(tries).await;
    let taken = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(taken, 1);
    assert!(
        answers
            .iter()
            .all(|answer| answer.status == 201 || answer.body["code"] == "bill_already_paid"),
        "{answers:?}"
    );
    assert_eq!(county.number("SELECT count(*) FROM payments").await, 1);
    assert_eq!(outbox::<SurchargeCollectedV1>(&county).await.len(), 1);
    assert_eq!(county.bill_of("A").await["version"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_does_not_fit_is_refused_and_changes_nothing() {
    let (county, bill) = billed().await;
    let issued_on = day(bill["issued_on"].as_str().unwrap());
    let change = |name: &str, value: Value| {
        let mut body = payment_of(&bill);
        body[name] = value;
        body
    };
    for (body, status, code) in [
        (change("amount", json!("8189.99")), 422, "part_payment_refused"),
        (change("amount", json!("6300.00")), 422, "part_payment_refused"),
        (change("amount", json!("0.00")), 422, "part_payment_refused"),
        (change("amount", json!("8190.01")), 422, "payment_exceeds_bill"),
        (change("amount", json!("8190")), 400, "invalid_input"),
        (change("amount", json!(8190.0)), 400, "invalid_input"),
        (change("amount", json!("-8190.00")), 400, "invalid_input"),
        (change("paid_on", json!(issued_on - Days::new(1))), 422, "day_before_issue"),
        (change("paid_on", json!(issued_on + Days::new(2))), 422, "payment_in_future"),
        (change("paid_on", json!("2026-02-30")), 400, "invalid_input"),
        (change("method", json!("barter")), 400, "invalid_input"),
        (change("collector", json!("supply_rural")), 422, "unknown_collector"),
        (change("collector", json!(" ")), 400, "invalid_input"),
        (change("reference", json!("")), 400, "invalid_input"),
        (change("note", json!("x")), 400, "invalid_input"),
    ] {
        let answer = county.post(&clerk(), &path_of(&bill, "/payments"), &body).await;
        assert_eq!(
            (answer.status, answer.body["code"].as_str().unwrap()),
            (status, code),
            "{body}: {}",
            answer.body
        );
        if code == "part_payment_refused" {
            assert!(
                answer.body["detail"].as_str().unwrap().contains("8190.00"),
                "the amount due is named: {}",
                answer.body
            );
            assert_eq!(answer.body["citation"]["document"], "新政办发〔2023〕24号");
        }
    }
    let nowhere = county
        .post(
            &clerk(),
            "/v1/bills/018f0000-0000-7000-8000-000000000000/payments",
            &payment_of(&bill),
        )
        .await;
    assert_eq!(nowhere.status, 404);
    assert_eq!(county.bill_of("A").await, bill);
    assert_eq!(county.number("SELECT count(*) FROM payments").await, 0);
    assert!(outbox::<SurchargeCollectedV1>(&county).await.is_empty());
    let today: NaiveDate = issued_on;
    assert_eq!(
        county
            .post(&clerk(), &path_of(&bill, "/payments"), &change("paid_on", json!(today)))
            .await
            .status,
        201
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_without_surcharge_is_settled_when_it_is_paid() {
    let county = County::start().await;
    county.add(&User::using("A", 1_000_000)).await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    let answer = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    assert_eq!((answer.status, &answer.body["bill_state"]), (201, &json!("settled")));
    let bill = county.bill_of("A").await;
    assert_eq!(
        (&bill["entry_number"], &bill["payment"]["amount"]),
        (&Value::Null, &json!("4200.00"))
    );
    assert!(bill["settled_at"].is_string());
    assert!(outbox::<SurchargeCollectedV1>(&county).await.is_empty());
    let again = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    assert_eq!((again.status, &again.body["code"]), (409, &json!("bill_already_paid")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_of_nothing_takes_no_payment() {
    let county = County::start().await;
    county.add(&User::using("A", 0)).await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    let answer = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    assert_eq!((answer.status, &answer.body["code"]), (409, &json!("nothing_due")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supply_company_registers_only_what_it_took_itself_from_its_own_users() {
    let county = County::start().await;
    county
        .add_all(&[User::example("A"), User::example("B").but(|user| user.supplier = Some(RURAL))])
        .await;
    county.bill().await;
    let (own, other) = (county.bill_of("A").await, county.bill_of("B").await);
    let operator = scoped(role::SUPPLY_OPERATOR, &[CITY]);
    let for_bureau = county.post(&operator, &path_of(&own, "/payments"), &payment_of(&own)).await;
    assert_eq!(
        (for_bureau.status, &for_bureau.body["code"]),
        (403, &json!("collector_not_own_unit"))
    );
    let mut body = payment_of(&other);
    body["collector"] = json!(CITY);
    assert_eq!(
        county.post(&operator, &path_of(&other, "/payments"), &body).await.status,
        404,
        "another company's user"
    );
    let mut body = payment_of(&own);
    body["collector"] = json!(CITY);
    let taken = county.post(&operator, &path_of(&own, "/payments"), &body).await;
    assert_eq!((taken.status, &taken.body["payment"]["collector"]), (201, &json!(CITY)));
    assert_eq!(outbox::<SurchargeCollectedV1>(&county).await[0].data.collector, CITY);
    // The bureau's clerk may register what the company reports.
    let mut body = payment_of(&other);
    body["collector"] = json!(RURAL);
    assert_eq!(county.post(&clerk(), &path_of(&other, "/payments"), &body).await.status, 201);
    let auditor = county
        .post(&scoped(role::AUDITOR, &[CITY]), &path_of(&own, "/payments"), &payment_of(&own))
        .await;
    assert_eq!(auditor.status, 403);
}
