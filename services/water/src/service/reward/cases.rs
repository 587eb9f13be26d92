//! Declarations and summaries as cases: the thing decides where it stands, its case follows in the same transaction.

use async_trait::async_trait;
use chrono::NaiveDate;
use platform::{
    Problem,
    case::{self, Actor, By, CaseKind, CaseRow, Command, Holder, NewCase, Policy, Request, Told},
    database::Pg,
    http::access::Role,
    notice::Board,
    rule::LiveRules,
};
use rules::RuleSet;
use uuid::Uuid;

use super::super::{Act, error::UseCaseError};
use crate::{
    api::role::{TOWN_CLERK, TOWN_HEAD, WATER_CLERK, WATER_HEAD},
    domain::reward::rule::RewardRules,
    store::reward::{declaration::DeclarationRow, summary::SummaryRow},
};

/// Kind of case of a declaration.
pub const DECLARATION: &str = "reward_declaration";
/// Kind of case of a town's summary.
pub const SUMMARY: &str = "reward_town_summary";

struct Kind {
    code: &'static str,
    title: &'static str,
    drafters: &'static [Role],
    deciders: &'static [Role],
    attachments_needed: usize,
}

/// The town reviews first, then the county. A photograph of the notice and the sealed sheet: two files at least.
const OF_DECLARATION: Kind = Kind {
    code: DECLARATION,
    title: "村级奖补申报",
    drafters: &[TOWN_CLERK],
    deciders: &[TOWN_HEAD, WATER_HEAD, WATER_CLERK],
    attachments_needed: 2,
};

/// The sealed sheet at least.
const OF_SUMMARY: Kind = Kind {
    code: SUMMARY,
    title: "镇级奖补汇总",
    drafters: &[TOWN_CLERK, TOWN_HEAD],
    deciders: &[WATER_HEAD, WATER_CLERK],
    attachments_needed: 1,
};

fn policy(kind: &Kind, rules: &RewardRules) -> Result<Policy, UseCaseError> {
    let days = rules.case_days.value;
    Ok(Policy {
        kind: kind.code,
        title: kind.title,
        drafters: kind.drafters,
        deciders: kind.deciders,
        needs_acceptance: false,
        may_reject: false,
        has_statement: false,
        attachments_needed: kind.attachments_needed,
        decide_within: days.decide,
        correct_within: days.correct,
        calendar: case::calendar()?,
    })
}

/// The policy of declarations or of summaries, for who attaches files without a request.
pub fn policy_of(rules: &RuleSet, entity: &str, on: NaiveDate) -> Result<Policy, UseCaseError> {
    let kind = if entity == SUMMARY { &OF_SUMMARY } else { &OF_DECLARATION };
    policy(kind, &RewardRules::at(rules, on)?)
}

/// The route has looked after the role.
fn by(act: &Act) -> By<'_> {
    By {
        actor: Actor::Checked(&act.actor),
        now: act.now,
        today: act.today,
    }
}

/// Opens the case of a declaration.
pub(super) async fn open_declaration(
    conn: &mut Pg,
    rules: &RewardRules,
    act: &Act,
    row: &DeclarationRow,
    village: &str,
) -> Result<(), UseCaseError> {
    let new = NewCase {
        entity: DECLARATION,
        entity_id: row.id.to_string(),
        title: format!("{village} {}年奖补申报", row.year),
        link: format!("/work/water/reward-declarations?open={}", row.id),
        units: vec![row.town.clone()],
    };
    case::open(conn, &policy(&OF_DECLARATION, rules)?, &by(act), new).await?;
    Ok(())
}

/// Opens the case of a summary.
pub(super) async fn open_summary(conn: &mut Pg, rules: &RewardRules, act: &Act, row: &SummaryRow, town: &str) -> Result<(), UseCaseError> {
    let new = NewCase {
        entity: SUMMARY,
        entity_id: row.id.to_string(),
        title: format!("{town} {}年奖补汇总", row.year),
        link: format!("/work/water/reward-summaries?open={}", row.id),
        units: vec![row.town.clone()],
    };
    case::open(conn, &policy(&OF_SUMMARY, rules)?, &by(act), new).await?;
    Ok(())
}

/// The declaration has moved: its case follows.
pub(super) async fn follow_declaration(
    conn: &mut Pg,
    rules: &RewardRules,
    act: &Act,
    id: Uuid,
    command: Command,
) -> Result<(), UseCaseError> {
    let policy = policy(&OF_DECLARATION, rules)?;
    case::follow(conn, &policy, (DECLARATION, &id.to_string()), &by(act), command, Told::default()).await?;
    Ok(())
}

/// The summary has moved: its case follows.
pub(super) async fn follow_summary(conn: &mut Pg, rules: &RewardRules, act: &Act, id: Uuid, command: Command) -> Result<(), UseCaseError> {
    let policy = policy(&OF_SUMMARY, rules)?;
    case::follow(conn, &policy, (SUMMARY, &id.to_string()), &by(act), command, Told::default()).await?;
    Ok(())
}

/// The town has filed a declaration: its case goes on to the county's head.
pub(super) fn to_county() -> Command {
    Command::Transfer {
        to: Holder {
            role: WATER_HEAD.code.to_owned(),
            person: None,
        },
        reason: "镇审查汇总后报县".to_owned(),
    }
}

/// Holds the cases of all these declarations before the first audit entry.
pub(super) async fn hold_cases(conn: &mut Pg, declarations: &[DeclarationRow]) -> Result<(), UseCaseError> {
    let ids: Vec<String> = declarations.iter().map(|row| row.id.to_string()).collect();
    case::lock_of_things(conn, DECLARATION, &ids).await?;
    Ok(())
}

/// Both kinds of case. What they need besides a button (signatories, papers) is asked for on their pages.
pub struct RewardCases {
    /// The department's rules.
    pub rules: LiveRules<RuleSet>,
    /// Its notices.
    pub board: Board,
    /// Whether these are the towns' summaries.
    pub is_summary: bool,
}

#[async_trait]
impl CaseKind for RewardCases {
    fn policy(&self, on: NaiveDate) -> Result<Policy, Problem> {
        let rules = RewardRules::at(&*self.rules.snapshot()?, on)?;
        Ok(policy(if self.is_summary { &OF_SUMMARY } else { &OF_DECLARATION }, &rules)?)
    }

    async fn lacking(&self, conn: &mut Pg, case: &CaseRow) -> Result<Vec<String>, Problem> {
        if self.is_summary {
            return Ok(Vec::new());
        }
        let id: Uuid = case.entity_id.parse().map_err(Problem::internal)?;
        let today = By::now(Actor::System("reward")).today;
        let rules = RewardRules::at(&*self.rules.snapshot()?, today)?;
        Ok(super::declaration::missing(conn, &rules, &self.board, id, today).await?)
    }

    async fn perform(&self, conn: &mut Pg, request: Request<'_>) -> Result<CaseRow, Problem> {
        // Who holds it and who is reminded is the case's alone; everything else needs what only its page asks for.
        if !matches!(request.command, Command::Urge { .. }) {
            let detail = "奖补申报和汇总在各自的页面上办理（签字人、盖章材料在那里填写），办理后自动记入事项经过";
            return Err(Problem::conflict("case_follows_reward", detail));
        }
        let policy = self.policy(request.by.today)?;
        let moved = case::step(
            conn,
            &policy,
            request.case.id,
            Some(request.version),
            &request.by,
            request.command,
            Told::default(),
        );
        Ok(moved.await?)
    }
}
