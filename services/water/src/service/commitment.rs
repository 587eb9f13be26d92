//! Filed commitments (新政办发〔2023〕24号 附件6 第四条): what a project promises to take in a year at most caps the plan of its user.

use chrono::{Datelike, NaiveDate};
use platform::database::Pg;
use rules::{Exact, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
    evaluation::{EvaluationRecord, find_evaluation, lock},
    plan::PlanRecord,
    project::{not_after_today, scaled},
};
use crate::{
    domain::{
        evaluation::{EvaluationRules, EvaluationState},
        quantity::VOLUME_DECIMALS,
    },
    store::{
        evaluation::{self, CommitmentRow, EvaluationRow},
        project::take_number,
    },
};

/// Letters of the numbers of commitments (节水承诺).
const NUMBER: &str = "JSCN";

/// A commitment to be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommitment {
    /// Promised volume of a year, m³.
    pub annual_volume: Exact,
    /// First calendar year.
    pub first_year: i32,
    /// The paper that was signed.
    pub document: String,
    /// When.
    pub signed_on: NaiveDate,
}

/// Files a commitment: the ceiling of the user's plans from its first year on.
pub async fn file_commitment(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    new: NewCommitment,
) -> Result<EvaluationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    let evaluation_rules = EvaluationRules::at(rules, act.today)?;
    if before.state()? == EvaluationState::Failed {
        let detail = "节水评价未通过审查，不能备案承诺：请重新评价";
        return Err(Conflict::new("evaluation_failed", detail).missing("通过审查").into());
    }
    let asked = Exact::scaled(before.row.annual_milli, VOLUME_DECIMALS);
    evaluation_rules.check_promise(before.kind()?, &asked, &new.annual_volume)?;
    not_after_today(act, "/signed_on", "承诺", new.signed_on)?;
    if new.first_year < new.signed_on.year() {
        let detail = format!("承诺从{}年起，早于签署的{}：承诺不溯及以前的年度", new.first_year, new.signed_on);
        return Err(Refusal::new("promise_backwards", detail).at("/first_year").into());
    }
    let commitment = CommitmentRow {
        id: Uuid::now_v7(),
        evaluation_id: id,
        number: take_number(conn, NUMBER, act.today.year()).await?,
        promised_milli: scaled(&new.annual_volume, VOLUME_DECIMALS)?,
        first_year: new.first_year,
        last_year: None,
        document: new.document,
        signed_on: new.signed_on,
        filed_by: act.actor.clone(),
        filed_at: act.now,
        ended_reason: None,
        ended_by: None,
        ended_at: None,
        version: 1,
    };
    evaluation::insert_commitment(conn, &commitment).await?;
    let row = EvaluationRow {
        version: before.row.version + 1,
        ..before.row
    };
    evaluation::update(conn, &row).await?;
    act.audit(
        conn,
        "evaluation.commit",
        "evaluation",
        id,
        None::<&CommitmentRow>,
        Some(&commitment),
    )
    .await?;
    find_evaluation(conn, id).await
}

/// Ends a commitment with a year that has not passed: this year's ceiling stays. By another person than filed it.
pub async fn end_commitment(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    last_year: i32,
    reason: String,
) -> Result<EvaluationRecord, UseCaseError> {
    let before = evaluation::lock_commitment(conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这份备案承诺"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    let citation = EvaluationRules::at(rules, act.today)?.commitment_citation();
    if let Some(year) = before.last_year {
        return Err(Conflict::new("commitment_ended", format!("这份承诺已定于{year}年底终止，不能更改")).into());
    }
    if before.filed_by == act.actor {
        return Err(UseCaseError::NotThisPerson {
            code: "ender_is_filer",
            detail: "备案承诺的人不能自己终止它：请由另一位有权的人员办理".to_owned(),
            citation,
        });
    }
    let earliest = before.first_year.max(act.today.year());
    if last_year < earliest {
        let detail = format!("最早只能终止到{earliest}年底：当年的承诺不能撤销");
        return Err(Refusal::new("commitment_ended_backwards", detail)
            .citing(citation)
            .at("/last_year")
            .into());
    }
    let after = CommitmentRow {
        last_year: Some(last_year),
        ended_reason: Some(reason),
        ended_by: Some(act.actor.clone()),
        ended_at: Some(act.now),
        version: before.version + 1,
        ..before.clone()
    };
    evaluation::update_commitment(conn, &after).await?;
    act.audit(
        conn,
        "evaluation.end_commitment",
        "evaluation_commitment",
        id,
        Some(&before),
        Some(&after),
    )
    .await?;
    find_evaluation(conn, after.evaluation_id).await
}

/// Refuses a plan whose year is above what its user has promised.
pub(super) async fn require_within_commitments(conn: &mut Pg, rules: &RuleSet, act: &Act, plan: &PlanRecord) -> Result<(), UseCaseError> {
    let promises = evaluation::promises_of(conn, plan.row.user_id, plan.row.year).await?;
    let total: Exact = plan.volumes.values().cloned().sum();
    Ok(EvaluationRules::at(rules, act.today)?.check_ceiling(plan.row.year, &total, &promises)?)
}
