//! Water-saving evaluations (新政办发〔2023〕24号 附件6): registered, written, handed to the approval department, reviewed by it.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use diesel::QueryResult;
use platform::{
    database::Pg,
    todo::{self, Audience, Todo},
};
use rules::{Exact, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act, county_day,
    error::{Conflict, UseCaseError},
    project::{not_after_today, scaled},
};
use crate::{
    api::role::APPROVAL_REVIEWER,
    domain::{
        code::Coded,
        evaluation::{
            EvaluationCommand, EvaluationKind, EvaluationRules, EvaluationState, Held, Indicator, IndicatorCode, Judgement, Product,
            Report, ReportKind, Review,
        },
        quantity::{PRICE_DECIMALS, VOLUME_DECIMALS},
        quota::{Quota, QuotaLevel},
        town::Town,
    },
    store::{
        corrupt, decode,
        evaluation::{self, CommitmentRow, ContentRow, EvaluationRow, IndicatorRow, ProductRow, ReportRows},
        project::take_number,
        quota::{self, QuotaRow},
        water_user::{self, WaterUserRow},
    },
};

/// Letters of the numbers in the register (节水评价).
const NUMBER: &str = "JSPJ";

/// What is recorded of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationFields {
    /// Name of the plan or project.
    pub name: String,
    /// Who asks.
    pub applicant: String,
    /// What is reviewed.
    pub report_kind: ReportKind,
    /// Its title.
    pub report_name: String,
    /// Town.
    pub town: Town,
    /// Where the water comes from.
    pub source: String,
    /// What it asks for in a year, m³.
    pub annual_volume: Exact,
}

/// An evaluation to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvaluation {
    /// What is evaluated.
    pub kind: EvaluationKind,
    /// The code that all departments know a project by.
    pub project_code: Option<String>,
    /// The rest.
    pub fields: EvaluationFields,
    /// Whether it belongs to the demonstration county.
    pub demonstration: bool,
}

/// What an evaluation says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewReport {
    /// Codes of contents, each with what it says.
    pub contents: Vec<(String, String)>,
    /// Products: name, unit, m³ per unit.
    pub products: Vec<(String, String, Exact)>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
}

/// The opinion of the approval department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Number.
    pub number: String,
    /// Day.
    pub on: NaiveDate,
    /// What it says.
    pub text: String,
    /// Whether it passes.
    pub passes: bool,
}

/// An evaluation with all that hangs on it.
#[derive(Debug, Clone)]
pub struct EvaluationRecord {
    /// The evaluation.
    pub row: EvaluationRow,
    /// What it says.
    pub report: ReportRows,
    /// Commitments.
    pub commitments: Vec<CommitmentRow>,
    /// Quotas of its products, of every level and day.
    pub quotas: Vec<QuotaRow>,
    /// The water user, where there is one that the reader may see.
    pub user: Option<WaterUserRow>,
}

fn not_found() -> UseCaseError {
    UseCaseError::NotFound("这项节水评价")
}

impl EvaluationRecord {
    /// What is evaluated.
    pub fn kind(&self) -> QueryResult<EvaluationKind> {
        decode(&self.row.kind)
    }

    /// Where it stands.
    pub fn state(&self) -> QueryResult<EvaluationState> {
        decode(&self.row.state)
    }

    /// On which day's rules it is judged: until the verdict today's, from then on those of its day.
    pub fn judged_on(&self, today: NaiveDate) -> NaiveDate {
        self.row.decided_at.map_or(today, county_day)
    }

