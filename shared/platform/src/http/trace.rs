//! The shape of a calculation's trace, for OpenAPI documents: `#[schema(value_type = Vec<StepBody>)]` on a field of
//! type [`rules::Trace`], which is what is really serialised.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::CitationBody;

/// One step of a calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StepBody {
    /// Stable name of the step.
    pub step: String,
    /// What the step is, for a person.
    pub label: String,
    /// What went in, by name.
    pub inputs: BTreeMap<String, String>,
    /// What came out.
    pub value: String,
    /// The rule version used.
    pub rule: RuleRefBody,
    /// The article it rests on.
    pub citation: CitationBody,
    /// Set where the text leaves a choice and the rule is the county's reading of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub interpretation: bool,
}

/// A rule version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RuleRefBody {
    /// Parameter key.
    pub key: String,
    /// Version number.
    pub version: u32,
    /// First day of the version, `YYYY-MM-DD`.
    pub effective_from: String,
}

#[cfg(test)]
mod tests {
    use rules::{Citation, RuleRef, Source, Trace};

    use super::*;

    #[test]
    fn the_documented_shape_is_what_a_trace_serialises_to() {
        let source = Source {
            rule: RuleRef {
                key: "rate".to_owned(),
                version: 1,
                effective_from: "2023-10-11".parse().unwrap(),
            },
            citation: Citation::new("甲〔2023〕1号", "第二条"),
            interpretation: Some("理由".to_owned()),
        };
        let mut trace = Trace::new();
        trace.step("sum", "合计", [("a", "1".to_owned())], 2, &source);
        let json = serde_json::to_value(&trace).unwrap();
        let read: Vec<StepBody> = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), json);
    }
}
