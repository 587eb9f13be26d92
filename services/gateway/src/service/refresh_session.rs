//! Refresh: a refresh token gets the next pair once; a second use means that somebody has a copy, and ends the session.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
};
use serde_json::json;

use super::{
    Identity, SCOPE,
    issue_token::{self, Login},
    secret,
};
use crate::{
    domain::{
        IdentityError,
        session::{self, EndReason, Session, Use},
    },
    store,
};

/// The next pair of tokens, with the account's roles and scope as they are now.
pub async fn refresh_session(identity: &Identity, refresh_token: &str, now: DateTime<Utc>) -> Result<Login, Problem> {
    let hash = secret::hash_of(refresh_token);
    let mut tx = identity.database.begin(&SCOPE).await?;
    let (session, token) = store::session::lock_by_token(&mut tx, &hash)
        .await?
        .ok_or(IdentityError::SessionEnded)?;
    match session::judge_use(&session, token, now) {
        Use::Ended => return Err(IdentityError::SessionEnded.into()),
        Use::Reused => {
            end(&mut tx, &session, EndReason::TokenReused, now).await?;
            tx.commit().await?;
            return Err(IdentityError::SessionEnded.into());
        }
        Use::Fresh => {}
    }
    let account = store::account::find(&mut tx, &session.username).await?.map(|(account, _)| account);
    let Some(account) = account.filter(|account| account.active) else {
        return Err(IdentityError::SessionEnded.into());
    };
    store::session::use_token(&mut tx, &hash, session.id, now).await?;
    let login = issue_token::issue(identity, &mut tx, account, &session, now).await?;
    tx.commit().await?;
    Ok(login)
}

/// Ends a session and writes it down.
pub(super) async fn end(conn: &mut Pg, session: &Session, reason: EndReason, now: DateTime<Utc>) -> Result<(), Problem> {
    store::session::end(conn, &session.username, session.id, reason, now).await?;
    audit::append(
        conn,
        Change {
            actor: &session.username,
            action: "session.end",
            entity: "session",
            entity_id: session.id.to_string(),
            before: None,
            after: Some(json!({ "reason": reason.code() })),
        },
        now,
    )
    .await?;
    Ok(())
}
