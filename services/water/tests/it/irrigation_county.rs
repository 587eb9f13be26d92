//! An irrigation district as the tests of rights and bills need it: Muzan, its towns Longxing and Sanquan.

use platform::test_support::{Answer, TestPerson};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    register::{created, with},
    support::{Water, billing_clerk, clerk, head},
};

/// An association in Longxing.
pub fn association(code: &str) -> Value {
    json!({"code": code, "kind": "association", "name": format!("{code}农民用水协会"), "district": "muzan", "town": "longxing", "village": "木赞村"})
}

/// A part of another party.
pub fn below(parent: Uuid, kind: &str, code: &str) -> Value {
    with(
        association(code),
        json!({"kind": kind, "name": format!("{code}户"), "parent_id": parent}),
    )
}

/// Records a party.
pub async fn party(water: &Water, body: &Value) -> Uuid {
    created(&water.post(&clerk(), "/v1/irrigation/parties", body).await)
}

/// An association with a group with a household.
pub async fn tree(water: &Water, code: &str) -> [Uuid; 3] {
    let top = party(water, &association(code)).await;
    let group = party(water, &below(top, "group", &format!("{code}-1"))).await;
    let household = party(water, &below(group, "household", &format!("{code}-1-1"))).await;
    [top, group, household]
}

/// A right's draft.
pub fn right_body(party: Uuid, year: i32, volume: &str) -> Value {
    json!({
        "party_id": party, "year": year, "volume": volume,
        "basis": {
            "confirmed_area": "1200", "irrigated_area": "1000", "crop_areas": {"grain": "900", "economic": "80", "other": "20"},
            "last_use": ["180000", "190000.5", "175000"], "works": "干支渠完好，斗渠待修",
        },
    })
}

/// Tries to draft a right.
pub async fn draft(water: &Water, party: Uuid, year: i32, volume: &str) -> Answer {
    water
        .post(&clerk(), "/v1/irrigation/rights", &right_body(party, year, volume))
        .await
}

/// Moves a right on.
pub async fn decide(water: &Water, person: &TestPerson, right: &Value, step: &str, body: &Value) -> Answer {
    let path = format!("/v1/irrigation/rights/{}/{step}", right["id"].as_str().unwrap());
    water.post_if_match(person, &path, right["version"].as_i64().unwrap(), body).await
}

/// Drafts and approves a right.
pub async fn right(water: &Water, party: Uuid, year: i32, volume: &str) -> Value {
    let drafted = draft(water, party, year, volume).await;
    assert_eq!(drafted.status, 201, "{}", drafted.body);
    let approved = decide(water, &head(), &drafted.body, "approval", &json!({})).await;
    assert_eq!(approved.status, 200, "{}", approved.body);
    approved.body
}

/// Records what has been planted: 10 mu of economic crops, 20 of grain.
pub async fn plant(water: &Water, party: Uuid, year: i32) -> Uuid {
    let body = json!({"year": year, "areas": {"grain": "20", "economic": "10", "other": "0"}});
    created(
        &water
            .post(&clerk(), &format!("/v1/irrigation/parties/{party}/plantings"), &body)
            .await,
    )
}

/// A watering of economic crops.
pub fn watering_body(party: Uuid, watered_on: &str, volume: &str) -> Value {
    json!({"party_id": party, "crop": "economic", "watered_on": watered_on, "volume": volume, "area": "10", "method": "manual"})
}

/// Tries to record a watering.
pub async fn water_on(water: &Water, party: Uuid, watered_on: &str, volume: &str) -> Answer {
    water
        .post(&clerk(), "/v1/irrigation/waterings", &watering_body(party, watered_on, volume))
        .await
}

/// Tries to bill.
pub async fn bill(water: &Water, party: Uuid, year: i32, through: &str) -> Answer {
    let body = json!({"party_id": party, "year": year, "through": through});
    water.post(&billing_clerk(), "/v1/irrigation/bills", &body).await
}

/// The one bill that was made.
pub async fn billed(water: &Water, party: Uuid, through: &str) -> Value {
    let answer = bill(water, party, 2025, through).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.body["items"].as_array().unwrap().len(), 1, "{}", answer.body);
    answer.body["items"][0].clone()
}

/// Records the approval of Muzan's prices of 2025.
pub async fn approve_prices(water: &Water, approved_on: &str) -> Answer {
    let body = json!({"district": "muzan", "year": 2025, "number": "新发改价〔2025〕7号", "approved_on": approved_on});
    water.post(&head(), "/v1/irrigation/approvals", &body).await
}
