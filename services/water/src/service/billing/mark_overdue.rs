//! Notified bills whose last day to pay has passed become overdue.

use std::time::Duration;

use platform::{Database, Scope, job::JobName, rule::LiveRules, service::Job, telemetry};
use rules::RuleSet;

use super::held_bill::{BillStanding, move_on};
use crate::{
    domain::bill::BillCommand,
    service::{Act, error::UseCaseError},
    store::billing::bill,
};

/// The job.
const JOB: JobName = JobName {
    name: "mark_overdue",
    title: "逾期账单标记",
};
/// Bills of one transaction.
const BATCH: i64 = 200;

/// The job: looks at the start and then at intervals.
pub fn job(database: Database, rules: LiveRules<RuleSet>, every_seconds: u64) -> Job {
    let every = Duration::from_secs(every_seconds);
    Box::new(move |cancel| {
        Box::pin(async move {
            while !cancel.is_cancelled() {
                let run = JOB.begin();
                let outcome = mark_overdue(&database, &rules.current(), &Act::job(JOB.name)).await;
                run.end(&database, outcome.as_ref().err().map(|error| error as _)).await;
                match outcome {
                    Ok(0) => {}
                    Ok(bills) => tracing::info!(bills, "bills fell overdue"),
                    Err(error) => {
                        tracing::error!(error = %telemetry::chain(&error), "overdue bills could not be marked; it will be tried again");
                    }
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(every) => {}
                }
            }
        })
    })
}

/// Marks all bills that are overdue on the day of `act`; says how many.
pub async fn mark_overdue(database: &Database, rules: &RuleSet, act: &Act) -> Result<usize, UseCaseError> {
    let mut marked = 0;
    loop {
        let mut tx = database.begin(&Scope::All).await?;
        let bills = bill::lock_overdue(&mut tx, act.today, BATCH).await?;
        if bills.is_empty() {
            return Ok(marked);
        }
        marked += bills.len();
        let mut changes = Vec::with_capacity(bills.len());
        for held in bills {
            let before = BillStanding::from(&held);
            let (held, _) = move_on(&mut tx, rules, held, BillCommand::MarkOverdue { on: act.today }, act).await?;
            changes.push((before, BillStanding::from(&held)));
        }
        for (before, after) in &changes {
            act.audit(&mut tx, "bill.mark_overdue", "bill", after.id, Some(before), Some(after))
                .await?;
        }
        tx.commit().await?;
    }
}
