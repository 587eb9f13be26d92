//! Water-saving evaluations (24号 附件6): requests and answers.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use platform::http::problem::CitationBody;
use rules::{Citation, Exact, Fields, InvalidInput, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    input,
    project::{fits, read_project_code},
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        evaluation::{
            Better, EvaluationKind, EvaluationRules, EvaluationState, Indicator, IndicatorCode as EvaluationIndicator,
            ReportKind as EvaluatedReport,
        },
        quantity::{PRICE_DECIMALS, VOLUME_DECIMALS, Volume},
        town::Town,
    },
    service::{
        commitment::NewCommitment,
        error::UseCaseError,
        evaluation::{EvaluationFields, EvaluationRecord, NewEvaluation, NewReport, Opinion},
    },
    store::evaluation::CommitmentRow,
};

/// Calendar years that a commitment may begin or end in.
const YEARS: (i64, i64) = (2023, 2099);

/// What is recorded of an evaluation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluationFieldsRequest {
    /// Name of the plan or project.
    name: String,
    /// Who asks.
    applicant: String,
    /// What the approval department reviews.
    #[schema(value_type = EvaluatedReport)]
    report_kind: String,
    /// Its title.
    report_name: String,
    /// Town code.
    #[schema(value_type = Town)]
    town: String,
    /// Where the water comes from.
    source: String,
    /// What it asks for in a year, m³.
    #[schema(example = "120000")]
    annual_volume: String,
}

impl EvaluationFieldsRequest {
    /// `prefix`: where the object stands in the request.
    fn read(&self, fields: &mut Fields, prefix: &str) -> Option<EvaluationFields> {
        let at = |name: &str| format!("{prefix}/{name}");
        let name = fields.text(&at("name"), &self.name, input::NAME_LENGTH);
        let applicant = fields.text(&at("applicant"), &self.applicant, input::NAME_LENGTH);
        let report_kind = parse_code::<EvaluatedReport>(fields, &at("report_kind"), "审查的报告", &self.report_kind);
        let report_name = fields.text(&at("report_name"), &self.report_name, input::NAME_LENGTH);
        let town = parse_code::<Town>(fields, &at("town"), "镇", &self.town);
        let source = fields.text(&at("source"), &self.source, input::NAME_LENGTH);
        let annual_volume = volume(fields, &at("annual_volume"), &self.annual_volume);
        Some(EvaluationFields {
            name,
            applicant,
            report_kind: report_kind?,
            report_name,
            town: town?,
            source,
            annual_volume,
        })
    }

    /// For a change.
    pub(super) fn parse(&self) -> Result<EvaluationFields, InvalidInput> {
        let mut fields = Fields::new();
        let read = self.read(&mut fields, "");
        input::finish(fields, read)
    }
}

/// A volume of a year, m³.
fn volume(fields: &mut Fields, pointer: &str, text: &str) -> Exact {
    let value = fields.decimal(pointer, text, VOLUME_DECIMALS, Sign::Positive);
    fits(fields, pointer, &value, VOLUME_DECIMALS);
    value
}

/// An evaluation to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateEvaluationRequest {
    /// What is evaluated.
    #[schema(value_type = EvaluationKind)]
    kind: String,
    /// The code that all departments know a project by (投资项目统一代码); none for plans.
    #[schema(example = "2408-140825-89-01-123456")]
    project_code: Option<String>,
    /// The rest.
    facts: EvaluationFieldsRequest,
}

impl CreateEvaluationRequest {
    pub(super) fn parse(&self) -> Result<NewEvaluation, InvalidInput> {
        let mut fields = Fields::new();
        let kind = parse_code::<EvaluationKind>(&mut fields, "/kind", "评价对象", &self.kind);
        let code = self.project_code.as_deref().filter(|code| !code.trim().is_empty());
        let project_code = code.map(|code| read_project_code(&mut fields, "/project_code", code));
        let facts = self.facts.read(&mut fields, "/facts");
        let (kind, facts) = input::finish(fields, kind.zip(facts))?;
        Ok(NewEvaluation {
            kind,
            project_code,
            fields: facts,
            demonstration: false,
        })
    }
}

