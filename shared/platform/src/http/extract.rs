//! What handlers take from a request; everything malformed becomes a problem that names the field.

use std::{future::Future, pin::Pin, time::Duration};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{StatusCode, header},
    web::{self, Bytes},
};
use rules::FieldError;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::{access::Principal, object_only::ObjectOnly, problem::Problem};
use crate::idempotency::RequestKey;

/// Most characters of an idempotency key.
const KEY_LENGTH: usize = 128;

/// How long a JSON body may take to arrive: whoever sends a byte a minute holds no connection open.
const BODY_TIMEOUT: Duration = Duration::from_secs(20);

type Extraction<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

/// A JSON body.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_json_body(request, payload);
        Box::pin(async move { parse(&body.await?).map(Json) })
    }
}

/// A JSON body of a request that must not have its effect twice: needs the header `Idempotency-Key` and a login.
#[derive(Debug)]
pub struct Idempotent<T> {
    /// The key with what it belongs to.
    pub key: RequestKey,
    /// The body.
    pub body: T,
}

impl<T: DeserializeOwned + 'static> FromRequest for Idempotent<T> {
    type Error = Problem;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_json_body(request, payload);
        let key = request_key(request, payload);
        Box::pin(async move {
            let mut key = key?;
            let bytes = body.await?;
            let body = parse(&bytes)?;
            key.body_hash = hex::encode(Sha256::digest(&bytes));
            Ok(Self { key, body })
        })
    }
}

/// The key of a request whose body is not JSON; the caller hashes the body into it.
pub fn request_key(request: &HttpRequest, payload: &mut Payload) -> Result<RequestKey, Problem> {
    let subject = Principal::from_request(request, payload).into_inner()?.subject;
    let key = request
        .headers()
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok())
        .map(str::trim)
        .unwrap_or_default();
    if key.is_empty() || key.len() > KEY_LENGTH {
        return Err(Problem::bad_request(
            "idempotency_key_required",
            format!(
                "缺少请求头 Idempotency-Key：这类操作会产生账款或业务，请为每次操作带一个不重复的键（例如 UUID，最多{KEY_LENGTH}个字符），重试时用同一个键"
            ),
        ));
    }
    Ok(RequestKey {
        subject,
        operation: format!("{} {}", request.method(), request.path()),
        key: key.to_owned(),
        body_hash: String::new(),
    })
}

/// The version that a change rests on, from the header `If-Match`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i32);

impl IfMatch {
    /// Refuses when somebody else has changed the thing since.
    pub fn require(self, current: i32) -> Result<(), Problem> {
        if self.0 == current {
            Ok(())
        } else {
            Err(Problem::stale_version(current))
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        let version = header.and_then(|value| value.trim().trim_matches('"').parse().ok());
        std::future::ready(version.map(Self).ok_or_else(|| {
            Problem::bad_request(
                "if_match_required",
                "缺少请求头 If-Match：请带上您看到的版本号（查询结果中的 version），以免覆盖别人的修改",
            )
        }))
    }
}

/// The query string.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if request.query_string().contains("%00") {
            return std::future::ready(Err(holds_nul("invalid_query")));
        }
        std::future::ready(
            web::Query::<T>::from_query(request.query_string())
                .map(|query| Self(query.into_inner()))
                .map_err(|error| Problem::bad_request("invalid_query", format!("查询参数有误：{}", in_chinese(&error.to_string()).1))),
        )
    }
}

/// Parts of the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let path = web::Path::<T>::from_request(request, payload).into_inner();
        let holds_nul = request.path().contains("%00");
        std::future::ready(
            path.ok()
                .filter(|_| !holds_nul)
                .map(|path| Self(path.into_inner()))
                .ok_or_else(|| Problem::not_found("没有这个地址：路径中的编号格式不对")),
        )
    }
}

/// Reads the body up to the configured limit; anything but JSON is refused by its content type.
fn read_json_body(request: &HttpRequest, payload: &mut Payload) -> impl Future<Output = Result<Bytes, Problem>> + use<> {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let is_json = content_type
        .split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    let bytes = Bytes::from_request(request, payload);
    async move {
        if !is_json {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                "请求内容应为 JSON，请带上 Content-Type: application/json",
            ));
        }
        let bytes = tokio::time::timeout(BODY_TIMEOUT, bytes).await;
        bytes.map_err(|_| slow_body())?.map_err(|error| body_problem(&error))
    }
}

fn slow_body() -> Problem {
    Problem::new(
        StatusCode::REQUEST_TIMEOUT,
        "body_too_slow",
        format!("请求内容没有在 {} 秒内收完，请重试", BODY_TIMEOUT.as_secs()),
    )
}

/// What went wrong while a body was read.
pub fn body_problem(error: &actix_web::Error) -> Problem {
    if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", "请求内容超过允许的大小")
    } else {
        Problem::bad_request("body_unreadable", "请求内容没有完整收到，请重试")
    }
}

/// U+0000 is no character of any text here, and the database keeps none.
fn holds_nul(code: &str) -> Problem {
    Problem::bad_request(code, "输入中有不可用的字符 U+0000，请去掉后重试")
}

