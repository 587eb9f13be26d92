//! Log-in: tokens, one answer for whatever is wrong, lockout, rate limit.

use platform::{
    audit,
    test_support::{Answer, send},
};
use serde_json::{Value, json};

use crate::support::{Edge, outcome, tokens_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_good_password_gets_tokens_and_who_one_is() {
    let edge = Edge::start().await;
    let answer = edge.try_login("clerk", edge.password_of("clerk")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["token_type"], "Bearer");
    assert_eq!(answer.body["expires_in"], 600);
    assert_eq!(answer.body["must_change_password"], false);
    assert_eq!(
        answer.body["account"],
        json!({ "username": "clerk", "name": "业务员", "roles": ["water_clerk"], "unit": "water_bureau" })
    );
    assert_eq!(answer.headers["cache-control"], "no-store");
    let me = edge.get_as(&tokens_of(&answer), "/api/identity/v1/me").await;
    assert_eq!(
        (me.status, &me.body["username"], &me.body["scope"]["kind"]),
        (200, &json!("clerk"), &json!("all"))
    );
    assert!(me.body["last_login_at"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_taken_as_people_type_it() {
    let edge = Edge::start().await;
    assert_eq!(edge.try_login(" Clerk ", edge.password_of("clerk")).await.status, 200);
}

/// The parts of a refusal that are not the same each time.
fn without_id(mut body: Value) -> Value {
    body["request_id"] = Value::Null;
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_name_a_wrong_password_and_a_deactivated_account_look_alike() {
    let edge = Edge::start().await;
    edge.execute("UPDATE accounts SET active = false WHERE username = 'town'").await;
    let wrong_password = edge.try_login("clerk", "wrong-password").await;
    let wrong_name = edge.try_login("nobody", "wrong-password").await;
    let inactive = edge.try_login("town", edge.password_of("town")).await;
    assert_eq!(outcome(&wrong_password), (401, "invalid_credentials"));
    assert_eq!(without_id(wrong_password.body.clone()), without_id(wrong_name.body));
    assert_eq!(without_id(wrong_password.body), without_id(inactive.body));
    assert_eq!(wrong_name.status, inactive.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_failures_suspend_a_name_whether_it_exists_or_not() {
    let edge = Edge::start().await;
    for username in ["clerk", "nobody"] {
        for _ in 0..5 {
            assert_eq!(
                outcome(&edge.try_login(username, "wrong-password").await),
                (401, "invalid_credentials"),
                "{username}"
            );
        }
        let locked = edge.try_login(username, "wrong-password").await;
        assert_eq!(outcome(&locked), (429, "login_locked"), "{username}");
        let seconds: u64 = locked.headers["retry-after"].parse().unwrap();
        assert!((800..=900).contains(&seconds), "{seconds}");
    }
    // Nor does the right password help while it is suspended.
    assert_eq!(
        outcome(&edge.try_login("clerk", edge.password_of("clerk")).await),
        (429, "login_locked")
    );
    assert_eq!(edge.try_login("town", edge.password_of("town")).await.status, 200);

    edge.execute("UPDATE login_failures SET locked_until = now() - interval '1 second'")
        .await;
    assert_eq!(edge.try_login("clerk", edge.password_of("clerk")).await.status, 200);
    // The network's own failures are forgotten, those from everywhere go on counting.
    let clerks = "SELECT count(*) FROM login_failures WHERE name_hash = encode(sha256('clerk'), 'hex') AND network <> '*'";
    assert_eq!(edge.count(clerks).await, 0);
    assert_eq!(edge.count("SELECT count(*) FROM login_failures").await, 3);
}

/// A log-in from somewhere else, as the trusted proxy in front says.
async fn try_from(edge: &Edge, address: &str, username: &str, password: &str) -> Answer {
    let request = edge.request("POST", "/api/identity/v1/login").header("x-forwarded-for", address);
    send(request.json(&json!({ "username": username, "password": password }))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_locked_out_by_failures_elsewhere() {
    let edge = Edge::start().await;
    for last in 1..=5 {
        let refused = try_from(&edge, &format!("203.0.113.{last}"), "admin", "wrong-password").await;
        assert_eq!(refused.status, 401, "{last}");
    }
    let admin = edge.password_of("admin");
    let neighbour = try_from(&edge, "203.0.113.200", "admin", admin).await;
    assert_eq!(outcome(&neighbour), (429, "login_locked"), "one network");
    assert_eq!(try_from(&edge, "203.0.114.1", "admin", admin).await.status, 200);
    for last in 1..=5 {
        try_from(&edge, &format!("2001:db8:1:2::{last}"), "admin", "wrong-password").await;
    }
    assert_eq!(try_from(&edge, "2001:db8:1:2:3::1", "admin", admin).await.status, 429);
    assert_eq!(try_from(&edge, "2001:db8:1:3::1", "admin", admin).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn very_many_failures_from_everywhere_suspend_a_name_everywhere() {
    let edge = Edge::start_with(|config| config.service.login.attempts_everywhere = 12).await;
    for network in 0..12 {
        // A success in between does not help who guesses elsewhere.
        assert_eq!(edge.try_login("clerk", edge.password_of("clerk")).await.status, 200);
        let refused = try_from(&edge, &format!("203.0.{network}.1"), "clerk", "wrong-password").await;
        assert_eq!(refused.status, 401, "{network}");
    }
    let locked = edge.try_login("clerk", edge.password_of("clerk")).await;
    assert_eq!(outcome(&locked), (429, "login_locked"));
    assert_eq!(edge.try_login("town", edge.password_of("town")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_the_same_moment_get_no_more_tries() {
    let edge = Edge::start_with(|config| config.server.workers = 2).await;
    let guesses = futures_util::future::join_all((0..20).map(|_| edge.try_login("clerk", "wrong-password"))).await;
    let tried = guesses.iter().filter(|answer| answer.status == 401).count();
    assert_eq!(tried, 5);
    assert!(guesses.iter().all(|answer| matches!(answer.status, 401 | 429)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_success_forgets_the_failures_before_it() {
    let edge = Edge::start().await;
    for _ in 0..3 {
        for _ in 0..4 {
            assert_eq!(edge.try_login("clerk", "wrong-password").await.status, 401);
        }
        assert_eq!(edge.try_login("clerk", edge.password_of("clerk")).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_tries_too_often_is_slowed_down() {
    let edge = Edge::start_with(|config| config.service.login.per_minute = 3).await;
    for number in 0..3 {
        assert_eq!(edge.try_login(&format!("name{number}"), "wrong-password").await.status, 401);
    }
    let answer = edge.try_login("clerk", edge.password_of("clerk")).await;
    assert_eq!(outcome(&answer), (429, "too_many_requests"));
    assert!((1..=60).contains(&answer.headers["retry-after"].parse::<u64>().unwrap()));
    // A trusted proxy may say that it is somebody else.
    let request = edge
        .request("POST", "/api/identity/v1/login")
        .header("x-forwarded-for", "203.0.113.9");
    let body = json!({ "username": "clerk", "password": edge.password_of("clerk") });
    assert_eq!(platform::test_support::send(request.json(&body)).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn log_ins_are_written_down_without_what_was_typed() {
    let edge = Edge::start().await;
    edge.login("clerk").await;
    edge.try_login("clerk", "wrong-password").await;
    edge.try_login("my-secret-typed-as-a-name", "x").await;
    for (action, times) in [("session.open", 1), ("session.refuse", 2)] {
        let query = format!("SELECT count(*) FROM audit_entries WHERE action = '{action}'");
        assert_eq!(edge.count(&query).await, times, "{action}");
    }
    let written = "SELECT count(*) FROM audit_entries WHERE row_to_json(audit_entries)::text LIKE '%secret%'";
    assert_eq!(edge.count(written).await, 0);
    let everywhere = "SELECT count(*) FROM login_failures WHERE row_to_json(login_failures)::text LIKE '%secret%'";
    assert_eq!(edge.count(everywhere).await, 0);
    let report = audit::verify(&edge.database).await.unwrap();
    assert!(report.is_intact(), "{report:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_malformed_log_in_is_refused_by_its_field() {
    let edge = Edge::start().await;
    let answer = edge
        .post("/api/identity/v1/login", &json!({ "username": "clerk", "password": 7 }))
        .await;
    assert_eq!(outcome(&answer), (400, "invalid_input"));
    assert_eq!(answer.body["errors"][0]["pointer"], "/password");
    let answer = edge
        .post(
            "/api/identity/v1/login",
            &json!({ "username": "clerk", "password": "x", "remember": true }),
        )
        .await;
    assert_eq!(answer.body["errors"][0]["code"], "unknown_field");
}