/// A content and what it says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentRequest {
    /// Code, as the evaluation lists it.
    code: String,
    /// What it says.
    summary: String,
}

/// A product or use.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductRequest {
    /// Name, as in the quota library.
    name: String,
    /// What the value is per, as the quota has it.
    #[schema(example = "立方米/吨")]
    unit: String,
    /// m³ per unit of product.
    #[schema(example = "9.5")]
    value: String,
}

/// An indicator and the standard that it is held against.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRequest {
    /// Which.
    #[schema(value_type = EvaluationIndicator)]
    code: String,
    /// What is reached, in the unit that the evaluation lists.
    #[schema(example = "92.5")]
    value: String,
    /// What the standard asks for.
    #[schema(example = "90")]
    standard_value: String,
    /// Number of the standard.
    standard: String,
}

/// What an evaluation says, in place of what it said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteReportRequest {
    /// Contents, each once.
    contents: Vec<ContentRequest>,
    /// Products and uses, each once.
    products: Vec<ProductRequest>,
    /// Indicators, each once.
    indicators: Vec<IndicatorRequest>,
}

impl WriteReportRequest {
    pub(super) fn parse(&self) -> Result<NewReport, InvalidInput> {
        let mut fields = Fields::new();
        let contents: Vec<(String, String)> = (0..)
            .zip(&self.contents)
            .map(|(index, one): (usize, _)| {
                let code = fields.text(&format!("/contents/{index}/code"), &one.code, input::CODE_LENGTH);
                (
                    code,
                    fields.text(&format!("/contents/{index}/summary"), &one.summary, input::TEXT_LENGTH),
                )
            })
            .collect();
        let products: Vec<(String, String, Exact)> = (0..)
            .zip(&self.products)
            .map(|(index, one): (usize, _)| {
                let at = |name: &str| format!("/products/{index}/{name}");
                let name = fields.text(&at("name"), &one.name, input::NAME_LENGTH);
                let unit = fields.text(&at("unit"), &one.unit, input::NAME_LENGTH);
                let value = fields.decimal(&at("value"), &one.value, PRICE_DECIMALS, Sign::Positive);
                fits(&mut fields, &at("value"), &value, PRICE_DECIMALS);
                (name, unit, value)
            })
            .collect();
        let mut indicators = Vec::new();
        for (index, one) in self.indicators.iter().enumerate() {
            let at = |name: &str| format!("/indicators/{index}/{name}");
            let code = parse_code::<EvaluationIndicator>(&mut fields, &at("code"), "指标", &one.code);
            let mut figure = |name: &str, text: &str| {
                let value = fields.decimal(&at(name), text, PRICE_DECIMALS, Sign::NonNegative);
                fits(&mut fields, &at(name), &value, PRICE_DECIMALS);
                value
            };
            let value = figure("value", &one.value);
            let standard_value = figure("standard_value", &one.standard_value);
            let standard = fields.text(&at("standard"), &one.standard, input::NAME_LENGTH);
            indicators.extend(code.map(|code| Indicator {
                code,
                value,
                standard_value,
                standard,
            }));
        }
        fields.unique(contents.iter().map(|(code, _)| code.as_str()), |index| {
            format!("/contents/{index}/code")
        });
        fields.unique(products.iter().map(|(name, ..)| name.as_str()), |index| {
            format!("/products/{index}/name")
        });
        fields.unique(self.indicators.iter().map(|one| one.code.as_str()), |index| {
            format!("/indicators/{index}/code")
        });
        fields.finish()?;
        Ok(NewReport {
            contents,
            products,
            indicators,
        })
    }
}

/// The water user that a project has become.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkUserRequest {
    /// User.
    pub(super) user_id: Uuid,
}

