//! Personal numbers as lists show them.

/// A telephone number without its middle: `138****1234`.
pub fn phone(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().collect();
    let shown_after = digits.len().saturating_sub(4);
    let shown_before = 3.min(shown_after.saturating_sub(1));
    digits
        .iter()
        .enumerate()
        .map(|(index, digit)| {
            if index < shown_before || index >= shown_after {
                *digit
            } else {
                '*'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_number_keeps_its_first_three_and_last_four_digits() {
        assert_eq!(phone("13812341234"), "138****1234");
        assert_eq!(phone("0359-7522222"), "035*****2222");
        assert_eq!(phone("12345"), "*2345");
        assert_eq!(phone("1234"), "1234");
    }
}
