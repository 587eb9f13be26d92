//! The published keys of an issuer: fetched when first needed, again when an unknown one turns up, and now and then,
//! so that a withdrawn key ends.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
    time::{Duration, Instant},
};

use jsonwebtoken::{
    Algorithm, DecodingKey,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse},
};
use serde::Deserialize;
use serde_json::Value;

use crate::{http::problem::Problem, settings::IssuerSettings};

/// How old keys may be before they are fetched again.
const FRESH_FOR: Duration = Duration::from_mins(5);
/// How soon keys may be fetched again when an unknown key id turns up.
const AGAIN_AFTER: Duration = Duration::from_secs(5);
/// How soon a fetch that failed is tried again.
const AGAIN_AFTER_FAILURE: Duration = Duration::from_secs(1);

/// A public key with the one algorithm that it is for: what a token's header says about it is not believed.
#[derive(Clone)]
pub(super) struct VerificationKey {
    pub(super) key: DecodingKey,
    pub(super) algorithm: Algorithm,
}

/// The keys of one issuer.
pub(super) struct IssuerKeys {
    known: RwLock<Known>,
    /// Held during a fetch: one at a time.
    fetching: tokio::sync::Mutex<()>,
    /// Never fetched: one's own.
    fixed: bool,
}

#[derive(Default)]
struct Known {
    by_id: HashMap<String, VerificationKey>,
    fetched_at: Option<Instant>,
    failed_at: Option<Instant>,
}

/// What is known about a key id without asking the issuer.
enum Answer {
    Known(VerificationKey),
    /// There was such a key, which may have been withdrawn since.
    Stale(VerificationKey),
    Unknown,
    /// The issuer was asked a moment ago: there is no such key.
    Refused,
    /// The issuer was asked a moment ago and did not answer.
    Down,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Value>,
}

impl IssuerKeys {
    /// Keys that are fetched.
    pub(super) fn published() -> Self {
        Self {
            known: RwLock::default(),
            fetching: tokio::sync::Mutex::default(),
            fixed: false,
        }
    }

    /// Keys known beforehand.
    pub(super) fn fixed(by_id: HashMap<String, VerificationKey>) -> Self {
        let known = Known { by_id, ..Known::default() };
        Self {
            known: RwLock::new(known),
            fetching: tokio::sync::Mutex::default(),
            fixed: true,
        }
    }

    /// The key with this id, if the issuer has one. Fails when the issuer must be asked and does not answer.
    pub(super) async fn find(
        &self,
        id: &str,
        client: &reqwest::Client,
        issuer: &IssuerSettings,
    ) -> Result<Option<VerificationKey>, Problem> {
        match self.look_up(id) {
            Answer::Known(key) => return Ok(Some(key)),
            Answer::Refused => return Ok(None),
            Answer::Stale(_) | Answer::Unknown | Answer::Down => {}
        }
        let _one = self.fetching.lock().await;
        let before = match self.look_up(id) {
            Answer::Known(key) => return Ok(Some(key)),
            Answer::Refused => return Ok(None),
            Answer::Down => return Err(down("it did not answer a moment ago")),
            Answer::Stale(key) => Some(key),
            Answer::Unknown => None,
        };
        match fetch(client, &issuer.jwks_url).await {
            Ok(by_id) => {
                let found = by_id.get(id).cloned();
                *self.known.write().unwrap_or_else(PoisonError::into_inner) = Known {
                    by_id,
                    fetched_at: Some(Instant::now()),
                    failed_at: None,
                };
                Ok(found)
            }
            Err(error) => {
                self.known.write().unwrap_or_else(PoisonError::into_inner).failed_at = Some(Instant::now());
                // Whoever is logged in goes on working while the issuer is down.
                let Some(key) = before else { return Err(down(error)) };
                tracing::warn!(issuer = issuer.issuer, error = %crate::telemetry::chain(&error), "the issuer's keys could not be fetched anew");
                Ok(Some(key))
            }
        }
    }

    fn look_up(&self, id: &str) -> Answer {
        let within = |at: Option<Instant>, limit: Duration| at.is_some_and(|at| at.elapsed() < limit);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let failed = within(known.failed_at, AGAIN_AFTER_FAILURE);
        match known.by_id.get(id).cloned() {
            Some(key) if self.fixed || failed || within(known.fetched_at, FRESH_FOR) => Answer::Known(key),
            Some(key) => Answer::Stale(key),
            None if self.fixed => Answer::Refused,
            None if failed => Answer::Down,
            None if within(known.fetched_at, AGAIN_AFTER) => Answer::Refused,
            None => Answer::Unknown,
        }
    }
}

fn down(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Problem {
    Problem::unavailable("issuer_unavailable", "暂时无法核对登录信息（认证服务没有应答），请稍后再试").caused_by(cause)
}

async fn fetch(client: &reqwest::Client, url: &str) -> Result<HashMap<String, VerificationKey>, reqwest::Error> {
    let set: KeySet = client.get(url).send().await?.error_for_status()?.json().await?;
    Ok(set.keys.into_iter().filter_map(usable).collect())
}

/// A key that verifies signatures: Ed25519, P-256 or RSA. Others, secret ones above all, are passed over.
fn usable(key: Value) -> Option<(String, VerificationKey)> {
    let key: Jwk = serde_json::from_value(key).ok()?;
    let algorithm = match &key.algorithm {
        AlgorithmParameters::OctetKeyPair(pair) if pair.curve == EllipticCurve::Ed25519 => Algorithm::EdDSA,
        AlgorithmParameters::EllipticCurve(point) if point.curve == EllipticCurve::P256 => Algorithm::ES256,
        AlgorithmParameters::RSA(_) if matches!(key.common.key_algorithm, None | Some(KeyAlgorithm::RS256)) => Algorithm::RS256,
        _ => return None,
    };
    if !matches!(key.common.public_key_use, None | Some(PublicKeyUse::Signature)) {
        return None;
    }
    let decoding = DecodingKey::from_jwk(&key).ok()?;
    Some((key.common.key_id?, VerificationKey { key: decoding, algorithm }))
}
