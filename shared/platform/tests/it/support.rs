//! What the tests share: a migrated database of the test's own, waiting for a condition, messages.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use contracts::{Envelope, water::SurchargeCollectedV1};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use platform::{
    Database, Scope, outbox,
    settings::DatabaseSettings,
    test_support::{self, TestUrls},
};
use secrecy::SecretString;
use testkit::{DatabaseUrls, PostgresAdmin, TestDatabase};
use tokio_postgres::Client;
use uuid::Uuid;

/// The tables of a department that exists for these tests.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("tests/it/migrations");

/// A migrated database.
pub struct Fixture {
    pub db: TestDatabase,
    /// A pool of eight connections as the login role.
    pub database: Database,
}

impl Fixture {
    pub async fn new() -> Self {
        let migrated = |urls: DatabaseUrls| test_support::migrate(urls.owner_url, urls.app_url, MIGRATIONS);
        let db = testkit::servers().create_migrated_database("platform", migrated).await.unwrap();
        let database = Database::new(&settings(&db)).unwrap();
        Self { db, database }
    }

    pub fn settings(&self) -> DatabaseSettings {
        settings(&self.db)
    }

    pub fn urls(&self) -> TestUrls {
        TestUrls {
            owner: self.db.owner_url.clone(),
            login: self.db.app_url.clone(),
        }
    }

    /// A pool as the login role with so many connections.
    pub fn pool(&self, size: usize) -> Database {
        Database::new(&DatabaseSettings {
            pool_size: size,
            ..self.settings()
        })
        .unwrap()
    }

    /// Past triggers and row-level security: what a thief of the superuser's password can do.
    pub async fn superuser(&self) -> Client {
        let client = connect(&self.db.admin_url).await;
        client.batch_execute("SET session_replication_role = replica").await.unwrap();
        client
    }

    /// One number, as superuser.
    pub async fn number(&self, query: &str) -> i64 {
        connect(&self.db.admin_url).await.query_one(query, &[]).await.unwrap().get(0)
    }
}

/// How a service is told of a database.
pub fn settings(db: &TestDatabase) -> DatabaseSettings {
    DatabaseSettings {
        url: SecretString::from(db.app_url.clone()),
        migration_url: SecretString::from(db.owner_url.clone()),
        pool_size: 8,
        background_pool_size: 4,
        lock_wait_seconds: 10,
        wait_seconds: 5,
    }
}

/// A connection of its own.
pub async fn connect(url: &str) -> Client {
    PostgresAdmin::new(url).connect().await.unwrap()
}

/// Waits until `look` finds something, at most half a minute.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, mut look: impl FnMut() -> F) -> T {
    let deadline = Instant::now() + Duration::from_secs(120);
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < deadline, "not within 2 min: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The sample of the contract, with another payment.
pub fn payment(payment_id: &str) -> SurchargeCollectedV1 {
    let sample = include_str!("../../../contracts/samples/cn.jiangzhou.water.surcharge.collected.v1.json");
    let envelope: Envelope<SurchargeCollectedV1> = serde_json::from_str(sample).unwrap();
    SurchargeCollectedV1 {
        payment_id: payment_id.to_owned(),
        ..envelope.data
    }
}

/// Stores a message in the outbox and commits.
pub async fn send(database: &Database, payment_id: &str) -> Uuid {
    let mut tx = database.begin(&Scope::All).await.unwrap();
    let id = outbox::append(&mut tx, "bill-1", &payment(payment_id), chrono::Utc::now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}
