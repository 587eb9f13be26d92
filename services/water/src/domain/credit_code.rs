//! Unified social credit codes (GB 32100-2015): eighteen characters, the last of which checks the others.

/// The characters of a code, by value.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Characters before the check character.
const BODY: usize = 17;
/// Number of characters of the alphabet.
const BASE: usize = 31;

/// The check character of the first seventeen; none when they are not seventeen characters of the alphabet.
pub fn check_character(body: &str) -> Option<char> {
    let values = body.chars().map(|character| ALPHABET.find(character)).collect::<Option<Vec<_>>>()?;
    if values.len() != BODY {
        return None;
    }
    let (sum, _) = values
        .iter()
        .fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % BASE));
    ALPHABET.chars().nth((BASE - sum % BASE) % BASE)
}

/// Whether a text is a code with the right check character.
pub fn is_valid(code: &str) -> bool {
    let mut body = code.to_owned();
    body.pop().is_some_and(|check| check_character(&body) == Some(check))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_checked_by_its_last_character() {
        // The sum of value × 3^i over the seventeen characters leaves 28, so that the check is 31 − 28.
        assert_eq!(check_character("91350100M000100Y4"), Some('3'));
        assert!(is_valid("91350100M000100Y43"));
    }

    #[test]
    fn a_slip_of_the_keyboard_is_noticed() {
        for code in [
            "91350100M000100Y44",
            "91350100M000100Y34",
            "91350100M00010Y043",
            "91350100M000100Y4",
            "91350100M000100Y433",
            "",
            "91350100I000100Y43",
            "９1350100M000100Y43",
        ] {
            assert!(!is_valid(code), "{code}");
        }
    }
}
