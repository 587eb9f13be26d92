//! Roles that accounts can be given.

use contracts::Department;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use super::{schema::roles, unit::department_named};
use crate::domain::role::KnownRole;

type Columns = (String, String, Option<String>, i32);

const COLUMNS: (roles::code, roles::title, roles::department, roles::version) =
    (roles::code, roles::title, roles::department, roles::version);

fn role_of((code, title, department, version): Columns) -> KnownRole {
    KnownRole {
        code,
        title,
        department: department.as_deref().and_then(department_named),
        version,
    }
}

/// All roles, by code; of a department if one is given. A county has a few dozen.
pub async fn list(conn: &mut Pg, department: Option<Department>) -> QueryResult<Vec<KnownRole>> {
    let mut query = roles::table.order(roles::code).select(COLUMNS).into_boxed();
    if let Some(department) = department {
        query = query.filter(roles::department.eq(department.name()));
    }
    Ok(query.load::<Columns>(conn).await?.into_iter().map(role_of).collect())
}

/// The roles of these codes that there are.
pub async fn named(conn: &mut Pg, codes: &[String]) -> QueryResult<Vec<KnownRole>> {
    let rows = roles::table.filter(roles::code.eq_any(codes)).order(roles::code).select(COLUMNS);
    Ok(rows.load::<Columns>(conn).await?.into_iter().map(role_of).collect())
}

/// A role, locked until the end of the transaction.
pub async fn lock(conn: &mut Pg, code: &str) -> QueryResult<Option<KnownRole>> {
    let found = roles::table.find(code).for_update().select(COLUMNS).first::<Columns>(conn).await;
    Ok(found.optional()?.map(role_of))
}

/// Those of these codes that no role has.
pub async fn unknown(conn: &mut Pg, codes: &[String]) -> QueryResult<Vec<String>> {
    let known: Vec<String> = roles::table
        .filter(roles::code.eq_any(codes))
        .select(roles::code)
        .load(conn)
        .await?;
    Ok(codes.iter().filter(|code| !known.contains(code)).cloned().collect())
}

/// Adds a role; false when the code is taken.
pub async fn insert(conn: &mut Pg, role: &KnownRole) -> QueryResult<bool> {
    let added = diesel::insert_into(roles::table)
        .values((
            roles::code.eq(&role.code),
            roles::title.eq(&role.title),
            roles::department.eq(role.department.map(Department::name)),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(added == 1)
}

/// Stores a role's title and department.
pub async fn update(conn: &mut Pg, role: &KnownRole) -> QueryResult<()> {
    diesel::update(roles::table.find(&role.code))
        .set((
            roles::title.eq(&role.title),
            roles::department.eq(role.department.map(Department::name)),
            roles::version.eq(role.version),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
