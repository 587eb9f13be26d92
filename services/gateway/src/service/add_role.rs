//! Adding and changing a role that accounts can be given. What it may do is the departments' business.

use chrono::{DateTime, Utc};
use contracts::Department;
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
    http::{access::Principal, extract::IfMatch},
};
use rules::Fields;
use serde_json::{Value, json};

use super::{Identity, SCOPE, authorize};
use crate::{
    domain::{IdentityError, role::KnownRole},
    store,
};

/// Adds a role.
pub async fn add_role(
    identity: &Identity,
    principal: &Principal,
    code: &str,
    title: &str,
    department: Option<&str>,
    now: DateTime<Utc>,
) -> Result<KnownRole, Problem> {
    let mut fields = Fields::new();
    let role = KnownRole::parse(code, title, department, &mut fields, "");
    fields.finish()?;
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    if !insert(&mut tx, &actor.username, &role, now).await? {
        return Err(IdentityError::RoleTaken(role.code).into());
    }
    tx.commit().await?;
    Ok(role)
}

/// Stores a role and writes it down; false when its code is taken.
pub(super) async fn insert(conn: &mut Pg, actor: &str, role: &KnownRole, now: DateTime<Utc>) -> diesel::QueryResult<bool> {
    if !store::role::insert(conn, role).await? {
        return Ok(false);
    }
    let change = Change {
        actor,
        action: "role.create",
        entity: "role",
        entity_id: role.code.clone(),
        before: None,
        after: Some(state_of(role)),
    };
    audit::append(conn, change, now).await?;
    Ok(true)
}

/// Stores another title and department if nobody else has changed the role since `version`.
pub async fn update_role(
    identity: &Identity,
    principal: &Principal,
    code: &str,
    version: IfMatch,
    title: &str,
    department: Option<&str>,
    now: DateTime<Utc>,
) -> Result<KnownRole, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let found = store::role::lock(&mut tx, code).await?;
    let before = found.ok_or_else(|| IdentityError::UnknownRole(code.to_owned()))?;
    version.require(before.version)?;
    let mut fields = Fields::new();
    let role = before.changed(title, department, &mut fields);
    fields.finish()?;
    write(&mut tx, &actor.username, &before, &role, now).await?;
    tx.commit().await?;
    Ok(role)
}

/// Gives a role that is there already the department that a seed file names, where it has none: roles of before there
/// were such have to be told.
pub(super) async fn add_department(conn: &mut Pg, actor: &str, wanted: &KnownRole, now: DateTime<Utc>) -> diesel::QueryResult<()> {
    let Some(before) = store::role::lock(conn, &wanted.code).await? else {
        return Ok(());
    };
    if wanted.department.is_none() || before.department.is_some() {
        return Ok(());
    }
    let after = KnownRole {
        department: wanted.department,
        version: before.version + 1,
        ..before.clone()
    };
    write(conn, actor, &before, &after, now).await
}

async fn write(conn: &mut Pg, actor: &str, before: &KnownRole, after: &KnownRole, now: DateTime<Utc>) -> diesel::QueryResult<()> {
    store::role::update(conn, after).await?;
    let change = Change {
        actor,
        action: "role.update",
        entity: "role",
        entity_id: after.code.clone(),
        before: Some(state_of(before)),
        after: Some(state_of(after)),
    };
    audit::append(conn, change, now).await
}

fn state_of(role: &KnownRole) -> Value {
    json!({ "title": role.title, "department": role.department.map(Department::name) })
}
