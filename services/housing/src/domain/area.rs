//! Floor areas.

use std::fmt;

use rules::{Fields, input::Sign};

/// Decimals of a floor area in m².
pub const AREA_DECIMALS: u32 = 2;
/// The most that fifteen digits before the point can say, in hundredths.
const LIMIT: i64 = 99_999_999_999_999_999;

/// A floor area in hundredths of a square metre; on the wire m² with two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Area(i64);

impl Area {
    /// No area.
    pub const ZERO: Self = Self(0);

    /// An area of whole hundredths of a m²; `None` below zero or beyond fifteen digits of m².
    pub fn from_hundredths(hundredths: i64) -> Option<Self> {
        (0..=LIMIT).contains(&hundredths).then_some(Self(hundredths))
    }

    /// Whole hundredths of a m².
    pub fn hundredths(self) -> i64 {
        self.0
    }

    /// Reads a unit's floor area: above zero, at most two decimals. Zero stands in after a fault.
    pub fn parse(fields: &mut Fields, pointer: &str, text: &str) -> Self {
        let value = fields.decimal(pointer, text, AREA_DECIMALS, Sign::Positive);
        value.to_scaled(AREA_DECIMALS).and_then(Self::from_hundredths).unwrap_or(Self::ZERO)
    }

    /// The sum, or `None` beyond the range.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::from_hundredths)
    }

    /// The sum of many areas, or `None` beyond the range.
    pub fn checked_sum(areas: impl IntoIterator<Item = Self>) -> Option<Self> {
        areas.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}
