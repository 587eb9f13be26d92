//! Construction projects (24号 附件5): requests and answers.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use platform::http::problem::CitationBody;
use rules::{Citation, Exact, Fields, InvalidInput, Refusal, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::input;
use crate::{
    domain::{
        code::{Coded, parse_code},
        credit_code,
        project::{
            DocumentKind, Feature, FindingKind, Gates, Greening, ItemCode, Nature, ProjectRules, SQUARE_METRE_DECIMALS, Stage, Standing,
            is_project_code,
        },
        quantity::{VOLUME_DECIMALS, Volume},
        town::Town,
    },
    service::{
        error::UseCaseError,
        project::{NewDocument, NewEvidence, NewFinding, NewProject, ProjectFields, ProjectRecord, RetrofitOrder},
    },
    store::{
        corrupt, decode,
        project::{DocumentRow, EvidenceRow, FindingRow},
    },
};

/// Reads a unified social credit code.
pub(super) fn read_credit_code(fields: &mut Fields, pointer: &str, text: &str) -> String {
    let code = fields.text(pointer, text, input::CODE_LENGTH);
    if !code.is_empty() && !credit_code::is_valid(&code) {
        fields.fault(
            pointer,
            "not_a_credit_code",
            format!("「{code}」不是统一社会信用代码：应为18位，末位校验码要对得上"),
        );
    }
    code
}

/// Reads the code that all departments know a project by.
pub(super) fn read_project_code(fields: &mut Fields, pointer: &str, text: &str) -> String {
    let code = text.trim().to_owned();
    if !is_project_code(&code) {
        let message = format!("「{code}」不是投资项目统一代码：应如 2408-140825-89-01-123456");
        fields.fault(pointer, "not_a_project_code", message);
    }
    code
}

/// What is recorded of a project, and what decides which requirements apply to it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectFieldsRequest {
    /// Name.
    name: String,
    /// Who builds it.
    builder: String,
    /// Unified social credit code of the builder.
    builder_credit_code: String,
    /// Town code.
    #[schema(value_type = Town)]
    town: String,
    /// Where.
    place: String,
    /// What is done.
    #[schema(value_type = Nature)]
    nature: String,
    /// Daily water use of auxiliary facilities (car washing and the like), m³.
    #[schema(example = "100")]
    auxiliary_use: String,
    /// Construction land area, m².
    #[schema(example = "20000.00")]
    land_area: String,
    /// Construction area, m².
    #[schema(example = "35000.00")]
    construction_area: String,
    /// What it has, as far as the requirements ask for it.
    #[schema(value_type = Vec<Feature>)]
    features: Vec<String>,
    /// Greening.
    #[schema(value_type = Greening)]
    greening: String,
}

impl ProjectFieldsRequest {
    /// `prefix`: where the object stands in the request.
    fn read(&self, fields: &mut Fields, prefix: &str) -> Option<ProjectFields> {
        let at = |name: &str| format!("{prefix}/{name}");
        let area = |fields: &mut Fields, name: &str, text: &str, sign| {
            let value = fields.decimal(&at(name), text, SQUARE_METRE_DECIMALS, sign);
            fits(fields, &at(name), &value, SQUARE_METRE_DECIMALS);
            value
        };
        let name = fields.text(&at("name"), &self.name, input::NAME_LENGTH);
        let builder = fields.text(&at("builder"), &self.builder, input::NAME_LENGTH);
        let builder_credit_code = read_credit_code(fields, &at("builder_credit_code"), &self.builder_credit_code);
        let town = parse_code::<Town>(fields, &at("town"), "镇", &self.town);
        let place = fields.text(&at("place"), &self.place, input::NAME_LENGTH);
        let nature = parse_code::<Nature>(fields, &at("nature"), "建设性质", &self.nature);
        let auxiliary_use = fields.decimal(&at("auxiliary_use"), &self.auxiliary_use, VOLUME_DECIMALS, Sign::NonNegative);
        fits(fields, &at("auxiliary_use"), &auxiliary_use, VOLUME_DECIMALS);
        let land_area = area(fields, "land_area", &self.land_area, Sign::Positive);
        let construction_area = area(fields, "construction_area", &self.construction_area, Sign::NonNegative);
        let mut features = BTreeSet::new();
        for (index, code) in self.features.iter().enumerate() {
            features.extend(parse_code::<Feature>(fields, &at(&format!("features/{index}")), "项目情况", code));
        }
        let greening = parse_code::<Greening>(fields, &at("greening"), "绿化类型", &self.greening);
        Some(ProjectFields {
            name,
            builder,
            builder_credit_code,
            town: town?,
            place,
            nature: nature?,
            auxiliary_use,
            land_area,
            construction_area,
            features,
            greening: greening?,
        })
    }

