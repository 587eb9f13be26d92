//! Rows of the files of notices.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{attachment::AttachmentRow, database::Pg, schema::notice_attachments as attachments};

/// Stores an attachment.
pub async fn insert(conn: &mut Pg, row: &AttachmentRow) -> QueryResult<()> {
    let values = (
        attachments::id.eq(row.id),
        attachments::notice_id.eq(row.owner),
        attachments::file_name.eq(&row.file_name),
        attachments::media_type.eq(&row.media_type),
        attachments::size_bytes.eq(row.size_bytes),
        attachments::sha256.eq(&row.sha256),
        attachments::blob_key.eq(&row.blob_key),
        attachments::uploaded_by.eq(&row.uploaded_by),
        attachments::uploaded_at.eq(row.uploaded_at),
    );
    diesel::insert_into(attachments::table).values(values).execute(conn).await.map(drop)
}

/// An attachment of a notice that the session may see.
pub async fn find(conn: &mut Pg, notice: Uuid, id: Uuid) -> QueryResult<Option<AttachmentRow>> {
    attachments::table
        .find(id)
        .filter(attachments::notice_id.eq(notice))
        .first(conn)
        .await
        .optional()
}

/// The attachments of a notice, withdrawn ones too where the session may see them, the first first.
pub async fn all_of(conn: &mut Pg, notice: Uuid) -> QueryResult<Vec<AttachmentRow>> {
    attachments::table
        .filter(attachments::notice_id.eq(notice))
        .order((attachments::uploaded_at, attachments::id))
        .load(conn)
        .await
}

/// The attachments of several notices that have not been withdrawn, the first first.
pub async fn kept_of(conn: &mut Pg, notices: &[Uuid]) -> QueryResult<Vec<AttachmentRow>> {
    attachments::table
        .filter(attachments::notice_id.eq_any(notices).and(attachments::withdrawn_at.is_null()))
        .order((attachments::uploaded_at, attachments::id))
        .load(conn)
        .await
}

/// Withdraws an attachment; it stays on record.
pub async fn withdraw(conn: &mut Pg, id: Uuid, by: &str, reason: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(attachments::table.find(id))
        .set((
            attachments::withdrawn_by.eq(by),
            attachments::withdrawn_at.eq(now),
            attachments::withdrawn_reason.eq(reason),
        ))
        .execute(conn)
        .await
        .map(drop)
}
