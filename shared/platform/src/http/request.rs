//! Around every request: its id, trace context, one log line, its duration, and problems for everything that fails.

use std::{borrow::Cow, sync::Arc, time::Instant};

use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT},
    middleware::Next,
    web,
};
use tracing::{Instrument, Span};
use uuid::Uuid;

use super::{limit::AddressLimit, metrics, route::RoutePattern};
use crate::{
    context::{Client, RequestContext, TraceContext},
    telemetry::span,
};

/// Most characters of what a browser says it is.
const AGENT_LENGTH: usize = 300;

/// Header of the request id, in and out.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Header of the correlation id.
pub const CORRELATION_ID: HeaderName = HeaderName::from_static("x-correlation-id");
/// Header of the W3C trace context.
pub const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// Runs the request under its context.
pub async fn observe<B: MessageBody + 'static>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let parent = text_of(request.headers(), &TRACEPARENT).and_then(|value| TraceContext::parse(&value));
    let span = match request.path() {
        // Asked every few seconds by machines.
        "/healthz" | "/readyz" | "/metrics" => Span::none(),
        path => span::request(request.method().as_str(), path, parent.as_ref()),
    };
    let trace = span::position(&span).unwrap_or_else(|| parent.map_or_else(TraceContext::root, TraceContext::child));
    let mut context = context_of(request.headers(), trace);
    context.client = client_of(request.request());
    let started = Instant::now();
    let method = request.method().clone();
    let path = request.path().to_owned();
    // Handlers, extractors and `authorize` answer what they refuse themselves, so that the request id is still known.
    let answering = context.clone().scope(next.call(request)).instrument(span.clone());
    let mut response = answering.await?;
    if let Ok(value) = HeaderValue::from_str(&context.request_id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let elapsed = started.elapsed();
    let status = response.status().as_u16();
    let route = route_of(response.request());
    metrics::observe_request(&method, &route, status, elapsed);
    span::end_request(&span, method.as_str(), &route, status, &context.request_id);
    let ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let (request_id, trace_id) = (context.request_id, context.trace.trace_id());
    // The query string is not logged: it may hold names.
    if route == "/healthz" || route == "/readyz" || route == "/metrics" {
        tracing::debug!(request_id, method = %method, path, status, duration_ms = ms, "request");
    } else {
        tracing::info!(request_id, trace_id, correlation_id = context.correlation_id, method = %method, path, status, duration_ms = ms, "request");
    }
    Ok(response)
}

fn route_of(request: &HttpRequest) -> Cow<'static, str> {
    match request.extensions().get::<RoutePattern>() {
        Some(RoutePattern(pattern)) => Cow::Borrowed(pattern),
        // Refused before any route: a known path with another method, or no path of ours.
        None => request.match_pattern().map_or(Cow::Borrowed("unmatched"), Cow::Owned),
    }
}

fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    is_plain(value).then(|| value.to_owned())
}

fn context_of(headers: &HeaderMap, trace: TraceContext) -> RequestContext {
    let request_id = text_of(headers, &REQUEST_ID).unwrap_or_else(|| Uuid::now_v7().to_string());
    RequestContext {
        correlation_id: text_of(headers, &CORRELATION_ID).unwrap_or_else(|| request_id.clone()),
        trace,
        request_id,
        client: None,
        caller: None,
    }
}

fn client_of(request: &HttpRequest) -> Option<Arc<Client>> {
    let limit = request.app_data::<web::Data<AddressLimit>>()?;
    let agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok());
    Some(Arc::new(Client {
        address: limit.address(request).to_string(),
        agent: agent.unwrap_or_default().chars().take(AGENT_LENGTH).collect(),
    }))
}

/// Ids from outside are taken only when they cannot break a log line.
fn is_plain(value: &str) -> bool {
    (1..=64).contains(&value.len())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
