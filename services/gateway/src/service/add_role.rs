//! Adding a role that accounts can be given. What it may do is the departments' business.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
    http::access::Principal,
};
use rules::Fields;
use serde_json::json;

use super::{Identity, SCOPE, authorize};
use crate::{
    domain::{IdentityError, unit::KnownRole},
    store,
};

/// Adds a role.
pub async fn add_role(
    identity: &Identity,
    principal: &Principal,
    code: &str,
    title: &str,
    now: DateTime<Utc>,
) -> Result<KnownRole, Problem> {
    let mut fields = Fields::new();
    let role = KnownRole::parse(code, title, &mut fields, "");
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
        after: Some(json!({ "title": role.title })),
    };
    audit::append(conn, change, now).await?;
    Ok(true)
}
