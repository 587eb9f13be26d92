//! Which path of a service is meant. Whatever one part of the system could read differently from another is refused.

use platform::Problem;

/// The part below `/v1/` of a raw path, as it goes to the service; `prefix` is `/api/<department>`.
pub fn rest<'a>(raw_path: &'a str, prefix: &str) -> Result<&'a str, Problem> {
    let rest = raw_path.strip_prefix(prefix).and_then(|path| path.strip_prefix("/v1/"));
    // The router has matched the decoded path; only a path that says the same undecoded is passed on.
    let rest = rest.ok_or_else(refused)?;
    let last = rest.split('/').count() - 1;
    for (index, segment) in rest.split('/').enumerate() {
        if segment.is_empty() && index < last {
            return Err(refused());
        }
        check_segment(segment)?;
    }
    Ok(rest)
}

/// Refuses `.` and `..`, separators and control characters, written plainly or percent-encoded.
fn check_segment(segment: &str) -> Result<(), Problem> {
    let decoded = decode(segment).ok_or_else(refused)?;
    let is_dots = matches!(decoded.as_slice(), b"." | b"..");
    let is_unclear = decoded.iter().any(|byte| matches!(byte, b'/' | b'\\') || byte.is_ascii_control());
    if is_dots || is_unclear { Err(refused()) } else { Ok(()) }
}

fn decode(segment: &str) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(segment.len());
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            decoded.extend(hex::decode(digits).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    Some(decoded)
}

fn refused() -> Problem {
    Problem::bad_request(
        "invalid_path",
        "地址中含有 “..”、“//”、反斜杠或不规范的编码，请使用接口说明（/openapi.json）中的地址",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_path_is_passed_on_as_it_is() {
        for (path, expected) in [
            ("/api/water/v1/bills", "bills"),
            ("/api/water/v1/bills/", "bills/"),
            ("/api/water/v1/bills/01-a~b", "bills/01-a~b"),
            ("/api/water/v1/towns/%E9%BE%99%E5%85%B4", "towns/%E9%BE%99%E5%85%B4"),
            ("/api/water/v1/", ""),
            ("/api/water/v1/x/..a", "x/..a"),
            ("/api/water/v1/x/%252e%252e", "x/%252e%252e"),
        ] {
            assert_eq!(rest(path, "/api/water").unwrap(), expected);
        }
    }

    #[test]
    fn a_path_that_could_lead_elsewhere_is_refused() {
        for path in [
            "/api/water/v1/../metrics",
            "/api/water/v1/%2e%2e/metrics",
            "/api/water/v1/.%2E/metrics",
            "/api/water/v1/./metrics",
            "/api/water/v1/bills/..",
            "/api/water/v1//metrics",
            "/api/water/v1/..%2fmetrics",
            "/api/water/v1/x%2F..%2F..%2Fmetrics",
            "/api/water/v1/x%5c..%5cmetrics",
            "/api/water/v1/x\\..\\metrics",
            "/api/water/v1/x%00",
            "/api/water/v1/x%0d%0aHost:y",
            "/api/water/v1/x%",
            "/api/water/v1/x%2",
            "/api/water/v1/x%zz",
            "/api/%77ater/v1/bills",
            "/api/water/%76%31/bills",
            "/api/water/metrics",
        ] {
            assert_eq!(rest(path, "/api/water").unwrap_err().code(), "invalid_path", "{path}");
        }
    }
}
