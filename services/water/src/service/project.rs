//! Construction projects (新政办发〔2023〕24号 附件5): registered, their documents filed, evidence recorded, accepted by another
//! person than asked for it, put in use.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use platform::{case::Command, database::Pg};
use rules::{Exact, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
    project_case,
};
use crate::{
    domain::{
        code::Coded,
        project::{
            DocumentKind, Feature, FindingKind, Gates, Greening, ItemCode, Judged, Nature, ProjectCommand, ProjectError, ProjectRules,
            SQUARE_METRE_DECIMALS, Stage, Standing, first_stage,
        },
        quantity::VOLUME_DECIMALS,
        town::Town,
    },
    store::{
        corrupt, decode,
        project::{self, DocumentRow, EvidenceRow, FindingRow, ProjectRow},
    },
};

/// Letters of the numbers of acceptances (节水验收).
const ACCEPTANCE: &str = "JSYS";

/// What is recorded of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFields {
    /// Name.
    pub name: String,
    /// Who builds it.
    pub builder: String,
    /// Unified social credit code.
    pub builder_credit_code: String,
    /// Town.
    pub town: Town,
    /// Where.
    pub place: String,
    /// What is done.
    pub nature: Nature,
    /// Daily auxiliary use, m³.
    pub auxiliary_use: Exact,
    /// Construction land area, m².
    pub land_area: Exact,
    /// Construction area, m².
    pub construction_area: Exact,
    /// What it has.
    pub features: BTreeSet<Feature>,
    /// Greening.
    pub greening: Greening,
}

/// The approving department's order to an existing project (第九条).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetrofitOrder {
    /// Last day.
    pub by: NaiveDate,
    /// Who gave it.
    pub approver: String,
    /// Document.
    pub document: String,
}

/// A project to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProject {
    /// The code that all departments know it by.
    pub project_code: String,
    /// How far it is.
    pub standing: Standing,
    /// The order, for an existing one.
    pub retrofit: Option<RetrofitOrder>,
    /// The rest.
    pub fields: ProjectFields,
    /// Whether it belongs to the demonstration county.
    pub demonstration: bool,
}

/// A document to be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDocument {
    /// Which.
    pub kind: DocumentKind,
    /// Who reviewed it; of drawings, housing (第七条).
    pub reviewer: String,
    /// Number of the review.
    pub review_number: String,
    /// Its day.
    pub reviewed_on: NaiveDate,
    /// Codes of its parts.
    pub contents: Vec<String>,
}

/// Evidence to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvidence {
    /// For which requirement.
    pub item: ItemCode,
    /// Document.
    pub document: String,
    /// Its day.
    pub dated_on: NaiveDate,
    /// What it shows.
    pub description: String,
}

/// A finding to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFinding {
    /// What.
    pub kind: FindingKind,
    /// When.
    pub found_on: NaiveDate,
    /// In words.
    pub detail: String,
    /// By when it is to be put right.
    pub correct_by: NaiveDate,
}

/// A project with all that hangs on it.
#[derive(Debug, Clone)]
pub struct ProjectRecord {
    /// The project.
    pub row: ProjectRow,
    /// Documents.
    pub documents: Vec<DocumentRow>,
    /// Evidence.
    pub evidence: Vec<EvidenceRow>,
    /// Findings.
    pub findings: Vec<FindingRow>,
}

impl ProjectRecord {
    /// The requirements, each with whether it applies.
    pub fn judged(&self, rules: &ProjectRules) -> Result<Vec<Judged>, UseCaseError> {
        Ok(rules.judge(&self.row.facts()?))
    }

    /// The gates as they stand.
    pub fn gates(&self, rules: &ProjectRules) -> Result<Gates, UseCaseError> {
        let filed = self
            .documents
            .iter()
            .map(|row| decode(&row.kind))
            .collect::<Result<Vec<DocumentKind>, _>>()?;
        let shown = self
            .evidence
            .iter()
            .map(|row| decode(&row.item))
            .collect::<Result<Vec<ItemCode>, _>>()?;
        let mut missing_evidence = rules.missing_evidence(&self.row.facts()?, &shown);
        for open in self.findings.iter().filter(|row| row.corrected_on.is_none()) {
            let kind: FindingKind = decode(&open.kind)?;
            missing_evidence.push(format!(
                "{} {}的整改（{}）",
                open.found_on,
                kind.label(),
                rules.retrofit.source.citation.article
            ));
        }
        Ok(Gates {
            stage: decode(&self.row.stage)?,
            standing: decode(&self.row.standing)?,
            requested_by: self.row.requested_by.clone(),
            missing_documents: rules.missing_documents(&filed),
            missing_evidence,
        })
    }
}

fn not_found() -> UseCaseError {
    UseCaseError::NotFound("这个建设项目")
}