/// Whether a JSON text holds the escape of U+0000, which is a string's own unless its backslash is escaped itself.
fn escapes_nul(json: &[u8]) -> bool {
    let escape = b"\\u0000";
    let is_escape = |at: &usize| json[..*at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0;
    json.windows(escape.len())
        .enumerate()
        .filter(|(_, window)| window == escape)
        .any(|(at, _)| is_escape(&at))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if escapes_nul(bytes) {
        return Err(holds_nul("invalid_input"));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(ObjectOnly(&mut deserializer)).map_err(|error| {
        let pointer = pointer_to(error.path());
        json_problem(pointer, error.inner())
    })?;
    deserializer.end().map_err(|error| json_problem(String::new(), &error))?;
    Ok(value)
}

fn json_problem(mut pointer: String, error: &serde_json::Error) -> Problem {
    if error.is_syntax() || error.is_eof() {
        let detail = format!("请求内容不是合法的 JSON（第{}行第{}列）", error.line(), error.column());
        return Problem::bad_request("malformed_json", detail);
    }
    let text = error.to_string();
    let (code, message) = in_chinese(&text);
    if matches!(code, "unknown_field" | "missing_field" | "duplicate_field")
        && let Some(field) = quoted(&text)
        && !pointer.ends_with(&format!("/{field}"))
    {
        pointer = format!("{pointer}/{}", field.replace('~', "~0").replace('/', "~1"));
    }
    let place = if pointer.is_empty() { "请求内容" } else { &pointer };
    Problem::bad_request("invalid_input", format!("输入有误：{place}：{message}")).with_errors(vec![FieldError {
        pointer,
        code: code.to_owned(),
        message,
    }])
}

fn pointer_to(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// Turns serde's words into a code and a Chinese sentence.
fn in_chinese(text: &str) -> (&'static str, String) {
    let text = text.split(" at line ").next().unwrap_or(text);
    let name = quoted(text).unwrap_or_default();
    let expected = text.split("expected ").nth(1).unwrap_or_default();
    if text.contains("unknown field") {
        (
            "unknown_field",
            format!("不认识的字段「{name}」，可用的字段：{}", expected.replace("one of ", "")),
        )
    } else if text.contains("missing field") {
        ("missing_field", format!("缺少字段「{name}」"))
    } else if text.contains("duplicate field") {
        ("duplicate_field", format!("字段「{name}」重复出现"))
    } else if text.contains("unknown variant") {
        (
            "unknown_value",
            format!("不认识的值「{name}」，可用的值：{}", expected.replace("one of ", "")),
        )
    } else if text.contains("invalid type") && expected.starts_with("a string") {
        (
            "wrong_type",
            "应为字符串；数量和金额要写成带引号的十进制字符串，例如 \"1802.50\"".to_owned(),
        )
    } else if text.contains("invalid type") || text.contains("invalid value") {
        ("wrong_type", format!("类型不对，应为 {}", expected_in_chinese(expected)))
    } else {
        ("invalid_value", text.to_owned())
    }
}

fn expected_in_chinese(expected: &str) -> String {
    let known = [
        ("i64", "整数"),
        ("i32", "整数"),
        ("u64", "不小于0的整数"),
        ("u32", "不小于0的整数"),
        ("a boolean", "true 或 false"),
        ("a sequence", "列表"),
        ("struct ", "对象"),
        ("a map", "对象"),
    ];
    known
        .iter()
        .find(|(name, _)| expected.starts_with(name))
        .map_or_else(|| expected.to_owned(), |(_, chinese)| (*chinese).to_owned())
}

/// The first name in backquotes.
fn quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        #[expect(dead_code, reason = "only its parsing is tested")]
        volume: String,
        #[expect(dead_code, reason = "only its parsing is tested")]
        days: i64,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[expect(dead_code, reason = "only its parsing is tested")]
        lines: Vec<Line>,
    }

    #[test]
    fn a_fault_names_its_field() {
        for (body, pointer, code) in [
            (r#"{"lines":[{"volume":3.5,"days":1}]}"#, "/lines/0/volume", "wrong_type"),
            (r#"{"lines":[{"volume":"1","days":"1"}]}"#, "/lines/0/days", "wrong_type"),
            (r#"{"lines":[{"volume":"1","days":1.5}]}"#, "/lines/0/days", "wrong_type"),
            (r#"{"lines":[{"volume":"1","days":1,"x":1}]}"#, "/lines/0/x", "unknown_field"),
            (r#"{"lines":[{"days":1}]}"#, "/lines/0/volume", "missing_field"),
            (
                r#"{"lines":[{"volume":"1","volume":"2","days":1}]}"#,
                "/lines/0/volume",
                "duplicate_field",
            ),
            (r#"{"lines":{}}"#, "/lines", "wrong_type"),
            (r#"{"lines":[["1",1]]}"#, "/lines/0", "wrong_type"),
            (r"[[]]", "", "wrong_type"),
            (r#""lines""#, "", "wrong_type"),
        ] {
            let problem = parse::<Body>(body.as_bytes()).unwrap_err();
            let errors = crate::http::problem::tests_support::errors(&problem);
            assert_eq!(
                (errors[0].pointer.as_str(), errors[0].code.as_str()),
                (pointer, code),
                "{body}: {problem}"
            );
        }
        assert_eq!(
            parse::<Body>(br#"{"lines":[{"volume":"\u0000","days":1}]}"#).unwrap_err().code(),
            "invalid_input"
        );
        assert!(parse::<Body>(br#"{"lines":[{"volume":"\\u0000","days":1}]}"#).is_ok());
        assert_eq!(parse::<Body>(b"{\"lines\":[").unwrap_err().code(), "malformed_json");
        assert_eq!(parse::<Body>(b"{\"lines\":[]} x").unwrap_err().code(), "malformed_json");
        assert_eq!(parse::<Body>(b"").unwrap_err().code(), "malformed_json");
    }
}
