//! Water owed to users: recorded, then made good or compensated for, in one part or several (新政办发〔2023〕24号 附件3 第十一条（四）).

use chrono::NaiveDate;
use platform::{
    database::Pg,
    todo::{self, Todo},
};
use rules::{Cited, Exact, Money, Refusal, RuleSet};
use uuid::Uuid;

use super::{Act, error::UseCaseError};
use crate::{
    api::role::SUPPLY_OPERATOR,
    domain::{
        code::Coded,
        quantity::litres,
        shortage::{Settlement, SettlementKind, ShortageState, Shortages},
    },
    store::{
        corrupt,
        shortage::{self, SettlementRow, ShortageOfUser, ShortageRow, to_domain},
        water_user,
    },
};

/// A shortage to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShortage {
    /// Whom it is owed to.
    pub user_id: Uuid,
    /// m³.
    pub volume: Exact,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Why the water was short.
    pub cause: String,
    /// Made up for the demonstration county.
    pub demonstration: bool,
}

/// A part to be settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSettlement {
    /// How.
    pub kind: SettlementKind,
    /// m³.
    pub volume: Exact,
    /// What was paid; only where it was.
    pub amount: Option<Money>,
    /// Day.
    pub on: NaiveDate,
    /// How it was done.
    pub detail: String,
}

fn stored(volume: &Exact) -> Result<i64, UseCaseError> {
    Ok(litres(volume).ok_or_else(|| corrupt("a volume is beyond fifteen digits"))?)
}

/// Records what the user's company owes.
pub async fn record_shortage(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewShortage) -> Result<ShortageOfUser, UseCaseError> {
    let rule: Cited<Shortages> = rules.at("metering.shortage", act.today)?;
    let Shortages::MadeGoodOrCompensated = rule.value;
    let user = water_user::find(conn, new.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    let refuse =
        |code, detail: String, pointer: &str| Err(Refusal::new(code, detail).citing(rule.source.citation.clone()).at(pointer).into());
    let Some(supplier) = user.supplier else {
        return refuse(
            "no_supplier",
            "该用水户没有供水企业（自备水源），不存在欠供的水量".to_owned(),
            "/user_id",
        );
    };
    if new.to < new.from || new.to > act.today {
        let detail = format!("缺水期间 {} 至 {} 应先后相接，并且不晚于今天（{}）", new.from, new.to, act.today);
        return refuse("shortage_span", detail, "/short_to");
    }
    let row = ShortageRow {
        id: Uuid::now_v7(),
        user_id: user.id,
        supplier,
        volume_milli: stored(&new.volume)?,
        short_from: new.from,
        short_to: new.to,
        cause: new.cause,
        state: ShortageState::Owed.code().to_owned(),
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        settled_on: None,
        demonstration: new.demonstration,
        version: 1,
    };
    shortage::insert(conn, &row).await?;
    remind(conn, act, &row, &user.name).await?;
    act.audit(
        conn,
        "water_shortage.record",
        "water_shortage",
        row.id,
        None::<&ShortageRow>,
        Some(&row),
    )
    .await?;
    Ok((row, user.code, user.name, Vec::new()))
}

/// Settles a part: with the last one the shortage is made good, or compensated for where money was among the parts.
pub async fn settle_shortage(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    new: NewSettlement,
) -> Result<ShortageOfUser, UseCaseError> {
    let before = shortage::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这笔缺量"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    let citation = rules.source("metering.shortage", act.today)?.citation;
    let mut parts = shortage::settlements_of(conn, &[id]).await?.remove(&id).unwrap_or_default();
    let part = Settlement {
        kind: new.kind,
        volume: new.volume.clone(),
        on: new.on,
    };
    let settled = to_domain(&before, &parts)?.settle(&citation, part, act.today)?;
    if (new.kind == SettlementKind::Compensated) != new.amount.is_some_and(|amount| amount.fen() > 0) {
        let detail = "补偿损失须填写大于0的金额，补足缺量不填金额";
        return Err(Refusal::new("compensation_amount", detail).citing(citation).at("/amount").into());
    }
    let row = SettlementRow {
        id: Uuid::now_v7(),
        shortage_id: id,
        kind: new.kind.code().to_owned(),
        volume_milli: stored(&new.volume)?,
        amount_fen: new.amount.map(|amount| amount.fen()),
        settled_on: new.on,
        detail: new.detail,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    shortage::insert_settlement(conn, &row).await?;
    parts.push(row);
    let state = settled.state();
    let after = ShortageRow {
        state: state.code().to_owned(),
        settled_on: (state != ShortageState::Owed)
            .then(|| parts.iter().map(|part| part.settled_on).max())
            .flatten(),
        version: before.version + 1,
        ..before.clone()
    };
    shortage::update(conn, &after).await?;
    let user = water_user::find(conn, after.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    remind(conn, act, &after, &user.name).await?;
    act.audit(
        conn,
        "water_shortage.settle",
        "water_shortage",
        id,
        Some(&before),
        Some(&(&after, parts.last())),
    )
    .await?;
    Ok((after, user.code, user.name, parts))
}

/// The company that owes has it before its eyes until all of it is settled.
async fn remind(conn: &mut Pg, act: &Act, row: &ShortageRow, user_name: &str) -> Result<(), UseCaseError> {
    let key = format!("water_shortage:{}:settle", row.id);
    if row.state != ShortageState::Owed.code() {
        return Ok(todo::close(conn, &key, act.now).await?);
    }
    let todo = Todo {
        key,
        kind: "water_shortage.settle",
        title: format!("向 {user_name} 补足缺量或补偿损失"),
        link: format!("/work/water/metering?view=shortages&open={}", row.id),
        audience: SUPPLY_OPERATOR.into(),
        unit: Some(row.supplier.clone()),
        due_on: None,
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}