    /// For a change.
    pub(super) fn parse(&self) -> Result<ProjectFields, InvalidInput> {
        let mut fields = Fields::new();
        let read = self.read(&mut fields, "");
        input::finish(fields, read)
    }
}

pub(super) fn fits(fields: &mut Fields, pointer: &str, value: &Exact, decimals: u32) {
    if value.to_scaled(decimals).is_none() {
        fields.fault(pointer, "out_of_range", "数值超出可登记的范围");
    }
}

/// The order that an existing project makes good what it lacks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RetrofitRequest {
    /// Last day.
    by: String,
    /// The department that approved the project.
    approver: String,
    /// Its document.
    document: String,
}

/// A project to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateProjectRequest {
    /// The code that all departments know it by (投资项目统一代码).
    #[schema(example = "2408-140825-89-01-123456")]
    project_code: String,
    /// How far it is.
    #[schema(value_type = Standing)]
    standing: String,
    /// For an existing project.
    retrofit: Option<RetrofitRequest>,
    /// The rest.
    facts: ProjectFieldsRequest,
}

impl CreateProjectRequest {
    pub(super) fn parse(&self) -> Result<NewProject, InvalidInput> {
        let mut fields = Fields::new();
        let project_code = read_project_code(&mut fields, "/project_code", &self.project_code);
        let standing = parse_code::<Standing>(&mut fields, "/standing", "建设状态", &self.standing);
        let retrofit = self.retrofit.as_ref().map(|order| {
            let by = input::day(&mut fields, "/retrofit/by", &order.by);
            RetrofitOrder {
                by: by.unwrap_or_default(),
                approver: fields.text("/retrofit/approver", &order.approver, input::NAME_LENGTH),
                document: fields.text("/retrofit/document", &order.document, input::NAME_LENGTH),
            }
        });
        let facts = self.facts.read(&mut fields, "/facts");
        let (standing, facts) = input::finish(fields, standing.zip(facts))?;
        Ok(NewProject {
            project_code,
            standing,
            retrofit,
            fields: facts,
            demonstration: false,
        })
    }
}

/// A document that is filed after its review.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileDocumentRequest {
    /// Which.
    #[schema(value_type = DocumentKind)]
    kind: String,
    /// Who reviewed it; of drawings, the housing bureau.
    reviewer: String,
    /// Number of the review.
    review_number: String,
    /// Its day.
    reviewed_on: String,
    /// Codes of its parts; none for drawings.
    contents: Vec<String>,
}

impl FileDocumentRequest {
    pub(super) fn parse(&self) -> Result<NewDocument, InvalidInput> {
        let mut fields = Fields::new();
        let kind = parse_code::<DocumentKind>(&mut fields, "/kind", "备案材料", &self.kind);
        let reviewer = fields.text("/reviewer", &self.reviewer, input::NAME_LENGTH);
        let review_number = fields.text("/review_number", &self.review_number, input::NAME_LENGTH);
        let reviewed_on = input::day(&mut fields, "/reviewed_on", &self.reviewed_on);
        let (kind, reviewed_on) = input::finish(fields, kind.zip(reviewed_on))?;
        Ok(NewDocument {
            kind,
            reviewer,
            review_number,
            reviewed_on,
            contents: self.contents.clone(),
        })
    }
}

/// What shows that a requirement is met.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordEvidenceRequest {
    /// For which requirement.
    #[schema(value_type = ItemCode)]
    item: String,
    /// Number or name of the document.
    document: String,
    /// Its day.
    dated_on: String,
    /// What it shows.
    description: String,
}

impl RecordEvidenceRequest {
    pub(super) fn parse(&self) -> Result<NewEvidence, InvalidInput> {
        let mut fields = Fields::new();
        let item = parse_code::<ItemCode>(&mut fields, "/item", "技术要求", &self.item);
        let document = fields.text("/document", &self.document, input::NAME_LENGTH);
        let dated_on = input::day(&mut fields, "/dated_on", &self.dated_on);
        let description = fields.text("/description", &self.description, input::TEXT_LENGTH);
        let (item, dated_on) = input::finish(fields, item.zip(dated_on))?;
        Ok(NewEvidence {
            item,
            document,
            dated_on,
            description,
        })
    }
}

