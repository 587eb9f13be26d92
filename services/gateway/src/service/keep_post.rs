//! Adding a post, and changing its title and the roles that it brings along.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
    http::{access::Principal, extract::IfMatch},
};
use rules::{Fields, InvalidInput};
use serde_json::{Value, json};

use super::{ADMINISTRATOR, Identity, SCOPE, authorize};
use crate::{
    domain::{
        IdentityError,
        post::{Post, check_departments},
    },
    store,
};

/// What somebody says about a post.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Code.
    pub code: String,
    /// Chinese title.
    pub title: String,
    /// Code of the unit.
    pub unit: String,
    /// Role codes.
    pub roles: Vec<String>,
}

/// Adds a post in a unit.
pub async fn add_post(identity: &Identity, principal: &Principal, draft: Draft, now: DateTime<Utc>) -> Result<Post, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let post = read_post(&mut tx, draft, "").await??;
    if !insert(&mut tx, &actor.username, &post, now).await? {
        return Err(IdentityError::PostTaken(format!("{}（{}）", post.title, post.code)).into());
    }
    tx.commit().await?;
    Ok(post)
}

/// Stores another title and other roles if nobody else has changed the post since `version`. Whoever holds the post has
/// the roles from the next request on.
pub async fn update_post(
    identity: &Identity,
    principal: &Principal,
    code: &str,
    version: IfMatch,
    title: &str,
    roles: Vec<String>,
    now: DateTime<Utc>,
) -> Result<Post, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    // Accounts before the post, as whoever gives somebody a post does it.
    store::account::lock_active_with_role(&mut tx, ADMINISTRATOR).await?;
    store::account::lock_with_post(&mut tx, code).await?;
    let found = store::post::lock(&mut tx, code).await?;
    let before = found.ok_or_else(|| IdentityError::UnknownPost(code.to_owned()))?;
    version.require(before.version)?;
    let mut fields = Fields::new();
    let post = before.changed(title, roles, &mut fields);
    check_roles(&mut tx, &post, &mut fields, "").await?;
    fields.finish()?;
    store::post::update(&mut tx, &post).await.map_err(|error| taken(error, &post))?;
    if store::account::lock_active_with_role(&mut tx, ADMINISTRATOR).await?.is_empty() {
        return Err(IdentityError::LastAdministratorsPost(post.title).into());
    }
    let change = Change {
        actor: &actor.username,
        action: "post.update",
        entity: "post",
        entity_id: post.code.clone(),
        before: Some(state_of(&before)),
        after: Some(state_of(&post)),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    Ok(post)
}

/// A post as described, or everything that is wrong with the description.
pub(super) async fn read_post(conn: &mut Pg, draft: Draft, pointer: &str) -> diesel::QueryResult<Result<Post, InvalidInput>> {
    let mut fields = Fields::new();
    let post = Post::parse(&draft.code, &draft.title, &draft.unit, draft.roles, &mut fields, pointer);
    if !store::unit::unknown(conn, std::slice::from_ref(&post.unit)).await?.is_empty() {
        let message = format!("没有编码为「{}」的单位，请先登记单位", post.unit);
        fields.fault(format!("{pointer}/unit"), "unknown_unit", message);
    }
    check_roles(conn, &post, &mut fields, pointer).await?;
    Ok(fields.finish().map(|()| post))
}

/// Whether there are such roles, and whether the post may bring them along.
async fn check_roles(conn: &mut Pg, post: &Post, fields: &mut Fields, pointer: &str) -> diesel::QueryResult<()> {
    let pointer = format!("{pointer}/roles");
    for role in store::role::unknown(conn, &post.roles).await? {
        let message = format!("没有编码为「{role}」的角色，请先登记角色");
        fields.fault(pointer.as_str(), "unknown_role", message);
    }
    let department = store::unit::department_of(conn, &post.unit).await?;
    check_departments(department, &store::role::named(conn, &post.roles).await?, fields, &pointer);
    Ok(())
}

/// Stores a post and writes it down; false when its code is taken, or its title in the same unit.
pub(super) async fn insert(conn: &mut Pg, actor: &str, post: &Post, now: DateTime<Utc>) -> diesel::QueryResult<bool> {
    if !store::post::insert(conn, post).await? {
        return Ok(false);
    }
    let change = Change {
        actor,
        action: "post.create",
        entity: "post",
        entity_id: post.code.clone(),
        before: None,
        after: Some(state_of(post)),
    };
    audit::append(conn, change, now).await?;
    Ok(true)
}

/// A post as it stands in the audit log.
fn state_of(post: &Post) -> Value {
    json!({ "title": post.title, "unit": post.unit, "roles": post.roles })
}

/// A title that another post of the unit has.
fn taken(error: diesel::result::Error, post: &Post) -> Problem {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => IdentityError::PostTaken(post.title.clone()).into(),
        error => error.into(),
    }
}
