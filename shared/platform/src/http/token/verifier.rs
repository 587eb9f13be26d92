//! Verifies tokens.

use std::{sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Utc;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;

use super::{
    SERVICES,
    keys::{IssuerKeys, VerificationKey},
    signer::{ServiceIdentity, Signer},
    verified::{self, VerifiedTokens},
};
use crate::{
    http::{
        access::{Claims, SERVICE_ROLE},
        problem::Problem,
    },
    settings::{AuthSettings, IssuerSettings},
};

/// How long a fetch of keys may take.
const FETCH_TIMEOUT: Duration = Duration::from_secs(3);
/// Difference of clocks that is forgiven, seconds.
const LEEWAY_SECONDS: u64 = 15;

/// Verifies tokens of the configured issuers. Cheap to clone.
#[derive(Clone)]
pub struct TokenVerifier {
    issuers: Arc<Vec<Issuer>>,
    client: reqwest::Client,
    verified: Arc<VerifiedTokens>,
}

struct Issuer {
    settings: IssuerSettings,
    keys: IssuerKeys,
}

/// Why a verifier could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TokenVerifierError {
    /// HTTP client.
    #[error("cannot make a client to fetch keys")]
    Client(#[from] reqwest::Error),
    /// The public key cannot be used.
    #[error("cannot use the public key")]
    Key(#[from] jsonwebtoken::errors::Error),
}

/// The part of a token that is read before its signature is checked: only to find the key.
#[derive(Deserialize)]
struct UnverifiedIssuer {
    iss: String,
}

impl TokenVerifier {
    /// A verifier that fetches keys when it first needs them.
    pub fn new(settings: &AuthSettings) -> Result<Self, reqwest::Error> {
        let issuer = |settings: &IssuerSettings| Issuer {
            settings: settings.clone(),
            keys: IssuerKeys::published(),
        };
        Self::of(settings.issuers.values().map(issuer).collect())
    }

    /// A verifier of one's own tokens, whose key needs not be fetched.
    pub fn own(issuer: &IssuerSettings, signer: &Signer) -> Result<Self, TokenVerifierError> {
        let key = VerificationKey {
            key: DecodingKey::from_ed_components(&signer.public)?,
            algorithm: Algorithm::EdDSA,
        };
        Ok(Self::of(vec![Issuer {
            settings: issuer.clone(),
            keys: IssuerKeys::fixed(&signer.kid, key),
        }])?)
    }

    fn of(issuers: Vec<Issuer>) -> Result<Self, reqwest::Error> {
        Ok(Self {
            issuers: Arc::new(issuers),
            client: reqwest::Client::builder().timeout(FETCH_TIMEOUT).no_proxy().build()?,
            verified: Arc::default(),
        })
    }

    /// The claims of a good token: known issuer, known key, right signature, audience, not expired, and saying nothing
    /// that its issuer may not say.
    pub async fn verify(&self, token: &str) -> Result<Claims, Problem> {
        let name = verified::name_of(token);
        if let Some(claims) = self.verified.find(&name, Utc::now().timestamp()) {
            return Ok(claims);
        }
        let claims = self.verify_anew(token).await?;
        self.verified.remember(name, &claims);
        Ok(claims)
    }

    async fn verify_anew(&self, token: &str) -> Result<Claims, Problem> {
        let refused = || Problem::unauthorized("访问令牌无效或已过期，请重新登录");
        let header = jsonwebtoken::decode_header(token).map_err(|_| refused())?;
        let kid = header.kid.ok_or_else(refused)?;
        let payload = token
            .split('.')
            .nth(1)
            .and_then(|part| URL_SAFE_NO_PAD.decode(part).ok())
            .ok_or_else(refused)?;
        let claimed: UnverifiedIssuer = serde_json::from_slice(&payload).map_err(|_| refused())?;
        let issuer = self
            .issuers
            .iter()
            .find(|issuer| issuer.settings.issuer == claimed.iss)
            .ok_or_else(refused)?;
        let key = issuer.keys.find(&kid, &self.client, &issuer.settings).await?.ok_or_else(refused)?;
        let mut validation = Validation::new(key.algorithm);
        validation.leeway = LEEWAY_SECONDS;
        validation.validate_nbf = true;
        validation.set_audience(&[&issuer.settings.audience]);
        validation.set_issuer(&[&issuer.settings.issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        let claims = jsonwebtoken::decode::<Claims>(token, &key.key, &validation)
            .map_err(|_| refused())?
            .claims;
        if may_say(&claims) { Ok(claims) } else { Err(refused()) }
    }
}

/// A service signs for itself and nobody else, neither for another service nor for a person; and nobody else signs
/// for it. So a stolen key of one department opens no more than what that department may ask of the others.
fn may_say(claims: &Claims) -> bool {
    if claims.roles.iter().any(|role| role == SERVICE_ROLE) {
        return claims.roles.len() == 1 && claims.iss == ServiceIdentity::issuer(&claims.sub);
    }
    SERVICES.iter().all(|service| claims.iss != ServiceIdentity::issuer(service.name()))
}
