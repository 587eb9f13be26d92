//! Forgets the files of imports after their time: they hold telephone numbers in full. What was imported stays on record.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use platform::{Database, Scope, database::DatabaseError, job::JobName, service::Job};

use crate::store::file_import;

/// The job.
const JOB: JobName = JobName {
    name: "forget_import_files",
    title: "导入结果文件到期清理",
};
/// How often it is looked for them.
const EVERY: Duration = Duration::from_hours(6);

/// Forgets the files of imports of more than so many days ago; answers how many.
pub async fn forget(database: &Database, keep_days: u32) -> Result<usize, DatabaseError> {
    let mut conn = database.connection(&Scope::All).await?;
    let until = Utc::now() - TimeDelta::days(keep_days.into());
    Ok(file_import::forget_results(&mut conn, until).await?)
}

/// Looks for them at the start and then at intervals.
pub fn job(database: Database, keep_days: u32) -> Job {
    Box::new(move |cancel| {
        Box::pin(async move {
            while !cancel.is_cancelled() {
                let run = JOB.begin();
                let outcome = forget(&database, keep_days).await;
                run.end(&database, outcome.as_ref().err().map(|error| error as _)).await;
                match outcome {
                    Ok(0) => {}
                    Ok(count) => tracing::info!(count, "files of imports have been forgotten"),
                    Err(error) => tracing::warn!(error = %platform::telemetry::chain(&error), "files of imports could not be forgotten"),
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(EVERY) => {}
                }
            }
        })
    })
}
