//! Refresh, log-out, sessions from elsewhere.

use chrono::{TimeDelta, Utc};
use gateway::service::sweep;
use serde_json::json;

use crate::support::{Edge, outcome, tokens_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_gets_the_next_pair_once() {
    let edge = Edge::start().await;
    let first = edge.login("clerk").await;
    let second = tokens_of(&edge.refresh(&first.refresh).await);
    assert_ne!(first.refresh, second.refresh);
    assert_eq!(edge.get_as(&second, "/api/identity/v1/me").await.status, 200);
    let third = tokens_of(&edge.refresh(&second.refresh).await);
    assert_eq!(edge.get_as(&third, "/api/identity/v1/me").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_that_comes_twice_ends_the_session() {
    let edge = Edge::start().await;
    let first = edge.login("clerk").await;
    let second = tokens_of(&edge.refresh(&first.refresh).await);
    assert_eq!(outcome(&edge.refresh(&first.refresh).await), (401, "session_ended"));
    // The good one is not good any more either: one of the two is a thief's.
    assert_eq!(outcome(&edge.refresh(&second.refresh).await), (401, "session_ended"));
    let ended = "SELECT count(*) FROM sessions WHERE end_reason = 'token_reused'";
    assert_eq!(edge.count(ended).await, 1);
    let written = "SELECT count(*) FROM audit_entries WHERE action = 'session.end' AND after->>'reason' = 'token_reused'";
    assert_eq!(edge.count(written).await, 1);
    assert_eq!(edge.try_login("clerk", edge.password_of("clerk")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_refreshes_at_the_same_moment_do_not_both_succeed() {
    let edge = Edge::start_with(|config| config.server.workers = 2).await;
    for _ in 0..5 {
        let tokens = edge.login("clerk").await;
        let (one, other) = tokio::join!(edge.refresh(&tokens.refresh), edge.refresh(&tokens.refresh));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn expired_and_unknown_refresh_tokens_are_refused() {
    let edge = Edge::start().await;
    let tokens = edge.login("clerk").await;
    edge.execute("UPDATE refresh_tokens SET expires_at = now()").await;
    assert_eq!(outcome(&edge.refresh(&tokens.refresh).await), (401, "session_ended"));
    let tokens = edge.login("clerk").await;
    edge.execute("UPDATE sessions SET created_at = now() - interval '8 days', expires_at = now() - interval '1 day'")
        .await;
    assert_eq!(outcome(&edge.refresh(&tokens.refresh).await), (401, "session_ended"));
    assert_eq!(outcome(&edge.refresh("made-up").await), (401, "session_ended"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_hashes_of_refresh_tokens_are_stored() {
    let edge = Edge::start().await;
    let tokens = edge.login("clerk").await;
    let query = format!(
        "SELECT count(*) FROM refresh_tokens WHERE row_to_json(refresh_tokens)::text LIKE '%{}%'",
        tokens.refresh
    );
    assert_eq!(edge.count(&query).await, 0);
    assert_eq!(edge.count("SELECT count(*) FROM refresh_tokens").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_out_ends_the_session_and_may_be_said_twice() {
    let edge = Edge::start().await;
    let tokens = edge.login("clerk").await;
    let other = edge.login("clerk").await;
    let body = json!({ "refresh_token": tokens.refresh });
    assert_eq!(edge.post("/api/identity/v1/logout", &body).await.status, 204);
    assert_eq!(edge.post("/api/identity/v1/logout", &body).await.status, 204);
    assert_eq!(outcome(&edge.refresh(&tokens.refresh).await), (401, "session_ended"));
    assert_eq!(edge.refresh(&other.refresh).await.status, 200);
    assert_eq!(
        edge.post("/api/identity/v1/logout", &json!({ "refresh_token": "made-up" }))
            .await
            .status,
        204
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_and_ends_only_the_own_sessions() {
    let edge = Edge::start().await;
    let (here, elsewhere) = (edge.login("clerk").await, edge.login("clerk").await);
    let town = edge.login("town").await;
    let list = edge.get_as(&here, "/api/identity/v1/sessions").await;
    let sessions = list.body["items"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    assert_eq!(sessions[0]["address"], "127.0.0.1");
    // The latest comes first: that is `elsewhere`.
    let path = format!("/api/identity/v1/sessions/{}", sessions[0]["id"].as_str().unwrap());
    assert_eq!(edge.delete_as(&town, &path).await.status, 404);
    assert_eq!(edge.refresh(&town.refresh).await.status, 200);
    assert_eq!(edge.delete_as(&here, &path).await.status, 204);
    assert_eq!(edge.delete_as(&here, &path).await.status, 404);
    assert_eq!(edge.refresh(&elsewhere.refresh).await.status, 401);
    assert_eq!(edge.refresh(&here.refresh).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_ends_all_sessions_but_the_one_that_asks() {
    let edge = Edge::start().await;
    let (elsewhere, here) = (edge.login("clerk").await, edge.login("clerk").await);
    let town = edge.login("town").await;
    let list = edge.get_as(&here, "/api/identity/v1/sessions").await;
    let current: Vec<_> = list.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| session["current"].clone())
        .collect();
    assert_eq!(current, [true, false], "the latest comes first");
    let ended = edge.delete_as(&here, "/api/identity/v1/sessions").await;
    assert_eq!((ended.status, &ended.body["ended"]), (200, &json!(1)));
    assert_eq!(edge.refresh(&elsewhere.refresh).await.status, 401);
    assert_eq!(edge.refresh(&here.refresh).await.status, 200);
    assert_eq!(edge.refresh(&town.refresh).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sees_and_ends_everybodys_sessions() {
    let edge = Edge::start().await;
    let (admin, clerk) = (edge.login("admin").await, edge.login("clerk").await);
    let list = edge.get_as(&admin, "/api/identity/v1/accounts/clerk/sessions").await;
    let path = format!(
        "/api/identity/v1/accounts/clerk/sessions/{}",
        list.body["items"][0]["id"].as_str().unwrap()
    );
    assert_eq!(edge.delete_as(&clerk, &path).await.status, 403);
    assert_eq!(edge.delete_as(&admin, &path).await.status, 204);
    assert_eq!(edge.refresh(&clerk.refresh).await.status, 401);
    assert_eq!(edge.get_as(&admin, "/api/identity/v1/accounts/nobody/sessions").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_page_by_page() {
    let edge = Edge::start().await;
    let tokens = edge.login("clerk").await;
    for _ in 0..4 {
        edge.login("clerk").await;
    }
    let mut path = "/api/identity/v1/sessions?limit=2".to_owned();
    let mut ids = Vec::new();
    loop {
        let page = edge.get_as(&tokens, &path).await.body;
        ids.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|session| session["id"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/identity/v1/sessions?limit=2&cursor={cursor}");
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_long_expired_is_swept() {
    let edge = Edge::start().await;
    edge.login("clerk").await;
    edge.try_login("nobody", "x").await;
    let now = Utc::now();
    sweep::sweep(&edge.database, TimeDelta::days(90), now).await.unwrap();
    assert_eq!(edge.count("SELECT count(*) FROM sessions").await, 1);
    assert_eq!(edge.count("SELECT count(*) FROM login_failures").await, 2);
    sweep::sweep(&edge.database, TimeDelta::days(90), now + TimeDelta::days(98))
        .await
        .unwrap();
    assert_eq!(edge.count("SELECT count(*) FROM sessions").await, 0);
    assert_eq!(edge.count("SELECT count(*) FROM refresh_tokens").await, 0);
    assert_eq!(edge.count("SELECT count(*) FROM login_failures").await, 0);
}
