//! Files of rows: templates, imports, and the same file back with an error column. One file per kind of import; what they
//! share stands here.

pub mod plan;
pub mod quota;
pub mod reading;
pub mod water_user;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use platform::{
    Database, Problem, Transaction,
    database::Pg,
    export::{Cell, Column, List, Reader, flag, moment, text},
    http::{
        access::Principal,
        extract::{Path, Query, request_key},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    sheet::{
        Cells, FileFormat, ImportMode, Layout, Limits,
        upload::{ImportQuery, RowErrorView, download, receive, told},
    },
};
use rules::Fields;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, export::label, role::WATER_CLERK};
use crate::{
    config::OwnSettings,
    domain::code::{Coded, parse_code},
    service::{
        Act,
        error::UseCaseError,
        file_import::{ImportFile, ImportKind, Imported},
    },
    store::file_import::{self, FileImportRow},
};

/// What became of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileImportView {
    /// Identity.
    id: Uuid,
    /// What it holds.
    #[schema(value_type = ImportKind)]
    kind: String,
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

impl From<FileImportRow> for FileImportView {
    fn from(row: FileImportRow) -> Self {
        let refused = row.mode == ImportMode::AllOrNothing.code() && row.rejected > 0;
        Self {
            id: row.id,
            kind: row.kind,
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
pub struct FileImportResultView {
    /// The import.
    #[serde(flatten)]
    import: FileImportView,
    /// The first 200 faults; `/result` gives the file with all of them.
    errors: Vec<RowErrorView>,
}

impl From<Imported> for FileImportResultView {
    fn from(imported: Imported) -> Self {
        Self {
            import: FileImportView::from(imported.row),
            errors: told(imported.faults),
        }
    }
}

/// What every import takes from its request.
struct Request<'a> {
    database: &'a Database,
    settings: &'a OwnSettings,
    principal: &'a Principal,
    request: HttpRequest,
    query: ImportQuery,
    payload: web::Payload,
}

/// Receives and reads the file, and imports it once per idempotency key.
async fn import<T>(
    given: Request<'_>,
    kind: ImportKind,
    layout: &'static Layout,
    read_row: impl Fn(&mut Cells<'_>) -> Option<T>,
    run: impl AsyncFnOnce(&mut Transaction, ImportFile<T>) -> Result<Imported, UseCaseError>,
) -> Result<HttpResponse, Problem> {
    let query = given.query;
    let mut key = request_key(&given.request, &mut actix_web::dev::Payload::None)?;
    let limits = Limits {
        bytes: given.settings.import_limit_bytes,
        rows: given.settings.import_limit_rows,
    };
    let upload = receive(&given.request, given.payload, limits.bytes, kind.code()).await?;
    key.body_hash = upload.hash(query);
    let (format, name) = (upload.format, upload.name.clone());
    let table = upload.read(limits).await?;
    let file = ImportFile {
        layout,
        format,
        name,
        parsed: layout.parse_rows(&table, read_row)?,
        table,
        mode: query.mode,
        dry_run: query.dry_run,
    };
    answer::once(given.database, &given.principal.scope, &key, StatusCode::CREATED, async |tx| {
        Ok(FileImportResultView::from(run(tx, file).await?))
    })
    .await
}

/// The code of a value of a closed list, whether its label or its code stands in a cell; anything else as it stands.
fn code_of<T: Coded>(text: &str) -> String {
    let found = T::ALL.iter().find(|value| value.label() == text);
    found.map_or(text, |value| value.code()).to_owned()
}

/// The labels of a closed list, for a column's choices.
fn labels<T: Coded>() -> Vec<&'static str> {
    T::ALL.iter().map(|value| value.label()).collect()
}

/// Which imports are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct FileImportQuery {
    /// What the files hold.
    #[param(value_type = Option<ImportKind>, inline)]
    kind: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Imports in the caller's scope, latest first.
#[utoipa::path(get, path = "/v1/imports", tag = "imports", params(FileImportQuery), responses((status = 200, body = Page<FileImportView>)))]
pub async fn list_file_imports(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<FileImportQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(FileImports.page(&mut conn, &FileImports.reader(&principal), &query, &ask).await?))
}

/// The list of imports.
pub struct FileImports;

fn mode_label(import: &FileImportView) -> Cell {
    let is_whole = import.mode == ImportMode::AllOrNothing.code();
    text(if is_whole {
        "全部无误才导入"
    } else {
        "只导入无误的行"
    })
}

impl List for FileImports {
    type Query = FileImportQuery;
    type Item = FileImportView;
    const NAME: &'static str = "imports";
    const TITLE: &'static str = "导入记录";
    const COLUMNS: &'static [Column<FileImportView>] = &[
        Column::new("内容", 12, |import| label::<ImportKind>(&import.kind)),
        Column::new("文件", 36, |import| text(&import.file_name)),
        Column::new("格式", 8, |import| text(&import.format)),
        Column::new("方式", 18, |import| mode_label(import)),
        Column::new("只检查", 8, |import| flag(import.dry_run)),
        Column::new("行数", 8, |import| Cell::Whole(import.rows.into())),
        Column::new("无误行数", 10, |import| Cell::Whole(import.accepted.into())),
        Column::new("有误行数", 10, |import| Cell::Whole(import.rejected.into())),
        Column::new("导入行数", 10, |import| Cell::Whole(import.stored.into())),
        Column::new("导入人", 16, |import| text(&import.created_by)),
        Column::new("导入时间", 20, |import| moment(import.created_at)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &FileImportQuery, ask: &Ask) -> Result<Page<FileImportView>, Problem> {
        let mut fields = Fields::new();
        let kind = query.kind.as_deref();
        let kind = kind.and_then(|text| parse_code::<ImportKind>(&mut fields, "/kind", "导入种类", text));
        fields.finish()?;
        let (before, limit) = ask.behind::<Uuid>()?;
        let rows = file_import::list(conn, kind.map(Coded::code), before, limit).await?;
        Ok(ask.page_of(rows, |row| row.id).map(FileImportView::from))
    }
}

/// One import.
#[utoipa::path(
    get,
    path = "/v1/imports/{import_id}",
    tag = "imports",
    params(("import_id" = Uuid, Path)),
    responses((status = 200, body = FileImportView), (status = 404, body = ProblemBody))
)]
pub async fn show_file_import(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = file_import::find(&mut conn, id).await?.ok_or(UseCaseError::NotFound("这次导入"))?;
    Ok(HttpResponse::Ok().json(FileImportView::from(row)))
}

