//! Differences of the daily reconciliation as cases: the clerk explains one, the head approves the explanation or sends it
//! back. A difference that a later look no longer finds needs no explanation: its open case is given up.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use platform::{
    Problem,
    case::{self, Actor, By, CaseFault, CaseKind, CaseRow, Command, NewCase, Policy, Request, State, Told},
    clock::local_date,
    database::Pg,
    rule::LiveRules,
    todo::{self, Todo},
};
use rules::Money;

use crate::{
    api::role::{FINANCE_CLERK, FINANCE_HEAD},
    domain::{
        id::RunId,
        reconciliation::{Difference, Fault},
        ruleset::FinanceRules,
        surcharge_income::FUND,
    },
    store::{
        fund,
        reconciliation::{self, DifferenceRow},
    },
};

/// Code of the kind of case.
pub const KIND: &str = "reconciliation_difference";
/// Kind of the thing that these cases are about.
pub const ENTITY: &str = "reconciliation_difference";
/// Who opens and gives up these cases.
const ACTOR: &str = "system:reconciliation";
/// Most cases that one look at a day opens: where more is wrong, a message is missing, and no explanation helps.
pub const MOST_OPENED: usize = 200;

/// A difference of a day by what it says: another amount is another difference.
pub fn key_of(day: NaiveDate, difference: &Difference) -> String {
    let fen = |amount: Option<Money>| amount.map(Money::fen);
    key(
        day,
        difference.payment,
        difference.kind.as_str(),
        difference.fault.as_str(),
        (fen(difference.water), fen(difference.finance)),
    )
}

/// The same from its parts, as the database has them.
pub fn key(
    day: NaiveDate,
    payment: impl std::fmt::Display,
    kind: &str,
    fault: &str,
    (water, finance): (Option<i64>, Option<i64>),
) -> String {
    let fen = |amount: Option<i64>| amount.map_or_else(|| "-".to_owned(), |fen| fen.to_string());
    format!("{day}/{payment}/{kind}/{fault}/{}/{}", fen(water), fen(finance))
}

fn policy(rules: &FinanceRules) -> Policy {
    let days = rules.case_days();
    Policy {
        kind: KIND,
        title: "对账差异核定",
        drafters: &[FINANCE_CLERK],
        deciders: &[FINANCE_HEAD],
        needs_acceptance: false,
        // A difference stays one until it is explained.
        may_reject: false,
        has_statement: true,
        attachments_needed: 1,
        decide_within: days.decide,
        correct_within: days.correct,
        calendar: Arc::clone(rules.calendar()),
    }
}

/// The kind of case.
pub struct DifferenceCases {
    /// The department's rules.
    pub rules: LiveRules<FinanceRules>,
}

#[async_trait]
impl CaseKind for DifferenceCases {
    fn policy(&self, _on: NaiveDate) -> Result<Policy, Problem> {
        let rules = self.rules.snapshot()?;
        Ok(policy(&rules))
    }

    async fn perform(&self, conn: &mut Pg, request: Request<'_>) -> Result<CaseRow, Problem> {
        let Request {
            case,
            version,
            by,
            command,
        } = request;
        let comes_to_the_clerk = match command {
            Command::Submit => Some(false),
            Command::Return { .. } | Command::Withdraw { .. } => Some(true),
            _ => None,
        };
        if let (Some(is_hers), Some(day)) = (comes_to_the_clerk, day_of(&case.entity_id)) {
            follow_step(conn, day, &case.entity_id, is_hers, by.now).await?;
        }
        let policy = self.policy(by.today)?;
        Ok(case::step(conn, &policy, case.id, Some(version), &by, command, Told::default()).await?)
    }
}

/// The day of a difference, from its key.
fn day_of(key: &str) -> Option<NaiveDate> {
    key.split_once('/')?.0.parse().ok()
}

