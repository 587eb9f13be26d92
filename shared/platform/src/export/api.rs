//! Exports for the person who asks for them: at once, or as a job whose file can be fetched when it is done.

use std::io::Read;

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    Asked, Exports, Filter,
    run::{ExportError, Silent, exported, notes},
    store::{self, JobRow},
};
use crate::{
    Problem, audit,
    audit::Change,
    clock::local_time,
    database::{Database, Scope},
    http::{
        access::{Access, Principal, permit},
        extract::{Json, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
        route::Routes,
    },
    sheet::{FileFormat, upload::attachment},
};

/// Rows of a workbook at most: what it unpacks to fits the space for temporary files, and a spreadsheet program opens it.
const MOST_ROWS: i64 = 200_000;
/// Jobs of a person that may wait or run at the same time.
const MOST_OPEN: i64 = 5;

/// The list to be exported, with the parameters of its address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateExportRequest {
    /// Name of the list, e.g. `bills`.
    #[schema(example = "bills")]
    list: String,
    /// What the list is narrowed and sorted by, as in its address.
    #[serde(default)]
    #[schema(example = json!({"period": "2026Q3", "sort": "-surcharge"}))]
    filter: Filter,
}

/// Where an export stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportState {
    /// Waits for a worker.
    Waiting,
    /// Is being written.
    Running,
    /// Can be fetched.
    Done,
    /// Was given up.
    Failed,
    /// Its file has been removed.
    Expired,
}

/// An export that runs by itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportView {
    /// Identity.
    id: Uuid,
    /// Name of the list.
    list: String,
    /// Its title.
    title: String,
    /// What the list is narrowed and sorted by.
    filter: serde_json::Value,
    /// Where it stands.
    #[schema(value_type = ExportState)]
    state: String,
    /// Rows written.
    rows: i64,
    /// Rows to be written.
    total: i64,
    /// Bytes of the file.
    bytes: Option<i64>,
    /// Why it was given up.
    error: Option<String>,
    /// When it was asked for.
    created_at: DateTime<Utc>,
    /// When it ended.
    finished_at: Option<DateTime<Utc>>,
    /// Until when the file can be fetched.
    expires_at: Option<DateTime<Utc>>,
}

impl From<JobRow> for ExportView {
    fn from(row: JobRow) -> Self {
        Self {
            id: row.id,
            list: row.list,
            title: row.title,
            filter: row.filter,
            state: row.state,
            rows: row.rows,
            total: row.total,
            bytes: row.bytes,
            error: row.error,
            created_at: row.created_at,
            finished_at: row.finished_at,
            expires_at: row.expires_at,
        }
    }
}

/// The routes of exports, the same in every department that has lists to export. `readers`: whoever may read one of the lists; each
/// list decides for itself who may export it.
pub fn routes(readers: Access) -> Routes {
    Routes::default()
        .post("/v1/exports", readers, create_export)
        .get("/v1/exports", readers, list_exports)
        .get("/v1/exports/{export_id}", readers, show_export)
        .get("/v1/exports/{export_id}/file", readers, show_export_file)
}

/// Their part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(create_export, list_exports, show_export, show_export_file),
    components(schemas(ProblemBody))
)]
pub struct ApiDoc;

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::List(problem) => problem,
            ExportError::Blob(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

/// 导出一个清单：行数不多的直接给出文件；多的转为后台任务（202），做完后下载。
#[utoipa::path(
    post,
    path = "/v1/exports",
    tag = "exports",
    request_body = CreateExportRequest,
    security(("bearer" = [])),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 202, body = ExportView),
        (status = 400, body = ProblemBody),
        (status = 403, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub async fn create_export(
    database: web::Data<Database>,
    exports: web::Data<Exports>,
    principal: Principal,
    Json(request): Json<CreateExportRequest>,
) -> Result<HttpResponse, Problem> {
    let entry = exports.find(&request.list)?;
    permit(entry.access, &principal)?;
    let (list, filter) = (entry.list.clone(), request.filter);
    list.check(&filter)?;
    let asked = Asked {
        reader: list.reader_of(&principal),
        filter,
    };
    let Asked { reader, filter } = &asked;
    let mut tx = store::begin(&database, &reader.scope, &reader.subject).await?;
    let total = list.total(&mut tx, &asked).await?;
    if total > MOST_ROWS {
        let detail = format!("符合条件的有 {total} 行，超过一次导出的上限（{MOST_ROWS} 行）：请缩小查询范围，分几次导出");
        return Err(Problem::unprocessable("export_too_large", detail));
    }
    if total > exports.settings.direct_rows {
        if store::count_open(&mut tx).await? >= MOST_OPEN {
            let detail = format!("您已有 {MOST_OPEN} 个导出任务没有做完：请等它们做完再导出");
            return Err(Problem::conflict("too_many_exports", detail));
        }
        let job = new_job(&asked, request.list, list.title(), total)?;
        store::insert(&mut tx, &job).await?;
        let mut change = exported(&reader.subject, job.id, &job.list, filter, total);
        change.action = "list.request_export";
        audit::append(&mut tx, change, job.created_at).await?;
        tx.commit().await?;
        exports.wake.notify_one();
        return Ok(HttpResponse::build(StatusCode::ACCEPTED).json(ExportView::from(job)));
    }
    // A snapshot of its own: the count above has begun a transaction that sees what is added meanwhile.
    tx.rollback().await?;
    let mut tx = database.begin(&reader.scope).await?;
    let notes = notes(list.title(), filter, &reader.subject);
    let mut written = exports.write_list(&mut tx, &*list, &asked, notes, &mut Silent).await?;
    tx.rollback().await?;
    let rows = i64::from(written.rows);
    let now = Utc::now();
    let mut tx = database.begin(&principal.scope).await?;
    let change = exported(&reader.subject, Uuid::now_v7(), &request.list, filter, rows);
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    let mut bytes = Vec::with_capacity(usize::try_from(written.bytes).unwrap_or_default());
    written.file.read_to_end(&mut bytes).map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .content_type(FileFormat::Xlsx.media_type())
        .insert_header(attachment(&file_name(list.title(), now)))
        .insert_header(("x-rows", rows.to_string()))
        .body(bytes))
}

