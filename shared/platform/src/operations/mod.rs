//! What operators and auditors see and do: how the service stands, outbox, dead letters with replay, the audit log.

mod alert;
pub mod audit_log;
mod dead_letter;
mod measure;
mod progress;
mod state;

pub use alert::{AlertView, Severity};
pub use measure::measure;
pub use progress::{ProgressSource, ProgressView};
pub use state::{CheckView, MigrationView, OutboxView, Probe, StateView, show_state};

use crate::http::{
    access::{Access, Role},
    route::Routes,
};

/// Runs the platform: sees queues and dead letters, replays; sees no business data.
pub const OPERATOR: Role = Role {
    code: "operator",
    title: "平台运维人员",
};
/// Checks afterwards: reads, changes nothing.
pub const AUDITOR: Role = Role {
    code: "auditor",
    title: "审计人员",
};

/// Who may read a department's audit log.
#[derive(Debug, Clone, Copy)]
pub struct AuditReaders {
    /// Who sees that something was done: the list, without the states before and after.
    pub list: &'static [Role],
    /// Who opens an entry with its states, which are business data.
    pub open: &'static [Role],
}

impl Default for AuditReaders {
    /// Auditors; operators see the list.
    fn default() -> Self {
        Self {
            list: &[AUDITOR, OPERATOR],
            open: &[AUDITOR],
        }
    }
}

/// The operators' and auditors' routes, the same in every department.
pub fn routes() -> Routes {
    routes_for(AuditReaders::default())
}

/// The same in a department where others besides read the audit log.
pub fn routes_for(readers: AuditReaders) -> Routes {
    let operator = Access::Roles(&[OPERATOR]);
    Routes::default()
        .get("/v1/operations/state", operator, state::show_state)
        .get("/v1/operations/outbox", operator, state::show_outbox)
        .get("/v1/operations/dead-letters", operator, dead_letter::list_dead_letters)
        .get(
            "/v1/operations/dead-letters/{dead_letter_id}",
            operator,
            dead_letter::show_dead_letter,
        )
        .post(
            "/v1/operations/dead-letters/{dead_letter_id}/replay",
            operator,
            dead_letter::replay_dead_letter,
        )
        .get("/v1/operations/audit", Access::Roles(readers.list), audit_log::list_entries)
        .get(
            "/v1/operations/audit/verification",
            Access::Roles(readers.list),
            audit_log::verify_audit,
        )
        .get("/v1/operations/audit/{seq}", Access::Roles(readers.open), audit_log::show_entry)
}

/// The audit log and the dead letters as lists that can be exported, by whoever may read them.
#[cfg(feature = "export")]
pub fn lists(readers: AuditReaders) -> crate::export::Lists {
    crate::export::Lists::new()
        .add(Access::Roles(readers.list), audit_log::AuditEntries::default())
        .add(Access::Roles(&[OPERATOR]), dead_letter::DeadLetters)
}

/// The part of it that the gateway has too, which sends and receives no messages.
#[derive(utoipa::OpenApi)]
#[openapi(paths(state::show_state, audit_log::list_entries, audit_log::show_entry, audit_log::verify_audit))]
pub struct GatewayApiDoc;

/// The operators' part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        state::show_state,
        state::show_outbox,
        dead_letter::list_dead_letters,
        dead_letter::show_dead_letter,
        dead_letter::replay_dead_letter,
        audit_log::list_entries,
        audit_log::show_entry,
        audit_log::verify_audit
    ),
    components(schemas(crate::http::problem::ProblemBody))
)]
pub struct ApiDoc;
