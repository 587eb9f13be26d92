//! What was approved at run time, applied upon the rule files in the order of approval.
//!
//! A new version takes over on its first day: the version before it ends on the day before, also where a later end was
//! written. Everything else is refused as in a file: a gap, a start that another version already has, a missing
//! citation, a value of the wrong type.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use toml::Value;

use crate::{
    document::Document,
    load::{Declared, Fault, LoadError, RawVersion, check_document, check_sequence, check_version},
    ruleset::{Parameter, RuleSet, Version},
};

/// An approved change, with its place in the order of approval.
#[derive(Debug, Clone, PartialEq)]
pub struct Amendment {
    /// From 1, without a gap.
    pub revision: i64,
    /// What it changes.
    pub change: Change,
}

/// What can be changed while the service runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// A new version of a parameter.
    Version(NewVersion),
    /// A market series was observed further, its last value unchanged.
    Observation(Observation),
    /// A regulation is registered, or its end is.
    Regulation(Document),
}

/// A new version of a parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewVersion {
    /// Parameter key.
    pub key: String,
    /// First day.
    pub effective_from: NaiveDate,
    /// Last day; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_to: Option<NaiveDate>,
    /// Since when the county has known it; the day the document was issued when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_from: Option<NaiveDate>,
    /// Document number; registered.
    #[serde(default)]
    pub document: String,
    /// Article.
    #[serde(default)]
    pub article: String,
    /// Why the text is read so, where it leaves a choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpretation: Option<String>,
    /// For a market series: until when it has been observed by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed_through: Option<NaiveDate>,
    /// Number of the last version when this one takes its place; the last version must not have begun yet, which only
    /// whoever has a clock can check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<u32>,
    /// The value.
    pub value: Value,
}

/// A market series was observed further.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// Parameter key.
    pub key: String,
    /// Last day for which it has been observed by now.
    pub observed_through: NaiveDate,
    /// What was observed: number of a publication, or where it was looked up.
    pub document: String,
    /// The place within it.
    pub article: String,
}

impl Change {
    /// What is changed: a parameter's key or a regulation's number.
    pub fn subject(&self) -> &str {
        match self {
            Self::Version(version) => &version.key,
            Self::Observation(observation) => &observation.key,
            Self::Regulation(document) => &document.number,
        }
    }

    /// The first day that calculates differently: of a regulation that is ended, the day after its last one; of a version
    /// that takes another's place, the first day of that one where it is the earlier.
    pub fn first_day(&self, rules: &RuleSet) -> NaiveDate {
        let after = |day: NaiveDate| day.succ_opt().unwrap_or(day);
        match self {
            Self::Version(version) => {
                let last = rules.parameter(&version.key).and_then(|parameter| parameter.versions.last());
                let replaced = version.replaces.and(last).map(|last| last.source.rule.effective_from);
                replaced.map_or(version.effective_from, |from| from.min(version.effective_from))
            }
            Self::Observation(observation) => rules
                .parameter(&observation.key)
                .and_then(|parameter| parameter.observed_through)
                .map_or(observation.observed_through, after),
            Self::Regulation(document) => match rules.documents.get(&document.number) {
                None => document.in_force_from,
                Some(known) => [known.in_force_to, document.in_force_to]
                    .into_iter()
                    .flatten()
                    .min()
                    .map_or(document.in_force_from, after),
            },
        }
    }
}

impl RuleSet {
    /// These rules with one more change, without the checks that only the department knows. Says which field is wrong.
    pub fn amended(&self, change: &Change, declared: &[Declared]) -> Result<Self, Fault> {
        let mut rules = self.clone();
        let amendment = Amendment {
            revision: self.revision + 1,
            change: change.clone(),
        };
        amendment.amend_documents(&mut rules.documents)?;
        amendment.amend_parameters(&mut rules.parameters, &rules.documents, declared)?;
        rules.digest = digest(std::mem::take(&mut rules.digest), std::slice::from_ref(&amendment));
        rules.revision = amendment.revision;
        Ok(rules)
    }

