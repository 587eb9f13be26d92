//! Reclaimed water (新政办发〔2023〕24号 附件7): systems and users, routine tests.

use chrono::{Days, NaiveDate};
use platform::database::Pg;
use rules::{Refusal, RuleSet};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Act,
    error::UseCaseError,
    reclaimed_supply::{Found, stop_supply},
};
use crate::{
    domain::{
        code::Coded,
        reclaimed::{IncidentKind, Measured, ReclaimedRules, Source, Standard, SystemKind, SystemState, Use},
        town::Town,
    },
    store::{
        decode,
        reclaimed::{self, IncidentRow, StopRow, SystemRow, TestRow, UserRow},
    },
};

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

    /// Last day of the next complete test: counted from the last one, or from the registration (第二十条).
    pub fn test_due(&self, rules: &ReclaimedRules) -> NaiveDate {
        let standard = uses_of(&self.row).map(|uses| rules.standard(&uses)).unwrap_or_default();
        let last = self
            .tests
            .iter()
            .find(|test| is_complete(&standard, test))
            .map_or_else(|| super::county_day(self.row.created_at), |test| test.taken_on);
        last + Days::new(u64::from(rules.test_days.value))
    }
}

/// Whether a test measures everything that the standard limits.
pub(super) fn is_complete(standard: &Standard, test: &TestRow) -> bool {
    standard.keys().all(|indicator| test.results.get(indicator.code()).is_some())
}

pub(super) fn uses_of(row: &SystemRow) -> Result<Vec<Use>, UseCaseError> {
    Ok(row.uses.iter().map(|code| decode(code)).collect::<Result<_, _>>()?)
}

pub(super) fn codes(uses: &[Use]) -> Vec<String> {
    uses.iter().map(|one| one.code().to_owned()).collect()
}

pub(super) fn not_found() -> UseCaseError {
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

pub(super) async fn lock(conn: &mut Pg, id: Uuid) -> Result<SystemRow, UseCaseError> {
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
    let exceeded = ReclaimedRules::at(rules, taken_on)?.exceeded(&uses_of(&system)?, measured);
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
