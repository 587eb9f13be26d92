//! Orders to a supply company to replace household meters that are past their cycle, and the fine where the deadline has passed
//! (新政办发〔2023〕24号 附件3 第十、十三条). Whether a company has corrected follows from its meters.

use std::collections::HashMap;

use chrono::NaiveDate;
use platform::{
    database::Pg,
    todo::{self, Todo},
};
use rules::{Citation, Money, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    due_meter::{DueMeter, list_due_meters},
    error::{Conflict, UseCaseError},
};
use crate::{
    api::role::WATER_HEAD,
    domain::{
        code::Coded,
        meter::{Due, DueState, Measure, MeteringRules},
        period::{Period, PeriodKind},
        replacement_order::{FineState, OrderError, OrderState, check_deadline, corrected_on},
        user::Category,
        violation::{CorrectionOrder, FineRange, check_late_replacement_fine},
    },
    store::{
        billing::number::{DocumentKind, take_numbers},
        correction_order::{self, FineRow, OrderMeterRow, OrderRow, OrderedMeter},
        corrupt, decode,
    },
};

/// Most meters of a county that are looked at.
const MOST_METERS: usize = 200_000;

impl From<OrderError> for UseCaseError {
    fn from(error: OrderError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        match error {
            OrderError::WrongState(_) => Conflict::new(code, detail).into(),
            OrderError::SecondPersonNeeded(citation) => Self::NotThisPerson { code, detail, citation },
            OrderError::Refused(refusal) => refusal.into(),
        }
    }
}

/// An order to be drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// Code of the supply company.
    pub supplier: String,
    /// The meters; none: every household meter of the company that is past its cycle.
    pub meters: Option<Vec<Uuid>>,
    /// Last day of the time given.
    pub deadline: NaiveDate,
    /// Why.
    pub reason: String,
    /// Made up for the demonstration county.
    pub demonstration: bool,
}

/// An order with its meters and fines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRecord {
    /// The order.
    pub row: OrderRow,
    /// Its meters as they stand now.
    pub meters: Vec<OrderedMeter>,
    /// Its fines, oldest first.
    pub fines: Vec<FineRow>,
}

impl OrderRecord {
    /// As the rule of the fine sees it.
    pub fn to_domain(&self) -> CorrectionOrder {
        let removals: Vec<_> = self.meters.iter().map(|meter| meter.removed_on).collect();
        CorrectionOrder {
            deadline: self.row.deadline,
            corrected_on: corrected_on(&removals),
        }
    }
}

/// What article orders and fines rest on.
fn citation(rules: &RuleSet, act: &Act) -> Result<Citation, UseCaseError> {
    Ok(rules.at::<FineRange>("metering.late_replacement_fine", act.today)?.source.citation)
}

/// Household meters in scope that are past their replacement cycle, with their supply company and the day they were due.
pub async fn overdue_household_meters(
    conn: &mut Pg,
    rules: &MeteringRules,
    today: NaiveDate,
) -> Result<Vec<(String, Uuid, NaiveDate)>, UseCaseError> {
    let within = rules.due_windows.value.iter().copied().min().unwrap_or_default();
    let due = list_due_meters(conn, rules, today, within, None, MOST_METERS).await?;
    let overdue: HashMap<Uuid, NaiveDate> = due.iter().filter_map(overdue_replacement).collect();
    let ids: Vec<Uuid> = overdue.keys().copied().collect();
    let mut found = Vec::new();
    for user in correction_order::users_of(conn, &ids).await? {
        if let (Category::Resident, Some(supplier), Some(day)) = (decode(&user.category)?, user.supplier, overdue.get(&user.meter_id)) {
            found.push((supplier, user.meter_id, *day));
        }
    }
    found.sort();
    Ok(found)
}

fn overdue_replacement(due: &DueMeter) -> Option<(Uuid, NaiveDate)> {
    match (due.state, due.due) {
        (
            DueState::Overdue { .. },
            Due::On {
                measure: Measure::Replacement,
                day,
            },
        ) => Some((due.meter.id, day)),
        _ => None,
    }
}

