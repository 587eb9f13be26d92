//! The figures of 24号 附件8, as the rule files have them.

use chrono::NaiveDate;
use rules::{CaseDays, Citation, Cited, Declared, Exact, Refusal, RuleSet};
use serde::Deserialize;

use super::{Grade, Purse, Subject, Use};
use crate::domain::irrigation::{Crop, PerCrop};

/// The keys that subsidy and reward read.
pub const DECLARED: &[Declared] = &[
    Declared::of::<DistrictShares>("reward.shares.district"),
    Declared::of::<Shares>("reward.shares.village"),
    Declared::of::<Places>("reward.places"),
    Declared::of::<Ties>("reward.ties"),
    Declared::of::<PerGrade<PerCrop<Exact>>>("reward.subsidy"),
    Declared::of::<PerGrade<Exact>>("reward.reward"),
    Declared::of::<CountedLand>("reward.counted_land"),
    Declared::of::<GrainFirst>("reward.shortage"),
    Declared::of::<u32>("reward.notice_days"),
    Declared::of::<u32>("reward.sample_checks"),
    Declared::of::<Exact>("reward.right_cut"),
    Declared::of::<CaseDays>("reward.case_days"),
    Declared::of::<Uses>("reward.uses"),
];

/// Shares of the two grades that have a ceiling (1 = 100 %).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// Excellent.
    pub excellent: Exact,
    /// Good.
    pub good: Exact,
}

/// Shares as 第五条 prints them; that of `pass` binds nobody.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistrictShares {
    /// Excellent.
    pub excellent: Exact,
    /// Good.
    pub good: Exact,
    /// Pass.
    pub pass: Exact,
}

/// How many places a share gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Places {
    /// n × share, each rounded half up on its own.
    EachHalfUp,
}

/// What equal scores get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// The same rank and the same grade; where the places do not suffice for all of them, all get the next grade.
    SameGrade,
}

/// A value per grade.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerGrade<T> {
    /// Excellent.
    pub excellent: T,
    /// Good.
    pub good: T,
    /// Pass.
    pub pass: T,
    /// Fail.
    pub fail: T,
}

impl<T> PerGrade<T> {
    /// The value of a grade.
    pub fn of(&self, grade: Grade) -> &T {
        match grade {
            Grade::Excellent => &self.excellent,
            Grade::Good => &self.good,
            Grade::Pass => &self.pass,
            Grade::Fail => &self.fail,
        }
    }
}

/// How often land counts in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedLand {
    /// Once: planted ≤ reformed ≤ effectively irrigated.
    Once,
}

/// Whose subsidy comes first when the money is short: grain, then economic crops (第五条).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Crop>")]
pub struct GrainFirst;

impl TryFrom<Vec<Crop>> for GrainFirst {
    type Error = &'static str;

    fn try_from(order: Vec<Crop>) -> Result<Self, Self::Error> {
        if order == [Crop::Grain, Crop::Economic] {
            Ok(Self)
        } else {
            Err("附件8第五条规定优先补贴粮食生产区：次序应为粮食、经济作物")
        }
    }
}

/// The uses of each purse (第九条).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uses {
    /// Of the subsidy.
    pub subsidy: Vec<Use>,
    /// Of the reward.
    pub reward: Vec<Use>,
}

/// The rules of one day.
#[derive(Debug, Clone)]
pub struct RewardRules {
    /// Shares of districts.
    pub district_shares: Cited<DistrictShares>,
    /// Shares of villages.
    pub village_shares: Cited<Shares>,
    /// Rounding of places.
    pub places: Cited<Places>,
    /// Equal scores.
    pub ties: Cited<Ties>,
    /// Yuan per mu by grade of the district and crop.
    pub subsidy: Cited<PerGrade<PerCrop<Exact>>>,
    /// Yuan per mu of reformed area by grade of the village.
    pub reward: Cited<PerGrade<Exact>>,
    /// What land counts.
    pub counted_land: Cited<CountedLand>,
    /// Who comes first.
    pub shortage: Cited<GrainFirst>,
    /// Working days of the village notice, at least.
    pub notice_days: Cited<u32>,
    /// Villages of a town's summary that the county looks at, at least.
    pub sample_checks: Cited<u32>,
    /// Share of next year's water right that a failed district loses.
    pub right_cut: Cited<Exact>,
    /// Terms of the cases.
    pub case_days: Cited<CaseDays>,
    /// Uses of the money.
    pub uses: Cited<Uses>,
}

impl RewardRules {
    /// The rules in force on a day.
    pub fn at(rules: &RuleSet, on: NaiveDate) -> Result<Self, Refusal> {
        Ok(Self {
            district_shares: rules.at("reward.shares.district", on)?,
            village_shares: rules.at("reward.shares.village", on)?,
            places: rules.at("reward.places", on)?,
            ties: rules.at("reward.ties", on)?,
            subsidy: rules.at("reward.subsidy", on)?,
            reward: rules.at("reward.reward", on)?,
            counted_land: rules.at("reward.counted_land", on)?,
            shortage: rules.at("reward.shortage", on)?,
            notice_days: rules.at("reward.notice_days", on)?,
            sample_checks: rules.at("reward.sample_checks", on)?,
            right_cut: rules.at("reward.right_cut", on)?,
            case_days: rules.at("reward.case_days", on)?,
            uses: rules.at("reward.uses", on)?,
        })
    }

    /// Shares of excellent and good, and the article.
    pub fn shares(&self, subject: Subject) -> (&Exact, &Exact, &Citation) {
        match subject {
            Subject::District => {
                let shares = &self.district_shares;
                (&shares.value.excellent, &shares.value.good, &shares.source.citation)
            }
            Subject::Village => {
                let shares = &self.village_shares;
                (&shares.value.excellent, &shares.value.good, &shares.source.citation)
            }
        }
    }

    /// Refuses a use that the money is not bound to (第九条).
    pub fn check_use(&self, purse: Purse, use_code: Use) -> Result<(), Refusal> {
        use crate::domain::code::Coded;
        let allowed = match purse {
            Purse::Subsidy => &self.uses.value.subsidy,
            Purse::Reward => &self.uses.value.reward,
        };
        if allowed.contains(&use_code) {
            return Ok(());
        }
        let allowed: Vec<_> = allowed.iter().map(|use_code| use_code.label()).collect();
        let detail = format!(
            "{}资金不能用于「{}」：只能用于{}",
            purse.label(),
            use_code.label(),
            allowed.join("、")
        );
        Err(Refusal::new("use_not_allowed", detail)
            .citing(self.uses.source.citation.clone())
            .at("/use_code"))
    }
}
