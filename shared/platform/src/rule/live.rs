//! The rules that a service calculates by: rule files, and upon them what was approved at run time.
//!
//! A request takes one snapshot ([`Rules`]) and keeps it to its end. Whoever must be right (a billing run, a payment)
//! calls [`LiveRules::hold`] in its transaction: no approval comes in between, and a replica that lags catches up first.

use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use diesel::result::Error as DieselError;
use rules::{Amendment, Declared, LoadError, RuleFile, RuleSet, amendment::revision_of, load::files_digest, upgrade::completed};
use tokio::sync::watch;

use super::store::{self, ChangeRow};
use crate::{
    Problem,
    database::{Database, DatabaseError, Pg, Scope},
    telemetry,
};

/// What a department calculates by: a rule set, and what it makes of it.
pub trait Ruled: Send + Sync + 'static {
    /// The dated parameters and documents.
    fn rule_set(&self) -> &RuleSet;
}

impl Ruled for RuleSet {
    fn rule_set(&self) -> &RuleSet {
        self
    }
}

/// Loads and checks a department's rules.
pub type Load<R> = fn(&[RuleFile], &[Amendment]) -> Result<R, LoadError>;

/// Where a department's rules come from.
#[derive(Debug, Clone)]
pub struct RuleSource<R> {
    /// The rule files.
    pub files: Vec<RuleFile>,
    /// The keys that the code reads, with the types of their values.
    pub declared: Vec<Declared>,
    /// Loads and checks.
    pub load: Load<R>,
}

