//! Files of readings.

use actix_web::{HttpRequest, HttpResponse, web};
use platform::{
    Database, Problem,
    http::{access::Principal, extract::Query, problem::ProblemBody},
    rule::Rules,
    sheet::upload::{ImportQuery, TemplateQuery, download_template},
};
use rules::RuleSet;

use super::{FileImportResultView, Request, import};
use crate::{
    config::OwnSettings,
    domain::meter::MeteringRules,
    service::{
        Act,
        file_import::{ImportKind, READING_LAYOUT, import_readings, read_reading},
    },
};

/// Imports a file of readings: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part `file`.
#[utoipa::path(
    post,
    path = "/v1/readings/imports",
    tag = "imports",
    params(ImportQuery, ("Idempotency-Key" = String, Header)),
    request_body(content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "multipart/form-data")
    )),
    responses(
        (status = 201, body = FileImportResultView),
        (status = 400, body = ProblemBody),
        (status = 413, body = ProblemBody),
        (status = 415, body = ProblemBody)
    )
)]
pub async fn create_reading_import(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    settings: web::Data<OwnSettings>,
    principal: Principal,
    request: HttpRequest,
    Query(query): Query<ImportQuery>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    let metering = MeteringRules::at(&rules, act.today)?;
    let given = Request {
        database: &database,
        settings: &settings,
        principal: &principal,
        request,
        query,
        payload,
    };
    import(given, ImportKind::Readings, &READING_LAYOUT, read_reading, async |tx, file| {
        import_readings(tx, &metering, &act, file).await
    })
    .await
}

/// An empty file with the columns that an import of readings takes.
#[utoipa::path(
    get,
    path = "/v1/readings/imports/template",
    tag = "imports",
    params(TemplateQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
)]
pub async fn show_reading_template(Query(query): Query<TemplateQuery>) -> Result<HttpResponse, Problem> {
    download_template(query, &READING_LAYOUT, "readings-template")
}
