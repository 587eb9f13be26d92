//! Asking another department: patience, its end, and what its answers mean.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http::StatusCode, web};
use platform::{
    Problem, RequestContext,
    http::token::{ServiceIdentity, Signer, TokenVerifier},
    peer::{Peer, PeerError, PeerSettings},
    settings::{ClaimNames, IssuerSettings},
    test_support::fresh_key_pem,
};
use serde_json::{Value, json};

/// How the other department answers one question.
#[derive(Clone)]
enum Reply {
    Good,
    Status(u16, Value),
    Text(&'static str),
    /// Not within anybody's patience.
    Never,
}

type Headers = Vec<(String, String)>;

#[derive(Clone, Default)]
struct Script {
    /// Answers to come; the last one stays.
    replies: Arc<Mutex<VecDeque<Reply>>>,
    asked: Arc<Mutex<Vec<Headers>>>,
}

impl Script {
    fn of(replies: impl IntoIterator<Item = Reply>) -> Self {
        let script = Self::default();
        script.now(replies);
        script
    }

    fn now(&self, replies: impl IntoIterator<Item = Reply>) {
        *self.replies.lock().unwrap() = replies.into_iter().collect();
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    fn next(&self, request: &HttpRequest) -> Reply {
        let headers = request
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
        self.asked.lock().unwrap().push(headers.collect());
        let mut replies = self.replies.lock().unwrap();
        if replies.len() > 1 {
            replies.pop_front().unwrap()
        } else {
            replies[0].clone()
        }
    }
}

async fn answer(request: HttpRequest, script: web::Data<Script>) -> HttpResponse {
    match script.next(&request) {
        Reply::Good => HttpResponse::Ok().json(json!({ "total": "1890.00" })),
        Reply::Status(status, body) => HttpResponse::build(StatusCode::from_u16(status).unwrap()).json(body),
        Reply::Text(text) => HttpResponse::Ok().body(text),
        Reply::Never => std::future::pending().await,
    }
}

fn signer() -> Signer {
    Signer::from_pem(&fresh_key_pem()).unwrap()
}

/// A department that answers as written, and how to ask it.
fn department(script: &Script, signer: Signer) -> Peer {
    let data = web::Data::new(script.clone());
    let server = HttpServer::new(move || App::new().app_data(data.clone()).default_service(web::to(answer)))
        .workers(1)
        .shutdown_timeout(0)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
    let url = format!("http://{}/", server.addrs()[0]);
    tokio::spawn(server.run());
    Peer::new(
        "县水利局",
        &PeerSettings { url },
        ServiceIdentity::new("finance", signer, "jiangzhou"),
    )
    .unwrap()
}

async fn ask(peer: &Peer) -> Result<Value, PeerError> {
    peer.get("/v1/totals?day=2026-10-12").await
}

fn down(status: u16) -> Reply {
    Reply::Status(status, json!({}))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_carries_who_asks_and_why() {
    let script = Script::of([Reply::Good]);
    let signer = signer();
    let peer = department(&script, signer.clone());
    let context = RequestContext::fresh();
    assert_eq!(context.clone().scope(ask(&peer)).await.unwrap()["total"], "1890.00");
    let asked = script.asked.lock().unwrap()[0].clone();
    let header = |name: &str| {
        asked
            .iter()
            .find(|(header, _)| header == name)
            .map(|(_, value)| value.clone())
            .unwrap()
    };
    assert_eq!(
        (header("x-request-id"), header("x-correlation-id")),
        (context.request_id, context.correlation_id)
    );
    assert!(header("traceparent").contains(&context.trace.trace_id()));
    let issuer = IssuerSettings {
        issuer: ServiceIdentity::issuer("finance"),
        jwks_url: String::new(),
        audience: "jiangzhou".to_owned(),
        claims: ClaimNames::default(),
    };
    let verifier = TokenVerifier::own(&issuer, &signer).unwrap();
    let claims = verifier
        .verify(header("authorization").strip_prefix("Bearer ").unwrap())
        .await
        .unwrap();
    assert_eq!((claims.sub.as_str(), claims.roles), ("finance", vec!["service".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passing_failure_is_asked_over_again_and_not_noticed() {
    for failure in [down(500), down(503), down(429), Reply::Text("no JSON")] {
        let script = Script::of([failure.clone(), failure, Reply::Good]);
        let peer = department(&script, signer());
        assert_eq!(ask(&peer).await.unwrap()["total"], "1890.00");
        assert_eq!(script.asked(), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_an_answer_and_not_asked_again() {
    let body = json!({
        "type": "x", "title": "x", "status": 404, "detail": "没有这一天", "code": "no_such_day", "request_id": "x",
    });
    for (reply, expected) in [
        (Reply::Status(404, body), (404, "no_such_day", "没有这一天")),
        (Reply::Status(403, json!("no problem document")), (403, "", "HTTP 403 Forbidden")),
    ] {
        let script = Script::of([reply]);
        let peer = department(&script, signer());
        for asked in 1..=8 {
            let error = ask(&peer).await.unwrap_err();
            let PeerError::Refused {
                department,
                status,
                code,
                detail,
            } = &error
            else {
                panic!("{error:?}")
            };
            assert_eq!(*department, "县水利局");
            assert_eq!((*status, code.as_str(), detail.as_str()), expected);
            assert_eq!(script.asked(), asked);
            // Nobody expected it, so it is our fault, and what was said is not passed on.
            let problem = Problem::from(error);
            assert_eq!((problem.status(), problem.code()), (StatusCode::INTERNAL_SERVER_ERROR, "internal"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_that_is_down_is_left_alone_for_a_while() {
    let script = Script::of([down(502)]);
    let peer = department(&script, signer());
    for round in 1..=5 {
        let error = ask(&peer).await.unwrap_err();
        assert!(
            matches!(&error, PeerError::Down { reason, .. } if reason.contains("502")),
            "{error:?}"
        );
        assert_eq!(script.asked(), 3 * round);
        let problem = Problem::from(error);
        assert_eq!(
            (problem.status(), problem.code()),
            (StatusCode::SERVICE_UNAVAILABLE, "peer_unavailable")
        );
        assert!(problem.detail().contains("县水利局"));
    }
    // Well again, but not asked yet.
    script.now([Reply::Good]);
    for _ in 0..10 {
        assert!(matches!(ask(&peer).await, Err(PeerError::Down { .. })));
    }
    assert_eq!(script.asked(), 15);
    let answer = crate::support::eventually("it is asked again", async || ask(&peer).await.ok()).await;
    assert_eq!((answer["total"].as_str(), script.asked()), (Some("1890.00"), 16));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_ever() {
    let script = Script::of([Reply::Never]);
    let peer = department(&script, signer());
    let started = std::time::Instant::now();
    let error = tokio::time::timeout(Duration::from_secs(30), ask(&peer))
        .await
        .expect("patience ends")
        .unwrap_err();
    assert!(matches!(error, PeerError::Down { .. }));
    assert!(
        started.elapsed() >= Duration::from_secs(9) && script.asked() == 3,
        "{:?}",
        started.elapsed()
    );

    let nobody = PeerSettings {
        url: format!("http://127.0.0.1:{}", testkit::free_port().unwrap()),
    };
    let peer = Peer::new("县水利局", &nobody, ServiceIdentity::new("finance", signer(), "jiangzhou")).unwrap();
    assert!(matches!(ask(&peer).await, Err(PeerError::Down { .. })));
}
