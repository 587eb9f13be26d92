//! What a user used in a measuring period, from the readings of all meters that count for the user, with meter changes
//! and rollovers; and by how many days the reading was late or early (24号 附件3 第十一条（一）, 附件4 二（四）).

use chrono::NaiveDate;
use rules::{Citation, Cited, Declared, Exact, Refusal, RuleSet, Trace};
use serde::Deserialize;

use super::{
    code::coded,
    meter::{Meter, MeteringRules, MissedReading, Place, SettledValue, Unusable},
    period::Period,
    reading::{Purpose, Reading, window_days},
};

/// The keys that usage reads, beside those of metering.
pub const DECLARED: &[Declared] = &[
    Declared::of::<DaysShift>("surcharge.days_shift"),
    Declared::of::<SeveralMeters>("surcharge.several_meters"),
];

/// How days late or early follow from the reading dates (interpretation of 附件4 二（四）).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DaysShift {
    /// Reading date minus last day of the period.
    ClosingDate,
    /// Days between the two readings minus days in the period.
    Interval,
}

/// Which day counts when meters were read on different days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeveralMeters {
    /// The day of the last reading.
    LatestReading,
}

/// The rules that turn readings into usage, on one day.
#[derive(Debug, Clone)]
pub struct UsageRules {
    /// Metering.
    pub metering: MeteringRules,
    /// Days late and early.
    pub days_shift: Cited<DaysShift>,
    /// Several meters.
    pub several_meters: Cited<SeveralMeters>,
}

impl UsageRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            metering: MeteringRules::at(rules, on)?,
            days_shift: rules.at("surcharge.days_shift", on)?,
            several_meters: rules.at("surcharge.several_meters", on)?,
        })
    }
}

coded! {
    /// Why a user cannot be billed for a period.
    pub enum UnbillableReason {
        /// Outside 24号 附件4 二（一）.
        NotInScope = "not_in_scope", "不在累进加价范围内";
        /// No meter of the user's own in the period.
        NoMeter = "no_meter", "本期没有用于结算的水表";
        /// A meter has no reading that closes the period.
        NoReading = "no_reading", "没有本期读数";
        /// A meter has no reading that opens the period.
        NoOpeningReading = "no_opening_reading", "没有上期读数";
        /// Readings that contradict each other.
        ReadingInconsistent = "reading_inconsistent", "读数前后矛盾";
        /// A meter was never verified.
        MeterNotVerified = "meter_not_verified", "水表未经检定";
        /// A meter is past its verification.
        MeterVerificationExpired = "meter_verification_expired", "水表超过检定周期";
        /// A meter failed at verification.
        MeterFailed = "meter_failed", "水表检定不合格";
        /// A meter is sealed by law.
        MeterSealed = "meter_sealed", "水表已依法封存";
        /// A meter is of a kind ordered out of use.
        MeterObsolete = "meter_obsolete", "水表属于淘汰或不合标准的种类";
        /// A method of flow assessment holds, but the usage of the period is not on record.
        NoAssessedUsage = "no_assessed_usage", "没有本期核算水量";
        /// No plan or quota in force.
        NoPlan = "no_plan", "没有在执行的用水计划";
        /// No base price for the user's category.
        NoBasePrice = "no_base_price", "没有适用的基本水价";
        /// The reading was early by the whole period or more.
        AdjustedBaseNotPositive = "adjusted_base_not_positive", "调整后的计费基数不大于0";
        /// A rule or regulation is not in force on the last day of the period.
        RuleNotInForce = "rule_not_in_force", "周期最后一天没有生效的规则";
        /// Quantities or amounts that cannot be charged.
        AmountNotChargeable = "amount_not_chargeable", "水量或金额无法计算";
    }
}

/// A user that a run could not bill, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Unbillable {
    /// The reason, for programs and lists.
    pub reason: UnbillableReason,
    /// The reason in full, with what has to be done.
    pub detail: String,
    /// The article behind it, where one is.
    pub citation: Option<Citation>,
}