    /// These rules as if a parameter had had a new version's value all along: what would this change have done? Not to
    /// be calculated with but to compare.
    #[must_use]
    pub fn supposing(&self, new: &NewVersion) -> Self {
        let mut rules = self.clone();
        if let Some(parameter) = rules.parameters.get_mut(&new.key) {
            for version in &mut parameter.versions {
                version.value = new.value.clone();
            }
        }
        rules
    }
}

impl Amendment {
    pub(crate) fn fault(&self, fault: Fault) -> LoadError {
        LoadError {
            file: format!("规则变更第{}号（{}）", self.revision, self.change.subject()),
            line: 0,
            message: fault.message,
        }
    }

    pub(crate) fn amend_documents(&self, documents: &mut BTreeMap<String, Document>) -> Result<(), Fault> {
        let Change::Regulation(document) = &self.change else {
            return Ok(());
        };
        check_document(document)?;
        let number = &document.number;
        if let Some(known) = documents.get(number) {
            if known == document {
                let message = format!("文件「{number}」已经这样登记，没有需要变更的内容");
                return Err(Fault::new("/number", "nothing_changes", message));
            }
            let fixed = [
                ("/title", known.title == document.title),
                ("/issued", known.issued == document.issued),
                ("/in_force_from", known.in_force_from == document.in_force_from),
            ];
            if let Some((pointer, _)) = fixed.into_iter().find(|(_, is_same)| !is_same) {
                let message = format!("文件「{number}」已经登记：只能变更它的终止日、废止它的文件、它废止的文件和有效期的解释口径");
                return Err(Fault::new(pointer, "already_registered", message));
            }
        }
        documents.insert(number.clone(), document.clone());
        Ok(())
    }

    pub(crate) fn amend_parameters(
        &self,
        parameters: &mut BTreeMap<String, Parameter>,
        documents: &BTreeMap<String, Document>,
        declared: &[Declared],
    ) -> Result<(), Fault> {
        match &self.change {
            Change::Regulation(_) => Ok(()),
            Change::Observation(observation) => {
                let parameter = find(parameters, &observation.key)?;
                if observation.document.trim().is_empty() || observation.article.trim().is_empty() {
                    let is_document = observation.document.trim().is_empty();
                    let pointer = if is_document { "/document" } else { "/article" };
                    let message = "缺少出处：要写明在哪里查到的（document 和 article）";
                    return Err(Fault::new(pointer, "citation_missing", message));
                }
                observe(parameter, observation.observed_through)
            }
            Change::Version(new) => {
                let parameter = find(parameters, &new.key)?;
                let Some(wanted) = declared.iter().find(|wanted| wanted.key == new.key) else {
                    return Err(unknown(&new.key));
                };
                add_version(parameter, new, self.revision, wanted, documents)
            }
        }
    }
}

fn find<'a>(parameters: &'a mut BTreeMap<String, Parameter>, key: &str) -> Result<&'a mut Parameter, Fault> {
    parameters.get_mut(key).ok_or_else(|| unknown(key))
}

fn unknown(key: &str) -> Fault {
    let message = format!("未知的规则「{key}」：程序不认识这个键，请核对拼写");
    Fault::new("/key", "rule_unknown", message)
}

