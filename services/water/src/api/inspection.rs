//! Inspections at users' (新政办发〔2023〕24号 附件1 第十八条).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::{Fields, InvalidInput, RuleSet};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, input};
use crate::{
    domain::{
        code::parse_code,
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

/// Inspections, the newest first.
#[utoipa::path(get, path = "/v1/inspections", tag = "supervision", params(InspectionQuery), responses((status = 200, body = Page<InspectionView>), (status = 400, body = ProblemBody)))]
pub async fn list_inspections(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<InspectionQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<Uuid>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = inspection::list(&mut conn, query.user_code.as_deref(), query.open, before, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |(row, ..)| row.id).map(InspectionView::from)))
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
pub async fn close_inspection(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<CloseInspectionRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let result = fields.text("/result", &request.body.result, input::TEXT_LENGTH);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let row = note_outcome(tx, &act, id, version, result).await?;
        with_user(tx, row).await
    })
    .await
}
