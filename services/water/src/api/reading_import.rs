//! Files of readings: template, import, and the same file back with an error column.

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{self, Bytes, BytesMut},
};
use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Path, Query, request_key},
        page::{self, Page},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::{Fields, RuleSet};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, reading::PageQuery};
use crate::{
    config::OwnSettings,
    domain::{
        code::{Coded, parse_code},
        meter::MeteringRules,
    },
    service::{
        Act,
        error::UseCaseError,
        reading_import::{FileFormat, ImportMode, Imported, Limits, ReadingFile, RowFault, import_readings, read_table, template},
    },
    store::reading_import::{self, ReadingImportRow},
};

/// Media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Media type of CSV.
const CSV: &str = "text/csv";
/// Faults told in the answer; the file with the error column has all.
const TOLD: usize = 200;

/// How a file is to be imported.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ImportQuery {
    /// `all_or_nothing` (when left out) or `valid_rows`.
    #[param(value_type = Option<ImportMode>, inline)]
    mode: Option<String>,
    /// Check only, store nothing.
    #[serde(default)]
    dry_run: bool,
}

/// What became of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingImportView {
    /// Identity.
    id: Uuid,
    /// Name of the file.
    file_name: String,
    /// `csv` or `xlsx`.
    #[schema(value_type = FileFormat)]
    format: String,
    /// `all_or_nothing` or `valid_rows`.
    #[schema(value_type = ImportMode)]
    mode: String,
    /// Whether nothing was to be stored.
    dry_run: bool,
    /// Rows of the file.
    rows: i32,
    /// Rows without a fault.
    accepted: i32,
    /// Rows with a fault.
    rejected: i32,
    /// Rows stored.
    stored: i32,
    /// Who imported.
    created_by: String,
    /// When.
    created_at: DateTime<Utc>,
}

impl From<ReadingImportRow> for ReadingImportView {
    fn from(row: ReadingImportRow) -> Self {
        let refused = row.mode == ImportMode::AllOrNothing.code() && row.rejected > 0;
        Self {
            id: row.id,
            file_name: row.file_name,
            format: row.format,
            mode: row.mode,
            dry_run: row.dry_run,
            rows: row.row_count,
            accepted: row.accepted,
            rejected: row.rejected,
            stored: if row.dry_run || refused { 0 } else { row.accepted },
            created_by: row.created_by,
            created_at: row.created_at,
        }
    }
}

/// What became of a file, with what is wrong in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingImportResultView {
    /// The import.
    #[serde(flatten)]
    import: ReadingImportView,
    /// The first 200 faults; `/result` gives the file with all of them.
    errors: Vec<RowErrorView>,
}

/// A row that cannot be stored.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowErrorView {
    /// Number of the row in the file, from 1.
    row: usize,
    /// Title of the column, where one is to blame.
    column: Option<&'static str>,
    /// Stable code.
    code: String,
    /// What is wrong and what would be right.
    message: String,
}

impl From<RowFault> for RowErrorView {
    fn from(fault: RowFault) -> Self {
        Self {
            row: fault.line,
            column: fault.column.map(Coded::label),
            code: fault.code,
            message: fault.message,
        }
    }
}

impl From<Imported> for ReadingImportResultView {
    fn from(imported: Imported) -> Self {
        Self {
            import: ReadingImportView::from(imported.row),
            errors: imported.faults.into_iter().take(TOLD).map(RowErrorView::from).collect(),
        }
    }
}

/// A file as it came in.
struct Upload {
    format: FileFormat,
    name: String,
    bytes: Bytes,
}

/// Imports a file of readings: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part `file`.
#[utoipa::path(
    post,
    path = "/v1/readings/imports",
    tag = "readings",
    params(ImportQuery, ("Idempotency-Key" = String, Header)),
    request_body(content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "multipart/form-data")
    )),
    responses(
        (status = 201, body = ReadingImportResultView),
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
    let mut key = request_key(&request, &mut actix_web::dev::Payload::None)?;
    let mut fields = Fields::new();
    let mode = query.mode.as_deref().map_or(Some(ImportMode::AllOrNothing), |text| {
        parse_code(&mut fields, "/mode", "导入方式", text)
    });
    let mode = super::input::finish(fields, mode)?;
    let limits = Limits {
        bytes: settings.import_limit_bytes,
        rows: settings.import_limit_rows,
    };
    let upload = receive(&request, payload, limits.bytes).await?;
    let mut hasher = Sha256::new();
    hasher.update([upload.format.code(), mode.code(), if query.dry_run { "dry_run" } else { "" }].join("|"));
    hasher.update(&upload.bytes);
    key.body_hash = hex::encode(hasher.finalize());
    let Upload { format, name, bytes } = upload;
    let table = web::block(move || read_table(format, &bytes, limits))
        .await
        .map_err(Problem::internal)??;
    let file = ReadingFile {
        format,
        name,
        table,
        mode,
        dry_run: query.dry_run,
    };
    let act = Act::now(&principal);
    let metering = MeteringRules::at(&rules, act.today)?;
    answer::once(&database, &principal.scope, &key, StatusCode::CREATED, async |tx| {
        Ok(ReadingImportResultView::from(import_readings(tx, &metering, &act, file).await?))
    })
    .await
}

