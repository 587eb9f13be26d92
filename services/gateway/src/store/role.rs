//! Roles that accounts can be given.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use super::schema::roles;
use crate::domain::unit::KnownRole;

/// All roles, by code. A county has a few dozen.
pub async fn list(conn: &mut Pg) -> QueryResult<Vec<KnownRole>> {
    let rows = roles::table
        .order(roles::code)
        .select((roles::code, roles::title))
        .load::<(String, String)>(conn)
        .await?;
    Ok(rows.into_iter().map(|(code, title)| KnownRole { code, title }).collect())
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
        .values((roles::code.eq(&role.code), roles::title.eq(&role.title)))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(added == 1)
}
