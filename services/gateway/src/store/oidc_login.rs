//! Log-ins that were begun at another issuer. Of what the browser brings back only hashes are stored.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;

use super::schema::oidc_logins;

/// A log-in that was begun.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = oidc_logins)]
pub struct OidcLogin {
    /// Hash of the state that comes back.
    pub state_hash: String,
    /// Hash of the secret that the browser keeps.
    pub browser_hash: String,
    /// Short name of the issuer.
    pub issuer: String,
    /// What the ID token must hold.
    pub nonce: String,
    /// What proves that we began it (PKCE).
    pub code_verifier: String,
    /// Until when it may come back.
    pub expires_at: DateTime<Utc>,
    /// The issuer's URL; the version before does not say it.
    pub issuer_url: Option<String>,
}

/// Adds one.
pub async fn insert(conn: &mut Pg, login: &OidcLogin) -> QueryResult<()> {
    diesel::insert_into(oidc_logins::table).values(login).execute(conn).await?;
    Ok(())
}

/// Takes one away, whatever comes of it: each is good for one try.
pub async fn take(conn: &mut Pg, state_hash: &str) -> QueryResult<Option<OidcLogin>> {
    diesel::delete(oidc_logins::table.find(state_hash))
        .returning(OidcLogin::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Removes what never came back.
pub async fn sweep(conn: &mut Pg, before: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(oidc_logins::table.filter(oidc_logins::expires_at.lt(before)))
        .execute(conn)
        .await
}
