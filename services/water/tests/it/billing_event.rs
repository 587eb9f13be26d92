//! What finance answers: the golden samples, made out to a bill of the test.

use platform::{
    Scope,
    broker::{Failure, Received},
    rule::LiveRules,
};
use serde_json::{Value, json};
use water::{events, service::rule_use::rule_source};

use crate::billing_county::{County, User, clerk, head, path_of, payment_of};

const BOOKED: &str = include_str!("../../../../shared/contracts/samples/cn.jiangzhou.finance.income.booked.v1.json");
const REVERSED: &str = include_str!("../../../../shared/contracts/samples/cn.jiangzhou.finance.income.reversed.v1.json");

struct Paid {
    county: County,
    bill: Value,
    payment_id: String,
}

async fn paid() -> Paid {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county.bill().await;
    let bill = county.bill_of("A").await;
    let answer = county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await;
    let payment_id = answer.body["payment"]["id"].as_str().unwrap().to_owned();
    Paid { county, bill, payment_id }
}

impl Paid {
    /// A sample about this bill; its amount is that of the worked example.
    fn sample(&self, text: &str, change: impl FnOnce(&mut Value)) -> Received {
        let mut message: Value = serde_json::from_str(text).unwrap();
        let data = &mut message["data"];
        data["payment_id"] = json!(self.payment_id);
        data["bill_id"] = self.bill["id"].clone();
        change(data);
        serde_json::from_value(message).unwrap()
    }

    fn booked(&self) -> Received {
        self.sample(BOOKED, |_| {})
    }

    fn reversed(&self, credit_bill: &str) -> Received {
        self.sample(REVERSED, |data| data["credit_bill_id"] = json!(credit_bill))
    }

    async fn receive(&self, message: &Received) -> Result<(), Failure> {
        let rules = LiveRules::start(rule_source(None), &self.county.service.database).await.unwrap();
        let handler = events::handler(&rules).unwrap();
        let mut tx = self.county.service.database.begin(&Scope::All).await.unwrap();
        handler.handle(&mut tx, message).await?;
        tx.commit().await.unwrap();
        Ok(())
    }

    /// Nothing is left behind: no message parked, the audit trail as it was written.
    async fn finish(self) {
        assert_eq!(self.county.number("SELECT count(*) FROM dead_letters").await, 0);
        self.county.assert_audit_intact().await;
    }

    async fn shown(&self) -> Value {
        self.county.bill_by_id(self.bill["id"].as_str().unwrap()).await
    }

    async fn credit(&self, version: i64) -> String {
        let answer = self
            .county
            .post_if_match(&head(), &path_of(&self.bill, "/credit"), version, &json!({ "reason": "更正" }))
            .await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body["credit_bill"]["id"].as_str().unwrap().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_entry_settles_the_bill_once() {
    let paid = paid().await;
    paid.receive(&paid.booked()).await.unwrap();
    let settled = paid.shown().await;
    assert_eq!(
        (&settled["state"], &settled["entry_number"], &settled["version"]),
        (&json!("settled"), &json!("SZ-2026-000001"), &json!(3))
    );
    assert!(settled["settled_at"].is_string());
    // The same entry in another message changes nothing.
    paid.receive(&paid.booked()).await.unwrap();
    assert_eq!(paid.shown().await, settled);
    assert_eq!(
        paid.county
            .number("SELECT count(*) FROM audit_entries WHERE action = 'bill.settle'")
            .await,
        1
    );
    paid.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_does_not_fit_is_parked_and_changes_nothing() {
    let paid = paid().await;
    let before = paid.shown().await;
    for (what, message) in [
        ("amount", paid.sample(BOOKED, |data| data["amount"] = json!("1889.99"))),
        ("no amount", paid.sample(BOOKED, |data| data["amount"] = json!("1890"))),
        ("fund", paid.sample(BOOKED, |data| data["fund"] = json!("revolving"))),
        (
            "payment",
            paid.sample(BOOKED, |data| data["payment_id"] = json!("018f0000-0000-7000-8000-000000000000")),
        ),
        (
            "bill",
            paid.sample(BOOKED, |data| data["bill_id"] = json!("018f0000-0000-7000-8000-000000000000")),
        ),
        ("no id", paid.sample(BOOKED, |data| data["bill_id"] = json!("7"))),
        ("no payload", paid.sample(BOOKED, |data| *data = json!({}))),
        (
            "reversal of a bill that stands",
            paid.reversed("018f0000-0000-7000-8000-000000000000"),
        ),
        ("blank entry", paid.sample(BOOKED, |data| data["entry_number"] = json!(" "))),
    ] {
        let failure = paid.receive(&message).await.unwrap_err();
        assert!(
            matches!(&failure, Failure::Permanent(reason) if !reason.is_empty()),
            "{what}: {failure:?}"
        );
    }
    let mut unknown = paid.booked();
    unknown.kind = "cn.jiangzhou.finance.income.forgotten.v1".to_owned();
    assert!(matches!(paid.receive(&unknown).await, Err(Failure::Permanent(_))));
    assert_eq!(paid.shown().await, before);
    paid.receive(&paid.booked()).await.unwrap();
    let other_entry = paid.sample(BOOKED, |data| data["entry_number"] = json!("SZ-2026-000009"));
    assert!(matches!(paid.receive(&other_entry).await, Err(Failure::Permanent(_))));
    assert_eq!(paid.shown().await["entry_number"], "SZ-2026-000001");
    paid.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unpaid_bill_cannot_have_been_booked() {
    let paid = paid().await;
    paid.county.add(&User::example("B")).await;
    paid.county.bill().await;
    let unpaid = paid.county.bill_of("B").await;
    let message = paid.sample(BOOKED, |data| data["bill_id"] = unpaid["id"].clone());
    assert!(matches!(paid.receive(&message).await, Err(Failure::Permanent(_))));
    assert_eq!(paid.county.bill_of("B").await, unpaid);
    paid.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reversing_entry_is_noted_on_the_credit_bill_once() {
    let paid = paid().await;
    paid.receive(&paid.booked()).await.unwrap();
    let credit_bill = paid.credit(3).await;
    let wrong = paid.reversed("018f0000-0000-7000-8000-000000000000");
    assert!(matches!(paid.receive(&wrong).await, Err(Failure::Permanent(_))));
    paid.receive(&paid.reversed(&credit_bill)).await.unwrap();
    let shown = paid.shown().await;
    assert_eq!(
        (&shown["state"], &shown["entry_number"]),
        (&json!("cancelled"), &json!("SZ-2026-000001"))
    );
    assert_eq!(shown["credit_bill"]["entry_number"], "SZ-2026-000002");
    assert!(shown["credit_bill"]["settled_at"].is_string());
    paid.receive(&paid.reversed(&credit_bill)).await.unwrap();
    assert_eq!(paid.shown().await, shown);
    paid.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_in_any_order_end_the_same() {
    let paid = paid().await;
    let credit_bill = paid.credit(2).await;
    paid.receive(&paid.reversed(&credit_bill)).await.unwrap();
    paid.receive(&paid.booked()).await.unwrap();
    let shown = paid.shown().await;
    assert_eq!(
        (&shown["state"], &shown["entry_number"]),
        (&json!("cancelled"), &json!("SZ-2026-000001"))
    );
    assert_eq!(shown["credit_bill"]["entry_number"], "SZ-2026-000002");
    paid.receive(&paid.booked()).await.unwrap();
    assert_eq!(paid.shown().await, shown);
    paid.finish().await;
}
