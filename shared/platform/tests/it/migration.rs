//! Migrations go down and up again, also two at once.

use platform::database::migration;

use crate::support::{Fixture, MIGRATIONS, connect, settings};

/// Everything that a schema is, one line each.
const SCHEMA: &str = "
    SELECT format('table %s %s %s', relname, relrowsecurity, relforcerowsecurity) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    UNION ALL SELECT format('column %s.%s %s %s %s %s', table_name, column_name, data_type, is_nullable, column_default, identity_generation)
        FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('policy %s %s %s %s', tablename, policyname, qual, with_check) FROM pg_policies
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT format('privilege %s %s %s', grantee, table_name, privilege_type) FROM information_schema.role_table_grants WHERE table_schema = 'public'
    ORDER BY 1";

async fn schema(url: &str) -> Vec<String> {
    let rows = connect(url).await.query(SCHEMA, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn migrations_go_down_and_up_again_to_the_same_schema() {
    let fixture = Fixture::new().await;
    let before = schema(&fixture.db.admin_url).await;
    assert!(before.iter().any(|line| line.starts_with("policy meters")), "{before:#?}");
    assert!(migration::is_current(&fixture.settings(), &MIGRATIONS).await.unwrap());

    migration::revert_all(&fixture.settings(), MIGRATIONS).await.unwrap();
    let left = fixture
        .number("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        .await;
    assert_eq!(left, 1, "only the history of migrations is left");
    assert_eq!(
        fixture
            .number("SELECT count(*) FROM pg_proc WHERE proname IN ('in_scope', 'refuse_change', 'lock_audit_head', 'move_audit_head', 'refuse_foreign_head', 'open_todo', 'close_todo', 'close_other_todos', 'is_addressee')")
            .await,
        0
    );
    assert!(!migration::is_current(&fixture.settings(), &MIGRATIONS).await.unwrap());

    let ran = migration::migrate(&fixture.settings(), MIGRATIONS).await.unwrap();
    assert_eq!(ran.len(), 4);
    assert_eq!(schema(&fixture.db.admin_url).await, before);
    assert!(migration::migrate(&fixture.settings(), MIGRATIONS).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_that_migrate_at_once_one_finds_nothing_to_do() {
    let db = testkit::servers().create_test_database("platform").await.unwrap();
    let migrate = || {
        let settings = settings(&db);
        tokio::spawn(async move { migration::migrate(&settings, MIGRATIONS).await.map(|ran| ran.len()) })
    };
    let (one, two) = tokio::join!(migrate(), migrate());
    let mut ran = [one.unwrap().unwrap(), two.unwrap().unwrap()];
    ran.sort_unstable();
    assert_eq!(ran, [0, 4]);
}
