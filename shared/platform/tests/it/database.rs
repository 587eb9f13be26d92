//! Pool, data scope, transactions, privileges, migrations.

use std::{collections::BTreeSet, time::Duration};

use actix_web::{ResponseError, http::StatusCode};
use diesel::sql_types::{BigInt, Text};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use platform::{
    Database, Problem, Scope,
    database::{DatabaseError, Pg},
    settings::DatabaseSettings,
};
use secrecy::SecretString;
use testkit::ChaosProxy;

use crate::support::{Fixture, connect, eventually};

#[derive(diesel::QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

pub async fn number(conn: &mut Pg, query: &str) -> Result<i64, diesel::result::Error> {
    let row: Number = diesel::sql_query(format!("SELECT ({query})::bigint AS number"))
        .get_result(conn)
        .await?;
    Ok(row.number)
}

async fn add_meter(conn: &mut Pg, unit: &str, name: &str) -> Result<usize, diesel::result::Error> {
    diesel::sql_query("INSERT INTO meters (unit, name) VALUES ($1, $2)")
        .bind::<Text, _>(unit)
        .bind::<Text, _>(name)
        .execute(conn)
        .await
}

fn units(codes: &[&str]) -> Scope {
    Scope::Units(codes.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>())
}

async fn meters_seen(database: &Database, scope: &Scope) -> i64 {
    let mut conn = database.connection(scope).await.unwrap();
    number(&mut conn, "SELECT count(*) FROM meters").await.unwrap()
}

