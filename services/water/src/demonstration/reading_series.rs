//! What a user's meters show, quarter by quarter.

use rules::Exact;

use super::{
    DemonstrationError,
    county::{County, MeterChange, Misread, PERIODS, SubMeter, User},
};
use crate::{
    domain::{
        period::Period,
        reading::{Method, NewReading, Purpose},
    },
    service::meter::Removal,
};

/// What is read in a quarter.
#[derive(Debug, Clone)]
pub struct QuarterReading {
    /// The meter is changed first.
    pub change: Option<Change>,
    /// Number of the meter that closes the quarter.
    pub meter: String,
    /// The reading that closes it, as it should have been.
    pub closing: NewReading,
    /// The same of the sub-meter, with its number.
    pub sub_meter: Option<(String, NewReading)>,
    /// What becomes of the reading.
    pub fate: Fate,
}

/// What becomes of a reading.
#[derive(Debug, Clone)]
pub enum Fate {
    /// It is recorded with the others.
    Recorded,
    /// It is refused with this code.
    Refused(String),
    /// Nobody read the meter.
    Unread,
    /// It is handed in with the next one, for this reason.
    SuppliedLate(String),
    /// It is recorded too high, and corrected with the next one.
    Misread(Misread),
}

/// A change of meters.
#[derive(Debug, Clone)]
pub struct Change {
    /// Number of the old meter.
    pub old: String,
    /// How the old one is taken out.
    pub removal: Removal,
    /// What the new one is.
    pub new: MeterChange,
}

/// The reading that opens the first quarter, and those of the quarters.
pub fn of_user(county: &County, user: &User) -> Result<Vec<QuarterReading>, DemonstrationError> {
    let periods = county.periods()?;
    let mut meter = Counter::at(user.meter.opening.clone(), user.meter.digits);
    let mut number = user.meter.number.clone();
    let mut sub_meter = user
        .sub_meter
        .as_ref()
        .map(|sub| (sub, Counter::at(Exact::zero(), user.meter.digits)));
    let opening = QuarterReading {
        change: None,
        meter: number.clone(),
        closing: meter.reading(county.opening_period()?),
        sub_meter: sub_reading(&mut sub_meter, county.opening_period()?, &Exact::zero()),
        fate: Fate::Recorded,
    };
    let mut series = Vec::with_capacity(PERIODS + 1);
    series.push(opening);
    for (period, usage) in periods.into_iter().zip(&user.usage) {
        let unusual = user.quarter.get(&period).cloned().unwrap_or_default();
        let mut change = None;
        let mut left = usage.clone();
        if let Some(new) = unusual.meter_change {
            left = &left - &new.used_before;
            change = Some(Change {
                old: number,
                removal: meter.removal(&new),
                new: new.clone(),
            });
            number = new.number;
            meter = Counter::at(Exact::zero(), user.meter.digits);
        }
        meter.add(&left);
        let mut closing = meter.reading(period);
        let mut sub_reading = sub_reading(&mut sub_meter, period, usage);
        if let Some(day) = unusual.read_on {
            closing.read_on = day;
            if let Some((_, reading)) = &mut sub_reading {
                reading.read_on = day;
            }
        }
        let fate = match (unusual.unread, unusual.refused, unusual.supplied_late, unusual.misread) {
            (true, ..) => Fate::Unread,
            (_, Some(code), ..) => Fate::Refused(code),
            (.., Some(reason), _) => Fate::SuppliedLate(reason),
            (.., Some(misread)) => Fate::Misread(misread),
            _ => Fate::Recorded,
        };
        series.push(QuarterReading {
            change,
            meter: number.clone(),
            closing,
            sub_meter: sub_reading,
            fate,
        });
    }
    Ok(series)
}

fn sub_reading(sub_meter: &mut Option<(&SubMeter, Counter)>, period: Period, usage: &Exact) -> Option<(String, NewReading)> {
    let (sub, counter) = sub_meter.as_mut()?;
    let litres = (usage * &Exact::scaled(sub.permille, 3)).round_half_up(3);
    counter.add(&Exact::scaled(litres, 3));
    Some((sub.number.clone(), counter.reading(period)))
}

/// What a meter shows.
struct Counter {
    value: Exact,
    capacity: Exact,
    rolled_over: bool,
}

impl Counter {
    fn at(value: Exact, digits: i32) -> Self {
        let capacity = Exact::scaled(10_i64.pow(u32::try_from(digits).unwrap_or(0)), 0);
        Self {
            value,
            capacity,
            rolled_over: false,
        }
    }

    fn add(&mut self, usage: &Exact) {
        self.value = &self.value + usage;
        if self.value >= self.capacity {
            self.value = &self.value - &self.capacity;
            self.rolled_over = true;
        }
    }

    fn removal(&mut self, new: &MeterChange) -> Removal {
        self.add(&new.used_before);
        Removal {
            removed_on: new.on,
            value: Some(self.value.clone()),
            method: Method::Manual,
            rolled_over: std::mem::take(&mut self.rolled_over),
        }
    }

    /// The reading that closes a period on its last day.
    fn reading(&mut self, period: Period) -> NewReading {
        NewReading {
            purpose: Purpose::Period(period),
            read_on: period.last_day(),
            value: self.value.clone(),
            method: Method::Manual,
            rolled_over: std::mem::take(&mut self.rolled_over),
            correction: None,
            supplement: None,
        }
    }
}
