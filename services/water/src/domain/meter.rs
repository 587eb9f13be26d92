//! Meters: whether one may be read on a day (24号 附件3 第十二条), and when it falls due (JJG 162).

use chrono::{Months, NaiveDate};
use rules::{Cited, Declared, Exact, Refusal, RuleSet};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    code::coded,
    violation::{ForbiddenActCode, ForbiddenActs, citation_of},
};

/// The keys that metering reads.
pub const DECLARED: &[Declared] = &[
    Declared::of::<NoEstimate>("metering.no_estimate"),
    Declared::of::<SettledValue>("metering.settled_value"),
    Declared::of::<ReadingWindow>("metering.reading_window"),
    Declared::of::<MissedReading>("metering.missed_reading"),
    Declared::of::<Calibration>("metering.calibration"),
    Declared::of::<LastValidDay>("metering.last_valid_day"),
    Declared::of::<Cycles>("metering.cycles"),
    Declared::of::<CycleStart>("metering.cycle_start"),
    Declared::of::<Vec<u32>>("metering.due_windows"),
];

/// Estimates (附件3 第十一条（二）).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoEstimate {
    /// An estimate is refused.
    Refused,
}

/// What is settled (附件3 第十一条（一）).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettledValue {
    /// Closing minus opening reading.
    ReadingDifference,
}

/// What opens a period where the reading of the period before was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissedReading {
    /// The missed reading, recorded late: each period is charged by its own plan.
    SupplementaryReading,
    /// The last reading that counts: the usage of all periods since meets the plan of one.
    LastReading,
}

/// Calibration in place of verification (附件3 第九条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calibration {
    /// It serves.
    ServesAsVerification,
}

/// The last day of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastValidDay {
    /// Still valid.
    Inclusive,
}

/// From when a cycle counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CycleStart {
    /// Replacement from the first verification, verification from the latest.
    VerificationDay,
}

/// Days between a reading and the last day of the period it closes, either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingWindow {
    /// For months.
    pub month: u32,
    /// For quarters.
    pub quarter: u32,
}

/// What a cycle asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The meter is replaced.
    Replacement,
    /// The meter is verified again.
    Verification,
}

/// The cycle of one class of calibres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cycle {
    /// Largest calibre of the class, DN in mm, inclusive; none for all larger ones.
    #[serde(default)]
    pub to_dn: Option<u32>,
    /// Years.
    pub years: u32,
    /// What is due then.
    pub measure: Measure,
}

/// The cycles, by rising calibre; the last one is open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Cycle>")]
pub struct Cycles(Vec<Cycle>);

impl Cycles {
    /// The cycles.
    pub fn all(&self) -> &[Cycle] {
        &self.0
    }
}

impl TryFrom<Vec<Cycle>> for Cycles {
    type Error = &'static str;

    fn try_from(cycles: Vec<Cycle>) -> Result<Self, Self::Error> {
        let Some((last, closed)) = cycles.split_last() else {
            return Err("至少要有一个周期");
        };
        let rising = closed.windows(2).all(|pair| pair[0].to_dn < pair[1].to_dn);
        let fits = last.to_dn.is_none()
            && closed.iter().all(|cycle| cycle.to_dn.is_some())
            && rising
            && cycles.iter().all(|cycle| cycle.years > 0);
        if fits {
            Ok(Self(cycles))
        } else {
            Err("周期应按口径递增，最后一个不设上限，年数大于0")
        }
    }
}

/// The metering rules of one day.
#[derive(Debug, Clone)]
pub struct MeteringRules {
    /// No estimates.
    pub no_estimate: Cited<NoEstimate>,
    /// What is settled.
    pub settled_value: Cited<SettledValue>,
    /// Reading window.
    pub reading_window: Cited<ReadingWindow>,
    /// Missed readings.
    pub missed_reading: Cited<MissedReading>,
    /// Forbidden acts.
    pub forbidden_acts: Cited<ForbiddenActs>,
    /// Calibration.
    pub calibration: Cited<Calibration>,
    /// Last valid day.
    pub last_valid_day: Cited<LastValidDay>,
    /// Cycles.
    pub cycles: Cited<Cycles>,
    /// Start of cycles.
    pub cycle_start: Cited<CycleStart>,
    /// Windows of the due list, days, rising.
    pub due_windows: Cited<Vec<u32>>,
}

