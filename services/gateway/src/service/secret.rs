//! Random secrets: refresh tokens and first passwords.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::Rng;
use rules::Fields;
use sha2::{Digest, Sha256};

use crate::domain::password::PasswordPolicy;

/// Letters and digits that cannot be taken for one another when somebody reads a password from paper.
const LEGIBLE: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// Groups of a generated password, and characters of a group: some 92 bits.
const GROUPS: usize = 4;
const GROUP_LENGTH: usize = 4;

/// A refresh token: 256 random bits, 43 characters.
pub fn new_refresh_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is stored of a refresh token.
pub fn hash_of(refresh_token: &str) -> String {
    hex::encode(Sha256::digest(refresh_token.as_bytes()))
}

/// A password for somebody else, such as `h7Kp-…`, that the policy accepts.
pub fn new_password(policy: &PasswordPolicy) -> String {
    let mut random = rand::rng();
    loop {
        let groups: Vec<String> = (0..groups_needed(policy))
            .map(|_| {
                (0..GROUP_LENGTH)
                    .map(|_| char::from(LEGIBLE[random.random_range(0..LEGIBLE.len())]))
                    .collect()
            })
            .collect();
        let password = groups.join("-");
        let mut fields = Fields::new();
        policy.check(&password, "", &mut fields, "");
        if fields.is_clean() {
            return password;
        }
    }
}

/// Enough groups for the policy's length.
fn groups_needed(policy: &PasswordPolicy) -> usize {
    GROUPS.max(policy.min_length.div_ceil(GROUP_LENGTH))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn generated_passwords_satisfy_the_strictest_policy() {
        let policy = PasswordPolicy {
            min_length: 24,
            min_kinds: 4,
        };
        for _ in 0..50 {
            let password = new_password(&policy);
            assert!(password.len() >= 24, "{password}");
        }
    }

    #[test]
    fn secrets_do_not_repeat() {
        let tokens: BTreeSet<_> = (0..1_000).map(|_| new_refresh_token()).collect();
        assert_eq!(tokens.len(), 1_000);
        assert!(tokens.iter().all(|token| token.len() == 43));
    }
}
