//! Inspections at users' (新政办发〔2023〕24号 附件1 第十八条).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, day, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    rule::Rules,
};
use rules::{Fields, InvalidInput, RuleSet};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, export::answer_page, input, step::Step};
use crate::{
    domain::{
        code::{Coded, parse_code},
        inspection::{Inspection, InspectionMeasure},
    },
    service::{
        Act,
        error::UseCaseError,
        inspection::{NewInspection, close_inspection as note_outcome, record_inspection},
    },
    store::{
        inspection::{self, InspectionOfUser, InspectionRow},
        water_user,
    },
};

/// An inspection to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateInspectionRequest {
    /// Water user.
    user_id: Uuid,
    /// Day.
    #[schema(example = "2026-09-10")]
    inspected_on: String,
    /// Who inspected.
    inspectors: String,
    /// Number of the certificate that was shown.
    certificate_number: String,
    /// What was done.
    #[schema(value_type = Vec<InspectionMeasure>)]
    measures: Vec<String>,
    /// What was found.
    findings: String,
    /// What has to be stopped or done: with `order_to_stop`, and only then.
    #[serde(default)]
    order: Option<String>,
    /// By when.
    #[serde(default)]
    deadline: Option<String>,
    /// The report that led to it.
    #[serde(default)]
    report_id: Option<Uuid>,
}

impl CreateInspectionRequest {
    fn parse(self) -> Result<NewInspection, InvalidInput> {
        let mut fields = Fields::new();
        let on = input::day(&mut fields, "/inspected_on", &self.inspected_on);
        let inspectors = fields.text("/inspectors", &self.inspectors, input::NAME_LENGTH);
        // That one is shown at all is a rule, which says its article.
        let certificate_number = input::optional_text(
            &mut fields,
            "/certificate_number",
            Some(&self.certificate_number),
            input::NAME_LENGTH,
        );
        let mut measures: Vec<InspectionMeasure> = (0..)
            .zip(&self.measures)
            .filter_map(|(index, text): (usize, _)| parse_code(&mut fields, &format!("/measures/{index}"), "检查措施", text))
            .collect();
        measures.sort_unstable();
        measures.dedup();
        let findings = fields.text("/findings", &self.findings, input::TEXT_LENGTH);
        let order = input::optional_text(&mut fields, "/order", self.order.as_deref(), input::TEXT_LENGTH);
        let deadline = self.deadline.as_deref().map(|text| input::day(&mut fields, "/deadline", text));
        let on = input::finish(fields, on)?;
        Ok(NewInspection {
            user_id: self.user_id,
            inspection: Inspection {
                on,
                certificate_number: certificate_number.unwrap_or_default(),
                measures,
                order,
                deadline: deadline.flatten(),
            },
            inspectors,
            findings,
            report_id: self.report_id,
        })
    }
}

/// What came of an inspection.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseInspectionRequest {
    /// What came of it.
    result: String,
}

/// An inspection.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionView {
    /// Identity.
    id: Uuid,
    /// Water user.
    user_id: Uuid,
    /// Its code.
    user_code: String,
    /// Its name.
    user_name: String,
    /// Day.
    inspected_on: NaiveDate,
    /// Who inspected.
    inspectors: String,
    /// Number of the certificate that was shown.
    certificate_number: String,
    /// What was done.
    #[schema(value_type = Vec<InspectionMeasure>)]
    measures: Vec<String>,
    /// What was found.
    findings: String,
    /// What has to be stopped or done.
    order: Option<String>,
    /// By when.
    deadline: Option<NaiveDate>,
    /// The report that led to it.
    report_id: Option<Uuid>,
    /// What came of it.
    result: Option<String>,
    /// When it was closed.
    closed_on: Option<NaiveDate>,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
    /// Who closed it.
    closed_by: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

