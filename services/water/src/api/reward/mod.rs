//! Subsidy and reward (24号 附件8) over REST.

pub mod assessment;
pub mod declaration;
pub mod payment;
pub mod summary;
pub mod village;
pub mod voucher;

use chrono::NaiveDate;
use platform::Problem;
use rules::{Exact, Fields, InvalidInput, Money};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input;
use crate::{
    service::{error::UseCaseError, reward::declaration::Signatures},
    store::{corrupt, reward::AREA_SCALE},
};

/// Nothing needs to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardStepRequest {}

/// Why something is sent back, given up or cancelled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardReasonRequest {
    /// Why.
    reason: String,
}

impl RewardReasonRequest {
    fn parse(&self) -> Result<String, InvalidInput> {
        let mut fields = Fields::new();
        let reason = fields.text("/reason", &self.reason, input::TEXT_LENGTH);
        fields.finish()?;
        Ok(reason)
    }
}

/// Who signed and sealed (附件8 第七条).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardSignaturesRequest {
    /// 经办人.
    handler: String,
    /// 负责人, another person.
    head: String,
    /// Day.
    #[schema(example = "2026-01-20")]
    sealed_on: String,
    /// The attachment of the case that shows signatures and seal.
    sealed_form: Uuid,
}

impl RewardSignaturesRequest {
    fn read(&self, fields: &mut Fields) -> Option<Signatures> {
        let handler = fields.text("/handler", &self.handler, input::CODE_LENGTH);
        let head = fields.text("/head", &self.head, input::CODE_LENGTH);
        let sealed_on = fields.day("/sealed_on", &self.sealed_on)?;
        Some(Signatures {
            handler,
            head,
            sealed_on,
            sealed_form: self.sealed_form,
        })
    }

    fn parse(&self) -> Result<Signatures, InvalidInput> {
        let mut fields = Fields::new();
        let signatures = self.read(&mut fields);
        input::finish(fields, signatures)
    }
}

fn mu(value: i64) -> String {
    Exact::scaled(value, AREA_SCALE).to_text(0, AREA_SCALE)
}

fn yuan(fen: i64) -> Result<String, UseCaseError> {
    Ok(Money::from_fen(fen).ok_or_else(|| corrupt("an amount out of range"))?.to_string())
}

/// A year of the notice's days; faults name the field.
fn year(fields: &mut Fields, value: i32) -> i32 {
    fields.integer("/year", value.into(), 2000, 9999);
    value
}

/// A day that a path or query names.
fn last_day(year: i32) -> Result<NaiveDate, Problem> {
    NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(|| Problem::bad_request("not_a_year", format!("没有 {year} 这一年")))
}
