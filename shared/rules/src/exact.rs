//! Exact rational numbers with the decimal grammar of the API.

use std::{
    cmp::Ordering,
    fmt,
    ops::{Add, Div, Mul, Neg, Sub},
    str::FromStr,
};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Most decimals that a rule file may write.
const RULE_DECIMALS: u32 = 12;
/// Most digits before the point, as the API grammar says.
const INTEGER_DIGITS: usize = 15;

/// An exact number: a ratio of two integers of any size. It never rounds on its own.
///
/// Nearly all numbers of the county fit two 128-bit integers, which costs no memory allocation; larger ones move to
/// big integers and back without anybody noticing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

/// In lowest terms, the denominator above zero; `Small` whenever both parts fit (so that equal numbers have equal forms).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small { numerator: i128, denominator: i128 },
    Big(Box<BigRational>),
}

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
        Self::from(0)
    }

    /// One.
    pub fn one() -> Self {
        Self::from(1)
    }

    /// `numerator / denominator`; `None` when the denominator is zero.
    pub fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Option<Self> {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        if denominator.is_zero() {
            return None;
        }
        let small = numerator
            .to_i128()
            .zip(denominator.to_i128())
            .and_then(|(numerator, denominator)| Self::small(numerator, denominator));
        Some(small.unwrap_or_else(|| Self::big(BigRational::new(numerator, denominator))))
    }

    /// `units × 10^-decimals`: how a scaled database integer becomes a number (fen with 2, litres of a m³ with 3).
    pub fn scaled(units: impl Into<BigInt>, decimals: u32) -> Self {
        let units = units.into();
        let small = units
            .to_i128()
            .zip(10_i128.checked_pow(decimals))
            .and_then(|(units, unit)| Self::small(units, unit));
        small.unwrap_or_else(|| Self::big(BigRational::new(units, power_of_ten(decimals))))
    }

    /// Lowest terms in 128 bits; `None` for the one numerator without a counterpart, which stays big.
    fn small(numerator: i128, denominator: i128) -> Option<Self> {
        let common = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let signed = |magnitude: u128| i128::try_from(magnitude / common).ok();
        let (magnitude, denominator_magnitude) = (signed(numerator.unsigned_abs())?, signed(denominator.unsigned_abs())?);
        let negative = (numerator < 0) != (denominator < 0);
        Some(Self(Repr::Small {
            numerator: if negative { -magnitude } else { magnitude },
            denominator: denominator_magnitude,
        }))
    }

    fn big(value: BigRational) -> Self {
        let small = value
            .numer()
            .to_i128()
            .zip(value.denom().to_i128())
            .filter(|(numerator, _)| *numerator != i128::MIN);
        Self(match small {
            Some((numerator, denominator)) => Repr::Small { numerator, denominator },
            None => Repr::Big(Box::new(value)),
        })
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small { numerator, denominator } => BigRational::new_raw(BigInt::from(*numerator), BigInt::from(*denominator)),
            Repr::Big(value) => BigRational::clone(value),
        }
    }

    /// Both in 128 bits.
    fn both_small(&self, other: &Self) -> Option<((i128, i128), (i128, i128))> {
        match (&self.0, &other.0) {
            (
                Repr::Small { numerator, denominator },
                Repr::Small {
                    numerator: other_numerator,
                    denominator: other_denominator,
                },
            ) => Some(((*numerator, *denominator), (*other_numerator, *other_denominator))),
            _ => None,
        }
    }

    fn add_small(&self, other: &Self, sign: i128) -> Option<Self> {
        let ((a, b), (c, d)) = self.both_small(other)?;
        let c = c * sign;
        if b == d {
            return Self::small(a.checked_add(c)?, b);
        }
        Self::small(a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?, b.checked_mul(d)?)
    }

    fn mul_small(&self, other: &Self) -> Option<Self> {
        let ((a, b), (c, d)) = self.both_small(other)?;
        Self::small(a.checked_mul(c)?, b.checked_mul(d)?)
    }

    fn div_small(&self, other: &Self) -> Option<Self> {
        let ((a, b), (c, d)) = self.both_small(other)?;
        Self::small(a.checked_mul(d)?, b.checked_mul(c)?)
    }

    fn sign(&self) -> Ordering {
        match &self.0 {
            Repr::Small { numerator, .. } => numerator.cmp(&0),
            Repr::Big(value) => value.numer().cmp(&BigInt::zero()),
        }
    }

    /// Half up, in 128 bits; `None` where the scaled number does not fit.
    fn round_small(&self, decimals: u32) -> Option<i128> {
        let Repr::Small { numerator, denominator } = self.0 else {
            return None;
        };
        let doubled = numerator
            .unsigned_abs()
            .checked_mul(10_u128.checked_pow(decimals)?)?
            .checked_mul(2)?;
        let denominator = denominator.unsigned_abs();
        let magnitude = i128::try_from(doubled.checked_add(denominator)? / denominator.checked_mul(2)?).ok()?;
        Some(if numerator < 0 { -magnitude } else { magnitude })
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
        let digits = format!("{whole}{fraction}");
        let small = i128::from_str(&digits).map(BigInt::from);
        let units = small.or_else(|_| BigInt::from_str(&digits)).map_err(|_| DecimalError::Malformed)?;
        let value = Self::scaled(units, decimals);
        Ok(if text.starts_with('-') { -value } else { value })
    }

    /// Whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        self.sign() == Ordering::Less
    }

    /// Whether the number is above zero.
    pub fn is_positive(&self) -> bool {
        self.sign() == Ordering::Greater
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }

    /// Rounds half up (away from zero at exactly half) and returns `self × 10^decimals` as an integer.
    pub fn round_half_up(&self, decimals: u32) -> BigInt {
        if let Some(rounded) = self.round_small(decimals) {
            return BigInt::from(rounded);
        }
        let scaled = self.to_big() * BigRational::from_integer(power_of_ten(decimals));
        let two = BigInt::from(2);
        let doubled = scaled.numer().abs() * &two + scaled.denom();
        let magnitude = doubled.div_floor(&(scaled.denom() * two));
        if scaled.is_negative() { -magnitude } else { magnitude }
    }

    /// The scaled integer when the number has at most `decimals` decimals and fits; nothing is rounded.
    pub fn to_scaled(&self, decimals: u32) -> Option<i64> {
        if let Repr::Small { numerator, denominator } = self.0
            && let Some(scaled) = 10_i128.checked_pow(decimals).and_then(|unit| numerator.checked_mul(unit))
        {
            return (scaled % denominator == 0)
                .then(|| i64::try_from(scaled / denominator).ok())
                .flatten();
        }
        let scaled = self.to_big() * BigRational::from_integer(power_of_ten(decimals));
        scaled.is_integer().then(|| scaled.to_integer().to_i64()).flatten()
    }

    /// Text with exactly `decimals` decimals, rounded half up.
    pub fn to_fixed(&self, decimals: u32) -> String {
        if let Some((units, unit)) = self.round_small(decimals).zip(10_u128.checked_pow(decimals)) {
            let sign = if units < 0 { "-" } else { "" };
            let (whole, fraction) = (units.unsigned_abs() / unit, units.unsigned_abs() % unit);
            return if decimals == 0 {
                format!("{sign}{whole}")
            } else {
                format!("{sign}{whole}.{fraction:0width$}", width = decimals as usize)
            };
        }
        let units = self.round_half_up(decimals);
        let sign = if units.is_negative() { "-" } else { "" };
        let (whole, fraction) = units.abs().div_rem(&power_of_ten(decimals));
        if decimals == 0 {
            format!("{sign}{whole}")
        } else {
            format!(
                "{sign}{whole}.{fraction:0>width$}",
                fraction = fraction.to_string(),
                width = decimals as usize
            )
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
        match &self.0 {
            Repr::Small { numerator, denominator } => match decimals_of(*denominator) {
                Some(decimals) => self.to_fixed(decimals),
                None => format!("{numerator}/{denominator}"),
            },
            Repr::Big(value) => match decimals_of(value.denom().clone()) {
                Some(decimals) => self.to_fixed(decimals),
                None => format!("{}/{}", value.numer(), value.denom()),
            },
        }
    }

    /// The smaller of two numbers.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }

    /// The larger of two numbers.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }
}

