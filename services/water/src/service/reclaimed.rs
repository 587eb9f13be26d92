//! Reclaimed water (新政办发〔2023〕24号 附件7): systems and users, tests, stops for works, incidents (flow S5).

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use contracts::water::ReclaimedIncidentV1;
use platform::{
    database::Pg,
    outbox,
    outgoing::{self, Channel, NewMessage, Recipient},
};
use rules::{Refusal, RuleSet};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Act, county_time,
    error::{Conflict, UseCaseError},
};
use crate::{
    domain::{
        code::Coded,
        reclaimed::{IncidentKind, Measured, ReclaimedRules, Source, SystemKind, SystemState, Use},
        town::Town,
    },
    store::{
        corrupt, decode,
        project::take_number,
        reclaimed::{self, IncidentRow, StopRow, SystemRow, TestRow, UserRow},
    },
};

/// Letters of the numbers of incidents (再生水事故).
const INCIDENT: &str = "ZSSG";

/// A system to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSystem {
    /// Name.
    pub name: String,
    /// Central or of one's own.
    pub kind: SystemKind,
    /// Managing unit.
    pub manager: String,
    /// Its telephone number.
    pub manager_phone: Option<String>,
    /// Town.
    pub town: Town,
    /// Where the water comes from.
    pub source: Source,
    /// Whether that is disinfected.
    pub disinfected: bool,
    /// Whether the pipes are apart from drinking water.
    pub separate_pipes: bool,
    /// Whether pipes and outlets are labelled.
    pub labelled: bool,
    /// What the water may be used for.
    pub uses: Vec<Use>,
    /// Whether it belongs to the demonstration county.
    pub demonstration: bool,
}

/// A user to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// Name.
    pub name: String,
    /// Telephone number, for notices.
    pub phone: Option<String>,
    /// What for.
    pub uses: Vec<Use>,
    /// Since when.
    pub connected_on: NaiveDate,
}

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

/// A system with all that hangs on it.
#[derive(Debug, Clone)]
pub struct SystemRecord {
    /// The system.
    pub row: SystemRow,
    /// Its users.
    pub users: Vec<UserRow>,
    /// Its tests, the latest first.
    pub tests: Vec<TestRow>,
    /// Its incidents, the latest first.
    pub incidents: Vec<IncidentRow>,
    /// Its stops, the latest first.
    pub stops: Vec<StopRow>,
}

impl SystemRecord {
    /// What its water is used for.
    pub fn uses(&self) -> Result<Vec<Use>, UseCaseError> {
        uses_of(&self.row)
    }

    /// Last day of the next test: counted from the last one, or from the registration (第二十条).
    pub fn test_due(&self, rules: &ReclaimedRules) -> NaiveDate {
        let last = self
            .tests
            .first()
            .map_or_else(|| super::county_day(self.row.created_at), |test| test.taken_on);
        last + Days::new(u64::from(rules.test_days.value))
    }
}

fn uses_of(row: &SystemRow) -> Result<Vec<Use>, UseCaseError> {
    Ok(row.uses.iter().map(|code| decode(code)).collect::<Result<_, _>>()?)
}

fn codes(uses: &[Use]) -> Vec<String> {
    uses.iter().map(|one| one.code().to_owned()).collect()
}

fn not_found() -> UseCaseError {
    UseCaseError::NotFound("这个再生水系统")
}

/// A system with all that hangs on it, if in scope.
pub async fn find_system(conn: &mut Pg, id: Uuid) -> Result<SystemRecord, UseCaseError> {
    let row = reclaimed::find_system(conn, id).await?.ok_or_else(not_found)?;
    with_parts(conn, vec![row]).await?.pop().ok_or_else(not_found)
}

