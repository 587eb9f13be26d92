//! Rule files: TOML, checked line by line. A fault names the file and the line, and the service refuses to start.
//!
//! ```toml
//! [[document]]
//! number = "新政办发〔2023〕24号"
//! title = "…"
//! issued = "2023-10-11"
//! in_force_from = "2023-10-11"
//! in_force_to = "2028-10-10"
//!
//! [[parameter]]
//! key = "surcharge.rates.ordinary"
//! unit = "倍"
//! summary = "一般行业三档加价比例"
//! [[parameter.version]]
//! version = 1
//! value = ["0.50", "1.00", "1.50"]
//! from = "2023-10-11"
//! document = "新政办发〔2023〕24号"
//! article = "附件4 二（三）"
//! ```
//!
//! A version also takes `to`, `known_from` (default: the day the document was issued) and `interpretation` (the
//! reason, where the text leaves a choice); a parameter takes `observed_through` for a market series.

use std::{collections::BTreeMap, fmt, ops::Range};

use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::{
    amendment::{self, Amendment},
    citation::Citation,
    document::Document,
    ruleset::{Parameter, RuleRef, RuleSet, Source, Version},
};

/// A rule file: its name for messages, and its text.
#[derive(Debug, Clone)]
pub struct RuleFile {
    /// File name, e.g. `surcharge.toml`.
    pub name: String,
    /// TOML text.
    pub text: String,
}

impl RuleFile {
    /// A file compiled in or read elsewhere.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }
}

/// A key that the code needs, with the type its values must have.
#[derive(Debug, Clone, Copy)]
pub struct Declared {
    pub(crate) key: &'static str,
    check: fn(&toml::Value) -> Result<(), String>,
}

impl Declared {
    /// The key.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Declares that every version of `key` must read as a `T`.
    pub const fn of<T: DeserializeOwned>(key: &'static str) -> Self {
        Self {
            key,
            check: |value| value.clone().try_into::<T>().map(drop).map_err(|error| error.message().to_owned()),
        }
    }
}

/// What is wrong with a rule file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// File name.
    pub file: String,
    /// Line, from 1; 0 when the fault is that something is missing altogether.
    pub line: usize,
    /// What is wrong and what would be right, in Chinese.
    pub message: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "规则文件 {}：{}", self.file, self.message)
        } else {
            write!(f, "规则文件 {}:{}：{}", self.file, self.line, self.message)
        }
    }
}

impl std::error::Error for LoadError {}

/// What is wrong with a part of the rules, and with which of its fields: a rule file knows the line, a change that a
/// person drafts the pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer within the change, e.g. `/effective_from`.
    pub pointer: &'static str,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong and what would be right, in Chinese.
    pub message: String,
}

impl Fault {
    pub(crate) fn new(pointer: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            pointer,
            code,
            message: message.into(),
        }
    }

    /// The same fault of a named thing.
    fn of(mut self, what: &str) -> Self {
        self.message = format!("{what}{}", self.message);
        self
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    document: Vec<Spanned<Document>>,
    #[serde(default)]
    parameter: Vec<Spanned<RawParameter>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawParameter {
    key: String,
    unit: String,
    summary: String,
    observed_through: Option<NaiveDate>,
    #[serde(default)]
    version: Vec<Spanned<RawVersion>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawVersion {
    pub(crate) version: u32,
    pub(crate) value: toml::Value,
    pub(crate) from: NaiveDate,
    pub(crate) to: Option<NaiveDate>,
    pub(crate) known_from: Option<NaiveDate>,
    #[serde(default)]
    pub(crate) document: String,
    #[serde(default)]
    pub(crate) article: String,
    pub(crate) interpretation: Option<String>,
}

/// One file while it is read: turns byte spans into lines.
struct Reader<'a> {
    file: &'a RuleFile,
}

impl Reader<'_> {
    fn fault(&self, span: &Range<usize>, message: impl Into<String>) -> LoadError {
        let line = self
            .file
            .text
            .get(..span.start)
            .map_or(0, |before| before.matches('\n').count() + 1);
        LoadError {
            file: self.file.name.clone(),
            line,
            message: message.into(),
        }
    }
}

