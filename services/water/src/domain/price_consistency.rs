//! Whether the printed prices of bands 2 and 3 are what 25号 五（一） gives from the price of band 1. It changes nothing:
//! the printed prices are the law.

use chrono::Datelike;
use rules::{Exact, Refusal, RuleSet};
use serde::Serialize;

use super::{
    code::Coded,
    irrigation::{BandPrices, CropGroup, District, Progression, price_key},
    quantity::UnitPrice,
};

/// A printed price that differs from the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discrepancy {
    /// District.
    pub district: District,
    /// Calendar year.
    pub year: i32,
    /// Crop group.
    pub crop_group: CropGroup,
    /// 2 or 3.
    pub band: u8,
    /// As printed, yuan per m³.
    pub printed: UnitPrice,
    /// As the rule gives it, rounded half up to 0.01.
    pub computed: UnitPrice,
}

/// The consistency report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PriceConsistency {
    /// Cells that were compared.
    pub checked: u32,
    /// Cells that differ, by district, crop group, year and band.
    pub discrepancies: Vec<Discrepancy>,
}

/// Compares every printed price of bands 2 and 3.
pub fn check(rules: &RuleSet) -> Result<PriceConsistency, Refusal> {
    let mut report = PriceConsistency {
        checked: 0,
        discrepancies: Vec::new(),
    };
    for district in District::ALL {
        for group in CropGroup::ALL {
            check_row(rules, *district, *group, &mut report)?;
        }
    }
    Ok(report)
}

fn check_row(rules: &RuleSet, district: District, crop_group: CropGroup, report: &mut PriceConsistency) -> Result<(), Refusal> {
    let key = price_key(district, crop_group);
    let versions = rules
        .parameter(&key)
        .map(|parameter| parameter.versions.as_slice())
        .unwrap_or_default();
    for version in versions {
        let from = version.source.rule.effective_from;
        let on = version.effective_to.unwrap_or(from);
        let prices = rules.at::<BandPrices>(&key, on)?.value.0;
        let additions = rules.at::<Progression>("irrigation.progression", on)?.value;
        for (band, (printed, addition)) in (2_u8..).zip(prices[1..].iter().zip(additions.of(crop_group))) {
            let exact = &prices[0] * &(&Exact::one() + addition);
            let computed = Exact::scaled(exact.round_half_up(2), 2);
            report.checked += 1;
            if computed != *printed {
                report.discrepancies.push(Discrepancy {
                    district,
                    year: from.year(),
                    crop_group,
                    band,
                    printed: UnitPrice(printed.clone()),
                    computed: UnitPrice(computed),
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::ruleset;

    #[test]
    fn three_of_the_thirty_six_printed_cells_differ_from_the_rule() {
        let report = check(&ruleset::load(None).unwrap()).unwrap();
        assert_eq!(
            serde_json::to_value(&report).unwrap(),
            json!({"checked": 36, "discrepancies": [
                {"district": "muzan", "year": 2023, "crop_group": "economic_other", "band": 3, "printed": "0.45", "computed": "0.46"},
                {"district": "muzan", "year": 2024, "crop_group": "economic_other", "band": 3, "printed": "0.56", "computed": "0.55"},
                {"district": "wanan", "year": 2025, "crop_group": "economic_other", "band": 2, "printed": "0.80", "computed": "0.79"},
            ]})
        );
    }
}