/// How many decimals a fraction in lowest terms needs; `None` when it never ends.
fn decimals_of<T: Integer + From<u8>>(denominator: T) -> Option<u32> {
    let mut rest = denominator;
    let mut count = |prime: u8| {
        let (prime, mut times) = (T::from(prime), 0);
        while rest.is_multiple_of(&prime) {
            rest = rest.div_floor(&prime);
            times += 1;
        }
        times
    };
    let decimals = count(2).max(count(5));
    rest.is_one().then_some(decimals)
}

/// The greatest common divisor; in 64 bits where both fit, which is several times quicker.
fn gcd(a: u128, b: u128) -> u128 {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => u128::from(a.gcd(&b)),
        _ => a.gcd(&b),
    }
}

fn power_of_ten(decimals: u32) -> BigInt {
    BigInt::from(10).pow(decimals)
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(Repr::Small {
            numerator: i128::from(value),
            denominator: 1,
        })
    }
}

impl From<BigInt> for Exact {
    fn from(value: BigInt) -> Self {
        Self::big(BigRational::from_integer(value))
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, |$a:ident, $b:ident| $small:expr, $sign:tt) => {
        impl $trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                let ($a, $b) = (self, other);
                $small.unwrap_or_else(|| Exact::big(self.to_big() $sign other.to_big()))
            }
        }
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                (&self).$method(&other)
            }
        }
    };
}
operator!(Add, add, |a, b| a.add_small(b, 1), +);
operator!(Sub, sub, |a, b| a.add_small(b, -1), -);
operator!(Mul, mul, |a, b| a.mul_small(b), *);

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        match self.0 {
            Repr::Small { numerator, denominator } => Self(Repr::Small {
                numerator: -numerator,
                denominator,
            }),
            Repr::Big(value) => Self::big(-*value),
        }
    }
}

impl Div for &Exact {
    type Output = Option<Exact>;
    /// `None` when the divisor is zero.
    fn div(self, other: &Exact) -> Option<Exact> {
        (!other.is_zero()).then(|| self.div_small(other).unwrap_or_else(|| Exact::big(self.to_big() / other.to_big())))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let small = self
            .both_small(other)
            .and_then(|((a, b), (c, d))| Some(a.checked_mul(d)?.cmp(&c.checked_mul(b)?)));
        small.unwrap_or_else(|| self.to_big().cmp(&other.to_big()))
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
mod tests;
