//! Flow S1 in finance: water's golden samples in, entries and finance's messages out, once.

use contracts::finance::{IncomeBookedV1, IncomeReversedV1};
use platform::{audit, broker::Failure};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{self, collected, reversed};

fn golden(text: &str) -> Value {
    serde_json::from_str::<Value>(text).unwrap()["data"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_golden_collection_is_booked_and_told_to_water() {
    let finance = support::start().await;
    finance.receive(&support::collected_sample()).await.unwrap();
    assert_eq!((finance.balance("1001").await, finance.balance("4001").await), (189_000, -189_000));
    let [(kind, data)] = finance.outbox().await.try_into().unwrap();
    assert_eq!(kind, "cn.jiangzhou.finance.income.booked.v1");
    let message: IncomeBookedV1 = serde_json::from_value(data.clone()).unwrap();
    assert_eq!(message.entry_number, "SZ-2026-000001");
    let mut sample = golden(include_str!(
        "../../../../shared/contracts/samples/cn.jiangzhou.finance.income.booked.v1.json"
    ));
    sample["entry_id"] = json!(message.entry_id);
    sample["entry_number"] = json!(message.entry_number);
    assert_eq!(data, sample, "our message about water's golden sample is the golden sample");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_golden_reversal_posts_the_mirror_and_is_told_to_water() {
    let finance = support::start().await;
    finance.receive(&support::collected_sample()).await.unwrap();
    finance.receive(&support::reversed_sample()).await.unwrap();
    assert_eq!((finance.balance("1001").await, finance.balance("4001").await), (0, 0));
    let [_, (kind, data)] = finance.outbox().await.try_into().unwrap();
    assert_eq!(kind, "cn.jiangzhou.finance.income.reversed.v1");
    let message: IncomeReversedV1 = serde_json::from_value(data.clone()).unwrap();
    assert_eq!(
        (message.entry_number.as_str(), message.reversed_entry_number.as_str()),
        ("SZ-2026-000002", "SZ-2026-000001")
    );
    let mut sample = golden(include_str!(
        "../../../../shared/contracts/samples/cn.jiangzhou.finance.income.reversed.v1.json"
    ));
    for field in ["entry_id", "entry_number", "reversed_entry_number"] {
        sample[field] = data[field].clone();
    }
    assert_eq!(data, sample);
    let original = finance.get(&support::clerk(), "/v1/journal-entries/SZ-2026-000001").await.body;
    assert_eq!(original["reversed_by"], "SZ-2026-000002");
    let reversal = finance.get(&support::clerk(), "/v1/journal-entries/SZ-2026-000002").await.body;
    assert_eq!(
        (&reversal["kind"], &reversal["reverses"]),
        (&json!("reversal"), &json!("SZ-2026-000001"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_facts_again_change_nothing() {
    let finance = support::start().await;
    let payment = Uuid::now_v7();
    for _ in 0..2 {
        finance.receive(&collected(payment, "420.00", "2026-03-31")).await.unwrap();
    }
    assert_eq!((finance.balance("1001").await, finance.outbox().await.len()), (42_000, 1));
    for _ in 0..2 {
        finance.receive(&reversed(payment, "420.00", "2026-04-02")).await.unwrap();
        finance.receive(&collected(payment, "420.00", "2026-03-31")).await.unwrap();
    }
    assert_eq!((finance.balance("1001").await, finance.outbox().await.len()), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reversal_that_comes_first_is_tried_again_and_then_works() {
    let finance = support::start().await;
    let payment = Uuid::now_v7();
    let reversal = reversed(payment, "420.00", "2026-04-02");
    let early = finance.receive(&reversal).await.unwrap_err();
    assert!(
        matches!(&early, Failure::Transient(reason) if reason.contains("income_not_booked_yet")),
        "{early:?}"
    );
    finance.receive(&collected(payment, "420.00", "2026-03-31")).await.unwrap();
    finance.receive(&reversal).await.unwrap();
    assert_eq!((finance.balance("1001").await, finance.outbox().await.len()), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_never_work_is_refused_for_good_with_nothing_changed() {
    let finance = support::start().await;
    let payment = Uuid::now_v7();
    finance.receive(&collected(payment, "420.00", "2026-03-31")).await.unwrap();
    let mut not_a_fund = collected(Uuid::now_v7(), "1.00", "2026-03-31");
    not_a_fund.data["fund"] = json!("revolving");
    let mut unreadable = collected(Uuid::now_v7(), "1.00", "2026-03-31");
    unreadable.data["surcharge_amount"] = json!(1.0);
    let mut other_kind = collected(Uuid::now_v7(), "1.00", "2026-03-31");
    other_kind.kind = "cn.jiangzhou.finance.income.booked.v1".to_owned();
    for (message, says) in [
        (collected(payment, "420.01", "2026-03-31"), "conflicting_collection"),
        (collected(Uuid::now_v7(), "0.00", "2026-03-31"), "/surcharge_amount"),
        (collected(Uuid::now_v7(), "-1.00", "2026-03-31"), "/surcharge_amount"),
        (collected(Uuid::now_v7(), "1", "2026-03-31"), "/surcharge_amount"),
        (collected(Uuid::now_v7(), "1.00", "2026-02-29"), "/paid_on"),
        (unreadable, "not readable"),
        (other_kind, "不处理这类消息"),
        (reversed(payment, "419.99", "2026-04-02"), "cancellation_differs"),
        (reversed(payment, "420.00", "2026-03-30"), "reversal_too_early"),
    ] {
        let failure = finance.receive(&message).await.expect_err(says);
        assert!(
            matches!(&failure, Failure::Permanent(reason) if reason.contains(says)),
            "{says}: {failure:?}"
        );
    }
    assert_eq!((finance.balance("1001").await, finance.outbox().await.len()), (42_000, 1));
    assert_eq!(finance.count("SELECT count(*) FROM journal_entries").await, 1);
    // A message cannot choose its fund: whatever else it says, surcharge goes into the surcharge fund.
    finance.receive(&not_a_fund).await.unwrap();
    assert_eq!(
        finance
            .count("SELECT count(*) FROM journal_entries WHERE fund <> 'water_surcharge'")
            .await,
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reversal_of_money_that_was_spent_is_refused() {
    let finance = support::start().await;
    let payment = Uuid::now_v7();
    finance.receive(&collected(payment, "420.00", "2026-03-31")).await.unwrap();
    finance
        .sql()
        .await
        .batch_execute(
            "BEGIN;
             INSERT INTO journal_entries (id, fund, booked_on, summary, kind, posted_by) VALUES ('00000000-0000-0000-0000-000000000001', 'water_surcharge', '2026-04-01', '支出', 'ordinary', 'test');
             INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen) VALUES ('00000000-0000-0000-0000-000000000001', 1, 'water_surcharge', '5003', 1), ('00000000-0000-0000-0000-000000000001', 2, 'water_surcharge', '1001', -1);
             COMMIT;",
        )
        .await
        .unwrap();
    let failure = finance.receive(&reversed(payment, "420.00", "2026-04-02")).await.unwrap_err();
    assert!(
        matches!(&failure, Failure::Permanent(reason) if reason.contains("account_overdrawn") && reason.contains("419.99")),
        "{failure:?}"
    );
    assert_eq!(finance.balance("1001").await, 41_999);
    assert_eq!(finance.count("SELECT count(*) FROM surcharge_income_reversals").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_booking_is_in_the_audit_trail() {
    let finance = support::start().await;
    let payment = Uuid::now_v7();
    finance.receive(&collected(payment, "420.00", "2026-03-31")).await.unwrap();
    finance.receive(&reversed(payment, "420.00", "2026-04-02")).await.unwrap();
    let report = audit::verify(&finance.service.database).await.unwrap();
    assert_eq!((report.entries, report.findings), (2, Vec::new()));
    let rows = finance
        .sql()
        .await
        .query(
            "SELECT action, entity_id, after ->> 'entry_number' FROM audit_entries ORDER BY seq",
            &[],
        )
        .await
        .unwrap();
    let told: Vec<(String, String, String)> = rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    assert_eq!(
        told,
        [
            ("surcharge_income.book".to_owned(), payment.to_string(), "SZ-2026-000001".to_owned()),
            (
                "surcharge_income.reverse".to_owned(),
                payment.to_string(),
                "SZ-2026-000002".to_owned()
            ),
        ]
    );
}
