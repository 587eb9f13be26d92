//! Headers on their way to a service and back.

use actix_web::{
    HttpRequest, HttpResponseBuilder,
    http::header::{self as actix_header, HeaderMap},
};
use platform::{Problem, RequestContext, http::limit::AddressLimit};
use reqwest::header::{HeaderMap as OutgoingHeaders, HeaderName, HeaderValue};

/// Longest token that is passed on.
const TOKEN_LENGTH: usize = 8_192;
/// Headers that belong to one connection, or that the gateway sets itself.
const NOT_PASSED_ON: [&str; 22] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "host",
    "content-length",
    "expect",
    "cookie",
    "forwarded",
    "x-real-ip",
    "x-forwarded-for",
    "x-forwarded-proto",
    "x-forwarded-host",
    "x-forwarded-prefix",
    "x-request-id",
    "x-correlation-id",
    "traceparent",
];
/// Headers of an answer that belong to one connection, or that the gateway sets itself.
const NOT_PASSED_BACK: [&str; 12] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "content-length",
    "date",
    "set-cookie",
    "x-request-id",
];

/// How the caller reached the gateway: `https` when a trusted proxy says so.
pub fn forwarded_proto(request: &HttpRequest, limit: &AddressLimit) -> &'static str {
    let said = believed(request, limit, "x-forwarded-proto");
    if said.is_some_and(|value| value.eq_ignore_ascii_case("https")) {
        "https"
    } else {
        "http"
    }
}

/// A header that only a trusted proxy may set.
fn believed<'a>(request: &'a HttpRequest, limit: &AddressLimit, name: &str) -> Option<&'a str> {
    let peer = request.peer_addr()?;
    let value = request.headers().get(name)?.to_str().ok()?;
    limit.trusts(peer.ip()).then_some(value.trim())
}

/// The headers of the request to the service.
pub fn outgoing(request: &HttpRequest, limit: &AddressLimit) -> Result<OutgoingHeaders, Problem> {
    check_authorization(request.headers())?;
    let named = named_in_connection(request.headers());
    let mut headers = OutgoingHeaders::with_capacity(request.headers().len() + 6);
    for (name, value) in request.headers() {
        if NOT_PASSED_ON.contains(&name.as_str()) || named.iter().any(|other| other == name.as_str()) {
            continue;
        }
        // Both sides hold the same bytes in types of two versions of one crate.
        let name = HeaderName::from_bytes(name.as_str().as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value.as_bytes())) {
            headers.append(name, value);
        }
    }
    let context = RequestContext::current();
    let host = believed(request, limit, "x-forwarded-host").or_else(|| request.headers().get(actix_header::HOST)?.to_str().ok());
    let own = [
        ("x-forwarded-for", limit.address(request).to_string()),
        ("x-forwarded-proto", forwarded_proto(request, limit).to_owned()),
        ("x-forwarded-host", host.unwrap_or_default().to_owned()),
        ("x-request-id", context.request_id),
        ("x-correlation-id", context.correlation_id),
        ("traceparent", context.trace.to_string()),
    ];
    for (name, value) in own {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    Ok(headers)
}

/// Copies the headers of the service's answer. A path of the service in `Location` becomes the gateway's.
pub fn copy_back(from: &OutgoingHeaders, to: &mut HttpResponseBuilder, prefix: &str) {
    let named: Vec<String> = from
        .get_all("connection")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(names)
        .collect();
    for (name, value) in from {
        if NOT_PASSED_BACK.contains(&name.as_str()) || named.iter().any(|other| other == name.as_str()) {
            continue;
        }
        let is_own_path = name == "location" && value.as_bytes().starts_with(b"/v1/");
        let mut bytes = if is_own_path { prefix.as_bytes().to_vec() } else { Vec::new() };
        bytes.extend_from_slice(value.as_bytes());
        let name = actix_header::HeaderName::from_bytes(name.as_str().as_bytes());
        if let (Ok(name), Ok(value)) = (name, actix_header::HeaderValue::from_bytes(&bytes)) {
            to.append_header((name, value));
        }
    }
}

fn named_in_connection(headers: &HeaderMap) -> Vec<String> {
    headers
        .get_all(actix_header::CONNECTION)
        .filter_map(|value| value.to_str().ok())
        .flat_map(names)
        .collect()
}

fn names(list: &str) -> impl Iterator<Item = String> + '_ {
    list.split(',').map(|name| name.trim().to_ascii_lowercase())
}

/// A token that is there must look like one: what is plainly none is not carried any further.
fn check_authorization(headers: &HeaderMap) -> Result<(), Problem> {
    let mut values = headers.get_all(actix_header::AUTHORIZATION);
    let Some(value) = values.next() else { return Ok(()) };
    // The name of the scheme is written in any case (RFC 9110, 11.1).
    let parts = value.to_str().ok().and_then(|text| text.split_once(' '));
    let token = parts
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    let is_token = |token: &str| token.len() <= TOKEN_LENGTH && token.split('.').count() == 3 && token.split('.').all(is_part);
    if values.next().is_none() && token.is_some_and(is_token) {
        Ok(())
    } else {
        Err(Problem::unauthorized(
            "请求头 Authorization 不是有效的访问令牌（应为一个 Bearer 令牌），请重新登录",
        ))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn check(values: &[&str]) -> bool {
        let request = values.iter().fold(TestRequest::get(), |request, value| {
            request.append_header(("authorization", *value))
        });
        check_authorization(request.to_http_request().headers()).is_ok()
    }

    #[test]
    fn only_what_looks_like_a_token_is_passed_on() {
        assert!(check(&[]));
        for good in ["Bearer eyJ.eyJ-_.c2ln", "bearer eyJ.eyJ-_.c2ln", "BEARER  eyJ.eyJ-_.c2ln"] {
            assert!(check(&[good]), "{good}");
        }
        for bad in [
            "",
            "Basic dXNlcjpwYXNz",
            "Bearer",
            "Bearer ",
            "Bearer a.b",
            "Bearer a.b.c.d",
            "Bearer a..c",
            "Bearer a.b.c d",
            "bearer a.b.c=",
            "Bearer 令.牌.牌",
        ] {
            assert!(!check(&[bad]), "{bad}");
        }
        assert!(!check(&["Bearer a.b.c", "Bearer a.b.c"]));
        assert!(!check(&[&format!("Bearer a.b.{}", "c".repeat(9_000))]));
    }

    #[test]
    fn an_answers_own_path_becomes_the_gateways() {
        let mut from = OutgoingHeaders::new();
        from.insert("location", HeaderValue::from_static("/v1/bills/7"));
        from.insert("connection", HeaderValue::from_static("X-Hop"));
        from.insert("x-hop", HeaderValue::from_static("1"));
        from.insert("etag", HeaderValue::from_static("\"3\""));
        let mut builder = actix_web::HttpResponse::Created();
        copy_back(&from, &mut builder, "/api/water");
        let response = builder.finish();
        assert_eq!(response.headers().get("location").unwrap(), "/api/water/v1/bills/7");
        assert_eq!(response.headers().get("etag").unwrap(), "\"3\"");
        assert!(response.headers().get("x-hop").is_none() && response.headers().get("connection").is_none());
    }
}