fn file_name(title: &str, now: DateTime<Utc>) -> String {
    format!("{title}-{}.xlsx", local_time(now).format("%Y%m%d-%H%M%S"))
}

fn new_job(asked: &Asked, list: String, title: &str, total: i64) -> Result<JobRow, Problem> {
    let Asked { reader, filter } = asked;
    Ok(JobRow {
        id: Uuid::now_v7(),
        subject: reader.subject.clone(),
        roles: reader.roles.clone(),
        scope: serde_json::to_value(&reader.scope).map_err(Problem::internal)?,
        list,
        title: title.to_owned(),
        filter: serde_json::to_value(filter).map_err(Problem::internal)?,
        state: "waiting".to_owned(),
        rows: 0,
        total,
        attempts: 0,
        lease_until: None,
        bytes: None,
        error: None,
        created_at: Utc::now(),
        finished_at: None,
        expires_at: None,
    })
}

/// Which page of exports.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ExportQuery {
    limit: Option<i64>,
    cursor: Option<String>,
}

/// 我的导出任务，新的在前。
#[utoipa::path(get, path = "/v1/exports", tag = "exports", params(ExportQuery), security(("bearer" = [])), responses((status = 200, body = Page<ExportView>)))]
pub async fn list_exports(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<Uuid>(query.cursor.as_deref())?;
    let mut tx = store::begin(&database, &principal.scope, &principal.subject).await?;
    let rows = store::list(&mut tx, before, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| row.id).map(ExportView::from)))
}

/// 一个导出任务做到哪里了。
#[utoipa::path(
    get, path = "/v1/exports/{export_id}", tag = "exports", params(("export_id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = ExportView), (status = 404, body = ProblemBody))
)]
pub async fn show_export(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
    let job = own(&database, &principal, id).await?;
    Ok(HttpResponse::Ok().json(ExportView::from(job)))
}

async fn own(database: &Database, principal: &Principal, id: Uuid) -> Result<JobRow, Problem> {
    let mut tx = store::begin(database, &principal.scope, &principal.subject).await?;
    let job = store::find(&mut tx, id).await?;
    job.ok_or_else(|| Problem::not_found("没有这个导出任务，或它不是您的"))
}

/// 下载做完的文件。只给要求导出的人，而且他现在的岗位和数据范围仍须够得着这些数据。
#[utoipa::path(
    get, path = "/v1/exports/{export_id}/file", tag = "exports", params(("export_id" = Uuid, Path)), security(("bearer" = [])),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody)
    )
)]
pub async fn show_export_file(
    database: web::Data<Database>,
    exports: web::Data<Exports>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let job = own(&database, &principal, id).await?;
    let entry = exports.find(&job.list)?;
    permit(entry.access, &principal)?;
    let scope: Scope = serde_json::from_value(job.scope.clone()).map_err(Problem::internal)?;
    if !covers(&entry.list.reader_of(&principal).scope, &scope) {
        let detail = "您的数据范围在导出之后变了，这个文件含有您现在看不到的数据：请重新导出";
        return Err(Problem::forbidden(detail, Vec::new()));
    }
    if job.state != "done" {
        let detail = match job.state.as_str() {
            "expired" => "文件已过保存期，请重新导出",
            "failed" => "这次导出没有做成，请重新导出",
            _ => "文件还没有写完，请稍后再来",
        };
        return Err(Problem::conflict("export_not_ready", detail));
    }
    let file = exports.blobs.get(&job.file_key()).await?;
    let change = Change {
        action: "export.fetch",
        ..exported(&principal.subject, job.id, &job.list, &Filter::new(), job.rows)
    };
    let mut tx = database.begin(&principal.scope).await?;
    audit::append(&mut tx, change, Utc::now()).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok()
        .content_type(FileFormat::Xlsx.media_type())
        .insert_header(attachment(&file_name(&job.title, job.created_at)))
        .no_chunking(file.size)
        .streaming(file.stream.map_err(Problem::from)))
}

/// Whether whoever has a scope sees everything that another scope shows.
fn covers(now: &Scope, then: &Scope) -> bool {
    match (now, then) {
        (Scope::All, _) | (_, Scope::Nothing) => true,
        (Scope::Units(now), Scope::Units(then)) => then.is_subset(now),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrower_scope_does_not_cover_a_wider_one() {
        let units = |codes: &[&str]| Scope::Units(codes.iter().map(|code| (*code).to_owned()).collect());
        assert!(covers(&Scope::All, &units(&["a"])) && covers(&units(&["a", "b"]), &units(&["a"])));
        assert!(covers(&Scope::Nothing, &Scope::Nothing));
        assert!(!covers(&units(&["a"]), &units(&["a", "b"])) && !covers(&units(&["a"]), &Scope::All));
        assert!(!covers(&Scope::Nothing, &units(&["a"])));
    }
}
