//! The town reviews its villages and files them together (附件8 第七条（三）); the county looks at some on the spot and
//! approves (第七条（四）).

use std::collections::BTreeMap;

use platform::{
    case::{self, Command},
    database::Pg,
    notice::Board,
};
use rules::{Exact, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    super::{
        Act,
        error::{Conflict, UseCaseError},
    },
    cases::{SUMMARY, follow_declaration, follow_summary, hold_cases, open_summary, to_county},
    declaration::{Signatures, check_sealed_on},
    refuse_open_objections,
};
use crate::{
    domain::{
        code::Coded,
        irrigation::{District, district_facts},
        reward::{
            CheckOutcome,
            declaration::{DeclarationCommand, DeclarationState, check_signatories},
            rule::RewardRules,
        },
        town::Town,
    },
    store::{
        corrupt, decode,
        reward::{
            AREA_SCALE,
            declaration::{self, DeclarationRow},
            hold_year,
            summary::{self, SummaryRow},
        },
    },
};

fn not_found() -> UseCaseError {
    UseCaseError::NotFound("这份镇级汇总")
}

/// One summary, if in scope.
pub async fn find_summary(conn: &mut Pg, id: Uuid) -> Result<SummaryRow, UseCaseError> {
    summary::find(conn, id).await?.ok_or_else(not_found)
}

async fn lock(conn: &mut Pg, id: Uuid, version: i32) -> Result<SummaryRow, UseCaseError> {
    let row = summary::lock(conn, id).await?.ok_or_else(not_found)?;
    if row.version == version {
        Ok(row)
    } else {
        Err(UseCaseError::Stale(row.version))
    }
}

fn require_state(row: &SummaryRow, state: &str, action: &str, missing: &str) -> Result<(), UseCaseError> {
    if row.state == state {
        return Ok(());
    }
    let detail = format!("汇总的状态不对，不能{action}：须先{missing}");
    Err(Conflict::new("reward_wrong_state", detail).missing(missing).into())
}

/// Moves a declaration and stores it; its case and the audit come later.
async fn moved(
    conn: &mut Pg,
    rules: &RewardRules,
    row: &DeclarationRow,
    command: &DeclarationCommand,
    change: impl FnOnce(&mut DeclarationRow),
) -> Result<DeclarationRow, UseCaseError> {
    let domain = row.to_domain()?.apply(rules, command)?;
    let mut after = DeclarationRow {
        state: domain.state.code().to_owned(),
        reviewed_by: domain.reviewed_by,
        approved_by: domain.approved_by,
        version: row.version + 1,
        ..row.clone()
    };
    change(&mut after);
    declaration::update(conn, &after).await?;
    Ok(after)
}

async fn note(conn: &mut Pg, act: &Act, action: &str, before: &DeclarationRow, after: &DeclarationRow) -> Result<(), UseCaseError> {
    act.audit(conn, action, super::cases::DECLARATION, after.id, Some(before), Some(after))
        .await?;
    Ok(())
}

/// Draws up a summary of submitted declarations of one town and year.
pub async fn create_summary(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    year: i32,
    town: Town,
    declarations: &[Uuid],
) -> Result<SummaryRow, UseCaseError> {
    let of_day = RewardRules::at(rules, act.today)?;
    let rows = declaration::lock_many(conn, declarations).await?;
    let is_all = rows.len() == declarations.len() && rows.iter().all(|row| row.town == town.code() && row.year == year);
    if rows.is_empty() || !is_all {
        return Err(UseCaseError::NotFound("这些申报（应当都是本镇、同一年度的）"));
    }
    hold_cases(conn, &rows).await?;
    let row = SummaryRow {
        id: Uuid::now_v7(),
        year,
        town: town.code().to_owned(),
        state: "draft".to_owned(),
        handler: None,
        head: None,
        sealed_on: None,
        sealed_form: None,
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        filed_by: None,
        filed_at: None,
        approved_by: None,
        approved_at: None,
        version: 1,
    };
    summary::insert(conn, &row).await?;
    let mut taken = Vec::with_capacity(rows.len());
    for before in &rows {
        let after = moved(conn, &of_day, before, &DeclarationCommand::Summarise, |after| {
            after.summary_id = Some(row.id)
        })
        .await?;
        taken.push((before, after));
    }
    open_summary(conn, &of_day, act, &row, town.label()).await?;
    for (before, after) in &taken {
        note(conn, act, "reward_declaration.summarise", before, after).await?;
    }
    act.audit(conn, "reward_summary.create", SUMMARY, row.id, None::<&SummaryRow>, Some(&row))
        .await?;
    Ok(row)
}

