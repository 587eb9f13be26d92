//! Methods of flow assessment and shortages of others.

use platform::test_support::conformance::Visit;
use serde_json::json;
use uuid::Uuid;

use crate::{
    metering::{method_body, method_in_force, shortage_body, usage_body},
    register::{create_user, created, user_body},
    support::{Water, clerk},
};

/// A method with a usage, a draft and a shortage of a user of the city's company in Longxing.
pub struct Theirs {
    user: Uuid,
    method: String,
    draft: String,
    shortage: String,
}

impl Theirs {
    pub async fn make(water: &Water) -> Self {
        let user = create_user(water, &user_body("ALPHA-8")).await;
        let method = method_in_force(water, &method_body(user, "ALPHA-M1")).await["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let draft = created(&water.post(&clerk(), "/v1/flow-assessments", &method_body(user, "ALPHA-M2")).await).to_string();
        created(
            &water
                .post(&clerk(), &format!("/v1/flow-assessments/{method}/usages"), &usage_body())
                .await,
        );
        let shortage = created(&water.post(&clerk(), "/v1/water-shortages", &shortage_body(user)).await).to_string();
        Self {
            user,
            method,
            draft,
            shortage,
        }
    }

    pub fn marks(&self) -> Vec<String> {
        vec![self.method.clone(), self.draft.clone(), self.shortage.clone()]
    }

    pub fn visits(&self) -> Vec<Visit> {
        let (method, draft, shortage) = (self.method.as_str(), self.draft.as_str(), self.shortage.as_str());
        let settlement = json!({"kind": "made_good", "volume": "1", "settled_on": "2026-07-20", "detail": "x"});
        let usage = json!({"period": "2026-08", "quantity": "1", "basis": "x"});
        vec![
            Visit::lists("GET /v1/flow-assessments", &[], ""),
            Visit::lists("GET /v1/assessed-usages", &[], ""),
            Visit::lists("GET /v1/water-shortages", &[], ""),
            Visit::refuses("POST /v1/flow-assessments", method_body(self.user, "N-M"), &[404]),
            Visit::refuses("POST /v1/water-shortages", shortage_body(self.user), &[404]),
            Visit::hides("GET /v1/flow-assessments/{assessment_id}", &[method], ""),
            Visit::hides("GET /v1/water-shortages/{shortage_id}", &[shortage], ""),
            Visit::hides("POST /v1/flow-assessments/{assessment_id}/return", &[draft], "").with(json!({"comment": "x"})),
            Visit::hides("POST /v1/flow-assessments/{assessment_id}/approval", &[draft], ""),
            Visit::hides("POST /v1/flow-assessments/{assessment_id}/usages", &[method], "").with(usage),
            Visit::hides("POST /v1/flow-assessments/{assessment_id}/ending", &[method], "")
                .with(json!({"ended_on": "2026-12-31", "reason": "x"})),
            Visit::hides("POST /v1/water-shortages/{shortage_id}/settlements", &[shortage], "").with(settlement),
        ]
    }
}
