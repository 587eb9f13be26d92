//! Differences of the daily reconciliation as cases: the clerk explains one, the head approves the explanation or sends it
//! back. A difference that a later look no longer finds needs no explanation: its open case is given up.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Problem,
    case::{self, Actor, By, CaseFault, CaseKind, CaseRow, Command, NewCase, Policy, State, Told},
    clock::local_date,
    database::Pg,
    rule::LiveRules,
};
use rules::Money;

use crate::{
    api::role::{FINANCE_CLERK, FINANCE_HEAD},
    domain::{
        reconciliation::{Difference, Fault},
        ruleset::FinanceRules,
        surcharge_income::FUND,
    },
    store::fund,
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
        opens_todos: true,
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
}

/// Opens a case for each difference of a day that has none, and gives up the open cases of those that are gone.
pub async fn follow_day(
    conn: &mut Pg,
    rules: &FinanceRules,
    day: NaiveDate,
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
    for gone in case::open_about(conn, ENTITY, &format!("{day}/")).await? {
        if !wanted.contains_key(&gone.entity_id) {
            let command = Command::Withdraw {
                reason: Some("再次核对时这项差异已经没有了".to_owned()),
            };
            case::step(conn, &policy, gone.id, None, &by, command, Told::default()).await?;
        }
    }
    let keys: Vec<String> = wanted.keys().cloned().collect();
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
