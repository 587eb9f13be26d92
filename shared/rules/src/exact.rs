//! Exact rational numbers with the decimal grammar of the API.

use std::{
    fmt,
    ops::{Add, Div, Mul, Neg, Sub},
    str::FromStr,
};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Most decimals that a rule file may write.
const RULE_DECIMALS: u32 = 12;
/// Most digits before the point, as the API grammar says.
const INTEGER_DIGITS: usize = 15;

/// An exact number: a ratio of two integers of any size. It never rounds on its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

/// Why a text is not a decimal of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// The text does not follow `-?[0-9]{1,15}(\.[0-9]+)?`.
    #[error("不是十进制数：只接受最多15位整数和小数点，不接受正号、指数、空格、NaN")]
    Malformed,
    /// More decimals than the quantity has.
    #[error("小数位数过多：最多{0}位")]
    TooManyDecimals(u32),
}

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// One.
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// `numerator / denominator`; `None` when the denominator is zero.
    pub fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Option<Self> {
        let denominator = denominator.into();
        (!denominator.is_zero()).then(|| Self(BigRational::new(numerator.into(), denominator)))
    }

    /// `units × 10^-decimals`: how a scaled database integer becomes a number (fen with 2, litres of a m³ with 3).
    pub fn scaled(units: impl Into<BigInt>, decimals: u32) -> Self {
        Self(BigRational::new(units.into(), power_of_ten(decimals)))
    }

    /// Parses the API grammar with at most `max_decimals` decimals.
    pub fn parse(text: &str, max_decimals: u32) -> Result<Self, DecimalError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(DecimalError::Malformed),
            None => (digits, ""),
        };
        let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > INTEGER_DIGITS || !only_digits(whole) || !only_digits(fraction) {
            return Err(DecimalError::Malformed);
        }
        let decimals = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
        if decimals > max_decimals {
            return Err(DecimalError::TooManyDecimals(max_decimals));
        }
        let units = BigInt::from_str(&format!("{whole}{fraction}")).map_err(|_| DecimalError::Malformed)?;
        let value = Self::scaled(units, decimals);
        Ok(if text.starts_with('-') { -value } else { value })
    }

    /// Whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Whether the number is above zero.
    pub fn is_positive(&self) -> bool {
        self.0.is_positive()
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Rounds half up (away from zero at exactly half) and returns `self × 10^decimals` as an integer.
    pub fn round_half_up(&self, decimals: u32) -> BigInt {
        let scaled = self.0.clone() * BigRational::from_integer(power_of_ten(decimals));
        let two = BigInt::from(2);
        let doubled = scaled.numer().abs() * &two + scaled.denom();
        let magnitude = doubled.div_floor(&(scaled.denom() * two));
        if scaled.is_negative() { -magnitude } else { magnitude }
    }

    /// The scaled integer when the number has at most `decimals` decimals and fits; nothing is rounded.
    pub fn to_scaled(&self, decimals: u32) -> Option<i64> {
        let scaled = self.0.clone() * BigRational::from_integer(power_of_ten(decimals));
        scaled.is_integer().then(|| scaled.to_integer().to_i64()).flatten()
    }

    /// Text with exactly `decimals` decimals, rounded half up.
    pub fn to_fixed(&self, decimals: u32) -> String {
        let units = self.round_half_up(decimals);
        let sign = if units.is_negative() { "-" } else { "" };
        let (whole, fraction) = units.abs().div_rem(&power_of_ten(decimals));
        if decimals == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction:0>width$}", fraction = fraction.to_string(), width = decimals as usize)
        }
    }

    /// Text with as many decimals as the number needs, between the two bounds; beyond the upper bound it is rounded half up.
    pub fn to_text(&self, min_decimals: u32, max_decimals: u32) -> String {
        let mut text = self.to_fixed(max_decimals);
        let keep = |text: &str| text.split_once('.').map_or(0, |(_, fraction)| fraction.len()) > min_decimals as usize;
        while keep(&text) && text.ends_with('0') {
            text.pop();
        }
        if text.ends_with('.') {
            text.pop();
        }
        text
    }

    /// The number as a reader can check it: a decimal where it terminates, else a fraction `n/d`.
    pub fn to_exact_text(&self) -> String {
        let mut rest = self.0.denom().clone();
        for prime in [2, 5] {
            let prime = BigInt::from(prime);
            while rest.is_multiple_of(&prime) {
                rest /= &prime;
            }
        }
        if !rest.is_one() {
            return format!("{}/{}", self.0.numer(), self.0.denom());
        }
        let mut decimals = 0;
        while !(self.0.clone() * BigRational::from_integer(power_of_ten(decimals))).is_integer() {
            decimals += 1;
        }
        self.to_fixed(decimals)
    }

    /// The smaller of two numbers.
    pub fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }

    /// The larger of two numbers.
    pub fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }
}

