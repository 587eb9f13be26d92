//! Reclaimed water (24号 附件7): requests and answers.

use chrono::{DateTime, NaiveDate, Utc};
use rules::{Fields, InvalidInput, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::input;
use crate::{
    domain::{
        code::{Coded, parse_code},
        reclaimed::{IncidentKind, Indicator, MEASURED_DECIMALS, Measured, ReclaimedRules, Source, SystemKind, SystemState, Use},
        town::Town,
    },
    service::{
        error::UseCaseError,
        reclaimed::{NewSystem, NewUser, SystemRecord},
        reclaimed_supply::NewStop,
    },
    store::{
        reclaimed::{IncidentRow, StopRow, TestRow, UserRow},
        water_user::masked_phone,
    },
};

pub(super) fn read_uses(fields: &mut Fields, given: &[String]) -> Vec<Use> {
    fields.not_empty("/uses", given);
    fields.unique(given.iter().map(String::as_str), |index| format!("/uses/{index}"));
    let mut uses = Vec::new();
    for (index, code) in given.iter().enumerate() {
        uses.extend(parse_code::<Use>(fields, &format!("/uses/{index}"), "用途", code));
    }
    uses
}

fn read_moment(fields: &mut Fields, pointer: &str, text: &str) -> Option<DateTime<Utc>> {
    let read = DateTime::parse_from_rfc3339(text.trim());
    if read.is_err() {
        let message = format!("「{text}」不是时间：应如 2026-12-01T08:00:00+08:00");
        fields.fault(pointer, "not_a_time", message);
    }
    read.ok().map(|time| time.with_timezone(&Utc))
}

/// A system to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateSystemRequest {
    /// Name.
    name: String,
    /// Central or of one's own.
    #[schema(value_type = SystemKind)]
    kind: String,
    /// Managing unit.
    manager: String,
    /// Its telephone number.
    manager_phone: Option<String>,
    /// Town code.
    #[schema(value_type = Town)]
    town: String,
    /// Where the water comes from.
    #[schema(value_type = Source)]
    source: String,
    /// Whether that is disinfected.
    disinfected: bool,
    /// Whether the pipes are apart from drinking water.
    separate_pipes: bool,
    /// Whether pipes and outlets are labelled.
    labelled: bool,
    /// What the water may be used for.
    #[schema(value_type = Vec<Use>)]
    uses: Vec<String>,
}

impl CreateSystemRequest {
    pub(super) fn parse(&self) -> Result<NewSystem, InvalidInput> {
        let mut fields = Fields::new();
        let name = fields.text("/name", &self.name, input::NAME_LENGTH);
        let kind = parse_code::<SystemKind>(&mut fields, "/kind", "系统类型", &self.kind);
        let manager = fields.text("/manager", &self.manager, input::NAME_LENGTH);
        let manager_phone = input::optional_text(&mut fields, "/manager_phone", self.manager_phone.as_deref(), input::CODE_LENGTH);
        let town = parse_code::<Town>(&mut fields, "/town", "镇", &self.town);
        let source = parse_code::<Source>(&mut fields, "/source", "水源", &self.source);
        let uses = read_uses(&mut fields, &self.uses);
        let ((kind, town), source) = input::finish(fields, kind.zip(town).zip(source))?;
        Ok(NewSystem {
            name,
            kind,
            manager,
            manager_phone,
            town,
            source,
            disinfected: self.disinfected,
            separate_pipes: self.separate_pipes,
            labelled: self.labelled,
            uses,
            demonstration: false,
        })
    }
}

/// A user to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateReclaimedUserRequest {
    /// Name.
    name: String,
    /// Telephone number, for notices.
    phone: Option<String>,
    /// What for, of the system's uses.
    #[schema(value_type = Vec<Use>)]
    uses: Vec<String>,
    /// Since when.
    connected_on: String,
}

impl CreateReclaimedUserRequest {
    pub(super) fn parse(&self) -> Result<NewUser, InvalidInput> {
        let mut fields = Fields::new();
        let name = fields.text("/name", &self.name, input::NAME_LENGTH);
        let phone = input::optional_text(&mut fields, "/phone", self.phone.as_deref(), input::CODE_LENGTH);
        let uses = read_uses(&mut fields, &self.uses);
        let connected_on = input::day(&mut fields, "/connected_on", &self.connected_on);
        let connected_on = input::finish(fields, connected_on)?;
        Ok(NewUser {
            name,
            phone,
            uses,
            connected_on,
        })
    }
}

/// A routine test: at least one value. Complete is what measures all that the standard limits.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordTestRequest {
    /// Day.
    taken_on: String,
    /// Number of the report.
    report: String,
    /// Turbidity, NTU.
    turbidity: Option<String>,
    /// Five-day biochemical oxygen demand, mg/L.
    bod5: Option<String>,
    /// Ammonia nitrogen, mg/L.
    ammonia: Option<String>,
    /// Colour, degrees.
    chroma: Option<String>,
}

