//! A district that failed loses part of next year's water right (附件8 第五条（四）, flow S8).

use platform::database::Pg;
use rules::RuleSet;

use super::super::{Act, error::UseCaseError};
use crate::{
    domain::reward::{ranking::Placed, rule::RewardRules},
    store::reward::assessment::{self, AssessmentRow, RightCutRow},
};

/// Records what the district loses of the year after the assessment, with its reason.
pub(super) async fn cut_right(
    conn: &mut Pg,
    _rules: &RuleSet,
    of_year: &RewardRules,
    act: &Act,
    assessed: &AssessmentRow,
    failed: &Placed,
) -> Result<(), UseCaseError> {
    let row = RightCutRow {
        district: failed.code.clone(),
        year: assessed.year + 1,
        assessment_id: assessed.id,
        share: of_year.right_cut.value.to_exact_text(),
        reason: failed.reason.clone().unwrap_or_default(),
        decided_by: act.actor.clone(),
        decided_at: act.now,
        applied_at: None,
    };
    assessment::insert_cut(conn, &row).await?;
    Ok(())
}
