//! Links of the version before, which knew issuers by the short names of the settings only: they go over to the issuer that
//! has the name now. At every start and every hour, and before a link is used, changed or made: while an update is under way,
//! the version before still writes.

use chrono::{DateTime, Utc};
use platform::{
    Database,
    audit::{self, Change},
    database::DatabaseError,
};
use serde_json::json;

use super::{SCOPE, link_account::BY_ITSELF};
use crate::{
    oidc::{OidcIssuer, OidcIssuers},
    store::account_link,
};

/// Adopts the links of all issuers, and says which ones nobody can have.
pub async fn adopt_all(database: &Database, issuers: &OidcIssuers, now: DateTime<Utc>) -> Result<(), DatabaseError> {
    for issuer in issuers.iter() {
        adopt_links(database, issuer, now).await?;
    }
    let orphans = account_link::orphans(&mut *database.connection(&SCOPE).await?).await?;
    if !orphans.is_empty() {
        let names = orphans.join("、");
        tracing::warn!("这些短名下有账号关联，但设置里没有这样的签发方（service.oidc.<短名>），不能通过它们登录：{names}");
    }
    Ok(())
}

/// Adopts the links of one issuer. In a transaction of its own: it locks links, and whoever changes one locks the account first.
pub async fn adopt_links(database: &Database, issuer: &OidcIssuer, now: DateTime<Utc>) -> Result<(), DatabaseError> {
    let mut tx = database.begin(&SCOPE).await?;
    let adopted = account_link::adopt(&mut tx, issuer.name(), issuer.url()).await?;
    if adopted.is_any() {
        let change = Change {
            actor: BY_ITSELF,
            action: "account.link",
            entity: "account",
            entity_id: "*".to_owned(),
            before: Some(json!({ "issuer": issuer.name() })),
            after: Some(json!({
                "issuer": issuer.name(), "issuer_url": issuer.url(), "links": adopted.links, "ended_links": adopted.ended, "dropped_links": adopted.dropped,
            })),
        };
        audit::append(&mut tx, change, now).await?;
    }
    tx.commit().await
}