/// The file of an import with the column 「错误」: correct it and import it again. That of water users holds telephone numbers in full,
/// and is for those who keep them.
#[utoipa::path(
    get,
    path = "/v1/imports/{import_id}/result",
    tag = "imports",
    params(("import_id" = Uuid, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 410, body = ProblemBody, description = "The file is not kept any more")
    )
)]
pub async fn show_file_import_result(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.begin(&principal.scope).await?;
    let row = file_import::find(&mut conn, id).await?.ok_or(UseCaseError::NotFound("这次导入"))?;
    if row.kind == ImportKind::WaterUsers.code() && !principal.has(WATER_CLERK) {
        let detail = "用水户的导入文件含完整的联系电话，只有水利局用水管理员可以下载";
        return Err(Problem::forbidden(detail, vec![WATER_CLERK.title.to_owned()]));
    }
    let bytes = file_import::find_result(&mut conn, id).await?.ok_or_else(|| {
        let detail = "这次导入的结果文件已过保存期，不能再下载；导入了什么仍在记录中";
        Problem::new(StatusCode::GONE, "import_result_expired", detail)
    })?;
    let told = serde_json::json!({ "kind": row.kind, "file_name": row.file_name });
    Act::now(&principal)
        .audit(&mut conn, "file.fetch", "file_import", row.id, None::<&()>, Some(&told))
        .await
        .map_err(UseCaseError::from)?;
    conn.commit().await?;
    let format = FileFormat::from_code(&row.format).unwrap_or(FileFormat::Xlsx);
    Ok(download(format, &format!("{}-import-{id}.{}", row.kind, format.code()), bytes))
}
