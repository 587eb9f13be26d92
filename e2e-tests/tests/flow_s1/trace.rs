//! A bill is paid through the gateway, and a collector sees one trace from there to the settlement.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use reqwest::{Method, StatusCode};
use stack::{CollectedSpan, Collector, Program};

use crate::county::{County, SETTLED_WITHIN, text};

const COLLECTED: &str = "cn.jiangzhou.water.surcharge.collected.v1";
const BOOKED: &str = "cn.jiangzhou.finance.income.booked.v1";
/// Those that take part.
const TRACED: [Program; 3] = [Program::Gateway, Program::Water, Program::Finance];
/// How long a service may take to end.
const STOP_WITHIN: Duration = Duration::from_secs(30);

/// The trace of the browser, and its span.
const TRACE: (&str, &str) = ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
/// That of the last question before the end.
const LAST: (&str, &str) = ("5bf92f3577b34da6a3ce929d0e0e4737", "10f067aa0ba902b8");

fn traceparent((trace, span): (&str, &str), flags: &str) -> String {
    format!("00-{trace}-{span}-{flags}")
}

pub async fn a_paid_bill_is_one_trace_from_the_gateway_to_its_settlement(county: &mut County) -> Result<()> {
    let bill = county.unpaid_bill(true).await?;
    let before = county.books().await?;
    let collector = Collector::start()?;
    for program in TRACED {
        county.stack.service(program)?.terminate(STOP_WITHIN).await?;
        county
            .stack
            .spawn_with(program, &[("TELEMETRY__OTLP_ENDPOINT", collector.endpoint())])?;
        county.stack.wait_ready(program).await?;
    }
    let path = format!("/api/water/v1/bills/{}/payments", text(&bill, "id")?);
    let headers = [("idempotency-key", "e2e-traced"), ("traceparent", &traceparent(TRACE, "01"))];
    county
        .billing
        .send(Method::POST, &path, Some(&County::payment(&bill)), &headers)
        .await?
        .expect(StatusCode::CREATED)?;
    county.settled(&bill).await?;
    county.ensure_booked(&before, &[&bill]).await?;
    let spans = collector
        .wait_for(TRACE.0, SETTLED_WITHIN, |spans| {
            let is_settled = spans
                .iter()
                .any(|span| span.service == "water" && span.name == format!("consume {BOOKED}"));
            // Each service sends what it has when it is its turn: what came first may hang on what is still to come.
            is_settled && spans.iter().all(|span| has_parent(spans, span))
        })
        .await?;

    let edge = only(&spans, "gateway", "POST /api/water/v1/{rest:.*}", TRACE.1)?;
    let request = only(&spans, "water", "POST /v1/bills/{bill_id}/payments", &edge.span_id)?;
    ensure!(
        request.attributes.get("http.response.status_code").map(String::as_str) == Some("201"),
        "{request:?}"
    );
    let mut transactions = spans
        .iter()
        .filter(|span| span.name == "database transaction" && span.parent_span_id == request.span_id);
    ensure!(
        transactions.any(|span| span.attributes.get("outcome").map(String::as_str) == Some("committed")),
        "no committed transaction: {spans:#?}"
    );
    let appended = only(&spans, "water", &format!("append {COLLECTED}"), &request.span_id)?;
    let published = only(&spans, "water", &format!("publish {COLLECTED}"), &appended.span_id)?;
    let consumed = only(&spans, "finance", &format!("consume {COLLECTED}"), &published.span_id)?;
    only(&spans, "finance", "database transaction", &consumed.span_id)?;
    let effect = only(&spans, "finance", &format!("effect of {COLLECTED}"), &consumed.span_id)?;
    let answered = only(&spans, "finance", &format!("append {BOOKED}"), &effect.span_id)?;
    let sent_back = only(&spans, "finance", &format!("publish {BOOKED}"), &answered.span_id)?;
    let settled = only(&spans, "water", &format!("consume {BOOKED}"), &sent_back.span_id)?;
    only(&spans, "water", &format!("effect of {BOOKED}"), &settled.span_id)?;
    for (span, kind) in [
        (edge, "server"),
        (request, "server"),
        (published, "producer"),
        (consumed, "consumer"),
        (effect, "internal"),
    ] {
        ensure!(span.kind == kind && span.times.0 <= span.times.1, "no {kind}: {span:?}");
    }
    // Nothing hangs in the air: every span but the browser's has its parent here.
    for span in &spans {
        ensure!(has_parent(&spans, span), "whose child is {span:?}");
    }
    what_is_left_is_sent_at_the_end(county, &bill, &collector).await
}

/// Whether it is the browser's child, or that of a span that is there.
fn has_parent(spans: &[CollectedSpan], span: &CollectedSpan) -> bool {
    span.parent_span_id == TRACE.1 || spans.iter().any(|other| other.span_id == span.parent_span_id)
}

/// A service that is told to stop sends first what it has; and what its sender does not want traced is not sent.
async fn what_is_left_is_sent_at_the_end(county: &mut County, bill: &serde_json::Value, collector: &Collector) -> Result<()> {
    let path = format!("/api/water/v1/bills/{}", text(bill, "id")?);
    let unwanted = ("6bf92f3577b34da6a3ce929d0e0e4738", "20f067aa0ba902b9");
    for (parent, flags) in [(unwanted, "00"), (LAST, "01")] {
        let headers = [("traceparent", traceparent(parent, flags))];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        county
            .billing
            .send(Method::GET, &path, None, &headers)
            .await?
            .expect(StatusCode::OK)?;
    }
    for program in TRACED {
        county.stack.service(program)?.terminate(STOP_WITHIN).await?;
    }
    let spans = collector.trace(LAST.0);
    for (service, name) in [("gateway", "GET /api/water/v1/{rest:.*}"), ("water", "GET /v1/bills/{bill_id}")] {
        ensure!(
            spans.iter().any(|span| span.service == service && span.name == name),
            "{service} did not send its last span: {spans:?}"
        );
    }
    ensure!(collector.trace(unwanted.0).is_empty(), "a trace that nobody wanted was sent");
    for program in TRACED {
        county.stack.spawn(program)?;
        county.stack.wait_ready(program).await?;
    }
    Ok(())
}

/// The only span of this name below this parent.
fn only<'a>(spans: &'a [CollectedSpan], service: &str, name: &str, parent: &str) -> Result<&'a CollectedSpan> {
    let found: Vec<&CollectedSpan> = spans
        .iter()
        .filter(|span| span.service == service && span.name == name && span.parent_span_id == parent)
        .collect();
    ensure!(
        found.len() == 1,
        "{} spans {name} of {service} below {parent}: {spans:#?}",
        found.len()
    );
    found.first().copied().context("a span")
}
