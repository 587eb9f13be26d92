//! The public calculator of 新政办发〔2023〕28号: grade and response level of a construction accident.

use chrono::NaiveDate;
use rules::{Exact, Fields, InvalidInput, Refusal, input::Sign};

use super::{
    assessment::{Assessment, assess},
    criterion::Figures,
    ruleset::{CONSTRUCTION, EmergencyRules},
};

/// What people send; the loss is yuan with exactly two decimals.
#[derive(Debug, Clone)]
pub struct ConstructionInput {
    /// People killed.
    pub deaths: i64,
    /// People seriously injured, acute industrial poisoning included.
    pub serious_injuries: i64,
    /// Direct economic loss.
    pub direct_loss: String,
    /// People at risk, trapped or missing.
    pub at_risk_trapped_missing: i64,
    /// Whether the accident is beyond the county's capacity.
    pub beyond_county_capacity: bool,
}

/// Figures of a construction accident, none below zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstructionFigures(Figures);

impl ConstructionFigures {
    /// Checks what was sent, all of it at once.
    pub fn parse(input: &ConstructionInput) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        let mut people = |field: &str, name: &str, count: i64| {
            if count < 0 {
                fields.fault(format!("/{field}"), "must_not_be_negative", format!("{name}不能小于0"));
            }
            Some(Exact::from(count))
        };
        let deaths = people("deaths", "死亡人数", input.deaths);
        let serious_injuries = people("serious_injuries", "重伤人数", input.serious_injuries);
        let at_risk_trapped_missing = people("at_risk_trapped_missing", "涉险、被困、失联人数", input.at_risk_trapped_missing);
        let direct_loss = Some(fields.money("/direct_loss", &input.direct_loss, Sign::NonNegative).to_exact());
        fields.finish()?;
        Ok(Self(Figures {
            deaths,
            serious_injuries,
            direct_loss,
            at_risk_trapped_missing,
            beyond_county_capacity: Some(input.beyond_county_capacity),
            ..Figures::default()
        }))
    }
}

/// Grades a construction accident by the plan as it stands today (28号 附件4、附件5); refused while the plan is not in force.
pub fn grade_construction(rules: &EmergencyRules, figures: &ConstructionFigures, today: NaiveDate) -> Result<Assessment, Refusal> {
    let plan = rules.plan(CONSTRUCTION, today)?;
    Ok(assess(plan, &figures.0))
}
