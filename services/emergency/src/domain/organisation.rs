//! Who takes part under a plan: units, command, working groups, duties.

use std::collections::BTreeSet;

use rules::Cited;
use serde::Deserialize;

use super::level::Level;

/// A unit that a plan names (2.1, 附件2, 附件3).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Code that the rest of the plan refers to.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Other names under which the plan prints the same unit.
    #[serde(default)]
    pub also_printed: Vec<String>,
}

/// Which post in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// 分管住建工作的副县长
    ConstructionDeputyCountyHead,
    /// 联系副主任
    LiaisonDeputyDirector,
    /// 主要负责人
    Head,
    /// 分管负责人
    DeputyInCharge,
}

impl PostKind {
    /// Chinese name, as it follows the unit's.
    pub fn name(self) -> &'static str {
        match self {
            Self::ConstructionDeputyCountyHead => "分管住建工作的副县长",
            Self::LiaisonDeputyDirector => "联系副主任",
            Self::Head => "主要负责人",
            Self::DeputyInCharge => "分管负责人",
        }
    }
}

/// A circumstance that a rule is limited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Circumstance {
    /// The accident concerns municipal utilities (28号 2.3, 附件3).
    MunicipalUtilities,
}

impl Circumstance {
    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::MunicipalUtilities => "涉及市政公用设施",
        }
    }
}

/// A post that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Unit code.
    pub unit: String,
    /// Post in the unit.
    pub post: PostKind,
    /// Set where the post counts only in some incidents.
    pub only_when: Option<Circumstance>,
}

/// The county command and its office (2.1).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Name of the command.
    pub body: String,
    /// 指挥长
    pub commander: Post,
    /// 副指挥长
    pub deputy_commanders: Vec<Post>,
    /// 办公室主任
    pub office_head: Post,
}

/// What the command and its office do (附件2).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandDuties {
    /// Duties of the command.
    pub command: Vec<String>,
    /// Duties of its office.
    pub office: Vec<String>,
}

/// The chief commander, of another body (5.3.4).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChiefCommander {
    /// The body he heads.
    pub body: String,
    /// Name of the post.
    pub post: String,
}

/// The on-site command (2.3).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnSiteCommand {
    /// 指挥长
    pub commander: Post,
    /// 副指挥长
    pub deputy_commanders: Vec<Post>,
}

/// From which level there is an on-site command, and when it becomes active (5.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activation {
    /// This level and all above it.
    pub from_level: Level,
    /// The moment.
    pub active: ActiveFrom,
}

/// When on-site command and working groups become active.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActiveFrom {
    /// With the start of the response (27号 5.3.3).
    AtStart,
    /// When the commander's arrival on site is recorded (28号 5.3.3第2项).
    OnCommanderArrival,
}

/// Duties of one unit, or of several together (附件2). Each duty becomes one task per unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberDuties {
    /// Unit codes.
    pub units: Vec<String>,
    /// Duties, in our own words.
    pub duties: Vec<String>,
}

/// A working group of the on-site command (附件3).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingGroup {
    /// Code, unique within the plan.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Leads; one that counts only in some incidents stands after the ordinary one.
    pub leads: Vec<Post>,
    /// Unit codes; may be empty where `members_note` says how they are found.
    pub members: Vec<String>,
    /// How members are found where none are printed.
    pub members_note: Option<String>,
    /// Duties, in our own words.
    pub duties: Vec<String>,
}

/// What the lead named for municipal utilities does to the other lead (28号 附件3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CircumstanceLead {
    /// Leads instead.
    ReplacesOtherLead,
    /// Leads beside.
    JoinsOtherLead,
}

impl WorkingGroup {
    /// Who leads the group in an incident with these circumstances.
    pub fn leads_in(&self, circumstances: &[Circumstance], rule: CircumstanceLead) -> Vec<&Post> {
        let special: Vec<&Post> = self
            .leads
            .iter()
            .filter(|post| post.only_when.is_some_and(|when| circumstances.contains(&when)))
            .collect();
        let ordinary = self.leads.iter().filter(|post| post.only_when.is_none());
        match rule {
            CircumstanceLead::ReplacesOtherLead if !special.is_empty() => special,
            _ => ordinary.chain(special).collect(),
        }
    }
}

/// Who takes part under a plan.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// Units by code.
    pub units: Cited<Vec<Unit>>,
    /// The chief commander.
    pub chief_commander: Cited<ChiefCommander>,
    /// The county command.
    pub command: Cited<Command>,
    /// Duties of command and office.
    pub command_duties: Cited<CommandDuties>,
    /// The on-site command.
    pub on_site_command: Cited<OnSiteCommand>,
    /// When it becomes active.
    pub activation: Cited<Activation>,
    /// Member units of the command (2.1).
    pub member_units: Cited<Vec<String>>,
    /// Printed duties (附件2).
    pub member_duties: Cited<Vec<MemberDuties>>,
    /// Working groups.
    pub groups: Cited<Vec<WorkingGroup>>,
    /// What a lead for special circumstances does to the ordinary lead; only where a group has one.
    pub circumstance_lead: Option<Cited<CircumstanceLead>>,
}

impl Organisation {
    /// All units with a part in the response: those of 2.1 and those of 附件2, each once, in the order printed.
    pub fn participating_units(&self) -> Vec<&str> {
        let of_annex = self.member_duties.value.iter().flat_map(|entry| &entry.units);
        let mut seen = BTreeSet::new();
        self.member_units
            .value
            .iter()
            .chain(of_annex)
            .map(String::as_str)
            .filter(|code| seen.insert(*code))
            .collect()
    }

    /// Name of a unit; its code where it is not listed, which the load check excludes.
    pub fn name_of<'a>(&'a self, code: &'a str) -> &'a str {
        self.units
            .value
            .iter()
            .find(|unit| unit.code == code)
            .map_or(code, |unit| &unit.name)
    }

    /// The printed duties of a unit; empty where none is printed, and it does as the command orders.
    pub fn duties_of(&self, unit: &str) -> Vec<&str> {
        let entries = self
            .member_duties
            .value
            .iter()
            .filter(|entry| entry.units.iter().any(|code| code == unit));
        entries.flat_map(|entry| entry.duties.iter().map(String::as_str)).collect()
    }
}