    /// What a verdict rests on, by the rules of a day.
    pub fn judgement(&self, rules: &EvaluationRules, on: NaiveDate) -> QueryResult<Judgement> {
        let indicator = |row: &IndicatorRow| -> QueryResult<Indicator> {
            Ok(Indicator {
                code: decode::<IndicatorCode>(&row.code)?,
                value: Exact::scaled(row.value_e4, PRICE_DECIMALS),
                standard_value: Exact::scaled(row.standard_value_e4, PRICE_DECIMALS),
                standard: row.standard.clone(),
            })
        };
        let held = self.quotas_of_products(rules, on)?;
        let product = |(row, held): (&ProductRow, Held)| Product {
            name: row.name.clone(),
            unit: row.unit.clone(),
            value: Exact::scaled(row.value_e4, PRICE_DECIMALS),
            held,
        };
        let report = Report {
            contents: self.report.contents.iter().map(|row| row.code.clone()).collect(),
            products: self.report.products.iter().zip(held).map(product).collect(),
            indicators: self.report.indicators.iter().map(indicator).collect::<QueryResult<_>>()?,
        };
        Ok(rules.judge(self.kind()?, &report))
    }

    /// What each product is held against: after the verdict what was noted with it, before it the library of the day.
    fn quotas_of_products(&self, rules: &EvaluationRules, on: NaiveDate) -> QueryResult<Vec<Held>> {
        let is_decided = self.row.decided_at.is_some();
        let library = library(&self.quotas)?;
        let held = |row: &ProductRow| {
            if is_decided {
                let noted = self.quotas.iter().find(|quota| Some(quota.id) == row.quota_id);
                return noted.map_or(Held::Nothing, |quota| Held::By(quota.to_domain()));
            }
            let levels = library.iter().map(|(level, quota)| (*level, quota));
            match rules.quota_of(&row.name, &row.unit, on, levels) {
                Ok(found) => found.map_or(Held::Nothing, |quota| Held::By(quota.clone())),
                Err(refusal) => Held::OtherUnit(refusal.detail),
            }
        };
        Ok(self.report.products.iter().map(held).collect())
    }

    /// Products with the id of the quota that they are held against today.
    fn noted_quotas(&self, rules: &EvaluationRules, on: NaiveDate) -> QueryResult<Vec<(String, Uuid)>> {
        let held = self.quotas_of_products(rules, on)?;
        let pairs = self.report.products.iter().zip(held);
        let noted = pairs.filter_map(|(row, held)| {
            let Held::By(quota) = held else { return None };
            let counts = |one: &&QuotaRow| one.level != QuotaLevel::County.code() && one.to_domain() == quota;
            Some((row.name.clone(), self.quotas.iter().find(counts)?.id))
        });
        Ok(noted.collect())
    }

    fn review<'a>(&'a self, missing: &'a [String]) -> QueryResult<Review<'a>> {
        Ok(Review {
            state: self.state()?,
            drafted_by: &self.row.drafted_by,
            submitted_by: self.row.submitted_by.as_deref(),
            missing,
        })
    }
}

fn library(rows: &[QuotaRow]) -> QueryResult<Vec<(QuotaLevel, Quota)>> {
    rows.iter().map(|row| Ok((decode(&row.level)?, row.to_domain()))).collect()
}

/// An evaluation with all that hangs on it, if in scope.
pub async fn find_evaluation(conn: &mut Pg, id: Uuid) -> Result<EvaluationRecord, UseCaseError> {
    let row = evaluation::find(conn, id).await?.ok_or_else(not_found)?;
    whole(conn, row).await
}

/// What hangs on these evaluations, in their order.
pub async fn with_parts(conn: &mut Pg, rows: Vec<EvaluationRow>) -> Result<Vec<EvaluationRecord>, UseCaseError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let contents = evaluation::contents_of(conn, &ids).await?;
    let products = evaluation::products_of(conn, &ids).await?;
    let indicators = evaluation::indicators_of(conn, &ids).await?;
    let commitments = evaluation::commitments_of(conn, &ids).await?;
    let names: BTreeSet<&str> = products.iter().map(|row| row.name.as_str()).collect();
    let quotas = quota::of_products(conn, &names.into_iter().collect::<Vec<_>>()).await?;
    let user_ids: Vec<Uuid> = rows.iter().filter_map(|row| row.user_id).collect();
    let users = water_user::of_ids(conn, &user_ids).await?;
    let record = |row: EvaluationRow| {
        let products: Vec<ProductRow> = products.iter().filter(|one| one.evaluation_id == row.id).cloned().collect();
        EvaluationRecord {
            quotas: quotas
                .iter()
                .filter(|quota| products.iter().any(|product| product.name == quota.product))
                .cloned()
                .collect(),
            report: ReportRows {
                contents: contents.iter().filter(|one| one.evaluation_id == row.id).cloned().collect(),
                indicators: indicators.iter().filter(|one| one.evaluation_id == row.id).cloned().collect(),
                products,
            },
            commitments: commitments.iter().filter(|one| one.evaluation_id == row.id).cloned().collect(),
            user: users.iter().find(|user| Some(user.id) == row.user_id).cloned(),
            row,
        }
    };
    Ok(rows.into_iter().map(record).collect())
}

