//! Water rights of a year (25号 六（五）): the district's permit → farmers' water associations → groups → households. What
//! hangs below one never adds up to more than it. A district that failed its assessment has 5 % less (24号 附件8 第五条（四）).

use chrono::{Datelike, NaiveDate};
use rules::{Cited, Declared, Exact, Refusal, RuleSet, Trace};
use serde::Deserialize;

use super::rule::{District, DistrictFacts, PerCrop};
use crate::domain::{
    code::{Coded, coded},
    quantity::VOLUME_DECIMALS,
};

/// The keys that rights read.
pub const DECLARED: &[Declared] = &[
    Declared::of::<RightSum>("irrigation.right.sum"),
    Declared::of::<HouseholdShares>("irrigation.right.household_shares"),
    Declared::of::<Exact>("irrigation.right.cut"),
    Declared::of::<CutBase>("irrigation.right.cut_base"),
];

/// How rights add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightSum {
    /// Never to more than what they are parts of.
    ChildrenWithinParent,
}

/// Whether rights go down to households.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HouseholdShares {
    /// They may.
    Optional,
    /// Groups are the last.
    None,
}

/// Of what a cut takes its share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CutBase {
    /// The permit's volume of a year.
    PermitVolume,
}

coded! {
    /// Who can hold a water right, from the largest to the smallest.
    pub enum PartyKind {
        /// Farmers' water association.
        Association = "association", "农民用水合作组织";
        /// Water-use group.
        Group = "group", "用水组";
        /// Household.
        Household = "household", "农户";
    }
}

impl PartyKind {
    /// What it is a part of; an association is a part of the district.
    pub fn parent(self) -> Option<Self> {
        match self {
            Self::Association => None,
            Self::Group => Some(Self::Association),
            Self::Household => Some(Self::Group),
        }
    }
}

/// What a right rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightBasis {
    /// Confirmed cultivated area, mu.
    pub confirmed_area: Exact,
    /// Irrigated area, mu.
    pub irrigated_area: Exact,
    /// Area per crop, mu.
    pub crop_areas: PerCrop<Exact>,
    /// Use of the last three years, the latest first, m³.
    pub last_use: [Exact; 3],
    /// State of the works.
    pub works: String,
}

/// The rules of rights in a year.
#[derive(Debug, Clone)]
pub struct RightRules {
    /// How rights add up.
    pub sum: Cited<RightSum>,
    /// Whether households have rights.
    pub household_shares: Cited<HouseholdShares>,
    /// Crop quotas, m³ per mu.
    pub quotas: Cited<PerCrop<Exact>>,
    /// What the gazette says of the district.
    pub facts: Cited<DistrictFacts>,
}

impl RightRules {
    /// The rules in force on the last day of the year.
    pub fn for_year(rules: &RuleSet, district: District, year: i32) -> Result<Self, Refusal> {
        let on = last_day(year)?;
        Ok(Self {
            sum: rules.at("irrigation.right.sum", on)?,
            household_shares: rules.at("irrigation.right.household_shares", on)?,
            quotas: rules.at("irrigation.crop_quota", on)?,
            facts: rules.at(&format!("district.{}", district.code()), on)?,
        })
    }

    /// What the provincial quota gives for these crops, m³.
    pub fn quota_volume(&self, areas: &PerCrop<Exact>) -> Exact {
        let of = |crop: &super::rule::Crop| areas.of(*crop) * self.quotas.value.of(*crop);
        super::rule::Crop::ALL.iter().map(of).sum()
    }

    /// Refuses a basis that contradicts itself, and a household where rights end with groups.
    pub fn check_basis(&self, kind: PartyKind, basis: &RightBasis) -> Result<(), Refusal> {
        if kind == PartyKind::Household && self.household_shares.value == HouseholdShares::None {
            let refusal = Refusal::new("no_household_shares", "水权只细化到用水组，不再分到农户");
            return Err(refusal.citing(self.household_shares.source.citation.clone()).at("/party_id"));
        }
        if basis.irrigated_area > basis.confirmed_area {
            let detail = format!(
                "灌溉面积 {} 亩不能超过确权耕地面积 {} 亩：请核对",
                basis.irrigated_area, basis.confirmed_area
            );
            return Err(Refusal::new("irrigated_beyond_confirmed", detail)
                .citing(self.sum.source.citation.clone())
                .at("/basis/irrigated_area"));
        }
        Ok(())
    }
}

