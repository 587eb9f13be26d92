//! Inspections and what came of them (新政办发〔2023〕24号 附件1 第十八条).

use platform::database::Pg;
use rules::{Refusal, RuleSet};
use uuid::Uuid;

use super::{
    Act,
    error::{Conflict, UseCaseError},
};
use crate::{
    domain::{code::Coded, inspection::Inspection},
    store::{
        inspection::{self, InspectionRow},
        violation_report, water_user,
    },
};

/// An inspection to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInspection {
    /// User.
    pub user_id: Uuid,
    /// What was done.
    pub inspection: Inspection,
    /// Who inspected.
    pub inspectors: String,
    /// What was found.
    pub findings: String,
    /// The report that led to it.
    pub report_id: Option<Uuid>,
}

/// Records an inspection.
pub async fn record_inspection(conn: &mut Pg, rules: &RuleSet, act: &Act, new: NewInspection) -> Result<InspectionRow, UseCaseError> {
    water_user::find(conn, new.user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    if let Some(report) = new.report_id {
        violation_report::find(conn, report)
            .await?
            .ok_or(UseCaseError::NotFound("这件举报"))?;
    }
    new.inspection.check(rules, act.today)?;
    let inspection = new.inspection;
    let row = InspectionRow {
        id: Uuid::now_v7(),
        user_id: new.user_id,
        inspected_on: inspection.on,
        inspectors: new.inspectors,
        certificate_number: inspection.certificate_number.trim().to_owned(),
        measures: inspection.measures.iter().map(|measure| measure.code().to_owned()).collect(),
        findings: new.findings,
        order_text: inspection.order,
        deadline: inspection.deadline,
        report_id: new.report_id,
        result: None,
        closed_on: None,
        recorded_by: act.actor.clone(),
        recorded_at: act.now,
        closed_by: None,
        version: 1,
    };
    inspection::insert(conn, &row).await?;
    act.audit(conn, "inspection.record", "inspection", row.id, None::<&InspectionRow>, Some(&row))
        .await?;
    Ok(row)
}

/// Notes what came of an inspection, once.
pub async fn close_inspection(conn: &mut Pg, act: &Act, id: Uuid, version: i32, result: String) -> Result<InspectionRow, UseCaseError> {
    let before = inspection::lock(conn, id).await?.ok_or(UseCaseError::NotFound("这次检查"))?;
    if before.version != version {
        return Err(UseCaseError::Stale(before.version));
    }
    if let Some(day) = before.closed_on {
        return Err(Conflict::new("inspection_closed", format!("这次检查已于 {day} 办结，结果不能更改")).into());
    }
    if result.trim().is_empty() {
        return Err(Refusal::new("text_missing", "办结须写明结果").at("/result").into());
    }
    let after = InspectionRow {
        result: Some(result),
        closed_on: Some(act.today),
        closed_by: Some(act.actor.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    inspection::update(conn, &after).await?;
    act.audit(conn, "inspection.close", "inspection", id, Some(&before), Some(&after))
        .await?;
    Ok(after)
}
