//! The service's own PostgreSQL database: pool, data scope, transactions.

pub mod migration;
mod pool;
mod scope;
mod transaction;

use std::time::Duration;

use diesel_async::AsyncPgConnection;
use secrecy::ExposeSecret;

pub use pool::Connection;
pub use scope::Scope;
pub use transaction::Transaction;

use crate::settings::DatabaseSettings;

/// The connection that every store function takes.
pub type Pg = AsyncPgConnection;

/// A pool of connections; cheap to clone.
#[derive(Clone)]
pub struct Database {
    pool: deadpool::managed::Pool<pool::Manager>,
}

/// Why the database could not be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// No connection within the waiting time, or none could be made.
    #[error("the database is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A query failed.
    #[error("a query failed")]
    Query(#[from] diesel::result::Error),
}

impl Database {
    /// A pool that connects when it is first asked.
    pub fn new(settings: &DatabaseSettings) -> Result<Self, DatabaseError> {
        let wait = Some(Duration::from_secs(settings.wait_seconds));
        let pool = deadpool::managed::Pool::builder(pool::Manager::new(settings.url.expose_secret()))
            .max_size(settings.pool_size)
            .wait_timeout(wait)
            .create_timeout(wait)
            .recycle_timeout(wait)
            .runtime(deadpool::Runtime::Tokio1)
            .build()
            .map_err(|error| DatabaseError::Unavailable(Box::new(error)))?;
        Ok(Self { pool })
    }

    /// A connection that sees what the scope allows; each statement commits on its own. For reading.
    pub async fn connection(&self, scope: &Scope) -> Result<Connection, DatabaseError> {
        let mut object = self.pool.get().await.map_err(|error| DatabaseError::Unavailable(Box::new(error)))?;
        object.enter(scope).await?;
        Ok(Connection::new(object))
    }

    /// Begins a transaction under a scope. It is rolled back unless [`Transaction::commit`] is called.
    pub async fn begin(&self, scope: &Scope) -> Result<Transaction, DatabaseError> {
        Transaction::begin(self.connection(scope).await?).await
    }
}
