//! Giving somebody a new password, shown once, which has to be changed at the next log-in.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    http::access::Principal,
};
use serde_json::json;

use super::{Identity, SCOPE, authorize, secret, update_account::lock};
use crate::{
    domain::{account::Account, session::EndReason},
    store::{self, login_failure},
};

/// Sets a generated password, ends every session and any lockout.
pub async fn reset_password(
    identity: &Identity,
    principal: &Principal,
    username: &str,
    now: DateTime<Utc>,
) -> Result<(Account, String), Problem> {
    let password = secret::new_password(&identity.passwords);
    let hash = identity.hasher.hash(password.clone().into()).await?;
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    // The name before the account, as a log-in does it.
    login_failure::clear(&mut tx, username).await?;
    let mut account = lock(&mut tx, username).await?;
    store::account::set_password(&mut tx, username, &hash, true, now).await?;
    let before = account.must_change_password;
    account.must_change_password = true;
    let ended = store::session::end_all(&mut tx, username, EndReason::PasswordReset, now).await?;
    let change = Change {
        actor: &actor.username,
        action: "account.reset_password",
        entity: "account",
        entity_id: username.to_owned(),
        before: Some(json!({ "must_change_password": before })),
        after: Some(json!({ "must_change_password": true, "sessions_ended": ended })),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    Ok((account, password))
}
