//! What `with-servers` tells the tests that it runs.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::database::{DatabaseUrls, PostgresAdmin, TestDatabase};
use crate::rabbitmq::{RabbitAdmin, TestVhost};

/// The superuser's URL of the PostgreSQL for tests.
pub const POSTGRES_URL: &str = "JIANGZHOU_TEST_POSTGRES_URL";
/// The URL of the RabbitMQ for tests.
pub const AMQP_URL: &str = "JIANGZHOU_TEST_AMQP_URL";
/// The folder of that RabbitMQ, for virtual hosts of a test's own.
pub const RABBIT_DIR: &str = "JIANGZHOU_TEST_RABBIT_DIR";

/// The servers that all tests of a run share. What a test does on them it does in a database and a virtual host of its own.
#[derive(Debug, Clone)]
pub struct Servers {
    /// PostgreSQL's superuser.
    pub postgres: PostgresAdmin,
    /// RabbitMQ's common virtual host.
    pub amqp_url: String,
    rabbit_dir: Option<PathBuf>,
}

impl Servers {
    /// A database of this test's own: see [`PostgresAdmin::create_test_database`].
    pub async fn create_test_database(&self, prefix: &str) -> Result<TestDatabase> {
        self.postgres.create_test_database(prefix).await
    }

    /// A migrated database of this test's own: see [`PostgresAdmin::create_migrated_database`].
    pub async fn create_migrated_database<Migrated, Fault>(
        &self,
        prefix: &str,
        migrate: impl FnOnce(DatabaseUrls) -> Migrated,
    ) -> Result<TestDatabase>
    where
        Migrated: Future<Output = Result<(), Fault>>,
        Fault: std::error::Error + Send + Sync + 'static,
    {
        self.postgres.create_migrated_database(prefix, migrate).await
    }

    /// A virtual host of this test's own: see [`RabbitAdmin::create_test_vhost`].
    pub async fn create_test_vhost(&self, prefix: &str) -> Result<TestVhost> {
        let base_dir = self
            .rabbit_dir
            .as_ref()
            .with_context(|| format!("{RABBIT_DIR} is not set: virtual hosts can be made only on a RabbitMQ that with-servers started"))?;
        RabbitAdmin::open(base_dir)?.create_test_vhost(prefix).await
    }
}

/// The servers of this test run.
///
/// # Panics
/// When the tests were not started by `with-servers`; the message says how to.
pub fn servers() -> Servers {
    let read = |name: &str| {
        env::var(name).unwrap_or_else(|_| {
            panic!(
                "{name} is not set: this test needs servers. Run `make test`, or for one package:\n  \
                 cargo run -p testkit --bin with-servers -- cargo test -p {}",
                env::var("CARGO_PKG_NAME").unwrap_or_else(|_| "PACKAGE".to_owned())
            )
        })
    };
    Servers {
        postgres: PostgresAdmin::new(read(POSTGRES_URL)),
        amqp_url: read(AMQP_URL),
        rabbit_dir: env::var_os(RABBIT_DIR).map(PathBuf::from),
    }
}
