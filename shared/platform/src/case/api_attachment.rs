//! Files at a case: upload, download, withdrawal.

use actix_web::{HttpResponse, http::StatusCode, web};
use rules::Fields;
use uuid::Uuid;

use super::{
    Actor, By, CaseKinds,
    api::{ReasonStep, TEXT_LENGTH},
    attachment, not_found,
    service::require_part,
    store,
};
use crate::{
    Database, Problem,
    attachment::{AttachmentView, FileQuery, Owner, Readers, Upload, send},
    blob::BlobStore,
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query},
        problem::ProblemBody,
    },
    idempotency,
};

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
pub async fn attach_file(
    database: web::Data<Database>,
    kinds: web::Data<CaseKinds>,
    principal: Principal,
    Path(id): Path<Uuid>,
    upload: Upload,
) -> Result<HttpResponse, Problem> {
    let by = By::now(Actor::Person(&principal.subject, &principal.roles));
    {
        // Whoever may not is told before the file is taken.
        let mut conn = database.connection(&principal.scope).await?;
        let row = store::find(&mut conn, id).await?.ok_or_else(|| not_found(id))?;
        require_part(&kinds.policy(&row.kind, by.today)?, by.actor)?;
    }
    upload
        .attach(&database, &principal.scope, Owner::Case(id), async |tx, file| {
            let row = store::find(tx, id).await?.ok_or_else(|| not_found(id))?;
            let policy = kinds.policy(&row.kind, by.today)?;
            Ok(AttachmentView::from(attachment::attach(tx, &policy, id, &by, file).await?))
        })
        .await
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
    send(&blobs, row, &query, Readers::Scoped).await
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