impl From<InspectionOfUser> for InspectionView {
    fn from((row, user_code, user_name): InspectionOfUser) -> Self {
        Self {
            id: row.id,
            user_id: row.user_id,
            user_code,
            user_name,
            inspected_on: row.inspected_on,
            inspectors: row.inspectors,
            certificate_number: row.certificate_number,
            measures: row.measures,
            findings: row.findings,
            order: row.order_text,
            deadline: row.deadline,
            report_id: row.report_id,
            result: row.result,
            closed_on: row.closed_on,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
            closed_by: row.closed_by,
            version: row.version,
        }
    }
}

async fn with_user(conn: &mut Pg, row: InspectionRow) -> Result<InspectionView, UseCaseError> {
    let user = water_user::find(conn, row.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    Ok(InspectionView::from((row, user.code, user.name)))
}

/// Which inspections are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct InspectionQuery {
    /// Code of the user.
    user_code: Option<String>,
    /// Only those without an outcome, or only those with one.
    open: Option<bool>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// What was done, in a cell.
fn measures_cell(one: &InspectionView) -> Cell {
    let names = one.measures.iter();
    let names = names.map(|code| InspectionMeasure::from_code(code).map_or(code.as_str(), |measure| measure.label()));
    text(names.collect::<Vec<_>>().join("、"))
}

/// The list.
pub struct Inspections;

impl List for Inspections {
    type Query = InspectionQuery;
    type Item = InspectionView;
    const NAME: &'static str = "inspections";
    const TITLE: &'static str = "监督检查";
    const COLUMNS: &'static [Column<InspectionView>] = &[
        Column::new("检查日期", 12, |one| day(Some(one.inspected_on))),
        Column::new("用水户编号", 14, |one| text(&one.user_code)),
        Column::new("用水户", 24, |one| text(&one.user_name)),
        Column::new("检查人", 20, |one| text(&one.inspectors)),
        Column::new("证件号", 16, |one| text(&one.certificate_number)),
        Column::new("措施", 24, |one| measures_cell(one)),
        Column::new("发现的问题", 30, |one| text(&one.findings)),
        Column::new("责令", 30, |one| optional(one.order.as_deref())),
        Column::new("期限", 12, |one| day(one.deadline)),
        Column::new("结果", 30, |one| optional(one.result.as_deref())),
        Column::new("办结日期", 12, |one| day(one.closed_on)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &InspectionQuery, ask: &Ask) -> Result<Page<InspectionView>, Problem> {
        let (before, limit) = ask.behind()?;
        let rows = inspection::list(conn, query.user_code.as_deref(), query.open, before, limit).await?;
        Ok(ask.page_of(rows, |(row, ..)| row.id).map(InspectionView::from))
    }
}

/// Inspections, the newest first.
#[utoipa::path(get, path = "/v1/inspections", tag = "supervision", params(InspectionQuery), responses((status = 200, body = Page<InspectionView>), (status = 400, body = ProblemBody)))]
pub async fn list_inspections(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<InspectionQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(Inspections, &database, &principal, &query, (query.limit, query.cursor.as_deref())).await
}

/// Records an inspection; the certificate was shown, or it was none.
#[utoipa::path(
    post, path = "/v1/inspections", tag = "supervision",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateInspectionRequest,
    responses((status = 201, body = InspectionView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_inspection(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateInspectionRequest>,
) -> Result<HttpResponse, Problem> {
    let key = request.key;
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &key, StatusCode::CREATED, async |tx| {
        let row = record_inspection(tx, &rules, &act, new).await?;
        with_user(tx, row).await
    })
    .await
}

/// Notes what came of an inspection.
#[utoipa::path(
    post, path = "/v1/inspections/{inspection_id}/closing", tag = "supervision",
    params(("inspection_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = CloseInspectionRequest,
    responses((status = 200, body = InspectionView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn close_inspection(Step { on, body }: Step<CloseInspectionRequest>) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let result = fields.text("/result", &body.result, input::TEXT_LENGTH);
    fields.finish()?;
    on.answer(async |tx| {
        let row = note_outcome(tx, &on.act, on.id, on.version, result).await?;
        with_user(tx, row).await
    })
    .await
}
