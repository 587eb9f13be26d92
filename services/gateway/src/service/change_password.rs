//! Changing one's own password: ends every session and opens a new one.

use chrono::{DateTime, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    http::access::Principal,
};
use rules::{Fields, Refusal};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::{
    Client, Identity, SCOPE, authorize,
    issue_token::{Login, open_session},
    log_in::note_failure,
};
use crate::{
    domain::{IdentityError, session::EndReason},
    store::{
        self,
        login_failure::{self, Key},
    },
};

/// Changes the password and issues tokens that have the account's roles.
pub async fn change_password(
    identity: &Identity,
    principal: &Principal,
    current: SecretString,
    new: SecretString,
    client: &Client,
    now: DateTime<Utc>,
) -> Result<Login, Problem> {
    let username = principal.subject.as_str();
    let mut fields = Fields::new();
    identity
        .passwords
        .check(new.expose_secret(), username, &mut fields, "/new_password");
    if new.expose_secret() == current.expose_secret() {
        fields.fault("/new_password", "same_as_current", "新密码不能与当前密码相同");
    }
    fields.finish()?;

    let key = Key::new(username, &client.network);
    let hash = {
        let mut conn = identity.database.connection(&SCOPE).await?;
        login_failure::find(&mut conn, &key).await?.check(now)?;
        authorize::require_account(&mut conn, principal).await?.1
    };
    let matches = identity.hasher.matches(current, Some(hash.clone())).await?;
    let new_hash = if matches { Some(identity.hasher.hash(new).await?) } else { None };

    let mut tx = identity.database.begin(&SCOPE).await?;
    let failures = login_failure::lock(&mut tx, &key).await?;
    failures.check(now)?;
    let account = store::account::lock(&mut tx, username).await?;
    let good = account.filter(|(account, stored)| account.active && *stored == hash).zip(new_hash);
    let Some(((account, _), new_hash)) = good else {
        note_failure(identity, &mut tx, Some(username), &key, failures, client, now).await?;
        tx.commit().await?;
        let error = IdentityError::WrongPassword;
        return Err(Refusal::new(error.code(), error.to_string()).at("/current_password").into());
    };
    let was_given = account.must_change_password;
    login_failure::clear_here(&mut tx, &key).await?;
    store::account::set_password(&mut tx, username, &new_hash, false, now).await?;
    let (account, _) = store::account::find(&mut tx, username).await?.unwrap_or((account, hash));
    let ended = store::session::end_all(&mut tx, username, EndReason::PasswordChanged, now).await?;
    let (_, login) = open_session(identity, &mut tx, account, client, now).await?;
    audit::append(
        &mut tx,
        Change {
            actor: username,
            action: "account.change_password",
            entity: "account",
            entity_id: username.to_owned(),
            before: Some(json!({ "must_change_password": was_given })),
            after: Some(json!({ "must_change_password": false, "sessions_ended": ended, "address": client.address })),
        },
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(login)
}
