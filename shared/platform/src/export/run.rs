//! The worker: takes jobs, writes their workbooks, keeps them until they expire.
//!
//! A replica that dies leaves its job with a lease that ends; another one then begins it anew. A replica that stops gives it back.

use std::{fs::File, io::Read, time::Duration};

use actix_web::web::Bytes;
use chrono::{TimeDelta, Utc};
use diesel_async::RunQueryDsl;
use futures_util::{Stream, stream};
use serde_json::json;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    AnyList, Asked, Exports, Filter, Reader,
    store::{self, Done, JobRow, WORKER},
    write::{Book, Notes, Written, write},
};
use crate::{
    Problem,
    audit::{self, Change},
    blob::{BlobError, StoredBlob},
    clock::local_time,
    database::{Database, DatabaseError, Pg, Scope},
    http::sort::Ask,
    job::JobName,
    list::Cell,
    service::Job,
};

/// The job as operators see it.
const JOB: JobName = JobName {
    name: "export_lists",
    title: "清单导出",
};
/// How often it is looked whether a job waits that another replica took in, or was left behind.
const POLL: Duration = Duration::from_secs(2);
/// Batches that may wait for the writer.
const QUEUED: usize = 2;
/// Bytes of a part of a file.
const PART: usize = 256 * 1024;

/// Why a workbook was not finished.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExportError {
    /// The list refuses, or the database fails.
    #[error("the list could not be read")]
    List(#[source] Problem),
    /// The workbook.
    #[error(transparent)]
    Write(#[from] crate::sheet::WriteError),
    /// The file store.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The disk.
    #[error("the finished workbook could not be read back")]
    Io(#[from] std::io::Error),
    /// The writer's thread ended before its time.
    #[error("the writer ended before its time")]
    Writer,
    /// The service stops.
    #[error("the service stops")]
    Stopped,
    /// Another replica has taken the job.
    #[error("another replica has taken the job")]
    Lost,
}

impl From<Problem> for ExportError {
    fn from(problem: Problem) -> Self {
        Self::List(problem)
    }
}

impl From<DatabaseError> for ExportError {
    fn from(error: DatabaseError) -> Self {
        Self::List(error.into())
    }
}

impl From<diesel::result::Error> for ExportError {
    fn from(error: diesel::result::Error) -> Self {
        Self::List(error.into())
    }
}

impl Exports {
    /// Fetches all rows of a list within one snapshot and writes them; `told` hears how many there are after each batch.
    pub(super) async fn write_list(
        &self,
        conn: &mut Pg,
        list: &dyn AnyList,
        asked: &Asked,
        notes: Notes,
        told: &mut (dyn Progress + Send),
    ) -> Result<Written, ExportError> {
        diesel::sql_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            .execute(conn)
            .await?;
        let book = Book {
            title: list.title(),
            headings: list.headings(),
            notes,
        };
        let (rows, received) = mpsc::channel::<Vec<Vec<Cell>>>(QUEUED);
        let writer = tokio::task::spawn_blocking(move || write(book, received));
        let (mut cursor, mut count) = (None, 0_i64);
        loop {
            let (batch, next) = list.batch(conn, asked, Ask::batch(self.settings.batch_rows, cursor)).await?;
            count += i64::try_from(batch.len()).unwrap_or(i64::MAX);
            // The writer has gone only when it has failed, which it tells below.
            if rows.send(batch).await.is_err() {
                break;
            }
            told.tell(count).await?;
            cursor = next;
            if cursor.is_none() {
                break;
            }
        }
        drop(rows);
        Ok(writer.await.map_err(|_| ExportError::Writer)??)
    }
}

/// Who hears how far an export is.
#[async_trait::async_trait]
pub(super) trait Progress {
    /// So many rows are fetched. An error ends the export.
    async fn tell(&mut self, rows: i64) -> Result<(), ExportError>;
}

/// Nobody hears: the caller waits.
pub(super) struct Silent;

#[async_trait::async_trait]
impl Progress for Silent {
    async fn tell(&mut self, _: i64) -> Result<(), ExportError> {
        Ok(())
    }
}

/// A job's row hears, and keeps the lease.
struct Noted<'a> {
    database: &'a Database,
    job: &'a JobRow,
    lease: TimeDelta,
    cancel: &'a CancellationToken,
}

#[async_trait::async_trait]
impl Progress for Noted<'_> {
    async fn tell(&mut self, rows: i64) -> Result<(), ExportError> {
        if self.cancel.is_cancelled() {
            return Err(ExportError::Stopped);
        }
        let mut tx = store::begin(self.database, &Scope::Nothing, WORKER).await?;
        let is_held = store::progress(&mut tx, self.job, rows, Utc::now() + self.lease).await?;
        tx.commit().await?;
        if is_held { Ok(()) } else { Err(ExportError::Lost) }
    }
}

