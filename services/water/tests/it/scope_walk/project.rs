//! Construction projects of others.

use platform::test_support::conformance::Visit;
use serde_json::json;

use crate::{
    project::{document, evidence, facts, ok, project_body, register, step},
    register::with,
    support::{Water, clerk},
};

/// A project in Longxing, with a finding.
pub struct Theirs {
    project: String,
    finding: String,
}

impl Theirs {
    pub async fn make(water: &Water) -> Self {
        let body = with(
            project_body("990001"),
            json!({"facts": with(facts(), json!({"name": "ALPHA-停车楼"}))}),
        );
        let project = register(water, &body).await;
        let finding = json!({"kind": "used_unaccepted", "found_on": "2026-11-10", "detail": "已营业", "correct_by": "2026-12-10"});
        let found = ok(step(water, &clerk(), &project, "findings", &finding).await);
        Self {
            project: project["id"].as_str().unwrap().to_owned(),
            finding: found["findings"][0]["id"].as_str().unwrap().to_owned(),
        }
    }

    pub fn marks(&self) -> Vec<String> {
        vec![self.project.clone(), self.finding.clone()]
    }

    pub fn visits(&self) -> Vec<Visit> {
        let (id, empty) = (self.project.as_str(), json!({}));
        let finding = json!({"kind": "used_unaccepted", "found_on": "2026-11-11", "detail": "x", "correct_by": "2026-12-10"});
        vec![
            Visit::lists("GET /v1/projects", &[], ""),
            Visit::refuses("POST /v1/projects", project_body("990002"), &[403]),
            Visit::hides("GET /v1/projects/{project_id}", &[id], ""),
            Visit::hides("PUT /v1/projects/{project_id}", &[id], "").with(facts()),
            Visit::hides("POST /v1/projects/{project_id}/documents", &[id], "").with(document("drawings")),
            Visit::hides("POST /v1/projects/{project_id}/evidence", &[id], "").with(evidence("appliances")),
            Visit::hides("POST /v1/projects/{project_id}/construction", &[id], "").with(empty.clone()),
            Visit::hides("POST /v1/projects/{project_id}/acceptance-request", &[id], "").with(empty.clone()),
            Visit::hides("POST /v1/projects/{project_id}/acceptance-withdrawal", &[id], "").with(empty.clone()),
            Visit::hides("POST /v1/projects/{project_id}/acceptance", &[id], "").with(empty.clone()),
            Visit::hides("POST /v1/projects/{project_id}/acceptance-refusal", &[id], "").with(json!({"reason": "x"})),
            Visit::hides("POST /v1/projects/{project_id}/use", &[id], "").with(empty),
            Visit::hides("POST /v1/projects/{project_id}/findings", &[id], "").with(finding),
            Visit::hides("POST /v1/project-findings/{finding_id}/correction", &[&self.finding], "")
                .with(json!({"corrected_on": "2026-11-12", "correction": "x"})),
        ]
    }
}