fn last_day(year: i32) -> Result<NaiveDate, Refusal> {
    NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(|| Refusal::new("year_out_of_range", format!("{year} 不是可用的年份")).at("/year"))
}

/// A decision that a district's right of a year is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Calendar year whose right is cut: the one after the year that was assessed.
    pub year: i32,
    /// Number of the decision.
    pub decision_number: String,
    /// Its day.
    pub decided_on: NaiveDate,
}

impl Cut {
    /// The share that is cut, by the rules of the day of the decision. It must be made after the assessed year has begun and
    /// before the year of the cut has ended, and not in the future.
    pub fn share(&self, rules: &RuleSet, today: NaiveDate) -> Result<Cited<Exact>, Refusal> {
        let share: Cited<Exact> = rules.at("irrigation.right.cut", self.decided_on)?;
        let refuse = |code, detail: String| Err(Refusal::new(code, detail).citing(share.source.citation.clone()).at("/decided_on"));
        if self.decided_on > today {
            return refuse(
                "cut_in_future",
                format!("决定日期 {} 在今天（{today}）之后：请核对日期", self.decided_on),
            );
        }
        if !(self.year - 1..=self.year).contains(&self.decided_on.year()) {
            let detail = format!(
                "核减的是考核年度的下一年：{}年水权的核减决定应在{}年至{}年之内作出，不能是 {}",
                self.year,
                self.year - 1,
                self.year,
                self.decided_on
            );
            return refuse("cut_of_another_year", detail);
        }
        Ok(share)
    }
}

/// How much water a district may share out in a year, with every step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceiling {
    /// The permit, m³.
    pub permit: Exact,
    /// What may be shared out, m³, to 3 decimals.
    pub volume: Exact,
    /// The steps.
    pub trace: Trace,
}

/// The ceiling of a district: its permit, less what was cut. `cut`: the decision with the day by whose rules it was made.
pub fn ceiling(rules: &RuleSet, district: District, year: i32, cut: Option<&Cut>) -> Result<Ceiling, Refusal> {
    let of_year = RightRules::for_year(rules, district, year)?;
    let permit = of_year.facts.value.permit_volume.clone();
    let mut trace = Trace::new();
    let of = || [("district", district.label().to_owned()), ("year", year.to_string())];
    trace.step(
        "permit",
        "灌区年取水许可量（立方米）",
        of(),
        permit.to_exact_text(),
        &of_year.facts.source,
    );
    let Some(cut) = cut else {
        trace.step(
            "ceiling",
            "可分配的水权 = 取水许可量",
            of(),
            permit.to_exact_text(),
            &of_year.sum.source,
        );
        return Ok(Ceiling {
            volume: permit.clone(),
            permit,
            trace,
        });
    };
    let share: Cited<Exact> = rules.at("irrigation.right.cut", cut.decided_on)?;
    let base: Cited<CutBase> = rules.at("irrigation.right.cut_base", cut.decided_on)?;
    let exact = match base.value {
        CutBase::PermitVolume => &permit * &(&Exact::one() - &share.value),
    };
    trace.step(
        "cut",
        "考核不合格，核减下年度水权的比例",
        [
            ("decision", cut.decision_number.clone()),
            ("decided_on", cut.decided_on.to_string()),
        ],
        share.value.to_exact_text(),
        &share.source,
    );
    let volume = floor_litre(&exact);
    trace.step(
        "ceiling",
        "可分配的水权 = 取水许可量 × (1 − 核减比例)",
        [("permit", permit.to_exact_text()), ("cut", share.value.to_exact_text())],
        volume.to_exact_text(),
        &base.source,
    );
    Ok(Ceiling { permit, volume, trace })
}

/// To 0.001 m³, downwards: no more water is shared out than there is.
fn floor_litre(volume: &Exact) -> Exact {
    let rounded = Exact::scaled(volume.round_half_up(VOLUME_DECIMALS), VOLUME_DECIMALS);
    if rounded > *volume {
        rounded - Exact::scaled(1, VOLUME_DECIMALS)
    } else {
        rounded
    }
}

/// What a new right has to fit between. Volumes in m³.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// What it is a part of: the parent's right, or the district's ceiling.
    pub limit: Exact,
    /// Who has the limit, for the message.
    pub limit_of: String,
    /// The parent's other parts, those that wait for approval included.
    pub others: Exact,
    /// The right that it replaces.
    pub replaced: Option<Exact>,
    /// What its own parts add up to.
    pub children: Exact,
    /// The decision that has cut the limit.
    pub cut: Option<Cut>,
}

