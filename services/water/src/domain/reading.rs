//! Readings: what a new one must satisfy (24号 附件3 第十一条（二）, 第十二条). Readings never change; a correction is a new
//! reading that replaces an earlier one and says why.

use chrono::NaiveDate;
use rules::{Exact, Refusal};
use uuid::Uuid;

use super::{
    code::coded,
    meter::{Meter, MeteringRules, NoEstimate},
    period::{Period, PeriodKind},
};

coded! {
    /// How a value came about.
    pub enum Method {
        /// Read by a person.
        Manual = "manual", "人工抄表";
        /// Sent by the meter.
        Remote = "remote", "远传";
        /// Estimated: always refused.
        Estimate = "estimate", "估算";
    }
}

/// What a reading is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The value at installation: opens the meter's count.
    Installation,
    /// Closes a measuring period.
    Period(Period),
    /// The value at removal: closes the meter's count.
    Removal,
}

/// A reading that counts: one that no other has replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Identity.
    pub id: Uuid,
    /// What it is for.
    pub purpose: Purpose,
    /// Day of reading.
    pub read_on: NaiveDate,
    /// What the counter showed, m³.
    pub value: Exact,
    /// Whether the counter passed its capacity since the reading before.
    pub rolled_over: bool,
}

/// A reading as it comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReading {
    /// What it is for.
    pub purpose: Purpose,
    /// Day of reading.
    pub read_on: NaiveDate,
    /// What the counter showed, m³, to 3 decimals.
    pub value: Exact,
    /// How it came about.
    pub method: Method,
    /// Whether the counter passed its capacity since the reading before.
    pub rolled_over: bool,
    /// The reading that this one corrects.
    pub correction: Option<Correction>,
    /// Why the reading of a period that was missed comes only now, and what it rests on.
    pub supplement: Option<String>,
}

/// Which reading is corrected, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The reading that is replaced.
    pub replaces: Uuid,
    /// Why.
    pub reason: String,
}

/// Checks a new reading of a meter against the meter and the meter's other readings. `readings`: those that count,
/// in any order. `today` bounds the day of reading.
pub fn check_reading(
    rules: &MeteringRules,
    meter: &Meter,
    readings: &[Reading],
    new: &NewReading,
    today: NaiveDate,
) -> Result<(), Refusal> {
    if new.method == Method::Estimate && rules.no_estimate.value == NoEstimate::Refused {
        let refusal = Refusal::new("estimate_refused", "读数是估算的：结算水量必须实际抄见，不接受估算值");
        return Err(refusal.citing(rules.no_estimate.source.citation.clone()).at("/method"));
    }
    if new.read_on > today {
        return Err(Refusal::new(
            "reading_in_future",
            format!("抄表日 {} 在今天（{today}）之后：请核对日期", new.read_on),
        )
        .at("/read_on"));
    }
    if new.read_on < meter.installed_on {
        let detail = format!("抄表日 {} 早于水表 {} 的安装日 {}", new.read_on, meter.number, meter.installed_on);
        return Err(Refusal::new("reading_before_installation", detail).at("/read_on"));
    }
    meter.require_usable(rules, new.read_on).map_err(|refusal| refusal.at("/read_on"))?;
    if new.value.is_negative() || new.value >= meter.capacity() {
        let detail = format!("读数 {} 超出水表量程：应不小于0并且小于 {}", new.value, meter.capacity());
        return Err(Refusal::new("reading_out_of_range", detail).at("/value"));
    }
    check_window(rules, new)?;
    let others = other_readings(readings, new)?;
    check_purpose(&others, new)?;
    check_supplement(&others, new)?;
    check_neighbours(rules, &others, new)
}

/// The day of a period reading lies within the window around the period's last day (interpretation parameter).
fn check_window(rules: &MeteringRules, new: &NewReading) -> Result<(), Refusal> {
    let Purpose::Period(period) = new.purpose else {
        return Ok(());
    };
    let window = window_days(rules, period);
    if period.days_past_end(new.read_on).abs() <= window {
        return Ok(());
    }
    let detail = format!(
        "抄表日 {} 距计量周期 {period} 的最后一天 {} 超过{window}天，不能作为这一周期的读数：请核对日期或周期",
        new.read_on,
        period.last_day()
    );
    Err(Refusal::new("reading_outside_window", detail)
        .citing(rules.reading_window.source.citation.clone())
        .at("/read_on"))
}

/// Days that a reading may be away from the last day of a period.
pub fn window_days(rules: &MeteringRules, period: Period) -> i64 {
    let window = rules.reading_window.value;
    i64::from(match period.kind() {
        PeriodKind::Month => window.month,
        PeriodKind::Quarter => window.quarter,
    })
}

/// The readings that stay beside the new one, in order; a correction must name one that counts, say why, and be for
/// the same purpose.
fn other_readings<'a>(readings: &'a [Reading], new: &NewReading) -> Result<Vec<&'a Reading>, Refusal> {
    let mut others: Vec<_> = readings.iter().collect();
    if let Some(correction) = &new.correction {
        let Some(index) = others.iter().position(|reading| reading.id == correction.replaces) else {
            return Err(Refusal::new(
                "correction_target_missing",
                "被更正的读数不存在，或已被另一读数更正：请选最近有效的读数",
            )
            .at("/correction/replaces"));
        };
        if correction.reason.trim().is_empty() {
            return Err(Refusal::new("correction_reason_missing", "更正读数必须写明原因").at("/correction/reason"));
        }
        if others[index].purpose != new.purpose {
            return Err(Refusal::new("correction_purpose_differs", "更正读数的用途和周期必须与被更正的读数相同").at("/purpose"));
        }
        others.remove(index);
    }
    others.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(others)
}

