//! Bodies on their way: small ones at once, large ones chunk by chunk, none beyond the limit.

use std::{
    cell::Cell,
    io,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    body::{BodySize, BodyStream, MessageBody, SizedStream},
    http::{
        StatusCode,
        header::{self, HeaderMap},
    },
    web::{self, Bytes, BytesMut},
};
use futures_util::{Stream, StreamExt, stream};
use platform::Problem;
use tokio::sync::mpsc;

use super::upstream::Slot;

/// Bodies up to this size are read completely before they are passed on.
pub const SMALL: u64 = 65_536;
/// Chunks that may wait for the slower side.
const CHUNKS_WAITING: usize = 4;

/// A request's body on its way to the service.
pub enum Outgoing {
    /// None.
    Empty,
    /// Read completely.
    Whole(Bytes),
    /// Still coming in; with its length if it was announced.
    Stream(reqwest::Body, Option<u64>),
}

/// Whether a body turned out longer than allowed while it was passed on.
pub type Overrun = Rc<Cell<bool>>;

/// The request's body, unless it is announced to be too large.
pub async fn outgoing(request: &HttpRequest, payload: web::Payload, limit: u64) -> Result<(Outgoing, Overrun), Problem> {
    let overrun = Overrun::default();
    let announced = content_length(request.headers());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let body = match announced {
        Some(0) => Outgoing::Empty,
        None if !request.headers().contains_key(header::TRANSFER_ENCODING) => Outgoing::Empty,
        Some(length) if length <= SMALL => Outgoing::Whole(collect(payload, length).await?),
        announced => Outgoing::Stream(pump(payload, limit, Rc::clone(&overrun)), announced),
    };
    Ok((body, overrun))
}

/// 413 with the limit.
pub fn too_large(limit: u64) -> Problem {
    let detail = format!("请求内容超过允许的大小（{} MB），请分成几次提交", limit / 1_048_576);
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail)
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn collect(mut payload: web::Payload, length: u64) -> Result<Bytes, Problem> {
    let mut bytes = BytesMut::with_capacity(usize::try_from(length).unwrap_or_default());
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::bad_request("body_unreadable", "请求内容没有完整收到，请重试"))?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// Carries the chunks from this worker's connection to the client's task.
fn pump(mut payload: web::Payload, limit: u64, overrun: Overrun) -> reqwest::Body {
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(CHUNKS_WAITING);
    actix_web::rt::spawn(async move {
        let mut passed = 0_u64;
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(io::Error::other).and_then(|chunk| {
                passed += chunk.len() as u64;
                if passed > limit {
                    overrun.set(true);
                    return Err(io::Error::other("the body is larger than allowed"));
                }
                Ok(chunk)
            });
            let failed = chunk.is_err();
            // An error ends the request; nobody listening means that the service has answered already.
            if sender.send(chunk).await.is_err() || failed {
                break;
            }
        }
    });
    reqwest::Body::wrap_stream(stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    }))
}

/// Puts the service's body into the answer.
pub async fn answer(
    response: reqwest::Response,
    mut builder: HttpResponseBuilder,
    is_head: bool,
    slot: Slot,
) -> Result<HttpResponse, reqwest::Error> {
    let length = response
        .headers()
        .get("content-length")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<u64>().ok());
    let status = response.status().as_u16();
    if is_head {
        let size = length.map_or(BodySize::None, BodySize::Sized);
        return Ok(builder.body(Withheld(size)));
    }
    if status == 204 || status == 304 {
        return Ok(builder.finish());
    }
    match length {
        Some(length) if length <= SMALL => Ok(builder.body(response.bytes().await?)),
        Some(length) => Ok(builder.body(SizedStream::new(length, counted(response, slot)))),
        None => Ok(builder.body(BodyStream::new(counted(response, slot)))),
    }
}

/// The chunks; the request counts as under way until the last one, or until the caller goes away.
fn counted(response: reqwest::Response, slot: Slot) -> Pin<Box<dyn Stream<Item = Result<Bytes, reqwest::Error>>>> {
    let mut chunks = Box::pin(response.bytes_stream());
    Box::pin(stream::poll_fn(move |context| {
        let _under_way = &slot;
        chunks.as_mut().poll_next(context)
    }))
}

/// The body that an answer to HEAD would have: its size only.
struct Withheld(BodySize);

impl MessageBody for Withheld {
    type Error = std::convert::Infallible;

    fn size(&self) -> BodySize {
        self.0
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Poll::Ready(None)
    }
}