/// What the workbook says of itself.
pub(super) fn notes(title: &str, filter: &Filter, subject: &str) -> Notes {
    let conditions = filter.iter().map(|(name, value)| format!("{name}={value}"));
    let conditions = conditions.collect::<Vec<_>>().join("，");
    vec![
        ("清单", title.to_owned()),
        ("查询条件", if conditions.is_empty() { "无".to_owned() } else { conditions }),
        ("导出账号", subject.to_owned()),
        ("导出时间", local_time(Utc::now()).format("%Y-%m-%d %H:%M:%S").to_string()),
        ("数据范围", "导出人当时的数据范围；个人信息按清单同样脱敏".to_owned()),
    ]
}

impl Exports {
    /// The job that writes what waits; every replica runs one.
    pub fn job(&self, database: Database) -> Job {
        let exports = self.clone();
        Box::new(move |cancel| Box::pin(run(exports, database, cancel)))
    }
}

/// Takes jobs until it is cancelled.
async fn run(exports: Exports, database: Database, cancel: CancellationToken) {
    while !cancel.is_cancelled() {
        let worked = exports.run_once(&database, &cancel).await;
        if let Err(error) = &worked {
            tracing::warn!(error = %crate::telemetry::chain(error), "exports could not be looked for");
        }
        if matches!(worked, Ok(true)) {
            continue;
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = exports.wake.notified() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

impl Exports {
    fn lease(&self) -> TimeDelta {
        TimeDelta::seconds(self.settings.lease_seconds)
    }

    /// Does one job, if there is one; else removes what has expired.
    async fn run_once(&self, database: &Database, cancel: &CancellationToken) -> Result<bool, ExportError> {
        let mut tx = store::begin(database, &Scope::Nothing, WORKER).await?;
        let claimed = store::claim(&mut tx, Utc::now(), self.lease()).await?;
        // Before the commit: files that stayed behind a given-up job would never be found again.
        for job in &claimed.given_up {
            self.forget(job, job.attempts).await;
        }
        tx.commit().await?;
        let Some(job) = claimed.job else {
            self.sweep(database).await?;
            return Ok(false);
        };
        let run = JOB.begin();
        let outcome = self.do_job(database, &job, cancel).await;
        let failure = match outcome {
            Ok(()) | Err(ExportError::Lost) => None,
            Err(ExportError::Stopped) => {
                let mut tx = store::begin(database, &Scope::Nothing, WORKER).await?;
                store::give_back(&mut tx, &job).await?;
                tx.commit().await?;
                return Ok(true);
            }
            Err(error) => {
                tracing::error!(export = %job.id, list = job.list, error = %crate::telemetry::chain(&error), "an export failed");
                let told = match &error {
                    ExportError::List(problem) if problem.status().is_client_error() => problem.detail().to_owned(),
                    _ => "系统内部出错，文件没有写成：请稍后重新导出，仍不行请联系运维人员".to_owned(),
                };
                let mut tx = store::begin(database, &Scope::Nothing, WORKER).await?;
                store::fail(&mut tx, &job, &told, Utc::now()).await?;
                tx.commit().await?;
                self.forget(&job, job.attempts).await;
                Some(error)
            }
        };
        run.end(database, failure.as_ref().map(|error| error as _)).await;
        Ok(true)
    }

    async fn do_job(&self, database: &Database, job: &JobRow, cancel: &CancellationToken) -> Result<(), ExportError> {
        let unreadable = |error: serde_json::Error| ExportError::List(Problem::internal(error));
        let asked = Asked {
            reader: Reader {
                subject: job.subject.clone(),
                roles: job.roles.clone(),
                scope: serde_json::from_value(job.scope.clone()).map_err(unreadable)?,
            },
            filter: serde_json::from_value(job.filter.clone()).map_err(unreadable)?,
        };
        // Together: a workbook that is saved or sent off tells of no rows, and may take longer than the lease.
        let (rows, stored) = tokio::select! {
            biased;
            written = self.write_file(database, job, &asked, cancel) => written?,
            lost = self.keep_lease(database, job) => return Err(lost),
        };
        let now = Utc::now();
        let done = Done {
            rows,
            bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
            finished_at: now,
            expires_at: now + TimeDelta::hours(self.settings.keep_hours),
        };
        let mut tx = store::begin(database, &Scope::Nothing, WORKER).await?;
        if !store::finish(&mut tx, job, &done).await? {
            tx.rollback().await?;
            self.blobs.delete(&job.file_key()).await?;
            return Err(ExportError::Lost);
        }
        let change = exported(&job.subject, job.id, &job.list, &asked.filter, rows);
        audit::append(&mut tx, change, now).await?;
        tx.commit().await?;
        self.forget(job, job.attempts - 1).await;
        Ok(())
    }

    /// Writes the list into a workbook and that into the file store; says how many rows it has.
    async fn write_file(
        &self,
        database: &Database,
        job: &JobRow,
        asked: &Asked,
        cancel: &CancellationToken,
    ) -> Result<(i64, StoredBlob), ExportError> {
        let list = self.find(&job.list)?.list.clone();
        let mut noted = Noted {
            database,
            job,
            lease: self.lease(),
            cancel,
        };
        let mut tx = database.begin(&asked.reader.scope).await?;
        let notes = notes(&job.title, &asked.filter, &job.subject);
        let written = self.write_list(&mut tx, &*list, asked, notes, &mut noted).await?;
        tx.rollback().await?;
        let rows = i64::from(written.rows);
        noted.tell(rows).await?;
        let stored = self.blobs.put(&job.file_key(), parts(written.file)).await?;
        Ok((rows, stored))
    }

    /// Renews the lease three times before it ends, again and again, until another replica has the job. That the database does
    /// not answer for once does not matter.
    async fn keep_lease(&self, database: &Database, job: &JobRow) -> ExportError {
        let pause = Duration::from_secs(self.settings.lease_seconds.unsigned_abs()) / 3;
        loop {
            tokio::time::sleep(pause).await;
            match self.renew(database, job).await {
                Ok(true) => {}
                Ok(false) => return ExportError::Lost,
                Err(error) => {
                    tracing::warn!(export = %job.id, error = %crate::telemetry::chain(&error), "the lease of an export could not be renewed");
                }
            }
        }
    }

    async fn renew(&self, database: &Database, job: &JobRow) -> Result<bool, ExportError> {
        let mut tx = store::begin(database, &Scope::Nothing, WORKER).await?;
        let is_held = store::renew(&mut tx, job, Utc::now() + self.lease()).await?;
        tx.commit().await?;
        Ok(is_held)
    }

    /// Removes what tries up to this one may have left in the file store.
    async fn forget(&self, job: &JobRow, last_attempt: i32) {
        for attempt in 1..=last_attempt {
            if let Err(error) = self.blobs.delete(&job.key(attempt)).await {
                tracing::warn!(export = %job.id, attempt, error = %crate::telemetry::chain(&error), "the file of an export stays behind");
            }
        }
    }

    async fn sweep(&self, database: &Database) -> Result<(), ExportError> {
        let mut tx = store::begin(database, &Scope::Nothing, WORKER).await?;
        // Files first: one that stayed behind a lost row would never be found again.
        for job in store::expire(&mut tx, Utc::now()).await? {
            self.blobs.delete(&job.file_key()).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// The entry of the audit trail: who exported what, and how many rows.
pub(super) fn exported<'a>(subject: &'a str, id: Uuid, list: &str, filter: &Filter, rows: i64) -> Change<'a> {
    Change {
        actor: subject,
        action: "list.export",
        entity: "export",
        entity_id: id.to_string(),
        before: None,
        after: Some(json!({ "list": list, "filter": filter, "rows": rows })),
    }
}

/// A file, a part at a time.
fn parts(file: File) -> impl Stream<Item = Result<Bytes, ExportError>> {
    stream::try_unfold(file, |mut file| async move {
        let read = tokio::task::spawn_blocking(move || {
            let mut content = Vec::with_capacity(PART);
            let read = (&mut file).take(PART as u64).read_to_end(&mut content);
            read.map(|_| (content, file))
        });
        let (content, file) = read.await.map_err(|_| ExportError::Writer)??;
        Ok((!content.is_empty()).then(|| (Bytes::from(content), file)))
    })
}
