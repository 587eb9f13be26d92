//! What the routes take.

use chrono::NaiveDate;
use rules::{Change, Document, Fields, InvalidInput, NewVersion, Observation, Value as RuleValue};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Longest reason or comment.
const TEXT_LENGTH: usize = 1_000;

/// A change to be drafted: exactly one of the three parts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftRuleChangeRequest {
    /// Why, for whoever approves.
    #[schema(example = "县发改局批复调整加价比例")]
    reason: String,
    /// A new version of a rule.
    new_version: Option<NewRuleVersionBody>,
    /// A market series was observed further, unchanged.
    observation: Option<RuleObservationBody>,
    /// A regulation is registered, or its end is.
    regulation: Option<RegulationDraftBody>,
}

/// A new version of a rule.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRuleVersionBody {
    /// Key.
    #[schema(example = "surcharge.rates.ordinary")]
    key: String,
    /// First day in force.
    #[schema(example = "2027-01-01")]
    effective_from: NaiveDate,
    /// Last day in force; absent while it is open.
    effective_to: Option<NaiveDate>,
    /// Since when the county knows it; the day the document was issued when absent.
    known_from: Option<NaiveDate>,
    /// Document number; registered.
    #[serde(default)]
    document: String,
    /// Article.
    #[serde(default)]
    article: String,
    /// Why the text is read so, where it leaves a choice.
    interpretation: Option<String>,
    /// For a market series: until when it has been observed by now.
    observed_through: Option<NaiveDate>,
    /// Number of the last version when this one takes its place before it has begun.
    replaces: Option<u32>,
    /// The value; its shape depends on the rule.
    #[schema(value_type = Object)]
    value: Value,
}

/// A market series was observed further.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleObservationBody {
    /// Key.
    #[schema(example = "lpr.one_year")]
    key: String,
    /// Last day for which it has been observed by now.
    observed_through: NaiveDate,
    /// What was observed.
    #[serde(default)]
    document: String,
    /// The place within it.
    #[serde(default)]
    article: String,
}

/// A regulation to be registered, or whose end is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegulationDraftBody {
    /// Number as printed.
    number: String,
    /// Title.
    title: String,
    /// Day it was issued.
    issued: NaiveDate,
    /// First day in force.
    in_force_from: NaiveDate,
    /// Last day in force; absent where no end is stated.
    in_force_to: Option<NaiveDate>,
    /// What repealed it.
    repealed_by: Option<String>,
    /// What it repeals.
    #[serde(default)]
    repeals: Vec<String>,
    /// Why its validity is read so, where the text leaves a choice.
    interpretation: Option<String>,
}

fn blank_is_none(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

impl DraftRuleChangeRequest {
    /// The change and why.
    pub(super) fn parse(self) -> Result<(Change, String), InvalidInput> {
        let mut fields = Fields::new();
        let reason = fields.text("/reason", &self.reason, TEXT_LENGTH);
        let change = match (self.new_version, self.observation, self.regulation) {
            (Some(body), None, None) => Some(Change::Version(NewVersion {
                key: body.key,
                effective_from: body.effective_from,
                effective_to: body.effective_to,
                known_from: body.known_from,
                document: body.document,
                article: body.article,
                // A blank reason is a fault, not an absent one.
                interpretation: body.interpretation,
                observed_through: body.observed_through,
                replaces: body.replaces,
                value: rule_value(&mut fields, "/new_version/value", body.value),
            })),
            (None, Some(body), None) => Some(Change::Observation(Observation {
                key: body.key,
                observed_through: body.observed_through,
                document: body.document,
                article: body.article,
            })),
            (None, None, Some(body)) => Some(Change::Regulation(Document {
                number: body.number,
                title: body.title,
                issued: body.issued,
                in_force_from: body.in_force_from,
                in_force_to: body.in_force_to,
                repealed_by: blank_is_none(body.repealed_by),
                repeals: body.repeals,
                interpretation: blank_is_none(body.interpretation),
            })),
            _ => {
                fields.fault("", "one_part_needed", "一项变更只写一部分：new_version、observation 或 regulation");
                None
            }
        };
        fields.finish()?;
        change.map(|change| (change, reason)).ok_or(InvalidInput { errors: Vec::new() })
    }
}

/// A value as rule files know it: no null and no fraction written as a number.
fn rule_value(fields: &mut Fields, pointer: &str, value: Value) -> RuleValue {
    match value {
        Value::Null => {
            fields.fault(pointer, "required", "不能为空");
            RuleValue::Boolean(false)
        }
        Value::Bool(value) => RuleValue::Boolean(value),
        Value::String(text) => RuleValue::String(text),
        Value::Number(number) => number.as_i64().map_or_else(
            || {
                fields.fault(
                    pointer,
                    "wrong_type",
                    "小数要写成带引号的十进制字符串，例如 \"0.50\"；不带引号的只能是整数",
                );
                RuleValue::Integer(0)
            },
            RuleValue::Integer,
        ),
        Value::Array(items) => RuleValue::Array(
            items
                .into_iter()
                .enumerate()
                .map(|(index, item)| rule_value(fields, &format!("{pointer}/{index}"), item))
                .collect(),
        ),
        Value::Object(items) => RuleValue::Table(
            items
                .into_iter()
                .map(|(key, item)| {
                    let inner = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                    let item = rule_value(fields, &inner, item);
                    (key, item)
                })
                .collect(),
        ),
    }
}

/// Sends a change back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnRuleChangeRequest {
    /// What has to be put right.
    pub(super) comment: String,
}

/// Approves a change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveRuleChangeRequest {
    /// What there is to say.
    pub(super) comment: Option<String>,
}

/// Nothing needs to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveRuleChangeRequest {}
