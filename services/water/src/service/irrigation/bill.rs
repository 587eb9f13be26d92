//! Bills of a season: each charges the water that no bill has charged yet, on top of what the year's bills have (25号 五).

use chrono::{Datelike, NaiveDate};
use platform::{database::Pg, rule::LiveRules};
use rules::{Exact, Refusal, RuleSet};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::party::planting_of;
use crate::{
    domain::{
        code::Coded,
        irrigation::{
            Crop, District, IrrigationTariff, PerCrop,
            season::{Delivered, IrrigationBillState, SeasonInput, SeasonResult, charge_season, season_input},
        },
        quantity::VOLUME_DECIMALS,
    },
    service::{Act, error::UseCaseError},
    store::{
        billing::number::{DocumentKind, take_numbers_in},
        corrupt, decode,
        irrigation::{
            bill::{self, BillPapers, IrrigationBillRow},
            party::{self, PartyRow},
            volume,
            watering::{self, WateringRow},
        },
        irrigation_approval::{self, IrrigationApprovalRow},
    },
};

/// What is to be billed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBills {
    /// A household or group; or an association or group with everybody below it.
    pub party_id: Uuid,
    /// Calendar year.
    pub year: i32,
    /// Water delivered to this day, inclusive.
    pub through: NaiveDate,
}

