//! What PostgreSQL itself refuses, whoever asks: raw SQL as the service's login role, as the owner, as superuser.

use finance::domain::fund::FundKey;
use tokio_postgres::{Client, error::SqlState};
use uuid::Uuid;

use crate::support::{self, Finance};

/// Inserts an entry and its lines (account, fen) in one transaction and commits.
async fn post(
    sql: &mut Client,
    fund: FundKey,
    kind: &str,
    reverses: Option<Uuid>,
    lines: &[(&str, i64)],
) -> Result<(Uuid, String), tokio_postgres::Error> {
    let tx = sql.transaction().await?;
    let id = Uuid::now_v7();
    let transfer = (kind == "transfer").then_some("fee_to_risk_reserve");
    let row = tx
        .query_one(
            "INSERT INTO journal_entries (id, fund, booked_on, summary, kind, transfer, reverses, posted_by)
             VALUES ($1::text::uuid, $2, '2026-03-31', '试记', $3, $4, $5::text::uuid, 'test') RETURNING number",
            &[
                &id.to_string(),
                &fund.as_str(),
                &kind,
                &transfer,
                &reverses.map(|id| id.to_string()),
            ],
        )
        .await?;
    for (line, (account, fen)) in (1_i16..).zip(lines) {
        tx.execute(
            "INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen) VALUES ($1::text::uuid, $2, $3, $4, $5)",
            &[&id.to_string(), &line, &fund.as_str(), account, fen],
        )
        .await?;
    }
    tx.commit().await?;
    Ok((id, row.get(0)))
}

async fn post_surcharge(sql: &mut Client, lines: &[(&str, i64)]) -> Result<(Uuid, String), tokio_postgres::Error> {
    post(sql, FundKey::WaterSurcharge, "ordinary", None, lines).await
}

fn code(error: &tokio_postgres::Error) -> SqlState {
    error.code().cloned().unwrap_or_else(|| panic!("no SQLSTATE: {error}"))
}

async fn refused(sql: &mut Client, lines: &[(&str, i64)], says: &str) {
    let error = post_surcharge(sql, lines).await.expect_err(says);
    assert_eq!(code(&error), SqlState::CHECK_VIOLATION, "{error}");
    assert!(error.as_db_error().unwrap().to_string().contains(says), "{error:?}");
}

