//! Creating an account, with a password that is shown once.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
    http::access::Principal,
};
use rules::{Fields, InvalidInput};
use serde_json::{Value, json};

use super::{Identity, SCOPE, authorize, secret};
use crate::{
    domain::{
        IdentityError,
        account::{Account, DataScope, parse_roles, parse_username},
    },
    store,
};

/// Most characters of a person's name.
const NAME_LENGTH: usize = 40;

/// What an administrator says about a person.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Name for people.
    pub name: String,
    /// Role codes.
    pub roles: Vec<String>,
    /// Code of the unit.
    pub unit: String,
    /// Kind of the data scope.
    pub scope_kind: String,
    /// Its units.
    pub scope_units: Vec<String>,
}

/// Adds an account; returns it with its generated password, which has to be changed at the first log-in.
pub async fn create_account(
    identity: &Identity,
    principal: &Principal,
    username: &str,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<(Account, String), Problem> {
    let password = secret::new_password(&identity.passwords);
    let hash = identity.hasher.hash(password.clone().into()).await?;
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let account = read_account(&mut tx, username, draft, true, now, "").await??;
    if !store::account::insert(&mut tx, &account, &hash).await? {
        return Err(IdentityError::UsernameTaken(account.username).into());
    }
    let change = Change {
        actor: &actor.username,
        action: "account.create",
        entity: "account",
        entity_id: account.username.clone(),
        before: None,
        after: Some(state_of(&account)),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    Ok((account, password))
}

/// A new account as described, or everything that is wrong with the description.
pub(super) async fn read_account(
    conn: &mut Pg,
    username: &str,
    draft: Draft,
    must_change_password: bool,
    now: DateTime<Utc>,
    pointer: &str,
) -> diesel::QueryResult<Result<Account, InvalidInput>> {
    let mut fields = Fields::new();
    let username = parse_username(username, &mut fields, &format!("{pointer}/username"));
    let (name, roles, unit, scope) = read_draft(conn, draft, &mut fields, pointer).await?;
    let account = Account {
        username,
        name,
        roles,
        unit,
        scope,
        must_change_password,
        active: true,
        version: 1,
        created_at: now,
        updated_at: now,
        last_login_at: None,
    };
    Ok(fields.finish().map(|()| account))
}

/// Name, roles, unit and scope, with faults noted: also roles and units that do not exist.
pub(super) async fn read_draft(
    conn: &mut Pg,
    draft: Draft,
    fields: &mut Fields,
    pointer: &str,
) -> diesel::QueryResult<(String, Vec<String>, String, DataScope)> {
    let name = fields.text(&format!("{pointer}/name"), &draft.name, NAME_LENGTH);
    let roles = parse_roles(draft.roles, fields, &format!("{pointer}/roles"));
    let scope = DataScope::parse(&draft.scope_kind, draft.scope_units, fields, &format!("{pointer}/scope"));
    for role in store::role::unknown(conn, &roles).await? {
        let message = format!("没有编码为「{role}」的岗位，请先登记岗位");
        fields.fault(format!("{pointer}/roles"), "unknown_role", message);
    }
    let fault = |unit: &str| format!("没有编码为「{unit}」的单位，请先登记单位");
    if !store::unit::unknown(conn, std::slice::from_ref(&draft.unit)).await?.is_empty() {
        fields.fault(format!("{pointer}/unit"), "unknown_unit", fault(&draft.unit));
    }
    for unit in store::unit::unknown(conn, scope.units()).await? {
        fields.fault(format!("{pointer}/scope/units"), "unknown_unit", fault(&unit));
    }
    Ok((name, roles, draft.unit, scope))
}

/// An account as it stands in the audit log.
pub(super) fn state_of(account: &Account) -> Value {
    json!({
        "name": account.name,
        "roles": account.roles,
        "unit": account.unit,
        "scope": { "kind": account.scope.kind(), "units": account.scope.units() },
        "active": account.active,
        "must_change_password": account.must_change_password,
        "version": account.version,
    })
}
