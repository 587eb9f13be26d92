//! Every table is accounted for, and nobody gets by any route what is another person's.

use gateway::app;
use platform::test_support::conformance::{self, Visit, Walk};
use serde_json::json;

use crate::{export::finished, support::Edge};

/// The gateway keeps accounts of the whole county, and decides for each route whose they are; the departments' rows, which
/// belong to units, are elsewhere.
const EXEMPT_TABLES: &[conformance::Exemption] = &[
    ("units", "everybody with an account may see the units"),
    ("roles", "everybody with an account may see the roles"),
    ("posts", "everybody with an account may see the posts"),
    (
        "accounts",
        "looked after by administrators of the whole county; everybody else sees the own one",
    ),
    ("login_failures", "counted before anybody is known"),
    ("sessions", "found by the account's name: one's own, or by an administrator"),
    ("refresh_tokens", "found by their hash"),
    ("oidc_logins", "found by the hash of a secret, before anybody is known"),
    (
        "account_links",
        "found by the person at the issuer, or looked after by administrators",
    ),
    ("ended_links", "asked for a name at a log-in"),
];

const ADMINISTRATION: &str = "administrators look after the accounts of the whole county";
const DIRECTORY: &str = "everybody with an account may see it, to show names for codes";
const READERS_OF_ALL: &str = "concerns accounts, which lie in nobody's data scope";

const EXEMPT_ROUTES: &[(&str, &str)] = &[
    ("POST /api/identity/v1/password", "changes the caller's own password"),
    ("GET /api/identity/v1/accounts", ADMINISTRATION),
    ("POST /api/identity/v1/accounts", ADMINISTRATION),
    ("GET /api/identity/v1/accounts/{username}", ADMINISTRATION),
    ("PUT /api/identity/v1/accounts/{username}", ADMINISTRATION),
    ("POST /api/identity/v1/accounts/{username}/deactivate", ADMINISTRATION),
    ("POST /api/identity/v1/accounts/{username}/activate", ADMINISTRATION),
    ("POST /api/identity/v1/accounts/{username}/unlock", ADMINISTRATION),
    ("POST /api/identity/v1/accounts/{username}/password-reset", ADMINISTRATION),
    ("GET /api/identity/v1/accounts/{username}/sessions", ADMINISTRATION),
    ("DELETE /api/identity/v1/accounts/{username}/sessions/{session_id}", ADMINISTRATION),
    (
        "DELETE /api/identity/v1/sessions",
        "ends the caller's own other sessions: see the tests of sessions",
    ),
    ("GET /api/identity/v1/accounts/{username}/links", ADMINISTRATION),
    ("POST /api/identity/v1/accounts/{username}/links", ADMINISTRATION),
    ("DELETE /api/identity/v1/accounts/{username}/links/{issuer}", ADMINISTRATION),
    ("GET /api/identity/v1/imports/{kind}/template", "an empty form"),
    ("POST /api/identity/v1/imports/{kind}", ADMINISTRATION),
    ("POST /api/identity/v1/imports/{kind}/answer", ADMINISTRATION),
    ("GET /api/identity/v1/units", DIRECTORY),
    ("POST /api/identity/v1/units", ADMINISTRATION),
    ("PUT /api/identity/v1/units/{code}", ADMINISTRATION),
    ("GET /api/identity/v1/roles", DIRECTORY),
    ("POST /api/identity/v1/roles", ADMINISTRATION),
    ("PUT /api/identity/v1/roles/{code}", ADMINISTRATION),
    ("GET /api/identity/v1/posts", DIRECTORY),
    ("POST /api/identity/v1/posts", ADMINISTRATION),
    ("PUT /api/identity/v1/posts/{code}", ADMINISTRATION),
    ("GET /api/identity/v1/login-log", READERS_OF_ALL),
    (
        "POST /api/identity/v1/exports",
        "the same lists to everybody who may read them: see the tests of exports",
    ),
    ("GET /api/identity/v1/operations/overview", "how the services stand: numbers only"),
    ("GET /api/identity/v1/operations/state", "how the service stands: numbers only"),
    ("GET /api/identity/v1/operations/audit", READERS_OF_ALL),
    ("GET /api/identity/v1/operations/audit/verification", READERS_OF_ALL),
    ("GET /api/identity/v1/operations/audit/{seq}", READERS_OF_ALL),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_accounted_for() {
    let edge = Edge::start().await;
    conformance::assert_tables_guarded(&edge.database, EXEMPT_TABLES, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_shows_or_ends_what_is_another_persons() {
    let edge = Edge::start_with(|config| config.export.direct_rows = 0).await;
    // Both read what auditors read: of the other's exports neither sees anything.
    edge.execute("UPDATE accounts SET roles = roles || '{auditor}' WHERE username IN ('clerk', 'town')")
        .await;
    let (clerk, town) = (edge.login("clerk").await, edge.login("town").await);
    let sessions = edge.get_as(&clerk, "/api/identity/v1/sessions").await;
    let session = sessions.body["items"][0]["id"].as_str().unwrap().to_owned();
    let logins = edge.get_as(&clerk, "/api/identity/v1/login-log/own").await;
    let login = logins.body["items"][0]["request_id"].as_str().unwrap().to_owned();
    let saved = json!({ "page": "water.bills", "name": "逾期", "query": { "state": "overdue" } });
    let query = edge.post_as(&clerk, "/api/identity/v1/saved-queries", &saved).await;
    let query = query.body["id"].as_str().unwrap().to_owned();
    let job = finished(&edge, &clerk, &json!({ "list": "units" })).await;
    let walk = Walk {
        url: &edge.url,
        admin_url: &edge.test_database.admin_url,
        routes: app::routes(),
        stranger: &|_| town.access.clone(),
        insider: &|_| clerk.access.clone(),
        personal: Vec::new(),
        marks: vec![session.clone(), login, query.clone(), job.clone(), "\"clerk\"".to_owned()],
        visits: vec![
            Visit::lists("GET /api/identity/v1/me", &[], ""),
            Visit::lists("GET /api/identity/v1/sessions", &[], ""),
            Visit::lists("GET /api/identity/v1/login-log/own", &[], ""),
            Visit::lists("GET /api/identity/v1/saved-queries", &[], "?page=water.bills"),
            Visit::tells_nothing("POST /api/identity/v1/saved-queries", "")
                .with(saved)
                .may_write(&["saved_queries"]),
            Visit::hides("DELETE /api/identity/v1/saved-queries/{query_id}", &[&query], "").with(json!({})),
            Visit::lists("GET /api/identity/v1/exports", &[], ""),
            Visit::hides("GET /api/identity/v1/exports/{export_id}", &[&job], ""),
            Visit::hides("GET /api/identity/v1/exports/{export_id}/file", &[&job], ""),
            // The last: it ends the session that has asked all this.
            Visit::hides("DELETE /api/identity/v1/sessions/{session_id}", &[&session], "").with(json!({})),
        ],
        exempt: EXEMPT_ROUTES.to_vec(),
    };
    assert_eq!(walk.go().await.assert_nothing_leaked(), 16);
}
