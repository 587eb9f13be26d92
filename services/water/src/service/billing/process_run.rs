//! Works on confirmed runs, a batch per transaction: bills, the unbilled with their reasons, and how far the run has
//! come commit together, so that a run that was killed goes on where it was. Several replicas work on different runs.
//! Previews that are too long to wait for are computed here too, each in one transaction.

use std::time::Duration;

use chrono::TimeDelta;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use platform::{
    Database, Scope,
    database::{DatabaseError, Pg},
    job::JobName,
    rule::{LiveRules, RuleFault},
    service::Job,
    telemetry,
};
use rules::{Refusal, RuleSet};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{RunSignal, confirm_run::period_of, preview_run::compute_preview, unbilled_row};
use crate::{
    config::OwnSettings,
    domain::{
        bill::Bill,
        billing::{BillDraft, BillingCandidate, BillingRules, assemble_bill},
        code::Coded,
        quantity::{PRICE_DECIMALS, VOLUME_DECIMALS},
        usage::{Unbillable, UnbillableReason},
    },
    service::{Act, error::UseCaseError, todo},
    store::billing::{
        bill_adjustment,
        bill_batch::{self, BatchHead, NewBill},
        candidate::{self, RunScope, RunUserRow},
        json::StoredJson,
        number::{DocumentKind, take_numbers},
        run::{self, COMPLETED, PREVIEWING, RUNNING, RunRow},
        unbilled::{self, UnbilledRow},
    },
};

/// The job.
const JOB: JobName = JobName {
    name: "billing_run",
    title: "出账批次处理",
};
/// Most users of a batch: their parameters fit into one statement.
const LARGEST_BATCH: usize = 5_000;

/// How long a run that cannot go on leaves the others alone.
const TRY_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(5);

