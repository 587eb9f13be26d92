//! Posts and the roles that they bring along; roles of departments.

use serde_json::{Value, json};

use crate::support::{Edge, outcome, tokens_of};

const POSTS: &str = "/api/identity/v1/posts";
const ACCOUNTS: &str = "/api/identity/v1/accounts";

fn post(code: &str, unit: &str, roles: &[&str]) -> Value {
    json!({ "code": code, "title": code, "unit": unit, "roles": roles })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_has_its_own_roles_and_those_of_its_posts() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    assert_eq!(
        edge.post_as(&admin, POSTS, &post("desk", "water_bureau", &["water_clerk", "auditor"]))
            .await
            .status,
        201
    );
    assert_eq!(
        edge.post_as(&admin, POSTS, &post("town_desk", "longxing", &["town_clerk"]))
            .await
            .status,
        201
    );
    let account = json!({
        "username": "zhang.san", "name": "张三", "roles": ["auditor", "operator"], "posts": ["town_desk", "desk"], "unit": "water_bureau",
        "scope": { "kind": "department" },
    });
    let created = edge.post_as(&admin, ACCOUNTS, &account).await;
    assert_eq!(created.status, 201, "{created:?}");
    let shown = &created.body["account"];
    assert_eq!(
        (&shown["roles"], &shown["posts"]),
        (&json!(["auditor", "operator"]), &json!(["desk", "town_desk"]))
    );
    assert_eq!(
        shown["effective_roles"],
        json!(["auditor", "operator", "town_clerk", "water_clerk"])
    );

    let given = created.body["password"].as_str().unwrap();
    let first = tokens_of(&edge.try_login("zhang.san", given).await);
    let change = json!({ "current_password": given, "new_password": "Fenhe-2023x" });
    let login = edge.post_as(&first, "/api/identity/v1/password", &change).await;
    assert_eq!(
        login.body["account"]["roles"],
        json!(["auditor", "operator", "town_clerk", "water_clerk"])
    );
    // By a role of a post, at a route of ours.
    let tokens = tokens_of(&login);
    assert_eq!(edge.get_as(&tokens, "/api/identity/v1/operations/state").await.status, 200);

    for (filter, expected) in [("post=desk", 1), ("role=town_clerk", 4), ("post=nowhere", 0)] {
        let list = edge.get_as(&admin, &format!("{ACCOUNTS}?{filter}")).await;
        assert_eq!(list.body["items"].as_array().unwrap().len(), expected, "{filter}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_refused_with_everything_that_is_wrong_with_it() {
    let edge = Edge::start().await;
    let (admin, clerk) = (edge.login("admin").await, edge.login("clerk").await);
    assert_eq!(edge.post_as(&clerk, POSTS, &post("desk", "longxing", &[])).await.status, 403);
    let role = json!({ "code": "finance_clerk", "title": "会计", "department": "finance" });
    assert_eq!(edge.post_as(&admin, "/api/identity/v1/roles", &role).await.status, 201);
    let codes = async |body: &Value| -> Vec<String> {
        let answer = edge.post_as(&admin, POSTS, body).await;
        assert_eq!(outcome(&answer), (400, "invalid_input"), "{body}");
        let errors = answer.body["errors"].as_array().unwrap();
        errors.iter().map(|error| error["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        codes(&post("Desk", "nowhere", &["no_role"])).await,
        ["invalid_post", "unknown_unit", "unknown_role"]
    );
    assert_eq!(
        codes(&post("desk", "water_bureau", &["water_clerk", "finance_clerk", "auditor"])).await,
        ["role_of_another_department"]
    );
    // A town is no department: its people do the work of several.
    assert_eq!(
        edge.post_as(&admin, POSTS, &post("desk", "longxing", &["town_clerk", "finance_clerk"]))
            .await
            .status,
        201
    );
    assert_eq!(
        outcome(&edge.post_as(&admin, POSTS, &post("desk", "sanquan", &[])).await),
        (409, "post_taken")
    );
    let same_title = json!({ "code": "desk_2", "title": "desk", "unit": "longxing", "roles": [] });
    assert_eq!(outcome(&edge.post_as(&admin, POSTS, &same_title).await), (409, "post_taken"));
    let account =
        json!({ "username": "li.si", "name": "李四", "roles": [], "posts": ["nowhere"], "unit": "county", "scope": { "kind": "nothing" } });
    let answer = edge.post_as(&admin, ACCOUNTS, &account).await;
    assert_eq!((answer.status, &answer.body["errors"][0]["code"]), (400, &json!("unknown_post")));
    let list = edge.get_as(&clerk, &format!("{POSTS}?unit=longxing")).await;
    assert_eq!(list.body["items"][0]["roles"], json!(["finance_clerk", "town_clerk"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_a_post_needs_the_version_it_rests_on() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    edge.post_as(&admin, POSTS, &post("desk", "longxing", &["town_clerk"])).await;
    let body = json!({ "title": "窗口", "roles": [] });
    let changed = edge.put_as(&admin, &format!("{POSTS}/desk"), 1, &body).await;
    assert_eq!(
        (changed.status, &changed.body["version"], &changed.body["title"]),
        (200, &json!(2), &json!("窗口"))
    );
    assert_eq!(edge.put_as(&admin, &format!("{POSTS}/desk"), 1, &body).await.status, 412);
    assert_eq!(edge.put_as(&admin, &format!("{POSTS}/nowhere"), 1, &body).await.status, 404);
    let written = "SELECT count(*) FROM audit_entries WHERE action = 'post.update' AND before->'roles' = '[\"town_clerk\"]' AND after->'roles' = '[]'";
    assert_eq!(edge.count(written).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrators_post_keeps_its_role() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    edge.post_as(&admin, POSTS, &post("admins", "county", &["identity_admin"])).await;
    let by_post = json!({ "name": "管理员", "roles": [], "posts": ["admins"], "unit": "county", "scope": { "kind": "nothing" } });
    assert_eq!(edge.put_as(&admin, &format!("{ACCOUNTS}/admin"), 1, &by_post).await.status, 200);
    let emptied = json!({ "title": "admins", "roles": [] });
    assert_eq!(
        outcome(&edge.put_as(&admin, &format!("{POSTS}/admins"), 1, &emptied).await),
        (409, "last_administrator")
    );
    let without = json!({ "name": "管理员", "roles": [], "posts": [], "unit": "county", "scope": { "kind": "nothing" } });
    assert_eq!(
        outcome(&edge.put_as(&admin, &format!("{ACCOUNTS}/admin"), 2, &without).await),
        (409, "last_administrator")
    );
    assert_eq!(edge.get_as(&admin, ACCOUNTS).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_belongs_to_a_department_or_to_the_platform() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let of = async |filter: &str| -> Vec<String> {
        let list = edge.get_as(&admin, &format!("/api/identity/v1/roles{filter}")).await;
        let items = list.body["items"].as_array().unwrap();
        items.iter().map(|role| role["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of("?department=water").await, ["town_clerk", "water_clerk"]);
    let body = json!({ "title": "乡镇办事员", "department": null });
    let path = "/api/identity/v1/roles/town_clerk";
    let changed = edge.put_as(&admin, path, 1, &body).await;
    assert_eq!((changed.status, &changed.body["department"]), (200, &Value::Null));
    assert_eq!(edge.put_as(&admin, path, 1, &body).await.status, 412);
    assert_eq!(of("?department=water").await, ["water_clerk"]);
    let unknown = edge
        .put_as(&admin, path, 2, &json!({ "title": "x", "department": "forestry" }))
        .await;
    assert_eq!(outcome(&unknown), (400, "invalid_input"));
    assert_eq!(
        outcome(&edge.get_as(&admin, "/api/identity/v1/roles?department=forestry").await),
        (400, "invalid_query")
    );
}
