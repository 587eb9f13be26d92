//! Amounts of money in whole fen.

use std::fmt;

use num_traits::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::exact::{DecimalError, Exact};

/// An amount in fen (0.01 yuan). On the wire a decimal string with exactly two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);
    /// The most that fifteen digits before the point can say, either way.
    const LIMIT: i64 = 99_999_999_999_999_999;

    /// An amount of whole fen; `None` beyond fifteen digits of yuan.
    pub fn from_fen(fen: i64) -> Option<Self> {
        (-Self::LIMIT..=Self::LIMIT).contains(&fen).then_some(Self(fen))
    }

    /// Whole fen.
    pub fn fen(self) -> i64 {
        self.0
    }

    /// Rounds an exact amount of yuan half up to the fen; `None` beyond the range.
    pub fn round_half_up(yuan: &Exact) -> Option<Self> {
        yuan.round_half_up(2).to_i64().and_then(Self::from_fen)
    }

    /// Parses yuan with exactly two decimals.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let value = Exact::parse(text, 2)?;
        let has_two = text.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 2);
        if !has_two {
            return Err(MoneyError::NotTwoDecimals);
        }
        value
            .to_scaled(2)
            .and_then(Self::from_fen)
            .ok_or(MoneyError::Decimal(DecimalError::Malformed))
    }

    /// The amount in yuan.
    pub fn to_exact(self) -> Exact {
        Exact::scaled(self.0, 2)
    }

    /// The sum, or `None` beyond the range.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::from_fen)
    }

    /// The difference, or `None` beyond the range.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).and_then(Self::from_fen)
    }

    /// The sum of many amounts, or `None` beyond the range.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The same amount the other way.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(-self.0)
    }

    /// Whether the amount is above zero.
    pub fn is_positive(self) -> bool {
        self.0 > 0
    }
}

/// Why a text is not an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a decimal.
    #[error(transparent)]
    Decimal(#[from] DecimalError),
    /// Money has exactly two decimals, in and out.
    #[error("金额必须恰好有2位小数，例如 \"1802.50\"")]
    NotTwoDecimals,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|error| de::Error::custom(format!("「{text}」{error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_exactly_two_decimals() {
        assert_eq!(Money::parse("1802.50").unwrap().fen(), 180_250);
        assert_eq!(Money::parse("-0.01").unwrap().to_string(), "-0.01");
        assert_eq!(Money::parse("1802.5"), Err(MoneyError::NotTwoDecimals));
        assert_eq!(Money::parse("1802"), Err(MoneyError::NotTwoDecimals));
        assert_eq!(Money::parse("1802.500"), Err(MoneyError::Decimal(DecimalError::TooManyDecimals(2))));
    }

    #[test]
    fn amounts_beyond_fifteen_digits_are_refused_not_wrapped() {
        let most = Money::parse("999999999999999.99").unwrap();
        assert_eq!(most.checked_add(Money::parse("0.01").unwrap()), None);
        assert_eq!(Money::round_half_up(&Exact::from(10_i64.pow(16))), None);
    }
}