/// A project with all that hangs on it, if in scope.
pub async fn find_project(conn: &mut Pg, id: Uuid) -> Result<ProjectRecord, UseCaseError> {
    let row = project::find(conn, id).await?.ok_or_else(not_found)?;
    whole(conn, row).await
}

/// What hangs on these projects, in their order.
pub async fn with_parts(conn: &mut Pg, rows: Vec<ProjectRow>) -> Result<Vec<ProjectRecord>, UseCaseError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let documents = project::documents_of(conn, &ids).await?;
    let evidence = project::evidence_of(conn, &ids).await?;
    let findings = project::findings_of(conn, &ids).await?;
    let record = |row: ProjectRow| ProjectRecord {
        documents: documents.iter().filter(|one| one.project_id == row.id).cloned().collect(),
        evidence: evidence.iter().filter(|one| one.project_id == row.id).cloned().collect(),
        findings: findings.iter().filter(|one| one.project_id == row.id).cloned().collect(),
        row,
    };
    Ok(rows.into_iter().map(record).collect())
}

async fn whole(conn: &mut Pg, row: ProjectRow) -> Result<ProjectRecord, UseCaseError> {
    with_parts(conn, vec![row]).await?.pop().ok_or_else(not_found)
}

pub(super) async fn lock_any(conn: &mut Pg, id: Uuid) -> Result<ProjectRecord, UseCaseError> {
    let row = project::lock(conn, id).await?.ok_or_else(not_found)?;
    whole(conn, row).await
}

async fn lock(conn: &mut Pg, id: Uuid, version: i32) -> Result<ProjectRecord, UseCaseError> {
    let row = project::lock(conn, id).await?.ok_or_else(not_found)?;
    if row.version != version {
        return Err(UseCaseError::Stale(row.version));
    }
    whole(conn, row).await
}

pub(super) fn scaled(value: &Exact, decimals: u32) -> Result<i64, UseCaseError> {
    Ok(value.to_scaled(decimals).ok_or_else(|| corrupt("a figure has too many digits"))?)
}

pub(super) fn not_after_today(act: &Act, pointer: &'static str, what: &str, day: NaiveDate) -> Result<(), Refusal> {
    if day <= act.today {
        return Ok(());
    }
    let detail = format!("{what}的日期 {day} 在今天（{}）之后：请核对日期", act.today);
    Err(Refusal::new("date_in_future", detail).at(pointer))
}

/// Registers a project. One that is under way starts under construction, an existing one with its retrofit (第九条).
pub async fn register_project(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewProject) -> Result<ProjectRecord, UseCaseError> {
    let project_rules = ProjectRules::at(rules, act.today)?;
    if (new.standing == Standing::Existing) != new.retrofit.is_some() {
        let detail = "已建项目必须写明批准部门、文件和补建期限，其他项目不填";
        let refusal = Refusal::new("retrofit_order_mismatch", detail).citing(project_rules.retrofit.source.citation.clone());
        return Err(refusal.at("/retrofit").into());
    }
    let (by, approver, document) = match new.retrofit {
        Some(order) => (Some(order.by), Some(order.approver), Some(order.document)),
        None => (None, None, None),
    };
    let mut row = ProjectRow {
        id: Uuid::now_v7(),
        project_code: new.project_code,
        name: String::new(),
        builder: String::new(),
        builder_credit_code: String::new(),
        town: String::new(),
        place: String::new(),
        nature: String::new(),
        standing: new.standing.code().to_owned(),
        auxiliary_use_milli: 0,
        land_area_e2: 0,
        construction_area_e2: 0,
        features: Vec::new(),
        greening: String::new(),
        retrofit_by: by,
        retrofit_approver: approver,
        retrofit_document: document,
        stage: first_stage(new.standing).code().to_owned(),
        requested_by: None,
        requested_at: None,
        acceptance_number: None,
        accepted_by: None,
        accepted_on: None,
        refused_reason: None,
        in_use_on: None,
        demonstration: new.demonstration,
        created_by: act.actor.clone(),
        created_at: act.now,
        version: 1,
    };
    fill(&mut row, new.fields)?;
    project::insert(conn, &row).await?;
    act.audit(conn, "project.register", "project", row.id, None::<&ProjectRow>, Some(&row))
        .await?;
    whole(conn, row).await
}

fn fill(row: &mut ProjectRow, fields: ProjectFields) -> Result<(), UseCaseError> {
    row.auxiliary_use_milli = scaled(&fields.auxiliary_use, VOLUME_DECIMALS)?;
    row.land_area_e2 = scaled(&fields.land_area, SQUARE_METRE_DECIMALS)?;
    row.construction_area_e2 = scaled(&fields.construction_area, SQUARE_METRE_DECIMALS)?;
    row.name = fields.name;
    row.builder = fields.builder;
    row.builder_credit_code = fields.builder_credit_code;
    fields.town.code().clone_into(&mut row.town);
    row.place = fields.place;
    fields.nature.code().clone_into(&mut row.nature);
    row.features = fields.features.iter().map(|feature| feature.code().to_owned()).collect();
    fields.greening.code().clone_into(&mut row.greening);
    Ok(())
}

