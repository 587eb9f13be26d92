//! Log-in through another issuer, a real one in small, and everything that must not work.

use gateway::config::OidcSettings;
use platform::test_support::{Answer, send};
use serde_json::{Value, json};
use testkit::oidc::{CLIENT_ID, Issuer, Twist};

use crate::support::{Edge, Tokens, new_client, outcome, tokens_of};

const SECRET: &str = "s3cret & more";
const OIDC: &str = "/api/identity/v1/oidc";
const ACCOUNTS: &str = "/api/identity/v1/accounts";

/// A gateway that trusts an issuer.
struct Place {
    edge: Edge,
    issuer: Issuer,
    admin: Tokens,
}

/// What the issuer sent a browser back with.
#[derive(Clone)]
struct Back {
    code: String,
    state: String,
    cookie: String,
    address: String,
}

fn settings(issuer: &str) -> OidcSettings {
    OidcSettings {
        title: "省统一身份认证".to_owned(),
        issuer: issuer.to_owned(),
        client_id: CLIENT_ID.to_owned(),
        client_secret: Some(SECRET.into()),
        scopes: "profile".to_owned(),
        username_claim: Some("preferred_username".to_owned()),
    }
}

impl Place {
    async fn new() -> Self {
        // As the gateway writes it: both parts form-encoded.
        let issuer = Issuer::start("s3cret+%26+more").unwrap();
        let url = issuer.url().to_owned();
        let edge = Edge::start_with(move |config| {
            config.service.oidc.insert("province".to_owned(), settings(&url));
            let other = OidcSettings {
                username_claim: None,
                ..settings(&url)
            };
            config.service.oidc.insert("other".to_owned(), other);
            let down = settings("http://127.0.0.1:1");
            config.service.oidc.insert("down".to_owned(), down);
        })
        .await;
        let admin = edge.login("admin").await;
        Self { edge, issuer, admin }
    }

    async fn begin(&self, issuer: &str) -> Answer {
        self.edge.post(&format!("{OIDC}/{issuer}/authorization"), &Value::Null).await
    }

    /// Goes to the issuer as a browser does, and comes back.
    async fn go_there(&self, issuer: &str, person: Value) -> Back {
        self.issuer.log_in(person);
        let begun = self.begin(issuer).await;
        assert_eq!(begun.status, 200, "{begun:?}");
        let sent = new_client()
            .get(begun.body["authorization_url"].as_str().unwrap())
            .send()
            .await
            .unwrap();
        let address = sent.headers()["location"].to_str().unwrap().to_owned();
        let part = |name: &str| {
            let url = reqwest::Url::parse(&address).unwrap();
            let found = url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
            found.unwrap()
        };
        Back {
            code: part("code"),
            state: part("state"),
            cookie: begun.headers["set-cookie"].split(';').next().unwrap().to_owned(),
            address,
        }
    }

    async fn come_back(&self, issuer: &str, back: &Back) -> Answer {
        let body = json!({ "code": back.code, "state": back.state });
        let request = self.edge.request("POST", &format!("{OIDC}/{issuer}/login")).json(&body);
        send(request.header("cookie", &back.cookie)).await
    }

    async fn log_in(&self, issuer: &str, person: Value) -> Answer {
        let back = self.go_there(issuer, person).await;
        self.come_back(issuer, &back).await
    }

