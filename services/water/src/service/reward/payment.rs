//! What is paid for a year (附件8 第五条、第六条), asked of finance (flow S2): one person drafts, another approves.

use std::collections::{BTreeSet, HashMap};

use contracts::finance::{PayeeAccountV1, PaymentItemV1, PaymentLineV1, PaymentRequestedV1};
use platform::{database::Pg, notice::Board, outbox};
use rules::{Money, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    super::{
        Act,
        error::{Conflict, UseCaseError},
    },
    money, refuse_open_objections, rules_of_year,
};
use crate::{
    domain::{
        code::Coded,
        irrigation::District,
        reward::{
            Grade, Subject,
            award::{Available, Award, Entitled, in_full, within},
            declaration::DeclarationState,
            rule::RewardRules,
        },
        ruleset::WATER_SAVING,
        town::Town,
    },
    store::{
        corrupt, decode,
        reward::{
            assessment,
            declaration::{self, DeclarationRow},
            hold_year,
            payment::{self, BudgetRow, LineRow, RequestRow},
            village,
        },
    },
};

/// The fund that subsidy and reward are paid from.
const FUND: &str = "agri_subsidy";
/// What for.
const PURPOSE: &str = "subsidy_and_reward";

/// A request with its lines and the names of the villages.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct PaymentRecord {
    /// The request.
    #[serde(flatten)]
    pub row: RequestRow,
    /// Its lines.
    pub lines: Vec<(LineRow, String)>,
}

/// One request, if in scope.
pub async fn find_payment(conn: &mut Pg, id: Uuid) -> Result<PaymentRecord, UseCaseError> {
    let row = payment::find(conn, id).await?.ok_or(UseCaseError::NotFound("这份拨付申请"))?;
    with_lines(conn, row).await
}

async fn with_lines(conn: &mut Pg, row: RequestRow) -> Result<PaymentRecord, UseCaseError> {
    let lines = payment::lines_of(conn, row.id).await?;
    Ok(PaymentRecord { row, lines })
}

async fn lock(conn: &mut Pg, id: Uuid, version: i32) -> Result<RequestRow, UseCaseError> {
    let row = payment::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这份拨付申请"))?;
    if row.version == version {
        Ok(row)
    } else {
        Err(UseCaseError::Stale(row.version))
    }
}

/// Records the money that there is for a year.
pub async fn record_budget(conn: &mut Pg, act: &Act, year: i32, of: Available, document: String) -> Result<BudgetRow, UseCaseError> {
    hold_year(conn, year).await?;
    let before = payment::budget(conn, year).await?;
    let row = BudgetRow {
        year,
        subsidy_fen: of.subsidy.fen(),
        reward_fen: of.reward.fen(),
        document,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        version: before.as_ref().map_or(1, |before| before.version + 1),
    };
    let (subsidy, reward) = asked_for(conn, year).await?;
    if of.subsidy < subsidy || of.reward < reward {
        let detail = format!("{year}年已申请拨付补贴 {subsidy} 元、奖励 {reward} 元，资金不能少于已申请的数额");
        return Err(Conflict::new("budget_below_requested", detail).into());
    }
    payment::put_budget(conn, &row).await?;
    act.audit(conn, "reward_budget.record", "reward_budget", year, before.as_ref(), Some(&row))
        .await?;
    Ok(row)
}

/// What has been asked for of a year and not come to nothing: subsidy, reward.
async fn asked_for(conn: &mut Pg, year: i32) -> Result<(Money, Money), UseCaseError> {
    let lines = payment::lines_of_year(conn, year).await?;
    let sum = |of: fn(&LineRow) -> i64| money(lines.iter().map(of).sum());
    Ok((sum(|line| line.subsidy_fen)?, sum(|line| line.reward_fen)?))
}

/// What everybody would get.
#[derive(Debug, Clone)]
pub struct Reckoning {
    /// Money of the year.
    pub budget: Option<BudgetRow>,
    /// Asked for already.
    pub requested: (Money, Money),
    /// Declarations that are approved and not asked for, with what they get.
    pub due: Vec<(DeclarationRow, Award)>,
    /// Declarations that are still on their way, with what they would get in full, at most.
    pub under_way: Vec<(DeclarationRow, Award)>,
    /// What has to be assessed before anything can be asked for.
    pub unassessed: Vec<String>,
    /// Whether the money does not suffice for all.
    pub is_short: bool,
}