/// Refuses to touch what waits for a decision or has been accepted.
fn require_open(record: &ProjectRecord) -> Result<(), UseCaseError> {
    let stage: Stage = decode(&record.row.stage)?;
    if matches!(stage, Stage::Design | Stage::Construction | Stage::Retrofit) {
        return Ok(());
    }
    let detail = format!("项目现处于「{}」，不能再改登记内容和材料：待验收的请先撤回验收申请", stage.label());
    Err(Conflict::new("project_wrong_stage", detail).into())
}

/// Changes what is recorded of a project, before it waits for acceptance.
pub async fn change_project(
    conn: &mut Pg,
    act: &Act,
    id: Uuid,
    version: i32,
    fields: ProjectFields,
) -> Result<ProjectRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_open(&before)?;
    let mut row = before.row.clone();
    fill(&mut row, fields)?;
    if row.town != before.row.town {
        project_case::move_cases(conn, act, project_case::ACCEPTANCE.entity, &row.id.to_string(), &row.town).await?;
    }
    store(conn, act, "project.change", before, row).await
}

async fn store(conn: &mut Pg, act: &Act, action: &str, before: ProjectRecord, mut row: ProjectRow) -> Result<ProjectRecord, UseCaseError> {
    row.version = before.row.version + 1;
    project::update(conn, &row).await?;
    act.audit(conn, action, "project", row.id, Some(&before.row), Some(&row)).await?;
    whole(conn, row).await
}

/// Files a document after its review (第五条). A later one of the kind takes the place of an earlier one.
pub async fn file_document(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    new: NewDocument,
) -> Result<ProjectRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_open(&before)?;
    ProjectRules::at(rules, act.today)?.check_contents(new.kind, &new.contents)?;
    not_after_today(act, "/reviewed_on", "审查", new.reviewed_on)?;
    let document = DocumentRow {
        id: Uuid::now_v7(),
        project_id: id,
        kind: new.kind.code().to_owned(),
        reviewer: new.reviewer,
        review_number: new.review_number,
        reviewed_on: new.reviewed_on,
        contents: new.contents,
        filed_by: act.actor.clone(),
        filed_at: act.now,
    };
    project::insert_document(conn, &document).await?;
    touch(conn, act, "project.file", before, &document).await
}

/// Records what shows that a requirement is met.
pub async fn record_evidence(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    new: NewEvidence,
) -> Result<ProjectRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_open(&before)?;
    not_after_today(act, "/dated_on", "证明", new.dated_on)?;
    let judged = before.judged(&ProjectRules::at(rules, act.today)?)?;
    if let Some(item) = judged.into_iter().find(|item| item.code == new.item && !item.applies) {
        let detail = format!(
            "「{}」不适用于这个项目（{}），不需要证明：项目情况有误的请先更改登记",
            item.label, item.because
        );
        return Err(Refusal::new("item_not_applicable", detail).citing(item.citation).at("/item").into());
    }
    let evidence = EvidenceRow {
        id: Uuid::now_v7(),
        project_id: id,
        item: new.item.code().to_owned(),
        document: new.document,
        dated_on: new.dated_on,
        description: new.description,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    project::insert_evidence(conn, &evidence).await?;
    touch(conn, act, "project.evidence", before, &evidence).await
}

/// Something was added to a project: it is another version of it.
async fn touch<T: serde::Serialize>(
    conn: &mut Pg,
    act: &Act,
    action: &str,
    before: ProjectRecord,
    added: &T,
) -> Result<ProjectRecord, UseCaseError> {
    let mut row = before.row;
    row.version += 1;
    project::update(conn, &row).await?;
    act.audit(conn, action, "project", row.id, None::<&T>, Some(added)).await?;
    whole(conn, row).await
}