async fn whole(conn: &mut Pg, row: EvaluationRow) -> Result<EvaluationRecord, UseCaseError> {
    with_parts(conn, vec![row]).await?.pop().ok_or_else(not_found)
}

pub(super) async fn lock(conn: &mut Pg, id: Uuid, version: i32) -> Result<EvaluationRecord, UseCaseError> {
    let row = evaluation::lock(conn, id).await?.ok_or_else(not_found)?;
    if row.version != version {
        return Err(UseCaseError::Stale(row.version));
    }
    whole(conn, row).await
}

/// Registers an evaluation (第二、七条). Projects have a project code, plans have none.
pub async fn register_evaluation(conn: &mut Pg, act: &Act, new: NewEvaluation) -> Result<EvaluationRecord, UseCaseError> {
    if new.kind.is_project() != new.project_code.is_some() {
        let detail = format!("{}：建设项目必须填投资项目统一代码，规划不填", new.kind.label());
        return Err(Refusal::new("project_code_mismatch", detail).at("/project_code").into());
    }
    let mut row = EvaluationRow {
        id: Uuid::now_v7(),
        number: take_number(conn, NUMBER, act.today.year()).await?,
        kind: new.kind.code().to_owned(),
        project_code: new.project_code,
        name: String::new(),
        applicant: String::new(),
        report_kind: String::new(),
        report_name: String::new(),
        town: String::new(),
        source: String::new(),
        annual_milli: 0,
        user_id: None,
        state: EvaluationState::Draft.code().to_owned(),
        drafted_by: act.actor.clone(),
        submitted_by: None,
        submitted_at: None,
        returned_reason: None,
        opinion_number: None,
        opinion_on: None,
        opinion: None,
        decided_by: None,
        decided_at: None,
        demonstration: new.demonstration,
        created_by: act.actor.clone(),
        created_at: act.now,
        version: 1,
    };
    fill(&mut row, new.fields)?;
    evaluation::insert(conn, &row).await?;
    act.audit(
        conn,
        "evaluation.register",
        "evaluation",
        row.id,
        None::<&EvaluationRow>,
        Some(&row),
    )
    .await?;
    whole(conn, row).await
}

fn fill(row: &mut EvaluationRow, fields: EvaluationFields) -> Result<(), UseCaseError> {
    row.annual_milli = scaled(&fields.annual_volume, VOLUME_DECIMALS)?;
    row.name = fields.name;
    row.applicant = fields.applicant;
    fields.report_kind.code().clone_into(&mut row.report_kind);
    row.report_name = fields.report_name;
    fields.town.code().clone_into(&mut row.town);
    row.source = fields.source;
    Ok(())
}

/// Changes what is recorded of a draft. Below what has been promised it would say two things at once.
pub async fn change_evaluation(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    fields: EvaluationFields,
) -> Result<EvaluationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    before.review(&[])?.require_draft()?;
    let evaluation_rules = EvaluationRules::at(rules, act.today)?;
    for commitment in before.commitments.iter().filter(|one| one.ended_by.is_none()) {
        let promised = Exact::scaled(commitment.promised_milli, VOLUME_DECIMALS);
        evaluation_rules.check_promise(before.kind()?, &fields.annual_volume, &promised)?;
    }
    let mut row = before.row.clone();
    fill(&mut row, fields)?;
    row.drafted_by.clone_from(&act.actor);
    store(conn, act, "evaluation.change", before, row).await
}

