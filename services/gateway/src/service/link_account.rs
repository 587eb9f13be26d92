//! Linking an account to a person at another issuer, and ending that.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
    http::access::Principal,
};
use rules::Fields;
use serde_json::{Value, json};

use super::{Identity, SCOPE, adopt_links::adopt_links, authorize, update_account::lock};
use crate::{
    domain::{IdentityError, session::EndReason},
    oidc::{OidcIssuer, OidcIssuers, SUBJECT_LENGTH},
    store::{
        self,
        account_link::{self, AccountLink},
    },
};

/// Who the audit log says did it where nobody did.
pub(super) const BY_ITSELF: &str = "system:oidc";

/// Links an account to somebody at an issuer.
pub async fn link_account(
    identity: &Identity,
    principal: &Principal,
    username: &str,
    (issuer, subject): (&OidcIssuer, &str),
    now: DateTime<Utc>,
) -> Result<AccountLink, Problem> {
    let mut fields = Fields::new();
    let subject = fields.text("/subject", subject, SUBJECT_LENGTH);
    fields.finish()?;
    adopt_links(&identity.database, issuer, now).await?;
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    lock(&mut tx, username).await?;
    let link = AccountLink {
        issuer: issuer.name().to_owned(),
        subject,
        username: username.to_owned(),
        linked_by: actor.username.clone(),
        linked_at: now,
        issuer_url: Some(issuer.url().to_owned()),
    };
    if !account_link::insert(&mut tx, &link).await? {
        return Err(IdentityError::LinkTaken(username.to_owned()).into());
    }
    write_down(&mut tx, &actor.username, None, Some(&link), now).await?;
    tx.commit().await?;
    Ok(link)
}

/// Ends a link, and with it the sessions that were opened through it. `label` is what people call the issuer
/// ([`OidcIssuers::label`]).
pub async fn unlink_account(
    identity: &Identity,
    principal: &Principal,
    issuers: &OidcIssuers,
    (username, label): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let issuer = issuers.find(label).ok();
    if let Some(issuer) = issuer {
        adopt_links(&identity.database, issuer, now).await?;
    }
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    lock(&mut tx, username).await?;
    let removed = match issuer {
        Some(issuer) => account_link::remove(&mut tx, username, issuer.url()).await?,
        None => account_link::remove_former(&mut tx, username, label).await?,
    };
    let link = removed.ok_or_else(|| IdentityError::UnknownLink(username.to_owned()))?;
    account_link::note_end(&mut tx, &link).await?;
    let ended = store::session::end_all_through(&mut tx, &link, EndReason::Revoked, now).await?;
    write_down(&mut tx, &actor.username, Some(&link), None, now).await?;
    let change = Change {
        actor: &actor.username,
        action: "session.end",
        entity: "session",
        entity_id: "*".to_owned(),
        before: None,
        after: Some(json!({
            "username": username, "reason": EndReason::Revoked.code(), "issuer": link.issuer, "issuer_url": link.issuer_url, "sessions_ended": ended,
        })),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes a link, or its end, into the audit log.
pub(super) async fn write_down(
    conn: &mut Pg,
    actor: &str,
    before: Option<&AccountLink>,
    after: Option<&AccountLink>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let state = |link: &AccountLink| -> Value { json!({ "issuer": link.issuer, "issuer_url": link.issuer_url, "subject": link.subject }) };
    let change = Change {
        actor,
        action: if after.is_some() { "account.link" } else { "account.unlink" },
        entity: "account",
        entity_id: before.or(after).map(|link| link.username.clone()).unwrap_or_default(),
        before: before.map(state),
        after: after.map(state),
    };
    audit::append(conn, change, now).await
}
