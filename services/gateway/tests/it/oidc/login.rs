//! A log-in from the click to the session, and everything that must not work.

use serde_json::json;
use testkit::oidc::Twist;

use super::{ACCOUNTS, Back, OIDC, Place};
use crate::support::{outcome, tokens_of};

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
        Twist::NoParty,
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
    for subject in ["", "4\0", &"4".repeat(256)] {
        let answer = place.log_in("province", json!({ "sub": subject })).await;
        assert_eq!(outcome(&answer), (401, "oidc_refused"), "{subject:?}");
    }
    let longest = place.log_in("province", json!({ "sub": "4".repeat(255) })).await;
    assert_eq!(outcome(&longest), (403, "oidc_stranger"));
    let unwritable = place
        .log_in("province", json!({ "sub": "5", "preferred_username": "clerk\0" }))
        .await;
    assert_eq!(outcome(&unwritable), (403, "oidc_stranger"));
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
