//! Irrigation: approvals of prices by the development and reform bureau (新政办发〔2023〕25号 五（二）备注3); below, water rights
//! ([`right`]), waterings ([`watering`]) and bills ([`bill`]).

pub mod bill;
pub mod party;
pub mod right;
pub mod settle;
pub mod watering;

use chrono::{Datelike, NaiveDate};
use platform::database::Pg;
use rules::{Refusal, RuleSet};

pub use self::right::{NewCut, cut_right};
use super::{Act, error::UseCaseError};
use crate::{
    domain::{
        code::Coded,
        irrigation::{District, IrrigationTariff},
    },
    store::irrigation_approval::{self, IrrigationApprovalRow},
};

/// An approval to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApproval {
    /// District.
    pub district: District,
    /// Calendar year of the schedule.
    pub year: i32,
    /// Number of the approval.
    pub number: String,
    /// Day of the approval.
    pub approved_on: NaiveDate,
}

/// Records an approval. It needs a schedule for the year, and applies from its day on: one given after the year has
/// ended would apply to no water at all.
pub async fn record_irrigation_approval(
    conn: &mut Pg,
    rules: &RuleSet,
    act: &Act,
    new: NewApproval,
) -> Result<IrrigationApprovalRow, UseCaseError> {
    let tariff = IrrigationTariff::for_year(rules, new.district, new.year)?;
    let citation = &tariff.approval.source.citation;
    let refuse = |code, detail: String| {
        Err(UseCaseError::Refused(
            Refusal::new(code, detail).citing(citation.clone()).at("/approved_on"),
        ))
    };
    if new.approved_on > act.today {
        return refuse(
            "approval_in_future",
            format!("批准日 {} 在今天（{}）之后：请核对日期", new.approved_on, act.today),
        );
    }
    if new.approved_on.year() > new.year {
        let detail = format!(
            "批准日 {} 在{}年之后：批准只适用于批准之日起的供水，不溯及既往，对该年已没有可适用的供水",
            new.approved_on, new.year
        );
        return refuse("approval_after_year", detail);
    }
    let row = IrrigationApprovalRow {
        district: new.district.code().to_owned(),
        year: new.year,
        number: new.number,
        approved_on: new.approved_on,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
    };
    irrigation_approval::insert(conn, &row).await?;
    let id = format!("{}/{}", row.district, row.year);
    act.audit(
        conn,
        "irrigation_approval.record",
        "irrigation_approval",
        id,
        None::<&IrrigationApprovalRow>,
        Some(&row),
    )
    .await?;
    Ok(row)
}
