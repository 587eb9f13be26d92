//! What the service's login role cannot get around, even where the database gives it more than it should.

use finance::{domain::ruleset, service::sync_funds::sync_funds};
use rules::RuleFile;
use tokio_postgres::{Client, error::SqlState};
use uuid::Uuid;

use crate::support::{self, Finance};

/// A temporary table with the columns that the owner's trigger functions look at.
const FORGED: &str = "CREATE TEMP TABLE forged (fund text, account text, amount_fen bigint, reverses uuid, booked_on date)";
/// The owner's trigger functions, each with how it would be made a trigger of that table.
const TRIGGERS: [(&str, &str); 4] = [
    (
        "move_balances()",
        "AFTER INSERT ON forged REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT",
    ),
    ("number_entry()", "BEFORE INSERT ON forged FOR EACH ROW"),
    ("check_line()", "BEFORE INSERT ON forged FOR EACH ROW"),
    ("check_entry_of_row()", "AFTER INSERT ON forged FOR EACH ROW"),
];

/// A service on a database whose every login may make temporary tables.
async fn with_temporary_tables() -> Finance {
    let finance = support::start().await;
    let grant = "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$";
    finance.superuser_sql().await.batch_execute(grant).await.unwrap();
    finance
}

async fn refusal(sql: &Client, statement: &str) -> SqlState {
    let error = sql.batch_execute(statement).await.expect_err(statement);
    sql.batch_execute("ROLLBACK").await.unwrap();
    error.code().cloned().unwrap_or_else(|| panic!("{statement}: {error}"))
}

/// An entry with its lines, in one transaction.
fn entry(fund: &str, kind: &str, transfer: Option<&str>, lines: &[(&str, i64)]) -> String {
    let id = Uuid::now_v7();
    let transfer = transfer.map_or_else(|| "NULL".to_owned(), |code| format!("'{code}'"));
    let lines: Vec<_> = (1..)
        .zip(lines)
        .map(|(line, (account, fen))| format!("('{id}', {line}, '{fund}', '{account}', {fen})"))
        .collect();
    format!(
        "BEGIN;
         INSERT INTO journal_entries (id, fund, booked_on, summary, kind, transfer, posted_by)
             VALUES ('{id}', '{fund}', '2026-03-31', '试记', '{kind}', {transfer}, 'test');
         INSERT INTO journal_lines (entry_id, line, fund, account, amount_fen) VALUES {};
         COMMIT",
        lines.join(", ")
    )
}