async fn store(
    conn: &mut Pg,
    act: &Act,
    action: &str,
    before: EvaluationRecord,
    mut row: EvaluationRow,
) -> Result<EvaluationRecord, UseCaseError> {
    row.version = before.row.version + 1;
    evaluation::update(conn, &row).await?;
    act.audit(conn, action, "evaluation", row.id, Some(&before.row), Some(&row)).await?;
    whole(conn, row).await
}

/// Writes what an evaluation says, in place of what it said (第三、五条).
pub async fn write_report(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    new: NewReport,
) -> Result<EvaluationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    before.review(&[])?.require_draft()?;
    let evaluation_rules = EvaluationRules::at(rules, act.today)?;
    let kind = before.kind()?;
    let names: Vec<&str> = new.products.iter().map(|(name, ..)| name.as_str()).collect();
    let known = library(&quota::of_products(conn, &names).await?)?;
    for (index, (code, _)) in new.contents.iter().enumerate() {
        let checked = evaluation_rules.check_content(kind, code);
        checked.map_err(|refusal| refusal.at(format!("/contents/{index}/code")))?;
    }
    for (index, (name, unit, _)) in new.products.iter().enumerate() {
        let levels = known.iter().map(|(level, quota)| (*level, quota));
        let found = evaluation_rules.quota_of(name, unit, act.today, levels);
        found.map_err(|refusal| refusal.at(format!("/products/{index}/unit")))?;
    }
    let report = rows_of(id, new)?;
    evaluation::replace_report(conn, id, &report).await?;
    let row = EvaluationRow {
        drafted_by: act.actor.clone(),
        version: before.row.version + 1,
        ..before.row
    };
    evaluation::update(conn, &row).await?;
    act.audit(conn, "evaluation.write", "evaluation", id, Some(&before.report), Some(&report))
        .await?;
    whole(conn, row).await
}

fn rows_of(id: Uuid, new: NewReport) -> Result<ReportRows, UseCaseError> {
    let content = |(code, summary)| ContentRow {
        evaluation_id: id,
        code,
        summary,
    };
    let product = |(name, unit, value): (String, String, Exact)| -> Result<ProductRow, UseCaseError> {
        Ok(ProductRow {
            evaluation_id: id,
            name,
            unit,
            value_e4: scaled(&value, PRICE_DECIMALS)?,
            quota_id: None,
        })
    };
    let indicator = |one: Indicator| -> Result<IndicatorRow, UseCaseError> {
        Ok(IndicatorRow {
            evaluation_id: id,
            code: one.code.code().to_owned(),
            value_e4: scaled(&one.value, PRICE_DECIMALS)?,
            standard_value_e4: scaled(&one.standard_value, PRICE_DECIMALS)?,
            standard: one.standard,
        })
    };
    Ok(ReportRows {
        contents: new.contents.into_iter().map(content).collect(),
        products: new.products.into_iter().map(product).collect::<Result<_, _>>()?,
        indicators: new.indicators.into_iter().map(indicator).collect::<Result<_, _>>()?,
    })
}

/// Says which water user a project has become. With a commitment it stays with that user: a ceiling does not wander.
pub async fn link_user(conn: &mut Pg, act: &Act, id: Uuid, version: i32, user: Uuid) -> Result<EvaluationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    if !before.kind()?.is_project() {
        let detail = "规划没有用水户：只有建设项目可以关联";
        return Err(Refusal::new("user_not_of_plan", detail).at("/user_id").into());
    }
    if before.row.user_id.is_some_and(|present| present != user) && !before.commitments.is_empty() {
        let detail = "这项评价已有备案承诺，不能改到别的用水户：承诺是原用水户年度计划的上限";
        return Err(Conflict::new("evaluation_keeps_user", detail).into());
    }
    let found = water_user::find(conn, user).await?.ok_or(UseCaseError::NotFound("这个用水户"))?;
    let row = EvaluationRow {
        user_id: Some(found.id),
        ..before.row.clone()
    };
    store(conn, act, "evaluation.link_user", before, row).await
}

