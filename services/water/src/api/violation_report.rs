//! Reports of violations: sent and followed up without a login, verified and handled by the bureau (新政办发〔2023〕24号 附件1 第四条,
//! 附件3 第十二条).

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem, Scope,
    database::Pg,
    export::{Column, List, Reader, day, moment, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Json, Path, Query},
        limit::AddressLimit,
        page::Page,
        problem::{CitationBody, ProblemBody},
        sort::Ask,
    },
    mask,
    rule::Rules,
    settings::ServerSettings,
};
use rules::{Cited, Fields, InvalidInput, RuleSet};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer,
    export::{answer_page, label},
    input,
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        town::Town,
        violation::{ForbiddenActs, citation_of},
        violation_report::{ReportCommand, ReportFinding, ReportState, ReportedAct},
    },
    service::{
        Act,
        error::UseCaseError,
        violation_report::{NewReport, disclose_reporter, move_report, receive_report},
    },
    store::violation_report::{self, ReportFilter, ReportRow, ReporterRow},
};

/// Reports that an address may send in a minute.
const REPORTS_PER_MINUTE: u32 = 5;
/// Most characters of a report.
const REPORT_LENGTH: usize = 2_000;
/// Most characters of a telephone number.
const PHONE_LENGTH: usize = 20;
/// Fewest digits of one.
const PHONE_DIGITS: usize = 7;
/// Whoever sends a report, in the audit trail.
const PUBLIC: &str = "public";

/// How many reports an address may send, besides what holds for all public requests.
pub struct ReportLimit(AddressLimit);

impl ReportLimit {
    /// By the server's settings of trusted proxies.
    pub fn new(settings: &ServerSettings) -> Self {
        Self(AddressLimit::per_minute(settings, REPORTS_PER_MINUTE))
    }
}

/// What can be reported.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViolationActView {
    /// Code.
    code: ReportedAct,
    /// The act, in words.
    label: String,
    /// Where it stands.
    citation: CitationBody,
}

/// The catalogue of what can be reported: the eight forbidden acts of 附件3 第十二条 as the rules have them, and anything else.
#[utoipa::path(get, path = "/v1/violation-acts", tag = "supervision", responses((status = 200, body = Vec<ViolationActView>)))]
pub async fn list_violation_acts(rules: Rules<RuleSet>) -> Result<HttpResponse, Problem> {
    let today = crate::service::county_day(Utc::now());
    let acts: Cited<ForbiddenActs> = rules.at("metering.forbidden_acts", today)?;
    let reports = rules.source("supervision.reports", today)?;
    let views = ReportedAct::ALL.iter().map(|act| {
        let forbidden = act.forbidden();
        let found = acts.value.all().iter().find(|found| Some(found.code) == forbidden);
        let citation = forbidden.map_or_else(|| reports.citation.clone(), |code| citation_of(&acts, code));
        ViolationActView {
            code: *act,
            label: found.map_or_else(|| act.label().to_owned(), |found| found.label.clone()),
            citation: CitationBody {
                document: citation.document,
                article: citation.article,
            },
        }
    });
    Ok(HttpResponse::Ok().json(views.collect::<Vec<_>>()))
}

/// A report. The same `id` again is the same report: whoever does not know whether it arrived sends it again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateReportRequest {
    /// Made by the sender.
    id: Uuid,
    /// What is reported.
    #[schema(value_type = ReportedAct)]
    act: String,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Where, so that it can be found.
    place: String,
    /// What was seen; never published.
    description: String,
    /// When it was seen.
    #[serde(default)]
    occurred_on: Option<String>,
    /// Name, if the sender wants to give one; never published.
    #[serde(default)]
    name: Option<String>,
    /// Telephone number, if the sender wants to give one; never published.
    #[serde(default)]
    phone: Option<String>,
}

