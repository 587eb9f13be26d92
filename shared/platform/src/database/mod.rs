//! The service's own PostgreSQL database: pool, data scope, transactions.

mod connect;
pub mod migration;
mod pool;
mod scope;
mod transaction;

use std::time::Duration;

use deadpool::managed::{Object, PoolError, TimeoutType, Timeouts};
use diesel::sql_types::Bool;
use diesel_async::AsyncPgConnection;
use secrecy::ExposeSecret;
use tracing::Instrument;

pub(crate) use connect::connect;
pub use pool::Connection;
pub use scope::Scope;
pub use transaction::Transaction;

use crate::{settings::DatabaseSettings, telemetry::span};

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
    /// The connection broke while the commit was under way: nobody here knows whether it took effect.
    #[error("the connection broke during the commit")]
    CommitUnknown(#[source] diesel::result::Error),
}

impl Database {
    /// A pool for requests that connects when it is first asked.
    pub fn new(settings: &DatabaseSettings) -> Result<Self, DatabaseError> {
        Self::of_size(settings, settings.pool_size)
    }

    /// A pool for what runs beside the requests.
    pub fn background(settings: &DatabaseSettings) -> Result<Self, DatabaseError> {
        Self::of_size(settings, settings.background_pool_size)
    }

    fn of_size(settings: &DatabaseSettings, size: usize) -> Result<Self, DatabaseError> {
        let wait = Some(Duration::from_secs(settings.wait_seconds));
        let manager = pool::Manager::new(settings.url.expose_secret(), Duration::from_secs(settings.lock_wait_seconds));
        let pool = deadpool::managed::Pool::builder(manager)
            .max_size(size)
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

    /// Whether the database works. That all connections are at work is no sign of the contrary.
    pub async fn answers(&self) -> bool {
        use diesel_async::RunQueryDsl;
        const PATIENCE: Option<Duration> = Some(Duration::from_secs(1));
        let timeouts = Timeouts {
            wait: PATIENCE,
            create: PATIENCE,
            recycle: PATIENCE,
        };
        match self.pool.timeout_get(&timeouts).await {
            Ok(mut object) => {
                let asked = async {
                    object.enter(&Scope::Nothing).await?;
                    diesel::select(diesel::dsl::sql::<Bool>("true")).execute(object.pg()).await
                };
                let answer = tokio::time::timeout(Duration::from_secs(1), asked).await;
                if answer.is_err() {
                    // Nobody else shall wait on this one.
                    drop(Object::take(object));
                }
                matches!(answer, Ok(Ok(_)))
            }
            Err(error) => matches!(error, PoolError::Timeout(TimeoutType::Wait)),
        }
    }

    /// Begins a transaction under a scope. It is rolled back unless [`Transaction::commit`] is called.
    pub async fn begin(&self, scope: &Scope) -> Result<Transaction, DatabaseError> {
        let span = span::transaction();
        let connection = self.connection(scope).instrument(span.clone()).await?;
        Transaction::begin(connection, span).await
    }
}

/// Whether a statement was given up because of what other transactions hold locked: done again, it may go through.
pub(crate) fn is_lock_conflict(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        // The class of the error (40P01, 55P03) is not passed on, only its words.
        Error::DatabaseError(DatabaseErrorKind::Unknown, info) => {
            info.message() == "deadlock detected" || info.message() == "canceling statement due to lock timeout"
        }
        _ => false,
    }
}

/// Whether a query failed because its connection broke or was ended by the server.
pub(crate) fn is_connection_loss(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::DatabaseError(DatabaseErrorKind::UnableToSendCommand | DatabaseErrorKind::ClosedConnection, _) => true,
        // The class of the error (57P01 to 57P03) is not passed on, only its words.
        Error::DatabaseError(DatabaseErrorKind::Unknown, info) => info.message().starts_with("terminating connection"),
        _ => false,
    }
}