impl RuleSet {
    /// Reads and checks all files of a department: unknown or missing keys, types, missing citations, unknown
    /// documents, gaps, overlaps, and starts before the document's own that are not declared as interpretation.
    pub fn load(files: &[RuleFile], declared: &[Declared]) -> Result<Self, LoadError> {
        Self::load_amended(files, &[], declared)
    }

    /// The same with what was approved at run time, in the order of approval: the whole is checked as if it stood in
    /// the files.
    pub fn load_amended(files: &[RuleFile], amendments: &[Amendment], declared: &[Declared]) -> Result<Self, LoadError> {
        let mut raw_files = Vec::new();
        for file in files {
            let reader = Reader { file };
            let raw: RawFile = toml::from_str(&file.text).map_err(|error| reader.fault(&error.span().unwrap_or(0..0), error.message()))?;
            raw_files.push((reader, raw));
        }
        let mut documents = BTreeMap::new();
        for (reader, raw) in &raw_files {
            for document in &raw.document {
                add_document(reader, document, &mut documents)?;
            }
        }
        for amendment in amendments {
            amendment.amend_documents(&mut documents).map_err(|fault| amendment.fault(fault))?;
        }
        let mut parameters = BTreeMap::new();
        for (reader, raw) in raw_files {
            for parameter in raw.parameter {
                add_parameter(&reader, parameter, declared, &documents, &mut parameters)?;
            }
        }
        if let Some(missing) = declared.iter().find(|wanted| !parameters.contains_key(wanted.key)) {
            return Err(LoadError {
                file: files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、"),
                line: 0,
                message: format!("缺少规则「{}」，服务需要它才能计算", missing.key),
            });
        }
        for amendment in amendments {
            amendment
                .amend_parameters(&mut parameters, &documents, declared)
                .map_err(|fault| amendment.fault(fault))?;
        }
        Ok(Self {
            documents,
            parameters,
            digest: amendment::digest(files_digest(files), amendments),
            revision: amendments.last().map_or(0, |amendment| amendment.revision),
        })
    }
}

/// SHA-256 of rule files by name and text.
pub fn files_digest(files: &[RuleFile]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(file.name.as_bytes());
        hasher.update([0]);
        hasher.update(file.text.as_bytes());
        hasher.update([0]);
    }
    hex::encode(hasher.finalize())
}

fn add_document(reader: &Reader<'_>, document: &Spanned<Document>, documents: &mut BTreeMap<String, Document>) -> Result<(), LoadError> {
    let span = document.span();
    let document = document.get_ref().clone();
    check_document(&document).map_err(|fault| reader.fault(&span, fault.message))?;
    let number = document.number.clone();
    if documents.insert(number.clone(), document).is_some() {
        return Err(reader.fault(&span, format!("文件「{number}」登记了两次")));
    }
    Ok(())
}

pub(crate) fn check_document(document: &Document) -> Result<(), Fault> {
    let number = &document.number;
    if number.trim().is_empty() || document.title.trim().is_empty() {
        let pointer = if number.trim().is_empty() { "/number" } else { "/title" };
        return Err(Fault::new(pointer, "required", "文件必须有文号（number）和标题（title）"));
    }
    if document.in_force_to.is_some_and(|to| to < document.in_force_from) {
        let message = format!("文件「{number}」的终止日早于生效日");
        return Err(Fault::new("/in_force_to", "end_before_start", message));
    }
    if document.repealed_by.is_some() && document.in_force_to.is_none() {
        let message = format!("文件「{number}」写明已废止（repealed_by），还应写明最后一日（in_force_to）");
        return Err(Fault::new("/in_force_to", "required", message));
    }
    Ok(())
}

