//! What an issuer says about itself, and what becomes of log-ins while it says nothing.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use gateway::oidc::{OidcIssuer, OidcIssuers, Patience, Visitor};
use platform::Problem;
use serde_json::json;
use testkit::oidc::{Issuer, Silence, Twist};

use super::{OIDC, Place, SECRET_AS_SENT, settings};
use crate::support::{new_client, outcome};

const NONCE: &str = "nonce";
const VERIFIER: &str = "verifier-of-at-least-forty-three-characters";
/// Shorter than ours, and long enough for a busy machine.
const TIMEOUT: Duration = Duration::from_secs(1);
/// No time for a request that hangs.
const AT_ONCE: Duration = Duration::from_millis(700);
const QUICK: Patience = Patience {
    timeout: TIMEOUT,
    fresh_for: Duration::from_mins(10),
    pause: Duration::from_secs(2),
};

/// A small issuer, and what the gateway makes of it.
fn start(patience: Patience) -> (Issuer, OidcIssuers) {
    let issuer = Issuer::start(SECRET_AS_SENT).unwrap();
    let known = BTreeMap::from([("province".to_owned(), settings(issuer.url()))]);
    let issuers = OidcIssuers::with_patience(&known, "http://127.0.0.1:8080", patience).unwrap();
    (issuer, issuers)
}

async fn begin(issuer: &OidcIssuer) -> Result<reqwest::Url, Problem> {
    issuer.authorization_url("state", NONCE, VERIFIER).await
}

/// A code of somebody who has just logged in.
async fn fetch_code(small: &Issuer, issuer: &OidcIssuer) -> String {
    small.log_in(json!({ "sub": "42" }));
    let sent = new_client().get(begin(issuer).await.unwrap()).send().await.unwrap();
    let back = reqwest::Url::parse(sent.headers()["location"].to_str().unwrap()).unwrap();
    let (_, code) = back.query_pairs().find(|(key, _)| key == "code").unwrap();
    code.into_owned()
}

async fn redeem(issuer: &OidcIssuer, code: &str) -> Result<Visitor, Problem> {
    issuer.redeem(code, NONCE, VERIFIER).await
}

fn assert_unavailable<T: std::fmt::Debug>(result: Result<T, Problem>) {
    let problem = result.unwrap_err();
    assert_eq!((problem.status().as_u16(), problem.code()), (503, "issuer_unavailable"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_issuer_is_asked_once_and_then_left_alone_for_a_while() {
    let (small, issuers) = start(QUICK);
    let issuer = issuers.find("province").unwrap();
    small.fall_silent(Silence::Description);
    let began = Instant::now();
    for result in join_all((0..8).map(|_| begin(issuer))).await {
        assert_unavailable(result);
    }
    assert!(
        began.elapsed() < TIMEOUT * 2,
        "they queued, each for the whole time: {:?}",
        began.elapsed()
    );
    let later = Instant::now();
    assert_unavailable(begin(issuer).await);
    assert!(later.elapsed() < AT_ONCE, "{:?}", later.elapsed());
    assert_eq!(small.questions(), 1, "all of them wait for one answer");

    small.fall_silent(Silence::None);
    assert_unavailable(begin(issuer).await);
    assert_eq!(small.questions(), 1, "it is left alone");
    tokio::time::sleep(QUICK.pause).await;
    begin(issuer).await.unwrap();
    assert_eq!(small.questions(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_issuer_said_before_does_while_it_is_silent() {
    let (small, issuers) = start(Patience {
        fresh_for: Duration::ZERO,
        ..QUICK
    });
    let issuer = issuers.find("province").unwrap();
    begin(issuer).await.unwrap();
    small.fall_silent(Silence::Description);
    let waits = join_all((0..8).map(async |_| {
        let began = Instant::now();
        begin(issuer).await.unwrap();
        began.elapsed()
    }));
    let slow = waits.await.into_iter().filter(|wait| *wait >= AT_ONCE).count();
    assert_eq!(slow, 1, "one asks, nobody else waits for it");
    let later = Instant::now();
    begin(issuer).await.unwrap();
    assert!(later.elapsed() < AT_ONCE, "{:?}", later.elapsed());
    assert_eq!(small.questions(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_an_issuer_whose_keys_cannot_be_had() {
    let (small, issuers) = start(QUICK);
    let issuer = issuers.find("province").unwrap();
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(fetch_code(&small, issuer).await);
    }
    let last = codes.pop().unwrap();
    let asked = small.questions();
    small.fall_silent(Silence::Keys);
    let began = Instant::now();
    for result in join_all(codes.iter().map(|code| redeem(issuer, code))).await {
        assert_unavailable(result);
    }
    // Fetching keys takes three seconds at most.
    assert!(began.elapsed() < Duration::from_secs(6), "they queued: {:?}", began.elapsed());
    let later = Instant::now();
    assert_unavailable(begin(issuer).await);
    assert_unavailable(redeem(issuer, &last).await);
    assert!(later.elapsed() < AT_ONCE, "{:?}", later.elapsed());
    assert_eq!(small.questions(), asked + 1);

    small.fall_silent(Silence::None);
    tokio::time::sleep(QUICK.pause).await;
    // The code was not spent on what could not be checked.
    assert_eq!(redeem(issuer, &last).await.unwrap().subject, "42");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_known_outlive_the_description() {
    let (small, issuers) = start(Patience {
        fresh_for: Duration::ZERO,
        ..QUICK
    });
    let issuer = issuers.find("province").unwrap();
    redeem(issuer, &fetch_code(&small, issuer).await).await.unwrap();
    small.fall_silent(Silence::Keys);
    redeem(issuer, &fetch_code(&small, issuer).await).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_description_that_cannot_be_right_is_none() {
    let (small, issuers) = start(Patience {
        pause: Duration::ZERO,
        ..QUICK
    });
    let issuer = issuers.find("province").unwrap();
    for twist in [Twist::WrongDescription, Twist::ScriptAsAddress] {
        small.lie(twist);
        assert_unavailable(begin(issuer).await);
    }
    small.lie(Twist::None);
    begin(issuer).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_told_that_an_issuer_is_silent() {
    let place = Place::new().await;
    place.issuer.fall_silent(Silence::Description);
    let (first, second) = tokio::join!(place.begin("province"), place.begin("province"));
    let began = Instant::now();
    let third = place.begin("province").await;
    assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
    for answer in [first, second, third] {
        assert_eq!(outcome(&answer), (503, "issuer_unavailable"), "{answer:?}");
        let detail = answer.body["detail"].as_str().unwrap();
        assert!(detail.contains("「省统一身份认证」暂时没有应答"), "{detail}");
    }
    assert_eq!(place.begin("other").await.status, 200, "the other issuer has nothing to do with it");
    assert_eq!(place.edge.get(OIDC).await.status, 200);
    assert_eq!(place.edge.try_login("clerk", place.edge.password_of("clerk")).await.status, 200);
}
