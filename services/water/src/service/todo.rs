//! What waits for whom at the water bureau. What a change brings about is opened and closed with it; what time or many
//! small changes bring about (meters that fall due, bills that wait) a job finds by looking.

use std::{collections::BTreeMap, time::Duration};

use chrono::NaiveDate;
use diesel::QueryResult;
use platform::{
    Database, Scope,
    database::Pg,
    job::JobName,
    rule::LiveRules,
    service::Job,
    telemetry,
    todo::{self, Todo},
};
use rules::RuleSet;
use uuid::Uuid;

use super::{Act, due_meter::list_due_meters, error::UseCaseError};
use crate::{
    api::role::{SUPPLY_OPERATOR, WATER_BILLING_CLERK, WATER_CLERK},
    domain::{
        bill::BillStatus,
        code::Coded,
        meter::{Due, MeteringRules},
    },
    store::{
        billing::{
            report::{self, WaitingBills},
            run::RunRow,
        },
        meter,
    },
};

/// The job.
const JOB: JobName = JobName {
    name: "refresh_todos",
    title: "到期水表与待办账单提醒",
};
/// Meters looked at for the reminder; more are said as "and more".
const MOST_METERS: usize = 20_000;

/// A run was previewed: it waits to be confirmed, instead of an earlier preview of the same period and company.
pub async fn run_previewed(conn: &mut Pg, act: &Act, row: &RunRow) -> QueryResult<()> {
    let todo = Todo {
        key: confirm_key(row),
        kind: "billing_run.confirm",
        title: format!("确认 {} 计费批次（{} 户）", row.period, row.user_count),
        link: format!("/work/water/runs/{}", row.id),
        audience: WATER_BILLING_CLERK.into(),
        unit: row.supplier.clone(),
        due_on: None,
    };
    todo::open(conn, &todo, act.now).await
}

/// A run was confirmed: other previews of the same period and company wait for nobody any more.
pub async fn run_confirmed(conn: &mut Pg, act: &Act, row: &RunRow) -> QueryResult<()> {
    todo::close(conn, &confirm_key(row), act.now).await
}

fn confirm_key(row: &RunRow) -> String {
    format!("billing_run:{}:{}:confirm", row.period, row.supplier.as_deref().unwrap_or("all"))
}

fn stalled_key(id: Uuid) -> String {
    format!("billing_run:{id}:stalled")
}

/// A confirmed run cannot go on by itself.
pub async fn run_stalled(conn: &mut Pg, act: &Act, row: &RunRow) -> QueryResult<()> {
    let todo = Todo {
        key: stalled_key(row.id),
        kind: "billing_run.stalled",
        title: format!("{} 计费批次停下了，请查看原因", row.period),
        link: format!("/work/water/runs/{}", row.id),
        audience: WATER_BILLING_CLERK.into(),
        unit: row.supplier.clone(),
        due_on: None,
    };
    todo::open(conn, &todo, act.now).await
}

/// A run goes on, or is done.
pub async fn run_goes_on(conn: &mut Pg, act: &Act, id: Uuid) -> QueryResult<()> {
    todo::close(conn, &stalled_key(id), act.now).await
}

/// Looks now and then for what waits.
pub fn job(database: Database, rules: LiveRules<RuleSet>, every_seconds: u64) -> Job {
    let every = Duration::from_secs(every_seconds);
    Box::new(move |cancel| {
        Box::pin(async move {
            while !cancel.is_cancelled() {
                let run = JOB.begin();
                let outcome = refresh(&database, &rules.current(), &Act::job(JOB.name)).await;
                run.end(&database, outcome.as_ref().err().map(|error| error as _)).await;
                if let Err(error) = outcome {
                    tracing::warn!(error = %telemetry::chain(&error), "to-dos could not be brought up to date; it is tried again");
                }
                tokio::select! {
                    () = cancel.cancelled() => {}
                    () = tokio::time::sleep(every) => {}
                }
            }
        })
    })
}

/// Brings the to-dos about bills and meters to what the day finds.
pub async fn refresh(database: &Database, rules: &RuleSet, act: &Act) -> Result<(), UseCaseError> {
    let mut tx = database.begin(&Scope::All).await?;
    let bills: Vec<Todo> = report::waiting_bills(&mut tx).await?.into_iter().map(of_bills).collect();
    todo::keep(&mut tx, "bills:", &bills, act.now).await?;
    tx.commit().await?;

    let mut tx = database.begin(&Scope::All).await?;
    let meters = of_meters(&mut tx, rules, act.today).await?;
    todo::keep(&mut tx, "meters:due:", &meters, act.now).await?;
    tx.commit().await?;
    Ok(())
}

fn of_bills(bills: WaitingBills) -> Todo {
    let WaitingBills { supplier, state, count } = bills;
    let (kind, what) = if state == BillStatus::Overdue.code() {
        ("bill.collect", "逾期未缴，请催缴")
    } else {
        ("bill.notify", "已出账、尚未通知用户")
    };
    Todo {
        key: format!("bills:{state}:{supplier}"),
        kind,
        title: format!("{count} 张账单{what}"),
        link: format!("/work/water/bills?state={state}&supplier={supplier}"),
        audience: WATER_BILLING_CLERK.into(),
        unit: Some(supplier),
        due_on: None,
    }
}

/// Meters that must be replaced or verified soon, by who has to see to it: the supply company, or the bureau for users
/// with a source of their own.
async fn of_meters(conn: &mut Pg, rules: &RuleSet, today: NaiveDate) -> Result<Vec<Todo>, UseCaseError> {
    let metering = MeteringRules::at(rules, today)?;
    let Some(within) = metering.due_windows.value.iter().min().copied() else {
        return Ok(Vec::new());
    };
    let found = list_due_meters(conn, &metering, today, within, None, MOST_METERS + 1).await?;
    let ids: Vec<Uuid> = found.iter().map(|due| due.meter.id).collect();
    let suppliers = meter::suppliers_of(conn, &ids).await?;
    let mut groups: BTreeMap<Option<String>, (usize, Option<NaiveDate>)> = BTreeMap::new();
    for due in &found {
        let group = groups.entry(suppliers.get(&due.meter.id).cloned().flatten()).or_default();
        group.0 += 1;
        if let Due::On { day, .. } = due.due {
            group.1 = Some(group.1.map_or(day, |earliest| earliest.min(day)));
        }
    }
    let and_more = if found.len() > MOST_METERS { "以上" } else { "" };
    let todo = |(supplier, (count, due_on)): (Option<String>, (usize, Option<NaiveDate>))| Todo {
        key: format!("meters:due:{}", supplier.as_deref().unwrap_or("self_supplied")),
        kind: "meter.verify",
        title: format!("{count}{and_more} 块水表 {within} 天内到期、已超期或未检定"),
        link: "/work/water/meters?view=due".to_owned(),
        audience: if supplier.is_some() {
            SUPPLY_OPERATOR.into()
        } else {
            WATER_CLERK.into()
        },
        unit: supplier,
        due_on,
    };
    Ok(groups.into_iter().map(todo).collect())
}