/// The opinion of the approval department.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerdictRequest {
    /// `passed` or `failed`.
    #[schema(value_type = EvaluationState)]
    verdict: String,
    /// Number of the opinion.
    opinion_number: String,
    /// Its day.
    opinion_on: String,
    /// What it says.
    opinion: String,
}

impl VerdictRequest {
    pub(super) fn parse(&self) -> Result<Opinion, InvalidInput> {
        let mut fields = Fields::new();
        let passes = match EvaluationState::from_code(&self.verdict) {
            Some(EvaluationState::Passed) => Some(true),
            Some(EvaluationState::Failed) => Some(false),
            _ => {
                let message = format!("「{}」不是审查结论，应为：passed（通过审查）、failed（未通过审查）", self.verdict);
                fields.fault("/verdict", "unknown_value", message);
                None
            }
        };
        let number = fields.text("/opinion_number", &self.opinion_number, input::NAME_LENGTH);
        let on = input::day(&mut fields, "/opinion_on", &self.opinion_on);
        let text = fields.text("/opinion", &self.opinion, input::TEXT_LENGTH);
        let (passes, on) = input::finish(fields, passes.zip(on))?;
        Ok(Opinion { number, on, text, passes })
    }
}

/// A commitment to be filed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileCommitmentRequest {
    /// Promised volume of a year, m³.
    #[schema(example = "100000")]
    annual_volume: String,
    /// First calendar year.
    first_year: i64,
    /// The paper that was signed.
    document: String,
    /// When.
    signed_on: String,
}

impl FileCommitmentRequest {
    pub(super) fn parse(&self) -> Result<NewCommitment, InvalidInput> {
        let mut fields = Fields::new();
        let annual_volume = volume(&mut fields, "/annual_volume", &self.annual_volume);
        let first_year = year(&mut fields, "/first_year", self.first_year);
        let document = fields.text("/document", &self.document, input::NAME_LENGTH);
        let signed_on = input::day(&mut fields, "/signed_on", &self.signed_on);
        let (first_year, signed_on) = input::finish(fields, first_year.zip(signed_on))?;
        Ok(NewCommitment {
            annual_volume,
            first_year,
            document,
            signed_on,
        })
    }
}

fn year(fields: &mut Fields, pointer: &str, value: i64) -> Option<i32> {
    i32::try_from(fields.integer(pointer, value, YEARS.0, YEARS.1)).ok()
}

/// The end of a commitment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndCommitmentRequest {
    /// Last calendar year.
    last_year: i64,
    /// Why.
    reason: String,
}

impl EndCommitmentRequest {
    pub(super) fn parse(&self) -> Result<(i32, String), InvalidInput> {
        let mut fields = Fields::new();
        let last_year = year(&mut fields, "/last_year", self.last_year);
        let reason = fields.text("/reason", &self.reason, input::TEXT_LENGTH);
        Ok((input::finish(fields, last_year)?, reason))
    }
}

/// A content that the evaluation must have.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContentView {
    /// Code.
    code: String,
    /// In our words.
    label: String,
    /// What the evaluation says; none: missing.
    summary: Option<String>,
    /// The article.
    #[schema(value_type = CitationBody)]
    citation: Citation,
}

/// A product or use.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductView {
    /// Name.
    name: String,
    /// What the value is per.
    unit: String,
    /// m³ per unit of product.
    value: String,
    /// Whether it meets what it is held against.
    meets: bool,
    /// Why, or why not.
    because: String,
}

/// An indicator.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorView {
    /// Which.
    #[schema(value_type = EvaluationIndicator)]
    code: &'static str,
    /// In our words.
    label: String,
    /// Unit.
    unit: String,
    /// Whether lower is better.
    lower_is_better: bool,
    /// What is reached; none: not reported.
    value: Option<String>,
    /// What the standard asks for.
    standard_value: Option<String>,
    /// Number of the standard.
    standard: Option<String>,
    /// Whether it reaches its standard.
    meets: bool,
}

