//! The rules of a vote: thresholds per matter, and how votes are counted where the texts are silent.

use chrono::NaiveDate;
use rules::{Cited, RuleError, RuleSet};
use serde::{Deserialize, Serialize};

use super::threshold::Threshold;

/// What is voted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// Use of the maintenance fund (民法典 第二百七十八条第一款第五项).
    UseOfFund,
    /// Raising it (第六项).
    RaiseFund,
    /// Rebuilding (第七项).
    Rebuild,
    /// Changing the use of common parts, business use included (第八项).
    ChangeOfUse,
}

impl Matter {
    /// All matters.
    pub const ALL: [Self; 4] = [Self::UseOfFund, Self::RaiseFund, Self::Rebuild, Self::ChangeOfUse];

    /// Stable code: as in the API and in rule keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::UseOfFund => "use_of_fund",
            Self::RaiseFund => "raise_fund",
            Self::Rebuild => "rebuild",
            Self::ChangeOfUse => "change_of_use",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::UseOfFund => "使用维修资金",
            Self::RaiseFund => "筹集维修资金",
            Self::Rebuild => "改建、重建",
            Self::ChangeOfUse => "改变共有部分用途",
        }
    }
}

/// Which area participates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaCounting {
    /// That of the units with a valid ballot.
    UnitsWithValidBallot,
}

/// How owners with several units count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerCounting {
    /// Once.
    Once,
}

/// On which side an owner with different ballots counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerSide {
    /// On the side with more of his participating area.
    LargerParticipatingArea,
}

/// How an owner counts whose two sides have the same area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieCounting {
    /// Participating, not consenting.
    NotConsenting,
}

/// What an invalid ballot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvalidBallotCounting {
    /// Not participating.
    NotParticipating,
}

/// What a vote without participants is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoParticipants {
    /// Without consent.
    NotMet,
}

/// How what is still needed is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StillNeededMethod {
    /// The least per measure, the others staying as they are.
    LeastPerMeasure,
}

/// The rules of a vote on a matter, on a day.
#[derive(Debug, Clone)]
pub struct VoteRules {
    pub(super) participation: Cited<Threshold>,
    pub(super) consent: Cited<Threshold>,
    pub(super) area: Cited<AreaCounting>,
    pub(super) owner: Cited<OwnerCounting>,
    pub(super) owner_side: Cited<OwnerSide>,
    pub(super) tie: Cited<TieCounting>,
    pub(super) invalid_ballot: Cited<InvalidBallotCounting>,
    pub(super) no_participants: Cited<NoParticipants>,
    pub(super) still_needed: Cited<StillNeededMethod>,
}

impl VoteRules {
    /// The rules as they stand on a day; refused on a day when the texts are not in force.
    pub fn at(rules: &RuleSet, matter: Matter, on: NaiveDate) -> Result<Self, RuleError> {
        Ok(Self {
            participation: rules.at(&format!("vote.{}.participation", matter.code()), on)?,
            consent: rules.at(&format!("vote.{}.consent", matter.code()), on)?,
            area: rules.at("vote.counting.area", on)?,
            owner: rules.at("vote.counting.owner", on)?,
            owner_side: rules.at("vote.counting.owner_side", on)?,
            tie: rules.at("vote.counting.tie", on)?,
            invalid_ballot: rules.at("vote.counting.invalid_ballot", on)?,
            no_participants: rules.at("vote.counting.no_participants", on)?,
            still_needed: rules.at("vote.counting.still_needed", on)?,
        })
    }
}
