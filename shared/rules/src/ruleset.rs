//! Effective-dated parameters and how they are looked up.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{citation::Citation, document::Document, input::Refusal};

/// Which version of which parameter was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleRef {
    /// Parameter key, e.g. `surcharge.rates.ordinary`.
    pub key: String,
    /// Version number within the parameter.
    pub version: u32,
    /// First day of this version.
    pub effective_from: NaiveDate,
}

/// What a value rests on: the rule version, its article, and the reason where it is our reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The rule version.
    pub rule: RuleRef,
    /// The article.
    pub citation: Citation,
    /// Why the text is read so, where it leaves a choice.
    pub interpretation: Option<String>,
}

/// A value together with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited<T> {
    /// The value.
    pub value: T,
    /// What it rests on.
    pub source: Source,
}

/// One version of a parameter.
#[derive(Debug, Clone)]
pub struct Version {
    /// Value as written in the rule file.
    pub value: toml::Value,
    /// Last day of this version; none while it is open.
    pub effective_to: Option<NaiveDate>,
    /// Last day as it was written, before a later version ended it.
    pub stated_to: Option<NaiveDate>,
    /// Revision of the rule set that brought it; 0 for the rule files.
    pub revision: i64,
    /// Since when the county has known it.
    pub known_from: NaiveDate,
    /// Rule version, article, interpretation.
    pub source: Source,
}

impl Version {
    fn covers(&self, on: NaiveDate) -> bool {
        on >= self.source.rule.effective_from && self.effective_to.is_none_or(|to| on <= to)
    }
}

/// A parameter with all its versions, in date order, without gap or overlap.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Key, unique in the rule set.
    pub key: String,
    /// Unit, for a person.
    pub unit: String,
    /// What it says, in our words.
    pub summary: String,
    /// Last day for which a market series has been observed; lookups beyond are refused.
    pub observed_through: Option<NaiveDate>,
    /// The versions.
    pub versions: Vec<Version>,
}

/// All the rules of a department, checked at load.
#[derive(Debug, Clone)]
pub struct RuleSet {
    pub(crate) documents: BTreeMap<String, Document>,
    pub(crate) parameters: BTreeMap<String, Parameter>,
    pub(crate) digest: String,
    pub(crate) revision: i64,
}

/// Why no value could be found for a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// No version of the parameter covers the day.
    #[error("{on} 没有生效的规则「{summary}」（{key}）：已公布的期间是 {known}；规则不会自动沿用到其他日期")]
    NotInForce {
        /// Parameter key.
        key: String,
        /// What the parameter says.
        summary: String,
        /// The day asked for.
        on: NaiveDate,
        /// The periods that are covered.
        known: String,
    },
    /// The document behind the rule is not in force on the day.
    #[error("{on} 不在{document}《{title}》的有效期内（{from} 至 {to}），不能据以计算")]
    DocumentNotInForce {
        /// Document number.
        document: String,
        /// Document title.
        title: String,
        /// The day asked for.
        on: NaiveDate,
        /// First day in force.
        from: NaiveDate,
        /// Last day in force, or words for no end.
        to: String,
    },
    /// A market series has not been observed so far.
    #[error("「{summary}」（{key}）只公布到 {observed_through}，{on} 尚无数据：请先由工作人员补录以后的公布值")]
    BeyondObserved {
        /// Parameter key.
        key: String,
        /// What the parameter says.
        summary: String,
        /// The day asked for.
        on: NaiveDate,
        /// Last observed day.
        observed_through: NaiveDate,
    },
    /// The key or its type is not what the code asked for; load-time checks make this impossible for declared keys.
    #[error("规则「{key}」不存在或类型不符：{reason}")]
    Undeclared {
        /// Parameter key.
        key: String,
        /// What is wrong.
        reason: String,
    },
}

impl RuleError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotInForce { .. } => "rule_not_in_force",
            Self::DocumentNotInForce { .. } => "regulation_not_in_force",
            Self::BeyondObserved { .. } => "beyond_observed_series",
            Self::Undeclared { .. } => "rule_undeclared",
        }
    }
}