impl MeteringRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            no_estimate: rules.at("metering.no_estimate", on)?,
            settled_value: rules.at("metering.settled_value", on)?,
            reading_window: rules.at("metering.reading_window", on)?,
            missed_reading: rules.at("metering.missed_reading", on)?,
            forbidden_acts: rules.at("metering.forbidden_acts", on)?,
            calibration: rules.at("metering.calibration", on)?,
            last_valid_day: rules.at("metering.last_valid_day", on)?,
            cycles: rules.at("metering.cycles", on)?,
            cycle_start: rules.at("metering.cycle_start", on)?,
            due_windows: rules.at("metering.due_windows", on)?,
        })
    }
}

coded! {
    /// Where a meter stands (24号 附件3 第五条).
    pub enum Place {
        /// At the intake from river, lake or ground.
        Intake = "intake", "取水口";
        /// At the user's supply point.
        SupplyPoint = "supply_point", "供水口";
        /// At the discharge.
        Discharge = "discharge", "排放口";
    }
}

coded! {
    /// What an inspection body found.
    pub enum VerificationOutcome {
        /// Verified.
        Verified = "verified", "检定合格";
        /// Calibrated, where verification is impossible (附件3 第九条).
        Calibrated = "calibrated", "校准";
        /// Failed.
        Failed = "failed", "检定不合格";
    }
}

/// A verification or calibration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Number of the certificate or of the notice of failure.
    pub certificate: String,
    /// Day of it.
    pub on: NaiveDate,
    /// What was found.
    pub outcome: VerificationOutcome,
    /// Last day on which the certificate is valid.
    pub valid_until: NaiveDate,
}

/// A meter, as far as the rules ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meter {
    /// Identity.
    pub id: Uuid,
    /// Number on the meter.
    pub number: String,
    /// Calibre DN, mm.
    pub calibre_dn: u32,
    /// Digits of the counter before the point: it rolls over at 10^digits m³.
    pub digits: u32,
    /// Where it stands.
    pub place: Place,
    /// Day of installation.
    pub installed_on: NaiveDate,
    /// All verifications and calibrations.
    pub verifications: Vec<Verification>,
    /// Since when the meter has been sealed by law (依法封存).
    pub sealed_from: Option<NaiveDate>,
    /// Since when its kind has been below standard or ordered out of use.
    pub obsolete_from: Option<NaiveDate>,
}

coded! {
    /// Why a meter may not be read.
    pub enum Unusable {
        /// Never verified or calibrated.
        NotVerified = "meter_not_verified", "水表未经检定";
        /// Past its verification.
        Expired = "meter_verification_expired", "水表超过检定周期";
        /// Failed at verification.
        Failed = "meter_failed", "水表检定不合格";
        /// Sealed by law.
        Sealed = "meter_sealed", "水表已依法封存";
        /// Below standard or ordered out of use.
        Obsolete = "meter_obsolete", "水表属于国家明令淘汰或不合标准的种类";
    }
}

/// When a meter falls due, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing to count from: no verification on record.
    Unverified,
    /// Replacement or verification by this day.
    On {
        /// Replacement or verification.
        measure: Measure,
        /// The last day in time.
        day: NaiveDate,
    },
}

/// How near a due day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueState {
    /// No verification on record.
    Unverified,
    /// The day has passed.
    Overdue {
        /// Days past.
        days: i64,
    },
    /// Due within one of the windows of the rules.
    DueWithin {
        /// The window, days.
        window: u32,
    },
    /// Later.
    InTime,
}