/// Facilities that were found stopped or removed, or in use without acceptance.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordFindingRequest {
    /// What.
    #[schema(value_type = FindingKind)]
    kind: String,
    /// When.
    found_on: String,
    /// In words.
    detail: String,
    /// By when it is to be put right.
    correct_by: String,
}

impl RecordFindingRequest {
    pub(super) fn parse(&self) -> Result<NewFinding, InvalidInput> {
        let mut fields = Fields::new();
        let kind = parse_code::<FindingKind>(&mut fields, "/kind", "情形", &self.kind);
        let found_on = input::day(&mut fields, "/found_on", &self.found_on);
        let detail = fields.text("/detail", &self.detail, input::TEXT_LENGTH);
        let correct_by = input::day(&mut fields, "/correct_by", &self.correct_by);
        let ((kind, found_on), correct_by) = input::finish(fields, kind.zip(found_on).zip(correct_by))?;
        Ok(NewFinding {
            kind,
            found_on,
            detail,
            correct_by,
        })
    }
}

/// How a finding was put right.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectFindingRequest {
    /// When.
    corrected_on: String,
    /// How.
    correction: String,
}

impl CorrectFindingRequest {
    pub(super) fn parse(&self) -> Result<(NaiveDate, String), InvalidInput> {
        let mut fields = Fields::new();
        let corrected_on = input::day(&mut fields, "/corrected_on", &self.corrected_on);
        let correction = fields.text("/correction", &self.correction, input::TEXT_LENGTH);
        Ok((input::finish(fields, corrected_on)?, correction))
    }
}

/// Why something is not accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonRequest {
    /// Why.
    pub(super) reason: String,
}

/// A requirement and what shows that it is met.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequirementView {
    /// Which.
    #[schema(value_type = ItemCode)]
    code: &'static str,
    /// In our words.
    label: String,
    /// Whether it applies.
    applies: bool,
    /// Why, or why not.
    because: String,
    /// The article.
    #[schema(value_type = CitationBody)]
    citation: Citation,
    /// What shows that it is met.
    evidence: Vec<EvidenceView>,
}

/// What shows that a requirement is met.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceView {
    /// Document.
    document: String,
    /// Its day.
    dated_on: NaiveDate,
    /// What it shows.
    description: String,
    /// Who recorded it.
    recorded_by: String,
}

impl From<&EvidenceRow> for EvidenceView {
    fn from(row: &EvidenceRow) -> Self {
        Self {
            document: row.document.clone(),
            dated_on: row.dated_on,
            description: row.description.clone(),
            recorded_by: row.recorded_by.clone(),
        }
    }
}

/// A document that was filed.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentView {
    /// Which.
    #[schema(value_type = DocumentKind)]
    kind: String,
    /// Who reviewed it.
    reviewer: String,
    /// Number of the review.
    review_number: String,
    /// Its day.
    reviewed_on: NaiveDate,
    /// Who filed it.
    filed_by: String,
    /// When.
    filed_at: DateTime<Utc>,
}

impl From<DocumentRow> for DocumentView {
    fn from(row: DocumentRow) -> Self {
        Self {
            kind: row.kind,
            reviewer: row.reviewer,
            review_number: row.review_number,
            reviewed_on: row.reviewed_on,
            filed_by: row.filed_by,
            filed_at: row.filed_at,
        }
    }
}

/// A finding.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingView {
    /// Identity.
    id: Uuid,
    /// What.
    #[schema(value_type = FindingKind)]
    kind: String,
    /// When.
    found_on: NaiveDate,
    /// In words.
    detail: String,
    /// By when it is to be put right.
    correct_by: NaiveDate,
    /// When it was put right.
    corrected_on: Option<NaiveDate>,
    /// How.
    correction: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

impl From<FindingRow> for FindingView {
    fn from(row: FindingRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            found_on: row.found_on,
            detail: row.detail,
            correct_by: row.correct_by,
            corrected_on: row.corrected_on,
            correction: row.correction,
            version: row.version,
        }
    }
}

