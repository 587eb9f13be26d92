//! Log-in through another issuer: the account that the person there is linked to, or is called by a name that the settings
//! believe. Whoever is neither is refused, and told whom to ask.

use chrono::{DateTime, TimeDelta, Utc};
use platform::{
    Problem,
    audit::{self, Change},
    context::Caller,
    database::Pg,
};
use serde_json::json;

use super::{
    Client, Identity, SCOPE,
    adopt_links::adopt_links,
    issue_token::{Login, open_session},
    link_account::BY_ITSELF,
    secret,
};
use crate::{
    domain::{IdentityError, account::Account, session::EndReason},
    oidc::{OidcIssuer, Visitor},
    store::{
        self,
        account_link::{self, AccountLink},
        oidc_login::OidcLogin,
    },
};

/// How long somebody may take to log in there.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// A log-in that was begun.
pub struct Begun {
    /// Where the browser goes.
    pub authorization_url: String,
    /// What the browser has to bring along when it comes back.
    pub browser: String,
}

/// Begins a log-in.
pub async fn begin(identity: &Identity, issuer: &OidcIssuer, now: DateTime<Utc>) -> Result<Begun, Problem> {
    let (state, browser) = (secret::new_refresh_token(), secret::new_refresh_token());
    let login = OidcLogin {
        state_hash: secret::hash_of(&state),
        browser_hash: secret::hash_of(&browser),
        issuer: issuer.name().to_owned(),
        nonce: secret::new_refresh_token(),
        code_verifier: secret::new_refresh_token(),
        expires_at: now + PATIENCE,
        issuer_url: Some(issuer.url().to_owned()),
    };
    let url = issuer.authorization_url(&state, &login.nonce, &login.code_verifier).await?;
    let mut conn = identity.database.connection(&SCOPE).await?;
    store::oidc_login::insert(&mut conn, &login).await?;
    Ok(Begun {
        authorization_url: url.into(),
        browser,
    })
}

