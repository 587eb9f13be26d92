//! Prometheus metrics of the process.

use std::{sync::LazyLock, time::Duration};

use actix_web::{HttpResponse, Responder, http::Method};
use prometheus::{Encoder, HistogramVec, IntGauge, TextEncoder, register_histogram_vec, register_int_gauge};

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