impl From<RuleError> for Refusal {
    fn from(error: RuleError) -> Self {
        Refusal::new(error.code(), error.to_string())
    }
}

impl RuleSet {
    /// The value of a parameter on a day, with what it rests on.
    ///
    /// The parameter's version and the document behind it must both be in force: nothing is carried beyond its end.
    pub fn at<T: DeserializeOwned>(&self, key: &str, on: NaiveDate) -> Result<Cited<T>, RuleError> {
        let version = self.version(key, on)?;
        let value = version.value.clone().try_into::<T>().map_err(|error| RuleError::Undeclared {
            key: key.to_owned(),
            reason: error.message().to_owned(),
        })?;
        Ok(Cited {
            value,
            source: version.source.clone(),
        })
    }

    /// What a parameter rests on, on a day, when the value itself is not needed (steps such as sums and roundings).
    pub fn source(&self, key: &str, on: NaiveDate) -> Result<Source, RuleError> {
        self.version(key, on).map(|version| version.source.clone())
    }

    /// Refuses a day on which the document is not in force.
    pub fn require_in_force(&self, document: &str, on: NaiveDate) -> Result<(), RuleError> {
        let Some(found) = self.documents.get(document) else {
            return Err(RuleError::Undeclared {
                key: document.to_owned(),
                reason: "文件未登记".to_owned(),
            });
        };
        if found.is_in_force(on) {
            Ok(())
        } else {
            Err(not_in_force(found, on))
        }
    }

    /// One parameter.
    pub fn parameter(&self, key: &str) -> Option<&Parameter> {
        self.parameters.get(key)
    }

    /// All parameters, by key.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.values()
    }

    /// All documents, by number.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values()
    }

    /// SHA-256 of the rule files and of what was approved since, so that a stored result names the exact rules it came
    /// from.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How many changes were approved upon the rule files.
    pub fn revision(&self) -> i64 {
        self.revision
    }

    fn version(&self, key: &str, on: NaiveDate) -> Result<&Version, RuleError> {
        let parameter = self.parameters.get(key).ok_or_else(|| RuleError::Undeclared {
            key: key.to_owned(),
            reason: "规则文件中没有这一项".to_owned(),
        })?;
        if let Some(observed_through) = parameter.observed_through.filter(|through| on > *through) {
            return Err(RuleError::BeyondObserved {
                key: key.to_owned(),
                summary: parameter.summary.clone(),
                on,
                observed_through,
            });
        }
        let version = parameter
            .versions
            .iter()
            .find(|version| version.covers(on))
            .ok_or_else(|| self.uncovered(parameter, on))?;
        match self.documents.get(&version.source.citation.document) {
            // A start before the document's own is allowed only as a declared interpretation, checked at load.
            Some(document) if document.in_force_to.is_some_and(|to| on > to) => Err(not_in_force(document, on)),
            _ => Ok(version),
        }
    }

    /// Before the first version: the document itself was not yet in force. Otherwise: the parameter has ended.
    fn uncovered(&self, parameter: &Parameter, on: NaiveDate) -> RuleError {
        let first = parameter.versions.first();
        let document = first.and_then(|version| self.documents.get(&version.source.citation.document));
        match (first, document) {
            (Some(version), Some(document))
                if on < version.source.rule.effective_from && version.source.rule.effective_from == document.in_force_from =>
            {
                not_in_force(document, on)
            }
            _ => RuleError::NotInForce {
                key: parameter.key.clone(),
                summary: parameter.summary.clone(),
                on,
                known: parameter
                    .versions
                    .iter()
                    .map(|version| format!("{} 至 {}", version.source.rule.effective_from, end_text(version.effective_to)))
                    .collect::<Vec<_>>()
                    .join("、"),
            },
        }
    }
}

fn not_in_force(document: &Document, on: NaiveDate) -> RuleError {
    RuleError::DocumentNotInForce {
        document: document.number.clone(),
        title: document.title.clone(),
        on,
        from: document.in_force_from,
        to: end_text(document.in_force_to),
    }
}

fn end_text(to: Option<NaiveDate>) -> String {
    to.map_or_else(|| "未规定终止日".to_owned(), |to| to.to_string())
}
