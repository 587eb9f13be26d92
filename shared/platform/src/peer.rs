//! REST to another department: with a timeout, bounded retries and a circuit breaker, under the service's own identity.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use reqwest::{Method, StatusCode};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    Problem,
    context::RequestContext,
    http::{problem::ProblemBody, request, token::ServiceIdentity},
};

/// How long one try may take.
const TIMEOUT: Duration = Duration::from_secs(3);
/// How often a question is asked before the other department counts as down.
const TRIES: u32 = 3;
/// Failures in a row after which nothing is asked for a while.
const FAILURES_TO_OPEN: u32 = 5;
/// How long nothing is asked then.
const OPEN_FOR: Duration = Duration::from_secs(10);

/// Where another department answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeerSettings {
    /// Base URL, without a path.
    pub url: String,
}

/// Another department's service. Cheap to clone.
#[derive(Clone)]
pub struct Peer {
    title: &'static str,
    url: String,
    client: reqwest::Client,
    identity: ServiceIdentity,
    breaker: Arc<Mutex<Breaker>>,
}

#[derive(Default)]
struct Breaker {
    failures: u32,
    open_until: Option<Instant>,
}

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum PeerError {
    /// The other department did not answer, or with a failure of its own.
    #[error("{department}没有应答")]
    Down {
        /// Its Chinese name.
        department: &'static str,
        /// The last failure.
        reason: String,
    },
    /// It answered that the question is wrong.
    #[error("{department}不接受这个请求：{detail}")]
    Refused {
        /// Its Chinese name.
        department: &'static str,
        /// HTTP status.
        status: u16,
        /// Its stable code.
        code: String,
        /// Its explanation.
        detail: String,
    },
}

impl From<PeerError> for Problem {
    fn from(error: PeerError) -> Self {
        match &error {
            PeerError::Down { department, .. } => {
                let detail = format!("{department}的服务暂时没有应答，这一步先保留，没有任何数据丢失；请稍后再试");
                Problem::unavailable("peer_unavailable", detail).caused_by(error)
            }
            PeerError::Refused { .. } => Problem::internal(error),
        }
    }
}

impl Peer {
    /// A peer with its Chinese name for messages.
    pub fn new(title: &'static str, settings: &PeerSettings, identity: ServiceIdentity) -> Result<Self, reqwest::Error> {
        Ok(Self {
            title,
            url: settings.url.trim_end_matches('/').to_owned(),
            client: reqwest::Client::builder().timeout(TIMEOUT).no_proxy().build()?,
            identity,
            breaker: Arc::default(),
        })
    }

    /// Asks; only for questions that change nothing, since they may be asked again.
    pub async fn get<T: DeserializeOwned>(&self, path_and_query: &str) -> Result<T, PeerError> {
        if let Some(reason) = self.open_reason() {
            return Err(self.down(reason));
        }
        let mut pause = Duration::from_millis(100);
        let mut last = String::new();
        for attempt in 1..=TRIES {
            match self.ask(path_and_query).await {
                Ok(answer) => {
                    self.note(true);
                    return Ok(answer);
                }
                Err(refused @ PeerError::Refused { .. }) => {
                    self.note(true);
                    return Err(refused);
                }
                Err(PeerError::Down { reason, .. }) => last = reason,
            }
            if attempt < TRIES {
                tokio::time::sleep(pause).await;
                pause *= 2;
            }
        }
        self.note(false);
        Err(self.down(last))
    }

    async fn ask<T: DeserializeOwned>(&self, path_and_query: &str) -> Result<T, PeerError> {
        let context = RequestContext::current();
        let token = self.identity.token().map_err(|error| self.down(error.to_string()))?;
        let response = self
            .client
            .request(Method::GET, format!("{}{path_and_query}", self.url))
            .bearer_auth(token)
            .header(request::REQUEST_ID.as_str(), &context.request_id)
            .header(request::CORRELATION_ID.as_str(), &context.correlation_id)
            .header(request::TRACEPARENT.as_str(), context.trace.to_string())
            .send()
            .await
            .map_err(|error| self.down(crate::telemetry::chain(&error)))?;
        let status = response.status();
        if status.is_success() {
            return response.json().await.map_err(|error| self.down(crate::telemetry::chain(&error)));
        }
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            return Err(self.down(format!("HTTP {status}")));
        }
        let problem = response.json::<ProblemBody>().await.ok();
        Err(PeerError::Refused {
            department: self.title,
            status: status.as_u16(),
            code: problem.as_ref().map_or_else(String::new, |problem| problem.code.clone()),
            detail: problem.map_or_else(|| format!("HTTP {status}"), |problem| problem.detail),
        })
    }

    fn down(&self, reason: String) -> PeerError {
        PeerError::Down {
            department: self.title,
            reason,
        }
    }

    fn open_reason(&self) -> Option<String> {
        let breaker = self.breaker.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        breaker
            .open_until
            .filter(|until| Instant::now() < *until)
            .map(|_| "it failed several times and is not asked for a while".to_owned())
    }

    fn note(&self, answered: bool) {
        let mut breaker = self.breaker.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        breaker.failures = if answered { 0 } else { breaker.failures + 1 };
        breaker.open_until = (breaker.failures >= FAILURES_TO_OPEN).then(|| Instant::now() + OPEN_FOR);
    }
}
