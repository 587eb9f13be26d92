//! The extraordinary adjustments that bills were computed with.

use std::collections::HashMap;

use diesel::{
    prelude::*,
    sql_types::{Array, Integer, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use uuid::Uuid;

use super::bill_batch::NewBill;
use crate::{
    domain::surcharge::PlanAdjustment,
    store::{
        corrupt,
        plan_adjustment::PERCENTAGE_DECIMALS,
        schema::{
            bill_adjustments::{self, dsl},
            plan_adjustments,
        },
        unsigned,
    },
};

/// Notes the adjustments of a batch, of those bills that were stored.
pub async fn insert(conn: &mut Pg, bills: &[NewBill]) -> QueryResult<()> {
    let rows = bills.iter().flat_map(|bill| {
        (1_i32..)
            .zip(&bill.adjustments)
            .map(move |(ordinal, adjustment)| (bill.id, ordinal, adjustment))
    });
    let (mut of_bills, mut ordinals, mut ids, mut percentages, mut days, mut numbers) = (vec![], vec![], vec![], vec![], vec![], vec![]);
    for (bill, ordinal, adjustment) in rows {
        of_bills.push(bill);
        ordinals.push(ordinal);
        ids.push(adjustment.id);
        let percentage = adjustment.percentage.to_scaled(PERCENTAGE_DECIMALS);
        let percentage = percentage.and_then(|percentage| i32::try_from(percentage).ok());
        percentages.push(percentage.ok_or_else(|| corrupt("a percentage is finer than the database keeps it"))?);
        days.push(i32::try_from(adjustment.covered_days).unwrap_or(i32::MAX));
        numbers.push(adjustment.approval_number.as_str());
    }
    if of_bills.is_empty() {
        return Ok(());
    }
    diesel::sql_query(
        "INSERT INTO bill_adjustments (bill_id, ordinal, adjustment_id, percentage_e4, covered_days, approval_number)
         SELECT a.bill_id, a.ordinal, a.adjustment_id, a.percentage_e4, a.covered_days, a.approval_number
         FROM unnest($1, $2, $3, $4, $5, $6) AS a (bill_id, ordinal, adjustment_id, percentage_e4, covered_days, approval_number)
         JOIN bills ON bills.id = a.bill_id",
    )
    .bind::<Array<SqlUuid>, _>(of_bills)
    .bind::<Array<Integer>, _>(ordinals)
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Array<Integer>, _>(percentages)
    .bind::<Array<Integer>, _>(days)
    .bind::<Array<Text>, _>(numbers)
    .execute(conn)
    .await
    .map(drop)
}

/// The adjustments of these bills, in the order in which they were applied; bills without any are absent.
pub async fn of_bills(conn: &mut Pg, bills: &[Uuid]) -> QueryResult<HashMap<Uuid, Vec<PlanAdjustment>>> {
    let rows: Vec<(Uuid, Uuid, i32, i32, String)> = dsl::bill_adjustments
        .filter(dsl::bill_id.eq_any(bills))
        .order((dsl::bill_id, dsl::ordinal))
        .select((
            dsl::bill_id,
            dsl::adjustment_id,
            dsl::percentage_e4,
            dsl::covered_days,
            dsl::approval_number,
        ))
        .load(conn)
        .await?;
    let mut found: HashMap<Uuid, Vec<PlanAdjustment>> = HashMap::new();
    for (bill, id, percentage, days, approval_number) in rows {
        found.entry(bill).or_default().push(PlanAdjustment {
            id,
            percentage: Exact::scaled(percentage, PERCENTAGE_DECIMALS),
            covered_days: unsigned(days)?,
            approval_number,
        });
    }
    Ok(found)
}

/// An adjustment as a bill cites it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CitedAdjustmentRow {
    /// The adjustment.
    pub adjustment_id: Uuid,
    /// 1/10000.
    pub percentage_e4: i32,
    /// Days of the period that it covered.
    pub covered_days: i32,
    /// Number of the county government's approval.
    pub approval_number: String,
    /// The incident of the emergency response that asked for it.
    pub incident: Option<String>,
}

/// What a bill cites, in the order in which it was applied.
pub async fn cited_by(conn: &mut Pg, bill: Uuid) -> QueryResult<Vec<CitedAdjustmentRow>> {
    bill_adjustments::table
        .inner_join(plan_adjustments::table)
        .filter(dsl::bill_id.eq(bill))
        .order(dsl::ordinal)
        .select((
            dsl::adjustment_id,
            dsl::percentage_e4,
            dsl::covered_days,
            dsl::approval_number,
            plan_adjustments::incident,
        ))
        .load(conn)
        .await
}
