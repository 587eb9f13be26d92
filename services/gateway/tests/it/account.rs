//! What administrators do.

use platform::test_support::{Answer, send};
use serde_json::{Value, json};

use crate::support::{Edge, Tokens, outcome, tokens_of};

const ACCOUNTS: &str = "/api/identity/v1/accounts";

fn draft(username: &str) -> Value {
    json!({ "username": username, "name": "张三", "roles": ["town_clerk"], "unit": "longxing", "scope": { "kind": "own_unit" } })
}

fn change() -> Value {
    json!({ "name": "李四", "roles": ["water_clerk", "town_clerk"], "unit": "sanquan", "scope": { "kind": "units", "units": ["sanquan"] } })
}

async fn put(edge: &Edge, tokens: &Tokens, username: &str, version: i64, body: &Value) -> Answer {
    edge.put_as(tokens, &format!("{ACCOUNTS}/{username}"), version, body).await
}

async fn act(edge: &Edge, tokens: &Tokens, username: &str, action: &str) -> Answer {
    edge.post_as(tokens, &format!("{ACCOUNTS}/{username}/{action}"), &json!({})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_account_gets_a_password_that_is_shown_once() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let created = edge.post_as(&admin, ACCOUNTS, &draft("zhang.san")).await;
    assert_eq!(created.status, 201);
    let password = created.body["password"].as_str().unwrap();
    assert_eq!(created.body["account"]["must_change_password"], true);
    let shown = edge.get_as(&admin, &format!("{ACCOUNTS}/zhang.san")).await;
    assert_eq!((shown.status, &shown.body["version"]), (200, &json!(1)));
    assert!(!shown.body.to_string().contains(password));
    assert_eq!(edge.try_login("zhang.san", password).await.status, 200);
    let stored = "SELECT count(*) FROM accounts WHERE username = 'zhang.san' AND password_hash LIKE '$argon2id$%'";
    assert_eq!(edge.count(stored).await, 1);
    let written = format!("SELECT count(*) FROM audit_entries WHERE row_to_json(audit_entries)::text LIKE '%{password}%'");
    assert_eq!(edge.count(&written).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_a_new_account_is_told_at_once() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let body = json!({ "username": "张三", "name": " ", "roles": ["no_such_role", "service"], "unit": "no_such_unit", "scope": { "kind": "units", "units": ["nowhere"] } });
    let answer = edge.post_as(&admin, ACCOUNTS, &body).await;
    assert_eq!(outcome(&answer), (400, "invalid_input"));
    let errors = answer.body["errors"].as_array().unwrap();
    let codes: Vec<_> = errors.iter().map(|error| error["code"].as_str().unwrap()).collect();
    assert_eq!(
        codes,
        [
            "invalid_username",
            "required",
            "reserved_role",
            "unknown_role",
            "unknown_role",
            "unknown_unit",
            "unknown_unit"
        ]
    );
    assert_eq!(
        outcome(&edge.post_as(&admin, ACCOUNTS, &draft("clerk")).await),
        (409, "username_taken")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_needs_the_version_it_rests_on() {
    let edge = Edge::start().await;
    let (admin, town) = (edge.login("admin").await, edge.login("town").await);
    assert_eq!(
        outcome(&edge.post_as(&admin, &format!("{ACCOUNTS}/town"), &change()).await),
        (405, "method_not_allowed")
    );
    let without = send(
        edge.request("PUT", &format!("{ACCOUNTS}/town"))
            .bearer_auth(&admin.access)
            .json(&change()),
    )
    .await;
    assert_eq!(outcome(&without), (400, "if_match_required"));
    let changed = put(&edge, &admin, "town", 1, &change()).await;
    assert_eq!((changed.status, &changed.body["version"]), (200, &json!(2)));
    assert_eq!(changed.body["roles"], json!(["town_clerk", "water_clerk"]));
    assert_eq!(put(&edge, &admin, "town", 1, &change()).await.status, 412);
    assert_eq!(put(&edge, &admin, "nobody", 1, &change()).await.status, 404);
    let refreshed = edge.refresh(&town.refresh).await;
    assert_eq!(refreshed.body["account"]["unit"], "sanquan");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deactivated_account_is_out_at_once_and_may_come_back() {
    let edge = Edge::start().await;
    let (admin, clerk) = (edge.login("admin").await, edge.login("clerk").await);
    let deactivated = act(&edge, &admin, "clerk", "deactivate").await;
    assert_eq!((deactivated.status, &deactivated.body["active"]), (200, &json!(false)));
    assert_eq!(outcome(&act(&edge, &admin, "clerk", "deactivate").await), (409, "already_in_state"));
    assert_eq!(outcome(&edge.refresh(&clerk.refresh).await), (401, "session_ended"));
    assert_eq!(outcome(&edge.get_as(&clerk, "/api/identity/v1/me").await), (401, "token_stale"));
    assert_eq!(edge.try_login("clerk", edge.password_of("clerk")).await.status, 401);
    assert_eq!(act(&edge, &admin, "clerk", "activate").await.status, 200);
    assert_eq!(edge.try_login("clerk", edge.password_of("clerk")).await.status, 200);
    assert_eq!(edge.refresh(&clerk.refresh).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_ends_sessions_and_lockout_and_has_to_be_changed() {
    let edge = Edge::start().await;
    let (admin, clerk) = (edge.login("admin").await, edge.login("clerk").await);
    for _ in 0..5 {
        edge.try_login("clerk", "wrong-password").await;
    }
    let reset = act(&edge, &admin, "clerk", "password-reset").await;
    assert_eq!(reset.status, 200);
    assert_eq!(edge.refresh(&clerk.refresh).await.status, 401);
    assert_eq!(edge.try_login("clerk", edge.password_of("clerk")).await.status, 401);
    let login = edge.try_login("clerk", reset.body["password"].as_str().unwrap()).await;
    assert_eq!((login.status, &login.body["must_change_password"]), (200, &json!(true)));
    assert_eq!(act(&edge, &admin, "nobody", "password-reset").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lockout_is_shown_and_can_be_ended() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    for _ in 0..5 {
        edge.try_login("clerk", "wrong-password").await;
    }
    let list = edge.get_as(&admin, &format!("{ACCOUNTS}?role=water_clerk")).await;
    assert!(list.body["items"][0]["locked_until"].is_string());
    assert!(edge.get_as(&admin, &format!("{ACCOUNTS}/clerk")).await.body["locked_until"].is_string());
    assert_eq!(act(&edge, &admin, "clerk", "unlock").await.status, 200);
    assert_eq!(act(&edge, &admin, "clerk", "unlock").await.status, 200);
    assert_eq!(edge.try_login("clerk", edge.password_of("clerk")).await.status, 200);
    assert_eq!(
        edge.count("SELECT count(*) FROM audit_entries WHERE action = 'account.lock'").await,
        1
    );
    assert_eq!(
        edge.count("SELECT count(*) FROM audit_entries WHERE action = 'account.unlock'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lockout_is_shown_after_a_change_too() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    for _ in 0..5 {
        edge.try_login("town", "wrong-password").await;
    }
    let until = edge.get_as(&admin, &format!("{ACCOUNTS}/town")).await.body["locked_until"].clone();
    assert!(until.is_string());
    for changed in [
        put(&edge, &admin, "town", 1, &change()).await,
        act(&edge, &admin, "town", "deactivate").await,
        act(&edge, &admin, "town", "activate").await,
    ] {
        assert_eq!((changed.status, &changed.body["locked_until"]), (200, &until), "{}", changed.body);
    }
    assert_eq!(act(&edge, &admin, "town", "unlock").await.body["locked_until"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn villages_of_different_towns_may_have_one_name() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let add = async |code: &str, name: &str, parent: Option<&str>| {
        let unit = json!({ "code": code, "name": name, "kind": "village", "parent": parent });
        edge.post_as(&admin, "/api/identity/v1/units", &unit).await
    };
    // There is a 东村 in the first town already.
    assert_eq!(add("sanquan_east", "东村", Some("sanquan")).await.status, 201);
    assert_eq!(outcome(&add("sanquan_east_2", "东村", Some("sanquan")).await), (409, "unit_taken"));
    assert_eq!(outcome(&add("county_2", "县", None).await), (409, "unit_taken"), "nor at the top");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_stays() {
    let edge = Edge::start_with(|config| config.server.workers = 2).await;
    let admin = edge.login("admin").await;
    assert_eq!(
        outcome(&act(&edge, &admin, "admin", "deactivate").await),
        (409, "last_administrator")
    );
    assert_eq!(
        outcome(&put(&edge, &admin, "admin", 1, &change()).await),
        (409, "last_administrator")
    );

    let mut second = draft("second");
    second["roles"] = json!(["identity_admin"]);
    let given = edge.post_as(&admin, ACCOUNTS, &second).await.body["password"]
        .as_str()
        .unwrap()
        .to_owned();
    let tokens = tokens_of(&edge.try_login("second", &given).await);
    let body = json!({ "current_password": given, "new_password": "Fenhe-2023x" });
    let second = tokens_of(&edge.post_as(&tokens, "/api/identity/v1/password", &body).await);
    // Each deactivates the other: one of them stays.
    let (one, other) = tokio::join!(
        act(&edge, &admin, "second", "deactivate"),
        act(&edge, &second, "admin", "deactivate")
    );
    assert_eq!(
        [one.status, other.status].iter().filter(|status| **status == 200).count(),
        1,
        "{one:?} {other:?}"
    );
    assert_eq!(
        edge.count("SELECT count(*) FROM accounts WHERE active AND 'identity_admin' = ANY (roles)")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_taken_away_ends_at_once_here() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    edge.execute("UPDATE accounts SET roles = '{}' WHERE username = 'admin'").await;
    assert_eq!(
        outcome(&edge.post_as(&admin, ACCOUNTS, &draft("zhang.san")).await),
        (401, "token_stale")
    );
    let admin = tokens_of(&edge.refresh(&admin.refresh).await);
    let answer = edge.post_as(&admin, ACCOUNTS, &draft("zhang.san")).await;
    assert_eq!(outcome(&answer), (403, "forbidden"));
    assert_eq!(answer.body["who_may"], json!(["账号管理员"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_listed_by_name_filtered_and_page_by_page() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    let names = |answer: &Answer| -> Vec<String> {
        answer.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|account| account["username"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = edge.get_as(&admin, &format!("{ACCOUNTS}?limit=4")).await;
    assert_eq!(names(&first), ["admin", "auditor", "clerk", "operator"]);
    let cursor = first.body["next_cursor"].as_str().unwrap();
    let second = edge.get_as(&admin, &format!("{ACCOUNTS}?limit=4&cursor={cursor}")).await;
    assert_eq!(names(&second), ["town", "two_towns", "village"]);
    assert!(second.body["next_cursor"].is_null());
    act(&edge, &admin, "village", "deactivate").await;
    for (filter, expected) in [
        ("unit=longxing", vec!["town"]),
        ("role=town_clerk&active=true", vec!["town", "two_towns"]),
        ("active=false", vec!["village"]),
    ] {
        assert_eq!(
            names(&edge.get_as(&admin, &format!("{ACCOUNTS}?{filter}")).await),
            expected,
            "{filter}"
        );
    }
    assert_eq!(
        outcome(&edge.get_as(&admin, &format!("{ACCOUNTS}?limit=201")).await),
        (400, "invalid_limit")
    );
    assert_eq!(
        outcome(&edge.get_as(&admin, &format!("{ACCOUNTS}?town=x")).await),
        (400, "invalid_query")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn units_and_roles_are_added_once() {
    let edge = Edge::start().await;
    let (admin, clerk) = (edge.login("admin").await, edge.login("clerk").await);
    let unit = json!({ "code": "quanzhang", "name": "泉掌镇", "kind": "town", "parent": "county" });
    assert_eq!(edge.post_as(&clerk, "/api/identity/v1/units", &unit).await.status, 403);
    assert_eq!(edge.post_as(&admin, "/api/identity/v1/units", &unit).await.status, 201);
    assert_eq!(
        outcome(&edge.post_as(&admin, "/api/identity/v1/units", &unit).await),
        (409, "unit_taken")
    );
    let orphan = json!({ "code": "orphan", "name": "孤儿", "kind": "village", "parent": "nowhere" });
    let answer = edge.post_as(&admin, "/api/identity/v1/units", &orphan).await;
    assert_eq!(answer.body["errors"][0]["code"], "unknown_unit");
    let list = edge.get_as(&clerk, "/api/identity/v1/units?parent=longxing").await;
    assert_eq!(list.body["items"].as_array().unwrap().len(), 2);
    let towns = edge.get_as(&clerk, "/api/identity/v1/units?kind=town").await;
    let named: Vec<_> = towns.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| (unit["code"].as_str().unwrap(), unit["name"].as_str().unwrap()))
        .collect();
    assert_eq!(
        named,
        [("longxing", "龙兴镇"), ("quanzhang", "泉掌镇"), ("sanquan", "三泉镇")],
        "whoever is logged in reads names"
    );
    assert_eq!(
        outcome(&edge.get_as(&clerk, "/api/identity/v1/units?kind=planet").await),
        (400, "invalid_query")
    );
    assert_eq!(edge.get("/api/identity/v1/units").await.status, 401);

    let role = json!({ "code": "water_head", "title": "负责人" });
    assert_eq!(edge.post_as(&admin, "/api/identity/v1/roles", &role).await.status, 201);
    assert_eq!(
        outcome(&edge.post_as(&admin, "/api/identity/v1/roles", &role).await),
        (409, "role_taken")
    );
    assert_eq!(
        edge.post_as(&admin, "/api/identity/v1/roles", &json!({ "code": "service", "title": "x" }))
            .await
            .status,
        400
    );
    assert_eq!(
        edge.get_as(&clerk, "/api/identity/v1/roles").await.body["items"]
            .as_array()
            .unwrap()
            .len(),
        6
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_log_can_be_verified_by_operators() {
    let edge = Edge::start().await;
    let (operator, clerk) = (edge.login("operator").await, edge.login("clerk").await);
    let path = "/api/identity/v1/operations/audit/verification";
    assert_eq!(edge.get_as(&clerk, path).await.status, 403);
    let answer = edge.get_as(&operator, path).await;
    assert_eq!(answer.body["intact"], true);
    assert!(answer.body["entries"].as_i64().unwrap() > 10);
}
