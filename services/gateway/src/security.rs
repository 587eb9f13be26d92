//! Headers that keep browsers from doing what the pages never ask for. On every answer, the departments' included.
//!
//! Tokens travel in bodies and in the `Authorization` header, never in cookies: a foreign page cannot make a browser
//! send them, so there is nothing to forge. Other origins get no CORS permission. The one cookie ([`crate::api::oidc`]) proves
//! only that a log-in comes back to the browser that began it.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web,
};
use platform::http::limit::AddressLimit;

use crate::proxy::forwarded_proto;

/// What is not the front end's page: everything from here, no inline script or style. `blob:` is what the page itself has read
/// under the person's token: attachments that it shows, pictures and, in a frame, PDF.
const PAGES: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; frame-src blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The API browser writes styles into its elements.
const DOCS: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Answers of the API are data: should a browser show one as a page, it may do nothing.
const DATA: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// The same for every answer.
const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];
/// A year, for whoever came over TLS.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// The front end's page: as [`PAGES`], with the styles that carry the nonce.
pub fn page_policy(nonce: &str) -> String {
    PAGES.replacen("style-src 'self'", &format!("style-src 'self' 'nonce-{nonce}'"), 1)
}

/// Adds the headers to an answer.
pub async fn protect<B: MessageBody + 'static>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let is_api = request.path().starts_with("/api/") || request.path().starts_with("/.well-known/");
    let policy = if request.path().starts_with("/docs") {
        DOCS
    } else if is_api {
        DATA
    } else {
        PAGES
    };
    let is_https = request
        .app_data::<web::Data<AddressLimit>>()
        .is_some_and(|limit| forwarded_proto(request.request(), limit) == "https");
    let mut response = next.call(request).await?;
    add(response.headers_mut(), policy, is_https);
    if is_api && !response.headers().contains_key(header::CACHE_CONTROL) {
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

fn add(headers: &mut HeaderMap, policy: &'static str, is_https: bool) {
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    // The page brings its own policy, with its nonce; what a department sends does not count.
    if policy != PAGES || !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    if is_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
}