fn add_version(
    parameter: &mut Parameter,
    new: &NewVersion,
    revision: i64,
    wanted: &Declared,
    documents: &BTreeMap<String, Document>,
) -> Result<(), Fault> {
    let last = parameter.versions.last().map_or(0, |version| version.source.rule.version);
    let raw = RawVersion {
        version: last + 1,
        value: new.value.clone(),
        from: new.effective_from,
        to: new.effective_to,
        known_from: new.known_from,
        document: new.document.clone(),
        article: new.article.clone(),
        interpretation: new.interpretation.clone(),
    };
    let mut version = check_version(&new.key, raw, wanted, documents)?;
    version.revision = revision;
    if let Some(replaced) = new.replaces {
        if replaced != last || parameter.versions.len() < 2 {
            let message = format!("规则「{}」只能代替最后一版（第{last}版），并且它之前要有别的版本", new.key);
            return Err(Fault::new("/replaces", "not_the_last_version", message));
        }
        parameter.versions.pop();
        if let Some(previous) = parameter.versions.last_mut() {
            previous.effective_to = previous.stated_to;
        }
    }
    if let Some(previous) = parameter.versions.last_mut() {
        give_way(previous, new.effective_from);
        check_sequence(&new.key, previous, &version)?;
    }
    match (parameter.observed_through, new.observed_through) {
        (None, None) => {}
        (Some(observed), _) if new.effective_from <= observed && new.replaces.is_none() => {
            let message = format!(
                "规则「{}」已公布到 {observed}，那些日子已可据以计算：新的值只能从 {observed} 之后开始",
                new.key
            );
            return Err(Fault::new("/effective_from", "already_observed", message));
        }
        (Some(_), None) => {
            let message = format!("规则「{}」是公布的序列：要写明已公布到哪一天", new.key);
            return Err(Fault::new("/observed_through", "required", message));
        }
        (_, Some(through)) if through < new.effective_from => {
            let message = format!("规则「{}」的已公布日期早于新值的生效日，这个值就用不上", new.key);
            return Err(Fault::new("/observed_through", "end_before_start", message));
        }
        (_, Some(through)) => observe(parameter, through)?,
    }
    parameter.versions.push(version);
    Ok(())
}

/// A version that has begun before the new one's first day ends on the day before it.
fn give_way(previous: &mut Version, from: NaiveDate) {
    let is_longer = previous.effective_to.is_none_or(|to| to >= from);
    if is_longer && previous.source.rule.effective_from < from {
        previous.effective_to = from.pred_opt();
    }
}

fn observe(parameter: &mut Parameter, through: NaiveDate) -> Result<(), Fault> {
    let key = &parameter.key;
    let Some(observed) = parameter.observed_through else {
        let message = format!("规则「{key}」不是公布的序列，没有「已公布到」的日期");
        return Err(Fault::new("/observed_through", "not_a_series", message));
    };
    if through <= observed {
        let message = format!("规则「{key}」已公布到 {observed}：新的日期应在其后");
        return Err(Fault::new("/observed_through", "already_observed", message));
    }
    parameter.observed_through = Some(through);
    Ok(())
}

/// The digest of rules with these amendments, upon the digest of the rules without.
pub(crate) fn digest(before: String, amendments: &[Amendment]) -> String {
    amendments.iter().fold(before, |before, amendment| {
        let mut hasher = Sha256::new();
        hasher.update(before.as_bytes());
        hasher.update(amendment.revision.to_be_bytes());
        // A change is made of tables, texts, numbers and days: nothing that TOML cannot say.
        hasher.update(toml::to_string(&amendment.change).unwrap_or_default().as_bytes());
        hex::encode(hasher.finalize())
    })
}

/// At which revision of some rule files a digest stood: how a stored result finds the rules it came from.
pub fn revision_of(files_digest: &str, amendments: &[Amendment], wanted: &str) -> Option<i64> {
    if files_digest == wanted {
        return Some(0);
    }
    let mut current = files_digest.to_owned();
    for amendment in amendments {
        current = digest(current, std::slice::from_ref(amendment));
        if current == wanted {
            return Some(amendment.revision);
        }
    }
    None
}

/// A place at which two values differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// JSON pointer within the value; empty for the value itself.
    pub pointer: String,
    /// What stood there.
    pub before: Option<Value>,
    /// What stands there now.
    pub after: Option<Value>,
}

/// Where two values differ, in order; lists are compared by position.
pub fn difference(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(String::new(), Some(before), Some(after), &mut found);
    found
}

fn compare(pointer: String, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Difference>) {
    match (before, after) {
        (Some(before), Some(after)) if before == after => {}
        (Some(Value::Table(before)), Some(Value::Table(after))) => {
            let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let escaped = key.replace('~', "~0").replace('/', "~1");
                compare(format!("{pointer}/{escaped}"), before.get(key), after.get(key), found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            for index in 0..before.len().max(after.len()) {
                compare(format!("{pointer}/{index}"), before.get(index), after.get(index), found);
            }
        }
        (before, after) => found.push(Difference {
            pointer,
            before: before.cloned(),
            after: after.cloned(),
        }),
    }
}