/// What a failed evaluation blocks.
#[derive(Debug, Serialize, ToSchema)]
pub struct BlockView {
    /// What, in our words.
    pub(super) label: String,
    /// The article.
    #[schema(value_type = CitationBody)]
    pub(super) citation: Citation,
}

/// What a failed evaluation of a kind blocks.
pub(super) fn block(rules: &EvaluationRules, kind: EvaluationKind) -> Option<BlockView> {
    let (label, citation) = rules.blocked_by(kind)?;
    Some(BlockView {
        label: label.to_owned(),
        citation,
    })
}

/// A commitment.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitmentView {
    /// Identity.
    id: Uuid,
    /// Number.
    pub(super) number: String,
    /// Promised volume of a year, m³.
    pub(super) annual_volume: String,
    /// First calendar year.
    first_year: i32,
    /// Last calendar year; none while it has no end.
    last_year: Option<i32>,
    /// The paper that was signed.
    document: String,
    /// When.
    signed_on: NaiveDate,
    /// Who filed it.
    filed_by: String,
    /// Why it ends.
    ended_reason: Option<String>,
    /// Who ended it.
    ended_by: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

impl From<&CommitmentRow> for CommitmentView {
    fn from(row: &CommitmentRow) -> Self {
        Self {
            id: row.id,
            number: row.number.clone(),
            annual_volume: cubic_metres(row.promised_milli),
            first_year: row.first_year,
            last_year: row.last_year,
            document: row.document.clone(),
            signed_on: row.signed_on,
            filed_by: row.filed_by.clone(),
            ended_reason: row.ended_reason.clone(),
            ended_by: row.ended_by.clone(),
            version: row.version,
        }
    }
}

/// The commitment that holds in a year.
pub(super) fn commitment_in(record: &EvaluationRecord, year: i32) -> Option<&CommitmentRow> {
    record
        .commitments
        .iter()
        .find(|one| one.first_year <= year && one.last_year.is_none_or(|last| year <= last))
}

fn cubic_metres(litres: i64) -> String {
    Volume(Exact::scaled(litres, VOLUME_DECIMALS)).to_string()
}

/// An evaluation.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvaluationView {
    /// Identity.
    pub(super) id: Uuid,
    /// Number in the register.
    pub(super) number: String,
    /// What is evaluated.
    #[schema(value_type = EvaluationKind)]
    pub(super) kind: String,
    /// The code that all departments know a project by.
    pub(super) project_code: Option<String>,
    /// Name of the plan or project.
    pub(super) name: String,
    /// Who asks.
    pub(super) applicant: String,
    /// What is reviewed.
    #[schema(value_type = EvaluatedReport)]
    pub(super) report_kind: String,
    /// Its title.
    report_name: String,
    /// Town code.
    #[schema(value_type = Town)]
    pub(super) town: String,
    /// Where the water comes from.
    source: String,
    /// What it asks for in a year, m³.
    pub(super) annual_volume: String,
    /// The water user that it has become, where the reader may see it.
    user_id: Option<Uuid>,
    /// Its code.
    user_code: Option<String>,
    /// Its name.
    pub(super) user_name: Option<String>,
    /// Where it stands.
    #[schema(value_type = EvaluationState)]
    pub(super) state: String,
    /// What a pass waits for, each with its article; after the verdict, what was missing then.
    pub(super) missing: Vec<String>,
    /// What it must contain.
    contents: Vec<ContentView>,
    /// Whether products are held against their quotas.
    by_quota: bool,
    /// Products and uses.
    products: Vec<ProductView>,
    /// Whether the indicators count: a product has no quota.
    indicators_count: bool,
    /// Indicators.
    indicators: Vec<IndicatorView>,
    /// What it blocks if it fails; none: nothing.
    pub(super) blocks: Option<BlockView>,
    /// Who wrote it last.
    drafted_by: String,
    /// Who handed it in.
    submitted_by: Option<String>,
    /// When.
    submitted_at: Option<DateTime<Utc>>,
    /// Why it was last sent back.
    returned_reason: Option<String>,
    /// Number of the review opinion.
    pub(super) opinion_number: Option<String>,
    /// Its day.
    pub(super) opinion_on: Option<NaiveDate>,
    /// What it says.
    opinion: Option<String>,
    /// Who gave it.
    decided_by: Option<String>,
    /// What was promised and holds this year, m³.
    pub(super) promised_volume: Option<String>,
    /// Commitments.
    commitments: Vec<CommitmentView>,
    /// Who registered it.
    created_by: String,
    /// When.
    created_at: DateTime<Utc>,
    /// Version for `If-Match`.
    version: i32,
}

