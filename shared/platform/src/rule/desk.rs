//! What a department adds to the common routes: who keeps its rules, which stored results rest on which rule, and what a
//! change would have done to them.

use std::sync::Arc;

use actix_web::web::{self, ServiceConfig};
use chrono::NaiveDate;
use diesel::QueryResult;
use futures_util::future::BoxFuture;
use rules::{Change, Money, RuleSet};
use serde::Serialize;
use utoipa::ToSchema;

use super::live::{AnyLive, LiveRules, Ruled};
use crate::{
    Problem,
    database::Pg,
    http::access::{Principal, Role},
};

/// Who keeps a department's rules.
#[derive(Debug, Clone, Copy)]
pub struct RuleKeepers {
    /// Name of the service, as in the addresses of the front end.
    pub service: &'static str,
    /// Who sees drafts and what ends soon.
    pub read: &'static [Role],
    /// Who drafts changes.
    pub draft: &'static [Role],
    /// Who approves or returns what somebody else has drafted.
    pub decide: &'static [Role],
}

impl RuleKeepers {
    /// Whether a person decides about changes.
    pub(super) fn decides(&self, principal: &Principal) -> bool {
        self.decide.iter().any(|role| principal.has(*role))
    }
}

/// Stored results that rest on a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The last day whose rules they used.
    pub through: NaiveDate,
    /// What they are, for a person: `2026Q3 的账单`.
    pub by: String,
}

/// What only the department knows of its rules.
pub trait RuleUse: Send + Sync + 'static {
    /// Why a key can be changed by the rule files only; none where it can be changed at run time.
    fn fixed(&self, _key: &str) -> Option<&'static str> {
        None
    }

    /// Up to which day stored results rest on any of these keys. The connection sees all rows.
    fn used_through<'a>(&'a self, conn: &'a mut Pg, keys: &'a [String]) -> BoxFuture<'a, QueryResult<Option<Used>>>;

    /// What a change would have done to the last stored results, as far as the connection sees them.
    fn impact<'a>(&'a self, conn: &'a mut Pg, before: &'a RuleSet, change: &'a Change) -> BoxFuture<'a, Result<Impact, Problem>>;
}

/// For departments that store no results yet.
#[derive(Debug, Clone, Copy)]
pub struct NoStoredResults;

impl RuleUse for NoStoredResults {
    fn used_through<'a>(&'a self, _: &'a mut Pg, _: &'a [String]) -> BoxFuture<'a, QueryResult<Option<Used>>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    fn impact<'a>(&'a self, _: &'a mut Pg, _: &'a RuleSet, _: &'a Change) -> BoxFuture<'a, Result<Impact, Problem>> {
        let reason = "本部门只用规则作即时计算和查询，没有登记的计算结果，因此没有可以重算比较的记录";
        Box::pin(std::future::ready(Ok(Impact::Nothing { reason: reason.to_owned() })))
    }
}

/// What a change would have done.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Impact {
    /// There is nothing to compare, and why.
    Nothing {
        /// Why, for a person.
        reason: String,
    },
    /// Stored results were computed again, and nothing was stored.
    Figures(ImpactFigures),
}

/// Stored results, and what they would have been.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImpactFigures {
    /// What was compared, for a person: `2026Q3 的账单，累进加价`.
    pub what: String,
    /// How many there are.
    pub total: i64,
    /// How many were computed again.
    pub computed: i64,
    /// The most that are computed again at once.
    pub most: i64,
    /// Their sum as stored, yuan.
    #[schema(value_type = String)]
    pub before: Money,
    /// Their sum by the changed rule, yuan.
    #[schema(value_type = String)]
    pub after: Money,
    /// How many would be higher.
    pub higher: i64,
    /// How many would be lower.
    pub lower: i64,
    /// How many could not be computed by the changed rule.
    pub refused: i64,
    /// Those that would change most.
    pub most_affected: Vec<ImpactItem>,
}

/// One stored result.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImpactItem {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Whose it is.
    pub name: String,
    /// As stored, yuan.
    #[schema(value_type = String)]
    pub before: Money,
    /// By the changed rule, yuan.
    #[schema(value_type = String)]
    pub after: Money,
}

/// A department's rules, for the routes that all departments have. Cheap to clone.
#[derive(Clone)]
pub struct RuleDesk {
    pub(super) live: Arc<dyn AnyLive>,
    pub(super) usage: Arc<dyn RuleUse>,
    pub(super) keepers: RuleKeepers,
}

impl RuleDesk {
    /// The rules as they stand now.
    pub(crate) fn snapshot(&self) -> Result<Arc<dyn Ruled>, Problem> {
        self.live.snapshot()
    }
}

impl<R: Ruled> LiveRules<R> {
    /// What the handlers of a service take as `web::Data`: call the result with its configuration.
    pub fn state(&self, keepers: RuleKeepers, usage: impl RuleUse) -> impl Fn(&mut ServiceConfig) + Clone + Send + 'static {
        let live = web::Data::new(self.clone());
        let desk = web::Data::new(RuleDesk {
            live: Arc::new(self.clone()),
            usage: Arc::new(usage),
            keepers,
        });
        move |app: &mut ServiceConfig| {
            app.app_data(live.clone());
            app.app_data(desk.clone());
        }
    }
}
