//! Preview of a billing run: everything is computed; what is stored is the summary and who could not be billed. Of very many
//! users it takes longer than somebody waits for an answer: the job computes it then.

use diesel::QueryResult;
use platform::database::Pg;
use rules::{Exact, Refusal, RuleSet};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    domain::{
        billing::{BillingCandidate, BillingRules, assemble_bill, prepare_bill},
        period::Period,
        quantity::VOLUME_DECIMALS,
        tariff::Tariff,
        usage::Unbillable,
    },
    service::{
        Act,
        billing::{
            confirm_run::period_of,
            summary::{RunSummary, Tally},
            unbilled_row,
        },
        error::UseCaseError,
        todo,
    },
    store::billing::{
        candidate::{self, RunScope},
        run::{self, PREVIEWED, PREVIEWING, RunRow},
        unbilled::{self, UnbilledRow},
    },
};

/// Users looked at together.
const BATCH: usize = 500;

/// Computes what a run over a period would bill, of one supply company or all, and stores the run as previewed, with the
/// users whom it could not bill.
pub async fn preview_run(
    conn: &mut Pg,
    rules: &RuleSet,
    period: Period,
    supplier: Option<&str>,
    act: &Act,
) -> Result<RunRow, UseCaseError> {
    request_preview(conn, rules, period, supplier, act, i64::MAX).await
}

/// The same where the run concerns at most `at_once` users; of more it is stored as [`PREVIEWING`] and left to the job.
pub async fn request_preview(
    conn: &mut Pg,
    rules: &RuleSet,
    period: Period,
    supplier: Option<&str>,
    act: &Act,
    at_once: i64,
) -> Result<RunRow, UseCaseError> {
    let scope = RunScope::new(&BillingRules::for_period(rules, period)?.surcharge.scope.value, supplier, period);
    let users = candidate::count_users(conn, &scope).await?;
    if users == 0
        && let Some(supplier) = supplier
    {
        let detail = format!("供水企业「{supplier}」没有应按累进加价计费的用水户：请核对企业编码");
        return Err(Refusal::new("no_users_of_supplier", detail).at("/supplier").into());
    }
    let mut row = new_run(period, supplier, act)?;
    row.user_count = i32::try_from(users).unwrap_or(i32::MAX);
    run::insert(conn, &row).await?;
    if users <= at_once {
        return compute_preview(conn, rules, row, act).await;
    }
    let told = json!({ "period": row.period, "supplier": row.supplier, "users": row.user_count });
    act.audit(conn, "billing_run.request_preview", "billing_run", row.id, None::<&()>, Some(&told))
        .await?;
    Ok(row)
}

/// Computes the preview of a run that is [`PREVIEWING`].
pub async fn compute_preview(conn: &mut Pg, rules: &RuleSet, mut row: RunRow, act: &Act) -> Result<RunRow, UseCaseError> {
    let period = period_of(&row)?;
    let rules_digest = rules.digest().to_owned();
    let rules = BillingRules::for_period(rules, period)?;
    let tariff = Tariff::compile(&rules.surcharge)?;
    let scope = RunScope::new(&rules.surcharge.scope.value, row.supplier.as_deref(), period);
    let mut tally = Tally::default();
    let mut after: Option<String> = None;
    loop {
        let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
        let mut users = candidate::next_users(conn, &scope, after.as_deref(), limit).await?;
        let is_last = users.len() < BATCH;
        after = users.last().map(|user| user.code.clone());
        let ids: Vec<Uuid> = users.iter().map(|user| user.id).collect();
        let billed = candidate::billed_of(conn, period, &ids).await?;
        users.retain(|user| !billed.contains(&user.id));
        tally.add_already_billed(billed.len());
        let candidates = candidate::candidates(conn, period, &users).await?;
        let mut unbilled: Vec<UnbilledRow> = Vec::new();
        for (user, candidate) in users.into_iter().zip(&candidates) {
            if let Err(unbillable) = add(&mut tally, &rules, &tariff, candidate) {
                tally.add_unbillable(unbillable.reason);
                // In the words that the run will use.
                let told = assemble_bill(&rules, candidate).err().unwrap_or(unbillable);
                unbilled.push(unbilled_row(row.id, user, &told));
            }
        }
        unbilled::insert(conn, &unbilled).await?;
        if is_last {
            break;
        }
    }
    let summary = tally.summary(&rules_digest);
    PREVIEWED.clone_into(&mut row.state);
    row.version += 1;
    if row.stalled_reason.is_some() {
        todo::run_goes_on(conn, act, row.id).await?;
    }
    (row.stalled_reason, row.next_try_at) = (None, None);
    row.user_count = i32::try_from(summary.billable + summary.unbillable).unwrap_or(i32::MAX);
    row.summary = json_of(&summary)?;
    run::store_preview(conn, &row).await?;
    todo::run_previewed(conn, act, &row).await?;
    let after = json!({ "period": row.period, "supplier": row.supplier, "summary": row.summary });
    act.audit(conn, "billing_run.preview", "billing_run", row.id, None::<&()>, Some(&after))
        .await?;
    Ok(row)
}

/// A run of which nothing has been computed yet.
fn new_run(period: Period, supplier: Option<&str>, act: &Act) -> QueryResult<RunRow> {
    Ok(RunRow {
        id: Uuid::now_v7(),
        period: period.to_string(),
        supplier: supplier.map(str::to_owned),
        state: PREVIEWING.to_owned(),
        user_count: 0,
        summary: json_of(&Tally::default().summary(""))?,
        billed: 0,
        unbilled: 0,
        progress_code: None,
        created_by: act.actor.clone(),
        created_at: act.now,
        confirmed_by: None,
        confirmed_at: None,
        completed_at: None,
        stalled_reason: None,
        next_try_at: None,
        version: 0,
    })
}

fn json_of(summary: &RunSummary) -> QueryResult<Value> {
    serde_json::to_value(summary).map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))
}

fn too_fine(decimals: u32) -> Refusal {
    Refusal::new("out_of_range", format!("水量应不超过{decimals}位小数，并在可登记的范围内"))
}

/// The same amounts as the bill will have, from the engine without a trace.
fn add(tally: &mut Tally, rules: &BillingRules, tariff: &Tariff, candidate: &BillingCandidate) -> Result<(), Unbillable> {
    let input = prepare_bill(rules, candidate)?.input;
    let charges = tariff.charge_input(&input)?;
    let litres = |volume: &Exact| volume.to_scaled(VOLUME_DECIMALS).ok_or_else(|| too_fine(VOLUME_DECIMALS));
    tally.add_billable(litres(&input.usage)?, litres(&input.plan_volume)?, &charges);
    Ok(())
}
