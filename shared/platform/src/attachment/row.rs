//! The row of a file, whosever it is, and what is shown of it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{file::StoredFile, sniff};

/// A row of `case_attachments` or `notice_attachments`: their columns are the same, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Serialize)]
pub struct AttachmentRow {
    /// Identity.
    pub id: Uuid,
    /// Case or notice.
    pub owner: Uuid,
    /// Name for people.
    pub file_name: String,
    /// As its content says.
    pub media_type: String,
    /// Bytes.
    pub size_bytes: i64,
    /// SHA-256.
    pub sha256: String,
    /// Where the file is.
    pub blob_key: String,
    /// Who added it.
    pub uploaded_by: String,
    /// When.
    pub uploaded_at: DateTime<Utc>,
    /// Who withdrew it.
    pub withdrawn_by: Option<String>,
    /// When.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Why.
    pub withdrawn_reason: Option<String>,
}

impl AttachmentRow {
    /// The row of a file that has just been stored.
    pub fn new(file: &StoredFile, by: &str, now: DateTime<Utc>) -> Self {
        Self {
            id: file.id,
            owner: file.owner.id(),
            file_name: file.name.clone(),
            media_type: file.kind.media.to_owned(),
            size_bytes: i64::try_from(file.size).unwrap_or(i64::MAX),
            sha256: file.sha256.clone(),
            blob_key: file.key.clone(),
            uploaded_by: by.to_owned(),
            uploaded_at: now,
            withdrawn_by: None,
            withdrawn_at: None,
            withdrawn_reason: None,
        }
    }

    /// The same row, withdrawn.
    #[must_use]
    pub fn withdrawn(self, by: &str, reason: &str, now: DateTime<Utc>) -> Self {
        Self {
            withdrawn_by: Some(by.to_owned()),
            withdrawn_at: Some(now),
            withdrawn_reason: Some(reason.to_owned()),
            ..self
        }
    }
}

/// An attachment, for those who work with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentView {
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
    /// Who added it.
    uploaded_by: String,
    /// When.
    uploaded_at: DateTime<Utc>,
    /// Who withdrew it.
    withdrawn_by: Option<String>,
    /// When.
    withdrawn_at: Option<DateTime<Utc>>,
    /// Why.
    withdrawn_reason: Option<String>,
}

impl From<AttachmentRow> for AttachmentView {
    fn from(row: AttachmentRow) -> Self {
        Self {
            id: row.id,
            can_preview: sniff::is_shown(&row.media_type),
            file_name: row.file_name,
            media_type: row.media_type,
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            uploaded_by: row.uploaded_by,
            uploaded_at: row.uploaded_at,
            withdrawn_by: row.withdrawn_by,
            withdrawn_at: row.withdrawn_at,
            withdrawn_reason: row.withdrawn_reason,
        }
    }
}
