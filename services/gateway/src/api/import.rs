//! Accounts and units from a file: template, check, import, and the sender's own file with what is wrong in it.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Utc;
use platform::{
    Problem,
    http::{
        access::Principal,
        extract::{Path, Query},
        problem::ProblemBody,
    },
    sheet::{
        ImportMode,
        upload::{self, ImportQuery, RowErrorView, TemplateQuery},
        write_answer,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::service::{
    Identity,
    import_people::{self, Kind, LIMITS},
};

/// What a file is of.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Accounts.
    Accounts,
    /// Units.
    Units,
}

impl ImportKind {
    fn title(self) -> &'static str {
        match self {
            Self::Accounts => "账号",
            Self::Units => "单位",
        }
    }
}

impl From<ImportKind> for Kind {
    fn from(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Accounts => Self::Accounts,
            ImportKind::Units => Self::Units,
        }
    }
}

/// What came of a file.
#[derive(Serialize, ToSchema)]
pub struct PeopleImportView {
    /// Whether it was only checked.
    dry_run: bool,
    /// Rows in the file.
    rows: usize,
    /// Rows that can be stored.
    accepted: usize,
    /// The others.
    rejected: usize,
    /// Rows that were stored.
    stored: usize,
    /// What is wrong, the first 200 rows; the file with the error column has all.
    errors: Vec<RowErrorView>,
    /// First passwords of the accounts that were stored. They are shown this once and must be changed at the first log-in.
    issued: Vec<FirstPasswordView>,
}

/// A first password.
#[derive(Serialize, ToSchema)]
pub struct FirstPasswordView {
    /// Log-in name.
    username: String,
    /// The password.
    password: String,
}

/// A file.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described; the parts of the form are read as they come")]
pub struct ImportFile {
    /// XLSX or CSV.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// 导入模板。
#[utoipa::path(
    get, path = "/api/identity/v1/imports/{kind}/template", tag = "accounts", params(("kind" = ImportKind, Path), TemplateQuery),
    security(("bearer" = [])), responses((status = 200, description = "XLSX or CSV", body = Vec<u8>, content_type = "application/octet-stream"))
)]
pub async fn show_template(Path(kind): Path<ImportKind>, Query(query): Query<TemplateQuery>) -> Result<HttpResponse, Problem> {
    upload::download_template(query, Kind::from(kind).layout(), &format!("{}导入模板", kind.title()))
}

/// 导入账号或单位：先校验；默认全部无误才保存。新账号的初始密码只在这次答复中出现。
#[utoipa::path(
    post, path = "/api/identity/v1/imports/{kind}", tag = "accounts", params(("kind" = ImportKind, Path), ImportQuery),
    request_body(content = ImportFile, content_type = "multipart/form-data"), security(("bearer" = [])),
    responses(
        (status = 200, body = PeopleImportView, description = "Checked, or nothing could be stored"),
        (status = 201, body = PeopleImportView, description = "Stored"),
        (status = 400, body = ProblemBody, description = "The file cannot be read"),
        (status = 413, body = ProblemBody),
        (status = 415, body = ProblemBody),
    )
)]
pub async fn import_people(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(kind): Path<ImportKind>,
    Query(query): Query<ImportQuery>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let file = upload::receive(&request, payload, LIMITS.bytes, kind.title()).await?;
    let table = file.read(LIMITS).await?;
    let how = (query.mode, query.dry_run);
    let outcome = import_people::import(&identity, &principal, (kind.into(), &table), how, Utc::now()).await?;
    let issued = |(username, password)| FirstPasswordView { username, password };
    let view = PeopleImportView {
        dry_run: query.dry_run,
        rows: table.rows.len(),
        accepted: outcome.accepted,
        rejected: outcome.faults.len(),
        stored: outcome.stored,
        errors: upload::told(outcome.faults),
        issued: outcome.issued.into_iter().map(issued).collect(),
    };
    let mut answer = if outcome.stored > 0 {
        HttpResponse::Created()
    } else {
        HttpResponse::Ok()
    };
    Ok(answer.json(view))
}

/// 校验文件，退回原表并在末列写明每行的错误；不保存任何内容。
#[utoipa::path(
    post, path = "/api/identity/v1/imports/{kind}/answer", tag = "accounts", params(("kind" = ImportKind, Path)),
    request_body(content = ImportFile, content_type = "multipart/form-data"), security(("bearer" = [])),
    responses(
        (status = 200, description = "The file with the column 「错误」", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 400, body = ProblemBody, description = "The file cannot be read"),
    )
)]
pub async fn mark_errors(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(kind): Path<ImportKind>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let file = upload::receive(&request, payload, LIMITS.bytes, kind.title()).await?;
    let (format, name) = (file.format, file.name.clone());
    let table = file.read(LIMITS).await?;
    let how = (ImportMode::AllOrNothing, true);
    let outcome = import_people::import(&identity, &principal, (kind.into(), &table), how, Utc::now()).await?;
    let answer = write_answer(format, Kind::from(kind).layout(), &table, &import_people::messages(&outcome.faults))?;
    Ok(upload::download(format, &name, answer))
}