/// Hands it in, takes it back, sends it back.
pub async fn move_evaluation(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    command: EvaluationCommand,
) -> Result<EvaluationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    let evaluation_rules = EvaluationRules::at(rules, act.today)?;
    let state = before.review(&[])?.apply(&evaluation_rules, &command)?;
    let mut row = before.row.clone();
    state.code().clone_into(&mut row.state);
    let action = match command {
        EvaluationCommand::Submit => {
            row.submitted_by = Some(act.actor.clone());
            row.submitted_at = Some(act.now);
            row.returned_reason = None;
            todo::open(conn, &review_todo(&row), act.now).await?;
            todo::close(conn, &key(row.id, "correct"), act.now).await?;
            "evaluation.submit"
        }
        EvaluationCommand::Withdraw => {
            (row.submitted_by, row.submitted_at) = (None, None);
            todo::close(conn, &key(row.id, "review"), act.now).await?;
            "evaluation.withdraw"
        }
        EvaluationCommand::Return { reason } => {
            (row.submitted_by, row.submitted_at) = (None, None);
            row.returned_reason = Some(reason.trim().to_owned());
            todo::close(conn, &key(row.id, "review"), act.now).await?;
            todo::open(conn, &correct_todo(&row), act.now).await?;
            "evaluation.return"
        }
        EvaluationCommand::Decide { .. } => return Err(corrupt("a verdict has an opinion").into()),
    };
    store(conn, act, action, before, row).await
}

/// The approval department's opinion (第五条). A pass is refused while something is missing, each named with its article.
pub async fn decide_evaluation(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    opinion: Opinion,
) -> Result<EvaluationRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    let evaluation_rules = EvaluationRules::at(rules, act.today)?;
    let judgement = before.judgement(&evaluation_rules, act.today)?;
    let command = EvaluationCommand::Decide {
        by: act.actor.clone(),
        passes: opinion.passes,
    };
    let state = before.review(&judgement.missing)?.apply(&evaluation_rules, &command)?;
    not_after_today(act, "/opinion_on", "审查意见", opinion.on)?;
    // Before the verdict, after which nothing of it changes.
    for (product, quota) in before.noted_quotas(&evaluation_rules, act.today)? {
        evaluation::note_quota(conn, id, &product, quota).await?;
    }
    let row = EvaluationRow {
        state: state.code().to_owned(),
        opinion_number: Some(opinion.number),
        opinion_on: Some(opinion.on),
        opinion: Some(opinion.text),
        decided_by: Some(act.actor.clone()),
        decided_at: Some(act.now),
        ..before.row.clone()
    };
    todo::close(conn, &key(id, "review"), act.now).await?;
    let action = if opinion.passes { "evaluation.pass" } else { "evaluation.fail" };
    store(conn, act, action, before, row).await
}

fn key(id: Uuid, step: &str) -> String {
    format!("evaluation:{id}:{step}")
}

/// It waits for the approval department.
fn review_todo(row: &EvaluationRow) -> Todo {
    Todo {
        key: key(row.id, "review"),
        kind: "evaluation.review",
        title: format!("审查 {} 的节水评价（{}）", row.name, row.number),
        link: format!("/work/water/evaluations?open={}", row.id),
        audience: APPROVAL_REVIEWER.into(),
        unit: Some(row.town.clone()),
        due_on: None,
    }
}

/// It waits for whoever wrote it.
fn correct_todo(row: &EvaluationRow) -> Todo {
    Todo {
        kind: "evaluation.correct",
        key: key(row.id, "correct"),
        title: format!("补正 {} 的节水评价（{}）", row.name, row.number),
        audience: Audience::Person(row.drafted_by.clone()),
        unit: None,
        ..review_todo(row)
    }
}
