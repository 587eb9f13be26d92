//! Water rights of a year, drafted by one person and approved by another; and the cut of a district that failed its
//! assessment (24号 附件8 第五条（四）).

use chrono::NaiveDate;
use platform::{
    database::Pg,
    rule::maker_checker::{ChangeCommand, ChangeState},
    todo::{self, Todo},
};
use rules::{Cited, Exact, RuleSet};
use uuid::Uuid;

use super::party::area_e4;
use crate::{
    api::role::WATER_HEAD,
    domain::{
        code::Coded,
        irrigation::{
            District,
            right::{self, Allocation, Cut, PartyKind, RightBasis, RightRules},
        },
        quantity::{VOLUME_DECIMALS, litres},
    },
    service::{
        Act,
        error::{Conflict, UseCaseError},
    },
    store::{
        corrupt, decode,
        irrigation::{
            party::{self, PartyRow},
            right::{self as rights, RightRow},
            volume,
            year::{self, CutRow, YearRow},
        },
    },
};

/// A right to be drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRight {
    /// Who holds it.
    pub party_id: Uuid,
    /// Calendar year.
    pub year: i32,
    /// Volume, m³, to 3 decimals.
    pub volume: Exact,
    /// What it rests on.
    pub basis: RightBasis,
}

/// A decision to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCut {
    /// District that failed.
    pub district: District,
    /// Calendar year whose right is cut: the one after the year that was assessed.
    pub year: i32,
    /// Number of the decision.
    pub decision_number: String,
    /// Its day.
    pub decided_on: NaiveDate,
    /// Why: what the assessment found.
    pub ground: String,
}

fn to_litres(volume: &Exact) -> Result<i64, UseCaseError> {
    Ok(litres(volume).ok_or_else(|| corrupt("a volume is beyond fifteen digits"))?)
}

fn to_cut(row: &CutRow) -> Cut {
    Cut {
        year: row.year,
        decision_number: row.decision_number.clone(),
        decided_on: row.decided_on,
    }
}

/// Holds a district's year until the transaction ends; it begins with the first right or cut.
async fn hold_year(conn: &mut Pg, rules: &RuleSet, district: District, of: i32) -> Result<YearRow, UseCaseError> {
    let permit = right::ceiling(rules, district, of, None)?.permit;
    let permit_milli = to_litres(&permit)?;
    let new = YearRow {
        district: district.code().to_owned(),
        year: of,
        permit_milli,
        ceiling_milli: permit_milli,
    };
    Ok(year::hold(conn, &new).await?)
}

/// What a right of a party has to fit between, in a year that is held.
async fn allocation(conn: &mut Pg, party: &PartyRow, held: &YearRow, cut: Option<Cut>) -> Result<Allocation, UseCaseError> {
    let (limit, limit_of) = match party.parent_id {
        None => {
            let district: District = decode(&party.district)?;
            (held.ceiling_milli, format!("{}{}年", district.label(), held.year))
        }
        Some(parent) => {
            let parent = party::find(conn, parent).await?.ok_or(UseCaseError::NotFound("上级组织"))?;
            let right = rights::in_force(conn, parent.id, held.year).await?.ok_or_else(|| {
                let detail = format!(
                    "上级 {} 没有核准的{}年水权，无从细化：请先起草并核准上级的水权",
                    parent.name, held.year
                );
                Conflict::new("parent_right_missing", detail).missing(format!("{} {}年水权", parent.name, held.year))
            })?;
            (right.volume_milli, format!("上级 {} {}年", parent.name, held.year))
        }
    };
    let others = rights::parts(conn, &party.district, held.year, party.parent_id, Some(party.id)).await?;
    let children = rights::parts(conn, &party.district, held.year, Some(party.id), None).await?;
    let replaced = rights::in_force(conn, party.id, held.year).await?;
    Ok(Allocation {
        limit: volume(limit),
        limit_of,
        others: volume(others),
        replaced: replaced.map(|row| volume(row.volume_milli)),
        children: volume(children),
        cut: cut.filter(|_| party.parent_id.is_none()),
    })
}

