//! Every migration goes down and up again to the same schema.

use platform::{database::migration, settings::DatabaseSettings};

use crate::support;

/// Everything that a migration can make, as text.
const SCHEMA: &str = "
    SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
        FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint ' || conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'policy ' || tablename || ' ' || policyname || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies
    UNION ALL SELECT 'row security ' || relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    ORDER BY 1";

async fn schema(finance: &support::Finance) -> Vec<String> {
    finance
        .owner_sql()
        .await
        .query(SCHEMA, &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_migration_goes_down_and_up_again_to_the_same_schema() {
    let finance = support::start().await;
    let settings = DatabaseSettings {
        url: finance.database.app_url.clone().into(),
        migration_url: finance.database.owner_url.clone().into(),
        pool_size: 1,
        background_pool_size: 1,
        lock_wait_seconds: 10,
        wait_seconds: 5,
    };
    let before = schema(&finance).await;
    assert!(before.iter().any(|item| item.contains("journal_entries")) && before.iter().any(|item| item.starts_with("policy")));
    migration::revert_all(&settings, finance::migrations()).await.unwrap();
    let between = schema(&finance).await;
    assert!(!between.iter().any(|item| item.contains("journal")), "{between:?}");
    migration::migrate(&settings, finance::migrations()).await.unwrap();
    assert_eq!(schema(&finance).await, before);
}
