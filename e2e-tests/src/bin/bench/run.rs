//! The surcharge run of a whole county, bills and trace stored, against `COPY` of the same bills into a table with the same
//! indexes. The run goes through the service: preview, confirmation, its own job.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::StatusCode;
use serde_json::{Value, json};
use stack::{Program, Session, Stack};
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

use crate::sample::Row;

/// A run that takes longer hangs.
const WITHIN: Duration = Duration::from_hours(2);
/// Less than a log-in lasts.
const LOG_IN: Duration = Duration::from_mins(5);
/// The quarter; the small county has not been billed for it.
const PERIOD: &str = "2026Q3";

/// Bills that many users more than the county of the stack has.
pub async fn measure(stack: &Stack, session: &Session, users: usize) -> Result<Row> {
    let (admin, connection) = tokio_postgres::connect(&water_as_superuser(stack)?, NoTls).await?;
    tokio::spawn(connection);
    eprintln!("registering {users} users with meters, plans and readings");
    admin
        .batch_execute(&seed(users))
        .await
        .context("the users could not be registered")?;

    let run = preview(stack, session).await?;
    let path = format!("/api/water/v1/billing-runs/{}", run["id"].as_str().context("a run")?);
    eprintln!("billing them");
    admin.batch_execute("CHECKPOINT").await?;
    // The preview may have taken longer than a log-in lasts.
    let session = stack.client()?.log_in("water_billing").await?;
    let begun = Instant::now();
    session
        .post_if_match(&format!("{path}/confirm"), &run["version"], &json!({}))
        .await?
        .expect(StatusCode::ACCEPTED)?;
    let billed = completed(stack, &path).await?;
    let ran = begun.elapsed();
    ensure!(billed >= users as u64, "{billed} of {users} users were billed");

    let copied = copy_bills(&admin, billed).await?;
    let rate = |took: Duration| f64::from(u32::try_from(billed).unwrap_or(u32::MAX)) / took.as_secs_f64();
    Ok(Row::new(
        "surcharge run, bills with trace, against COPY",
        rate(ran),
        rate(copied),
        0.3,
    ))
}

/// The preview, asked of the service itself: of a million users it takes longer than the gateway waits.
async fn preview(stack: &Stack, session: &Session) -> Result<Value> {
    let begun = Instant::now();
    let answer = reqwest::Client::builder()
        .no_proxy()
        .timeout(WITHIN)
        .build()?
        .post(format!("{}/v1/billing-runs", stack.url(Program::Water)))
        .bearer_auth(session.token())
        .header("idempotency-key", Uuid::new_v4().to_string())
        .json(&json!({ "period": PERIOD, "supplier": "supply_city" }))
        .send()
        .await?;
    ensure!(answer.status() == StatusCode::CREATED, "no preview: {}", answer.text().await?);
    eprintln!("previewed in {} s", begun.elapsed().as_secs());
    Ok(answer.json().await?)
}

/// Waits until the run is completed and says how many bills it has made. It may take longer than a log-in lasts.
async fn completed(stack: &Stack, path: &str) -> Result<u64> {
    let begun = Instant::now();
    loop {
        let session = stack.client()?.log_in("water_billing").await?;
        let is_completed = |run: &Value| (run["state"] == "completed").then(|| run["billed"].as_u64());
        match session.wait_for(path, LOG_IN, is_completed).await {
            Ok(billed) => return billed.context("how many were billed"),
            Err(error) if begun.elapsed() > WITHIN => return Err(error),
            Err(_) => {}
        }
    }
}

/// The superuser's URL of the water service's database.
fn water_as_superuser(stack: &Stack) -> Result<String> {
    let owner = &stack.database(Program::Water)?.owner_url;
    let (_, database) = owner.rsplit_once('/').context("a database in the URL")?;
    let admin = stack.postgres.admin_url();
    let (server, _) = admin.rsplit_once('/').context("a server in the URL")?;
    Ok(format!("{server}/{database}"))
}

/// How long `COPY` takes to put the run's bills into an empty table with the same columns, checks and indexes.
async fn copy_bills(admin: &Client, billed: u64) -> Result<Duration> {
    admin
        .batch_execute(&format!(
            "CREATE TABLE bench_source AS TABLE bills WITH NO DATA;
             INSERT INTO bench_source SELECT * FROM bills WHERE period = '{PERIOD}';
             CREATE TABLE bench_bills (LIKE bills INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES);
             COPY bench_source TO PROGRAM 'cat > \"$PGDATA\"/bench_bills.copy' (FORMAT binary);
             CHECKPOINT"
        ))
        .await?;
    let begun = Instant::now();
    admin
        .batch_execute("COPY bench_bills FROM PROGRAM 'cat \"$PGDATA\"/bench_bills.copy' (FORMAT binary)")
        .await?;
    let took = begun.elapsed();
    let copied: i64 = admin.query_one("SELECT count(*) FROM bench_bills", &[]).await?.get(0);
    ensure!(u64::try_from(copied) == Ok(billed), "{copied} of {billed} bills were copied");
    Ok(took)
}

/// Users of one supply company with a verified meter, two readings, and a plan that most of them exceed, by up to two thirds.
fn seed(users: usize) -> String {
    format!(
        "SET session_replication_role = replica;
         CREATE TEMP TABLE bench_users AS
             SELECT n, gen_random_uuid() AS user_id, gen_random_uuid() AS meter_id, gen_random_uuid() AS plan_id,
                    'QX-' || lpad(n::text, 7, '0') AS code
             FROM generate_series(1, {users}) AS n;
         INSERT INTO water_users (id, code, name, category, supply, industry_class, use_class, town, supplier, demonstration)
             SELECT user_id, code, '量测用户' || n, 'non_resident', 'public_network', 'ordinary', 'industry', 'longxing', 'supply_city', true
             FROM bench_users;
         INSERT INTO meters (id, user_id, number, calibre_dn, digits, kind, place, installed_on)
             SELECT meter_id, user_id, code || '-M', 40, 8, '机械水表', 'supply_point', '2026-06-30' FROM bench_users;
         INSERT INTO meter_verifications (id, meter_id, certificate, verified_on, outcome, valid_until, recorded_by)
             SELECT gen_random_uuid(), meter_id, '检' || code, '2026-06-01', 'verified', '2028-05-31', 'bench' FROM bench_users;
         INSERT INTO readings (id, meter_id, purpose, period, read_on, value_milli, method, recorded_by)
             SELECT gen_random_uuid(), meter_id, 'install', NULL, date '2026-06-30', 0, 'manual', 'bench' FROM bench_users
             UNION ALL
             SELECT gen_random_uuid(), meter_id, 'periodic', '{PERIOD}', date '2026-09-30', 900000 + n % 800 * 1000, 'manual', 'bench'
             FROM bench_users;
         INSERT INTO plans (id, user_id, year, period_kind, revision, state, basis, basis_detail, drafted_by, approved_by, approved_at)
             SELECT plan_id, user_id, 2026, 'quarter', 1, 'in_force', 'approved_figure', '量测', 'bench', 'bench-head', now() FROM bench_users;
         INSERT INTO plan_volumes (plan_id, period, volume_milli)
             SELECT plan_id, '{PERIOD}', 1000000 FROM bench_users;
         SET session_replication_role = DEFAULT;
         ANALYZE"
    )
}
