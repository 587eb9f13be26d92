//! Logs, and where it is wanted traces. A failure is logged once, where it is turned into an answer; secrets are of types
//! that do not print.

mod otlp;
pub mod span;

use std::io::IsTerminal;

use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    filter::{LevelFilter, Targets},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::settings::{LogFormat, TelemetrySettings};

/// Starts logging for the process, and sending traces where the settings name a collector. A second call changes nothing.
pub fn start(service: &'static str, settings: &TelemetrySettings) {
    let asked = EnvFilter::try_new(&settings.filter);
    let misspelt = asked.as_ref().err().map(ToString::to_string);
    let filter = asked.unwrap_or_else(|_| EnvFilter::new("info"));
    // Spans are for traces: log lines carry their ids themselves.
    let filter = match format!("{}=off", span::TARGET).parse() {
        Ok(directive) => filter.add_directive(directive),
        Err(_) => filter,
    };
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match settings.log_format {
        LogFormat::Json => lines.json().flatten_event(true).with_filter(filter).boxed(),
        LogFormat::Compact => lines.compact().with_filter(filter).boxed(),
    };
    let tracer = settings
        .otlp_endpoint
        .as_deref()
        .map(|endpoint| otlp::tracer(service, endpoint, settings.otlp_share));
    let mut unusable = None;
    let started = match tracer {
        Some(Ok(tracer)) => {
            let spans = tracing_opentelemetry::layer()
                .with_tracer(tracer)
                .with_context_activation(false)
                .with_location(false)
                .with_threads(false)
                .with_target(false)
                .with_tracked_inactivity(false)
                .with_filter(Targets::new().with_target(span::TARGET, LevelFilter::INFO));
            tracing_subscriber::registry().with(lines).with(spans).try_init()
        }
        without => {
            unusable = without.and_then(Result::err);
            tracing_subscriber::registry().with(lines).try_init()
        }
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
    if let Some(error) = unusable {
        tracing::warn!(
            endpoint = settings.otlp_endpoint,
            error,
            "telemetry.otlp_endpoint cannot be used; no traces are sent"
        );
    }
    if let Some(error) = misspelt {
        tracing::warn!(
            filter = settings.filter,
            error,
            "telemetry.filter cannot be read; everything from info on is logged"
        );
    }
}

/// Sends the spans that have not been sent yet: at the end of the process.
pub async fn stop() {
    if let Err(error) = tokio::task::spawn_blocking(otlp::flush).await {
        tracing::warn!(error = %error, "the last spans could not be sent");
    }
}

/// An error with all its causes, for one log line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
