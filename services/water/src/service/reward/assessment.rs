//! Assessment of a year (附件8 第五条: the districts; 第六条: the villages of a town): one person drafts, another confirms.

use std::collections::BTreeSet;

use platform::{
    database::Pg,
    todo::{self, Todo},
};
use rules::{Refusal, RuleSet};
use uuid::Uuid;

use super::{
    super::{
        Act,
        error::{Conflict, UseCaseError},
    },
    rules_of_year, sanction,
};
use crate::{
    api::role::WATER_HEAD,
    domain::{
        code::Coded,
        irrigation::District,
        reward::{
            Grade, Subject,
            ranking::{Placed, Scored, place},
            rule::RewardRules,
        },
        town::Town,
    },
    store::reward::{
        assessment::{self, AssessmentRow},
        village,
    },
};

/// An assessment with its places.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AssessmentRecord {
    /// The assessment.
    #[serde(flatten)]
    pub row: AssessmentRow,
    /// By rank.
    pub placed: Vec<Placed>,
}

fn not_found() -> UseCaseError {
    UseCaseError::NotFound("这份考核")
}

/// One assessment, if in scope.
pub async fn find_assessment(conn: &mut Pg, id: Uuid) -> Result<AssessmentRecord, UseCaseError> {
    let row = assessment::find(conn, id).await?.ok_or_else(not_found)?;
    with_items(conn, row).await
}

async fn with_items(conn: &mut Pg, row: AssessmentRow) -> Result<AssessmentRecord, UseCaseError> {
    let placed = assessment::items_of(conn, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(AssessmentRecord { row, placed })
}

async fn lock(conn: &mut Pg, id: Uuid, version: i32) -> Result<AssessmentRecord, UseCaseError> {
    let row = assessment::lock(conn, id).await?.ok_or_else(not_found)?;
    if row.version != version {
        return Err(UseCaseError::Stale(row.version));
    }
    with_items(conn, row).await
}

/// Drafts the assessment of a year: of the districts where no town is given, else of the town's villages.
pub async fn propose_assessment(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    year: i32,
    town: Option<Town>,
    scored: Vec<Scored>,
) -> Result<AssessmentRecord, UseCaseError> {
    let of_year = rules_of_year(rules, year, act.today)?;
    let town = town.map(|town| town.code().to_owned());
    let placed = check_and_place(conn, &of_year, town.as_deref(), scored).await?;
    let row = AssessmentRow {
        id: Uuid::now_v7(),
        year,
        subject: subject_of(town.as_deref()).code().to_owned(),
        town,
        state: "proposed".to_owned(),
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        decided_by: None,
        decided_at: None,
        comment: None,
        version: 1,
    };
    assessment::insert(conn, &row, &placed).await?;
    let record = AssessmentRecord { row, placed };
    remind(conn, act, &record.row).await?;
    act.audit(
        conn,
        "reward_assessment.propose",
        "reward_assessment",
        record.row.id,
        None::<&AssessmentRecord>,
        Some(&record),
    )
    .await?;
    Ok(record)
}

/// Rewrites one that is not confirmed.
pub async fn redraft_assessment(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    scored: Vec<Scored>,
) -> Result<AssessmentRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_open(&before.row, "修改")?;
    let of_year = rules_of_year(rules, before.row.year, act.today)?;
    let placed = check_and_place(conn, &of_year, before.row.town.as_deref(), scored).await?;
    let row = AssessmentRow {
        state: "proposed".to_owned(),
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        decided_by: None,
        decided_at: None,
        comment: None,
        version: version + 1,
        ..before.row.clone()
    };
    assessment::update(conn, &row).await?;
    assessment::replace_items(conn, id, &placed).await?;
    let after = AssessmentRecord { row, placed };
    remind(conn, act, &after.row).await?;
    act.audit(
        conn,
        "reward_assessment.redraft",
        "reward_assessment",
        id,
        Some(&before),
        Some(&after),
    )
    .await?;
    Ok(after)
}

/// Confirms an assessment that somebody else has drafted. A failed district loses part of next year's right (第五条（四）).
pub async fn confirm_assessment(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
) -> Result<AssessmentRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_proposed(&before.row, "确认")?;
    let of_year = rules_of_year(rules, before.row.year, act.today)?;
    require_other(&before.row, &of_year, act)?;
    let row = AssessmentRow {
        state: "confirmed".to_owned(),
        decided_by: Some(act.actor.clone()),
        decided_at: Some(act.now),
        version: version + 1,
        ..before.row.clone()
    };
    assessment::update(conn, &row).await?;
    let after = AssessmentRecord {
        row,
        placed: before.placed.clone(),
    };
    todo::close(conn, &key(&after.row), act.now).await?;
    let failed = after.placed.iter().filter(|one| one.grade == Grade::Fail);
    if after.row.town.is_none() {
        for one in failed {
            sanction::cut_right(conn, rules, &of_year, act, &after.row, one).await?;
        }
    }
    act.audit(
        conn,
        "reward_assessment.confirm",
        "reward_assessment",
        id,
        Some(&before),
        Some(&after),
    )
    .await?;
    Ok(after)
}

