//! Tokens as the departments' services see them: verified through the published keys.

use std::collections::BTreeMap;

use platform::{
    http::{
        access::{Claims, ScopeClaim},
        token::TokenVerifier,
    },
    settings::{AuthSettings, ClaimNames, IssuerSettings},
};
use serde_json::json;

use crate::support::{Edge, Tokens, tokens_of};

/// A service's verifier.
fn verifier(edge: &Edge) -> TokenVerifier {
    let issuer = IssuerSettings {
        issuer: "https://jiangzhou/gateway".to_owned(),
        jwks_url: format!("{}/.well-known/jwks.json", edge.url),
        audience: "jiangzhou".to_owned(),
        claims: ClaimNames::default(),
    };
    TokenVerifier::new(&AuthSettings {
        issuers: BTreeMap::from([("gateway".to_owned(), issuer)]),
    })
    .unwrap()
}

async fn claims(edge: &Edge, tokens: &Tokens) -> Claims {
    verifier(edge).verify(&tokens.access).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_reads_who_what_and_where_from_a_token() {
    let edge = Edge::start().await;
    let claims = claims(&edge, &edge.login("clerk").await).await;
    assert_eq!(
        (claims.iss.as_str(), claims.aud.as_str()),
        ("https://jiangzhou/gateway", "jiangzhou")
    );
    assert_eq!(
        (claims.sub.as_str(), claims.name.as_str(), claims.unit.as_str()),
        ("clerk", "业务员", "water_bureau")
    );
    assert_eq!((claims.roles, claims.scope), (vec!["water_clerk".to_owned()], ScopeClaim::All));
    assert!(claims.sid.is_some() && claims.ver == Some(1));
    assert_eq!(claims.exp - claims.iat, 600);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scope_is_resolved_into_units() {
    let edge = Edge::start().await;
    for (username, units) in [
        ("town", vec!["longxing", "longxing_east", "longxing_west"]),
        ("village", vec!["longxing_east"]),
        ("two_towns", vec!["longxing", "sanquan"]),
    ] {
        let ScopeClaim::Units(found) = claims(&edge, &edge.login(username).await).await.scope else {
            panic!("{username} has no units")
        };
        assert_eq!(found, units, "{username}");
    }
    assert_eq!(claims(&edge, &edge.login("operator").await).await.scope, ScopeClaim::Nothing);
    // A village that is added later belongs to its town from the next token on.
    let (admin, town) = (edge.login("admin").await, edge.login("town").await);
    let unit = json!({ "code": "longxing_north", "name": "北村", "kind": "village", "parent": "longxing" });
    assert_eq!(edge.post_as(&admin, "/api/identity/v1/units", &unit).await.status, 201);
    let ScopeClaim::Units(units) = claims(&edge, &tokens_of(&edge.refresh(&town.refresh).await)).await.scope else {
        panic!("no units")
    };
    assert_eq!(units.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_is_that_of_the_unit_or_of_the_nearest_above_that_is_part_of_one() {
    let edge = Edge::start().await;
    let admin = edge.login("admin").await;
    for (code, kind, parent) in [
        ("water_station", "station", "water_bureau"),
        ("gauging_station", "station", "water_station"),
        ("supply_company", "company", "water_bureau"),
        ("company_station", "station", "supply_company"),
    ] {
        let unit = json!({ "code": code, "name": code, "kind": kind, "parent": parent });
        assert_eq!(edge.post_as(&admin, "/api/identity/v1/units", &unit).await.status, 201, "{code}");
    }
    for (unit, department) in [
        ("water_bureau", true),
        ("water_station", true),
        ("gauging_station", true),
        // What a bureau looks after is not the bureau.
        ("supply_company", false),
        ("company_station", false),
        ("longxing", false),
        ("county", false),
    ] {
        let username = format!("of_{unit}");
        let account =
            json!({ "username": username, "name": "甲", "roles": ["water_clerk"], "unit": unit, "scope": { "kind": "department" } });
        let created = edge.post_as(&admin, "/api/identity/v1/accounts", &account).await;
        if !department {
            let error = &created.body["errors"][0];
            assert_eq!((created.status, &error["code"]), (400, &json!("no_department")), "{unit}");
            assert_eq!(error["pointer"], "/scope/kind");
            continue;
        }
        assert_eq!(created.status, 201, "{unit}: {created:?}");
        edge.execute(&format!(
            "UPDATE accounts SET must_change_password = false WHERE username = '{username}'"
        ))
        .await;
        let tokens = tokens_of(&edge.try_login(&username, created.body["password"].as_str().unwrap()).await);
        assert_eq!(
            claims(&edge, &tokens).await.scope,
            ScopeClaim::Department("water".to_owned()),
            "{unit}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_before_the_password_change_carries_nothing() {
    let edge = Edge::start().await;
    edge.execute("UPDATE accounts SET must_change_password = true WHERE username = 'clerk'")
        .await;
    let claims = claims(&edge, &edge.login("clerk").await).await;
    assert_eq!((claims.roles.len(), claims.scope), (0, ScopeClaim::Nothing));
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_of_another_gateway_are_refused_on_both_sides() {
    let (edge, other) = (Edge::start().await, Edge::start().await);
    let foreign = other.login("admin").await;
    assert_eq!(edge.get_as(&foreign, "/api/identity/v1/accounts").await.status, 401);
    assert!(verifier(&edge).verify(&foreign.access).await.is_err());
    let mut forged = edge.login("clerk").await;
    forged.access.truncate(forged.access.len() - 4);
    assert_eq!(edge.get_as(&forged, "/api/identity/v1/me").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_issuer_describes_itself() {
    let edge = Edge::start_with(|config| config.server.public_url = "https://jiangzhou.example/".to_owned()).await;
    let configuration = edge.get("/.well-known/openid-configuration").await;
    assert_eq!(configuration.body["issuer"], "https://jiangzhou/gateway");
    assert_eq!(configuration.body["jwks_uri"], "https://jiangzhou.example/.well-known/jwks.json");
    assert_eq!(
        configuration.body["token_endpoint"],
        "https://jiangzhou.example/api/identity/v1/login"
    );
    let keys = edge.get("/.well-known/jwks.json").await;
    assert_eq!(keys.body["keys"][0]["crv"], "Ed25519");
    assert!(keys.body["keys"][0]["d"].is_null());
}
