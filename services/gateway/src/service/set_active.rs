//! Deactivating an account, which ends its sessions, and activating it again. Accounts are never deleted.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    http::access::Principal,
};

use super::{
    ADMINISTRATOR, Identity, SCOPE, authorize,
    create_account::state_of,
    update_account::{keep_an_administrator, lock},
};
use crate::{
    domain::{IdentityError, account::Account, session::EndReason},
    store,
};

/// Sets whether the person may log in.
pub async fn set_active(
    identity: &Identity,
    principal: &Principal,
    username: &str,
    active: bool,
    now: DateTime<Utc>,
) -> Result<Account, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let administrators = store::account::lock_active_with_role(&mut tx, ADMINISTRATOR).await?;
    let before = lock(&mut tx, username).await?;
    if before.active == active {
        return Err(IdentityError::AlreadyInState {
            username: username.to_owned(),
            state: if active { "启用" } else { "停用" },
        }
        .into());
    }
    let account = Account {
        active,
        version: before.version + 1,
        updated_at: now,
        ..before.clone()
    };
    let account = store::account::update(&mut tx, &account).await?;
    keep_an_administrator(&administrators, &before, &account)?;
    if !active {
        store::session::end_all(&mut tx, username, EndReason::AccountDeactivated, now).await?;
    }
    let change = Change {
        actor: &actor.username,
        action: if active { "account.activate" } else { "account.deactivate" },
        entity: "account",
        entity_id: username.to_owned(),
        before: Some(state_of(&before)),
        after: Some(state_of(&account)),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    Ok(account)
}
