//! Spans of traces: gateway request → service request → transaction and outbox → relay → consumer → effect, one trace.
//!
//! A span is made only where somebody listens: without `telemetry.otlp_endpoint` every one of them is disabled at its
//! place in the code, and the positions that go from service to service are those of [`TraceContext`] alone.

use std::fmt::Display;

use opentelemetry::trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState};
use tracing::{Span, field::Empty};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::context::{RequestContext, TraceContext};

/// Target of the spans; log lines have others.
pub const TARGET: &str = "jiangzhou_trace";

/// Where a span stands in its trace; none when nobody listens.
pub fn position(span: &Span) -> Option<TraceContext> {
    if span.is_disabled() {
        return None;
    }
    let context = span.context();
    let span = context.span();
    let at = span.span_context();
    let (trace_id, span_id) = (
        u128::from_be_bytes(at.trace_id().to_bytes()),
        u64::from_be_bytes(at.span_id().to_bytes()),
    );
    at.is_valid().then(|| TraceContext::at(trace_id, span_id, at.is_sampled()))
}

/// Puts a span below a position that came from elsewhere.
fn follow(span: &Span, parent: &TraceContext) {
    if span.is_disabled() {
        return;
    }
    let flags = if parent.is_sampled() {
        TraceFlags::SAMPLED
    } else {
        TraceFlags::default()
    };
    let (trace_id, span_id) = (TraceId::from(parent.trace_id_bits()), SpanId::from(parent.span_id_bits()));
    let remote = SpanContext::new(trace_id, span_id, flags, true, TraceState::default());
    let followed = span.set_parent(opentelemetry::Context::new().with_remote_span_context(remote));
    if let Err(error) = followed {
        tracing::debug!(error = %error, "a span could not follow its parent");
    }
}

/// Around an HTTP request; the route, the status and the name are known at its end: [`end_request`].
pub(crate) fn request(method: &str, path: &str, parent: Option<&TraceContext>) -> Span {
    let span = tracing::info_span!(
        target: TARGET, "request", otel.kind = "server", otel.status_code = Empty,
        http.request.method = method, url.path = path, http.route = Empty, http.response.status_code = Empty, request_id = Empty,
    );
    if let Some(parent) = parent {
        follow(&span, parent);
    }
    span
}

/// What is known of a request when it has its answer.
pub(crate) fn end_request(span: &Span, method: &str, route: &str, status: u16, request_id: &str) {
    if span.is_disabled() {
        return;
    }
    // The span has begun by then, which a field of the name would come too late for.
    span.context().span().update_name(format!("{method} {route}"));
    span.record("http.route", route);
    span.record("http.response.status_code", status);
    span.record("request_id", request_id);
    if status >= 500 {
        span.record("otel.status_code", "ERROR");
    }
}

/// A transaction, from the wait for a connection to its end. Only within something that is traced: what looks at the
/// database again and again by itself makes no traces.
pub(crate) fn transaction() -> Span {
    if Span::current().is_none() {
        return Span::none();
    }
    tracing::info_span!(target: TARGET, "database transaction", otel.kind = "client", db.system.name = "postgresql", outcome = "rolled back")
}

/// A message being stored in the outbox.
pub(crate) fn append(kind: &str, id: &dyn Display, context: &RequestContext) -> Span {
    let span = tracing::info_span!(
        target: TARGET, "outbox append", otel.name = format!("append {kind}"), messaging.message.id = %id, messaging.operation.name = "append",
    );
    // A job has no span of its own.
    if Span::current().is_none() {
        follow(&span, &context.trace);
    }
    span
}

/// A message on its way from the outbox to the broker's confirm.
pub(crate) fn publish(kind: &str, id: &dyn Display, parent: Option<&TraceContext>) -> Span {
    let span = tracing::info_span!(
        target: TARGET, parent: None, "relay publish", otel.name = format!("publish {kind}"), otel.kind = "producer",
        messaging.system = "rabbitmq", messaging.message.id = %id, messaging.operation.name = "publish",
    );
    if let Some(parent) = parent {
        follow(&span, parent);
    }
    span
}

/// A message being handled.
pub(crate) fn consume(kind: &str, id: &dyn Display, parent: Option<&TraceContext>) -> Span {
    let span = tracing::info_span!(
        target: TARGET, parent: None, "consume", otel.name = format!("consume {kind}"), otel.kind = "consumer", otel.status_code = Empty,
        messaging.system = "rabbitmq", messaging.message.id = %id, messaging.operation.name = "process",
    );
    if let Some(parent) = parent {
        follow(&span, parent);
    }
    span
}

/// What a department does with a message.
pub(crate) fn effect(kind: &str) -> Span {
    tracing::info_span!(target: TARGET, "effect", otel.name = format!("effect of {kind}"))
}
