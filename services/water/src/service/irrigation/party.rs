//! Who can hold a water right (25号 六（二）（五）), and what they plant.

use platform::database::Pg;
use rules::{Exact, Refusal, RuleSet};
use uuid::Uuid;

use crate::{
    domain::{
        code::Coded,
        irrigation::{
            District, PerCrop,
            right::{PartyKind, RightRules},
        },
        quantity::AREA_DECIMALS,
        town::Town,
    },
    service::{
        Act,
        error::{Conflict, UseCaseError},
    },
    store::{
        corrupt,
        irrigation::{
            party::{self, PartyRow},
            planting::{self, PlantingRow},
            watering,
        },
    },
};

/// A party to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewParty {
    /// Code, unique in the county.
    pub code: String,
    /// Kind.
    pub kind: PartyKind,
    /// Name.
    pub name: String,
    /// District.
    pub district: District,
    /// What it is a part of.
    pub parent_id: Option<Uuid>,
    /// Town.
    pub town: Town,
    /// Village.
    pub village: String,
}

/// Records an association, a group or a household. A town that the district does not serve is refused, and so is a parent of
/// another kind or district.
pub async fn register_party(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewParty) -> Result<PartyRow, UseCaseError> {
    let facts = RightRules::for_year(rules, new.district, chrono::Datelike::year(&act.today))?.facts;
    if !facts.value.towns.iter().any(|town| town == new.town.label()) {
        let detail = format!(
            "{}的受益镇是{}，不含{}：请核对灌区和镇",
            new.district.label(),
            facts.value.towns.join("、"),
            new.town.label()
        );
        return Err(Refusal::new("town_outside_district", detail)
            .citing(facts.source.citation)
            .at("/town")
            .into());
    }
    let parent = match new.parent_id {
        None => None,
        Some(id) => Some(party::find(conn, id).await?.ok_or(UseCaseError::NotFound("上级组织"))?),
    };
    let fits = match (&parent, new.kind.parent()) {
        (None, None) => true,
        (Some(parent), Some(kind)) => parent.kind == kind.code() && parent.district == new.district.code(),
        _ => false,
    };
    if !fits {
        let detail = match new.kind.parent() {
            None => format!("{}直接属于灌区，不填上级", new.kind.label()),
            Some(kind) => format!("{}的上级应是同一灌区的{}", new.kind.label(), kind.label()),
        };
        return Err(Refusal::new("wrong_parent", detail).at("/parent_id").into());
    }
    let row = PartyRow {
        id: Uuid::now_v7(),
        code: new.code,
        kind: new.kind.code().to_owned(),
        name: new.name,
        district: new.district.code().to_owned(),
        parent_id: new.parent_id,
        town: new.town.code().to_owned(),
        village: new.village,
        demonstration: false,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    party::insert(conn, std::slice::from_ref(&row)).await?;
    act.audit(
        conn,
        "irrigation_party.register",
        "irrigation_party",
        row.id,
        None::<&PartyRow>,
        Some(&row),
    )
    .await?;
    Ok(row)
}

/// An area as it is kept.
pub(super) fn area_e4(area: &Exact) -> Result<i64, UseCaseError> {
    Ok(area
        .to_scaled(AREA_DECIMALS)
        .ok_or_else(|| corrupt("an area has too many decimals or digits"))?)
}

/// Records what a household or group has planted in a year: the quota of its bills. Associations plant nothing.
pub async fn record_planting(
    conn: &mut Pg,
    act: &Act,
    party_id: Uuid,
    year: i32,
    areas: &PerCrop<Exact>,
) -> Result<PlantingRow, UseCaseError> {
    let party = party::find(conn, party_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水组或农户"))?;
    if party.kind == PartyKind::Association.code() {
        let detail = "种植面积按农户或用水组登记，农民用水合作组织不登记：请选农户或用水组";
        return Err(Refusal::new("not_a_user", detail).at("/party_id").into());
    }
    let row = PlantingRow {
        id: Uuid::now_v7(),
        party_id,
        year,
        grain_e4: area_e4(&areas.grain)?,
        economic_e4: area_e4(&areas.economic)?,
        other_e4: area_e4(&areas.other)?,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        version: 1,
    };
    planting::insert(conn, std::slice::from_ref(&row)).await?;
    act.audit(
        conn,
        "irrigation_planting.record",
        "irrigation_planting",
        row.id,
        None::<&PlantingRow>,
        Some(&row),
    )
    .await?;
    Ok(row)
}

/// Corrects what has been planted. Refused while bills of the year stand: their quota rests on it.
pub async fn correct_planting(
    conn: &mut Pg,
    act: &Act,
    id: Uuid,
    version: i32,
    areas: &PerCrop<Exact>,
) -> Result<PlantingRow, UseCaseError> {
    let before = planting::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这条种植面积"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    watering::hold_party(conn, before.party_id).await?;
    let row = PlantingRow {
        grain_e4: area_e4(&areas.grain)?,
        economic_e4: area_e4(&areas.economic)?,
        other_e4: area_e4(&areas.other)?,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        version: before.version + 1,
        ..before.clone()
    };
    planting::update(conn, &row).await?;
    act.audit(
        conn,
        "irrigation_planting.correct",
        "irrigation_planting",
        row.id,
        Some(&before),
        Some(&row),
    )
    .await?;
    Ok(row)
}

/// What a party has planted, which a watering or a bill cannot do without.
pub(super) async fn planting_of(conn: &mut Pg, party: &PartyRow, year: i32) -> Result<PlantingRow, UseCaseError> {
    planting::of_year(conn, party.id, year).await?.ok_or_else(|| {
        let detail = format!("{} {} 没有{year}年的种植面积，定额算不出来：请先登记", party.code, party.name);
        Conflict::new("planting_missing", detail)
            .missing(format!("{year}年种植面积"))
            .into()
    })
}
