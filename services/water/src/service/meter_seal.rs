//! Seals of meters: who put one on, who took it off, and when (新政办发〔2023〕24号 附件3 第十二条（六）).

use chrono::NaiveDate;
use platform::database::Pg;
use rules::Refusal;
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::store::{
    meter::{self, MeterRow},
    meter_seal::{self, SealRow},
};

async fn lock_meter(conn: &mut Pg, id: Uuid) -> Result<MeterRow, UseCaseError> {
    meter::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这块水表"))
}

fn refuse_future(act: &Act, day: NaiveDate, pointer: &str) -> Result<(), Refusal> {
    if day <= act.today {
        return Ok(());
    }
    let detail = format!("日期 {day} 在今天（{}）之后：请核对日期", act.today);
    Err(Refusal::new("day_in_future", detail).at(pointer))
}

async fn show_on_meter(conn: &mut Pg, act: &Act, before: &MeterRow, number: Option<String>) -> Result<(), UseCaseError> {
    let after = MeterRow {
        seal_number: number,
        version: before.version + 1,
        ..before.clone()
    };
    meter::update(conn, &after).await?;
    act.audit(conn, "meter.change_seal", "meter", before.id, Some(before), Some(&after))
        .await?;
    Ok(())
}

/// Puts a seal on a meter in use that wears none.
pub async fn put_on_seal(
    conn: &mut Pg,
    act: &Act,
    meter_id: Uuid,
    number: String,
    on: NaiveDate,
    by: String,
) -> Result<SealRow, UseCaseError> {
    let meter = lock_meter(conn, meter_id).await?;
    if let Some(day) = meter.removed_on {
        return Err(Conflict::new("meter_removed", format!("水表 {} 已于 {day} 拆除，不能再加封", meter.number)).into());
    }
    refuse_future(act, on, "/put_on")?;
    if let Some(worn) = meter_seal::worn_by(conn, meter_id).await? {
        let detail = format!(
            "水表 {} 已有铅封 {}（{} 加封）：请先登记启封",
            meter.number, worn.number, worn.put_on
        );
        return Err(Conflict::new("seal_worn", detail).into());
    }
    let last = meter_seal::last_day(conn, meter_id).await?.unwrap_or(meter.installed_on);
    if on < last {
        let detail = format!("加封日 {on} 早于安装或上次启封的日期 {last}：请核对日期");
        return Err(Refusal::new("seal_before_last", detail).at("/put_on").into());
    }
    let row = SealRow {
        id: Uuid::now_v7(),
        meter_id,
        number,
        put_on: on,
        put_on_by: by,
        taken_off: None,
        taken_off_by: None,
        taken_off_reason: None,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        removal_recorded_by: None,
    };
    meter_seal::insert(conn, &row).await?;
    act.audit(conn, "meter_seal.put_on", "meter_seal", row.id, None::<&SealRow>, Some(&row))
        .await?;
    show_on_meter(conn, act, &meter, Some(row.number.clone())).await?;
    Ok(row)
}

/// Notes that a seal was taken off.
pub async fn take_off_seal(
    conn: &mut Pg,
    act: &Act,
    meter_id: Uuid,
    id: Uuid,
    on: NaiveDate,
    by: String,
    reason: String,
) -> Result<SealRow, UseCaseError> {
    let meter = lock_meter(conn, meter_id).await?;
    let before = meter_seal::find(conn, meter_id, id)
        .await?
        .ok_or(UseCaseError::NotFound("这枚铅封"))?;
    if let Some(day) = before.taken_off {
        return Err(Conflict::new("seal_taken_off", format!("铅封 {} 已于 {day} 启封", before.number)).into());
    }
    refuse_future(act, on, "/taken_off")?;
    if on < before.put_on {
        let detail = format!("启封日 {on} 早于加封日 {}：请核对日期", before.put_on);
        return Err(Refusal::new("seal_before_last", detail).at("/taken_off").into());
    }
    let after = SealRow {
        taken_off: Some(on),
        taken_off_by: Some(by),
        taken_off_reason: Some(reason),
        removal_recorded_by: Some(act.actor.clone()),
        ..before.clone()
    };
    meter_seal::update(conn, &after).await?;
    act.audit(conn, "meter_seal.take_off", "meter_seal", id, Some(&before), Some(&after))
        .await?;
    show_on_meter(conn, act, &meter, None).await?;
    Ok(after)
}
