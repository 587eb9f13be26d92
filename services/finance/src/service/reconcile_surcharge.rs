//! Compares a day of surcharge with water, payment by payment. When water is down the run is kept and goes on later.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database,
    audit::{self, Change},
    clock::local_date,
    database::{DatabaseError, Scope},
    http::page::Page,
    peer::{Peer, PeerError},
};
use rules::Money;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::{
    domain::{
        id::RunId,
        reconciliation::{Item, ItemKind, Reconciliation, TotalTooLarge, compare},
    },
    service::metrics,
    store::{
        reconciliation::{self, DifferenceRow, RunRow},
        surcharge_income,
    },
};

/// Most pages that are read for a day: 200,000 items.
const MOST_PAGES: usize = 1_000;

/// One of water's items of a day, as `GET /v1/surcharge-collections?date=` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WaterItem {
    /// Payment.
    pub payment_id: Uuid,
    /// Whether it was collected or reversed on the day.
    pub kind: ItemKind,
    /// Its surcharge, yuan.
    pub surcharge_amount: Money,
}

impl From<WaterItem> for Item {
    fn from(item: WaterItem) -> Self {
        Self {
            kind: item.kind,
            payment: item.payment_id.into(),
            amount: item.surcharge_amount,
        }
    }
}

/// Why a day could not be reconciled.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    /// The day has not come.
    #[error("{day} 还没有到，今天是 {today}：只能核对今天及以前的日子")]
    FutureDay {
        /// The day.
        day: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// Water cannot be asked, because the service has no address or no identity for it.
    #[error("本服务没有配置县水利局的地址（peers.water.url）或自己的身份密钥（identity.key_file），不能核对")]
    NotConfigured,
    /// Water did not answer, or not with what was asked for. The run stays pending.
    #[error("the water department gave no answer; run {run} stays pending")]
    NoAnswer {
        /// The pending run.
        run: Uuid,
        /// The day.
        day: NaiveDate,
        /// What went wrong.
        #[source]
        reason: PeerError,
    },
    /// Water's list never ends. The run stays pending.
    #[error("water's list for {day} has more than {MOST_PAGES} pages or repeats itself; run {run} stays pending")]
    Endless {
        /// The pending run.
        run: Uuid,
        /// The day.
        day: NaiveDate,
    },
    /// The totals are too large.
    #[error(transparent)]
    TooLarge(#[from] TotalTooLarge),
    /// The database.
    #[error(transparent)]
    Store(#[from] DatabaseError),
}

impl From<diesel::result::Error> for ReconcileError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Reconciles days. Cheap to clone.
#[derive(Clone)]
pub struct Reconciler {
    database: Database,
    water: Option<Peer>,
}

impl Reconciler {
    /// A reconciler that asks `water`.
    pub fn new(database: Database, water: Option<Peer>) -> Self {
        Self { database, water }
    }

    /// Whether water can be asked at all.
    pub fn is_configured(&self) -> bool {
        self.water.is_some()
    }

    /// Reconciles a day: goes on with its pending run, or makes a new one.
    pub async fn reconcile(&self, day: NaiveDate, actor: &str, now: DateTime<Utc>) -> Result<(RunRow, Vec<DifferenceRow>), ReconcileError> {
        let today = local_date(now);
        if day > today {
            return Err(ReconcileError::FutureDay { day, today });
        }
        let water = self.water.as_ref().ok_or(ReconcileError::NotConfigured)?;
        let run = self.open(day, actor, now).await?;
        let id = RunId::from(run.id);
        match ask(water, run.id, day).await {
            Ok(items) => self.complete(id, day, &items, actor, now).await,
            Err(error) => {
                let mut conn = self.database.connection(&Scope::All).await?;
                reconciliation::note_failure(&mut conn, id, &platform::telemetry::chain(&error)).await?;
                Err(error)
            }
        }
    }

    /// The days that are still to be reconciled before a day: pending ones, and all since the latest that was
    /// reconciled after its end, the day before included.
    pub async fn days_due(&self, today: NaiveDate) -> Result<Vec<NaiveDate>, ReconcileError> {
        /// A service that was off for longer is reconciled by hand beyond this.
        const MOST_DAYS: usize = 31;
        let Some(yesterday) = today.pred_opt() else { return Ok(Vec::new()) };
        let mut conn = self.database.connection(&Scope::All).await?;
        let pending = reconciliation::pending_days(&mut conn).await?;
        metrics::PENDING_RECONCILIATIONS.set(i64::try_from(pending.len()).unwrap_or(i64::MAX));
        let first_unseen = match reconciliation::latest_final_day(&mut conn, yesterday).await? {
            Some(latest) => latest.succ_opt(),
            None => Some(yesterday),
        };
        let unseen = first_unseen
            .into_iter()
            .flat_map(|first| first.iter_days().take_while(|day| *day <= yesterday));
        let days: BTreeSet<_> = pending.into_iter().chain(unseen.take(MOST_DAYS)).collect();
        Ok(days.into_iter().collect())
    }

    async fn open(&self, day: NaiveDate, actor: &str, now: DateTime<Utc>) -> Result<RunRow, ReconcileError> {
        let mut conn = self.database.connection(&Scope::All).await?;
        Ok(reconciliation::open(&mut conn, RunId::from(Uuid::now_v7()), day, actor, now).await?)
    }

    async fn complete(
        &self,
        id: RunId,
        day: NaiveDate,
        water: &[Item],
        actor: &str,
        now: DateTime<Utc>,
    ) -> Result<(RunRow, Vec<DifferenceRow>), ReconcileError> {
        let mut tx = self.database.begin(&Scope::All).await?;
        let finance = surcharge_income::items_of(&mut tx, day).await?;
        let result = compare(water, &finance)?;
        if reconciliation::complete(&mut tx, id, &result, now).await? {
            audit::append(&mut tx, change(id, day, &result, actor), now).await?;
            metrics::RECONCILIATION_DIFFERENCES.set(i64::try_from(result.differences.len()).unwrap_or(i64::MAX));
        }
        let found = reconciliation::find(&mut tx, id).await?;
        tx.commit().await?;
        Ok(found.ok_or(diesel::result::Error::NotFound)?)
    }
}

fn change<'a>(id: RunId, day: NaiveDate, result: &Reconciliation, actor: &'a str) -> Change<'a> {
    Change {
        actor,
        action: "reconciliation.complete",
        entity: "reconciliation_run",
        entity_id: id.to_string(),
        before: None,
        after: Some(
            json!({ "day": day, "water": result.water.net, "finance": result.finance.net, "differences": result.differences.len() }),
        ),
    }
}

/// Reads all pages of water's day.
async fn ask(water: &Peer, run: Uuid, day: NaiveDate) -> Result<Vec<Item>, ReconcileError> {
    let mut items: Vec<Item> = Vec::new();
    let mut cursors = BTreeSet::new();
    let mut path = format!("/v1/surcharge-collections?date={day}&limit=200");
    while cursors.len() < MOST_PAGES {
        let page: Page<WaterItem> = water
            .get(&path)
            .await
            .map_err(|reason| ReconcileError::NoAnswer { run, day, reason })?;
        items.extend(page.items.into_iter().map(Item::from));
        let Some(cursor) = page.next_cursor else { return Ok(items) };
        path = format!("/v1/surcharge-collections?date={day}&limit=200&cursor={cursor}");
        if !cursors.insert(cursor) {
            break;
        }
    }
    Err(ReconcileError::Endless { run, day })
}