/// An evaluation as it is answered on a day.
pub(super) fn view(rules: &RuleSet, today: NaiveDate, record: EvaluationRecord) -> Result<EvaluationView, UseCaseError> {
    let on = record.judged_on(today);
    let evaluation_rules = EvaluationRules::at(rules, on)?;
    let judgement = record.judgement(&evaluation_rules, on)?;
    let summary = |code: &str| {
        record
            .report
            .contents
            .iter()
            .find(|row| row.code == code)
            .map(|row| row.summary.clone())
    };
    let contents = judgement.contents.into_iter().map(|content| ContentView {
        summary: summary(&content.code),
        code: content.code,
        label: content.label,
        citation: content.citation,
    });
    let products = record
        .report
        .products
        .iter()
        .zip(judgement.products)
        .map(|(row, judged)| ProductView {
            name: row.name.clone(),
            unit: row.unit.clone(),
            value: Exact::scaled(row.value_e4, PRICE_DECIMALS).to_exact_text(),
            meets: judged.meets,
            because: judged.because,
        });
    let indicators = judgement.indicators.into_iter().map(|judged| {
        let reported = judged.reported;
        IndicatorView {
            code: judged.rule.code.code(),
            label: judged.rule.label,
            unit: judged.rule.unit,
            lower_is_better: judged.rule.better == Better::Lower,
            value: reported.as_ref().map(|one| one.value.to_exact_text()),
            standard_value: reported.as_ref().map(|one| one.standard_value.to_exact_text()),
            standard: reported.map(|one| one.standard),
            meets: judged.meets,
        }
    });
    Ok(EvaluationView {
        contents: contents.collect(),
        products: products.collect(),
        indicators: indicators.collect(),
        indicators_count: judgement.indicators_count,
        by_quota: judgement.by_quota,
        missing: judgement.missing,
        blocks: block(&evaluation_rules, record.kind()?),
        promised_volume: commitment_in(&record, today.year()).map(|row| cubic_metres(row.promised_milli)),
        commitments: record.commitments.iter().map(CommitmentView::from).collect(),
        user_id: record.user.as_ref().map(|user| user.id),
        user_code: record.user.as_ref().map(|user| user.code.clone()),
        user_name: record.user.as_ref().map(|user| user.name.clone()),
        annual_volume: cubic_metres(record.row.annual_milli),
        id: record.row.id,
        number: record.row.number,
        kind: record.row.kind,
        project_code: record.row.project_code,
        name: record.row.name,
        applicant: record.row.applicant,
        report_kind: record.row.report_kind,
        report_name: record.row.report_name,
        town: record.row.town,
        source: record.row.source,
        state: record.row.state,
        drafted_by: record.row.drafted_by,
        submitted_by: record.row.submitted_by,
        submitted_at: record.row.submitted_at,
        returned_reason: record.row.returned_reason,
        opinion_number: record.row.opinion_number,
        opinion_on: record.row.opinion_on,
        opinion: record.row.opinion,
        decided_by: record.row.decided_by,
        created_by: record.row.created_by,
        created_at: record.row.created_at,
        version: record.row.version,
    })
}

impl EvaluationView {
    /// What it blocks now that it has failed.
    pub(super) fn blocked(&self) -> Option<&str> {
        let has_failed = self.state == EvaluationState::Failed.code();
        self.blocks.as_ref().filter(|_| has_failed).map(|block| block.label.as_str())
    }
}
