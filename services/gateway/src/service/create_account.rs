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
        account::{Account, DataScope, parse_posts, parse_roles, parse_username},
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
    /// Codes of the roles given to the person.
    pub roles: Vec<String>,
    /// Codes of the posts.
    pub posts: Vec<String>,
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
    let inserted = store::account::insert(&mut tx, &account, &hash).await?;
    let account = inserted.ok_or(IdentityError::UsernameTaken(account.username))?;
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
    let read = read_draft(conn, draft, &mut fields, pointer).await?;
    let account = Account {
        username,
        name: read.name,
        roles: read.roles,
        posts: read.posts,
        effective_roles: Vec::new(),
        unit: read.unit,
        scope: read.scope,
        must_change_password,
        active: true,
        version: 1,
        token_version: 1,
        created_at: now,
        updated_at: now,
        last_login_at: None,
    };
    Ok(fields.finish().map(|()| account))
}

/// A draft that was read.
pub(super) struct ReadDraft {
    pub(super) name: String,
    pub(super) roles: Vec<String>,
    pub(super) posts: Vec<String>,
    pub(super) unit: String,
    pub(super) scope: DataScope,
}

/// Name, roles, posts, unit and scope, with faults noted: also roles, posts and units that do not exist.
pub(super) async fn read_draft(conn: &mut Pg, draft: Draft, fields: &mut Fields, pointer: &str) -> diesel::QueryResult<ReadDraft> {
    let name = fields.text(&format!("{pointer}/name"), &draft.name, NAME_LENGTH);
    let roles = parse_roles(draft.roles, fields, &format!("{pointer}/roles"));
    let posts = parse_posts(draft.posts, fields, &format!("{pointer}/posts"));
    let scope = DataScope::parse(&draft.scope_kind, draft.scope_units, fields, &format!("{pointer}/scope"));
    for role in store::role::unknown(conn, &roles).await? {
        let message = format!("没有编码为「{role}」的角色，请先登记角色");
        fields.fault(format!("{pointer}/roles"), "unknown_role", message);
    }
    for post in store::post::unknown(conn, &posts).await? {
        let message = format!("没有编码为「{post}」的岗位，请先登记岗位");
        fields.fault(format!("{pointer}/posts"), "unknown_post", message);
    }
    let fault = |unit: &str| format!("没有编码为「{unit}」的单位，请先登记单位");
    if !store::unit::unknown(conn, std::slice::from_ref(&draft.unit)).await?.is_empty() {
        fields.fault(format!("{pointer}/unit"), "unknown_unit", fault(&draft.unit));
    }
    for unit in store::unit::unknown(conn, scope.units()).await? {
        fields.fault(format!("{pointer}/scope/units"), "unknown_unit", fault(&unit));
    }
    if scope == DataScope::Department && fields.is_clean() && store::unit::department_of(conn, &draft.unit).await?.is_none() {
        let message = "这个单位不属于任何部门的服务，数据范围不能是「本部门」：请选部门单位，或改用本单位、指定单位";
        fields.fault(format!("{pointer}/scope/kind"), "no_department", message);
    }
    Ok(ReadDraft {
        name,
        roles,
        posts,
        unit: draft.unit,
        scope,
    })
}

/// An account as it stands in the audit log.
pub(super) fn state_of(account: &Account) -> Value {
    json!({
        "name": account.name,
        "roles": account.roles,
        "posts": account.posts,
        "unit": account.unit,
        "scope": { "kind": account.scope.kind(), "units": account.scope.units() },
        "active": account.active,
        "must_change_password": account.must_change_password,
        "version": account.version,
    })
}
