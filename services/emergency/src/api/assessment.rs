//! How a proposed grade and level look on the wire; both calculators answer alike.

use platform::http::trace::StepBody;
use rules::Trace;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{
    assessment::Assessment,
    criterion::Criterion,
    level::{Grade, Level, Office},
};

/// Grade and response level that a plan's criteria lead to, with the reasons.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessmentView {
    /// Grade of the incident.
    pub grade: GradeView,
    /// Response level; null when no condition is met.
    pub response_level: Option<LevelView>,
    /// Who starts a response of that level; null without one.
    pub starts_by: Option<StarterView>,
    /// The criteria that lead to the grade, all that tie; empty when not graded.
    pub decided_by: Vec<CriterionView>,
    /// Every step with its article.
    #[schema(value_type = Vec<StepBody>)]
    pub trace: Trace,
}

/// Grade of an incident.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GradeView {
    /// 特别重大
    ParticularlyMajor,
    /// 重大
    Major,
    /// 较大
    Larger,
    /// 一般
    Ordinary,
    /// 不定级; the trace says why.
    NotGraded,
}

/// Response level.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub enum LevelView {
    /// 一级
    #[serde(rename = "I")]
    One,
    /// 二级
    #[serde(rename = "II")]
    Two,
    /// 三级
    #[serde(rename = "III")]
    Three,
    /// 四级
    #[serde(rename = "IV")]
    Four,
}

/// Who starts a response.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StarterView {
    /// 县指挥部办公室主任
    OfficeHead,
    /// 县指挥部指挥长
    Commander,
    /// 县应急救援总指挥部总指挥
    ChiefCommander,
}

/// A criterion.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CriterionView {
    /// 受影响居民人口占比
    AffectedPopulationShare,
    /// 受影响供水范围占比
    AffectedAreaShare,
    /// 死亡人数
    Deaths,
    /// 重伤人数（含急性工业中毒）
    SeriousInjuries,
    /// 直接经济损失
    DirectLoss,
    /// 涉险、被困、失联人数
    AtRiskTrappedMissing,
}

impl From<Assessment> for AssessmentView {
    fn from(found: Assessment) -> Self {
        Self {
            grade: found.grade.map_or(GradeView::NotGraded, GradeView::from),
            response_level: found.level.map(LevelView::from),
            starts_by: found.starts_by.map(StarterView::from),
            decided_by: found.decided_by.into_iter().map(CriterionView::from).collect(),
            trace: found.trace,
        }
    }
}

impl From<Grade> for GradeView {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::ParticularlyMajor => Self::ParticularlyMajor,
            Grade::Major => Self::Major,
            Grade::Larger => Self::Larger,
            Grade::Ordinary => Self::Ordinary,
        }
    }
}

impl From<Level> for LevelView {
    fn from(level: Level) -> Self {
        match level {
            Level::One => Self::One,
            Level::Two => Self::Two,
            Level::Three => Self::Three,
            Level::Four => Self::Four,
        }
    }
}

impl From<Office> for StarterView {
    fn from(office: Office) -> Self {
        match office {
            Office::OfficeHead => Self::OfficeHead,
            // The same person; a plan in which he starts on site is refused at load.
            Office::Commander | Office::OnSiteCommander => Self::Commander,
            Office::ChiefCommander => Self::ChiefCommander,
        }
    }
}

impl From<Criterion> for CriterionView {
    fn from(criterion: Criterion) -> Self {
        match criterion {
            Criterion::AffectedPopulationShare => Self::AffectedPopulationShare,
            Criterion::AffectedAreaShare => Self::AffectedAreaShare,
            Criterion::Deaths => Self::Deaths,
            Criterion::SeriousInjuries => Self::SeriousInjuries,
            Criterion::DirectLoss => Self::DirectLoss,
            Criterion::AtRiskTrappedMissing => Self::AtRiskTrappedMissing,
        }
    }
}
