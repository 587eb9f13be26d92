//! Quantities as they are printed. Inside they stay exact; printing rounds, computing never does.

use std::fmt;

use rules::Exact;
use serde::{Serialize, Serializer};

/// Decimals of a volume in m³, in and out.
pub const VOLUME_DECIMALS: u32 = 3;
/// Most decimals of a unit price in yuan per m³.
pub const PRICE_DECIMALS: u32 = 4;
/// Most decimals of an area in mu.
pub const AREA_DECIMALS: u32 = 4;
/// Volumes are kept below 10^15 m³, the most that the wire grammar can say; in litres.
pub const MOST_LITRES: i64 = 999_999_999_999_999_999;

macro_rules! printed {
    ($(#[$meta:meta])* $name:ident, |$value:ident| $text:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub Exact);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let $value = &self.0;
                f.write_str(&$text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}

printed! {
    /// A volume in m³, printed to 0.001, half up.
    Volume, |value| value.to_fixed(VOLUME_DECIMALS)
}
printed! {
    /// A unit price in yuan per m³, printed with 2 to 4 decimals.
    UnitPrice, |value| value.to_text(2, PRICE_DECIMALS)
}
printed! {
    /// A rate (1 = 100 %), printed with 2 to 4 decimals.
    Rate, |value| value.to_text(2, 4)
}

impl Volume {
    /// The printed volume in litres (0.001 m³); `None` beyond fifteen digits of m³.
    pub fn litres(&self) -> Option<i64> {
        litres(&self.0)
    }
}

/// A volume rounded half up to litres; `None` beyond fifteen digits of m³.
pub fn litres(volume: &Exact) -> Option<i64> {
    i64::try_from(volume.round_half_up(VOLUME_DECIMALS))
        .ok()
        .filter(|litres| (-MOST_LITRES..=MOST_LITRES).contains(litres))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_print_as_the_wire_wants_them() {
        let exact = |text: &str| Exact::parse(text, 12).unwrap();
        assert_eq!(Volume(Exact::ratio(3100, 3).unwrap()).to_string(), "1033.333");
        assert_eq!(Volume(exact("0.0005")).to_string(), "0.001");
        assert_eq!(UnitPrice(exact("0.4")).to_string(), "0.40");
        assert_eq!(UnitPrice(exact("4.2055")).to_string(), "4.2055");
        assert_eq!(Rate(exact("1.5")).to_string(), "1.50");
    }

    #[test]
    fn volumes_beyond_fifteen_digits_have_no_litres() {
        let most = Exact::parse("999999999999999.999", 3).unwrap();
        assert_eq!(litres(&most), Some(999_999_999_999_999_999));
        assert_eq!(litres(&(most + Exact::scaled(1, 3))), None);
    }
}
