//! Log-out: whoever has the refresh token may end its session.

use chrono::{DateTime, Utc};
use platform::Problem;

use super::{Identity, SCOPE, refresh_session, secret};
use crate::{domain::session::EndReason, store};

/// Ends the session of a refresh token. An unknown token or an ended session is as good: the person is logged out.
pub async fn log_out(identity: &Identity, refresh_token: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let found = store::session::lock_by_token(&mut tx, &secret::hash_of(refresh_token)).await?;
    let Some((session, _)) = found.filter(|(session, _)| session.is_open(now)) else {
        return Ok(());
    };
    refresh_session::end(&mut tx, &session, EndReason::LoggedOut, now).await?;
    tx.commit().await?;
    Ok(())
}
