//! Signs tokens: people's at the gateway, each service's own for the calls that it makes itself.

use std::path::Path;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Utc;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    http::access::{Claims, SERVICE_ROLE, ScopeClaim},
    settings::IdentitySettings,
};

/// How long a service's own token is good.
const SERVICE_TOKEN_SECONDS: i64 = 300;

/// An Ed25519 key pair that signs tokens.
#[derive(Clone)]
pub struct Signer {
    key: EncodingKey,
    published: Vec<PublicKey>,
}

/// A key that is published, and believed by whoever signs with it.
#[derive(Clone)]
pub(super) struct PublicKey {
    pub(super) kid: String,
    pub(super) public: String,
}

/// Why a signing key could not be used.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// The file could not be read.
    #[error("cannot read the key file {0}")]
    Unreadable(std::path::PathBuf, #[source] std::io::Error),
    /// The file is no Ed25519 private key in PKCS#8 PEM form.
    #[error("{0} holds no Ed25519 private key in PKCS#8 PEM form")]
    NotAKey(std::path::PathBuf),
}

/// PKCS#8 DER of an Ed25519 key starts with this; the 32 bytes of the seed follow.
const PKCS8_PREFIX: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

impl Signer {
    /// Reads the key of the settings and the further ones; none when no key is set.
    pub fn from_settings(settings: &IdentitySettings) -> Result<Option<Self>, SignerError> {
        let Some(path) = &settings.key_file else { return Ok(None) };
        let mut signer = Self::from_file(path)?;
        for further in &settings.further_key_files {
            signer.published.extend(Self::from_file(further)?.published);
        }
        Ok(Some(signer))
    }

    /// Reads a PEM file as written by `openssl genpkey -algorithm ed25519`.
    pub fn from_file(path: &Path) -> Result<Self, SignerError> {
        let pem = std::fs::read_to_string(path).map_err(|error| SignerError::Unreadable(path.to_owned(), error))?;
        Self::from_pem(&pem).ok_or_else(|| SignerError::NotAKey(path.to_owned()))
    }

    /// Reads PEM text.
    pub fn from_pem(pem: &str) -> Option<Self> {
        use base64::engine::general_purpose::STANDARD;
        let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        let der = STANDARD.decode(body.trim()).ok()?;
        let seed: [u8; 32] = der.strip_prefix(&PKCS8_PREFIX)?.get(..32)?.try_into().ok()?;
        let public = ed25519_public(&seed)?;
        Some(Self {
            key: EncodingKey::from_ed_pem(pem.as_bytes()).ok()?,
            published: vec![PublicKey {
                kid: hex::encode(&Sha256::digest(public)[..8]),
                public: URL_SAFE_NO_PAD.encode(public),
            }],
        })
    }

    /// PEM text of a fresh key whose 32 bytes are `seed`.
    pub fn pem_of(seed: &[u8; 32]) -> String {
        use base64::engine::general_purpose::STANDARD;
        let der = [PKCS8_PREFIX.as_slice(), seed].concat();
        format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der))
    }

    /// The keys that are published: first the one that signs.
    pub(super) fn published(&self) -> &[PublicKey] {
        &self.published
    }

    /// Signs claims.
    pub fn sign<T: Serialize>(&self, claims: &T) -> Result<String, jsonwebtoken::errors::Error> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = self.published.first().map(|key| key.kid.clone());
        jsonwebtoken::encode(&header, claims, &self.key)
    }

    /// The public keys as a JSON Web Key Set.
    pub fn key_set(&self) -> serde_json::Value {
        let key =
            |key: &PublicKey| json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": key.kid, "x": key.public });
        json!({ "keys": self.published.iter().map(key).collect::<Vec<_>>() })
    }
}

fn ed25519_public(seed: &[u8; 32]) -> Option<[u8; 32]> {
    use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
    let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
    pair.public_key().as_ref().try_into().ok()
}

/// A service's own identity towards other services.
#[derive(Clone)]
pub struct ServiceIdentity {
    signer: Signer,
    service: &'static str,
    audience: String,
}

impl ServiceIdentity {
    /// The identity of `service`, for the audience that the other services want.
    pub fn new(service: &'static str, signer: Signer, audience: impl Into<String>) -> Self {
        Self {
            signer,
            service,
            audience: audience.into(),
        }
    }

    /// The issuer name of a service's own tokens.
    pub fn issuer(service: &str) -> String {
        format!("https://jiangzhou/{service}")
    }

    /// A short-lived token that says who calls.
    pub fn token(&self) -> Result<String, jsonwebtoken::errors::Error> {
        let now = Utc::now().timestamp();
        self.signer.sign(&Claims {
            iss: Self::issuer(self.service),
            sub: self.service.to_owned(),
            aud: self.audience.clone(),
            iat: now,
            exp: now + SERVICE_TOKEN_SECONDS,
            name: format!("{} 服务", self.service),
            roles: vec![SERVICE_ROLE.to_owned()],
            unit: self.service.to_owned(),
            scope: ScopeClaim::All,
            sid: None,
            ver: None,
        })
    }

    /// The public key, served under `/.well-known/jwks.json`.
    pub fn key_set(&self) -> serde_json::Value {
        self.signer.key_set()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test vector 1 of RFC 8032, section 7.1.
    const SEED: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    const PUBLIC: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    #[test]
    fn the_published_key_belongs_to_the_private_one() {
        let pem = Signer::pem_of(&hex::decode(SEED).unwrap().try_into().unwrap());
        let signer = Signer::from_pem(&pem).unwrap();
        assert_eq!(signer.published[0].public, URL_SAFE_NO_PAD.encode(hex::decode(PUBLIC).unwrap()));
        assert!(signer.sign(&json!({ "sub": "x" })).unwrap().split('.').count() == 3);
        assert!(Signer::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----").is_none());
    }
}
