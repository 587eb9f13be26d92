//! The steps of a calculation, each with the rule and the article it rests on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    citation::Citation,
    ruleset::{RuleRef, Source},
};

/// One step of a calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable name of the step, e.g. `adjusted_base`.
    pub step: String,
    /// What the step is, for a person.
    pub label: String,
    /// What went in, by name; numbers as exact texts.
    pub inputs: BTreeMap<String, String>,
    /// What came out.
    pub value: String,
    /// The rule version used.
    pub rule: RuleRef,
    /// The article the rule stands in.
    pub citation: Citation,
    /// Set where the text leaves a choice and the rule is our reading of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub interpretation: bool,
}

/// The whole calculation, in order. On the wire a list of steps.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Trace(Vec<Step>);

impl Trace {
    /// An empty trace.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a step that rests on `source`.
    pub fn step<const N: usize>(
        &mut self,
        step: impl Into<String>,
        label: impl Into<String>,
        inputs: [(&str, String); N],
        value: impl ToString,
        source: &Source,
    ) {
        self.0.push(Step {
            step: step.into(),
            label: label.into(),
            inputs: inputs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            value: value.to_string(),
            rule: source.rule.clone(),
            citation: source.citation.clone(),
            interpretation: source.interpretation.is_some(),
        });
    }

    /// The steps in order.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}
