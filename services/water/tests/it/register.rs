//! Users, meters, readings and plans as most tests need them.

use platform::test_support::{Answer, TestPerson, send};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Water, clerk, head};

/// A user on the network of the city's company, in Longxing.
pub fn user_body(code: &str) -> Value {
    json!({
        "code": code, "name": format!("用水户{code}"), "category": "non_resident", "supply": "public_network", "industry_class": "ordinary",
        "use_class": "industry", "town": "longxing", "supplier": "supply_city", "phone": "13812341234",
    })
}

/// The same with some fields changed.
pub fn with(mut body: Value, changes: Value) -> Value {
    let fields = body.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        fields.insert(name.clone(), value.clone());
    }
    body
}

/// A meter that is verified until the end of 2027 and was installed on the last day of 2025 at 100 m³.
pub fn meter_body(number: &str) -> Value {
    json!({
        "number": number, "calibre_dn": 40, "digits": 6, "kind": "机械水表", "place": "supply_point", "installed_on": "2025-12-31",
        "verification": {"certificate": format!("检{number}"), "verified_on": "2025-12-20", "outcome": "verified", "valid_until": "2027-12-19"},
        "installation_value": "100",
    })
}

/// A periodic reading on the last day of its quarter.
pub fn reading_body(period: &str, value: &str) -> Value {
    let last_day = match period {
        "2026Q1" => "2026-03-31",
        "2026Q2" => "2026-06-30",
        _ => "2026-09-30",
    };
    json!({"purpose": "periodic", "period": period, "read_on": last_day, "value": value, "method": "manual"})
}

/// The id of what was created.
pub fn created(answer: &Answer) -> Uuid {
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body["id"].as_str().unwrap().parse().unwrap()
}

/// Registers a user.
pub async fn create_user(water: &Water, body: &Value) -> Uuid {
    created(&water.post(&clerk(), "/v1/water-users", body).await)
}

/// Registers a meter of a user.
pub async fn create_meter(water: &Water, user: Uuid, body: &Value) -> Uuid {
    created(&water.post(&clerk(), &format!("/v1/water-users/{user}/meters"), body).await)
}

/// Registers a user with a meter; their ids.
pub async fn user_with_meter(water: &Water, code: &str) -> (Uuid, Uuid) {
    let user = create_user(water, &user_body(code)).await;
    (user, create_meter(water, user, &meter_body(&format!("M{code}"))).await)
}

/// Tries to record a reading.
pub async fn read(water: &Water, meter: Uuid, body: &Value) -> Answer {
    water.post(&clerk(), &format!("/v1/meters/{meter}/readings"), body).await
}

/// A plan for the four quarters of 2026.
pub fn plan_body(user: Uuid) -> Value {
    json!({
        "user_id": user, "year": 2026, "basis": "approved_figure", "basis_detail": "新水计〔2025〕1号",
        "volumes": {"2026Q1": "1000", "2026Q2": "1000", "2026Q3": "1000", "2026Q4": "1000"},
    })
}

/// Moves a plan on.
pub async fn move_plan(water: &Water, person: &TestPerson, plan: &Value, step: &str) -> Answer {
    let path = format!("/v1/plans/{}/{step}", plan["id"].as_str().unwrap());
    water
        .post_if_match(person, &path, plan["version"].as_i64().unwrap(), &json!({}))
        .await
}

/// Drafts, submits and approves a plan: it is in force.
pub async fn plan_in_force(water: &Water, user: Uuid) -> Value {
    let draft = water.post(&clerk(), "/v1/plans", &plan_body(user)).await;
    assert_eq!(draft.status, 201, "{}", draft.body);
    let submitted = move_plan(water, &clerk(), &draft.body, "submission").await;
    assert_eq!(submitted.status, 200, "{}", submitted.body);
    let approved = move_plan(water, &head(), &submitted.body, "approval").await;
    assert_eq!(approved.status, 200, "{}", approved.body);
    approved.body
}

/// PUT of JSON by a person that changes the version given.
pub async fn put(water: &Water, person: &TestPerson, path: &str, version: i64, body: &Value) -> Answer {
    send(
        water
            .request_as(person, "PUT", path)
            .header("if-match", format!("\"{version}\""))
            .json(body),
    )
    .await
}

/// Status, code and the pointer of the first field of a refusal.
pub fn refusal(answer: &Answer) -> (u16, &str, &str) {
    (
        answer.status,
        answer.body["code"].as_str().unwrap_or_default(),
        answer.body["errors"][0]["pointer"].as_str().unwrap_or_default(),
    )
}

/// What the audit trail says was done to a thing, in order.
pub async fn actions_on(water: &Water, id: impl ToString) -> Vec<String> {
    use diesel::prelude::*;
    use diesel_async::RunQueryDsl;
    use platform::{Scope, schema::audit_entries};

    let mut conn = water.database.connection(&Scope::All).await.unwrap();
    audit_entries::table
        .filter(audit_entries::entity_id.eq(id.to_string()))
        .order(audit_entries::seq)
        .select(audit_entries::action)
        .load(&mut conn)
        .await
        .unwrap()
}
