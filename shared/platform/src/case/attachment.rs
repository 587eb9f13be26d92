//! Files with a case. The file is stored first and its row after it, so that a row never points at nothing; what got no
//! row is swept away later. Nothing is removed that has a row: an attachment is withdrawn and stays readable.

use std::time::Duration;

use actix_web::web::Bytes;
use chrono::{TimeDelta, Utc};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use uuid::Uuid;

use super::{
    By,
    domain::{Action, CaseError, Policy},
    fault::CaseFault,
    service::{Said, field, lock, note, require_part},
    sniff::{self, FileType},
    store::{self, AttachmentRow, CaseRow},
};
use crate::{Database, Problem, Scope, blob::BlobStore, database::Pg, job::JobName, service::Job};

/// Where attachments are in the store.
const FOLDER: &str = "attachment";
/// Most characters of a file's name.
const NAME_LENGTH: usize = 200;
/// How long a file without a row is left alone: its row may be on the way.
const ORPHAN_AGE: TimeDelta = TimeDelta::hours(24);
/// How often it is looked for such files.
const SWEEP_EVERY: Duration = Duration::from_hours(6);
/// Files that are looked up at once.
const SWEEP_BATCH: usize = 500;

const JOB: JobName = JobName {
    name: "sweep_attachments",
    title: "清理没有登记的附件文件",
};

/// A file that has been stored, before it has a row.
#[derive(Debug)]
pub struct StoredFile {
    id: Uuid,
    key: String,
    name: String,
    kind: FileType,
    size: u64,
    /// SHA-256 of its content.
    pub sha256: String,
}

impl StoredFile {
    /// Its name for people.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Stores a file as it comes: refused by its content, its name or its size.
pub async fn receive<S>(blobs: &BlobStore, case_id: Uuid, name: &str, limit: usize, bytes: S) -> Result<StoredFile, Problem>
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
    let key = format!("{FOLDER}/{case_id}/{id}");
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
    Problem::new(actix_web::http::StatusCode::PAYLOAD_TOO_LARGE, "file_too_large", detail)
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
        tracing::warn!(key = file.key, error = %crate::telemetry::chain(&error), "a file without a row stays until it is swept away");
    }
}

/// Adds a stored file to an open case.
pub async fn attach(conn: &mut Pg, policy: &Policy, case_id: Uuid, by: &By<'_>, file: &StoredFile) -> Result<AttachmentRow, CaseFault> {
    let before = lock_open(conn, policy, case_id, by).await?;
    let row = AttachmentRow {
        id: file.id,
        case_id,
        file_name: file.name.clone(),
        media_type: file.kind.media.to_owned(),
        size_bytes: i64::try_from(file.size).unwrap_or(i64::MAX),
        sha256: file.sha256.clone(),
        blob_key: file.key.clone(),
        uploaded_by: by.actor.name().to_owned(),
        uploaded_at: by.now,
        withdrawn_by: None,
        withdrawn_at: None,
        withdrawn_reason: None,
    };
    store::insert_attachment(conn, &row).await?;
    let said = Said {
        action: "attach",
        comment: None,
        changes: vec![field("attachment", "附件", None, Some(row.file_name.clone()))],
    };
    touch(conn, by, before, said).await?;
    Ok(row)
}

/// Withdraws an attachment: only who added it, while the case is open, and not one that the case was submitted upon and
/// needs. It stays on record and can be read.
pub async fn withdraw(
    conn: &mut Pg,
    policy: &Policy,
    (case_id, id): (Uuid, Uuid),
    by: &By<'_>,
    reason: &str,
) -> Result<AttachmentRow, CaseFault> {
    let before = lock_open(conn, policy, case_id, by).await?;
    let row = store::find_attachment(conn, case_id, id).await?.ok_or(CaseFault::NotFound)?;
    if row.uploaded_by != by.actor.name() {
        return Err(CaseFault::Refused(CaseError::NotThisPerson {
            action: Action::Withdraw,
            who_may: vec!["上传这个附件的人".to_owned()],
        }));
    }
    if row.withdrawn_at.is_some() {
        return Err(CaseFault::AlreadyWithdrawn);
    }
    let is_needed = store::count_attachments(conn, case_id).await? <= policy.attachments_needed;
    let state = before.to_domain()?.state;
    if is_needed && !state.is_drafting() {
        let action = Action::Revise;
        return Err(CaseFault::Refused(CaseError::WrongState { state, action }));
    }
    store::withdraw_attachment(conn, id, by.actor.name(), reason, by.now).await?;
    let said = Said {
        action: "withdraw_attachment",
        comment: Some(reason.to_owned()),
        changes: vec![field("attachment", "附件", Some(row.file_name.clone()), None)],
    };
    touch(conn, by, before, said).await?;
    Ok(AttachmentRow {
        withdrawn_by: Some(by.actor.name().to_owned()),
        withdrawn_at: Some(by.now),
        withdrawn_reason: Some(reason.to_owned()),
        ..row
    })
}

async fn lock_open(conn: &mut Pg, policy: &Policy, case_id: Uuid, by: &By<'_>) -> Result<CaseRow, CaseFault> {
    let row = lock(conn, case_id, None).await?;
    let state = row.to_domain()?.state;
    if state.is_closed() {
        let action = Action::Revise;
        return Err(CaseFault::Refused(CaseError::WrongState { state, action }));
    }
    require_part(policy, by.actor)?;
    Ok(row)
}

/// Whoever decides on what they saw before is told that it is not all.
async fn touch(conn: &mut Pg, by: &By<'_>, before: CaseRow, said: Said<'_>) -> Result<(), CaseFault> {
    let after = CaseRow {
        version: before.version + 1,
        ..before.clone()
    };
    store::update(conn, &after).await?;
    note(conn, by, Some(&before), &after, said).await
}

/// Removes files that got no row within a day; answers how many.
pub async fn sweep(database: &Database, blobs: &BlobStore, age: TimeDelta) -> Result<usize, Problem> {
    let limit = Utc::now() - age;
    let mut old = blobs
        .list(FOLDER)
        .try_filter(|entry| std::future::ready(entry.written_at < limit))
        .map_ok(|entry| entry.key)
        .try_chunks(SWEEP_BATCH);
    let mut swept = 0;
    while let Some(keys) = old.next().await {
        let keys = keys.map_err(|error| error.1)?;
        let known = {
            let mut conn = database.connection(&Scope::All).await?;
            store::known_keys(&mut conn, &keys).await?
        };
        for key in keys.iter().filter(|key| !known.contains(key)) {
            blobs.delete(key).await?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// The sweep, again and again.
pub fn sweep_job(database: Database, blobs: BlobStore) -> Job {
    Box::new(move |cancel| {
        Box::pin(async move {
            while !cancel.is_cancelled() {
                let run = JOB.begin();
                let outcome = sweep(&database, &blobs, ORPHAN_AGE).await;
                run.end(&database, outcome.as_ref().err().map(|error| error as _)).await;
                match outcome {
                    Ok(0) => {}
                    Ok(count) => tracing::info!(count, "files without a row have been removed"),
                    Err(error) => tracing::warn!(error = %crate::telemetry::chain(&error), "files without a row could not be looked for"),
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(SWEEP_EVERY) => {}
                }
            }
        })
    })
}