impl RecordTestRequest {
    pub(super) fn parse(&self) -> Result<(NaiveDate, String, Measured), InvalidInput> {
        let mut fields = Fields::new();
        let taken_on = input::day(&mut fields, "/taken_on", &self.taken_on);
        let report = fields.text("/report", &self.report, input::NAME_LENGTH);
        let given = [
            (Indicator::Turbidity, &self.turbidity),
            (Indicator::Bod5, &self.bod5),
            (Indicator::Ammonia, &self.ammonia),
            (Indicator::Chroma, &self.chroma),
        ];
        let mut measured = Measured::new();
        for (indicator, text) in given {
            let Some(text) = text else { continue };
            let pointer = format!("/{}", indicator.code());
            measured.insert(indicator, fields.decimal(&pointer, text, MEASURED_DECIMALS, Sign::NonNegative));
        }
        if measured.is_empty() {
            fields.fault("/turbidity", "required", "至少填写一项检测结果".to_owned());
        }
        Ok((input::finish(fields, taken_on)?, report, measured))
    }
}

/// An incident that no test has shown.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportIncidentRequest {
    /// When it happened.
    occurred_at: String,
    /// In words.
    detail: String,
}

impl ReportIncidentRequest {
    pub(super) fn parse(&self) -> Result<(DateTime<Utc>, String), InvalidInput> {
        let mut fields = Fields::new();
        let occurred_at = read_moment(&mut fields, "/occurred_at", &self.occurred_at);
        let detail = fields.text("/detail", &self.detail, input::TEXT_LENGTH);
        Ok((input::finish(fields, occurred_at)?, detail))
    }
}

/// How an incident was repaired.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepairRequest {
    /// When.
    repaired_on: String,
    /// How.
    repair: String,
}

impl RepairRequest {
    pub(super) fn parse(&self) -> Result<(NaiveDate, String), InvalidInput> {
        let mut fields = Fields::new();
        let repaired_on = input::day(&mut fields, "/repaired_on", &self.repaired_on);
        let repair = fields.text("/repair", &self.repair, input::TEXT_LENGTH);
        Ok((input::finish(fields, repaired_on)?, repair))
    }
}

/// A stop for works.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnounceStopRequest {
    /// Where water is missing.
    area: String,
    /// Why.
    reason: String,
    /// From when.
    #[schema(example = "2026-12-01T08:00:00+08:00")]
    starts_at: String,
    /// Until when.
    #[schema(example = "2026-12-01T18:00:00+08:00")]
    ends_at: String,
}

impl AnnounceStopRequest {
    pub(super) fn parse(&self) -> Result<NewStop, InvalidInput> {
        let mut fields = Fields::new();
        let area = fields.text("/area", &self.area, input::NAME_LENGTH);
        let reason = fields.text("/reason", &self.reason, input::NAME_LENGTH);
        let starts_at = read_moment(&mut fields, "/starts_at", &self.starts_at);
        let ends_at = read_moment(&mut fields, "/ends_at", &self.ends_at);
        let (starts_at, ends_at) = input::finish(fields, starts_at.zip(ends_at))?;
        Ok(NewStop {
            area,
            reason,
            starts_at,
            ends_at,
        })
    }
}

/// A user of a system.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReclaimedUserView {
    /// Name.
    name: String,
    /// Telephone number, masked.
    phone: Option<String>,
    /// What for.
    #[schema(value_type = Vec<Use>)]
    uses: Vec<String>,
    /// Since when.
    connected_on: NaiveDate,
}

impl From<UserRow> for ReclaimedUserView {
    fn from(row: UserRow) -> Self {
        Self {
            phone: row.phone.as_deref().map(masked_phone),
            name: row.name,
            uses: row.uses,
            connected_on: row.connected_on,
        }
    }
}

/// A test.
#[derive(Debug, Serialize, ToSchema)]
pub struct TestView {
    /// Day.
    pub(super) taken_on: NaiveDate,
    /// Number of the report.
    report: String,
    /// Indicator → measured value.
    #[schema(value_type = BTreeMap<String, String>)]
    results: serde_json::Value,
    /// What was over the strictest standard.
    exceeded: Vec<String>,
}

impl From<TestRow> for TestView {
    fn from(row: TestRow) -> Self {
        Self {
            taken_on: row.taken_on,
            report: row.report,
            results: row.results,
            exceeded: row.exceeded,
        }
    }
}

/// An incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentView {
    /// Identity.
    id: Uuid,
    /// Number.
    number: String,
    /// What.
    #[schema(value_type = IncidentKind)]
    kind: String,
    /// In words.
    detail: String,
    /// When it happened.
    occurred_at: DateTime<Utc>,
    /// When supply was stopped.
    stopped_at: DateTime<Utc>,
    /// How many users a message went to.
    users_told: i32,
    /// How many have no telephone number on record and are told in person.
    users_untold: i32,
    /// When it was repaired.
    repaired_on: Option<NaiveDate>,
    /// How.
    repair: Option<String>,
    /// When supply went on.
    resumed_at: Option<DateTime<Utc>>,
    /// Version for `If-Match`.
    version: i32,
}

