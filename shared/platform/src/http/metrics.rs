//! Prometheus metrics of the process.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use actix_web::{HttpResponse, Responder, http::Method};
use prometheus::{
    Encoder, Histogram, HistogramVec, IntGauge, IntGaugeVec, TextEncoder, register_histogram, register_histogram_vec, register_int_gauge,
    register_int_gauge_vec,
};

#[expect(
    clippy::expect_used,
    reason = "the names and labels are constants; a fault shows at the first start"
)]
static REQUESTS: LazyLock<HistogramVec> = LazyLock::new(|| {
    register_histogram_vec!(
        "http_request_duration_seconds",
        "Duration of HTTP requests by method, route and status.",
        &["method", "route", "status"],
        vec![0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0]
    )
    .expect("a valid histogram")
});

/// Makes a gauge with a constant name.
#[expect(clippy::expect_used, reason = "the names are constants; a fault shows at the first start")]
fn gauge(name: &str, help: &str) -> IntGauge {
    register_int_gauge!(name, help).expect("a valid gauge")
}

/// Messages in the outbox that the broker has not confirmed.
pub static OUTBOX_WAITING: LazyLock<IntGauge> =
    LazyLock::new(|| gauge("outbox_waiting_messages", "Messages that the broker has not confirmed."));
/// Age of the oldest of them.
pub static OUTBOX_AGE_SECONDS: LazyLock<IntGauge> =
    LazyLock::new(|| gauge("outbox_oldest_age_seconds", "Age of the oldest unsent message."));
/// Dead letters that wait for somebody.
pub static DEAD_LETTERS: LazyLock<IntGauge> = LazyLock::new(|| gauge("dead_letters_waiting", "Parked messages that wait for somebody."));

/// Makes a gauge with labels.
#[expect(clippy::expect_used, reason = "the names are constants; a fault shows at the first start")]
fn gauges(name: &str, help: &str, labels: &[&str]) -> IntGaugeVec {
    register_int_gauge_vec!(name, help, labels).expect("a valid gauge")
}

/// Messages that wait in each of the service's queues.
pub static QUEUE_READY: LazyLock<IntGaugeVec> =
    LazyLock::new(|| gauges("queue_ready_messages", "Messages that wait in a queue of the service.", &["queue"]));
/// Who receives from each of them.
pub static QUEUE_CONSUMERS: LazyLock<IntGaugeVec> =
    LazyLock::new(|| gauges("queue_consumers", "Consumers of a queue of the service.", &["queue"]));
/// When each job last worked, Unix seconds.
pub static JOB_SUCCEEDED: LazyLock<IntGaugeVec> =
    LazyLock::new(|| gauges("job_last_success_timestamp_seconds", "When a job last worked.", &["name"]));
/// Whether the last run of each job failed.
pub static JOB_FAILING: LazyLock<IntGaugeVec> = LazyLock::new(|| gauges("job_failing", "1 when the last run of a job failed.", &["name"]));
/// Which build this is; always 1.
pub static BUILD_INFO: LazyLock<IntGaugeVec> = LazyLock::new(|| gauges("build_info", "Which build this is.", &["version", "revision"]));

#[expect(clippy::expect_used, reason = "the names are constants; a fault shows at the first start")]
static MESSAGE_LAG: LazyLock<Histogram> = LazyLock::new(|| {
    register_histogram!(
        "message_lag_seconds",
        "Time from a message's writing at its sender to its effect here.",
        vec![0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 600.0, 3600.0]
    )
    .expect("a valid histogram")
});
/// Of the last message; below zero when there was none.
static LAST_LAG: AtomicI64 = AtomicI64::new(-1);

/// Notes how long a message was under way.
pub fn observe_lag(lag: chrono::TimeDelta) {
    let milliseconds = u32::try_from(lag.num_milliseconds().max(0)).unwrap_or(u32::MAX);
    MESSAGE_LAG.observe(f64::from(milliseconds) / 1_000.0);
    LAST_LAG.store(i64::from(milliseconds / 1_000), Ordering::Relaxed);
}

/// How long the last message was under way, seconds.
pub fn last_lag() -> Option<i64> {
    Some(LAST_LAG.load(Ordering::Relaxed)).filter(|lag| *lag >= 0)
}

/// Notes a request. Whoever sends invented methods must not make new time series with each.
pub fn observe_request(method: &Method, route: &str, status: u16, elapsed: Duration) {
    let method = match *method {
        Method::GET | Method::HEAD | Method::POST | Method::PUT | Method::PATCH | Method::DELETE | Method::OPTIONS => method.as_str(),
        _ => "other",
    };
    REQUESTS
        .with_label_values(&[method, route, &status.to_string()])
        .observe(elapsed.as_secs_f64());
}

/// `GET /metrics`.
pub async fn show_metrics() -> impl Responder {
    let mut text = Vec::new();
    let encoder = TextEncoder::new();
    match encoder.encode(&prometheus::gather(), &mut text) {
        Ok(()) => HttpResponse::Ok().content_type(encoder.format_type()).body(text),
        Err(error) => {
            tracing::error!(error = %error, "metrics could not be written");
            HttpResponse::InternalServerError().finish()
        }
    }
}
