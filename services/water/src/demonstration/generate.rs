//! Users made from the seed: the same seed gives the same county on every machine.

use chrono::{Days, Months, NaiveDate};
use rules::Exact;

use super::county::{County, Kind, LastQuarter, MeterEntry, PERIODS, User};
use crate::domain::{
    code::Coded,
    quantity::VOLUME_DECIMALS,
    user::{IndustryClass, Supply},
};

/// Digits of a generated meter's counter.
const DIGITS: i32 = 7;
/// Largest difference between usage and plan, thousandths of the plan, below and above.
const USAGE_PERMILLE: [u64; 2] = [550, 1_650];

/// `SplitMix64` (Steele, Lea, Flood 2014): small, without state of its own elsewhere, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Between two bounds, inclusive. The bias of the remainder is of no account here.
    fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most - least + 1)
    }

    fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let last = u64::try_from(items.len()).unwrap_or(1).saturating_sub(1);
        &items[usize::try_from(self.between(0, last)).unwrap_or(0)]
    }
}

/// Calibres with the years of their cycle, and how far after the county's day the next due day may lie.
const CALIBRES: [(i32, u32, u64); 6] = [
    (20, 6, 1_400),
    (25, 6, 1_400),
    (40, 4, 1_000),
    (50, 4, 1_000),
    (80, 2, 300),
    (100, 2, 300),
];

/// The users that the file only counts.
pub fn users(county: &County) -> Vec<User> {
    let mut random = Random(county.seed);
    (1..=county.generate.users)
        .map(|number| user(county, &mut random, number))
        .collect()
}

fn user(county: &County, random: &mut Random, number: usize) -> User {
    let supplier = random.one_of(&county.supplier);
    let town = *random.one_of(&supplier.towns);
    let kind = random.one_of(&county.generate.kind).clone();
    // Tens of cubic metres, as plans are made.
    let plan = random.between(kind.plan[0] / 10, kind.plan[1] / 10) * 10;
    let usage = [(); PERIODS].map(|()| usage(random, plan));
    User {
        code: format!("YS-{number:03}"),
        name: format!("{}示例{}{number:02}", town.label(), kind.name),
        case: "由种子生成".to_owned(),
        category: kind.category,
        supply: Supply::PublicNetwork,
        industry_class: IndustryClass::Ordinary,
        recognition: None,
        use_class: kind.use_class,
        town,
        supplier: Some(supplier.code.clone()),
        plan: Some(Exact::scaled(plan, 0)),
        reduction: None,
        meter: meter(county, random, number, &kind),
        usage,
        last: LastQuarter::default(),
    }
}

/// A usage around the plan, to the litre.
fn usage(random: &mut Random, plan: u64) -> Exact {
    let permille = random.between(USAGE_PERMILLE[0], USAGE_PERMILLE[1]);
    let litres = plan * permille + random.between(0, 999);
    Exact::scaled(litres, VOLUME_DECIMALS)
}

fn meter(county: &County, random: &mut Random, number: usize, kind: &Kind) -> MeterEntry {
    let (calibre_dn, years, farthest) = *random.one_of(&CALIBRES);
    let due_on = county.as_of + Days::new(random.between(10, farthest));
    let verified_on = due_on - Months::new(years * 12);
    let valid = |from: NaiveDate| [from, from + Months::new(years * 12) - Days::new(1)];
    // Large meters stay and are verified again; small ones are replaced.
    let is_verified_again = years == 2;
    let installed_on = if is_verified_again {
        verified_on - Months::new(years * 12) + Days::new(1)
    } else {
        verified_on
    };
    let verifications = if is_verified_again {
        vec![valid(installed_on), valid(verified_on)]
    } else {
        vec![valid(verified_on)]
    };
    MeterEntry {
        number: format!("YS-M{number:04}"),
        calibre_dn,
        digits: DIGITS,
        installed_on,
        verifications,
        opening: Exact::scaled(random.between(0, kind.plan[1] * 8_000), VOLUME_DECIMALS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        // First outputs of SplitMix64 for the seed 1234567, as its authors' test vector has them.
        let mut random = Random(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn numbers_stay_between_their_bounds() {
        let mut random = Random(1);
        let drawn: Vec<u64> = (0..1_000).map(|_| random.between(3, 5)).collect();
        assert!(drawn.iter().all(|number| (3..=5).contains(number)) && [3, 4, 5].iter().all(|wanted| drawn.contains(wanted)));
    }
}
