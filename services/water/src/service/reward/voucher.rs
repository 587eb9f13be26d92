//! What a village did with the money (附件8 第九条): bound to its uses, never more than was received.

use chrono::NaiveDate;
use platform::database::Pg;
use rules::{Money, Refusal, RuleSet};
use uuid::Uuid;

use super::super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::{
    domain::{
        code::Coded,
        reward::{Purse, Use, rule::RewardRules},
    },
    store::reward::{
        payment,
        voucher::{self, VoucherRow},
    },
};

/// A voucher to be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVoucher {
    /// Line that was paid.
    pub line_id: Uuid,
    /// Which money.
    pub purse: Purse,
    /// What for.
    pub use_code: Use,
    /// Yuan.
    pub amount: Money,
    /// Day.
    pub spent_on: NaiveDate,
    /// Number of the paper.
    pub number: String,
    /// Who got it.
    pub payee: String,
    /// Where the paper is kept.
    pub kept_at: String,
}

/// Files a voucher.
pub async fn file_voucher(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewVoucher) -> Result<VoucherRow, UseCaseError> {
    let of_day = RewardRules::at(rules, act.today)?;
    // Held: two vouchers at once are counted one after the other.
    let line = payment::lock_line(conn, new.line_id)
        .await?
        .ok_or(UseCaseError::NotFound("这笔奖补"))?;
    if line.state != "paid" {
        let detail = "这笔奖补还没有到账，不能登记凭证";
        return Err(Conflict::new("not_paid", detail).missing("财政拨付到账").into());
    }
    of_day.check_use(new.purse, new.use_code)?;
    if new.spent_on > act.today {
        let detail = format!("开支日期 {} 晚于今天 {}", new.spent_on, act.today);
        return Err(Refusal::new("day_in_future", detail).at("/spent_on").into());
    }
    let row = VoucherRow {
        id: Uuid::now_v7(),
        line_id: line.id,
        town: line.town,
        fund: new.purse.code().to_owned(),
        use_code: new.use_code.code().to_owned(),
        amount_fen: new.amount.fen(),
        spent_on: new.spent_on,
        number: new.number,
        payee: new.payee,
        kept_at: new.kept_at,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        cancelled_by: None,
        cancelled_at: None,
        cancelled_reason: None,
    };
    voucher::insert(conn, &row).await?;
    act.audit(
        conn,
        "reward_voucher.file",
        "reward_voucher",
        row.id,
        None::<&VoucherRow>,
        Some(&row),
    )
    .await?;
    Ok(row)
}

/// Cancels a voucher that was filed wrongly; it stays on record.
pub async fn cancel_voucher(conn: &mut Pg, act: &Act, id: Uuid, reason: String) -> Result<VoucherRow, UseCaseError> {
    let before = voucher::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这张凭证"))?;
    if before.cancelled_at.is_some() {
        return Err(Conflict::new("voucher_cancelled", "这张凭证已经作废").into());
    }
    let row = VoucherRow {
        cancelled_by: Some(act.actor.clone()),
        cancelled_at: Some(act.now),
        cancelled_reason: Some(reason),
        ..before.clone()
    };
    voucher::update(conn, &row).await?;
    act.audit(conn, "reward_voucher.cancel", "reward_voucher", id, Some(&before), Some(&row))
        .await?;
    Ok(row)
}
