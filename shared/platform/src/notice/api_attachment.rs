//! Files at a notice: the staff's upload and withdrawal, and the download, by anybody once it is posted.

use actix_web::{HttpResponse, http::StatusCode, web};
use rules::Fields;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    attachment::{self, no_such_attachment},
    attachment_store,
    board::Board,
    desk::{Act, hold_draft, no_such_notice},
    store,
};
use crate::{
    Problem,
    attachment::{AttachmentRow, AttachmentView, FileQuery, Owner, Readers, Upload, is_shown, send},
    blob::BlobStore,
    database::{Database, Scope},
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query},
        problem::ProblemBody,
    },
    idempotency,
};

/// Most characters of a reason.
const REASON_LENGTH: usize = 500;

/// A file of a notice, as everybody reads it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct NoticeFile {
    /// Identity.
    id: Uuid,
    /// Name.
    file_name: String,
    /// Media type, as the content says.
    media_type: String,
    /// Bytes.
    size_bytes: i64,
    /// SHA-256 of the content.
    sha256: String,
    /// Whether a page can show it: pictures and PDF.
    can_preview: bool,
}

impl From<AttachmentRow> for NoticeFile {
    fn from(row: AttachmentRow) -> Self {
        Self {
            id: row.id,
            can_preview: is_shown(&row.media_type),
            file_name: row.file_name,
            media_type: row.media_type,
            size_bytes: row.size_bytes,
            sha256: row.sha256,
        }
    }
}

/// A file of a published notice.
#[utoipa::path(
    get,
    path = "/v1/notices/{notice_id}/attachments/{attachment_id}",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("attachment_id" = Uuid, Path), FileQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = ProblemBody))
)]
pub(super) async fn show_notice_attachment(
    database: web::Data<Database>,
    blobs: web::Data<BlobStore>,
    Path((notice, id)): Path<(Uuid, Uuid)>,
    Query(query): Query<FileQuery>,
) -> Result<HttpResponse, Problem> {
    let row = {
        let mut conn = database.connection(&Scope::Nothing).await?;
        attachment_store::find(&mut conn, notice, id).await?
    };
    let row = row.ok_or_else(|| Problem::not_found("没有这个附件"))?;
    send(&blobs, row, &query, Readers::Everybody).await
}

/// A file of a notice in the data scope, of a draft too, and withdrawn ones.
#[utoipa::path(
    get,
    path = "/v1/managed-notices/{notice_id}/attachments/{attachment_id}",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("attachment_id" = Uuid, Path), FileQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = ProblemBody))
)]
pub(super) async fn show_managed_notice_attachment(
    database: web::Data<Database>,
    blobs: web::Data<BlobStore>,
    principal: Principal,
    Path((notice, id)): Path<(Uuid, Uuid)>,
    Query(query): Query<FileQuery>,
) -> Result<HttpResponse, Problem> {
    let mut tx = database.begin(&principal.scope).await?;
    // To hold it needs the data scope; to read what was posted would not.
    store::lock(&mut tx, notice).await?.ok_or_else(no_such_notice)?;
    let row = attachment_store::find(&mut tx, notice, id).await?.ok_or_else(no_such_attachment)?;
    tx.rollback().await?;
    send(&blobs, row, &query, Readers::Scoped).await
}

/// Adds a file to a draft: picture, PDF, Word, Excel or PowerPoint, known by its content.
#[utoipa::path(
    post,
    path = "/v1/managed-notices/{notice_id}/attachments",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body(content((Vec<u8> = "multipart/form-data"))),
    responses(
        (status = 201, body = AttachmentView),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 413, body = ProblemBody),
        (status = 415, body = ProblemBody)
    )
)]
pub(super) async fn attach_to_notice(
    database: web::Data<Database>,
    board: web::Data<Board>,
    principal: Principal,
    Path(id): Path<Uuid>,
    upload: Upload,
) -> Result<HttpResponse, Problem> {
    {
        // Whoever may not is told before the file is taken.
        let mut tx = database.begin(&principal.scope).await?;
        hold_draft(&mut tx, id, None).await?;
        tx.rollback().await?;
    }
    let act = Act::now(&principal.subject);
    upload
        .attach(&database, &principal.scope, Owner::Notice(id), async |tx, file| {
            Ok(AttachmentView::from(attachment::attach(tx, &board, &act, id, file).await?))
        })
        .await
}

/// Why a file is withdrawn.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AttachmentWithdrawal {
    /// Why; not published.
    reason: String,
}

/// Withdraws a file of a draft. It is not posted, and stays on record for the staff.
#[utoipa::path(
    post,
    path = "/v1/managed-notices/{notice_id}/attachments/{attachment_id}/withdrawal",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("attachment_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = AttachmentWithdrawal,
    responses((status = 200, body = AttachmentView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub(super) async fn withdraw_notice_attachment(
    database: web::Data<Database>,
    board: web::Data<Board>,
    principal: Principal,
    Path(ids): Path<(Uuid, Uuid)>,
    request: Idempotent<AttachmentWithdrawal>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let reason = fields.text("/reason", &request.body.reason, REASON_LENGTH);
    fields.finish()?;
    let act = Act::now(&principal.subject);
    idempotency::once(&database, &principal.scope, &request.key, StatusCode::OK, async |tx| {
        let row = attachment::withdraw(tx, &board, &act, ids, &reason).await?;
        Ok::<_, Problem>(AttachmentView::from(row))
    })
    .await
}
