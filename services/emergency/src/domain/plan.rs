//! An emergency plan as data, as it stands on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rules::{Cited, Exact, RuleError, RuleSet};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    action::{Action, IncidentKind, Order, Warnings},
    band::{Band, Bounds, Lowest},
    criterion::{Criterion, Figure},
    level::{Grade, Level, Office},
    organisation::Organisation,
};

/// Name and reach of a plan (1.4).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanIdentity {
    /// Name.
    pub name: String,
    /// What it calls an incident: 事件 or 事故.
    pub noun: String,
    /// What it applies to, in our own words.
    pub scope: String,
    /// Unit that has the plan's office.
    pub office_unit: String,
}

/// A condition without which figures lead to nothing (27号 附件4、附件5: 48 hours).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precondition {
    /// The figure.
    pub figure: Figure,
    /// The least it must be.
    pub at_least: Exact,
}

/// How several criteria make one outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Combination {
    /// One is enough; the highest counts.
    Highest,
}

/// Criteria that lead from figures to grades or to levels.
#[derive(Debug, Clone)]
pub struct Criteria<T> {
    /// Condition for any of them to count.
    pub precondition: Option<Cited<Precondition>>,
    /// Which bounds belong to a band.
    pub bounds: Cited<Bounds>,
    /// Where bands without a lower bound start.
    pub lowest: Option<Cited<Lowest>>,
    /// The bands per criterion, in the order of [`Criterion::ALL`].
    pub bands: Vec<(Criterion, Cited<Vec<Band<T>>>)>,
    /// How they combine.
    pub combination: Cited<Combination>,
}

/// Who may start a level otherwise than by figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionBody {
    /// 县指挥部
    Command,
    /// 县指挥部办公室
    Office,
}

/// When which level is due (附件4).
#[derive(Debug, Clone)]
pub struct Response {
    /// The plan's levels, highest first.
    pub levels: Cited<Vec<Level>>,
    /// Levels that follow from figures.
    pub criteria: Criteria<Level>,
    /// Levels that follow from the grade.
    pub by_grade: Option<Cited<BTreeMap<Grade, Level>>>,
    /// Level of an accident beyond the county's capacity.
    pub beyond_county_capacity: Option<Cited<Level>>,
    /// Who may hold that a level is needed for other reasons.
    pub by_decision: Cited<BTreeMap<Level, DecisionBody>>,
}

/// Who starts a level, and on what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starter {
    /// The office.
    pub by: Office,
    /// What the start rests on, and must record.
    pub rests_on: Option<StartBasis>,
}

/// What a start rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartBasis {
    /// The office head's report to the commander.
    OfficeHeadReport,
    /// The commander's proposal to the chief commander.
    CommanderProposal,
}

/// Who decides one change of level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelChange {
    /// Level in force.
    pub from: Level,
    /// Level wanted.
    pub to: Level,
    /// Who decides.
    pub by: Office,
}

/// Who starts, changes and ends a response (5.3.x).
#[derive(Debug, Clone)]
pub struct Authority {
    /// Starters per level.
    pub start: BTreeMap<Level, Cited<Starter>>,
    /// Every change between two levels.
    pub change: Cited<Vec<LevelChange>>,
    /// Who ends a response of each level.
    pub end: Cited<BTreeMap<Level, Office>>,
    /// What must be confirmed before.
    pub end_conditions: Cited<Vec<Order>>,
}

/// A plan on a day: everything in it is in force.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Code: first part of its rule keys.
    pub code: String,
    /// Name and reach.
    pub identity: Cited<PlanIdentity>,
    /// Kinds of incident, where the plan lists them.
    pub incident_kinds: Option<Cited<Vec<IncidentKind>>>,
    /// Figures to grades (附件5).
    pub grading: Criteria<Grade>,
    /// Figures and grades to levels (附件4).
    pub response: Response,
    /// Who decides.
    pub authority: Authority,
    /// Who takes part.
    pub organisation: Organisation,
    /// What is done.
    pub action: Action,
}

/// A rule that a plan needs and does not have on a day, or that contradicts another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFault {
    /// Rule key.
    pub key: String,
    /// What is wrong and what would be right, in Chinese.
    pub message: String,
}

/// Reads the parameters of one plan on one day.
struct Reader<'a> {
    rules: &'a RuleSet,
    code: &'a str,
    on: NaiveDate,
}