    async fn link(&self, username: &str, subject: &str) -> Answer {
        let body = json!({ "issuer": "province", "subject": subject });
        self.edge.post_as(&self.admin, &format!("{ACCOUNTS}/{username}/links"), &body).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_linked_person_logs_in_as_the_account() {
    let place = Place::new().await;
    assert_eq!(place.link("clerk", "42").await.status, 201);
    let back = place.go_there("province", json!({ "sub": "42", "name": "张三" })).await;
    assert!(
        back.address.starts_with("http://127.0.0.1:8080/login/oidc/province?"),
        "{}",
        back.address
    );
    assert!(back.cookie.starts_with("jiangzhou_oidc="));
    let login = place.come_back("province", &back).await;
    assert_eq!(login.body["account"]["username"], "clerk", "{login:?}");
    assert!(login.headers["set-cookie"].contains("Max-Age=0"));
    let tokens = tokens_of(&login);
    let me = place.edge.get_as(&tokens, "/api/identity/v1/me").await;
    assert_eq!((me.status, &me.body["effective_roles"]), (200, &json!(["water_clerk"])));
    assert_eq!(place.edge.refresh(&tokens.refresh).await.status, 200);
    let written = "SELECT count(*) FROM audit_entries WHERE action = 'session.open' AND actor = 'clerk' AND after->>'issuer' = 'province' AND after->>'subject' = '42'";
    assert_eq!(place.edge.count(written).await, 1);
    let issuers = place.edge.get(OIDC).await;
    assert_eq!(issuers.body["items"][2], json!({ "name": "province", "title": "省统一身份认证" }));
    assert!(!issuers.body.to_string().contains("s3cret"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lie_of_the_issuer_opens_nothing() {
    let place = Place::new().await;
    place.link("clerk", "42").await;
    for twist in [
        Twist::WrongNonce,
        Twist::WrongAudience,
        Twist::WrongParty,
        Twist::WrongIssuer,
        Twist::Expired,
        Twist::UnknownKey,
        Twist::ForgedSignature,
        Twist::Unsigned,
    ] {
        place.issuer.lie(twist);
        let answer = place.log_in("province", json!({ "sub": "42" })).await;
        assert_eq!(outcome(&answer), (401, "oidc_refused"), "{twist:?}: {answer:?}");
    }
    place.issuer.lie(Twist::None);
    assert_eq!(place.log_in("province", json!({ "sub": "42" })).await.status, 200);
    assert_eq!(place.log_in("province", json!({ "sub": "" })).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_is_good_once_in_the_same_browser_and_in_time() {
    let place = Place::new().await;
    place.link("clerk", "42").await;
    let person = json!({ "sub": "42" });
    let unknown = (400, "oidc_state_unknown");

    let back = place.go_there("province", person.clone()).await;
    assert_eq!(place.come_back("province", &back).await.status, 200);
    assert_eq!(outcome(&place.come_back("province", &back).await), unknown, "a replay");

    let back = place.go_there("province", person.clone()).await;
    let other = place.go_there("province", person.clone()).await;
    let stolen = Back {
        cookie: other.cookie.clone(),
        ..back.clone()
    };
    assert_eq!(outcome(&place.come_back("province", &stolen).await), unknown, "another browser");
    assert_eq!(
        outcome(&place.come_back("province", &back).await),
        unknown,
        "one try is all there is"
    );
    let without = Back {
        cookie: "a=b".to_owned(),
        ..other
    };
    assert_eq!(outcome(&place.come_back("province", &without).await), unknown, "no cookie");

    let back = place.go_there("province", person.clone()).await;
    assert_eq!(outcome(&place.come_back("other", &back).await), unknown, "at another issuer");
    let made_up = Back {
        state: "made-up".to_owned(),
        ..back
    };
    assert_eq!(outcome(&place.come_back("province", &made_up).await), unknown);

    let back = place.go_there("province", person.clone()).await;
    place.edge.execute("UPDATE oidc_logins SET expires_at = now()").await;
    assert_eq!(outcome(&place.come_back("province", &back).await), unknown, "too late");

    // Somebody else's code in a log-in of one's own: PKCE and nonce do not fit.
    let (mine, theirs) = (
        place.go_there("province", person.clone()).await,
        place.go_there("province", json!({ "sub": "43" })).await,
    );
    let injected = Back { code: theirs.code, ..mine };
    assert_eq!(outcome(&place.come_back("province", &injected).await), (401, "oidc_refused"));
    let stored = "SELECT count(*) FROM oidc_logins";
    assert_eq!(place.edge.count(stored).await, 1, "only the one that never came back");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_account_or_no_active_one_is_told_so() {
    let place = Place::new().await;
    let stranger = place.log_in("province", json!({ "sub": "77", "name": "李四" })).await;
    assert_eq!(outcome(&stranger), (403, "oidc_stranger"));
    let detail = stranger.body["detail"].as_str().unwrap();
    assert!(
        detail.contains("李四") && detail.contains("77") && detail.contains("账号管理员"),
        "{detail}"
    );

    place.link("clerk", "42").await;
    let deactivated = place
        .edge
        .post_as(&place.admin, &format!("{ACCOUNTS}/clerk/deactivate"), &json!({}))
        .await;
    assert_eq!(deactivated.status, 200);
    assert_eq!(
        outcome(&place.log_in("province", json!({ "sub": "42" })).await),
        (403, "oidc_inactive")
    );
    assert_eq!(place.edge.count("SELECT count(*) FROM sessions WHERE issuer IS NOT NULL").await, 0);
    let written = "SELECT count(*) FROM audit_entries WHERE action = 'session.refuse' AND after->>'issuer' = 'province'";
    assert_eq!(place.edge.count(written).await, 2);
    assert_eq!(outcome(&place.begin("nowhere").await), (404, "not_found"));
    assert_eq!(outcome(&place.begin("down").await), (503, "issuer_unavailable"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_believed_once_and_only_where_the_settings_say_so() {
    let place = Place::new().await;
    let person = |subject: &str| json!({ "sub": subject, "preferred_username": "Town" });
    assert_eq!(outcome(&place.log_in("other", person("1")).await), (403, "oidc_stranger"));
    let login = place.log_in("province", person("1")).await;
    assert_eq!(login.body["account"]["username"], "town", "{login:?}");
    // Linked from now on, whatever the person is called next.
    let renamed = place.log_in("province", json!({ "sub": "1", "preferred_username": "clerk" })).await;
    assert_eq!(renamed.body["account"]["username"], "town");
    // The name has gone over to somebody else there.
    assert_eq!(outcome(&place.log_in("province", person("2")).await), (403, "oidc_stranger"));
    let links = place.edge.get_as(&place.admin, &format!("{ACCOUNTS}/town/links")).await;
    assert_eq!(links.body["items"][0]["linked_by"], "system:oidc");
    let written = "SELECT count(*) FROM audit_entries WHERE action = 'account.link' AND entity_id = 'town' AND actor = 'system:oidc'";
    assert_eq!(place.edge.count(written).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_kept_by_administrators_and_end_with_their_sessions() {
    let place = Place::new().await;
    let clerk = place.edge.login("clerk").await;
    let path = format!("{ACCOUNTS}/clerk/links");
    assert_eq!(place.edge.get_as(&clerk, &path).await.status, 403);
    assert_eq!(place.link("clerk", "42").await.status, 201);
    assert_eq!(outcome(&place.link("clerk", "43").await), (409, "link_taken"));
    assert_eq!(outcome(&place.link("town", "42").await), (409, "link_taken"));
    assert_eq!(outcome(&place.link("nobody", "44").await), (404, "not_found"));
    let unknown = json!({ "issuer": "nowhere", "subject": "1" });
    assert_eq!(place.edge.post_as(&place.admin, &path, &unknown).await.status, 404);

    let through = tokens_of(&place.log_in("province", json!({ "sub": "42" })).await);
    assert_eq!(place.edge.delete_as(&place.admin, &format!("{path}/province")).await.status, 204);
    assert_eq!(place.edge.delete_as(&place.admin, &format!("{path}/province")).await.status, 404);
    assert_eq!(
        outcome(&place.edge.get_as(&through, "/api/identity/v1/me").await),
        (401, "token_stale")
    );
    assert_eq!(place.edge.refresh(&through.refresh).await.status, 401);
    assert_eq!(
        place.edge.get_as(&clerk, "/api/identity/v1/me").await.status,
        200,
        "logged in by password"
    );
    assert_eq!(
        outcome(&place.log_in("province", json!({ "sub": "42" })).await),
        (403, "oidc_stranger")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_was_given_and_never_used_ends_with_the_first_log_in_from_elsewhere() {
    let place = Place::new().await;
    let account =
        json!({ "username": "zhang.san", "name": "张三", "roles": ["town_clerk"], "unit": "longxing", "scope": { "kind": "own_unit" } });
    let created = place.edge.post_as(&place.admin, ACCOUNTS, &account).await;
    let given = created.body["password"].as_str().unwrap();
    place.link("zhang.san", "42").await;
    let login = place.log_in("province", json!({ "sub": "42" })).await;
    assert_eq!(login.body["must_change_password"], false, "{login:?}");
    assert_eq!(place.edge.get_as(&tokens_of(&login), "/api/identity/v1/units").await.status, 200);
    assert_eq!(place.edge.try_login("zhang.san", given).await.status, 401);
}
