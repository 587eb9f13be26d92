//! Argon2id, off the workers' threads and only a few at a time: each takes 19 MiB and some 20 ms of a core.

use std::{sync::Arc, time::Duration};

use argon2::{
    Argon2, PasswordHasher, PasswordVerifier,
    password_hash::{self, phc::PasswordHash},
};
use platform::Problem;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Hashes and compares passwords. Cheap to clone.
#[derive(Clone)]
pub struct Hasher {
    permits: Arc<Semaphore>,
    wait: Duration,
    /// Compared with when there is no account, so that the answer takes as long.
    nobodys_hash: Arc<str>,
}

impl Hasher {
    /// A hasher that computes at most `concurrency` hashes at a time and lets nobody wait longer than `wait`.
    pub fn new(concurrency: usize, wait: Duration) -> Result<Self, password_hash::Error> {
        let nobody: [u8; 32] = rand::random();
        Ok(Self {
            permits: Arc::new(Semaphore::new(concurrency.max(1))),
            wait,
            nobodys_hash: hash_now(&nobody)?.into(),
        })
    }

    /// The PHC string of a password.
    pub async fn hash(&self, password: SecretString) -> Result<String, Problem> {
        let _turn = self.turn().await?;
        let hashed = tokio::task::spawn_blocking(move || hash_now(password.expose_secret().as_bytes())).await;
        hashed.map_err(Problem::internal)?.map_err(|error| Problem::internal(error.to_string()))
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

fn hash_now(password: &[u8]) -> Result<String, password_hash::Error> {
    Ok(Argon2::default().hash_password(password)?.to_string())
}

fn equals_now(password: &[u8], hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password, &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let hasher = Hasher::new(2, Duration::from_secs(30)).unwrap();
        let hash = hasher.hash("Fenhe-2023x".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hasher.matches("Fenhe-2023x".into(), Some(hash.clone())).await.unwrap());
        assert!(!hasher.matches("Fenhe-2023y".into(), Some(hash)).await.unwrap());
        assert!(!hasher.matches("Fenhe-2023x".into(), None).await.unwrap());
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_too_long_is_told_to_come_back() {
        let hasher = Hasher::new(1, Duration::from_secs(5)).unwrap();
        let _busy = hasher.turn().await.unwrap();
        let problem = hasher.matches("x".into(), None).await.unwrap_err();
        assert_eq!((problem.status().as_u16(), problem.code()), (503, "login_busy"));
    }
}