fn add_parameter(
    reader: &Reader<'_>,
    parameter: Spanned<RawParameter>,
    declared: &[Declared],
    documents: &BTreeMap<String, Document>,
    parameters: &mut BTreeMap<String, Parameter>,
) -> Result<(), LoadError> {
    let span = parameter.span();
    let raw = parameter.into_inner();
    let Some(wanted) = declared.iter().find(|wanted| wanted.key == raw.key) else {
        return Err(reader.fault(&span, format!("未知的规则「{}」：程序不认识这个键，请核对拼写", raw.key)));
    };
    if raw.version.is_empty() {
        return Err(reader.fault(&span, format!("规则「{}」没有任何版本", raw.key)));
    }
    let mut versions: Vec<Version> = Vec::new();
    for version in raw.version {
        let span = version.span();
        let version =
            check_version(&raw.key, version.into_inner(), wanted, documents).map_err(|fault| reader.fault(&span, fault.message))?;
        if let Some(previous) = versions.last() {
            check_sequence(&raw.key, previous, &version).map_err(|fault| reader.fault(&span, fault.message))?;
        }
        versions.push(version);
    }
    let key = raw.key.clone();
    let parameter = Parameter {
        key: raw.key,
        unit: raw.unit,
        summary: raw.summary,
        observed_through: raw.observed_through,
        versions,
    };
    if parameters.insert(key.clone(), parameter).is_some() {
        return Err(reader.fault(&span, format!("规则「{key}」写了两次")));
    }
    Ok(())
}

pub(crate) fn check_version(
    key: &str,
    raw: RawVersion,
    wanted: &Declared,
    documents: &BTreeMap<String, Document>,
) -> Result<Version, Fault> {
    let number = raw.version;
    let fault = |pointer, code, message: String| Err(Fault::new(pointer, code, message).of(&format!("规则「{key}」第{number}版")));
    if raw.document.trim().is_empty() || raw.article.trim().is_empty() {
        let pointer = if raw.document.trim().is_empty() { "/document" } else { "/article" };
        return fault(
            pointer,
            "citation_missing",
            "缺少出处：每个版本都要写明文号（document）和条款（article）".to_owned(),
        );
    }
    let Some(document) = documents.get(&raw.document) else {
        return fault("/document", "document_unknown", format!("引用了未登记的文件「{}」", raw.document));
    };
    if raw.to.is_some_and(|to| to < raw.from) {
        return fault("/effective_to", "end_before_start", "的终止日早于生效日".to_owned());
    }
    if raw.interpretation.as_deref().is_some_and(|reason| reason.trim().is_empty()) {
        return fault(
            "/interpretation",
            "required",
            "标为解释口径（interpretation）时必须写明理由".to_owned(),
        );
    }
    if raw.from < document.in_force_from && raw.interpretation.is_none() {
        return fault(
            "/effective_from",
            "before_document",
            format!(
                "早于「{}」的生效日 {}：确有理由时以 interpretation 写明",
                document.number, document.in_force_from
            ),
        );
    }
    if let Err(message) = (wanted.check)(&raw.value) {
        return fault("/value", "wrong_type", format!("的值不符合要求：{message}"));
    }
    Ok(Version {
        value: raw.value,
        effective_to: raw.to,
        stated_to: raw.to,
        known_from: raw.known_from.unwrap_or(document.issued),
        revision: 0,
        source: Source {
            rule: RuleRef {
                key: key.to_owned(),
                version: raw.version,
                effective_from: raw.from,
            },
            citation: Citation::new(raw.document, raw.article),
            interpretation: raw.interpretation,
        },
    })
}

/// The next version starts on the day after the previous one ends, and has a higher number.
pub(crate) fn check_sequence(key: &str, previous: &Version, next: &Version) -> Result<(), Fault> {
    let (before, after) = (&previous.source.rule, &next.source.rule);
    let fault = |code, message: String| Err(Fault::new("/effective_from", code, message).of(&format!("规则「{key}」")));
    if after.version <= before.version {
        let message = format!("的版本号没有递增：第{}版之后是第{}版", before.version, after.version);
        return fault("version_not_rising", message);
    }
    let Some(end) = previous.effective_to else {
        return fault(
            "overlap",
            format!(
                "的期间重叠：第{}版没有终止日，第{}版又从 {} 开始",
                before.version, after.version, after.effective_from
            ),
        );
    };
    match end.succ_opt() {
        Some(expected) if after.effective_from == expected => Ok(()),
        Some(expected) if after.effective_from > expected => fault(
            "gap",
            format!(
                "的期间有空档：第{}版到 {end} 为止，第{}版从 {} 才开始",
                before.version, after.version, after.effective_from
            ),
        ),
        _ => fault(
            "overlap",
            format!(
                "的期间重叠：第{}版到 {end} 为止，第{}版从 {} 就开始",
                before.version, after.version, after.effective_from
            ),
        ),
    }
}
