//! Files that got no row, because the service or the connection ended in between, are removed.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::{StreamExt, TryStreamExt};

use super::file::{CASES, NOTICES};
use crate::{
    Database, Problem, Scope,
    blob::BlobStore,
    database::Pg,
    job::JobName,
    schema::{case_attachments, notice_attachments},
    service::Job,
    telemetry,
};

/// How long a file without a row is left alone: its row may be on the way.
const ORPHAN_AGE: TimeDelta = TimeDelta::hours(24);
/// How often it is looked for such files.
const EVERY: Duration = Duration::from_hours(6);
/// Files that are looked up at once.
const BATCH: usize = 500;

const JOB: JobName = JobName {
    name: "sweep_attachments",
    title: "清理没有登记的附件文件",
};

/// Removes files that got no row within a time; answers how many.
pub async fn sweep(database: &Database, blobs: &BlobStore, age: TimeDelta) -> Result<usize, Problem> {
    let limit = Utc::now() - age;
    let mut swept = 0;
    for folder in [CASES, NOTICES] {
        let mut old = blobs
            .list(folder)
            .try_filter(|entry| std::future::ready(entry.written_at < limit))
            .map_ok(|entry| entry.key)
            .try_chunks(BATCH);
        while let Some(keys) = old.next().await {
            let keys = keys.map_err(|error| error.1)?;
            let known = {
                let mut conn = database.connection(&Scope::All).await?;
                known_keys(&mut conn, folder, &keys).await?
            };
            for key in keys.iter().filter(|key| !known.contains(key)) {
                blobs.delete(key).await?;
                swept += 1;
            }
        }
    }
    Ok(swept)
}

/// Which of these files have a row.
async fn known_keys(conn: &mut Pg, folder: &str, keys: &[String]) -> QueryResult<Vec<String>> {
    if folder == CASES {
        let rows = case_attachments::table.filter(case_attachments::blob_key.eq_any(keys));
        rows.select(case_attachments::blob_key).load(conn).await
    } else {
        let rows = notice_attachments::table.filter(notice_attachments::blob_key.eq_any(keys));
        rows.select(notice_attachments::blob_key).load(conn).await
    }
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
                    Err(error) => tracing::warn!(error = %telemetry::chain(&error), "files without a row could not be looked for"),
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(EVERY) => {}
                }
            }
        })
    })
}
