//! Whatever changes what somebody may do or see counts from the next request on, at a department's service as here.

use contracts::Department;
use platform::test_support::send;
use serde_json::{Value, json};

use crate::support::{Edge, Tokens, outcome, point, tokens_of, upstream::Upstream};

const ACCOUNTS: &str = "/api/identity/v1/accounts";
const AT_WATER: &str = "/api/water/v1/bills";

/// A gateway before a department's service, and somebody who is logged in.
struct Place {
    edge: Edge,
    upstream: Upstream,
    admin: Tokens,
    clerk: Tokens,
}

impl Place {
    async fn new() -> Self {
        let upstream = Upstream::start();
        let url = upstream.url.clone();
        let edge = Edge::start_with(move |config| point(config, Department::Water, &url)).await;
        let (admin, clerk) = (edge.login("admin").await, edge.login("clerk").await);
        let place = Self {
            edge,
            upstream,
            admin,
            clerk,
        };
        assert_eq!(place.edge.get_as(&place.clerk, AT_WATER).await.status, 200);
        place
    }

    /// The old token gets nowhere: neither to the service nor to what the gateway has itself.
    async fn expect_stale(&self, tokens: &Tokens, why: &str) {
        let before = self.upstream.seen().len();
        let answer = self.edge.get_as(tokens, AT_WATER).await;
        assert_eq!(outcome(&answer), (401, "token_stale"), "{why}");
        assert!(answer.body["request_id"].is_string(), "{why}");
        assert_eq!(self.upstream.seen().len(), before, "{why}: the service was asked");
        let own = self.edge.get_as(tokens, "/api/identity/v1/me").await;
        assert_eq!(outcome(&own), (401, "token_stale"), "{why}");
    }

    /// The next token is good.
    async fn expect_renewed(&self, tokens: &Tokens, why: &str) -> Tokens {
        let next = tokens_of(&self.edge.refresh(&tokens.refresh).await);
        assert_eq!(self.edge.get_as(&next, AT_WATER).await.status, 200, "{why}");
        next
    }

    async fn expect_ended(&self, tokens: &Tokens, why: &str) {
        self.expect_stale(tokens, why).await;
        assert_eq!(outcome(&self.edge.refresh(&tokens.refresh).await), (401, "session_ended"), "{why}");
    }

