//! Argon2id, off the workers' threads and only a few at a time: each takes 19 MiB and some 20 ms of a core.

use std::{sync::Arc, time::Duration};

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::{self, phc::PasswordHash},
};
use platform::Problem;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::config::LoginSettings;

/// Hashes and compares passwords. Cheap to clone.
#[derive(Clone)]
pub struct Hasher {
    argon2: Argon2<'static>,
    permits: Arc<Semaphore>,
    wait: Duration,
    /// Compared with when there is no account, so that the answer takes as long.
    nobodys_hash: Arc<str>,
}

impl Hasher {
    /// A hasher with the cost and the concurrency of the settings.
    pub fn new(settings: &LoginSettings) -> Result<Self, password_hash::Error> {
        let params =
            Params::new(settings.hash_memory_kib, settings.hash_passes, 1, None).map_err(|_| password_hash::Error::ParamsInvalid)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody: [u8; 32] = rand::random();
        Ok(Self {
            permits: Arc::new(Semaphore::new(settings.hash_concurrency.max(1))),
            wait: Duration::from_secs(settings.hash_wait_seconds),
            nobodys_hash: argon2.hash_password(&nobody)?.to_string().into(),
            argon2,
        })
    }

    /// The PHC string of a password.
    pub async fn hash(&self, password: SecretString) -> Result<String, Problem> {
        let _turn = self.turn().await?;
        let argon2 = self.argon2.clone();
        let hashed = tokio::task::spawn_blocking(move || {
            argon2
                .hash_password(password.expose_secret().as_bytes())
                .map(|hash| hash.to_string())
        })
        .await;
        hashed
            .map_err(Problem::internal)?
            .map_err(|error| Problem::internal(error.to_string()))
    }

    /// Whether a password belongs to a hash; without one it takes as long and is false.
    pub async fn matches(&self, password: SecretString, hash: Option<String>) -> Result<bool, Problem> {
        let _turn = self.turn().await?;
        let nobodys = Arc::clone(&self.nobodys_hash);
        let compared = tokio::task::spawn_blocking(move || {
            let equal = equals_now(password.expose_secret().as_bytes(), hash.as_deref().unwrap_or(&nobodys));
            hash.is_some() && equal
        });
        compared.await.map_err(Problem::internal)
    }

    async fn turn(&self) -> Result<SemaphorePermit<'_>, Problem> {
        match tokio::time::timeout(self.wait, self.permits.acquire()).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(closed)) => Err(Problem::internal(closed)),
            Err(_) => Err(Problem::unavailable("login_busy", "同时登录的人太多，暂时没有轮到您，请几秒后再试")),
        }
    }
}

/// The parameters are those of the hash.
fn equals_now(password: &[u8], hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password, &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn settings() -> LoginSettings {
        Config::load_with(&[("JIANGZHOU__DATABASE__URL", "postgres://gateway@x/gateway")])
            .unwrap()
            .service
            .login
    }

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let hasher = Hasher::new(&settings()).unwrap();
        let hash = hasher.hash("Fenhe-2023x".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hasher.matches("Fenhe-2023x".into(), Some(hash.clone())).await.unwrap());
        assert!(!hasher.matches("Fenhe-2023y".into(), Some(hash)).await.unwrap());
        assert!(!hasher.matches("Fenhe-2023x".into(), None).await.unwrap());
    }

    #[tokio::test]
    async fn a_hash_of_other_cost_is_still_good() {
        let cheap = LoginSettings {
            hash_memory_kib: 64,
            hash_passes: 1,
            ..settings()
        };
        let hash = Hasher::new(&cheap).unwrap().hash("Fenhe-2023x".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        assert!(
            Hasher::new(&settings())
                .unwrap()
                .matches("Fenhe-2023x".into(), Some(hash))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn whoever_waits_too_long_is_told_to_come_back() {
        let impatient = LoginSettings {
            hash_concurrency: 1,
            hash_wait_seconds: 0,
            ..settings()
        };
        let hasher = Hasher::new(&impatient).unwrap();
        let _busy = hasher.turn().await.unwrap();
        let problem = hasher.matches("x".into(), None).await.unwrap_err();
        assert_eq!((problem.status().as_u16(), problem.code()), (503, "login_busy"));
    }
}
