//! The log of log-ins: what happened to which account, from where; for whom.

use platform::test_support::send;
use serde_json::{Value, json};

use crate::support::{Edge, Tokens, outcome, tokens_of};

const LOG: &str = "/api/identity/v1/login-log";

async fn items(edge: &Edge, tokens: &Tokens, path: &str) -> Vec<Value> {
    let answer = edge.get_as(tokens, path).await;
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    answer.body["items"].as_array().unwrap().clone()
}

/// What happened, the newest first.
fn kinds(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["kind"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_happens_to_a_log_in_is_in_the_log() {
    let edge = Edge::start().await;
    let auditor = edge.login("auditor").await;
    let admin = edge.login("admin").await;
    let body = json!({ "username": "clerk", "password": edge.password_of("clerk") });
    let request = edge
        .request("POST", "/api/identity/v1/login")
        .header("x-forwarded-for", "203.0.113.7")
        .header("user-agent", "Firefox/140");
    let first = tokens_of(&send(request.json(&body)).await);
    assert_eq!(edge.refresh(&first.refresh).await.status, 200);
    assert_eq!(edge.refresh(&first.refresh).await.status, 401, "a second use");
    let second = edge.login("clerk").await;
    let gone = edge
        .post("/api/identity/v1/logout", &json!({ "refresh_token": second.refresh }))
        .await;
    assert_eq!(gone.status, 204, "{gone:?}");
    let third = edge.login("clerk").await;
    let change = json!({ "current_password": edge.password_of("clerk"), "new_password": "another-Passw0rd" });
    assert_eq!(edge.post_as(&third, "/api/identity/v1/password", &change).await.status, 200);
    for _ in 0..5 {
        edge.try_login("clerk", "wrong-password").await;
    }
    let unlocked = edge.post_as(&admin, "/api/identity/v1/accounts/clerk/unlock", &Value::Null).await;
    assert_eq!(unlocked.status, 200);
    let found = items(&edge, &auditor, &format!("{LOG}?username=clerk")).await;
    assert_eq!(
        kinds(&found),
        [
            "unlocked",
            "locked",
            "refused",
            "refused",
            "refused",
            "refused",
            "password_changed",
            "logged_in",
            "logged_out",
            "logged_in",
            "token_reused",
            "logged_in",
        ]
    );
    let first = found.last().unwrap();
    assert_eq!((&first["address"], &first["agent"]), (&json!("203.0.113.7"), &json!("Firefox/140")));
    assert!(found.iter().all(|item| item["address"].is_string()), "{found:?}");
    assert_eq!(found[0]["actor"], "admin");

    let from_there = items(&edge, &admin, &format!("{LOG}?address=203.0.113.7")).await;
    assert_eq!(from_there, std::slice::from_ref(first));
    let locked = items(&edge, &admin, &format!("{LOG}?kind=locked")).await;
    assert_eq!((locked.len(), &locked[0]["username"]), (1, &json!("clerk")));
    assert!(items(&edge, &admin, &format!("{LOG}?from=2999-01-01T00:00:00Z")).await.is_empty());
    assert!(items(&edge, &admin, &format!("{LOG}?until=2020-01-01T00:00:00Z")).await.is_empty());
    let page = edge.get_as(&admin, &format!("{LOG}?username=clerk&limit=11")).await;
    let cursor = page.body["next_cursor"].as_str().unwrap();
    let rest = items(&edge, &admin, &format!("{LOG}?username=clerk&limit=11&cursor={cursor}")).await;
    assert_eq!(rest, std::slice::from_ref(first));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_their_own_log_ins_and_nobody_elses() {
    let edge = Edge::start().await;
    edge.try_login("clerk", "wrong-password").await;
    let clerk = edge.login("clerk").await;
    edge.login("town").await;
    let own = items(&edge, &clerk, &format!("{LOG}/own")).await;
    assert_eq!(kinds(&own), ["logged_in", "refused"]);
    assert!(own.iter().all(|item| item["username"] == "clerk"));
    assert_eq!(edge.get_as(&clerk, LOG).await.status, 403);
    // Not even with a token from when the role was still there.
    let admin = edge.login("admin").await;
    edge.execute("UPDATE accounts SET roles = '{town_clerk}' WHERE username = 'admin'")
        .await;
    assert_eq!(outcome(&edge.get_as(&admin, LOG).await), (401, "token_stale"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_that_there_is_not_is_refused() {
    let edge = Edge::start().await;
    let auditor = edge.login("auditor").await;
    assert_eq!(outcome(&edge.get_as(&auditor, &format!("{LOG}?kind=x")).await).0, 400);
}
