//! Reclaimed water of others.

use platform::test_support::conformance::Visit;
use serde_json::json;

use crate::{
    reclaimed::{add, create, made, stop_body, system_body, test_body, user_body},
    reclaimed_scheme::{opinion_body, record, scheme_body},
    support::{Water, clerk},
};

/// A system in Longxing with an incident and a stop.
pub struct Theirs {
    system: String,
    incident: String,
    stop: String,
    scheme: String,
}

impl Theirs {
    pub async fn make(water: &Water) -> Self {
        let system = create(water, &system_body("ALPHA-再生水")).await;
        made(add(water, &system, "stops", &stop_body(25 * 60)).await);
        let seen = made(add(water, &system, "tests", &test_body("ALPHA-检", "50")).await);
        let id = |value: &serde_json::Value| value["id"].as_str().unwrap().to_owned();
        let path = format!("/v1/reclaimed-incidents/{}/repair", id(&seen["incidents"][0]));
        let repair = json!({"repaired_on": water::service::county_day(chrono::Utc::now()).to_string(), "repair": "x"});
        assert_eq!(water.post_if_match(&clerk(), &path, 1, &repair).await.status, 200);
        let scheme = record(water, &scheme_body("ALPHA-P")).await;
        Self {
            scheme: id(&scheme),
            system: id(&system),
            incident: id(&seen["incidents"][0]),
            stop: id(&seen["stops"][0]),
        }
    }

    /// The stop is published.
    pub fn marks(&self) -> Vec<String> {
        vec![self.system.clone(), self.incident.clone(), self.scheme.clone()]
    }

    pub fn visits(&self) -> Vec<Visit> {
        let (id, incident) = (self.system.as_str(), self.incident.as_str());
        let repair = json!({"repaired_on": water::service::county_day(chrono::Utc::now()).to_string(), "repair": "y"});
        vec![
            Visit::lists("GET /v1/reclaimed-systems", &[], ""),
            Visit::refuses("POST /v1/reclaimed-systems", system_body("N"), &[403]),
            Visit::hides("GET /v1/reclaimed-systems/{system_id}", &[id], ""),
            Visit::hides("POST /v1/reclaimed-systems/{system_id}/users", &[id], "").with(user_body("N")),
            Visit::hides("POST /v1/reclaimed-systems/{system_id}/tests", &[id], "").with(test_body("N", "1")),
            Visit::hides("POST /v1/reclaimed-systems/{system_id}/incidents", &[id], "")
                .with(json!({"occurred_at": "2026-11-01T00:00:00Z", "detail": "x"})),
            Visit::hides("POST /v1/reclaimed-systems/{system_id}/stops", &[id], "").with(stop_body(26 * 60)),
            Visit::hides("POST /v1/reclaimed-incidents/{incident_id}/repair", &[incident], "").with(repair),
            Visit::hides("POST /v1/reclaimed-incidents/{incident_id}/resumption", &[incident], "").with(json!({})),
            Visit::lists("GET /v1/reclaimed-schemes", &[], ""),
            Visit::refuses("POST /v1/reclaimed-schemes", scheme_body("N"), &[403]),
            Visit::hides("GET /v1/reclaimed-schemes/{scheme_id}", &[&self.scheme], ""),
            Visit::hides("POST /v1/reclaimed-schemes/{scheme_id}/opinion", &[&self.scheme], "").with(opinion_body(false)),
            Visit::hides("POST /v1/supply-stops/{stop_id}/cancellation", &[&self.stop], "").with(json!({})),
        ]
    }
}