impl CreateReportRequest {
    fn parse(self) -> Result<NewReport, InvalidInput> {
        let mut fields = Fields::new();
        let act = parse_code::<ReportedAct>(&mut fields, "/act", "举报事项", &self.act);
        let town = parse_code::<Town>(&mut fields, "/town", "镇", &self.town);
        let place = fields.text("/place", &self.place, input::NAME_LENGTH);
        let description = fields.text("/description", &self.description, REPORT_LENGTH);
        let occurred_on = self.occurred_on.as_deref().filter(|text| !text.trim().is_empty());
        let occurred_on = occurred_on.map(|text| input::day(&mut fields, "/occurred_on", text));
        let name = input::optional_text(&mut fields, "/name", self.name.as_deref(), input::NAME_LENGTH);
        let phone = input::optional_text(&mut fields, "/phone", self.phone.as_deref(), PHONE_LENGTH);
        if let Some(phone) = &phone {
            let digits = phone.chars().filter(char::is_ascii_digit).count();
            if digits < PHONE_DIGITS || !phone.chars().all(|letter| letter.is_ascii_digit() || letter == '-') {
                fields.fault("/phone", "not_a_phone", "应为电话号码，只有数字和 -，例如 13800001234");
            }
        }
        let (act, town) = input::finish(fields, act.zip(town))?;
        Ok(NewReport {
            id: self.id,
            act,
            town,
            place,
            description,
            occurred_on: occurred_on.flatten(),
            name,
            phone,
            demonstration: false,
        })
    }
}

/// That a report has arrived.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportReceipt {
    /// To follow it up by: only who has it sees how far the report is.
    number: String,
    /// When it came.
    received_at: DateTime<Utc>,
}

/// Reports a violation. Needs no login; an address may do so a few times a minute.
#[utoipa::path(
    post, path = "/v1/violation-reports", tag = "supervision",
    request_body = CreateReportRequest,
    responses((status = 201, body = ReportReceipt), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody), (status = 429, body = ProblemBody))
)]
pub async fn create_violation_report(
    http: HttpRequest,
    database: web::Data<Database>,
    limit: web::Data<ReportLimit>,
    Json(request): Json<CreateReportRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.parse()?;
    limit.0.check(&http)?;
    // Nobody has a data scope here: the service does it in their name, to this one report.
    let mut tx = database.begin(&Scope::All).await?;
    let row = receive_report(&mut tx, &Act::at(PUBLIC, "", Utc::now()), new).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(ReportReceipt {
        number: row.number,
        received_at: row.received_at,
    }))
}

/// How far a report is, for whoever has its number: nothing of what was written, and nobody's name.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportProgressView {
    /// Number.
    number: String,
    /// What was reported.
    #[schema(value_type = ReportedAct)]
    act: String,
    /// When it came.
    received_at: DateTime<Utc>,
    /// State.
    #[schema(value_type = ReportState)]
    state: String,
    /// What was found.
    #[schema(value_type = Option<ReportFinding>)]
    finding: Option<String>,
    /// When it was verified.
    verified_at: Option<DateTime<Utc>>,
    /// What came of it.
    result: Option<String>,
    /// When it was handled.
    handled_at: Option<DateTime<Utc>>,
}

/// How far a report is, by its number.
#[utoipa::path(
    get, path = "/v1/violation-progress/{number}", tag = "supervision",
    params(("number" = String, Path)),
    responses((status = 200, body = ReportProgressView), (status = 404, body = ProblemBody), (status = 429, body = ProblemBody))
)]
pub async fn show_violation_progress(database: web::Data<Database>, Path(number): Path<String>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&Scope::All).await?;
    let found = violation_report::find_by_number(&mut conn, number.trim()).await?;
    let row = found.ok_or_else(|| Problem::not_found("没有这个查询号的举报：请核对查询号"))?;
    Ok(HttpResponse::Ok().json(ReportProgressView {
        number: row.number,
        act: row.act,
        received_at: row.received_at,
        state: row.state,
        finding: row.finding,
        verified_at: row.verified_at,
        result: row.result,
        handled_at: row.handled_at,
    }))
}