/// Reckons a year: approved declarations within the money, those on their way in full.
pub async fn reckon_year(conn: &mut Pg, rules: &RuleSet, act: &Act, year: i32) -> Result<Reckoning, UseCaseError> {
    let of_year = rules_of_year(rules, year, act.today)?;
    let rows = declaration::of_year(conn, year).await?;
    let taken: BTreeSet<Uuid> = payment::lines_of_year(conn, year)
        .await?
        .into_iter()
        .map(|line| line.declaration_id)
        .collect();
    let (approved, open): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .filter(|row| !taken.contains(&row.id))
        .partition(|row| row.state == DeclarationState::Approved.code());
    let (of_approved, unassessed) = grades(conn, year, &approved).await?;
    let (of_open, _) = grades(conn, year, &open).await?;
    let award = |row: DeclarationRow, grades: &HashMap<String, Grade>, unassessed| {
        let award = in_full(&of_year, &entitled(&row, grades, unassessed)?)?;
        Ok::<_, UseCaseError>((row, award))
    };
    let due = approved.into_iter().map(|row| award(row, &of_approved, None));
    let mut due: Vec<_> = due.collect::<Result<_, _>>()?;
    // What is not assessed yet is reckoned with the best grade: money that suffices for that suffices.
    let under_way = open.into_iter().map(|row| award(row, &of_open, Some(Grade::Excellent)));
    let under_way: Vec<_> = under_way.collect::<Result<_, _>>()?;
    let budget = payment::budget(conn, year).await?;
    let requested = asked_for(conn, year).await?;
    let mut is_short = false;
    if let Some(budget) = &budget {
        let left = |there: i64, gone: Money| money((there - gone.fen()).max(0));
        let available = Available {
            subsidy: left(budget.subsidy_fen, requested.0)?,
            reward: left(budget.reward_fen, requested.1)?,
        };
        let need = |of: fn(&Award) -> Money| {
            let all = due.iter().chain(&under_way).map(|(_, award)| of(award));
            Money::checked_sum(all).ok_or_else(|| corrupt("a sum of awards out of range"))
        };
        is_short = need(|award| award.subsidy)? > available.subsidy || need(|award| award.reward)? > available.reward;
        let awards = within(&of_year, due.iter().map(|(_, award)| award.clone()).collect(), available)?;
        for ((_, award), cut) in due.iter_mut().zip(awards) {
            *award = cut;
        }
    }
    Ok(Reckoning {
        budget,
        requested,
        due,
        under_way,
        unassessed,
        is_short,
    })
}

/// Grades of districts and villages that these declarations depend on, and what is not assessed yet.
async fn grades(conn: &mut Pg, year: i32, rows: &[DeclarationRow]) -> Result<(HashMap<String, Grade>, Vec<String>), UseCaseError> {
    let mut grades = HashMap::new();
    let mut unassessed = Vec::new();
    if rows.iter().any(|row| row.district.is_some()) {
        match assessment::confirmed(conn, year, Subject::District, None).await? {
            Some(of) => grades.extend(of.into_iter().map(|(code, grade)| (format!("district:{code}"), grade))),
            None => unassessed.push(format!("{year}年灌区考核（起草并确认）")),
        }
    }
    let towns: BTreeSet<&str> = rows.iter().map(|row| row.town.as_str()).collect();
    for town in towns {
        match assessment::confirmed(conn, year, Subject::Village, Some(town)).await? {
            Some(of) => grades.extend(of.into_iter().map(|(code, grade)| (format!("village:{code}"), grade))),
            None => {
                let name = Town::from_code(town).map_or_else(|| town.to_owned(), |town| town.label().to_owned());
                unassessed.push(format!("{year}年{name}村级考核（起草并备案）"));
            }
        }
    }
    Ok((grades, unassessed))
}

/// `unassessed`: the grade to reckon with where there is none.
fn entitled(row: &DeclarationRow, grades: &HashMap<String, Grade>, unassessed: Option<Grade>) -> Result<Entitled, UseCaseError> {
    let district = row.district.as_deref().map(decode::<District>).transpose()?;
    Ok(Entitled {
        village: row.village.clone(),
        district,
        district_grade: district.and_then(|district| grades.get(&format!("district:{}", district.code())).copied().or(unassessed)),
        // A village that came after the assessment was not awarded anything.
        village_grade: grades
            .get(&format!("village:{}", row.village))
            .copied()
            .or(unassessed)
            .unwrap_or(Grade::Pass),
        land: row.land(),
    })
}

/// What one declaration would get, in full.
pub async fn reckon_declaration(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    row: &DeclarationRow,
) -> Result<(Award, Vec<String>), UseCaseError> {
    let of_year = rules_of_year(rules, row.year, act.today)?;
    let (grades, unassessed) = grades(conn, row.year, std::slice::from_ref(row)).await?;
    Ok((in_full(&of_year, &entitled(row, &grades, None)?)?, unassessed))
}

