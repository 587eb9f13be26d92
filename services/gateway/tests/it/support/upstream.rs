//! A small department's service: what arrives there, and answers of every kind.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer, ResponseError,
    web::{self, Bytes},
};
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::Notify,
};

/// What a test sees and steers.
#[derive(Default)]
pub struct Control {
    /// Raw paths of all requests, in order.
    pub seen: Mutex<Vec<String>>,
    /// `/readyz` says that the relay is down.
    pub degraded: AtomicBool,
    /// Released when the test has seen the first half of something.
    pub go_on: Notify,
    /// Told when the first chunk of a body has arrived.
    pub first_chunk: Notify,
    /// What `/v1/operations/state` answers; a refusal while there is nothing.
    pub state: Mutex<Option<Value>>,
    /// Requests that wait in `/v1/wait`.
    pub waiting: AtomicUsize,
}

/// A running service.
pub struct Upstream {
    pub url: String,
    pub control: Arc<Control>,
    handle: actix_web::dev::ServerHandle,
}

impl Drop for Upstream {
    fn drop(&mut self) {
        // Stopping sends a message at once; what it returns only waits for the end.
        drop(self.handle.stop(false));
    }
}

impl Upstream {
    pub fn start() -> Self {
        Self::start_at("127.0.0.1:0")
    }

    pub fn start_at(address: &str) -> Self {
        let control = Arc::new(Control::default());
        let shared = web::Data::from(Arc::clone(&control));
        let server = HttpServer::new(move || {
            App::new()
                .app_data(shared.clone())
                .app_data(web::PayloadConfig::new(64 * 1_048_576))
                .wrap_fn(|request, service| {
                    let control = request.app_data::<web::Data<Control>>().unwrap();
                    control.seen.lock().unwrap().push(request.uri().to_string());
                    actix_web::dev::Service::call(service, request)
                })
                .route("/readyz", web::get().to(readyz))
                .route("/openapi.json", web::get().to(openapi))
                .route("/metrics", web::get().to(|| async { "a secret" }))
                .route("/v1/operations/state", web::get().to(show_state))
                .route("/v1/sink", web::post().to(sink))
                .route("/v1/stream", web::get().to(stream_in_two))
                .route("/v1/drip", web::get().to(drip))
                .route("/v1/endless", web::get().to(endless))
                .route("/v1/large", web::get().to(large))
                .route("/v1/large", web::head().to(large))
                .route("/v1/wait", web::to(wait))
                .route("/v1/nothing", web::delete().to(|| async { HttpResponse::NoContent().finish() }))
                .route("/v1/created", web::post().to(created))
                .route("/v1/problem", web::get().to(problem))
                .default_service(web::to(echo))
        })
        .workers(1)
        .disable_signals()
        .shutdown_timeout(1)
        .bind(address)
        .unwrap();
        let url = format!("http://{}", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { url, control, handle }
    }

    /// Ends it and waits until its port is free and the connections it kept are closed.
    pub async fn stop(self) {
        self.handle.stop(true).await;
    }

    pub fn seen(&self) -> Vec<String> {
        self.control.seen.lock().unwrap().clone()
    }
}

/// Takes connections and never reads from them.
pub async fn never_reads() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut connections = Vec::new();
        while let Ok((connection, _)) = listener.accept().await {
            connections.push(connection);
        }
    });
    url
}

/// Takes requests and hangs up without an answer; counts them.
pub async fn hang_up_always() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&requests);
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut buffer = [0; 16_384];
            if connection.read(&mut buffer).await.is_ok_and(|length| length > 0) {
                counter.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    (url, requests)
}

/// Promises a hundred bytes, gives ten and hangs up.
pub async fn break_off_always() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut buffer = [0; 16_384];
            if connection.read(&mut buffer).await.is_ok_and(|length| length == 0) {
                continue;
            }
            connection
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n0123456789")
                .await
                .ok();
        }
    });
    url
}

async fn readyz(control: web::Data<Control>) -> HttpResponse {
    let degraded = control.degraded.load(Ordering::SeqCst);
    let body = json!({ "ready": !degraded, "checks": [{ "name": "database", "ok": true }, { "name": "relay", "ok": !degraded }] });
    if degraded {
        HttpResponse::ServiceUnavailable().json(body)
    } else {
        HttpResponse::Ok().json(body)
    }
}

