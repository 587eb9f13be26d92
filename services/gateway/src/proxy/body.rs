//! Bodies on their way: small ones at once, large ones chunk by chunk, none beyond the limit, none that stands still.

use std::{
    cell::Cell,
    io,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
    time::Duration,
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
use tokio::{
    sync::mpsc,
    time::{Instant, timeout},
};

use super::upstream::Slot;
use crate::config::ProxySettings;

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

/// Why an answer is not passed on.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The way to the service.
    #[error("the connection to the service")]
    Connection(#[from] reqwest::Error),
    /// The client gave nothing more of its body.
    #[error("the client stopped sending")]
    ClientStalled,
    /// The service took nothing more of the request, or gave nothing more of the answer.
    #[error("the service stopped taking or sending")]
    ServiceStalled,
}

/// How far a request's body has come: shared by who carries it and who waits for the answer.
#[derive(Clone)]
pub struct Upload {
    stage: Rc<Cell<Stage>>,
    is_too_long: Rc<Cell<bool>>,
}

/// Whose turn it is, and since when.
#[derive(Clone, Copy)]
enum Stage {
    /// The client has to send the next chunk.
    Client(Instant),
    /// The service has to take one.
    Service(Instant),
    /// All is handed over; the service has to answer.
    Answer(Instant),
}

impl Upload {
    fn at(stage: Stage) -> Self {
        Self {
            stage: Rc::new(Cell::new(stage)),
            is_too_long: Rc::default(),
        }
    }

    /// Whether the body turned out longer than allowed while it was passed on.
    pub fn is_too_long(&self) -> bool {
        self.is_too_long.get()
    }

    /// When the wait for the answer is given up as things stand now, and what is to blame then.
    pub fn deadline(&self, settings: &ProxySettings) -> (Instant, Broken) {
        match self.stage.get() {
            Stage::Client(since) => (since + settings.idle_timeout(), Broken::ClientStalled),
            Stage::Service(since) => (since + settings.idle_timeout(), Broken::ServiceStalled),
            Stage::Answer(since) => (since + settings.timeout(), Broken::ServiceStalled),
        }
    }
}

/// The request's body, unless it is announced to be too large.
pub async fn outgoing(request: &HttpRequest, payload: web::Payload, limit: u64) -> Result<(Outgoing, Upload), Problem> {
    let announced = content_length(request.headers());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large(limit));
    }
    let body = match announced {
        Some(0) => Outgoing::Empty,
        None if !request.headers().contains_key(header::TRANSFER_ENCODING) => Outgoing::Empty,
        Some(length) if length <= SMALL => Outgoing::Whole(collect(payload, length).await?),
        announced => {
            let upload = Upload::at(Stage::Client(Instant::now()));
            return Ok((Outgoing::Stream(pump(payload, limit, upload.clone()), announced), upload));
        }
    };
    Ok((body, Upload::at(Stage::Answer(Instant::now()))))
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
fn pump(mut payload: web::Payload, limit: u64, upload: Upload) -> reqwest::Body {
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(CHUNKS_WAITING);
    actix_web::rt::spawn(async move {
        let mut passed = 0_u64;
        loop {
            upload.stage.set(Stage::Client(Instant::now()));
            let chunk = tokio::select! {
                chunk = payload.next() => chunk,
                // Nobody listens: the service has answered already, or the wait for the answer was given up.
                () = sender.closed() => return,
            };
            let Some(chunk) = chunk else { break };
            let chunk = chunk.map_err(io::Error::other).and_then(|chunk| {
                passed += chunk.len() as u64;
                if passed > limit {
                    upload.is_too_long.set(true);
                    return Err(io::Error::other("the body is larger than allowed"));
                }
                Ok(chunk)
            });
            upload.stage.set(Stage::Service(Instant::now()));
            let failed = chunk.is_err();
            // An error ends the request.
            if sender.send(chunk).await.is_err() || failed {
                return;
            }
        }
        upload.stage.set(Stage::Answer(Instant::now()));
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
    idle: Duration,
) -> Result<HttpResponse, Broken> {
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
        Some(length) if length <= SMALL => {
            let bytes = timeout(idle, response.bytes()).await.map_err(|_| Broken::ServiceStalled)??;
            Ok(builder.body(bytes))
        }
        Some(length) => Ok(builder.body(SizedStream::new(length, carried(response, slot, idle)))),
        None => Ok(builder.body(BodyStream::new(carried(response, slot, idle)))),
    }
}

/// The chunks. The request counts as under way until the last one, until the caller goes away, or until either side stands
/// still for too long; an answer that is not whole ends with an error, so that nobody takes it for one.
fn carried(response: reqwest::Response, slot: Slot, idle: Duration) -> Pin<Box<dyn Stream<Item = io::Result<Bytes>>>> {
    let (sender, receiver) = mpsc::channel::<Bytes>(CHUNKS_WAITING);
    let is_whole = Rc::new(Cell::new(false));
    let ended = Rc::clone(&is_whole);
    actix_web::rt::spawn(async move {
        let _under_way = slot;
        let mut chunks = response.bytes_stream();
        let why = loop {
            let chunk = tokio::select! {
                chunk = timeout(idle, chunks.next()) => chunk,
                () = sender.closed() => return,
            };
            match chunk {
                Ok(Some(Ok(chunk))) => match timeout(idle, sender.send(chunk)).await {
                    Ok(Ok(())) => {}
                    Ok(Err(_)) => return,
                    Err(_) => break "the caller stopped taking".to_owned(),
                },
                Ok(Some(Err(error))) => break platform::telemetry::chain(&error),
                Ok(None) => return ended.set(true),
                Err(_) => break "the service stopped sending".to_owned(),
            }
        };
        tracing::warn!(error = why, "an answer of a department's service broke off");
    });
    Box::pin(stream::unfold(Some(receiver), move |receiver| {
        let is_whole = Rc::clone(&is_whole);
        async move {
            let mut receiver = receiver?;
            match receiver.recv().await {
                Some(chunk) => Some((Ok(chunk), Some(receiver))),
                None if is_whole.get() => None,
                None => Some((Err(io::Error::from(io::ErrorKind::UnexpectedEof)), None)),
            }
        }
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
