//! Renaming a unit, and saying which department's service it runs. Its code, kind and place in the tree stay.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
    http::{access::Principal, extract::IfMatch},
};
use rules::Fields;

use super::{Identity, SCOPE, add_unit::state_of, authorize};
use crate::{
    domain::{IdentityError, unit::Unit},
    store,
};

/// Stores the change if nobody else has changed the unit since `version`.
pub async fn update_unit(
    identity: &Identity,
    principal: &Principal,
    code: &str,
    version: IfMatch,
    name: &str,
    service: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Unit, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let found = store::unit::lock(&mut tx, code).await?;
    let before = found.ok_or_else(|| IdentityError::UnknownUnit(code.to_owned()))?;
    version.require(before.version)?;
    let mut fields = Fields::new();
    let unit = before.changed(name, service, &mut fields);
    fields.finish()?;
    let stored = write(&mut tx, &actor.username, &before, &unit, now).await;
    stored.map_err(|error| taken(error, &unit))?;
    tx.commit().await?;
    Ok(unit)
}

/// Gives a unit that is there already the service that a seed file names, where it has none: units of before there were
/// such have to be told.
pub(super) async fn add_service(conn: &mut Pg, actor: &str, wanted: &Unit, now: DateTime<Utc>) -> QueryResult<()> {
    let Some(before) = store::unit::lock(conn, &wanted.code).await? else {
        return Ok(());
    };
    if wanted.service.is_none() || before.service.is_some() || before.kind != wanted.kind {
        return Ok(());
    }
    let after = Unit {
        service: wanted.service,
        version: before.version + 1,
        ..before.clone()
    };
    write(conn, actor, &before, &after, now).await
}

async fn write(conn: &mut Pg, actor: &str, before: &Unit, after: &Unit, now: DateTime<Utc>) -> QueryResult<()> {
    store::unit::update(conn, after).await?;
    let change = Change {
        actor,
        action: "unit.update",
        entity: "unit",
        entity_id: after.code.clone(),
        before: Some(state_of(before)),
        after: Some(state_of(after)),
    };
    audit::append(conn, change, now).await?;
    Ok(())
}

/// A name that another unit below the same parent has, or a service that another unit runs.
fn taken(error: diesel::result::Error, unit: &Unit) -> Problem {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => IdentityError::UnitTaken(unit.name.clone()).into(),
        error => error.into(),
    }
}
