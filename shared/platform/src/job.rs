//! What runs by itself leaves its last run, for operators to see.

use std::time::Instant;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

use crate::{
    database::{Database, DatabaseError, Pg, Scope},
    schema::job_runs,
};

/// Most characters of an error.
const ERROR_LENGTH: usize = 2_000;

/// A job: its stable name and its title for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobName {
    /// Name, e.g. `mark_overdue`.
    pub name: &'static str,
    /// Title, e.g. `逾期账单标记`.
    pub title: &'static str,
}

/// How a job's runs went.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize, Deserialize, utoipa::ToSchema)]
#[diesel(table_name = job_runs)]
pub struct JobState {
    /// Name.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// End of the last run.
    pub finished_at: DateTime<Utc>,
    /// How long it took, milliseconds.
    pub duration_ms: i64,
    /// End of the last run that worked.
    pub succeeded_at: Option<DateTime<Utc>>,
    /// End of the last run that failed.
    pub failed_at: Option<DateTime<Utc>>,
    /// Why that one failed; empty when the last run worked.
    pub last_error: Option<String>,
    /// Runs so far.
    pub runs: i64,
    /// Those that failed.
    pub failures: i64,
}

/// A run under way.
#[derive(Debug)]
pub struct Run {
    job: JobName,
    started: Instant,
}

impl JobName {
    /// Notes the beginning of a run.
    pub fn begin(self) -> Run {
        Run {
            job: self,
            started: Instant::now(),
        }
    }
}

impl Run {
    /// Notes how the run went. That it cannot be noted is no failure of the job: it is logged only.
    pub async fn end(self, database: &Database, failure: Option<&(dyn std::error::Error + Sync)>) {
        let failure = failure.map(|error| crate::telemetry::chain(error));
        if let Err(error) = self.store(database, failure).await {
            tracing::warn!(job = self.job.name, error = %crate::telemetry::chain(&error), "the run of a job could not be noted");
        }
    }

    async fn store(&self, database: &Database, failure: Option<String>) -> Result<(), DatabaseError> {
        let mut conn = database.connection(&Scope::Nothing).await?;
        let now = Utc::now();
        let duration = i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX);
        let failed = i64::from(failure.is_some());
        let error = failure.map(|text| text.replace('\0', "").chars().take(ERROR_LENGTH).collect::<String>());
        diesel::sql_query(
            "INSERT INTO job_runs (name, title, finished_at, duration_ms, succeeded_at, failed_at, last_error, runs, failures)
             VALUES ($1, $2, $3, $4, CASE WHEN $5 = 0 THEN $3 END, CASE WHEN $5 = 1 THEN $3 END, $6, 1, $5)
             ON CONFLICT (name) DO UPDATE SET
                 title = excluded.title, finished_at = excluded.finished_at, duration_ms = excluded.duration_ms,
                 succeeded_at = coalesce(excluded.succeeded_at, job_runs.succeeded_at),
                 failed_at = coalesce(excluded.failed_at, job_runs.failed_at),
                 last_error = excluded.last_error, runs = job_runs.runs + 1, failures = job_runs.failures + excluded.failures",
        )
        .bind::<diesel::sql_types::Text, _>(self.job.name)
        .bind::<diesel::sql_types::Text, _>(self.job.title)
        .bind::<diesel::sql_types::Timestamptz, _>(now)
        .bind::<diesel::sql_types::BigInt, _>(duration)
        .bind::<diesel::sql_types::BigInt, _>(failed)
        .bind::<diesel::sql_types::Nullable<diesel::sql_types::Text>, _>(error)
        .execute(&mut conn)
        .await?;
        Ok(())
    }
}

/// All jobs that have run, by name.
pub async fn states(conn: &mut Pg) -> QueryResult<Vec<JobState>> {
    job_runs::table.order(job_runs::name).select(JobState::as_select()).load(conn).await
}