/// Gives a draft up: its declarations wait again.
pub async fn withdraw_summary(conn: &mut Pg, rules: &RuleSet, act: &Act, id: Uuid, version: i32) -> Result<SummaryRow, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_state(&before, "draft", "撤回", "处于起草状态")?;
    let of_day = RewardRules::at(rules, act.today)?;
    let rows = declaration::lock_of_summary(conn, id).await?;
    hold_cases(conn, &rows).await?;
    let row = SummaryRow {
        state: "withdrawn".to_owned(),
        version: version + 1,
        ..before.clone()
    };
    summary::update(conn, &row).await?;
    let mut left = Vec::with_capacity(rows.len());
    for before in &rows {
        left.push(
            moved(conn, &of_day, before, &DeclarationCommand::LeaveSummary, |after| {
                after.summary_id = None
            })
            .await?,
        );
    }
    follow_summary(conn, &of_day, act, id, Command::Withdraw { reason: None }).await?;
    for (before, after) in rows.iter().zip(&left) {
        note(conn, act, "reward_declaration.leave_summary", before, after).await?;
    }
    act.audit(conn, "reward_summary.withdraw", SUMMARY, id, Some(&before), Some(&row))
        .await?;
    Ok(row)
}

/// Files a summary with the county: signed and sealed, by another person than who drew it up or entered the data.
pub async fn file_summary(
    conn: &mut Pg,
    rules: &RuleSet,
    board: &Board,
    act: &Act,
    (id, version): (Uuid, i32),
    signatures: Signatures,
) -> Result<SummaryRow, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_state(&before, "draft", "报县", "处于起草状态")?;
    let of_day = RewardRules::at(rules, act.today)?;
    let citation = of_day.notice_days.source.citation.clone();
    if before.drafted_by == act.actor {
        return Err(UseCaseError::NotThisPerson {
            code: "approver_is_drafter",
            detail: "起草汇总的人不能自己报县：请由镇负责人报县".to_owned(),
            citation,
        });
    }
    check_signatories(&of_day, &signatures.handler, &signatures.head)?;
    check_sealed_on(&citation, signatures.sealed_on, None, act.today)?;
    let case = case::of_thing(conn, SUMMARY, &id.to_string())
        .await?
        .ok_or_else(|| corrupt("a summary without its case"))?;
    let files = case::attachments_of(conn, case.id).await?;
    if !files
        .iter()
        .any(|file| file.id == signatures.sealed_form && file.withdrawn_at.is_none())
    {
        let detail = "没有找到签字盖章的汇总表：请先在附件里上传，再选用它";
        return Err(Conflict::new("sealed_form_missing", detail)
            .missing("签字盖章的汇总表（附件）")
            .into());
    }
    let rows = declaration::lock_of_summary(conn, id).await?;
    require_rows(&rows)?;
    refuse_open_objections(conn, board, act, &rows).await?;
    hold_cases(conn, &rows).await?;
    let mut reviewed = Vec::with_capacity(rows.len());
    for before in &rows {
        let command = DeclarationCommand::Review { by: act.actor.clone() };
        reviewed.push(moved(conn, &of_day, before, &command, |after| after.reviewed_at = Some(act.now)).await?);
    }
    let row = SummaryRow {
        state: "filed".to_owned(),
        handler: Some(signatures.handler),
        head: Some(signatures.head),
        sealed_on: Some(signatures.sealed_on),
        sealed_form: Some(signatures.sealed_form),
        filed_by: Some(act.actor.clone()),
        filed_at: Some(act.now),
        version: version + 1,
        ..before.clone()
    };
    summary::update(conn, &row).await?;
    follow_summary(conn, &of_day, act, id, Command::Submit).await?;
    for (before, after) in rows.iter().zip(&reviewed) {
        follow_declaration(conn, &of_day, act, after.id, to_county()).await?;
        note(conn, act, "reward_declaration.review", before, after).await?;
    }
    act.audit(conn, "reward_summary.file", SUMMARY, id, Some(&before), Some(&row))
        .await?;
    Ok(row)
}

fn require_rows(rows: &[DeclarationRow]) -> Result<(), UseCaseError> {
    if rows.is_empty() {
        let detail = "汇总里已经没有申报：都已退回，请由镇重新汇总";
        return Err(Conflict::new("summary_empty", detail).missing("申报").into());
    }
    Ok(())
}

