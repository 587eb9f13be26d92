//! What the surcharge is computed from: as people send it, and parsed.

use std::borrow::Cow;

use rules::{Exact, Fields, InvalidInput, input::Sign};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::{
    code::parse_code,
    quantity::{PRICE_DECIMALS, VOLUME_DECIMALS},
    user::{Category, IndustryClass, Supply},
};

/// Most days that a period or a shift may have: a hundred years, so that slips of the keyboard are caught.
const MOST_DAYS: i64 = 36_525;

/// A question to the surcharge calculator, as sent. Decimals are strings: volumes in m³ to 3 decimals, the price in
/// yuan per m³ to 4.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurchargeRequest {
    /// `resident`, `non_resident`, `special_trade` or `agriculture`.
    pub category: String,
    /// `public_network` or `self_supplied`.
    pub supply: String,
    /// `ordinary`, `restricted` or `eliminated`.
    pub industry_class: String,
    /// Base price, yuan per m³.
    pub base_price: String,
    /// Plan volume of the period, m³.
    pub plan_volume: String,
    /// Metered usage of the period, m³.
    pub usage: String,
    /// Days in the measuring period.
    pub period_days: i64,
    /// Days by which the reading was late.
    pub days_late: i64,
    /// Days by which the reading was early.
    pub days_early: i64,
}

/// An extraordinary adjustment of the plan, as far as it covers the period (24号 附件2 第六条).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAdjustment {
    /// The adjustment.
    pub id: Uuid,
    /// 1 = 100 %; below zero takes away.
    pub percentage: Exact,
    /// Days of the period that it covers.
    pub covered_days: u32,
    /// Number of the county government's approval.
    pub approval_number: String,
}

/// One user's figures for one measuring period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurchargeInput {
    /// Nature of the use.
    pub category: Category,
    /// Source of the water.
    pub supply: Supply,
    /// Class of the industry.
    pub industry_class: IndustryClass,
    /// Base price, yuan per m³, above zero.
    pub base_price: Exact,
    /// Plan volume of the period as it was approved, m³, above zero.
    pub plan_volume: Exact,
    /// Extraordinary adjustments of it, by their first days.
    pub adjustments: Vec<PlanAdjustment>,
    /// Metered usage, m³, zero or above.
    pub usage: Exact,
    /// Days in the period, at least one.
    pub period_days: u32,
    /// Days by which the reading was late.
    pub days_late: u32,
    /// Days by which the reading was early.
    pub days_early: u32,
}

impl SurchargeInput {
    /// The plan after every extraordinary adjustment, exact: plan × (1 + Σ percentage × covered days / days in the period).
    pub fn adjusted_plan(&self) -> Cow<'_, Exact> {
        if self.adjustments.is_empty() {
            return Cow::Borrowed(&self.plan_volume);
        }
        let changes = self.adjustments.iter().map(|adjustment| self.change_by(adjustment));
        Cow::Owned(&self.plan_volume + &changes.sum::<Exact>())
    }

    /// What one adjustment adds to the plan; below zero where it takes away.
    pub(super) fn change_by(&self, adjustment: &PlanAdjustment) -> Exact {
        let share = Exact::ratio(adjustment.covered_days, self.period_days).unwrap_or_else(Exact::zero);
        &(&self.plan_volume * &adjustment.percentage) * &share
    }
}

impl SurchargeRequest {
    /// Parses every field; the error lists all that are wrong, by JSON pointer.
    pub fn parse(&self) -> Result<SurchargeInput, InvalidInput> {
        let mut fields = Fields::new();
        let category = parse_code::<Category>(&mut fields, "/category", "用水类别", &self.category);
        let supply = parse_code::<Supply>(&mut fields, "/supply", "供水方式", &self.supply);
        let industry_class = parse_code::<IndustryClass>(&mut fields, "/industry_class", "产业政策类别", &self.industry_class);
        let base_price = fields.decimal("/base_price", &self.base_price, PRICE_DECIMALS, Sign::Positive);
        let plan_volume = fields.decimal("/plan_volume", &self.plan_volume, VOLUME_DECIMALS, Sign::Positive);
        let usage = fields.decimal("/usage", &self.usage, VOLUME_DECIMALS, Sign::NonNegative);
        let mut days = |pointer, value, least| u32::try_from(fields.integer(pointer, value, least, MOST_DAYS)).unwrap_or_default();
        let period_days = days("/period_days", self.period_days, 1);
        let days_late = days("/days_late", self.days_late, 0);
        let days_early = days("/days_early", self.days_early, 0);
        fields.finish()?;
        let (Some(category), Some(supply), Some(industry_class)) = (category, supply, industry_class) else {
            return Err(InvalidInput { errors: Vec::new() });
        };
        Ok(SurchargeInput {
            category,
            supply,
            industry_class,
            base_price,
            plan_volume,
            adjustments: Vec::new(),
            usage,
            period_days,
            days_late,
            days_early,
        })
    }
}
