//! How each service stands, for operators. A service that is down takes nothing else with it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use contracts::Department;
use platform::{
    Problem, RequestContext,
    http::{problem::ProblemBody, request::REQUEST_ID},
    operations::StateView,
};
use reqwest::header::AUTHORIZATION;
use serde::Serialize;
use utoipa::ToSchema;

use super::status::{State, judge};
use crate::{department, proxy::Upstreams};

/// How long a service may take: it asks its database and the broker.
const PATIENCE: Duration = Duration::from_secs(4);

/// How all services stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct OperationsView {
    /// When they were asked.
    pub checked_at: DateTime<Utc>,
    /// The gateway first, then the departments' services.
    pub services: Vec<ServiceOperationsView>,
}

/// How one service stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceOperationsView {
    /// Its name, e.g. `water`.
    pub name: &'static str,
    /// Whose it is, in Chinese.
    pub title: &'static str,
    /// `up`, `degraded` or `down`.
    pub state: State,
    /// What is wrong, for a person; absent when it is up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What it says of itself; absent when it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operations: Option<StateView>,
}

/// How the gateway itself stands.
pub async fn own(state: impl Future<Output = Result<StateView, Problem>>) -> ServiceOperationsView {
    view(
        "gateway",
        "统一入口",
        state.await.map_err(|problem| (State::Degraded, problem.to_string())),
    )
}

/// Asks a department's service, under the caller's token.
pub async fn ask(upstreams: &Upstreams, department: Department, token: &str) -> ServiceOperationsView {
    let answer = answer_of(upstreams, department, token).await;
    view(department.name(), department::title(department), answer)
}

fn view(name: &'static str, title: &'static str, answer: Result<StateView, (State, String)>) -> ServiceOperationsView {
    let (state, detail, operations) = match answer {
        Ok(operations) => {
            let checks = operations.checks.iter().map(|check| (check.name.clone(), check.ok)).collect();
            let (state, detail, _) = judge(checks);
            (state, detail, Some(operations))
        }
        Err((state, detail)) => (state, Some(detail), None),
    };
    ServiceOperationsView {
        name,
        title,
        state,
        detail,
        operations,
    }
}

async fn answer_of(upstreams: &Upstreams, department: Department, token: &str) -> Result<StateView, (State, String)> {
    let down = |error: &reqwest::Error| {
        tracing::debug!(department = department.name(), error = %platform::telemetry::chain(error), "a service does not say how it stands");
        let what = if error.is_timeout() {
            "服务没有在规定时间内应答"
        } else {
            "服务没有应答"
        };
        (State::Down, what.to_owned())
    };
    let unreadable = || (State::Degraded, "服务有应答，但读不懂它的运行情况：版本可能不一致".to_owned());
    let service = upstreams
        .service(department)
        .map_err(|problem| (State::Down, problem.to_string()))?;
    let request = upstreams
        .client()
        .get(service.own_url("/v1/operations/state"))
        .header(AUTHORIZATION, token)
        .header(REQUEST_ID.as_str(), RequestContext::current().request_id)
        .timeout(PATIENCE);
    let response = request.send().await.map_err(|error| down(&error))?;
    if response.status().is_success() {
        return response.json().await.map_err(|_| unreadable());
    }
    let status = response.status();
    match response.json::<ProblemBody>().await {
        Ok(problem) => Err((State::Degraded, format!("服务有应答，但不给出运行情况：{}", problem.detail))),
        Err(_) => Err((State::Degraded, format!("服务有应答，但不给出运行情况（{status}）"))),
    }
}