/// Sends an assessment back to whoever drafted it.
pub async fn return_assessment(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    comment: String,
) -> Result<AssessmentRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_proposed(&before.row, "退回")?;
    require_other(&before.row, &rules_of_year(rules, before.row.year, act.today)?, act)?;
    let row = AssessmentRow {
        state: "returned".to_owned(),
        decided_by: Some(act.actor.clone()),
        decided_at: Some(act.now),
        comment: Some(comment),
        version: version + 1,
        ..before.row.clone()
    };
    assessment::update(conn, &row).await?;
    let after = AssessmentRecord {
        row,
        placed: before.placed.clone(),
    };
    todo::close(conn, &key(&after.row), act.now).await?;
    act.audit(
        conn,
        "reward_assessment.return",
        "reward_assessment",
        id,
        Some(&before),
        Some(&after),
    )
    .await?;
    Ok(after)
}

/// What is assessed: the districts, or the villages of a town.
pub fn subject_of(town: Option<&str>) -> Subject {
    if town.is_some() { Subject::Village } else { Subject::District }
}

/// Everybody is assessed, once; then they are ranked.
async fn check_and_place(conn: &mut Pg, rules: &RewardRules, town: Option<&str>, scored: Vec<Scored>) -> Result<Vec<Placed>, UseCaseError> {
    let wanted: BTreeSet<String> = match town {
        None => District::ALL.iter().map(|district| district.code().to_owned()).collect(),
        Some(town) => village::of_town(conn, town).await?.into_iter().map(|row| row.code).collect(),
    };
    let given: BTreeSet<String> = scored.iter().map(|one| one.code.clone()).collect();
    if wanted.is_empty() {
        return Err(UseCaseError::NotFound("这个镇的村"));
    }
    if given != wanted || given.len() != scored.len() {
        let lacking: Vec<_> = wanted.difference(&given).cloned().collect();
        let unknown: Vec<_> = given.difference(&wanted).cloned().collect();
        let detail = format!(
            "考核应当包括每一个考核对象，各一次：缺少[{}]，不认识[{}]",
            lacking.join("、"),
            unknown.join("、")
        );
        return Err(Refusal::new("assessment_incomplete", detail).at("/items").into());
    }
    Ok(place(rules, subject_of(town), scored)?)
}

fn require_open(row: &AssessmentRow, action: &str) -> Result<(), UseCaseError> {
    if row.state != "confirmed" {
        return Ok(());
    }
    Err(Conflict::new("assessment_confirmed", format!("考核结果已经确认，不能{action}")).into())
}

fn require_proposed(row: &AssessmentRow, action: &str) -> Result<(), UseCaseError> {
    require_open(row, action)?;
    if row.state == "proposed" {
        return Ok(());
    }
    let detail = format!("考核已退回起草人，不能{action}：须由起草人修改后重新提交");
    Err(Conflict::new("assessment_returned", detail).missing("修改后重新提交").into())
}

fn require_other(row: &AssessmentRow, rules: &RewardRules, act: &Act) -> Result<(), UseCaseError> {
    if row.drafted_by != act.actor {
        return Ok(());
    }
    Err(UseCaseError::NotThisPerson {
        code: "approver_is_drafter",
        detail: "起草考核的人不能自己确认或退回：请由另一位负责人办理".to_owned(),
        citation: rules.shares(subject_of(row.town.as_deref())).2.clone(),
    })
}

fn key(row: &AssessmentRow) -> String {
    format!("reward_assessment:{}", row.id)
}

async fn remind(conn: &mut Pg, act: &Act, row: &AssessmentRow) -> Result<(), UseCaseError> {
    let whose = row.town.as_deref().and_then(Town::from_code).map_or("灌区", Coded::label);
    let todo = Todo {
        key: key(row),
        kind: "reward.confirm",
        title: format!("确认{}年{whose}农业水价综合改革考核", row.year),
        link: format!("/work/water/reward-assessments?open={}", row.id),
        audience: WATER_HEAD.into(),
        unit: row.town.clone(),
        due_on: None,
    };
    Ok(todo::open(conn, &todo, act.now).await?)
}
