//! Adding a unit to the tree.

use chrono::{DateTime, Utc};
use contracts::Department;
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
    http::access::Principal,
};
use rules::{Fields, InvalidInput};
use serde_json::{Value, json};

use super::{Identity, SCOPE, authorize};
use crate::{
    domain::{
        IdentityError,
        unit::{Unit, UnitDraft},
    },
    store,
};

/// Adds a unit below an existing one, or at the top.
pub async fn add_unit(identity: &Identity, principal: &Principal, draft: UnitDraft, now: DateTime<Utc>) -> Result<Unit, Problem> {
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let unit = read_unit(&mut tx, &draft, "").await??;
    if !store::unit::insert(&mut tx, &unit).await? {
        return Err(IdentityError::UnitTaken(format!("{}（{}）", unit.name, unit.code)).into());
    }
    write_down(&mut tx, &actor.username, &unit, now).await?;
    tx.commit().await?;
    Ok(unit)
}

/// A unit as described, or everything that is wrong with the description.
pub(super) async fn read_unit(conn: &mut Pg, draft: &UnitDraft, pointer: &str) -> diesel::QueryResult<Result<Unit, InvalidInput>> {
    let mut fields = Fields::new();
    let unit = Unit::parse(draft, &mut fields, pointer);
    if let Some(parent) = &unit.parent
        && fields.is_clean()
        && !store::unit::unknown(conn, std::slice::from_ref(parent)).await?.is_empty()
    {
        fields.fault(
            format!("{pointer}/parent"),
            "unknown_unit",
            format!("没有编码为「{parent}」的上级单位，请先登记它"),
        );
    }
    Ok(fields.finish().map(|()| unit))
}

/// Writes a new unit into the audit log.
pub(super) async fn write_down(conn: &mut Pg, actor: &str, unit: &Unit, now: DateTime<Utc>) -> diesel::QueryResult<()> {
    let change = Change {
        actor,
        action: "unit.create",
        entity: "unit",
        entity_id: unit.code.clone(),
        before: None,
        after: Some(state_of(unit)),
    };
    audit::append(conn, change, now).await
}

/// A unit as it stands in the audit log.
pub(super) fn state_of(unit: &Unit) -> Value {
    json!({
        "name": unit.name,
        "kind": unit.kind.code(),
        "parent": unit.parent,
        "service": unit.service.map(Department::name),
    })
}
