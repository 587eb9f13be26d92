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
use uuid::Uuid;

use super::{limit::AddressLimit, metrics, route::RoutePattern};
use crate::context::{Client, RequestContext, TraceContext};

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
    let mut context = context_of(request.headers());
    context.client = client_of(request.request());
    let started = Instant::now();
    let method = request.method().clone();
    let path = request.path().to_owned();
    // Handlers, extractors and `authorize` answer what they refuse themselves, so that the request id is still known.
    let mut response = context.clone().scope(next.call(request)).await?;
    if let Ok(value) = HeaderValue::from_str(&context.request_id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let elapsed = started.elapsed();
    let status = response.status().as_u16();
    let route = route_of(response.request());
    metrics::observe_request(&method, &route, status, elapsed);
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

fn context_of(headers: &HeaderMap) -> RequestContext {
    let text = |name: &HeaderName| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .filter(|value| is_plain(value))
            .map(str::to_owned)
    };
    let request_id = text(&REQUEST_ID).unwrap_or_else(|| Uuid::now_v7().to_string());
    RequestContext {
        correlation_id: text(&CORRELATION_ID).unwrap_or_else(|| request_id.clone()),
        trace: text(&TRACEPARENT)
            .and_then(|value| TraceContext::child_of(&value))
            .unwrap_or_else(TraceContext::root),
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
