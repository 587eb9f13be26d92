//! Waterings of a season (25号 六（三）).

use chrono::Datelike;
use platform::database::Pg;
use rules::{Refusal, RuleSet};
use uuid::Uuid;

use super::party::{area_e4, planting_of};
use crate::{
    domain::{
        code::Coded,
        irrigation::{
            right::PartyKind,
            watering::{NewWatering, check_watering},
        },
        quantity::VOLUME_DECIMALS,
    },
    service::{Act, error::UseCaseError},
    store::{
        corrupt,
        irrigation::{
            party::{self, PartyRow},
            watering::{self, WateringRow},
        },
    },
};

/// Records a watering, or corrects one. The database refuses what is on record, and a correction of what has been billed.
pub async fn record_watering(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewWatering) -> Result<(WateringRow, PartyRow), UseCaseError> {
    let party = party::find(conn, new.party_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水组或农户"))?;
    if party.kind == PartyKind::Association.code() {
        let detail = "浇地按农户或用水组记录，农民用水合作组织的用水由它们合计：请选农户或用水组";
        return Err(Refusal::new("not_a_user", detail).at("/party_id").into());
    }
    watering::hold_party(conn, party.id).await?;
    if let Some((replaces, _)) = &new.correction {
        let replaced = watering::find(conn, *replaces).await?.filter(|row| row.party_id == party.id);
        replaced.ok_or(UseCaseError::NotFound("要更正的那次浇地"))?;
    }
    let planted = planting_of(conn, &party, new.watered_on.year()).await?.areas();
    check_watering(rules, &new, planted.of(new.crop), act.today)?;
    let (replaces, reason) = new.correction.unzip();
    let row = WateringRow {
        id: Uuid::now_v7(),
        party_id: party.id,
        crop: new.crop.code().to_owned(),
        watered_on: new.watered_on,
        volume_milli: new
            .volume
            .to_scaled(VOLUME_DECIMALS)
            .ok_or_else(|| corrupt("a volume has too many decimals"))?,
        area_e4: area_e4(&new.area_mu)?,
        method: new.method.code().to_owned(),
        replaces,
        reason,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    watering::insert(conn, std::slice::from_ref(&row)).await?;
    let action = if row.replaces.is_some() {
        "watering.correct"
    } else {
        "watering.record"
    };
    act.audit(conn, action, "watering", row.id, None::<&WateringRow>, Some(&row))
        .await?;
    Ok((row, party))
}
