//! Changing what a person is called, may do and may see. Sessions go on; the tokens of
//! before end with the change, and the next ones have it.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
    http::{access::Principal, extract::IfMatch},
};
use rules::Fields;

use super::{
    ADMINISTRATOR, Identity, SCOPE, authorize,
    create_account::{Draft, read_draft, state_of},
};
use crate::{
    domain::{IdentityError, account::Account},
    store,
};

/// Stores the change if nobody else has changed the account since `version`.
pub async fn update_account(
    identity: &Identity,
    principal: &Principal,
    username: &str,
    version: IfMatch,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<Account, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let administrators = store::account::lock_active_with_role(&mut tx, ADMINISTRATOR).await?;
    let before = lock(&mut tx, username).await?;
    version.require(before.version)?;
    let mut fields = Fields::new();
    let read = read_draft(&mut tx, draft, &mut fields, "").await?;
    fields.finish()?;
    let account = Account {
        name: read.name,
        roles: read.roles,
        posts: read.posts,
        unit: read.unit,
        scope: read.scope,
        version: before.version + 1,
        updated_at: now,
        ..before.clone()
    };
    let account = store::account::update(&mut tx, &account).await?;
    keep_an_administrator(&administrators, &before, &account)?;
    let change = Change {
        actor: &actor.username,
        action: "account.update",
        entity: "account",
        entity_id: account.username.clone(),
        before: Some(state_of(&before)),
        after: Some(state_of(&account)),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    Ok(account)
}

/// The account, locked.
pub(super) async fn lock(conn: &mut Pg, username: &str) -> Result<Account, Problem> {
    let found = store::account::lock(conn, username).await?;
    Ok(found
        .map(|(account, _)| account)
        .ok_or_else(|| IdentityError::UnknownAccount(username.to_owned()))?)
}

/// Refuses a change after which nobody could look after accounts. `administrators` are locked before the account is,
/// in the order of their names: two of them cannot deactivate each other, and neither waits for the other for ever.
pub(super) fn keep_an_administrator(administrators: &[String], before: &Account, after: &Account) -> Result<(), IdentityError> {
    let looks_after = |account: &Account| account.active && account.has_role(ADMINISTRATOR);
    if !looks_after(before) || looks_after(after) {
        return Ok(());
    }
    if administrators.iter().any(|name| *name != before.username) {
        Ok(())
    } else {
        Err(IdentityError::LastAdministrator(before.username.clone()))
    }
}
