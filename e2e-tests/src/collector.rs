//! A small OTLP/HTTP collector: takes what services send, and keeps it for a test to look at.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use actix_web::{App, HttpResponse, HttpServer, dev::ServerHandle, web};
use anyhow::{Context, Result, bail};
use opentelemetry_proto::tonic::{
    collector::trace::v1::{ExportTraceServiceRequest, ExportTraceServiceResponse},
    common::v1::{AnyValue, KeyValue, any_value::Value},
    trace::v1::Span,
};
use prost::Message;
use tokio::time::Instant;

/// Largest body that is taken.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// A span as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectedSpan {
    /// Who sent it: `service.name`.
    pub service: String,
    /// What it is.
    pub name: String,
    /// Trace, 32 hexadecimal digits.
    pub trace_id: String,
    /// Its own id, 16 hexadecimal digits.
    pub span_id: String,
    /// The id of the span above it; empty for the first one.
    pub parent_span_id: String,
    /// `server`, `client`, `producer`, `consumer` or `internal`.
    pub kind: &'static str,
    /// What else it says.
    pub attributes: BTreeMap<String, String>,
    /// Begin and end, nanoseconds.
    pub times: (u64, u64),
}

/// A running collector. Dropping it stops it.
pub struct Collector {
    spans: Arc<Mutex<Vec<CollectedSpan>>>,
    endpoint: String,
    server: ServerHandle,
}

impl Collector {
    /// Listens on a port of its own. Needs a tokio runtime.
    pub fn start() -> Result<Self> {
        let spans: Arc<Mutex<Vec<CollectedSpan>>> = Arc::default();
        let kept = web::Data::from(Arc::clone(&spans));
        let server = HttpServer::new(move || {
            App::new()
                .app_data(kept.clone())
                .app_data(web::PayloadConfig::new(BODY_LIMIT))
                .route("/v1/traces", web::post().to(take))
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")?;
        let address = *server.addrs().first().context("the collector bound no address")?;
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Ok(Self {
            spans,
            endpoint: format!("http://{address}"),
            server: handle,
        })
    }

    /// What goes into `telemetry.otlp_endpoint`.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The spans of a trace, in the order in which they began.
    pub fn trace(&self, trace_id: &str) -> Vec<CollectedSpan> {
        let mut spans: Vec<CollectedSpan> = locked(&self.spans)
            .iter()
            .filter(|span| span.trace_id == trace_id)
            .cloned()
            .collect();
        spans.sort_by_key(|span| span.times);
        spans
    }

    /// Waits until the spans of a trace are as wanted.
    pub async fn wait_for(
        &self,
        trace_id: &str,
        within: Duration,
        wanted: impl Fn(&[CollectedSpan]) -> bool,
    ) -> Result<Vec<CollectedSpan>> {
        let deadline = Instant::now() + within;
        loop {
            let spans = self.trace(trace_id);
            if wanted(&spans) {
                return Ok(spans);
            }
            if Instant::now() >= deadline {
                bail!("the collector has only these spans of {trace_id}: {spans:#?}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        // Tells the server at once; nobody waits for the end of connections.
        drop(self.server.stop(false));
    }
}

fn locked(spans: &Mutex<Vec<CollectedSpan>>) -> MutexGuard<'_, Vec<CollectedSpan>> {
    spans.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn take(kept: web::Data<Mutex<Vec<CollectedSpan>>>, body: web::Bytes) -> HttpResponse {
    let Ok(request) = ExportTraceServiceRequest::decode(body) else {
        return HttpResponse::BadRequest().finish();
    };
    for sent in request.resource_spans {
        let attributes = sent.resource.map(|resource| texts(resource.attributes)).unwrap_or_default();
        let service = attributes.get("service.name").cloned().unwrap_or_default();
        let spans = sent.scope_spans.into_iter().flat_map(|scope| scope.spans);
        locked(&kept).extend(spans.map(|span| read(&service, span)));
    }
    let answer = ExportTraceServiceResponse::default().encode_to_vec();
    HttpResponse::Ok().content_type("application/x-protobuf").body(answer)
}

fn read(service: &str, span: Span) -> CollectedSpan {
    let kind = match span.kind {
        2 => "server",
        3 => "client",
        4 => "producer",
        5 => "consumer",
        _ => "internal",
    };
    CollectedSpan {
        service: service.to_owned(),
        name: span.name,
        trace_id: hex::encode(span.trace_id),
        span_id: hex::encode(span.span_id),
        parent_span_id: hex::encode(span.parent_span_id),
        kind,
        attributes: texts(span.attributes),
        times: (span.start_time_unix_nano, span.end_time_unix_nano),
    }
}

fn texts(attributes: Vec<KeyValue>) -> BTreeMap<String, String> {
    attributes.into_iter().map(|pair| (pair.key, text(pair.value))).collect()
}

fn text(value: Option<AnyValue>) -> String {
    match value.and_then(|value| value.value) {
        Some(Value::StringValue(text)) => text,
        Some(Value::IntValue(number)) => number.to_string(),
        Some(Value::BoolValue(flag)) => flag.to_string(),
        Some(Value::DoubleValue(number)) => number.to_string(),
        _ => String::new(),
    }
}
