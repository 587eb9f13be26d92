//! A file as it is given out: under its own name, and so that a browser does nothing with it but show pictures and PDF.

use actix_web::{
    HttpResponse,
    http::header::{self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue},
};
use futures_util::TryStreamExt;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{row::AttachmentRow, sniff};
use crate::{Problem, blob::BlobStore};

/// How a file is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct FileQuery {
    /// To be shown (pictures and PDF), not saved.
    #[serde(default)]
    inline: bool,
}

/// Who may read a file, and so whether anything on the way keeps a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Only whoever asks: no copy is kept.
    Scoped,
    /// Everybody, and what they read does not change: a copy is good for an hour.
    Everybody,
}

impl Readers {
    fn cache_control(self) -> &'static str {
        match self {
            Self::Scoped => "private, no-store",
            Self::Everybody => "public, max-age=3600",
        }
    }
}

/// Streams a file.
pub async fn send(blobs: &BlobStore, row: AttachmentRow, query: &FileQuery, readers: Readers) -> Result<HttpResponse, Problem> {
    let blob = blobs.get(&row.blob_key).await?;
    let disposition = ContentDisposition {
        disposition: if query.inline && sniff::is_shown(&row.media_type) {
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
        .insert_header((header::CACHE_CONTROL, readers.cache_control()))
        .no_chunking(blob.size)
        .streaming(blob.stream.map_err(Problem::from)))
}
