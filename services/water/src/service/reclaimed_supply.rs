//! Supply of reclaimed water (新政办发〔2023〕24号 附件7 第二十四条): incidents (flow S5), and stops for works.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use contracts::water::ReclaimedIncidentV1;
use platform::{
    database::Pg,
    outbox,
    outgoing::{self, Channel, NewMessage, Recipient},
    todo::{self, Todo},
};
use rules::{Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act, county_time,
    error::{Conflict, UseCaseError},
    reclaimed::{SystemRecord, find_system, is_complete, lock, uses_of},
};
use crate::{
    api::role::{WATER_CLERK, WATER_HEAD},
    domain::{
        code::Coded,
        reclaimed::{IncidentKind, ReclaimedRules, SystemState},
    },
    store::{
        corrupt,
        project::take_number,
        reclaimed::{self, IncidentRow, StopRow, SystemRow, TestRow},
    },
};

/// Letters of the numbers of incidents (再生水事故).
const INCIDENT: &str = "ZSSG";

/// A stop to be announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStop {
    /// Where water is missing.
    pub area: String,
    /// Why.
    pub reason: String,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
}

/// What has happened.
pub(super) struct Found {
    /// Kind.
    pub kind: IncidentKind,
    /// The test that showed it.
    pub test: Option<Uuid>,
    /// In words.
    pub detail: String,
    /// When.
    pub occurred_at: DateTime<Utc>,
}

/// Records an incident: the supply is stopped, users are told, housing and emergency are reported to (第二十四条).
pub async fn report_incident(
    conn: &mut Pg,
    act: &Act,
    id: Uuid,
    occurred_at: DateTime<Utc>,
    detail: String,
) -> Result<SystemRecord, UseCaseError> {
    let system = lock(conn, id).await?;
    if occurred_at > act.now {
        let detail = "事发时间在现在之后：请核对时间";
        return Err(Refusal::new("time_in_future", detail).at("/occurred_at").into());
    }
    if system.state != SystemState::Running.code() {
        let detail = "这个系统已因事故停供，请在原事故上续报抢修情况";
        return Err(Conflict::new("incident_open", detail).into());
    }
    let found = Found {
        kind: IncidentKind::Other,
        test: None,
        detail,
        occurred_at,
    };
    stop_supply(conn, act, system, found).await?;
    find_system(conn, id).await
}

/// Incident, stopped supply, messages to users, message to the departments: all or nothing.
pub(super) async fn stop_supply(conn: &mut Pg, act: &Act, system: SystemRow, found: Found) -> Result<(), UseCaseError> {
    let id = Uuid::now_v7();
    let number = take_number(conn, INCIDENT, act.today.year()).await?;
    let text = format!("{}因「{}」停止供水，正在抢修，恢复时间另行通知。", system.name, found.kind.label());
    let key = format!("reclaimed_incident:{id}:stopped");
    let (users_told, users_untold) = tell(conn, act, &system, key, "reclaimed.incident", text).await?;
    let incident = IncidentRow {
        id,
        system_id: system.id,
        number,
        kind: found.kind.code().to_owned(),
        test_id: found.test,
        detail: found.detail,
        occurred_at: found.occurred_at,
        stopped_at: act.now,
        users_told,
        users_untold,
        recorded_by: act.actor.clone(),
        repaired_on: None,
        repair: None,
        resumed_at: None,
        resumed_by: None,
        version: 1,
    };
    reclaimed::insert_incident(conn, &incident).await?;
    set_state(conn, &system, SystemState::Stopped).await?;
    let told = ReclaimedIncidentV1 {
        incident_id: id.to_string(),
        incident_number: incident.number.clone(),
        system_id: system.id.to_string(),
        system_name: system.name.clone(),
        manager: system.manager.clone(),
        town: system.town.clone(),
        kind: incident.kind.clone(),
        detail: incident.detail.clone(),
        occurred_at: incident.occurred_at.to_rfc3339(),
        stopped_at: incident.stopped_at.to_rfc3339(),
        users_told: u32::try_from(users_told).unwrap_or_default(),
        users_untold: u32::try_from(users_untold).unwrap_or_default(),
    };
    outbox::append(conn, &id.to_string(), &told, act.now).await?;
    remind(conn, act, &system, &incident).await?;
    act.audit(
        conn,
        "reclaimed.stop_supply",
        "reclaimed_incident",
        id,
        None::<&IncidentRow>,
        Some(&incident),
    )
    .await?;
    Ok(())
}

async fn set_state(conn: &mut Pg, system: &SystemRow, state: SystemState) -> Result<(), UseCaseError> {
    let mut after = system.clone();
    state.code().clone_into(&mut after.state);
    after.version += 1;
    Ok(reclaimed::update_system(conn, &after).await?)
}

