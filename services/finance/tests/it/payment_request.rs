//! Flow S2 in finance as far as it goes: a request is kept, once.

use contracts::Envelope;
use platform::broker::{Failure, Received};
use serde_json::{Value, json};

use crate::support;

const REQUESTED: &str = include_str!("../../../../shared/contracts/samples/cn.jiangzhou.finance.payment.requested.v1.json");

fn sample(change: impl FnOnce(&mut Value)) -> Received {
    let mut message: Value = serde_json::from_str(REQUESTED).unwrap();
    change(&mut message["data"]);
    let _: Envelope<contracts::finance::PaymentRequestedV1> = serde_json::from_value(message.clone()).unwrap();
    serde_json::from_value(message).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_kept_once_however_often_it_comes_and_nothing_is_answered_or_booked() {
    let finance = support::start().await;
    finance.receive(&sample(|_| {})).await.unwrap();
    finance.receive(&sample(|_| {})).await.unwrap();
    let kept = finance.sql().await;
    let row = kept
        .query_one("SELECT count(*), sum(total_fen)::bigint FROM received_payment_requests", &[])
        .await
        .unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (1, 167_000));
    assert_eq!(finance.outbox().await, []);
    assert_eq!(finance.balance("1001").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_content_under_the_same_id_and_lines_that_do_not_add_up_are_refused() {
    let finance = support::start().await;
    finance.receive(&sample(|_| {})).await.unwrap();
    for change in [(|data: &mut Value| data["number"] = json!("另一个")) as fn(&mut Value), |data| {
        data["total"] = json!("1670.01")
    }] {
        let refused = finance.receive(&sample(change)).await.unwrap_err();
        assert!(matches!(refused, Failure::Permanent(_)), "{refused:?}");
    }
}