/// Drafts an order about household meters of a company that are past their cycle.
pub async fn draft_order(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewOrder) -> Result<OrderRecord, UseCaseError> {
    let citation = citation(rules, act)?;
    check_deadline(&citation, new.deadline, act.today)?;
    let overdue = overdue_household_meters(conn, &MeteringRules::at(rules, act.today)?, act.today).await?;
    let of_company: HashMap<Uuid, NaiveDate> = overdue
        .into_iter()
        .filter(|(supplier, ..)| *supplier == new.supplier)
        .map(|(_, meter, day)| (meter, day))
        .collect();
    let refuse = |code, detail: String, pointer: &str| UseCaseError::from(Refusal::new(code, detail).citing(citation.clone()).at(pointer));
    let mut ids = new.meters.unwrap_or_else(|| of_company.keys().copied().collect());
    ids.sort_unstable();
    ids.dedup();
    if let Some(position) = ids.iter().position(|id| !of_company.contains_key(id)) {
        let detail = "只能就该供水企业已过轮换周期的居民水表责令改正：请核对水表".to_owned();
        return Err(refuse("meter_not_overdue", detail, &format!("/meter_ids/{position}")));
    }
    if ids.is_empty() {
        let detail = format!("供水企业「{}」没有超过轮换周期的居民水表，不需要责令", new.supplier);
        return Err(refuse("nothing_overdue", detail, "/supplier"));
    }
    let ordered = correction_order::ordered_already(conn, &ids).await?;
    if !ordered.is_empty() {
        let detail = format!("水表 {} 已在另一份责令中，尚未更换：请先办完那一份", ordered.join("、"));
        return Err(Conflict::new("meter_ordered_already", detail).into());
    }
    let row = OrderRow {
        id: Uuid::now_v7(),
        number: None,
        supplier: new.supplier,
        deadline: new.deadline,
        reason: new.reason,
        state: OrderState::Draft.code().to_owned(),
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        issued_by: None,
        issued_at: None,
        issued_on: None,
        demonstration: new.demonstration,
        version: 1,
    };
    let meters: Vec<OrderMeterRow> = ids
        .iter()
        .filter_map(|id| {
            Some(OrderMeterRow {
                order_id: row.id,
                meter_id: *id,
                due_on: *of_company.get(id)?,
            })
        })
        .collect();
    correction_order::insert(conn, &row, &meters).await?;
    remind(
        conn,
        act,
        &row.id,
        row.state == OrderState::Draft.code(),
        &row.supplier,
        "签发轮换水表的责令",
    )
    .await?;
    let told = serde_json::json!({ "order": row, "meters": meters });
    act.audit(
        conn,
        "correction_order.draft",
        "correction_order",
        row.id,
        None::<&OrderRow>,
        Some(&told),
    )
    .await?;
    find_order(conn, row.id).await
}

/// An order with what belongs to it.
pub async fn find_order(conn: &mut Pg, id: Uuid) -> Result<OrderRecord, UseCaseError> {
    let row = correction_order::find(conn, id).await?.ok_or(UseCaseError::NotFound("这份责令"))?;
    Ok(with_parts(conn, vec![row]).await?.remove(0))
}

/// Orders with their meters and fines.
pub async fn with_parts(conn: &mut Pg, rows: Vec<OrderRow>) -> Result<Vec<OrderRecord>, UseCaseError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut meters = correction_order::meters_of(conn, &ids).await?;
    let mut fines = correction_order::fines_of(conn, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| OrderRecord {
            meters: meters.remove(&row.id).unwrap_or_default(),
            fines: fines.remove(&row.id).unwrap_or_default(),
            row,
        })
        .collect())
}