/// Drafts a request for all approved declarations of a year that have not been asked for.
pub async fn draft_payment(conn: &mut Pg, rules: &RuleSet, board: &Board, act: &Act, year: i32) -> Result<PaymentRecord, UseCaseError> {
    hold_year(conn, year).await?;
    let reckoned = reckon_year(conn, rules, act, year).await?;
    let Some(budget) = &reckoned.budget else {
        let detail = format!("还没有登记{year}年的补贴和奖励资金：请先登记预算数额和文号");
        return Err(Conflict::new("budget_missing", detail).missing("当年资金").into());
    };
    if reckoned.due.is_empty() {
        let detail = format!("{year}年没有已核定、未申请拨付的申报");
        return Err(Conflict::new("nothing_due", detail).missing("县级审查核定的申报").into());
    }
    if !reckoned.unassessed.is_empty() {
        let detail = format!("还不能申请拨付，缺少：{}", reckoned.unassessed.join("、"));
        let mut conflict = Conflict::new("assessment_missing", detail);
        conflict.missing = reckoned.unassessed;
        return Err(conflict.into());
    }
    let ids: Vec<Uuid> = reckoned.due.iter().map(|(row, _)| row.id).collect();
    let held = declaration::lock_many(conn, &ids).await?;
    refuse_open_objections(conn, board, act, &held).await?;
    if reckoned.is_short && !reckoned.under_way.is_empty() {
        let villages: Vec<_> = reckoned.under_way.iter().map(|(row, _)| row.village.clone()).collect();
        let detail = format!(
            "{year}年资金不足，须待全部申报审查完毕再一并按先粮食、后经济作物分配：还有{}在办",
            villages.join("、")
        );
        let mut conflict = Conflict::new("others_under_way", detail);
        conflict.missing = villages.into_iter().map(|village| format!("审查或退回{village}的申报")).collect();
        return Err(conflict.into());
    }
    let id = Uuid::now_v7();
    let mut lines = Vec::with_capacity(reckoned.due.len());
    let mut without_account = Vec::new();
    for (row, award) in &reckoned.due {
        let line = line_of(conn, id, row, award).await?;
        if line.subsidy_fen + line.reward_fen > 0 && line.account_number.is_none() {
            without_account.push(format!("{}的收款账户", row.village));
        }
        lines.push(line);
    }
    if !without_account.is_empty() {
        let detail = format!("还不能申请拨付，缺少：{}", without_account.join("、"));
        let mut conflict = Conflict::new("account_missing", detail);
        conflict.missing = without_account;
        return Err(conflict.into());
    }
    let row = RequestRow {
        id,
        number: payment::take_number(conn, year).await?,
        year,
        state: "draft".to_owned(),
        subsidy_fen: lines.iter().map(|line| line.subsidy_fen).sum(),
        reward_fen: lines.iter().map(|line| line.reward_fen).sum(),
        trace: serde_json::json!({
            "budget": { "subsidy": money(budget.subsidy_fen)?, "reward": money(budget.reward_fen)?, "document": budget.document },
            "requested_before": { "subsidy": reckoned.requested.0, "reward": reckoned.requested.1 },
            "is_short": reckoned.is_short,
        }),
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        approved_by: None,
        approved_at: None,
        finance_number: None,
        answered_on: None,
        reason: None,
        version: 1,
    };
    payment::insert(conn, &row, &lines).await?;
    let record = with_lines(conn, row).await?;
    act.audit(
        conn,
        "reward_payment.draft",
        "reward_payment",
        id,
        None::<&PaymentRecord>,
        Some(&record),
    )
    .await?;
    Ok(record)
}

async fn line_of(conn: &mut Pg, request: Uuid, row: &DeclarationRow, award: &Award) -> Result<LineRow, UseCaseError> {
    let village = village::find(conn, &row.village).await?.ok_or(UseCaseError::NotFound("这个村"))?;
    let is_paid = award.subsidy.is_positive() || award.reward.is_positive();
    let trace = serde_json::to_value(&award.trace).map_err(|error| corrupt(error.to_string()))?;
    Ok(LineRow {
        id: Uuid::now_v7(),
        request_id: request,
        declaration_id: row.id,
        village: row.village.clone(),
        town: row.town.clone(),
        subsidy_fen: award.subsidy.fen(),
        reward_fen: award.reward.fen(),
        subsidy_article: award.subsidy_article.clone(),
        reward_article: award.reward_article.clone(),
        subsidy_reason: award.subsidy_reason.clone(),
        reward_reason: award.reward_reason.clone(),
        account_name: village.account_name.filter(|_| is_paid),
        account_bank: village.account_bank.filter(|_| is_paid),
        account_number: village.account_number.filter(|_| is_paid),
        state: if is_paid { "waiting" } else { "decided" }.to_owned(),
        bank_reference: None,
        paid_on: None,
        failure: None,
        trace,
    })
}