/// What hangs on these systems, in their order.
pub async fn with_parts(conn: &mut Pg, rows: Vec<SystemRow>) -> Result<Vec<SystemRecord>, UseCaseError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let users = reclaimed::users_of(conn, &ids).await?;
    let tests = reclaimed::tests_of(conn, &ids).await?;
    let incidents = reclaimed::incidents_of(conn, &ids).await?;
    let stops = reclaimed::stops_of(conn, &ids).await?;
    let record = |row: SystemRow| SystemRecord {
        users: users.iter().filter(|one| one.system_id == row.id).cloned().collect(),
        tests: tests.iter().filter(|one| one.system_id == row.id).cloned().collect(),
        incidents: incidents.iter().filter(|one| one.system_id == row.id).cloned().collect(),
        stops: stops.iter().filter(|one| one.system_id == row.id).cloned().collect(),
        row,
    };
    Ok(rows.into_iter().map(record).collect())
}

async fn lock(conn: &mut Pg, id: Uuid) -> Result<SystemRow, UseCaseError> {
    reclaimed::lock_system(conn, id).await?.ok_or_else(not_found)
}

/// Registers a system: its source may be used (第十条), its pipes are apart and labelled (第二十三条).
pub async fn register_system(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewSystem) -> Result<SystemRecord, UseCaseError> {
    let rules = ReclaimedRules::at(rules, act.today)?;
    rules.check_source(new.source, new.kind, new.disinfected, &new.uses)?;
    rules.check_separation(new.separate_pipes, new.labelled)?;
    let row = SystemRow {
        id: Uuid::now_v7(),
        name: new.name,
        kind: new.kind.code().to_owned(),
        manager: new.manager,
        manager_phone: new.manager_phone,
        town: new.town.code().to_owned(),
        source: new.source.code().to_owned(),
        disinfected: new.disinfected,
        separate_pipes: new.separate_pipes,
        labelled: new.labelled,
        uses: codes(&new.uses),
        state: SystemState::Running.code().to_owned(),
        demonstration: new.demonstration,
        created_by: act.actor.clone(),
        created_at: act.now,
        version: 1,
    };
    reclaimed::insert_system(conn, &row).await?;
    act.audit(
        conn,
        "reclaimed.register",
        "reclaimed_system",
        row.id,
        None::<&SystemRow>,
        Some(&row),
    )
    .await?;
    find_system(conn, row.id).await
}

