//! Seals of meters (新政办发〔2023〕24号 附件3 第十二条（六）).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
};
use rules::Fields;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, export::answer_page, input};
use crate::{
    service::{
        Act,
        error::UseCaseError,
        meter_seal::{put_on_seal, take_off_seal as note_removal},
    },
    store::{
        meter,
        meter_seal::{self, SealOfMeter},
    },
};

/// A seal that was put on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateSealRequest {
    /// Number on the seal.
    #[schema(example = "QF-000123")]
    number: String,
    /// Day.
    #[schema(example = "2026-09-10")]
    put_on: String,
    /// Who put it on.
    put_on_by: String,
}

/// That a seal was taken off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeOffSealRequest {
    /// Day.
    #[schema(example = "2026-10-10")]
    taken_off: String,
    /// Who took it off.
    taken_off_by: String,
    /// Why.
    reason: String,
}

/// A seal of a meter.
#[derive(Debug, Serialize, ToSchema)]
pub struct SealView {
    /// Identity.
    id: Uuid,
    /// Meter.
    meter_id: Uuid,
    /// Its number.
    meter_number: String,
    /// Number on the seal.
    number: String,
    /// Day.
    put_on: NaiveDate,
    /// Who put it on.
    put_on_by: String,
    /// Day on which it was taken off.
    taken_off: Option<NaiveDate>,
    /// Who took it off.
    taken_off_by: Option<String>,
    /// Why.
    taken_off_reason: Option<String>,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
    /// Who recorded that it was taken off.
    removal_recorded_by: Option<String>,
}

impl From<SealOfMeter> for SealView {
    fn from((row, meter_number): SealOfMeter) -> Self {
        Self {
            id: row.id,
            meter_id: row.meter_id,
            meter_number,
            number: row.number,
            put_on: row.put_on,
            put_on_by: row.put_on_by,
            taken_off: row.taken_off,
            taken_off_by: row.taken_off_by,
            taken_off_reason: row.taken_off_reason,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
            removal_recorded_by: row.removal_recorded_by,
        }
    }
}

/// Which seals are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SealQuery {
    /// Meter.
    meter_id: Option<Uuid>,
    /// Part of the number of the seal or of the meter.
    q: Option<String>,
    /// Only those that are on, or only those that were taken off.
    worn: Option<bool>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list.
pub struct MeterSeals;

impl List for MeterSeals {
    type Query = SealQuery;
    type Item = SealView;
    const NAME: &'static str = "meter-seals";
    const TITLE: &'static str = "水表铅封";
    const COLUMNS: &'static [Column<SealView>] = &[
        Column::new("铅封编号", 16, |one| text(&one.number)),
        Column::new("水表编号", 18, |one| text(&one.meter_number)),
        Column::new("加封日期", 12, |one| day(Some(one.put_on))),
        Column::new("加封人", 16, |one| text(&one.put_on_by)),
        Column::new("启封日期", 12, |one| day(one.taken_off)),
        Column::new("启封人", 16, |one| optional(one.taken_off_by.as_deref())),
        Column::new("启封原因", 24, |one| optional(one.taken_off_reason.as_deref())),
        Column::new("登记人", 16, |one| text(&one.recorded_by)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &SealQuery, ask: &Ask) -> Result<Page<SealView>, Problem> {
        let (before, limit) = ask.behind()?;
        let rows = meter_seal::list(conn, query.meter_id, query.q.as_deref(), query.worn, before, limit).await?;
        Ok(ask.page_of(rows, |(row, _)| row.id).map(SealView::from))
    }
}

/// Seals, the newest first.
#[utoipa::path(get, path = "/v1/meter-seals", tag = "meters", params(SealQuery), responses((status = 200, body = Page<SealView>), (status = 400, body = ProblemBody)))]
pub async fn list_meter_seals(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<SealQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(MeterSeals, &database, &principal, &query, (query.limit, query.cursor.as_deref())).await
}

/// Records a seal that was put on a meter.
#[utoipa::path(
    post, path = "/v1/meters/{meter_id}/seals", tag = "meters",
    params(("meter_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CreateSealRequest,
    responses((status = 201, body = SealView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_meter_seal(
    database: web::Data<Database>,
    principal: Principal,
    Path(meter_id): Path<Uuid>,
    request: Idempotent<CreateSealRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let number = input::code(&mut fields, "/number", &request.body.number);
    let on = input::day(&mut fields, "/put_on", &request.body.put_on);
    let by = fields.text("/put_on_by", &request.body.put_on_by, input::NAME_LENGTH);
    let on = input::finish(fields, on)?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let row = put_on_seal(tx, &act, meter_id, number, on, by).await?;
        let meter = meter::find(tx, meter_id).await?.ok_or(UseCaseError::NotFound("这块水表"))?;
        Ok(SealView::from((row, meter.number)))
    })
    .await
}

/// Records that a seal was taken off.
#[utoipa::path(
    post, path = "/v1/meters/{meter_id}/seals/{seal_id}/removal", tag = "meters",
    params(("meter_id" = Uuid, Path), ("seal_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = TakeOffSealRequest,
    responses((status = 200, body = SealView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn take_off_meter_seal(
    database: web::Data<Database>,
    principal: Principal,
    Path((meter_id, seal_id)): Path<(Uuid, Uuid)>,
    request: Idempotent<TakeOffSealRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let on = input::day(&mut fields, "/taken_off", &request.body.taken_off);
    let by = fields.text("/taken_off_by", &request.body.taken_off_by, input::NAME_LENGTH);
    let reason = fields.text("/reason", &request.body.reason, input::TEXT_LENGTH);
    let on = input::finish(fields, on)?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let row = note_removal(tx, &act, meter_id, seal_id, on, by, reason).await?;
        let meter = meter::find(tx, meter_id).await?.ok_or(UseCaseError::NotFound("这块水表"))?;
        Ok(SealView::from((row, meter.number)))
    })
    .await
}
