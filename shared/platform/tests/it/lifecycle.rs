//! Readiness, draining, background tasks that fail.

use std::{sync::Arc, time::Duration};

use actix_web::web::ServiceConfig;
use contracts::Department;
use futures_util::FutureExt;
use platform::{
    http::route::Routes,
    service::{Blueprint, Job, Service},
    settings,
    test_support::send,
};
use serde_json::{Value, json};
use testkit::ChaosProxy;
use utoipa::OpenApi;

use crate::{
    desk::{DEFAULTS, Desk, DeskConfig, start, start_with},
    support::{Fixture, MIGRATIONS, eventually},
};

fn check(body: &Value, name: &str) -> Option<bool> {
    body["checks"].as_array()?.iter().find(|check| check["name"] == name)?["ok"].as_bool()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_service_first_says_so_then_finishes_what_is_in_flight() {
    let fixture = Fixture::new().await;
    let desk = Desk::default();
    let service = start_with(&fixture, desk.clone(), None, |config| config.server.drain_delay_seconds = 2).await;
    assert_eq!(service.get_public("/readyz").await.status, 200);
    let in_flight = tokio::spawn(send(service.request("GET", "/v1/door")));
    desk.arrived.acquire().await.unwrap().forget();

    service.stop();
    // Still reachable, and says that nobody should come any more.
    let ready = eventually("not ready", async || {
        Some(service.get_public("/readyz").await).filter(|ready| ready.status == 503)
    })
    .await;
    assert_eq!(
        (ready.body["ready"].as_bool(), check(&ready.body, "draining")),
        (Some(false), Some(false))
    );
    assert_eq!(service.get_public("/healthz").await.status, 200);
    // New connections are refused; the request is still there.
    let address = service.url.strip_prefix("http://").unwrap().to_owned();
    eventually("closed to new requests", async || {
        tokio::net::TcpStream::connect(&address).await.is_err().then_some(())
    })
    .await;
    assert!(!in_flight.is_finished());
    desk.open.add_permits(1);
    let answer = in_flight.await.unwrap();
    assert_eq!((answer.status, &answer.body), (200, &json!("passed")));
    tokio::time::timeout(Duration::from_secs(120), service.ended())
        .await
        .expect("the service ends")
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_not_ready_without_its_database_and_ready_again_with_it() {
    let fixture = Fixture::new().await;
    let (mut proxy, url) = ChaosProxy::before_url(&fixture.db.app_url).await.unwrap();
    let service = start_with(&fixture, Desk::default(), None, |config| config.database.url = url.into()).await;
    let ready = service.get_public("/readyz").await;
    assert_eq!((ready.status, check(&ready.body, "migrations")), (200, Some(true)));
    proxy.cut().await;
    let ready = service.get_public("/readyz").await;
    assert_eq!((ready.status, check(&ready.body, "database")), (503, Some(false)));
    assert_eq!(service.get_public("/healthz").await.status, 200);
    proxy.heal().await.unwrap();
    assert_eq!(service.get_public("/readyz").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_needs_its_broker_to_begin_but_outlives_an_outage() {
    let fixture = Fixture::new().await;
    let vhost = testkit::servers().create_test_vhost("platform").await.unwrap();
    let (mut proxy, url) = ChaosProxy::before_url(&vhost.amqp_url).await.unwrap();
    proxy.cut().await;
    let with_relay = |config: &mut DeskConfig| {
        config.broker.relay = true;
        config.broker.url = url.into();
    };
    let service = start_with(&fixture, Desk::default(), None, with_relay).await;
    let ready = service.get_public("/readyz").await;
    assert_eq!((ready.status, check(&ready.body, "relay")), (503, Some(false)));
    proxy.heal().await.unwrap();
    eventually("ready", async || (service.get_public("/readyz").await.status == 200).then_some(())).await;
    proxy.cut().await;
    let ready = eventually("the outage is seen", async || {
        Some(service.get_public("/readyz").await).filter(|ready| check(&ready.body, "relay") == Some(false))
    })
    .await;
    assert_eq!((ready.status, ready.body["ready"].as_bool()), (200, Some(true)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_that_is_behind_is_not_ready() {
    let fixture = Fixture::new().await;
    let superuser = fixture.superuser().await;
    let service = start(&fixture).await;
    superuser
        .batch_execute("DELETE FROM __diesel_schema_migrations WHERE version LIKE '20261124%'")
        .await
        .unwrap();
    let ready = service.get_public("/readyz").await;
    assert_eq!((ready.status, check(&ready.body, "migrations")), (503, Some(false)));
}

fn config(fixture: &Fixture, bind: &str) -> DeskConfig {
    let environment = [
        ("JIANGZHOU__DATABASE__URL", fixture.db.app_url.as_str()),
        ("JIANGZHOU__BROKER__URL", "amqp://127.0.0.1:1/none"),
        ("JIANGZHOU__SERVER__BIND", bind),
    ];
    settings::load_with(DEFAULTS, None, &environment).unwrap()
}

#[derive(OpenApi)]
struct ApiDoc;

fn with_job(job: Job) -> Blueprint<impl Fn(&mut ServiceConfig) + Clone + Send + 'static> {
    Blueprint {
        department: Department::Finance,
        migrations: MIGRATIONS,
        routes: Routes::new,
        openapi: ApiDoc::openapi,
        handler: None,
        jobs: vec![job],
        state: |_: &mut ServiceConfig| {},
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_panics_ends_the_service_with_an_error() {
    let fixture = Fixture::new().await;
    let config = config(&fixture, "127.0.0.1:0");
    let job: Job = Box::new(|_| async { panic!("a fault of the test") }.boxed());
    let service = Service::start(&config, fixture.database.clone(), with_job(job)).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(120), service.run())
        .await
        .expect("it ends");
    assert!(ended.unwrap_err().to_string().contains("panicked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_cannot_listen_starts_nothing() {
    let fixture = Fixture::new().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let config = config(&fixture, &taken.local_addr().unwrap().to_string());
    let started = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let job: Job = Box::new({
        let started = Arc::clone(&started);
        move |_| async move { started.store(true, std::sync::atomic::Ordering::SeqCst) }.boxed()
    });
    assert!(Service::start(&config, fixture.database.clone(), with_job(job)).is_err());
    assert!(!started.load(std::sync::atomic::Ordering::SeqCst));
}