fn transfer(code: &str, lines: &[(&str, i64)]) -> String {
    entry("revolving", "transfer", Some(code), lines)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_login_role_makes_no_trigger_of_the_owners_functions() {
    let finance = with_temporary_tables().await;
    let sql = finance.sql().await;
    sql.batch_execute(FORGED).await.unwrap();
    for (function, when) in TRIGGERS {
        let statement = format!("CREATE TRIGGER forge {when} EXECUTE FUNCTION {function}");
        assert_eq!(refusal(&sql, &statement).await, SqlState::INSUFFICIENT_PRIVILEGE, "{function}");
    }
    let call = format!("SELECT check_entry('{}')", Uuid::nil());
    assert_eq!(refusal(&sql, &call).await, SqlState::INSUFFICIENT_PRIVILEGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trigger_of_another_table_moves_and_numbers_nothing() {
    let finance = with_temporary_tables().await;
    for (function, when) in TRIGGERS {
        let grant = format!("GRANT EXECUTE ON FUNCTION {function} TO PUBLIC");
        finance.superuser_sql().await.batch_execute(&grant).await.unwrap();
        let sql = finance.sql().await;
        sql.batch_execute(&format!(
            "{FORGED}; CREATE TRIGGER forge {when} EXECUTE FUNCTION {function}; DROP TABLE IF EXISTS nothing;"
        ))
        .await
        .unwrap();
        let forge = "INSERT INTO forged VALUES ('water_surcharge', '1001', 1000000, NULL, '2026-03-31')";
        assert_eq!(refusal(&sql, forge).await, SqlState::RESTRICT_VIOLATION, "{function}");
    }
    assert_eq!(finance.balance("1001").await, 0);
    assert_eq!(finance.count("SELECT count(*) FROM entry_counters").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_transfers_that_a_rule_allows_reach_the_books() {
    let finance = support::start().await;
    let sql = finance.sql().await;
    for income in [
        entry("revolving", "ordinary", None, &[("1002", 1_000), ("4001", -1_000)]),
        entry("revolving", "ordinary", None, &[("1001", 1_000), ("3001", -1_000)]),
    ] {
        sql.batch_execute(&income).await.unwrap();
    }
    let accrual = [("5002", 100), ("1002", -100), ("1003", 100), ("3101", -100)];
    let back = [("5002", -100), ("1002", 100), ("1003", -100), ("3101", 100)];
    let to_capital = [("5002", 100), ("1002", -100), ("1001", 100), ("3001", -100)];
    let into_claims = [("5002", 100), ("1002", -100), ("1201", 100), ("3001", -100)];
    let without_money = [("5001", 100), ("4001", -100), ("1003", 0), ("3101", 0)];
    let home = [("3001", 100), ("1001", -100)];
    let from_home = [("3001", -100), ("1001", 100)];
    sql.batch_execute(&transfer("fee_to_risk_reserve", &accrual))
        .await
        .expect("the rule's");
    for (code, lines, why) in [
        ("fee_to_friends", &accrual[..], "no such rule"),
        ("fee_to_risk_reserve", &back, "the other way"),
        ("fee_to_risk_reserve", &to_capital, "into another pool"),
        ("surplus_to_capital", &accrual, "by another rule"),
        ("fee_to_risk_reserve", &without_money[..2], "within one pool"),
        ("balance_to_treasury", &from_home, "out of the treasury"),
        ("balance_to_treasury", &to_capital, "the treasury is no pool"),
    ] {
        assert_eq!(refusal(&sql, &transfer(code, lines)).await, SqlState::CHECK_VIOLATION, "{why}");
    }
    let elsewhere = entry(
        "water_surcharge",
        "transfer",
        Some("balance_to_treasury"),
        &[("1001", 100), ("4001", -100)],
    );
    assert_eq!(refusal(&sql, &elsewhere).await, SqlState::CHECK_VIOLATION, "another fund's rule");
    sql.batch_execute(&transfer("surplus_to_capital", &to_capital))
        .await
        .expect("the rule's");
    sql.batch_execute(&transfer("surplus_to_capital", &into_claims))
        .await
        .expect("any asset of the pool");
    sql.batch_execute(&transfer("balance_to_treasury", &home))
        .await
        .expect("the rule's");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_guard_of_a_fund_with_entries_is_taken_away() {
    let finance = support::start().await;
    finance.receive(&support::collected_sample()).await.unwrap();
    for sql in [finance.sql().await, finance.owner_sql().await, finance.superuser_sql().await] {
        for statement in [
            "UPDATE accounts SET no_overdraft = false WHERE fund = 'water_surcharge' AND code = '1001'",
            "UPDATE funds SET separates_income_and_spending = false WHERE key = 'water_surcharge'",
            "DELETE FROM accounts WHERE fund = 'water_surcharge' AND code = '5005'",
            "DELETE FROM funds WHERE key = 'service_reward'",
        ] {
            assert_eq!(refusal(&sql, statement).await, SqlState::RESTRICT_VIOLATION, "{statement}");
        }
    }
    finance
        .sql()
        .await
        .batch_execute(
            "UPDATE accounts SET no_overdraft = false WHERE fund = 'agri_subsidy' AND code = '1001';
             UPDATE accounts SET no_overdraft = true WHERE fund = 'water_surcharge' AND code = '3001'",
        )
        .await
        .expect("a fund without entries may change, and a guard may be added");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_allowed_transfers_are_those_of_the_rule_files() {
    let finance = support::start().await;
    let count = "SELECT count(*) FROM allowed_transfers WHERE fund = 'revolving'";
    assert_eq!(finance.count(count).await, 4);
    let without = |code: &str| {
        let is_kept = |line: &&str| !line.contains(&format!("code = \"{code}\""));
        let files = ruleset::compiled_in()
            .into_iter()
            .map(|file| RuleFile::new(file.name, file.text.lines().filter(is_kept).collect::<Vec<_>>().join("\n")))
            .collect();
        ruleset::load(Some(files)).unwrap()
    };
    sync_funds(&finance.service.database, without("surplus_to_capital").funds())
        .await
        .unwrap();
    assert_eq!(finance.count(count).await, 3);
}
