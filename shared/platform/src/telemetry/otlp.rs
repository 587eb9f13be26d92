//! Traces over OTLP/HTTP to a collector.

use std::{sync::OnceLock, time::Duration};

use opentelemetry::{KeyValue, trace::TracerProvider};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::{
    Resource,
    trace::{BatchConfigBuilder, BatchSpanProcessor, Sampler, SdkTracer, SdkTracerProvider},
};

use crate::version::Version;

/// How long a collector may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often spans are sent.
const EVERY: Duration = Duration::from_secs(1);

static PROVIDER: OnceLock<SdkTracerProvider> = OnceLock::new();

/// What sends spans to `<endpoint>/v1/traces`. A request that comes with a position is sampled as its sender says, one that
/// begins a trace in this share of cases.
pub(super) fn tracer(service: &'static str, endpoint: &str, share: f64) -> Result<SdkTracer, String> {
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(client()?)
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
        .with_timeout(PATIENCE)
        .build()
        .map_err(|error| error.to_string())?;
    let version = Version::current();
    let revision = version.revision.unwrap_or(version.package);
    let resource = Resource::builder()
        .with_service_name(service)
        .with_attribute(KeyValue::new("service.version", revision))
        .build();
    let batches = BatchConfigBuilder::default().with_scheduled_delay(EVERY).build();
    let provider = SdkTracerProvider::builder()
        .with_span_processor(BatchSpanProcessor::builder(exporter).with_batch_config(batches).build())
        .with_sampler(Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(share))))
        .with_resource(resource)
        .build();
    let tracer = provider.tracer("jiangzhou");
    PROVIDER.get_or_init(|| provider);
    Ok(tracer)
}

/// The exporter works on a thread of its own, outside the runtime; the client it blocks on must be made outside too.
fn client() -> Result<reqwest::blocking::Client, String> {
    let making = std::thread::spawn(|| reqwest::blocking::Client::builder().timeout(PATIENCE).no_proxy().build());
    let made = making.join().map_err(|_| "the HTTP client could not be made".to_owned())?;
    made.map_err(|error| super::chain(&error))
}

/// Sends what is left. Spans that end later are lost.
pub(super) fn flush() {
    let Some(provider) = PROVIDER.get() else { return };
    if let Err(error) = provider.shutdown_with_timeout(PATIENCE) {
        tracing::warn!(error = %error, "the last spans could not be sent");
    }
}
