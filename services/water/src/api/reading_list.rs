//! Lists of readings.

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, flag, moment, number, optional, text},
    http::{
        access::Principal,
        extract::{Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{export::label, reading::ReadingView};
use crate::{
    domain::reading::Method,
    service::error::UseCaseError,
    store::{
        meter,
        reading::{self, ReadingFilter},
    },
};

/// What a list of readings is narrowed by.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReadingQuery {
    /// Meter.
    meter_id: Option<Uuid>,
    /// Water user.
    user_id: Option<Uuid>,
    /// Number on the meter.
    meter_number: Option<String>,
    /// Code of the user.
    user_code: Option<String>,
    /// Measuring period.
    period: Option<String>,
    /// `periodic`, `install` or `removal`.
    purpose: Option<String>,
    /// Code of the supply company.
    supplier: Option<String>,
    /// `read_on`, `meter_number`, `user_code`, `value`, `recorded_at`; the largest first with `-` in front. `-read_on` when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A reading in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedReadingView {
    /// The reading.
    #[serde(flatten)]
    reading: ReadingView,
    /// Code of the user.
    user_code: String,
    /// Name of the user.
    user_name: String,
    /// The reading that replaces this one; it does not count then.
    replaced_by: Option<Uuid>,
}

/// Readings in the caller's scope, replaced ones included, the newest first.
#[utoipa::path(get, path = "/v1/readings", tag = "readings", params(ReadingQuery), responses((status = 200, body = Page<ListedReadingView>)))]
pub async fn list_readings(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<ReadingQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(Readings.page(&mut conn, &Readings.reader(&principal), &query, &ask).await?))
}

/// Where a list goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// At most so many, 1 to 200; 50 when left out.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// The readings of a meter, replaced ones included, the newest first.
#[utoipa::path(
    get,
    path = "/v1/meters/{meter_id}/readings",
    tag = "readings",
    params(("meter_id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Page<ListedReadingView>), (status = 404, body = ProblemBody))
)]
pub async fn list_readings_of_meter(
    database: web::Data<Database>,
    principal: Principal,
    Path(meter_id): Path<Uuid>,
    Query(page): Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(page.limit, page.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    meter::find(&mut conn, meter_id).await?.ok_or(UseCaseError::NotFound("这块水表"))?;
    let query = ReadingQuery {
        meter_id: Some(meter_id),
        ..ReadingQuery::default()
    };
    Ok(HttpResponse::Ok().json(Readings.page(&mut conn, &Readings.reader(&principal), &query, &ask).await?))
}

/// The list of readings.
pub struct Readings;

fn purpose(code: &str) -> &str {
    match code {
        "install" => "安装",
        "periodic" => "周期抄表",
        "removal" => "拆表",
        other => other,
    }
}

impl List for Readings {
    type Query = ReadingQuery;
    type Item = ListedReadingView;
    const NAME: &'static str = "readings";
    const TITLE: &'static str = "读数";
    const COLUMNS: &'static [Column<ListedReadingView>] = &[
        Column::new("水表编号", 16, |item| text(&item.reading.meter_number)),
        Column::new("用水户编号", 16, |item| text(&item.user_code)),
        Column::new("用水户", 28, |item| text(&item.user_name)),
        Column::new("计量周期", 12, |item| optional(item.reading.period.as_deref())),
        Column::new("抄表日期", 12, |item| day(item.reading.read_on)),
        Column::new("读数（m³）", 14, |item| number(&item.reading.value)),
        Column::new("性质", 10, |item| text(purpose(&item.reading.purpose))),
        Column::new("抄表方式", 10, |item| label::<Method>(&item.reading.method)),
        Column::new("转满", 8, |item| flag(item.reading.rolled_over)),
        Column::new("已被更正", 10, |item| flag(item.replaced_by.is_some())),
        Column::new("理由", 24, |item| optional(item.reading.reason.as_deref())),
        Column::new("登记人", 16, |item| text(&item.reading.recorded_by)),
        Column::new("登记时间", 20, |item| moment(item.reading.recorded_at)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &ReadingQuery, ask: &Ask) -> Result<Page<ListedReadingView>, Problem> {
        let paging = reading::SORTING.read(query.sort.as_deref(), ask)?;
        let filter = ReadingFilter {
            meter_id: query.meter_id,
            user_id: query.user_id,
            meter_number: query.meter_number.clone(),
            user_code: query.user_code.clone(),
            period: query.period.clone(),
            purpose: query.purpose.clone(),
            supplier: query.supplier.clone(),
        };
        let page = reading::list(conn, &filter, &paging).await?;
        let ids: Vec<Uuid> = page.items.iter().map(|(row, ..)| row.id).collect();
        let replaced = reading::replaced_by(conn, &ids).await?;
        Ok(page.map(|(row, meter_number, user_code, user_name)| ListedReadingView {
            replaced_by: replaced.get(&row.id).copied(),
            reading: ReadingView::of(row, meter_number),
            user_code,
            user_name,
        }))
    }
}