    async fn change(&self, version: i64, change: Value) {
        let mut body = json!({ "name": "业务员", "roles": ["water_clerk"], "unit": "water_bureau", "scope": { "kind": "all" } });
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        let answer = self.edge.put_as(&self.admin, &format!("{ACCOUNTS}/clerk"), version, &body).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    async fn act(&self, path: &str, body: &Value) {
        let answer = self.edge.post_as(&self.admin, path, body).await;
        assert!(matches!(answer.status, 200 | 201), "{path}: {answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_account_counts_at_once() {
    let place = Place::new().await;
    let post = json!({ "code": "desk", "title": "办事岗", "unit": "water_bureau", "roles": ["auditor"] });
    place.act("/api/identity/v1/posts", &post).await;
    let mut tokens = place.clerk.clone();
    for (version, change) in [
        json!({ "roles": ["water_clerk", "auditor"] }),
        json!({ "roles": ["water_clerk"] }),
        json!({ "scope": { "kind": "department" } }),
        json!({ "scope": { "kind": "units", "units": ["longxing"] } }),
        json!({ "scope": { "kind": "units", "units": ["sanquan"] } }),
        json!({ "unit": "county" }),
        json!({ "posts": ["desk"] }),
        json!({ "posts": [] }),
        json!({ "name": "改名" }),
    ]
    .into_iter()
    .enumerate()
    {
        let why = change.to_string();
        place.change(i64::try_from(version).unwrap() + 1, change).await;
        place.expect_stale(&tokens, &why).await;
        tokens = place.expect_renewed(&tokens, &why).await;
    }
    // What changes nothing leaves tokens as they are.
    place.change(10, json!({ "name": "改名" })).await;
    assert_eq!(place.edge.get_as(&tokens, AT_WATER).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_a_post_counts_at_once_for_whoever_holds_it() {
    let place = Place::new().await;
    let post = json!({ "code": "desk", "title": "办事岗", "unit": "water_bureau", "roles": ["water_clerk"] });
    place.act("/api/identity/v1/posts", &post).await;
    place.change(1, json!({ "roles": [], "posts": ["desk"] })).await;
    // The same role, now by the post: nothing has changed.
    assert_eq!(place.edge.get_as(&place.clerk, AT_WATER).await.status, 200);
    let town = place.edge.login("town").await;
    let body = json!({ "title": "办事岗", "roles": ["water_clerk", "auditor"] });
    let changed = place.edge.put_as(&place.admin, "/api/identity/v1/posts/desk", 1, &body).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    place.expect_stale(&place.clerk, "the post's roles").await;
    let next = place.expect_renewed(&place.clerk, "the post's roles").await;
    let me = place.edge.get_as(&next, "/api/identity/v1/me").await;
    assert_eq!(me.body["effective_roles"], json!(["auditor", "water_clerk"]));
    assert_eq!(place.edge.get_as(&town, AT_WATER).await.status, 200, "somebody else");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_tree_counts_at_once_for_whoever_sees_by_it() {
    let place = Place::new().await;
    let (town, village) = (place.edge.login("town").await, place.edge.login("village").await);
    let unit = json!({ "code": "longxing_north", "name": "北村", "kind": "village", "parent": "longxing" });
    place.act("/api/identity/v1/units", &unit).await;
    place.expect_stale(&town, "with a new sub-unit").await;
    place.expect_renewed(&town, "with a new sub-unit").await;
    assert_eq!(place.edge.get_as(&village, AT_WATER).await.status, 200, "sees one village only");

    place.change(1, json!({ "scope": { "kind": "department" } })).await;
    let clerk = place.expect_renewed(&place.clerk, "department").await;
    let body = json!({ "name": "水利局", "service": null });
    let moved = place
        .edge
        .put_as(&place.admin, "/api/identity/v1/units/water_bureau", 1, &body)
        .await;
    assert_eq!(moved.status, 200, "{moved:?}");
    place.expect_stale(&clerk, "a department without its service").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deactivated_account_gets_nowhere() {
    let place = Place::new().await;
    place.act(&format!("{ACCOUNTS}/clerk/deactivate"), &json!({})).await;
    place.expect_ended(&place.clerk, "deactivated").await;
    place.act(&format!("{ACCOUNTS}/clerk/activate"), &json!({})).await;
    place.expect_ended(&place.clerk, "activated again").await;
    let again = place.edge.login("clerk").await;
    assert_eq!(place.edge.get_as(&again, AT_WATER).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_gets_nowhere_and_the_others_go_on() {
    let place = Place::new().await;
    let edge = &place.edge;
    let sessions = async |tokens: &Tokens| edge.get_as(tokens, "/api/identity/v1/sessions").await.body["items"].clone();

    let other = edge.login("clerk").await;
    let newest = sessions(&place.clerk).await[0]["id"].as_str().unwrap().to_owned();
    let ended = edge.delete_as(&place.clerk, &format!("/api/identity/v1/sessions/{newest}")).await;
    assert_eq!(ended.status, 204);
    place.expect_ended(&other, "ended by the person").await;

    let other = edge.login("clerk").await;
    let newest = sessions(&other).await[0]["id"].as_str().unwrap().to_owned();
    let ended = edge.delete_as(&place.admin, &format!("{ACCOUNTS}/clerk/sessions/{newest}")).await;
    assert_eq!(ended.status, 204);
    place.expect_ended(&other, "ended by an administrator").await;

    let other = edge.login("clerk").await;
    edge.post("/api/identity/v1/logout", &json!({ "refresh_token": other.refresh }))
        .await;
    place.expect_ended(&other, "logged out").await;

    let other = edge.login("clerk").await;
    edge.refresh(&other.refresh).await;
    edge.refresh(&other.refresh).await;
    place.expect_ended(&other, "a refresh token used twice").await;

    assert_eq!(edge.get_as(&place.clerk, AT_WATER).await.status, 200);
    edge.execute(
        "UPDATE sessions SET created_at = now() - interval '8 days', expires_at = now() - interval '1 day' WHERE ended_at IS NULL",
    )
    .await;
    place.expect_ended(&place.clerk, "expired").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_tokens_of_before() {
    let place = Place::new().await;
    let body = json!({ "current_password": place.edge.password_of("clerk"), "new_password": "Fenhe-2023x" });
    let fresh = tokens_of(&place.edge.post_as(&place.clerk, "/api/identity/v1/password", &body).await);
    place.expect_ended(&place.clerk, "changed").await;
    assert_eq!(place.edge.get_as(&fresh, AT_WATER).await.status, 200);
    place.act(&format!("{ACCOUNTS}/clerk/password-reset"), &json!({})).await;
    place.expect_ended(&fresh, "reset").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_counts_at_every_replica() {
    let place = Place::new().await;
    let other = place.edge.start_replica();
    let at_other = async |tokens: &Tokens| {
        let request = reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .get(format!("{other}{AT_WATER}"));
        send(request.bearer_auth(&tokens.access)).await
    };
    assert_eq!(at_other(&place.clerk).await.status, 200);
    place.change(1, json!({ "roles": ["auditor"] })).await;
    assert_eq!(outcome(&at_other(&place.clerk).await), (401, "token_stale"));
    let next = place.expect_renewed(&place.clerk, "at the first").await;
    assert_eq!(at_other(&next).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_requests_at_once_are_each_answered_for_themselves() {
    let place = Place::new().await;
    let gone = place.edge.login("town").await;
    place.act(&format!("{ACCOUNTS}/town/deactivate"), &json!({})).await;
    let ask = async |number: usize| {
        let tokens = if number.is_multiple_of(3) { &gone } else { &place.clerk };
        (number, place.edge.get_as(tokens, AT_WATER).await.status)
    };
    for (number, status) in futures_util::future::join_all((0..120).map(ask)).await {
        assert_eq!(status, if number.is_multiple_of(3) { 401 } else { 200 }, "{number}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_let_through_unchecked_and_a_broken_connection_is_nobodys_business() {
    let place = Place::new().await;
    place
        .edge
        .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        .await;
    assert_eq!(place.edge.get_as(&place.clerk, AT_WATER).await.status, 200);
    place.edge.execute("ALTER TABLE sessions RENAME TO out_of_reach").await;
    let before = place.upstream.seen().len();
    let unchecked = place.edge.get_as(&place.clerk, AT_WATER).await;
    assert_eq!(outcome(&unchecked), (503, "identity_unavailable"));
    assert_eq!(place.upstream.seen().len(), before);
    // Whoever brings no token of ours is none of the gateway's business.
    assert_eq!(place.edge.get(AT_WATER).await.status, 200);
    place.edge.execute("ALTER TABLE out_of_reach RENAME TO sessions").await;
    assert_eq!(place.edge.get_as(&place.clerk, AT_WATER).await.status, 200);
}