impl Unbillable {
    /// A reason without an article.
    pub fn new(reason: UnbillableReason, detail: impl Into<String>) -> Self {
        Self {
            reason,
            detail: detail.into(),
            citation: None,
        }
    }
}

impl From<Unusable> for UnbillableReason {
    fn from(unusable: Unusable) -> Self {
        match unusable {
            Unusable::NotVerified => Self::MeterNotVerified,
            Unusable::Expired => Self::MeterVerificationExpired,
            Unusable::Failed => Self::MeterFailed,
            Unusable::Sealed => Self::MeterSealed,
            Unusable::Obsolete => Self::MeterObsolete,
        }
    }
}

impl From<Refusal> for Unbillable {
    fn from(refusal: Refusal) -> Self {
        let reason = match refusal.code {
            "not_in_scope" => UnbillableReason::NotInScope,
            "adjusted_base_not_positive" => UnbillableReason::AdjustedBaseNotPositive,
            "rule_not_in_force" | "regulation_not_in_force" => UnbillableReason::RuleNotInForce,
            _ => UnbillableReason::AmountNotChargeable,
        };
        Self {
            reason,
            detail: refusal.detail,
            citation: refusal.citation,
        }
    }
}

/// Whether the water that a meter counts is charged to its user: where it reaches them. What is lost in pipes and works before the
/// supply point, or between an intake and it, is never passed on (附件3 第十一条（三）); what leaves the user was counted when it came.
pub fn is_charged_at(place: Place) -> bool {
    place == Place::SupplyPoint
}

/// A meter whose water is charged to the user, with the readings that count. Sub-meters, whose water a master meter
/// has counted already, are left out by the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterHistory {
    /// The meter.
    pub meter: Meter,
    /// Its readings that no other has replaced, in any order.
    pub readings: Vec<Reading>,
}

/// What one meter counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterUsage {
    /// Number on the meter.
    pub meter_number: String,
    /// Reading that opens.
    pub opening: Reading,
    /// Reading that closes.
    pub closing: Reading,
    /// Volume, m³.
    pub volume: Exact,
}

/// What a user used in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodUsage {
    /// Volume of all meters, m³.
    pub volume: Exact,
    /// Days by which the reading was late.
    pub days_late: u32,
    /// Days by which the reading was early.
    pub days_early: u32,
    /// Per meter.
    pub meters: Vec<MeterUsage>,
}

/// The usage of a user in a period, or why it is not known. Writes the steps to `trace`.
pub fn usage_of_period(rules: &UsageRules, period: Period, meters: &[MeterHistory], trace: &mut Trace) -> Result<PeriodUsage, Unbillable> {
    let mut counted = Vec::new();
    for history in meters {
        counted.extend(usage_of_meter(rules, period, history)?);
    }
    if counted.is_empty() {
        return Err(Unbillable::new(
            UnbillableReason::NoMeter,
            format!("周期 {period} 没有用于结算的水表：请登记抄表到户的水表"),
        ));
    }
    let volume: Exact = counted.iter().map(|meter| meter.volume.clone()).sum();
    let settled = &rules.metering.settled_value.source;
    for meter in &counted {
        let inputs = [
            ("opening", meter.opening.value.to_exact_text()),
            ("opened_on", meter.opening.read_on.to_string()),
            ("closing", meter.closing.value.to_exact_text()),
            ("closed_on", meter.closing.read_on.to_string()),
            ("rolled_over", meter.closing.rolled_over.to_string()),
        ];
        trace.step(
            "meter_usage",
            format!("水表 {} 计得水量 = 本期读数 − 上期读数", meter.meter_number),
            inputs,
            meter.volume.to_exact_text(),
            settled,
        );
        trace_missed(rules, period, meter, trace);
    }
    trace.step(
        "usage",
        "用水量 = 各水表水量之和",
        [("meters", counted.len().to_string())],
        volume.to_exact_text(),
        settled,
    );
    let shift = days_shift(rules, period, &counted, trace);
    let days = |days: i64| u32::try_from(days.max(0)).unwrap_or(u32::MAX);
    Ok(PeriodUsage {
        volume,
        days_late: days(shift),
        days_early: days(-shift),
        meters: counted,
    })
}

