//! Two at once: on two connections that really wait for each other.

use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use platform::broker::Failure;
use tokio_postgres::{Client, error::SqlState};
use uuid::Uuid;

use crate::support::{self, Finance};

const ENTRY: &str = "INSERT INTO journal_entries (id, fund, booked_on, summary, kind, posted_by) VALUES ($1::text::uuid, 'water_surcharge', '2026-03-31', '试记', 'ordinary', 'test') RETURNING number";
const LINES: &str = "INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen) VALUES ($1::text::uuid, 1, 'water_surcharge', $2, $4), ($1::text::uuid, 2, 'water_surcharge', $3, -$4::bigint)";

async fn insert_entry(sql: &Client, id: Uuid) -> Result<String, tokio_postgres::Error> {
    sql.query_one(ENTRY, &[&id.to_string()]).await.map(|row| row.get(0))
}

async fn insert_lines(sql: &Client, id: Uuid, debit: &str, credit: &str, fen: i64) -> Result<u64, tokio_postgres::Error> {
    sql.execute(LINES, &[&id.to_string(), &debit, &credit, &fen]).await
}

/// Waits until some session of the database waits for a lock.
async fn until_somebody_waits(finance: &Finance) {
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let watcher = finance.superuser_sql().await;
    let deadline = tokio::time::Instant::now() + Duration::from_secs(120);
    while watcher.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        assert!(tokio::time::Instant::now() < deadline, "nobody waits");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_spendings_at_once_never_overdraw_the_account() {
    let finance = support::start().await;
    finance
        .receive(&support::collected(Uuid::now_v7(), "1.00", "2026-01-05"))
        .await
        .unwrap();
    let (first, second) = (finance.sql().await, finance.sql().await);
    let (id, other) = (Uuid::now_v7(), Uuid::now_v7());
    first.batch_execute("BEGIN").await.unwrap();
    insert_entry(&first, id).await.unwrap();
    insert_lines(&first, id, "5001", "1001", 60).await.unwrap();
    // The second sees the account with 100 fen until the first commits, and waits.
    let waiting = tokio::spawn(async move {
        second.batch_execute("BEGIN").await?;
        insert_entry(&second, other).await?;
        insert_lines(&second, other, "5001", "1001", 60).await?;
        second.batch_execute("COMMIT").await
    });
    until_somebody_waits(&finance).await;
    first.batch_execute("COMMIT").await.unwrap();
    let error = waiting.await.unwrap().expect_err("the second must not overdraw");
    assert_eq!(error.as_db_error().unwrap().constraint(), Some("accounts_not_overdrawn"));
    assert_eq!(finance.balance("1001").await, 40);
    assert_eq!(finance.count("SELECT max(sequence)::bigint FROM journal_entries").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_given_back_by_a_rollback_is_taken_by_the_one_who_waited() {
    let finance = support::start().await;
    let (first, second) = (finance.sql().await, finance.sql().await);
    let (id, other) = (Uuid::now_v7(), Uuid::now_v7());
    first.batch_execute("BEGIN").await.unwrap();
    assert_eq!(insert_entry(&first, id).await.unwrap(), "SZ-2026-000001");
    let waiting = tokio::spawn(async move {
        second.batch_execute("BEGIN").await?;
        let number = insert_entry(&second, other).await?;
        insert_lines(&second, other, "1001", "4001", 5).await?;
        second.batch_execute("COMMIT").await?;
        Ok::<_, tokio_postgres::Error>(number)
    });
    until_somebody_waits(&finance).await;
    first.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!(waiting.await.unwrap().unwrap(), "SZ-2026-000001");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_reversals_at_once_leave_one() {
    let finance = support::start().await;
    let original = Uuid::now_v7();
    let posting = finance.sql().await;
    posting.batch_execute("BEGIN").await.unwrap();
    insert_entry(&posting, original).await.unwrap();
    insert_lines(&posting, original, "1001", "4001", 100).await.unwrap();
    posting.batch_execute("COMMIT").await.unwrap();
    let reverse = async |sql: Client| {
        let id = Uuid::now_v7();
        sql.batch_execute("BEGIN").await?;
        sql.execute(
            "INSERT INTO journal_entries (id, fund, booked_on, summary, kind, reverses, posted_by) VALUES ($1::text::uuid, 'water_surcharge', '2026-03-31', '冲销', 'reversal', $2::text::uuid, 'test')",
            &[&id.to_string(), &original.to_string()],
        )
        .await?;
        insert_lines(&sql, id, "4001", "1001", 100).await?;
        sql.batch_execute("COMMIT").await
    };
    let (one, two) = (finance.sql().await, finance.sql().await);
    let outcomes = join_all([reverse(one), reverse(two)]).await;
    let errors: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].code(), Some(&SqlState::UNIQUE_VIOLATION), "{errors:?}");
    assert_eq!(finance.balance("1001").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_payment_in_many_messages_at_once_is_booked_once() {
    let finance = Arc::new(support::start().await);
    let payment = Uuid::now_v7();
    let tasks = (0..8).map(|_| {
        let finance = Arc::clone(&finance);
        tokio::spawn(async move { finance.receive(&support::collected(payment, "420.00", "2026-03-31")).await })
    });
    for outcome in join_all(tasks).await {
        // Who was overtaken tries again later, and then finds it done.
        match outcome.unwrap() {
            Ok(()) | Err(Failure::Transient(_)) => {}
            Err(Failure::Permanent(reason)) => panic!("{reason}"),
        }
    }
    finance.receive(&support::collected(payment, "420.00", "2026-03-31")).await.unwrap();
    assert_eq!(finance.balance("1001").await, 42_000);
    assert_eq!(finance.outbox().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_payments_at_once_leave_exact_balances_and_gapless_numbers() {
    const PAYMENTS: i64 = 60;
    let finance = Arc::new(support::start().await);
    let tasks = (1..=PAYMENTS).map(|number| {
        let finance = Arc::clone(&finance);
        tokio::spawn(async move {
            let payment = Uuid::now_v7();
            finance
                .receive(&support::collected(payment, &format!("{number}.00"), "2026-03-31"))
                .await
                .unwrap();
            if number % 3 == 0 {
                finance
                    .receive(&support::reversed(payment, &format!("{number}.00"), "2026-04-01"))
                    .await
                    .unwrap();
            }
        })
    });
    for outcome in join_all(tasks).await {
        outcome.unwrap();
    }
    let expected: i64 = (1..=PAYMENTS).filter(|number| number % 3 != 0).map(|number| number * 100).sum();
    assert_eq!(
        (finance.balance("1001").await, finance.balance("4001").await),
        (expected, -expected)
    );
    let gaps =
        "SELECT count(*) FROM (SELECT sequence - row_number() OVER (ORDER BY sequence) AS shift FROM journal_entries) n WHERE shift <> 0";
    assert_eq!(finance.count(gaps).await, 0);
    assert_eq!(finance.count("SELECT count(*) FROM journal_entries").await, PAYMENTS + PAYMENTS / 3);
}