/// By day; on one day installation first and removal last, then by value.
fn order(reading: &Reading) -> (NaiveDate, u8, &Exact) {
    (reading.read_on, rank(reading.purpose), &reading.value)
}

fn rank(purpose: Purpose) -> u8 {
    match purpose {
        Purpose::Installation => 0,
        Purpose::Period(_) => 1,
        Purpose::Removal => 2,
    }
}

/// One installation, one removal, one reading per period; the first is the installation, nothing follows a removal.
fn check_purpose(others: &[&Reading], new: &NewReading) -> Result<(), Refusal> {
    if others.iter().any(|reading| reading.purpose == new.purpose) {
        let what = match new.purpose {
            Purpose::Installation => "安装读数".to_owned(),
            Purpose::Period(period) => format!("计量周期 {period} 的读数"),
            Purpose::Removal => "拆表读数".to_owned(),
        };
        return Err(Refusal::new("reading_exists", format!("这块水表已有{what}：如需更改，请以更正读数代替")).at("/purpose"));
    }
    if new.purpose != Purpose::Installation && !others.iter().any(|reading| reading.purpose == Purpose::Installation) {
        return Err(Refusal::new("no_installation_reading", "这块水表还没有安装读数，无从起算：请先登记安装读数").at("/purpose"));
    }
    let removed_on = others
        .iter()
        .find(|reading| reading.purpose == Purpose::Removal)
        .map(|reading| reading.read_on);
    if let Some(removed_on) = removed_on.filter(|removed_on| new.read_on > *removed_on) {
        return Err(Refusal::new("meter_removed", format!("这块水表已于 {removed_on} 拆除，之后不能再有读数")).at("/read_on"));
    }
    Ok(())
}

/// Whether a reading comes after the new one.
fn is_after(reading: &Reading, new: &NewReading) -> bool {
    (reading.read_on, rank(reading.purpose)) > (new.read_on, rank(new.purpose))
}

/// A supplementary reading closes a period that was missed: there are later readings already, and it says why it is late.
fn check_supplement(others: &[&Reading], new: &NewReading) -> Result<(), Refusal> {
    let Some(reason) = &new.supplement else {
        return Ok(());
    };
    if !matches!(new.purpose, Purpose::Period(_)) || new.correction.is_some() {
        return Err(Refusal::new("supplement_not_expected", "只有漏抄的周期读数可以补录，更正读数不是补录").at("/supplement"));
    }
    if reason.trim().is_empty() {
        return Err(Refusal::new("supplement_reason_missing", "补录读数必须写明原因和依据").at("/supplement/reason"));
    }
    if !others.iter().any(|reading| is_after(reading, new)) {
        return Err(Refusal::new("supplement_not_needed", "这块水表没有更晚的读数，不是补录：请按一般读数登记").at("/supplement"));
    }
    Ok(())
}

/// Day and value fit between the readings before and after. A new reading comes last; only a correction and a
/// supplementary reading have one after them.
fn check_neighbours(rules: &MeteringRules, others: &[&Reading], new: &NewReading) -> Result<(), Refusal> {
    let next = others.iter().find(|reading| is_after(reading, new));
    let previous = others.iter().rev().find(|reading| !is_after(reading, new));
    if let (Some(next), None, None) = (next, &new.correction, &new.supplement) {
        let detail = format!(
            "抄表日 {} 早于最近一次读数的日期 {}：请核对日期；漏抄周期的读数请逐条补录，并写明原因和依据",
            new.read_on, next.read_on
        );
        return Err(Refusal::new("reading_before_last", detail)
            .citing(rules.missed_reading.source.citation.clone())
            .at("/read_on"));
    }
    if let Some(previous) = previous {
        let lower = new.value < previous.value;
        if lower && !new.rolled_over {
            let detail = format!(
                "读数 {} 小于上一次读数 {}（{}）：换表请登记拆表和安装读数，计数器转满请注明",
                new.value, previous.value, previous.read_on
            );
            return Err(Refusal::new("reading_lower_than_last", detail).at("/value"));
        }
        if new.rolled_over && !lower {
            let detail = format!("读数 {} 不小于上一次读数 {}，不是计数器转满：请核对", new.value, previous.value);
            return Err(Refusal::new("not_a_rollover", detail).at("/rolled_over"));
        }
    } else if new.rolled_over {
        return Err(Refusal::new("not_a_rollover", "安装读数之前没有读数，不能注明转满").at("/rolled_over"));
    }
    match next {
        Some(next) if next.value < new.value && !next.rolled_over => {
            let detail = format!("读数 {} 大于其后的读数 {}（{}）：请核对", new.value, next.value, next.read_on);
            Err(Refusal::new("reading_higher_than_next", detail).at("/value"))
        }
        Some(next) if next.value >= new.value && next.rolled_over => {
            let detail = format!(
                "其后的读数 {}（{}）注明计数器转满，这个读数 {} 应大于它",
                next.value, next.read_on, new.value
            );
            Err(Refusal::new("reading_lower_than_next", detail).at("/value"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
