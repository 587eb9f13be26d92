//! Units and their tree.

use diesel::{prelude::*, sql_types::Text};
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use super::schema::units;
use crate::domain::unit::{Unit, UnitKind};

type Columns = (String, String, String, Option<String>);

fn unit_of((code, name, kind, parent): Columns) -> Unit {
    Unit {
        code,
        name,
        // The table's check allows only known kinds.
        kind: UnitKind::parse(&kind).unwrap_or(UnitKind::Department),
        parent,
    }
}

/// Units by code, after a position; of a parent or a kind if one is given.
pub async fn list(conn: &mut Pg, parent: Option<&str>, kind: Option<UnitKind>, after: Option<&str>, limit: i64) -> QueryResult<Vec<Unit>> {
    let columns = (units::code, units::name, units::kind, units::parent_code);
    let mut query = units::table.order(units::code).limit(limit).select(columns).into_boxed();
    if let Some(parent) = parent {
        query = query.filter(units::parent_code.eq(parent.to_owned()));
    }
    if let Some(kind) = kind {
        query = query.filter(units::kind.eq(kind.code()));
    }
    if let Some(after) = after {
        query = query.filter(units::code.gt(after.to_owned()));
    }
    Ok(query.load::<Columns>(conn).await?.into_iter().map(unit_of).collect())
}

/// Those of these codes that no unit has.
pub async fn unknown(conn: &mut Pg, codes: &[String]) -> QueryResult<Vec<String>> {
    let known: Vec<String> = units::table
        .filter(units::code.eq_any(codes))
        .select(units::code)
        .load(conn)
        .await?;
    Ok(codes.iter().filter(|code| !known.contains(code)).cloned().collect())
}

/// The unit and everything below it.
pub async fn with_sub_units(conn: &mut Pg, code: &str) -> QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        code: String,
    }
    let query = "WITH RECURSIVE below AS (
            SELECT code FROM units WHERE code = $1
            UNION SELECT units.code FROM units JOIN below ON units.parent_code = below.code
        ) SELECT code FROM below ORDER BY code";
    let found: Vec<Found> = diesel::sql_query(query).bind::<Text, _>(code).load(conn).await?;
    Ok(found.into_iter().map(|row| row.code).collect())
}

/// Adds a unit; false when its code is taken, or its name below the same parent.
pub async fn insert(conn: &mut Pg, unit: &Unit) -> QueryResult<bool> {
    let added = diesel::insert_into(units::table)
        .values((
            units::code.eq(&unit.code),
            units::name.eq(&unit.name),
            units::kind.eq(unit.kind.code()),
            units::parent_code.eq(&unit.parent),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(added == 1)
}
