//! Base prices per supply company and category.

use chrono::NaiveDate;
use diesel_async::SimpleAsyncConnection;
use platform::{
    database::Pg,
    rule::maker_checker::{ChangeCommand, ChangeState},
};
use rules::Exact;
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::{
    domain::{code::Coded, quantity::PRICE_DECIMALS, user::Category},
    store::{
        base_price::{self, BasePriceRow},
        base_price_proposal::{self, ProposalRow},
        corrupt,
    },
};

/// A base price to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBasePrice {
    /// Code of the supply company.
    pub supplier: String,
    /// Category.
    pub category: Category,
    /// Yuan per m³, above zero, to 4 decimals.
    pub price: Exact,
    /// First day.
    pub effective_from: NaiveDate,
    /// Document that fixed it.
    pub document: String,
    /// Article.
    pub article: String,
}

/// Records a base price as it is loaded, by nobody's decision. Refused where it would change a period with issued bills:
/// those are put right by credit bill.
///
/// The connection must see every bill of the supplier, so that the database can refuse: the caller opens it under a
/// scope that holds the supplier.
pub async fn record_base_price(conn: &mut Pg, act: &Act, new: NewBasePrice) -> Result<BasePriceRow, UseCaseError> {
    let proposal = proposal_of(act, new)?;
    let row = price_of(&proposal, None);
    base_price::insert(conn, &row).await?;
    act.audit(conn, "base_price.record", "base_price", row.id, None::<&BasePriceRow>, Some(&row))
        .await?;
    Ok(row)
}

/// Proposes a base price; another person fixes it. Refused at once where it could not be fixed: see [`record_base_price`].
pub async fn propose_base_price(conn: &mut Pg, act: &Act, new: NewBasePrice) -> Result<ProposalRow, UseCaseError> {
    let proposal = proposal_of(act, new)?;
    // The database says whether it would go through, and forgets that it was asked.
    conn.batch_execute("SAVEPOINT trial").await?;
    base_price::insert(conn, &price_of(&proposal, None)).await?;
    conn.batch_execute("ROLLBACK TO SAVEPOINT trial").await?;
    base_price_proposal::insert(conn, &proposal).await?;
    act.audit(
        conn,
        "base_price.propose",
        "base_price_proposal",
        proposal.id,
        None::<&ProposalRow>,
        Some(&proposal),
    )
    .await?;
    Ok(proposal)
}

/// Approves, returns or withdraws a proposal. Approved, it is a base price from its day on.
pub async fn decide_base_price(
    conn: &mut Pg,
    act: &Act,
    id: Uuid,
    version: i32,
    may_decide: bool,
    command: ChangeCommand,
) -> Result<ProposalRow, UseCaseError> {
    let before = base_price_proposal::lock(conn, id)
        .await?
        .ok_or(UseCaseError::NotFound("这项水价提议"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    let state = ChangeState::from_code(&before.state).ok_or_else(|| corrupt("unknown state of a proposal"))?;
    // A returned proposal is over: another takes its place.
    if state != ChangeState::Submitted {
        let detail = "这项水价提议已经办结，不能再核准、退回或撤回：需要更改的请另行提议";
        return Err(Conflict::new("change_wrong_state", detail).into());
    }
    let next = state.apply(&before.drafted_by, &act.actor, may_decide, &command)?;
    let mut after = before.clone();
    next.code().clone_into(&mut after.state);
    after.version += 1;
    let action = match command {
        ChangeCommand::Approve => "base_price.approve",
        ChangeCommand::Return { .. } => "base_price.return",
        _ => "base_price.withdraw",
    };
    if let ChangeCommand::Return { comment } = command {
        after.comment = Some(comment);
    }
    if next != ChangeState::Withdrawn {
        after.decided_by = Some(act.actor.clone());
        after.decided_at = Some(act.now);
    }
    if next == ChangeState::Approved {
        base_price::insert(conn, &price_of(&after, Some(act.actor.clone()))).await?;
    }
    base_price_proposal::update(conn, &after).await?;
    act.audit(conn, action, "base_price_proposal", id, Some(&before), Some(&after))
        .await?;
    Ok(after)
}

fn proposal_of(act: &Act, new: NewBasePrice) -> Result<ProposalRow, UseCaseError> {
    Ok(ProposalRow {
        id: Uuid::now_v7(),
        supplier: new.supplier,
        category: new.category.code().to_owned(),
        price_e4: new
            .price
            .to_scaled(PRICE_DECIMALS)
            .ok_or_else(|| corrupt("a price has too many decimals or digits"))?,
        effective_from: new.effective_from,
        document: new.document,
        article: new.article,
        state: ChangeState::Submitted.code().to_owned(),
        drafted_by: act.actor.clone(),
        drafted_at: act.now,
        decided_by: None,
        decided_at: None,
        comment: None,
        version: 1,
    })
}

/// The price that a proposal becomes; it keeps the proposal's id.
fn price_of(proposal: &ProposalRow, approved_by: Option<String>) -> BasePriceRow {
    BasePriceRow {
        id: proposal.id,
        supplier: proposal.supplier.clone(),
        category: proposal.category.clone(),
        price_e4: proposal.price_e4,
        effective_from: proposal.effective_from,
        document: proposal.document.clone(),
        article: proposal.article.clone(),
        recorded_by: proposal.drafted_by.clone(),
        recorded_at: proposal.decided_at.unwrap_or(proposal.drafted_at),
        approved_by,
    }
}