impl Meter {
    /// What the counter can show before it rolls over, m³.
    pub fn capacity(&self) -> Exact {
        Exact::from(10_i64.pow(self.digits.min(15)))
    }

    /// Whether the meter may be used on a day, by its verifications up to that day (24号 附件3 第九条, 第十二条（二）（七）（八）).
    pub fn check_usable(&self, on: NaiveDate) -> Result<(), Unusable> {
        if self.sealed_from.is_some_and(|from| on >= from) {
            return Err(Unusable::Sealed);
        }
        if self.obsolete_from.is_some_and(|from| on >= from) {
            return Err(Unusable::Obsolete);
        }
        let latest = self
            .verifications
            .iter()
            .filter(|found| found.on <= on)
            .max_by_key(|found| found.on);
        match latest {
            None => Err(Unusable::NotVerified),
            Some(found) if found.outcome == VerificationOutcome::Failed => Err(Unusable::Failed),
            Some(found) if on > found.valid_until => Err(Unusable::Expired),
            Some(_) => Ok(()),
        }
    }

    /// [`Self::check_usable`] as a refusal that names the meter and the article.
    pub fn require_usable(&self, rules: &MeteringRules, on: NaiveDate) -> Result<(), Refusal> {
        self.check_usable(on).map_err(|unusable| unusable.refusal(self, rules, on))
    }

    /// When the meter falls due, by its calibre.
    pub fn due(&self, rules: &MeteringRules) -> Due {
        let cycle = rules
            .cycles
            .value
            .0
            .iter()
            .find(|cycle| cycle.to_dn.is_none_or(|to_dn| self.calibre_dn <= to_dn));
        let passed = self
            .verifications
            .iter()
            .filter(|found| found.outcome != VerificationOutcome::Failed)
            .map(|found| found.on);
        let (Some(cycle), CycleStart::VerificationDay) = (cycle, rules.cycle_start.value) else {
            return Due::Unverified;
        };
        let start = match cycle.measure {
            Measure::Replacement => passed.min(),
            Measure::Verification => passed.max(),
        };
        let day = start.and_then(|start| start.checked_add_months(Months::new(cycle.years.saturating_mul(12))));
        day.map_or(Due::Unverified, |day| Due::On {
            measure: cycle.measure,
            day,
        })
    }

    /// How near the due day is.
    pub fn due_state(&self, rules: &MeteringRules, today: NaiveDate) -> DueState {
        match self.due(rules) {
            Due::Unverified => DueState::Unverified,
            Due::On { day, .. } if day < today => DueState::Overdue {
                days: (today - day).num_days(),
            },
            Due::On { day, .. } => {
                let left = (day - today).num_days();
                let window = rules
                    .due_windows
                    .value
                    .iter()
                    .copied()
                    .filter(|window| left <= i64::from(*window))
                    .min();
                window.map_or(DueState::InTime, |window| DueState::DueWithin { window })
            }
        }
    }
}

impl Unusable {
    /// The refusal for a meter on a day.
    pub fn refusal(self, meter: &Meter, rules: &MeteringRules, on: NaiveDate) -> Refusal {
        use super::code::Coded;
        let (act, remedy) = match self {
            Self::NotVerified => (ForbiddenActCode::UnverifiedOrExpired, "须先检定，不能检定的须校准"),
            Self::Expired => (ForbiddenActCode::UnverifiedOrExpired, "须先重新检定或换表"),
            Self::Failed => (ForbiddenActCode::UnverifiedOrExpired, "须修复后重新检定合格或换表"),
            Self::Sealed => (ForbiddenActCode::SealedMeterUsed, "须先依法解除封存"),
            Self::Obsolete => (ForbiddenActCode::ObsoleteOrSubstandard, "须换表"),
        };
        let detail = format!("水表 {} 在 {on} 不能用于结算（{}）：{remedy}", meter.number, self.label());
        Refusal::new(self.code(), detail).citing(citation_of(&rules.forbidden_acts, act))
    }
}

#[cfg(test)]
mod tests;