fn power_of_ten(decimals: u32) -> BigInt {
    BigInt::from(10).pow(decimals)
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(BigRational::from_integer(BigInt::from(value)))
    }
}

impl From<BigInt> for Exact {
    fn from(value: BigInt) -> Self {
        Self(BigRational::from_integer(value))
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $sign:tt) => {
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                Exact(self.0 $sign other.0)
            }
        }
        impl $trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact(&self.0 $sign &other.0)
            }
        }
    };
}
operator!(Add, add, +);
operator!(Sub, sub, -);
operator!(Mul, mul, *);

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

impl Div for &Exact {
    type Output = Option<Exact>;
    /// `None` when the divisor is zero.
    fn div(self, other: &Exact) -> Option<Exact> {
        (!other.is_zero()).then(|| Exact(&self.0 / &other.0))
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::zero(), |total, item| total + item)
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_exact_text())
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_exact_text())
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text, RULE_DECIMALS).map_err(|error| de::Error::custom(format!("「{text}」{error}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text, 12).unwrap()
    }

    #[test]
    fn the_grammar_refuses_what_a_float_parser_would_take() {
        for text in ["", "+1", "1e3", "NaN", "inf", " 1", "1 ", "1.", ".5", "--1", "1_000", "１", "1234567890123456", "0x1", "1,5", "-"] {
            assert_eq!(Exact::parse(text, 4), Err(DecimalError::Malformed), "{text:?}");
        }
        assert_eq!(Exact::parse("1.00001", 4), Err(DecimalError::TooManyDecimals(4)));
        assert_eq!(exact("999999999999999.99").to_fixed(2), "999999999999999.99");
    }

    #[test]
    fn half_is_rounded_away_from_zero() {
        for (text, rounded) in [("0.005", "0.01"), ("0.0049", "0.00"), ("0.015", "0.02"), ("-0.005", "-0.01"), ("1.004999", "1.00"), ("2.675", "2.68")] {
            assert_eq!(exact(text).to_fixed(2), rounded, "{text}");
        }
    }

    #[test]
    fn texts_show_what_the_number_is() {
        assert_eq!(Exact::ratio(1, 3).unwrap().to_exact_text(), "1/3");
        assert_eq!(Exact::ratio(1, 8).unwrap().to_exact_text(), "0.125");
        assert_eq!(exact("4.2000").to_text(2, 4), "4.20");
        assert_eq!(exact("4.2050").to_text(2, 4), "4.205");
        assert_eq!(exact("7").to_text(0, 6), "7");
        assert_eq!(exact("-0.004").to_fixed(2), "0.00");
    }

    proptest! {
        #[test]
        fn a_parsed_decimal_prints_back_as_itself(units in -10_i64.pow(15)..10_i64.pow(15), decimals in 0_u32..6) {
            let text = Exact::scaled(units, decimals).to_fixed(decimals);
            prop_assert_eq!(Exact::parse(&text, decimals).unwrap().to_scaled(decimals), Some(units));
        }

        #[test]
        fn rounding_moves_a_number_by_at_most_half_a_unit(numerator in -10_i64.pow(12)..10_i64.pow(12), denominator in 1_i64..100_000) {
            let value = Exact::ratio(numerator, denominator).unwrap();
            let rounded = Exact::scaled(value.round_half_up(2), 2);
            let distance = (&rounded - &value).0.abs();
            prop_assert!(distance <= BigRational::new(BigInt::one(), BigInt::from(200)));
        }
    }
}
