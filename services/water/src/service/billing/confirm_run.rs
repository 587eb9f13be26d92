//! Confirms a previewed run: from now on the job bills.

use platform::database::Pg;
use rules::RuleSet;
use serde_json::json;
use uuid::Uuid;

use crate::{
    domain::{billing::BillingRules, period::Period},
    service::{
        Act,
        error::{Conflict, UseCaseError},
        todo,
    },
    store::{
        billing::{
            candidate::{self, RunScope},
            run::{self, PREVIEWED, PREVIEWING, RUNNING, RunRow},
        },
        corrupt,
    },
};

/// Confirms the run as it was seen in `version`. Only one run at a time bills a period of a supply company
/// (`billing_runs_running`).
pub async fn confirm_run(conn: &mut Pg, rules: &RuleSet, id: Uuid, version: i32, act: &Act) -> Result<RunRow, UseCaseError> {
    let seen = run::find(conn, id).await?.ok_or(UseCaseError::NotFound("计费批次"))?;
    if seen.state == PREVIEWING {
        // Before the lock: the job holds the run as long as it computes.
        let detail = "这个计费批次还在试算：试算完成、看过金额和未能计费的用户后再确认";
        return Err(Conflict::new("billing_run_previewing", detail).missing("试算完成").into());
    }
    let mut row = run::lock(conn, id).await?.ok_or(UseCaseError::NotFound("计费批次"))?;
    if row.state != PREVIEWED {
        return Err(Conflict::new(
            "billing_run_already_confirmed",
            "这个计费批次已经确认过，正在出账或已经完成：如需补出未计费的用户，请另做预览",
        )
        .into());
    }
    if row.version != version {
        return Err(UseCaseError::Stale(row.version));
    }
    let period = period_of(&row)?;
    if row.summary["rules_digest"].as_str().is_some_and(|digest| digest != rules.digest()) {
        let detail = "预览之后规则变更过，预览的金额可能不再是将要计费的金额：请另做预览，看过新的金额再确认";
        return Err(Conflict::new("rules_changed_since_preview", detail).into());
    }
    let rules = BillingRules::for_period(rules, period)?;
    let scope = RunScope::new(&rules.surcharge.scope.value, row.supplier.as_deref(), period);
    // What has happened since the preview counts: new users, bills of another run.
    row.user_count = i32::try_from(candidate::count_open(conn, &scope).await?).unwrap_or(i32::MAX);
    RUNNING.clone_into(&mut row.state);
    row.confirmed_by = Some(act.actor.clone());
    row.confirmed_at = Some(act.now);
    row.version += 1;
    run::update(conn, &row).await?;
    todo::run_confirmed(conn, act, &row).await?;
    let (before, after) = (
        json!({ "state": PREVIEWED }),
        json!({ "state": RUNNING, "user_count": row.user_count }),
    );
    act.audit(conn, "billing_run.confirm", "billing_run", row.id, Some(&before), Some(&after))
        .await?;
    Ok(row)
}

/// The measuring period of a stored run.
pub(super) fn period_of(row: &RunRow) -> diesel::QueryResult<Period> {
    row.period.parse().map_err(|error| corrupt(format!("{error}")))
}
