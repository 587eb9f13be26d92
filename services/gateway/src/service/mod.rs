//! Use cases of the identity part: each opens its transaction, calls the domain, stores, appends to the audit log, commits.

pub mod add_role;
pub mod add_unit;
pub mod adopt_links;
pub mod authorize;
pub mod change_password;
pub mod create_account;
pub mod end_session;
pub mod freshness;
pub mod hasher;
pub mod import_people;
pub mod issue_token;
pub mod keep_post;
pub mod link_account;
pub mod log_in;
pub mod log_out;
pub mod oidc_login;
pub mod refresh_session;
pub mod reset_password;
pub mod secret;
pub mod seed_accounts;
pub mod set_active;
pub mod sweep;
pub mod unlock_account;
pub mod update_account;
pub mod update_unit;

use platform::{Database, Scope};

use crate::domain::{lockout::LockoutPolicy, password::PasswordPolicy, session::SessionPolicy};

/// The identity part's tables hold no department's rows.
pub const SCOPE: Scope = Scope::Nothing;
/// Role that looks after accounts.
pub const ADMINISTRATOR: &str = "identity_admin";

/// What the use cases need. Cheap to clone.
#[derive(Clone)]
pub struct Identity {
    /// The gateway's database.
    pub database: Database,
    /// Hashes and compares passwords.
    pub hasher: hasher::Hasher,
    /// Signs access tokens.
    pub issuer: issue_token::Issuer,
    /// When a name is suspended.
    pub lockout: LockoutPolicy,
    /// What a password must be like.
    pub passwords: PasswordPolicy,
    /// How long sessions and tokens are good for.
    pub sessions: SessionPolicy,
}

/// Where a log-in comes from.
#[derive(Debug, Clone)]
pub struct Client {
    /// Address, as far as it is known.
    pub address: String,
    /// Its network: failures of one do not lock out another.
    pub network: String,
    /// What the browser says it is.
    pub user_agent: String,
}