async fn show_state(control: web::Data<Control>) -> HttpResponse {
    match control.state.lock().unwrap().clone() {
        Some(state) => HttpResponse::Ok().json(state),
        None => platform::Problem::unavailable("database_unavailable", "数据库没有应答").error_response(),
    }
}

async fn openapi() -> HttpResponse {
    HttpResponse::Ok().json(json!({
        "openapi": "3.1.0",
        "info": { "title": "x", "version": "1" },
        "paths": {
            "/v1/bills": { "get": { "tags": ["bills"], "operationId": "list_bills", "responses": { "200": { "description": "",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ProblemBody" } } } } } } },
            "/metrics": { "get": { "responses": {} } },
        },
        "components": { "schemas": { "ProblemBody": { "type": "string" } } },
    }))
}

/// Everything about the request.
async fn echo(request: HttpRequest, body: Bytes) -> HttpResponse {
    let mut headers = Map::new();
    for (name, value) in request.headers() {
        let values = headers.entry(name.to_string()).or_insert_with(|| json!([]));
        values.as_array_mut().unwrap().push(Value::from(value.to_str().unwrap_or("?")));
    }
    HttpResponse::Ok()
        .insert_header(("x-own", "1"))
        .insert_header(("set-cookie", "a=b"))
        .insert_header(("x-request-id", "not-this-one"))
        .json(json!({ "method": request.method().as_str(), "uri": request.uri().to_string(), "headers": headers, "body": String::from_utf8_lossy(&body) }))
}

/// Reads a body chunk by chunk.
async fn sink(mut payload: web::Payload, request: HttpRequest, control: web::Data<Control>) -> Result<HttpResponse, actix_web::Error> {
    let mut hasher = Sha256::new();
    let mut length = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk?;
        if length == 0 {
            control.first_chunk.notify_one();
        }
        length += chunk.len();
        hasher.update(&chunk);
    }
    let announced = request
        .headers()
        .get("content-length")
        .map(|value| value.to_str().unwrap().to_owned());
    Ok(HttpResponse::Ok().json(json!({ "length": length, "sha256": hex::encode(hasher.finalize()), "announced": announced })))
}

/// The second half comes when the test says so.
async fn stream_in_two(control: web::Data<Control>) -> HttpResponse {
    let second = async move {
        control.go_on.notified().await;
        Ok::<_, actix_web::Error>(Bytes::from_static(b"second"))
    };
    let first = stream::once(async { Ok(Bytes::from_static(b"first ")) });
    HttpResponse::Ok()
        .content_type("text/plain")
        .streaming(Box::pin(first.chain(stream::once(second))))
}

/// Five chunks, each after a pause: two seconds in all.
async fn drip() -> HttpResponse {
    let chunks = stream::unfold(0, |number| async move {
        tokio::time::sleep(Duration::from_millis(400)).await;
        (number < 5).then(|| (Ok::<_, actix_web::Error>(Bytes::from_static(b"drop")), number + 1))
    });
    HttpResponse::Ok().content_type("text/plain").streaming(Box::pin(chunks))
}

/// More than any buffer on the way takes.
async fn endless() -> HttpResponse {
    let chunk = Bytes::from(vec![b'x'; 65_536]);
    HttpResponse::Ok().streaming(stream::repeat_with(move || Ok::<_, actix_web::Error>(chunk.clone())))
}

/// Five megabytes of announced length.
async fn large() -> HttpResponse {
    HttpResponse::Ok().body(vec![b'x'; 5 * 1_048_576])
}

/// Answers when the test says so.
async fn wait(control: web::Data<Control>) -> &'static str {
    control.waiting.fetch_add(1, Ordering::SeqCst);
    control.go_on.notified().await;
    "done"
}

async fn created() -> HttpResponse {
    HttpResponse::Created()
        .insert_header(("location", "/v1/bills/7"))
        .insert_header(("etag", "\"1\""))
        .json(json!({ "id": 7 }))
}

async fn problem() -> HttpResponse {
    HttpResponse::Conflict()
        .content_type("application/problem+json")
        .json(json!({ "code": "wrong_state", "detail": "状态不对" }))
}

/// Waits until something holds; fails after ten seconds.
pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = tokio::time::Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(tokio::time::Instant::now() < deadline, "{what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
