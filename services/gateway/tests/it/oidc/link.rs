//! Whom links belong to: the issuer itself, whatever the settings call it, now and before there were URLs.

use serde_json::{Value, json};

use super::{ACCOUNTS, Place, settings};
use crate::support::{Tokens, outcome, tokens_of};

/// An address as one part of a path.
fn as_part(url: &str) -> String {
    url.replace(':', "%3A").replace('/', "%2F")
}

fn person(subject: &str) -> Value {
    json!({ "sub": subject })
}

impl Place {
    /// The issuers of an account's links, as administrators see them.
    async fn issuers_of(&self, username: &str) -> Vec<Value> {
        let links = self.edge.get_as(&self.admin, &format!("{ACCOUNTS}/{username}/links")).await;
        let items = links.body["items"].as_array().unwrap().iter();
        items.map(|link| link["issuer"].clone()).collect()
    }

    async fn unlink(&self, username: &str, issuer: &str) -> u16 {
        let path = format!("{ACCOUNTS}/{username}/links/{}", as_part(issuer));
        self.edge.delete_as(&self.admin, &path).await.status
    }

    /// As the version before does it.
    async fn link_as_before(&self, issuer: &str, username: &str, subject: &str) {
        let row = format!("('{issuer}', '{subject}', '{username}', 'admin', now())");
        let insert = "INSERT INTO account_links (issuer, subject, username, linked_by, linked_at) VALUES";
        self.edge.execute(&format!("{insert} {row}")).await;
    }

    async fn me(&self, tokens: &Tokens) -> u16 {
        self.edge.get_as(tokens, "/api/identity/v1/me").await.status
    }
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
    // The other issuer's 42 is somebody else.
    assert_eq!(place.link_at("other", "town", "42").await.status, 201);

