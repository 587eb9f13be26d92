//! Generated meters: of different ages, some changed on the way when their cycle (JJG 162) ran out, some due soon.

use chrono::{Days, Months, NaiveDate};
use rules::Exact;

use super::{
    county::{County, MeterChange, MeterEntry, PERIODS},
    generate::years_after,
    random::Random,
    volume::Volumes,
};
use crate::domain::{period::Period, quantity::VOLUME_DECIMALS};

/// Digits of a generated meter's counter.
const DIGITS: i32 = 7;
/// Of a thousand meters that are replaced, how many were so within the quarters, and how many have passed their day.
const CHANGED: u64 = 130;
const OVERDUE: u64 = 10;
/// Days into a quarter between which a meter is changed: every reading of the quarter before has come by then.
const CHANGE_AFTER: [u64; 2] = [20, 70];

/// A calibre with its cycle.
struct Calibre {
    dn: i32,
    years: u32,
    /// Whether the meter stays and is verified again.
    is_verified_again: bool,
}

impl Calibre {
    fn draw(random: &mut Random, usual: u64) -> Self {
        let (dns, years) = match usual {
            0..100 => ([15, 20], 6),
            100..400 => ([20, 25], 6),
            400..1_800 => ([40, 50], 4),
            _ => ([80, 100], 2),
        };
        Self {
            dn: dns[random.index(2)],
            years,
            is_verified_again: years == 2,
        }
    }
}

/// A meter for these volumes, and in which quarter it is changed, if it is.
pub fn meter(
    county: &County,
    random: &mut Random,
    periods: &[Period; PERIODS],
    number: usize,
    volumes: &Volumes,
) -> (MeterEntry, Option<(usize, MeterChange)>) {
    let calibre = Calibre::draw(random, volumes.usual);
    let number = format!("YS-M{number:04}");
    let drawn = random.between(1, 1_000);
    let mut change = None;
    let verifications = if calibre.is_verified_again {
        let due_on = due_day(county, random, drawn <= OVERDUE, 300);
        verified_again(random, &calibre, due_on)
    } else if drawn > OVERDUE && drawn <= OVERDUE + CHANGED {
        let (index, on) = change_day(random, periods);
        change = Some((index, changed(&calibre, periods[index], on, &number, volumes.usage[index])));
        vec![valid(&calibre, on + Days::new(random.between(5, 60)), 1)]
    } else {
        // Installed before the first reading.
        let latest = years_after(periods[0].first_day() - Days::new(30), calibre.years);
        let farthest = u64::try_from((latest - county.as_of).num_days()).unwrap_or(0);
        vec![valid(&calibre, due_day(county, random, drawn <= OVERDUE, farthest), 1)]
    };
    let entry = MeterEntry {
        number,
        calibre_dn: calibre.dn,
        digits: DIGITS,
        installed_on: verifications.first().map_or(county.as_of, |[from, _]| *from),
        verifications,
        opening: Exact::scaled(random.between(volumes.usual * 2_000, volumes.usual * 12_000), VOLUME_DECIMALS),
    };
    (entry, change)
}

/// The day on which a meter falls due: within so many days after the county's day, or already past, but after the last
/// readings.
fn due_day(county: &County, random: &mut Random, is_overdue: bool, farthest: u64) -> NaiveDate {
    if is_overdue {
        county.as_of - Days::new(random.between(1, 30))
    } else {
        county.as_of + Days::new(random.between(5, farthest))
    }
}

/// A certificate that ends the day before a due day, `back` cycles before the last.
fn valid(calibre: &Calibre, due_on: NaiveDate, back: u32) -> [NaiveDate; 2] {
    let start = |cycles: u32| {
        due_on
            .checked_sub_months(Months::new(calibre.years * 12 * cycles))
            .unwrap_or(due_on)
    };
    [start(back), start(back - 1) - Days::new(1)]
}

fn verified_again(random: &mut Random, calibre: &Calibre, due_on: NaiveDate) -> Vec<[NaiveDate; 2]> {
    let earlier = if random.permille(500) { 3 } else { 2 };
    (1..=earlier).rev().map(|back| valid(calibre, due_on, back)).collect()
}

fn change_day(random: &mut Random, periods: &[Period; PERIODS]) -> (usize, NaiveDate) {
    let index = random.index(PERIODS);
    (
        index,
        periods[index].first_day() + Days::new(random.between(CHANGE_AFTER[0], CHANGE_AFTER[1])),
    )
}

/// The change of a meter: until then the quarter's water is used evenly.
fn changed(calibre: &Calibre, period: Period, on: NaiveDate, number: &str, litres: u64) -> MeterChange {
    let days = u64::try_from((on - period.first_day()).num_days()).unwrap_or(0);
    let verified_on = on - Days::new(3);
    MeterChange {
        on,
        used_before: Exact::scaled(litres * days / u64::from(period.days()), VOLUME_DECIMALS),
        number: format!("{number}-2"),
        verification: [verified_on, years_after(verified_on, calibre.years) - Days::new(1)],
    }
}
