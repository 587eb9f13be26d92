//! Ending a session from elsewhere: one's own, or as an administrator somebody else's.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    database::Transaction,
    http::access::Principal,
};
use serde_json::json;
use uuid::Uuid;

use super::{Identity, SCOPE, authorize};
use crate::{
    domain::{IdentityError, session::EndReason},
    store,
};

/// Ends one of one's own sessions.
pub async fn end_own_session(identity: &Identity, principal: &Principal, session_id: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let account = authorize::require_settled_account(&mut tx, principal).await?;
    end(tx, &account.username, &account.username, session_id, now).await
}

/// Ends all of one's own sessions but the one that asks; how many there were.
pub async fn end_other_sessions(identity: &Identity, principal: &Principal, now: DateTime<Utc>) -> Result<usize, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let account = authorize::require_settled_account(&mut tx, principal).await?;
    let reason = EndReason::Revoked;
    let ended = store::session::end_others(&mut tx, &account.username, principal.session, reason, now).await?;
    let change = Change {
        actor: &account.username,
        action: "session.end",
        entity: "session",
        entity_id: "*".to_owned(),
        before: None,
        after: Some(json!({ "username": account.username, "reason": reason.code(), "sessions_ended": ended })),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Ends a session of an account.
pub async fn end_session_of(
    identity: &Identity,
    principal: &Principal,
    username: &str,
    session_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    end(tx, &actor.username, username, session_id, now).await
}

async fn end(mut tx: Transaction, actor: &str, username: &str, session_id: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
    if !store::session::end(&mut tx, username, session_id, EndReason::Revoked, now).await? {
        return Err(IdentityError::UnknownSession.into());
    }
    let change = Change {
        actor,
        action: "session.end",
        entity: "session",
        entity_id: session_id.to_string(),
        before: None,
        after: Some(json!({ "username": username, "reason": EndReason::Revoked.code() })),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    Ok(())
}
