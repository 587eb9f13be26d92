//! Who asks, as the account is now and not as the token said up to ten minutes ago.

use platform::{Problem, database::Pg, http::access::Principal};

use super::ADMINISTRATOR;
use crate::{
    domain::{IdentityError, account::Account},
    store,
};

/// The active account behind a token, whether or not its password must be changed first.
pub async fn require_account(conn: &mut Pg, principal: &Principal) -> Result<(Account, String), Problem> {
    let found = store::account::find(conn, &principal.subject).await?;
    let found = found.filter(|(account, _)| account.active);
    Ok(found.ok_or(IdentityError::AccountInactive)?)
}

/// The active account behind a token, with a password of its own.
pub async fn require_settled_account(conn: &mut Pg, principal: &Principal) -> Result<Account, Problem> {
    let (account, _) = require_account(conn, principal).await?;
    if account.must_change_password {
        return Err(IdentityError::PasswordChangeRequired.into());
    }
    Ok(account)
}

/// The same, which still has one of these roles.
pub async fn require_one_of(conn: &mut Pg, principal: &Principal, roles: &[&str]) -> Result<Account, Problem> {
    let account = require_settled_account(conn, principal).await?;
    if roles.iter().any(|role| account.has_role(role)) {
        Ok(account)
    } else {
        Err(IdentityError::NotAdministrator.into())
    }
}

/// The same, which still looks after accounts.
pub async fn require_administrator(conn: &mut Pg, principal: &Principal) -> Result<Account, Problem> {
    let account = require_settled_account(conn, principal).await?;
    if account.has_role(ADMINISTRATOR) {
        Ok(account)
    } else {
        Err(IdentityError::NotAdministrator.into())
    }
}
