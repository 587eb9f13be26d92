//! Runs that are broken off half-way go on where they were: nobody twice, nobody forgotten.

use std::time::Duration;

use serde_json::{Value, json};

use crate::billing_county::{CITY, County, RURAL, User, clerk, text_of};

/// Users of the city's company come first in the order of codes, then those of the other one.
async fn county(batch_size: usize) -> County {
    let county = County::start_with(|config| {
        config.service.billing_batch_size = batch_size;
        config.service.billing_poll_seconds = 1;
    })
    .await;
    for index in 0..6 {
        county.add(&User::example(&format!("A-{index}"))).await;
        county
            .add(&User::example(&format!("B-{index}")).but(|user| user.supplier = Some(RURAL)))
            .await;
    }
    county
        .add(&User::example("B-9").but(|user| (user.supplier, user.plan) = (Some(RURAL), None)))
        .await;
    county
}

/// Stops the run at the first user of the second company: it waits for a lock that the test holds.
async fn hold_second_company(county: &County) -> tokio_postgres::Client {
    let holder = county.superuser().await;
    holder
        .batch_execute(&format!(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtext('base_price:{RURAL}:non_resident'))"
        ))
        .await
        .unwrap();
    holder
}

/// Waits until the job's transaction waits for that lock; gives the process of its connection.
pub async fn blocked_process(county: &County) -> i32 {
    let watcher = county.superuser().await;
    let query = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    for _ in 0..500 {
        if let Some(row) = watcher.query_opt(query, &[]).await.unwrap() {
            return row.get(0);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the run never came to the second company");
}

async fn assert_everybody_billed_once(county: &County, run: &Value) {
    assert_eq!(
        (&run["billed"], &run["unbilled"], &run["percent"]),
        (&json!(12), &json!(1), &json!(100))
    );
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 12);
    assert_eq!(county.number("SELECT count(DISTINCT user_id) FROM bills").await, 12);
    assert_eq!(county.number("SELECT count(*) FROM billing_run_unbilled").await, 1);
    assert_eq!(
        county.number("SELECT max(right(number, 6)::int) FROM bills").await,
        12,
        "numbers without a gap"
    );
    county.assert_audit_intact().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_stopped_half_way_is_finished_by_the_next_service() {
    let county = county(1).await;
    let run = county.preview().await;
    let holder = hold_second_company(&county).await;
    assert_eq!(county.confirm(&run).await.status, 202);
    blocked_process(&county).await;
    let half_way = county.run_until(&run, |run| run["billed"] == 6).await;
    assert_eq!((&half_way["state"], &half_way["percent"]), (&json!("running"), &json!(46)));
    // The service is told to stop while it waits; the batch under way is its last.
    county.service.stop();
    holder.batch_execute("COMMIT").await.unwrap();
    let database = county.stopped().await;
    let left = text_of(&database, "SELECT state || ' ' || billed || ' ' || progress_code FROM billing_runs")
        .await
        .unwrap();
    assert_eq!(left, "running 7 B-0");
    let county = County::start_on(database, |config| config.service.billing_batch_size = 500).await;
    let run = county.completed(&run).await;
    assert_everybody_billed_once(&county, &run).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_whose_connection_is_cut_leaves_nothing_and_is_done_again() {
    let county = county(4).await;
    let run = county.preview().await;
    let holder = hold_second_company(&county).await;
    assert_eq!(county.confirm(&run).await.status, 202);
    let process = blocked_process(&county).await;
    let watcher = county.superuser().await;
    // The second batch: two users of the first company, two of the second; none of them may be stored.
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 4);
    let cut: bool = watcher
        .query_one("SELECT pg_terminate_backend($1)", &[&process])
        .await
        .unwrap()
        .get(0);
    assert!(cut);
    let again = blocked_process_other_than(&county, process).await;
    assert_ne!(again, process);
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 4);
    holder.batch_execute("COMMIT").await.unwrap();
    let run = county.completed(&run).await;
    assert_everybody_billed_once(&county, &run).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_cannot_go_on_says_why_and_lets_the_others_pass() {
    let county = county(4).await;
    // Confirmed long ago, for a quarter before the regulation: no rule is in force.
    county
        .sql(
            "INSERT INTO billing_runs (id, period, state, summary, user_count, created_by, confirmed_by, confirmed_at)
             VALUES (gen_random_uuid(), '2020Q1', 'running', '{}', 1, 'x', 'x', now() - interval '1 day')",
        )
        .await
        .unwrap();
    let run = county.bill().await;
    assert_everybody_billed_once(&county, &run).await;
    assert_eq!((&run["stalled_reason"], &run["next_try_at"]), (&Value::Null, &Value::Null));
    let listed = county.get(&clerk(), "/v1/billing-runs?state=running").await.body;
    let stalled = &listed["items"][0];
    assert_eq!(stalled["period"], "2020Q1");
    assert!(
        stalled["stalled_reason"].as_str().unwrap().contains("新政办发〔2023〕24号"),
        "{stalled}"
    );
    assert!(stalled["next_try_at"].is_string(), "{stalled}");
    // Its reason is told once, and goes when the run goes on.
    county
        .sql("UPDATE billing_runs SET next_try_at = now() WHERE state = 'running'")
        .await
        .unwrap();
    county
        .run_until(stalled, |run| {
            run["next_try_at"] != stalled["next_try_at"] && run["next_try_at"].as_str() > stalled["next_try_at"].as_str()
        })
        .await;
    let told = "SELECT count(*) FROM audit_entries WHERE action = 'billing_run.set_aside'";
    assert_eq!(county.number(told).await, 1);
    county
        .sql("UPDATE billing_runs SET period = '2026Q3', next_try_at = now() WHERE state = 'running'")
        .await
        .unwrap();
    assert_eq!(county.completed(stalled).await["stalled_reason"], Value::Null);
}

async fn blocked_process_other_than(county: &County, process: i32) -> i32 {
    for _ in 0..500 {
        let found = blocked_process(county).await;
        if found != process {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the batch was not tried again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_and_a_run_exclude_each_other() {
    let county = county(4).await;
    let run = county.preview().await;
    // A price that is being recorded: the run waits for it and bills by it.
    let recorder = county.superuser().await;
    recorder
        .batch_execute(&format!(
            "BEGIN; INSERT INTO base_prices (id, supplier, category, price_e4, effective_from, document, article, recorded_by)
             VALUES (gen_random_uuid(), '{CITY}', 'non_resident', 50000, '2026-07-01', 'd', 'a', 'test')"
        ))
        .await
        .unwrap();
    assert_eq!(county.confirm(&run).await.status, 202);
    blocked_process(&county).await;
    assert_eq!(county.number("SELECT count(*) FROM bills").await, 0);
    recorder.batch_execute("COMMIT").await.unwrap();
    let run = county.completed(&run).await;
    assert_everybody_billed_once(&county, &run).await;
    assert_eq!(county.bill_of("A-0").await["base_price"], "5.00");
    assert_eq!(county.bill_of("B-0").await["base_price"], "4.20");
}
