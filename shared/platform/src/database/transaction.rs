//! A transaction as a value: rolled back when dropped, unless committed.

use std::ops::{Deref, DerefMut};

use diesel_async::{AnsiTransactionManager, AsyncPgConnection, TransactionManager};
use tracing::Span;

use super::{Connection, DatabaseError};

/// An open transaction. Dropping it rolls it back, so every early return by `?` leaves nothing behind.
pub struct Transaction {
    connection: Option<Connection>,
    span: Span,
}

impl Transaction {
    pub(super) async fn begin(mut connection: Connection, span: Span) -> Result<Self, DatabaseError> {
        AnsiTransactionManager::begin_transaction(&mut *connection).await?;
        Ok(Self {
            connection: Some(connection),
            span,
        })
    }

    /// Commits. Deferred constraints are checked here: an error means that nothing was stored, unless it is
    /// [`DatabaseError::CommitUnknown`].
    pub async fn commit(mut self) -> Result<(), DatabaseError> {
        let Some(mut connection) = self.connection.take() else {
            return Ok(());
        };
        AnsiTransactionManager::commit_transaction(&mut *connection)
            .await
            .map_err(|error| match error {
                error if super::is_connection_loss(&error) => DatabaseError::CommitUnknown(error),
                error => DatabaseError::Query(error),
            })?;
        self.span.record("outcome", "committed");
        Ok(())
    }

    /// Rolls back and waits until it is done.
    pub async fn rollback(mut self) -> Result<(), DatabaseError> {
        if let Some(mut connection) = self.connection.take() {
            AnsiTransactionManager::rollback_transaction(&mut *connection).await?;
        }
        Ok(())
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        // Without a runtime the connection is dropped inside its transaction, and the pool discards it.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            return;
        };
        runtime.spawn(async move {
            if let Err(error) = AnsiTransactionManager::rollback_transaction(&mut *connection).await {
                tracing::debug!(error = %error, "a rollback failed; the pool discards the connection");
            }
        });
    }
}

impl Deref for Transaction {
    type Target = AsyncPgConnection;
    #[expect(
        clippy::expect_used,
        reason = "the connection is taken only by commit, rollback and drop, which consume the transaction"
    )]
    fn deref(&self) -> &AsyncPgConnection {
        self.connection.as_deref().expect("an open transaction has its connection")
    }
}

impl DerefMut for Transaction {
    #[expect(
        clippy::expect_used,
        reason = "the connection is taken only by commit, rollback and drop, which consume the transaction"
    )]
    fn deref_mut(&mut self) -> &mut AsyncPgConnection {
        self.connection.as_deref_mut().expect("an open transaction has its connection")
    }
}