/// Says where readings in between are missing.
fn trace_missed(rules: &UsageRules, period: Period, meter: &MeterUsage, trace: &mut Trace) {
    if let Some(opened) = closed_period(&meter.opening, period).filter(|closed| closed.next() != Some(period)) {
        trace.step(
            "missed_reading",
            format!("水表 {} 有周期漏抄，从最近一次有效读数起算", meter.meter_number),
            [("period", period.to_string())],
            opened,
            &rules.metering.missed_reading.source,
        );
    }
}

/// Days late (negative: early). Where all meters were removed, the last removal counts as the closing day.
fn days_shift(rules: &UsageRules, period: Period, counted: &[MeterUsage], trace: &mut Trace) -> i64 {
    let read = |meter: &&MeterUsage| meter.closing.purpose == Purpose::Period(period);
    let latest = |closings: &mut dyn Iterator<Item = &MeterUsage>| closings.map(|meter| meter.closing.read_on).max();
    let closed_on = match rules.several_meters.value {
        SeveralMeters::LatestReading => latest(&mut counted.iter().filter(read)).or_else(|| latest(&mut counted.iter())),
    };
    let closed_on = closed_on.unwrap_or_else(|| period.last_day());
    trace.step(
        "closed_on",
        "本期抄表日",
        [("meters", counted.len().to_string())],
        closed_on,
        &rules.several_meters.source,
    );
    let (shift, inputs) = match rules.days_shift.value {
        DaysShift::ClosingDate => (
            period.days_past_end(closed_on),
            [("closed_on", closed_on.to_string()), ("last_day", period.last_day().to_string())],
        ),
        DaysShift::Interval => {
            let opened_on = counted.iter().map(|meter| meter.opening.read_on).min().unwrap_or(closed_on);
            let shift = (closed_on - opened_on).num_days() - i64::from(period.days());
            (shift, [("closed_on", closed_on.to_string()), ("opened_on", opened_on.to_string())])
        }
    };
    trace.step("days_shift", "推迟天数（负数为提前）", inputs, shift, &rules.days_shift.source);
    shift
}

/// What a meter counted in a period; nothing where it was not yet or no longer in use.
fn usage_of_meter(rules: &UsageRules, period: Period, history: &MeterHistory) -> Result<Option<MeterUsage>, Unbillable> {
    let MeterHistory { meter, readings } = history;
    let window = window_days(&rules.metering, period);
    let of_period = |wanted: Period| readings.iter().find(|reading| reading.purpose == Purpose::Period(wanted));
    let installation = readings.iter().find(|reading| reading.purpose == Purpose::Installation);
    let removal = readings.iter().find(|reading| reading.purpose == Purpose::Removal);
    let last_closed = readings.iter().filter_map(|reading| closed_period(reading, period)).max();

    if removal.is_some_and(|removal| removal_period(removal, last_closed, period) < Some(period)) {
        return Ok(None);
    }
    let not_yet = meter.installed_on > period.last_day()
        && of_period(period).is_none()
        && removal.is_none_or(|removal| period.days_past_end(removal.read_on) > window);
    if not_yet {
        return Ok(None);
    }
    let removal = removal
        .filter(|removal| removal_period(removal, last_closed, period) == Some(period) && period.days_past_end(removal.read_on) <= window);
    let Some(closing) = of_period(period).or(removal) else {
        return Err(missing_closing(rules, period, history));
    };
    if let Err(unusable) = meter.check_usable(closing.read_on) {
        return Err(unusable_meter(rules, meter, unusable, closing.read_on));
    }
    let last_before = readings
        .iter()
        .filter(|reading| closed_period(reading, period).is_some_and(|closed| closed < period))
        .max_by_key(|reading| closed_period(reading, period));
    let in_time = |installed: &&Reading| period.days_past_end(installed.read_on) + i64::from(period.days()) > -window;
    let opening = match rules.metering.missed_reading.value {
        MissedReading::SupplementaryReading => period
            .previous()
            .and_then(of_period)
            .or_else(|| installation.filter(|_| last_before.is_none()).filter(in_time)),
        MissedReading::LastReading => last_before.or(installation),
    };
    let Some(opening) = opening else {
        return Err(missing_opening(rules, period, meter));
    };
    let turn = if closing.rolled_over { meter.capacity() } else { Exact::zero() };
    let volume = match rules.metering.settled_value.value {
        SettledValue::ReadingDifference => &(&closing.value - &opening.value) + &turn,
    };
    if volume.is_negative() || closing.read_on < opening.read_on {
        let detail = format!(
            "水表 {} 的本期读数 {} 与起数 {} 矛盾：请更正读数",
            meter.number, closing.value, opening.value
        );
        return Err(Unbillable::new(UnbillableReason::ReadingInconsistent, detail));
    }
    Ok(Some(MeterUsage {
        meter_number: meter.number.clone(),
        opening: opening.clone(),
        closing: closing.clone(),
        volume,
    }))
}

