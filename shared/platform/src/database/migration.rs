//! Migrations: the platform's tables first, then the department's own.

use chrono::{DateTime, Utc};
use diesel::{migration::MigrationSource, pg::Pg};
use diesel_async::{AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use secrecy::ExposeSecret;

use super::connect::connect;
use crate::settings::DatabaseSettings;

/// The platform's tables.
pub const PLATFORM: EmbeddedMigrations = embed_migrations!("migrations");

/// Why a database could not be migrated.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// No connection.
    #[error("cannot connect to migrate")]
    Connection(#[from] diesel::ConnectionError),
    /// A migration failed; nothing of it was stored.
    #[error("a migration failed: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
    /// Granting the login role its privileges, or reading which migrations have run, failed.
    #[error("granting privileges or reading the history failed")]
    Query(#[from] diesel::result::Error),
}

/// Runs what is pending as the owner and gives the login role its privileges. Needs a multi-threaded runtime.
pub async fn migrate(settings: &DatabaseSettings, own: EmbeddedMigrations) -> Result<Vec<String>, MigrationError> {
    let mut connection = connect(owner_url(settings)).await?;
    // Given back with the connection: of two that migrate at once, the second finds nothing left to do.
    connection
        .batch_execute("SELECT pg_advisory_lock(hashtext('jiangzhou.migrate'))")
        .await?;
    grant_login_role(&mut connection, settings).await?;
    let mut harness = AsyncMigrationHarness::new(connection);
    let mut done = Vec::new();
    for source in [PLATFORM, own] {
        let ran = harness.run_pending_migrations(source).map_err(MigrationError::Migration)?;
        done.extend(ran.iter().map(ToString::to_string));
    }
    protect_history(&mut harness.into_inner(), settings).await?;
    Ok(done)
}

/// Reverts everything, the department's own migrations first. For the down-and-up test.
pub async fn revert_all(settings: &DatabaseSettings, own: EmbeddedMigrations) -> Result<(), MigrationError> {
    let connection = connect(owner_url(settings)).await?;
    let mut harness = AsyncMigrationHarness::new(connection);
    for source in [own, PLATFORM] {
        let mut migrations = MigrationSource::<Pg>::migrations(&source).map_err(MigrationError::Migration)?;
        migrations.sort_by_key(|migration| migration.name().version().as_owned());
        for migration in migrations.iter().rev() {
            harness.revert_migration(migration.as_ref()).map_err(MigrationError::Migration)?;
        }
    }
    Ok(())
}

/// Whether every migration that this binary knows has run.
pub async fn is_current(settings: &DatabaseSettings, own: &EmbeddedMigrations) -> Result<bool, MigrationError> {
    use diesel_async::RunQueryDsl;

    #[derive(diesel::QueryableByName)]
    struct Applied {
        #[diesel(sql_type = diesel::sql_types::Text)]
        version: String,
    }
    let mut connection = connect(settings.url.expose_secret()).await?;
    let applied: Vec<Applied> = diesel::sql_query("SELECT version FROM __diesel_schema_migrations")
        .load(&mut connection)
        .await?;
    let mut known = Vec::new();
    for source in [&PLATFORM, own] {
        let migrations = MigrationSource::<Pg>::migrations(source).map_err(MigrationError::Migration)?;
        known.extend(migrations.iter().map(|migration| migration.name().version().to_string()));
    }
    Ok(known.iter().all(|version| applied.iter().any(|row| &row.version == version)))
}

/// Migrations that have run, with the time, the latest first.
pub async fn applied(conn: &mut super::Pg) -> Result<Vec<(String, DateTime<Utc>)>, diesel::result::Error> {
    use diesel_async::RunQueryDsl;

    #[derive(diesel::QueryableByName)]
    struct Applied {
        #[diesel(sql_type = diesel::sql_types::Text)]
        version: String,
        #[diesel(sql_type = diesel::sql_types::Timestamptz)]
        run_on: DateTime<Utc>,
    }
    let query =
        "SELECT version, run_on AT TIME ZONE current_setting('TimeZone') AS run_on FROM __diesel_schema_migrations ORDER BY version DESC";
    let rows: Vec<Applied> = diesel::sql_query(query).load(conn).await?;
    Ok(rows.into_iter().map(|row| (row.version, row.run_on)).collect())
}

fn owner_url(settings: &DatabaseSettings) -> &str {
    let owner = settings.migration_url.expose_secret();
    if owner.is_empty() { settings.url.expose_secret() } else { owner }
}

/// Whatever tables the owner has or will have, the login role may read and write; triggers and row-level security,
/// which it cannot switch off, say where not.
async fn grant_login_role(connection: &mut AsyncPgConnection, settings: &DatabaseSettings) -> Result<(), diesel::result::Error> {
    let Some(role) = quoted_login_role(settings) else { return Ok(()) };
    connection
        .batch_execute(&format!(
            "GRANT USAGE ON SCHEMA public TO {role};
             GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
             -- A temporary table with triggers of its own would be a way to run others' functions.
             DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;
             GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
             ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
             ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {role};"
        ))
        .await
}

/// Which migrations have run and where the audit log ends is for the login role to read only.
async fn protect_history(connection: &mut AsyncPgConnection, settings: &DatabaseSettings) -> Result<(), diesel::result::Error> {
    let Some(role) = quoted_login_role(settings) else { return Ok(()) };
    connection
        .batch_execute(&format!(
            "REVOKE INSERT, UPDATE, DELETE ON __diesel_schema_migrations, audit_head FROM {role}"
        ))
        .await
}

/// The login role, unless it is the owner itself.
fn quoted_login_role(settings: &DatabaseSettings) -> Option<String> {
    let role = role_of(settings.url.expose_secret())?;
    let is_owner = role_of(owner_url(settings)).as_deref() == Some(role.as_str());
    (!is_owner).then(|| format!("\"{}\"", role.replace('"', "\"\"")))
}

/// The user name in a PostgreSQL URL.
fn role_of(url: &str) -> Option<String> {
    reqwest::Url::parse(url)
        .ok()
        .map(|url| url.username().to_owned())
        .filter(|name| !name.is_empty())
}
