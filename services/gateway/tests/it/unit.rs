//! Units: which service they run, stations, renaming.

use serde_json::json;

use crate::support::{Edge, outcome};

const UNITS: &str = "/api/identity/v1/units";

#[tokio::test(flavor = "multi_thread")]
async fn one_department_runs_a_service() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let bureau =
        |service: &str| json!({ "code": "a_bureau", "name": "另一个局", "kind": "department", "parent": "county", "service": service });
    assert_eq!(outcome(&edge.post_as(&admin, UNITS, &bureau("water")).await), (409, "unit_taken"));
    assert_eq!(
        outcome(&edge.post_as(&admin, UNITS, &bureau("forestry")).await),
        (400, "invalid_input")
    );
    let created = edge.post_as(&admin, UNITS, &bureau("finance")).await;
    assert_eq!((created.status, &created.body["service"]), (201, &json!("finance")));
    let company = json!({ "code": "a_company", "name": "公司", "kind": "company", "parent": "county", "service": "housing" });
    let answer = edge.post_as(&admin, UNITS, &company).await;
    assert_eq!((answer.status, &answer.body["errors"][0]["pointer"]), (400, &json!("/service")));
    let taken = edge
        .put_as(
            &admin,
            &format!("{UNITS}/a_bureau"),
            1,
            &json!({ "name": "另一个局", "service": "water" }),
        )
        .await;
    assert_eq!(outcome(&taken), (409, "unit_taken"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_is_renamed_over_the_version_that_was_seen() {
    let edge = Edge::start().await;
    let (admin, clerk) = (edge.login("admin").await, edge.login("clerk").await);
    let path = format!("{UNITS}/longxing_east");
    let body = json!({ "name": "东关村" });
    assert_eq!(edge.put_as(&clerk, &path, 1, &body).await.status, 403);
    let renamed = edge.put_as(&admin, &path, 1, &body).await;
    assert_eq!(
        (renamed.status, &renamed.body["name"], &renamed.body["version"]),
        (200, &json!("东关村"), &json!(2))
    );
    assert_eq!(edge.put_as(&admin, &path, 1, &body).await.status, 412);
    assert_eq!(
        outcome(&edge.put_as(&admin, &path, 2, &json!({ "name": "西村" })).await),
        (409, "unit_taken")
    );
    assert_eq!(edge.put_as(&admin, &format!("{UNITS}/nowhere"), 1, &body).await.status, 404);
    let written =
        "SELECT count(*) FROM audit_entries WHERE action = 'unit.update' AND before->>'name' = '东村' AND after->>'name' = '东关村'";
    assert_eq!(edge.count(written).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_is_a_unit_as_others_are() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let station = json!({ "code": "muzan_station", "name": "灌区管理站", "kind": "station", "parent": "water_bureau" });
    assert_eq!(edge.post_as(&admin, UNITS, &station).await.status, 201);
    let list = edge.get_as(&admin, &format!("{UNITS}?kind=station")).await;
    assert_eq!(list.body["items"][0]["code"], "muzan_station");
}