/// Records facilities that were found stopped or removed, or a project in use without acceptance (第九、十条).
pub async fn record_finding(conn: &mut Pg, act: &Act, id: Uuid, version: i32, new: NewFinding) -> Result<ProjectRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    not_after_today(act, "/found_on", "发现", new.found_on)?;
    if new.correct_by < new.found_on {
        let detail = format!("整改期限 {} 早于发现日期 {}：请核对", new.correct_by, new.found_on);
        return Err(Refusal::new("deadline_before_finding", detail).at("/correct_by").into());
    }
    let stage: Stage = decode(&before.row.stage)?;
    let is_accepted = matches!(stage, Stage::Accepted | Stage::InUse);
    if is_accepted == (new.kind == FindingKind::UsedUnaccepted) {
        let detail = format!("项目现处于「{}」，不能登记「{}」：请核对情形", stage.label(), new.kind.label());
        return Err(Conflict::new("finding_not_of_stage", detail).into());
    }
    let finding = FindingRow {
        id: Uuid::now_v7(),
        project_id: id,
        kind: new.kind.code().to_owned(),
        found_on: new.found_on,
        detail: new.detail,
        correct_by: new.correct_by,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        corrected_on: None,
        correction: None,
        corrected_by: None,
        version: 1,
    };
    project::insert_finding(conn, &finding).await?;
    touch(conn, act, "project.finding", before, &finding).await
}

/// Records how a finding was put right.
pub async fn correct_finding(
    conn: &mut Pg,
    act: &Act,
    id: Uuid,
    version: i32,
    corrected_on: NaiveDate,
    correction: String,
) -> Result<ProjectRecord, UseCaseError> {
    let before = project::lock_finding(conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这条检查记录"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    if before.corrected_on.is_some() {
        return Err(Conflict::new("finding_corrected", "这条检查记录已经整改销号").into());
    }
    not_after_today(act, "/corrected_on", "整改", corrected_on)?;
    if corrected_on < before.found_on {
        let detail = format!("整改日期 {corrected_on} 早于发现日期 {}：请核对", before.found_on);
        return Err(Refusal::new("corrected_before_finding", detail).at("/corrected_on").into());
    }
    let after = FindingRow {
        corrected_on: Some(corrected_on),
        correction: Some(correction),
        corrected_by: Some(act.actor.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    project::update_finding(conn, &after).await?;
    act.audit(conn, "project.correct", "project_finding", id, Some(&before), Some(&after))
        .await?;
    find_project(conn, after.project_id).await
}

/// Begins to build, asks for acceptance, takes that back, accepts, does not accept, puts in use; the case of the acceptance
/// follows.
pub async fn move_project(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    command: ProjectCommand,
) -> Result<ProjectRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    move_locked(conn, rules, act, before, command, None).await
}

/// The same with a project that is locked; `remark`: what is said with it, where the command has no place for it.
pub(super) async fn move_locked(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    before: ProjectRecord,
    command: ProjectCommand,
    remark: Option<String>,
) -> Result<ProjectRecord, UseCaseError> {
    let project_rules = ProjectRules::at(rules, act.today)?;
    let stage = before.gates(&project_rules)?.apply(&project_rules, &command)?;
    let mut row = before.row.clone();
    stage.code().clone_into(&mut row.stage);
    let (action, followed) = match command {
        ProjectCommand::Start => ("project.start", None),
        ProjectCommand::Request => {
            row.requested_by = Some(act.actor.clone());
            row.requested_at = Some(act.now);
            ("project.request_acceptance", Some(Command::Submit))
        }
        ProjectCommand::Withdraw => {
            (row.requested_by, row.requested_at) = (None, None);
            ("project.withdraw_request", Some(Command::Withdraw { reason: remark }))
        }
        ProjectCommand::Accept { by } => {
            row.accepted_by = Some(by);
            row.accepted_on = Some(act.today);
            row.refused_reason = None;
            row.acceptance_number = Some(project::take_number(conn, ACCEPTANCE, act.today.year()).await?);
            ("project.accept", Some(Command::Approve { comment: remark }))
        }
        ProjectCommand::Refuse { reason, .. } => {
            (row.requested_by, row.requested_at) = (None, None);
            row.refused_reason = Some(reason.trim().to_owned());
            ("project.refuse", Some(Command::Return { reason }))
        }
        ProjectCommand::Use => {
            row.in_use_on = Some(act.today);
            ("project.use", None)
        }
    };
    if let Some(followed) = followed {
        let title = format!("{} 节水设施验收", row.name);
        project_case::follow(
            conn,
            &project_rules,
            act,
            &project_case::ACCEPTANCE,
            row.id,
            (title, &row.town),
            followed,
        )
        .await?;
    }
    store(conn, act, action, before, row).await
}

impl From<ProjectError> for UseCaseError {
    fn from(error: ProjectError) -> Self {
        let detail = error.to_string();
        match error {
            ProjectError::WrongStage { needed, .. } => Conflict::new("project_wrong_stage", detail).missing(needed).into(),
            ProjectError::Missing { missing, .. } => {
                let conflict = Conflict::new("project_incomplete", detail);
                missing.into_iter().fold(conflict, Conflict::missing).into()
            }
            ProjectError::SamePerson { citation } => Self::NotThisPerson {
                code: "acceptor_is_requester",
                detail,
                citation,
            },
            ProjectError::ReasonMissing => Refusal::new("reason_missing", detail).at("/reason").into(),
        }
    }
}
