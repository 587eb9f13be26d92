//! Subsidy and reward (24号 附件8): assessment (第五、六条), village → town → county (第七条), payment by finance (flow S2),
//! vouchers (第九条).

pub mod answer;
pub mod assessment;
pub mod cases;
pub mod declaration;
pub mod payment;
pub mod sanction;
pub mod summary;
pub mod village;
pub mod voucher;

use chrono::NaiveDate;
use platform::{database::Pg, notice::Board};
use rules::{Money, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::{
    domain::reward::rule::RewardRules,
    store::{corrupt, reward::declaration::DeclarationRow},
};

/// The rules that a year's money goes by: those of its last day, or of today while it lasts.
pub(crate) fn rules_of_year(rules: &RuleSet, year: i32, today: NaiveDate) -> Result<RewardRules, UseCaseError> {
    let last = NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(|| Refusal::new("year_out_of_range", format!("没有 {year} 这一年")))?;
    Ok(RewardRules::at(rules, last.min(today))?)
}

/// Money as it is stored.
pub(crate) fn money(fen: i64) -> Result<Money, UseCaseError> {
    Ok(Money::from_fen(fen).ok_or_else(|| corrupt("an amount out of range"))?)
}

/// Nothing goes on while somebody waits for an answer (第七条（二）): looks at the notices of all these declarations, and holds
/// them.
pub(crate) async fn refuse_open_objections(
    conn: &mut Pg,
    board: &Board,
    act: &Act,
    declarations: &[DeclarationRow],
) -> Result<(), UseCaseError> {
    let mut open = Vec::new();
    let mut notices: Vec<(Uuid, &str)> = declarations
        .iter()
        .filter_map(|row| Some((row.notice_id?, row.village.as_str())))
        .collect();
    notices.sort_unstable();
    for (notice, village) in notices {
        let seen = platform::notice::look(conn, board, notice, act.today).await?;
        if seen.open_objections > 0 {
            open.push(format!("答复{village}公示的异议（{}件）", seen.open_objections));
        }
    }
    if open.is_empty() {
        return Ok(());
    }
    let mut conflict = Conflict::new(
        "objection_open",
        format!("村级公示还有异议没有答复，全部答复以前不能继续办理：{}", open.join("、")),
    );
    conflict.missing = open;
    Err(conflict.into())
}
