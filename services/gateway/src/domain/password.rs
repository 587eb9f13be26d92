//! What a password must be like.

use rules::Fields;

/// Most characters: a longer one only makes hashing slow.
const MOST: usize = 128;
/// Passwords, or their beginnings, that everybody tries first.
const COMMON: [&str; 18] = [
    "1234567890",
    "0123456789",
    "12345678",
    "987654321",
    "1q2w3e4r",
    "qwertyuiop",
    "qwerty123",
    "password",
    "passw0rd",
    "p@ssw0rd",
    "admin123",
    "abc123456",
    "a123456789",
    "iloveyou",
    "woaini",
    "jiangzhou",
    "xinjiang",
    "shuiliju",
];

/// The policy of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordPolicy {
    /// Fewest characters.
    pub min_length: usize,
    /// Of how many kinds (lower case, upper case, digits, others) the characters must be.
    pub min_kinds: usize,
}

impl PasswordPolicy {
    /// Notes everything that is wrong with a new password.
    pub fn check(&self, password: &str, username: &str, fields: &mut Fields, pointer: &str) {
        let length = password.chars().count();
        if length < self.min_length {
            fields.fault(
                pointer,
                "too_short",
                format!("密码太短：至少{}个字符，现在是{length}个", self.min_length),
            );
        }
        if length > MOST {
            fields.fault(pointer, "too_long", format!("密码太长：最多{MOST}个字符"));
        }
        if password.chars().any(char::is_control) || password.trim() != password {
            fields.fault(pointer, "invalid_characters", "密码首尾不能有空格，也不能含控制字符");
        }
        if kinds(password) < self.min_kinds {
            let message = format!("密码太简单：小写字母、大写字母、数字、其他字符中至少要有{}种", self.min_kinds);
            fields.fault(pointer, "too_simple", message);
        }
        let lower = password.to_lowercase();
        if !username.is_empty() && lower.contains(username) {
            fields.fault(pointer, "contains_username", "密码不能包含登录名");
        }
        if COMMON.iter().any(|common| lower.starts_with(common)) || is_monotonous(password) {
            fields.fault(
                pointer,
                "too_common",
                "密码太常见或有规律（例如 1234567890、重复的字符），容易被猜中，请换一个",
            );
        }
    }
}

/// How many kinds of characters there are.
fn kinds(password: &str) -> usize {
    let tests: [fn(char) -> bool; 4] = [
        |character| character.is_ascii_lowercase(),
        |character| character.is_ascii_uppercase(),
        |character| character.is_ascii_digit(),
        |character| !character.is_ascii_alphanumeric(),
    ];
    tests.iter().filter(|test| password.chars().any(**test)).count()
}

/// Fewer than four different characters.
fn is_monotonous(password: &str) -> bool {
    let mut characters: Vec<char> = password.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    characters.len() < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(password: &str) -> Vec<String> {
        let policy = PasswordPolicy {
            min_length: 10,
            min_kinds: 2,
        };
        let mut fields = Fields::new();
        policy.check(password, "water_clerk", &mut fields, "/new_password");
        fields.finish().map_or_else(
            |invalid| invalid.errors.into_iter().map(|error| error.code).collect(),
            |()| Vec::new(),
        )
    }

    #[test]
    fn a_good_password_passes() {
        for good in ["Fenhe-2023x", "correct horse battery", "渠水长流又一年9月初八"] {
            assert_eq!(codes(good), Vec::<String>::new(), "{good}");
        }
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(codes("Fenhe-202"), ["too_short"]);
        assert_eq!(codes(&format!("Ab3{}", "x-y".repeat(42))), ["too_long"]);
        assert_eq!(codes(" Fenhe-2023x"), ["invalid_characters"]);
        assert_eq!(codes("fenheliushui"), ["too_simple"]);
        assert_eq!(codes("Water_Clerk-77"), ["contains_username"]);
        assert_eq!(codes("P@ssw0rd2023"), ["too_common"]);
        assert_eq!(codes("aaaaaaaaa1"), ["too_common"]);
    }
}