/// The cut of a district and year, with the share by the rules of its day.
async fn cut_of(conn: &mut Pg, rules: &RuleSet, district: District, of: i32) -> Result<(Option<Cut>, Option<Cited<Exact>>), UseCaseError> {
    let Some(row) = year::find_cut(conn, district, of).await? else {
        return Ok((None, None));
    };
    let cut = to_cut(&row);
    let share = rules.at("irrigation.right.cut", cut.decided_on)?;
    Ok((Some(cut), Some(share)))
}

/// Refuses a right that does not fit, with what would fit; the database refuses it too.
async fn check(conn: &mut Pg, rules: &RuleSet, party: &PartyRow, of: i32, wanted: &Exact) -> Result<RightRules, UseCaseError> {
    let district: District = decode(&party.district)?;
    let right_rules = RightRules::for_year(rules, district, of)?;
    let held = hold_year(conn, rules, district, of).await?;
    let (cut, share) = cut_of(conn, rules, district, of).await?;
    let allocation = allocation(conn, party, &held, cut).await?;
    right::check_allocation(&right_rules, share.as_ref(), wanted, &allocation)?;
    Ok(right_rules)
}

/// Drafts a right; another person approves it. Refused at once where it does not fit (25号 六（五）).
pub async fn draft_right(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewRight) -> Result<(RightRow, PartyRow), UseCaseError> {
    let party = party::find(conn, new.party_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水主体"))?;
    let right_rules = check(conn, rules, &party, new.year, &new.volume).await?;
    right_rules.check_basis(decode::<PartyKind>(&party.kind)?, &new.basis)?;
    let basis = &new.basis;
    let row = RightRow {
        id: Uuid::now_v7(),
        party_id: party.id,
        district: party.district.clone(),
        year: new.year,
        volume_milli: new
            .volume
            .to_scaled(VOLUME_DECIMALS)
            .ok_or_else(|| corrupt("a volume has too many decimals"))?,
        confirmed_area_e4: area_e4(&basis.confirmed_area)?,
        irrigated_area_e4: area_e4(&basis.irrigated_area)?,
        grain_e4: area_e4(&basis.crop_areas.grain)?,
        economic_e4: area_e4(&basis.crop_areas.economic)?,
        other_e4: area_e4(&basis.crop_areas.other)?,
        quota_milli: to_litres(&right_rules.quota_volume(&basis.crop_areas))?,
        last_use_milli: basis.last_use.iter().map(to_litres).collect::<Result<_, _>>()?,
        works: basis.works.clone(),
        rules_digest: rules.digest().to_owned(),
        state: ChangeState::Submitted.code().to_owned(),
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        decided_by: None,
        decided_at: None,
        comment: None,
        superseded_by: None,
        version: 1,
    };
    rights::insert(conn, &row).await?;
    remind(conn, act, &row, &party).await?;
    act.audit(conn, "water_right.draft", "water_right", row.id, None::<&RightRow>, Some(&row))
        .await?;
    Ok((row, party))
}

/// Approves, returns or withdraws a right. Approved, it takes the place of the party's right of the year.
pub async fn decide_right(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    (id, version): (Uuid, i32),
    may_decide: bool,
    command: ChangeCommand,
) -> Result<(RightRow, PartyRow), UseCaseError> {
    // The year is held before the right, as by whoever drafts.
    let (found, party) = rights::find(conn, id).await?.ok_or(UseCaseError::NotFound("这项水权"))?;
    if command == ChangeCommand::Approve {
        hold_year(conn, rules, decode(&found.district)?, found.year).await?;
    }
    let before = rights::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这项水权"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    let state = ChangeState::from_code(&before.state).ok_or_else(|| corrupt("unknown state of a water right"))?;
    if state != ChangeState::Submitted {
        let detail = "这项水权已经办结，不能再核准、退回或撤回：需要更改的请另行起草";
        return Err(Conflict::new("change_wrong_state", detail).into());
    }
    let next = state.apply(&before.drafted_by, &act.actor, may_decide, &command)?;
    let mut after = before.clone();
    next.code().clone_into(&mut after.state);
    after.version += 1;
    let action = match command {
        ChangeCommand::Approve => "water_right.approve",
        ChangeCommand::Return { .. } => "water_right.return",
        _ => "water_right.withdraw",
    };
    if let ChangeCommand::Return { comment } = command {
        after.comment = Some(comment);
    }
    if next != ChangeState::Withdrawn {
        after.decided_by = Some(act.actor.clone());
        after.decided_at = Some(act.now);
    }
    if next == ChangeState::Approved {
        check(conn, rules, &party, before.year, &volume(before.volume_milli)).await?;
        if let Some(mut replaced) = rights::in_force(conn, party.id, before.year).await? {
            replaced.superseded_by = Some(id);
            replaced.version += 1;
            rights::update(conn, &replaced).await?;
        }
    }
    rights::update(conn, &after).await?;
    remind(conn, act, &after, &party).await?;
    act.audit(conn, action, "water_right", id, Some(&before), Some(&after)).await?;
    Ok((after, party))
}

/// The head has to look at a drafted right; once it is decided or withdrawn nobody has.
async fn remind(conn: &mut Pg, act: &Act, row: &RightRow, party: &PartyRow) -> Result<(), UseCaseError> {
    let key = format!("water_right:{}:approve", row.id);
    if row.state != ChangeState::Submitted.code() {
        return Ok(todo::close(conn, &key, act.now).await?);
    }
    let todo = Todo {
        key,
        kind: "water_right.approve",
        title: format!("核准{} {}年水权", party.name, row.year),
        link: format!("/work/water/rights?open={}", row.id),
        audience: WATER_HEAD.into(),
        unit: None,
        due_on: None,
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}

/// Cuts a district's water right of a year: the assessment of the year before has failed (24号 附件8 第五条（四）, flow S8).
///
/// Lowers the ceiling of the district's rights by the share of `irrigation.right.cut` (5 %) of its permit, once per district
/// and year: a second decision is the conflict `cut_exists`. From then on no draft beyond the ceiling is taken; rights approved
/// before it stay and show as to be reduced. Call it in the transaction of the assessment's decision; it holds the district's
/// year until that ends, and appends its own entry to the audit trail.
pub async fn cut_right(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewCut) -> Result<CutRow, UseCaseError> {
    let cut = Cut {
        year: new.year,
        decision_number: new.decision_number.clone(),
        decided_on: new.decided_on,
    };
    cut.share(rules, act.today)?;
    let held = hold_year(conn, rules, new.district, new.year).await?;
    let ceiling = right::ceiling(rules, new.district, new.year, Some(&cut))?;
    let row = CutRow {
        id: Uuid::now_v7(),
        district: new.district.code().to_owned(),
        year: new.year,
        decision_number: new.decision_number,
        decided_on: new.decided_on,
        ground: new.ground,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    year::insert_cut(conn, &row).await?;
    let lowered = YearRow {
        ceiling_milli: to_litres(&ceiling.volume)?,
        ..held.clone()
    };
    year::lower(conn, &lowered).await?;
    act.audit(
        conn,
        "water_right.cut",
        "irrigation_year",
        format!("{}/{}", row.district, row.year),
        Some(&held),
        Some(&(&lowered, &row)),
    )
    .await?;
    Ok(row)
}

/// What a district may share out in a year, with the steps and the decision that has cut it.
pub async fn ceiling_of(
    conn: &mut Pg,
    rules: &RuleSet,
    district: District,
    of: i32,
) -> Result<(right::Ceiling, Option<CutRow>), UseCaseError> {
    let row = year::find_cut(conn, district, of).await?;
    let ceiling = right::ceiling(rules, district, of, row.as_ref().map(to_cut).as_ref())?;
    Ok((ceiling, row))
}