    let through = tokens_of(&place.log_in("province", person("42")).await);
    assert_eq!(place.unlink("clerk", "province").await, 204);
    assert_eq!(place.unlink("clerk", "province").await, 404);
    assert_eq!(
        outcome(&place.edge.get_as(&through, "/api/identity/v1/me").await),
        (401, "token_stale")
    );
    assert_eq!(place.edge.refresh(&through.refresh).await.status, 401);
    assert_eq!(place.me(&clerk).await, 200, "logged in by password");
    assert_eq!(outcome(&place.log_in("province", person("42")).await), (403, "oidc_stranger"));
    let elsewhere = place.log_in("other", person("42")).await;
    assert_eq!(elsewhere.body["account"]["username"], "town", "{elsewhere:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_issuer_keeps_its_links() {
    let mut place = Place::new().await;
    place.link("clerk", "42").await;
    let before = tokens_of(&place.log_in("province", person("42")).await);
    place.link("town", "43").await;
    assert_eq!(place.unlink("town", "province").await, 204);

    place.restart_with(|config| {
        let province = config.service.oidc.remove("province").unwrap();
        config.service.oidc.insert("prov".to_owned(), province);
    });
    let login = place.log_in("prov", person("42")).await;
    assert_eq!(login.body["account"]["username"], "clerk", "{login:?}");
    assert_eq!(place.issuers_of("clerk").await, ["prov"]);
    let sessions = place.edge.get_as(&before, "/api/identity/v1/sessions").await;
    for session in sessions.body["items"].as_array().unwrap() {
        assert_eq!(session["issuer"], "prov");
    }
    // What an administrator has ended stays ended as well.
    let named = json!({ "sub": "44", "preferred_username": "town" });
    assert_eq!(outcome(&place.log_in("prov", named).await), (403, "oidc_stranger"));

    assert_eq!(outcome(&place.link_at("prov", "town", "42").await), (409, "link_taken"));
    assert_eq!(place.unlink("clerk", "prov").await, 204);
    assert_eq!(place.me(&before).await, 401, "opened under the former name");
    assert_eq!(place.me(&tokens_of(&login)).await, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_another_issuer_gets_opens_nothing_of_the_former_ones() {
    let mut place = Place::new().await;
    place.link("clerk", "42").await;
    place.link("village", "43").await;
    assert_eq!(place.unlink("village", "province").await, 204);
    let before = tokens_of(&place.log_in("province", person("42")).await);
    let began = place.go_there("province", person("42")).await;

    let (former, next) = (place.issuer.url().to_owned(), place.other.url().to_owned());
    place.restart_with(|config| {
        config.service.oidc.remove("other");
        config.service.oidc.insert("province".to_owned(), settings(&next));
    });
    assert_eq!(
        outcome(&place.come_back("province", &began).await),
        (400, "oidc_state_unknown"),
        "begun at the former one"
    );
    assert_eq!(outcome(&place.log_in("province", person("42")).await), (403, "oidc_stranger"));
    // The same number, and an account that has a link of the former one: no hindrance.
    assert_eq!(place.link("town", "42").await.status, 201);
    assert_eq!(place.link("clerk", "7").await.status, 201);
    assert_eq!(place.log_in("province", person("42")).await.body["account"]["username"], "town");
    let named = place
        .log_in("province", json!({ "sub": "8", "preferred_username": "village" }))
        .await;
    assert_eq!(
        named.body["account"]["username"], "village",
        "ended at the former one only: {named:?}"
    );
    let mut issuers = place.issuers_of("clerk").await;
    issuers.sort_by_key(Value::to_string);
    assert_eq!(issuers, [json!(former), json!("province")]);
    let sessions = place.edge.get_as(&before, "/api/identity/v1/sessions").await;
    assert_eq!(sessions.body["items"][0]["issuer"], json!(former));

    // The former one comes back under another name, with all that was its own.
    place.restart_with(|config| {
        let province = config.service.oidc.remove("province").unwrap();
        config.service.oidc.insert("county".to_owned(), province);
        config.service.oidc.insert("province".to_owned(), settings(&next));
        config.service.oidc.remove("other");
    });
    let login = place.log_in("county", person("42")).await;
    assert_eq!(login.body["account"]["username"], "clerk", "{login:?}");
    let named = json!({ "sub": "44", "preferred_username": "village" });
    assert_eq!(outcome(&place.log_in("county", named).await), (403, "oidc_stranger"));

    // Gone for good, its links can still be taken away.
    place.restart_with(|config| {
        config.service.oidc.remove("other");
        config.service.oidc.insert("province".to_owned(), settings(&next));
    });
    assert_eq!(place.unlink("clerk", &former).await, 204);
    assert_eq!(place.me(&before).await, 401);
    assert_eq!(place.issuers_of("clerk").await, ["province"]);
    let written = format!(
        "SELECT count(*) FROM audit_entries WHERE action = 'account.unlink' AND entity_id = 'clerk' AND before->>'issuer_url' = '{former}'"
    );
    assert_eq!(place.edge.count(&written).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_of_the_version_before_go_over_to_the_issuer_of_their_name() {
    let mut place = Place::new().await;
    place.link("two_towns", "50").await;
    let before = tokens_of(&place.log_in("province", person("50")).await);
    // Everything as the version before has left it.
    place.link_as_before("province", "clerk", "42").await;
    place.link_as_before("other", "village", "42").await;
    place.link_as_before("gone", "operator", "42").await;
    place
        .edge
        .execute(
            "INSERT INTO ended_links (issuer, username) VALUES ('province', 'town');
             UPDATE account_links SET issuer_url = NULL; UPDATE sessions SET issuer_url = NULL",
        )
        .await;

    let login = place.log_in("province", person("42")).await;
    assert_eq!(login.body["account"]["username"], "clerk", "{login:?}");
    let named = json!({ "sub": "43", "preferred_username": "town" });
    assert_eq!(outcome(&place.log_in("province", named).await), (403, "oidc_stranger"));
    let written = "SELECT count(*) FROM audit_entries WHERE action = 'account.link' AND entity_id = '*' AND before->>'issuer' = 'province'
        AND (after->>'links')::int = 2 AND (after->>'ended_links')::int = 1";
    assert_eq!(place.edge.count(written).await, 1);
    let url = place.issuer.url().to_owned();
    let adopted = format!("SELECT count(*) FROM account_links WHERE issuer_url = '{url}'");
    assert_eq!(place.edge.count(&adopted).await, 2);

    // A start adopts all of them, also of an issuer through whom nobody has come since.
    place.restart_with(|_| {});
    let left = "SELECT count(*) FROM account_links WHERE issuer_url IS NULL";
    for _ in 0..100 {
        if place.edge.count(left).await == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(place.edge.count(left).await, 1, "only the one whose issuer nobody knows");
    assert_eq!(place.issuers_of("operator").await, ["gone"]);

    let next = place.other.url().to_owned();
    place.restart_with(|config| {
        config.service.oidc.remove("other");
        config.service.oidc.insert("province".to_owned(), settings(&next));
    });
    let login = place.log_in("province", person("42")).await;
    assert_eq!(login.body["account"]["username"], "village", "{login:?}");
    assert_eq!(place.unlink("operator", "gone").await, 204);
    assert_eq!(place.me(&before).await, 200);
    assert_eq!(place.unlink("two_towns", &url).await, 204);
    assert_eq!(place.me(&before).await, 401, "opened before there were URLs");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_links_that_contradict_each_other_the_one_with_the_url_holds() {
    let mut place = Place::new().await;
    place.restart_with(|config| {
        let province = config.service.oidc.remove("province").unwrap();
        config.service.oidc.insert("prov".to_owned(), province);
    });
    assert_eq!(place.link_at("prov", "clerk", "42").await.status, 201);
    place.link_as_before("province", "town", "42").await;
    place.link_as_before("province", "clerk", "43").await;
    place.link_as_before("province", "village", "44").await;
    place.restart_with(|_| {});
    for (subject, username) in [("42", "clerk"), ("44", "village")] {
        let login = place.log_in("province", person(subject)).await;
        assert_eq!(login.body["account"]["username"], username, "{login:?}");
    }
    assert_eq!(outcome(&place.log_in("province", person("43")).await), (403, "oidc_stranger"));
    assert_eq!(place.edge.count("SELECT count(*) FROM account_links").await, 2);
}