impl Reader<'_> {
    fn get<T: DeserializeOwned>(&self, aspect: &str) -> Result<Cited<T>, PlanFault> {
        let key = format!("{}.{aspect}", self.code);
        self.rules.at(&key, self.on).map_err(|error: RuleError| PlanFault {
            key,
            message: format!("{} 起预案不完整：{error}", self.on),
        })
    }

    fn optional<T: DeserializeOwned>(&self, aspect: &str) -> Result<Option<Cited<T>>, PlanFault> {
        let is_written = self.rules.parameter(&format!("{}.{aspect}", self.code)).is_some();
        is_written.then(|| self.get(aspect)).transpose()
    }

    fn criteria<T: DeserializeOwned>(&self, section: &str) -> Result<Criteria<T>, PlanFault> {
        let mut bands = Vec::new();
        for criterion in Criterion::ALL {
            if let Some(found) = self.optional(&format!("{section}.{}", criterion.code()))? {
                bands.push((criterion, found));
            }
        }
        Ok(Criteria {
            precondition: self.optional(&format!("{section}.precondition"))?,
            bounds: self.get(&format!("{section}.bounds"))?,
            lowest: self.optional(&format!("{section}.lowest"))?,
            bands,
            combination: self.get(&format!("{section}.combination"))?,
        })
    }

    fn per_level<T: DeserializeOwned>(&self, section: &str, levels: &[Level]) -> Result<BTreeMap<Level, Cited<T>>, PlanFault> {
        levels
            .iter()
            .map(|level| self.get(&format!("{section}.{}", level.code())).map(|found| (*level, found)))
            .collect()
    }

    fn warnings(&self) -> Result<Option<Warnings>, PlanFault> {
        let Some(levels) = self.optional("warning.levels")? else {
            return Ok(None);
        };
        Ok(Some(Warnings {
            levels,
            issuers: self.get("warning.issuers")?,
            change: self.get("warning.change")?,
            content: self.get("warning.content")?,
            measures: self.get("warning.measures")?,
        }))
    }

    fn organisation(&self) -> Result<Organisation, PlanFault> {
        Ok(Organisation {
            units: self.get("units")?,
            chief_commander: self.get("chief_commander")?,
            command: self.get("command")?,
            command_duties: self.get("command.duties")?,
            on_site_command: self.get("on_site_command")?,
            activation: self.get("on_site_command.activation")?,
            member_units: self.get("member_units")?,
            member_duties: self.get("member_duties")?,
            groups: self.get("groups")?,
            circumstance_lead: self.optional("municipal_utilities")?,
        })
    }
}

impl Plan {
    /// Puts a plan together as it stands on a day; a rule that is missing or not in force is a fault.
    pub fn at(rules: &RuleSet, code: &str, on: NaiveDate) -> Result<Self, PlanFault> {
        let reader = Reader { rules, code, on };
        let levels: Cited<Vec<Level>> = reader.get("response.levels")?;
        let authority = Authority {
            start: reader.per_level("authority.start", &levels.value)?,
            change: reader.get("authority.change")?,
            end: reader.get("authority.end")?,
            end_conditions: reader.get("end_conditions")?,
        };
        let action = Action {
            reporting: reader.get("reporting")?,
            measures: reader.per_level("measures", &levels.value)?,
            restricted_uses: reader.optional("restricted_uses")?,
            supply_priority: reader.optional("supply_priority")?,
            city_support: reader.optional("support.city_government")?,
            higher_command: reader.optional("higher_command")?,
            warnings: reader.warnings()?,
        };
        Ok(Self {
            code: code.to_owned(),
            identity: reader.get("plan")?,
            incident_kinds: reader.optional("incident_kinds")?,
            grading: reader.criteria("grading")?,
            response: Response {
                levels,
                criteria: reader.criteria("response")?,
                by_grade: reader.optional("response.by_grade")?,
                beyond_county_capacity: reader.optional("response.beyond_county_capacity")?,
                by_decision: reader.get("response.by_decision")?,
            },
            authority,
            organisation: reader.organisation()?,
            action,
        })
    }

    /// The rule key of one of the plan's aspects.
    pub fn key(&self, aspect: &str) -> String {
        format!("{}.{aspect}", self.code)
    }
}
