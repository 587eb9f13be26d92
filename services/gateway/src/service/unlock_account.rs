//! Ending a lockout before its time.

use chrono::{DateTime, Utc};
use platform::{
    Database, Problem,
    audit::{self, Change},
    database::Pg,
    http::access::Principal,
};
use serde_json::json;

use super::{Identity, SCOPE, authorize, update_account::lock};
use crate::{domain::account::Account, store::login_failure};

/// Who the audit log says ended a lockout from the command line.
const OPERATOR: &str = "system:operator";

/// Forgets the failed log-ins under an account's name. Nothing happens when there are none.
pub async fn unlock_account(identity: &Identity, principal: &Principal, username: &str, now: DateTime<Utc>) -> Result<Account, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let account = unlock(&mut tx, &actor.username, username, now).await?;
    tx.commit().await?;
    Ok(account)
}

/// The same from the command line: also where the only administrator is locked out.
pub async fn unlock_by_operator(database: &Database, username: &str, now: DateTime<Utc>) -> Result<Account, Problem> {
    let mut tx = database.begin(&SCOPE).await?;
    let account = unlock(&mut tx, OPERATOR, username, now).await?;
    tx.commit().await?;
    Ok(account)
}

async fn unlock(conn: &mut Pg, actor: &str, username: &str, now: DateTime<Utc>) -> Result<Account, Problem> {
    // The name before the account, as a log-in does it.
    let cleared = login_failure::clear(conn, username).await?;
    let account = lock(conn, username).await?;
    if let Some(cleared) = cleared {
        let change = Change {
            actor,
            action: "account.unlock",
            entity: "account",
            entity_id: username.to_owned(),
            before: Some(json!({ "failures": cleared.failures, "locked_until": cleared.locked_until })),
            after: Some(json!({ "failures": 0, "locked_until": null })),
        };
        audit::append(conn, change, now).await?;
    }
    Ok(account)
}
