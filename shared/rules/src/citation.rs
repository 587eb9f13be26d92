//! Where a rule stands in the law.

use serde::{Deserialize, Serialize};

/// The place in a document that a value or a step rests on. Neither part is ever empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Document number as printed, e.g. `新政办发〔2023〕24号`.
    pub document: String,
    /// Article or item within it, e.g. `附件4 二（三）`.
    pub article: String,
}

impl Citation {
    /// Names an article of a document.
    pub fn new(document: impl Into<String>, article: impl Into<String>) -> Self {
        Self {
            document: document.into(),
            article: article.into(),
        }
    }
}

impl std::fmt::Display for Citation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.document, self.article)
    }
}
