//! What generated users use: a usual volume, seasons, a course over the years, and chance.

use super::{
    county::{Kind, PERIODS},
    random::Random,
};
use crate::domain::user::UseClass;

/// The first of the quarters starts in October.
const FIRST_QUARTER_OF_YEAR: usize = 3;
/// Thousandths of the usual volume between which chance varies a quarter.
const CHANCE: [u64; 2] = [860, 1_120];
/// Of a thousand quarters, how many stand out, and by how many thousandths.
const OUTSTANDING: u64 = 90;
const STANDS_OUT_BY: [u64; 2] = [1_150, 1_750];
/// Thousandths of the usual volume that plans allow.
const ALLOWED: [u64; 2] = [1_010, 1_200];

/// Usage and plan of a user.
pub struct Volumes {
    /// Usual volume of a quarter, m³.
    pub usual: u64,
    /// Usage of the quarters, litres.
    pub usage: [u64; PERIODS],
    /// Plan of the quarters of a year, m³, in tens.
    pub plan: [u64; 4],
    /// Index of the quarter from which less is produced.
    pub cut_from: Option<usize>,
}

/// What becomes of a user over the quarters.
#[derive(Debug, Clone, Copy)]
enum Course {
    /// The same every year.
    Steady,
    /// More every quarter, thousandths.
    Grows(u64),
    /// Less every quarter, thousandths.
    Saves(u64),
    /// Always too much, thousandths of the usual.
    Wastes(u64),
    /// A leak, found and mended after some quarters.
    Leaks { from: usize, quarters: usize },
    /// Half of the production stops.
    Shrinks { from: usize },
}

impl Course {
    fn draw(random: &mut Random, kind: &Kind) -> Self {
        let is_works = matches!(kind.use_class, UseClass::Industry | UseClass::FoodProcessing);
        match random.between(1, 100) {
            1..=11 => Self::Grows(random.between(12, 40)),
            12..=20 => Self::Saves(random.between(10, 30)),
            21..=28 => Self::Wastes(random.between(1_150, 1_600)),
            29..=34 => Self::Leaks {
                from: random.index(PERIODS - 1),
                quarters: 1 + random.index(2),
            },
            35..=40 if is_works => Self::Shrinks {
                from: 2 + random.index(PERIODS - 4),
            },
            _ => Self::Steady,
        }
    }

    /// Thousandths of the usual volume in a quarter.
    fn permille(self, index: usize) -> u64 {
        let quarters = u64::try_from(index).unwrap_or(0);
        match self {
            Self::Grows(by) => 1_000 + by * quarters,
            Self::Saves(by) => 1_000_u64.saturating_sub(by * quarters),
            Self::Wastes(permille) => permille,
            Self::Leaks { from, quarters } if (from..from + quarters).contains(&index) => 1_550,
            Self::Shrinks { from } if index >= from => 520,
            Self::Steady | Self::Leaks { .. } | Self::Shrinks { .. } => 1_000,
        }
    }
}

/// Draws the volumes of a user of a kind.
pub fn of_kind(random: &mut Random, kind: &Kind) -> Volumes {
    let [least, most] = kind.volume;
    // Small users are more than large ones.
    let usual = random.between(least, most).min(random.between(least, most));
    let course = Course::draw(random, kind);
    let allowed = random.between(ALLOWED[0], ALLOWED[1]);
    let mut usage = [0; PERIODS];
    for (index, litres) in usage.iter_mut().enumerate() {
        let season = kind.season[(FIRST_QUARTER_OF_YEAR + index) % 4];
        *litres = usual * season * course.permille(index) / 1_000 * chance(random) / 1_000 + random.between(0, 999);
    }
    Volumes {
        usual,
        usage,
        plan: kind.season.map(|season| (usual * season * allowed).div_ceil(10_000_000) * 10),
        cut_from: match course {
            Course::Shrinks { from } => Some(from),
            _ => None,
        },
    }
}

fn chance(random: &mut Random) -> u64 {
    let usual = random.between(CHANCE[0], CHANCE[1]);
    if random.permille(OUTSTANDING) {
        usual * random.between(STANDS_OUT_BY[0], STANDS_OUT_BY[1]) / 1_000
    } else {
        usual
    }
}
