//! Tokens whose signature was just verified: a person's next request within the minute needs not verify it again.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

use crate::http::access::Claims;

/// How long a verification is good; a withdrawn key ends no later.
const GOOD_FOR: Duration = Duration::from_mins(1);
/// How many are remembered.
const MANY: usize = 4_096;

/// Claims of verified tokens, by the token's hash. Only verified tokens get in, so that nobody else can fill it.
#[derive(Default)]
pub(super) struct VerifiedTokens(Mutex<HashMap<[u8; 32], Entry>>);

struct Entry {
    claims: Claims,
    verified_at: Instant,
}

/// The name of a token here.
pub(super) fn name_of(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

impl VerifiedTokens {
    /// The claims of a token that was verified within the last minute and has not expired at `now` (seconds).
    pub(super) fn find(&self, name: &[u8; 32], now: i64) -> Option<Claims> {
        let tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = tokens.get(name)?;
        (entry.verified_at.elapsed() < GOOD_FOR && now < entry.claims.exp).then(|| entry.claims.clone())
    }

    /// Remembers a verified token.
    pub(super) fn remember(&self, name: [u8; 32], claims: &Claims) {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tokens.len() >= MANY {
            tokens.retain(|_, entry| entry.verified_at.elapsed() < GOOD_FOR);
        }
        if tokens.len() >= MANY {
            tokens.clear();
        }
        let entry = Entry {
            claims: claims.clone(),
            verified_at: Instant::now(),
        };
        tokens.insert(name, entry);
    }
}