/// Tells every user whose telephone number is on record. How many were told, and how many somebody has to tell in person.
async fn tell(
    conn: &mut Pg,
    act: &Act,
    system: &SystemRow,
    key: String,
    kind: &'static str,
    text: String,
) -> Result<(i32, i32), UseCaseError> {
    let users = reclaimed::users_of(conn, &[system.id]).await?;
    let count = |users: usize| i32::try_from(users).map_err(|_| corrupt("too many users"));
    let told = users.iter().filter(|user| user.phone.is_some()).count();
    let counts = (count(told)?, count(users.len() - told)?);
    let mut recipients: Vec<Recipient> = Vec::new();
    for user in users {
        let Some(phone) = user.phone else { continue };
        let channel = Channel::Phone(phone);
        if recipients.iter().all(|one| one.channel != channel) {
            recipients.push(Recipient { name: user.name, channel });
        }
    }
    if !recipients.is_empty() {
        let message = NewMessage {
            key,
            kind,
            text,
            link: "/supply-stops".to_owned(),
            unit: Some(system.town.clone()),
            recipients,
        };
        outgoing::send(conn, &message, &act.actor, act.now).await?;
    }
    Ok(counts)
}

/// The clerk has to see to the repair, then the head lets the supply go on.
async fn remind(conn: &mut Pg, act: &Act, system: &SystemRow, incident: &IncidentRow) -> Result<(), UseCaseError> {
    let key = format!("reclaimed_incident:{}", incident.id);
    let (kind, what, audience) = match (incident.repaired_on, incident.resumed_at) {
        (_, Some(_)) => return Ok(todo::close(conn, &key, act.now).await?),
        (None, None) => ("reclaimed_incident.repair", "登记抢修", WATER_CLERK),
        (Some(_), None) => ("reclaimed_incident.resume", "决定恢复供水", WATER_HEAD),
    };
    let todo = Todo {
        key,
        kind,
        title: format!("{what}：再生水事故 {}（{}）", incident.number, system.name),
        link: format!("/work/water/reclaimed?open={}", system.id),
        audience: audience.into(),
        unit: Some(system.town.clone()),
        due_on: None,
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}

/// The system is held before its incident, as everywhere.
async fn lock_incident(conn: &mut Pg, id: Uuid, version: i32) -> Result<(SystemRow, IncidentRow), UseCaseError> {
    let missing = || UseCaseError::NotFound("这起再生水事故");
    let found = reclaimed::find_incident(conn, id).await?.ok_or_else(missing)?;
    let system = reclaimed::lock_system(conn, found.system_id).await?.ok_or_else(missing)?;
    let seen = reclaimed::lock_incident(conn, id).await?.ok_or_else(missing)?;
    if seen.version != version {
        return Err(UseCaseError::Stale(seen.version));
    }
    if seen.resumed_at.is_some() {
        return Err(Conflict::new("incident_over", "这起事故已恢复供水，不能再改").into());
    }
    Ok((system, seen))
}

/// Records the repair.
pub async fn repair(
    conn: &mut Pg,
    act: &Act,
    id: Uuid,
    version: i32,
    repaired_on: NaiveDate,
    repair: String,
) -> Result<SystemRecord, UseCaseError> {
    let (system, before) = lock_incident(conn, id, version).await?;
    if repaired_on > act.today || repaired_on < super::county_day(before.occurred_at) {
        let detail = format!("抢修完成日期 {repaired_on} 应在事发之后、今天（{}）以前：请核对日期", act.today);
        return Err(Refusal::new("date_out_of_range", detail).at("/repaired_on").into());
    }
    let after = IncidentRow {
        repaired_on: Some(repaired_on),
        repair: Some(repair),
        version: before.version + 1,
        ..before.clone()
    };
    reclaimed::update_incident(conn, &after).await?;
    remind(conn, act, &system, &after).await?;
    act.audit(conn, "reclaimed.repair", "reclaimed_incident", id, Some(&before), Some(&after))
        .await?;
    find_system(conn, system.id).await
}

/// Lets the supply go on: another person than who stopped it, after the repair, never while the last test is over a limit, and after a
/// complete good test where any was over since.
pub async fn resume(conn: &mut Pg, rules: &RuleSet, act: &Act, id: Uuid, version: i32) -> Result<SystemRecord, UseCaseError> {
    let (system, before) = lock_incident(conn, id, version).await?;
    let Some(repaired_on) = before.repaired_on else {
        let conflict = Conflict::new("incident_not_repaired", "还没有登记抢修情况，不能恢复供水").missing("抢修情况（附件7 第二十四条）");
        return Err(conflict.into());
    };
    if before.recorded_by == act.actor {
        return Err(UseCaseError::NotThisPerson {
            code: "second_person_needed",
            detail: "这次停供由您登记：请由另一人核对检测结果后恢复供水".to_owned(),
            citation: rules.source("reclaimed.stop_notice", act.today)?.citation,
        });
    }
    let tests = reclaimed::tests_of(conn, &[system.id]).await?;
    let standard = ReclaimedRules::at(rules, act.today)?.standard(&uses_of(&system)?);
    let is_after = |test: &&TestRow| test.taken_on >= repaired_on && before.test_id.is_none_or(|bad| test.id > bad);
    let is_proven = tests
        .iter()
        .filter(is_after)
        .any(|test| test.exceeded.is_empty() && is_complete(&standard, test));
    let occurred_on = super::county_day(before.occurred_at);
    let was_over = tests.iter().any(|test| test.taken_on >= occurred_on && !test.exceeded.is_empty());
    let is_over = tests.first().is_some_and(|test| !test.exceeded.is_empty());
    if is_over || (was_over || before.kind == IncidentKind::LimitExceeded.code()) && !is_proven {
        let detail = "抢修后还没有指标齐全的合格检测，或最近一次检测超标，不能恢复供水";
        let conflict = Conflict::new("no_good_test", detail).missing("抢修后的合格检测（附件7 第二十条）");
        return Err(conflict.into());
    }
    let after = IncidentRow {
        resumed_at: Some(act.now),
        resumed_by: Some(act.actor.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    let text = format!("{}已修复，恢复供水。", system.name);
    tell(
        conn,
        act,
        &system,
        format!("reclaimed_incident:{id}:resumed"),
        "reclaimed.resumed",
        text,
    )
    .await?;
    reclaimed::update_incident(conn, &after).await?;
    set_state(conn, &system, SystemState::Running).await?;
    remind(conn, act, &system, &after).await?;
    act.audit(conn, "reclaimed.resume", "reclaimed_incident", id, Some(&before), Some(&after))
        .await?;
    find_system(conn, system.id).await
}

/// Announces a stop for works and tells the users, 24 hours before (第二十四条).
pub async fn announce_stop(conn: &mut Pg, rules: &RuleSet, act: &Act, id: Uuid, new: NewStop) -> Result<SystemRecord, UseCaseError> {
    let system = lock(conn, id).await?;
    ReclaimedRules::at(rules, act.today)?.check_notice(act.now, new.starts_at)?;
    if new.ends_at <= new.starts_at {
        let detail = "停水结束时间应在开始时间之后：请核对时间";
        return Err(Refusal::new("stop_ends_before_start", detail).at("/ends_at").into());
    }
    let stop = Uuid::now_v7();
    let text = format!(
        "{}：{}因{}停止供应再生水，{}至{}，请提前安排。",
        system.name,
        new.area,
        new.reason,
        county_time(new.starts_at),
        county_time(new.ends_at)
    );
    let (users_told, users_untold) = tell(conn, act, &system, format!("reclaimed_stop:{stop}"), "reclaimed.stop", text).await?;
    let row = StopRow {
        id: stop,
        system_id: id,
        system_name: system.name,
        town: system.town,
        area: new.area,
        reason: new.reason,
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        announced_at: act.now,
        announced_by: act.actor.clone(),
        users_told,
        users_untold,
        cancelled_at: None,
        cancelled_by: None,
        version: 1,
    };
    reclaimed::insert_stop(conn, &row).await?;
    act.audit(
        conn,
        "reclaimed.announce_stop",
        "reclaimed_stop",
        row.id,
        None::<&StopRow>,
        Some(&row),
    )
    .await?;
    find_system(conn, id).await
}

/// Gives a stop up before it is over; users are told.
pub async fn cancel_stop(conn: &mut Pg, act: &Act, id: Uuid, version: i32) -> Result<SystemRecord, UseCaseError> {
    let missing = || UseCaseError::NotFound("这次计划停水");
    let before = reclaimed::lock_stop(conn, id).await?.ok_or_else(missing)?;
    let system = reclaimed::find_system(conn, before.system_id).await?.ok_or_else(missing)?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    if before.cancelled_at.is_some() || before.ends_at <= act.now {
        return Err(Conflict::new("stop_over", "这次计划停水已经取消或结束").into());
    }
    let text = format!("{}：原定{}起的停水取消，照常供水。", system.name, county_time(before.starts_at));
    tell(
        conn,
        act,
        &system,
        format!("reclaimed_stop:{id}:cancelled"),
        "reclaimed.stop_cancelled",
        text,
    )
    .await?;
    let after = StopRow {
        cancelled_at: Some(act.now),
        cancelled_by: Some(act.actor.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    reclaimed::update_stop(conn, &after).await?;
    act.audit(conn, "reclaimed.cancel_stop", "reclaimed_stop", id, Some(&before), Some(&after))
        .await?;
    find_system(conn, system.id).await
}
