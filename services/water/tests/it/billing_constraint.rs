//! What the database itself refuses, whoever writes: raw SQL as the service's own login role, over all rows.

use diesel::result::{DatabaseErrorKind, Error};
use serde_json::json;

use crate::billing_county::{CITY, County, PERIOD, User, clerk, head, path_of, payment_of};

async fn paid_and_cancelled() -> County {
    let county = County::start().await;
    county.add_all(&[User::example("A"), User::example("B"), User::example("C")]).await;
    county.bill().await;
    for code in ["A", "B"] {
        let bill = county.bill_of(code).await;
        assert_eq!(
            county.post(&clerk(), &path_of(&bill, "/payments"), &payment_of(&bill)).await.status,
            201
        );
    }
    let bill = county.bill_of("B").await;
    let credited = county
        .post_if_match(&head(), &path_of(&bill, "/credit"), 2, &json!({ "reason": "更正" }))
        .await;
    assert_eq!(credited.status, 201);
    county
}

/// Refused by a trigger, a constraint or a missing privilege: never by a slip of the test's SQL.
async fn assert_refused(county: &County, statement: &str) {
    let Err(Error::DatabaseError(kind, info)) = county.sql(statement).await else {
        panic!("{statement} was accepted")
    };
    let message = info.message();
    let by_rule = matches!(kind, DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::CheckViolation)
        || ["append-only", "never", "bills have been issued", "permission denied"]
            .iter()
            .any(|words| message.contains(words));
    assert!(by_rule, "{statement}: {kind:?} {message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_active_bill_of_a_user_and_period_is_refused() {
    let county = paid_and_cancelled().await;
    let columns = county
        .text("SELECT string_agg(column_name, ',') FROM information_schema.columns WHERE table_name = 'bills' AND column_name NOT IN ('id', 'number', 'state', 'settled_at')")
        .await
        .unwrap();
    let copy = |code: &str| {
        format!(
            "INSERT INTO bills (id, number, state, {columns}) SELECT gen_random_uuid(), 'X-{code}', 'issued', {columns} FROM bills WHERE user_code = '{code}'"
        )
    };
    assert_refused(&county, &copy("A")).await;
    // After a credit bill there is room for one, and only one.
    county.sql(&copy("B")).await.unwrap();
    assert_refused(&county, &copy("B")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_is_never_rewritten_or_removed() {
    let county = paid_and_cancelled().await;
    for change in [
        "total_fen = total_fen + 1, basic_fen = basic_fen + 1",
        "surcharge_fen = 0, total_fen = basic_fen",
        "usage_milli = 0",
        "user_name = '别人'",
        "trace = '[]'",
        "bands = '[]'",
        "number = 'SF-0'",
        "issued_on = issued_on - 1",
        "period = '2026Q2'",
    ] {
        assert_refused(&county, &format!("UPDATE bills SET {change} WHERE user_code = 'C'")).await;
    }
    assert_refused(&county, "UPDATE bills SET state = 'issued' WHERE user_code = 'B'").await;
    assert_refused(&county, "UPDATE bills SET state = 'notified' WHERE user_code = 'C'").await;
    assert_refused(&county, "DELETE FROM bills WHERE user_code = 'C'").await;
    assert_refused(&county, "TRUNCATE bills CASCADE").await;
    county
        .sql("UPDATE bills SET entry_number = 'SZ-1', settled_at = now(), state = 'settled' WHERE user_code = 'A'")
        .await
        .unwrap();
    assert_refused(&county, "UPDATE bills SET entry_number = 'SZ-2' WHERE user_code = 'A'").await;
    assert_refused(&county, "UPDATE bills SET entry_number = NULL WHERE user_code = 'A'").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_is_made_once_and_stays() {
    let county = paid_and_cancelled().await;
    assert_refused(
        &county,
        "INSERT INTO payments (id, bill_id, amount_fen, basic_fen, surcharge_fen, paid_on, collector, method, reference, registered_by)
         SELECT gen_random_uuid(), bill_id, amount_fen, basic_fen, surcharge_fen, paid_on, collector, method, reference, registered_by FROM payments LIMIT 1",
    )
    .await;
    assert_refused(&county, "UPDATE payments SET amount_fen = 1, basic_fen = 1, surcharge_fen = 0").await;
    assert_refused(&county, "UPDATE payments SET paid_on = paid_on - 1").await;
    assert_refused(&county, "DELETE FROM payments").await;
    assert_refused(&county, "UPDATE credit_bills SET surcharge_fen = 0, total_fen = basic_fen").await;
    assert_refused(&county, "DELETE FROM credit_bills").await;
    county
        .sql("UPDATE credit_bills SET entry_number = 'SZ-1', settled_at = now()")
        .await
        .unwrap();
    assert_refused(&county, "UPDATE credit_bills SET entry_number = 'SZ-2'").await;
}

fn price(from: &str, category: &str) -> String {
    format!(
        "INSERT INTO base_prices (id, supplier, category, price_e4, effective_from, document, article, recorded_by)
         VALUES (gen_random_uuid(), '{CITY}', '{category}', 50000, '{from}', 'd', 'a', 'test')"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_price_of_a_period_with_bills_is_refused() {
    let county = paid_and_cancelled().await;
    for from in ["2026-01-02", "2026-07-01", "2026-09-30"] {
        assert_refused(&county, &price(from, "non_resident")).await;
    }
    county.sql(&price("2026-10-01", "non_resident")).await.unwrap();
    county.sql(&price("2026-09-30", "special_trade")).await.unwrap();
    // Also for a session that sees no bill at all.
    let mut tx = county.service.database.begin(&platform::Scope::Nothing).await.unwrap();
    let refused = diesel_async::SimpleAsyncConnection::batch_execute(&mut *tx, &price("2026-09-30", "non_resident")).await;
    assert!(refused.is_err(), "{PERIOD} is billed, whoever looks");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_every_bill_of_the_period_was_credited_its_price_can_be_corrected() {
    let county = County::start().await;
    county.add(&User::example("A")).await;
    county.bill().await;
    assert_refused(&county, &price("2026-09-30", "non_resident")).await;
    let bill = county.bill_of("A").await;
    county
        .post_if_match(&head(), &path_of(&bill, "/credit"), 1, &json!({ "reason": "水价录入错误" }))
        .await;
    county.sql(&price("2026-09-30", "non_resident")).await.unwrap();
    county.bill().await;
    let anew = county.bill_of("A").await;
    assert_eq!((&anew["base_price"], &anew["basic_charge"]), (&json!("5.00"), &json!("7500.00")));
}
