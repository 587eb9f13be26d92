//! The documents that rules are taken from, and when each is in force.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A regulation, law, announcement or notice that citations name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Number as printed, e.g. `新政办发〔2023〕24号`; for a law its name.
    pub number: String,
    /// Title.
    pub title: String,
    /// Day it was issued.
    pub issued: NaiveDate,
    /// First day in force.
    pub in_force_from: NaiveDate,
    /// Last day in force; none while no end is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_to: Option<NaiveDate>,
    /// Number of the document that repealed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repealed_by: Option<String>,
    /// Numbers of the documents that it repeals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeals: Vec<String>,
    /// Why the validity is read as it is, where the text leaves a choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpretation: Option<String>,
}

impl Document {
    /// Whether the document is in force on a day.
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        on >= self.in_force_from && self.in_force_to.is_none_or(|to| on <= to)
    }
}
