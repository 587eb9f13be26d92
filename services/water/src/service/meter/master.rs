//! Master meters and the sub-meters behind them (新政办发〔2023〕24号 附件1 第七条): a master meter counts the water of its
//! sub-meters too, so that only the master meter is billed. There are two levels, of one user, at one kind of place.

use platform::database::Pg;
use rules::Refusal;
use uuid::Uuid;

use super::{NewMeter, not_found, store_change};
use crate::{
    domain::code::Coded,
    service::{
        Act,
        error::{Conflict, UseCaseError},
    },
    store::meter::{self, MeterRow},
};

/// Refuses a master meter that cannot be one; holds it until the transaction ends.
pub(super) async fn require_master(conn: &mut Pg, user_id: Uuid, new: &NewMeter) -> Result<(), UseCaseError> {
    let Some(id) = new.master_meter_id else { return Ok(()) };
    let refuse = |code, detail: String| Err(Refusal::new(code, detail).at("/master_meter_id").into());
    let Some(master) = meter::lock(conn, id).await?.filter(|row| row.user_id == user_id) else {
        return refuse("master_meter_unknown", "总表不是这个用水户的水表：请核对总表".to_owned());
    };
    if let Some(day) = master.removed_on {
        let detail = format!("总表 {} 已于 {day} 拆除：请选在用的水表作总表", master.number);
        return refuse("master_meter_removed", detail);
    }
    if master.master_meter_id.is_some() {
        let detail = format!("水表 {} 本身是分表，不能作总表：请选它的总表", master.number);
        return refuse("master_meter_is_sub_meter", detail);
    }
    if master.place != new.place.code() {
        let detail = format!("总表 {} 与分表的安装位置不同，计的不是同一路水：请核对", master.number);
        return refuse("master_meter_elsewhere", detail);
    }
    Ok(())
}

/// A meter that others stand behind is not taken out: nobody would be charged for their water.
pub(super) async fn refuse_with_sub_meters(conn: &mut Pg, master: &MeterRow) -> Result<(), UseCaseError> {
    let numbers: Vec<String> = meter::sub_meters_in_use(conn, master.id)
        .await?
        .into_iter()
        .map(|row| row.number)
        .collect();
    if numbers.is_empty() {
        return Ok(());
    }
    let detail = format!(
        "水表 {} 是总表，还有在用的分表（{}），拆除后分表的水无人计费：请先拆除分表，或办理换表",
        master.number,
        numbers.join("、")
    );
    Err(Conflict::new("meter_has_sub_meters", detail).missing("拆除分表").into())
}

/// Locks a meter that is to be replaced together with its sub-meters and the master meter of the new one: before the
/// audit trail's lock, and in one order everywhere. Gives the sub-meters; the new meter stands behind the old one's
/// master unless it names another.
pub(super) async fn lock_family(conn: &mut Pg, id: Uuid, new: &mut NewMeter) -> Result<Vec<MeterRow>, UseCaseError> {
    let old = meter::find(conn, id).await?.ok_or_else(not_found)?;
    new.master_meter_id = new.master_meter_id.or(old.master_meter_id);
    let mut rows = meter::lock_family(conn, id, new.master_meter_id).await?;
    rows.retain(|row| row.master_meter_id == Some(id) && row.removed_on.is_none());
    if !rows.is_empty() && (new.master_meter_id.is_some() || new.place.code() != old.place) {
        let detail = format!("水表 {} 是总表，换上的水表须在同一位置，也不能是分表", old.number);
        return Err(Refusal::new("master_meter_replaced_by_other", detail).at("/meter").into());
    }
    Ok(rows)
}

/// Puts sub-meters behind the meter that has taken the place of their master.
pub(super) async fn move_behind(conn: &mut Pg, act: &Act, sub_meters: Vec<MeterRow>, master: Uuid) -> Result<(), UseCaseError> {
    for before in sub_meters {
        let after = MeterRow {
            master_meter_id: Some(master),
            ..before.clone()
        };
        store_change(conn, act, "meter.change_master", &before, after).await?;
    }
    Ok(())
}
