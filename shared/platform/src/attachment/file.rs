//! A file on its way into the store: refused by its content, its name or its size.

use actix_web::{http::StatusCode, web::Bytes};
use futures_util::{Stream, StreamExt, stream};
use uuid::Uuid;

use super::sniff::{self, FileType};
use crate::{Problem, blob::BlobStore, telemetry};

/// Most characters of a file's name.
const NAME_LENGTH: usize = 200;

/// Whose a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A case.
    Case(Uuid),
    /// A public notice.
    Notice(Uuid),
}

/// Where the files of cases are in the store.
pub(super) const CASES: &str = "attachment";
/// Where those of notices are: apart, since a service of before, which knows no row of theirs, sweeps the other folder.
pub(super) const NOTICES: &str = "notice-attachment";

impl Owner {
    fn key(self, file: Uuid) -> String {
        match self {
            Self::Case(id) => format!("{CASES}/{id}/{file}"),
            Self::Notice(id) => format!("{NOTICES}/{id}/{file}"),
        }
    }

    pub(super) fn id(self) -> Uuid {
        match self {
            Self::Case(id) | Self::Notice(id) => id,
        }
    }
}

/// A file that has been stored, before it has a row.
#[derive(Debug)]
pub struct StoredFile {
    pub(super) owner: Owner,
    pub(super) id: Uuid,
    pub(super) key: String,
    pub(super) name: String,
    pub(super) kind: FileType,
    pub(super) size: u64,
    pub(super) sha256: String,
}

impl StoredFile {
    /// Its name for people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// SHA-256 of its content.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// Stores a file as it comes.
pub async fn store<S>(blobs: &BlobStore, owner: Owner, name: &str, limit: usize, bytes: S) -> Result<StoredFile, Problem>
where
    S: Stream<Item = Result<Bytes, Problem>>,
{
    let name = clean_name(name)?;
    let mut bytes = std::pin::pin!(bytes);
    let mut head = Vec::new();
    while head.len() < sniff::HEAD_BYTES {
        let Some(chunk) = bytes.next().await else { break };
        head.extend_from_slice(&chunk?);
    }
    let kind = sniff::sniff(&name, &head)?;
    let id = Uuid::now_v7();
    let key = owner.key(id);
    let mut size = 0;
    let whole = stream::iter([Ok(Bytes::from(head))])
        .chain(bytes)
        .map(|chunk: Result<Bytes, Problem>| {
            let chunk = chunk?;
            size += chunk.len();
            if size > limit { Err(too_large(limit)) } else { Ok(chunk) }
        });
    let stored = blobs.put(&key, whole).await?;
    Ok(StoredFile {
        owner,
        id,
        key,
        name,
        kind,
        size: stored.size,
        sha256: stored.sha256,
    })
}

fn too_large(limit: usize) -> Problem {
    let detail = format!("附件超过 {} MB：请压缩后再上传，或分成几个文件", limit / (1024 * 1024));
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "file_too_large", detail)
}

/// A name without a path and without what no file name holds.
fn clean_name(name: &str) -> Result<String, Problem> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if last.is_empty() || last.chars().count() > NAME_LENGTH || last.chars().any(char::is_control) {
        let detail = format!("文件名为空、含有控制字符或超过{NAME_LENGTH}个字：请改名后再上传");
        return Err(Problem::bad_request("file_name_invalid", detail));
    }
    Ok(last.to_owned())
}

/// Gives up a stored file that gets no row. That it stays is no failure: the sweep finds it.
pub async fn give_up(blobs: &BlobStore, file: &StoredFile) {
    if let Err(error) = blobs.delete(&file.key).await {
        tracing::warn!(key = file.key, error = %telemetry::chain(&error), "a file without a row stays until it is swept away");
    }
}