/// Why there are no rules to calculate by.
#[derive(Debug, thiserror::Error)]
pub enum RuleFault {
    /// The rule files themselves.
    #[error(transparent)]
    Files(#[from] LoadError),
    /// Rule files and an approved change contradict each other.
    #[error("规则文件与已核准的规则变更第{revision}号（{subject}，{approver} 于 {approved_on} 核准）矛盾：{reason}")]
    Contradiction {
        /// Revision of the change.
        revision: i64,
        /// What it changes.
        subject: String,
        /// Who approved it.
        approver: String,
        /// When.
        approved_on: String,
        /// What is wrong.
        reason: String,
    },
    /// The database could not be asked.
    #[error("the approved changes of the rules could not be read")]
    Database(#[from] DatabaseError),
    /// Rules of then cannot be put together any more.
    #[error("{0}")]
    Lost(String),
}

impl From<DieselError> for RuleFault {
    fn from(error: DieselError) -> Self {
        Self::Database(error.into())
    }
}

impl From<RuleFault> for Problem {
    fn from(fault: RuleFault) -> Self {
        match fault {
            RuleFault::Database(error) => error.into(),
            RuleFault::Lost(detail) => Self::conflict("rules_of_then_lost", detail),
            fault => not_in_step().caused_by(fault),
        }
    }
}

fn not_in_step() -> Problem {
    Problem::unavailable(
        "rules_not_in_step",
        "本服务还没有读到最新核准的规则，暂不能据以计算，这次操作没有生效：请稍后再试；若仍不行，请告诉运维人员",
    )
}

/// The rules of a running service. Cheap to clone.
pub struct LiveRules<R>(Arc<Inner<R>>);

struct Inner<R> {
    source: RuleSource<R>,
    files_digest: String,
    current: watch::Sender<Arc<R>>,
    /// Whether what was approved is known here; else nothing is calculated.
    is_in_step: AtomicBool,
}

impl<R> Clone for LiveRules<R> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<R: Ruled> LiveRules<R> {
    /// Loads the files and what was approved since. Files and changes that contradict each other are refused. Where the
    /// database does not answer yet the service starts and calculates nothing until it has been asked ([`Self::job`]).
    pub async fn start(source: RuleSource<R>, database: &Database) -> Result<Self, RuleFault> {
        let live = Self::of_files(source)?;
        match live.read(database).await {
            Ok(_) => {}
            Err(RuleFault::Database(error)) => {
                tracing::warn!(error = %telemetry::chain(&error), "the approved changes of the rules could not be read at the start; it is tried again");
            }
            Err(fault) => return Err(fault),
        }
        Ok(live)
    }

    /// The rule files alone, which must be good in any case.
    fn of_files(source: RuleSource<R>) -> Result<Self, RuleFault> {
        let rules = (source.load)(&source.files, &[])?;
        Ok(Self(Arc::new(Inner {
            files_digest: files_digest(&source.files),
            source,
            current: watch::Sender::new(Arc::new(rules)),
            is_in_step: AtomicBool::new(false),
        })))
    }

    /// The rules now, whether or not this replica knows the newest.
    pub fn current(&self) -> Arc<R> {
        Arc::clone(&self.0.current.borrow())
    }

    /// The rules for one request.
    pub fn snapshot(&self) -> Result<Rules<R>, Problem> {
        if self.0.is_in_step.load(Ordering::Acquire) {
            Ok(Rules(self.current()))
        } else {
            Err(not_in_step())
        }
    }

    /// The rules as the database has them, which stay so until the transaction ends: for whatever must be right.
    pub async fn hold(&self, conn: &mut Pg) -> Result<Arc<R>, RuleFault> {
        store::hold(conn).await?;
        self.catch_up(conn).await
    }

    /// Goes on to the revision of the database.
    pub(super) async fn catch_up(&self, conn: &mut Pg) -> Result<Arc<R>, RuleFault> {
        let revision = store::revision(conn).await?;
        let current = self.current();
        if current.rule_set().revision() == revision {
            return Ok(current);
        }
        let rows = store::approved(conn).await?;
        let rules = match self.build(&rows) {
            Ok(rules) => Arc::new(rules),
            Err(fault) => {
                self.0.is_in_step.store(false, Ordering::Release);
                return Err(fault);
            }
        };
        self.0.current.send_if_modified(|current| {
            let is_newer = current.rule_set().revision() < rules.rule_set().revision();
            if is_newer {
                tracing::info!(
                    from = current.rule_set().revision(),
                    to = rules.rule_set().revision(),
                    "the rules have changed"
                );
                *current = Arc::clone(&rules);
            }
            is_newer
        });
        Ok(rules)
    }

    /// Reads what was approved since, and remembers the files. Says whether anything was new.
    pub(super) async fn read(&self, database: &Database) -> Result<bool, RuleFault> {
        let mut conn = database.connection(&Scope::Nothing).await?;
        let before = self.current().rule_set().revision();
        let was_in_step = self.0.is_in_step.load(Ordering::Acquire);
        let rules = self.catch_up(&mut conn).await?;
        if !was_in_step {
            store::remember_files(&mut conn, &self.0.files_digest, &self.0.source.files).await?;
            self.0.is_in_step.store(true, Ordering::Release);
        }
        Ok(!was_in_step || rules.rule_set().revision() != before)
    }

    /// Rules as of then: those whose digest a stored result names. Rules that only a later release brought are added
    /// as that release has them, because the program asks for them now; what stood there then is as it was.
    pub async fn as_of(&self, conn: &mut Pg, digest: &str) -> Result<Arc<R>, RuleFault> {
        let current = self.current();
        if current.rule_set().digest() == digest {
            return Ok(current);
        }
        let amendments = store::amendments(&store::approved(conn).await?)?;
        for known in store::known_files(conn).await? {
            let Some(revision) = revision_of(&known, &amendments, digest) else {
                continue;
            };
            let files = store::files_of(conn, &known).await?;
            let then: Vec<Amendment> = amendments
                .into_iter()
                .take_while(|amendment| amendment.revision <= revision)
                .collect();
            let rules = completed(&files, &self.0.source.files)
                .and_then(|files| (self.0.source.load)(&files, &then))
                .map_err(|error| RuleFault::Lost(format!("当时的规则（摘要 {digest}）与现在的程序不再相容，无法重算：{error}")))?;
            return Ok(Arc::new(rules));
        }
        Err(RuleFault::Lost(format!("没有找到当时的规则（摘要 {digest}），无法重算")))
    }

    /// The rules with these changes; a contradiction names the change.
    fn build(&self, rows: &[ChangeRow]) -> Result<R, RuleFault> {
        let source = &self.0.source;
        let amendments = store::amendments(rows)?;
        let error = match (source.load)(&source.files, &amendments) {
            Ok(rules) => return Ok(rules),
            Err(error) => error,
        };
        // Only now is it worth looking for the first change that does not go with the files.
        for (index, row) in rows.iter().enumerate() {
            if let Err(error) = (source.load)(&source.files, &amendments[..=index]) {
                return Err(RuleFault::Contradiction {
                    revision: row.revision.unwrap_or_default(),
                    subject: row.subject.clone(),
                    approver: row.decided_by.clone().unwrap_or_default(),
                    approved_on: row
                        .decided_at
                        .map(|at| crate::clock::local_date(at).to_string())
                        .unwrap_or_default(),
                    reason: error.message,
                });
            }
        }
        Err(error.into())
    }
}

/// [`LiveRules`] of whichever department, for the routes that all have.
pub(super) trait AnyLive: Send + Sync {
    fn snapshot(&self) -> Result<Arc<dyn Ruled>, Problem>;
    fn declared(&self) -> &[Declared];
    fn load(&self, amendments: &[Amendment]) -> Result<Arc<dyn Ruled>, LoadError>;
    fn catch_up<'a>(&'a self, conn: &'a mut Pg) -> futures_util::future::BoxFuture<'a, Result<Arc<dyn Ruled>, RuleFault>>;
}

impl<R: Ruled> AnyLive for LiveRules<R> {
    fn snapshot(&self) -> Result<Arc<dyn Ruled>, Problem> {
        Ok(Self::snapshot(self)?.0)
    }

    fn declared(&self) -> &[Declared] {
        &self.0.source.declared
    }

    fn load(&self, amendments: &[Amendment]) -> Result<Arc<dyn Ruled>, LoadError> {
        let source = &self.0.source;
        Ok(Arc::new((source.load)(&source.files, amendments)?))
    }

    fn catch_up<'a>(&'a self, conn: &'a mut Pg) -> futures_util::future::BoxFuture<'a, Result<Arc<dyn Ruled>, RuleFault>> {
        Box::pin(async move { Ok(Self::catch_up(self, conn).await? as Arc<dyn Ruled>) })
    }
}

/// The rules for one request, the same from its start to its end.
#[derive(Debug)]
pub struct Rules<R>(Arc<R>);

impl<R> Deref for Rules<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.0
    }
}

impl<R: Ruled> FromRequest for Rules<R> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let live = request.app_data::<web::Data<LiveRules<R>>>();
        std::future::ready(match live {
            Some(live) => live.snapshot(),
            None => Err(Problem::internal("no rules are registered")),
        })
    }
}
