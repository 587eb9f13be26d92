//! Pooled connections that remember the data scope set in their session.

use std::{
    ops::{Deref, DerefMut},
    time::Duration,
};

use deadpool::managed::{Metrics, Object, RecycleError, RecycleResult};
use diesel::{
    QueryResult,
    sql_types::{Bool, Text},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl, pooled_connection::PoolableConnection};

use super::{Scope, connect::connect};

diesel::define_sql_function! {
    /// Sets a session variable; prepared once, unlike free SQL.
    fn set_config(name: Text, value: Text, is_local: Bool) -> Text;
}

/// Makes connections.
pub struct Manager {
    url: String,
    lock_wait: Duration,
}

impl Manager {
    pub(super) fn new(url: &str, lock_wait: Duration) -> Self {
        let url = url.to_owned();
        Self { url, lock_wait }
    }
}

/// A connection and the scope its session has, so that the session variables are written only when they change.
pub struct ScopedConnection {
    pg: AsyncPgConnection,
    scope: Option<Scope>,
}

impl ScopedConnection {
    pub(super) fn pg(&mut self) -> &mut AsyncPgConnection {
        &mut self.pg
    }

    pub(super) async fn enter(&mut self, scope: &Scope) -> QueryResult<()> {
        if self.scope.as_ref() == Some(scope) {
            return Ok(());
        }
        // While the statement runs the session's scope is unknown; a failure must not leave a remembered one.
        self.scope = None;
        let settings = (
            set_config("jiangzhou.scope", scope.kind(), false),
            set_config("jiangzhou.units", scope.units(), false),
        );
        diesel::select(settings).execute(&mut self.pg).await?;
        self.scope = Some(scope.clone());
        Ok(())
    }
}

impl deadpool::managed::Manager for Manager {
    type Type = ScopedConnection;
    type Error = diesel::ConnectionError;

    async fn create(&self) -> Result<ScopedConnection, diesel::ConnectionError> {
        // Boxed, so that not every request carries the room for a handshake.
        let mut pg = Box::pin(connect(&self.url)).await?;
        let lock_wait = format!("{}ms", self.lock_wait.as_millis());
        diesel::select(set_config("lock_timeout", lock_wait, false))
            .execute(&mut pg)
            .await
            .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
        Ok(ScopedConnection { pg, scope: None })
    }

    async fn recycle(&self, connection: &mut ScopedConnection, _: &Metrics) -> RecycleResult<diesel::ConnectionError> {
        if connection.pg.is_broken() {
            return Err(RecycleError::message("the connection is closed or within a transaction"));
        }
        Ok(())
    }
}

/// A connection from the pool, under a scope.
pub struct Connection(Object<Manager>);

impl Connection {
    pub(super) fn new(object: Object<Manager>) -> Self {
        Self(object)
    }
}

impl Deref for Connection {
    type Target = AsyncPgConnection;
    fn deref(&self) -> &AsyncPgConnection {
        &self.0.pg
    }
}

impl DerefMut for Connection {
    fn deref_mut(&mut self) -> &mut AsyncPgConnection {
        &mut self.0.pg
    }
}
