//! Ending a lockout before its time.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    http::access::Principal,
};
use serde_json::json;

use super::{Identity, SCOPE, authorize, update_account::lock};
use crate::{
    domain::account::Account,
    store::{self, login_failure},
};

/// Forgets the failed log-ins under an account's name. Nothing happens when there are none.
pub async fn unlock_account(identity: &Identity, principal: &Principal, username: &str, now: DateTime<Utc>) -> Result<Account, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let account = lock(&mut tx, username).await?;
    let key = login_failure::name_hash(username);
    let failures = login_failure::lock(&mut tx, &key).await?;
    if store::login_failure::clear(&mut tx, &key).await? {
        let change = Change {
            actor: &actor.username,
            action: "account.unlock",
            entity: "account",
            entity_id: username.to_owned(),
            before: failures.map(|failures| json!({ "failures": failures.count, "locked_until": failures.locked_until })),
            after: Some(json!({ "failures": 0, "locked_until": null })),
        };
        audit::append(&mut tx, change, now).await?;
        tx.commit().await?;
    }
    Ok(account)
}
