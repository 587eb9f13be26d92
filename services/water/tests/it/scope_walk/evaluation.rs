//! Water-saving evaluations of others.

use platform::test_support::conformance::Visit;
use serde_json::json;

use crate::{
    evaluation::{body, facts, register},
    register::with,
    support::{Water, clerk},
};

/// An evaluation in Longxing, with a commitment.
pub struct Theirs {
    evaluation: String,
    commitment: String,
}

impl Theirs {
    pub async fn make(water: &Water) -> Self {
        let body = with(body("990001"), json!({"facts": with(facts(), json!({"name": "ALPHA-饮料厂"}))}));
        let evaluation = register(water, &body).await;
        let path = format!("/v1/evaluations/{}/commitments", evaluation["id"].as_str().unwrap());
        let promise = json!({"annual_volume": "5000", "first_year": 2026, "document": "承诺书", "signed_on": "2026-01-05"});
        let filed = water.post_if_match(&clerk(), &path, 1, &promise).await;
        assert_eq!(filed.status, 200, "{}", filed.body);
        Self {
            evaluation: evaluation["id"].as_str().unwrap().to_owned(),
            commitment: filed.body["commitments"][0]["id"].as_str().unwrap().to_owned(),
        }
    }

    pub fn marks(&self) -> Vec<String> {
        vec![self.evaluation.clone(), self.commitment.clone()]
    }

    pub fn visits(&self) -> Vec<Visit> {
        let (id, commitment) = (self.evaluation.as_str(), self.commitment.as_str());
        let verdict = json!({"verdict": "failed", "opinion_number": "x", "opinion_on": "2026-11-20", "opinion": "x"});
        let promise = json!({"annual_volume": "1", "first_year": 2027, "document": "x", "signed_on": "2026-01-05"});
        vec![
            Visit::lists("GET /v1/evaluations", &[], ""),
            Visit::refuses("POST /v1/evaluations", body("990002"), &[403]),
            Visit::hides("GET /v1/evaluations/{evaluation_id}", &[id], ""),
            Visit::hides("PUT /v1/evaluations/{evaluation_id}", &[id], "").with(facts()),
            Visit::hides("PUT /v1/evaluations/{evaluation_id}/report", &[id], "")
                .with(json!({"contents": [], "products": [], "indicators": []})),
            Visit::hides("PUT /v1/evaluations/{evaluation_id}/user", &[id], "").with(json!({"user_id": id})),
            Visit::hides("POST /v1/evaluations/{evaluation_id}/submission", &[id], ""),
            Visit::hides("POST /v1/evaluations/{evaluation_id}/withdrawal", &[id], ""),
            Visit::hides("POST /v1/evaluations/{evaluation_id}/return", &[id], "").with(json!({"reason": "x"})),
            Visit::hides("POST /v1/evaluations/{evaluation_id}/verdict", &[id], "").with(verdict),
            Visit::hides("POST /v1/evaluations/{evaluation_id}/commitments", &[id], "").with(promise),
            Visit::hides("POST /v1/evaluation-commitments/{commitment_id}/ending", &[commitment], "")
                .with(json!({"last_year": 2099, "reason": "x"})),
        ]
    }
}
