//! Cases: what one person drafts and another decides, the same in every department.
//!
//! [`domain`] is the workflow, pure. [`service`] carries a step out: case, timeline and audit entry in the caller's
//! transaction. [`attachment`] keeps files with a case. [`api`] is the department's `/v1/cases`. A department says by
//! [`CaseKind`] what kinds of case it has; a thing with a state machine of its own (water's plans) stays the one that
//! decides, and the case follows it in the same transaction (docs/adr/0008-cases.md).

pub mod api;
mod api_attachment;
pub mod attachment;
pub mod domain;
mod fault;
mod list;
pub mod service;
mod store;
mod view;

use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use rules::{Calendar, LoadError};
use uuid::Uuid;

pub use api::{ApiDoc, CaseAccess, routes};
pub use domain::{Action, Actor, CaseError, Command, Holder, Policy, State};
pub use fault::CaseFault;
#[cfg(feature = "export")]
pub use list::lists;
pub use service::{
    NewCase, Told, follow, lock_of_things, lock_open_about, move_to_units, of_thing, of_things, open, open_many, require, step,
};
pub use store::{CaseRow, FieldChange, attachments_of};

use crate::{Problem, clock::local_date, database::Pg};

static CALENDAR: LazyLock<Result<Arc<Calendar>, LoadError>> = LazyLock::new(|| Calendar::published().map(Arc::new));

/// The published working-day calendar, for departments that have none of their own.
pub fn calendar() -> Result<Arc<Calendar>, LoadError> {
    CALENDAR.clone()
}

/// Who does something, and when.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// Who.
    pub actor: Actor<'a>,
    /// The moment.
    pub now: DateTime<Utc>,
    /// The county's calendar day.
    pub today: NaiveDate,
}

impl<'a> By<'a> {
    /// Somebody, now.
    pub fn now(actor: Actor<'a>) -> Self {
        let now = chrono::SubsecRound::trunc_subsecs(Utc::now(), 6);
        let today = local_date(now);
        Self { actor, now, today }
    }
}

/// What is asked of a case at `/v1/cases/{id}/…`.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The case as it was when it was asked for; not locked.
    pub case: CaseRow,
    /// The version that the person saw.
    pub version: i32,
    /// Who asks, and when.
    pub by: By<'a>,
    /// What.
    pub command: Command,
}

/// A kind of case of a department.
#[async_trait]
pub trait CaseKind: Send + Sync {
    /// How its cases go, by the rules of a day.
    fn policy(&self, on: NaiveDate) -> Result<Policy, Problem>;

    /// What the thing itself still lacks before its case can be submitted, in words.
    async fn lacking(&self, _conn: &mut Pg, _case: &CaseRow) -> Result<Vec<String>, Problem> {
        Ok(Vec::new())
    }

    /// Carries out what is asked, within the transaction. A thing with a state of its own is moved here, and its case
    /// follows; else the case moves alone.
    async fn perform(&self, conn: &mut Pg, request: Request<'_>) -> Result<CaseRow, Problem> {
        let Request {
            case,
            version,
            by,
            command,
        } = request;
        let told = Told {
            lacking: self.lacking(conn, &case).await?,
            ..Told::default()
        };
        let policy = self.policy(by.today)?;
        Ok(step(conn, &policy, case.id, Some(version), &by, command, told).await?)
    }
}

/// The kinds of case that a department has, by code.
#[derive(Clone, Default)]
pub struct CaseKinds(std::collections::BTreeMap<&'static str, Arc<dyn CaseKind>>);

impl CaseKinds {
    /// With one kind more.
    #[must_use]
    pub fn with(mut self, code: &'static str, kind: impl CaseKind + 'static) -> Self {
        self.0.insert(code, Arc::new(kind));
        self
    }

    /// The kind of a code.
    pub fn find(&self, code: &str) -> Result<&dyn CaseKind, Problem> {
        let found = self.0.get(code).map(AsRef::as_ref);
        found.ok_or_else(|| Problem::internal(format!("no kind of case is called {code}")))
    }

    /// All kinds.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &dyn CaseKind)> {
        self.0.iter().map(|(code, kind)| (*code, kind.as_ref()))
    }

    /// A kind's policy on a day.
    pub fn policy(&self, code: &str, on: NaiveDate) -> Result<Policy, Problem> {
        self.find(code)?.policy(on)
    }
}

/// Nothing there, or nothing that this person may see.
fn not_found(_: Uuid) -> Problem {
    Problem::not_found("没有找到这个事项，或它不在您的数据范围内")
}
