//! Answers of writes: once per idempotency key, in the transaction of the effect.

use actix_web::{HttpResponse, http::StatusCode};
use platform::{
    Database, Problem, Scope, Transaction,
    idempotency::{self, RequestKey},
};
use serde::Serialize;

use crate::service::error::UseCaseError;

/// Runs `effect` once per key, under the caller's data scope; the same request again gets the stored answer. A refused
/// request stores nothing, its key can be used again.
pub async fn once<T, F>(
    database: &Database,
    scope: &Scope,
    key: &RequestKey,
    status: StatusCode,
    effect: F,
) -> Result<HttpResponse, Problem>
where
    T: Serialize,
    F: AsyncFnOnce(&mut Transaction) -> Result<T, UseCaseError>,
{
    idempotency::once(database, scope, key, status, effect).await
}

/// Runs `effect` in a transaction under the caller's data scope: for changes that a version guards.
pub async fn change<T, F>(database: &Database, scope: &Scope, effect: F) -> Result<HttpResponse, Problem>
where
    T: Serialize,
    F: AsyncFnOnce(&mut Transaction) -> Result<T, UseCaseError>,
{
    let mut tx = database.begin(scope).await?;
    let answer = effect(&mut tx).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(answer))
}
