//! A district that failed loses part of next year's water right (附件8 第五条（四）, flow S8).

use chrono::Datelike;
use platform::database::Pg;
use rules::RuleSet;

use super::super::{
    Act,
    error::UseCaseError,
    irrigation::{self, NewCut},
};
use crate::{
    domain::{
        irrigation::District,
        reward::{ranking::Placed, rule::RewardRules},
    },
    store::{
        decode,
        irrigation::year,
        reward::assessment::{self, AssessmentRow, RightCutRow},
    },
};

/// Records what the district loses of the year after the assessment, with its reason, and cuts the right itself, unless the head
/// has done so already or that year is over: then there is nothing left to cut.
pub(super) async fn cut_right(
    conn: &mut Pg,
    rules: &RuleSet,
    of_year: &RewardRules,
    act: &Act,
    assessed: &AssessmentRow,
    failed: &Placed,
) -> Result<(), UseCaseError> {
    let year = assessed.year + 1;
    let reason = failed.reason.clone().unwrap_or_default();
    let is_in_time = (assessed.year..=year).contains(&act.today.year());
    if is_in_time {
        let district: District = decode(&failed.code)?;
        if year::find_cut(conn, district, year).await?.is_none() {
            let new = NewCut {
                district,
                year,
                decision_number: format!("{}年度灌区考核认定", assessed.year),
                decided_on: act.today,
                ground: reason.clone(),
            };
            irrigation::cut_right(conn, rules, act, new).await?;
        }
    }
    let row = RightCutRow {
        district: failed.code.clone(),
        year,
        assessment_id: assessed.id,
        share: of_year.right_cut.value.to_exact_text(),
        reason,
        decided_by: act.actor.clone(),
        decided_at: act.now,
        applied_at: is_in_time.then_some(act.now),
    };
    assessment::insert_cut(conn, &row).await?;
    Ok(())
}
