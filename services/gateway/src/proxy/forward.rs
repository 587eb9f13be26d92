//! One request to a department's service and its answer.

use std::{
    future::Future,
    pin::{Pin, pin},
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use contracts::Department;
use platform::Problem;
use reqwest::{RequestBuilder, Response};
use tokio::time::{Instant, sleep_until};

use super::{
    body::{self, Broken, Outgoing, Upload},
    header, path,
    upstream::Upstreams,
};
use crate::{config::ProxySettings, department};

/// A request under way.
pub type Forwarding = Pin<Box<dyn Future<Output = Result<HttpResponse, Problem>>>>;

/// Passes a request on to a department's service and its answer back.
pub async fn forward(
    department: Department,
    request: HttpRequest,
    payload: web::Payload,
    upstreams: web::Data<Upstreams>,
) -> Result<HttpResponse, Problem> {
    let settings = upstreams.settings();
    let rest = path::rest(request.uri().path(), department::prefix(department))?;
    let url = upstreams.service(department)?.url(rest, request.uri().query())?;
    let headers = header::outgoing(&request, upstreams.limit())?;
    let slot = upstreams.enter(department)?;
    let reading = tokio::time::timeout(settings.timeout(), body::outgoing(&request, payload, settings.body_limit_bytes));
    let (body, upload) = reading.await.map_err(|_| slow_request())??;

    let failure = Failure {
        department,
        method: request.method(),
        upload: &upload,
        limit: settings.body_limit_bytes,
    };
    let method = reqwest::Method::from_bytes(request.method().as_str().as_bytes()).map_err(Problem::internal)?;
    let builder = upstreams.client().request(method, url).headers(headers);
    let response = wait_for_head(send(builder, body, request.method()), &upload, settings)
        .await
        .map_err(|error| failure.problem(error))?;

    let status = StatusCode::from_u16(response.status().as_u16()).map_err(Problem::internal)?;
    let mut answer = HttpResponse::build(status);
    header::copy_back(response.headers(), &mut answer, department::prefix(department));
    let is_head = request.method() == Method::HEAD;
    body::answer(response, answer, is_head, slot, settings.idle_timeout())
        .await
        .map_err(|error| failure.problem(error))
}

/// Waits for the head of the answer as long as the body moves, and then as long as a service may think about it.
async fn wait_for_head(
    sending: impl Future<Output = Result<Response, reqwest::Error>>,
    upload: &Upload,
    settings: &ProxySettings,
) -> Result<Response, Broken> {
    let mut sending = pin!(sending);
    loop {
        let (deadline, _) = upload.deadline(settings);
        tokio::select! {
            biased;
            answer = &mut sending => return Ok(answer?),
            // Meanwhile the last chunk may have gone, and another time limit hold.
            () = sleep_until(deadline.min(Instant::now() + settings.timeout())) => {}
        }
        let (deadline, blame) = upload.deadline(settings);
        if deadline <= Instant::now() {
            return Err(blame);
        }
    }
}

/// Sends once; only a question without a body is sent a second time, when the connection broke under it.
async fn send(builder: RequestBuilder, body: Outgoing, method: &Method) -> Result<Response, reqwest::Error> {
    let (builder, may_repeat) = match body {
        Outgoing::Empty => (builder, matches!(*method, Method::GET | Method::HEAD)),
        Outgoing::Whole(bytes) => (builder.body(bytes), false),
        Outgoing::Stream(body, None) => (builder.body(body), false),
        Outgoing::Stream(body, Some(length)) => (builder.header(reqwest::header::CONTENT_LENGTH, length).body(body), false),
    };
    let again = if may_repeat { builder.try_clone() } else { None };
    match builder.send().await {
        Err(error) if error.is_request() && !error.is_connect() && !error.is_timeout() => match again {
            Some(again) => again.send().await,
            None => Err(error),
        },
        result => result,
    }
}

/// What is needed to explain a failure.
struct Failure<'a> {
    department: Department,
    method: &'a Method,
    upload: &'a Upload,
    limit: u64,
}

impl Failure<'_> {
    fn problem(&self, broken: Broken) -> Problem {
        if self.upload.is_too_long() {
            return body::too_large(self.limit);
        }
        let title = department::title(self.department);
        let problem = match &broken {
            Broken::ClientStalled => return slow_request(),
            Broken::Connection(error) if error.is_connect() => {
                let detail = format!("{title}的服务暂时没有应答，这次请求没有提交，请稍后再试；其他部门的业务不受影响");
                Problem::unavailable("upstream_unavailable", detail)
            }
            Broken::Connection(_) => {
                let detail = format!("{title}的服务中断了应答。{}", self.advice());
                Problem::new(StatusCode::BAD_GATEWAY, "upstream_broke_off", detail).with_retry_after(5)
            }
            Broken::ServiceStalled => {
                let detail = format!("{title}的服务没有在规定时间内答复。{}", self.advice());
                Problem::new(StatusCode::GATEWAY_TIMEOUT, "upstream_timeout", detail).with_retry_after(5)
            }
        };
        tracing::warn!(department = self.department.name(), error = %platform::telemetry::chain(&broken), "a department's service did not answer");
        problem
    }

    /// A question can be asked again; an order may have been carried out.
    fn advice(&self) -> &'static str {
        if self.method.is_safe() {
            "请稍后再试"
        } else {
            "这次操作可能已经生效，请先查询结果；需要重试时请使用同一个 Idempotency-Key，不会重复办理"
        }
    }
}

fn slow_request() -> Problem {
    Problem::new(
        StatusCode::REQUEST_TIMEOUT,
        "request_timeout",
        "请求内容没有在规定时间内传完，请检查网络后重试",
    )
}
