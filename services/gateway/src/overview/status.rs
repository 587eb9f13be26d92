//! How a service is: up, degraded (it answers, but something it needs does not), or down.

use std::time::Duration;

use chrono::{DateTime, Utc};
use contracts::Department;
use platform::http::health::Readiness;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{department, proxy::Upstreams};

/// How the platform is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StatusView {
    /// When the services were asked.
    pub checked_at: DateTime<Utc>,
    /// The gateway first, then the departments' services.
    pub services: Vec<ServiceStatusView>,
}

/// How one service is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ServiceStatusView {
    /// Its name, e.g. `water`.
    pub name: &'static str,
    /// Whose it is, in Chinese.
    pub title: &'static str,
    /// What it is for.
    pub summary: &'static str,
    /// `up`, `degraded` or `down`.
    pub state: State,
    /// What is wrong, for a person; absent when it is up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What the service checked of itself.
    pub checks: Vec<CheckStatusView>,
}

/// One thing that a service checked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckStatusView {
    /// `database`, `migrations`, `relay`, `consumer`, `draining`.
    pub name: String,
    /// The same in Chinese.
    pub title: String,
    /// Whether it is well.
    pub ok: bool,
}

/// States.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It answers and everything that it needs is well.
    Up,
    /// It answers, but something that it needs is not well.
    Degraded,
    /// It does not answer.
    Down,
}

#[derive(Deserialize)]
struct ReadyBody {
    checks: Vec<CheckBody>,
}

#[derive(Deserialize)]
struct CheckBody {
    name: String,
    ok: bool,
}

/// Asks a department's service.
pub async fn ask(upstreams: &Upstreams, department: Department, timeout: Duration) -> ServiceStatusView {
    let (state, detail, checks) = match answer_of(upstreams, department, timeout).await {
        Ok(checks) => judge(checks),
        Err(error) => {
            tracing::debug!(department = department.name(), error = %platform::telemetry::chain(&error), "a service does not say how it is");
            let reason = if error.is_timeout() {
                "没有在规定时间内应答"
            } else {
                "没有应答"
            };
            (State::Down, Some(format!("服务{reason}，这个部门的业务暂时不能办理")), Vec::new())
        }
    };
    ServiceStatusView {
        name: department.name(),
        title: department::title(department),
        summary: department::summary(department),
        state,
        detail,
        checks,
    }
}

/// How the gateway itself is.
pub async fn own(readiness: &Readiness) -> ServiceStatusView {
    let checks = readiness.check().await.checks;
    let (state, detail, checks) = judge(checks.into_iter().map(|check| (check.name.to_owned(), check.ok)).collect());
    ServiceStatusView {
        name: "gateway",
        title: "统一入口",
        summary: "登录与账号、各部门服务的转接、接口说明",
        state,
        detail,
        checks,
    }
}

async fn answer_of(upstreams: &Upstreams, department: Department, timeout: Duration) -> Result<Vec<(String, bool)>, reqwest::Error> {
    let Ok(service) = upstreams.service(department) else {
        return Ok(Vec::new());
    };
    let response = upstreams.client().get(service.own_url("/readyz")).timeout(timeout).send().await?;
    // 503 carries the checks too; anything else without them means that this is not the service we know.
    let body: ReadyBody = response.json().await?;
    Ok(body.checks.into_iter().map(|check| (check.name, check.ok)).collect())
}

pub(super) fn judge(checks: Vec<(String, bool)>) -> (State, Option<String>, Vec<CheckStatusView>) {
    let checks: Vec<_> = checks
        .into_iter()
        .map(|(name, ok)| CheckStatusView {
            title: title_of(&name).to_owned(),
            name,
            ok,
        })
        .collect();
    let failing: Vec<&str> = checks.iter().filter(|check| !check.ok).map(|check| check.title.as_str()).collect();
    if failing.is_empty() {
        (State::Up, None, checks)
    } else {
        let detail = format!("{}异常，部分业务可能受影响", failing.join("、"));
        (State::Degraded, Some(detail), checks)
    }
}

fn title_of(check: &str) -> &str {
    match check {
        "database" => "数据库",
        "migrations" => "数据库结构",
        "relay" => "消息发送",
        "consumer" => "消息接收",
        "draining" => "接受新请求",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_check_degrades_and_is_named() {
        let (state, detail, _) = judge(vec![
            ("database".to_owned(), true),
            ("relay".to_owned(), false),
            ("consumer".to_owned(), false),
        ]);
        assert_eq!(state, State::Degraded);
        assert_eq!(detail.unwrap(), "消息发送、消息接收异常，部分业务可能受影响");
        assert_eq!(judge(vec![("database".to_owned(), true)]).0, State::Up);
    }
}
