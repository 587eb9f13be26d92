//! What is wrong with a service, each with a sentence on what to do; `docs/operations/README.md` says more under the code.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::StateView;

/// Age of an unsent message from which on something is wrong, seconds.
const OUTBOX_LATE: i64 = 300;
/// Messages in a queue from which on its receiver does not keep up.
const BACKLOG: u32 = 1_000;
/// Time that the last message was under way from which on something is wrong, seconds.
const LATE: i64 = 600;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Somebody should look today.
    Warning,
    /// Somebody should look now.
    Critical,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AlertView {
    /// Stable code; the heading in `docs/operations/README.md`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and what to do, for a person.
    pub message: String,
}

fn alert(code: &str, severity: Severity, message: impl Into<String>) -> AlertView {
    AlertView {
        code: code.to_owned(),
        severity,
        message: message.into(),
    }
}

/// What is wrong with a service that says this of itself.
pub(super) fn alerts(state: &StateView) -> Vec<AlertView> {
    use Severity::{Critical, Warning};
    let is_bad = |name: &str| state.checks.iter().any(|check| check.name == name && !check.ok);
    let mut found = Vec::new();
    if is_bad("migrations") {
        let message = "数据库结构不是本版本的：先运行 migrate，再看服务是否就绪";
        found.push(alert("migrations_pending", Critical, message));
    }
    for (link, work) in [("relay", "消息暂时发不出去，留在待发箱"), ("consumer", "消息暂时收不到，留在队列")] {
        if is_bad(link) {
            let message = format!("与消息服务 RabbitMQ 的连接中断，{work}，不会丢失：检查 RabbitMQ 和 broker.url，恢复后自动续传");
            found.push(alert("broker_link_down", Critical, message));
        }
    }
    if let Some(age) = state.outbox.oldest_seconds.filter(|age| *age > OUTBOX_LATE) {
        let waiting = state.outbox.waiting;
        let message = format!(
            "待发箱积压 {waiting} 条，最早一条已等 {} 分钟：看最近一次发送失败的原因，检查 RabbitMQ 和 relay 进程",
            age / 60
        );
        found.push(alert("outbox_stuck", Critical, message));
    }
    if let Some(error) = &state.queues.error {
        let message = format!("看不到队列情况（{error}）：检查 RabbitMQ 是否运行");
        found.push(alert("broker_unreachable", Warning, message));
    }
    for queue in state
        .queues
        .queues
        .iter()
        .filter(|queue| queue.exists && queue.name.ends_with(".inbox"))
    {
        if queue.consumers == 0 && state.checks.iter().any(|check| check.name == "consumer") {
            let message = format!(
                "队列 {} 没有接收者，{} 条在等：检查服务是否在运行、consumer 是否连上",
                queue.name, queue.ready
            );
            found.push(alert("queue_without_consumer", Critical, message));
        } else if queue.ready >= BACKLOG {
            let message = format!(
                "队列 {} 积压 {} 条：接收跟不上，检查数据库是否变慢，必要时增加副本",
                queue.name, queue.ready
            );
            found.push(alert("queue_backlog", Warning, message));
        }
    }
    if let Some(lag) = state.last_lag_seconds.filter(|lag| *lag > LATE) {
        let message = format!(
            "最近收到的消息在路上用了 {} 分钟：看发送方的待发箱和本服务的队列哪一处积压",
            lag / 60
        );
        found.push(alert("messages_late", Warning, message));
    }
    if state.dead_letters_waiting > 0 {
        let message = format!(
            "{} 条消息处理不了，成为死信：到“死信”页看原因，原因消除后重新投递",
            state.dead_letters_waiting
        );
        found.push(alert("dead_letters", Critical, message));
    }
    for job in state.jobs.iter().filter(|job| job.last_error.is_some()) {
        let error = job.last_error.as_deref().unwrap_or_default();
        let message = format!("后台任务“{}”最近一次失败（{error}）：按原因处理，任务会自己再试", job.title);
        found.push(alert("job_failing", Warning, message));
    }
    for stalled in state.progress.iter().filter(|work| work.stalled_reason.is_some()) {
        let reason = stalled.stalled_reason.as_deref().unwrap_or_default();
        let message = format!("“{}”停住了（{reason}）：按原因处理，它会自己接着做", stalled.title);
        found.push(alert("work_stalled", Warning, message));
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, Utc};

    use super::*;
    use crate::{
        broker::{QueueState, QueueStates},
        job::JobState,
        operations::{CheckView, OutboxView, ProgressView},
        version::Version,
    };

    fn well() -> StateView {
        let now = Utc::now();
        let check = |name: &str| CheckView {
            name: name.to_owned(),
            ok: true,
        };
        let queue = |name: &str| QueueState {
            name: name.to_owned(),
            exists: true,
            ready: 0,
            consumers: 1,
        };
        StateView {
            service: "water".to_owned(),
            version: Version::current(),
            started_at: now,
            checks: ["database", "migrations", "relay", "consumer", "draining"].map(check).into(),
            migrations: Vec::new(),
            outbox: OutboxView {
                waiting: 1,
                oldest: Some(now - TimeDelta::seconds(OUTBOX_LATE)),
                oldest_seconds: Some(OUTBOX_LATE),
                last_error: None,
            },
            queues: QueueStates {
                queues: ["water.inbox", "water.retry", "water.dead"].map(queue).into(),
                error: None,
            },
            last_received_at: None,
            last_lag_seconds: Some(LATE),
            dead_letters_waiting: 0,
            jobs: vec![JobState {
                name: "mark_overdue".to_owned(),
                title: "逾期账单标记".to_owned(),
                finished_at: now,
                duration_ms: 1,
                succeeded_at: Some(now),
                failed_at: None,
                last_error: None,
                runs: 1,
                failures: 0,
            }],
            progress: vec![ProgressView {
                kind: "billing_run".to_owned(),
                title: "计费批次 2026Q3".to_owned(),
                done: 1,
                total: 2,
                started_at: Some(now),
                stalled_reason: None,
            }],
            alerts: Vec::new(),
        }
    }

    #[test]
    fn a_service_that_is_well_has_no_alerts() {
        assert_eq!(alerts(&well()), []);
    }

    #[test]
    fn each_thing_that_is_wrong_has_its_alert() {
        type Change = fn(&mut StateView);
        let cases: [(&str, Change); 11] = [
            ("migrations_pending", |state| state.checks[1].ok = false),
            ("broker_link_down", |state| state.checks[2].ok = false),
            ("broker_link_down", |state| state.checks[3].ok = false),
            ("outbox_stuck", |state| state.outbox.oldest_seconds = Some(OUTBOX_LATE + 1)),
            ("broker_unreachable", |state| state.queues.error = Some("down".to_owned())),
            ("queue_without_consumer", |state| state.queues.queues[0].consumers = 0),
            ("queue_backlog", |state| state.queues.queues[0].ready = BACKLOG),
            ("messages_late", |state| state.last_lag_seconds = Some(LATE + 1)),
            ("dead_letters", |state| state.dead_letters_waiting = 1),
            ("job_failing", |state| state.jobs[0].last_error = Some("x".to_owned())),
            ("work_stalled", |state| state.progress[0].stalled_reason = Some("x".to_owned())),
        ];
        let handbook = include_str!("../../../../docs/operations/README.md");
        for (code, change) in cases {
            let mut state = well();
            change(&mut state);
            let found: Vec<String> = alerts(&state).into_iter().map(|alert| alert.code).collect();
            assert_eq!(found, [code]);
            assert!(handbook.contains(&format!("`{code}`")), "{code} is not in docs/operations");
        }
        let mut state = well();
        state.queues.queues[0].ready = BACKLOG - 1;
        assert_eq!(alerts(&state), []);
    }
}
