//! The database: migrations go down and up again to the same schema, and refuse what must never be.

use diesel::{prelude::*, sql_query, sql_types::Text};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use platform::{Scope, database::migration, settings::DatabaseSettings};
use secrecy::SecretString;

use crate::{
    register::{created, read, reading_body, user_with_meter},
    support::start,
};

#[derive(QueryableByName, Debug, PartialEq, Eq)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Columns, constraints, indexes, triggers and policies of the schema.
async fn schema(url: &str) -> Vec<Line> {
    let mut conn = AsyncPgConnection::establish(url).await.unwrap();
    sql_query(
        "SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
           FROM information_schema.columns WHERE table_schema = 'public'
         UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
         UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
         UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
         UNION ALL SELECT format('%s %s %s %s', tablename, policyname, qual, with_check) FROM pg_policies
         UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
         ORDER BY 1",
    )
    .load(&mut conn)
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_migration_goes_down_and_up_again_to_the_same_schema() {
    let database = testkit::servers().create_test_database("water").await.unwrap();
    let settings = DatabaseSettings {
        url: SecretString::from(database.app_url.clone()),
        migration_url: SecretString::from(database.owner_url.clone()),
        pool_size: 1,
        background_pool_size: 1,
        lock_wait_seconds: 10,
        wait_seconds: 5,
    };
    migration::migrate(&settings, water::migrations()).await.unwrap();
    let first = schema(&database.owner_url).await;
    assert!(first.len() > 100);
    migration::revert_all(&settings, water::migrations()).await.unwrap();
    let left: Vec<_> = schema(&database.owner_url)
        .await
        .into_iter()
        .filter(|line| !line.line.contains("__diesel_schema_migrations"))
        .collect();
    assert_eq!(left, []);
    migration::migrate(&settings, water::migrations()).await.unwrap();
    assert_eq!(schema(&database.owner_url).await, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_can_be_neither_changed_nor_removed() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    created(&read(&water, meter, &reading_body("2026Q1", "200")).await);
    for statement in [
        "UPDATE readings SET value_milli = 0",
        "DELETE FROM readings",
        "UPDATE meter_verifications SET valid_until = '2099-01-01'",
        "DELETE FROM meter_verifications",
        "UPDATE audit_entries SET actor = 'x'",
    ] {
        let mut tx = water.database.begin(&Scope::All).await.unwrap();
        let error = tx.batch_execute(statement).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{statement}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_meter_has_one_reading_per_period_whatever_the_code_does() {
    let water = start().await;
    let (_, meter) = user_with_meter(&water, "A1").await;
    created(&read(&water, meter, &reading_body("2026Q1", "200")).await);
    let mut tx = water.database.begin(&Scope::All).await.unwrap();
    let statement = format!(
        "INSERT INTO readings (id, meter_id, purpose, period, read_on, value_milli, method, recorded_by)
         VALUES (gen_random_uuid(), '{meter}', 'periodic', '2026Q1', '2026-03-31', 1, 'manual', 'x')"
    );
    let error = tx.batch_execute(&statement).await.unwrap_err();
    assert!(error.to_string().contains("readings_meter_period"), "{error}");
}
