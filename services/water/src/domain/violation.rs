//! The catalogue of forbidden acts (24号 附件3 第十二条) and the fine for late replacement (第十三条).

use chrono::NaiveDate;
use rules::{Citation, Cited, Declared, Money, Refusal, RuleSet};
use serde::Deserialize;

/// The keys that violations read.
pub const DECLARED: &[Declared] = &[
    Declared::of::<ForbiddenActs>("metering.forbidden_acts"),
    Declared::of::<FineRange>("metering.late_replacement_fine"),
];

/// One forbidden act.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForbiddenAct {
    /// Stable code.
    pub code: ForbiddenActCode,
    /// Item of the article, e.g. `（二）`.
    pub item: String,
    /// The act, in our words.
    pub label: String,
}

/// The eight acts, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForbiddenActCode {
    /// （一）.
    MovedOrDismantled,
    /// （二）.
    UnverifiedOrExpired,
    /// （三）.
    AccuracyDamaged,
    /// （四）.
    DataForged,
    /// （五）.
    StructureAltered,
    /// （六）.
    VerificationSealBroken,
    /// （七）.
    ObsoleteOrSubstandard,
    /// （八）.
    SealedMeterUsed,
}

/// The catalogue: each act once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<ForbiddenAct>")]
pub struct ForbiddenActs(Vec<ForbiddenAct>);

impl TryFrom<Vec<ForbiddenAct>> for ForbiddenActs {
    type Error = &'static str;

    fn try_from(acts: Vec<ForbiddenAct>) -> Result<Self, Self::Error> {
        let codes: std::collections::BTreeSet<_> = acts.iter().map(|act| act.code).collect();
        if acts.len() == 8 && codes.len() == 8 {
            Ok(Self(acts))
        } else {
            Err("禁止行为应当正好八种，每种一次")
        }
    }
}

impl ForbiddenActs {
    /// The acts, in the order of the article.
    pub fn all(&self) -> &[ForbiddenAct] {
        &self.0
    }
}

/// Where a forbidden act stands: the article with its item.
pub fn citation_of(acts: &Cited<ForbiddenActs>, code: ForbiddenActCode) -> Citation {
    let item = acts.value.0.iter().find(|act| act.code == code).map_or("", |act| act.item.as_str());
    let Citation { document, article } = acts.source.citation.clone();
    Citation::new(document, format!("{article}{item}"))
}

/// The fine for household meters not replaced when due, in yuan, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawFineRange")]
pub struct FineRange {
    /// Least.
    pub least: Money,
    /// Most.
    pub most: Money,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFineRange {
    least: Money,
    most: Money,
}

impl TryFrom<RawFineRange> for FineRange {
    type Error = &'static str;

    fn try_from(raw: RawFineRange) -> Result<Self, Self::Error> {
        let fits = raw.least.is_positive() && raw.least <= raw.most;
        fits.then_some(Self {
            least: raw.least,
            most: raw.most,
        })
        .ok_or("罚款下限必须大于0并且不超过上限")
    }
}

/// An order to a supply company to replace household meters that are past their cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectionOrder {
    /// Last day of the time given.
    pub deadline: NaiveDate,
    /// Day on which the company replaced them.
    pub corrected_on: Option<NaiveDate>,
}

/// Refuses a fine before the deadline of the order has passed, one for what was corrected in time, and one outside
/// the range (24号 附件3 第十三条).
pub fn check_late_replacement_fine(rules: &RuleSet, order: &CorrectionOrder, amount: Money, decided_on: NaiveDate) -> Result<(), Refusal> {
    let range: Cited<FineRange> = rules.at("metering.late_replacement_fine", decided_on)?;
    let refuse = |code, detail: String, pointer: &str| Err(Refusal::new(code, detail).citing(range.source.citation.clone()).at(pointer));
    if decided_on <= order.deadline {
        return refuse(
            "fine_before_deadline",
            format!("责令改正的期限到 {} 为止，期限届满仍不改正才能罚款", order.deadline),
            "/decided_on",
        );
    }
    if let Some(corrected_on) = order.corrected_on.filter(|on| *on <= order.deadline) {
        return refuse(
            "corrected_in_time",
            format!("已在期限内（{corrected_on}）改正，不能罚款"),
            "/decided_on",
        );
    }
    let FineRange { least, most } = range.value;
    if !(least..=most).contains(&amount) {
        return refuse(
            "fine_out_of_range",
            format!("罚款 {amount} 元不在规定范围内，应为 {least} 至 {most} 元（含两端）"),
            "/amount",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ruleset;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn fine(amount: &str, decided_on: &str, corrected_on: Option<&str>) -> Result<(), &'static str> {
        let order = CorrectionOrder {
            deadline: day("2024-05-31"),
            corrected_on: corrected_on.map(day),
        };
        let rules = ruleset::load(None).unwrap();
        check_late_replacement_fine(&rules, &order, Money::parse(amount).unwrap(), day(decided_on)).map_err(|refusal| refusal.code)
    }

    #[test]
    fn the_fine_lies_between_ten_and_thirty_thousand_inclusive() {
        for (amount, answer) in [
            ("9999.99", Err("fine_out_of_range")),
            ("10000.00", Ok(())),
            ("10000.01", Ok(())),
            ("30000.00", Ok(())),
            ("30000.01", Err("fine_out_of_range")),
        ] {
            assert_eq!(fine(amount, "2024-06-01", None), answer, "{amount}");
        }
    }

    #[test]
    fn nobody_is_fined_before_the_deadline_has_passed() {
        assert_eq!(fine("20000.00", "2024-05-30", None), Err("fine_before_deadline"));
        assert_eq!(fine("20000.00", "2024-05-31", None), Err("fine_before_deadline"));
        assert_eq!(fine("20000.00", "2024-06-01", None), Ok(()));
        assert_eq!(fine("20000.00", "2024-06-02", Some("2024-05-31")), Err("corrected_in_time"));
        assert_eq!(fine("20000.00", "2024-06-02", Some("2024-06-01")), Ok(()));
    }

    #[test]
    fn the_catalogue_has_the_eight_acts_with_their_items() {
        let acts: Cited<ForbiddenActs> = ruleset::load(None)
            .unwrap()
            .at("metering.forbidden_acts", day("2024-01-01"))
            .unwrap();
        let items: Vec<_> = acts.value.all().iter().map(|act| act.item.as_str()).collect();
        assert_eq!(
            items,
            ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）", "（八）"]
        );
        assert_eq!(
            citation_of(&acts, ForbiddenActCode::SealedMeterUsed).article,
            "附件3 第十二条（八）"
        );
    }
}