/// Opens a case for each difference of a day that has none, gives up the open cases of those that are gone, and reminds
/// the clerk of what is hers to explain. `run`: where the day's differences are shown.
pub async fn follow_day(
    conn: &mut Pg,
    rules: &FinanceRules,
    (run, day): (RunId, NaiveDate),
    differences: &[Difference],
    now: DateTime<Utc>,
) -> Result<(), CaseFault> {
    let policy = policy(rules);
    let by = By {
        actor: Actor::System(ACTOR),
        now,
        today: local_date(now),
    };
    let wanted: BTreeMap<String, &Difference> = differences.iter().map(|found| (key_of(day, found), found)).collect();
    let keys: Vec<String> = wanted.keys().cloned().collect();
    reconciliation::hold_day(conn, day).await?;
    let open = case::lock_open_about(conn, ENTITY, &format!("{day}/")).await?;
    let waiting = unexplained(conn, &keys).await?;
    remind(conn, run, day, waiting, now).await?;
    for gone in open.iter().filter(|case| !wanted.contains_key(&case.entity_id)) {
        let command = Command::Withdraw {
            reason: Some("再次核对时这项差异已经没有了".to_owned()),
        };
        case::step(conn, &policy, gone.id, None, &by, command, Told::default()).await?;
    }
    let known = case::of_things(conn, ENTITY, &keys).await?;
    let has_case = |key: &str| {
        known
            .iter()
            .any(|case| case.entity_id == key && case.state != State::Withdrawn.code())
    };
    let unit = fund::unit_of(conn, FUND.as_str()).await?;
    for (key, difference) in wanted.iter().filter(|(key, _)| !has_case(key)).take(MOST_OPENED) {
        let new = NewCase {
            entity: ENTITY,
            entity_id: key.clone(),
            title: title(day, difference),
            link: format!("/work/finance/reconciliations?from={day}&to={day}"),
            units: vec![unit.clone()],
        };
        case::open(conn, &policy, &by, new).await?;
    }
    Ok(())
}

/// How many of these differences the clerk has not explained: none has asked the head yet, or he has sent it back.
async fn unexplained(conn: &mut Pg, keys: &[String]) -> Result<usize, CaseFault> {
    let is_explained = |case: &CaseRow| {
        [State::Submitted, State::Accepted, State::Approved]
            .iter()
            .any(|state| case.state == state.code())
    };
    let explained = case::of_things(conn, ENTITY, keys)
        .await?
        .iter()
        .filter(|case| is_explained(case))
        .count();
    Ok(keys.len().saturating_sub(explained))
}

/// A case is about to leave the clerk's hands or to come into them. Before the step, whose audit entry comes last.
async fn follow_step(conn: &mut Pg, day: NaiveDate, key: &str, is_hers: bool, now: DateTime<Utc>) -> Result<(), CaseFault> {
    reconciliation::hold_day(conn, day).await?;
    let Some(run) = reconciliation::newest_completed(conn, day).await? else {
        return Ok(());
    };
    let run = RunId::from(run.id);
    let found = reconciliation::find_differences(conn, run, None, i64::MAX).await?;
    let key_of = |row: &DifferenceRow| self::key(day, row.payment_id, &row.kind, &row.fault, (row.water_fen, row.finance_fen));
    let mut others: Vec<String> = found.iter().map(key_of).collect();
    let all = others.len();
    others.retain(|other| other != key);
    let own = usize::from(is_hers && others.len() < all);
    let waiting = unexplained(conn, &others).await? + own;
    Ok(remind(conn, run, day, waiting, now).await?)
}

/// What the clerk has to explain of a day.
async fn remind(conn: &mut Pg, run: RunId, day: NaiveDate, waiting: usize, now: DateTime<Utc>) -> QueryResult<()> {
    let key = format!("reconciliation:{day}");
    if waiting == 0 {
        return todo::close(conn, &key, now).await;
    }
    let todo = Todo {
        key,
        kind: "reconciliation.clear",
        title: format!("{day} 与县水利局对账有 {waiting} 处差异待说明"),
        link: format!("/work/finance/reconciliations?open={run}"),
        audience: FINANCE_CLERK.into(),
        unit: None,
        due_on: None,
    };
    todo::open(conn, &todo, now).await
}

fn title(day: NaiveDate, difference: &Difference) -> String {
    let amount = |amount: Option<Money>| amount.map_or_else(|| "无".to_owned(), |amount| format!("{amount}元"));
    let fault = match difference.fault {
        Fault::MissingAtFinance => "财政未入账",
        Fault::MissingAtWater => "水利无此笔",
        Fault::AmountDiffers => "金额不一致",
        Fault::RepeatedAtWater => "水利重复列出",
    };
    format!(
        "{day} {}{fault}：水利{}，财政{}（缴款 {}）",
        difference.kind,
        amount(difference.water),
        amount(difference.finance),
        difference.payment
    )
}

/// The latest case about each of these differences, by key.
pub async fn cases_of(conn: &mut Pg, keys: &[String]) -> Result<BTreeMap<String, CaseRow>, CaseFault> {
    let found = case::of_things(conn, ENTITY, keys).await?;
    Ok(found.into_iter().map(|case| (case.entity_id.clone(), case)).collect())
}
