//! Compares a day of surcharge with water, payment by payment. When water is down the run is kept and goes on later. A
//! day is looked at again each night as long as it lies in the window: payments are registered late, messages come late.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use platform::{
    Database,
    audit::{self, Change},
    case::CaseFault,
    clock::local_date,
    database::{DatabaseError, Pg, Scope},
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
        ruleset::FinanceRules,
    },
    service::{difference_case, metrics},
    store::{
        reconciliation::{self, RunRow},
        surcharge_income,
    },
};

/// Most pages that are read for a day: 200,000 items.
const MOST_PAGES: usize = 1_000;
/// China Standard Time, without daylight saving.
const HOURS_AHEAD_OF_UTC: i64 = 8;

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
    /// Water did not answer, or not with what was asked for.
    #[error("the water department gave no answer about {day}")]
    NoAnswer {
        /// The run that stays pending; none when a day was only looked at again.
        run: Option<Uuid>,
        /// The day.
        day: NaiveDate,
        /// What went wrong.
        #[source]
        reason: PeerError,
    },
    /// Water's list never ends.
    #[error("water's list for {day} has more than {MOST_PAGES} pages or repeats itself")]
    Endless {
        /// The run that stays pending; none when a day was only looked at again.
        run: Option<Uuid>,
        /// The day.
        day: NaiveDate,
    },
    /// The totals are too large.
    #[error(transparent)]
    TooLarge(#[from] TotalTooLarge),
    /// The case of a difference.
    #[error(transparent)]
    Case(#[from] CaseFault),
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
    window: u32,
    rules: Arc<FinanceRules>,
}

/// A run with water's answer, to be compared and completed in a transaction.
#[derive(Debug)]
pub struct AnsweredRun {
    run: RunRow,
    water: Vec<Item>,
}

impl Reconciler {
    /// A reconciler that asks `water`, and looks at each of the last `window` days again.
    pub fn new(database: Database, water: Option<Peer>, window: u32, rules: Arc<FinanceRules>) -> Self {
        Self {
            database,
            water,
            window: window.max(1),
            rules,
        }
    }

    /// Where the runs are kept.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Whether water can be asked at all.
    pub fn is_configured(&self) -> bool {
        self.water.is_some()
    }

    /// Goes on with a day's pending run, or makes a new one, and asks water. Holds no transaction while water answers.
    pub async fn ask(&self, day: NaiveDate, actor: &str, now: DateTime<Utc>) -> Result<AnsweredRun, ReconcileError> {
        let water = self.water_for(day, now)?;
        let run = {
            let mut conn = self.database.connection(&Scope::All).await?;
            reconciliation::open(&mut conn, RunId::from(Uuid::now_v7()), day, actor, now).await?
        };
        match ask(water, Some(run.id), day).await {
            Ok(water) => Ok(AnsweredRun { run, water }),
            Err(error) => {
                let mut conn = self.database.connection(&Scope::All).await?;
                reconciliation::note_failure(&mut conn, RunId::from(run.id), &platform::telemetry::chain(&error)).await?;
                Err(error)
            }
        }
    }

    /// Compares and completes the run. What somebody else has completed meanwhile stays as it is.
    pub async fn complete(&self, conn: &mut Pg, answered: &AnsweredRun, actor: &str, now: DateTime<Utc>) -> Result<RunRow, ReconcileError> {
        let (id, day) = (RunId::from(answered.run.id), answered.run.day);
        let finance = surcharge_income::items_of(conn, day).await?;
        let result = compare(&answered.water, &finance)?;
        if reconciliation::complete(conn, id, &result, now).await? {
            difference_case::follow_day(conn, &self.rules, (id, day), &result.differences, now).await?;
            audit::append(conn, change(id, day, &result, actor), now).await?;
        }
        let found = reconciliation::find(conn, id).await?;
        Ok(found.ok_or(diesel::result::Error::NotFound)?)
    }

    /// Gives up a run whose request had its answer meanwhile from the same request sent twice.
    pub async fn withdraw(&self, conn: &mut Pg, answered: &AnsweredRun) -> Result<(), ReconcileError> {
        Ok(reconciliation::withdraw(conn, RunId::from(answered.run.id)).await?)
    }

    /// Reconciles a day by itself. A day that has an outcome is asked for again, and gets a new run only when the outcome
    /// is another one; gives that run.
    pub async fn look_at(&self, day: NaiveDate, actor: &str, now: DateTime<Utc>) -> Result<Option<RunRow>, ReconcileError> {
        let water = self.water_for(day, now)?;
        let (is_pending, has_outcome) = {
            let mut conn = self.database.connection(&Scope::All).await?;
            reconciliation::states_of(&mut conn, day).await?
        };
        if is_pending || !has_outcome {
            let answered = self.ask(day, actor, now).await?;
            let mut tx = self.database.begin(&Scope::All).await?;
            let run = self.complete(&mut tx, &answered, actor, now).await?;
            tx.commit().await?;
            return Ok(Some(run));
        }
        let water = ask(water, None, day).await?;
        let mut tx = self.database.begin(&Scope::All).await?;
        let finance = surcharge_income::items_of(&mut tx, day).await?;
        let result = compare(&water, &finance)?;
        let run = if let Some(run) = reconciliation::confirm(&mut tx, day, &result, now).await? {
            // Where one look was not enough to open all cases, the next one goes on.
            difference_case::follow_day(&mut tx, &self.rules, (run, day), &result.differences, now).await?;
            None
        } else {
            let run = reconciliation::open(&mut tx, RunId::from(Uuid::now_v7()), day, actor, now).await?;
            Some(self.complete(&mut tx, &AnsweredRun { run, water }, actor, now).await?)
        };
        tx.commit().await?;
        Ok(run)
    }

    /// The days that are to be looked at on a day: pending ones, and of the window every one that has not been looked at
    /// since the day began, up to the day before it and not before the first that the books know of.
    pub async fn days_due(&self, today: NaiveDate) -> Result<Vec<NaiveDate>, ReconcileError> {
        let Some(yesterday) = today.pred_opt() else { return Ok(Vec::new()) };
        let oldest = today.checked_sub_days(Days::new(self.window.into())).unwrap_or(yesterday);
        let mut conn = self.database.connection(&Scope::All).await?;
        let first = reconciliation::first_day(&mut conn)
            .await?
            .unwrap_or(yesterday)
            .clamp(oldest, yesterday);
        let pending = reconciliation::pending_days(&mut conn).await?;
        let seen = reconciliation::days_seen_since(&mut conn, first, start_of(today)).await?;
        let differences = reconciliation::count_differences(&mut conn, first).await?;
        metrics::PENDING_RECONCILIATIONS.set(i64::try_from(pending.len()).unwrap_or(i64::MAX));
        metrics::RECONCILIATION_DIFFERENCES.set(differences);
        let unseen = first
            .iter_days()
            .take_while(|day| *day <= yesterday)
            .filter(|day| !seen.contains(day));
        let days: BTreeSet<_> = pending.into_iter().chain(unseen).collect();
        Ok(days.into_iter().collect())
    }

    fn water_for(&self, day: NaiveDate, now: DateTime<Utc>) -> Result<&Peer, ReconcileError> {
        let today = local_date(now);
        if day > today {
            return Err(ReconcileError::FutureDay { day, today });
        }
        self.water.as_ref().ok_or(ReconcileError::NotConfigured)
    }
}

/// When a day begins in the county.
fn start_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(HOURS_AHEAD_OF_UTC)
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
async fn ask(water: &Peer, run: Option<Uuid>, day: NaiveDate) -> Result<Vec<Item>, ReconcileError> {
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