/// Registers a user, for uses that the system gives water for (第二十三条).
pub async fn register_user(conn: &mut Pg, rules: &RuleSet, act: &Act, id: Uuid, new: NewUser) -> Result<SystemRecord, UseCaseError> {
    let system = lock(conn, id).await?;
    ReclaimedRules::at(rules, act.today)?.check_uses(&uses_of(&system)?, &new.uses)?;
    let row = UserRow {
        id: Uuid::now_v7(),
        system_id: id,
        name: new.name,
        phone: new.phone,
        uses: codes(&new.uses),
        connected_on: new.connected_on,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    reclaimed::insert_user(conn, &row).await?;
    act.audit(conn, "reclaimed.connect", "reclaimed_user", row.id, None::<&UserRow>, Some(&row))
        .await?;
    find_system(conn, id).await
}

/// Records a test. One over the strictest standard of the uses stops the supply at once (第十八、二十四条).
pub async fn record_test(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    taken_on: NaiveDate,
    report: String,
    measured: &Measured,
) -> Result<SystemRecord, UseCaseError> {
    let system = lock(conn, id).await?;
    if taken_on > act.today {
        let detail = format!("检测日期 {taken_on} 在今天（{}）之后：请核对日期", act.today);
        return Err(Refusal::new("date_in_future", detail).at("/taken_on").into());
    }
    let exceeded = ReclaimedRules::at(rules, act.today)?.exceeded(&uses_of(&system)?, measured);
    let results = measured
        .iter()
        .map(|(indicator, value)| (indicator.code().to_owned(), Value::from(value.to_exact_text())));
    let row = TestRow {
        id: Uuid::now_v7(),
        system_id: id,
        taken_on,
        report,
        results: Value::Object(results.collect()),
        exceeded,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    reclaimed::insert_test(conn, &row).await?;
    if !row.exceeded.is_empty() && system.state == SystemState::Running.code() {
        let detail = format!("检测报告 {}：{}", row.report, row.exceeded.join("；"));
        let found = Found {
            kind: IncidentKind::LimitExceeded,
            test: Some(row.id),
            detail,
            occurred_at: act.now,
        };
        stop_supply(conn, act, system, found).await?;
    }
    act.audit(conn, "reclaimed.test", "reclaimed_test", row.id, None::<&TestRow>, Some(&row))
        .await?;
    find_system(conn, id).await
}

struct Found {
    kind: IncidentKind,
    test: Option<Uuid>,
    detail: String,
    occurred_at: DateTime<Utc>,
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
async fn stop_supply(conn: &mut Pg, act: &Act, system: SystemRow, found: Found) -> Result<(), UseCaseError> {
    let id = Uuid::now_v7();
    let number = take_number(conn, INCIDENT, act.today.year()).await?;
    let text = format!("{}因「{}」停止供水，正在抢修，恢复时间另行通知。", system.name, found.kind.label());
    let users_told = tell(
        conn,
        act,
        &system,
        format!("reclaimed_incident:{id}:stopped"),
        "reclaimed.incident",
        text,
    )
    .await?;
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
    };
    outbox::append(conn, &id.to_string(), &told, act.now).await?;
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

/// Tells every user whose telephone number is on record; how many.
async fn tell(conn: &mut Pg, act: &Act, system: &SystemRow, key: String, kind: &'static str, text: String) -> Result<i32, UseCaseError> {
    let users = reclaimed::users_of(conn, &[system.id]).await?;
    let mut recipients: Vec<Recipient> = Vec::new();
    for user in users {
        let Some(phone) = user.phone else { continue };
        let channel = Channel::Phone(phone);
        if recipients.iter().all(|one| one.channel != channel) {
            recipients.push(Recipient { name: user.name, channel });
        }
    }
    let count = i32::try_from(recipients.len()).map_err(|_| corrupt("too many users"))?;
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
    Ok(count)
}

async fn lock_incident(conn: &mut Pg, id: Uuid, version: i32) -> Result<(SystemRow, IncidentRow), UseCaseError> {
    let missing = || UseCaseError::NotFound("这起再生水事故");
    let seen = reclaimed::lock_incident(conn, id).await?.ok_or_else(missing)?;
    if seen.version != version {
        return Err(UseCaseError::Stale(seen.version));
    }
    if seen.resumed_at.is_some() {
        return Err(Conflict::new("incident_over", "这起事故已恢复供水，不能再改").into());
    }
    let system = reclaimed::find_system(conn, seen.system_id).await?.ok_or_else(missing)?;
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
    act.audit(conn, "reclaimed.repair", "reclaimed_incident", id, Some(&before), Some(&after))
        .await?;
    find_system(conn, system.id).await
}

/// Lets the supply go on: after the repair, and after a good test where the quality was over a limit.
pub async fn resume(conn: &mut Pg, act: &Act, id: Uuid, version: i32) -> Result<SystemRecord, UseCaseError> {
    let (system, before) = lock_incident(conn, id, version).await?;
    let Some(repaired_on) = before.repaired_on else {
        let conflict = Conflict::new("incident_not_repaired", "还没有登记抢修情况，不能恢复供水").missing("抢修情况（附件7 第二十四条）");
        return Err(conflict.into());
    };
    let tests = reclaimed::tests_of(conn, &[system.id]).await?;
    let is_good =
        |test: &TestRow| test.exceeded.is_empty() && test.taken_on >= repaired_on && before.test_id.is_none_or(|bad| test.id > bad);
    if before.kind == IncidentKind::LimitExceeded.code() && !tests.iter().any(is_good) {
        let detail = "抢修后还没有合格的水质检测，不能恢复供水";
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
    let users_told = tell(conn, act, &system, format!("reclaimed_stop:{stop}"), "reclaimed.stop", text).await?;
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
