//! The public calculator of 新政办发〔2023〕27号: grade and response level of a water supply emergency.

use chrono::NaiveDate;
use rules::{Exact, Fields, InvalidInput, Refusal, input::Sign};

use super::{
    assessment::{Assessment, assess},
    criterion::Figures,
    ruleset::{EmergencyRules, SUPPLY},
};

/// Decimals of an area in km².
const AREA_DECIMALS: u32 = 6;

/// What people send; areas are decimal strings in km² with at most 6 decimals.
#[derive(Debug, Clone)]
pub struct SupplyInput {
    /// People served by the city supply; above zero.
    pub served_population: i64,
    /// Residents without water; at most those served.
    pub affected_population: i64,
    /// Area supplied; above zero.
    pub supply_area_km2: String,
    /// Area without water; at most the area supplied.
    pub affected_area_km2: String,
    /// Expected hours until supply is restored.
    pub expected_outage_hours: i64,
}

/// Figures of a supply emergency that fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyFigures(Figures);

impl SupplyFigures {
    /// Checks what was sent, all of it at once.
    pub fn parse(input: &SupplyInput) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        if input.served_population <= 0 {
            fields.fault("/served_population", "must_be_positive", "供水服务人口必须大于0");
        }
        if input.affected_population < 0 {
            fields.fault("/affected_population", "must_not_be_negative", "受影响居民人口不能小于0");
        } else if input.served_population > 0 && input.affected_population > input.served_population {
            let message = format!(
                "受影响居民人口 {} 不能多于供水服务人口 {}",
                input.affected_population, input.served_population
            );
            fields.fault("/affected_population", "part_exceeds_whole", message);
        }
        if input.expected_outage_hours < 0 {
            fields.fault("/expected_outage_hours", "must_not_be_negative", "预计停水小时数不能小于0");
        }
        let supply_area = fields.decimal("/supply_area_km2", &input.supply_area_km2, AREA_DECIMALS, Sign::Positive);
        let affected_area = fields.decimal("/affected_area_km2", &input.affected_area_km2, AREA_DECIMALS, Sign::NonNegative);
        if supply_area.is_positive() && affected_area > supply_area {
            let message = format!("受影响供水范围 {affected_area} 平方公里不能大于总供水范围 {supply_area} 平方公里");
            fields.fault("/affected_area_km2", "part_exceeds_whole", message);
        }
        fields.finish()?;
        Ok(Self(Figures {
            served_population: Some(Exact::from(input.served_population)),
            affected_population: Some(Exact::from(input.affected_population)),
            supply_area_km2: Some(supply_area),
            affected_area_km2: Some(affected_area),
            expected_outage_hours: Some(Exact::from(input.expected_outage_hours)),
            ..Figures::default()
        }))
    }
}

/// Grades a supply emergency by the plan as it stands today (27号 附件4、附件5); refused while the plan is not in force.
pub fn grade_supply(rules: &EmergencyRules, figures: &SupplyFigures, today: NaiveDate) -> Result<Assessment, Refusal> {
    let plan = rules.plan(SUPPLY, today)?;
    Ok(assess(plan, &figures.0))
}