/// Refuses a right that does not fit, be it by 0.001 m³. A right that becomes smaller always fits above: that is how rights
/// come down after a cut, the smallest first.
pub fn check_allocation(rules: &RightRules, share: Option<&Cited<Exact>>, wanted: &Exact, allocation: &Allocation) -> Result<(), Refusal> {
    let RightSum::ChildrenWithinParent = rules.sum.value;
    if *wanted < allocation.children {
        let detail = format!(
            "这项水权 {wanted} 立方米少于它已分给下级的 {} 立方米：请先调减下级的水权",
            allocation.children
        );
        return Err(Refusal::new("right_below_children", detail)
            .citing(rules.sum.source.citation.clone())
            .at("/volume"));
    }
    let is_smaller = allocation.replaced.as_ref().is_some_and(|replaced| wanted < replaced);
    let sum = &allocation.others + wanted;
    if is_smaller || sum <= allocation.limit {
        return Ok(());
    }
    let left = Exact::zero().max(&allocation.limit - &allocation.others);
    let over = &sum - &allocation.limit;
    let (why, citation) = match (&allocation.cut, share) {
        (Some(cut), Some(share)) => (
            format!(
                "（{}决定考核不合格核减{}年水权，文号{}）",
                cut.decided_on, cut.year, cut.decision_number
            ),
            share.source.citation.clone(),
        ),
        _ => (String::new(), rules.sum.source.citation.clone()),
    };
    let detail = format!(
        "{}的水权是 {} 立方米{why}，已分给其他的 {} 立方米，再分 {wanted} 立方米就超出 {over} 立方米：最多还能分 {left} 立方米",
        allocation.limit_of, allocation.limit, allocation.others
    );
    Err(Refusal::new("right_exceeds_parent", detail).citing(citation).at("/volume"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{irrigation::Crop, ruleset};

    fn rule_set() -> RuleSet {
        ruleset::load(None).unwrap()
    }

    fn exact(text: &str) -> Exact {
        Exact::parse(text, 6).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn cut(year: i32, decided_on: &str) -> Cut {
        Cut {
            year,
            decision_number: "新水发〔2025〕41号".to_owned(),
            decided_on: day(decided_on),
        }
    }

    fn of_2025() -> RightRules {
        RightRules::for_year(&rule_set(), District::Muzan, 2025).unwrap()
    }

    fn room(limit: &str, others: &str) -> Allocation {
        Allocation {
            limit: exact(limit),
            limit_of: "木赞灌区2025年".to_owned(),
            others: exact(others),
            replaced: None,
            children: Exact::zero(),
            cut: None,
        }
    }

    fn code(outcome: Result<(), Refusal>) -> Result<(), &'static str> {
        outcome.map_err(|refusal| refusal.code)
    }

    #[test]
    fn parts_fit_to_the_litre_and_not_a_litre_beyond() {
        let allocation = room("8590000", "8000000");
        let check = |wanted| code(check_allocation(&of_2025(), None, &exact(wanted), &allocation));
        assert_eq!(check("589999.999"), Ok(()));
        assert_eq!(check("590000"), Ok(()));
        assert_eq!(check("590000.001"), Err("right_exceeds_parent"));
        let refusal = check_allocation(&of_2025(), None, &exact("590000.001"), &allocation).unwrap_err();
        assert_eq!(refusal.citation.unwrap().article, "六（五）");
        assert!(refusal.detail.contains("超出 0.001 立方米"), "{}", refusal.detail);
    }

    #[test]
    fn a_right_never_falls_below_its_parts() {
        let allocation = Allocation {
            children: exact("100"),
            ..room("1000", "0")
        };
        let check = |wanted| code(check_allocation(&of_2025(), None, &exact(wanted), &allocation));
        assert_eq!(check("99.999"), Err("right_below_children"));
        assert_eq!(check("100"), Ok(()));
        assert_eq!(check("100.001"), Ok(()));
    }

    #[test]
    fn a_right_that_becomes_smaller_is_taken_though_the_sum_is_still_beyond_the_cut() {
        let allocation = Allocation {
            replaced: Some(exact("600")),
            ..room("950", "400")
        };
        let check = |wanted| code(check_allocation(&of_2025(), None, &exact(wanted), &allocation));
        assert_eq!(check("599.999"), Ok(()));
        assert_eq!(check("600"), Err("right_exceeds_parent"));
    }

    #[test]
    fn a_failed_district_has_five_percent_less() {
        let rules = rule_set();
        let whole = ceiling(&rules, District::Muzan, 2026, None).unwrap();
        assert_eq!(whole.volume, exact("8590000"));
        for (district, left) in [
            (District::Muzan, "8160500"),
            (District::Gujiao, "7030000"),
            (District::Wanan, "4940000"),
        ] {
            let less = ceiling(&rules, district, 2026, Some(&cut(2026, "2025-12-20"))).unwrap();
            assert_eq!(less.volume, exact(left), "{district:?}");
            let articles: Vec<_> = less.trace.steps().iter().map(|step| step.citation.article.as_str()).collect();
            assert!(articles.contains(&"附件8 第五条（四）"), "{articles:?}");
        }
    }

    #[test]
    fn what_a_cut_leaves_is_rounded_down_to_the_litre() {
        assert_eq!(floor_litre(&exact("1.0005")), exact("1"));
        assert_eq!(floor_litre(&exact("1.001")), exact("1.001"));
        assert_eq!(floor_litre(&exact("1.0019")), exact("1.001"));
    }

    #[test]
    fn a_draft_beyond_a_cut_is_refused_with_the_article_of_the_cut() {
        let rules = rule_set();
        let cut = cut(2026, "2025-12-20");
        let share = cut.share(&rules, day("2026-01-10")).unwrap();
        let allocation = Allocation {
            cut: Some(cut),
            ..room("8160500", "0")
        };
        let check = |wanted| check_allocation(&of_2025(), Some(&share), &exact(wanted), &allocation);
        assert!(check("8160500").is_ok());
        let refusal = check("8160500.001").unwrap_err();
        assert_eq!(refusal.citation.unwrap().article, "附件8 第五条（四）");
        assert!(refusal.detail.contains("新水发〔2025〕41号"), "{}", refusal.detail);
    }

    #[test]
    fn a_decision_is_of_the_assessed_year_or_the_year_of_the_cut_and_never_of_tomorrow() {
        let rules = rule_set();
        let check = |decided_on: &str, today: &str| {
            cut(2026, decided_on)
                .share(&rules, day(today))
                .map(drop)
                .map_err(|error| error.code)
        };
        assert_eq!(check("2024-12-31", "2026-12-31"), Err("cut_of_another_year"));
        assert_eq!(check("2025-01-01", "2026-12-31"), Ok(()));
        assert_eq!(check("2026-12-31", "2026-12-31"), Ok(()));
        assert_eq!(check("2027-01-01", "2027-06-01"), Err("cut_of_another_year"));
        assert_eq!(check("2026-03-02", "2026-03-01"), Err("cut_in_future"));
        assert_eq!(check("2026-03-01", "2026-03-01"), Ok(()));
    }

    #[test]
    fn the_cut_is_a_rule_from_its_first_to_its_last_day() {
        let rules = rule_set();
        let at = |text: &str| rules.at::<Exact>("irrigation.right.cut", day(text)).map(|cited| cited.value);
        assert!(at("2023-10-10").is_err() && at("2028-10-11").is_err());
        assert_eq!(
            (at("2023-10-11").unwrap(), at("2028-10-10").unwrap()),
            (exact("0.05"), exact("0.05"))
        );
    }

    #[test]
    fn the_quota_volume_is_area_by_provincial_quota() {
        let areas = PerCrop::each(|crop| match crop {
            Crop::Grain => exact("10"),
            Crop::Economic => exact("2.5"),
            Crop::Other => exact("1"),
        });
        assert_eq!(of_2025().quota_volume(&areas), exact("2495"));
    }

    #[test]
    fn the_irrigated_area_is_a_part_of_the_confirmed_one() {
        let basis = |irrigated: &str| RightBasis {
            confirmed_area: exact("100"),
            irrigated_area: exact(irrigated),
            crop_areas: PerCrop::each(|_| exact("1")),
            last_use: [exact("1"), exact("1"), exact("1")],
            works: "渠系完好".to_owned(),
        };
        let check = |irrigated| code(of_2025().check_basis(PartyKind::Household, &basis(irrigated)));
        assert_eq!((check("99.9999"), check("100")), (Ok(()), Ok(())));
        assert_eq!(check("100.0001"), Err("irrigated_beyond_confirmed"));
        let mut without = of_2025();
        without.household_shares.value = HouseholdShares::None;
        assert_eq!(
            code(without.check_basis(PartyKind::Household, &basis("1"))),
            Err("no_household_shares")
        );
        assert_eq!(code(without.check_basis(PartyKind::Group, &basis("1"))), Ok(()));
    }
}
