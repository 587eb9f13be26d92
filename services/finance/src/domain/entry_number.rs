//! Numbers of journal entries.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};

use super::fund::Fund;

/// The number of an entry as printed, e.g. `SZ-2026-000001`: fund prefix, year, and a sequence without gaps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryNumber {
    prefix: String,
    year: i32,
    sequence: u32,
}

impl EntryNumber {
    /// The number of an entry on a day, as the n-th of its fund and year.
    pub fn new(fund: &Fund, booked_on: NaiveDate, sequence: u32) -> Self {
        Self {
            prefix: fund.prefix.clone(),
            year: booked_on.year(),
            sequence,
        }
    }

    /// Year of the entry.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// Place within fund and year, from 1.
    pub fn sequence(&self) -> u32 {
        self.sequence
    }
}

impl fmt::Display for EntryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}-{:06}", self.prefix, self.year, self.sequence)
    }
}

/// The text is no entry number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("「{0}」不是凭证号，应如 SZ-2026-000001")]
pub struct NotAnEntryNumber(String);

impl FromStr for EntryNumber {
    type Err = NotAnEntryNumber;

    fn from_str(text: &str) -> Result<Self, NotAnEntryNumber> {
        let parse = || {
            let (prefix, rest) = text.split_once('-')?;
            let (year, sequence) = rest.split_once('-')?;
            let number = Self {
                prefix: prefix.to_owned(),
                year: year.parse().ok()?,
                sequence: sequence.parse().ok()?,
            };
            let is_prefix = prefix.len() == 2 && prefix.bytes().all(|byte| byte.is_ascii_uppercase());
            // Only the printed form is the number: no signs, no missing or extra zeros.
            (is_prefix && number.sequence > 0 && number.to_string() == text).then_some(number)
        };
        parse().ok_or_else(|| NotAnEntryNumber(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{fund::FundKey, ruleset::load};

    #[test]
    fn a_number_is_made_of_prefix_year_and_sequence() {
        let finance = load(None).unwrap();
        let fund = finance.funds().get(FundKey::WaterSurcharge).unwrap();
        let number = EntryNumber::new(fund, "2026-12-31".parse().unwrap(), 1);
        assert_eq!(number.to_string(), "SZ-2026-000001");
        assert_eq!(
            EntryNumber::new(fund, "2027-01-01".parse().unwrap(), 1_234_567).to_string(),
            "SZ-2027-1234567"
        );
    }

    #[test]
    fn only_the_printed_form_is_read_back() {
        for text in ["SZ-2026-000001", "ZZ-2024-999999", "SZ-2027-1234567"] {
            assert_eq!(text.parse::<EntryNumber>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "SZ-2026-1",
            "SZ-2026-000000",
            "sz-2026-000001",
            "SZ-26-000001",
            "SZ-2026-+00001",
            "SZ-2026-000001 ",
            "SZ2026000001",
            "SZ-2026-0000001",
            "S-2026-000001",
        ] {
            assert!(text.parse::<EntryNumber>().is_err(), "{text}");
        }
    }
}
