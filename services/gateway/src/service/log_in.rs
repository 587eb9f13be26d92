//! Log-in: the same answer, after the same time, for a wrong name and a wrong password.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    context::Caller,
    database::Pg,
};
use secrecy::SecretString;
use serde_json::json;

use super::{
    Client, Identity, SCOPE,
    issue_token::{Login, open_session},
};
use crate::{
    domain::{
        IdentityError,
        lockout::{Counters, Failures},
    },
    store::{
        self,
        login_failure::{self, Key},
    },
};

/// Opens a session, or says that name or password is wrong.
pub async fn log_in(
    identity: &Identity,
    username: &str,
    password: SecretString,
    client: &Client,
    now: DateTime<Utc>,
) -> Result<Login, Problem> {
    let username = username.trim().to_lowercase();
    let key = Key::new(&username, &client.network);
    let hash = {
        let mut conn = identity.database.connection(&SCOPE).await?;
        login_failure::find(&mut conn, &key).await?.check(now)?;
        store::account::find(&mut conn, &username).await?.map(|(_, hash)| hash)
    };
    let matches = identity.hasher.matches(password, hash.clone()).await?;

    let mut tx = identity.database.begin(&SCOPE).await?;
    // Again, under a lock: several guesses at the same moment must not get more tries than one after the other.
    let failures = login_failure::lock(&mut tx, &key).await?;
    failures.check(now)?;
    let account = store::account::lock(&mut tx, &username).await?;
    let exists = account.is_some();
    let good = account.filter(|(account, current)| matches && account.active && hash.as_ref() == Some(current));
    let Some((mut account, _)) = good else {
        note_failure(identity, &mut tx, exists.then_some(username.as_str()), &key, failures, client, now).await?;
        tx.commit().await?;
        return Err(IdentityError::InvalidCredentials.into());
    };
    login_failure::clear_here(&mut tx, &key).await?;
    store::account::note_login(&mut tx, &username, now).await?;
    account.last_login_at = Some(now);
    let caller = Caller {
        unit: account.unit.clone(),
        roles: account.effective_roles.clone(),
    };
    let (session_id, login) = open_session(identity, &mut tx, account, client, now).await?;
    audit::append_by(
        &mut tx,
        Change {
            actor: &username,
            action: "session.open",
            entity: "session",
            entity_id: session_id.to_string(),
            before: None,
            after: Some(json!({ "username": username, "address": client.address, "user_agent": client.user_agent })),
        },
        Some(&caller),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(login)
}

/// Counts a failure and writes it down. A name without an account is not written down: people type passwords into
/// the wrong field.
pub(super) async fn note_failure(
    identity: &Identity,
    conn: &mut Pg,
    username: Option<&str>,
    key: &Key,
    before: Counters,
    client: &Client,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let (here, everywhere) = identity.lockout.after_failure(before, now);
    login_failure::save(conn, key, (here, everywhere)).await?;
    let locked_until = here.locked_until.max(everywhere.locked_until);
    let count = |failures: Option<Failures>| failures.map_or(0, |failures| failures.count);
    audit::append(
        conn,
        Change {
            actor: username.unwrap_or("unknown"),
            action: if locked_until.is_some() { "account.lock" } else { "session.refuse" },
            entity: "account",
            entity_id: username.unwrap_or("unknown").to_owned(),
            before: Some(json!({ "failures": count(before.here), "failures_everywhere": count(before.everywhere) })),
            after: Some(json!({
                "failures": here.count,
                "failures_everywhere": everywhere.count,
                "locked_until": locked_until,
                "locked_everywhere": everywhere.locked_until.is_some(),
                "address": client.address,
            })),
        },
        now,
    )
    .await?;
    Ok(())
}
