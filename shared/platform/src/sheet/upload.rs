//! The HTTP side of files of rows: receiving one as a body or in a form, and handing one out.

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue},
    },
    web::{self, Bytes, BytesMut},
};
use futures_util::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};

use super::{FileFormat, ImportMode, Layout, Limits, RowFault, Table, WriteError, read_table, template};
use crate::Problem;

/// Faults told in an answer; the file with the error column has all.
const TOLD: usize = 200;
/// Most characters of a file's name that are kept.
const NAME_LENGTH: usize = 100;

/// How a file is to be imported.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ImportQuery {
    /// `all_or_nothing` (when left out) or `valid_rows`.
    #[serde(default)]
    #[param(value_type = Option<ImportMode>, inline)]
    pub mode: ImportMode,
    /// Check only, store nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// Which template.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct TemplateQuery {
    /// `xlsx` (when left out) or `csv`.
    #[param(inline)]
    pub format: Option<FileFormat>,
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

/// The first faults, as an answer tells them.
pub fn told(faults: Vec<RowFault>) -> Vec<RowErrorView> {
    let first = faults.into_iter().take(TOLD);
    let view = first.map(|fault| RowErrorView {
        row: fault.line,
        column: fault.column.map(|column| column.title),
        code: fault.code,
        message: fault.message,
    });
    view.collect()
}

/// A file as it came in.
#[derive(Debug)]
pub struct Upload {
    /// Its format.
    pub format: FileFormat,
    /// Its name, without a path.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

impl Upload {
    /// A hash over the content and how it is to be imported, for an idempotency key.
    pub fn hash(&self, query: ImportQuery) -> String {
        let mut hasher = Sha256::new();
        hasher.update([self.format.code(), query.mode.code(), if query.dry_run { "dry_run" } else { "" }].join("|"));
        hasher.update(&self.bytes);
        hex::encode(hasher.finalize())
    }

    /// The rows of the file, read on a thread for work that takes its time.
    pub async fn read(self, limits: Limits) -> Result<Table, Problem> {
        let read = web::block(move || read_table(self.format, &self.bytes, limits));
        Ok(read.await.map_err(Problem::internal)??)
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        Self::internal(error)
    }
}

/// Reads a file from the body, up to the limit: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part
/// `file`. `name`: what a file is called that comes without a name.
pub async fn receive(request: &HttpRequest, payload: web::Payload, limit: usize, name: &str) -> Result<Upload, Problem> {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if media_type == "multipart/form-data" {
        return receive_form(Multipart::new(request.headers(), payload), limit).await;
    }
    let format = FileFormat::ALL.into_iter().find(|format| format.media_type() == media_type);
    let format = format.ok_or_else(not_a_table)?;
    Ok(Upload {
        format,
        name: format!("{name}.{}", format.code()),
        bytes: collect(payload, limit).await?,
    })
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
        let extension = name.to_ascii_lowercase();
        let is_of = |format: &FileFormat| extension.ends_with(&format!(".{}", format.code()));
        let format = FileFormat::ALL.into_iter().find(is_of).ok_or_else(not_a_table)?;
        let bytes = collect(part, limit).await?;
        // Only the name itself, never a path.
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = name.chars().filter(|letter| !letter.is_control()).take(NAME_LENGTH).collect();
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

fn not_a_table() -> Problem {
    let [csv, xlsx] = FileFormat::ALL.map(FileFormat::media_type);
    let detail = format!("文件应为 XLSX（{xlsx}）或 CSV（{csv}），也可以用表单字段 file 上传");
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_table", detail)
}

fn too_large(limit: usize) -> Problem {
    let detail = format!("文件超过 {} MB：请分成几个文件导入", limit / (1024 * 1024));
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail)
}

/// The template of a layout as a file to be saved.
pub fn download_template(query: TemplateQuery, layout: &Layout, name: &str) -> Result<HttpResponse, Problem> {
    let format = query.format.unwrap_or(FileFormat::Xlsx);
    Ok(download(format, &format!("{name}.{}", format.code()), template(format, layout)?))
}

/// A file to be saved under a name.
pub fn download(format: FileFormat, name: &str, bytes: Vec<u8>) -> HttpResponse {
    let media_type = match format {
        FileFormat::Csv => "text/csv; charset=utf-8",
        FileFormat::Xlsx => format.media_type(),
    };
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header(attachment(name))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(bytes)
}

/// Says under what name a file is to be saved, whatever letters it has.
pub fn attachment(name: &str) -> ContentDisposition {
    let named = if name.is_ascii() {
        DispositionParam::Filename(name.to_owned())
    } else {
        DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: name.as_bytes().to_vec(),
        })
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![named],
    }
}
