//! Shares that a vote must reach, compared by cross-multiplication.

use std::fmt;

use serde::Deserialize;

/// A share of a whole that must be reached or exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Upper part of the fraction.
    pub numerator: u32,
    /// Lower part of the fraction.
    pub denominator: u32,
    /// Whether the fraction itself is enough.
    pub bound: Bound,
}

/// Whether a share itself is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 以上: the share itself is enough.
    AtLeast,
    /// 过半数: more than the share.
    MoreThan,
}

impl Threshold {
    /// Checks that some part of a whole can reach it, and none cannot.
    pub fn check(self) -> Result<(), String> {
        let can_be_reached = match self.bound {
            Bound::AtLeast => self.numerator <= self.denominator,
            Bound::MoreThan => self.numerator < self.denominator,
        };
        if self.numerator > 0 && self.denominator > 0 && can_be_reached {
            Ok(())
        } else {
            Err(format!("比例 {self} 应大于0，且全体都符合时能达到"))
        }
    }

    /// Whether `part` of `whole` reaches the threshold. Both in the same unit, neither below zero.
    pub fn is_met(self, part: i64, whole: i64) -> bool {
        let part = i128::from(part) * i128::from(self.denominator);
        let share = i128::from(whole) * i128::from(self.numerator);
        match self.bound {
            Bound::AtLeast => part >= share,
            Bound::MoreThan => part > share,
        }
    }

    /// The least that must be added to `part`, the whole staying as it is, to reach the threshold; zero when reached.
    pub fn missing(self, part: i64, whole: i64) -> i64 {
        let share = i128::from(whole) * i128::from(self.numerator);
        let denominator = i128::from(self.denominator).max(1);
        let least = match self.bound {
            Bound::AtLeast => (share + denominator - 1) / denominator,
            Bound::MoreThan => share / denominator + 1,
        };
        // At most the whole and one more, so it fits again.
        i64::try_from((least - i128::from(part)).max(0)).unwrap_or(i64::MAX)
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.bound {
            Bound::AtLeast => ">=",
            Bound::MoreThan => ">",
        };
        write!(f, "{sign} {}/{}", self.numerator, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn threshold(numerator: u32, denominator: u32, bound: Bound) -> Threshold {
        Threshold {
            numerator,
            denominator,
            bound,
        }
    }

    #[test]
    fn two_thirds_is_enough_and_half_is_not() {
        let two_thirds = threshold(2, 3, Bound::AtLeast);
        assert!(two_thirds.is_met(200, 300) && two_thirds.is_met(201, 300) && !two_thirds.is_met(199, 300));
        // Two thirds of 100 is no whole number: 66 is below, 67 above.
        assert!(!two_thirds.is_met(66, 100) && two_thirds.is_met(67, 100));
        assert_eq!(
            (two_thirds.missing(0, 100), two_thirds.missing(66, 100), two_thirds.missing(67, 100)),
            (67, 1, 0)
        );
        let half = threshold(1, 2, Bound::MoreThan);
        assert!(!half.is_met(50, 100) && half.is_met(51, 100) && !half.is_met(49, 99) && half.is_met(50, 99));
        assert_eq!((half.missing(50, 100), half.missing(49, 99), half.missing(51, 100)), (1, 1, 0));
        let three_quarters = threshold(3, 4, Bound::AtLeast);
        assert!(three_quarters.is_met(75, 100) && !three_quarters.is_met(74, 100) && three_quarters.is_met(76, 100));
    }

    #[test]
    fn a_threshold_that_nobody_or_everybody_reaches_is_refused() {
        for (numerator, denominator, bound) in [
            (0, 2, Bound::AtLeast),
            (1, 0, Bound::AtLeast),
            (3, 2, Bound::AtLeast),
            (2, 2, Bound::MoreThan),
        ] {
            assert!(threshold(numerator, denominator, bound).check().is_err());
        }
        assert!(threshold(2, 2, Bound::AtLeast).check().is_ok() && threshold(1, 2, Bound::MoreThan).check().is_ok());
    }

    proptest! {
        #[test]
        fn what_is_missing_is_really_the_least(numerator in 1_u32..9, over in 0_u32..9, strict: bool, whole in 0_i64..100_000_000_000_000_000, part in 0_i64..100_000_000_000_000_000) {
            let (denominator, bound) = if strict { (numerator + over + 1, Bound::MoreThan) } else { (numerator + over, Bound::AtLeast) };
            let threshold = threshold(numerator, denominator, bound);
            let part = part.min(whole);
            let missing = threshold.missing(part, whole);
            prop_assert!(threshold.is_met(part + missing, whole));
            prop_assert_eq!(missing == 0, threshold.is_met(part, whole));
            if missing > 0 {
                prop_assert!(!threshold.is_met(part + missing - 1, whole));
            }
        }
    }
}