fn too_large(limit: usize) -> Problem {
    let detail = format!("文件超过 {} MB：请分成几个文件导入", limit / (1024 * 1024));
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail)
}

/// Reads the file from the body, up to the limit.
async fn receive(request: &HttpRequest, payload: web::Payload, limit: usize) -> Result<Upload, Problem> {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let of_format = |format: FileFormat, bytes| Upload {
        format,
        name: format!("readings.{}", format.code()),
        bytes,
    };
    match media_type.as_str() {
        CSV => Ok(of_format(FileFormat::Csv, collect(payload, limit).await?)),
        XLSX => Ok(of_format(FileFormat::Xlsx, collect(payload, limit).await?)),
        "multipart/form-data" => receive_form(Multipart::new(request.headers(), payload), limit).await,
        _ => Err(not_a_table()),
    }
}

fn not_a_table() -> Problem {
    let detail = format!("文件应为 XLSX（{XLSX}）或 CSV（{CSV}），也可以用表单字段 file 上传");
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_table", detail)
}

async fn receive_form(mut form: Multipart, limit: usize) -> Result<Upload, Problem> {
    let broken = || Problem::bad_request("body_unreadable", "表单没有完整收到，请重试");
    while let Some(part) = form.next().await {
        let part = part.map_err(|_| broken())?;
        if part.name() != Some("file") {
            continue;
        }
        let name = part
            .content_disposition()
            .and_then(|found| found.get_filename())
            .unwrap_or_default()
            .to_owned();
        let format = FileFormat::ALL
            .iter()
            .copied()
            .find(|format| name.to_ascii_lowercase().ends_with(&format!(".{}", format.code())));
        let format = format.ok_or_else(not_a_table)?;
        let bytes = collect(part, limit).await?;
        // Only the name itself, never a path.
        let name: String = name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .chars()
            .filter(|letter| !letter.is_control())
            .take(100)
            .collect();
        return Ok(Upload { format, name, bytes });
    }
    Err(Problem::bad_request("file_missing", "表单中没有字段 file：请选择要导入的文件"))
}

async fn collect<E>(mut body: impl Stream<Item = Result<Bytes, E>> + Unpin, limit: usize) -> Result<Bytes, Problem> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| Problem::bad_request("body_unreadable", "文件没有完整收到，请重试"))?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large(limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// Imports in the caller's scope, latest first.
#[utoipa::path(get, path = "/v1/readings/imports", tag = "readings", params(PageQuery), responses((status = 200, body = Page<ReadingImportView>)))]
pub async fn list_reading_imports(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<Uuid>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = reading_import::list(&mut conn, before, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| row.id).map(ReadingImportView::from)))
}

/// One import.
#[utoipa::path(
    get,
    path = "/v1/readings/imports/{import_id}",
    tag = "readings",
    params(("import_id" = Uuid, Path)),
    responses((status = 200, body = ReadingImportView), (status = 404, body = ProblemBody))
)]
pub async fn show_reading_import(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = reading_import::find(&mut conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这次导入"))?;
    Ok(HttpResponse::Ok().json(ReadingImportView::from(row)))
}

/// The file of an import with the column 「错误」: correct it and import it again.
#[utoipa::path(
    get,
    path = "/v1/readings/imports/{import_id}/result",
    tag = "readings",
    params(("import_id" = Uuid, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 404, body = ProblemBody)
    )
)]
pub async fn show_reading_import_result(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let (row, bytes) = reading_import::find_result(&mut conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这次导入"))?;
    let format = FileFormat::from_code(&row.format).unwrap_or(FileFormat::Xlsx);
    Ok(download(format, &format!("reading-import-{id}.{}", format.code()), bytes))
}

/// Which template.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct TemplateQuery {
    /// `xlsx` (when left out) or `csv`.
    #[param(value_type = Option<FileFormat>, inline)]
    format: Option<String>,
}

/// An empty file with the columns that an import takes.
#[utoipa::path(
    get,
    path = "/v1/readings/imports/template",
    tag = "readings",
    params(TemplateQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
)]
pub async fn show_import_template(Query(query): Query<TemplateQuery>) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let format = query
        .format
        .as_deref()
        .map_or(Some(FileFormat::Xlsx), |text| parse_code(&mut fields, "/format", "文件格式", text));
    let format = super::input::finish(fields, format)?;
    Ok(download(format, &format!("readings-template.{}", format.code()), template(format)?))
}

fn download(format: FileFormat, name: &str, bytes: Vec<u8>) -> HttpResponse {
    let media_type = match format {
        FileFormat::Csv => "text/csv; charset=utf-8",
        FileFormat::Xlsx => XLSX,
    };
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(bytes)
}
