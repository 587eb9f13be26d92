//! Verifies tokens.

use std::{collections::HashMap, sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Utc;
use contracts::Department;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use reqwest::redirect::Policy;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    foreign,
    keys::{IssuerKeys, VerificationKey},
    signer::{ServiceIdentity, Signer},
    verified::{self, VerifiedTokens},
};
use crate::{
    http::{
        access::{Claims, Principal, SERVICE_ROLE},
        problem::Problem,
    },
    settings::{AuthSettings, IssuerSettings},
};

/// How long a fetch of keys may take.
const FETCH_TIMEOUT: Duration = Duration::from_secs(3);
/// Name of the gateway among the issuers; the accounts of all others carry their issuer's name before them.
const GATEWAY: &str = "gateway";
/// Difference of clocks that is forgiven, seconds.
const LEEWAY_SECONDS: u64 = 15;

/// Verifies tokens of the configured issuers. Cheap to clone.
#[derive(Clone)]
pub struct TokenVerifier {
    issuers: Arc<Vec<Issuer>>,
    client: reqwest::Client,
    verified: Arc<VerifiedTokens>,
    department: Option<Department>,
}

struct Issuer {
    name: String,
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
        let issuer = |(name, settings): (&String, &IssuerSettings)| Issuer {
            name: name.clone(),
            settings: settings.clone(),
            keys: IssuerKeys::published(),
        };
        Self::of(settings.issuers.iter().map(issuer).collect())
    }

    /// A verifier of one's own tokens, whose keys need not be fetched.
    pub fn own(issuer: &IssuerSettings, signer: &Signer) -> Result<Self, TokenVerifierError> {
        let mut keys = HashMap::new();
        for published in signer.published() {
            let key = DecodingKey::from_ed_components(&published.public)?;
            let algorithm = Algorithm::EdDSA;
            keys.insert(published.kid.clone(), VerificationKey { key, algorithm });
        }
        Ok(Self::of(vec![Issuer {
            name: GATEWAY.to_owned(),
            settings: issuer.clone(),
            keys: IssuerKeys::fixed(keys),
        }])?)
    }

    fn of(issuers: Vec<Issuer>) -> Result<Self, reqwest::Error> {
        Ok(Self {
            issuers: Arc::new(issuers),
            client: reqwest::Client::builder()
                .timeout(FETCH_TIMEOUT)
                .no_proxy()
                .redirect(Policy::none())
                .build()?,
            verified: Arc::default(),
            department: None,
        })
    }

    /// The same at a department's service: whose scope is this department sees everything here.
    #[must_use]
    pub fn at(self, department: Department) -> Self {
        Self {
            department: Some(department),
            ..self
        }
    }

    /// Whom a good token speaks of.
    pub async fn identify(&self, token: &str) -> Result<Principal, Problem> {
        let claims = self.verify(token).await?;
        Ok(Principal::of(claims, self.department.map(Department::name)))
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
        let claimed: UnverifiedIssuer = unverified(token).ok_or_else(refused)?;
        let issuer = self
            .issuers
            .iter()
            .find(|issuer| issuer.settings.issuer == claimed.iss)
            .ok_or_else(refused)?;
        let mut said = verify_signed(token, &issuer.settings, &issuer.keys, &self.client).await?;
        let is_foreign = issuer.name != GATEWAY && !is_services(&issuer.settings.issuer);
        if is_foreign {
            said = foreign::in_our_words(&said, &issuer.settings.claims);
        }
        let mut claims: Claims = serde_json::from_value(said).map_err(|_| refused())?;
        if !may_say(&claims) {
            return Err(refused());
        }
        // Two people whom different issuers call the same are not one person.
        if is_foreign {
            claims.sub = format!("{}:{}", issuer.name, claims.sub);
        }
        Ok(claims)
    }
}

fn refused() -> Problem {
    Problem::unauthorized("访问令牌无效或已过期，请重新登录")
}

/// What a token says, before anything about it is known.
fn unverified<T: DeserializeOwned>(token: &str) -> Option<T> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice(&payload).ok()
}

/// What a token says that is this issuer's: its key, signature, name, audience and time are right.
pub(super) async fn verify_signed(
    token: &str,
    issuer: &IssuerSettings,
    keys: &IssuerKeys,
    client: &reqwest::Client,
) -> Result<Value, Problem> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| refused())?;
    let kid = header.kid.ok_or_else(refused)?;
    let key = keys.find(&kid, client, issuer).await?.ok_or_else(refused)?;
    let mut validation = Validation::new(key.algorithm);
    validation.leeway = LEEWAY_SECONDS;
    validation.validate_nbf = true;
    validation.set_audience(&[&issuer.audience]);
    validation.set_issuer(&[&issuer.issuer]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    let decoded = jsonwebtoken::decode::<Value>(token, &key.key, &validation);
    Ok(decoded.map_err(|_| refused())?.claims)
}

fn is_service(claims: &Claims) -> bool {
    claims.roles.iter().any(|role| role == SERVICE_ROLE)
}

/// A service signs for itself and nobody else, neither for another service nor for a person; and nobody else signs
/// for it. So a stolen key of one department opens no more than what that department may ask of the others.
fn may_say(claims: &Claims) -> bool {
    if is_service(claims) {
        return claims.roles.len() == 1 && claims.iss == ServiceIdentity::issuer(&claims.sub);
    }
    !is_services(&claims.iss)
}

/// Whether an issuer's name is that of a department's service.
fn is_services(issuer: &str) -> bool {
    Department::ALL
        .iter()
        .any(|service| issuer == ServiceIdentity::issuer(service.name()))
}
