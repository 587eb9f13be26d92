//! Access tokens: what an account may do and see, resolved when the token is issued, and signed.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use platform::{
    Problem,
    database::Pg,
    http::{
        access::{Claims, ScopeClaim},
        token::Signer,
    },
    settings::IssuerSettings,
};
use uuid::Uuid;

use super::{Client, Identity, secret};
use crate::{
    domain::{
        account::{Account, DataScope},
        session::Session,
    },
    oidc::OidcIssuer,
    store,
};

/// Most characters that are stored of what a browser says it is.
const USER_AGENT_LENGTH: usize = 200;

/// Signs access tokens. Cheap to clone.
#[derive(Clone)]
pub struct Issuer {
    signer: Signer,
    name: String,
    audience: String,
}

/// What somebody gets who has logged in.
#[derive(Debug, Clone)]
pub struct Login {
    /// The account.
    pub account: Account,
    /// Good for every service.
    pub access_token: String,
    /// For how many seconds.
    pub expires_in: i64,
    /// Gets the next pair, once.
    pub refresh_token: String,
}

impl Issuer {
    /// An issuer as the services trust it.
    pub fn new(signer: Signer, settings: &IssuerSettings) -> Self {
        Self {
            signer,
            name: settings.issuer.clone(),
            audience: settings.audience.clone(),
        }
    }

    /// The public key, as a JSON Web Key Set.
    pub fn key_set(&self) -> serde_json::Value {
        self.signer.key_set()
    }

    /// The value of `iss`.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn sign(
        &self,
        account: &Account,
        session: &Session,
        scope: ScopeClaim,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<String, Problem> {
        // Who has to change the password first can log in, but do nothing.
        let (roles, scope) = if account.must_change_password {
            (Vec::new(), ScopeClaim::Nothing)
        } else {
            (account.effective_roles.clone(), scope)
        };
        let claims = Claims {
            iss: self.name.clone(),
            sub: account.username.clone(),
            aud: self.audience.clone(),
            iat: now.timestamp(),
            exp: expires_at.timestamp(),
            name: account.name.clone(),
            roles,
            unit: account.unit.clone(),
            scope,
            sid: Some(session.id),
            ver: Some(account.token_version),
        };
        self.signer.sign(&claims).map_err(Problem::internal)
    }
}

/// Opens a session for an account that has logged in here, or through `issuer`, and issues its first tokens.
pub async fn open_session(
    identity: &Identity,
    conn: &mut Pg,
    account: Account,
    issuer: Option<&OidcIssuer>,
    client: &Client,
    now: DateTime<Utc>,
) -> Result<(Uuid, Login), Problem> {
    let session = Session {
        id: Uuid::now_v7(),
        username: account.username.clone(),
        created_at: now,
        expires_at: now + identity.sessions.session,
        last_used_at: now,
        user_agent: client.user_agent.chars().take(USER_AGENT_LENGTH).collect(),
        address: client.address.clone(),
        ended_at: None,
        end_reason: None,
        issuer: issuer.map(|issuer| issuer.name().to_owned()),
        issuer_url: issuer.map(|issuer| issuer.url().to_owned()),
    };
    store::session::insert(conn, &session).await?;
    let login = issue(identity, conn, account, &session, now).await?;
    Ok((session.id, login))
}

/// Issues the next pair of tokens of a session. The account must be as it is stored now, or the token is stale at once.
pub async fn issue(identity: &Identity, conn: &mut Pg, account: Account, session: &Session, now: DateTime<Utc>) -> Result<Login, Problem> {
    let refresh_token = secret::new_refresh_token();
    let expires_at = identity.sessions.token_expiry(session.expires_at, now);
    store::session::insert_token(conn, &secret::hash_of(&refresh_token), session.id, now, expires_at).await?;
    let scope = resolve_scope(conn, &account).await?;
    let lifetime = identity.sessions.access_token;
    let access_token = identity.issuer.sign(&account, session, scope, now, now + lifetime)?;
    Ok(Login {
        account,
        access_token,
        expires_in: lifetime.num_seconds(),
        refresh_token,
    })
}

async fn resolve_scope(conn: &mut Pg, account: &Account) -> QueryResult<ScopeClaim> {
    Ok(match &account.scope {
        DataScope::Nothing => ScopeClaim::Nothing,
        DataScope::OwnUnit => ScopeClaim::Units(vec![account.unit.clone()]),
        DataScope::WithSubUnits => ScopeClaim::Units(store::unit::with_sub_units(conn, &account.unit).await?),
        DataScope::Units(units) => ScopeClaim::Units(units.clone()),
        DataScope::Department => store::unit::department_of(conn, &account.unit)
            .await?
            .map_or(ScopeClaim::Nothing, |department| {
                ScopeClaim::Department(department.name().to_owned())
            }),
        DataScope::All => ScopeClaim::All,
    })
}