/// A database with one meter in each of two towns.
async fn two_towns() -> Fixture {
    let fixture = Fixture::new().await;
    let mut conn = fixture.database.connection(&Scope::All).await.unwrap();
    add_meter(&mut conn, "longxing", "one").await.unwrap();
    add_meter(&mut conn, "sanquan", "two").await.unwrap();
    fixture
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_sets_no_scope_sees_no_scoped_row() {
    let fixture = two_towns().await;
    for url in [&fixture.db.app_url, &fixture.db.owner_url] {
        let client = connect(url).await;
        let seen: i64 = client.query_one("SELECT count(*) FROM meters", &[]).await.unwrap().get(0);
        assert_eq!(seen, 0);
        assert!(
            client
                .batch_execute("INSERT INTO meters (unit, name) VALUES ('longxing', 'three')")
                .await
                .is_err()
        );
    }
    assert_eq!(fixture.number("SELECT count(*) FROM meters").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scope_changes_with_every_use_of_a_pooled_connection() {
    let fixture = two_towns().await;
    let database = fixture.pool(1);
    for (scope, seen) in [
        (Scope::All, 2),
        (units(&["longxing"]), 1),
        (Scope::Nothing, 0),
        (units(&["longxing", "sanquan"]), 2),
        (units(&["longxing"]), 1),
        (units(&[]), 0),
        (units(&["elsewhere"]), 0),
        (Scope::All, 2),
    ] {
        assert_eq!(meters_seen(&database, &scope).await, seen, "{scope:?}");
    }
    // In a transaction, too, and after one that was rolled back.
    let mut tx = database.begin(&units(&["sanquan"])).await.unwrap();
    assert_eq!(number(&mut tx, "SELECT count(*) FROM meters").await.unwrap(), 1);
    tx.rollback().await.unwrap();
    assert_eq!(meters_seen(&database, &Scope::Nothing).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_code_with_a_comma_is_not_two_units() {
    let fixture = two_towns().await;
    assert_eq!(meters_seen(&fixture.database, &units(&["longxing,sanquan"])).await, 0);
    assert_eq!(meters_seen(&fixture.database, &units(&["x,longxing", "sanquan"])).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_other_units_are_neither_written_nor_changed() {
    let fixture = two_towns().await;
    let mut conn = fixture.database.connection(&units(&["longxing"])).await.unwrap();
    let refused = add_meter(&mut conn, "sanquan", "three").await.unwrap_err();
    assert_eq!(Problem::from(refused).status(), StatusCode::FORBIDDEN);
    let moved = diesel::sql_query("UPDATE meters SET unit = 'sanquan'")
        .execute(&mut conn)
        .await
        .unwrap_err();
    assert_eq!(Problem::from(moved).status(), StatusCode::FORBIDDEN);
    let renamed = diesel::sql_query("UPDATE meters SET name = name || '!'")
        .execute(&mut conn)
        .await
        .unwrap();
    let removed = diesel::sql_query("DELETE FROM meters WHERE unit = 'sanquan'")
        .execute(&mut conn)
        .await
        .unwrap();
    assert_eq!((renamed, removed), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_is_dropped_leaves_nothing_and_gives_its_connection_back() {
    let fixture = Fixture::new().await;
    let database = fixture.pool(1);
    for round in 0..3 {
        let mut tx = database.begin(&Scope::All).await.unwrap();
        add_meter(&mut tx, "longxing", "one").await.unwrap();
        if round == 1 {
            // A failed statement inside.
            assert!(add_meter(&mut tx, "longxing", "one").await.is_err());
        }
        drop(tx);
        assert_eq!(meters_seen(&database, &Scope::All).await, 0);
    }
    // Where no runtime can roll it back, the connection itself goes.
    let mut tx = database.begin(&Scope::All).await.unwrap();
    add_meter(&mut tx, "longxing", "one").await.unwrap();
    std::thread::spawn(move || drop(tx)).join().unwrap();
    assert_eq!(meters_seen(&database, &Scope::All).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_goes_away_in_the_middle_of_a_statement_leaves_nothing() {
    let fixture = Fixture::new().await;
    let database = fixture.pool(1);
    let abandoned = async {
        let mut tx = database.begin(&Scope::All).await.unwrap();
        add_meter(&mut tx, "longxing", "one").await.unwrap();
        diesel::sql_query("SELECT pg_sleep(0.5)").execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    };
    assert!(tokio::time::timeout(Duration::from_millis(200), abandoned).await.is_err());
    assert_eq!(meters_seen(&database, &Scope::All).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_the_server_ends_is_reported_as_such_and_replaced() {
    let fixture = Fixture::new().await;
    let database = fixture.pool(1);
    let end_it = async |conn: &mut Pg| {
        let pid = number(conn, "pg_backend_pid()").await.unwrap();
        let superuser = connect(&fixture.db.admin_url).await;
        superuser
            .batch_execute(&format!("SELECT pg_terminate_backend({pid})"))
            .await
            .unwrap();
        let alive = format!("SELECT count(*) FROM pg_stat_activity WHERE pid = {pid}");
        eventually("the connection is gone", async || (fixture.number(&alive).await == 0).then_some(())).await;
    };

    // In the middle of a transaction.
    let mut tx = database.begin(&Scope::All).await.unwrap();
    add_meter(&mut tx, "longxing", "one").await.unwrap();
    end_it(&mut tx).await;
    let problem = Problem::from(add_meter(&mut tx, "longxing", "two").await.unwrap_err());
    assert_eq!(
        (problem.status(), problem.code()),
        (StatusCode::SERVICE_UNAVAILABLE, "database_unavailable")
    );
    drop(tx);
    assert_eq!(meters_seen(&database, &Scope::All).await, 0);

    // In the pool.
    let mut conn = database.connection(&Scope::All).await.unwrap();
    end_it(&mut conn).await;
    drop(conn);
    assert_eq!(meters_seen(&database, &Scope::All).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_network_leaves_nothing_half_done_and_heals() {
    let fixture = Fixture::new().await;
    let (mut proxy, url) = ChaosProxy::before_url(&fixture.db.app_url).await.unwrap();
    let database = Database::new(&DatabaseSettings {
        url: SecretString::from(url),
        pool_size: 2,
        ..fixture.settings()
    })
    .unwrap();
    assert!(database.answers().await);

    let mut tx = database.begin(&Scope::All).await.unwrap();
    add_meter(&mut tx, "longxing", "one").await.unwrap();
    let mut committing = database.begin(&Scope::All).await.unwrap();
    add_meter(&mut committing, "longxing", "two").await.unwrap();
    proxy.cut().await;
    let problem = Problem::from(add_meter(&mut tx, "longxing", "three").await.unwrap_err());
    assert_eq!(
        (problem.status(), problem.code()),
        (StatusCode::SERVICE_UNAVAILABLE, "database_unavailable")
    );
    // Whether a commit arrived cannot be known; nobody is told that it did not.
    let unknown = committing.commit().await.unwrap_err();
    assert!(matches!(unknown, DatabaseError::CommitUnknown(_)), "{unknown:?}");
    assert_eq!(Problem::from(unknown).code(), "outcome_unknown");
    drop(tx);
    assert!(!database.answers().await);
    let problem = Problem::from(database.begin(&Scope::All).await.err().unwrap());
    assert_eq!(
        (problem.status(), problem.code()),
        (StatusCode::SERVICE_UNAVAILABLE, "database_unavailable")
    );

    proxy.heal().await.unwrap();
    assert!(database.answers().await);
    assert_eq!(meters_seen(&database, &Scope::All).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exhausted_pool_answers_try_again_later() {
    let fixture = Fixture::new().await;
    let database = Database::new(&DatabaseSettings {
        pool_size: 1,
        wait_seconds: 1,
        ..fixture.settings()
    })
    .unwrap();
    let held = database.connection(&Scope::All).await.unwrap();
    let problem = Problem::from(database.connection(&Scope::All).await.err().unwrap());
    assert_eq!(
        (problem.status(), problem.code()),
        (StatusCode::SERVICE_UNAVAILABLE, "database_unavailable")
    );
    assert!(problem.error_response().headers().contains_key("retry-after"));
    // Busy is not broken.
    assert!(database.answers().await);
    drop(held);
    assert_eq!(meters_seen(&database, &Scope::All).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_login_role_cannot_get_past_triggers_and_row_level_security() {
    let fixture = Fixture::new().await;
    let login = connect(&fixture.db.app_url).await;
    for statement in [
        "ALTER TABLE facts DISABLE TRIGGER ALL",
        "ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only",
        "DROP TRIGGER audit_entries_append_only ON audit_entries",
        "ALTER TABLE meters DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE meters NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY meters_scope ON meters",
        "ALTER TABLE facts OWNER TO CURRENT_USER",
        "DROP TABLE facts",
        "TRUNCATE facts",
        "CREATE OR REPLACE FUNCTION in_scope(unit text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TABLE mine (id bigint)",
        "CREATE TEMPORARY TABLE mine (id bigint)",
        "CREATE SCHEMA mine",
        "SET session_replication_role = replica",
        "SET ROLE postgres",
        "DELETE FROM __diesel_schema_migrations",
        "INSERT INTO __diesel_schema_migrations (version) VALUES ('99999999000000')",
    ] {
        let error = login.batch_execute(statement).await.expect_err(statement);
        assert_eq!(
            error.code(),
            Some(&tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE),
            "{statement}: {error}"
        );
    }
    login
        .batch_execute("INSERT INTO facts VALUES (1, 'yes'); SELECT version FROM __diesel_schema_migrations")
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_are_neither_changed_nor_removed_by_the_owner_either() {
    let fixture = Fixture::new().await;
    let mut tx = fixture.database.begin(&Scope::All).await.unwrap();
    tx.batch_execute("INSERT INTO facts VALUES (1, 'yes')").await.unwrap();
    crate::audit::append(&mut tx, "bill.pay").await;
    tx.commit().await.unwrap();
    let owner = connect(&fixture.db.owner_url).await;
    for statement in [
        "UPDATE facts SET text = 'no'",
        "DELETE FROM facts",
        "TRUNCATE facts",
        "UPDATE audit_entries SET actor = 'nobody'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
    ] {
        let error = owner.batch_execute(statement).await.expect_err(statement);
        assert_eq!(
            error.code(),
            Some(&tokio_postgres::error::SqlState::RESTRICT_VIOLATION),
            "{statement}: {error}"
        );
    }
    assert_eq!(fixture.number("SELECT count(*) FROM facts WHERE text = 'yes'").await, 1);
}