/// A report as the staff sees it; the telephone number is masked.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportView {
    /// Identity.
    id: Uuid,
    /// Number.
    number: String,
    /// What was reported.
    #[schema(value_type = ReportedAct)]
    act: String,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Where.
    place: String,
    /// In the sender's words.
    description: String,
    /// When it was seen.
    occurred_on: Option<NaiveDate>,
    /// When it came.
    received_at: DateTime<Utc>,
    /// Whether the sender can be reached.
    has_contact: bool,
    /// The sender's number, masked.
    phone: Option<String>,
    /// State.
    #[schema(value_type = ReportState)]
    state: String,
    /// What was found.
    #[schema(value_type = Option<ReportFinding>)]
    finding: Option<String>,
    /// How it was looked into.
    finding_note: Option<String>,
    /// Who looked into it.
    verified_by: Option<String>,
    /// When.
    verified_at: Option<DateTime<Utc>>,
    /// What came of it; whoever follows it up reads it.
    result: Option<String>,
    /// Who dealt with it.
    handled_by: Option<String>,
    /// When.
    handled_at: Option<DateTime<Utc>>,
    /// The user whom it concerns.
    user_id: Option<Uuid>,
    /// Version for `If-Match`.
    version: i32,
}

fn view(row: ReportRow, reporter: Option<&ReporterRow>) -> ReportView {
    ReportView {
        has_contact: reporter.is_some(),
        phone: reporter.and_then(|reporter| reporter.phone.as_deref()).map(mask::phone),
        id: row.id,
        number: row.number,
        act: row.act,
        town: row.town,
        place: row.place,
        description: row.description,
        occurred_on: row.occurred_on,
        received_at: row.received_at,
        state: row.state,
        finding: row.finding,
        finding_note: row.finding_note,
        verified_by: row.verified_by,
        verified_at: row.verified_at,
        result: row.result,
        handled_by: row.handled_by,
        handled_at: row.handled_at,
        user_id: row.user_id,
        version: row.version,
    }
}

/// Which reports are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// State.
    #[param(value_type = Option<ReportState>, inline)]
    state: Option<String>,
    /// What was reported.
    #[param(value_type = Option<ReportedAct>, inline)]
    act: Option<String>,
    /// Town.
    #[param(value_type = Option<Town>, inline)]
    town: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list.
pub struct ViolationReports;

impl List for ViolationReports {
    type Query = ReportQuery;
    type Item = ReportView;
    const NAME: &'static str = "violation-reports";
    const TITLE: &'static str = "举报";
    const COLUMNS: &'static [Column<ReportView>] = &[
        Column::new("查询号", 18, |one| text(&one.number)),
        Column::new("收到时间", 18, |one| moment(one.received_at)),
        Column::new("举报事项", 24, |one| label::<ReportedAct>(&one.act)),
        Column::new("镇", 10, |one| label::<Town>(&one.town)),
        Column::new("地点", 24, |one| text(&one.place)),
        Column::new("举报内容", 40, |one| text(&one.description)),
        Column::new("发现日期", 12, |one| day(one.occurred_on)),
        Column::new("联系电话", 14, |one| optional(one.phone.as_deref())),
        Column::new("状态", 10, |one| label::<ReportState>(&one.state)),
        Column::new("核实结论", 14, |one| {
            one.finding.as_deref().map_or_else(|| optional(None), label::<ReportFinding>)
        }),
        Column::new("核实情况", 30, |one| optional(one.finding_note.as_deref())),
        Column::new("处理结果", 30, |one| optional(one.result.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &ReportQuery, ask: &Ask) -> Result<Page<ReportView>, Problem> {
        let mut fields = Fields::new();
        let state = query.state.as_deref();
        let state = state.and_then(|text| parse_code::<ReportState>(&mut fields, "/state", "状态", text));
        let act = query.act.as_deref();
        let act = act.and_then(|text| parse_code::<ReportedAct>(&mut fields, "/act", "举报事项", text));
        let town = query.town.as_deref();
        let town = town.and_then(|text| parse_code::<Town>(&mut fields, "/town", "镇", text));
        fields.finish()?;
        let filter = ReportFilter {
            state: state.map(|state| state.code().to_owned()),
            act: act.map(|act| act.code().to_owned()),
            town: town.map(|town| town.code().to_owned()),
        };
        let (before, limit) = ask.behind()?;
        let rows = violation_report::list(conn, &filter, before, limit).await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let reporters = violation_report::reporters_of(conn, &ids).await?;
        let page = ask.page_of(rows, |row| (row.received_at, row.id));
        Ok(page.map(|row| {
            let reporter = reporters.get(&row.id);
            view(row, reporter)
        }))
    }
}

/// Reports of the towns that the caller looks after, the newest first.
#[utoipa::path(get, path = "/v1/violation-reports", tag = "supervision", params(ReportQuery), responses((status = 200, body = Page<ReportView>), (status = 400, body = ProblemBody)))]
pub async fn list_violation_reports(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<ReportQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(
        ViolationReports,
        &database,
        &principal,
        &query,
        (query.limit, query.cursor.as_deref()),
    )
    .await
}

/// One report.
#[utoipa::path(
    get, path = "/v1/violation-reports/{report_id}", tag = "supervision",
    params(("report_id" = Uuid, Path)),
    responses((status = 200, body = ReportView), (status = 404, body = ProblemBody))
)]
pub async fn show_violation_report(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = violation_report::find(&mut conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这件举报"))?;
    let reporters = violation_report::reporters_of(&mut conn, &[id]).await?;
    Ok(HttpResponse::Ok().json(view(row, reporters.get(&id))))
}

/// How to reach whoever reported.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReporterView {
    /// Name.
    name: Option<String>,
    /// Telephone number in full.
    phone: Option<String>,
}

