//! Rows of irrigation: who holds water rights, the rights, what is planted and watered, the bills.

pub mod balance;
pub mod bill;
pub mod party;
pub mod planting;
pub mod right;
pub mod watering;
pub mod year;

use rules::Exact;

use crate::domain::{
    irrigation::{Crop, PerCrop},
    quantity::{AREA_DECIMALS, VOLUME_DECIMALS},
};

/// An area of the database, mu.
pub fn area(e4: i64) -> Exact {
    Exact::scaled(e4, AREA_DECIMALS)
}

/// A volume of the database, m³.
pub fn volume(litres: i64) -> Exact {
    Exact::scaled(litres, VOLUME_DECIMALS)
}

/// Areas of the three crops, mu.
pub fn areas(grain_e4: i64, economic_e4: i64, other_e4: i64) -> PerCrop<Exact> {
    PerCrop::each(|crop| {
        area(match crop {
            Crop::Grain => grain_e4,
            Crop::Economic => economic_e4,
            Crop::Other => other_e4,
        })
    })
}
