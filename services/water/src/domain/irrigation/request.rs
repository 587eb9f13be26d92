//! What an irrigation charge is computed from: as people send it, and parsed.

use rules::{Exact, Fields, InvalidInput, input::Sign};
use serde::Deserialize;

use super::rule::{Crop, District};
use crate::domain::{
    code::{Coded, parse_code},
    quantity::{AREA_DECIMALS, VOLUME_DECIMALS},
};

/// Years that a question may name; whether a schedule exists is for the rules to say.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2999;

/// A question to the irrigation calculator, as sent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IrrigationRequest {
    /// `muzan`, `gujiao` or `wanan`.
    pub district: String,
    /// Calendar year.
    pub year: i64,
    /// Whether the development and reform approval is assumed; without it, what is on record.
    #[serde(default)]
    pub approved: Option<bool>,
    /// One line per crop.
    pub lines: Vec<IrrigationLineRequest>,
}

/// One crop of a question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IrrigationLineRequest {
    /// `grain`, `economic` or `other`.
    pub crop: String,
    /// Area in mu, above zero, to 4 decimals.
    pub area_mu: String,
    /// Volume in m³, zero or above, to 3 decimals.
    pub volume: String,
}

/// A parsed question: the crops of one user in one district and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IrrigationInput {
    /// District.
    pub district: District,
    /// Calendar year.
    pub year: i32,
    /// The approval that is assumed, if any.
    pub approved: Option<bool>,
    /// Lines, each crop once.
    pub lines: Vec<IrrigationLine>,
}

/// One crop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IrrigationLine {
    /// Crop class.
    pub crop: Crop,
    /// Area, mu.
    pub area_mu: Exact,
    /// Volume delivered, m³.
    pub volume: Exact,
}

impl IrrigationRequest {
    /// Parses every field; the error lists all that are wrong, by JSON pointer.
    pub fn parse(&self) -> Result<IrrigationInput, InvalidInput> {
        let mut fields = Fields::new();
        let district = parse_code::<District>(&mut fields, "/district", "灌区", &self.district);
        let year = i32::try_from(fields.integer("/year", self.year, *YEARS.start(), *YEARS.end())).unwrap_or_default();
        fields.not_empty("/lines", &self.lines);
        if self.lines.len() > Crop::ALL.len() {
            let message = format!("最多{}行：每类作物一行", Crop::ALL.len());
            fields.fault("/lines", "too_many_lines", message);
            return Err(fields.finish().err().unwrap_or(InvalidInput { errors: Vec::new() }));
        }
        fields.unique(self.lines.iter().map(|line| line.crop.as_str()), |index| {
            format!("/lines/{index}/crop")
        });
        let lines: Vec<_> = self
            .lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| line.parse(&mut fields, &format!("/lines/{index}")))
            .collect();
        fields.finish()?;
        let Some(district) = district else {
            return Err(InvalidInput { errors: Vec::new() });
        };
        Ok(IrrigationInput {
            district,
            year,
            approved: self.approved,
            lines,
        })
    }
}

impl IrrigationLineRequest {
    fn parse(&self, fields: &mut Fields, pointer: &str) -> Option<IrrigationLine> {
        let crop = parse_code::<Crop>(fields, &format!("{pointer}/crop"), "作物类别", &self.crop);
        let area_mu = fields.decimal(&format!("{pointer}/area_mu"), &self.area_mu, AREA_DECIMALS, Sign::Positive);
        let volume = fields.decimal(&format!("{pointer}/volume"), &self.volume, VOLUME_DECIMALS, Sign::NonNegative);
        Some(IrrigationLine {
            crop: crop?,
            area_mu,
            volume,
        })
    }
}
