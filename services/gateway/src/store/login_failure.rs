//! Failed log-ins, by a hash of the name that was typed.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use sha2::{Digest, Sha256};

use super::schema::login_failures;
use crate::domain::lockout::Failures;

type Columns = (i32, DateTime<Utc>, Option<DateTime<Utc>>);

/// The key of a name.
pub fn name_hash(username: &str) -> String {
    hex::encode(Sha256::digest(username.as_bytes()))
}

fn failures_of((count, last_failed_at, locked_until): Columns) -> Failures {
    Failures {
        count,
        last_failed_at,
        locked_until,
    }
}

/// Failures under a name.
pub async fn find(conn: &mut Pg, name_hash: &str) -> QueryResult<Option<Failures>> {
    let row = login_failures::table
        .find(name_hash)
        .select((login_failures::count, login_failures::last_failed_at, login_failures::locked_until))
        .first::<Columns>(conn)
        .await
        .optional()?;
    Ok(row.map(failures_of))
}

/// The same, locked until the end of the transaction together with the right to add the name.
pub async fn lock(conn: &mut Pg, name_hash: &str) -> QueryResult<Option<Failures>> {
    // A name without a row cannot be locked by row; without this, failures at the same moment would count as one.
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
        .bind::<diesel::sql_types::Text, _>(name_hash)
        .execute(conn)
        .await?;
    find(conn, name_hash).await
}

/// When names are suspended until, of those that are suspended now.
pub async fn locked_until(conn: &mut Pg, name_hashes: &[String], now: DateTime<Utc>) -> QueryResult<Vec<(String, DateTime<Utc>)>> {
    login_failures::table
        .filter(login_failures::name_hash.eq_any(name_hashes))
        .filter(login_failures::locked_until.gt(now))
        .select((login_failures::name_hash, login_failures::locked_until.assume_not_null()))
        .load(conn)
        .await
}

/// Stores the failures under a name.
pub async fn save(conn: &mut Pg, name_hash: &str, failures: Failures) -> QueryResult<()> {
    diesel::insert_into(login_failures::table)
        .values((
            login_failures::name_hash.eq(name_hash),
            login_failures::count.eq(failures.count),
            login_failures::last_failed_at.eq(failures.last_failed_at),
            login_failures::locked_until.eq(failures.locked_until),
        ))
        .on_conflict(login_failures::name_hash)
        .do_update()
        .set((
            login_failures::count.eq(excluded(login_failures::count)),
            login_failures::last_failed_at.eq(excluded(login_failures::last_failed_at)),
            login_failures::locked_until.eq(excluded(login_failures::locked_until)),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets the failures under a name; false when there were none.
pub async fn clear(conn: &mut Pg, name_hash: &str) -> QueryResult<bool> {
    Ok(diesel::delete(login_failures::table.find(name_hash)).execute(conn).await? > 0)
}

/// Forgets failures from before a time.
pub async fn sweep(conn: &mut Pg, before: DateTime<Utc>, now: DateTime<Utc>) -> QueryResult<usize> {
    let over = login_failures::locked_until.is_null().or(login_failures::locked_until.lt(now));
    diesel::delete(login_failures::table.filter(login_failures::last_failed_at.lt(before)).filter(over))
        .execute(conn)
        .await
}