/// A project.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectView {
    /// Identity.
    pub(super) id: Uuid,
    /// The code that all departments know it by.
    pub(super) project_code: String,
    /// Name.
    pub(super) name: String,
    /// Who builds it.
    pub(super) builder: String,
    /// Unified social credit code of the builder.
    pub(super) builder_credit_code: String,
    /// Town code.
    #[schema(value_type = Town)]
    pub(super) town: String,
    /// Where.
    pub(super) place: String,
    /// What is done.
    #[schema(value_type = Nature)]
    pub(super) nature: String,
    /// How far it was when it was registered.
    #[schema(value_type = Standing)]
    pub(super) standing: String,
    /// Daily auxiliary use, m³.
    pub(super) auxiliary_use: String,
    /// Construction land area, m².
    pub(super) land_area: String,
    /// Construction area, m².
    pub(super) construction_area: String,
    /// What it has.
    #[schema(value_type = Vec<Feature>)]
    features: Vec<String>,
    /// Greening.
    #[schema(value_type = Greening)]
    greening: String,
    /// Last day of the retrofit of an existing project.
    pub(super) retrofit_by: Option<NaiveDate>,
    /// Who set it.
    retrofit_approver: Option<String>,
    /// By which document.
    retrofit_document: Option<String>,
    /// Whether that day has passed without acceptance.
    pub(super) retrofit_overdue: bool,
    /// Where it stands.
    #[schema(value_type = Stage)]
    pub(super) stage: String,
    /// What the next step waits for, each with its article.
    pub(super) missing: Vec<String>,
    /// Requirements that apply.
    pub(super) applicable: usize,
    /// Those of them that something shows to be met.
    pub(super) shown: usize,
    /// Every requirement.
    requirements: Vec<RequirementView>,
    /// What was filed.
    documents: Vec<DocumentView>,
    /// What was found.
    findings: Vec<FindingView>,
    /// Who asked for acceptance.
    pub(super) requested_by: Option<String>,
    /// Number of the acceptance.
    pub(super) acceptance_number: Option<String>,
    /// Who accepted.
    pub(super) accepted_by: Option<String>,
    /// When.
    pub(super) accepted_on: Option<NaiveDate>,
    /// Why it was last not accepted.
    refused_reason: Option<String>,
    /// Since when it is in use.
    pub(super) in_use_on: Option<NaiveDate>,
    /// Who registered it.
    pub(super) created_by: String,
    /// When.
    pub(super) created_at: DateTime<Utc>,
    /// Version for `If-Match`.
    version: i32,
}

/// A project as it is answered, by the rules of a day.
pub(super) fn view(rules: &RuleSet, today: NaiveDate, record: ProjectRecord) -> Result<ProjectView, UseCaseError> {
    let project_rules = ProjectRules::at(rules, today).map_err(|refusal: Refusal| UseCaseError::from(refusal))?;
    let gates: Gates = record.gates(&project_rules)?;
    let requirements: Vec<RequirementView> = record
        .judged(&project_rules)?
        .into_iter()
        .map(|judged| RequirementView {
            code: judged.code.code(),
            evidence: record
                .evidence
                .iter()
                .filter(|row| row.item == judged.code.code())
                .map(EvidenceView::from)
                .collect(),
            label: judged.label,
            applies: judged.applies,
            because: judged.because,
            citation: judged.citation,
        })
        .collect();
    let row = record.row;
    let stage: Stage = decode(&row.stage).map_err(|_| corrupt("unknown stage"))?;
    let square_metres = |value: i64| Exact::scaled(value, SQUARE_METRE_DECIMALS).to_fixed(SQUARE_METRE_DECIMALS);
    Ok(ProjectView {
        id: row.id,
        auxiliary_use: Volume(Exact::scaled(row.auxiliary_use_milli, VOLUME_DECIMALS)).to_string(),
        land_area: square_metres(row.land_area_e2),
        construction_area: square_metres(row.construction_area_e2),
        retrofit_overdue: stage == Stage::Retrofit && row.retrofit_by.is_some_and(|by| by < today),
        missing: gates.missing(),
        applicable: requirements.iter().filter(|one| one.applies).count(),
        shown: requirements.iter().filter(|one| one.applies && !one.evidence.is_empty()).count(),
        requirements,
        documents: record.documents.into_iter().map(DocumentView::from).collect(),
        findings: record.findings.into_iter().map(FindingView::from).collect(),
        project_code: row.project_code,
        name: row.name,
        builder: row.builder,
        builder_credit_code: row.builder_credit_code,
        town: row.town,
        place: row.place,
        nature: row.nature,
        standing: row.standing,
        features: row.features,
        greening: row.greening,
        retrofit_by: row.retrofit_by,
        retrofit_approver: row.retrofit_approver,
        retrofit_document: row.retrofit_document,
        stage: row.stage,
        requested_by: row.requested_by,
        acceptance_number: row.acceptance_number,
        accepted_by: row.accepted_by,
        accepted_on: row.accepted_on,
        refused_reason: row.refused_reason,
        in_use_on: row.in_use_on,
        created_by: row.created_by,
        created_at: row.created_at,
        version: row.version,
    })
}
