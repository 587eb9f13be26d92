//! What the county's procedure for the maintenance fund fixes, as typed parameters (新政办函〔2023〕11号 and its notes).

use chrono::NaiveDate;
use serde::Deserialize;

/// A step of the procedure (三（一）至（十）).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcedureStep {
    /// Number, from 1.
    pub step: u32,
    /// Code.
    pub code: String,
    /// Name, in our own words.
    pub name: String,
    /// Whether its result is published.
    pub notice: StepNotice,
}

/// Whether the result of a step is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepNotice {
    /// Not published.
    None,
    /// Published, for no set period.
    WithoutPeriod,
    /// Published for the notice period.
    WithPeriod,
}

/// A part or facility that the fund may pay for (附注2).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// What must hold for the fund to pay (附注1、附注2).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacilityCondition {
    /// Only once the warranty has expired.
    pub after_warranty: bool,
    /// Kinds of works.
    pub works: Vec<String>,
}

/// Who must or may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// 业主
    Owners,
    /// 业主大会
    OwnersAssembly,
    /// 业主委员会
    OwnersCommittee,
    /// 居民代表
    Residents,
    /// 物业服务企业
    PropertyCompany,
    /// 社区网格员
    GridWorker,
}

/// Which owners vote together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteScope {
    /// 小区
    Estate,
    /// 楼
    Building,
    /// 单元
    Entrance,
}

/// Whom co-owners, and the developer with unsold units, count as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JointOwners {
    /// As one owner.
    OneOwner,
}

/// What an objection after the notice period does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateObjection {
    /// It is recorded and stops nothing.
    RecordedOnly,
}

/// What withdrawing and publishing again does to the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Republication {
    /// It starts again.
    Restarts,
}

/// By what the cost is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharingBasis {
    /// Floor area.
    FloorArea,
}

/// Where the fen go that do not divide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharingRounding {
    /// To the largest remainders.
    LargestRemainder,
}

/// Construction sites that a text names (新政办发〔2023〕29号 附件1).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedSites {
    /// Day by which they must have it.
    pub due: NaiveDate,
    /// Names.
    pub names: Vec<String>,
}
