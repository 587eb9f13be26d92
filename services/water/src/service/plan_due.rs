//! Puts approved plans in force when their year begins.

use std::time::Duration;

use chrono::Datelike;
use platform::{Database, Scope, database::Pg, job::JobName, rule::LiveRules, service::Job};
use rules::RuleSet;

use super::{
    Act,
    error::UseCaseError,
    plan::{put_in_force, with_volumes},
};
use crate::store::plan;

/// The job that puts plans in force on their first day.
const JOB: JobName = JobName {
    name: "put_plans_in_force",
    title: "用水计划到期生效",
};
/// Plans that one round of the job puts in force at most.
const ROUND: i64 = 500;

/// Puts approved plans in force whose year has begun; answers how many.
pub async fn put_due_plans_in_force(conn: &mut Pg, rules: &RuleSet, act: &Act) -> Result<usize, UseCaseError> {
    let due = plan::lock_due(conn, act.today.year(), ROUND).await?;
    let count = due.len();
    for row in due {
        let record = with_volumes(conn, row).await?;
        put_in_force(conn, rules, act, record).await?;
    }
    Ok(count)
}

/// Looks now and then whether an approved plan's year has begun.
pub fn job(database: Database, rules: LiveRules<RuleSet>, check_seconds: u64) -> Job {
    Box::new(move |cancel| {
        Box::pin(async move {
            while !cancel.is_cancelled() {
                let run = JOB.begin();
                let outcome = run_once(&database, &rules.current()).await;
                run.end(&database, outcome.as_ref().err().map(|error| error as _)).await;
                match outcome {
                    Ok(0) => {}
                    Ok(count) => tracing::info!(count, "plans have come into force"),
                    Err(error) => tracing::warn!(error = %platform::telemetry::chain(&error), "plans could not be put in force"),
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(Duration::from_secs(check_seconds)) => {}
                }
            }
        })
    })
}

async fn run_once(database: &Database, rules: &RuleSet) -> Result<usize, UseCaseError> {
    let mut tx = database.begin(&Scope::All).await?;
    let count = put_due_plans_in_force(&mut tx, rules, &Act::job(JOB.name)).await?;
    tx.commit().await?;
    Ok(count)
}