/// Bills the water of everybody in a part of a district that no bill has charged yet; nobody where there is none. A year
/// without a schedule is refused, and the missing schedule is named.
pub async fn issue_bills(conn: &mut Pg, rules: &RuleSet, act: &Act, new: &NewBills) -> Result<Vec<IrrigationBillRow>, UseCaseError> {
    let top = party::find(conn, new.party_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水主体"))?;
    let district: District = decode(&top.district)?;
    let tariff = IrrigationTariff::for_year(rules, district, new.year)?;
    if new.through.year() != new.year || new.through > act.today {
        let detail = format!(
            "截止日 {} 应在{}年之内并且不晚于今天（{}）：请核对日期",
            new.through, new.year, act.today
        );
        return Err(Refusal::new("billing_day", detail).at("/through").into());
    }
    bill::hold_prices(conn, district.code(), new.year).await?;
    let approval = irrigation_approval::find(conn, district, new.year).await?;
    let mut bills = Vec::new();
    for party in party::subtree(conn, top.id).await? {
        bills.extend(bill_party(conn, &tariff, rules.digest(), act, new, &party, approval.as_ref()).await?);
    }
    Ok(bills)
}

async fn bill_party(
    conn: &mut Pg,
    tariff: &IrrigationTariff,
    rules_digest: &str,
    act: &Act,
    new: &NewBills,
    party: &PartyRow,
    approval: Option<&IrrigationApprovalRow>,
) -> Result<Option<IrrigationBillRow>, UseCaseError> {
    watering::hold_party(conn, party.id).await?;
    let first = NaiveDate::from_ymd_opt(new.year, 1, 1).ok_or_else(|| corrupt("a year out of range"))?;
    let water = watering::unbilled(conn, party.id, first, new.through).await?;
    if water.is_empty() {
        return Ok(None);
    }
    let planting = planting_of(conn, party, new.year).await?;
    let earlier = bill::of_year(conn, party.id, new.year).await?;
    let approved_on = approval.map(|row| row.approved_on);
    let delivered = water.iter().map(delivered).collect::<Result<Vec<_>, _>>()?;
    let input = season_input(
        tariff.district,
        new.year,
        approved_on,
        &planting.areas(),
        &charged_before(&earlier)?,
        &delivered,
    );
    let result = charge_season(tariff, &input)?;
    // Less than a fen: it waits for the next bill.
    if !result.total.is_positive() {
        return Ok(None);
    }
    let year = new.year.to_string();
    let number = take_numbers_in(conn, DocumentKind::IrrigationBill, &year, 1).await?.remove(0);
    let total: Exact = delivered.iter().map(|water| water.volume.clone()).sum();
    let row = IrrigationBillRow {
        id: Uuid::now_v7(),
        number,
        party_id: party.id,
        party_code: party.code.clone(),
        party_name: party.name.clone(),
        district: party.district.clone(),
        town: party.town.clone(),
        village: party.village.clone(),
        year: new.year,
        seq: earlier.last().map_or(0, |(last, _)| last.seq) + 1,
        through: new.through,
        volume_milli: total
            .to_scaled(VOLUME_DECIMALS)
            .ok_or_else(|| corrupt("a volume has too many decimals"))?,
        total_fen: result.total.fen(),
        approval_number: approval.map(|row| row.number.clone()),
        approved_on,
        rules_digest: rules_digest.to_owned(),
        state: IrrigationBillState::Issued.code().to_owned(),
        issued_on: act.today,
        issued_by: act.actor.clone(),
        version: 1,
    };
    let papers = [json(&input)?, json(&result.lines)?, json(&result.trace)?];
    let charged: Vec<Uuid> = water.iter().map(|row| row.id).collect();
    bill::insert(conn, &row, papers.each_ref(), &charged).await?;
    act.audit(
        conn,
        "irrigation_bill.issue",
        "irrigation_bill",
        row.id,
        None::<&IrrigationBillRow>,
        Some(&(&row, &charged)),
    )
    .await?;
    Ok(Some(row))
}

fn json<T: Serialize>(value: &T) -> Result<Value, UseCaseError> {
    Ok(serde_json::to_value(value).map_err(|error| corrupt(error.to_string()))?)
}

fn delivered(row: &WateringRow) -> Result<Delivered, UseCaseError> {
    Ok(Delivered {
        crop: decode(&row.crop)?,
        watered_on: row.watered_on,
        volume: volume(row.volume_milli),
    })
}

/// What a bill was computed from.
pub fn input_of(papers: &BillPapers) -> Result<SeasonInput, UseCaseError> {
    Ok(serde_json::from_str(papers.input.as_str()).map_err(|error| corrupt(error.to_string()))?)
}

/// What the bills that stand have charged, per crop.
fn charged_before(earlier: &[(IrrigationBillRow, BillPapers)]) -> Result<PerCrop<Exact>, UseCaseError> {
    let standing = earlier.iter().filter(|(row, _)| row.state != IrrigationBillState::Cancelled.code());
    let inputs = standing.map(|(_, papers)| input_of(papers)).collect::<Result<Vec<_>, _>>()?;
    let of = |crop: Crop| -> Exact {
        let lines = inputs.iter().flat_map(|input| &input.lines).filter(|line| line.crop == crop);
        lines.flat_map(|line| &line.parts).map(|part| part.volume.clone()).sum()
    };
    Ok(PerCrop::each(of))
}

/// A bill computed again by the rules of then, and whether every figure and step is the same.
#[derive(Debug)]
pub struct RecomputedSeason {
    /// The figures.
    pub result: SeasonResult,
    /// Revision of the rules of then.
    pub revision: i64,
    /// Whether total, lines and steps are what is stored.
    pub is_equal: bool,
}

/// Computes a stored bill again. Nothing is stored.
pub async fn recompute_season(
    conn: &mut Pg,
    live: &LiveRules<RuleSet>,
    row: &IrrigationBillRow,
    papers: &BillPapers,
) -> Result<RecomputedSeason, UseCaseError> {
    let rules = live.as_of(conn, &row.rules_digest).await?;
    let tariff = IrrigationTariff::for_year(&rules, decode(&row.district)?, row.year)?;
    let result = charge_season(&tariff, &input_of(papers)?)?;
    let stored = |text: &str| serde_json::from_str::<Value>(text).map_err(|error| corrupt(error.to_string()));
    let is_equal = result.total.fen() == row.total_fen
        && json(&result.lines)? == stored(papers.lines.as_str())?
        && json(&result.trace)? == stored(papers.trace.as_str())?;
    Ok(RecomputedSeason {
        result,
        revision: rules.revision(),
        is_equal,
    })
}
