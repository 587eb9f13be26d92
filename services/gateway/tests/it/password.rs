//! Changing one's own password, and having to.

use serde_json::json;

use crate::support::{Edge, outcome, tokens_of};

const NEW: &str = "Fenhe-2023x";
const PASSWORD: &str = "/api/identity/v1/password";

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_all_other_sessions_and_the_old_password() {
    let edge = Edge::start().await;
    let (here, elsewhere) = (edge.login("clerk").await, edge.login("clerk").await);
    let body = json!({ "current_password": edge.password_of("clerk"), "new_password": NEW });
    let fresh = tokens_of(&edge.post_as(&here, PASSWORD, &body).await);
    assert_eq!(edge.refresh(&elsewhere.refresh).await.status, 401);
    assert_eq!(edge.refresh(&here.refresh).await.status, 401);
    assert_eq!(edge.refresh(&fresh.refresh).await.status, 200);
    assert_eq!(edge.try_login("clerk", edge.password_of("clerk")).await.status, 401);
    assert_eq!(edge.try_login("clerk", NEW).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_a_new_password_is_told_at_its_field() {
    let edge = Edge::start().await;
    let clerk = edge.login("clerk").await;
    let current = edge.password_of("clerk");
    for (new, codes) in [
        ("Ab1", vec!["too_short", "too_common"]),
        ("1234567890", vec!["too_simple", "too_common"]),
        ("Clerk-2023-x", vec!["contains_username"]),
        (current, vec!["same_as_current"]),
    ] {
        let answer = edge
            .post_as(&clerk, PASSWORD, &json!({ "current_password": current, "new_password": new }))
            .await;
        assert_eq!(outcome(&answer), (400, "invalid_input"), "{new}");
        let errors = answer.body["errors"].as_array().unwrap();
        assert_eq!(
            errors.iter().map(|error| error["code"].as_str().unwrap()).collect::<Vec<_>>(),
            codes,
            "{new}"
        );
        assert!(errors.iter().all(|error| error["pointer"] == "/new_password"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_current_password_counts_towards_the_lockout() {
    let edge = Edge::start().await;
    let clerk = edge.login("clerk").await;
    let body = json!({ "current_password": "wrong-password", "new_password": NEW });
    for _ in 0..5 {
        let answer = edge.post_as(&clerk, PASSWORD, &body).await;
        assert_eq!(outcome(&answer), (422, "wrong_password"));
        assert_eq!(answer.body["errors"][0]["pointer"], "/current_password");
    }
    assert_eq!(outcome(&edge.post_as(&clerk, PASSWORD, &body).await), (429, "login_locked"));
    assert_eq!(
        outcome(&edge.try_login("clerk", edge.password_of("clerk")).await),
        (429, "login_locked")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_must_change_the_password_can_do_nothing_else() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    // Another administrator, so that roles would make a difference.
    let body =
        json!({ "username": "second", "name": "第二管理员", "roles": ["identity_admin"], "unit": "county", "scope": { "kind": "all" } });
    let created = edge.post_as(&admin, "/api/identity/v1/accounts", &body).await;
    let given = created.body["password"].as_str().unwrap().to_owned();
    let login = edge.try_login("second", &given).await;
    assert_eq!(login.body["must_change_password"], true);
    let second = tokens_of(&login);
    let me = edge.get_as(&second, "/api/identity/v1/me").await;
    assert_eq!((me.status, &me.body["must_change_password"]), (200, &json!(true)));
    for path in ["sessions", "units", "roles", "accounts"] {
        assert_eq!(
            edge.get_as(&second, &format!("/api/identity/v1/{path}")).await.status,
            403,
            "{path}"
        );
    }
    assert_eq!(
        outcome(&edge.get_as(&second, "/api/identity/v1/sessions").await),
        (403, "password_change_required")
    );
    // A refresh does not get around it.
    let refreshed = tokens_of(&edge.refresh(&second.refresh).await);
    assert_eq!(edge.get_as(&refreshed, "/api/identity/v1/accounts").await.status, 403);

    let changed = edge
        .post_as(&refreshed, PASSWORD, &json!({ "current_password": given, "new_password": NEW }))
        .await;
    assert_eq!(changed.body["must_change_password"], false);
    assert_eq!(edge.get_as(&tokens_of(&changed), "/api/identity/v1/accounts").await.status, 200);
}