/// Approves what a town has filed and what has not been sent back, after the checks on the spot.
pub async fn approve_summary(
    conn: &mut Pg,
    rules: &RuleSet,
    board: &Board,
    act: &Act,
    id: Uuid,
    version: i32,
) -> Result<SummaryRow, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_state(&before, "filed", "核定", "由镇报县")?;
    let of_day = RewardRules::at(rules, act.today)?;
    let of_year = super::rules_of_year(rules, before.year, act.today)?;
    hold_year(conn, before.year).await?;
    let rows = declaration::lock_of_summary(conn, id).await?;
    require_rows(&rows)?;
    let mut approved = Vec::with_capacity(rows.len());
    for row in &rows {
        let command = DeclarationCommand::Approve { by: act.actor.clone() };
        approved.push(row.to_domain()?.apply(&of_day, &command)?);
    }
    check_on_the_spot(conn, &of_year, &rows).await?;
    refuse_open_objections(conn, board, act, &rows).await?;
    check_districts(conn, rules, act, &before, &rows).await?;
    hold_cases(conn, &rows).await?;
    let mut after = Vec::with_capacity(rows.len());
    for row in &rows {
        let command = DeclarationCommand::Approve { by: act.actor.clone() };
        after.push(moved(conn, &of_day, row, &command, |after| after.approved_at = Some(act.now)).await?);
    }
    let row = SummaryRow {
        state: "approved".to_owned(),
        approved_by: Some(act.actor.clone()),
        approved_at: Some(act.now),
        version: version + 1,
        ..before.clone()
    };
    summary::update(conn, &row).await?;
    follow_summary(conn, &of_day, act, id, Command::Approve { comment: None }).await?;
    for (before, after) in rows.iter().zip(&after) {
        follow_declaration(conn, &of_day, act, after.id, Command::Approve { comment: None }).await?;
        note(conn, act, "reward_declaration.approve", before, after).await?;
    }
    act.audit(conn, "reward_summary.approve", SUMMARY, id, Some(&before), Some(&row))
        .await?;
    Ok(row)
}

/// Some were looked at, and none of those left differs from what was declared (第七条（四）).
async fn check_on_the_spot(conn: &mut Pg, rules: &RewardRules, rows: &[DeclarationRow]) -> Result<(), UseCaseError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let checks = declaration::checks_of(conn, &ids).await?;
    let mut looked_at = 0;
    for row in rows {
        // What was looked at before it was sent back says nothing of what was declared since.
        let since = row.submitted_at;
        let Some(last) = checks
            .get(&row.id)
            .and_then(|of| of.iter().rfind(|check| Some(check.recorded_at) >= since))
        else {
            continue;
        };
        if decode::<CheckOutcome>(&last.outcome)? == CheckOutcome::Differs {
            let detail = format!("{}的抽查结果与申报不符（{}）：请退回该村更正后重新公示", row.village, last.finding);
            return Err(Conflict::new("sample_differs", detail)
                .missing(format!("退回{}", row.village))
                .into());
        }
        looked_at += 1;
    }
    let needed = rules.sample_checks.value.min(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    if looked_at >= needed {
        return Ok(());
    }
    let source = &rules.sample_checks.source;
    let detail = format!(
        "还没有抽查：这份汇总至少要抽查{needed}个村，已抽查{looked_at}个（{}）",
        source.citation.article
    );
    Err(Conflict::new("sample_checks_missing", detail).missing("现场抽查").into())
}

/// The villages of a district never have more land than the district (25号 一).
async fn check_districts(conn: &mut Pg, rules: &RuleSet, act: &Act, of: &SummaryRow, rows: &[DeclarationRow]) -> Result<(), UseCaseError> {
    let mut land: BTreeMap<String, i64> = BTreeMap::new();
    let approved = declaration::of_year(conn, of.year).await?;
    let approved = approved.iter().filter(|row| row.state == DeclarationState::Approved.code());
    for row in approved.chain(rows) {
        if let Some(district) = &row.district {
            *land.entry(district.clone()).or_default() += row.reform_e4;
        }
    }
    for (code, reform_e4) in land {
        let district: District = decode(&code)?;
        let (facts, _) = district_facts(rules, district, act.today)?;
        let total = Exact::scaled(reform_e4, AREA_SCALE);
        if total > facts.value.effective_area {
            let detail = format!(
                "{}各村改革面积合计 {total} 亩，超出灌区有效灌溉面积 {} 亩：请核对各村申报",
                district.label(),
                facts.value.effective_area
            );
            return Err(Refusal::new("district_area_exceeded", detail).citing(facts.source.citation).into());
        }
    }
    Ok(())
}
