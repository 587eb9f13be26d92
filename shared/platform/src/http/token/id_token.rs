//! ID tokens of another issuer (OpenID Connect): who has logged in there, for whom and by which request.

use std::time::Duration;

use reqwest::redirect::Policy;
use serde_json::Value;

use super::{keys::IssuerKeys, verifier::verify_signed};
use crate::{
    http::problem::Problem,
    settings::{ClaimNames, IssuerSettings},
};

/// How long a fetch of keys may take.
const FETCH_TIMEOUT: Duration = Duration::from_secs(3);

/// Verifies the ID tokens that one issuer makes for us.
pub struct IdTokenVerifier {
    issuer: IssuerSettings,
    keys: IssuerKeys,
    client: reqwest::Client,
}

impl IdTokenVerifier {
    /// A verifier of what `issuer` says to `client_id`, with the keys at `jwks_url`.
    pub fn new(issuer: &str, jwks_url: &str, client_id: &str) -> Result<Self, reqwest::Error> {
        Ok(Self {
            issuer: IssuerSettings {
                issuer: issuer.to_owned(),
                jwks_url: jwks_url.to_owned(),
                audience: client_id.to_owned(),
                claims: ClaimNames::default(),
            },
            keys: IssuerKeys::published(),
            client: reqwest::Client::builder()
                .timeout(FETCH_TIMEOUT)
                .no_proxy()
                .redirect(Policy::none())
                .build()?,
        })
    }

    /// What a good token says: right signature, issuer and audience, in time, and made for the log-in with this nonce.
    pub async fn verify(&self, token: &str, nonce: &str) -> Result<Value, Problem> {
        let said = verify_signed(token, &self.issuer, &self.keys, &self.client).await?;
        // A token for several audiences says which of them asked (OpenID Connect Core, 3.1.3.7).
        let is_ours = said.get("azp").is_none_or(|party| *party == self.issuer.audience.as_str());
        if said["nonce"] == nonce && is_ours {
            Ok(said)
        } else {
            Err(Problem::unauthorized("身份令牌不是为这次登录签发的，请重新登录"))
        }
    }
}
