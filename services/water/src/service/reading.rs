//! Readings (新政办发〔2023〕24号 附件3 第十一、十二条): recorded one by one; whole files in [`super::file_import`].

use chrono::NaiveDate;
use platform::database::Pg;
use rules::Refusal;
use uuid::Uuid;

use super::{Act, error::UseCaseError};
use crate::{
    domain::{
        code::Coded,
        meter::MeteringRules,
        quantity::litres,
        reading::{Correction, NewReading, Purpose, check_reading},
    },
    store::{
        corrupt, meter, plan,
        reading::{self, ReadingRow, encode_purpose},
    },
};

/// A reading to be recorded.
pub type ReadingEntry = NewReading;

/// The row of a reading that the rules have let pass.
pub fn new_row(act: &Act, meter_id: Uuid, new: &NewReading) -> Result<ReadingRow, UseCaseError> {
    let (purpose, period) = encode_purpose(new.purpose);
    let (replaces, reason) = match (&new.correction, &new.supplement) {
        (Some(Correction { replaces, reason }), _) => (Some(*replaces), Some(reason)),
        (None, Some(reason)) => (None, Some(reason)),
        (None, None) => (None, None),
    };
    Ok(ReadingRow {
        id: Uuid::now_v7(),
        meter_id,
        purpose: purpose.to_owned(),
        period,
        read_on: new.read_on,
        value_milli: litres(&new.value).ok_or_else(|| corrupt("a reading is beyond fifteen digits"))?,
        method: new.method.code().to_owned(),
        rolled_over: new.rolled_over,
        replaces,
        supplement: new.supplement.is_some(),
        reason: reason.map(|reason| reason.trim().to_owned()),
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    })
}

/// Records a reading, or refuses it with the article. `rules`: those of the day on which it is recorded.
pub async fn record_reading(
    conn: &mut Pg,
    rules: &MeteringRules,
    act: &Act,
    meter_id: Uuid,
    new: NewReading,
) -> Result<ReadingRow, UseCaseError> {
    let locked = meter::lock(conn, meter_id).await?.ok_or(UseCaseError::NotFound("这块水表"))?;
    refuse_after_removal(&locked, &new)?;
    let domain = meter::to_domain(&locked, &meter::verifications_of(conn, &[meter_id]).await?)?;
    let others = reading::counting_of_meters(conn, &[meter_id])
        .await?
        .remove(&meter_id)
        .unwrap_or_default();
    check_reading(rules, &domain, &others, &new, act.today)?;
    let row = new_row(act, meter_id, &new)?;
    reading::insert(conn, std::slice::from_ref(&row)).await?;
    let replaced = match row.replaces {
        Some(id) => reading::find(conn, id).await?,
        None => None,
    };
    if row.purpose == "removal" && locked.removed_on.is_some_and(|day| day != row.read_on) {
        let corrected = meter::MeterRow {
            removed_on: Some(row.read_on),
            version: locked.version + 1,
            ..locked.clone()
        };
        meter::update(conn, &corrected).await?;
        act.audit(conn, "meter.correct_removal", "meter", meter_id, Some(&locked), Some(&corrected))
            .await?;
    }
    let action = match (row.replaces, row.supplement) {
        (Some(_), _) => "reading.correct",
        (None, true) => "reading.supplement",
        (None, false) => "reading.record",
    };
    act.audit(conn, action, "reading", row.id, replaced.as_ref(), Some(&row)).await?;
    Ok(row)
}

/// A meter that was taken out without a reading has no later ones either.
pub fn refuse_after_removal(row: &meter::MeterRow, new: &NewReading) -> Result<(), Refusal> {
    match row.removed_on.filter(|day| new.read_on > *day && new.purpose != Purpose::Removal) {
        Some(day) => Err(Refusal::new("meter_removed", format!("水表 {} 已于 {day} 拆除，之后不能再有读数", row.number)).at("/read_on")),
        None => Ok(()),
    }
}

/// Numbers of the bills that rest on a reading: of its own period, which it closes, and of the next, which it opens. A
/// correction and a supplementary reading leave them as they are; they are put right by credit bill.
pub async fn bills_resting_on(conn: &mut Pg, row: &ReadingRow) -> Result<Vec<String>, UseCaseError> {
    let Some(meter) = meter::find(conn, row.meter_id).await? else {
        return Ok(Vec::new());
    };
    let touched = match reading::decode_purpose(&row.purpose, row.period.as_deref())? {
        Purpose::Period(period) => [Some(period), period.next()].into_iter().flatten().collect(),
        Purpose::Installation | Purpose::Removal => periods_around(row.read_on),
    };
    Ok(plan::bills_of(conn, meter.user_id, &touched).await?)
}

/// The month and the quarter of a day, and those before and after them.
fn periods_around(day: NaiveDate) -> Vec<crate::domain::period::Period> {
    use crate::domain::period::{Period, PeriodKind};
    let of_kind = |kind| {
        let period = Period::containing(day, kind);
        [period.and_then(Period::previous), period, period.and_then(Period::next)]
    };
    PeriodKind::ALL.iter().flat_map(|kind| of_kind(*kind)).flatten().collect()
}
