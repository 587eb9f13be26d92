//! Waterings: measured water for a crop on a day. As honest as the readings of meters (24号 附件3 第十一条（二）): never
//! estimated, never in the future, never twice; a correction is a new watering that names the one it replaces and says why.

use chrono::NaiveDate;
use rules::{Exact, Refusal, RuleSet};
use uuid::Uuid;

use super::rule::Crop;
use crate::domain::{code::Coded, meter::NoEstimate, reading::Method};

/// A watering as it comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWatering {
    /// Whose water it is: a household, or a group that is measured as a whole.
    pub party_id: Uuid,
    /// Crop class.
    pub crop: Crop,
    /// Day.
    pub watered_on: NaiveDate,
    /// m³, to 3 decimals.
    pub volume: Exact,
    /// Mu that were watered, to 4 decimals.
    pub area_mu: Exact,
    /// How the volume was measured.
    pub method: Method,
    /// The watering that this one corrects, and why.
    pub correction: Option<(Uuid, String)>,
}

/// Checks a watering. `planted`: mu of the crop that the party has planted in the year.
pub fn check_watering(rules: &RuleSet, new: &NewWatering, planted: &Exact, today: NaiveDate) -> Result<(), Refusal> {
    let no_estimate = rules.at::<NoEstimate>("metering.no_estimate", today)?;
    if new.method == Method::Estimate && no_estimate.value == NoEstimate::Refused {
        let refusal = Refusal::new("estimate_refused", "水量是估算的：结算水量必须实际量测，不接受估算值");
        return Err(refusal.citing(no_estimate.source.citation).at("/method"));
    }
    if new.watered_on > today {
        let detail = format!("浇地日 {} 在今天（{today}）之后：请核对日期", new.watered_on);
        return Err(Refusal::new("watering_in_future", detail).at("/watered_on"));
    }
    // Corrected to nothing: there was no such watering.
    let is_nothing = new.volume.is_zero() && new.correction.is_some();
    if !new.volume.is_positive() && !is_nothing {
        let detail = format!("水量 {} 立方米必须大于0；没有浇过的请以更正改为0", new.volume);
        return Err(Refusal::new("volume_not_positive", detail).at("/volume"));
    }
    if !new.area_mu.is_positive() || new.area_mu > *planted {
        let detail = format!(
            "浇地面积 {} 亩应大于0并且不超过当年登记的{}种植面积 {planted} 亩：种植面积有变的请先更正",
            new.area_mu,
            new.crop.label()
        );
        return Err(Refusal::new("area_beyond_planting", detail).at("/area"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ruleset;

    fn exact(text: &str) -> Exact {
        Exact::parse(text, 4).unwrap()
    }

    fn watering(watered_on: &str, volume: &str, area: &str) -> NewWatering {
        NewWatering {
            party_id: Uuid::nil(),
            crop: Crop::Grain,
            watered_on: watered_on.parse().unwrap(),
            volume: exact(volume),
            area_mu: exact(area),
            method: Method::Manual,
            correction: None,
        }
    }

    fn check(new: &NewWatering) -> Result<(), &'static str> {
        let today = "2025-06-10".parse().unwrap();
        check_watering(&ruleset::load(None).unwrap(), new, &exact("12"), today).map_err(|refusal| refusal.code)
    }

    #[test]
    fn an_estimate_is_refused_with_its_article() {
        let estimate = NewWatering {
            method: Method::Estimate,
            ..watering("2025-06-01", "10", "1")
        };
        let today = "2025-06-10".parse().unwrap();
        let refusal = check_watering(&ruleset::load(None).unwrap(), &estimate, &exact("12"), today).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.citation.unwrap().article.as_str()),
            ("estimate_refused", "附件3 第十一条（二）")
        );
    }

    #[test]
    fn tomorrow_has_not_been_watered() {
        assert_eq!(check(&watering("2025-06-09", "10", "1")), Ok(()));
        assert_eq!(check(&watering("2025-06-10", "10", "1")), Ok(()));
        assert_eq!(check(&watering("2025-06-11", "10", "1")), Err("watering_in_future"));
    }

    #[test]
    fn no_more_is_watered_than_was_planted() {
        assert_eq!(check(&watering("2025-06-01", "10", "11.9999")), Ok(()));
        assert_eq!(check(&watering("2025-06-01", "10", "12")), Ok(()));
        assert_eq!(check(&watering("2025-06-01", "10", "12.0001")), Err("area_beyond_planting"));
    }

    #[test]
    fn nothing_is_a_watering_only_as_a_correction() {
        assert_eq!(check(&watering("2025-06-01", "0", "1")), Err("volume_not_positive"));
        assert_eq!(check(&watering("2025-06-01", "0.001", "1")), Ok(()));
        let correction = NewWatering {
            correction: Some((Uuid::nil(), "没有浇".to_owned())),
            ..watering("2025-06-01", "0", "1")
        };
        assert_eq!(check(&correction), Ok(()));
    }
}