/// Why a batch had no effect; it is tried again.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// The database.
    #[error("the database failed while a run was worked on")]
    Database(#[from] DatabaseError),
    /// The rules that the run was confirmed under are gone.
    #[error("the rules do not allow the run any more")]
    Rules(#[from] Refusal),
    /// This replica does not know the rules as they are now.
    #[error("the rules as they are now are not known")]
    RulesUnknown(#[from] RuleFault),
    /// A preview was refused for no reason that a person could put right.
    #[error("a preview could not be computed")]
    Preview(#[source] Box<UseCaseError>),
    /// A bill could not be written as JSON.
    #[error("a bill could not be written")]
    Json(#[from] serde_json::Error),
    /// The computation broke off.
    #[error("the computation broke off")]
    Broken(#[from] tokio::task::JoinError),
}

impl BatchError {
    /// What a person is told where the run itself is in the way; none where the database is, which holds up every run.
    fn reason(&self) -> Option<String> {
        let ours = "系统内部出错，这一批没有出账，过后自动重试；若仍不行，请告诉运维人员";
        match self {
            Self::Rules(refusal) => {
                let citation = refusal.citation.as_ref().map(|citation| format!("（{citation}）"));
                Some(format!("{}{}", refusal.detail, citation.unwrap_or_default()))
            }
            Self::Preview(_) => Some("系统内部出错，试算没有完成，过后自动重试；若仍不行，请告诉运维人员".to_owned()),
            Self::Json(_) | Self::Broken(_) => Some(ours.to_owned()),
            Self::Database(DatabaseError::Query(error)) if is_of_the_data(error) => Some(ours.to_owned()),
            // Another replica may go on with it.
            Self::Database(_) | Self::RulesUnknown(_) => None,
        }
    }
}

/// Whether the rows are in the way: trying again at once would end the same.
fn is_of_the_data(error: &DieselError) -> bool {
    use DatabaseErrorKind::{CheckViolation, ForeignKeyViolation, NotNullViolation, RestrictViolation, UniqueViolation};
    match error {
        DieselError::DeserializationError(_) | DieselError::SerializationError(_) => true,
        DieselError::DatabaseError(kind, _) => matches!(
            kind,
            CheckViolation | ForeignKeyViolation | NotNullViolation | RestrictViolation | UniqueViolation
        ),
        _ => false,
    }
}

impl From<DieselError> for BatchError {
    fn from(error: DieselError) -> Self {
        Self::Database(error.into())
    }
}

/// What a step of the job found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// No run waits, or others work on all of them.
    Idle,
    /// A batch of this run was handled.
    Handled(Uuid),
    /// This run cannot go on: it says why, and is tried again later.
    SetAside(Uuid),
}

/// The job: works until no run is left, then waits for the signal, or looks again after a while.
pub fn job(database: Database, rules: LiveRules<RuleSet>, settings: &OwnSettings, signal: RunSignal) -> Job {
    let batch_size = settings.billing_batch_size;
    let poll = Duration::from_secs(settings.billing_poll_seconds);
    Box::new(move |cancel| Box::pin(async move { work(&database, &rules, batch_size, poll, &signal, &cancel).await }))
}

async fn work(
    database: &Database,
    rules: &LiveRules<RuleSet>,
    batch_size: usize,
    poll: Duration,
    signal: &RunSignal,
    cancel: &CancellationToken,
) {
    // A look that finds nothing to do is noted once, so that the job is seen from the start.
    let mut is_noted = false;
    while !cancel.is_cancelled() {
        let run = JOB.begin();
        let outcome = match process_batch(database, rules, batch_size).await {
            // Who waits for bills goes first.
            Ok(Step::Idle) => process_preview(database, rules).await,
            handled => handled,
        };
        if !is_noted || !matches!(outcome, Ok(Step::Idle)) {
            run.end(database, outcome.as_ref().err().map(|error| error as _)).await;
            is_noted = true;
        }
        match outcome {
            Ok(Step::Handled(_) | Step::SetAside(_)) => continue,
            Ok(Step::Idle) => {}
            Err(error) => tracing::error!(error = %telemetry::chain(&error), "a batch of a billing run failed; it will be tried again"),
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = signal.woken() => {}
            () = tokio::time::sleep(poll) => {}
        }
    }
}

/// Handles the next batch of the run that waits longest, if there is one that nobody else works on. The batch is billed by
/// the rules as the database has them: no approval comes in between, whatever this replica knew before.
pub async fn process_batch(database: &Database, rules: &LiveRules<RuleSet>, batch_size: usize) -> Result<Step, BatchError> {
    let batch_size = batch_size.clamp(1, LARGEST_BATCH);
    let act = Act::job(JOB.name);
    let mut tx = database.begin(&Scope::All).await?;
    let Some(row) = run::lock_next(&mut tx, RUNNING, act.now).await? else {
        return Ok(Step::Idle);
    };
    let (id, progress) = (row.id, row.progress_code.clone());
    let rules = rules.hold(&mut tx).await?;
    let handled = handle(&mut tx, &rules, row, batch_size, &act).await;
    let Err(error) = handled else {
        tx.commit().await?;
        return Ok(Step::Handled(id));
    };
    let Some(reason) = error.reason() else {
        return Err(error);
    };
    tx.rollback().await?;
    tracing::error!(run = %id, error = %telemetry::chain(&error), "a billing run cannot go on; it is set aside");
    let mut tx = database.begin(&Scope::All).await?;
    set_aside(&mut tx, id, progress.as_deref(), reason, &act).await?;
    tx.commit().await?;
    Ok(Step::SetAside(id))
}

/// Computes the preview that waits longest, if there is one. It is by the rules that this replica knows; a run whose preview was
/// by others cannot be confirmed, so that no rule change has to wait for it.
pub async fn process_preview(database: &Database, rules: &LiveRules<RuleSet>) -> Result<Step, BatchError> {
    let act = Act::job(JOB.name);
    let mut tx = database.begin(&Scope::All).await?;
    let Some(row) = run::lock_next(&mut tx, PREVIEWING, act.now).await? else {
        return Ok(Step::Idle);
    };
    let id = row.id;
    let error = match compute_preview(&mut tx, &rules.current(), row, &act).await {
        Ok(_) => {
            tx.commit().await?;
            return Ok(Step::Handled(id));
        }
        Err(UseCaseError::Refused(refusal)) => BatchError::Rules(refusal),
        Err(UseCaseError::Database(error)) => BatchError::Database(error),
        Err(other) => BatchError::Preview(Box::new(other)),
    };
    let Some(reason) = error.reason() else {
        return Err(error);
    };
    tx.rollback().await?;
    tracing::error!(run = %id, error = %telemetry::chain(&error), "a preview cannot be computed; it is set aside");
    let mut tx = database.begin(&Scope::All).await?;
    set_aside(&mut tx, id, None, reason, &act).await?;
    tx.commit().await?;
    Ok(Step::SetAside(id))
}

/// Bills a confirmed run to its end within the caller's transaction, on the day of `act`: for what is loaded with its own
/// days. Runs of everyday work are left to the job.
pub async fn process_whole_run(conn: &mut Pg, rules: &RuleSet, id: Uuid, batch_size: usize, act: &Act) -> Result<RunRow, BatchError> {
    loop {
        let row = run::lock(conn, id).await?.ok_or(DieselError::NotFound)?;
        if row.state != RUNNING {
            return Ok(row);
        }
        handle(conn, rules, row, batch_size.clamp(1, LARGEST_BATCH), act).await?;
    }
}

/// Notes why a run cannot go on, unless somebody else has brought it on meanwhile. The audit trail tells each reason once.
async fn set_aside(conn: &mut Pg, id: Uuid, progress: Option<&str>, reason: String, act: &Act) -> Result<(), BatchError> {
    let Some(mut row) = run::lock(conn, id).await? else { return Ok(()) };
    if ![RUNNING, PREVIEWING].contains(&row.state.as_str()) || row.progress_code.as_deref() != progress {
        return Ok(());
    }
    let before = row.stalled_reason.replace(reason);
    row.next_try_at = Some(act.now + TRY_AGAIN_AFTER);
    run::update(conn, &row).await?;
    todo::run_stalled(conn, act, &row).await?;
    if before != row.stalled_reason {
        let (before, after) = (json!({ "stalled_reason": before }), json!({ "stalled_reason": row.stalled_reason }));
        act.audit(conn, "billing_run.set_aside", "billing_run", id, Some(&before), Some(&after))
            .await?;
    }
    Ok(())
}

async fn handle(conn: &mut Pg, rule_set: &RuleSet, mut row: RunRow, batch_size: usize, act: &Act) -> Result<(), BatchError> {
    let period = period_of(&row)?;
    let rules = BillingRules::for_period(rule_set, period)?;
    let scope = RunScope::new(&rules.surcharge.scope.value, row.supplier.as_deref(), period);
    let limit = i64::try_from(batch_size).unwrap_or(i64::MAX);
    if row.progress_code.is_none() {
        // What the preview found is looked at anew: readings and plans may have come in since.
        unbilled::clear(conn, row.id).await?;
    }
    let mut users = candidate::next_users(conn, &scope, row.progress_code.as_deref(), limit).await?;
    let is_last = users.len() < batch_size;
    if let Some(last) = users.last() {
        row.progress_code = Some(last.code.clone());
    }
    // From here on no price of these users changes, and no other run bills them.
    candidate::hold_prices(conn, &users).await?;
    let ids: Vec<Uuid> = users.iter().map(|user| user.id).collect();
    let billed = candidate::billed_of(conn, period, &ids).await?;
    users.retain(|user| !billed.contains(&user.id));
    let candidates = candidate::candidates(conn, period, &users).await?;

    let run_id = row.id;
    let Assembled { bills, unbilled } = tokio::task::spawn_blocking(move || assemble(&rules, run_id, users, &candidates)).await??;
    let (mut inserted, mut numbers) = (0, Vec::new());
    if !bills.is_empty() {
        let head = BatchHead {
            run_id,
            period: row.period.clone(),
            period_to: period.last_day(),
            rules_digest: rule_set.digest().to_owned(),
            issued_on: act.today,
            now: act.now,
        };
        numbers = take_numbers(conn, DocumentKind::Bill, period, bills.len()).await?;
        inserted = bill_batch::insert(conn, &head, &bills, &numbers).await?;
        bill_adjustment::insert(conn, &bills).await?;
    }
    let unbilled = unbilled::insert(conn, &unbilled).await?;

    let count = |users: usize| i32::try_from(users).unwrap_or(i32::MAX);
    if row.stalled_reason.is_some() {
        todo::run_goes_on(conn, act, run_id).await?;
    }
    (row.stalled_reason, row.next_try_at) = (None, None);
    row.billed = row.billed.saturating_add(count(inserted));
    row.unbilled = row.unbilled.saturating_add(count(unbilled));
    if is_last {
        COMPLETED.clone_into(&mut row.state);
        row.completed_at = Some(act.now);
        row.version += 1;
    }
    run::update(conn, &row).await?;
    let action = if is_last { "billing_run.complete" } else { "billing_run.batch" };
    let before = json!({ "state": RUNNING, "billed": row.billed - count(inserted), "unbilled": row.unbilled - count(unbilled) });
    let after = json!({
        "state": row.state,
        "billed": row.billed,
        "unbilled": row.unbilled,
        "through": row.progress_code,
        "first_number": numbers.first(),
        "last_number": numbers.last(),
    });
    act.audit(conn, action, "billing_run", run_id, Some(&before), Some(&after)).await?;
    Ok(())
}

struct Assembled {
    bills: Vec<NewBill>,
    unbilled: Vec<UnbilledRow>,
}

fn assemble(
    rules: &BillingRules,
    run_id: Uuid,
    users: Vec<RunUserRow>,
    candidates: &[BillingCandidate],
) -> Result<Assembled, serde_json::Error> {
    let mut assembled = Assembled {
        bills: Vec::with_capacity(users.len()),
        unbilled: Vec::new(),
    };
    for (user, candidate) in users.into_iter().zip(candidates) {
        let supplier = user.supplier.clone().unwrap_or_default();
        let drafted = assemble_bill(rules, candidate).and_then(|draft| Stored::of(&draft).map(|stored| (draft, stored)));
        match drafted {
            Ok((draft, stored)) => assembled.bills.push(new_bill(user, supplier, &draft, &stored)?),
            Err(unbillable) => assembled.unbilled.push(unbilled_row(run_id, user, &unbillable)),
        }
    }
    Ok(assembled)
}

/// The quantities of a bill in the units of the database.
struct Stored {
    usage: i64,
    plan: i64,
    adjusted_base: i64,
    overage: i64,
    base_price: i64,
    days_late: i32,
    days_early: i32,
}

impl Stored {
    fn of(draft: &BillDraft) -> Result<Self, Unbillable> {
        let BillDraft { input, result, .. } = draft;
        let read = || {
            Some(Self {
                usage: input.usage.to_scaled(VOLUME_DECIMALS)?,
                plan: input.plan_volume.to_scaled(VOLUME_DECIMALS)?,
                adjusted_base: result.adjusted_base.litres()?,
                overage: result.overage.litres()?,
                base_price: input.base_price.to_scaled(PRICE_DECIMALS)?,
                days_late: i32::try_from(input.days_late).ok()?,
                days_early: i32::try_from(input.days_early).ok()?,
            })
        };
        read().ok_or_else(|| {
            Unbillable::new(
                UnbillableReason::AmountNotChargeable,
                "水量、水价或天数超出可登记的范围：请核对读数、计划和水价",
            )
        })
    }
}

fn new_bill(user: RunUserRow, supplier: String, draft: &BillDraft, stored: &Stored) -> Result<NewBill, serde_json::Error> {
    let result = &draft.result;
    Ok(NewBill {
        id: Uuid::now_v7(),
        user_id: user.id,
        user_code: user.code,
        user_name: user.name,
        supplier,
        town: user.town,
        category: user.category,
        industry_class: user.industry_class,
        usage_milli: stored.usage,
        plan_milli: stored.plan,
        adjustments: draft.input.adjustments.clone(),
        adjusted_base_milli: stored.adjusted_base,
        overage_milli: stored.overage,
        days_late: stored.days_late,
        days_early: stored.days_early,
        base_price_e4: stored.base_price,
        basic_fen: result.basic_charge.fen(),
        surcharge_fen: result.surcharge.fen(),
        total_fen: result.total.fen(),
        bands: StoredJson::of(&result.bands)?,
        trace: StoredJson::of(&result.trace)?,
        state: Bill::initial_state(result.total).status().code(),
    })
}
