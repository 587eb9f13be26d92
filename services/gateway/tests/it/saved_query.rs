//! Queries that people keep.

use serde_json::json;

use crate::support::{Edge, outcome};

const PATH: &str = "/api/identity/v1/saved-queries";

#[tokio::test(flavor = "multi_thread")]
async fn a_query_is_kept_for_its_owner_on_every_device_and_for_nobody_else() {
    let edge = Edge::start().await;
    let (desk, phone, other) = (edge.login("clerk").await, edge.login("clerk").await, edge.login("admin").await);
    let body = json!({ "page": "water.bills", "name": "三季度逾期", "query": { "period": "2026Q3", "state": "overdue" } });
    let saved = edge.post_as(&desk, PATH, &body).await;
    assert_eq!(saved.status, 201, "{}", saved.body);
    let of_bills = format!("{PATH}?page=water.bills");
    let seen = edge.get_as(&phone, &of_bills).await;
    assert_eq!(seen.body["items"], json!([saved.body]));
    assert_eq!(
        edge.get_as(&phone, &format!("{PATH}?page=water.users")).await.body["items"],
        json!([])
    );
    assert_eq!(edge.get_as(&other, &of_bills).await.body["items"], json!([]));
    let one = format!("{PATH}/{}", saved.body["id"].as_str().unwrap());
    assert_eq!(edge.delete_as(&other, &one).await.status, 404);
    // The same name again replaces it.
    let again = json!({ "page": "water.bills", "name": "三季度逾期", "query": { "period": "2026Q4" } });
    assert_eq!(edge.post_as(&phone, PATH, &again).await.status, 201);
    let seen = edge.get_as(&desk, &of_bills).await;
    assert_eq!(seen.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(seen.body["items"][0]["query"], json!({ "period": "2026Q4" }));
    assert_eq!(edge.delete_as(&desk, &one).await.status, 204);
    assert_eq!(edge.get_as(&desk, &of_bills).await.body["items"], json!([]));
    assert_eq!(edge.get(&of_bills).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_that_is_none_is_refused_with_what_is_wrong() {
    let edge = Edge::start().await;
    let clerk = edge.login("clerk").await;
    for body in [
        json!({ "page": "../etc", "name": "x", "query": {} }),
        json!({ "page": "water.bills", "name": " ", "query": {} }),
        json!({ "page": "water.bills", "name": "长".repeat(41), "query": {} }),
        json!({ "page": "water.bills", "name": "x", "query": { "q": "长".repeat(201) } }),
        json!({ "page": "water.bills", "name": "x", "query": {}, "owner": "admin" }),
    ] {
        assert_eq!(outcome(&edge.post_as(&clerk, PATH, &body).await), (400, "invalid_input"), "{body}");
    }
}