async fn entries(finance: &Finance) -> i64 {
    finance.count("SELECT count(*) FROM journal_entries").await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_does_not_balance_fails_at_the_commit() {
    let finance = support::start().await;
    for sql in [
        &mut finance.sql().await,
        &mut finance.owner_sql().await,
        &mut finance.superuser_sql().await,
    ] {
        refused(sql, &[], "has 0 lines").await;
        refused(sql, &[("1001", 100)], "has 1 lines").await;
        refused(sql, &[("1001", 100), ("4001", -99)], "does not balance").await;
        refused(sql, &[("1001", 100), ("4001", 100)], "does not balance").await;
    }
    assert_eq!(entries(&finance).await, 0);
    assert_eq!(finance.balance("1001").await, 0);
    let (_, number) = post_surcharge(&mut finance.sql().await, &[("1001", 100), ("4001", -100)])
        .await
        .unwrap();
    assert_eq!(number, "SZ-2026-000001", "refused entries leave no gap");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_added_after_the_check_is_checked_again() {
    let finance = support::start().await;
    let mut sql = finance.sql().await;
    let tx = sql.transaction().await.unwrap();
    tx.batch_execute(
        "INSERT INTO journal_entries (id, fund, booked_on, summary, kind, posted_by)
             VALUES ('00000000-0000-0000-0000-000000000001', 'water_surcharge', '2026-03-31', '试记', 'ordinary', 'test');
         SAVEPOINT lines;
         INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen)
             VALUES ('00000000-0000-0000-0000-000000000001', 1, 'water_surcharge', '1001', 100),
                    ('00000000-0000-0000-0000-000000000001', 2, 'water_surcharge', '4001', -100);
         SET CONSTRAINTS ALL IMMEDIATE;",
    )
    .await
    .expect("a balanced entry, its lines within a savepoint");
    let error = tx
        .batch_execute("INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen) VALUES ('00000000-0000-0000-0000-000000000001', 3, 'water_surcharge', '1001', 1)")
        .await
        .unwrap_err();
    assert_eq!(code(&error), SqlState::CHECK_VIOLATION);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_lines_of_an_entry_lie_in_its_fund() {
    let finance = support::start().await;
    let mut sql = finance.superuser_sql().await;
    // 1003 is an account of the revolving fund only.
    let error = post_surcharge(&mut sql, &[("1003", 100), ("4001", -100)]).await.unwrap_err();
    assert_eq!(code(&error), SqlState::FOREIGN_KEY_VIOLATION, "{error:?}");
    let tx = sql.transaction().await.unwrap();
    tx.batch_execute("INSERT INTO journal_entries (id, fund, booked_on, summary, kind, posted_by) VALUES ('00000000-0000-0000-0000-000000000001', 'water_surcharge', '2026-03-31', '试记', 'ordinary', 'test')").await.unwrap();
    let error = tx
        .batch_execute("INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen) VALUES ('00000000-0000-0000-0000-000000000001', 1, 'revolving', '1001', 100)")
        .await
        .unwrap_err();
    assert_eq!(code(&error), SqlState::FOREIGN_KEY_VIOLATION, "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn posted_rows_are_never_changed_deleted_or_truncated_by_anybody() {
    let finance = support::start().await;
    finance.receive(&support::collected_sample()).await.unwrap();
    finance.receive(&support::reversed_sample()).await.unwrap();
    for (who, sql) in [
        ("login", finance.sql().await),
        ("owner", finance.owner_sql().await),
        ("superuser", finance.superuser_sql().await),
    ] {
        for statement in [
            "UPDATE journal_entries SET summary = '改'",
            "UPDATE journal_entries SET summary = summary WHERE false",
            "UPDATE journal_lines SET amount_fen = amount_fen * 2",
            "DELETE FROM journal_lines",
            "DELETE FROM journal_entries",
            "DELETE FROM surcharge_incomes",
            "UPDATE surcharge_incomes SET surcharge_fen = 1",
            "DELETE FROM surcharge_income_reversals",
            "UPDATE surcharge_income_reversals SET reason = '改'",
            "UPDATE entry_counters SET last_sequence = 7",
            "DELETE FROM entry_counters",
            "INSERT INTO entry_counters (fund, year, last_sequence) VALUES ('water_surcharge', 2030, 5)",
            "UPDATE accounts SET balance_fen = balance_fen + 1",
            "UPDATE accounts SET kind = 'expense' WHERE fund = 'water_surcharge' AND code = '1001'",
            "INSERT INTO accounts (fund, code, name, kind, pool, no_overdraft, balance_fen) VALUES ('water_surcharge', '9001', '假', 'asset', 'special', false, 100)",
            "UPDATE funds SET prefix = 'XX' WHERE key = 'water_surcharge'",
        ] {
            let error = sql.execute(statement, &[]).await.expect_err(statement);
            assert_eq!(code(&error), SqlState::RESTRICT_VIOLATION, "{who}: {statement}: {error:?}");
        }
        let error = sql
            .batch_execute("TRUNCATE journal_lines, journal_entries, surcharge_incomes, surcharge_income_reversals")
            .await
            .unwrap_err();
        let expected = if who == "login" {
            SqlState::INSUFFICIENT_PRIVILEGE
        } else {
            SqlState::RESTRICT_VIOLATION
        };
        assert_eq!(code(&error), expected, "{who}: {error:?}");
    }
    let error = finance
        .sql()
        .await
        .batch_execute("ALTER TABLE journal_lines DISABLE TRIGGER append_only")
        .await
        .unwrap_err();
    assert_eq!(
        code(&error),
        SqlState::INSUFFICIENT_PRIVILEGE,
        "the service cannot switch a trigger off"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replication_session_cannot_skip_the_triggers() {
    let finance = support::start().await;
    finance.receive(&support::collected_sample()).await.unwrap();
    let sql = finance.superuser_sql().await;
    sql.batch_execute("SET session_replication_role = replica").await.unwrap();
    assert_eq!(
        code(&sql.execute("DELETE FROM journal_lines", &[]).await.unwrap_err()),
        SqlState::RESTRICT_VIOLATION
    );
    assert_eq!(
        code(&sql.execute("UPDATE accounts SET balance_fen = 0", &[]).await.unwrap_err()),
        SqlState::RESTRICT_VIOLATION
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_adds_a_line_to_an_entry_that_was_committed() {
    let finance = support::start().await;
    let (id, _) = post_surcharge(&mut finance.sql().await, &[("1001", 100), ("4001", -100)])
        .await
        .unwrap();
    for sql in [finance.sql().await, finance.owner_sql().await, finance.superuser_sql().await] {
        let error = sql
            .execute(
                "INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen) VALUES ($1::text::uuid, 3, 'water_surcharge', '1001', 5), ($1::text::uuid, 4, 'water_surcharge', '4001', -5)",
                &[&id.to_string()],
            )
            .await
            .unwrap_err();
        assert_eq!(code(&error), SqlState::RESTRICT_VIOLATION, "{error:?}");
    }
    assert_eq!(finance.balance("1001").await, 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_reversed_once_by_its_mirror_in_the_same_fund() {
    let finance = support::start().await;
    let mut sql = finance.sql().await;
    let (id, _) = post_surcharge(&mut sql, &[("1001", 100), ("4001", -100)]).await.unwrap();
    let surcharge = FundKey::WaterSurcharge;
    let mirror = [("1001", -100), ("4001", 100)];
    let error = post(&mut sql, surcharge, "reversal", Some(Uuid::nil()), &mirror).await.unwrap_err();
    assert_eq!(code(&error), SqlState::FOREIGN_KEY_VIOLATION, "an entry that does not exist");
    let error = post(
        &mut sql,
        FundKey::AgriSubsidy,
        "reversal",
        Some(id),
        &[("1001", 100), ("4001", -100)],
    )
    .await
    .unwrap_err();
    assert_eq!(code(&error), SqlState::FOREIGN_KEY_VIOLATION, "an entry of another fund");
    let error = post(&mut sql, surcharge, "reversal", None, &mirror).await.unwrap_err();
    assert_eq!(code(&error), SqlState::CHECK_VIOLATION, "a reversal of nothing");
    let error = post(&mut sql, surcharge, "ordinary", Some(id), &mirror).await.unwrap_err();
    assert_eq!(code(&error), SqlState::CHECK_VIOLATION, "a reversal by another name");
    let error = post(&mut sql, surcharge, "reversal", Some(id), &[("1001", -99), ("4001", 99)])
        .await
        .unwrap_err();
    assert_eq!(code(&error), SqlState::CHECK_VIOLATION, "half a reversal");
    let (reversal, number) = post(&mut sql, surcharge, "reversal", Some(id), &mirror).await.unwrap();
    assert_eq!(number, "SZ-2026-000002");
    let error = post(&mut sql, surcharge, "reversal", Some(id), &mirror).await.unwrap_err();
    assert_eq!(code(&error), SqlState::UNIQUE_VIOLATION, "a second reversal");
    let error = post(&mut sql, surcharge, "reversal", Some(reversal), &[("1001", 100), ("4001", -100)])
        .await
        .unwrap_err();
    assert_eq!(code(&error), SqlState::CHECK_VIOLATION, "a reversal of a reversal");
    assert_eq!((finance.balance("1001").await, entries(&finance).await), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn pools_and_two_line_funds_are_kept_apart() {
    let finance = support::start().await;
    let mut sql = finance.sql().await;
    let revolving = FundKey::Revolving;
    post(&mut sql, revolving, "ordinary", None, &[("1002", 1_000), ("4001", -1_000)])
        .await
        .unwrap();
    let accrual = [("5002", 100), ("1002", -100), ("1003", 100), ("3101", -100)];
    let error = post(&mut sql, revolving, "ordinary", None, &accrual).await.unwrap_err();
    assert_eq!(code(&error), SqlState::CHECK_VIOLATION, "pools meet without a transfer");
    let error = post(&mut sql, revolving, "transfer", None, &[("1003", 100), ("1002", -100)])
        .await
        .unwrap_err();
    assert_eq!(code(&error), SqlState::CHECK_VIOLATION, "a pool does not balance");
    post(&mut sql, revolving, "transfer", None, &accrual).await.unwrap();
    post_surcharge(&mut sql, &[("1001", 500), ("4001", -500)]).await.unwrap();
    refused(&mut sql, &[("4001", 100), ("5001", -100)], "nets income off against spending").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_must_not_be_overdrawn_never_is() {
    let finance = support::start().await;
    let mut sql = finance.sql().await;
    post_surcharge(&mut sql, &[("1001", 100), ("4001", -100)]).await.unwrap();
    let error = post_surcharge(&mut sql, &[("5001", 101), ("1001", -101)]).await.unwrap_err();
    assert_eq!(error.as_db_error().unwrap().constraint(), Some("accounts_not_overdrawn"));
    post_surcharge(&mut sql, &[("5001", 100), ("1001", -100)]).await.unwrap();
    assert_eq!(finance.balance("1001").await, 0);
    // A liability is overdrawn on its own side.
    let custody = FundKey::MaintenanceCustody;
    post(&mut sql, custody, "ordinary", None, &[("1001", 100), ("2001", -100)])
        .await
        .unwrap();
    let error = post(&mut sql, custody, "ordinary", None, &[("2001", 101), ("1001", -101)])
        .await
        .unwrap_err();
    assert_eq!(error.as_db_error().unwrap().constraint(), Some("accounts_not_overdrawn"));
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_the_databases_own_per_fund_and_year() {
    let finance = support::start().await;
    let sql = finance.sql().await;
    let insert = |id: u128, fund: &str, day: &str| {
        let id = Uuid::from_u128(id);
        format!(
            "INSERT INTO journal_entries (id, fund, year, sequence, number, booked_on, summary, kind, posted_by, posted_at, posted_in)
                 VALUES ('{id}', '{fund}', 1999, 77, 'SZ-1999-000077', '{day}', '试记', 'ordinary', 'test', 'epoch', '1');
             INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen) VALUES ('{id}', 1, '{fund}', '1001', 5), ('{id}', 2, '{fund}', '4001', -5);"
        )
    };
    for (id, fund, day) in [
        (1, "water_surcharge", "2025-12-31"),
        (2, "water_surcharge", "2026-01-01"),
        (3, "agri_subsidy", "2026-01-01"),
        (4, "water_surcharge", "2025-12-31"),
        (5, "water_surcharge", "2028-02-29"),
    ] {
        sql.batch_execute(&format!("BEGIN; {} COMMIT;", insert(id, fund, day)))
            .await
            .unwrap();
    }
    let rows = sql.query("SELECT number FROM journal_entries ORDER BY id", &[]).await.unwrap();
    let numbers: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(
        numbers,
        [
            "SZ-2025-000001",
            "SZ-2026-000001",
            "NB-2026-000001",
            "SZ-2025-000002",
            "SZ-2028-000001"
        ]
    );
    assert_eq!(
        finance
            .count("SELECT count(*) FROM journal_entries WHERE posted_at < '2020-01-01' OR year <> extract(year FROM booked_on)")
            .await,
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_without_a_data_scope_sees_and_posts_nothing() {
    let finance = support::start().await;
    finance.receive(&support::collected_sample()).await.unwrap();
    for url in [&finance.database.app_url, &finance.database.owner_url] {
        let mut sql = support::connect(url).await;
        sql.batch_execute("SET jiangzhou.scope = 'nothing'").await.unwrap();
        for table in [
            "funds",
            "accounts",
            "journal_entries",
            "journal_lines",
            "surcharge_incomes",
            "reconciliation_runs",
        ] {
            let seen: i64 = sql.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap().get(0);
            assert_eq!(seen, 0, "{table}");
        }
        post_surcharge(&mut sql, &[("1001", 100), ("4001", -100)])
            .await
            .expect_err("nothing is posted out of scope");
        sql.batch_execute("SET jiangzhou.scope = 'units'; SET jiangzhou.units = 'ronglin'")
            .await
            .unwrap();
        post_surcharge(&mut sql, &[("1001", 100), ("4001", -100)])
            .await
            .expect_err("nor into another unit's fund");
        post(&mut sql, FundKey::Revolving, "ordinary", None, &[("1001", 100), ("3001", -100)])
            .await
            .expect("but into the unit's own");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rule_files_that_change_what_is_printed_are_refused_at_the_start() {
    use finance::{domain::ruleset, service::sync_funds::sync_funds};
    use rules::RuleFile;
    let finance = support::start().await;
    let with = |from: &str, to: &str| {
        let files = ruleset::compiled_in()
            .into_iter()
            .map(|file| RuleFile::new(file.name, file.text.replace(from, to)))
            .collect();
        ruleset::load(Some(files)).unwrap()
    };
    sync_funds(&finance.service.database, with("财政专户存款", "财政专户存款（农行）").funds())
        .await
        .expect("a name may change");
    assert_eq!(
        finance
            .count("SELECT count(*) FROM accounts WHERE name = '财政专户存款（农行）'")
            .await,
        1
    );
    for (from, to) in [
        ("prefix = \"SZ\"", "prefix = \"SX\""),
        ("kind = \"liability\"", "kind = \"net_assets\""),
        ("pool = \"custody\"", "pool = \"held\""),
    ] {
        sync_funds(&finance.service.database, with(from, to).funds()).await.expect_err(from);
    }
    assert_eq!(finance.count("SELECT count(*) FROM funds WHERE prefix = 'SZ'").await, 1);
}
