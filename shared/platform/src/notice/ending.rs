//! A period that has run out is noted.

use std::time::Duration;

use chrono::{NaiveDate, Utc};

use super::{
    board::Board,
    desk::{Act, record},
    standing::Command,
    store::{self, NoticeRow},
};
use crate::{
    Problem,
    clock::local_date,
    database::{Database, Scope},
    job::JobName,
    service::Job,
    telemetry,
};

const JOB: JobName = JobName {
    name: "end_notices",
    title: "公示期满办结",
};
/// How often it is looked whether a period has run out.
const EVERY: Duration = Duration::from_mins(5);
/// Notices of one transaction.
const BATCH: i64 = 50;
/// Notes the end of notices whose last day has passed; says of how many.
pub async fn end_over(database: &Database, board: &Board, today: NaiveDate) -> Result<usize, Problem> {
    let act = Act {
        today,
        ..Act::now("system:end_notices")
    };
    let mut ended = 0;
    loop {
        let mut tx = database.begin(&Scope::All).await?;
        let over = store::lock_over(&mut tx, today, BATCH).await?;
        if over.is_empty() {
            return Ok(ended);
        }
        ended += over.len();
        let mut changes = Vec::with_capacity(over.len());
        for before in over {
            let standing = board.standing(&before, today)?.apply(&Command::End, today, board.calendar())?;
            let mut row = NoticeRow {
                ended_at: Some(act.now),
                ..before.clone()
            };
            row.set(standing.state);
            store::update(&mut tx, &row).await?;
            changes.push((before, row));
        }
        for (before, row) in &changes {
            record(&mut tx, &act, "notice.end", row.id, Some(before), Some(row)).await?;
        }
        tx.commit().await?;
    }
}

/// The job: looks at the start and then at intervals.
pub fn job(database: Database, board: Board) -> Job {
    Box::new(move |cancel| {
        Box::pin(async move {
            while !cancel.is_cancelled() {
                let run = JOB.begin();
                let outcome = end_over(&database, &board, local_date(Utc::now())).await;
                run.end(&database, outcome.as_ref().err().map(|error| error as _)).await;
                match outcome {
                    Ok(0) => {}
                    Ok(count) => tracing::info!(count, "public notices have run out"),
                    Err(error) => tracing::warn!(error = %telemetry::chain(&error), "notices could not be ended; it is tried again"),
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(EVERY) => {}
                }
            }
        })
    })
}