/// Issues a drafted order, or gives it up.
pub async fn move_order(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    is_issued: bool,
) -> Result<OrderRecord, UseCaseError> {
    let before = correction_order::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这份责令"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    let state: OrderState = decode(&before.state)?;
    let mut after = before.clone();
    let action = if is_issued {
        let next = state.issue(&citation(rules, act)?, &before.drafted_by, &act.actor, before.deadline, act.today)?;
        next.code().clone_into(&mut after.state);
        let quarter = Period::containing(act.today, PeriodKind::Quarter).ok_or_else(|| corrupt("a day without a quarter"))?;
        after.number = take_numbers(conn, DocumentKind::CorrectionOrder, quarter, 1).await?.pop();
        (after.issued_by, after.issued_at, after.issued_on) = (Some(act.actor.clone()), Some(act.now), Some(act.today));
        "correction_order.issue"
    } else {
        state.withdraw()?.code().clone_into(&mut after.state);
        "correction_order.withdraw"
    };
    after.version += 1;
    correction_order::update(conn, &after).await?;
    remind(conn, act, &id, false, &after.supplier, "").await?;
    act.audit(conn, action, "correction_order", id, Some(&before), Some(&after)).await?;
    find_order(conn, id).await
}

/// Drafts the fine of an order whose deadline has passed without correction (附件3 第十三条).
pub async fn draft_fine(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    order_id: Uuid,
    amount: Money,
    reason: String,
) -> Result<OrderRecord, UseCaseError> {
    let row = correction_order::lock(conn, order_id)
        .await?
        .ok_or(UseCaseError::NotFound("这份责令"))?;
    if decode::<OrderState>(&row.state)? != OrderState::Issued {
        let conflict = Conflict::new("order_wrong_state", "责令改正还没有签发，不能罚款：须先责令限期改正");
        return Err(conflict.missing("签发责令").into());
    }
    let record = find_order(conn, order_id).await?;
    check_late_replacement_fine(rules, &record.to_domain(), amount, act.today)?;
    let fine = FineRow {
        id: Uuid::now_v7(),
        order_id,
        amount_fen: amount.fen(),
        reason,
        state: FineState::Submitted.code().to_owned(),
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        decided_by: None,
        decided_at: None,
        decided_on: None,
        comment: None,
        version: 1,
    };
    correction_order::insert_fine(conn, &fine).await?;
    remind(conn, act, &fine.id, true, &row.supplier, "核准逾期不轮换水表的罚款").await?;
    act.audit(
        conn,
        "replacement_fine.draft",
        "replacement_fine",
        fine.id,
        None::<&FineRow>,
        Some(&fine),
    )
    .await?;
    find_order(conn, order_id).await
}

/// Approves a fine, or sends it back with a comment: somebody else than drafted it. The meters are looked at again.
pub async fn decide_fine(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    returned_with: Option<String>,
) -> Result<OrderRecord, UseCaseError> {
    let before = correction_order::lock_fine(conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这项罚款"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    let next = if returned_with.is_some() {
        FineState::Returned
    } else {
        FineState::Approved
    };
    let next = decode::<FineState>(&before.state)?.decide(&citation(rules, act)?, &before.drafted_by, &act.actor, next)?;
    let record = find_order(conn, before.order_id).await?;
    if next == FineState::Approved {
        let amount = Money::from_fen(before.amount_fen).ok_or_else(|| corrupt("a fine out of range"))?;
        check_late_replacement_fine(rules, &record.to_domain(), amount, act.today)?;
    }
    let after = FineRow {
        state: next.code().to_owned(),
        decided_by: Some(act.actor.clone()),
        decided_at: Some(act.now),
        decided_on: Some(act.today),
        comment: returned_with,
        version: before.version + 1,
        ..before.clone()
    };
    correction_order::update_fine(conn, &after).await?;
    remind(conn, act, &id, false, &record.row.supplier, "").await?;
    let action = if next == FineState::Approved {
        "replacement_fine.approve"
    } else {
        "replacement_fine.return"
    };
    act.audit(conn, action, "replacement_fine", id, Some(&before), Some(&after)).await?;
    find_order(conn, before.order_id).await
}

/// The head has to look at what waits for the second person.
async fn remind(conn: &mut Pg, act: &Act, id: &Uuid, is_waiting: bool, supplier: &str, what: &str) -> Result<(), UseCaseError> {
    let key = format!("correction_order:{id}:decide");
    if !is_waiting {
        return Ok(todo::close(conn, &key, act.now).await?);
    }
    let todo = Todo {
        key,
        kind: "correction_order.decide",
        title: what.to_owned(),
        link: "/work/water/enforcement".to_owned(),
        audience: WATER_HEAD.into(),
        unit: Some(supplier.to_owned()),
        due_on: None,
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}