fn require_draft(row: &RequestRow, action: &str) -> Result<(), UseCaseError> {
    if row.state == "draft" {
        return Ok(());
    }
    Err(Conflict::new(
        "payment_wrong_state",
        format!("拨付申请 {} 已经送出或撤回，不能{action}", row.number),
    )
    .into())
}

/// Approves a request that somebody else has drafted, and sends it to finance.
pub async fn approve_payment(
    conn: &mut Pg,
    rules: &RuleSet,
    board: &Board,
    act: &Act,
    id: Uuid,
    version: i32,
) -> Result<PaymentRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_draft(&before, "核准")?;
    if before.drafted_by == act.actor {
        return Err(UseCaseError::NotThisPerson {
            code: "approver_is_drafter",
            detail: "起草拨付申请的人不能自己核准：请由另一位负责人核准".to_owned(),
            citation: RewardRules::at(rules, act.today)?.sample_checks.source.citation,
        });
    }
    let lines = payment::lines_of(conn, id).await?;
    let ids: Vec<Uuid> = lines.iter().map(|(line, _)| line.declaration_id).collect();
    let declarations = declaration::lock_many(conn, &ids).await?;
    refuse_open_objections(conn, board, act, &declarations).await?;
    let row = RequestRow {
        state: "requested".to_owned(),
        approved_by: Some(act.actor.clone()),
        approved_at: Some(act.now),
        version: version + 1,
        ..before.clone()
    };
    payment::update(conn, &row).await?;
    let after = PaymentRecord { row, lines };
    outbox::append(conn, &id.to_string(), &message(&after, act)?, act.now).await?;
    act.audit(
        conn,
        "reward_payment.approve",
        "reward_payment",
        id,
        Some(&before),
        Some(&after.row),
    )
    .await?;
    Ok(after)
}

/// Gives a draft up: its declarations can be asked for again.
pub async fn withdraw_payment(conn: &mut Pg, act: &Act, id: Uuid, version: i32, reason: String) -> Result<PaymentRecord, UseCaseError> {
    let before = lock(conn, id, version).await?;
    require_draft(&before, "撤回")?;
    let row = RequestRow {
        state: "withdrawn".to_owned(),
        reason: Some(reason),
        version: version + 1,
        ..before.clone()
    };
    payment::update(conn, &row).await?;
    payment::drop_lines(conn, id).await?;
    let after = with_lines(conn, row).await?;
    act.audit(
        conn,
        "reward_payment.withdraw",
        "reward_payment",
        id,
        Some(&before),
        Some(&after.row),
    )
    .await?;
    Ok(after)
}

fn message(record: &PaymentRecord, act: &Act) -> Result<PaymentRequestedV1, UseCaseError> {
    let row = &record.row;
    let item = |purpose: &str, fen: i64, article: &str, reason: &Option<String>| {
        Ok::<_, UseCaseError>(PaymentItemV1 {
            purpose: purpose.to_owned(),
            amount: money(fen)?.to_string(),
            document: WATER_SAVING.to_owned(),
            article: article.to_owned(),
            reason: reason.clone(),
        })
    };
    let lines = record.lines.iter().map(|(line, name)| {
        let account = match (&line.account_name, &line.account_bank, &line.account_number) {
            (Some(name), Some(bank), Some(number)) => Some(PayeeAccountV1 {
                name: name.clone(),
                bank: bank.clone(),
                number: number.clone(),
            }),
            _ => None,
        };
        Ok::<_, UseCaseError>(PaymentLineV1 {
            line_id: line.id.to_string(),
            payee: line.village.clone(),
            payee_name: name.clone(),
            account,
            amount: money(line.subsidy_fen + line.reward_fen)?.to_string(),
            items: vec![
                item("subsidy", line.subsidy_fen, &line.subsidy_article, &line.subsidy_reason)?,
                item("reward", line.reward_fen, &line.reward_article, &line.reward_reason)?,
            ],
        })
    });
    Ok(PaymentRequestedV1 {
        request_id: row.id.to_string(),
        number: row.number.clone(),
        requester: "water".to_owned(),
        fund: FUND.to_owned(),
        purpose: PURPOSE.to_owned(),
        year: row.year,
        total: money(row.subsidy_fen + row.reward_fen)?.to_string(),
        decision: format!("{}年度农业水价综合改革考核结果和县级审查核定", row.year),
        requested_on: act.today.to_string(),
        drafted_by: row.drafted_by.clone(),
        approved_by: row
            .approved_by
            .clone()
            .ok_or_else(|| Refusal::new("not_approved", "拨付申请没有核准"))?,
        lines: lines.collect::<Result<_, _>>()?,
    })
}
