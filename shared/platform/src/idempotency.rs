//! Keys of requests that create money or cases: the same request twice has one effect and one answer.

use actix_web::{HttpResponse, http::StatusCode};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use serde_json::Value;

use crate::{Database, Problem, Scope, Transaction, database::Pg, schema::idempotency_keys};

/// A request with its key, as extracted by [`crate::http::extract::Idempotent`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    /// Who asks.
    pub subject: String,
    /// Method and path.
    pub operation: String,
    /// The client's key.
    pub key: String,
    /// SHA-256 of the body.
    pub body_hash: String,
}

/// An answer given before.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredAnswer {
    /// HTTP status.
    pub status: StatusCode,
    /// JSON body.
    pub body: Value,
}

/// Runs `effect` once per key, under the caller's data scope; the same request again gets the stored answer. A refused
/// request stores nothing, its key can be used again.
pub async fn once<T, E, F>(
    database: &Database,
    scope: &Scope,
    key: &RequestKey,
    status: StatusCode,
    effect: F,
) -> Result<HttpResponse, Problem>
where
    T: Serialize,
    Problem: From<E>,
    F: AsyncFnOnce(&mut Transaction) -> Result<T, E>,
{
    let mut tx = database.begin(scope).await?;
    if let Some(stored) = claim(&mut tx, key).await? {
        return Ok(HttpResponse::build(stored.status).json(stored.body));
    }
    let answer = effect(&mut tx).await?;
    let body = serde_json::to_value(&answer).map_err(Problem::internal)?;
    complete(&mut tx, key, status, &body).await?;
    tx.commit().await?;
    Ok(HttpResponse::build(status).json(body))
}

/// Claims the key within the transaction of the effect. `Some` is the answer that the same request got before. A
/// second request at the same time waits here until the first has committed.
pub async fn claim(conn: &mut Pg, request: &RequestKey) -> Result<Option<StoredAnswer>, Problem> {
    use idempotency_keys as keys;
    let inserted = diesel::insert_into(keys::table)
        .values((
            keys::subject.eq(&request.subject),
            keys::operation.eq(&request.operation),
            keys::key.eq(&request.key),
            keys::body_hash.eq(&request.body_hash),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    if inserted == 1 {
        return Ok(None);
    }
    let (body_hash, status, response) = keys::table
        .find((&request.subject, &request.operation, &request.key))
        .select((keys::body_hash, keys::status, keys::response))
        .first::<(String, Option<i16>, Option<Value>)>(conn)
        .await?;
    if body_hash != request.body_hash {
        return Err(Problem::unprocessable(
            "idempotency_key_reused",
            "这个 Idempotency-Key 已用于另一个内容不同的请求：请为新的请求换一个新的键",
        ));
    }
    let status = status
        .and_then(|status| u16::try_from(status).ok())
        .and_then(|status| StatusCode::from_u16(status).ok());
    match (status, response) {
        (Some(status), Some(body)) => Ok(Some(StoredAnswer { status, body })),
        // Claim and answer commit together, so that a visible claim always has its answer.
        _ => Err(Problem::internal("an idempotency key has no stored answer")),
    }
}

/// Stores the answer under a claimed key; commits with the effect.
pub async fn complete(conn: &mut Pg, request: &RequestKey, status: StatusCode, body: &Value) -> QueryResult<()> {
    use idempotency_keys as keys;
    diesel::update(keys::table.find((&request.subject, &request.operation, &request.key)))
        .set((keys::status.eq(i16::try_from(status.as_u16()).ok()), keys::response.eq(body)))
        .execute(conn)
        .await
        .map(drop)
}
