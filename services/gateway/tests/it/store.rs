//! What PostgreSQL itself does not allow, and migrations down and up again.

use gateway::app;
use platform::database::migration;

use crate::support::{Edge, settings};

async fn refusal(url: &str, statement: &str) -> String {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let error = client.batch_execute(statement).await.unwrap_err();
    error.as_db_error().unwrap().message().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_units_and_roles_cannot_be_removed() {
    let edge = Edge::start().await;
    for table in ["accounts", "units", "roles"] {
        for url in [&edge.test_database.app_url, &edge.test_database.admin_url] {
            let refused = refusal(url, &format!("DELETE FROM {table}")).await;
            assert!(refused.contains("append-only"), "{table}: {refused}");
        }
    }
    let moved = refusal(
        &edge.test_database.admin_url,
        "UPDATE units SET parent_code = 'sanquan' WHERE code = 'longxing_east'",
    )
    .await;
    assert!(moved.contains("fixed"), "{moved}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_break_a_rule_is_refused() {
    let edge = Edge::start().await;
    edge.login("clerk").await;
    for (statement, constraint) in [
        (
            "UPDATE accounts SET password_hash = 'plain' WHERE username = 'clerk'",
            "accounts_password_hash_check",
        ),
        (
            "UPDATE accounts SET username = 'Clerk' WHERE username = 'town'",
            "accounts_username_check",
        ),
        ("UPDATE accounts SET unit = 'nowhere'", "accounts_unit_fkey"),
        (
            "UPDATE accounts SET scope_kind = 'units' WHERE username = 'clerk'",
            "accounts_check",
        ),
        ("INSERT INTO roles VALUES ('service', 'x')", "roles_code_check"),
        ("INSERT INTO units VALUES ('a_unit', 'x', 'city')", "units_kind_check"),
        ("INSERT INTO units VALUES ('a_unit', 'x', 'town', 'a_unit')", "units_check"),
        (
            "INSERT INTO refresh_tokens SELECT repeat('a', 64), id, now(), now() FROM sessions",
            "refresh_tokens_one_unused",
        ),
        ("UPDATE sessions SET ended_at = now()", "sessions_check"),
    ] {
        let refused = refusal(&edge.test_database.app_url, statement).await;
        assert!(refused.contains(constraint), "{statement}: {refused}");
    }
}

/// Everything that a migration makes, in words.
const SCHEMA: &str = "
    SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
        SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT format('%s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ) AS lines (line)";

#[tokio::test(flavor = "multi_thread")]
async fn migrations_go_down_and_up_to_the_same_schema() {
    let test_database = testkit::servers().create_test_database("gateway").await.unwrap();
    let folder = testkit::temporary_folder().unwrap();
    let database = settings(&test_database, &folder).database;
    let (client, connection) = tokio_postgres::connect(&test_database.admin_url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    let schema = async || client.query_one(SCHEMA, &[]).await.unwrap().get::<_, String>(0);
    migration::migrate(&database, app::migrations()).await.unwrap();
    let first = schema().await;
    assert!(first.contains("refresh_tokens_one_unused"));
    migration::revert_all(&database, app::migrations()).await.unwrap();
    assert!(!schema().await.contains("refresh_tokens"));
    migration::migrate(&database, app::migrations()).await.unwrap();
    assert_eq!(schema().await, first);
}
