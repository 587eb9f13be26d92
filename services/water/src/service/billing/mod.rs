//! Use cases of billing: runs, bills, payments, credit bills, and what finance answers.

pub mod answer;
pub mod confirm_run;
pub mod credit_bill;
pub mod held_bill;
pub mod mark_overdue;
pub mod notify_bill;
pub mod preview_run;
pub mod process_run;
pub mod recompute_bill;
pub mod register_payment;
pub mod summary;

use std::sync::Arc;

use diesel::QueryResult;
use platform::{
    Database,
    database::Pg,
    operations::{ProgressSource, ProgressView},
    rule::LiveRules,
    service::Job,
};
use rules::RuleSet;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    config::OwnSettings,
    domain::{code::Coded, usage::Unbillable},
    store::billing::{
        candidate::RunUserRow,
        run::{self, RunRow},
        unbilled::UnbilledRow,
    },
};

/// The runs under way, for the operations page.
pub const PROGRESS: ProgressSource = ProgressSource(|conn| Box::pin(progress(conn)));

async fn progress(conn: &mut Pg) -> QueryResult<Vec<ProgressView>> {
    let runs = run::list_running(conn).await?;
    Ok(runs.into_iter().map(progress_of).collect())
}

fn progress_of(run: RunRow) -> ProgressView {
    let whose = run.supplier.unwrap_or_else(|| "全部供水企业".to_owned());
    ProgressView {
        kind: "billing_run".to_owned(),
        title: format!("计费批次 {}（{whose}）", run.period),
        done: i64::from(run.billed) + i64::from(run.unbilled),
        total: run.user_count.into(),
        started_at: run.confirmed_at,
        stalled_reason: run.stalled_reason,
    }
}

/// Tells the billing job that a run was confirmed. Cheap to clone. A confirmation that it misses (another replica's, or
/// one before a restart) is found when the job looks by itself.
#[derive(Debug, Clone, Default)]
pub struct RunSignal(Arc<Notify>);

impl RunSignal {
    /// There is a run to work on.
    pub fn wake(&self) {
        self.0.notify_one();
    }

    /// Waits for [`Self::wake`]; one that came before counts.
    pub async fn woken(&self) {
        self.0.notified().await;
    }
}

/// What runs by itself: billing runs that were confirmed, bills that fall overdue.
pub fn jobs(database: &Database, rules: &LiveRules<RuleSet>, settings: &OwnSettings, signal: &RunSignal) -> Vec<Job> {
    vec![
        process_run::job(database.clone(), rules.clone(), settings, signal.clone()),
        mark_overdue::job(database.clone(), rules.clone(), settings.overdue_check_seconds),
    ]
}

/// A user whom a run could not bill, with the reason in words and its article.
fn unbilled_row(run_id: Uuid, user: RunUserRow, unbillable: &Unbillable) -> UnbilledRow {
    let detail = match &unbillable.citation {
        Some(citation) => format!("{}（依据：{} {}）", unbillable.detail, citation.document, citation.article),
        None => unbillable.detail.clone(),
    };
    UnbilledRow {
        run_id,
        user_id: user.id,
        user_code: user.code,
        user_name: user.name,
        reason: unbillable.reason.code().to_owned(),
        detail,
    }
}
