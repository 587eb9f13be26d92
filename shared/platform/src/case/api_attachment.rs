//! Files at a case: upload, download, withdrawal.

use actix_multipart::{Field, Multipart};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue},
    },
    web,
};
use futures_util::{StreamExt, TryStreamExt};
use rules::Fields;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    Actor, By, CaseKinds,
    api::{ReasonStep, TEXT_LENGTH},
    attachment::{self, StoredFile},
    not_found,
    service::require_part,
    sniff, store,
    view::AttachmentView,
};
use crate::{
    Database, Problem,
    blob::BlobStore,
    database::Pg,
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query, request_key},
        problem::ProblemBody,
    },
    idempotency,
};

/// Largest attachment, bytes; registered by the platform as `web::Data`.
#[derive(Debug, Clone, Copy)]
pub struct AttachmentLimit(pub usize);

/// 上传附件：图片、PDF、Word、Excel、PowerPoint；按内容认类型。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/attachments",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body(content((Vec<u8> = "multipart/form-data"))),
    responses(
        (status = 201, body = AttachmentView),
        (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 413, body = ProblemBody),
        (status = 415, body = ProblemBody)
    )
)]
#[expect(clippy::too_many_arguments, reason = "each is something that the route takes from the request")]
pub async fn attach_file(
    database: web::Data<Database>,
    kinds: web::Data<CaseKinds>,
    blobs: web::Data<BlobStore>,
    limit: web::Data<AttachmentLimit>,
    principal: Principal,
    request: HttpRequest,
    Path(id): Path<Uuid>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let mut key = request_key(&request, &mut actix_web::dev::Payload::None)?;
    let by = By::now(Actor::Person(&principal.subject, &principal.roles));
    {
        // Whoever may not is told before the file is taken.
        let mut conn = database.connection(&principal.scope).await?;
        let row = store::find(&mut conn, id).await?.ok_or_else(|| not_found(id))?;
        require_part(&kinds.policy(&row.kind, by.today)?, by.actor)?;
    }
    let file = receive(&request, payload, &blobs, id, limit.0).await?;
    key.body_hash = hex::encode(Sha256::digest(format!("{}|{}", file.name(), file.sha256)));
    // Only what surely got no row is removed at once: after a commit whose outcome nobody knows the sweep decides.
    let mut is_kept = false;
    let answer = idempotency::once(&database, &principal.scope, &key, StatusCode::CREATED, async |tx| {
        let view = attach(tx, &kinds, id, &by, &file).await;
        is_kept = view.is_ok();
        view
    })
    .await;
    if !is_kept {
        attachment::give_up(&blobs, &file).await;
    }
    answer
}

async fn attach(tx: &mut Pg, kinds: &CaseKinds, id: Uuid, by: &By<'_>, file: &StoredFile) -> Result<AttachmentView, Problem> {
    let row = store::find(tx, id).await?.ok_or_else(|| not_found(id))?;
    let policy = kinds.policy(&row.kind, by.today)?;
    Ok(attachment::attach(tx, &policy, id, by, file).await?.into())
}

/// Takes the part `file` of a form.
async fn receive(
    request: &HttpRequest,
    payload: web::Payload,
    blobs: &BlobStore,
    case_id: Uuid,
    limit: usize,
) -> Result<StoredFile, Problem> {
    let broken = || Problem::bad_request("body_unreadable", "表单没有完整收到，请重试");
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data")) {
        let detail = "附件用表单上传（multipart/form-data），文件放在字段 file";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_form", detail));
    }
    let mut form = Multipart::new(request.headers(), payload);
    while let Some(part) = form.next().await {
        let part: Field = part.map_err(|_| broken())?;
        if part.name() != Some("file") {
            continue;
        }
        let disposition = part.content_disposition();
        let name = disposition.and_then(|found| found.get_filename()).unwrap_or_default().to_owned();
        // The field must not be asked again once it has ended.
        let content = part.map_err(|_| broken()).fuse();
        return attachment::receive(blobs, case_id, &name, limit, content).await;
    }
    Err(Problem::bad_request("file_missing", "表单里没有字段 file，或它没有文件"))
}

/// How a file is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct FileQuery {
    /// To be shown (pictures and PDF), not saved.
    #[serde(default)]
    inline: bool,
}

/// 附件的内容，撤回的也能看。
#[utoipa::path(
    get,
    path = "/v1/cases/{case_id}/attachments/{attachment_id}",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("attachment_id" = Uuid, Path), FileQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = ProblemBody))
)]
pub async fn show_file(
    database: web::Data<Database>,
    blobs: web::Data<BlobStore>,
    principal: Principal,
    Path((case_id, id)): Path<(Uuid, Uuid)>,
    Query(query): Query<FileQuery>,
) -> Result<HttpResponse, Problem> {
    let row = {
        let mut conn = database.connection(&principal.scope).await?;
        store::find_attachment(&mut conn, case_id, id).await?
    };
    let row = row.ok_or_else(|| Problem::not_found("没有找到这个附件，或它不在您的数据范围内"))?;
    let blob = blobs.get(&row.blob_key).await?;
    let is_shown = query.inline && sniff::is_shown(&row.media_type);
    let disposition = ContentDisposition {
        disposition: if is_shown {
            DispositionType::Inline
        } else {
            DispositionType::Attachment
        },
        // Encoded by RFC 5987: a name cannot end the header or begin another.
        parameters: vec![DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: row.file_name.into_bytes(),
        })],
    };
    Ok(HttpResponse::Ok()
        .content_type(row.media_type)
        .insert_header(disposition)
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .no_chunking(blob.size)
        .streaming(blob.stream.map_err(Problem::from)))
}

/// 撤回附件，写明原因：只能由上传人在办结之前撤回；内容仍然保留。
#[utoipa::path(
    post,
    path = "/v1/cases/{case_id}/attachments/{attachment_id}/withdrawal",
    tag = "cases",
    params(("case_id" = Uuid, Path), ("attachment_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = ReasonStep,
    responses((status = 200, body = AttachmentView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn withdraw_file(
    database: web::Data<Database>,
    kinds: web::Data<CaseKinds>,
    principal: Principal,
    Path((case_id, id)): Path<(Uuid, Uuid)>,
    request: Idempotent<ReasonStep>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let reason = fields.text("/reason", &request.body.reason, TEXT_LENGTH);
    fields.finish()?;
    let by = By::now(Actor::Person(&principal.subject, &principal.roles));
    idempotency::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let row = store::find(tx, case_id).await?.ok_or_else(|| not_found(case_id))?;
        let policy = kinds.policy(&row.kind, by.today)?;
        let row = attachment::withdraw(tx, &policy, (case_id, id), &by, &reason).await?;
        Ok::<_, Problem>(AttachmentView::from(row))
    })
    .await
}
