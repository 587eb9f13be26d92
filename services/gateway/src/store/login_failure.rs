//! Failed log-ins, by a hash of the name that was typed and the network from which it was.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use sha2::{Digest, Sha256};

use super::schema::login_failures;
use crate::domain::lockout::{Counters, Failures};

/// The row of all networks together.
const EVERYWHERE: &str = "*";

type Columns = (String, i32, DateTime<Utc>, Option<DateTime<Utc>>);

/// Which counters a log-in concerns.
#[derive(Debug, Clone)]
pub struct Key {
    name_hash: String,
    network: String,
}

impl Key {
    /// The counters of a name as seen from a network.
    pub fn new(username: &str, network: &str) -> Self {
        Self {
            name_hash: name_hash(username),
            network: network.to_owned(),
        }
    }
}

/// The key of a name.
pub fn name_hash(username: &str) -> String {
    hex::encode(Sha256::digest(username.as_bytes()))
}

/// Failures under a name.
pub async fn find(conn: &mut Pg, key: &Key) -> QueryResult<Counters> {
    let rows: Vec<Columns> = login_failures::table
        .filter(login_failures::name_hash.eq(&key.name_hash))
        .filter(login_failures::network.eq_any([key.network.as_str(), EVERYWHERE]))
        .select((
            login_failures::network,
            login_failures::count,
            login_failures::first_failed_at,
            login_failures::locked_until,
        ))
        .load(conn)
        .await?;
    let mut counters = Counters::default();
    for (network, count, first_failed_at, locked_until) in rows {
        let failures = Some(Failures {
            count,
            first_failed_at,
            locked_until,
        });
        if network == EVERYWHERE {
            counters.everywhere = failures;
        } else {
            counters.here = failures;
        }
    }
    Ok(counters)
}

/// The same, locked until the end of the transaction together with the right to add rows of the name.
pub async fn lock(conn: &mut Pg, key: &Key) -> QueryResult<Counters> {
    lock_name(conn, &key.name_hash).await?;
    find(conn, key).await
}

/// Makes whoever counts under the name wait until the end of the transaction.
async fn lock_name(conn: &mut Pg, name_hash: &str) -> QueryResult<()> {
    // A name without a row cannot be locked by row; without this, failures at the same moment would count as one.
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
        .bind::<diesel::sql_types::Text, _>(name_hash)
        .execute(conn)
        .await
        .map(drop)
}

/// Until when names are suspended, of those that are suspended now from anywhere: the latest of each.
pub async fn locked_until(conn: &mut Pg, usernames: &[&str], now: DateTime<Utc>) -> QueryResult<Vec<Option<DateTime<Utc>>>> {
    let hashes: Vec<String> = usernames.iter().map(|username| name_hash(username)).collect();
    let locked: Vec<(String, DateTime<Utc>)> = login_failures::table
        .filter(login_failures::name_hash.eq_any(&hashes))
        .filter(login_failures::locked_until.gt(now))
        .select((login_failures::name_hash, login_failures::locked_until.assume_not_null()))
        .load(conn)
        .await?;
    let latest = |hash: &String| locked.iter().filter(|(of, _)| of == hash).map(|(_, until)| *until).max();
    Ok(hashes.iter().map(latest).collect())
}

/// Stores the failures under a name: from its network, and from everywhere.
pub async fn save(conn: &mut Pg, key: &Key, (here, everywhere): (Failures, Failures)) -> QueryResult<()> {
    let row = |network: &str, failures: Failures| {
        (
            login_failures::name_hash.eq(key.name_hash.clone()),
            login_failures::network.eq(network.to_owned()),
            login_failures::count.eq(failures.count),
            login_failures::first_failed_at.eq(failures.first_failed_at),
            login_failures::locked_until.eq(failures.locked_until),
        )
    };
    diesel::insert_into(login_failures::table)
        .values(vec![row(&key.network, here), row(EVERYWHERE, everywhere)])
        .on_conflict((login_failures::name_hash, login_failures::network))
        .do_update()
        .set((
            login_failures::count.eq(excluded(login_failures::count)),
            login_failures::first_failed_at.eq(excluded(login_failures::first_failed_at)),
            login_failures::locked_until.eq(excluded(login_failures::locked_until)),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets the failures under a name from one network. Those from everywhere go on counting: a log-in of the account's
/// owner does not help who guesses elsewhere.
pub async fn clear_here(conn: &mut Pg, key: &Key) -> QueryResult<()> {
    diesel::delete(login_failures::table.find((&key.name_hash, &key.network)))
        .execute(conn)
        .await
        .map(drop)
}

/// Forgets all failures under a name; gives how many there were, and until when the name was suspended.
pub async fn clear(conn: &mut Pg, username: &str) -> QueryResult<Option<Cleared>> {
    let name_hash = name_hash(username);
    lock_name(conn, &name_hash).await?;
    let rows: Vec<(i32, Option<DateTime<Utc>>)> = diesel::delete(login_failures::table.filter(login_failures::name_hash.eq(name_hash)))
        .returning((login_failures::count, login_failures::locked_until))
        .get_results(conn)
        .await?;
    // No single row counts more than the one of all networks.
    Ok(rows.iter().map(|(count, _)| *count).max().map(|failures| Cleared {
        failures,
        locked_until: rows.iter().filter_map(|(_, until)| *until).max(),
    }))
}

/// What was forgotten.
#[derive(Debug, Clone, Copy)]
pub struct Cleared {
    /// Failures from everywhere.
    pub failures: i32,
    /// Until when the name was suspended.
    pub locked_until: Option<DateTime<Utc>>,
}

/// Forgets failures from before a time.
pub async fn sweep(conn: &mut Pg, before: DateTime<Utc>, now: DateTime<Utc>) -> QueryResult<usize> {
    let over = login_failures::locked_until.is_null().or(login_failures::locked_until.lt(now));
    diesel::delete(
        login_failures::table
            .filter(login_failures::first_failed_at.lt(before))
            .filter(over),
    )
    .execute(conn)
    .await
}