/// Opens a session for whoever comes back with a code.
pub async fn finish(
    identity: &Identity,
    issuer: &OidcIssuer,
    (state, browser): (&str, Option<&str>),
    code: &str,
    client: &Client,
    now: DateTime<Utc>,
) -> Result<Login, Problem> {
    let login = {
        let mut conn = identity.database.connection(&SCOPE).await?;
        store::oidc_login::take(&mut conn, &secret::hash_of(state)).await?
    };
    // Somebody else's browser, another issuer, too late, or a second time.
    let login = login.filter(|login| {
        let is_same_browser = browser.is_some_and(|browser| secret::hash_of(browser) == login.browser_hash);
        // The version before does not say the URL.
        let is_same_issuer = login.issuer == issuer.name() && login.issuer_url.as_deref().is_none_or(|url| url == issuer.url());
        is_same_browser && is_same_issuer && now < login.expires_at
    });
    let login = login.ok_or(IdentityError::OidcStateUnknown)?;
    let visitor = issuer.redeem(code, &login.nonce, &login.code_verifier).await?;

    adopt_links(&identity.database, issuer, now).await?;
    let mut tx = identity.database.begin(&SCOPE).await?;
    let Some(account) = find_account(&mut tx, issuer, &visitor, now).await? else {
        refuse(&mut tx, issuer, (None, &visitor.subject, "stranger"), client, now).await?;
        tx.commit().await?;
        return Err(IdentityError::OidcStranger {
            name: visitor.name,
            subject: visitor.subject,
        }
        .into());
    };
    if !account.active {
        refuse(
            &mut tx,
            issuer,
            (Some(&account.username), &visitor.subject, "inactive"),
            client,
            now,
        )
        .await?;
        tx.commit().await?;
        return Err(IdentityError::OidcInactive(account.username).into());
    }
    let account = settle(identity, &mut tx, account, now).await?;
    let username = account.username.clone();
    let caller = Caller {
        unit: account.unit.clone(),
        roles: account.effective_roles.clone(),
    };
    let (session_id, login) = open_session(identity, &mut tx, account, Some(issuer), client, now).await?;
    audit::append_by(
        &mut tx,
        Change {
            actor: &username,
            action: "session.open",
            entity: "session",
            entity_id: session_id.to_string(),
            before: None,
            after: Some(json!({
                "username": username, "address": client.address, "user_agent": client.user_agent,
                "issuer": issuer.name(), "issuer_url": issuer.url(), "subject": visitor.subject,
            })),
        },
        Some(&caller),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(login)
}

/// The account of somebody, locked; whoever is called by a name of ours is linked to it, once. A name whose link an
/// administrator has ended is not believed again, and that of an account out of use is not believed at all.
async fn find_account(conn: &mut Pg, issuer: &OidcIssuer, visitor: &Visitor, now: DateTime<Utc>) -> Result<Option<Account>, Problem> {
    let of_link = |link: Option<AccountLink>| link.map(|link| link.username);
    let linked = of_link(account_link::find(conn, issuer.url(), &visitor.subject).await?);
    let named = visitor.username.as_deref().map(|name| name.trim().to_ascii_lowercase());
    let Some(username) = linked.or(named) else {
        return Ok(None);
    };
    let Some((account, _)) = store::account::lock(conn, &username).await? else {
        return Ok(None);
    };
    // Links change under the account's lock only: what was read before it may be out of date.
    match of_link(account_link::find(conn, issuer.url(), &visitor.subject).await?) {
        Some(linked) if linked == username => return Ok(Some(account)),
        Some(_) => return Ok(None),
        None if account_link::was_ended(conn, issuer.url(), &username).await? => return Ok(None),
        None if !account.active => return Ok(Some(account)),
        None => {}
    }
    let link = AccountLink {
        issuer: issuer.name().to_owned(),
        subject: visitor.subject.clone(),
        username,
        linked_by: BY_ITSELF.to_owned(),
        linked_at: now,
        issuer_url: Some(issuer.url().to_owned()),
    };
    // The account belongs to another person of this issuer already: names there may change hands, ours do not.
    if !account_link::insert(conn, &link).await? {
        return Ok(None);
    }
    super::link_account::write_down(conn, BY_ITSELF, None, Some(&link), now).await?;
    Ok(Some(account))
}

/// Notes the log-in. A password that somebody else gave and that was never replaced ends here, with the sessions opened by
/// it: the person has no use for it, and nobody else may have one.
async fn settle(identity: &Identity, conn: &mut Pg, account: Account, now: DateTime<Utc>) -> Result<Account, Problem> {
    store::account::note_login(conn, &account.username, now).await?;
    if account.must_change_password {
        let nobodys = identity.hasher.hash(secret::new_refresh_token().into()).await?;
        store::account::set_password(conn, &account.username, &nobodys, false, now).await?;
        let ended = store::session::end_all(conn, &account.username, EndReason::PasswordReset, now).await?;
        let change = Change {
            actor: BY_ITSELF,
            action: "account.void_password",
            entity: "account",
            entity_id: account.username.clone(),
            before: Some(json!({ "must_change_password": true })),
            after: Some(json!({ "must_change_password": false, "sessions_ended": ended })),
        };
        audit::append(conn, change, now).await?;
    }
    // As it is stored now: the token rests on it.
    let stored = store::account::find(conn, &account.username).await?;
    Ok(stored.map_or(account, |(stored, _)| stored))
}

async fn refuse(
    conn: &mut Pg,
    issuer: &OidcIssuer,
    (username, subject, reason): (Option<&str>, &str, &str),
    client: &Client,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let who = username.unwrap_or("unknown");
    let change = Change {
        actor: who,
        action: "session.refuse",
        entity: "account",
        entity_id: who.to_owned(),
        before: None,
        after: Some(json!({
            "issuer": issuer.name(), "issuer_url": issuer.url(), "subject": subject, "reason": reason, "address": client.address,
        })),
    };
    Ok(audit::append(conn, change, now).await?)
}