/// How to reach whoever reported, in full; who asked stands in the audit trail.
#[utoipa::path(
    get, path = "/v1/violation-reports/{report_id}/contact", tag = "supervision",
    params(("report_id" = Uuid, Path)),
    responses((status = 200, body = ReporterView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn show_violation_reporter(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut tx = database.begin(&principal.scope).await?;
    let reporter = disclose_reporter(&mut tx, &Act::now(&principal), id).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(ReporterView {
        name: reporter.name,
        phone: reporter.phone,
    }))
}

/// What was found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyReportRequest {
    /// What.
    #[schema(value_type = ReportFinding)]
    finding: String,
    /// How it was looked into.
    note: String,
    /// The user whom it concerns, where that is known.
    #[serde(default)]
    user_id: Option<Uuid>,
}

/// Notes what was found.
#[utoipa::path(
    post, path = "/v1/violation-reports/{report_id}/verification", tag = "supervision",
    params(("report_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = VerifyReportRequest,
    responses((status = 200, body = ReportView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn verify_violation_report(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<VerifyReportRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let finding = parse_code::<ReportFinding>(&mut fields, "/finding", "核实结果", &request.body.finding);
    let note = fields.text("/note", &request.body.note, input::TEXT_LENGTH);
    let finding = input::finish(fields, finding)?;
    let user = request.body.user_id;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let row = move_report(tx, &act, id, version, ReportCommand::Verify { finding, note }, user).await?;
        let reporters = violation_report::reporters_of(tx, &[id]).await?;
        Ok(view(row, reporters.get(&id)))
    })
    .await
}

/// What came of a report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandleReportRequest {
    /// What came of it: whoever follows the report up reads it, so that it names nobody.
    result: String,
}

/// Notes what came of a verified report.
#[utoipa::path(
    post, path = "/v1/violation-reports/{report_id}/handling", tag = "supervision",
    params(("report_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = HandleReportRequest,
    responses((status = 200, body = ReportView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn handle_violation_report(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<HandleReportRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let result = fields.text("/result", &request.body.result, input::TEXT_LENGTH);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let row = move_report(tx, &act, id, version, ReportCommand::Handle { result }, None).await?;
        let reporters = violation_report::reporters_of(tx, &[id]).await?;
        Ok(view(row, reporters.get(&id)))
    })
    .await
}
