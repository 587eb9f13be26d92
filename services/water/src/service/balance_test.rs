//! Water-balance tests: filed by one, taken to the files by another (新政办发〔2023〕24号 附件1 第十二条).

use platform::database::Pg;
use rules::{Exact, Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::{
    domain::{
        balance_test::{BalanceTest, BalanceTestState},
        code::Coded,
        quantity::litres,
    },
    store::{
        balance_test::{self, BalanceTestRow},
        corrupt, decode, water_user,
    },
};

/// A test to be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBalanceTest {
    /// User.
    pub user_id: Uuid,
    /// Days and volumes.
    pub test: BalanceTest,
    /// Who tested.
    pub tester: String,
    /// Number of the report.
    pub report_number: String,
}

/// Files a test that adds up.
pub async fn file_balance_test(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewBalanceTest) -> Result<BalanceTestRow, UseCaseError> {
    water_user::find(conn, new.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    new.test.check(rules, act.today)?;
    let stored = |volume: &Exact| litres(volume).ok_or_else(|| corrupt("a volume is beyond fifteen digits"));
    let row = BalanceTestRow {
        id: Uuid::now_v7(),
        user_id: new.user_id,
        tested_from: new.test.from,
        tested_to: new.test.to,
        tester: new.tester,
        report_number: new.report_number,
        intake_milli: stored(&new.test.intake)?,
        consumed_milli: stored(&new.test.consumed)?,
        discharged_milli: stored(&new.test.discharged)?,
        leaked_milli: stored(&new.test.leaked)?,
        reused_milli: stored(&new.test.reused)?,
        state: BalanceTestState::Filed.code().to_owned(),
        filed_by: act.actor.clone(),
        filed_at: act.now,
        decided_by: None,
        decided_at: None,
        comment: None,
        version: 1,
    };
    balance_test::insert(conn, &row).await?;
    act.audit(
        conn,
        "balance_test.file",
        "balance_test",
        row.id,
        None::<&BalanceTestRow>,
        Some(&row),
    )
    .await?;
    Ok(row)
}

/// Takes a test to the files, or sends it back with a comment: somebody else than filed it.
pub async fn review_balance_test(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    id: Uuid,
    version: i32,
    returned_with: Option<String>,
) -> Result<BalanceTestRow, UseCaseError> {
    let before = balance_test::lock(conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这份水平衡测试"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    if decode::<BalanceTestState>(&before.state)? != BalanceTestState::Filed {
        return Err(Conflict::new("balance_test_decided", "这份水平衡测试已经审核，不能再审：有误的请另行报送").into());
    }
    if before.filed_by == act.actor {
        return Err(UseCaseError::NotThisPerson {
            code: "second_person_needed",
            detail: "登记报送的人不能审核同一份水平衡测试：请由另一人审核".to_owned(),
            citation: rules.source("supervision.water_balance", act.today)?.citation,
        });
    }
    if returned_with.as_ref().is_some_and(|comment| comment.trim().is_empty()) {
        return Err(Refusal::new("reason_missing", "退回须写明哪里需要更正").at("/comment").into());
    }
    let state = if returned_with.is_some() {
        BalanceTestState::Returned
    } else {
        BalanceTestState::Accepted
    };
    let after = BalanceTestRow {
        state: state.code().to_owned(),
        decided_by: Some(act.actor.clone()),
        decided_at: Some(act.now),
        comment: returned_with,
        version: before.version + 1,
        ..before.clone()
    };
    balance_test::update(conn, &after).await?;
    let action = if state == BalanceTestState::Accepted {
        "balance_test.accept"
    } else {
        "balance_test.return"
    };
    act.audit(conn, action, "balance_test", id, Some(&before), Some(&after)).await?;
    Ok(after)
}