/// The period that a reading closes, where it is of the kind that is asked for.
fn closed_period(reading: &Reading, asked: Period) -> Option<Period> {
    match reading.purpose {
        Purpose::Period(period) if period.kind() == asked.kind() => Some(period),
        _ => None,
    }
}

/// The period that a removal closes: the one after the last that was read, or, if none was, the one it lies in.
fn removal_period(removal: &Reading, last_closed: Option<Period>, asked: Period) -> Option<Period> {
    match last_closed {
        Some(closed) => closed.next(),
        None => Period::containing(removal.read_on, asked.kind()),
    }
}

fn missing_closing(rules: &UsageRules, period: Period, history: &MeterHistory) -> Unbillable {
    let MeterHistory { meter, readings } = history;
    let last_day = period.last_day();
    match meter.check_usable(last_day) {
        Err(unusable) => unusable_meter(rules, meter, unusable, last_day),
        Ok(()) if readings.iter().any(|reading| reading.read_on > last_day) => missed_reading(
            rules,
            UnbillableReason::NoReading,
            &format!("水表 {} 没有周期 {period} 的读数，其后已有读数", meter.number),
            period,
        ),
        Ok(()) => Unbillable::new(
            UnbillableReason::NoReading,
            format!("水表 {} 没有周期 {period} 的读数：请先抄表", meter.number),
        ),
    }
}

fn missing_opening(rules: &UsageRules, period: Period, meter: &Meter) -> Unbillable {
    let what = format!("水表 {} 没有可作为 {period} 起数的读数", meter.number);
    missed_reading(
        rules,
        UnbillableReason::NoOpeningReading,
        &what,
        period.previous().unwrap_or(period),
    )
}

/// What is missing, and that the reading of a missed period can be supplied.
fn missed_reading(rules: &UsageRules, reason: UnbillableReason, what: &str, missed: Period) -> Unbillable {
    let detail = format!("{what}：周期 {missed} 漏抄，请补录周期 {missed} 的读数并写明原因和依据");
    Unbillable {
        citation: Some(rules.metering.missed_reading.source.citation.clone()),
        ..Unbillable::new(reason, detail)
    }
}

fn unusable_meter(rules: &UsageRules, meter: &Meter, unusable: Unusable, on: NaiveDate) -> Unbillable {
    let refusal = unusable.refusal(meter, &rules.metering, on);
    Unbillable {
        reason: unusable.into(),
        detail: refusal.detail,
        citation: refusal.citation,
    }
}

#[cfg(test)]
mod tests;