impl From<IncidentRow> for IncidentView {
    fn from(row: IncidentRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            kind: row.kind,
            detail: row.detail,
            occurred_at: row.occurred_at,
            stopped_at: row.stopped_at,
            users_told: row.users_told,
            users_untold: row.users_untold,
            repaired_on: row.repaired_on,
            repair: row.repair,
            resumed_at: row.resumed_at,
            version: row.version,
        }
    }
}

/// A planned stop, as everybody sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupplyStopView {
    /// Identity.
    id: Uuid,
    /// Name of the system.
    system_name: String,
    /// Town code.
    #[schema(value_type = Town)]
    town: String,
    /// Where water is missing.
    area: String,
    /// Why.
    reason: String,
    /// From when.
    starts_at: DateTime<Utc>,
    /// Until when.
    ends_at: DateTime<Utc>,
    /// When users were told.
    announced_at: DateTime<Utc>,
    /// When it was given up.
    cancelled_at: Option<DateTime<Utc>>,
    /// How many users a message went to.
    users_told: i32,
    /// How many have no telephone number on record and are told in person.
    users_untold: i32,
    /// Version for `If-Match`.
    version: i32,
}

impl From<StopRow> for SupplyStopView {
    fn from(row: StopRow) -> Self {
        Self {
            id: row.id,
            system_name: row.system_name,
            town: row.town,
            area: row.area,
            reason: row.reason,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            announced_at: row.announced_at,
            cancelled_at: row.cancelled_at,
            users_told: row.users_told,
            users_untold: row.users_untold,
            version: row.version,
        }
    }
}

/// A limit of the strictest standard.
#[derive(Debug, Serialize, ToSchema)]
pub struct LimitView {
    /// What is measured.
    #[schema(value_type = Indicator)]
    indicator: &'static str,
    /// The limit.
    limit: String,
    /// The use that asks for it.
    #[serde(rename = "use")]
    #[schema(value_type = Use)]
    by: &'static str,
    /// The national standard.
    standard: String,
    /// Whether anybody compared the number with the standard; where nobody did, the county checks it before it goes by it.
    is_checked: bool,
}

/// A system with its managing unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct SystemView {
    /// Identity.
    pub(super) id: Uuid,
    /// Name.
    pub(super) name: String,
    /// Central or of one's own.
    #[schema(value_type = SystemKind)]
    pub(super) kind: String,
    /// Managing unit.
    pub(super) manager: String,
    /// Its telephone number, masked.
    manager_phone: Option<String>,
    /// Town code.
    #[schema(value_type = Town)]
    pub(super) town: String,
    /// Where the water comes from.
    #[schema(value_type = Source)]
    pub(super) source: String,
    /// Whether that is disinfected.
    disinfected: bool,
    /// What the water may be used for.
    #[schema(value_type = Vec<Use>)]
    pub(super) uses: Vec<String>,
    /// Whether it gives water.
    #[schema(value_type = SystemState)]
    pub(super) state: String,
    /// The strictest limit of each indicator for these uses.
    standard: Vec<LimitView>,
    /// Last day of the next test.
    pub(super) test_due: NaiveDate,
    /// Whether that day has passed.
    test_overdue: bool,
    /// Its users.
    pub(super) users: Vec<ReclaimedUserView>,
    /// Its tests, the latest first.
    pub(super) tests: Vec<TestView>,
    /// Its incidents, the latest first.
    incidents: Vec<IncidentView>,
    /// Its planned stops, the latest first.
    stops: Vec<SupplyStopView>,
    /// Version.
    version: i32,
}

/// A system as it is answered, by the rules of a day.
pub(super) fn view(rules: &RuleSet, today: NaiveDate, record: SystemRecord) -> Result<SystemView, UseCaseError> {
    let rules = ReclaimedRules::at(rules, today)?;
    let standard = rules.standard(&record.uses()?);
    let test_due = record.test_due(&rules);
    let row = record.row;
    Ok(SystemView {
        id: row.id,
        name: row.name,
        kind: row.kind,
        manager: row.manager,
        manager_phone: row.manager_phone.as_deref().map(masked_phone),
        town: row.town,
        source: row.source,
        disinfected: row.disinfected,
        uses: row.uses,
        state: row.state,
        standard: standard
            .into_iter()
            .map(|(indicator, limit)| LimitView {
                indicator: indicator.code(),
                limit: limit.value.to_exact_text(),
                by: limit.r#use.code(),
                standard: limit.standard,
                is_checked: limit.is_checked,
            })
            .collect(),
        test_due,
        test_overdue: test_due < today,
        users: record.users.into_iter().map(ReclaimedUserView::from).collect(),
        tests: record.tests.into_iter().map(TestView::from).collect(),
        incidents: record.incidents.into_iter().map(IncidentView::from).collect(),
        stops: record.stops.into_iter().map(SupplyStopView::from).collect(),
        version: row.version,
    })
}
